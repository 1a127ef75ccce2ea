"""A tennis racket with a laced face and wrapped grip, standing among three tennis balls."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    extrude,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    tube,
    union,
)

# Modelled flat: x across, y from the butt to the tip, z through the face.
MIDDLE, WIDE, TALL = 43.5, 14.2, 17.6
GRIP = 17.0


@motif(
    "sport",
    en="tennis racket, tennis, tennis player, playing tennis, tennis ball, racquet, rackets, "
    "racquets, tennis match, serve and volley, forehand, backhand, wimbledon, ace, "
    "badminton, squash, tennis club, tennis lessons, racquetball, grand slam, padel, "
    "doubles tennis",
    de="Tennisschläger, Tennis, Tennisspieler, Tennisspielerin, Tennis spielen, Tennisball, "
    "Schläger, Tennisplatz, Tennisverein, Badminton, Federball, Squash, Aufschlag, "
    "Vorhand, Rückhand, Tennismatch, Padel",
    fr="raquette de tennis, tennis, raquette, joueur de tennis, tennisman, joueuse de "
    "tennis, jouer au tennis, balle de tennis, court de tennis, badminton, squash, coup "
    "droit, revers, padel, roland-garros",
    es="raqueta de tenis, tenis, raqueta, tenista, jugar al tenis, pelota de tenis, pista de "
    "tenis, cancha de tenis, partido de tenis, bádminton, squash, pádel, saque, revés, "
    "raquetas",
    hold="raise",
    to_person=0.42,
    grip=(0, 0, -13),
    poses=("stand", "held"),
)
def tennis_racket(wall: float = 1.2, pose: str = "stand") -> Sdf:
    racket = _racket(wall).turn(x=90)
    if pose == "held":
        return racket.at(z=-22)
    leaning = racket.turn(x=-5, y=6).at(-1.6, 0, 1.2)
    court = cylinder(19, 3.4, round=1.6).stretch(1, 0.92, 1).at(0, -0.4, 0.9)
    balls = [
        _ball(turn).at(x, y, 8.8)
        for x, y, turn in ((-10.4, -5.4, 20), (9.6, -7.2, 75), (1.5, 10.6, 140))
    ]
    under = cone(8, 5, 8).at(0, -0.6, 4.5)
    return union(union(leaning, court, under, k=1.5), *balls, k=0.7) & half_space((0, 0, -1))


def _racket(wall: float) -> Sdf:
    tube_r = max(2.0, wall / 2)
    t = np.linspace(0, 2 * math.pi, 49)
    hoop = tube(np.c_[WIDE * np.sin(t), MIDDLE + TALL * np.cos(t), 0 * t], tube_r).stretch(
        1, 1, 1.25
    )
    throat = mirror(
        tube(curve([(1.3, 18, 0), (4, 23, 0), (9.6, 30, 0), (12.4, 35.2, 0)], 8), tube_r)
    )
    shoulder = capsule((0, GRIP - 2, 0), (0, 21, 0), 3.0, 2.4)
    frame = union(hoop, throat.stretch(1, 1, 1.25), shoulder, k=1.4)
    bumper = extrude(_crescent(), height=2 * tube_r * 1.25 + 0.5, round=1.6)
    return union(frame, bumper, _face(wall), _grip(wall), k=0.4)


def _crescent() -> list[tuple[float, float]]:
    """The guard over the top of the hoop."""
    t = np.radians(np.linspace(-48, 48, 17))
    outer = np.c_[(WIDE + 2.5) * np.sin(t), MIDDLE + (TALL + 2.5) * np.cos(t)]
    inner = np.c_[(WIDE + 0.4) * np.sin(t), MIDDLE + (TALL + 0.4) * np.cos(t)]
    return [(float(x), float(y)) for x, y in np.r_[outer, inner[::-1]]]


def _face(wall: float) -> Sdf:
    """A thin plate, the strings standing out of both sides."""
    angle = np.linspace(0, 2 * math.pi, 48, endpoint=False)
    oval = np.c_[WIDE * np.sin(angle), MIDDLE + TALL * np.cos(angle)]
    plate = extrude(oval, height=max(1.0, wall * 0.95))
    thick = max(0.62, 0.38 * wall)
    level = max(1.0, wall * 0.95) / 2
    step = max(2.75, 2.6 * thick)
    strings = []
    for side in (1, -1):
        z = side * (level + thick * 0.15)
        for i in range(-int(WIDE / step), int(WIDE / step) + 1):
            strings.append(
                capsule((i * step, MIDDLE - TALL, z), (i * step, MIDDLE + TALL, z), thick)
            )
        for i in range(-int(TALL / step), int(TALL / step) + 1):
            y = MIDDLE + i * step
            strings.append(capsule((-WIDE, y, z), (WIDE, y, z), thick))
    net = intersection(union(*strings), extrude(oval, height=12))
    return union(plate, net)


def _grip(wall: float) -> Sdf:
    """An eight-sided feel: a fat handle with tape wound round it, a collar and a butt cap."""
    core = capsule((0, 2.5, 0), (0, GRIP, 0), max(2.9, wall / 2))
    t = np.linspace(0, 5.5 * 2 * math.pi, 78)
    r = 2.75
    wound = np.c_[r * np.cos(t), 2.6 + (GRIP - 2.8) * t / t[-1], r * np.sin(t)]
    collar = cylinder(3.5, 1.8, round=0.7).turn(x=90).at(y=GRIP)
    butt = cylinder(4.2, 2.8, round=1.1).turn(x=90).at(y=1.4)
    return union(union(core, tube(wound, 0.85), k=0.3), collar, butt, k=0.5)


def _ball(turn_deg: float) -> Sdf:
    """A ball with the one endless seam: on a sphere when c = 2 * sqrt(a * b)."""
    radius = 8.6
    a, b = 0.72 * radius, 0.28 * radius
    t = np.linspace(0, 2 * math.pi, 61)
    seam = np.c_[
        a * np.cos(t) + b * np.cos(3 * t),
        a * np.sin(t) - b * np.sin(3 * t),
        2 * math.sqrt(a * b) * np.sin(2 * t),
    ]
    fuzzy = difference(sphere(radius), tube(loop(seam[:-1].tolist(), 60), 0.62), k=0.5)
    return fuzzy.turn(x=turn_deg, y=turn_deg * 0.7, z=turn_deg)
