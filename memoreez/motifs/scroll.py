"""A half unrolled parchment standing on its edge, a word on it, a seal, quill and ink pot."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._label import fit
from memoreez.sdf import (
    Sdf,
    box,
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
    torus,
    tube,
    union,
)

HIGH, BOW = 41.0, 44.0  # of the sheet: height, and the radius of its bow towards the viewer
HALF, ROLL = 22.5, 5.4  # where the rolls stand, and their radius
FRONT = -5.6  # y of the sheet in its middle
MIDDLE = 23.0  # height of the word


@motif(
    "thing",
    en="scroll, scrolls, parchment, poem, poems, poetry, poet, letter, letters, writing, "
    "calligraphy, diploma, pen pal, journaling, haiku, lettering, creative writing",
    de="Schriftrolle, Schriftrollen, Pergament, Gedicht, Gedichte, Poesie, Dichter, Dichterin, "
    "Brief, Briefe, Schreiben, Kalligrafie, Urkunde, Diplom, Lyrik, Tagebuch",
    fr="parchemin, parchemins, poème, poèmes, poésie, poète, lettre, lettres, écriture, "
    "écrire, calligraphie, diplôme, rouleau, journal intime",
    es="pergamino, pergaminos, poema, poemas, poesía, poeta, carta, cartas, escritura, "
    "escribir, caligrafía, diploma, rollo, diario",
    hold="front",
    to_person=0.34,
    grip=(0, -4, -4),
    poses=("stand", "held"),
    labelled=True,
)
def scroll(wall: float = 1.2, pose: str = "stand", label: str = "") -> Sdf:
    """`label` is cut into the sheet; without one the sheet carries lines of writing."""
    sheet = union(_sheet(wall), _roll().at(-HALF), _roll().at(HALF), k=0.8)
    solid = union(difference(sheet, _deckle()), _writing(wall, label), _seal(wall))
    if pose == "held":
        return solid.at(z=-HIGH / 2)
    return union(solid, _quill(wall)).at(y=5) & half_space((0, 0, -1))


def _bowed(outer: float, inner: float) -> Sdf:
    """A layer of the sheet, between two distances in front of its back."""
    ring = cylinder(BOW + outer, HIGH) - cylinder(BOW + inner, HIGH + 9)
    clip = box(2 * HALF, 24, HIGH + 4).at(0, -BOW + 3)
    return intersection(ring, clip).at(0, FRONT + BOW, HIGH / 2)


def _sheet(wall: float) -> Sdf:
    return _bowed(0, -max(2.6, wall))


def _roll() -> Sdf:
    """A roll with the spiral of the paper in its upper end."""
    turns = np.linspace(0, 2.6 * 2 * math.pi, 34)
    radius = ROLL - 0.9 - 1.55 * turns / (2 * math.pi)
    spiral = np.c_[radius * np.cos(turns), radius * np.sin(turns), np.full(34, HIGH + 0.3)]
    groove = tube(spiral, 0.7)
    return difference(cylinder(ROLL, HIGH, round=0.5).at(z=HIGH / 2), groove)


def _deckle() -> Sdf:
    """Small tears in the upper edge."""
    tears = ((-11.5, 1.5, 1.2), (-4, 1.0, 0.8), (5.6, 1.8, 1.4), (12.8, 1.1, 0.9))
    return union(
        *[
            cylinder(r, 14).turn(x=90).stretch(1.3, 1, 1).at(x, FRONT, HIGH + r - d)
            for x, r, d in tears
        ]
    )


def _writing(wall: float, label: str) -> Sdf:
    """A plate for the word with a rule above and below, or six lines, out of the bowed sheet."""
    thick = max(1.1, 0.8 * wall)
    word = fit(label, 31, 22, cap_mm=9)
    half = word.height_mm / 2 + 0.2 * word.cap_mm + 1.4 if word else 0.0  # of the plate
    free, step, high = half + 0.6 * thick, max(4.2, 2.2 * thick), max(1.1, 0.45 * wall)
    lines = [
        capsule((-15, 0, z), (8 if i % 3 == 2 else 15, 0, z), thick / 2).stretch(1, 20, 1)
        for i, z in enumerate(np.arange(12.6, -11, -step))
        if abs(z) > free + thick / 2
    ]
    plate = [box(34, 40, 2 * half, round=1.2)] if word else []
    raised = intersection(union(*lines, *plate), _bowed(high, -1.0).at(z=-MIDDLE))
    if word is None:
        return raised.at(z=MIDDLE)
    letters = word.solid(24, 0.5 * wall).turn(x=90)
    floor = _bowed(high + 9, 0.1).at(z=-MIDDLE)
    return difference(raised, letters & floor).at(z=MIDDLE)


def _seal(wall: float) -> Sdf:
    """A wax seal with a heart and two ribbon tails, low on the sheet."""
    angle = np.linspace(0, 2 * math.pi, 11)[:-1]
    rim = loop(np.c_[np.cos(angle), np.sin(angle)] * (5.2 + 0.45 * np.cos(5 * angle))[:, None], 40)
    wax = difference(extrude(rim, height=3, round=1.0), cylinder(3.7, 2, round=0.4).at(z=1.9))
    half = [(0, -2.2), (1.9, -0.4), (2.2, 1.1), (1.2, 1.9)]
    heart = loop([*half, (0, 1.0), *[(-x, y) for x, y in reversed(half[1:])]], 40)
    tails = mirror(box(3.4, 9, max(1.6, wall), round=0.5).turn(z=18).at(1.8, -4.6, -0.4), "x")
    seal = union(wax, extrude(heart, height=1.4, round=0.4).at(z=0.9), tails)
    return seal.turn(x=90).at(-9.4, FRONT + 0.2, 9.4)


def _quill(wall: float) -> Sdf:
    """An ink pot before the right-hand roll; its feather leans on the roll."""
    pot = union(
        cylinder(5.8, 6, round=1.8).at(z=3),
        cylinder(3.6, 4, round=0.4).at(z=7),
        torus(3.4, 1.0).at(z=9),
        k=0.4,
    )
    thick = max(1.8, wall)
    shaft = curve([(0, 0, 0), (0.6, 0, 14), (2.4, 0, 28), (6.4, 0, 41)], 10)
    vane = loop(
        [(-0.6, 9), (-3.6, 13), (-4.2, 22), (-1.6, 33), (6.8, 42), (7.0, 33), (5.6, 22), (3.2, 12)],
        48,
    )
    plate = extrude(vane, height=thick, round=0.7).turn(x=90)
    barbs = [
        capsule((x, s * thick / 2, z), (x + d, s * thick / 2, z + 5), 0.4)
        for z, x in ((13, 0.6), (18.5, 1.1), (24, 1.8), (29.5, 2.9))
        for d in (-5.5, 5.5)
        for s in (-1, 1)
    ]
    feather = union(
        difference(plate, *barbs), tube(shaft, [max(1.2, wall / 2), max(0.9, wall / 2)])
    )
    slanted = feather.turn(x=-12.5, y=5).turn(z=-12).at(0, 0, 7)
    return union(difference(pot, cone(1.6, 2.6, 3).at(z=9.6)), slanted, sphere(2.4).at(z=7.4)).at(
        18.0, -11.4
    )
