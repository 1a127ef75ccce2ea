"""Totem: a tower round a column, motifs at its foot and on a ledge, the first one crowning it."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import within
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    cylinder,
    difference,
    half_space,
    intersection,
    torus,
    union,
)

# degrees from the front, towards the viewer's right, at which motifs stand on a storey
ANGLES = {1: (-12.0,), 2: (-54.0, 32.0), 3: (-12.0, -76.0, 54.0)}
# the least height of the column, and the most width and height of what crowns it, by how many
# there are in all, shares of the height
TOPS = {1: 0.26, 2: 0.4, 3: 0.6, 4: 0.62, 5: 0.62, 6: 0.62}
CROWNS = {1: (0.62, 0.72), 2: (0.56, 0.58), 3: (0.46, 0.4)}
FLOOR, LEDGE = 0.3, 0.225  # how far out things may stand, shares of the height
LEDGE_Z = 0.34
ALONE = {FLOOR: 0.46, LEDGE: 0.34}  # the width of a single thing
SHARED = {FLOOR: 0.31, LEDGE: 0.21}


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands on top; of the others up to two share the ledge."""
    count = min(len(elements), 6)
    below = elements[1:]
    upper = below[: len(below) // 2]
    lower = below[len(below) // 2 :]
    wide, tall = (share * height for share in CROWNS.get(count, CROWNS[3]))
    crown = within(elements[0], wide, tall)
    top = max(TOPS[count] * height, height - crown.top + 1.0)
    crown = crown.at(0, 0, top - 1.0)
    column = (0.1 if count == 1 else 0.085) * height
    parts = [_column(column, top, height, random), *_steps(column, height, bool(lower))]
    room = (LEDGE_Z * height if upper else top) * 0.92
    parts += _standing(lower, FLOOR, 0.0, room, column, height)
    if upper:
        z = LEDGE_Z * height
        parts.append(_ledge(LEDGE * height, z, column))
        parts += _standing(upper, LEDGE, z - 0.9, 0.95 * (top - z), column, height)
    rim = float(np.clip(0.46 * crown.size[:2].max(), 1.5 * column, 0.24 * height))
    parts += [_ledge(min(rim, column + top / 2), top, column), crown.solid]
    return intersection(union(*parts, k=0.7), half_space((0, 0, -1)))


def _ledge(radius: float, z: float, column: float) -> Sdf:
    """A disc with a beaded rim whose underside flares out of the column at 45 degrees."""
    rise = max(radius - column, 3.0)
    flare = cone(column, radius, rise, round=0.6).at(z=z - rise / 2)
    return union(flare, torus(radius - 0.9, 1.3).at(z=z - 0.7), k=0.6)


def _standing(
    elements: tuple[Element, ...],
    storey: float,
    z: float,
    room: float,
    column: float,
    height: float,
) -> list[Sdf]:
    """Motifs on a storey, their backs against the column."""
    placed = []
    ledge = storey * height
    for element, angle in zip(elements, ANGLES.get(len(elements), ANGLES[3]), strict=False):
        width = (ALONE if len(elements) == 1 else SHARED)[storey] * height
        one = within(element, width, room)
        depth = float(one.size[1])
        reach = column * 0.75 + depth / 2
        if storey == LEDGE and reach + depth * 0.35 > ledge:  # too deep: smaller, into the column
            one = within(element, width * 0.85, room * 0.85)
            reach = max(0.55 * column, ledge - 0.4 * float(one.size[1]))
        a = math.radians(angle)
        at = one.at(reach * math.sin(a), -reach * math.cos(a), z)
        placed.append(at.turned(angle * 0.45).solid)
    return placed


def _steps(column: float, height: float, crowded: bool) -> list[Sdf]:
    """What the column stands on: two broad steps, one narrow one where things stand round it."""
    sizes = ((1.5, 0.03),) if crowded else ((2.3, 0.035), (1.8, 0.075))
    return [cylinder(wide * column, 2 * rise * height, round=0.01 * height) for wide, rise in sizes]


def _column(radius: float, top: float, height: float, random: np.random.Generator) -> Sdf:
    """A fluted column on a foot."""
    shaft = cylinder(radius, top, round=0.6).at(z=top / 2)
    count = int(random.integers(9, 14))
    flute = capsule((0, -radius * 1.12, 0), (0, -radius * 1.12, top), radius * 0.24)
    flutes = [flute.turn(z=360 * (i + 0.5) / count) for i in range(count)]
    return difference(shaft, *flutes, k=0.5)
