"""A wrench and a hammer crossed before a gear, on a plank with a nut and a screw."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
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
    loop,
    mirror,
    prism,
    torus,
    tube,
    union,
)

PIVOT = 29.0  # where the tools cross, over the ground
LEAN = 33.0  # degrees from upright


@motif(
    "thing",
    en="wrench, tools, tool, diy, repairing, repair, repairs, mechanic, hammer, spanner, "
    "fixing things, fixing, handyman, engineering, engineer, tinkering, tinkerer, workshop, "
    "home improvement, woodworking, carpentry, carpenter, gears, machines, renovation, "
    "renovating, building, builder, do it yourself, toolbox, maker, plumber",
    de="Schraubenschlüssel, Werkzeug, Werkzeuge, Heimwerken, Handwerken, Handwerk, Handwerker, "
    "Handwerkerin, Reparieren, Schrauben, Hammer, Tüfteln, Mechaniker, Mechanikerin, "
    "Werkstatt, Ingenieur, Ingenieurin, Renovieren, Bauen, Zahnrad, Schreinern, Schreiner, "
    "Tischler, Maschinenbau",
    fr="clé plate, clé, outils, outil, bricolage, bricoler, bricoleur, bricoleuse, réparer, "
    "réparations, marteau, mécanicien, mécanique, clé à molette, atelier, ingénieur, "
    "ingénierie, menuiserie, menuisier, rénovation, engrenage, artisan, plombier, bricole",
    es="llave inglesa, herramientas, herramienta, bricolaje, reparar, reparaciones, arreglar "
    "cosas, martillo, mecánico, mecánica, manitas, taller, ingeniero, ingeniera, "
    "ingeniería, carpintería, carpintero, engranaje, reformas, construir, fontanero",
    hold="raise",
    to_person=0.36,
    grip=(0, 0, -12),
    poses=("stand", "held"),
)
def wrench(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Held, it is the wrench alone, gripped low on its handle."""
    if pose == "held":
        return _wrench(wall)
    spanner = _wrench(wall).turn(y=-LEAN).at(0, -3.4, PIVOT + 2)
    hammer = _hammer(wall).turn(y=LEAN).at(0, 1.6, PIVOT + 2)
    gear = _gear().at(0, 7.6, 24.5)
    solid = union(
        gear,
        hammer,
        spanner,
        _plank(),
        _nut().at(-2.6, -8.6, 4.6),
        _screw().at(9.6, -8.0, 4.2),
        k=0.4,
    )
    return floor(solid)


def _wrench(wall: float) -> Sdf:
    """Upright, its middle at the origin: an open jaw above, a ring below; the front faces -y."""
    thick = max(5.0, wall + 1.8)
    shank = extrude([(-3.1, -20), (3.1, -20), (4.1, 16), (-4.1, 16)], height=thick, round=1.6)
    ring = cylinder(7.2, thick + 1.4, round=1.6).at(y=-22.6)
    rim = mirror(torus(5.5, 0.6).at(0, -22.6, thick / 2 + 0.6), "z")
    body = union(union(shank, ring, _jaw(thick + 1.4), k=3), rim)
    panel = loop([(-1.5, -11), (1.5, -11), (2.0, 8), (-2.0, 8)], 32)
    slot = extrude(panel, height=1.8, round=0.5).at(z=thick / 2)
    hole = prism(12, min(3.9, 7.2 - wall), 40).at(y=-22.6)
    body = difference(difference(body, mirror(slot, "z"), k=0.4), hole, k=0.5)
    z = thick / 2 - 0.9
    marks = [capsule((-0.8, y, z), (0.8, y, z), 0.55) for y in (-7, -4.4, 4.4)]
    return union(body, mirror(union(*marks), "z")).turn(x=90)


HORN = [(4.4, 12), (5.6, 11.6), (8.9, 8), (8.4, 1), (4.6, -5.4)]  # right half of the open end


def _jaw(thick: float) -> Sdf:
    """The open end, in the xy plane, turned against the shank as wrenches are."""
    left = [(-x, y) for x, y in HORN]
    outline = loop([(0, 4.4), *HORN, (0, -7.2), *left[::-1]], 72)
    head = union(extrude(outline, height=thick, round=1.6), cylinder(8.6, thick, round=1.6).at(y=1))
    mouth = [(4.0, 20), (4.0, 4.6), (2.1, 1.2)]
    bite = extrude([*mouth, *[(-x, y) for x, y in mouth[::-1]]], height=30)
    return difference(head, bite, k=0.4).turn(z=-15).at(0.6, 20.5, 0)


