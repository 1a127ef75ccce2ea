"""A wound ball of wool with two knitting needles through it and a strand that curls over the floor."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    capsule,
    cone,
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
MIDDLE = 18.4  # height of the ball's centre
# Skeins in the order they were wound: tilt about x, turn about z, strands, shift along the axis.
SKEINS = [(0, 0, 15, 0), (90, 35, 9, 1.5), (62, 100, 8, -5), (48, 215, 8, 4), (76, 160, 7, 7),
          (30, 300, 7, 3), (68, 20, 6, -1)]


@motif(
    "thing",
    en="yarn, knitting, knit, ball of yarn, wool, crochet, crocheting, knitter, sewing, needlework, "
    "knitting needles, skein, crafts, handicraft, embroidery, weaving, quilting, cross-stitch, macrame, "
    "knitting socks, knitted, spinning wool, haberdashery, stitching, sew, seamstress, fibre arts",
    de="Wollknäuel, Stricken, Häkeln, Wolle, Garn, Handarbeit, Handarbeiten, Stricknadeln, Nähen, Sticken, "
    "Socken stricken, Strickerin, gestrickt, Häkelnadel, Basteln, Weben, Makramee, Handarbeitskreis, "
    "Schneidern, Stickerei, Knäuel",
    fr="pelote de laine, tricot, tricoter, crochet, laine, couture, coudre, broderie, aiguilles à tricoter, "
    "pelote, fil, tricoteuse, faire du crochet, travaux d'aiguille, loisirs créatifs, point de croix, "
    "tissage, macramé, ouvrage",
    es="ovillo de lana, ganchillo, tejer, punto, lana, hacer punto, costura, coser, bordado, bordar, "
    "agujas de tejer, ovillo, croché, crochet, tejido, calceta, hilo, labores, manualidades, "
    "punto de cruz, macramé, costurera",
    to_person=0.3,
)
def yarn(wall: float = 1.2, pose: str = "stand") -> Sdf:
    strand = max(1.15, wall / 2)
    ball = _ball(strand).at(z=MIDDLE)
    needles = [_needle(s, wall) for s in (-1, 1)]
    wound = union(ball, *needles, k=0.3)
    return union(wound, _loose(strand), _button(wall), k=0.5) & half_space((0, 0, -1))


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
        low, high = shift - count / 2 * step, shift + count / 2 * step
        clear = difference(sphere(out + 3), half_space((0, 0, 1), low), half_space((0, 0, -1), -high))
        clear = difference(clear, sphere(out - 0.75))
        solid = union(difference(solid, clear.turn(x=tilt).turn(z=turn)), band.turn(x=tilt).turn(z=turn))
    return solid


def _needle(side: int, wall: float) -> Sdf:
    """Through the ball from the upper outside to the lower front, with a fat knob."""
    r = max(1.3, wall / 2)
    top, end = (side * 17.0, 5.0 + side * 2.4, 57.0), (-side * 9.0, side * 2.4, 12.0)
    shaft = capsule(top, end, r)
    direction = [a - b for a, b in zip(top, end, strict=True)]
    knob = union(sphere(2.9), cylinder(2.1, 1.6, round=0.5).at(z=-2.8), torus(2.0, 0.6).at(z=-4.2), k=0.3)
    return union(shaft, knob.turn_to(direction).at(*top), k=0.4)


def _loose(strand: float) -> Sdf:
    """The end of the wool: off the ball, a wave over the floor, a last curl."""
    r = max(1.5, strand)
    path = curve([(-15, -8, 4), (-19, -11, 1.2), (-16, -17.5, 1.0), (-8, -18.5, 1.0), (-1, -20.6, 1.0), (6, -19, 1.0),
                  (13, -20.5, 1.0), (18.4, -17, 1.0), (17.4, -12.6, 1.0), (13.4, -13.6, 1.0), (14.4, -16.6, 1.0)], 60)
    fibre = np.stack([path + r * 0.42 * np.c_[np.cos(a), 0 * a, np.sin(a)] for a in (np.arange(60) * 0.9,)])[0]
    return union(tube(path, r), tube(fibre + (0, 0, 0.15), r * 0.8))


def _button(wall: float) -> Sdf:
    """A big coat button that leans on the ball."""
    rim = union(cylinder(5.6, max(2.0, wall), round=0.7), torus(4.7, 0.9).at(z=0.8), k=0.3)
    holes = around(cylinder(0.85, 9).at(x=1.5), 4)
    thread = [capsule((-1.1, s * 1.05, 1.0), (1.1, s * 1.05, 1.0), 0.5) for s in (1, -1)]
    solid = union(difference(rim, holes, k=0.3), *thread)
    leg = cone(2.2, 1.5, 3)
    return union(solid.turn(x=58).turn(z=26).at(9.0, -16.0, 5.4), leg.at(9, -13.4, 1.2), arc(0.5, 0.4, 90).at(9, -13, 1))
