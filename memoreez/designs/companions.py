"""Companions: a hero object, the others gathered round it, none hiding it.

A hero too low for its width is lifted by a stand of its own world, and the others gather at its
foot: a keepsake is as high as the person asked, so a low group would become a wide, heavy one.
"""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.gathering import Bands, Thing, gather
from memoreez.designs.pieces import Piece, within
from memoreez.designs.stands import feet, stand
from memoreez.motifs import load
from memoreez.sdf import Sdf, union
from memoreez.sdf.node import F64

WIDEST = 1.0  # of the height: a pedestal wider than high looks like a tray
TRAY = 1.08  # of its own height: a wider group would be a tray too, once it is as high as asked
ACROSS = 1.12  # of its own height: so wide may a round pedestal be under all feet
ACROSS_LIFTED = 1.13
SHARE = {1: 1.0, 2: 0.56, 3: 0.48, 4: 0.42, 5: 0.38, 6: 0.36}  # of the hero's height
# a lifted hero's greatest width and height, of the whole height
LIFTED_WIDE = {1: 0.96, 2: 0.88, 3: 0.84, 4: 0.8, 5: 0.76, 6: 0.74}
LIFTED_HIGH = 0.6
LOW = 0.7  # of the height: a lower group is lifted, however slender
TIGHTER, LEAST = 0.94, 0.74  # a group that is too wide is made anew, so much smaller
SINK = 0.014  # of the height: a lifted hero's sole in its stand
HERO: Bands = ((0.0, 1.0), (0.3, 2.5))  # its feet may be hidden sooner than its upper part
TURN_DEG = -12.0  # of the others, towards a viewer at the front left


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element is the hero. A group that is too wide is made of smaller companions.

    Where that does not help, or the hero alone is too low, the hero is lifted.
    """
    pose = str(random.choice(_upright(elements[0], height)))
    hero = within(elements[0], 0.85 * height, height, pose).at(0, 0)
    if len(elements) > 1 and hero.size[:2].min() > 0.55 * height:  # a ball would hide the others
        hero = within(elements[0], 0.6 * height, height, hero.pose).at(0, 0)
    turn = float(random.uniform(-6, 6))
    hero = hero.turned(turn)
    mirrored = 1 if random.random() < 0.5 else -1
    vary = random.uniform(0.92, 1.08, 5)
    shrink = 1.0
    for _ in range(2 if _slender(hero, height) else 0):
        sizes = shrink * min(SHARE[len(elements)] * height, 0.8 * hero.top) * vary
        others, across = gather(_roomy(hero), HERO, _things(elements[1:], sizes), height, mirrored)
        most = min(ACROSS * hero.top, WIDEST * height)
        if across <= most:
            return union(hero.solid, *others, k=0.6)
        shrink = max(most / across * TIGHTER, LEAST)
    return _lifted(elements, hero.pose, turn, height, mirrored, vary, random)


def _upright(element: Element, height: float) -> list[str]:
    """The poses to choose from: those in which it is high enough by itself, if there are any."""
    poses = [p for p in load(element.motif).poses if p not in ("held", "worn")]
    tall = [p for p in poses if within(element, 0.85 * height, height, p).top >= LOW * height]
    return tall or poses


def _things(elements: tuple[Element, ...], sizes: F64) -> list[Thing]:
    """Each at most its size high and wide, standing in the middle, looking a little to the left."""
    small = [
        within(e, float(size), float(size)).at(0, 0).turned(TURN_DEG)
        for e, size in zip(elements, sizes, strict=False)
    ]
    return [_roomy(one) for one in small]


def _roomy(one: Piece) -> Thing:
    """With a box that has room for the turn."""
    spare = 0.1 * float(one.size[:2].max())
    return Thing(one.solid, one.low - [spare, spare, 0], one.high + [spare, spare, 0])


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
    shrink = 1.0
    for _ in range(6):
        room = (0.45 + 0.55 * shrink) * LIFTED_WIDE[count] * height
        hero = _fitted(elements[0], room, LIFTED_HIGH * height, pose).turned(turn)
        top = height - float(hero.size[2]) + SINK * height
        under = _feet(hero, height)
        centre = (under.min(axis=0) + under.max(axis=0)) / 2
        chance = np.random.default_rng(seed)
        below, half = stand(hero.motif, under - centre, top, height, chance)
        hero = hero.moved(-centre[0], -centre[1], top - SINK * height)
        sizes = shrink * min(SHARE[count] * height, 1.0 * top) * vary
        wide = np.maximum(half, np.abs([hero.low[:2], hero.high[:2]]).max(axis=0)) * 1.05
        whole = union(below, hero.solid, k=0.5)
        there = Thing(whole, np.array([*-wide, 0.0]), np.array([*wide, hero.top]))
        bands: Bands = ((0.0, 0.15), (top / height, 4.0))  # the stand may well be hidden
        others, across = gather(there, bands, _things(elements[1:], sizes), height, mirrored)
        if across <= ACROSS_LIFTED * height:
            break
        shrink *= max(ACROSS_LIFTED * height / across * TIGHTER, LEAST)
    return union(whole, *others, k=0.5)


def _fitted(element: Element, wide: float, high: float, pose: str) -> Piece:
    """As large as fits; what is much longer than wide shows its side, and looks at the viewer."""
    hero = within(element, wide, high, pose).at(0, 0)
    if hero.size[1] > 1.5 * hero.size[0]:
        hero = hero.profile().turned(215)  # the viewer stands at the front left
    return hero.scaled(min(1.0, wide / float(hero.size[:2].max()))).at(0, 0)


def _slender(hero: Piece, height: float) -> bool:
    """About as high as asked, and neither it nor its feet are much wider than it is high."""
    if hero.top < LOW * height:
        return False
    feet_across = 2 * float(np.hypot(*(_feet(hero, height) - hero.middle[:2]).T).max())
    return float(hero.size[:2].max()) <= TRAY * hero.top and feet_across <= ACROSS * hero.top


def _feet(piece: Piece, height: float) -> F64:
    return feet(piece.solid, piece.middle[:2], float(np.hypot(*piece.size[:2])) / 2, height)
