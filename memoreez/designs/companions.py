"""Companions: a hero object, the others gathered round it, none hiding it.

A hero too low for its width is lifted by a stand of its own world, and the others gather at its
foot: a keepsake is as high as the person asked, so a low group would become a wide, heavy one.
"""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import Piece, within
from memoreez.designs.stands import feet, stand
from memoreez.motifs import load
from memoreez.sdf import Sdf, union
from memoreez.sdf.node import F64

# where the others stand, seen from above: 0 is the front, positive to the viewer's right; the
# camera looks from the front left, so the free places there come first
PLACES_DEG = (38.0, -62.0, 98.0, -112.0, -12.0)
WIDEST = 1.0  # of the height: a pedestal wider than high looks like a tray
TRAY = 1.08  # of its own height: a wider group would be a tray too, once it is as high as asked
ACROSS = 1.17  # of its own height: so wide may a round pedestal be under all feet
SHARE = {1: 1.0, 2: 0.52, 3: 0.44, 4: 0.38, 5: 0.35, 6: 0.32}  # of the hero's height
SHRINKS = (1.0, 0.88, 0.77, 0.68)  # tried in turn until a group is narrow enough
# a lifted hero's greatest width and height, of the whole height, and the places at its stand
LIFTED_WIDE = {1: 0.96, 2: 0.88, 3: 0.84, 4: 0.8, 5: 0.76, 6: 0.74}
LIFTED_HIGH = 0.6
LOW = 0.7  # of the height: a lower group is lifted, however slender
LIFTED_SHRINKS = (1.0, 0.93, 0.86, 0.79, 0.72)
LIFTED_DEG = (28.0, -28.0, 0.0, 52.0, -52.0, 75.0, -75.0, 98.0, -98.0)
SINK = 0.014  # of the height: a lifted hero's sole in its stand


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element is the hero. A group that is too wide is made of smaller companions.

    Where that does not help, or the hero alone is too low, the hero is lifted.
    """
    poses = [p for p in load(elements[0].motif).poses if p not in ("held", "worn")]
    hero = within(elements[0], 0.85 * height, height, str(random.choice(poses))).at(0, 0)
    if len(elements) > 1 and hero.size[:2].min() > 0.55 * height:  # a ball would hide the others
        hero = within(elements[0], 0.6 * height, height, hero.pose).at(0, 0)
    turn = float(random.uniform(-6, 6))
    hero = hero.turned(turn)
    swing = float(random.uniform(-8, 8))
    mirrored = 1 if random.random() < 0.5 else -1
    angles = [mirrored * angle + swing for angle in PLACES_DEG]
    vary = random.uniform(0.92, 1.08, len(PLACES_DEG))
    for shrink in SHRINKS if _slender([hero], height) else ():
        placed = [hero]
        for element, angle, by in zip(elements[1:], angles, vary, strict=False):
            size = shrink * min(SHARE[len(elements)] * height, 0.75 * hero.top) * float(by)
            placed.append(_beside(_low_enough(element, size), placed, hero, angle))
        if _width(placed) <= WIDEST * height and _slender(placed, height):
            return union(*(p.solid for p in placed), k=0.6)
    return _lifted(elements, hero.pose, turn, height, mirrored, vary, random)


def _lifted(
    elements: tuple[Element, ...],
    pose: str,
    turn: float,
    height: float,
    mirrored: int,
    vary: F64,
    random: np.random.Generator,
) -> Sdf:
    """The hero on a stand up to the whole height, the others lower than its feet round it."""
    count = len(elements)
    seed = int(random.integers(1 << 30))  # each try has the same stand, only narrower
    for shrink in LIFTED_SHRINKS:
        room = shrink * LIFTED_WIDE[count] * height
        hero = _fitted(elements[0], room, LIFTED_HIGH * height, pose).turned(turn)
        top = height - float(hero.size[2]) + SINK * height
        under = _feet(hero, height)
        centre = (under.min(axis=0) + under.max(axis=0)) / 2
        chance = np.random.default_rng(seed)
        below, half = stand(hero.motif, under - centre, top, height, chance)
        taken = [(-half, half)]
        others: list[Piece] = []
        for element, by in zip(elements[1:], vary, strict=False):
            size = shrink * min(SHARE[count] * height, 0.9 * top) * float(by)
            others.append(_at_foot(_low_enough(element, size), taken, mirrored))
        hero = hero.moved(-centre[0], -centre[1], top - SINK * height)
        soles = [feet(below, np.zeros(2), float(half.max()), height)]
        soles += [_feet(other, height) for other in others]
        if _width([hero, *others], half) <= TRAY * height and _across(soles) <= ACROSS * height:
            break
    return union(below, hero.solid, *(p.solid for p in others), k=0.5)


def _fitted(element: Element, wide: float, high: float, pose: str) -> Piece:
    """As large as fits; what is much longer than wide shows its side, and looks at the viewer."""
    hero = within(element, wide, high, pose).at(0, 0)
    if hero.size[1] > 1.5 * hero.size[0]:
        hero = hero.profile().turned(215)  # the viewer stands at the front left
    return hero.scaled(min(1.0, wide / float(hero.size[:2].max()))).at(0, 0)


def _slender(placed: list[Piece], height: float) -> bool:
    """About as high as asked, and neither the group nor its feet are much wider than it is high."""
    top = max(p.top for p in placed)
    if top < LOW * height:
        return False
    across = _across([_feet(p, height) for p in placed])
    return _width(placed) <= TRAY * top and across <= ACROSS * top


def _feet(piece: Piece, height: float) -> F64:
    return feet(piece.solid, piece.middle[:2], float(np.hypot(*piece.size[:2])) / 2, height)


def _across(soles: list[F64]) -> float:
    """The diameter of a circle round all feet."""
    points = np.concatenate(soles)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return 2 * float(np.hypot(*(points - middle).T).max())


def _at_foot(other: Piece, taken: list[tuple[F64, F64]], mirrored: int) -> Piece:
    """At the place at the stand's foot where the group stays narrowest, sooner at the front."""
    low = np.min([box[0] for box in taken], axis=0)
    high = np.max([box[1] for box in taken], axis=0)
    half = other.size[:2] / 2
    best: tuple[float, float, F64] | None = None
    for rank, angle in enumerate(LIFTED_DEG):
        a = math.radians(angle * mirrored)
        at = _outwards(np.array([math.sin(a), -math.cos(a)]), half, taken)
        wide = np.maximum(high, at + half) - np.minimum(low, at - half)
        cost = float(wide.max() + 0.35 * wide.min() + 0.03 * rank * half.max())
        if best is None or cost < best[0]:
            best = (cost, angle * mirrored, at)
    assert best is not None
    _, angle, at = best
    taken.append((at - half, at + half))
    return other.at(*at).turned(float(np.clip(angle, -35, 35)) * 0.5)


