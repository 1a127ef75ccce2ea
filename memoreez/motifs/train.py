"""A chubby steam locomotive on its track: chimney with smoke, domes, cab, spoked wheels, rods."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    intersection,
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    union,
)

# Runs towards -x; z = 0 is the ground. Scaled and turned at the end.
SIZE = 0.9
RAIL = 5.0  # top of the rails
AXIS, ROUND = 23.5, 10.6  # height and radius of the boiler
GAUGE = 11.4  # of the wheels' middle from the middle
DRIVERS, DRIVER = (-1.5, 14.5), 7.6
LEADERS, LEADER = (-22.5, -12.5), 4.6


@motif(
    "vehicle",
    en="train, trains, steam train, locomotive, steam locomotive, railway, railways, railroad, "
    "train spotting, trainspotting, trainspotter, model trains, model train, model railway, "
    "model railways, train driver, steam engine, engine driver, tram, trams, interrail, "
    "train journeys",
    de="Zug, Züge, Dampflok, Dampflokomotive, Lokomotive, Eisenbahn, Eisenbahnen, Modelleisenbahn, "
    "Modelleisenbahnen, Modellbahn, Lokführer, Lokführerin, Straßenbahn, Zugfahren, Bahnfahren, "
    "Dampfeisenbahn, Museumsbahn, Eisenbahnfan",
    fr="train, trains, locomotive, locomotives, locomotive à vapeur, train à vapeur, chemin de "
    "fer, trains miniatures, train miniature, train électrique, cheminot, conducteur de train, "
    "tramway, ferroviaire, modélisme ferroviaire",
    es="tren, trenes, locomotora, locomotoras, locomotora de vapor, tren de vapor, ferrocarril, "
    "ferrocarriles, maquinista, trenes en miniatura, tren eléctrico, tranvía, modelismo "
    "ferroviario, viajar en tren",
    to_person=0.8,
    seat=(17.2, 5.6, 43.1, 7.0),
)
def train(wall: float = 1.2, pose: str = "stand") -> Sdf:
    thin = wall / SIZE
    engine = union(
        _boiler(),
        _chimney().at(-19.5, 0, AXIS + ROUND - 1.2),
        _domes(thin),
        _cab(),
        _frame(),
        _catcher(),
        k=0.5,
    )
    wheels = union(_wheels(thin), _rods(thin), k=0.3)
    whole = union(engine, wheels, _track(), k=0.4)
    return floor(whole.at(3.5).scale(SIZE).turn(z=18))


def _boiler() -> Sdf:
    """Bands round it, rivets round the smoke box, a door with a handle and a lamp above."""
    barrel = cylinder(ROUND, 36, round=0.8).turn(y=90).at(-9, 0, AXIS)
    smoke_box = cylinder(ROUND + 1.0, 11, round=0.8).turn(y=90).at(-23, 0, AXIS)
    bands = [torus(ROUND, 0.75).turn(y=90).at(x, 0, AXIS) for x in (-12.2, -4, 4)]
    rivets = around(sphere(0.75).at(0, ROUND - 0.5, 28.4), 20)
    rim = torus(8.0, 0.9).at(z=28.3)
    door = ellipsoid(7.6, 7.6, 2.6).at(z=28.2)
    hinge = [box(8.6, 1.4, 1.2, round=0.4).at(-4, y, 30.1 - 0.06 * y * y) for y in (-2.6, 2.6)]
    wheel = union(torus(2.1, 0.75).at(z=31.6), capsule((0, 0, 28), (0, 0, 31.8), 1.1), k=0.4)
    front = union(rivets, rim, door, *hinge, wheel, k=0.3).turn(z=90).turn(y=-90).at(0, 0, AXIS)
    lamp = difference(
        cylinder(3.6, 5.6, round=0.9), cylinder(2.6, 2, round=0.4).at(z=2.6), k=0.2
    ) | ellipsoid(2.2, 2.2, 1.5).at(z=1.8)
    lamp = union(lamp, cylinder(2, 2).at(z=-2.8)).turn(y=-90).at(-28.6, 0, AXIS + ROUND + 1.6)
    stand = box(4, 4, 5, round=0.8).at(-27, 0, AXIS + ROUND - 1.0)
    rail = mirror(capsule((-24, 11.2, AXIS + 4.4), (8, 11.2, AXIS + 4.4), 0.8), "y")
    return union(union(barrel, smoke_box, k=0.6), *bands, front, lamp, stand, rail, k=0.3)


def _chimney() -> Sdf:
    """A flared stack with two puffs of smoke that the wind takes back."""
    stack = revolve(
        [(0, -2), (5.4, -2), (4.6, 0.6), (3.9, 2.6), (3.9, 6), (6.9, 10.4), (7.1, 11.6),
         (6.4, 12.6), (0, 12.6)]
    )  # fmt: skip
    crown = torus(6.4, 1.0).at(z=11.2)
    puffs = [
        sphere(r).at(x, y, z)
        for x, y, z, r in (
            (0.2, 0, 14.2, 5.0), (3.6, 3.0, 16.4, 4.0), (-2.6, 2.2, 17.0, 3.7),
            (1.4, -3.4, 17.8, 4.3), (4.2, 0.4, 21.2, 5.4), (6.2, -3.2, 24.2, 3.8),
            (8.0, 2.4, 25.4, 3.4),
        )
    ]  # fmt: skip
    return union(stack, crown, union(*puffs, k=0.5), k=0.4)


def _domes(thin: float) -> Sdf:
    """The steam dome with a whistle behind it, and a bell in its yoke."""
    top = AXIS + ROUND
    dome = union(
        cylinder(5.2, 5, round=0.5).at(z=0.4),
        ellipsoid(4.9, 4.9, 4.6).at(z=2.6),
        torus(5.0, 0.9).at(z=-0.4),
        sphere(1.3).at(z=7.2),
        k=0.4,
    ).at(-7.6, 0, top)
    bell = revolve([(0, 0), (3.2, 0), (2.6, 1.4), (2.2, 3.8), (1.4, 5.2), (0, 5.6)])
    r = max(0.9, thin / 2)
    yoke = [capsule((0, y, -2), (0, 0.6 * y, 6.6), r) for y in (-4.4, 4.4)]
    bar = capsule((0, -2.6, 6.6), (0, 2.6, 6.6), r)
    clapper = cylinder(1.6, 4).at(z=-0.6)
    return union(dome, union(bell, *yoke, bar, clapper, k=0.3).at(1.8, 0, top + 0.8))


def _cab() -> Sdf:
    """Arched windows you can look through, a curved roof, a bunker heaped with coal."""
    body = box(17.5, 23, 28.6, round=1.4).at(16.2, 0, 30.3)
    window = union(cylinder(4.0, 60), box(8, 6, 60).at(y=-3)).turn(x=90).at(15.6, 0, 36.6)
    sill = mirror(box(10.6, 2, 1.5, round=0.5).at(15.6, 11.6, 30.2), "y")
    arch = union(cylinder(4.9, 24.2), box(9.8, 6, 24.2).at(y=-3)).turn(x=90).at(15.6, 0, 36.6)
    face = [cylinder(2.5, 4).turn(y=90).at(7.4, s * 8.2, 38.6) for s in (-1, 1)]
    behind = union(cylinder(4.2, 4), box(8.4, 5, 4).at(y=-2)).turn(x=90).turn(z=90)
    face.append(behind.at(25, 0, 37.6))
    curved = cylinder(40, 23, round=1.1).turn(y=90).at(z=-40 + 48)
    roof = intersection(curved, box(23, 28, 4.6, round=1.2).at(z=45.8)).at(16.6)
    panel = mirror(box(11, 1.2, 8.4, round=0.5).at(16, 11.5, 23.4), "y")
    inset = mirror(box(9, 2, 6.4, round=0.4).at(16, 12.8, 23.4), "y")
    cab = difference(union(body, arch, k=0.3), window, *face, k=0.3)
    cab = union(cab, sill, roof, difference(panel, inset), k=0.3)
    bunker = box(9, 21, 15, round=1.2).at(28, 0, 21)
    coal = [
        ellipsoid(2.9, 2.6, 2.3).turn(z=31 * i).at(27.4 + x, y, 28.4 + z)
        for i, (x, y, z) in enumerate(
            [(0, -7, 0), (1.4, -2.6, 0.8), (-0.4, 1.8, 0.9), (1.2, 6.4, 0.2), (0, -1, 2.6)]
        )
    ]
    return union(cab, bunker, *coal, k=0.4)


def _frame() -> Sdf:
    """Running boards over the wheels, the beam in front, a solid middle down to the bed."""
    board = box(60, 25, 2.4, round=0.8).at(0.6, 0, 16.6)
    beam = box(3.6, 24, 6.4, round=1.0).at(-29.2, 0, 14.2)
    keel = box(58, 14, 15, round=1.0).at(1.5, 0, 10)
    buffers = mirror(
        union(cylinder(1.7, 4).at(z=1), cylinder(2.8, 1.6, round=0.6).at(z=3.4), k=0.3)
        .turn(y=-90)
        .at(-30.6, 8.4, 14.4),
        "y",
    )
    rear = mirror(cylinder(2.4, 3, round=0.6).turn(y=90).at(33, 6.4, 15.4), "y")
    saddle = box(10, 12, 10, round=1.2).at(-23, 0, 14.5)
    return union(board, beam, keel, buffers, rear, saddle, k=0.5)


def _catcher() -> Sdf:
    """A plough of slats before the wheels."""
    slats = []
    for y in range(-9, 10, 3):
        out = -31.0 - 6.6 * (1 - abs(y) / 10.5)
        slats.append(capsule((-29.4, 0.85 * y, 12.0), (out, y, RAIL - 0.6), 1.35))
    low = [capsule((-37.4, 0, RAIL - 1), (-31, s * 10, RAIL - 1), 1.5) for s in (-1, 1)]
    inside = extrude([(-36.5, 0), (-28, -8.5), (-28, 8.5)], height=6).at(z=RAIL + 1)
    return union(*slats, *low, inside, k=0.4)


def _wheel(radius: float, spokes: int, thin: float) -> Sdf:
    """Facing +z, its back on z = 0: flange, rim, spokes, hub."""
    disc = cylinder(radius, 3.6, round=0.5).at(z=1.8)
    dish = difference(cylinder(radius - 1.7, 4), cylinder(1.9, 9)).at(z=4.2)
    spoke = box(max(1.2, 0.7 * thin), 2 * radius - 2, 3.0, round=0.4).at(z=1.7)
    n = spokes if thin < 2 else max(3, spokes // 2 + 1)
    turns = [spoke.turn(z=180 * i / n) for i in range(n)]
    hub = union(cylinder(2.2, 4.6, round=0.6).at(z=2.3), sphere(1.0).at(z=4.6), k=0.3)
    return union(difference(disc, dish), *turns, hub, k=0.2)


def _wheels(thin: float) -> Sdf:
    driver, leader = _wheel(DRIVER, 5, thin), _wheel(LEADER, 3, thin)
    right = [driver.turn(x=90).at(x, -GAUGE + 2.6, RAIL + DRIVER - 0.6) for x in DRIVERS]
    right += [leader.turn(x=90).at(x, -GAUGE + 2.6, RAIL + LEADER - 0.6) for x in LEADERS]
    return mirror(union(*right), "y")


def _rods(thin: float) -> Sdf:
    """The coupling rod, the piston in its cylinder and the connecting rod, alike on both sides."""
    y, r = -GAUGE - 2.2, max(1.1, thin / 2)
    a, b = [(x + 2.6, y, RAIL + DRIVER - 4.0) for x in DRIVERS]
    coupling = capsule(a, b, r)
    pins = [cylinder(r + 0.9, 2.6, round=0.5).turn(x=90).at(p[0], y, p[2]) for p in (a, b)]
    main = capsule((-12.5, y, 14.4), a, r)
    piston = cylinder(4.0, 10.5, round=0.8).turn(y=90).at(-20.5, y + 0.8, 14.2)
    ends = [cylinder(4.5, 1.8, round=0.5).turn(y=90).at(x, y + 0.8, 14.2) for x in (-25.2, -15.8)]
    return mirror(union(coupling, *pins, main, piston, *ends, k=0.3), "y")


def _track() -> Sdf:
    """A bed of stones, sleepers, two rails."""
    right = [(-38, -9), (-35, -14), (-28, -16), (-9, -16.4), (10, -16), (27, -16), (33.4, -13)]
    bed = loop([*right, (35, 0), *[(x, -y) for x, y in reversed(right)]], 80)
    ballast = extrude(bed, height=4.4, round=1.6).at(z=0.6)
    sleepers = [box(4.6, 31, 2.6, round=0.6).at(x, 0, 2.7) for x in range(-33, 33, 9)]
    rails = mirror(box(71, 2.4, 3, round=0.5).at(-1.8, GAUGE - 1.0, RAIL - 1.5), "y")
    return union(ballast, *sleepers, rails, k=0.3)
