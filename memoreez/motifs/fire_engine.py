"""A round fire engine that smiles: beacons, hose reels, shutters, a kitten saved by its ladder."""

from __future__ import annotations

import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
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
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# Modelled with the cab towards -y; scaled and turned at the end so that the side shows too.
SIZE, TURN = 0.94, 28.0
WHEEL, AXLES, TRACK = 8.0, (-17.4, 16.4), 10.4
SIDE, ROOF = 12.8, 28.0  # of the body behind the cab
PIVOT = (0.0, 15.0, 34.0)  # where the ladder turns
RISE, SLEW, LADDER = 43.0, -24.0, 32.0  # degrees up and aside, length
CAB = [(-28.4, 7), (-29.2, 14), (-28.8, 21), (-26.8, 29.5), (-23, 34.2), (-15, 35.4), (-9, 34.6),
       (-6.6, 31), (-6, 20), (-6, 7), (-17, 5.6)]  # fmt: skip


@motif(
    "vehicle",
    en="fire engine, fire engines, fire truck, fire trucks, firetruck, firetrucks, firefighter, "
    "firefighters, firefighting, fire fighting, fireman, firemen, firewoman, fire brigade, fire "
    "brigades, fire department, fire service, fire station, fighting fires, volunteer "
    "firefighter, volunteer firefighters, volunteer firefighting, volunteer fire brigade, "
    "volunteer fire department",
    de="Feuerwehrauto, Feuerwehrautos, Feuerwehr, Feuerwehrmann, Feuerwehrfrau, Feuerwehrleute, "
    "Feuerwehrmänner, Feuerwehrwagen, Freiwillige Feuerwehr, Jugendfeuerwehr, Löschfahrzeug, "
    "Löschfahrzeuge, Löschzug, Drehleiter, Brandbekämpfung, Feuerwache, Feuerwehrdienst, "
    "Feuerwehrübung, Feuerwehrfest",
    fr="camion de pompiers, camions de pompiers, camion de pompier, pompier, pompiers, pompière, "
    "sapeur-pompier, sapeurs-pompiers, sapeur pompier, sapeurs pompiers, pompier volontaire, "
    "pompiers volontaires, jeunes sapeurs-pompiers, caserne de pompiers, grande échelle, "
    "soldat du feu, soldats du feu, lutte contre les incendies",
    es="camión de bomberos, camiones de bomberos, bombero, bomberos, bombera, bomberas, bombero "
    "voluntario, bomberos voluntarios, cuerpo de bomberos, parque de bomberos, estación de "
    "bomberos, coche de bomberos, carro de bomberos, autobomba, autobombas, apagar incendios, "
    "extinción de incendios, lucha contra incendios",
    to_person=0.9,
)
def fire_engine(wall: float = 1.2, pose: str = "stand") -> Sdf:
    thin = wall / SIZE
    shell = union(_cab(), _body(), k=0.6)
    arches = [cylinder(WHEEL + 1.3, 60).turn(y=90).at(0, y, WHEEL - 0.6) for y in AXLES]
    hollow = mirror(intersection(union(*arches), box(14, 90, 60).at(14.4), k=0.3), "x")
    shell = difference(shell, hollow, k=0.4)
    wheel = _wheel()
    wheels = mirror(union(*[wheel.at(TRACK, y, WHEEL - 0.6) for y in AXLES]), "x")
    parts = [_face(), _beacons(), _sides(), _rear(), _chassis()]
    whole = union(shell, wheels, *parts, k=0.35)
    up = union(_ladder(thin), _basket(thin).at(0, -LADDER, 0), k=0.4)
    up = union(up.turn(x=-RISE), _turntable(thin), k=0.5).turn(z=SLEW)
    whole = union(whole, up.at(*PIVOT), k=0.4)
    return floor(whole.scale(SIZE).turn(z=TURN))


def _across(outline: npt.ArrayLike, width: float, round: float) -> Sdf:
    """A side outline of (y, z) points, extruded `width` across x."""
    return extrude(outline, height=width, round=round).turn(x=90).turn(z=90)


