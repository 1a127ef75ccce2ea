"""Bas-relief: what is seen of a thing from the front, pressed flat so that nothing of it is lost.

Steps between near and far are compressed, small ones kept: gradients are weakened by a logarithm
and put together again (T. Weyrich and others, "Digital Bas-Relief from 3D Scenes", 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import fft, ndimage

from memoreez.designs.pieces import Piece
from memoreez.sdf import Sdf, mesh
from memoreez.sdf.node import F32, F64, leaf

CELLS = 150  # of the height map along the longer side
STRENGTH = 6.0  # of the compression: a slope of 1 becomes ln 7 / 6
LOWEST, HIGHEST = 0.34, 1.0  # of the depth: the farthest and the nearest place that is seen
STEEPEST = 2.5  # of a wall, 68 degrees: it prints, and the field stays tame
SOFT = 0.9  # cells: of the blur that takes away their steps
SUNK_MM = 0.6  # of what is not seen, below the ground


@dataclass(frozen=True, eq=False)
class Seen:
    """How near a thing is to whoever looks from -y, mm, at places (x, z); NaN beside it."""

    low: F64  # (2,) mm: x and z of the first place
    cell_mm: float
    near: F64  # (columns, rows)


def relief(one: Piece, depth: float) -> Sdf:
    """The piece's front in relief: its middle at the origin, its ground y = 0, `depth` mm high."""
    seen = look(one)
    inside = np.isfinite(seen.near)
    if not inside.any():  # nothing larger than a voxel
        return one.solid.at(*(-one.middle))
    flat = _pressed(seen.near, inside, seen.cell_mm)
    low, high = np.percentile(flat[inside], (1, 99))
    room = (HIGHEST - LOWEST) * depth
    scale = min(room / max(high - low, 1e-6), 1.0 / _weakened(1.0))  # never deeper than it is
    heights = np.clip((flat - high) * scale, -room, 0.06 * depth) + HIGHEST * depth
    return _field(seen, np.where(inside, heights, -SUNK_MM))


def look(one: Piece) -> Seen:
    """The nearness of the piece about its middle, from the corners of a fine mesh of it."""
    size = one.high - one.low
    cell = float(max(size[0], size[2])) / CELLS
    vertices, faces = mesh(one.solid.at(*(-one.middle)), cell * 1.25)
    corners = vertices[faces].astype(np.float64)  # (m, 3, 3)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    corners = corners[normal[:, 1] < 0]
    middles = (corners + corners[:, [1, 2, 0]]) / 2
    points = np.concatenate([corners.reshape(-1, 3), middles.reshape(-1, 3), corners.mean(axis=1)])
    margin = 4 * cell + 2.0  # room for the slope of its outline
    low = -size[[0, 2]] / 2 - margin
    shape = tuple(np.ceil((size[[0, 2]] + 2 * margin) / cell).astype(int) + 1)
    near = np.full(shape, -np.inf)
    place = np.rint((points[:, [0, 2]] - low) / cell).astype(int)
    place = np.clip(place, 0, np.array(shape) - 1)
    np.maximum.at(near, (place[:, 0], place[:, 1]), -points[:, 1])
    closed = ndimage.grey_closing(np.where(np.isfinite(near), near, -1e6), size=(3, 3))
    near = np.where(np.isfinite(near), near, np.where(closed > -1e5, closed, np.nan))
    return Seen(low, cell, near)


def _weakened(slope: F64 | float) -> F64:
    return np.asarray(np.log1p(STRENGTH * np.abs(slope)) / STRENGTH)


def _pressed(near: F64, inside: npt.NDArray[np.bool_], cell: float) -> F64:
    """Heights whose slopes inside are those of `near`, the steep ones weakened."""
    filled = np.where(inside, near, 0.0)
    slopes = []
    for axis in (0, 1):
        step = np.diff(filled, axis=axis) / cell
        whole = inside & np.roll(inside, -1, axis)
        both = np.delete(whole, -1, axis)
        slopes.append(np.where(both, np.sign(step) * _weakened(step), 0.0) * cell)
    divergence = np.zeros_like(filled)
    divergence[:-1] += slopes[0]
    divergence[1:] -= slopes[0]
    divergence[:, :-1] += slopes[1]
    divergence[:, 1:] -= slopes[1]
    return _poisson(divergence)


def _poisson(divergence: F64) -> F64:
    """Heights of that divergence, level at the borders, by the cosine transform."""
    rows, columns = divergence.shape
    bend = (2 * np.cos(np.pi * np.arange(rows) / rows) - 2)[:, None]
    bend = bend + 2 * np.cos(np.pi * np.arange(columns) / columns) - 2
    bend[0, 0] = 1.0
    return np.asarray(fft.idctn(fft.dctn(divergence, norm="ortho") / bend, norm="ortho"))


def _field(seen: Seen, heights: F64) -> Sdf:
    """A solid from below the ground up to the heights, its walls no steeper than STEEPEST."""
    cell = seen.cell_mm
    reach = int(np.ceil((heights.max() + SUNK_MM) / (STEEPEST * cell)))
    line = np.arange(-reach, reach + 1) * cell
    cone = -STEEPEST * np.hypot(line[:, None], line[None])
    wide = ndimage.grey_dilation(heights, structure=cone, mode="constant", cval=-1e6)
    table = np.maximum(ndimage.gaussian_filter(wide, SOFT), -SUNK_MM).astype(np.float32)
    low, shape = seen.low, np.array(table.shape)
    half = (shape - 1) * cell / 2
    middle = low + half
    flat, width = table.ravel(), int(shape[1])
    most = (shape - 1.001).astype(np.float32)

    def field(p: F32) -> F32:
        u = np.clip((p[0] - np.float32(low[0])) / np.float32(cell), 0, most[0])
        v = np.clip((p[2] - np.float32(low[1])) / np.float32(cell), 0, most[1])
        i, k = u.astype(np.int32), v.astype(np.int32)
        a, b = u - i, v - k
        at = i * width + k
        left = flat[at] * (1 - b) + flat[at + 1] * b
        right = flat[at + width] * (1 - b) + flat[at + width + 1] * b
        height = left * (1 - a) + right * a
        beside = np.maximum(
            np.abs(p[0] - np.float32(middle[0])) - np.float32(half[0]),
            np.abs(p[2] - np.float32(middle[1])) - np.float32(half[1]),
        )
        front = np.maximum(-p[1] - height, p[1] - np.float32(2 * SUNK_MM))
        return np.asarray(np.maximum(front, beside), np.float32)

    corner = np.array([low[0], -float(table.max()), low[1]])
    far = np.array([low[0] + 2 * half[0], 2 * SUNK_MM, low[1] + 2 * half[1]])
    slope = float(np.hypot(1, STEEPEST)) * 1.05
    return leaf(field, list(corner), list(far), slope=slope, rise=0.5)
