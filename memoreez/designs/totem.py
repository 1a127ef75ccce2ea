"""Totem: a carved post, one motif emerging from it above the other, the first on top."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import Piece, within
from memoreez.sdf import (
    Sdf,
    cone,
    cylinder,
    difference,
    half_space,
    intersection,
    torus,
    union,
)


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands free on the post; the rest look out of it, top to bottom."""
    below = elements[1:]
    crown = 0.42 * height if len(below) < 3 else 0.34 * height
    post = height - crown
    radius = 0.145 * height if below else 0.17 * height
    parts = [_post(radius, post, max(len(below), 1), random)]
    cell = post / max(len(below), 1)
    for i, element in enumerate(below):
        floor = post - cell * (i + 1)
        parts.append(_emerging(element, radius, floor, cell, -18.0 if i % 2 else 18.0))
    top = within(elements[0], 2.7 * radius, crown + 1.0).at(0, 0, post - 1.0)
    solid = union(*parts, k=1.0)
    whole = union(solid, _tray(top, radius, post), top.solid, k=0.8)
    return intersection(whole, half_space((0, 0, -1)))


def _emerging(element: Element, radius: float, floor: float, cell: float, turn: float) -> Sdf:
    """A motif set into the post: its front half stands out of it, on a small console."""
    one = within(element, 2.9 * radius, cell * 0.8)
    depth = float(one.size[1])
    flat = min(1.0, 2.0 * radius / depth)
    centre = one.middle
    body = one.solid.at(-centre[0], -centre[1], 0).stretch(1, flat, 1)
    out = radius * 0.78
    console = cone(radius * 0.35, max(radius * 0.8, one.size[0] * 0.42), cell * 0.16, round=0.8)
    shelf = console.stretch(1, 0.8, 1).at(0, -out * 0.75, floor + cell * 0.06)
    return union(body.at(0, -out, floor + cell * 0.12), shelf, k=0.8).turn(z=turn)


def _post(radius: float, height: float, cells: int, random: np.random.Generator) -> Sdf:
    """A round post with a groove between the storeys and a carved band at the foot."""
    post = cylinder(radius, height + 2, round=1.0).at(z=height / 2 - 1)
    grooves = [
        torus(radius * 1.02, radius * 0.09).at(z=height * i / cells) for i in range(1, cells)
    ]
    notches = int(random.integers(8, 13))
    carved = [
        cylinder(radius * 0.13, 4, round=0.5).turn(x=90).at(y=-radius).turn(z=360 * i / notches)
        for i in range(notches)
    ]
    band = union(*(c.at(z=height * 0.05) for c in carved))
    foot = cone(radius * 1.35, radius, height * 0.08, round=0.8).at(z=height * 0.03)
    return difference(union(post, foot, k=1.0), band, *grooves, k=0.6)


def _tray(top: Piece, radius: float, post: float) -> Sdf:
    """What the crown stands on: a flared capital as wide as its foot needs, never much wider."""
    wide = float(np.clip(0.5 * max(top.size[0], top.size[1]), radius, 1.5 * radius))
    flare = (wide - radius) * 1.1 + 3.0
    capital = cone(radius, wide, flare, round=0.6).at(z=post - flare / 2)
    return union(capital, torus(wide * 0.97, 0.9).at(z=post - 0.6), k=0.6)