def _cab() -> Sdf:
    """Round-cheeked; the panes are sunk, and so are the seams of the doors."""
    hull = _across(loop(CAB, 56), 26.4, 3.6)
    sides = [half_space((s, 0, 0.10), 15.6) for s in (1, -1)]
    hull = intersection(hull, *sides, k=1.5)
    screen = extrude(
        loop([(-9.4, 22.2), (-8.8, 28.4), (-6.6, 30.6), (0, 31.2), (6.6, 30.6), (8.8, 28.4),
              (9.4, 22.2), (0, 21.6)], 44),
        height=20,
    ).turn(x=90).at(0, -30, 0)  # fmt: skip
    post = box(1.9, 40, 40).at(0, -30, 26)
    slope = half_space((0, -1, -0.30), 15.6)
    window = intersection(box(12, 14, 9.4, round=1.6).at(0, -18.4, 26.6), slope, k=1.6)
    behind = box(12, 2.6, 9.4, round=1.2).at(0, -8.8, 26.6)
    panes = [one.at(s * 14.6) for one in (window, behind) for s in (-1, 1)]
    glass = union(screen - post, *panes)
    seams = [box(40, 0.9, 18).at(0, y, 14.6) for y in (-13.1, -24.6)] + [
        box(40, 12, 0.9).at(0, -18.8, 19.6)
    ]
    skin = grow(hull, 2) - grow(hull, -1.2)
    cut = intersection(glass, skin)
    lines = intersection(
        union(*seams), grow(hull, 2) - grow(hull, -0.6), mirror(box(8, 60, 60).at(14), "x")
    )
    return difference(hull, cut, lines, k=0.3)


def _face() -> Sdf:
    """Wide-eyed lamps, a grin of a grille, a bumper with fog lamps, a visor."""
    rim = union(torus(3.7, 1.05).at(z=0.8), cylinder(3.8, 4, round=0.6).at(z=-1), k=0.3)
    pupil = sphere(0.9).at(-0.9, 1.1, 2.2)
    lamp = union(rim, ellipsoid(3.3, 3.3, 1.9).at(z=0.9), pupil, k=0.1).turn(x=88)
    lamps = mirror(lamp.turn(z=6).at(8.6, -28.8, 16.0), "x")
    grin = [(-5.0, 19.4), (0, 18.2), (5.0, 19.4), (4.6, 15.4), (2.6, 12.6), (0, 11.8),
            (-2.6, 12.6), (-4.6, 15.4)]  # fmt: skip
    lips = extrude(loop(grin, 48), height=3.4, round=0.9).turn(x=90)
    inside = extrude(loop([(0.74 * x, 16 + 0.66 * (z - 16)) for x, z in grin], 48), height=3)
    teeth = [box(1.2, 2, 6, round=0.4).at(x, 0.2, 15.4) for x in (-2.1, 0, 2.1)]
    mouth = union(difference(lips, inside.turn(x=90).at(0, -1.9, 0), k=0.3), *teeth, k=0.2)
    bumper = box(28.6, 6.5, 5.4, round=1.8).at(0, -28.4, 7.2)
    fog = union(cylinder(1.7, 1.6, round=0.5), sphere(1.1).at(z=0.5), k=0.1).turn(x=90)
    fogs = mirror(fog.at(9.6, -31.6, 7.2), "x")
    plate = box(9, 1.6, 3.2, round=0.5).at(0, -31.5, 7.2)
    brow = tube(curve([(-10, -25.0, 31.2), (0, -27.0, 32.4), (10, -25.0, 31.2)], 11), 1.2)
    return union(lamps, mouth.at(0, -29.2, 0), bumper, fogs, plate, brow, k=0.3)


