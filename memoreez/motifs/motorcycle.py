"""A classic motorcycle: teardrop tank, finned twin engine, long pipes, parked on a road."""

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
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# Modelled riding to -x, its wheels on z = 0.
FRONT, REAR, WHEEL = -19.0, 17.5, 10.6
ROAD = 2.6


@motif(
    "vehicle",
    en="motorcycle, motorbike, motorcycles, motorbikes, biker, bikers, riding motorcycles, "
    "motorcyclist, motocross, scooter, moped, chopper, cruiser, dirt bike, easy rider, "
    "motorcycle tour, superbike",
    de="Motorrad, Motorräder, Motorradfahren, Motorrad fahren, Biker, Bikerin, Motorradfahrer, "
    "Motorradfahrerin, Motorradtour, Motocross, Roller, Mofa, Moped, Chopper, Krad, Töff",
    fr="moto, motos, faire de la moto, motard, motarde, motocyclette, motocycliste, motocross, "
    "scooter, mobylette, bécane, chopper, balade à moto, virée en moto",
    es="moto, motos, motocicleta, motocicletas, montar en moto, motero, motera, motociclista, "
    "motociclismo, motocross, scooter, ciclomotor, chopper, ruta en moto",
    to_person=0.9,
)
def motorcycle(wall: float = 1.2, pose: str = "stand") -> Sdf:
    bike = union(
        _wheel().at(FRONT, 0, WHEEL),
        _wheel().at(REAR, 0, WHEEL),
        _frame(wall),
        _engine(),
        _pipes(wall),
        _fork(wall),
        _tank_and_seat(),
        _fenders(wall),
        k=0.4,
    )
    return floor(union(bike.at(z=ROAD - 1.1), _road(wall), k=0.3).turn(z=14))


def _wheel() -> Sdf:
    """A fat tyre round a disc; spokes and treads stand out of it."""
    tyre = torus(7.9, 2.8).stretch(1, 1, 1.05)
    disc = cylinder(7.4, 2.6, round=0.4)
    rim = mirror(torus(5.6, 0.75).at(z=1.6), "z")
    spokes = mirror(around(capsule((0, 0, 1.5), (5.4, 0, 1.2), 0.6), 10), "z")
    hub = cylinder(2.3, 6.6, round=0.7)
    grooves = around(box(1.0, 2.4, 3.2).turn(z=0).at(0, WHEEL + 0.5, 0), 22)
    return union(difference(tyre, grooves, k=0.3), disc, rim, spokes, hub, k=0.2).turn(x=90)


def _frame(wall: float) -> Sdf:
    r = max(1.4, wall * 0.56)
    down = tube(curve([(-11, 0, 27), (-9.4, 0, 17), (-5, 0, 8), (6, 0, 7)], 9), r)
    swing = mirror(capsule((5, 4.4, 9), (REAR, 4.4, WHEEL), r + 0.2), "y")
    shock = mirror(capsule((REAR - 2, 4.6, WHEEL + 1.5), (11.4, 4.4, 22), r - 0.1), "y")
    coil = mirror(
        union(
            *[
                torus(r + 0.5, 0.6).turn(y=-26).at(14.3 - 0.75 * i, 4.5, 15.0 + 1.7 * i)
                for i in range(4)
            ]
        ),
        "y",
    )
    axle = cylinder(1.7, 12, round=0.5).turn(x=90)
    web = union(box(20, 4.4, 14, round=1.5).at(1, 0, 17), box(9, 9.2, 7, round=1.5).at(11, 0, 20))
    head = box(4.4, 7.5, 8.4, round=1.2).turn(y=-15).at(-13.0, 0, 27.2)
    inner = capsule((-9.6, -2, 19.5), (-9.6, 2, 19.5), 1.7)
    return union(
        down,
        swing,
        shock,
        coil,
        axle.at(REAR, 0, WHEEL),
        axle.at(FRONT, 0, WHEEL),
        web,
        head,
        inner,
        k=0.4,
    )