def _outwards(way: F64, half: F64, taken: list[tuple[F64, F64]]) -> F64:
    """The first free middle (2,) along `way` for a box of `half` mm; boxes may meet at a corner."""
    reach = 0.0
    while any(
        np.all(np.abs(way * reach - (a + b) / 2) < 0.94 * (half + (b - a) / 2)) for a, b in taken
    ):
        reach += 0.5
    return way * reach


def _width(placed: list[Piece], half: F64 | None = None) -> float:
    """The largest side of the box round all, and round a stand of `half` width and depth."""
    low = np.min([p.low for p in placed], axis=0)[:2]
    high = np.max([p.high for p in placed], axis=0)[:2]
    if half is not None:
        low, high = np.minimum(low, -half), np.maximum(high, half)
    return float((high - low).max())


def _low_enough(element: Element, size: float) -> Piece:
    """At most `size` high and wide."""
    return within(element, size, size)


def _beside(other: Piece, placed: list[Piece], hero: Piece, angle_deg: float) -> Piece:
    """Pushed out along `angle_deg` until it touches nobody's circle; it faces a little outwards."""
    a = math.radians(angle_deg)
    direction = np.array([math.sin(a), -math.cos(a)])
    if abs(angle_deg) < 60:  # in front of a flat hero one may stand close
        start = float(hero.size[1]) / 2 + float(other.size[1]) / 2
    else:
        start = float(hero.size[0]) * 0.41 + float(other.size[0]) * 0.42
    reach = start * 0.85
    while any(_overlap(direction * reach, other, p) for p in placed[1:]):
        reach += 1.0
    return other.at(*(direction * reach)).turned(float(np.clip(angle_deg, -35, 35)) * 0.6)


def _overlap(at: np.ndarray, other: Piece, there: Piece) -> bool:
    gap = float(np.hypot(*(at - there.middle[:2])))
    return gap < 0.78 * (other.radius + there.radius)