def _beacons() -> Sdf:
    """Two domes on the lamp bar, a siren between them."""
    bar = box(21, 6.0, 3.4, round=1.2).at(z=0.6)
    dome = union(
        cylinder(3.0, 2, round=0.5).at(z=2.4),
        cylinder(2.5, 4.4, round=0.4).at(z=4.0),
        ellipsoid(2.5, 2.5, 2.2).at(z=6.0),
        around(box(0.8, 0.8, 4.4, round=0.3).at(2.4, 0, 4.4), 8),
        k=0.2,
    )
    horn = cone(2.9, 1.3, 5.4, round=0.5).turn(x=90).at(0, -1.6, 3.6)
    horn = difference(horn, cone(2.1, 0.6, 2.4).turn(x=90).at(0, -3.6, 3.6), k=0.2)
    return union(
        bar, mirror(dome.at(7.2), "x"), horn, box(3, 4, 4, round=0.8).at(0, 0.4, 2.4), k=0.3
    ).at(0, -17.5, 35.4)


def _body() -> Sdf:
    """A box of lockers with a rail round the roof and a band along the side."""
    hull = box(2 * SIDE, 37, 22, round=2.2).at(0, 10, ROOF - 11)
    band = box(2 * SIDE + 1.4, 36.4, 2.0, round=0.7).at(0, 10, 15.8)
    rail = mirror(box(2.0, 35, 2.6, round=0.8).at(SIDE - 1.4, 10, ROOF + 0.6), "x")
    return union(hull, band, rail, k=0.4)


def _sides() -> Sdf:
    """On each side a reel of hose with its nozzle, two shutters with handles, grips, mirrors."""
    frame = box(2, 13.2, 12.8, round=0.8)
    niche = difference(frame, box(3, 11.2, 10.8, round=0.6).at(x=1.2), k=0.2)
    coil = [torus(r, 1.0) for r in (4.1, 2.2)]
    reel = union(*coil, cylinder(1.4, 3.4, round=0.5), cylinder(4, 1.4).at(z=-0.6), k=0.2).turn(
        y=90
    )
    hose = tube(
        curve([(1.2, 3.8, 0.8), (1.2, 4.4, -3), (1.6, 3.4, -6.4), (1.6, 1.0, -8.2)], 9), 0.95
    )
    nozzle = capsule((1.6, 1.0, -8.2), (1.6, -3.4, -8.4), 1.0, 1.5)
    reel = union(niche, reel.at(0.6), hose, nozzle, k=0.25).at(SIDE, 0.6, 21.4)
    slats = [box(1.6, 8.6, 1.9, round=0.7).at(0, 0, 1.9 * i - 3.4) for i in range(5)]
    handle = capsule((0.9, -1.8, -4.0), (0.9, 1.8, -4.0), 0.8)
    shutter = union(box(1.4, 10, 10.4, round=0.7).at(-0.2), *slats, handle, k=0.1)
    shutters = [shutter.at(SIDE + 0.2, y, 21.8) for y in (12.2, 22.8)]
    grip = tube([(13.6, -7.4, 13.0), (14.4, -7.4, 14), (14.4, -7.4, 20)], 0.8)
    handle = capsule((13.6, -15.6, 17.4), (13.6, -18.0, 17.4), 0.85)
    glass = union(
        ellipsoid(1.3, 1.5, 3.2).at(15.0, -26.0, 24.6),
        capsule((11.6, -24.2, 25), (14.8, -25.6, 25), 1.3),
        k=0.4,
    )
    step = box(5, 13, 2.6, round=0.9).at(11.4, -0.4, 6.4)
    tank = cylinder(2.6, 12, round=0.8).turn(x=90).at(11.6, -0.4, 9.4)
    return mirror(union(reel, *shutters, grip, handle, glass, step, tank, k=0.2), "x")


def _rear() -> Sdf:
    """A shutter, lamps, a step."""
    slats = [box(14, 1.8, 2.2, round=0.7).at(0, 28.6, 14.4 + 2.2 * i) for i in range(5)]
    lamps = mirror(
        union(
            *[cylinder(1.6, 2, round=0.6).turn(x=90).at(10.2, 28.6, z) for z in (12, 16.4, 24.6)]
        ),
        "x",
    )
    step = box(25, 6, 3.4, round=1.2).at(0, 29.2, 7.0)
    return union(*slats, lamps, step, k=0.2)


def _chassis() -> Sdf:
    return union(box(11.6, 49, 12, round=1.2).at(0, 0, 5.4), box(18, 14, 8).at(0, 0, 8))