def _engine() -> Sdf:
    """A crankcase and two finned cylinders in a V."""
    case = union(
        cylinder(6.0, 10.4, round=1.6).turn(x=90).at(0.5, 0, 9.6),
        box(13, 9.4, 7, round=2).at(3.5, 0, 8.6),
        k=1,
    )
    cover = mirror(
        union(cylinder(3.8, 1.6, round=0.6), torus(3.4, 0.5).at(z=0.7), sphere(1.0).at(z=0.6))
        .turn(x=90)
        .at(0.5, -5.6, 9.6),
        "y",
    )
    barrels = []
    for turn, x in ((-24, -2.8), (24, 4.2)):
        fins = [box(8.6 - 0.2 * i, 9.8, 1.1, round=0.45).at(z=1.9 * i) for i in range(5)]
        core = box(6.4, 7.4, 10, round=1.4).at(z=4)
        head = box(6.8, 8.0, 3.0, round=1.2).at(z=9.8)
        barrels.append(union(core, *fins, head, k=0.2).turn(y=turn).at(x, 0, 13))
    filter_ = mirror(ellipsoid(2.7, 1.5, 2.7).at(0.7, -5.0, 18.6), "y")
    return union(case, cover, *barrels, filter_, k=0.3)


def _pipes(wall: float) -> Sdf:
    """From each cylinder down and back, ending in long silencers on both sides."""
    r = max(1.35, wall * 0.62)
    first = tube(
        curve(
            [(-6.4, 4.6, 19), (-9.6, 6.6, 14), (-6.4, 7.2, 7.4), (2, 7.2, 5.6), (9, 7.2, 5.6)], 18
        ),
        r,
    )
    muffler = union(
        capsule((9, 7.2, 5.7), (23, 7.2, 6.8), r + 0.3, r + 1.2),
        torus(r + 1.0, 0.7).turn(y=90).at(24, 7.2, 6.9),
    )
    muffler = difference(muffler, capsule((24, 7.2, 6.9), (28, 7.2, 7.2), r + 0.1), k=0.3)
    return mirror(
        union(
            first,
            muffler,
            capsule((6, 3, 7), (6, 7, 6), 1.4),
            capsule((3, 3, 7.4), (3, 6.6, 6.6), 2.0),
            k=0.5,
        ),
        "y",
    )


def _fork(wall: float) -> Sdf:
    """Two legs, a lamp with a rim, a wide bar with grips and mirrors."""
    r = max(1.35, wall * 0.62)
    leg = union(
        capsule((FRONT, 4.4, WHEEL), (-12.2, 4.0, 29.6), r),
        capsule((FRONT, 4.4, WHEEL), (-16.6, 4.3, 17.4), r + 0.6),
        k=0.3,
    )
    bridge = [capsule((x, -4, z), (x, 4, z), r + 0.2) for x, z in ((-14.0, 24.6), (-12.2, 29.6))]
    lamp = union(
        sphere(4.3).stretch(1, 1, 1),
        torus(3.9, 0.9).turn(y=90).at(x=-2.4),
        ellipsoid(1.8, 3.4, 3.4).at(x=-3.0),
        k=0.3,
    )
    lamp = lamp.turn(y=-4).at(-17.6, 0, 26.4)
    lines = [capsule((-22.3, y, 24.4), (-22.3, y, 28.4), 0.4) for y in (-1.4, 0, 1.4)]
    bar = tube(curve([(-12.4, 0, 30), (-12.8, 4.6, 33), (-9, 9.2, 34.4), (-4.4, 12.6, 33)], 12), r)
    grip = capsule((-7.4, 10.4, 34), (-3.0, 13.6, 32.4), r + 0.5)
    mirror_ = union(
        capsule((-9.4, 9, 34), (-10.2, 11.4, 38.4), max(1.0, wall * 0.56)),
        ellipsoid(1.3, 2.9, 2.1).at(-10.2, 12.2, 39.4),
        k=0.6,
    )
    gauge = cylinder(2.1, 2.4, round=0.6).turn(y=30).at(-12.0, 0, 32)
    signal = capsule((-16, 4, 23), (-16.8, 6.8, 23), 1.3)
    sides = mirror(union(leg, bar, grip, mirror_, signal, k=0.4), "y")
    return union(sides, *bridge, difference(lamp, *lines, k=0.2), gauge, k=0.4)


