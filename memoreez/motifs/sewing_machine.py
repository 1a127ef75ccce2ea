"""An old sewing machine at work: scrolls on its arm, a hand wheel, thread, cloth, a pincushion."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

BED = 12.0  # height of the plate that the cloth slides over, mm
DEEP = 13.0  # of the arm
NEEDLE = -20.0  # x of the needle
# The arm seen from the front, x and z, from the pillar's foot over the top to the head and back.
ARM = [(27.0, BED - 2), (25.4, 16), (24.4, 25), (25.2, 35), (23.4, 41.4), (17, 44.2), (8, 43.4),
       (-4, 42.6), (-12, 43.4), (-19, 45.2), (-25.4, 43.2), (-27.2, 37), (-26.4, 29), (-24.6, 23.6),
       (-20, 22.4), (-15.6, 23.8), (-14.4, 29), (-11.6, 32.6), (-4, 33.2), (4, 32.4), (9.4, 29.6),
       (12.0, 24), (12.2, 17), (9.4, BED - 2)]  # fmt: skip


@motif(
    "thing",
    en="sewing machine, sewing, sews, sew, sewing machines, quilting, quilts, quilt, quilter, "
    "seamstress, stitching, tailor, tailoring, dressmaking, dressmaker, patchwork, haberdashery, "
    "making clothes, sewing clothes, making dresses, needle and thread, upcycling clothes",
    de="Nähmaschine, Nähen, Nähmaschinen, Schneidern, Schneider, Schneiderin, Näherin, näht, "
    "Quilten, Quilts, Quilt, Patchwork, Nähkurs, Kleider nähen, Nähzimmer, Änderungsschneiderei, "
    "Nadel und Faden, Stoffe, Schnittmuster",
    fr="machine à coudre, couture, coudre, machines à coudre, couturière, couturier, coud, "
    "patchwork, quilting, courtepointe, coudre des vêtements, atelier couture, aiguille et fil, "
    "tailleur, mercerie, faire ses vêtements",
    es="máquina de coser, costura, coser, máquinas de coser, costurera, modista, modistas, cose, "
    "patchwork, coser ropa, sastre, sastrería, acolchado, aguja e hilo, corte y confección, "
    "hacer ropa, mercería, quilting",
    to_person=0.42,
)
def sewing_machine(wall: float = 1.2, pose: str = "stand") -> Sdf:
    parts = [_arm(), _head(wall), _wheel(wall), _spool(wall), _thread(wall)]
    machine = union(_plinth(), *parts, k=0.4)
    things = union(_cloth(wall), _pincushion(wall).at(24.6, -11.2, BED - 0.5), k=0.4)
    return floor(union(machine, things, k=0.4).turn(z=-7).at(-0.5, 2.5))


def _arm() -> Sdf:
    """Swelling where it bends, a band and scrolls on both of its sides."""
    outline = loop(ARM, 110)
    solid = union(
        extrude(outline, height=DEEP, round=5.0).turn(x=90),
        ellipsoid(8.6, 8.4, 8.4).at(16.6, 0, 36),
        box(22, 17, 5, round=2.4).at(18, 0, BED + 0.8),
        k=3,
    )
    dial = union(
        cylinder(4.2, 2.4, round=0.7),
        around(capsule((3.8, 0, -1), (3.8, 0, 1), 0.7), 12),
        cylinder(2.4, 2.2, round=0.7).at(z=1.6),
        k=0.3,
    )
    dials = mirror(dial.turn(x=90).at(18.4, -DEEP / 2 - 0.6, 22.4), "y")
    return union(solid, dials, mirror(_scrolls(), "y"), k=0.2)


def _spiral(x: float, z: float, size: float, turn: float, hand: int) -> Sdf:
    """A curl in the plane y = 0 whose middle is at (x, z)."""
    path = []
    for i in range(15):
        a = math.radians(turn + hand * 34 * i)
        r = size * (1 - 0.056 * i)
        path.append((x + r * math.cos(a), 0.0, z + r * math.sin(a)))
    return tube(path, [0.85, 0.85, 0.65])


def _scrolls() -> Sdf:
    """Curls and leaves left and right of a flower, in relief on the front of the arm."""
    flower = union(around(sphere(1.2).at(2.0, 0, 0), 5), sphere(1.2)).turn(x=90, y=18)
    stem = curve([(2.6, 0, -1.0), (4.4, 0, -2.6), (7.6, 0, -2.4), (10.4, 0, 0.6)], 9)
    half = union(
        _spiral(8.0, 1.2, 2.7, 0, 1),
        tube(stem, 0.8),
        _spiral(4.6, 1.9, 1.5, 300, 1),
        ellipsoid(2.1, 1.0, 1.0).turn(y=-40).at(11.0, 0, -2.4),
        ellipsoid(1.9, 1.0, 0.9).turn(y=20).at(6.0, 0, -4.0),
    )
    side = -DEEP / 2
    return union(flower, mirror(half)).at(-1.0, side, 38.6) | _spiral(18.4, 34.6, 4.0, 80, 1).at(
        y=side - 1.6
    )


def _head(wall: float) -> Sdf:
    """Face plate with an oval, tension discs, take-up lever, the bars of needle and foot."""
    r = max(1.35, 0.5 * wall)
    plate = ellipsoid(1.4, 4.4, 9.4).at(-26.4, 0, 34.6)
    screws = [sphere(1.1).at(-26.6, 0, 40.6), sphere(1.1).at(-26.4, 0, 29.4)]
    discs = union(cylinder(3.6, 1.3, round=0.5), cylinder(3.0, 3.4, round=0.6),
                  cylinder(1.7, 6.4, round=0.7), k=0.3)  # fmt: skip
    front = -DEEP / 2
    tension = discs.turn(x=90).at(-20.4, front - 0.4, 29.4)
    slot = box(1.8, 3, 10, round=0.8).at(-20.4, front, 39)
    lever = capsule((-20.4, front + 2, 37), (-20.4, front - 2.6, 39.4), max(1.15, 0.45 * wall))
    tip = torus(1.2, 0.9).turn(y=90).at(-20.4, front - 2.8, 39.8)
    needle = union(
        capsule((NEEDLE, 0, 26), (NEEDLE, 0, 18.4), r + 0.5),
        cylinder(r + 1.1, 2.6, round=0.5).at(NEEDLE, 0, 18.2),
        capsule((NEEDLE, 0, 18), (NEEDLE, 0, BED - 1), max(0.9, 0.5 * wall), max(0.7, 0.5 * wall)),
    )
    foot = union(
        capsule((NEEDLE + 4.4, 2.0, 26), (NEEDLE + 4.4, 2.0, BED + 2), r),
        box(6.6, 3.4, 3.2, round=1).at(NEEDLE + 2.6, 1.4, BED + 3.6),
        box(5.8, 8.4, 2.0, round=0.8).at(NEEDLE + 0.6, -0.6, BED + 1.8),
        ellipsoid(2.6, 2.0, 1.2).at(NEEDLE + 0.6, -5.0, BED + 2.6),
        k=0.6,
    )
    solid = difference(union(plate, *screws, k=0.4), slot)
    return union(solid, tension, lever, tip, needle, foot, k=0.3)


def _wheel(wall: float) -> Sdf:
    """The hand wheel on the right: a rounded rim, spokes, a nut, a handle to turn it by."""
    thick = max(2.0, 0.8 * wall)
    spokes = [box(14, thick, 3.2, round=0.8).turn(z=60 * i) for i in range(3)]
    disc = cylinder(8.0, 2.2).at(z=-0.6)
    hub = union(cylinder(3.2, 6, round=0.9), sphere(1.7).at(z=3.2), k=0.4)
    rim = union(torus(8.2, 2.2), torus(8.2, 1.7).at(z=1.0), k=0.6)
    axle = cylinder(4.6, 10, round=0.8).at(z=-4.4)
    handle = capsule((0, 7.6, 0), (0, 7.6, 6.0), 1.5, 1.9)
    whole = union(rim, disc, *spokes, hub, axle, handle.turn(z=-28), k=0.4)
    return whole.turn(y=90).at(29.4, 0, 34.6)


def _spool(wall: float) -> Sdf:
    """A reel of thread upon the arm."""
    wound = union(
        cylinder(4.3, 9.4, round=0.4), *[torus(4.2, 0.62).at(z=-4.2 + 1.05 * i) for i in range(9)]
    )
    ends = [
        revolve([(0, -1.2), (5.0, -1.2), (5.6, -0.4), (5.6, 0.5), (4.6, 1.3), (0, 1.3)]).at(z=z)
        for z in (-5.4, 5.4)
    ]
    pin = capsule((0, 0, 5), (0, 0, 9.2), max(1.2, 0.5 * wall))
    foot = cylinder(4, 6).at(z=-7.5)
    return union(wound, *ends, pin, foot, k=0.3).at(11.0, 0, 50.6)


def _thread(wall: float) -> Sdf:
    """From the reel to a guide on the head, through lever and discs to the needle: a ridge."""
    r = max(0.75, 0.32 * wall)
    guide = union(cylinder(1.9, 4, round=0.5), sphere(2.0).at(z=2.2), k=0.4).at(-13.0, 0, 44.4)
    front = -DEEP / 2
    over = tube(
        curve([(10, -4.4, 47.6), (6.4, -4.0, 44.0), (0, -2.4, 43.0), (-6, -1.6, 42.8),
               (-13, -1.9, 44.4), (-17.4, -4.4, 43), (-20, front - 1.6, 40)], 16), r)  # fmt: skip
    down = tube(
        curve([(-20.4, front - 2.4, 39), (-20.8, front - 0.2, 35), (-20.6, front - 0.2, 27),
               (-20.2, -4.4, 23.0), (NEEDLE, -1.4, 18.6)], 14), r)  # fmt: skip
    return union(guide, over, down, k=0.3)


def _plinth() -> Sdf:
    """A wooden base with mouldings and a little drawer, a bright plate on it."""
    foot = box(66, 31, 3.6, round=1.4).at(0.5, 0, 1.8)
    middle = box(62.5, 27.6, 9, round=1.2).at(0.5, 0, 5.5)
    top = box(65, 30, 2.6, round=1.2).at(0.5, 0, BED - 2.2)
    plate = box(60, 24.6, 2, round=0.7).at(0.5, 0, BED - 1)
    drawer = difference(
        box(22, 1.8, 5.2, round=0.6), box(18.8, 2, 2.4, round=0.6).at(0, -1.5, 0), k=0.2
    ).at(15.5, -13.9, 6.2)
    knob = union(sphere(1.7), cylinder(1.1, 3).turn(x=90).at(y=1.4)).at(15.5, -15.8, 6.2)
    inlay = [box(26, 1.2, 0.9, round=0.3).at(x, 14.1, 6.2 + s) for x in (-14.5, 15.5)
             for s in (-2, 2)]  # fmt: skip
    side = mirror(box(1.6, 17, 4.2, round=0.6).at(31.3, 0, 6.2)).at(0.5)
    return union(foot, middle, top, plate, drawer, knob, *inlay, side, k=0.4)


def _cloth(wall: float) -> Sdf:
    """Gathered over the front edge, it falls to the ground in folds; a seam runs up to the foot."""
    thick = max(1.8, 0.8 * wall)
    left, right = -30.0, -9.0
    lies = box(right - left, 26, thick, round=0.6).at((left + right) / 2, -1.6, BED + thick / 2)
    falls = [box(right - left - 3, 4, BED + 4, round=1.5).at((left + right) / 2, -14.2, 4.6)]
    for i in range(8):
        x = left + 1.6 + (right - left - 3.2) * i / 7
        out = (1.6, 0.0, 2.2, 0.6)[i % 4]
        spread = (x - (left + right) / 2) * 0.2
        top, edge = (x, -11.6, BED + 0.2), (x, -14.8 - 0.4 * out, BED - 1.6)
        end = (x + spread, -18.2 - 1.2 * out, -3.0)
        falls += [capsule(top, edge, 1.3, 1.6), capsule(edge, end, 1.6, 2.2)]
    drape = union(*falls, k=0.9)
    stitches = [
        capsule((NEEDLE + 0.2, -7.6 - 2.3 * i, BED + thick), (NEEDLE + 0.2, -8.9 - 2.3 * i,
                BED + thick), 0.62) for i in range(3)
    ]  # fmt: skip
    dots = [ellipsoid(1.5, 1.5, 0.8).at(x, y, BED + thick) for x, y in
            ((-27, -5), (-13, -6), (-27, 5.0), (-14, 7.4), (-24, 9.4))]  # fmt: skip
    return union(lies, drape, *stitches, *dots, k=0.5)


def _pincushion(wall: float) -> Sdf:
    """A tomato with a leaf star and three pins."""
    fruit = difference(
        ellipsoid(4.6, 4.6, 3.6).at(z=3.0),
        *[torus(4.6, 0.35).turn(x=90, z=60 * i).at(z=3.0) for i in range(3)],
        k=0.6,
    )
    leaves = around(ellipsoid(1.9, 0.95, 0.6).turn(y=14).at(1.7, 0, 6.4), 5)
    r = max(0.85, 0.4 * wall)
    pins = [
        capsule((0.4 * x, 0.4 * y, 5), (x, y, 9.4), r) | sphere(r + 0.75).at(x, y, 9.6)
        for x, y in ((-2.6, -0.4), (1.0, -2.4), (2.0, 1.8))
    ]
    return union(fruit, leaves, *pins, k=0.3)
