"""Operations: sharp and smooth booleans, offset, shell, copies, warps.

Smooth booleans use the quadratic polynomial minimum (iq, "smooth minimum"):
min(a, b) - h² k / 4 with h = max(k - |a - b|, 0) / k. It changes nothing where the two differ by
more than k, is 1-Lipschitz where its arguments are, and bulges by k / 4 at most.
"""

from __future__ import annotations

import math

import numpy as np

from memoreez.sdf.node import EVERYWHERE, F32, Axis, Box, Field, Op, Sdf, leaf, rotation

Vector = tuple[float, float, float]


def union(*solids: Sdf, k: float = 0) -> Sdf:
    """All of them, blended over `k` mm."""
    return _fold("union", solids, k)


def intersection(*solids: Sdf, k: float = 0) -> Sdf:
    """What all of them share, edges blended over `k` mm."""
    return _fold("intersection", solids, k)


def difference(solid: Sdf, *cuts: Sdf, k: float = 0) -> Sdf:
    """`solid` without the cuts, edges blended over `k` mm."""
    return _fold("difference", (solid, *cuts), k)


def _fold(op: Op, solids: tuple[Sdf, ...], k: float) -> Sdf:
    result = solids[0]
    for other in solids[1:]:
        slope = max(result.slope, other.slope)
        box, rise = _merge(op, result, other, k)
        result = Sdf(op, box, (result, other), k=k, slope=slope, rise=rise)
    return result


def _merge(op: Op, first: Sdf, second: Sdf, k: float) -> tuple[Box, float]:
    """Box and rise of a boolean. Two boxes share a box that may be √3 farther than either."""
    a, b = first.bounds, second.bounds
    if op == "difference":
        return a, first.placed_rise
    rise = min(first.placed_rise, second.placed_rise)
    if op == "intersection":
        low, high = np.maximum(a[0], b[0]), np.minimum(a[1], b[1])
        if np.array_equal(low, a[0]) and np.array_equal(high, a[1]):
            return a, first.placed_rise
        return (low, np.maximum(low, high)), rise / math.sqrt(3)
    reach = k / 4 / rise
    return (np.minimum(a[0], b[0]) - reach, np.maximum(a[1], b[1]) + reach), rise


def grow(solid: Sdf, distance: float) -> Sdf:
    """Offset outwards by `distance` mm (negative: inwards). True where the values are distances."""
    box = _widened(solid, max(distance, 0.0))
    return Sdf("offset", box, (solid,), k=distance, slope=solid.slope, rise=solid.placed_rise)


def shell(solid: Sdf, thickness: float) -> Sdf:
    """A skin of `thickness` mm, centred on the surface of `solid`."""
    box = _widened(solid, thickness / 2)
    return Sdf("shell", box, (solid,), k=thickness, slope=solid.slope, rise=solid.placed_rise)


def _widened(solid: Sdf, value: float) -> Box:
    """A box that holds all points where the value is below `value`."""
    low, high = solid.bounds
    return low - value / solid.placed_rise, high + value / solid.placed_rise


def mirror(solid: Sdf, axis: Axis = "x", k: float = 0) -> Sdf:
    """`solid` and its reflection through the plane `axis` = 0. Two copies: exact on both sides."""
    return union(solid, solid.flip(axis), k=k)


def repeat(solid: Sdf, n: int, step: Vector, k: float = 0) -> Sdf:
    """`n` copies, each shifted by `step` mm from the last. Real copies, so values stay exact."""
    copies = [solid.at(*(i * s for s in step)) for i in range(n)]
    return union(*copies, k=k)


def around(solid: Sdf, n: int, axis: Axis = "z", k: float = 0) -> Sdf:
    """`n` copies turned evenly about a main axis."""
    copies = [solid.placed(rotation(axis, 360 * i / n)) for i in range(n)]
    return union(*copies, k=k)


