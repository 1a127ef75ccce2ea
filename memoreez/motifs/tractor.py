"""An old farm tractor in its furrow: lugged rear wheels, grille, lamps, stack, a hen on a guard."""

from __future__ import annotations

import math

import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cone,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    mirror,
    rough,
    sphere,
    torus,
    tube,
    union,
)

# Modelled with the bonnet towards -y; scaled and turned at the end so that the side shows too.
SIZE, TURN = 0.9, 25.0
REAR, REAR_AT = 16.0, (14.6, 13.5, 18.6)
FRONT, FRONT_AT = 8.4, (12.6, -18.5, 11.4)
BONNET = [(-7.2, 0), (-7.2, 6.5), (-6.2, 10.4), (0, 12.6), (6.2, 10.4), (7.2, 6.5), (7.2, 0)]


@motif(
    "vehicle",
    en="tractor, tractors, old tractor, old tractors, vintage tractor, vintage tractors, classic "
    "tractors, tractor driving, tractor driver, tractor pulling, tractor rally, ploughing, "
    "plowing, ploughing match, tilling the fields, farm machinery, farming machines, farm "
    "machines, agricultural machinery, combine harvester, combine harvesters, haymaking, farm work",
    de="Traktor, Traktoren, Trecker, Trecker fahren, Treckerfahren, Traktor fahren, Traktorfahren, "
    "Traktorfahrer, Traktorfahrerin, Traktorist, Ackerschlepper, alte Traktoren, Oldtimertraktor, "
    "Oldtimertraktoren, Landmaschine, Landmaschinen, Landtechnik, Pflügen, Ackerbau, Mähdrescher, "
    "Heuernte, Feldarbeit, Landwirt, Landwirtin",
    fr="tracteur, tracteurs, vieux tracteur, vieux tracteurs, tracteur ancien, tracteurs anciens, "
    "tracteur agricole, tracteurs agricoles, tracteurs de collection, conduire un tracteur, "
    "labourer la terre, labour des champs, concours de labour, machine agricole, machines "
    "agricoles, matériel agricole, moissonneuse-batteuse, moissonneuses-batteuses, fenaison, "
    "agriculteur, agricultrice",
    es="tractor, tractores, tractor antiguo, tractores antiguos, tractores clásicos, tractorista, "
    "tractoristas, conducir un tractor, conducir tractores, arar, arar el campo, arado, labranza, "
    "maquinaria agrícola, máquinas agrícolas, cosechadora, cosechadoras, faenas del campo, "
    "agricultor, agricultora",
    to_person=0.9,
)
def tractor(wall: float = 1.2, pose: str = "stand") -> Sdf:
    thin = wall / SIZE
    engine = union(_bonnet(), _engine(thin), _face(thin), _axles(), _hitch(), k=0.5)
    place = union(_seat(thin), _steering(thin), _guards(), k=0.6)
    rear = _rear_wheel(thin).at(*REAR_AT)
    front = _front_wheel()
    x, y, z = FRONT_AT
    wheels = [
        rear,
        rear.flip("x"),
        front.turn(z=8).at(x, y, z),
        front.flip("x").turn(z=8).at(-x, y, z),
    ]
    whole = union(engine, place, *wheels, _stack(thin).at(3.2, -13.5, 32), k=0.4)
    whole = union(whole, _hen(thin).scale(1.15).turn(z=-20).at(-12.4, 10.6, 36.8), k=0.3)
    return floor(union(whole, _earth(), k=0.5).at(y=-1).scale(SIZE).turn(z=TURN))


def _along(outline: npt.ArrayLike, length: float, round: float = 0) -> Sdf:
    """An outline of (x, z) points, extruded `length` along y."""
    return extrude(outline, height=length, round=round).turn(x=90)


def _bonnet() -> Sdf:
    """A long vault with slots in its sides and a ridge on top; the dashboard closes it."""
    vault = _along(loop(BONNET, 48), 28, 1.0).at(0, -10.5, 22)
    fall = intersection(vault, half_space((0, -0.07, 1), 34.9), k=1.0)
    slots = [capsule((6.9, y, 24.6), (6.9, y + 1.6, 29.4), 0.75) for y in (-16, -12.4, -8.8, -5.2)]
    cut = mirror(union(*slots), "x")
    seam = tube([(7.4, -24, 31.2), (7.4, 4, 31.2)], 0.45)
    dash = _along(loop(BONNET, 48), 3.4, 0.9).scale(1.1).at(0, 2.6, 21)
    cap = union(cylinder(2.1, 2.4, round=0.6), cylinder(1.3, 2).at(z=-1.4), k=0.3).at(0, -1.5, 35.2)
    return union(difference(fall, cut, mirror(seam, "x"), k=0.3), dash, cap, k=0.4)


