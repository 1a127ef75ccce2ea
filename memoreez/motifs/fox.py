"""A fox that sits with its bushy tail swept round its feet, its head on one side."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor, paw
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    mirror,
    tube,
    union,
)


@motif(
    "animal",
    en="fox, foxes, fox cub, fox cubs, red fox, arctic fox, fennec, fennec fox, vixen, "
    "little fox, sly fox, fox lover, fox watching",
    de="Fuchs, Füchse, Füchsin, Fuchsbau, Rotfuchs, Polarfuchs, Fennek, Wüstenfuchs, Füchslein, "
    "Fuchswelpe, Reineke Fuchs, Schlauer Fuchs",
    fr="renard, renards, renarde, renardeau, renardeaux, renard roux, renard polaire, fennec, "
    "petit renard, goupil, rusé comme un renard, bébé renard",
    es="zorro, zorros, zorrito, zorritos, zorro rojo, zorro ártico, fénec, raposa, raposo, "
    "cachorro de zorro, astuto como un zorro",
    to_person=0.36,
    poses=("sit",),
)
def fox(wall: float = 1.2, pose: str = "sit") -> Sdf:
    head = _head(max(1.5, 0.7 * wall)).scale(1.1).turn(x=3).turn(y=10).turn(z=-7).at(-0.5, -5, 41.5)
    return floor(union(union(_body(), head, k=2.5), _tail(), k=1.0)).at(-2, 0)


def _body() -> Sdf:
    rump = ellipsoid(11.5, 12, 10.5).at(0, 7, 10)
    trunk = capsule((0, 6, 13), (0, -2, 27), 9.8, 7.4)
    body = union(rump, trunk, capsule((0, -2.5, 28), (0, -4, 37), 7, 6.4), k=5)
    thigh = union(
        ellipsoid(5.6, 9.5, 9).turn(x=-14).at(10.2, 4, 9),
        paw(3.7, 6.2, 2.9).turn(z=10).at(11.4, -6, 0),
        k=2,
    )
    leg = union(
        capsule((4.2, -5.4, 23), (4.0, -9.6, 5), 4.1, 3.1),
        paw(3.7, 5.4, 3.0).at(4.0, -10.6, 0),
        k=1.4,
    )
    body = union(union(body, mirror(thigh), k=2.2), mirror(leg), k=1.2)
    locks = [
        capsule((x, -6.2, z), (x * 0.75, -10.6 - 0.2 * (30 - z), z - 6.2), 3.0, 1.0)
        for x, z in ((-5, 30), (0, 31), (5, 30), (-2.6, 27), (2.6, 27), (0, 23.5))
    ]
    return union(body, *locks, k=0.8)


def _tail() -> Sdf:
    """As thick as its body, swept round to the front, combed, with a pale tip of locks."""
    way = [(2, 15, 6), (12, 20, 6.6), (21.5, 13, 7.6), (23.5, 0, 8), (18.5, -12, 7.4)]
    path = curve([*way, (8.5, -19.5, 6), (-2.5, -21, 4.6)], 26)
    radii = np.interp(np.linspace(0, 1, 26), np.linspace(0, 1, 7), [4, 6, 7.8, 8.4, 7.8, 6, 1.4])
    brush = tube(path, list(radii), k=2.0)
    along = np.gradient(path, axis=0)
    side = np.c_[along[:, 1], -along[:, 0], 0 * along[:, 0]]
    side /= np.linalg.norm(side, axis=1)[:, None]
    combed = []
    for deg, first, last in (
        (-12, 4, 10), (18, 7, 13), (48, 4, 11), (78, 8, 13), (105, 5, 11), (-30, 9, 14),
        (5, 12, 16), (35, 12, 17), (64, 13, 17), (95, 12, 16), (130, 7, 12),
    ):  # fmt: skip
        a = np.radians(deg)
        out = np.cos(a) * side + np.sin(a) * np.array([0, 0, 1])
        skin = path + radii[:, None] * out
        skin -= brush(skin.astype(np.float32))[:, None] * out
        combed.append(tube(skin[first:last], [0.2, 0.8, 0.2]))
    locks = []
    for deg in (-40, -8, 24, 56, 88, 122):
        a = np.radians(deg)
        out = np.cos(a) * side + np.sin(a) * np.array([0, 0, 1])
        root, tip = path[17] + 5.6 * out[17], path[20] + 6.5 * out[20]
        locks.append(capsule(tuple(root), tuple(tip), 2.2, 0.9))
    return union(difference(brush, *combed, k=0.5), *locks, k=0.5)


def _ear(tip: float) -> Sdf:
    """The right ear, large and pointed, hollow towards -y, `tip` mm its radius at the top."""
    out = capsule((0, 0, -2), (3.2, 0.4, 12.4), 6.6, tip).stretch(y=0.62)
    hollow = capsule((0.2, -4.6, 1.0), (2.8, -2.5, 10.2), 4.0, 0.6)
    return difference(out, hollow, k=1.0).turn(y=7).turn(z=14).at(7.6, 1.4, 6.6)


def _head(tip: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(12.2, 10.6, 9.8)
    ruff = [
        capsule((5, -2.6, -2.4), (17.2, -1.8, -3.4), 6.2, 1.2),
        capsule((4, -2.4, -4), (13.8, -2.2, -7.6), 5.6, 1.2),
    ]
    head = union(skull, mirror(union(*ruff, k=0.8)), k=3)
    muzzle = union(
        capsule((0, -6, -2.4), (0, -17.5, -5.0), 5.8, 2.3),
        mirror(ellipsoid(4.0, 5.0, 3.2).at(2.6, -9.0, -5.4)),
        k=2.5,
    )
    head = union(head, muzzle, k=2.5)
    smile = mirror(
        tube(curve([(0.4, -19.3, -6.7), (3.3, -14.6, -6.3), (6.8, -10.0, -4.0)], 9), 0.55)
    )
    head = difference(head, smile, k=0.4)
    head = eyes(head, (5.6, -8.7, 1.6), 2.5, 26, tall=1.15)
    brows = mirror(ellipsoid(2.3, 1.2, 1.1).turn(y=10).turn(z=18).at(5.6, -7.9, 6.4))
    nose = ellipsoid(2.6, 2.1, 1.9).at(0, -19.2, -4.0)
    tuft = [
        capsule((x, -3, 8.4), (1.8 * x, -6.4, 11.8 - 0.4 * abs(x)), 1.6, 0.9)
        for x in (-1.6, 0, 1.6)
    ]
    head = union(union(head, brows, k=1.6), nose, k=0.4)
    return union(head, mirror(_ear(tip)), *tuft, k=1.6)
