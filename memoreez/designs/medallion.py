"""Medallion: the motifs in raised relief on a standing disc with a rim."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.medallion_relief import relief
from memoreez.designs.pieces import Piece, within
from memoreez.sdf import (
    Sdf,
    box,
    cylinder,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    sphere,
    star_outline,
    torus,
    union,
)

# (x, z, width) of each relief in shares of the inner radius, by how many there are
LAYOUTS: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: ((0, 0, 1.64),),
    2: ((-0.4, 0.1, 1.12), (0.46, -0.18, 0.96)),
    3: ((0, 0.36, 1.04), (-0.48, -0.43, 0.8), (0.48, -0.43, 0.8)),
    4: ((0, 0.44, 0.98), (-0.54, -0.02, 0.9), (0.54, -0.02, 0.9), (0, -0.54, 0.84)),
    5: ((0, 0.46, 0.92), (-0.58, 0.14, 0.8), (0.58, 0.14, 0.8), (-0.34, -0.5, 0.8),
        (0.34, -0.5, 0.8)),
    6: ((0, 0, 0.86), (0, 0.64, 0.62), (-0.62, 0.2, 0.62), (0.62, 0.2, 0.62), (-0.4, -0.56, 0.62),
        (0.4, -0.56, 0.62)),
}  # fmt: skip
AHEAD, BEHIND = 0.088, 0.068  # of the height: the first one stands out over the others


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element is the largest and highest."""
    radius = height / 2 * 0.985
    thick = 0.085 * height
    inner = radius * 0.84
    reliefs: list[Sdf] = []
    for element, (x, z, width) in zip(elements, LAYOUTS[min(len(elements), 6)], strict=False):
        one = _framed(element, width * inner)
        depth = (BEHIND if reliefs else AHEAD) * height
        reliefs.append(relief(one, depth).at(x * inner, -thick / 2, z * inner))
    within_rim = cylinder(radius * 0.97, height).turn(x=90)
    raised = intersection(union(*reliefs, k=0.4), within_rim)
    coin = union(_disc(radius, inner, thick), raised, k=0.5).at(z=radius)
    back = _back(radius, thick, random).at(z=radius)
    stand = _stand(radius, thick, height)
    return intersection(union(coin, back, stand, k=1.0), half_space((0, 0, -1)))


def _framed(element: Element, room: float) -> Piece:
    """As large as fits a square of `room` mm with its corners cut."""
    pose = "held"
    one = within(element, room, room, pose)
    long = 1.7 if one.motif.kind == "animal" else 1.25  # an animal's face says more
    if one.size[1] > long * one.size[0]:  # long things show their profile
        one = one.profile()
    diagonal = math.hypot(one.size[0], one.size[2]) / (1.36 * room)
    return one if diagonal <= 1 else one.scaled(1 / diagonal)


def _disc(radius: float, inner: float, thick: float) -> Sdf:
    """A coin with a raised, rounded rim, a fine bead inside it, and rays on its ground."""
    plate = cylinder(radius, thick, round=thick * 0.3).turn(x=90)
    rim = torus((radius + inner) / 2, (radius - inner) * 0.46).turn(x=90).stretch(1, 1.35, 1)
    bead = torus(inner * 0.985, max(0.8, radius * 0.022)).turn(x=90).at(y=-thick / 2)
    ray = box(max(1.2, 0.05 * radius), 1.6, inner * 0.66, round=0.6).at(z=inner * 0.62)
    rays = union(*[ray.turn(y=360 * i / 24).at(y=-thick / 2 + 0.4) for i in range(24)])
    return union(plate, rim, bead, rays, k=0.8)


def _back(radius: float, thick: float, random: np.random.Generator) -> Sdf:
    """A star in low relief, so that the back is not bare."""
    points = int(random.integers(5, 9))
    star = extrude(star_outline(points, radius * 0.5, radius * 0.24), height=2.4, round=0.8)
    boss = ellipsoid(radius * 0.14, radius * 0.14, 2.2)
    return union(star, boss, k=1.0).turn(x=90).at(y=thick / 2)


def _stand(radius: float, thick: float, height: float) -> Sdf:
    """A shoe that grips the disc's lower edge, so that it can stand."""
    shoe = box(radius * 1.0, thick * 2.6, height * 0.1, round=2.0).at(z=height * 0.035)
    knobs = [
        sphere(thick * 0.42).at(s * radius * 0.4, -thick * 0.95, height * 0.09) for s in (-1, 1)
    ]
    return union(shoe, *knobs, k=1.5)
