"""A lighthouse on its rock in the surf: bands, a lantern, the keeper's cottage, steps, a gull."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
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
    intersection,
    mirror,
    prism,
    revolve,
    rough,
    sphere,
    torus,
    tube,
    union,
)

FOOT, GALLERY = 14.0, 50.0  # heights of the tower's foot and of its gallery
TOWER = (-4.0, 3.0)


@motif(
    "place",
    en="lighthouse, lighthouses, lighthouse keeper, lighthouse keepers, beacon, seaside, "
    "seashore, coast, coastal walks, coastal path, seamark, rocky shore, harbour light, "
    "north sea, baltic sea, seaside walks, walks by the sea, collecting lighthouses",
    de="Leuchtturm, Leuchttürme, Leuchtturmwärter, Leuchtfeuer, Küste, Nordsee, Ostsee, "
    "Küstenwanderung, Hafenlicht, Seezeichen, Felsküste, Wattenmeer, Watt, Wattwandern, "
    "Meeresrauschen, Leuchttürme sammeln, Brandung",
    fr="phare, phares, gardien de phare, bord de mer, côte, côtes, littoral, sentier côtier, "
    "côte rocheuse, feu de port, balise, mer du nord, bretagne, embruns, sentier des douaniers",
    es="faro, faros, farero, farera, costa, costas, orilla del mar, paseo marítimo, baliza, "
    "costa rocosa, luz del puerto, paseo costero, torre del faro, mar del norte, litoral",
    to_person=0.9,
)
def lighthouse(wall: float = 1.2, pose: str = "stand") -> Sdf:
    tower = union(_tower(), _lantern(wall), k=0.4).at(*TOWER)
    parts = [
        _rock(),
        _sea(),
        tower,
        _cottage().at(13.0, 5.2, 12.6),
        _steps(),
        _gull().at(14.5, -12.6, 14.0),
    ]
    return floor(union(*parts, k=0.5))


def _rock() -> Sdf:
    """Boulders of all sizes, level where things are built on them."""
    stones = [
        box(x, y, z, round=3.4).turn(x=tip, y=-tip, z=turn).at(*at)
        for (x, y, z), tip, turn, at in (
            ((34, 26, 15), 3, 14, (0, 3, 6)), ((22, 20, 13), -5, 38, (12, 4, 6)),
            ((18, 15, 13), 8, -24, (-13, -3, 5)), ((15, 12, 10), -9, 30, (12, -11, 6.4)),
            ((14, 11, 9), 7, -35, (-4, -13, 3.4)), ((12, 10, 9), 6, 20, (-15, 11, 5)),
            ((12, 12, 9), -6, 52, (6, 15, 5)), ((8, 7, 8), 9, 12, (-17, -11, 2.4)),
        )
    ]  # fmt: skip
    top = cylinder(11, 5, round=1.2).at(*TOWER, 12)
    yard = box(17, 14, 4, round=1.4).at(12.4, 5, 11.4)
    return union(rough(union(*stones, k=0.6), 0.25, 6.0, 4), top, yard, k=1.0)


def _sea() -> Sdf:
    """Ripples at the edge, breakers that curl towards the rock."""
    t = np.linspace(0, 2 * np.pi, 121)
    x, y = 29.5 * np.cos(t), 27.5 * np.sin(t)
    swell = 1 + 0.02 * np.cos(9 * t)
    water = extrude(np.c_[x * swell, y * swell][:-1], height=4, round=1.5).at(z=1.6)
    ripple = swell * 0.93
    ring = tube(np.c_[x * ripple, y * ripple, 0 * t + 3.4][::2], 0.9)
    breakers = [
        _breaker(wide, high).turn(z=side)
        for side, wide, high in (
            (-4, 8.5, 8.6), (-48, 9.5, 10.0), (42, 8.5, 8.8), (86, 9.5, 9.6), (132, 9.0, 8.8),
            (180, 9.0, 9.4), (228, 9.5, 9.0), (272, 9.0, 9.8),
        )
    ]  # fmt: skip
    return union(water, ring, *breakers, k=0.5)


def _breaker(wide: float, high: float) -> Sdf:
    """Before the rock at -y: a ring that curls inwards, cut to a crest; foam along its lip."""
    profile = curve(
        [(28.4, 0), (27.2, 3.4), (25, 6.8), (22.4, 8.4), (20.0, 8.0), (19.2, 6.6), (20.6, 6.2),
         (21.4, 4.8), (20.6, 2.4), (18.6, 0)],
        36,
    )  # fmt: skip
    crest = intersection(revolve(profile), ellipsoid(wide, 9.5, high).at(0, -24, 0), k=0.9)
    groove = [
        _line(22.9 + 1.6 * i, 7.9 - 1.55 * i, 70 - 14 * i, 0.45).flip("y") for i in (0.6, 1.7)
    ]
    foam = [
        sphere(size).at(0, -20.2, 6.6 - 0.17 * abs(side)).turn(z=side)
        for side, size in ((-13, 1.2), (-7, 1.7), (0, 1.9), (7, 1.5), (13, 1.2))
    ]
    return union(difference(crest, *groove, k=0.3), union(*foam, k=0.3), k=0.4)


def _line(ring: float, z: float, wide: float, thick: float) -> Sdf:
    return arc(ring, thick, wide).at(z=z)


def _radius(z: float) -> float:
    """Of the tower at that height: it draws in quickly at first."""
    t = (z - FOOT) / (GALLERY - FOOT)
    return float(6.2 + 3.6 * (1 - t) ** 1.5)


def _tower() -> Sdf:
    """Raised bands, windows that climb round it, a door under a small roof."""
    heights = np.linspace(FOOT - 2, GALLERY, 10)
    shaft = union(
        *[
            cone(_radius(max(a, FOOT)), _radius(b), b - a).at(z=(a + b) / 2)
            for a, b in pairwise(heights)
        ]
    )
    bands = [
        cone(_radius(z - 3.4) + 0.9, _radius(z + 3.4) + 0.9, 6.8, round=0.6).at(z=z)
        for z in (25.0, 38.6)
    ]
    plinth = union(
        cylinder(10.9, 2.4, round=0.8).at(z=FOOT + 0.6), torus(10.0, 0.8).at(z=FOOT + 2.2), k=0.4
    )
    arch = union(cylinder(2.6, 3), box(5.2, 4.4, 3).at(y=-2.2)).turn(x=90)
    frame = union(cylinder(3.5, 2.6, round=0.4), box(7, 5, 2.6, round=0.4).at(y=-2.4)).turn(x=90)
    door = difference(frame, arch.at(0, -1.4, 0), k=0.2) | sphere(0.5).at(1.3, -0.4, -1.4)
    pane = difference(
        box(3.9, 2.4, 5.0, round=0.8), box(2.2, 2.2, 3.2, round=0.4).at(y=-1.3), k=0.2
    )
    cross = union(box(0.8, 1.2, 3.6), box(2.6, 1.2, 0.8))
    windows = [
        union(pane, cross.at(y=-0.6)).at(0, -_radius(z) - 0.3, z).turn(z=side)
        for z, side in ((31.8, -20), (45.0, 25), (31.8, 90), (45.0, 150), (31.8, 190), (24.0, -85))
    ]
    return union(shaft, plinth, *bands, door.at(0, -9.3, FOOT + 6.6), *windows, k=0.3)


def _lantern(wall: float) -> Sdf:
    """A gallery on brackets with a balustrade, the light behind its panes, a dome with a ball."""
    brackets = around(capsule((0, 6.0, 46.2), (0, 9.0, 49.6), 1.1), 10)
    deck = union(cone(6.4, 10.0, 3.4).at(z=48.6), cylinder(10.4, 2, round=0.7).at(z=50.8), k=0.4)
    r = max(0.9, wall / 2)
    posts = around(capsule((0, 9.3, 51), (0, 9.3, 55), r), 12)
    rail = torus(9.3, max(0.95, r)).at(z=55.4)
    parapet = difference(cylinder(9.6, 3).at(z=52.6), cylinder(9.6 - max(1.3, wall), 4).at(z=53))
    glass = union(prism(8, 5.6, 9.4).at(z=55.6), cylinder(6.2, 1.6, round=0.5).at(z=52.2), k=0.3)
    bars = around(capsule((0, 5.6, 51.6), (0, 5.6, 60.4), max(0.75, wall / 3)), 8).turn(z=22.5)
    middle = torus(5.5, 0.6).at(z=56.2)
    light = around(ellipsoid(1.5, 0.9, 2.6).at(0, 5.1, 56.0), 8)
    dome = union(
        cylinder(7.6, 1.8, round=0.7).at(z=60.8),
        ellipsoid(6.8, 6.8, 5.6).at(z=61.4),
        around(
            tube([(6.6 * np.cos(a), 0, 61.6 + 5.5 * np.sin(a)) for a in (0, 0.5, 1.0, 1.5)], 0.6), 8
        ),
        cone(1.8, 0.9, 3).at(z=68),
        sphere(1.7).at(z=69.8),
        k=0.4,
    )
    parts = [brackets, deck, posts, rail, parapet, glass, bars, middle, light, dome]
    return union(*parts, k=0.3)


def _cottage() -> Sdf:
    """The keeper's: a steep roof of tiles, a chimney, a window with shutters."""
    gable = [(-6.2, 0), (6.2, 0), (6.2, 7.2), (0, 13.4), (-6.2, 7.2)]
    house = extrude(gable, height=13.6, round=0.4).turn(x=90).turn(z=90)
    tiles = []
    for i in range(4):
        y, z = 7.6 - 1.95 * i, 6.9 + 1.95 * i
        row = box(15.8, 2.9, 1.8, round=0.7).turn(x=38).at(0, -y, z)
        tiles.append(mirror(row, "y"))
    ridge = capsule((-7.4, 0, 14.4), (7.4, 0, 14.4), 1.3)
    chimney = union(
        box(3.4, 3.4, 9, round=0.5).at(4.2, 2.4, 13.4),
        box(4.4, 4.4, 1.6, round=0.5).at(4.2, 2.4, 17.6),
    )
    pane = difference(box(4.4, 2, 4.4, round=0.4), box(3, 2, 3, round=0.3).at(y=-1.0), k=0.2)
    cross = union(box(0.8, 1, 3.4), box(3.4, 1, 0.8))
    shutters = mirror(box(1.8, 1.6, 4.6, round=0.4).at(3.4, 0, 0))
    window = union(pane, cross.at(y=-0.4), shutters)
    windows = [
        window.at(0, -6.4, 4.0),
        window.turn(z=180).at(0, 6.4, 4.0),
        window.turn(z=90).at(7.0, 0, 4.6),
    ]
    return union(house, *tiles, ridge, chimney, *windows, k=0.25).turn(z=-8)