def _engine(thin: float) -> Sdf:
    """The block with its ribs, sump, pulley and filter between the wheels, the gearbox behind."""
    block = box(10.5, 25, 13, round=1.2).at(0, -9.5, 17.5)
    sump = box(8, 20, 8, round=2).at(0, -8, 10.5)
    ribs = [box(13, 2.2, 8, round=0.9).at(0, y, 18.4) for y in (-13, -9, -5)]
    pulley = cylinder(3.6, 13.6, round=0.8).turn(y=90).at(0, 0.5, 17)
    filter_ = mirror(capsule((6.2, -17.6, 18), (6.2, -17.6, 22), 2.0), "x")
    gears = box(13, 22, 13, round=2.4).at(0, 9.5, 17.2)
    boards = mirror(box(9, 10, max(2, thin), round=0.8).at(7, 3.2, 14.6), "x")
    tank = mirror(cylinder(2.0, 9, round=0.6).turn(x=90).at(9.0, 3.0, 12.8), "x")
    return union(block, sump, *ribs, pulley, filter_, gears, boards, tank, k=0.5)


def _face(thin: float) -> Sdf:
    """The radiator's arch with upright bars and a badge, a pair of big round lamps beside it."""
    arch = [(-7.6, -9.5), (-8.0, 4), (-6.6, 10.2), (0, 12.8), (6.6, 10.2), (8.0, 4), (7.6, -9.5)]
    shell = _along(loop([*arch, (0, -10.6)], 56), 5.6, 1.6)
    hollow = _along(loop([(0.74 * x, 0.76 * z) for x, z in arch], 56), 4, 0.5).at(0, -2.9, 0.2)
    wide = max(1.25, 0.6 * thin)
    xs = (-3.8, 0, 3.8) if thin > 2.2 else (-4.2, -2.1, 2.1, 4.2)
    bars = [box(wide, 2, 18, round=0.5).at(x, -2.0, -0.4) for x in xs]
    spine = box(2.2, 3.0, 20, round=0.8).at(0, -2.3, 0)
    badge = ellipsoid(2.9, 1.4, 2.1).at(0, -3.0, 9.8)
    front = union(difference(shell, hollow, k=0.3), *bars, spine, badge, k=0.3)
    bowl = union(cylinder(3.7, 2.4, round=0.8), ellipsoid(3.7, 3.7, 4.6).at(z=-0.6), k=0.4)
    glass = ellipsoid(3.4, 3.4, 1.9).at(z=1.0)
    lamp = union(bowl, torus(3.6, 0.95).at(z=1.2), glass, k=0.15).turn(x=84)
    arm = capsule((5, 1.5, 1.0), (10.6, 0.6, 4.4), max(1.3, thin / 2))
    lamps = mirror(union(lamp.turn(z=4).at(10.8, -1.2, 5.4), arm, k=0.4), "x")
    cap = union(cylinder(2.3, 2, round=0.6).at(z=13.2), sphere(1.2).at(z=14.6), k=0.3)
    return union(front, lamps, cap, k=0.4).at(0, -24, 22)


def _axles() -> Sdf:
    """The front beam on its bolster with a track rod, the rear one with its bells."""
    x, y, z = FRONT_AT
    beam = capsule((-x, y, z), (x, y, z), 2.0)
    bolster = box(8, 7, 10, round=1.2).at(0, y, z + 1)
    rod = capsule((-x + 2, y + 4, z - 0.5), (x - 2, y + 4, z - 0.5), 1.2)
    bumper = box(12, 3, 4.5, round=1).at(0, -26.6, 12.6)
    tail = union(
        cylinder(3.6, 2 * REAR_AT[0]).turn(y=90),
        mirror(cone(6, 3.6, 6, round=0.6).turn(y=90).at(7.6), "x"),
    ).at(0, *REAR_AT[1:])
    return union(beam, bolster, rod, bumper, tail, k=0.6)


