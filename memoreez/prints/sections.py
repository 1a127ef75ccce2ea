"""A solid cut into level sections, all at once, in numpy: outlines' lengths, areas and masks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Sections:
    """Level cuts every `step_mm`, the first half a step above the bottom."""

    step_mm: float
    pixel_mm: float
    area_mm2: Floats  # (k,)
    outline_mm: Floats  # (k,) length of all outlines
    inside: npt.NDArray[np.bool_]  # (k, rows, columns): y and x of pixels whose centre is inside
    corner: Floats  # (3,) mm: the outer corner of the first pixel, at the bottom


def cut(mesh: Mesh, step_mm: float, pixel_mm: float) -> Sections:
    """Cut `mesh` (closed, mm). Overlapping bodies count once in the masks, each in the sums."""
    points = mesh.vertices.astype(np.float64)
    corner = points.min(0) - (pixel_mm, pixel_mm, 0)
    size = points.max(0) - corner
    shape = (
        max(int(np.ceil(size[2] / step_mm - 0.5)), 1),
        int(np.ceil(size[1] / pixel_mm)) + 1,
        int(np.ceil(size[0] / pixel_mm)) + 1,
    )
    level, start, end = _segments((points - corner)[mesh.faces], step_mm, shape[0])
    length = np.hypot(*(end - start).T)
    swept = (start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0]) / 2
    inside = _filled(level, start / pixel_mm, end / pixel_mm, shape)
    return Sections(
        step_mm,
        pixel_mm,
        np.bincount(level, swept, shape[0]).astype(np.float64),
        np.bincount(level, length, shape[0]).astype(np.float64),
        inside,
        corner,
    )


def _segments(corners: Floats, step: float, count: int) -> tuple[Ints, Floats, Floats]:
    """Where faces (m, 3, 3) cross the levels: level (s,), start and end (s, 2), solid on the left.

    A level through a vertex counts as just above it, so that every outline closes.
    """
    order = np.argsort(corners[:, :, 2], axis=1)
    low, middle, high = np.take_along_axis(corners, order[:, :, None], 1).transpose(1, 0, 2)
    first, last = (_next_level(z, step, count) for z in (low[:, 2], high[:, 2]))
    face, level = spread(first, last - first)
    z = ((level + 0.5) * step).astype(np.float64)
    one = _on_edge(low[face], high[face], z)
    bent = z < middle[face, 2]
    other = _on_edge(
        np.where(bent[:, None], low[face], middle[face]),
        np.where(bent[:, None], middle[face], high[face]),
        z,
    )
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[face]
    way = other - one
    forward = (normal[:, 0] * way[:, 1] - normal[:, 1] * way[:, 0] >= 0)[:, None]
    return level, np.where(forward, one, other), np.where(forward, other, one)


def _next_level(z: Floats, step: float, count: int) -> Ints:
    """The first level above z, (m,)."""
    return np.clip(np.floor(z / step + 0.5).astype(np.intp), 0, count)


def spread(first: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """(i, first[i]), (i, first[i] + 1), …: `counts[i]` pairs for each i."""
    owner = np.repeat(np.arange(len(first)), counts)
    begun = np.cumsum(counts) - counts
    return owner, first[owner] + np.arange(len(owner)) - begun[owner]


def _on_edge(low: Floats, high: Floats, z: Floats) -> Floats:
    """The point (s, 2) at height z of edges that go through that height."""
    rise = high[:, 2] - low[:, 2]
    share = np.divide(z - low[:, 2], rise, out=np.zeros_like(z), where=rise > 0)[:, None]
    return low[:, :2] + share * (high[:, :2] - low[:, :2])


def _filled(
    level: Ints, start: Floats, end: Floats, shape: tuple[int, int, int]
) -> npt.NDArray[np.bool_]:
    """The masks: along each row, outlines crossed downwards enter the solid, upwards leave it."""
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first, last = (np.clip(np.ceil(y - 0.5).astype(np.intp), 0, shape[1]) for y in (low, high))
    segment, row = spread(first, last - first)
    run = end[segment] - start[segment]
    x = start[segment, 0] + (row + 0.5 - start[segment, 1]) * run[:, 0] / run[:, 1]
    column = np.clip(np.ceil(x - 0.5).astype(np.intp), 0, shape[2] - 1)
    flat = (level[segment] * shape[1] + row) * shape[2] + column
    winding = np.zeros(shape, np.int8)
    np.add.at(winding.reshape(-1), flat, np.where(run[:, 1] < 0, np.int8(1), np.int8(-1)))
    return np.cumsum(winding, axis=2, dtype=np.int8, out=winding) > 0
