"""Inflate makes a soft figurine, round on both sides, from the outline of one object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import cv2
import numpy as np
import numpy.typing as npt
from manifold3d import Manifold
from manifold3d import Mesh as Triangles

from memoreez import pixels
from memoreez.artifacts import Concept, Cutout, Mesh, Sculpture
from memoreez.errors import ProviderError
from memoreez.sculptures._lens import lens
from memoreez.sculptures._pillow import balloon, relief
from memoreez.sculptures._silhouette import grounded, sturdy

Floats = npt.NDArray[np.float32]
Pixels = TypeVar("Pixels", npt.NDArray[np.float32], npt.NDArray[np.uint8])

MARGIN_PX = 4
SOLES = (0.004, 0.01, 0.02, 0.04, 0.06)  # of the height: cut off below, so that it stands
ROOT = 0.12  # of the height: mirrored below the sole, so that feet are not rounded off there
SOLE_AREA = 0.012  # of the height squared: enough to stand on and to be held by


class Inflate:
    """Sculpts a soft two-sided figurine from a cutout that is sure."""

    title = "Soft figurine"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Pixels per height for each quality; `sure` is the least confidence of a cutout.

        `fat` 1 makes limbs as deep as they are wide; `detail` scales the picture's fine relief.
        """

        print: int = 420
        final: int = 240
        draft: int = 130
        sure: float = 0.65
        fat: float = 1.0
        detail: float = 1.0

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def sculpt(
        self,
        concept: Concept,
        *,
        height_mm: float,
        quality: str = "print",
        spread: Callable[..., Any] = map,
        cutout: Cutout | None = None,
    ) -> Sculpture:
        """The cutout's object as a closed solid 0.9 `height_mm` high, standing on z = 0.

        Raises ProviderError without a cutout, and for one that is not sure.
        """
        if cutout is None:
            raise ProviderError(
                f"Inflate cannot sculpt {concept.title!r}: it needs a picture with its backdrop "
                "cut out; give a photo, or choose the atelier."
            )
        if cutout.confidence < self.options.sure:
            raise ProviderError(
                f"Inflate needs a surer cutout than this one ({cutout.confidence:.0%}): "
                f"{cutout.words} Take a picture before a plain wall, or choose the relief."
            )
        rows = getattr(self.options, quality)
        rgba = _boxed(pixels.read(cutout.png), rows)
        pixel_mm = 0.9 * height_mm / rows
        alpha = rgba[..., 3].astype(np.float32) / 255
        level = sturdy(alpha.astype(np.float32), 1.8 / pixel_mm, 2.4 / pixel_mm)
        level, rgba = _rooted(grounded(level)), _rooted(rgba)
        front, back = self._heights(rgba, level, height_mm, pixel_mm)
        whole = lens(level, front, back, pixel_mm)
        return Sculpture(_standing(whole, _below(level) * pixel_mm, 0.9 * height_mm))

    def _heights(
        self, rgba: npt.NDArray[np.uint8], level: Floats, height_mm: float, pixel_mm: float
    ) -> tuple[Floats, Floats]:
        """Heights (h, w) in mm of front and back over the middle plane."""
        thick = self.options.fat * balloon(level) * pixel_mm
        grey = cv2.cvtColor(rgba[..., :3], cv2.COLOR_RGB2GRAY) * np.float32(1 / 255)
        inside = np.pad(level > 0.5, 1).astype(np.uint8)
        far = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1] * pixel_mm
        fade = np.clip(far / (0.03 * height_mm), 0, 1)
        fine = (
            self.options.detail
            * 0.015
            * height_mm
            * relief(np.asarray(grey, np.float32), level)
            * fade
        )
        least = np.minimum(far, 0.35)
        front = cv2.bilateralFilter((thick + fine).astype(np.float32), 5, 0.25, 1.5)
        return np.maximum(front, least + 0.05), np.maximum(0.85 * thick, least + 0.05)


def _rooted(picture: Pixels) -> Pixels:
    """A picture with its lowest part mirrored below its last row, without the margin there."""
    kept = picture[:-MARGIN_PX]
    extra = round(ROOT * (len(kept) - MARGIN_PX))
    return cast(Pixels, np.concatenate([kept, kept[-1 : -extra - 1 : -1], picture[:MARGIN_PX] * 0]))


def _below(rooted: Floats) -> int:
    """How many rows lie below the last one of the picture that was rooted."""
    high = len(rooted) - 2 * MARGIN_PX
    return round(high * ROOT / (1 + ROOT))


def _boxed(rgba: npt.NDArray[np.uint8], rows: int) -> npt.NDArray[np.uint8]:
    """The object alone, `rows` high but no wider than that by a tenth, with a small margin."""
    there = rgba[..., 3] > 127
    y, x = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not len(y):
        raise ProviderError("The cutout shows nothing: take a picture with one object in it.")
    part = rgba[y[0] : y[-1] + 1, x[0] : x[-1] + 1]
    scale = min(rows / part.shape[0], 1.4 * rows / part.shape[1])
    size = (max(round(part.shape[1] * scale), 2), max(round(part.shape[0] * scale), 2))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.pad(cv2.resize(part, size, interpolation=way), ((MARGIN_PX,) * 2,) * 2 + ((0, 0),))


def _standing(mesh: Mesh, sole_mm: float, height_mm: float) -> Mesh:
    """Cut flat at `sole_mm` or a little above, where there is enough to stand on; on z = 0."""
    faces = np.array(mesh.faces, np.uint32)
    solid = Manifold(Triangles(np.array(mesh.vertices, np.float32), faces))
    for share in SOLES:
        cut = sole_mm + share * height_mm
        if solid.slice(cut).area() >= SOLE_AREA * height_mm**2:
            break
    flat = solid.trim_by_plane((0, 0, 1), cut).translate((0, 0, -cut)).to_mesh()
    points = np.array(flat.vert_properties[:, :3], np.float32)
    return Mesh(points, np.array(flat.tri_verts, np.int32))