def rough(solid: Sdf, amplitude: float, wavelength: float, seed: int = 0) -> Sdf:
    """Natural unevenness: six random plane waves added to the distance, within ±`amplitude` mm."""
    random = np.random.default_rng(seed)
    waves = random.normal(size=(6, 3))
    waves *= 2 * math.pi / wavelength / np.linalg.norm(waves, axis=1, keepdims=True)
    w32 = waves.astype(np.float32)
    phase = random.uniform(0, 2 * math.pi, (6, 1)).astype(np.float32)

    def field(p: F32) -> F32:
        return np.asarray(np.sin(w32 @ p + phase).mean(axis=0) * np.float32(amplitude), np.float32)

    steepest = amplitude * 2 * math.pi / wavelength
    noise = Sdf("leaf", EVERYWHERE, formula=field, slope=steepest)
    slope = solid.slope + steepest
    box = _widened(solid, amplitude)
    return Sdf("add", box, (solid, noise), slope=slope, rise=solid.placed_rise)


def twist(solid: Sdf, degrees_per_mm: float) -> Sdf:
    """Turned about z, more with height. Values are divided by the stretch at the farthest point."""
    low, high = solid.bounds
    radius = float(np.hypot(*np.maximum(np.abs(low[:2]), np.abs(high[:2]))))
    rate = math.radians(degrees_per_mm)
    height = float(high[2] - low[2])
    farthest = radius + 0.05 * max(2 * radius, height) + 0.1  # with the margin that _warp adds

    def unwind(p: F32) -> F32:
        c, s = np.cos(rate * p[2]), np.sin(rate * p[2])
        return np.stack([c * p[0] + s * p[1], c * p[1] - s * p[0], p[2]])

    box = (np.array([-radius, -radius, low[2]]), np.array([radius, radius, high[2]]))
    return _warp(solid, unwind, box, _shear_norm(abs(rate) * farthest))


def bend(solid: Sdf, radius: float) -> Sdf:
    """What lies along x is laid round a circle of `radius` mm whose centre is (0, 0, radius).

    Positive lifts both ends. The solid must stay below the centre: its top under `radius`.
    """
    low, high = solid.bounds
    angle = max(abs(low[0]), abs(high[0])) / radius
    inner, outer = radius - float(high[2]), radius - float(low[2])
    if inner <= 0 or angle > math.pi / 2:
        raise ValueError(
            f"bend: with radius {radius} mm the solid must stay below {radius} mm in z "
            f"and within {radius * math.pi / 2:.1f} mm in x."
        )

    def unbend(p: F32) -> F32:
        up = np.float32(radius) - p[2]
        rho = np.hypot(p[0], up)
        # inside the bend the arc shrinks with rho, or its stretch would have no bound
        arc = np.arctan2(p[0], up) * np.minimum(rho / np.float32(inner), np.float32(1))
        return np.stack([arc * np.float32(radius), p[1], np.float32(radius) - rho])

    reach, top = outer * math.sin(angle), radius - inner * math.cos(angle)
    box = (np.array([-reach, low[1], low[2]]), np.array([reach, high[1], max(top, high[2])]))
    return _warp(solid, unbend, box, radius / inner * math.hypot(1, math.pi / 2), ceiling=radius)


def _shear_norm(s: float) -> float:
    """Largest singular value of a unit shear by s: the Lipschitz constant of a twist."""
    return math.sqrt(1 + s * s / 2 + s * math.sqrt(1 + s * s / 4))


def _warp(solid: Sdf, inverse: Field, box: Box, stretch: float, ceiling: float = math.inf) -> Sdf:
    """A leaf that evaluates `solid` at warped points, made safe to prune.

    The warp's Lipschitz constant `stretch` holds inside `box` only. So points are first moved to
    the box (a projection, 1-Lipschitz), and the result is at least the distance to the box.
    """
    from memoreez.sdf.program import Program

    program = Program.of(solid)
    margin = 1e-3 + 0.02 * float((box[1] - box[0]).max())
    low, high = box[0] - margin, box[1] + margin
    high[2] = min(high[2], ceiling)
    low32, high32 = low.astype(np.float32)[:, None], high.astype(np.float32)[:, None]

    def field(p: F32) -> F32:
        nearest = np.clip(p, low32, high32)
        outside = p - nearest
        to_box = np.sqrt((outside * outside).sum(axis=0))
        inside = program.evaluate(np.ascontiguousarray(inverse(nearest), np.float32))
        value = inside / np.float32(stretch * max(1.0, solid.slope))
        return np.where(to_box > 0, np.maximum(value, to_box), value)

    return leaf(field, list(low), list(high), rise=0.5 / stretch / max(1.0, solid.slope))
