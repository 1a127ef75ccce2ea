"""Walls, wires and sheets that slip between the points of a grid, kept as shells of their own.

A wall needs about the sum of its normal's parts in cells (1 to 1.7) to come out of a grid without
holes. Thinner ones, and open sheets without any thickness, get balls along their middle that are
just large enough to hold a grid point on every line that meets them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Facets, Floats, Ints
from memoreez.figurines.repairs.inside import States
from memoreez.figurines.repairs.lines import Crossings, Flags, Grid
from memoreez.figurines.thickness import sample

FACING = 0.5  # cosine between the two sides of a wall; at the edge of a cube it is 0
SPARE = 0.1  # cells by which a ball is larger than it must be
MISSED = 0.87  # cells: a ball of this radius holds a grid point wherever it lies
MOST_SAMPLES = 600_000


@dataclass(frozen=True, eq=False)
class Spine:
    """Middles of what is too thin for the grid."""

    middles: Floats  # (s, 3) cells
    radii: Floats  # (s,) cells


def spine(
    mesh: Mesh,
    grid: Grid,
    lines: tuple[Crossings, ...],
    said: tuple[States, ...],
    solid: Flags,
) -> Spine:
    """Where air lies on both sides of a thin wall or a sheet, seen along the lines."""
    middles, radii = [], []
    for found, state in zip(lines, said, strict=True):
        normals = _normals(mesh, found.face)
        walls = _walls(grid, found, state, normals, solid)
        for which, at in (walls, _sheets(grid, found, solid)):
            middles.append(_places(grid, found, which, at))
            radii.append(np.abs(normals[which]).sum(axis=1) / 2 + SPARE)
    return Spine(np.concatenate(middles), np.concatenate(radii))


def _normals(mesh: Mesh, faces: Ints) -> Floats:
    a, b, c = (mesh.vertices[mesh.faces[faces, i]].astype(np.float64) for i in range(3))
    normals = np.cross(b - a, c - a)
    return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True))


def _walls(
    grid: Grid, found: Crossings, state: States, normals: Floats, solid: Flags
) -> tuple[Ints, Floats]:
    """Crossings (w,) into a thin wall that faces air on both sides, and its middle (w,)."""
    first = np.flatnonzero((state.inside[:-1] == 1) & (np.diff(found.line) == 0))
    second = first + 1
    gap = found.at[second] - found.at[first]
    wide = np.abs(normals[first]).sum(axis=1)
    facing = np.abs(np.einsum("ij,ij->i", normals[first], normals[second])) > FACING
    thin = facing & (gap * np.abs(normals[first, found.axis]) < wide)
    flat = solid.reshape(-1)
    before, beyond = found.points(grid, found.after - 1), found.points(grid, found.after)
    thin &= ~flat[before[first]] & ~flat[beyond[second]]
    return first[thin], (found.at[first[thin]] + found.at[second[thin]]) / 2


def _sheets(grid: Grid, found: Crossings, solid: Flags) -> tuple[Ints, Floats]:
    """Crossings (w,) of surfaces with air on both sides and no other surface beside them."""
    starts = found.edges
    counts = np.diff(np.append(starts, len(found.line)))
    middle = (starts + counts // 2)[counts % 2 == 1]
    flat = solid.reshape(-1)
    here = found.points(grid, found.after)[middle]
    loose = ~flat[here] & ~flat[here - grid.strides[found.axis]]
    return middle[loose], found.at[middle[loose]]


def _places(grid: Grid, found: Crossings, which: Ints, at: Floats) -> Floats:
    """Points (w, 3) in cells `at` (w,) along the lines of the crossings `which` (w,)."""
    before, last = np.divmod(found.line[which], np.roll(grid.shape, -found.axis)[2])
    return np.roll(np.stack([at, before, last], axis=1), found.axis, axis=1)


def missed(facets: Facets, grid: Grid, solid: Flags, known: Spine) -> Spine:
    """Tips and wires that no line met: points of the surface with nothing solid near them."""
    count = int(min(MOST_SAMPLES, facets.areas.sum() / grid.cell_mm**2 + 1))
    points = grid.cells(sample(facets, count)[1])
    corner = np.floor(points).astype(np.int64)
    for low, high in ((0, 2), (-1, 3)):
        steps = np.stack(np.meshgrid(*[range(low, high)] * 3), axis=-1).reshape(-1, 3)
        number = corner @ grid.strides
        alone = ~solid.reshape(-1)[number[:, None] + steps @ grid.strides].any(axis=1)
        points, corner = points[alone], corner[alone]
    if len(known.middles) and len(points):
        far = cKDTree(known.middles).query(points, distance_upper_bound=1.5)[0]
        points = points[np.isinf(far)]
    return Spine(points, np.full(len(points), MISSED))


def shells(grid: Grid, spine: Spine) -> tuple[Ints, npt.NDArray[np.float32]]:
    """Grid points near the spine, sorted, and how far they lie outside its balls, in cells."""
    if not len(spine.middles):
        return np.empty(0, np.int64), np.empty(0, np.float32)
    near = np.zeros(grid.shape, np.bool_)
    near[tuple(np.round(spine.middles).astype(np.int64).T)] = True
    for axis in range(3):
        rolled = np.moveaxis(near, axis, 0)
        for _ in range(2):
            grown = rolled.copy()
            grown[1:] |= rolled[:-1]
            grown[:-1] |= rolled[1:]
            rolled[:] = grown
    points = np.flatnonzero(near)
    places = np.stack(np.unravel_index(points, grid.shape), axis=1).astype(np.float64)
    most = min(3, len(spine.middles))
    far, nearest = cKDTree(spine.middles).query(places, k=list(range(1, most + 1)))
    return points, (far - spine.radii[nearest]).min(axis=1).astype(np.float32)
