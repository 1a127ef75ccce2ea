"""Solids from curves and 2D outlines: tubes, extrusions, revolved profiles, regular prisms."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.sdf.node import F32, F64, Sdf, leaf
from memoreez.sdf.operations import union
from memoreez.sdf.primitives import _lathe, capsule

Outline = npt.ArrayLike  # (n, 2) mm, closed, either direction


def curve(points: Sequence[Sequence[float]], n: int = 16) -> F64:
    """`n` points evenly along a smooth curve through `points` (k, 2 or 3): (n, 2 or 3).

    Centripetal-like Catmull-Rom: a cubic Hermite whose tangents are the chord differences of the
    neighbours over chord length (no overshoot at uneven spacing); ends are natural.
    """
    p = np.asarray(points, float)
    if len(p) < 3:
        return p[0] + (p[-1] - p[0]) * np.linspace(0, 1, n)[:, None]
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))]
    slopes = np.gradient(p, t, axis=0)
    return _hermite(p, slopes, t, np.linspace(0, t[-1], n))


def _hermite(p: F64, slopes: F64, t: F64, s: F64) -> F64:
    """Cubic Hermite interpolation of points `p` with `slopes` at parameters `t`, read at `s`."""
    i = np.clip(np.searchsorted(t, s, side="right") - 1, 0, len(p) - 2)
    h = (t[i + 1] - t[i])[:, None]
    u = (s - t[i])[:, None] / h
    u2, u3 = u * u, u * u * u
    return np.asarray(
        (2 * u3 - 3 * u2 + 1) * p[i]
        + (u3 - 2 * u2 + u) * h * slopes[i]
        + (3 * u2 - 2 * u3) * p[i + 1]
        + (u3 - u2) * h * slopes[i + 1]
    )


def loop(points: Sequence[Sequence[float]], n: int = 48) -> F64:
    """`n` points along a smooth closed curve through `points`: an outline for `extrude`."""
    p = np.asarray(points, float)
    around = np.concatenate([p[-3:], p, p[:3]])
    t = np.r_[0, np.cumsum(np.linalg.norm(np.diff(around, axis=0), axis=1))]
    slopes = np.gradient(around, t, axis=0)
    s = np.linspace(t[3], t[3 + len(p)], n, endpoint=False)
    return _hermite(around, slopes, t, s)


def tube(points: npt.ArrayLike, radius: float | Sequence[float], k: float = 0) -> Sdf:
    """Round cones along a polyline (n, 3); `radius` is one value or spread over the points."""
    p = np.asarray(points, float)
    given = np.atleast_1d(np.asarray(radius, float))
    r = np.interp(np.linspace(0, 1, len(p)), np.linspace(0, 1, len(given)), given)
    pieces = [capsule(p[i], p[i + 1], r[i], r[i + 1]) for i in range(len(p) - 1)]
    return union(*pieces, k=k)


def _edges(outlines: Sequence[Outline]) -> tuple[F32, F32]:
    """Start and end points (m, 2) of all edges of closed outlines."""
    loops = [np.asarray(o, np.float32) for o in outlines]
    return np.concatenate(loops), np.concatenate([np.roll(o, -1, axis=0) for o in loops])


def _polygon(px: F32, py: F32, a: F32, b: F32) -> F32:
    """Signed distance (n,) to closed outlines: nearest edge, sign by the even-odd rule.

    Exact [iq: polygon], all edges at once; points go in slices so that the (m, n) arrays stay in
    the cache.
    """
    out = np.empty_like(px)
    step = max(64, 200_000 // len(a))
    ax, ay = a[:, :1], a[:, 1:]
    ex, ey = b[:, :1] - ax, b[:, 1:] - ay
    inverse = np.float32(1) / np.maximum(ex * ex + ey * ey, np.float32(1e-12))
    run = np.divide(ex, ey, out=np.zeros_like(ex), where=ey != 0)
    for i in range(0, len(px), step):
        x, y = px[None, i : i + step], py[None, i : i + step]
        wx, wy = x - ax, y - ay
        t = np.clip((wx * ex + wy * ey) * inverse, np.float32(0), np.float32(1))
        dx, dy = wx - ex * t, wy - ey * t
        nearest = np.sqrt((dx * dx + dy * dy).min(axis=0))
        crosses = ((ay > y) != (b[:, 1:] > y)) & (wx < run * wy)
        inside = crosses.sum(axis=0) % 2 == 1
        out[i : i + step] = np.where(inside, -nearest, nearest)
    return out


def extrude(*outlines: Outline, height: float, round: float = 0) -> Sdf:
    """Closed 2D outlines, each (n, 2) mm, made `height` thick; holes by the even-odd rule.

    Centred on z = 0; `round` rounds the rim. Exact up to the rim.
    """
    a, b = _edges(outlines)
    r = min(round, height / 2)

    def field(p: F32) -> F32:
        flat = _polygon(p[0], p[1], a, b)
        return _lathe(flat, np.abs(p[2]) - np.float32(height / 2), r)

    low, high = a.min(axis=0), a.max(axis=0)
    return leaf(field, [*low, -height / 2], [*high, height / 2])


def revolve(profile: Outline) -> Sdf:
    """A closed profile of (radius, z) points (n, 2) mm turned about the z axis. Exact.

    Points on the axis have radius 0; the edge along the axis is not a wall.
    """
    p = np.asarray(profile, np.float32)
    a, b = _edges([p])
    wall = (a[:, 0] > 1e-6) | (b[:, 0] > 1e-6)
    a, b = a[wall], b[wall]

    def field(q: F32) -> F32:
        return _polygon(np.sqrt(q[0] * q[0] + q[1] * q[1]), q[2], a, b)

    r, low, high = float(p[:, 0].max()), float(p[:, 1].min()), float(p[:, 1].max())
    return leaf(field, [-r, -r, low], [r, r, high])


def prism(sides: int, radius: float, height: float, round: float = 0) -> Sdf:
    """A regular prism: `sides` corners on a circle of `radius`, a flat side towards -y."""
    angle = (np.arange(sides) + 0.5) * 2 * math.pi / sides - math.pi / 2
    outline = np.c_[np.cos(angle), np.sin(angle)] * radius
    return extrude(outline, height=height, round=round)


def star_outline(points: int, outer: float, inner: float) -> F64:
    """A star polygon (2 * points, 2) with a tip at +y."""
    angle = np.arange(2 * points) * math.pi / points + math.pi / 2
    r = np.where(np.arange(2 * points) % 2 == 0, outer, inner)
    return np.asarray(np.c_[np.cos(angle), np.sin(angle)] * r[:, None])
