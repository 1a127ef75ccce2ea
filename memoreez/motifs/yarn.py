"""A wound ball of wool, two knitting needles through it, a loose strand and a coat button."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    cylinder,
    difference,
    half_space,
    sphere,
    torus,
    tube,
    union,
)

RADIUS = 19.0
STRAND = 1.15  # radius of the wool: relief on the ball, so it need not grow with the wall
MIDDLE = 18.4  # height of the ball's centre
# Skeins in the order they were wound: tilt about x, turn about z, strands, shift along the axis.
SKEINS = [
    (0, 0, 15, 0),
    (90, 35, 9, 1.5),
    (62, 100, 8, -5),
    (48, 215, 8, 4),
    (76, 160, 7, 7),
    (30, 300, 7, 3),
    (68, 20, 6, -1),
]


@motif(
    "thing",
    en="yarn, knitting, knit, ball of yarn, wool, crochet, crocheting, knitter, needlework, "
    "knitting needles, skein, crafts, handicraft, embroidery, weaving, cross-stitch, macrame, "
    "knitting socks, knitted, spinning wool, fibre arts, crafting",
    de="Wollknäuel, Stricken, Häkeln, Wolle, Garn, Handarbeit, Handarbeiten, Stricknadeln, "
    "Sticken, Socken stricken, Strickerin, gestrickt, Häkelnadel, Weben, Makramee, "
    "Handarbeitskreis, Stickerei, Knäuel, Basteln",
    fr="pelote de laine, tricot, tricoter, crochet, laine, broderie, aiguilles à tricoter, "
    "pelote, fil, tricoteuse, faire du crochet, travaux d'aiguille, loisirs créatifs, "
    "point de croix, tissage, macramé, ouvrage",
    es="ovillo de lana, ganchillo, tejer, punto, lana, hacer punto, bordado, bordar, "
    "agujas de tejer, ovillo, croché, crochet, tejido, calceta, hilo, labores, "
    "manualidades, punto de cruz, macramé",
    to_person=0.3,
)
def yarn(wall: float = 1.2, pose: str = "stand") -> Sdf:
    ball = _ball(STRAND).at(z=MIDDLE)
    needles = [_needle(s, wall) for s in (-1, 1)]
    wound = union(ball, *needles, k=0.6)
    return union(wound, _loose(max(STRAND, wall / 2)), _button(wall), k=0.5) & half_space(
        (0, 0, -1)
    )


def _ball(strand: float) -> Sdf:
    """Each skein is a band of parallel rings, a little farther out than the last."""
    step = 1.85 * strand
    solid = sphere(RADIUS - 0.5)
    for i, (tilt, turn, count, shift) in enumerate(SKEINS):
        out = RADIUS + 0.17 * i
        rings = []
        for j in range(count):
            h = shift + (j - (count - 1) / 2) * step
            if abs(h) < out - 3:
                rings.append(torus(math.sqrt(out * out - h * h) - 0.35 * strand, strand).at(z=h))
        if not rings:
            continue
        band = union(*rings)
        filled = sphere(out - 0.2)
        low, high = shift - count / 2 * step, shift + count / 2 * step
        clear = difference(
            sphere(out + 3), half_space((0, 0, 1), low + 0.4), half_space((0, 0, -1), 0.4 - high)
        )
        belt = union(
            band,
            difference(filled, half_space((0, 0, 1), low), half_space((0, 0, -1), -high)),
        )
        solid = union(
            difference(solid, clear.turn(x=tilt).turn(z=turn)),
            belt.turn(x=tilt).turn(z=turn),
            k=0.3,
        )
    return union(solid, sphere(RADIUS + 0.25), k=0.2)


def _needle(side: int, wall: float) -> Sdf:
    """Through the ball from the upper outside to the lower front, with a fat knob."""
    r = max(1.3, wall / 2)
    top, end = (side * 17.0, 5.0 + side * 2.4, 57.0), (-side * 9.0, side * 2.4, 12.0)
    shaft = capsule(top, end, r)
    direction = [a - b for a, b in zip(top, end, strict=True)]
    knob = union(
        sphere(2.9), cylinder(2.1, 1.6, round=0.5).at(z=-2.8), torus(2.0, 0.6).at(z=-4.2), k=0.3
    )
    return union(shaft, knob.turn_to(direction).at(*top), k=0.4)


def _loose(strand: float) -> Sdf:
    """The end of the wool: off the ball, a wave over the floor, a last curl."""
    r = max(1.5, strand)
    path = curve(
        [
            (17, -6, 9),
            (19.2, -9.5, 3.4),
            (18, -14.4, 1.2),
            (11.5, -17.6, 1.2),
            (4.4, -16.6, 1.2),
            (1.4, -19.8, 1.2),
            (5.6, -23, 1.2),
            (11.2, -22, 1.2),
            (12.6, -18, 1.2),
            (10, -15, 1.2),
        ],
        44,
    )
    ply = np.arange(0, 44, 0.25) * 2.0
    fine = np.c_[[np.interp(np.arange(0, 44, 0.25), np.arange(44), path[:, i]) for i in range(3)]].T
    wound = [
        fine + 0.45 * r * np.c_[np.cos(ply + a), np.cos(ply + a), np.sin(ply + a)]
        for a in (0, math.pi)
    ]
    return union(*[tube(p, r * 0.72) for p in wound])


def _button(wall: float) -> Sdf:
    """A big coat button that leans on the ball."""
    rim = union(cylinder(5.6, max(2.0, wall), round=0.7), torus(4.7, 0.9).at(z=0.8), k=0.3)
    holes = around(cylinder(0.75, 9).at(x=1.7), 4)
    solid = difference(rim, holes, k=0.3)
    return solid.turn(x=54).turn(z=-34).at(-9.6, -14.0, 4.6)
