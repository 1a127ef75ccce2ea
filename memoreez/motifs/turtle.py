"""A small tortoise that looks up, with a domed shell of raised plates."""

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    half_space,
    intersection,
    mirror,
    prism,
    torus,
    tube,
    union,
)


@motif(
    "animal",
    en="turtle, turtles, tortoise, tortoises, sea turtle, sea turtles, terrapin, pet turtle, my "
    "turtle, slow and steady, reptile, reptiles, turtle lover, box turtle, snorkeling with "
    "turtles",
    de="Schildkröte, Schildkröten, Landschildkröte, Meeresschildkröte, Wasserschildkröte, "
    "Reptilien, Reptil, Panzer, meine Schildkröte, griechische Landschildkröte, Terrarium, "
    "Terraristik",
    fr="tortue, tortues, tortue de mer, tortue marine, tortue terrestre, reptile, reptiles, "
    "carapace, ma tortue, terrarium, terrariophilie, tortue d'eau",
    es="tortuga, tortugas, tortuga marina, tortuga de tierra, galápago, reptil, reptiles, "
    "caparazón, mi tortuga, terrario, terrariofilia, tortuguita",
    to_person=0.3,
    seat=(0, 3, 31.4, 5.5),
)
def turtle(wall: float = 1.2, pose: str = "stand") -> Sdf:
    body = union(_shell(), ellipsoid(18, 20, 7).at(0, 0, 9), k=1)
    legs = union(_leg(38).at(12, -12, 0), _leg(145).at(12.5, 13, 0), k=1)
    neck = tube(curve([(0, -12, 10), (0, -21, 13), (0, -25, 22)], 8), [7, 6, 5.6])
    body = union(body, mirror(legs), neck, k=1.6)
    body = union(body, capsule((0, 18, 6), (2, 27, 3), 3.6, 1.6), k=1.5)
    return floor(union(body, _head().turn(x=-4, y=7, z=8).at(0, -26.5, 27), k=2).at(0, 3, 0))


def _shell() -> Sdf:
    dome = intersection(ellipsoid(20, 22, 21).at(z=9), half_space((0, 0, -1), -9), k=2)
    rim = torus(20.5, 2.6).stretch(y=1.09).at(z=10)
    scutes = [_scute(0, 0, 7.4)]
    scutes += [_scute(60 * i + 30, 40, 6.8) for i in range(6)]
    scutes += [_scute(30 * i + 15, 71, 4.2) for i in range(12)]
    return union(union(dome, rim, k=1), *scutes, k=0.5)


def _scute(around_deg: float, down_deg: float, radius: float) -> Sdf:
    """A raised plate with a ring cut into it, `down_deg` from the top of the shell."""
    a, t = math.radians(around_deg), math.radians(down_deg)
    n = (math.sin(t) * math.cos(a), math.sin(t) * math.sin(a), math.cos(t))
    plate = prism(6, radius, 3.4, 1.2)
    ring = difference(prism(6, radius * 0.62, 2), prism(6, radius * 0.62 - 0.9, 3)).at(z=1.9)
    return difference(plate, ring, k=0.4).turn_to(n).at(19.8 * n[0], 21.8 * n[1], 9 + 20.6 * n[2])


def _leg(turn_deg: float) -> Sdf:
    foot = union(capsule((0, 0, 9), (0, -4, 4), 5.6, 5), ellipsoid(5.2, 6.4, 4).at(0, -4.5, 3), k=2)
    claws = [ellipsoid(1.2, 1.7, 1.3).at(x, -10.4 + 0.12 * x * x, 1.8) for x in (-2.8, 0, 2.8)]
    return union(foot, *claws, k=0.6).turn(z=turn_deg)


def _head() -> Sdf:
    skull = union(ellipsoid(8, 8.6, 7.6), ellipsoid(6.2, 6, 5).at(0, -4.2, -1.8), k=3)
    head = eyes(skull, (5.0, -5.4, 1.8), 2.3, 38, tall=1.1)
    smile = tube(
        curve(
            [(6.4, -4, -2.6), (4, -9, -4.2), (0, -10.6, -4.4), (-4, -9, -4.2), (-6.4, -4, -2.6)], 10
        ),
        0.5,
    )
    nostril = capsule((1.0, -11, -0.4), (1.0, -9.6, -0.6), 0.45)
    return difference(head, smile, mirror(nostril), k=0.5)
