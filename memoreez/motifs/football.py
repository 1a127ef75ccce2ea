"""A soccer ball of twelve pentagons and twenty hexagons, nestled in a tuft of grass."""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    difference,
    half_space,
    intersection,
    plane,
    sphere,
    tube,
    union,
)

F64 = npt.NDArray[np.float64]
GOLDEN = (1 + math.sqrt(5)) / 2
RADIUS = 24.0


@motif(
    "sport",
    en="football, footballs, soccer, soccer ball, footballer, soccer player, striker, "
    "goalkeeper, playing football, playing soccer, kicking a ball, goal, kick-about, "
    "penalty, futsal, midfielder, world cup, premier league, football match, football "
    "fan, five-a-side, dribbling, soccer mom",
    de="Fußball, Fußbälle, Fussball, Fußballer, Fußballerin, Fußball spielen, kicken, "
    "Bolzen, Torwart, Stürmer, Bundesliga, Tor schießen, Fußballplatz, Fußballfan, "
    "Fußballverein, Elfmeter, Kicker, Bolzplatz, Fußballspiel, Weltmeisterschaft",
    fr="football, foot, ballon de foot, footballeur, footballeuse, jouer au foot, match de "
    "foot, gardien de but, attaquant, coupe du monde, penalty, ballon rond, futsal, ligue "
    "des champions, supporter, dribble",
    es="fútbol, balón de fútbol, futbolista, jugar al fútbol, futbolero, portero, delantero, "
    "gol, partido de fútbol, futbol, mundial, fútbol sala, penalti, pelota de fútbol, la "
    "liga, regate, hincha, balompié",
    hold="foot",
    to_person=0.25,
    poses=("stand", "held"),
)
def football(wall: float = 1.2, pose: str = "stand") -> Sdf:
    ball = _ball().turn(x=14, y=9)
    if pose == "held":
        return ball
    # where grass covers the seams they would close to voids
    smooth = sphere(RADIUS + 0.5).at(z=RADIUS + 3.2) & plane(12.6)
    on_grass = union(ball.at(z=RADIUS + 3.2), smooth, _grass(wall), k=0.6)
    return on_grass & half_space((0, 0, -1))


def _ball() -> Sdf:
    """Seams are grooves along the 90 edges; the pentagons lie deeper, so they look dark."""
    corners = _corners() * (RADIUS + 0.25)
    length = float(np.linalg.norm(corners[:, None] - corners, axis=2)[0][1:].min())
    seams = [
        capsule(a, b, 0.95)
        for a, b in itertools.combinations(corners.tolist(), 2)
        if math.dist(a, b) < length * 1.01
    ]
    panels = []
    for centre in _turns(np.array([(0, s, t * GOLDEN) for s in (1, -1) for t in (1, -1)])):
        ring = corners[np.argsort(-(corners @ centre))[:5]]
        panels += [_dark(centre / np.linalg.norm(centre), ring)]
    return difference(difference(sphere(RADIUS), *panels, k=0.3), *seams, k=0.45)


def _dark(centre: F64, ring: F64) -> Sdf:
    """What is cut out of the ball over a pentagon with corners `ring`: a wedge from its middle."""
    side = float(np.linalg.norm(ring[0] - ring, axis=1)[1:].min())
    walls = [
        half_space((np.cross(a, b) * np.sign(-(np.cross(a, b) @ centre))).tolist(), -0.15)
        for a, b in itertools.combinations(ring, 2)
        if np.linalg.norm(a - b) < 1.01 * side
    ]
    over = difference(sphere(side * 1.2).at(*(centre * RADIUS)), sphere(RADIUS - 1.3))
    return intersection(over, *walls)


def _turns(points: F64) -> F64:
    """The points and their two cyclic permutations of axes."""
    return np.concatenate([np.roll(points, i, axis=1) for i in range(3)])


def _corners() -> F64:
    """The 60 corners (60, 3) of the truncated icosahedron, on the unit sphere."""
    rows = [(0, a, b * 3 * GOLDEN) for a in (1, -1) for b in (1, -1)] + [
        (a * x, b * y, c * z)
        for x, y, z in ((1, 2 + GOLDEN, 2 * GOLDEN), (GOLDEN, 2, GOLDEN**3))
        for a, b, c in itertools.product((1, -1), repeat=3)
    ]
    corners = _turns(np.array(rows, float))
    return np.asarray(corners / np.linalg.norm(corners, axis=1, keepdims=True))


def _grass(wall: float) -> Sdf:
    """A sod whose rising edge cups the ball; blades in three rings, free only at the top."""
    blades = []
    free = max(0.65, wall / 2)
    for ring, high, out, tip in (
        (20, 14.5, 4.4, free),
        (20.8, 10.5, 0.9, 0.7),
        (21.9, 6, 0.9, 0.7),
    ):
        root = max(1.35, tip)
        n = int(2 * math.pi * ring / (3.7 * root))
        for i in range(n):
            tall = high * (1 + 0.14 * math.sin(5.1 * i + ring))
            sway = 1.6 * math.sin(3.7 * i + ring)
            path = [(0, 0, 0), (0.1, 0.3 * sway, tall * 0.62), (out, sway, tall)]
            blade = tube(curve(path, 5), [root, root, tip]).stretch(1, 1.35, 1)
            blades.append(blade.at(ring, 0, 0).turn(z=360 * (i + 0.37 * ring) / n))
    sod = cone(23.4, 19.6, 12.4, round=1.0).at(z=6)
    return union(sod, *blades, k=0.5)
