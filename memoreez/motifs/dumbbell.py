"""A hexagonal dumbbell with a knurled grip, lying across a rolled towel."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    box,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    grow,
    half_space,
    intersection,
    mirror,
    prism,
    revolve,
    torus,
    tube,
    union,
)

INNER, OUTER = 12.5, 30.0  # a head reaches from INNER to OUTER along x
CORNER = 15.5
FLAT = CORNER * math.cos(math.pi / 6)  # middle of the head over the floor


@motif(
    "sport",
    en="dumbbell, dumbbells, gym, weights, weightlifting, lifting weights, weight training, "
    "fitness, bodybuilding, bodybuilder, working out, workout, barbell, strength "
    "training, crossfit, pumping iron, kettlebell, personal trainer, powerlifting, "
    "lifting, gym rat, bench press, deadlift",
    de="Hantel, Hanteln, Fitnessstudio, Fitness, Gewichte, Gewichtheben, Krafttraining, "
    "Bodybuilding, Kraftsport, Langhantel, Kurzhantel, Muckibude, pumpen, Muskeltraining, "
    "Kettlebell, Bodybuilder, ins Gym gehen, trainieren",
    fr="haltère, haltères, musculation, salle de sport, muscu, haltérophilie, fitness, "
    "poids, culturisme, soulever des poids, faire de la musculation, bodybuilding, "
    "entraînement, kettlebell, crossfit, salle de gym",
    es="mancuerna, mancuernas, pesas, gimnasio, levantar pesas, musculación, halterofilia, "
    "fitness, culturismo, entrenamiento, ir al gimnasio, entrenar, fisicoculturismo, pesa "
    "rusa, crossfit, gym",
    hold="raise",
    to_person=0.3,
    poses=("stand", "held"),
)
def dumbbell(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = union(mirror(_head(), "x"), _grip(wall), k=0.6)
    if pose == "held":
        return solid
    lying = solid.turn(x=30).at(z=FLAT)
    draped = union(lying, _towel(), k=0.4)
    return draped.turn(z=-16) & half_space((0, 0, -1))


def _head() -> Sdf:
    """The right head along x: bevelled, with a dished end that carries a ring of bolts."""
    long = OUTER - INNER
    block = prism(6, CORNER, long, round=1.4)
    bevel = cone(CORNER * 1.5, CORNER * 0.86, CORNER * 0.64).at(z=long / 2 - CORNER * 0.32)
    inside = cone(CORNER * 0.9, CORNER * 2.0, CORNER * 1.1).at(z=CORNER * 0.55 - long / 2)
    block = intersection(block, bevel | cylinder(40, 30).at(z=long / 2 - CORNER * 0.64 - 15), k=0.8)
    block = intersection(block, inside | cylinder(40, 30).at(z=CORNER * 1.1 - long / 2 + 15), k=0.8)
    dish = cylinder(9.4, 2.2, round=0.8).at(z=long / 2)
    plate = union(cylinder(7.2, 1.5, round=0.6), torus(4.6, 0.7).at(z=0.7)).at(z=long / 2 - 1.0)
    hub = ellipsoid(2.6, 2.6, 1.5).at(z=long / 2 - 0.2)
    bands = [grow(prism(6, CORNER - 0.9, 0.2), 1.15).at(z=z) for z in (-1.9, 1.9)]
    solid = union(difference(block, dish, k=0.5), plate, hub, *bands, k=0.4)
    return solid.turn(y=90).at(x=(INNER + OUTER) / 2)


def _grip(wall: float) -> Sdf:
    """Thickest in the middle, with a diamond knurl and a collar against each head."""
    thick = max(4.4, wall)
    half = [(0.0, thick + 0.5), (7.0, thick), (10.5, thick - 0.7), (INNER + 2, thick - 0.5)]
    right = curve(half, 12)
    profile = [
        (0.0, -half[-1][0]),
        *[(float(r), -float(z)) for z, r in right[::-1]],
        *[(float(r), float(z)) for z, r in right[1:]],
        (0.0, half[-1][0]),
    ]
    bar = revolve(profile)
    z = np.linspace(-9.4, 9.4, 19)
    t = z / 9.4 * math.pi * 0.62
    r = np.interp(np.abs(z), right[:, 0], right[:, 1])
    thread = around(tube(np.c_[r * np.cos(t), r * np.sin(t), z], 0.42), 10)
    collars = mirror(cone(6.4, thick, 3.2, round=0.6).at(z=-INNER + 1.3), "z")
    ends = mirror(torus(thick - 0.1, 0.8).at(z=9.9), "z")
    return union(union(bar, thread, thread.flip("y")), collars, ends, k=0.4).turn(y=90)


def _towel() -> Sdf:
    """A rolled towel along y under the bar, which rests on it; the roll shows its spiral."""
    r, half = 5.1, 15.0
    roll = cylinder(r, 2 * half, round=1.6)
    t = np.linspace(1.2, 4.6 * math.pi, 60)
    spiral = tube(
        np.c_[t / t[-1] * (r - 0.6) * np.cos(t), t / t[-1] * (r - 0.6) * np.sin(t), 0 * t], 0.7
    )
    ends = [spiral.at(z=half), spiral.flip("z").at(z=-half)]
    hem = box(2.6, 1.9, 2 * half - 0.6, round=0.9).turn(z=-8).at(1.6, r - 0.1, 0)
    bands = [torus(r, 0.75).at(z=s * z) for s in (1, -1) for z in (half - 3.2, half - 5.4)]
    cloth = union(difference(roll, *ends, k=0.5), *bands, hem, k=0.5)
    return cloth.stretch(1.5, 0.96, 1).turn(x=90).at(z=r - 0.5)