def _steps() -> Sdf:
    """From the water up to the door."""
    steps = [
        box(7.4, 4.4, 3 + 2.6 * i, round=0.7)
        .turn(z=4 * i - 8)
        .at(-3.4 - 0.1 * i, -17.6 + 2.5 * i, 2.4 + 1.3 * i)
        for i in range(5)
    ]
    return union(*steps, k=0.2)


def _gull() -> Sdf:
    """At rest on a boulder, its head turned to the light."""
    body = ellipsoid(2.9, 5.2, 2.8).turn(x=-18)
    tail = capsule((0, 3.8, 0.2), (0, 7.2, -0.4), 1.7, 1.0)
    wing = ellipsoid(1.0, 4.4, 1.9).turn(x=-14).at(2.5, 1.0, 0.5)
    head = union(sphere(2.3), capsule((0, -1.6, -0.2), (0, -4.0, -0.6), 0.95, 0.6), k=0.4)
    eye = mirror(sphere(0.55).at(1.7, -1.4, 0.6))
    head = difference(head, eye, k=0.2).turn(z=-24).at(0, -4.0, 4.2)
    neck = capsule((0, -3.0, 0.6), (0, -4.0, 4), 2.2, 1.8)
    foot = cone(2.6, 2.0, 4).at(0, 0, -3.2)
    return union(body, tail, mirror(wing), neck, head, foot, k=0.6).turn(z=28)
