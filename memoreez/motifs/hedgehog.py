"""A hedgehog that sits up in its coat of spines, a leaf caught in it, and hugs an apple."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    extrude,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

COAT = np.array([19.0, 16.0, 25.0])  # semi-axes of the egg that carries the spines
MIDDLE = np.array([0.0, 4.5, 27.5])  # of that egg
SPINES = 230  # over the whole egg; those on the face and belly are left out


@motif(
    "animal",
    en="hedgehog, hedgehogs, my hedgehog, baby hedgehog, pet hedgehog, hedgehog lover, hoglet, "
    "hoglets, hedgehog rescue, prickly friend, hedgie, hedgies",
    de="Igel, Igelchen, Igelbaby, Igelbabys, mein Igel, Igelfreund, Igelfreundin, Igelrettung, "
    "Igelstation, Stacheltier, Igelhaus, kleiner Igel",
    fr="hérisson, hérissons, petit hérisson, bébé hérisson, mon hérisson, hérissonne, "
    "ami des hérissons, sauver les hérissons, sauvetage de hérissons, hérisson domestique",
    es="erizo, erizos, ericito, erizo de tierra, erizo bebé, mi erizo, erizo africano, "
    "amante de los erizos, rescate de erizos, erizos de tierra",
    to_person=0.3,
)
def hedgehog(wall: float = 1.2, pose: str = "stand") -> Sdf:
    coat = ellipsoid(*COAT).at(*MIDDLE)
    belly = ellipsoid(14.5, 12, 17).at(0, -3.5, 17.5)
    rump = ellipsoid(14, 13, 9).at(0, 7, 5.5)
    body = union(coat, belly, rump, k=3)
    body = union(body, _face(wall).turn(x=2, y=7, z=-4).at(0.4, -5.5, 39), k=1.6)
    body = union(body, _spines(wall), k=0.5)
    body = union(body, mirror(_foot().turn(z=20).at(9.5, -13.5, 0)), k=1.2)
    return floor(union(body, _apple(wall), mirror(_arm()), _leaf(wall), k=0.5).at(0, 2, 0))


def _spines(wall: float) -> Sdf:
    """Evenly over the coat, swept back and upwards."""
    i = np.arange(SPINES) + 0.5
    z, turn = 1 - 2 * i / SPINES, i * math.pi * (3 - math.sqrt(5))
    ring = np.sqrt(1 - z * z)
    spots = np.c_[ring * np.cos(turn), ring * np.sin(turn), z]
    hairline = np.where(z > 0.62, -0.9, np.where(z > 0, -0.42, -0.42 + 0.55 * np.abs(z)))
    kept = spots[(spots[:, 1] > hairline) & (z > -0.82)]
    tip = max(0.65, 0.32 * wall)
    made = []
    for spot in kept:
        root = MIDDLE + spot * COAT
        away = spot / COAT
        away = away / np.linalg.norm(away) + (0, 0.42, 0.2)
        end = root + away / np.linalg.norm(away) * (5.6 if spot[1] > -0.2 else 4.4)
        made.append(capsule((root - 1.2 * away).tolist(), end.tolist(), 2.1, tip))
    return union(*made, k=0.3)


def _face(wall: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = union(
        ellipsoid(14.2, 9, 10.4),
        mirror(ellipsoid(6.0, 5.4, 5.2).at(6.6, -4.8, -4.4)),
        capsule((0, -6, -2.0), (0, -15.0, -0.2), 6.4, 2.7),
        k=3.2,
    )
    head = eyes(skull, (5.8, -8.4, 2.6), 2.6, 26, tall=1.2)
    smile = tube(_front(head, [(5.6, -3.0), (4.6, -4.8), (2.4, -5.8), (0.0, -5.0)]), 0.7)
    head = difference(head, mirror(smile), k=0.4)
    nose = union(ellipsoid(2.9, 2.4, 2.3), sphere(0.6).at(-0.9, -1.9, 1.2), k=0.2)
    ear = difference(
        ellipsoid(4.8, max(2.2, 0.7 * wall), 4.8), ellipsoid(3.2, 2, 3.3).at(0.1, -2.4, -0.2), k=0.8
    )
    ears = mirror(ear.turn(y=34).turn(z=24).at(12.2, -3.0, 7.6))
    return union(head, nose.at(0, -17.4, 0.6), ears, k=0.7)


def _front(solid: Sdf, spots: Sequence[tuple[float, float]]) -> npt.NDArray[np.float64]:
    """A smooth line over what is seen of `solid` from the front at these (x, z): (n, 3) mm."""
    path = curve([(x, -40, z) for x, z in spots], 14)
    for _ in range(40):
        path[:, 1] += 0.9 * solid(path)
    return path


def _arm() -> Sdf:
    sleeve = tube(
        curve([(11.5, -9, 27), (14.2, -15, 21.5), (9.0, -20.5, 18.6)], 9), [4.6, 3.9, 3.1]
    )
    fingers = [
        capsule((8.4, -20.4, 18.6 + dz), (4.8, -23.2 - 0.2 * abs(dz), 18.2 + 1.5 * dz), 1.6, 1.25)
        for dz in (-1.8, 0, 1.8)
    ]
    return union(sleeve, *fingers, k=0.6)


def _foot() -> Sdf:
    """Points to -y, the sole shown to whoever looks: four pads."""
    sole = union(ellipsoid(5.4, 5.6, 6.2).at(0, -1.5, 5.6), ellipsoid(5, 7, 3).at(0, 0, 2), k=2)
    toes = [sphere(1.75).at(x, -4.4 + 0.1 * x * x, 11.2 - 0.16 * x * x) for x in (-3.3, 0, 3.3)]
    return difference(union(sole, *toes, k=0.8), ellipsoid(2.5, 1.2, 2.1).at(0, -7.3, 5.2), k=0.5)


def _apple(wall: float) -> Sdf:
    r = max(0.9, wall / 2)
    flesh = union(torus(2.9, 5.4), ellipsoid(5, 5, 5), k=1.5).scale(1.08)
    dimple = difference(flesh, sphere(2.6).at(0, 0, 7.2), k=1.6)
    stalk = capsule((0, 0, 2), (0.8, 0.3, 8.4), r)
    leaf = ellipsoid(4.0, 1.9, r).turn(y=-18).at(4.2, -0.3, 8.0)
    return union(dimple, stalk, leaf, k=0.4).turn(x=8, y=-6).at(0, -18.6, 20.0)


def _leaf(wall: float) -> Sdf:
    """An autumn leaf on the spines at the right of the back."""
    thick = max(1.8, wall)
    half = [(0, -8), (3.4, -5.2), (5.6, -1.4), (4.6, 2.4), (2.4, 5.4)]
    outline = loop([*half, (0, 8.4), *[(-x, y) for x, y in reversed(half[1:])]], 40)
    veins = [capsule((0, -8, 0), (0, 6.4, 0), 0.5)]
    veins += [capsule((0, y, 0), (s * 3.6, y + 3.0, 0), 0.42) for y in (-4, -0.4) for s in (-1, 1)]
    blade = difference(extrude(outline, height=thick, round=0.7), union(*veins).at(z=thick / 2))
    stalk = capsule((0, -7, 0), (0.8, -11.4, 0.4), max(0.9, thick / 2.2))
    whole = union(blade, stalk, k=0.4).turn(z=38)
    under = ellipsoid(3.4, 5, 3.4).turn(z=38).at(z=-3)
    return union(whole, under).turn_to((0.62, 0.62, 0.56)).at(14.6, 19.0, 44.0)
