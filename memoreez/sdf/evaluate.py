"""Evaluation near the surface only, from coarse balls to single voxels.

Cubes of 128³ voxels, then of 32³, 16³, 8³ and 4³ are judged at their centres: those that the
surface cannot enter keep the sign of the centre, the others get the paths of their ball (see
`program`). Pairs of 2³ voxels are dropped by the same test, and what is left is evaluated voxel by
voxel.

Every voxel next to the surface has its exact value; every other voxel has the right sign.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.sdf.node import F32, F64, Sdf
from memoreez.sdf.program import Paths, Program

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
BLOCK = 8
HALF = 16
COARSE = 32
LARGE = 128  # bounding boxes are loose after many blends: most of this space is empty
BATCH = 1024  # blocks refined together: long arrays, whose temporaries still fit the caches
FEW = 256  # coarse cubes whose blocks are found together


@dataclass(frozen=True, eq=False)
class Blocks:
    """The live blocks of a grid."""

    origin: F64  # (3,) mm: position of voxel (0, 0, 0)
    voxel_mm: float
    index: I32  # (L, 3) block coordinates
    values: F32  # (L, 8, 8, 8) mm


@dataclass(frozen=True, eq=False)
class _Cubes:
    """Cubes of the grid with the paths of the balls round them."""

    program: Program
    corners: I32  # (n, 3) voxels
    paths: Paths  # (steps, n)

    def split(self, span: int, into: int) -> _Cubes:
        """Each cube of `span` voxels cut into cubes of `into` voxels, in order."""
        offsets = _grid(np.array([span // into] * 3)) * np.int32(into)
        corners = (self.corners[:, None] + offsets).reshape(-1, 3)
        return _Cubes(self.program, corners, np.repeat(self.paths, len(offsets), axis=1))

    def some(self, part: int, of: int) -> _Cubes:
        """Every `of`-th cube, beginning with the `part`-th."""
        return _Cubes(self.program, self.corners[part::of], self.paths[:, part::of])

    def batches(self, size: int) -> Iterator[_Cubes]:
        """At most `size` neighbouring cubes at a time, each batch with the steps it needs."""
        for i in range(0, len(self.corners), size):
            program, paths = self.program.part(self.paths[:, i : i + size])
            yield _Cubes(program, self.corners[i : i + size], paths)


class _Grid:
    """A program on a grid of voxels."""

    def __init__(self, solid: Sdf, voxel_mm: float) -> None:
        low, high = solid.bounds
        if not (np.isfinite(low).all() and np.isfinite(high).all()):
            raise ValueError("The solid has no end: intersect it with something finite first.")
        program, self.voxel = Program.of(solid), voxel_mm
        # off round numbers: a flat face exactly on grid points would make slivers
        self.origin = low - voxel_mm * np.array([1.37, 1.61, 1.29])
        size = (high + 1.5 * voxel_mm - self.origin) / (voxel_mm * LARGE)
        corners = _grid(np.ceil(size).astype(int)) * np.int32(LARGE)
        self.whole = _Cubes(program, corners, program.all_paths(len(corners)))
        self.steepest = max(step.slope for step in program.steps)

    def centres(self, corners: I32, span: int) -> F32:
        """Centres (3, n) mm of cubes of `span` voxels."""
        middle = self.origin + (corners + (span - 1) / 2) * self.voxel
        return np.ascontiguousarray(middle.T, np.float32)

    def judge(
        self, cubes: _Cubes, span: int, ball: float
    ) -> tuple[F32, npt.NDArray[np.int64], _Cubes]:
        """Values at the centres, which cubes are live, and those with narrowed paths.

        `ball` mm is the radius within which a crossing matters to the cube.
        """
        centres = self.centres(cubes.corners, span)
        value, slope, paths = cubes.program.refine(cubes.paths, centres, ball)
        live = np.nonzero(np.abs(value) <= slope * np.float32(ball))[0]
        return value, live, _Cubes(cubes.program, cubes.corners[live], paths[:, live])

    def fill(self, blocks: _Cubes) -> F32:
        """Values (n, 512) of 8³ blocks in octree order."""
        n = len(blocks.corners)
        values = np.empty((n, 512), np.float32)
        quarter, live, near = self.judge(blocks.split(8, 4), 4, _sign_ball(4, self.voxel))
        values.reshape(n * 8, 64)[:] = quarter[:, None]
        pairs = (near.corners[:, None] + _OCTANT * np.int32(2)).reshape(-1, 3)
        points = self.centres(pairs, 2).reshape(3, -1, 8)
        pair = blocks.program.run(near.paths, points).ravel() if len(live) else quarter[:0]
        rows = (live[:, None] * 8 + np.arange(8)).ravel()
        flat = values.reshape(n * 64, 8)
        flat[rows] = pair[:, None]
        close = np.nonzero(np.abs(pair) <= self.steepest * _sign_ball(2, self.voxel))[0]
        if len(close):
            voxels = (pairs[close, None] + _OCTANT).reshape(-1, 3)
            points = self.centres(voxels, 1).reshape(3, -1, 8)
            flat[rows[close]] = blocks.program.run(near.paths[:, close // 8], points)
        return values


def evaluate_blocks(solid: Sdf, voxel_mm: float, part: int = 0, of: int = 1) -> Blocks:
    """Values of `solid` on a grid of `voxel_mm`, kept where the surface passes.

    With `of` > 1 only every so-many-th coarse cube, beginning with the `part`-th: see `join`.
    Raises ValueError for a solid without an end.
    """
    grid = _Grid(solid, voxel_mm)
    _, _, large = grid.judge(grid.whole, LARGE, _cell_ball(LARGE, voxel_mm))
    large = large.split(LARGE, COARSE)
    _, _, coarse = grid.judge(large, COARSE, _cell_ball(COARSE, voxel_mm))
    where, values = [np.empty((0, 3), np.int32)], [np.empty((0, 512), np.float32)]
    coarse = coarse.some(part, of)
    for few in coarse.batches(FEW):
        _, _, halves = grid.judge(few.split(COARSE, HALF), HALF, _cell_ball(HALF, voxel_mm))
        _, _, blocks = grid.judge(halves.split(HALF, BLOCK), BLOCK, _cell_ball(BLOCK, voxel_mm))
        for batch in blocks.batches(BATCH):
            where.append(batch.corners // BLOCK)
            values.append(grid.fill(batch))
    return Blocks(
        grid.origin, voxel_mm, np.concatenate(where), _from_octree(np.concatenate(values))
    )


def join(parts: Sequence[Blocks]) -> Blocks:
    """The blocks of all parts of one grid."""
    index = np.concatenate([part.index for part in parts])
    values = np.concatenate([part.values for part in parts])
    return Blocks(parts[0].origin, parts[0].voxel_mm, index, values)


def _cell_ball(span: int, voxel_mm: float) -> float:
    """Radius that holds span³ voxels and all cells that touch them: one voxel more each way."""
    return voxel_mm * math.sqrt(3) * (span + 1) / 2


def _sign_ball(span: int, voxel_mm: float) -> float:
    """Radius that holds span³ voxels and their six-neighbours: beyond it no edge is crossed."""
    return voxel_mm * (math.sqrt(3) * (span - 1) / 2 + 1)


def _grid(counts: npt.NDArray[np.int_]) -> I32:
    mesh = np.meshgrid(*(np.arange(n, dtype=np.int32) for n in counts), indexing="ij")
    return np.stack(mesh, -1).reshape(-1, 3)


_OCTANT = _grid(np.array([2, 2, 2]))  # (8, 3), z fastest


def _from_octree(values: F32) -> F32:
    """(L, 512) in octree order -> (L, 8, 8, 8) by x, y, z."""
    bits = values.reshape(-1, *([2] * 9))  # 4-bit x y z, 2-bit x y z, 1-bit x y z
    return np.ascontiguousarray(bits.transpose(0, 1, 4, 7, 2, 5, 8, 3, 6, 9)).reshape(-1, 8, 8, 8)
