"""A plump retro rocket with fins and portholes, lifting off from a cloud of smoke."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

# Radius and height over the rocket's own tail, mm.
SIDE = [(5.4, 0), (7.6, 4), (9.9, 11), (10.9, 19), (10.0, 28), (7.0, 37), (3.4, 43), (1.2, 46)]
LIFT = 15.5


@motif(
    "vehicle",
    en="rocket, space, rockets, spaceship, spacecraft, space travel, astronaut, astronauts, "
    "outer space, spaceflight, rocket launch, rocket science, cosmonaut, moon landing, "
    "mars, sci-fi, science fiction, aerospace, startup, space shuttle, blast off, galaxy, "
    "planets, universe",
    de="Rakete, Weltraum, Raketen, Raumschiff, Raumfahrt, Astronaut, Astronautin, Weltall, "
    "Raketenstart, Mondlandung, Mars, Science-Fiction, Raumfahrer, Kosmos, Universum, "
    "Planeten, Galaxie, Luft- und Raumfahrt",
    fr="fusée, espace, fusées, vaisseau spatial, astronaute, spationaute, conquête spatiale, "
    "décollage, cosmos, univers, planètes, mars, science-fiction, aérospatiale, voyage "
    "spatial, galaxie",
    es="cohete, espacio, cohetes, nave espacial, astronauta, viaje espacial, exploración "
    "espacial, despegue, cosmos, universo, planetas, marte, ciencia ficción, aeroespacial, "
    "galaxia",
    hold="raise",
    to_person=0.45,
    grip=(0, -8, -8),
    poses=("stand", "held"),
)
def rocket(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Held, it flies without its smoke."""
    ship = _ship(wall)
    if pose == "held":
        return union(ship, _flame().at(z=-1), k=0.8).at(z=-20)
    flying = union(ship, _flame(), k=0.8).turn(y=5).at(x=-1, z=LIFT)
    return floor(union(flying, _smoke(), k=1.6))


def _hull() -> Sdf:
    return revolve(np.vstack([[(0, 0)], curve(SIDE, 40), [(0, 46.4)]]))


def _ship(wall: float) -> Sdf:
    hull = _hull()
    skin = grow(hull, 0.75)
    bands = [
        intersection(skin, cylinder(20, h).at(z=z), k=0.4) for z, h in ((5.4, 2.2), (33.4, 1.8))
    ]
    nose = intersection(grow(hull, 0.5), cylinder(20, 30).at(z=48.6), k=0.3)
    tip = union(sphere(1.9).at(z=47.4), capsule((0, 0, 45), (0, 0, 47), 1.5))
    nozzle = cone(6.8, 4.6, 5, round=0.8).at(z=-1.2)
    solid = union(hull, *bands, nose, tip, _rivets(), k=0.3)
    solid = union(solid, nozzle, torus(6.2, 1.0).at(z=-3.0), k=0.6)
    fins = around(_fin(wall), 3)
    return union(union(solid, fins, k=1.6), _porthole(5.2, 24.0), _porthole(3.2, 12.0), k=0.2)


def _rivets() -> Sdf:
    return around(sphere(0.75).at(0, -9.0, 31.2), 12).turn(z=15)


def _porthole(radius: float, z: float) -> Sdf:
    """A bolted ring with a bulging glass that shows a highlight."""
    deep = 7.4 if radius > 4 else 8.2
    ring = torus(radius, 1.5)
    glass = ellipsoid(radius - 0.5, radius - 0.5, 1.7)
    shine = tube(
        curve(
            [
                (-0.55 * radius, 0.05 * radius, 1.75),
                (-0.42 * radius, 0.42 * radius, 1.6),
                (-0.02 * radius, 0.58 * radius, 1.65),
            ],
            6,
        ),
        0.62,
    )
    seat = cylinder(radius + 0.6, 5).at(z=-2.2)
    front = difference(union(seat, ring, k=0.4), cylinder(radius - 1.1, 3).at(z=1.6), k=0.2)
    tilt = 8 if z > 20 else -12
    return union(front, glass.at(z=-0.3), shine.at(z=-0.5)).turn(x=90 - tilt).at(0, -deep - 2.2, z)


def _fin(wall: float) -> Sdf:
    """Swept back, its foot rounded; stands at +y."""
    outline = loop(
        [
            (4, 19),
            (10.5, 17.6),
            (15.6, 11.4),
            (18.2, 3),
            (18.0, -6.6),
            (15.6, -8.2),
            (12.4, -3.4),
            (9, 0.4),
            (4, 3),
        ],
        48,
    )
    blade = extrude(outline, height=max(3.2, wall), round=1.3)
    edge = tube(
        curve([(10.5, 17.6, 0), (15.6, 11.4, 0), (18.0, 3, 0), (17.6, -6.4, 0)], 9),
        max(1.5, wall * 0.5),
    )
    return (
        union(blade, edge, ellipsoid(1.9, 3.6, 2.6).at(17.2, -6.0, 0), k=0.5).turn(x=90).turn(z=90)
    )


def _flame() -> Sdf:
    tongues = []
    for i in range(6):
        a = math.tau * i / 6
        x, y = 3.6 * math.cos(a), 3.6 * math.sin(a)
        tongues.append(
            capsule((0.7 * x, 0.7 * y, -2), (1.15 * x, 1.15 * y, -8.5 - 1.5 * (i % 2)), 2.2, 1.5)
        )
    return union(capsule((0, 0, -1), (0, 0, -10.5), 4.0, 2.6), *tongues, k=0.7)


def _smoke() -> Sdf:
    puffs = [
        (0, 0, 2, 9.5),
        (-11, -4, 4, 7.4),
        (10.5, -5.5, 4.2, 7.2),
        (-1, -11.5, 3.8, 7.4),
        (0.5, 11, 4.4, 7.8),
        (-9.5, 8, 3.6, 6.8),
        (10.4, 7.4, 3.8, 7),
        (-18.4, 1.4, 2.0, 5.4),
        (18.2, 1.6, 2.2, 5.6),
        (-8.6, -13.6, 1.4, 4.8),
        (8.8, -14.2, 1.6, 5),
        (-16, -9, 1.0, 4.4),
        (16.4, -9.4, 1.2, 4.4),
        (0, 17, 1.4, 5),
        (-5.4, -5.4, 8.4, 5.2),
        (6, -4.6, 8.6, 5.0),
        (0.6, 6, 9, 5.4),
    ]
    return union(*[ellipsoid(r, r, r * 0.92).at(x, y, z) for x, y, z, r in puffs], k=1.2)
