"""A chubby unicorn that lies on a cloud: a spiral horn, mane and tail in waves, a star on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    mirror,
    sphere,
    star_outline,
    tube,
    union,
)

Point = tuple[float, float, float]
Strand = tuple[float, list[Point]]
TOP = 7.0  # where the animal lies, mm


@motif(
    "animal",
    en="unicorn, unicorns, baby unicorn, unicorn lover, unicorn princess, unicorn party, "
    "magical unicorn, unicorn horn, alicorn, alicorns, pegasus, winged horse, "
    "magical creature, magical creatures",
    de="Einhorn, Einhörner, Babyeinhorn, Einhornfan, Einhornparty, "
    "Einhornprinzessin, Zaubereinhorn, Glitzereinhorn, Pegasus, geflügeltes Pferd, "
    "Zauberwesen",
    fr="licorne, licornes, bébé licorne, petite licorne, licorne magique, fan de licornes, "
    "princesse licorne, corne de licorne, pégase, cheval ailé, créature magique, "
    "créatures magiques",
    es="unicornio, unicornios, bebé unicornio, unicornio bebé, unicornio mágico, "
    "amante de los unicornios, princesa unicornio, cuerno de unicornio, alicornio, pegaso, "
    "caballo alado, criatura mágica, criaturas mágicas",
    to_person=0.5,
    poses=("lie",),
)
def unicorn(wall: float = 1.2, pose: str = "lie") -> Sdf:
    body = union(_body(), mirror(_legs()), k=1.6)
    body = union(body, _star(wall), k=0.4)
    body = union(
        body, _head(wall).turn(x=-5).turn(y=-6).turn(z=36).scale(1.07).at(0, -13.0, 33), k=2.5
    )
    body = union(body, _mane(wall), k=0.8)
    body = union(body, _tail(wall), k=0.9)
    animal = body.turn(z=-64).at(1.5, 0.5, TOP - 1.0)
    return floor(union(_cloud(), animal, k=0.6)).at(-1, 0)


def _body() -> Sdf:
    """Looks to -y, its belly on the ground."""
    trunk = capsule((0, -5, 10.5), (0, 8, 10.5), 10.8, 11.5)
    chest = ellipsoid(8.8, 8, 9.5).at(0, -9, 13)
    neck = tube(curve([(0, -6, 13), (0, -9.5, 21), (0, -11.5, 29)], 7), [9.5, 7.6, 7.0])
    belly = ellipsoid(10.5, 10, 4.5).at(0, -2, 2.5)
    return union(union(trunk, chest, neck, k=4), belly, k=1.5)


def _hoof() -> Sdf:
    """Points to -y, a soft edge round it."""
    return cone(4.9, 4.0, 5.2, 0.8).turn(x=-90)


def _legs() -> Sdf:
    """A foreleg stretched out and the hind leg folded beside the belly, both on the right."""
    fore = capsule((6.0, -8, 6.5), (6.4, -19.5, 4.6), 5.0, 4.0)
    haunch = ellipsoid(6.2, 9.2, 9.0).turn(x=-10).at(8.6, 8.5, 8.6)
    hind = capsule((11.5, 10, 4.6), (12.6, 0.5, 4.6), 4.6, 4.0)
    return union(
        union(fore, _hoof().turn(z=2).at(6.5, -22.5, 4.7), k=0.5),
        union(haunch, union(hind, _hoof().turn(z=6).at(12.8, -2.5, 4.7), k=0.5), k=1.5),
    )


def _star(wall: float) -> Sdf:
    star = extrude(star_outline(5, 4.4, 2.1), height=4, round=0.5)
    return star.turn(x=90).turn(z=90).turn(y=-12).at(13.4, 9.5, 11.0)


def _head(wall: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = union(
        ellipsoid(10.4, 10, 10),
        mirror(sphere(5.6).at(5.0, -4.0, -4.0)),
        mirror(ellipsoid(4.0, 3.2, 3.4).at(6.2, -5.4, 4.2)),
        k=3,
    )
    muzzle = union(
        capsule((0, -4, -1.5), (0, -10.5, -4.4), 7.4, 6.2),
        mirror(ellipsoid(4.2, 4.0, 4.2).at(3.2, -12.0, -4.6)),
        k=2,
    )
    head = union(skull, muzzle, k=3.5)
    nostril = ellipsoid(0.75, 1.2, 0.95).at(3.2, -15.7, -2.7)
    spots = [(0, -7.4), (2.4, -7.0), (4.8, -5.6), (6.3, -4.0), (7.0, -2.8)]
    lip = curve([(x, -26, z) for x, z in spots], 12)
    for _ in range(30):  # onto the muzzle, as it is seen from the front
        lip[:, 1] += 0.9 * head(lip)
    smile = union(tube(lip, 0.75), sphere(1.1).at(*lip[-1]))
    head = difference(head, mirror(union(nostril, smile)), k=0.5)
    head = eyes(head, (6.6, -8.3, 2.0), 2.8, 28, tall=1.25)
    ear = capsule((5.8, 1.5, 8), (8.0, 1.0, 16), 3.4, max(1.4, 0.45 * wall))
    inner = capsule((7.2, -2.0, 10), (8.2, -0.8, 14.6), 1.6, 0.7)
    head = union(head, mirror(difference(ear, inner, k=0.5)), k=1.4)
    head = union(head, *_forelock(), k=0.7)
    return union(head, _horn(wall).turn(x=16).at(0, -4.4, 8.4), k=0.5)


def _horn(wall: float) -> Sdf:
    """A cone with a ridge wound round it; the origin is in the forehead."""
    low, high, tall = max(3.0, 0.9 * wall), max(0.9, 0.5 * wall), 17.5
    turns, n = 4.2, 56
    points = []
    for i in range(n + 1):
        t = i / n
        a, r = 2 * math.pi * turns * t, low + (high - low) * t
        points.append((r * math.cos(a), r * math.sin(a), tall * t))
    core = capsule((0, 0, 0), (0, 0, tall + 0.6), low, high)
    return union(core, tube(points, [1.45, 0.7]), k=0.5)


def _lock(points: Sequence[Point], thick: float, tip: float = 1.0) -> Sdf:
    """A strand of three hairs that swells, narrows and turns up at its end."""
    path = curve(points, 18)
    aside = np.cross(np.gradient(path, axis=0), path - (0.0, 4.0, 20.0))
    aside /= np.linalg.norm(aside, axis=1, keepdims=True)
    open_ = np.interp(np.linspace(0, 1, 18), [0, 0.4, 0.8, 1], [0.3, 0.62, 0.5, 0.1])[:, None]
    radii = [max(tip, t * thick) for t in (0.6, 0.74, 0.74, 0.56, 0.28)]
    hairs = [tube(path + side * thick * open_ * aside, radii) for side in (-1.0, 1.0)]
    return union(*hairs, tube(path, [1.12 * r for r in radii]), k=0.3)


def _forelock() -> list[Sdf]:
    """Parted by the horn, in the frame of the head."""
    right = curve([(0.5, 3, 10.6), (4.6, -2.5, 11.2), (8.0, -5.8, 8.8), (10.6, -4.6, 7.8)], 12)
    left = curve([(-0.5, 3, 10.6), (-4.4, -3, 10.8), (-7.4, -5.4, 8.6), (-9.4, -4.4, 7.6)], 12)
    return [tube(right, [1.6, 2.4, 2.3, 1.3]), tube(left, [1.6, 2.3, 2.2, 1.2])]


def _mane(wall: float) -> Sdf:
    """Locks over the nape, down both sides of the neck, their ends turned outwards."""
    locks: list[Strand] = [
        (
            3.6,
            [(1, -7, 43), (9, -4, 41), (12, -3, 33), (9, -6, 24), (9, -11, 18), (12, -13, 18.6)],
        ),
        (3.8, [(0, -4, 42), (8, 0, 39), (11.5, 3, 30), (9.8, 0, 21), (12.4, -5, 14), (16, -5, 15)]),
        (
            3.5,
            [
                (0, 0, 38),
                (6, 5, 34),
                (9.8, 7, 27),
                (9.8, 5, 21),
                (11.8, 3.4, 16),
                (14.6, 4.6, 16.6),
            ],
        ),
        (3.6, [(-1, -7, 43.5), (-8, -4, 40), (-10.5, -3, 31), (-8, -5, 23), (-12, -7, 16)]),
        (3.8, [(0, -3, 41), (-6, 2, 37), (-9, 4, 28), (-8, 2, 20), (-12, 3, 15)]),
        (3.9, [(0, -5, 43.5), (1, 2, 40), (1.5, 7.5, 32), (1, 7, 24), (2.5, 13, 21)]),
    ]
    bed = tube(curve([(0, -9, 42), (0, -4, 37), (0, -1, 29), (0, 3, 22)], 10), [4.0, 5.2, 5.6, 4])
    return union(bed, *[_lock(path, t, 0.4 * wall) for t, path in locks], k=0.5)


def _tail(wall: float) -> Sdf:
    """Up from the rump and over in a plume, the ends curled up on the cloud."""
    root: list[Point] = [(0, 14, 13), (1.5, 18.5, 20), (5, 21.5, 24.5)]
    ends: list[Strand] = [
        (4.2, [(10.5, 22.5, 23.5), (14, 21.5, 17), (15, 20.5, 10), (18.5, 20, 6), (22, 19, 8.4)]),
        (4.4, [(9, 24, 20), (11, 24, 13), (12, 22.5, 6), (14, 22, 1.5)]),
        (4.0, [(9, 18.5, 19), (11.5, 17.5, 13), (13, 17, 7.5), (18, 15.6, 4.4), (21, 14.4, 6)]),
    ]
    locks = [_lock([*root, *path], t, 0.4 * wall) for t, path in ends]
    return union(*locks, tube([(2, 14, 12), (7, 19, 15), (11, 19.5, 6)], [5, 4.5, 4]), k=0.5)


def _cloud() -> Sdf:
    """Puffs in a ring round a flat middle, higher behind."""
    puffs = [
        (-21, -8, 8.5), (-11.5, -16, 7), (-1, -17.5, 9.6), (11, -15, 7.2), (20, -8.5, 9.8),
        (24.5, 3, 7.2), (17, 13, 9.6), (4, 17, 8.0), (-8, 15, 9.6), (-18.5, 11, 10.5),
        (-24.5, 1.5, 7.4), (-14, 17.5, 6.6), (27, -3, 5.2), (-16, -14.5, 5.4),
    ]  # fmt: skip
    balls = [ellipsoid(r, r, r).at(x, y, 0.32 * r) for x, y, r in puffs]
    return union(cylinder(1, TOP, 0.4).stretch(x=22, y=17).at(z=TOP / 2), *balls, k=1.0)
