"""Companions: a hero object, the others gathered round it, none hiding it."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import Piece, within
from memoreez.motifs import load
from memoreez.sdf import Sdf, union

# where the others stand, seen from above: 0 is the front, positive to the viewer's right; the
# camera looks from the front left, so the free places there come first
PLACES_DEG = (38.0, -62.0, 98.0, -112.0, -12.0)
WIDEST = 1.0  # of the height: a pedestal wider than high looks like a tray
SHARE = {1: 1.0, 2: 0.52, 3: 0.44, 4: 0.38, 5: 0.35, 6: 0.32}  # of the hero's height


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element is the hero. A group wider than WIDEST is made of smaller companions."""
    poses = [p for p in load(elements[0].motif).poses if p not in ("held", "worn")]
    hero = within(elements[0], 0.85 * height, height, str(random.choice(poses))).at(0, 0)
    if len(elements) > 1 and hero.size[:2].min() > 0.55 * height:  # a ball would hide the others
        hero = within(elements[0], 0.6 * height, height, hero.pose).at(0, 0)
    hero = hero.turned(float(random.uniform(-6, 6)))
    swing = float(random.uniform(-8, 8))
    mirrored = 1 if random.random() < 0.5 else -1
    angles = [mirrored * angle + swing for angle in PLACES_DEG]
    vary = random.uniform(0.92, 1.08, len(PLACES_DEG))
    for shrink in (1.0, 0.88, 0.77, 0.68):
        placed = [hero]
        for element, angle, by in zip(elements[1:], angles, vary, strict=False):
            size = shrink * min(SHARE[len(elements)] * height, 0.75 * hero.top) * float(by)
            placed.append(_beside(_low_enough(element, size), placed, hero, angle))
        if _width(placed) <= WIDEST * height:
            break
    return union(*(p.solid for p in placed), k=0.6)


def _width(placed: list[Piece]) -> float:
    """The largest side of the box round all."""
    low = np.min([p.low for p in placed], axis=0)
    high = np.max([p.high for p in placed], axis=0)
    return float((high - low)[:2].max())


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
