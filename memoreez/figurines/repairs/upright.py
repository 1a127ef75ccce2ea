"""Flat sides that a solid can stand on, and the turn that sets what leans upright on one.

A figure that leans by a few degrees still has its flat underside: it is turned onto that as a
whole, which costs nothing of it, before anything is cut flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, Floats, Ints, centre_of_mass, unfold
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.stability import area_mm2, hull, margin_mm

Bools = npt.NDArray[np.bool_]

MOST_DEG = 15.0  # from straight down: what leans further lies
LEAST_DEG = 0.03  # a 100 mm wide bottom is uneven by 0.05 mm then: that is flat
UNEVEN = 0.002  # of the size: a side is flat when it is no more uneven
EXACT, ROUGH = 0.001, 0.004  # the same: what is flat within the first, and not within the second
PLANE = 0.5  # of what lies within the second lies within the first; of a bowl it is a quarter
FACING = 0.9  # a face of it looks straight down
LEANS_DEG = 5.0  # before it falls
BEYOND, DEEPEST = 0.02, 0.12  # of the surface and of the height may stick out below: spikes do
SMALL_MM = 10.0  # nothing is this small in millimetres: then no area is known
CELL = float(np.tan(np.radians(1.5)))  # of the slopes that are told apart
PEAKS, LEVELS = 6, 6  # directions tried, and heights in each
CLOSER_DEG = (3.0, 1.5, 0.8, 0.4)  # round the direction that most of the surface shares
WIDE_DEG = 8.0  # the noise of a flat side's normals


@dataclass(frozen=True, eq=False)
class Side:
    """A flat side and how the solid would stand on it."""

    down: Floats  # (3,) unit vector out of it
    flat_mm2: float
    share: float  # of the outline seen along `down`
    spread: float  # the same of the hull round it: four paws are small and wide apart
    tip_deg: float  # negative where it falls at once


def stance(facets: Facets, down: Floats) -> Side | None:
    """The flat side that is lowest in the direction `down` (3,); None where there is none."""
    level = float((facets.points @ down).max())
    facing = np.flatnonzero(facets.normals @ down > FACING)
    heights = facets.corners[facing] @ down
    flat = facing[heights.min(axis=1) > level - UNEVEN * _size(facets)]
    return _side(facets, down, flat, level) if len(flat) else None


def leaning(facets: Facets, down: Floats, most_deg: float = MOST_DEG) -> Side | None:
    """The largest flat side that looks within `most_deg` of `down` (3,) and that it can stand on.

    Nearly all else must be above its plane. A side is flat where the surface leaves its plane at
    an edge: the underside of a bowl is none.
    """
    near = facets.normals @ down > np.cos(np.radians(most_deg + WIDE_DEG))
    size = _size(facets)
    if not near.any() or size <= 0:
        return None
    low = Facets(facets.points, facets.corners[near], facets.normals[near], facets.areas[near])
    able = []
    least = limits.CONTACT_SHARE / 2 * area_mm2(hull(facets.points @ turning(down)[:2].T))
    for normal in _directions(low, down):
        for plane in _planes(low, normal, size, least):
            side = _stood(facets, *plane, size)
            if side and side.down @ down > np.cos(np.radians(most_deg)):
                able.append(side)
                break  # what is further in is no outside
    return max(able, key=lambda side: side.flat_mm2, default=None)


def stands(side: Side) -> bool:
    """Whether a thing that stands on that side is left standing."""
    return side.tip_deg >= LEANS_DEG and side.share >= limits.CONTACT_SHARE


def enough(side: Side, size_mm: float) -> bool:
    """Whether it is worth turning onto: it stands there, by the gate's limits for contact."""
    return stands(side) and (size_mm < SMALL_MM or side.flat_mm2 >= limits.CONTACT_MM2)


def level(mesh: Mesh) -> Step:
    """`mesh` (z up, any unit) turned as a whole onto its flat underside, where that leans.

    By up to 15°, and only where that side is large enough by the gate's limits for contact, carries
    it, and none is straight below. Nothing else is changed; it stands at the height where it stood.
    """
    if not len(mesh.faces) or not np.isfinite(mesh.vertices).all():
        return Step(mesh)
    facets = unfold(mesh)
    down = np.array([0.0, 0.0, -1.0])
    side = stance(facets, down)
    if side and stands(side):
        return Step(mesh)
    side = leaning(facets, down)
    return righted(mesh, side) if side and enough(side, _size(facets)) else Step(mesh)


def righted(mesh: Mesh, side: Side) -> Step:
    """`mesh` turned so that `side` looks straight down; the very mesh where it does."""
    angle = float(np.degrees(np.arccos(np.clip(-side.down[2], -1, 1))))
    if angle < LEAST_DEG:
        return Step(mesh)
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[mesh.faces] = True
    low = float(mesh.vertices[used, 2].min())
    points = mesh.vertices.astype(np.float64) @ turning(side.down).T
    points[:, 2] += low - points[used, 2].min()
    words = (
        f"turned it by {angle:.2g}° onto its flat underside, on which it did not stand: "
        f"{100 * side.share:.0f} % of its outline are flat there"
    )
    values = {"tilt_deg": angle, "flat_share": side.share}
    made = Mesh(points.astype(np.float32), mesh.faces)
    return Step(made, (Change("laid", words, values),))