def _tyre(radius: float, wide: float, rim: float, deep: float) -> Sdf:
    """Axle along x, its outside towards +x, hollowed to a deep rim."""
    tyre = cylinder(radius, wide, round=0.2 * wide)
    lip = torus(rim + 0.5, 0.8).at(z=wide / 2 - 0.3)
    hollow = cone(rim - 1.2, rim, deep).at(z=wide / 2 - deep / 2 + 0.1)
    return difference(union(tyre, lip, k=0.4), hollow, k=0.4)


def _rear_wheel(thin: float) -> Sdf:
    """Slanting lugs that meet in chevrons, a dished disc with holes, a hub with bolts."""
    n = 14 if thin < 2.6 else 11
    lug = box(max(2.4, 0.6 * thin), 4.0, 7.6, round=0.8).turn(y=38).at(0, REAR - 1.4, 2.5)
    other = lug.flip("z").turn(z=180 / n)
    tread = union(around(lug, n), around(other, n))
    tyre = _tyre(REAR - 1.2, 10.4, 9.6, 3.6)
    disc = ellipsoid(8.6, 8.6, 2.4).at(z=1.0)
    holes = around(ellipsoid(1.7, 1.4, 2).at(6.0, 0, 3.0), 8)
    hub = union(
        cylinder(3.2, 4, round=0.7).at(z=3.2),
        cylinder(1.6, 4, round=0.6).at(z=4.4),
        around(sphere(0.75).at(2.5, 0, 5.2), 6).turn(z=30),
        k=0.2,
    )
    return union(tyre, tread, difference(disc, holes, k=0.3), hub, k=0.3).turn(y=90)


def _front_wheel() -> Sdf:
    """Ribs run round the tyre."""
    ribs = [torus(FRONT - 1.5, 1.5).at(z=z) for z in (-2.2, 0, 2.2)]
    tyre = _tyre(FRONT - 0.5, 6.8, 4.6, 2.0)
    hub = union(cylinder(2.2, 3, round=0.7).at(z=2.2), sphere(1.1).at(z=3.8), k=0.3)
    nuts = around(sphere(0.7).at(3.3, 0, 1.5), 5)
    return union(tyre, *ribs, hub, nuts, k=0.3).turn(y=90)


def _guards() -> Sdf:
    """Mudguards over the inner half of the rear wheels, lamps on them."""
    crown = union(
        cylinder(REAR + 2.6, 7.4, round=1.2),
        cylinder(REAR + 3.2, 2.0, round=0.9).at(z=2.9),
        k=0.5,
    ).turn(y=90)
    guard = intersection(crown, half_space((0, 0.22, -1), -3.0), k=0.8)
    lamp = union(cylinder(2.1, 3, round=0.8), ellipsoid(1.6, 1.6, 1.2).at(z=1.2), k=0.2)
    lamp = union(lamp.turn(x=90).at(0, -16.6, 10.4), sphere(2).at(0, -15.2, 9.6), k=0.4)
    return mirror(union(guard, lamp.at(1.0), k=0.3).at(12.2, *REAR_AT[1:]), "x")


def _seat(thin: float) -> Sdf:
    """A pan seat of bent sheet on its bracket."""
    ahead = max(0.0, 0.45 * (thin - 1.8))
    pan = ellipsoid(6.6, 6.0, 3.6)
    back = ellipsoid(6.4, 2.2, 6.0).turn(x=-12).at(0, 5.2, 4.2)
    dip = union(
        ellipsoid(5.2, 5.0, 3.0).at(0, -1.2, 3.0), ellipsoid(4.6, 2.0, 4.6).at(0, 3.0 - ahead, 5.4)
    )
    shape = difference(union(pan, back, k=1.6), dip, k=0.8)
    leg = cone(5.5, 3.4, 9).at(z=-6)
    return union(shape, leg, k=0.8).at(0, 15.0, 30.5)


def _steering(thin: float) -> Sdf:
    """A wheel with three spokes on its slanting column."""
    r = max(1.1, thin / 2)
    spokes = [capsule((0, 0, -0.6), (0, 5, 0), r).turn(z=a) for a in (60, 180, 300)]
    wheel = union(torus(5.2, max(1.15, thin / 2)), *spokes, ellipsoid(1.9, 1.9, 1.3), k=0.5)
    column = capsule((0, 0, -10), (0, 0, 0), max(1.4, r))
    return union(wheel, column, k=0.4).turn(x=-42).at(0, 6.6, 39.2)


