"""The skin of a solid on a grid: marching cubes with every vertex on the original surface.

A vertex between a solid point and air lies exactly where the line pierces the outermost triangle.
Where there is none, in a hole, the skin is stretched between the rims like the film of a bubble.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints
from memoreez.figurines.repairs.lines import Crossings, Flags, Grid
from memoreez.sdf.evaluate import BLOCK, Blocks
from memoreez.sdf.surface import surface

NUDGE = 0.02  # of a cell: no vertex comes nearer to a grid point, so no two ever coincide
STRETCHES = 120  # rounds in which the skin over a hole is smoothed,
MOST_MOVES = 20_000_000  # and vertices that are moved in all of them: what is all hole gets fewer

Shell = tuple[Ints, npt.NDArray[np.float32]]  # grid points, sorted; cells outside a shell


def wrap(grid: Grid, lines: tuple[Crossings, ...], solid: Flags, shell: Shell) -> Mesh:
    """The surface round `solid`, in mm; closed and manifold."""
    vertices, faces = surface(blocks(solid))
    places = vertices.astype(np.float64)
    lower = np.floor(places + 0.25).astype(np.int64)
    axes = np.abs(places - lower).argmax(axis=1)
    bare = np.ones(len(places), np.bool_)
    for axis, found in enumerate(lines):
        mine = np.flatnonzero(axes == axis)
        start = lower[mine] @ grid.strides
        part = _part(grid, found, start, solid.reshape(-1)[start], shell)
        known = np.isfinite(part)
        places[mine[known], axis] = (lower[mine, axis] + part)[known]
        bare[mine[known]] = False
    _stretch(places, faces, bare)
    return Mesh((grid.origin + grid.cell_mm * places).astype(np.float32), faces)


def blocks(solid: Flags) -> Blocks:
    """-1 in what is solid and 1 elsewhere, in the blocks that the surface passes."""
    every, some = solid, solid
    for axis in range(3):
        every, some = np.moveaxis(every, axis, 0), np.moveaxis(some, axis, 0)
        every, some = every[:-1] & every[1:], some[:-1] | some[1:]
        every, some = np.moveaxis(every, 0, axis), np.moveaxis(some, 0, axis)
    cells = np.argwhere(some & ~every)
    counts = -(-np.array(solid.shape) // BLOCK)
    live = np.zeros(counts, np.bool_)
    for corner in range(8):
        live[tuple(((cells + [corner & 1, corner >> 1 & 1, corner >> 2]) // BLOCK).T)] = True
    index = np.argwhere(live)
    values = np.ones((len(index), BLOCK, BLOCK, BLOCK), np.float32)
    for number, (x, y, z) in enumerate((index * BLOCK).tolist()):
        part = solid[x : x + BLOCK, y : y + BLOCK, z : z + BLOCK]
        a, b, c = part.shape
        values[number, :a, :b, :c][part] = -1
    return Blocks(np.zeros(3), 1.0, index.astype(np.int32), values)


def _part(grid: Grid, found: Crossings, start: Ints, solid: Flags, shell: Shell) -> Floats:
    """How far (v,) from the points `start` to the next along the line the skin lies.

    `solid` (v,) says at which end the solid is; the skin is as far from it as any surface. NaN
    where there is none.
    """
    edges = found.edges
    ends = np.append(edges[1:], len(found.line)) - 1
    number = found.points(grid, found.after - 1)[edges]
    order = np.argsort(number)
    at = np.minimum(np.searchsorted(number[order], start), max(len(order) - 1, 0))
    part = np.full(len(start), np.nan)
    if len(order):
        edge = order[at]
        there = number[edge] == start
        place = np.where(solid, found.at[ends[edge]], found.at[edges[edge]])
        part[there] = (place - found.after[edges[edge]] + 1)[there]
    if len(shell[0]):
        here, ahead = _outside(shell, start), _outside(shell, start + grid.strides[found.axis])
        with np.errstate(invalid="ignore", divide="ignore"):
            cut = np.where((here < 0) != (ahead < 0), here / (here - ahead), np.nan)
        part = np.where(solid, np.fmax(part, cut), np.fmin(part, cut))
    return np.asarray(np.clip(part, NUDGE, 1 - NUDGE))


def _outside(shell: Shell, points: Ints) -> Floats:
    """Cells (v,) by which grid points lie outside the shells; NaN far from them."""
    at = np.minimum(np.searchsorted(shell[0], points), len(shell[0]) - 1)
    return np.where(shell[0][at] == points, shell[1][at].astype(np.float64), np.nan)


def _stretch(places: Floats, faces: npt.NDArray[np.int32], bare: Flags) -> None:
    """Vertices that are on no surface move, round by round, to the middle of their neighbours."""
    loose = np.flatnonzero(bare)
    if not len(loose):
        return
    row = np.full(len(places), -1, np.int64)
    row[loose] = np.arange(len(loose))
    touching = faces[bare[faces].any(axis=1)].astype(np.int64)
    tail, head = touching.reshape(-1), touching[:, [1, 2, 0]].reshape(-1)
    tail, head = np.concatenate([tail, head]), np.concatenate([head, tail])
    mine = row[tail] >= 0
    ends = row[tail[mine]], head[mine]
    sums = coo_array((np.ones(len(ends[0])), ends), shape=(len(loose), len(places))).tocsr()
    count = np.bincount(ends[0], minlength=len(loose))[:, None]
    for _ in range(min(STRETCHES, MOST_MOVES // len(loose) + 1)):
        places[loose] = np.asarray(sums @ places) / count
