"""A skateboard leaning on a brick wall, a cap at its foot: trucks, wheels, a painted star."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    arc,
    bend,
    box,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    intersection,
    mirror,
    sphere,
    star_outline,
    torus,
    union,
)

LONG, WIDE = 62.0, 19.0  # of the deck


@motif(
    "sport",
    en="skateboard, skateboards, skateboarding, skateboarder, skater, skate park, skatepark, "
    "half pipe, halfpipe, longboard, longboarding, kickflip, ollie, skater boy, skater girl, "
    "street skating, penny board",
    de="Skateboard, Skateboards, Skateboarden, Skateboardfahren, Skateboard fahren, Skater, "
    "Skaterin, Skatepark, Halfpipe, Longboard, Longboarden, Kickflip, Ollie, Skateranlage",
    fr="skateboard, skate, skateboards, planche à roulettes, skateur, skateuse, faire du skate, "
    "skatepark, longboard, rampe de skate, kickflip, ollie",
    es="monopatín, monopatines, skateboard, skate, patinador de skate, skater, montar en "
    "monopatín, hacer skate, skatepark, longboard, kickflip, ollie, rampa de skate",
    hold="side",
    to_person=0.62,
    grip=(0, 0, 6),
    poses=("stand", "held"),
)
def skateboard(wall: float = 1.2, pose: str = "stand") -> Sdf:
    upright = _board(wall).turn(y=-90)  # the wheels, which looked down, look to +x
    upright = upright.turn(z=-90)  # and now to the front
    if pose == "held":
        return upright
    leaning = upright.turn(x=-15, y=6).at(-2, 0.5, 31.4)
    return floor(union(leaning, _street(), k=0.5))


def _board(wall: float) -> Sdf:
    """Along x, the wheels below: a deck with kicked ends and grip tape, two trucks."""
    thick = max(2.8, wall)
    end = WIDE / 2
    straight = LONG / 2 - end - 1.5
    turn = np.radians(np.arange(-90, 90.1, 10))
    nose = np.c_[straight + (end + 1.5) * np.cos(turn), end * np.sin(turn)]
    outline = np.concatenate([nose, -nose])
    deck = extrude(outline, height=thick, round=1.2)
    tape = extrude(outline * (0.95, 0.86), height=thick + 1.6, round=0.6)
    bolts = [sphere(0.95).at(x, y, thick / 2 + 0.4)
             for a in (-17.4, 17.4) for x in (a - 2.4, a + 2.4) for y in (-2.6, 2.6)]  # fmt: skip
    plain = union(deck, intersection(tape, box(90, 40, 20).at(z=10)), *bolts, k=0.2)
    picture = _picture(thick)
    curved = bend(union(plain, picture, k=0.5), 120)
    trucks = mirror(_truck(wall, thick).turn(y=8.4).at(-17.4, 0, 1.2), "x")
    return union(curved, trucks, k=0.4)


def _picture(thick: float) -> Sdf:
    """On the underside: a star, a stripe round each end."""
    low = -thick / 2
    star = extrude(star_outline(5, 7.6, 3.7), height=3, round=0.6).turn(z=-90).at(z=low)
    ends = [arc(6.4, 0.8, 170).turn(z=s * 90).at(-s * 22.6, 0, low) for s in (-1, 1)]
    return union(star, *ends)


def _truck(wall: float, thick: float) -> Sdf:
    """Base plate, hanger, axle with its nuts, two wheels."""
    low = -thick / 2
    plate = box(9, 8.4, 2.4, round=0.8).at(z=low - 0.6)
    hanger = union(
        capsule((0, 0, low - 1), (0, 0, low - 5.4), 2.9, 2.3),
        capsule((0, -6.4, low - 5.8), (0, 6.4, low - 5.8), 2.0),
        k=1.6,
    )
    tyre = union(cylinder(4.9, 5.4, round=1.7), torus(3.2, 0.7).at(z=2.4), k=0.3)
    hub = difference(tyre, cylinder(2.5, 2).at(z=3.0), k=0.3)
    wheel = union(hub, cylinder(max(1.3, wall / 2), 6.0, round=0.4)).turn(x=-90)
    return union(plate, hanger, mirror(wheel.at(0, 8.6, low - 5.8), "y"), k=0.3)


def _street() -> Sdf:
    """Paving slabs, a stepped brick wall behind, a cap left lying at the foot of the board."""
    ground = box(48, 36, 3.6, round=1.2).at(0, -2, 1.8)
    joints = [box(0.9, 60, 1.4).at(x, 0, 3.6) for x in (-8, 8)]
    joints.append(box(60, 0.9, 1.4).at(0, -8.4, 3.6))
    slabs = difference(ground, *joints, k=0.3)
    bricks = [
        box(11.4, 12 + 0.6 * (i % 2), 7.2, round=1.1).at(x, 9.4, 6.6 + 7.2 * row)
        for row, xs in enumerate(((-18, -6, 6, 18), (-12, 0, 12), (-4, 8), (3,)))
        for i, x in enumerate(xs)
    ]
    cores = [box(w, 10.4, 7.4).at(x, 9.4, z) for w, x, z in ((44, 0, 6), (32, 0, 13), (20, 2, 20))]
    wall = union(*bricks, *cores, box(8, 10.4, 6).at(3, 9.4, 26))
    return union(slabs, wall, _cap().turn(z=24).at(14.6, -9.8, 3.0), k=0.4)


def _cap() -> Sdf:
    """A baseball cap with seams, a button and a brim."""
    dome = intersection(ellipsoid(7.2, 7.6, 7.4), box(30, 30, 20).at(z=10))
    seams = [torus(7.35, 0.35).turn(x=90).turn(z=a) for a in (0, 60, 120)]
    crown = union(dome, intersection(union(*seams), box(30, 30, 20).at(z=10)), k=0.2)
    brim = intersection(ellipsoid(6.4, 9.4, 1.5).at(0, -6.8, 0.5), box(40, 40, 10).at(z=4.6))
    band = cylinder(7.4, 2, round=0.6).at(z=1.0)
    return union(crown, brim, band, sphere(1.1).at(z=7.5), k=0.4)