def _stack(thin: float) -> Sdf:
    """The silencer, its pipe, a lid that chatters in a puff of smoke."""
    pipe = cylinder(max(1.7, thin / 2), 18).at(z=9)
    silencer = union(cylinder(2.9, 7, round=1.2).at(z=8), torus(2.6, 0.6).at(z=8), k=0.2)
    base = cone(3.0, 1.8, 2.4).at(z=1)
    lid = cylinder(2.6, max(1.2, thin), round=0.5).turn(y=-38).at(-0.3, 0, 18.6)
    puffs = [
        sphere(r).at(x, y, z)
        for x, y, z, r in ((1.0, 0.8, 20.2, 2.6), (0.4, 4.0, 22.6, 3.4), (3.0, 7.4, 23.4, 2.6))
    ]
    return union(pipe, silencer, base, lid, union(*puffs, k=0.5), k=0.4)


def _hen(thin: float) -> Sdf:
    """She rides along and looks ahead; her feet are at the origin."""
    body = ellipsoid(2.9, 4.0, 3.0).turn(x=-8).at(0, 0, 2.6)
    tail = union(
        *[capsule((0, 2.4, 3.4), (x, 5.0, 6.4), 1.6, max(1.1, 0.45 * thin)) for x in (-0.9, 0.9)],
        k=0.4,
    )
    neck = capsule((0, -2.0, 3.6), (0, -3.2, 7.0), 2.1, 1.7)
    comb = [
        sphere(max(0.8, 0.3 * thin)).at(0, y, z) for y, z in ((-3.9, 9.0), (-2.9, 9.3), (-1.9, 8.8))
    ]
    beak = capsule((0, -4.4, 7.0), (0, -5.7, 6.6), 0.95, 0.6)
    wattle = sphere(0.8).at(0, -4.8, 5.6)
    wing = mirror(ellipsoid(1.0, 2.6, 1.9).turn(x=-14).at(2.6, 0.4, 3.0), "x")
    eye = mirror(sphere(0.45).at(1.55, -3.9, 7.4), "x")
    hen = union(body, tail, neck, wing, k=0.5)
    return difference(union(hen, *comb, beak, wattle, k=0.25), eye, k=0.2)


def _hitch() -> Sdf:
    """The drawbar with its pin, a plate and a lamp at the back."""
    bar = box(4, 12, 2.6, round=0.8).at(0, 24, 10)
    prop = box(5, 7, 9, round=1).at(0, 18.5, 11)
    pin = union(cylinder(1.2, 6).at(z=1), sphere(1.7).at(z=4), k=0.3).at(0, 28, 10)
    return union(bar, prop, pin, box(8, 2, 5, round=0.7).at(0, 20.8, 19), k=0.4)


def _earth() -> Sdf:
    """A piece of field: ridges between the tracks, turned clods beside, prints of the lugs."""
    edge = [(-21, -30), (0, -33.5), (21, -30), (24.6, -8), (24.4, 16), (21, 31), (0, 35.5),
            (-21, 32), (-24.4, 16), (-24.6, -8)]  # fmt: skip
    piece = extrude(loop(edge, 80), height=20, round=1.8)
    ridges = [
        capsule((x, -40, z), (x, 40, z), r)
        for x, z, r in ((0, 3.0, 5.0), (-7.4, 1.6, 3.8), (7.4, 1.6, 3.8))
    ]
    bed = union(box(60, 80, 3.4).at(z=1.3), *ridges, k=1.2)
    prints = [
        capsule((s * 14.6, y, 3.0), (s * (14.6 + side), y + 2.4, 3.0), 1.0)
        for s in (-1, 1)
        for y in (24, 28.4)
        for side in (-4, 4)
    ]
    field = intersection(union(rough(bed, 0.35, 4.5, 3), *prints, k=0.5), piece, k=1.2)
    clods = []
    for i in range(22):
        side, y = (-1) ** i, -27 + 2.7 * i + 0.9 * math.sin(5.0 * i)
        size = 2.6 + 0.8 * math.sin(2.3 * i)
        lump = ellipsoid(1.1 * size, 1.5 * size, 0.9 * size).turn(z=37 * i, y=18 * side)
        clods.append(lump.at(side * (22.2 - 0.0035 * y * y), y, 2.8))
    return union(field, rough(union(*clods, k=0.5), 0.2, 3.0, 7), k=0.5)
