"""A city bicycle with a basket of flowers on its handlebar, standing on a strip of path."""

from __future__ import annotations

from memoreez.motifs import motif
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
    grow,
    half_space,
    intersection,
    mirror,
    revolve,
    rough,
    sphere,
    torus,
    tube,
    union,
)

# Rides to the left: x along the path, y across it. Front wheel at -AXLE.
AXLE, WHEEL, HUB = 18.5, 13.0, 16.4
CRANK = (2.6, 0.0, 14.2)
SADDLE = (8.2, 0.0, 33.0)
STEM = (-12.6, 0.0, 35.0)


@motif(
    "vehicle",
    en="bicycle, bicycles, bike, bikes, cycling, cyclist, biking, bike ride, riding a bike, "
    "mountain bike, mountain biking, road bike, bike tour, pedalling, tour de france, "
    "bmx, e-bike, racing bike,  bike commuting, bikepacking, spinning, velodrome, city "
    "bike",
    de="Fahrrad, Fahrräder, Rad, Radfahren, Radfahrer, Radfahrerin, Fahrrad fahren, Radtour, "
    "Mountainbike, Rennrad, Radsport, Velo, Drahtesel, Radeln, Fahrradtour, E-Bike, "
    "Radler, Rad fahren, Tour de France, Hollandrad",
    fr="vélo, vélos, bicyclette, cyclisme, cycliste, faire du vélo, balade à vélo, VTT, vélo "
    "de route, tour de france, pédaler, bicyclettes, randonnée à vélo, vélo électrique, "
    "BMX, cyclotourisme",
    es="bicicleta, bicicletas, bici, ciclismo, ciclista, montar en bicicleta, andar en bici, "
    "paseo en bici, bicicleta de montaña, ciclismo de montaña, pedalear, bicis, tour de "
    "francia, cicloturismo, bicicleta eléctrica, BMX",
    to_person=0.85,
)
def bicycle(wall: float = 1.2, pose: str = "stand") -> Sdf:
    wheels = [_wheel(wall).at(x, 0, HUB) for x in (-AXLE, AXLE)]
    parts = [_frame(wall), _guards(wall), _drive(wall), _bars(wall), _saddle(), _basket(), _path()]
    return union(union(*wheels), *parts, k=0.6) & half_space((0, 0, -1))


def _wheel(wall: float) -> Sdf:
    """A thin disc; tyre, rim and spokes stand out on both sides."""
    half = max(0.8, wall / 2)
    disc = cylinder(WHEEL, 2 * half)
    spoke = max(0.5, wall * 0.28)
    spokes = [around(capsule((1.5, 0, s * half), (WHEEL, 0, s * half), spoke), 12) for s in (1, -1)]
    tyre = torus(WHEEL, 2.3)
    rims = mirror(torus(WHEEL - 2.8, 0.7).at(z=half + 0.1), "z")
    hub = cylinder(2.3, 2 * half + 3.0, round=0.7)
    tread = around(box(1.2, 1.0, 3.0, round=0.4).at(WHEEL + 2.0, 0, 0), 36)
    return union(disc, *spokes, tyre, rims, hub, tread, k=0.3).turn(x=90)


def _frame(wall: float) -> Sdf:
    r = max(1.65, wall / 2)
    rear, front = (AXLE, 0, HUB), (-AXLE, 0, HUB)
    head, low = (-13.4, 0, 31.4), (-14.4, 0, 27.0)
    main = [
        tube(curve([low, (-7, 0, 19.6), CRANK], 8), r * 1.15),
        tube(curve([head, (-7.5, 0, 27.4), (2.0, 0, 23.4), (4.6, 0, 22.2)], 8), r),
        capsule(CRANK, SADDLE, r),
        capsule(head, low, r * 1.35),
    ]
    stays = mirror(
        union(
            capsule(CRANK, rear, max(1.2, wall / 2)),
            capsule((5.7, 0, 24.8), rear, max(1.2, wall / 2)),
        ).at(y=2.1),
        "y",
    )
    fork = mirror(
        tube(curve([low, (-15.8, 0, 22.6), front], 6), max(1.35, wall / 2)).at(y=2.1), "y"
    )
    crown = ellipsoid(2.2, 3.2, 1.6).at(-14.7, 0, 25.8)
    return union(*main, stays, fork, crown, k=0.8)


def _guards(wall: float) -> Sdf:
    """Mudguards that hug the tyres, and a lamp."""
    band = revolve(
        [
            (WHEEL + 1.6, -2.7),
            (WHEEL + 3.0, -2.4),
            (WHEEL + 3.6, 0),
            (WHEEL + 3.0, 2.4),
            (WHEEL + 1.6, 2.7),
        ]
    )
    band = band.turn(x=90)
    rear = intersection(band, half_space((-0.35, 0, -1), 1.5), half_space((0.75, 0, -1), 6)).at(
        AXLE, 0, HUB
    )
    front = intersection(band, half_space((0.8, 0, -1), 3), half_space((-0.5, 0, -1), 5)).at(
        -AXLE, 0, HUB
    )
    return union(rear, front)


