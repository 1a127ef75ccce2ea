"""A small classic car with round fenders, chrome bumpers and big eyes."""

from __future__ import annotations

import numpy.typing as npt

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
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# Modelled with the bonnet towards -y; turned at the end so that the side shows too.
TURN = 36.0
WHEEL, AXLES, TRACK = 7.6, (-16.6, 17.0), 12.6
BODY = [
    (-26.5, 8),
    (-27.6, 13),
    (-25, 18.4),
    (-18, 21.0),
    (-9, 21.6),
    (10, 21.8),
    (20, 20.6),
    (26.4, 16.4),
    (27.6, 11),
    (26, 7),
    (0, 5.4),
]
CABIN = [
    (-12.6, 17),
    (-9.6, 24),
    (-6.0, 30.4),
    (-1, 33.4),
    (6, 33.7),
    (12.2, 31.4),
    (17.4, 25.6),
    (20.4, 17),
]


@motif(
    "vehicle",
    en="car, cars, driving, drive, driver, road trip, road trips, automobile, classic car, "
    "vintage car, oldtimer, old cars, car racing, racing, motor racing, race car, "
    "convertible, car lover, petrolhead, cruising, car restoration, formula one, rally",
    de="Auto, Autos, Oldtimer, Autofahren, Auto fahren, Fahren, Fahrer, Fahrerin, Roadtrip, "
    "Wagen, Automobil, Rennwagen, Autorennen, Motorsport, Cabrio, Autoliebhaber, Autofan, "
    "Spritztour, Formel 1, Rallye",
    fr="voiture, voitures, conduire, conduite, conducteur, automobile, auto, voiture ancienne, "
    "vieille voiture, voiture de collection, course automobile, pilote automobile, bagnole, "
    "virée en voiture, décapotable, formule 1, rallye",
    es="coche, coches, conducir, conductor, conductora, auto, carro, automóvil, manejar, coche "
    "clásico, auto antiguo, carreras de coches, automovilismo, piloto de carreras, viaje "
    "por carretera, descapotable, fórmula 1, rally",
    to_person=0.9,
    seat=(-1.6, 2.2, 33.6, 8.0),
)
def car(wall: float = 1.2, pose: str = "stand") -> Sdf:
    body = _shell()
    solid = union(body, _chassis(), _bumpers(wall), _face(), _rear(), _trim(wall), k=0.3)
    wheels = [_wheel().at(x=TRACK, y=y, z=WHEEL - 0.4) for y in AXLES]
    solid = union(solid, mirror(union(*wheels), "x"), k=0.2)
    return floor(solid.turn(z=TURN))


def _across(outline: npt.ArrayLike, width: float, round: float) -> Sdf:
    """A side outline of (y, z) points, extruded `width` across x."""
    return extrude(outline, height=width, round=round).turn(x=90).turn(z=90)


def _body() -> Sdf:
    hull = _across(loop(BODY, 48), 22, 5)
    bonnet = intersection(ellipsoid(10.6, 19, 9).at(0, -11, 14.6), half_space((0, 1, 0), -4))
    fender = intersection(ellipsoid(5.4, 10.8, 10.2).at(z=9.4), half_space((0, 0, -1), -4.4), k=0.6)
    fenders = [mirror(fender.at(11.0, y), "x") for y in AXLES]
    nose = ellipsoid(11.6, 6, 8).at(0, -22.6, 12.6)
    board = mirror(box(5, 22, 3.4, round=1.4).at(12.2, 0, 5.4), "x")
    shape = union(hull, bonnet, nose, k=2)
    shape = union(shape, *fenders, k=1.6)
    arches = [cylinder(8.7, 60).turn(y=90).at(0, y, WHEEL - 0.4) for y in AXLES]
    sides = mirror(box(14, 90, 40).at(16.6, 0, 10), "x")
    return union(difference(shape, *[intersection(a, sides) for a in arches], k=0.5), board, k=0.8)


def _cabin() -> Sdf:
    taper = intersection(half_space((1, 0, 0.16), 14.2), half_space((-1, 0, 0.16), 14.2), k=0.5)
    return intersection(_across(loop(CABIN, 40), 25, 3.4), taper, k=4.5)


def _shell() -> Sdf:
    cabin = _cabin()
    windows = intersection(_windows(), grow(cabin, 2) - grow(cabin, -0.9))
    cabin = difference(cabin, windows, k=0.3)
    body = _body()
    seams = intersection(_seams(), grow(body, 1) - grow(body, -0.6))
    return union(difference(body, seams, k=0.3), cabin, k=0.9)


def _windows() -> Sdf:
    """Regions that the glass is sunk in: both sides, front, back."""
    front = _across(loop([(-6.8, 22.8), (-4.6, 28.4), (-1, 31), (3.4, 31), (3.8, 22.6)], 32), 60, 0)
    rear = _across(
        loop([(6.2, 22.6), (6.2, 31), (10, 29.8), (13.8, 26.4), (15.6, 22.6)], 32), 60, 0
    )
    sides = intersection(union(front, rear), mirror(half_space((-1, 0, 0), -8.4), "x"))
    screen = extrude(
        loop([(-7.6, 23), (-6.2, 29.6), (0, 30.8), (6.2, 29.6), (7.6, 23), (0, 22.4)], 32),
        height=40,
    )
    ahead = screen.turn(x=90).at(y=-20)
    behind = screen.scale(0.86).turn(x=90).at(y=32, z=4)
    return union(sides, ahead, behind)