def _tank_and_seat() -> Sdf:
    tank = union(
        ellipsoid(9.4, 5.8, 5.0).at(-3.6, 0, 26.4), ellipsoid(5, 4.8, 3.6).at(3.6, 0, 25), k=3
    )
    dents = mirror(ellipsoid(4, 1.6, 2.6).at(4.4, 6.0, 25.2), "y")
    cap = union(cylinder(1.7, 1.2, round=0.4), torus(1.6, 0.4)).at(-4.6, 0, 31.4)
    wing = extrude(
        loop([(-4.6, 0.8), (0, 2.0), (4.8, 1.2), (1.4, 0), (2.8, -1.6), (-1, -1.4)], 30),
        height=13.0,
        round=1.2,
    )
    emblem = wing.turn(x=90).at(-4.4, 0, 26.6)
    badge = intersection(emblem, ellipsoid(10.0, 6.5, 6).at(-3.6, 0, 26.4), k=0.4)
    seat = tube(
        curve([(5.4, 0, 24.2), (10, 0, 22.6), (15, 0, 23.4), (20.4, 0, 26.0)], 10),
        [3.2, 4.2, 3.8, 2.6],
    ).stretch(1, 1.12, 1)
    pleats = [
        torus(4.6 - 0.25 * i, 0.5)
        .turn(y=90)
        .stretch(1, 1.12, 1)
        .at(9.4 + 2.4 * i, 0, 22.9 + 0.5 * i)
        for i in range(4)
    ]
    return union(
        difference(tank, dents, k=0.8), cap, badge, difference(seat, *pleats, k=0.4), k=0.5
    )


def _fenders(wall: float) -> Sdf:
    """Bands round the upper part of the wheels, the rear one with lamp and plate."""
    thick = max(1.7, wall)
    band = difference(
        cylinder(WHEEL + 0.9 + thick, 7.4, round=1.2), cylinder(WHEEL + 0.9, 20)
    ).turn(x=90)
    front = intersection(band, box(22, 20, 20).turn(y=-12).at(1, 0, 14)).at(FRONT, 0, WHEEL)
    rear = intersection(band, box(26, 20, 20).turn(y=24).at(4, 0, 12.4)).at(REAR, 0, WHEEL)
    fill = box(10, 5, 3.4, round=1).at(FRONT + 1, 0, WHEEL * 2 + 0.4)
    fill2 = box(12, 5, 4.0, round=1).at(REAR, 0, WHEEL * 2 + 0.4)
    lamp = union(ellipsoid(1.8, 2.2, 1.9), sphere(1.0).at(1.4, 0, 0), k=0.3).at(
        REAR + 12.0, 0, WHEEL + 8.4
    )
    return union(front, rear, fill, fill2, lamp, k=0.4)


def _road(wall: float) -> Sdf:
    """A strip of road with dashes, a kerb stone and a side stand."""
    outline = loop(
        [
            (-31, -5),
            (-24, -11),
            (0, -12.4),
            (24, -11),
            (31, -5),
            (31, 5),
            (24, 11),
            (0, 12.4),
            (-24, 11),
            (-31, 5),
        ],
        64,
    )
    slab_ = extrude(outline, height=ROAD + 1, round=1.1).at(z=ROAD / 2 - 0.5)
    dashes = [box(8, 1.6, 1.0, round=0.4).at(x, -9.4, ROAD) for x in (-14, 0, 14)]
    stand = capsule((4, -4.4, 9), (6.4, -9.4, ROAD), max(1.3, wall * 0.56))
    foot = ellipsoid(2.4, 1.6, 0.9).at(6.6, -9.6, ROAD + 0.2)
    pebbles = [
        cone(1.8, 1.0, 1.6, round=0.5).at(11 * math.cos(a), 10.2, ROAD + 0.5)
        for a in (0.3, 1.4, 2.6)
    ]
    return union(slab_, *dashes, stand, foot, *pebbles, k=0.3)
