"""Primitives. Each is a short function: constants outside, a vectorised field inside.

All sizes are full sizes in mm unless the name says radius; everything is centred on the origin
unless stated. Formulas marked [iq] are Inigo Quilez' "distance functions"
(https://iquilezles.org/articles/distfunctions), derived anew where noted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from memoreez.sdf.node import EVERYWHERE, F32, Sdf, leaf

Point = Sequence[float]


def sphere(radius: float) -> Sdf:
    """Exact: |p| - r."""

    def field(p: F32) -> F32:
        return np.sqrt((p * p).sum(axis=0)) - np.float32(radius)

    return leaf(field, [-radius] * 3, [radius] * 3)


def ellipsoid(x: float, y: float, z: float) -> Sdf:
    """Semi-axes x, y, z. k0 (k0 - 1) / k1 [iq]: outside a lower bound, k0 being convex.

    Pruning by that formula alone bites holes into long ellipsoids: off the tips it changes up to
    40 times faster than a distance. There the distances to the enclosing box and sphere, also
    lower bounds, are larger and take over; inside, where it jumps at the centre, it is cut off at a
    part of the shortest axis. The slope that remains was measured on 300,000 points for each of 78
    shapes outside and 27 inside, axis ratios up to 12: inside it grows with the ratio, outside
    with the square of the middle axis unless two axes are equal.
    """
    axes = np.array([[x], [y], [z]], np.float32)
    shortest, middle, longest = sorted((x, y, z))
    ratio = longest / shortest
    depth, inside = (0.5, 1 + 0.37 * (ratio - 1)) if ratio < 2 else (0.35, 1 + 0.22 * (ratio - 1))
    uneven = middle / longest < 0.995
    outside = max(1.04, (middle / shortest) ** 2 / 3.4) if uneven else 1.04

    def field(p: F32) -> F32:
        scaled = p / axes
        k0 = np.sqrt((scaled * scaled).sum(axis=0))
        scaled /= axes
        k1 = np.sqrt((scaled * scaled).sum(axis=0))
        d = k0 * (k0 - np.float32(1)) / np.maximum(k1, np.float32(1e-9))
        beside = np.maximum(np.abs(p) - axes, np.float32(0))
        to_box = np.sqrt((beside * beside).sum(axis=0))
        to_sphere = np.sqrt((p * p).sum(axis=0)) - np.float32(longest)
        d = np.where(k0 > 1, np.maximum(d, np.maximum(to_box, to_sphere)), d)
        return np.maximum(d, np.float32(-depth * shortest))

    return leaf(field, [-x, -y, -z], [x, y, z], max(inside, outside))


def box(x: float, y: float, z: float, round: float = 0) -> Sdf:
    """Full sizes, edges rounded by `round`. Exact [iq: round box]."""
    r = min(round, x / 2, y / 2, z / 2)
    half = np.array([[x / 2 - r], [y / 2 - r], [z / 2 - r]], np.float32)

    def field(p: F32) -> F32:
        q = np.abs(p) - half
        outside = np.maximum(q, np.float32(0))
        return (
            np.sqrt((outside * outside).sum(axis=0))
            + np.minimum(q.max(axis=0), np.float32(0))
            - np.float32(r)
        )

    return leaf(field, [-x / 2, -y / 2, -z / 2], [x / 2, y / 2, z / 2])


def _lathe(radial: F32, along: F32, round: float) -> F32:
    """Distance of a rounded 2D quadrant: the sharp corner moved in by `round`, then grown."""
    r = np.float32(round)
    a, b = radial + r, along + r
    zero = np.float32(0)
    a0, b0 = np.maximum(a, zero), np.maximum(b, zero)
    return np.minimum(np.maximum(a, b), zero) + np.sqrt(a0 * a0 + b0 * b0) - r


def cylinder(radius: float, height: float, round: float = 0) -> Sdf:
    """Upright (along z), edges rounded. Exact [iq: rounded cylinder]."""
    r = min(round, radius, height / 2)

    def field(p: F32) -> F32:
        radial = np.sqrt(p[0] * p[0] + p[1] * p[1]) - np.float32(radius)
        return _lathe(radial, np.abs(p[2]) - np.float32(height / 2), r)

    return leaf(field, [-radius, -radius, -height / 2], [radius, radius, height / 2])


def cone(bottom: float, top: float, height: float, round: float = 0) -> Sdf:
    """A cone, cut off or pointed, along z: radius `bottom` at -height/2, `top` at +height/2.

    Exact [iq: capped cone]; `round` moves the walls in and grows them back.
    """
    r = min(round, 0.45 * height, max(bottom, top) * 0.45)
    h, r1, r2 = height / 2 - r, max(bottom - r, 0.0), max(top - r, 0.0)
    slant = np.array([r2 - r1, 2 * h])
    slant2 = np.float32(slant @ slant)

    def field(p: F32) -> F32:
        q, z = np.sqrt(p[0] * p[0] + p[1] * p[1]), p[2]
        cap = q - np.minimum(q, np.where(z < 0, np.float32(r1), np.float32(r2)))
        cap_z = np.abs(z) - np.float32(h)
        t = ((r2 - q) * np.float32(slant[0]) + (h - z) * np.float32(slant[1])) / slant2
        t = np.clip(t, np.float32(0), np.float32(1))
        side = q - np.float32(r2) + np.float32(slant[0]) * t
        side_z = z - np.float32(h) + np.float32(slant[1]) * t
        sign = np.where((side < 0) & (cap_z < 0), np.float32(-1), np.float32(1))
        nearest = np.minimum(cap * cap + cap_z * cap_z, side * side + side_z * side_z)
        return sign * np.sqrt(nearest) - np.float32(r)

    widest = max(bottom, top)
    return leaf(field, [-widest, -widest, -height / 2], [widest, widest, height / 2])


def capsule(a: Point, b: Point, radius: float, radius_b: float | None = None) -> Sdf:
    """A round cone: spheres at `a` and `b` (own radii) and the hull between. Exact.

    The union of spheres whose radius runs linearly along the axis: min over t of |p - c(t)| - r(t).
    That is convex in t, and its derivative vanishes where the point, seen along the normal of the
    hull (sine (r1 - r2) / length), meets the axis.
    """
    p0, p1 = np.asarray(a, np.float64), np.asarray(b, np.float64)
    r1, r2 = float(radius), float(radius if radius_b is None else radius_b)
    length = float(np.linalg.norm(p1 - p0))
    if length <= abs(r1 - r2) + 1e-9:  # one sphere swallows the other
        centre, r = (p0, r1) if r1 >= r2 else (p1, r2)
        return sphere(r).at(*centre)
    axis = ((p1 - p0) / length).astype(np.float32)[:, None]
    start = p0.astype(np.float32)[:, None]
    lean = np.float32((r1 - r2) / (length * math.sqrt(1 - ((r1 - r2) / length) ** 2)))

    def field(p: F32) -> F32:
        q = p - start
        along = (q * axis).sum(axis=0)
        off = np.sqrt(np.maximum((q * q).sum(axis=0) - along * along, np.float32(0)))
        t = np.clip(along - off * lean, np.float32(0), np.float32(length))
        gap = along - t
        return np.sqrt(off * off + gap * gap) - (r1 + (r2 - r1) / length * t).astype(np.float32)

    low = np.minimum(p0 - r1, p1 - r2)
    high = np.maximum(p0 + r1, p1 + r2)
    return leaf(field, list(low), list(high))


def torus(ring: float, tube: float) -> Sdf:
    """A ring of radius `ring` in the xy plane, thickness radius `tube`. Exact [iq: torus]."""

    def field(p: F32) -> F32:
        t = np.sqrt(p[0] * p[0] + p[1] * p[1]) - np.float32(ring)
        return np.sqrt(t * t + p[2] * p[2]) - np.float32(tube)

    r = ring + tube
    return leaf(field, [-r, -r, -tube], [r, r, tube])


def arc(ring: float, tube: float, degrees: float) -> Sdf:
    """Part of a torus with round ends, `degrees` wide, middle at +y. Exact [iq: capped torus]."""
    half = math.radians(min(degrees, 359.9) / 2)
    s, c = np.float32(math.sin(half)), np.float32(math.cos(half))

    def field(p: F32) -> F32:
        x = np.abs(p[0])
        on_arc = c * x <= s * p[1]
        k = np.where(on_arc, np.sqrt(p[0] * p[0] + p[1] * p[1]), x * s + p[1] * c)
        inner = (p * p).sum(axis=0) + np.float32(ring * ring) - np.float32(2 * ring) * k
        return np.sqrt(np.maximum(inner, np.float32(0))) - np.float32(tube)

    r = ring + tube
    return leaf(field, [-r, -r, -tube], [r, r, tube])


def half_space(normal: Point, offset: float = 0) -> Sdf:
    """Everything behind the plane n·p = offset (the side that the normal points away from)."""
    n = np.asarray(normal, np.float64)
    n32 = (n / np.linalg.norm(n)).astype(np.float32)[:, None]

    def field(p: F32) -> F32:
        return (p * n32).sum(axis=0) - np.float32(offset)

    return Sdf("leaf", EVERYWHERE, formula=field)


def plane(z: float = 0) -> Sdf:
    """Everything below the height z: a floor."""
    return half_space((0, 0, 1), z)


def slab(axis: str, thickness: float) -> Sdf:
    """Everything within thickness/2 of the origin along one axis. Exact."""
    i = "xyz".index(axis)

    def field(p: F32) -> F32:
        return np.abs(p[i]) - np.float32(thickness / 2)

    return Sdf("leaf", EVERYWHERE, formula=field)
