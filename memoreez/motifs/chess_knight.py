"""A Staunton knight: turned foot, arched neck, a mane of locks, a proud head."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

# Profile of the head and neck, looking towards -x: (x, z) from the chest over the nose to the back.
PROFILE = [
    (-9.5, 14),
    (-9.8, 18),
    (-8, 22.5),
    (-5.2, 26),
    (-4.4, 29.2),
    (-6.2, 30.4),
    (-9.4, 28.6),
    (-13, 26.4),
    (-15.6, 26.6),
    (-17.2, 29),
    (-17.2, 32),
    (-14.4, 36.4),
    (-10.6, 42.2),
    (-7.4, 47),
    (-4.6, 50.4),
    (0.5, 52.4),
    (5.4, 50.4),
    (9.6, 44.8),
    (12, 37),
    (12.4, 28),
    (11.2, 20),
    (10.5, 14),
]
CREST = [
    (-3.4, 53.4),
    (1.6, 54.4),
    (6.8, 51.6),
    (11.0, 45.6),
    (13.4, 37.6),
    (13.8, 28.6),
    (12.6, 21),
]


@motif(
    "thing",
    en="chess knight, chess, chess player, chess piece, knight, checkmate, grandmaster, chess "
    "club, playing chess, strategy games, chessboard, opening "
    "gambit",
    de="Springer, Schach, Schachspieler, Schachspielerin, Schachfigur, Schach spielen, "
    "Schachmatt, Schachverein, Großmeister, Schachbrett, "
    "Strategiespiele, Pferdchen",
    fr="cavalier, échecs, joueur d'échecs, joueuse d'échecs, jouer aux échecs, pièce d'échecs, "
    "échec et mat, échiquier, grand maître, jeux de "
    "stratégie",
    es="caballo de ajedrez, ajedrez, ajedrecista, jugar al ajedrez, pieza de ajedrez, jaque "
    "mate, tablero de ajedrez, gran maestro, estrategia",
    hold="front",
    to_person=0.4,
    grip=(0, 0, 6),
    poses=("stand", "held"),
)
def chess_knight(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Turned a little to the viewer, so that the profile reads from the front."""
    horse = union(_neck(), _face(), k=0.8)
    carved = difference(horse, mirror(_carving(), "y"), k=0.3)
    turned = union(carved, _mane(wall)).turn(z=24)
    solid = union(turned, _foot(), k=0.5) & half_space((0, 0, -1))
    return solid if pose == "stand" else solid.at(z=-8)


def _foot() -> Sdf:
    """Turned on a lathe: a broad step, a cove, a bead and a collar."""
    cove = curve([(14.6, 6.6), (12.4, 8.0), (10.6, 10.2), (10.0, 12.2)], 10)
    profile = np.r_[
        [(0, 0), (16.4, 0), (17, 1), (17, 4.0), (16.2, 5.2), (15.0, 5.6)],
        cove,
        [(12.2, 13.0), (12.6, 14.2), (12.0, 15.4), (0, 15.4)],
    ]
    groove = torus(17.2, 0.55).at(z=2.4)
    return difference(grow(revolve(profile), 0.35), groove)


def _neck() -> Sdf:
    """The profile, fuller at the chest and the cheek, thin at the nose and the crest."""
    outline = loop(PROFILE, 84)
    slab = extrude(outline, height=14.5, round=6.2).turn(x=90) | sphere(3.6).at(1.2, 0, 50.6)
    chest = cone(10.6, 5.2, 22, round=2).stretch(1, 0.92, 1).at(0.6, 0, 22)
    cheek = ellipsoid(6.2, 7.2, 6.4).at(-3.4, 0, 37)
    muzzle = ellipsoid(4.6, 4.7, 4.4).at(-13.4, 0, 31)
    bridge = capsule((-13.6, 0, 34), (-6, 0, 46), 2.6, 3.6)
    return union(slab, chest, cheek, muzzle, bridge, k=2.4)


def _face() -> Sdf:
    """Ears pricked, brows, eyes, lips, the line of the jaw."""
    ear = union(
        capsule((-2.2, 3.0, 50), (-4.2, 4.2, 58.4), 2.5, 1.0),
        ellipsoid(2.2, 1.6, 4).at(-2.6, 3.4, 53),
    )
    brow = capsule((-9.6, 4.1, 44.2), (-4.4, 5.6, 45.6), 1.0, 1.5)
    eye = sphere(1.75).at(-7.4, 4.5, 42.3)
    jaw = tube(
        curve([(-0.4, 6.0, 42), (1.2, 6.5, 37), (-1.4, 6.6, 32.4), (-5.6, 5.6, 31.6)], 9),
        [0.7, 1.2, 0.8],
    )
    lip = tube(curve([(-17.2, 0, 29.4), (-15.4, 3.6, 29.8), (-11.6, 4.2, 31)], 6), [0.9, 0.8])
    nose = sphere(1.9).at(-15.2, 2.6, 33.2)
    return mirror(union(ear, brow, eye, jaw, lip, nose, k=0.5), "y")


def _carving() -> Sdf:
    """What is cut on the +y side: mouth, nostril, ear, pupil."""
    mouth = tube(curve([(-18, 0, 28.6), (-15.6, 4, 28.6), (-11.4, 5.2, 30)], 6), 0.6)
    nostril = ellipsoid(1.1, 1.2, 0.8).turn(y=-35).at(-16.0, 3.9, 33.2)
    ear = ellipsoid(1.0, 1.2, 3.2).turn(y=-8).at(-4.6, 4.4, 54.4)
    pupil = sphere(0.75).at(-7.9, 6.1, 42.5)
    return union(mouth, nostril, ear, pupil)


def _mane(wall: float) -> Sdf:
    """Locks that spring from the crest and sweep down both sides, a forelock between the ears."""
    roots = curve(CREST, 9)
    r = max(1.5, 0.5 * wall)
    locks = []
    for (x, z), (ahead_x, ahead_z) in pairwise(roots):
        dx, dz = ahead_x - x, ahead_z - z
        inward_x, inward_z = dz * 0.55, -dx * 0.55
        path = [
            (x, 0.6, z),
            (x + dx * 0.3 + inward_x * 0.5, 3.0, z + dz * 0.3 + inward_z * 0.5),
            (x + dx + inward_x * 1.2, 4.9, z + dz + inward_z * 1.2),
            (x + dx * 1.7 + inward_x * 1.1, 5.3, z + dz * 1.7 + inward_z * 1.1),
        ]
        locks.append(tube(curve(path, 6), [r + 0.5, r + 0.5, r * 0.75, max(0.6, wall / 2)]))
    ridge = tube([(x - 0.6, 0, z - 0.6) for x, z in roots], [1.6, 2.2, 2.2, 1.8])
    forelock = tube(
        curve([(-1, 0, 53), (-5, 0, 52.6), (-8.4, 0.4, 48.6), (-9.8, 0, 46)], 7), [2.0, 0.9]
    )
    return union(ridge, mirror(union(*locks, k=0.2), "y"), forelock, k=0.3)
