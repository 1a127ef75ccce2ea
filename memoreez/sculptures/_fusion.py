"""One closed surface of what Claynet says: depths, normals and a volume of signed distances.

All of it lies in the camera's frustum: columns are pixels of the frame, depth goes along them. The
volume is stretched along each column until its first and last surface lie where the finer depths
say: a smooth change, which makes no seams, slivers or webs. What is thinner than the volume can
hold is added from the depths alone. Marching cubes close whatever comes out.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.claynet.network import HIGH, LOW, REACH, SIDE, SLICES, Answer
from memoreez.sculptures._columns import (
    RIM,
    SLICE,
    STEP,
    Column,
    Moves,
    columns,
    moves,
    outline,
    spread,
)
from memoreez.sculptures._evening import evened
from memoreez.sdf import Blocks, surface

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BLOCK = 8
LAYER = 2 * STEP  # depth of a cell: along it distances hardly bend, and a third of the faces go
DEPTHS = round((HIGH - LOW) / LAYER)
NEVER = 9.0  # a depth that no surface has
PAD = 0.06  # of blocks before the first and behind the last surface


def fused(answer: Answer, alpha: Floats, grey: Floats) -> tuple[Floats, Ints]:
    """Vertices (n, 3) in half frame widths (right, up, away) and faces (m, 3) of the surface.

    `alpha` (SIDE, SIDE) is the cutout, `grey` the picture in the frame, at whose middle the
    camera looks.
    """
    half = float(np.exp(answer.camera[1]))
    edge = outline(alpha)
    volume = spread(answer.volume, edge)
    column = columns(answer, volume, edge, half, grey)
    vertices, faces = surface(_blocks(volume, column))
    calm = evened(vertices, faces, unseen(vertices, column))
    return placed(calm, half), faces.astype(np.int64)


def unseen(points: Floats, column: Column) -> Floats:
    """How little of each point (n, 3) of the grid is seen: 0 on the front, 1 behind."""
    y, x = (np.clip(np.rint(points[:, i]), 0, SIDE - 1).astype(np.int64) for i in (1, 0))
    depth = LOW + (points[:, 2] + 0.5) * LAYER
    behind = (depth - column.front[y, x]) / (4 * STEP) - 0.5
    rim = (RIM + 1 + column.edge[y, x]) / 2
    return np.asarray(np.clip(np.maximum(behind, rim), 0, 1), np.float32)


def _blocks(volume: Floats, column: Column) -> Blocks:
    """The fused distances, in pixels, in the blocks that the surface may pass through."""
    index = _alive(column)
    moved = moves(column)
    parts = [
        _values(volume, column, moved, index[i : i + 2048]) for i in range(0, len(index), 2048)
    ]
    values = np.concatenate(parts) if parts else np.empty((0, 8, 8, 8), np.float32)
    return Blocks(np.zeros(3), 1.0, index.astype(np.int32), values)


def _alive(column: Column) -> Ints:
    """Blocks (n, 3) in x, y and depth between the first and the last surface of their tile."""
    tiles = SIDE // BLOCK
    shape = (tiles, BLOCK, tiles, BLOCK)
    near = column.edge < 3
    low = np.where(near, np.fmin(column.front, column.first), NEVER)
    high = np.where(near, np.fmax(column.back, column.last), -NEVER)
    first = low.reshape(shape).min(axis=(1, 3))
    last = high.reshape(shape).max(axis=(1, 3))
    first = cv2.erode(first.astype(np.float32), np.ones((3, 3)))  # a neighbour's side may pass
    last = cv2.dilate(last.astype(np.float32), np.ones((3, 3)))
    size = BLOCK * LAYER
    start = np.clip(np.floor((first - PAD - LOW) / size), 0, DEPTHS // BLOCK - 1)
    end = np.clip(np.floor((last + PAD - LOW) / size), -1, DEPTHS // BLOCK - 1)
    layers = np.arange(DEPTHS // BLOCK)
    alive = (layers >= start[..., None]) & (layers <= end[..., None])
    y, x, z = np.nonzero(alive & (first < NEVER)[..., None])
    return np.stack([x, y, z], axis=1)


def _values(volume: Floats, column: Column, moved: Moves, index: Ints) -> Floats:
    """Distances (n, 8, 8, 8) in pixels of blocks, indexed by x, y and depth."""
    local = np.arange(BLOCK)
    x = (index[:, 0, None] * BLOCK + local)[:, :, None]  # (n, 8, 1)
    y = (index[:, 1, None] * BLOCK + local)[:, None, :]
    depth = LOW + (index[:, 2, None] * BLOCK + local + 0.5) * LAYER  # (n, 8)
    depth = depth[:, None, None, :].astype(np.float32)

    def at(field: Floats) -> Floats:
        return field[y, x][..., None]

    first, last = np.nan_to_num(at(column.first), nan=9.0), np.nan_to_num(at(column.last), nan=9.1)
    before, behind = at(moved.front), at(moved.back)
    start, end = first + before, np.maximum(last + behind, first + before + 1e-3)
    depth = at(moved.middle) + (depth - at(moved.middle)) / at(moved.pinch)
    along = np.clip((depth - start) / (end - start), 0, 1)
    value = sampled(volume, x[..., None], y[..., None], depth - before - (behind - before) * along)
    value *= REACH / STEP
    value = np.maximum(value, (at(column.free) - depth) / STEP)
    lost = at(column.lost)
    if lost.any():
        front = at(column.front)
        slab = np.maximum(front - depth, depth - front - lost) / STEP
        value = np.where(lost > 0, np.minimum(value, slab), value)
    return np.asarray(np.maximum(value, at(column.edge)), np.float32)


def sampled(volume: Floats, x: Ints, y: Ints, depth: Floats) -> Floats:
    """The volume between its layers, at pixels and depths that broadcast together."""
    place = np.clip((depth - LOW) / SLICE - 0.5, 0, SLICES - 1.001)
    low = place.astype(np.int32)
    flat = volume.reshape(-1)
    at = ((y * SIDE + x) * SLICES).astype(np.int32) + low
    near, far = flat[at], flat[at + 1]
    return np.asarray(near + (far - near) * (place - low), np.float32)


def placed(points: Floats, half: float) -> Floats:
    """Points (n, 3) of the grid in half frame widths: right, up, away from the camera."""
    depth = LOW + (points[:, 2] + 0.5) * LAYER
    wide = 1 + depth * half
    x = ((points[:, 0] + 0.5) * STEP - 1) * wide
    y = ((points[:, 1] + 0.5) * STEP - 1) * wide
    return np.stack([x, -y, depth], axis=1).astype(np.float32)