def _wheel() -> Sdf:
    """Tyre with a deep rim, a hub with nuts; axle along x."""
    tyre = cylinder(WHEEL, 6.4, round=1.8)
    dish = difference(tyre, cone(4.2, 4.9, 2.2).at(z=2.4), k=0.3)
    hub = union(ellipsoid(3.0, 3.0, 1.6).at(z=1.6), cylinder(1.5, 3, round=0.6).at(z=2.6), k=0.3)
    nuts = around(sphere(0.75).at(3.3, 0, 1.5), 6)
    return union(dish, torus(4.9, 0.7).at(z=3.0), hub, nuts, k=0.2).turn(y=90)


def _turntable(thin: float) -> Sdf:
    """Round the pivot: a ring on the roof, two cheeks that hold the ladder's foot, a jack."""
    low = ROOF - PIVOT[2]
    ring = union(cylinder(10.4, 2.4, round=0.8), cylinder(8.8, 5, round=0.8).at(z=1), k=0.3)
    cheek = union(
        cylinder(3.8, 2.6, round=0.8).turn(y=90), box(2.6, 8, 6, round=0.8).at(z=-3), k=0.6
    )
    axle = cylinder(1.9, 16).turn(y=90)
    post = box(8.6, 8, 6.6, round=1.5).at(z=low + 2.8)
    jack = capsule((0, -7.0, low + 2), (0, -11.4, 8), max(1.9, thin / 2), max(1.4, thin / 2))
    jack = union(jack, capsule((-5, -11.4, 10), (5, -11.4, 10), max(1.3, thin / 2)), k=0.3)
    return union(ring.at(z=low + 0.6), mirror(cheek.at(8.4), "x"), axle, post, jack, k=0.4)


def _ladder(thin: float) -> Sdf:
    """Towards -y from the origin: a wide section, and a narrow one that has slid out of it."""
    r = max(1.3, thin / 2)
    wide, narrow = 5.4, 3.9
    low = [capsule((s * wide, 3.4, 0), (s * wide, -0.6 * LADDER, 0), r) for s in (-1, 1)]
    high = [capsule((s * narrow, -6, 1.0), (s * narrow, -LADDER, 1.0), r) for s in (-1, 1)]
    n = 7 if thin < 2.2 else 6 if thin < 3.4 else 5
    ys = [-LADDER * (i + 0.35) / n for i in range(n)]
    rungs = [capsule((-5, y, 0.5), (5, y, 0.5), max(1.0, 0.42 * thin)) for y in ys if y > -19.2]
    rungs += [capsule((-4, y, 0.9), (4, y, 0.9), max(1.0, 0.42 * thin)) for y in ys if y <= -19.2]
    return union(*low, *high, *rungs, k=0.3)


def _basket(thin: float) -> Sdf:
    """Upright at the ladder's tip once that is raised; a kitten looks over the rim."""
    cup = union(cone(3.6, 5.6, 6.4, round=0.8), torus(5.4, max(1.1, thin / 3)).at(z=3.0), k=0.4)
    band = torus(4.7, 0.8).at(z=-0.2)
    ears = mirror(cone(2.2, 0.8, 4.2, round=0.5).turn(y=20).at(2.8, 0.2, 3.5), "x")
    face = union(ellipsoid(4.8, 4.0, 3.9), ears, k=0.8)
    cheeks = mirror(ellipsoid(1.5, 1.2, 1.1).at(1.0, -3.4, -1.2), "x")
    face = union(face, cheeks, k=0.5)
    face = eyes(face, (1.95, -3.3, 0.7), 1.0, 26)
    face = union(face, sphere(0.7).at(0, -4.4, -0.5), k=0.1)
    paws = mirror(ellipsoid(1.6, 1.7, 1.3).at(3.2, -4.6, 3.9), "x")
    cat = union(face.turn(y=-8).at(0, -0.6, 8.0), sphere(3.8).at(z=3.4), paws, k=0.4)
    return union(cup, band, cat, k=0.3).turn(x=RISE)
