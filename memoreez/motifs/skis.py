"""A crossed pair of skis with bindings and two poles in a snow drift beside a tiny snowman."""

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
    extrude,
    half_space,
    intersection,
    loop,
    rough,
    sphere,
    torus,
    tube,
    union,
)

# A ski stands upright: x across, z along it from the tail, its sole towards +y, the tip bows to -y.
LONG = 62.0
HALF = [(3.5, 0), (3.8, 1.5), (3.6, 10), (3.2, 26), (3.7, 42), (4.4, 50), (4.0, 56), (2.2, 60.6)]


@motif(
    "sport",
    en="skis, ski, skiing, skier, ski trip, alpine skiing, downhill, slalom, cross-country "
    "skiing, ski touring, ski resort, ski holiday, powder, snow, winter sports, "
    "apres-ski, ski slope, freeride, ski jumping, biathlon, snowboarding, snowboard, "
    "snowboarder, ski instructor, ski lift",
    de="Ski, Skier, Skifahren, Skifahrer, Skifahrerin, Schifahren, Skiurlaub, Langlauf, "
    "Piste, Skipiste, Skitour, Skitouren, Abfahrt, Slalom, Wintersport, Schnee, "
    "Après-Ski, Snowboard, Snowboarden, Skispringen, Biathlon, Skilehrer, Tiefschnee",
    fr="skis, ski, skier, skieur, skieuse, faire du ski, ski alpin, ski de fond, ski de "
    "randonnée, piste, station de ski, sports d'hiver, neige, slalom, poudreuse, "
    "snowboard, descente, biathlon, moniteur de ski",
    es="esquís, esquí, esquiar, esquiador, esquiadora, ir a esquiar, esquí alpino, esquí de "
    "fondo, pista, estación de esquí, nieve, deportes de invierno, snowboard, eslalon, "
    "tabla de nieve, descenso, biatlón, esquí de travesía",
    hold="side",
    to_person=1.0,
    grip=(0, 0, 2),
    poses=("stand", "held"),
)
def skis(wall: float = 1.2, pose: str = "stand") -> Sdf:
    ski = _ski(wall)
    if pose == "held":
        pair = union(
            ski.at(x=-3.9), ski.at(x=3.9), box(4.4, 2.4, 5, round=0.8).at(0, 0.3, 22), k=0.5
        )
        return pair.at(z=-LONG / 2)
    left = ski.at(z=-28).turn(y=12).at(0.5, -1.6, 27)
    right = ski.at(z=-28).turn(y=-12).at(-0.5, 1.7, 27)
    poles = [_pole(wall).turn(y=-s * 8, x=-3).at(s * 15.5, 3.4, 0) for s in (-1, 1)]
    planted = union(union(left, right, k=0.8), _snow(), k=1.2)
    return union(planted, *poles, k=0.6) & half_space((0, 0, -1))


def _ski(wall: float) -> Sdf:
    """The plan from the front and the bowed side share it; then the binding."""
    plan = extrude(loop([*HALF, (0, LONG), *[(-x, z) for x, z in reversed(HALF)]], 96), height=40)
    half = max(1.05, wall / 2)
    line = curve([(0, -1), (0, 20), (0, 44), (-0.9, 51), (-3.2, 57), (-7.0, 62.5)], 18)
    path = [(0.0, float(y), float(z)) for y, z in line]
    blade = tube(path, half).stretch(20, 1, 1)
    ski = intersection(plan.turn(x=90), blade, k=0.8)
    edge = [tube([(s * 1.5, y - half, z) for _, y, z in path[4:17]], 0.42) for s in (1, -1)]
    dots = [sphere(0.85).stretch(1, 0.6, 1).at(0, -half, z) for z in (41, 44, 47)]
    return union(ski, _binding(half), *edge, *dots, k=0.3)


def _binding(half: float) -> Sdf:
    """Toe piece, heel piece with its lever, plate between."""
    plate = box(4.6, 1.6, 13, round=0.6).at(0, -half, 27)
    toe = union(box(4.8, 3.4, 3.4, round=1.1), capsule((-1.9, -1, -1.4), (1.9, -1, -1.4), 0.8)).at(
        0, -half - 0.8, 32.6
    )
    heel = union(box(4.4, 4.0, 3.8, round=1.2), capsule((0, -1.4, -1), (0, -3.0, -3.6), 1.25)).at(
        0, -half - 1, 22.6
    )
    return union(plate, toe, heel, k=0.5)


def _pole(wall: float) -> Sdf:
    """Upright on its point: basket, shaft, finger grip, strap."""
    r = max(1.2, wall / 2)
    shaft = capsule((0, 0, 0), (0, 0, 45), r * 1.1, r)
    ring = union(
        torus(3.0, 0.9),
        cylinder(3.0, 1.2),
        around(capsule((0, 0, 0.4), (3, 0, 0.4), 0.6), 6),
        cone(3.4, r, 3).at(z=-1.4),
    ).at(z=6.4)
    knob = sphere(r + 1.0).stretch(1, 1, 0.7).at(z=50.6)
    fingers = [sphere(r + 0.75).stretch(1, 1, 0.8).at(z=z) for z in (43.6, 45.8, 48)]
    strap = tube(
        curve([(0, -1, 50), (0, -3.6, 47.6), (0, -3.9, 43.4), (0, -1.4, 42.6)], 9),
        max(0.75, wall / 2),
    ).stretch(1.4, 1, 1)
    return union(shaft, ring, knob, *fingers, strap, k=0.4)


def _snow() -> Sdf:
    """A drift with lumps, snowballs and a tiny snowman."""
    heaps = [
        (0, 0, 15.5, 11.5, 9.0),
        (-12, 0.5, 9, 8, 6),
        (12, 0.5, 9.4, 8.4, 6),
        (4, -7, 9, 6.5, 5),
        (-5, 6.5, 9.5, 6.6, 5),
    ]
    drift = union(*[ellipsoid(a, b, c).at(x, y, 0.4) for x, y, a, b, c in heaps], k=3)
    balls = [sphere(2.3).at(-12.6, -6.6, 3.0), sphere(1.7).at(-9.4, -9.0, 2.0)]
    return union(rough(drift, 0.35, 6, seed=4), _snowman().at(8.6, -7.0, 5.2), *balls, k=0.5)


def _snowman() -> Sdf:
    eyes = [sphere(0.45).at(x, -2.2, 7.0) for x in (-0.9, 0.9)]
    nose = cone(0.85, 0.4, 2.6).turn(x=90).at(0, -3.4, 6.1)
    hat = (
        union(cylinder(2.2, 0.9, round=0.4), cone(1.7, 1.5, 2.6, round=0.4).at(z=1.4), k=0.2)
        .turn(y=8)
        .at(0.2, 0, 8.6)
    )
    scarf = torus(2.1, 0.85).at(z=3.9) | cylinder(2.1, 3).at(z=4)
    return difference(
        union(sphere(3.5), sphere(2.6).at(z=6.2), k=0.6) | scarf | nose | hat, *eyes, k=0.2
    )
