"""Little planet: the motifs stand on a small globe, each pointing away from its centre."""

from __future__ import annotations

import math

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import within
from memoreez.sdf import Sdf, capsule, cone, half_space, intersection, sphere, torus, union

# (tilt from upright, direction round the vertical, share of the globe's radius as size); nothing
# leans more than 58 degrees, or its underside would need supports
PLACES = (
    (0.0, 0.0, 1.5),
    (56.0, 10.0, 1.2),
    (56.0, -170.0, 1.2),
    (58.0, -85.0, 0.95),
    (48.0, 95.0, 1.0),
    (58.0, -40.0, 0.85),
)


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands on the pole."""
    radius = 0.255 * height
    centre = radius * 1.12
    parts = [union(sphere(radius), _lands(radius, random), k=0.4)]
    for element, (tilt, turn, share) in zip(elements, PLACES, strict=False):
        size = share * radius * (1.08 if len(elements) < 4 else 0.94)
        tall = height - centre - radius + 1.5 if tilt == 0 else 1.05 * size
        one = within(element, 1.15 * size, tall).at(0, 0, radius - 0.045 * height)
        upright = one.turned(-turn).solid  # its front keeps looking at the viewer
        parts.append(upright.turn(y=tilt).turn(z=turn))
    world = union(*parts, k=0.6).at(z=centre)
    return intersection(union(world, _foot(radius, centre), k=2.0), half_space((0, 0, -1)))


def _lands(radius: float, random: np.random.Generator) -> Sdf:
    """Continents: a shell a little above the sea, kept where blobs reach out from the centre."""
    blobs = []
    for turn, lift in ((-28, -12), (35, -30), (100, 5), (170, -15), (-110, -5), (5, 32)):
        for _ in range(3):
            a = math.radians(turn + float(random.uniform(-16, 16)))
            e = math.radians(lift + float(random.uniform(-14, 14)))
            flat = 1.2 * radius * math.cos(e)
            end = (flat * math.sin(a), -flat * math.cos(a), 1.2 * radius * math.sin(e))
            blobs.append(capsule((0, 0, 0), end, 1.0, radius * random.uniform(0.17, 0.27)))
    return intersection(sphere(radius * 1.05), union(*blobs, k=2.0), k=0.8)


def _foot(radius: float, centre: float) -> Sdf:
    """A flared foot under the globe; it meets the globe where its wall leans 45 degrees."""
    flare = cone(radius * 0.82, radius * 0.62, centre * 0.42, round=1.0).at(z=centre * 0.2)
    ring = torus(radius * 0.8, radius * 0.07).at(z=radius * 0.1)
    return union(flare, ring, k=1.0)