def _seams() -> Sdf:
    """Door outlines, the bonnet's edge and the boot lid."""
    door = mirror(
        union(
            *[box(12, 0.9, 18).at(14, y, 15) for y in (-8.6, 5.2)],
            box(12, 14, 0.9).at(14, -1.7, 7.9),
        ),
        "x",
    )
    lid = mirror(
        tube(curve([(7.6, -9.5, 21), (7.0, -18, 20), (5.6, -25, 16), (4, -30, 12)], 8), 0.55), "x"
    )
    cowl = box(15, 0.9, 6).at(0, -10.2, 22)
    boot = mirror(tube([(7.4, 19, 21), (7.0, 24, 17.6), (6.4, 28, 11)], 0.55), "x")
    return union(door, lid, cowl, boot)


def _chassis() -> Sdf:
    return box(17, 46, 9, round=2).at(0, 0, 4.2)


def _wheel() -> Sdf:
    """Tyre with a domed hubcap and a ring of holes, axle along x."""
    tyre = cylinder(WHEEL, 6.2, round=1.9)
    dish = difference(tyre, cylinder(4.9, 1.6, round=0.4).at(z=3.1), k=0.3)
    cap = union(
        ellipsoid(3.2, 3.2, 1.7).at(z=2.6), torus(4.5, 0.7).at(z=2.9), sphere(0.9).at(z=4.2), k=0.4
    )
    holes = around(sphere(0.6).at(3.8, 0, 2.4), 8)
    return union(difference(dish, holes), cap).turn(y=90)


def _bumpers(wall: float) -> Sdf:
    r = max(1.5, wall / 2)
    path = [(14.0, -22.4, 8), (12.6, -27.4, 8), (7, -29.6, 8), (0, -30.2, 8)]
    bar = mirror(tube(curve(path, 10), r), "x")
    guard = mirror(capsule((6.4, -29.8, 6.2), (6.4, -29.8, 11.0), r * 1.05), "x")
    bridge = box(14, 8, 3.4, round=1.4).at(0, -26.4, 8)
    front = union(bar, guard, bridge, k=0.5)
    return union(front, front.flip("y").at(y=-0.4), k=0)


def _face() -> Sdf:
    """Round lamps with rims on the fenders, a smile of a grille, a plate."""
    rim = union(torus(3.6, 1.0), cylinder(3.6, 5).at(z=-2.4), k=0.3)
    lens = ellipsoid(3.3, 3.3, 1.7)
    bars = _grooves()
    lamp = difference(union(rim, lens), bars, k=0.2).turn(x=86).at(10.4, -26.2, 15.4)
    badge = (
        union(torus(1.7, 0.6), sphere(0.9), cylinder(1.7, 1).at(z=-0.4))
        .turn(x=62)
        .at(0, -28.0, 18.2)
    )
    grille = [
        capsule((-w, -28.0, z), (w, -28.0, z), 0.7)
        for w, z in ((4.6, 14.6), (4.2, 12.8), (3.4, 11.0))
    ]
    turn_lamps = mirror(ellipsoid(1.3, 1.8, 1.1).at(10.4, -24.0, 20.2), "x")
    return union(mirror(lamp, "x"), badge, *grille, turn_lamps)


def _grooves() -> Sdf:
    """Fine grooves in a lamp's glass."""
    return union(*[capsule((x, -3, 2.0), (x, 3, 2.0), 0.35) for x in (-1.5, 0, 1.5)])


def _rear() -> Sdf:
    lamps = mirror(
        union(
            ellipsoid(1.9, 1.4, 2.8).at(10.6, 26.9, 14.4), sphere(0.9).at(10.6, 28.0, 14.4), k=0.2
        ),
        "x",
    )
    plate = box(8, 1.8, 4, round=0.5).at(0, 28.2, 13.6)
    pipe = capsule((5.6, 26, 4.2), (5.6, 30, 4.2), 1.4)
    return union(lamps, plate, difference(pipe, sphere(0.8).at(5.6, 31.4, 4.2)))


def _trim(wall: float) -> Sdf:
    """Door handles, mirrors, wipers and a ridge along the bonnet."""
    handle = capsule((11.4, 2.0, 17.6), (11.4, 4.4, 17.6), 0.8)
    glass = union(
        ellipsoid(2.3, 1.2, 1.7).at(14.4, -8.4, 23.6),
        capsule((10.4, -7.6, 21.6), (13.8, -8.2, 23.4), max(0.9, wall * 0.56)),
        k=0.4,
    )
    ridge = tube(curve([(0, -11, 21.9), (0, -18, 21.3), (0, -24.6, 19.0)], 7), 0.8)
    wipers = [capsule((x, -11.2, 22.2), (x + 4.2, -8.7, 25.4), 0.65) for x in (-5, 0.6)]
    strip = mirror(capsule((11.3, -8, 14.2), (11.3, 8, 14.2), 0.6), "x")
    return union(mirror(union(handle, glass), "x"), ridge, *wipers, strip)
