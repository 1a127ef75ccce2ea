"""The shape of a print's supports as a coarse mesh, to be looked at: a slicer draws finer ones."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.prints import supports
from memoreez.prints.sections import cut

_FLAT = 0.8  # width of a cell for each of its height
_MOST = 4e6  # rows of sections that triangles cross: a solid has some 1e5, a heap has no end


def mesh(solid: Mesh, layers: int) -> Mesh | None:
    """Supports under `solid` (closed, mm, as printed) as boxes, `layers` high; None without any.

    None too for a mesh without volume, and for a heap of triangles that is no solid.
    """
    size = np.ptp(solid.vertices, axis=0).astype(np.float64)
    step = float(size.max()) / layers
    if not (np.isfinite(step) and size.min() > 0):
        return None
    corners = solid.vertices[solid.faces].astype(np.float64)
    _, across, high = (np.ptp(corners[:, :, k], axis=1) / step + 1 for k in range(3))
    if float((across * high).sum()) > _MOST:
        return None
    cuts = cut(solid, step, step * _FLAT)
    stand = supports.filled(solid, cuts)
    if not stand.any():
        return None
    lattice, faces = _skin(stand)
    scale = np.array([cuts.pixel_mm, cuts.pixel_mm, cuts.step_mm])
    vertices = np.minimum(lattice[:, ::-1] * scale + cuts.corner, solid.vertices.max(0))
    return Mesh(vertices.astype(np.float32), faces)


def _skin(
    cells: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int32]]:
    """The outside of filled cells: lattice points (n, 3) as layer, row, column, and triangles."""
    wide = np.pad(cells, 1)
    squares = []
    for axis in range(3):
        across = [one for one in range(3) if one != axis]
        for step in (1, -1):
            open_ = wide & ~np.roll(wide, -step, axis)
            at = np.argwhere(open_) - 1
            base = at.copy()
            base[:, axis] += step > 0
            ring = np.repeat(base[:, None], 4, 1)  # (k, 4, 3)
            ring[:, 1:3, across[0]] += 1
            ring[:, 2:4, across[1]] += 1
            # Lattice axes run z, y, x: mirrored, so the ring turns the other way than it seems.
            flip = (step > 0) == (axis != 1)
            squares.append(ring[:, ::-1] if flip else ring)
    ring = np.concatenate(squares)
    points, index = np.unique(ring.reshape(-1, 3), axis=0, return_inverse=True)
    a, b, c, d = index.reshape(-1, 4).T.astype(np.int32)
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return points.astype(np.float64), faces
