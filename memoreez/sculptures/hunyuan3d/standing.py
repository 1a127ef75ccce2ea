"""The model's mesh as a figure: upright, on the ground, in millimetres, no finer than it prints."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np
import numpy.typing as npt
from fast_simplification.simplify import simplify
from manifold3d import Manifold

from memoreez.artifacts import Mesh
from memoreez.errors import ProviderError
from memoreez.sculptures._standing import solid_of, stood

SHARE = 0.9  # of the keepsake's height: the rest is its pedestal
WIDEST = 1.4  # of the figure's height: what is wider is made smaller


def upright(vertices: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The model's y (up) becomes our z, and its front, +z, our front, -y; shape (n, 3) float32."""
    x, y, z = np.asarray(vertices, np.float32).T
    return np.stack([x, -z, y], axis=1)


def standing(
    vertices: npt.NDArray[np.float32],
    faces: npt.NDArray[Any],
    height_mm: float,
    tolerance: float,
    most: int = 0,
) -> Mesh:
    """The closed surface (n, 3), (m, 3) of the model 0.9 `height_mm` high, standing on z = 0.

    Crumbs, inner voids and the pedestal of the picture are left out. It is made lighter, first to
    `most` triangles (0: as they are), then within `tolerance` heights of the figure. Raises
    ProviderError where nothing solid is left.
    """
    figure, _ = stood(_solid(upright(vertices), np.asarray(faces, np.int64), tolerance, most))
    west, south, _, east, north, high = figure.bounding_box()
    scale = min(SHARE / high, WIDEST * SHARE / max(east - west, north - south)) * height_mm
    made = figure.translate((-(west + east) / 2, -(south + north) / 2, 0)).to_mesh()
    placed = np.array(made.vert_properties[:, :3], np.float32) * np.float32(scale)
    return Mesh(placed, np.array(made.tri_verts, np.int32))


def _solid(
    vertices: npt.NDArray[np.float32], faces: npt.NDArray[np.int64], tolerance: float, most: int
) -> Manifold:
    """Quadrics halve the triangles of a fine lattice in a tenth of the time that exact steps take,
    and no further from the true surface; where they leave no closed one, it stays as it was."""
    if 0 < most < len(faces):
        light = simplify(vertices, faces.astype(np.int32), target_count=most)
        with suppress(ProviderError):
            return solid_of(light[0], light[1].astype(np.int64), tolerance)
    try:
        return solid_of(vertices, faces, tolerance)
    except ProviderError:
        raise ProviderError(
            "The model found nothing solid in the picture; take one of a single whole figure, with "
            "its backdrop cut out."
        ) from None
