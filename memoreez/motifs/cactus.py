"""A ribbed cactus with raised arms and blossoms, in a pot with a face, small friends beside it."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

F64 = npt.NDArray[np.float64]
SOIL = 21.0  # its height in the pot


@motif(
    "plant",
    en="cactus, cacti, cactuses, succulent, succulents, cactus collector, cactus lover, "
    "collecting cacti, prickly pear, saguaro, potted cactus, aloe, aloe vera, desert plants, "
    "cactus garden, succulent garden",
    de="Kaktus, Kakteen, Kaktusse, Sukkulente, Sukkulenten, Kakteensammler, Kakteenfreund, "
    "Kakteen sammeln, Feigenkaktus, Säulenkaktus, Kakteengarten, Aloe, Aloe vera, Kakteenliebe",
    fr="cactus, cactées, cactée, succulente, succulentes, plante grasse, plantes grasses, "
    "collection de cactus, collectionneur de cactus, figuier de barbarie, saguaro, aloès, "
    "aloe vera",
    es="cactus, cacto, cactos, cactáceas, suculenta, suculentas, colección de cactus, "
    "coleccionista de cactus, chumbera, nopal, saguaro, áloe, aloe vera, plantas crasas",
    to_person=0.36,
)
def cactus(wall: float = 1.2, pose: str = "stand") -> Sdf:
    trunk = _ribbed([(0, 0, 14), (0.6, 0, 36), (0, 0, 58)], 10.2, 10, wall)
    right = _ribbed([(5, 0, 33), (15, 0, 33.5), (20.5, 0, 37), (21.4, 0, 50)], 5.6, 8, wall)
    left = _ribbed([(-5, 0, 39), (-14, 0, 39.6), (-18.8, 0, 43), (-19.4, 0, 53)], 5.0, 8, wall)
    plant = union(trunk, right, left, sphere(6).at(7, 0, 33), sphere(5.4).at(-7, 0, 39), k=1.2)
    blooms = [
        _blossom(wall).scale(1.25).turn(x=14, y=-12).at(-1.6, -1.4, 57.0),
        _blossom(wall).scale(0.8).turn(x=8, y=14).at(21.8, -0.4, 49.2),
        _blossom(wall).scale(0.62).turn(x=52, z=24).at(5.4, -8.4, 48.0),
    ]
    pot = union(_pot(), _pebbles(), _baby(wall), _rosette(wall), k=0.5)
    return floor(union(pot, plant, *blooms, k=0.4))


def _ribbed(points: list[tuple[float, float, float]], radius: float, ribs: int, wall: float) -> Sdf:
    """A stem along `points` in the plane y = 0, round at its end: ribs, thorns along each."""
    path = curve(points, 22)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    left = np.r_[0, np.cumsum(steps)][-1] - np.r_[0, np.cumsum(steps)]  # mm to the end
    out = radius * np.sqrt(1 - np.clip(1 - left / radius, 0, 1) ** 2)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    sideways = np.cross(along, (0, 1, 0))
    swelling = 0.2 * radius
    parts = [tube(path, np.maximum(out - 1.5 * swelling, 0.3).tolist())]
    thorn = max(0.6, 0.3 * wall)
    for i in range(ribs):
        a = 2 * math.pi * (i + 0.5) / ribs
        away: F64 = math.cos(a) * sideways + math.sin(a) * np.array([0.0, 1.0, 0.0])
        ridge = path + away * np.maximum(out - swelling, 0)[:, None]
        parts.append(tube(ridge, swelling))
        for j in range(2 + i % 2, len(path) - 2, 3):
            root = ridge[j] + away[j] * (swelling - 0.5)
            end = root + away[j] * 1.3 + along[j] * 0.6
            parts.append(capsule(root.tolist(), end.tolist(), thorn + 0.35, thorn))
    return union(*parts, k=0.5)


def _blossom(wall: float) -> Sdf:
    """Open upwards: two rings of petals round a button."""
    thick = max(0.9, 0.45 * wall)
    outer = ellipsoid(2.1, 3.8, thick).turn(x=28).at(0, 4.0, 1.9)
    inner = ellipsoid(1.5, 2.8, thick).turn(x=56).at(0, 2.3, 3.2)
    cup = cone(1.6, 3.6, 4.2, round=0.8).at(z=0.2)
    heart = union(ellipsoid(1.9, 1.9, 1.6).at(z=3.4), around(sphere(0.6).at(1.1, 0, 4.7), 5), k=0.2)
    return union(cup, around(outer, 7), around(inner, 7).turn(z=25), heart, k=0.3)


def _pot() -> Sdf:
    """Terracotta on a saucer; it smiles."""
    wallside = cone(14.2, 18.4, 19, round=1.4).at(z=11)
    rim = cylinder(20.2, 6.4, round=1.6).at(z=20.2)
    saucer = union(cone(17, 19.4, 3.4, round=1.2).at(z=1.7), torus(18.4, 1.2).at(z=3.2), k=0.6)
    hollow = cylinder(17.4, 6, round=1).at(z=SOIL + 2.4)
    pot = union(difference(union(wallside, rim, k=0.5), hollow, k=0.6), saucer, k=0.6)
    soil = ellipsoid(17.6, 17.6, 2.2).at(z=SOIL - 0.6)
    eye = ellipsoid(2.0, 2.0, 2.5).at(5.6, -15.4, 12.2)
    spark = capsule((5.0, -12, 13.1), (5.0, -15.4, 13.1), 0.75)
    cheek = ellipsoid(2.5, 1.3, 1.7).turn(z=35).at(9.6, -13.7, 8.4)
    smile = tube(curve([(-3.6, -15.5, 10.0), (0, -15.3, 7.0), (3.6, -15.5, 10.0)], 9), 0.95)
    face = difference(union(pot, mirror(cheek), k=0.8), mirror(eye), smile, k=0.4)
    return union(face, mirror(spark), soil, k=0.3)


def _pebbles() -> Sdf:
    random = np.random.default_rng(7)
    stones = []
    for i in range(15):
        a = 2 * math.pi * i / 15 + random.uniform(-0.1, 0.1)
        r = random.uniform(13.2, 14.8)
        size = random.uniform(1.7, 2.7)
        stone = ellipsoid(size, 0.8 * size, 0.7 * size).turn(z=float(random.uniform(0, 180)))
        stones.append(stone.at(r * math.cos(a), r * math.sin(a), SOIL + 1.3))
    return union(*stones, k=0.3)


def _baby(wall: float) -> Sdf:
    """A round little cactus with a flower on its head."""
    ball = union(ellipsoid(3.8, 3.8, 4.2), around(ellipsoid(1.3, 1.5, 4.3).at(0, 3.5, 0), 9), k=0.4)
    bed = cone(3.6, 3.0, 6).at(z=-2.6)
    return union(ball, bed, _blossom(wall).scale(0.5).at(z=4.2), k=0.3).at(9.6, -11.0, SOIL + 3.6)


def _rosette(wall: float) -> Sdf:
    """A succulent: fleshy leaves in three rings."""
    thick = max(1.1, 0.45 * wall)
    rings = []
    for n, out, lift, long in ((8, 4.0, 14, 3.6), (6, 2.6, 38, 3.0), (4, 1.2, 64, 2.4)):
        leaf = union(ellipsoid(1.7, long, thick), sphere(0.6).at(0, long, 0.2), k=1)
        rings.append(around(leaf.turn(x=lift).at(0, out, 1.0 + lift / 30), n).turn(z=17 * n))
    body = union(*rings, ellipsoid(3.6, 3.6, 2.8), k=0.3)
    return body.scale(1.05).turn(x=14).at(-10.2, -10.6, SOIL + 2.2)