def _hammer(wall: float) -> Sdf:
    """Upright, its middle at the origin; the claw to the left, the face to the right."""
    r = max(2.7, wall * 0.6)
    path = curve([(0, 0, -29), (0, 0, -22), (0, 0, -8), (0, 0, 8), (0, 0, 21)], 16)
    handle = tube(path, [r + 0.9, r + 1.2, r + 0.5, r, r * 0.95])
    rings = [torus(r + 0.9, 0.6).at(z=z) for z in (-14.5, -12.2)]
    eye = box(8.4, 7.6, 9.6, round=1.8).at(z=21.5)
    neck = capsule((3, 0, 21.5), (9, 0, 21.5), 3.6, 3.2)
    face = cylinder(5.2, 5.6, round=1.1).turn(y=90).at(12.6, 0, 21.5)
    prong = tube(
        curve([(-2, 1.9, 22.4), (-8, 2.0, 22.6), (-12.6, 2.4, 20), (-15.4, 2.9, 16.0)], 12),
        [3.0, 2.5, 1.9, 1.4],
    )
    prong = union(prong, capsule((-3, 1.6, 21), (-9, 1.8, 21.4), 2.0), k=1)
    wedge = cylinder(r * 0.9, 3, round=0.8).at(z=26.6)
    return union(union(eye, neck, mirror(prong, "y"), k=1.4), face, handle, *rings, wedge, k=0.4)


def _gear() -> Sdf:
    """Standing upright, thick, with round holes and a hub."""
    tooth = extrude([(-3.2, 14), (3.2, 14), (2.0, 20.2), (-2.0, 20.2)], height=8, round=1.0)
    wheel = union(cylinder(16.4, 8, round=1.2), around(tooth, 12), k=0.8)
    dish = mirror(difference(cylinder(13.2, 3.4), cylinder(5.4, 9)).at(z=4.4), "z")
    holes = around(cylinder(2.9, 30).at(0, -9.4, 0), 6)
    hub = union(cylinder(4.4, 10, round=1.0), prism(6, 2.6, 12.4, round=0.8))
    return union(difference(wheel, dish, holes, k=0.5), hub, k=0.5).turn(x=90).turn(y=15)


def _plank() -> Sdf:
    """A board with its grain and two nails."""
    board = box(47, 25, 5.4, round=1.2).at(0, -0.4, 2.4)
    grain = []
    for y, lift in ((-10.0, 0.0), (-6.0, 1.2), (2, -1.0), (7.4, 0.6), (10.8, 0)):
        path = curve([(-24, y, 5.2), (-8, y + lift, 5.2), (8, y - lift, 5.2), (24, y, 5.2)], 10)
        grain.append(tube(path, 0.5))
    ends = [capsule((x, -14, z), (x, 14, z), 0.4) for x in (-23.6, 23.6) for z in (1.6, 3.4)]
    knot = torus(2.0, 0.45).stretch(1.4, 1, 1).at(-15, -8, 5.2)
    nails = mirror(cylinder(1.5, 1.2, round=0.5).at(20.4, -9.4, 5.4), "x")
    block = box(16, 11, 9, round=1.4).at(0, 6.6, 4.2)
    return union(difference(board, *grain, *ends, knot, k=0.4), nails, block, k=0.3)


def _nut() -> Sdf:
    nut = difference(prism(6, 4.6, 4.2, round=0.7), cylinder(2.3, 9), k=0.4)
    thread = torus(2.4, 0.45)
    return union(nut, thread.at(z=0.9), thread.at(z=-0.6)).turn(x=-8, z=20).at(z=1.8)


def _screw() -> Sdf:
    """Lying, its slotted head to the left."""
    shaft = cone(1.9, 1.0, 12).at(z=6)
    steps = [(2.0 - 0.08 * i, 1.2 + 1.5 * i) for i in range(7)]
    threads = [torus(r - 0.25, 0.6).turn(x=10).at(z=z) for r, z in steps]
    head = difference(ellipsoid(3.4, 3.4, 2.0), box(9, 1.0, 2).at(z=-1.8), k=0.2)
    tip = grow(cone(0.8, 0.2, 2.4), 0.3).at(z=13)
    bed = box(2.4, 2.0, 13).at(1.2, 0, 6.5)
    return (
        union(shaft, *threads, head, tip, bed, k=0.2)
        .turn(y=88)
        .turn(z=math.degrees(0.25))
        .at(-4, 0, 2)
    )
