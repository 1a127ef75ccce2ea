"""A tin toy robot: round eyes, dials on its chest, one hand waves, one holds a flower, a key."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

FRONT = -9.6  # y of the chest
HEAD = 52.0  # height of the head's middle
FLOWER = (19.4, -9.6)


@motif(
    "animal",  # it has a face of its own, and rides in cups
    en="robot, robots, toy robot, toy robots, tin robot, retro robot, robotics, robotics club, "
    "building robots, robot building, robot builder, android robot, androids, humanoid, cyborg, "
    "cyborgs, wind-up toy, wind-up toys, tin toy, tin toys, robot competition",
    de="Roboter, Robotern, Spielzeugroboter, Blechroboter, Robotik, Robotik-AG, Roboter bauen, "
    "Roboterbau, Roboter programmieren, Androide, Androiden, Humanoid, Cyborg, Cyborgs, "
    "Aufziehspielzeug, Blechspielzeug, Roboterwettbewerb",
    fr="robot, robots, robot jouet, robots jouets, petit robot, robotique, club de robotique, "
    "construire des robots, fabriquer des robots, androïde, androïdes, humanoïde, humanoïdes, "
    "cyborg, cyborgs, jouet mécanique, jouets mécaniques",
    es="robot, robots, robot de juguete, robots de juguete, robótica, club de robótica, "
    "construir robots, programar robots, androide, androides, humanoide, humanoides, cíborg, "
    "cíborgs, juguete de cuerda, juguetes de hojalata",
    to_person=0.5,
)
def robot(wall: float = 1.2, pose: str = "stand") -> Sdf:
    head = union(_head(), _antenna(wall), k=0.3).turn(y=5).turn(z=-6).at(0, -0.5, HEAD)
    collar = [torus(5.6, 1.3).at(0, 0, z) for z in (40.6, 42.4)]
    neck = union(cylinder(5.6, 8), cone(5.6, 9.5, 2.6).at(z=2.4)).at(z=41)
    parts = [_body(), _chest(), neck, *collar, head, mirror(_leg()), _waving(wall), _holding(wall)]
    return floor(union(*parts, _key(wall), _flower(wall), k=0.3).at(1.5, -1.5))


def _body() -> Sdf:
    """A box drawn in at the waist, rivets down its edges, discs where the arms turn."""
    outline = [(-6, 18), (6, 18), (9.8, 22.3), (10.4, 35.6), (9, 37.2), (-9, 37.2), (-10.4, 35.6),
               (-9.8, 22.3)]  # fmt: skip
    trunk = grow(extrude(outline, height=12.2).turn(x=90), 3.4)
    belt = box(21, 16.5, 3.6, round=1.2).at(z=16.4)
    rivets = [mirror(sphere(0.85).at(13.2, y, z)) for y in (-6.4, 6.4) for z in (24, 29.5, 35)]
    shoulder = union(
        cone(5.2, 4.0, 2.4, round=0.5).at(z=1.0), cone(3.6, 2.8, 2.0, round=0.5).at(z=2.6), k=0.3
    ).turn(y=90).at(13.2, 0, 33.6)  # fmt: skip
    return union(trunk, belt, *rivets, mirror(shoulder), k=0.4)


def _chest() -> Sdf:
    """A panel with a gauge, a heart that glows, three knobs and a grille."""
    plate = box(20, 2.4, 17.6, round=1.0).at(0, FRONT + 0.2, 30.6)
    screws = [sphere(0.75).at(x, FRONT - 1.0, z) for x in (-8.6, 8.6) for z in (23.2, 38.0)]
    rim = union(cylinder(4.5, 2.4, round=0.6), torus(4.0, 0.7).at(z=1.2), k=0.2)
    ticks = [capsule((0, 2.9, 1.0), (0, 2.3, 1.0), 0.45).turn(z=a) for a in (-100, -50, 0, 50, 100)]
    needle = capsule((0, -0.4, 1.2), (1.5, 1.6, 1.2), 0.6, 0.4) | sphere(0.9).at(0, -0.4, 1.0)
    dial = difference(rim, cylinder(3.4, 1.6).at(z=1.6), k=0.2) | union(*ticks, needle)
    heart = union(mirror(capsule((0, -2.0, 0), (1.5, 0.9, 0), 0.7, 1.7)), k=0.3)
    lamp = union(cylinder(4.1, 2.0, round=0.6), torus(3.9, 0.7).at(z=0.8), heart.at(z=0.8), k=0.2)
    knobs = [
        union(cylinder(1.6, 2.6, round=0.5), capsule((0, 0, 1.2), (r, 1.0, 1.2), 0.4)).at(x, 0, 0)
        for x, r in ((-7.0, -0.6), (-3.0, 0.5), (1.0, 0.0))
    ]
    slots = [capsule((4.4, z, 1.2), (7.8, z, 1.2), 0.5) for z in (-1.2, 0.4, 2.0)]
    front = [
        dial.at(-4.7, 33.3, 0.6),
        lamp.at(5.0, 33.3, 0.6),
        union(*knobs, k=0.1).at(0, 25.4, 1.4),
    ]
    panel = union(plate, *screws, union(*front).turn(x=90).at(0, FRONT - 0.4, 0), k=0.2)
    cuts = union(*slots).turn(x=90).at(0, FRONT, 25.0)
    return difference(panel, cuts, k=0.3)


def _head() -> Sdf:
    """A soft box with lens eyes, a smile and round ears; the origin is its middle."""
    skull = grow(box(20, 11.4, 12.0, round=1.5), 4.2)
    brow = box(23.5, 3.2, 16.0, round=1.6).at(0, -9.0, -0.4)
    lens = union(cylinder(5.1, 3.0, round=0.9), torus(4.6, 0.8).at(z=1.3), k=0.3).turn(x=90)
    face = union(skull, brow, mirror(lens.at(5.6, -10.2, 2.6)), k=0.3)
    face = eyes(face, (5.5, -11.2, 2.6), 3.0, 2, tall=1.1)
    x = np.linspace(-5.6, 5.6, 15)
    smile = np.c_[x, 0 * x - 10.5, -6.5 + 0.075 * x**2]
    cheeks = mirror(ellipsoid(1.7, 0.9, 1.3).at(8.3, -10.5, -4.2))
    face = difference(face, tube(smile, [0.9, 1.2, 1.2, 0.9]), k=0.3) | cheeks
    ear = union(
        cone(5.0, 3.8, 3.0, round=0.7).at(z=0.8), cone(3.2, 1.8, 2.6, round=0.5).at(z=2.6),
        sphere(1.5).at(z=4.2), k=0.3,
    ).turn(y=90).at(14.0, 0, 0.4)  # fmt: skip
    lid = box(18, 11, 2.4, round=1.0).at(z=10.0)
    vents = [box(9, 1.6, 1.4, round=0.6).at(0, 10.0, z) for z in (-3, 0, 3)]
    rivets = mirror(
        mirror(sphere(0.8).at(10.3, -10.5, 6.4)) | mirror(sphere(0.8).at(10.3, -10.5, -7.0))
    )
    return union(face, mirror(ear), lid, *vents, rivets, k=0.3)


def _antenna(wall: float) -> Sdf:
    """A spring with a ball on its tip."""
    r = max(0.95, wall / 2)
    dome = ellipsoid(4.4, 4.4, 2.0).at(z=10.6)
    coils = [torus(2.3 - 0.22 * i, 0.75).at(z=12.0 + 1.25 * i) for i in range(3)]
    rod = capsule((0, 0, 9), (0, 0, 18), max(1.5, r), r)
    return union(dome, *coils, rod, sphere(2.6).at(z=18.4), k=0.3)


def _leg() -> Sdf:
    """A bellows on a heavy shoe with a toe cap and a sole."""
    core = cylinder(3.9, 10).at(8.0, 0, 12)
    rings = [torus(3.9, 1.15).at(8.0, 0, z) for z in (9.4, 11.6, 13.8)]
    shoe = union(
        box(12.4, 19, 6.4, round=2.6).at(8.6, -2.4, 4.2),
        ellipsoid(5.6, 6.6, 5.2).at(8.6, -6.4, 3.8),
        box(10.4, 11.6, 7.0, round=2.2).at(8.6, 0.4, 6.0),
        k=1.2,
    )
    sole = box(13.4, 20.6, 2.6, round=0.9).at(8.6, -2.8, 1.3)
    cap = torus(5.9, 0.7).turn(x=62).at(8.6, -5.6, 3.4)
    return union(shoe, sole, cap, core, *rings, k=0.3)


def _bellows(path: list[tuple[float, float, float]]) -> Sdf:
    """An arm of many rings along a smooth line."""
    line = curve(path, 1 + round(sum(np.linalg.norm(np.diff(np.array(path), axis=0), axis=1)) / 2))
    return union(*[sphere(2.75).at(*p) for p in line], tube(line, 2.2), k=0.15)


def _hand(wall: float) -> Sdf:
    """A cuff and a claw of two fingers, open towards +z, round an opening at z = 6."""
    cuff = union(cone(2.9, 3.9, 3.0, round=0.5), torus(3.6, 0.7).at(z=1.2), k=0.2)
    thick = max(1.5, wall / 2)
    claw = arc(2.2 + 0.87 * thick, thick, 265).turn(x=90).turn(y=180).at(z=6.0)
    tips = mirror(sphere(thick + 0.25).at(2.6, 0, 8.4))
    return union(cuff, claw, tips, k=0.3)


def _waving(wall: float) -> Sdf:
    arm = _bellows([(-15, 0, 33.6), (-19.5, -0.6, 36.0), (-23.2, -1.4, 40.6), (-24.4, -2.0, 45.0)])
    return union(arm, _hand(wall).turn(z=15).turn(y=-9).at(-24.7, -2.2, 46.8), k=0.3)


def _holding(wall: float) -> Sdf:
    x, y = FLOWER
    arm = _bellows([(15, 0, 33.6), (19.4, -0.4, 30.4), (20.6, -2.2, 25.2), (x + 0.6, y + 7, 21.4)])
    hand = _hand(wall).turn(x=90).at(x, y + 6.0, 20.4)
    return union(arm, hand, k=0.3)


def _key(wall: float) -> Sdf:
    """Its two wings spread upwards, so that they print, on a cone."""
    thick = max(2.6, wall)
    ring = grow(torus(3.9, 0.6), 1.2).stretch(1, 1, 1).turn(x=90)
    wing = union(ring, cylinder(4, thick).turn(x=90), k=0.2)
    wing = difference(wing, cylinder(2.1, 9).turn(x=90), k=0.4).at(5.4, 0, 5.0)
    wings = mirror(union(wing, capsule((0, 0, 0), (3, 0, 2.8), thick / 2 + 0.4), k=0.5))
    boss = cone(6.6, 2.2, 5.2).turn(x=-90).at(0, -5.6, 0)
    shaft = capsule((0, -8, 0), (0, 0.6, 0), max(1.9, thick / 2))
    bolts = mirror(mirror(sphere(0.9).at(8.6, -7.6, 6.4), "z"))
    plate = box(20, 2.4, 15.6, round=1.0).at(0, -8.4, 0)
    plate = union(plate, bolts, k=0.2).turn(y=-9)
    return union(plate, boss, shaft, wings, k=0.6).turn(y=9).at(0, 17.0, 29.5)


def _flower(wall: float) -> Sdf:
    """A daisy as high as its heart, two leaves and a tuft at its foot."""
    r = max(1.3, wall / 2)
    stem = tube(curve([(0.8, 0.6, 0), (0, 0, 12), (0, 0, 22), (0.4, -0.8, 29)], 9), r)
    leaf = ellipsoid(2.2, max(1.0, r - 0.3), 5.2).turn(y=38).at(3.0, 0, 7.0)
    leaves = leaf | leaf.turn(z=200).at(0, 0, 2.6)
    petals = around(ellipsoid(1.9, 3.3, max(1.1, wall / 2)).turn(x=16).at(0, 4.2, 0.4), 8)
    bloom = union(petals, ellipsoid(2.7, 2.7, 1.9).at(z=0.9), cone(1.4, 3.2, 3).at(z=-1.6), k=0.3)
    tuft = union(
        ellipsoid(4.6, 4.4, 2.6),
        *[capsule((0, 0, 0), (3.2 * c, 3.2 * s, 5.0), 1.6, 0.9) for c, s in
          ((1, 0.2), (-0.2, -1), (-0.8, 0.5), (0.5, -0.8), (0.3, 1))], k=0.5,
    )  # fmt: skip
    x, y = FLOWER
    return union(stem, leaves, tuft, bloom.turn(x=48).turn(z=14).at(0.4, -1.0, 30), k=0.4).at(x, y)