def _drive(wall: float) -> Sdf:
    """Chainring with teeth, cranks and pedals, chain guard, on the viewer's side."""
    ring = difference(cylinder(4.7, 1.6, round=0.4), around(cylinder(0.95, 3).at(x=2.7), 5))
    teeth = around(cylinder(0.55, 1.4).at(x=4.8), 16)
    set_ = union(ring, teeth, cylinder(1.7, 5.4, round=0.5)).turn(x=90).at(CRANK[0], -2.3, CRANK[2])
    arm = max(1.1, wall / 2)
    near = capsule((CRANK[0], -4.2, CRANK[2]), (CRANK[0] - 3.2, -5, CRANK[2] - 6.0), arm)
    far = capsule((CRANK[0], 3.6, CRANK[2]), (CRANK[0] + 3.2, 4.6, CRANK[2] + 6.0), arm)
    pedal = box(5.2, 3.6, 2.0, round=0.6)
    pedals = union(
        pedal.at(CRANK[0] - 3.4, -6.2, CRANK[2] - 6.3),
        pedal.at(CRANK[0] + 3.2, 5.8, CRANK[2] + 6.2),
    )
    axle = cylinder(1.6, 6).turn(x=90).at(CRANK[0], 1, CRANK[2])
    chain = [
        capsule((CRANK[0], -2.3, CRANK[2] + s * 4.2), (AXLE, -2.1, HUB + s * 1.9), 0.75)
        for s in (1, -1)
    ]
    return union(set_, near, far, pedals, axle, *chain, k=0.3)


def _bars(wall: float) -> Sdf:
    """A swept-back handlebar with fat grips, a bell and a lamp."""
    r = max(1.35, wall / 2)
    stem = capsule((-13.4, 0, 31), STEM, r * 1.1)
    half = tube(curve([STEM, (-13.4, 4.2, 37.4), (-10.4, 8.2, 38.2), (-6.2, 9.0, 37.4)], 8), r)
    grip = capsule((-9.8, 8.4, 38.1), (-5.2, 9.1, 37.2), r + 0.6, r + 0.7)
    bell = union(sphere(1.9), cylinder(2.1, 0.8, round=0.3).at(z=-0.4)).at(-11.6, -6.6, 39.2)
    lamp = cone(1.4, 2.6, 3.4, round=0.5).turn(y=-90).at(-18.2, 0, 30.6)
    return union(stem, mirror(union(half, grip), "y"), bell, lamp, k=0.5)


def _saddle() -> Sdf:
    """Broad behind, a nose to the front, two springs under it."""
    x, _, z = SADDLE
    seat = union(
        ellipsoid(4.2, 4.6, 1.9).at(x + 2.2, 0, z + 1.4),
        capsule((x + 1, 0, z + 1.2), (x - 5.4, 0, z + 1.2), 2.3, 1.5),
        k=2.5,
    )
    springs = mirror(capsule((x + 3, 2.4, z + 0.6), (x + 0.2, 0.6, z - 2.6), 1.3), "y")
    return union(seat, springs, k=0.6)


def _basket() -> Sdf:
    """Woven, in front of the handlebar, filled with three flowers."""
    x, z = -19.6, 34.0
    pot = cone(3.4, 5.2, 8.0, round=0.6)
    weave = [grow(cylinder(3.4 + 1.8 * (h + 4) / 8, 0.3), 0.5).at(z=h) for h in (-2.2, 0, 2.2)]
    ribs = around(capsule((3.5, 0, -3.6), (5.3, 0, 3.8), 0.55), 12)
    rim = torus(5.2, 0.95).at(z=3.8)
    basket = union(pot, *weave, ribs, rim, k=0.2).at(x, 0, z)
    strut = capsule((x + 2.4, 0, z - 1), (-13.6, 0, 31), 1.7)
    blooms = []
    for dx, dy, dz, tilt in ((-2.2, -1.8, 6.2, 22), (2.2, -1.4, 6.8, 4), (0, 2.2, 7.0, -16)):
        petals = around(ellipsoid(1.5, 1.15, 0.9).at(1.9, 0, 0), 6)
        flower = union(petals, sphere(1.3).at(z=0.4), cone(1.0, 2.2, 4).at(z=-2.2), k=0.3)
        blooms.append(flower.turn(x=tilt, y=-12).at(x + dx, dy, z + dz))
    return union(basket, strut, *blooms, k=0.4)


def _path() -> Sdf:
    """A slab of ground, pebbles and grass tufts that hold the tyres."""
    ground = rough(cylinder(10, 5, round=2).stretch(2.95, 0.9, 1).at(z=-0.2), 0.35, 7, seed=3)
    tufts = []
    for x, y in ((-25.5, -3.6), (-10.4, 3.8), (12.5, -4.2), (25, 3.8), (0.5, 4.2)):
        for i, lean in enumerate((-22, 2, 24)):
            tufts.append(
                capsule(
                    (x, y, 1),
                    (x + 0.13 * lean, y + 0.9 * (i - 1), 6.6 - 0.06 * abs(lean)),
                    1.25,
                    0.7,
                )
            )
    stones = [
        ellipsoid(2.6, 2.0, 1.7).at(-5, -4.4, 2.4),
        ellipsoid(1.7, 1.5, 1.3).at(-1.9, -5.2, 2.3),
        ellipsoid(2.0, 1.6, 1.4).at(20, -4.6, 2.4),
    ]
    return union(ground, *tufts, *stones, k=0.5)
