"""Little planet: the motifs stand on a small globe, each pointing away from its centre."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.pieces import within
from memoreez.sdf import Sdf, cone, ellipsoid, half_space, intersection, rough, sphere, torus, union

# (tilt from upright, direction round the vertical, share of the globe's radius as size); nothing
# leans more than 58 degrees, or its underside would need supports
PLACES = (
    (0.0, 0.0, 1.5),
    (54.0, 8.0, 1.0),
    (54.0, -172.0, 1.0),
    (56.0, -75.0, 0.85),
    (40.0, 95.0, 0.85),
    (57.0, 50.0, 0.75),
)


def compose(elements: tuple[Element, ...], height: float, random: np.random.Generator) -> Sdf:
    """The first element stands on the pole."""
    radius = 0.27 * height
    centre = radius * 1.12
    globe = rough(sphere(radius), 0.012 * height, 0.45 * height, seed=int(random.integers(1000)))
    parts = [union(globe, _lands(radius, random), k=1.0)]
    for element, (tilt, turn, share) in zip(elements, PLACES, strict=False):
        size = share * radius * (1.08 if len(elements) < 4 else 0.94)
        tall = height - centre - radius + 1.5 if tilt == 0 else 1.05 * size
        one = within(element, 1.15 * size, tall).at(0, 0, radius - 0.045 * height)
        upright = one.turned(-turn).solid  # its front keeps looking at the viewer
        parts.append(upright.turn(y=tilt).turn(z=turn))
    world = union(*parts, k=1.2).at(z=centre)
    return intersection(union(world, _foot(radius, centre), k=2.0), half_space((0, 0, -1)))


def _lands(radius: float, random: np.random.Generator) -> Sdf:
    """Four flat continents."""
    spots = []
    for i in range(4):
        direction = random.normal(size=3) + [0, -0.4, 0]
        spot = ellipsoid(0.42 * radius, 0.3 * radius, 0.12 * radius)
        turned = spot.turn(z=float(random.uniform(0, 180))).at(z=0.93 * radius)
        spots.append(turned.turn_to(direction).turn(z=90.0 * i))
    return union(*spots, k=1.5)


def _foot(radius: float, centre: float) -> Sdf:
    """A flared foot under the globe; it meets the globe where its wall leans 45 degrees."""
    flare = cone(radius * 0.82, radius * 0.62, centre * 0.42, round=1.0).at(z=centre * 0.2)
    ring = torus(radius * 0.8, radius * 0.07).at(z=radius * 0.1)
    return union(flare, ring, k=1.0)
