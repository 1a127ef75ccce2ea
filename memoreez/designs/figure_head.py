"""The head: a round friendly face, ears, glasses; hair and hats come from their own files.

The origin is the middle of the skull, lengths are hundredths of the person's height.
"""

from __future__ import annotations

import numpy as np

from memoreez.designs.figure_hair import beard, hair
from memoreez.designs.figure_hats import HIDDEN_ABOVE, hat
from memoreez.designs.figure_look import Look
from memoreez.designs.figure_surface import front
from memoreez.sdf import (
    Sdf,
    capsule,
    difference,
    ellipsoid,
    grow,
    half_space,
    intersection,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

EYE_X, EYE_Z = 6.2, -1.8
SCALE = 1.06
CHIN_Z = -17.5


def head(look: Look, wall: float, worn: bool = False) -> Sdf:
    """The whole head. `worn`: something from outside goes on top, so hair lies flat, no hat."""
    skull = _skull()
    face = _face(skull, look)
    covered = worn or look.hat != "none"
    locks = hair(look, skull, wall)
    if covered:
        flat = half_space((0, -0.25, 1), HIDDEN_ABOVE)
        locks = intersection(locks, flat)
    parts = [face, locks, *beard(look, skull)]
    if look.glasses:
        parts.append(_glasses(face, wall))
    solid = union(*parts, k=0.3)
    if look.hat != "none" and not worn:
        solid = union(solid, hat(look, wall), k=0.3)
    return solid.at(z=-CHIN_Z).scale(SCALE * look.build.head).at(z=CHIN_Z)


def crown(look: Look) -> float:
    """How high the top of the skull is over its middle."""
    return CHIN_Z + (16.5 - CHIN_Z) * SCALE * look.build.head


def _skull() -> Sdf:
    cranium = ellipsoid(17, 16, 16.5)
    jaw = ellipsoid(14.4, 13, 11).at(0, -1.8, -6.6)
    cheeks = mirror(ellipsoid(5.6, 5, 5).at(8.2, -9.2, -6.6))
    return union(union(cranium, jaw, k=5), cheeks, k=4)


def _face(skull: Sdf, look: Look) -> Sdf:
    ears = mirror(_ear().at(18.0, -0.5, -2.6))
    brow = front(skull, [(EYE_X, EYE_Z + 6.6)])[0]
    lift = 1.2 if _arched(look) else 0.0
    arch = [(x, 0.7 + 0.07 * x, 0.5 - 0.9 * (x / 3.0) ** 2) for x in np.linspace(-3.0, 3.0, 7)]
    over = tube(arch, [0.85, 1.05, 0.8]).turn(y=look.brow_deg).turn(z=18)
    brows = mirror(over.at(EYE_X, brow[1] - 0.2, brow[2] + lift))
    n = 2.5 * look.nose
    tip = front(skull, [(0, -5.0)])[0]
    nose = ellipsoid(n, n * 1.05, n * 0.88).at(0, tip[1] - 0.9, -5.0)
    solid = union(union(skull, ears, k=1.0), brows, nose, k=0.8)
    return _mouth(_eyes(solid, skull, look), skull, look)


def _ear() -> Sdf:
    """The left ear, its origin at the root."""
    shell = union(ellipsoid(2.5, 3.6, 4.6).turn(y=10), sphere(2.4).at(-1.6, 0, 0), k=1)
    return difference(shell, ellipsoid(1.4, 1.9, 2.9).at(1.9, -1.6, 0.3), k=0.6)


def _arched(look: Look) -> bool:
    """Whether the eyes are closed arcs; behind glasses those would read as dark lenses."""
    return look.eyes == "happy" and not look.glasses


def _eyes(face: Sdf, skull: Sdf, look: Look) -> Sdf:
    y = float(front(skull, [(EYE_X, EYE_Z)])[0][1])
    if _arched(look):
        arch = [(x, EYE_Z - 1.0 + 2.6 * (1 - (x / 3.2) ** 2)) for x in np.linspace(-3.2, 3.2, 7)]
        strokes = []
        for side in (1, -1):
            places = [(side * EYE_X + x, z) for x, z in arch]
            strokes.append(tube(front(skull, places), 0.95))
        return difference(face, *strokes, k=0.4)
    hollow = ellipsoid(2.6, 3.0, 3.5).turn(z=18).at(EYE_X, y - 0.3, EYE_Z)
    face = difference(face, mirror(hollow), k=0.4)
    sparks = [
        capsule((0, 3, 0), (0, 0, 0), 1.05).at(side * EYE_X - 0.9, y + 0.9, EYE_Z + 1.4)
        for side in (1, -1)
    ]
    return union(face, *sparks, k=0.2)


def _mouth(face: Sdf, skull: Sdf, look: Look) -> Sdf:
    """A smiling line with dimples, or an open laugh: upper teeth, and a tongue in it."""
    wide, low = 5.8, -10.6
    xs = np.linspace(-wide, wide, 9)
    line = front(skull, [(float(x), low + 3.3 * (x / wide) ** 2) for x in xs])
    dimples = [sphere(1.5).at(*p) for p in (line[0], line[-1])]
    if look.mouth == "smile":
        return difference(face, union(tube(line, 1.3), *dimples).at(0, 0.5, -0.6), k=0.4)
    y = float(front(skull, [(0, low)])[0][1])
    lip = ellipsoid(9.0, 9.0, 6.0).at(0, y, low + 8.6)
    hollow = ellipsoid(6.8, 4.6, 6.6).at(0, y, low + 2.8)
    open_mouth = difference(face, difference(hollow, lip, k=0.6), k=0.4)
    tongue = ellipsoid(3.8, 3.0, 2.4).at(0, y + 2.6, low - 3.2)
    behind = intersection(tongue, hollow, skull.at(0, 0.8, 0))  # hanging out, it reads as a beard
    under_eyes = half_space((0, 0, 1), low + 5.0)
    row = lip.at(z=-1.9)
    teeth = intersection(grow(hollow, 0.4), row, skull.at(0, 0.9, 0), under_eyes)
    return union(open_mouth, behind, teeth, k=0.2)


def _glasses(face: Sdf, wall: float) -> Sdf:
    """Round rims that rest on the face all round, a bridge, and temples to the ears."""
    r = max(0.95, 0.5 * wall)
    y = float(front(face, [(EYE_X + 4.4, EYE_Z)])[0][1])
    inner = float(front(face, [(EYE_X - 3.8, EYE_Z)])[0][1])
    rim = torus(5.1, r).turn(x=90).turn(z=24).at(EYE_X + 0.3, (y + inner) / 2 - 0.1, EYE_Z)
    bridge = tube([(-2.0, inner - 0.6, 0.6), (0, inner - 1.0, 1.2), (2.0, inner - 0.6, 0.6)], r)
    temple = tube([(EYE_X + 4.8, y, 0.4), (16.0, -8, 0.8), (17.9, 0, 0.8)], r)
    return union(mirror(rim), bridge, mirror(temple), k=0.4)
