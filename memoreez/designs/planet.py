"""Little planet: the motifs stand on a small globe, each pointing away from its centre."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import within
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    half_space,
    intersection,
    sphere,
    torus,
    union,
)
from memoreez.sdf.node import F64

# (tilt from upright, direction round the vertical, share of the globe's radius as size), by how
# many there are; 0 is +x, -90 the front, the viewer looks from -110. Nothing leans more than 58
# degrees, or its underside would need supports
POLE = (0.0, 0.0, 1.5)
RIGHT, LEFT, FRONT = (55.0, -24.0, 1.25), (55.0, -182.0, 1.25), (57.0, -100.0, 0.95)
PLACES: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: (POLE,),
    2: (POLE, RIGHT),
    3: (POLE, RIGHT, LEFT),
    4: (POLE, RIGHT, LEFT, FRONT),
    5: (POLE, (55.0, -14.0, 1.15), (55.0, -190.0, 1.15), FRONT, (50.0, 84.0, 1.05)),
    6: (POLE, (55.0, -4.0, 1.0), (55.0, -206.0, 1.0), (57.0, -126.0, 0.86), (57.0, -70.0, 0.86),
        (50.0, 76.0, 1.0)),
}  # fmt: skip
# where bushes may be: (tilt, direction), where they are seen from their side
GARDENS = ((43.0, -174.0), (43.0, -38.0))
ROOM_DEG = 40.0  # between a garden and a thing


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands on the pole; where nothing stands, bushes do."""
    radius = 0.255 * height
    centre = radius * 1.12
    parts = [union(sphere(radius), _lands(radius, random), k=0.4)]
    places = PLACES[min(len(elements), 6)]
    for element, (tilt, turn, share) in zip(elements, places, strict=False):
        size = share * radius * 1.06
        tall = height - centre - radius + 1.5 if tilt == 0 else 1.05 * size
        one = within(element, 1.15 * size, tall).at(0, 0, radius - 0.045 * height)
        upright = one.turned(-turn - (20 if tilt else 0)).solid  # its front looks at the viewer
        parts.append(upright.turn(y=tilt).turn(z=turn))
    parts += _gardens(radius, [(tilt, turn) for tilt, turn, _ in places], random)
    world = union(*parts, k=0.6).at(z=centre)
    return intersection(union(world, _foot(radius, centre), k=2.0), half_space((0, 0, -1)))


def _lands(radius: float, random: np.random.Generator) -> Sdf:
    """Continents: a shell a little above the sea, kept where blobs reach out from the centre."""
    blobs = []
    for turn, lift in ((-28, -12), (35, -30), (100, 5), (170, -15), (-110, -5), (5, 32)):
        for _ in range(4):
            a = math.radians(turn + float(random.uniform(-24, 24)))
            e = math.radians(lift + float(random.uniform(-11, 11)))
            flat = 1.2 * radius * math.cos(e)
            end = (flat * math.sin(a), -flat * math.cos(a), 1.2 * radius * math.sin(e))
            blobs.append(capsule((0, 0, 0), end, 1.0, radius * random.uniform(0.11, 0.24)))
    return intersection(sphere(radius * 1.05), union(*blobs, k=0.2 * radius), k=0.8)


def _gardens(
    radius: float, things: list[tuple[float, float]], random: np.random.Generator
) -> list[Sdf]:
    """Bushes, none of them near a thing."""
    near = math.cos(math.radians(ROOM_DEG))
    taken = [_direction(*thing) for thing in things]
    return [
        _bushes(radius, random).at(z=0.99 * radius).turn(y=tilt).turn(z=turn)
        for tilt, turn in GARDENS
        if all(_direction(tilt, turn) @ other < near for other in taken)
    ]


def _direction(tilt: float, turn: float) -> F64:
    t, a = math.radians(tilt), math.radians(turn)
    return np.array([math.sin(t) * math.cos(a), math.sin(t) * math.sin(a), math.cos(t)])


def _bushes(radius: float, random: np.random.Generator) -> Sdf:
    """Three or four round bushes; they sit on the ground, so that nothing begins in the air."""
    spots = ((-0.14, 0.02, 0.2), (0.14, -0.08, 0.16), (0.06, 0.2, 0.17), (-0.02, -0.22, 0.12))
    return union(
        *[
            _bush(radius, size * float(random.uniform(0.92, 1.08))).at(x * radius, y * radius)
            for x, y, size in spots[: int(random.integers(3, 5))]
        ],
        k=0.2,
    )


def _bush(radius: float, size: float) -> Sdf:
    """A bush of leaves in clumps, `size` radii of the globe wide to each side."""
    w = size * radius
    clumps = [
        sphere(0.5 * w).at(0.62 * w * math.cos(a), 0.62 * w * math.sin(a), z * w)
        for a, z in ((0.4, 0.5), (1.7, 0.6), (2.9, 0.5), (4.1, 0.62), (5.3, 0.52))
    ]
    return union(
        sphere(0.85 * w).at(z=0.55 * w), *clumps, sphere(0.5 * w).at(z=1.2 * w), k=0.08 * w
    )


def _foot(radius: float, centre: float) -> Sdf:
    """A flared foot under the globe; it meets the globe where its wall leans 45 degrees."""
    flare = cone(radius * 0.82, radius * 0.62, centre * 0.42, round=1.0).at(z=centre * 0.2)
    ring = torus(radius * 0.8, radius * 0.07).at(z=radius * 0.1)
    return union(flare, ring, k=1.0)
