"""Evaluation near the surface only: blocks of 8³ voxels, pruned, grouped, refined.

1. Blocks of 32³, then of 8³ voxels are judged at their centres; those that the surface cannot enter
   keep the sign of the centre. The rest get the pruned program of their ball, and blocks with the
   same program are evaluated together, so that numpy works on long arrays.
2. Within a block the same test drops sub-blocks of 4³ and 2³ voxels; about one voxel in ten of a
   live block's neighbourhood is evaluated at all.

Every voxel next to the surface has its exact value; every other voxel has the right sign.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.sdf.node import F32, F64, Sdf
from memoreez.sdf.program import Bool, Program

I32 = npt.NDArray[np.int32]
BLOCK = 8
COARSE = 32
CHUNK = 1 << 15  # points per numpy call: the temporaries stay in the second-level cache


@dataclass(frozen=True, eq=False)
class Blocks:
    """The live blocks of a grid."""

    origin: F64  # (3,) mm: position of voxel (0, 0, 0)
    voxel_mm: float
    index: I32  # (L, 3) block coordinates
    values: F32  # (L, 8, 8, 8) mm


def evaluate_blocks(solid: Sdf, voxel_mm: float) -> Blocks:
    """Values of `solid` on a grid of `voxel_mm`, kept where the surface passes."""
    low, high = solid.bounds
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise ValueError("The solid has no end: intersect it with something finite first.")
    # off round numbers: a flat face exactly on grid points would make slivers
    origin = low - voxel_mm * np.array([1.37, 1.61, 1.29])
    counts = np.ceil((high + 1.5 * voxel_mm - origin) / (voxel_mm * COARSE)).astype(int)
    coarse = _grid(counts) * COARSE
    program = Program.of(solid)
    where, values = [np.empty((0, 3), np.int32)], [np.empty((0, 512), np.float32)]
    groups = _groups(program, coarse, COARSE, origin, voxel_mm)
    for sub, blocks in _split_groups(program, groups, origin, voxel_mm):
        step = max(1, CHUNK // 64)
        for i in range(0, len(blocks), step):
            where.append(blocks[i : i + step] // BLOCK)
            values.append(_fill(sub, blocks[i : i + step], origin, voxel_mm))
    packed = np.concatenate(values)
    return Blocks(origin, voxel_mm, np.concatenate(where), _from_octree(packed))


def _grid(counts: npt.NDArray[np.int_]) -> I32:
    mesh = np.meshgrid(*(np.arange(n, dtype=np.int32) for n in counts), indexing="ij")
    return np.stack(mesh, -1).reshape(-1, 3)


def _reach(span: int, voxel_mm: float) -> float:
    """Ball that holds span³ voxels and all cells that touch them: one voxel more each way."""
    return voxel_mm * math.sqrt(3) * (span + 1) / 2


def _sign_reach(span: int, voxel_mm: float) -> float:
    """Ball that holds span³ voxels and their six-neighbours: outside it no grid edge is crossed."""
    return voxel_mm * (math.sqrt(3) * (span - 1) / 2 + 1)


def _centres(corners: I32, span: int, origin: F64, voxel_mm: float) -> F32:
    centres = origin + (corners + (span - 1) / 2) * voxel_mm
    return np.ascontiguousarray(centres.T, np.float32)


def _groups(
    program: Program, corners: I32, span: int, origin: F64, voxel_mm: float
) -> Iterator[tuple[Bool, I32]]:
    """Live blocks grouped by what they need: (needed steps, corners (n, 3))."""
    if not len(corners):
        return
    points = _centres(corners, span, origin, voxel_mm)
    live, _, needed = program.prune(points, _reach(span, voxel_mm))
    yield from _by_row(needed, corners[live])


def _by_row(needed: Bool, corners: I32) -> Iterator[tuple[Bool, I32]]:
    if not len(corners):
        return
    packed = np.ascontiguousarray(np.packbits(needed, axis=1))
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    starts = np.nonzero(np.diff(group[order]))[0] + 1
    for row, members in zip(first, np.split(order, starts), strict=True):
        yield needed[row], corners[members]


def _split_groups(
    program: Program, groups: Iterator[tuple[Bool, I32]], origin: F64, voxel_mm: float
) -> Iterator[tuple[Program, I32]]:
    """Coarse groups cut into 8³ blocks, pruned again, equal programs brought together."""
    offsets = _grid(np.array([COARSE // BLOCK] * 3)) * BLOCK
    rows, blocks = [], []
    for needed, corners in groups:
        part = program.keep(needed)
        steps = np.nonzero(needed)[0]
        children = (corners[:, None] + offsets).reshape(-1, 3)
        for few, members in _groups(part, children, BLOCK, origin, voxel_mm):
            row = np.zeros(len(program.steps), bool)
            row[steps[few]] = True
            rows.append(np.broadcast_to(row, (len(members), len(row))))
            blocks.append(members)
    if rows:
        for needed, corners in _by_row(np.concatenate(rows), np.concatenate(blocks)):
            yield program.keep(needed), corners


def _fill(program: Program, corners: I32, origin: F64, voxel_mm: float) -> F32:
    """Values (n, 512) of blocks in octree order, refined where the surface is near."""
    n = len(corners)
    values = np.empty((n, 8, 8, 8), np.float32)
    quarter = (corners[:, None] + _OCTANT * 4).reshape(-1, 3)
    d = program.evaluate(_centres(quarter, 4, origin, voxel_mm))
    values.reshape(n * 8, 64)[:] = d[:, None]
    live = np.nonzero(np.abs(d) <= _slope(program) * _sign_reach(4, voxel_mm))[0]
    pairs = (quarter[live, None] + _OCTANT * 2).reshape(-1, 3)
    d = _in_chunks(program, _centres(pairs, 2, origin, voxel_mm))
    rows = (live[:, None] * 8 + np.arange(8)).ravel()
    flat = values.reshape(n * 64, 8)
    flat[rows] = d[:, None]
    near = np.nonzero(np.abs(d) <= _slope(program) * _sign_reach(2, voxel_mm))[0]
    voxels = (pairs[near, None] + _OCTANT).reshape(-1, 3)
    flat[rows[near]] = _in_chunks(program, _centres(voxels, 1, origin, voxel_mm)).reshape(-1, 8)
    return values.reshape(n, 512)


def _slope(program: Program) -> float:
    return max(step.slope for step in program.steps)


def _in_chunks(program: Program, points: F32) -> F32:
    total = points.shape[1]
    if total <= CHUNK:
        return program.evaluate(points) if total else np.empty(0, np.float32)
    parts = [program.evaluate(points[:, i : i + CHUNK]) for i in range(0, total, CHUNK)]
    return np.concatenate(parts)


_OCTANT = _grid(np.array([2, 2, 2]))  # (8, 3), z fastest


def _from_octree(values: F32) -> F32:
    """(L, 512) in octree order -> (L, 8, 8, 8) by x, y, z."""
    bits = values.reshape(-1, *([2] * 9))  # 4-bit x y z, 2-bit x y z, 1-bit x y z
    return np.ascontiguousarray(bits.transpose(0, 1, 4, 7, 2, 5, 8, 3, 6, 9)).reshape(-1, 8, 8, 8)