def turning(down: Floats) -> Floats:
    """The smallest rotation (3, 3) that takes `down` to −z (O. Rodrigues)."""
    axis = np.cross(down, [0.0, 0.0, -1.0])
    cosine = float(-down[2])
    if cosine < -1 + 1e-9:
        return np.diag([1.0, -1.0, -1.0])
    x, y, z = axis
    skew = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + skew + skew @ skew / (1 + cosine))


def _size(facets: Facets) -> float:
    return float(np.ptp(facets.points, axis=0).max())


def _side(facets: Facets, down: Floats, flat: Ints, level: float) -> Side | None:
    turn = turning(down)
    below = hull(facets.corners[flat].reshape(-1, 3) @ turn[:2].T)
    outline = area_mm2(hull(facets.points @ turn[:2].T))
    if below is None or outline <= 0:
        return None
    centre = turn @ centre_of_mass(facets.corners)
    above = max(float(centre[2]) + level, 1e-9)
    tip = float(np.degrees(np.arctan2(margin_mm(below, centre[:2]), above)))
    area = float(facets.areas[flat].sum())
    return Side(down, area, area / outline, area_mm2(below) / outline, tip)


def _directions(low: Facets, down: Floats) -> Iterator[Floats]:
    """Unit normals (3,) that much of the surface has, the commonest first."""
    across = turning(down)[:2]
    slope = (low.normals @ across.T) / (low.normals @ down)[:, None]
    index = np.floor(slope / CELL).astype(np.int64)
    index -= index.min(axis=0)
    wide, deep = (index.max(axis=0) + 1).tolist()
    cells = np.bincount(index[:, 0] * deep + index[:, 1], low.areas, wide * deep)
    padded = np.pad(cells.reshape(wide, deep), 1)
    for _ in range(PEAKS):
        best = int(padded.argmax())
        i, j = divmod(best, deep + 2)
        if padded[i, j] <= 0:
            return
        here = (np.abs(index - [i - 1, j - 1]) <= 1).all(axis=1)
        padded[max(i - 1, 0) : i + 2, max(j - 1, 0) : j + 2] = 0
        normal = _mean(low, here)
        for angle in CLOSER_DEG:
            here = low.normals @ normal > np.cos(np.radians(angle))
            if here.any():
                normal = _mean(low, here)
        yield normal


def _mean(low: Facets, some: Bools) -> Floats:
    summed = low.areas[some] @ low.normals[some]
    return np.asarray(summed / max(float(np.linalg.norm(summed)), 1e-12))


def _planes(
    low: Facets, normal: Floats, size: float, least_mm2: float
) -> Iterator[tuple[Floats, float]]:
    """(unit normal, height along it) of flat sides of about that direction, the outermost first."""
    like = low.normals @ normal > np.cos(np.radians(WIDE_DEG))
    middles = low.corners[like].mean(axis=1)
    areas = low.areas[like]
    heights = middles @ normal
    cell = UNEVEN * size
    bins = np.floor((heights - heights.min()) / cell).astype(np.int64)
    amount = np.convolve(np.bincount(bins, areas), [1.0, 1.0, 1.0], "same")
    last, tried = np.inf, 0
    for peak in np.flatnonzero(amount > least_mm2)[::-1].tolist():
        if peak > last - 4:
            continue  # of the one before
        tried += 1
        if tried > LEVELS:
            return
        window = amount[max(peak - 3, 0) : peak + 1]
        last = peak - len(window) + 1 + int(window.argmax())
        here = np.abs(bins - last) <= 2
        level = float(areas[here] @ heights[here] / areas[here].sum())
        yield _fitted(middles, areas, normal, level, size)


def _fitted(
    middles: Floats, areas: Floats, normal: Floats, level: float, size: float
) -> tuple[Floats, float]:
    """The plane through what lies near it, by least squares, closer and closer."""
    for reach in (ROUGH, ROUGH, UNEVEN, EXACT, EXACT):
        near = np.abs(middles @ normal - level) < reach * size
        weight = areas[near] / max(float(areas[near].sum()), 1e-300)
        if near.sum() < 3:
            break
        middle = weight @ middles[near]
        away = middles[near] - middle
        values, axes = np.linalg.eigh((away * weight[:, None]).T @ away)
        if values[1] > (2 * EXACT * size) ** 2:  # else a line, which has no normal
            found = axes[:, 0]
            normal = found if found @ normal > 0 else -found
        level = float(middle @ normal)
    return normal, level


def _stood(facets: Facets, normal: Floats, level: float, size: float) -> Side | None:
    """How it stands on that plane; None where it is not flat or too much is below."""
    heights = facets.points @ normal - level
    height, most = float(np.ptp(heights)), float(heights.max())
    if most > DEEPEST * height:
        return None
    if most > ROUGH * size:
        beyond = (facets.corners @ normal).max(axis=1) > level + ROUGH * size
        if float(facets.areas[beyond].sum()) > BEYOND * float(facets.areas.sum()):
            return None
    facing = np.flatnonzero(facets.normals @ normal > FACING)
    reach = np.abs(facets.corners[facing] @ normal - level).max(axis=1)
    flat, rough = facing[reach < EXACT * size], facing[reach < ROUGH * size]
    if float(facets.areas[flat].sum()) <= PLANE * float(facets.areas[rough].sum()):
        return None
    return _side(facets, normal, flat, level)
