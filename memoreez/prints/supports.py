"""Where a slicer would put supports: columns under every overhang, down to what catches them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.prints.sections import Floats, Ints, Sections, spread

SLOPE_DEG = 38.0  # from level; profiles say 40, PrusaSlicer begins a little later
_CLOSING_MM = 2.0  # gaps up to twice this between columns are filled
_BED_MM = 0.3  # faces this close to the bottom lie on the bed
_SAMPLES = 3.0  # points for each pixel of overhang
_RIM = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, eq=False)
class Columns:
    """What stands between the solid's parts and the bed, section by section, (k,) each."""

    rim_mm: Floats  # length of the columns' outlines
    roof_mm2: Floats  # area newly carried


def columns(solid: Mesh, cuts: Sections) -> Columns:
    """Supports under all of `solid` (mm) that leans out further than `SLOPE_DEG` from level."""
    rim, roof = np.zeros(len(cuts.inside)), np.zeros(len(cuts.inside))
    for k, _, standing, carried in _levels(solid, cuts):
        roof[k] = carried
        core = cv2.erode(standing, _RIM, borderType=cv2.BORDER_CONSTANT, borderValue=(0,))
        rim[k] = np.count_nonzero(standing) - np.count_nonzero(core)
    return Columns(rim * cuts.pixel_mm, roof * cuts.pixel_mm**2)


def filled(solid: Mesh, cuts: Sections) -> npt.NDArray[np.bool_]:
    """Where the same supports stand, (k, rows, columns) as `cuts.inside`."""
    stand = np.zeros(cuts.inside.shape, np.bool_)
    for k, (y, x), standing, _ in _levels(solid, cuts):
        deep, across = standing.shape
        stand[k, y : y + deep, x : x + across] = standing
    return stand


def _levels(
    solid: Mesh, cuts: Sections
) -> Iterator[tuple[int, tuple[int, int], npt.NDArray[np.uint8], int]]:
    """From the top down: section, corner (row, column) of its mask, the mask, pixels of new roof.

    Sections without supports are left out.
    """
    count, rows, width = cuts.inside.shape
    level, pixel = _overhangs(solid, cuts)
    starts = np.searchsorted(level, np.arange(count + 1))
    reach = min(round(_CLOSING_MM / cuts.pixel_mm), max(rows, width))  # of a tiny solid: all of it
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    wide = np.zeros((rows + 2 * reach, width + 2 * reach), np.uint8)  # or its edge would close gaps
    held = wide[reach : reach + rows, reach : reach + width]
    for k in range(count - 1, -1, -1):
        free = (~cuts.inside[k]).view(np.uint8)
        y, x = np.divmod(pixel[starts[k] : starts[k + 1]], width)
        roof = int(np.count_nonzero(free[y, x] & (1 - held[y, x])))
        held[y, x] = 1
        held &= free
        x0, y0, across, deep = cv2.boundingRect(held)
        if across:
            near = wide[y0 : y0 + deep + 2 * reach, x0 : x0 + across + 2 * reach]
            closed = np.asarray(cv2.morphologyEx(near, cv2.MORPH_CLOSE, disc), np.uint8)
            standing = closed[reach : reach + deep, reach : reach + across]
            standing &= free[y0 : y0 + deep, x0 : x0 + across]
            yield k, (y0, x0), standing, roof


def _overhangs(solid: Mesh, cuts: Sections) -> tuple[Ints, Ints]:
    """Sections and pixels right below overhanging faces, each pair once, by section."""
    corners = solid.vertices.astype(np.float64)[solid.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(cross, axis=1)
    leaning = cross[:, 2] < -math.cos(math.radians(SLOPE_DEG)) * size
    lifted = corners[:, :, 2].min(1) > solid.vertices[:, 2].min() + _BED_MM
    found = np.flatnonzero(leaning & lifted & (size > 0))
    area = -cross[found, 2] / 2
    spots = _scattered(corners[found], np.ceil(area / cuts.pixel_mm**2 * _SAMPLES))
    x, y = ((spots - cuts.corner)[:, :2] / cuts.pixel_mm).astype(np.intp).T
    height = (spots[:, 2] - cuts.corner[2]) / cuts.step_mm
    level = np.clip(np.floor(height - 0.5), 0, len(cuts.inside) - 1).astype(np.intp)
    _, rows, width = cuts.inside.shape
    both = np.unique((level * rows + y) * width + x)
    return both // (rows * width), both % (rows * width)


def _scattered(corners: Floats, counts: npt.NDArray[np.float64]) -> Floats:
    """Points spread evenly over triangles (m, 3, 3), `counts` on each, without chance."""
    own, rank = spread(np.zeros(len(counts), np.intp), counts.astype(np.intp))
    # Plastic-number sequence (M. Roberts, 2018, "R2"), folded into the triangle.
    share = ((rank[:, None] + 0.5) * (0.7548776662, 0.5698402910)) % 1
    share = np.where(share.sum(1, keepdims=True) > 1, 1 - share, share)
    a, b, c = corners[own].transpose(1, 0, 2)
    spots: Floats = a + share[:, :1] * (b - a) + share[:, 1:] * (c - a)
    return spots
