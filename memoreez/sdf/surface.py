"""Blocks of values to a closed triangle mesh, all cells at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.sdf.cells import EDGE_AXIS, EDGE_OFFSET, table
from memoreez.sdf.evaluate import BLOCK, Blocks, evaluate_blocks
from memoreez.sdf.node import F32, F64, Sdf

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
CELL = BLOCK**3
NUDGE = 0.02  # of a voxel: no vertex comes nearer to a grid point, so no two ever coincide


def mesh(solid: Sdf, voxel_mm: float) -> tuple[F32, I32]:
    """The surface of `solid` as vertices (n, 3) float32 mm and faces (m, 3) int32.

    Closed, manifold and oriented by construction; details under two voxels are lost.
    Raises ValueError for a solid without an end.
    """
    return surface(evaluate_blocks(solid, voxel_mm))


def extent(solid: Sdf, voxel_mm: float = 0.8) -> tuple[F64, F64]:
    """The tight box (low, high) mm round `solid`, good to a small part of a voxel."""
    vertices, _ = mesh(solid, voxel_mm)
    if not len(vertices):
        return np.zeros(3), np.zeros(3)
    return vertices.min(axis=0).astype(float), vertices.max(axis=0).astype(float)


def surface(blocks: Blocks) -> tuple[F32, I32]:
    """Marching cubes over live blocks. The next block's first layer completes the last cells."""
    if not len(blocks.values):
        return np.empty((0, 3), np.float32), np.empty((0, 3), np.int32)
    after = _after(blocks.index)
    padded = _padded(blocks.values, after)
    vertices, number = _vertices(blocks, padded)
    inside = padded < 0
    config = np.zeros(blocks.values.shape, np.uint8)
    for corner in range(8):
        x, y, z = corner & 1, corner >> 1 & 1, corner >> 2 & 1
        bits = inside[:, x : x + 8, y : y + 8, z : z + 8].view(np.uint8)
        config |= bits << np.uint8(corner)
    flat = config.ravel()
    active = np.nonzero((flat != 0) & (flat != 255))[0]
    return vertices, _faces(active, flat[active], after, number)


def _after(index: I32) -> I64:
    """For each block the blocks after it by (x, y, z) bits: (L, 8), -1 where there is none."""
    shape = index.max(axis=0) + 2
    where = np.full(shape, -1, np.int64)
    where[tuple(index.T)] = np.arange(len(index))
    bits = np.array([[c & 1, c >> 1 & 1, c >> 2 & 1] for c in range(8)])
    return np.stack([where[tuple((index + bit).T)] for bit in bits], axis=1)


def _padded(values: F32, after: I64) -> F32:
    """(L, 9, 9, 9): each block with the first layers of those after it.

    Where there is none the own layer is repeated: a block that the surface cannot enter has the
    sign of its neighbours, so no edge towards it is crossed.
    """
    out = np.empty((len(values), 9, 9, 9), np.float32)
    out[:, :8, :8, :8] = values
    for corner in range(1, 8):
        bits = [corner >> axis & 1 for axis in range(3)]
        to = tuple(slice(8, 9) if b else slice(0, 8) for b in bits)
        own = tuple(slice(7, 8) if b else slice(0, 8) for b in bits)
        theirs = tuple(slice(0, 1) if b else slice(0, 8) for b in bits)
        there = after[:, corner]
        known = np.nonzero(there >= 0)[0]
        layer = values[:, own[0], own[1], own[2]].copy()
        layer[known] = values[there[known], theirs[0], theirs[1], theirs[2]]
        out[:, to[0], to[1], to[2]] = layer
    return out


def _vertices(blocks: Blocks, padded: F32) -> tuple[F32, I32]:
    """Crossing points (n, 3) on grid edges, and the number of each edge's vertex (L * 512 * 3,)."""
    start = padded[:, :8, :8, :8]
    number = np.empty((len(start) * CELL, 3), np.int32)
    found, total = [], 0
    base = (blocks.index * BLOCK).astype(np.float64) * blocks.voxel_mm + blocks.origin
    for axis in range(3):
        ahead = tuple(slice(1, 9) if a == axis else slice(0, 8) for a in range(3))
        end = padded[(slice(None), *ahead)]
        crossed = np.nonzero(((start < 0) != (end < 0)).ravel())[0]
        number[crossed, axis] = np.arange(total, total + len(crossed), dtype=np.int32)
        total += len(crossed)
        block, cell = np.divmod(crossed, CELL)
        local = np.stack(np.unravel_index(cell, (8, 8, 8)), axis=1)
        at = (block, *local.T)
        v0, v1 = start[at], end[at]
        points = local.astype(np.float64)
        points[:, axis] += np.clip(v0 / (v0 - v1), NUDGE, 1 - NUDGE)
        found.append((points * blocks.voxel_mm + base[block]).astype(np.float32))
    return np.concatenate(found), number.ravel()


def _faces(active: I64, config: npt.NDArray[np.uint8], after: I64, number: I32) -> I32:
    edges, counts = table()
    owner = np.repeat(np.arange(len(active)), counts[config])
    first = np.cumsum(counts[config]) - counts[config]
    nth = np.arange(len(owner)) - first[owner]
    corner_edges = edges[config[owner], nth].astype(np.int64)  # (m, 3)
    block, cell = np.divmod(active[owner], CELL)
    faces = np.empty((len(owner), 3), np.int32)
    for corner in range(3):
        edge = corner_edges[:, corner]
        faces[:, corner] = number[_edge_key(block, cell, edge, after)]
    return faces


def _edge_key(block: I64, cell: I64, edge: I64, after: I64) -> I64:
    """Where the vertex of a cell's edge is numbered: (voxel that owns the edge) * 3 + axis."""
    offset = EDGE_OFFSET[edge]  # (m, 3)
    x = (cell >> 6) + offset[:, 0]
    y = (cell >> 3 & 7) + offset[:, 1]
    z = (cell & 7) + offset[:, 2]
    bits = (x >> 3) | (y >> 3) << 1 | (z >> 3) << 2
    owner = after[block, bits]
    voxel = (x & 7) << 6 | (y & 7) << 3 | (z & 7)
    key: I64 = (owner * CELL + voxel) * 3 + EDGE_AXIS[edge]
    return key
