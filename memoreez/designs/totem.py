"""Totem: a tower of ledges round a column, motifs on each ledge, the first one crowning it."""

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

# degrees from the front at which motifs stand on a ledge, by how many there are
ANGLES = {1: (0.0,), 2: (-42.0, 42.0), 3: (0.0, -68.0, 68.0)}


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands on top; of the others up to two share the upper ledge."""
    below = elements[1:]
    upper = below[: len(below) // 2]
    lower = below[len(below) // 2 :]
    column = 0.085 * height
    floors = [0.07 * height] + ([0.36 * height] if upper else [])
    top = 0.62 * height if upper else 0.5 * height
    parts = [_column(column, top, height, random)]
    gap = (floors[1] if upper else top) - floors[0]
    parts.append(_ledge(0.3 * height, floors[0], column))
    parts += _standing(lower, 0.3 * height, floors[0], 0.95 * gap, column)
    if upper:
        parts.append(_ledge(0.225 * height, floors[1], column))
        parts += _standing(upper, 0.225 * height, floors[1], 0.95 * (top - floors[1]), column)
    crown = within(elements[0], 0.44 * height, height - top + 1.0).at(0, 0, top - 1.0)
    wide = float(np.clip(0.46 * crown.size[:2].max(), 1.5 * column, 0.2 * height))
    parts += [_ledge(wide, top, column), crown.solid]
    return intersection(union(*parts, k=0.7), half_space((0, 0, -1)))


def _ledge(radius: float, z: float, column: float) -> Sdf:
    """A disc with a beaded rim whose underside flares out of the column at 45 degrees."""
    rise = max(radius - column, 3.0)
    flare = cone(column, radius, rise, round=0.6).at(z=z - rise / 2)
    return union(flare, torus(radius - 0.9, 1.3).at(z=z - 0.7), k=0.6)


def _standing(
    elements: tuple[Element, ...], ledge: float, z: float, room: float, column: float
) -> list[Sdf]:
    """Motifs on a ledge, their backs against the column."""
    placed = []
    for element, angle in zip(elements, ANGLES.get(len(elements), ANGLES[3]), strict=False):
        width = 1.25 * ledge if len(elements) == 1 else 0.92 * ledge
        one = within(element, width, room)
        depth = float(one.size[1])
        reach = column * 0.75 + depth / 2
        if reach + depth * 0.35 > ledge:  # too deep for the ledge: smaller, and into the column
            one = within(element, width * 0.85, room * 0.85)
            reach = max(0.55 * column, ledge - 0.4 * float(one.size[1]))
        a = math.radians(angle)
        at = one.at(reach * math.sin(a), -reach * math.cos(a), z - 0.9)
        placed.append(at.turned(angle * 0.45).solid)
    return placed


def _column(radius: float, top: float, height: float, random: np.random.Generator) -> Sdf:
    """A fluted column on a foot."""
    shaft = cylinder(radius, top, round=0.6).at(z=top / 2)
    count = int(random.integers(9, 14))
    flute = capsule((0, -radius * 1.12, 0), (0, -radius * 1.12, top), radius * 0.24)
    flutes = [flute.turn(z=360 * (i + 0.5) / count) for i in range(count)]
    return difference(shaft, *flutes, k=0.5)
