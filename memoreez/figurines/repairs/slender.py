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

FACING = 0.5  # cosine between the outward sides of a wall; at the edge of a cube it is 0
SPARE = 0.1  # cells by which a ball is larger than it must be
MISSED = 1.0  # cells: balls of this radius in a row hold grid points in a row
MOST_SAMPLES = 1_000_000
UNDER = 2.0  # cells under the surface
AROUND = 10  # neighbours, at most
REACH = 1.2  # cells, of neighbours
BENT = 0.12  # second largest part of the spread of normals: 0 on a sheet, 0.5 round a wire


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
    # as if both looked out of the wall: what was turned must not look like the top of a bump
    along = np.sign(normals[first, found.axis] * normals[second, found.axis])
    facing = along * np.einsum("ij,ij->i", normals[first], normals[second]) > FACING
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


def missed(facets: Facets, grid: Grid, solid: Flags) -> Spine:
    """Wires and tips that lines meet too seldom: surface with nothing solid under it.

    A sharp edge of something thick has something solid under it, whichever way it faces. A thin
    sheet has not, but lines meet it everywhere, so only surface in empty cells counts, and what
    bends like a wire.
    """
    count = int(min(MOST_SAMPLES, 2 * facets.areas.sum() / grid.cell_mm**2 + 1))
    face, points = sample(facets, count)
    points, normals = grid.cells(points), facets.normals[face]
    for way in (-UNDER, UNDER):
        empty = ~_touched(points + way * normals, grid, solid)
        points, normals = points[empty], normals[empty]
    if not len(points):
        return Spine(points, np.empty(0))
    asked = min(AROUND, len(points))
    far, nearest = cKDTree(points).query(points, k=list(range(1, asked + 1)))
    near = np.asarray(far < REACH)[..., None]
    size = near.sum(axis=1)
    sides = normals[nearest] * near
    spread = np.einsum("nki,nkj->nij", sides, sides) / size[..., None]
    wire = np.linalg.eigvalsh(spread)[:, 1] > BENT
    chosen = wire | ~_touched(points, grid, solid)
    # the middle of what lies round a wire is inside it
    middles = ((points[nearest] * near).sum(axis=1) / size)[chosen]
    return Spine(middles, np.full(len(middles), MISSED))


def _touched(points: Floats, grid: Grid, solid: Flags) -> Flags:
    """(n,) whether any of the eight grid points round each of `points` is solid."""
    most = np.array(grid.shape) - 2
    number = np.clip(np.floor(points), 0, most).astype(np.int64) @ grid.strides
    corners = np.stack(np.meshgrid(*[(0, 1)] * 3), axis=-1).reshape(-1, 3) @ grid.strides
    return np.asarray(solid.reshape(-1)[number[:, None] + corners].any(axis=1))


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
