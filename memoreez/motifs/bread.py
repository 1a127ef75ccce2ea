"""A wicker basket of bread: a scored country loaf, two baguettes, a croissant, a roll, a cloth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    extrude,
    grow,
    intersection,
    loop,
    torus,
    tube,
    union,
)

LOW, WIDE, HIGH = 18.0, 22.0, 17.0  # of the basket: radius below and above, height
Path = np.ndarray[tuple[int, int], np.dtype[np.float64]]
OVAL = (1.16, 0.9, 1.0)
LOAF = np.array([17.5, 17.5, 12.5])  # semi-axes of the country loaf


@motif(
    "food",
    en="bread, breads, baking bread, bread baking, sourdough, baguette, baguettes, bakery, "
    "bakeries, loaf, loaves, croissant, croissants, bread roll, bread rolls, sourdough bread, "
    "home baked bread, bread maker, fresh bread, bagels, focaccia",
    de="Brot, Brote, Brot backen, Brotbacken, Sauerteig, Sauerteigbrot, Bäckerei, Brötchen, "
    "Semmel, Semmeln, Croissant, Baguette, Laib, Hobbybäcker, Bauernbrot, Vollkornbrot, "
    "Roggenbrot, Stockbrot",
    fr="pain, pains, faire son pain, pain au levain, levain, boulangerie, boulangère, "
    "baguette, croissant, croissants, miche, viennoiserie, viennoiseries, pain maison, "
    "brioche",
    es="pan, panes, hacer pan, hornear pan, masa madre, panadería, panadera, barra de "
    "pan, hogaza, hogazas, cruasán, cruasanes, pan casero, baguette, panecillo, panecillos",
    hold="front",
    to_person=0.38,
    grip=(0, 0, -18),
    poses=("stand", "held"),
)
def bread(wall: float = 1.2, pose: str = "stand") -> Sdf:
    breads = [
        _loaf().turn(z=20).turn(x=50, y=-8).at(-6.4, 0.5, 25.0),
        _baguette(46).turn(y=11, x=-10).at(12.6, 6.5, 36),
        _baguette(42).turn(y=25, x=-6).at(19.0, 3.0, 32),
        _croissant().turn(z=-14).turn(x=50).at(12.6, -13.0, 21.6),
        _roll().turn(x=46, y=-24).at(-19.0, -8.4, 19.0),
        _roll().scale(1.35).turn(x=-26, y=-4).at(-6.0, 9.5, 18.5),
        _roll().turn(x=-34, y=14).at(7.4, 12.6, 17.5),
    ]
    solid = floor(union(_basket(), union(*breads, k=0.3), _cloth(wall), k=0.4))
    return solid.at(z=-29) if pose == "held" else solid


def _basket() -> Sdf:
    """Woven: in every row the strands pass over every other stake; a plaited rim."""
    middle = HIGH / 2
    solid = cone(LOW, WIDE, HIGH, round=1).at(z=middle)
    strands = []
    for row in range(4):
        z = 3.4 + 3.5 * row
        radius = LOW + (WIDE - LOW) * z / HIGH
        strand = ellipsoid(3.2, 1.5, 1.75).at(0, -radius, z)
        strands.append(around(strand.turn(z=10.0 * (row % 2)), 18))
    twist = capsule((-1.6, 0, -1.5), (1.6, 0, 1.5), 1.5).at(0, -WIDE + 0.2, HIGH - 0.4)
    rim = union(torus(WIDE - 0.4, 1.9).at(z=HIGH - 0.4), around(twist, 34), k=0.3)
    foot = torus(LOW - 0.6, 1.8).at(z=1.4)
    hollow = cone(LOW, WIDE - 3.4, 6).at(z=HIGH + 0.6)
    woven = union(difference(solid, hollow), *strands, foot, k=0.4)
    return union(woven, rim, k=0.3).stretch(*OVAL)


def _skin(points: Sequence[tuple[float, float]]) -> Path:
    """Points on top of the country loaf; x and y in parts of its semi-axes: (n, 3) mm."""
    xy = np.asarray(points, float)
    z = np.sqrt(1 - (xy**2).sum(axis=1))
    return np.asarray(np.c_[xy, z] * LOAF)


def _slashed(solid: Sdf, paths: Sequence[Path], wide: float) -> Sdf:
    """`solid` with slashes along `paths` on its crust, which has burst open and curls up there."""
    lips, cuts = [], []
    for path in paths:
        skin = curve(path.tolist(), 7)
        away = np.cross(np.gradient(skin, axis=0), np.cross(skin, np.gradient(skin, axis=0)))
        away /= np.linalg.norm(away, axis=1, keepdims=True)
        lips.append(tube(skin, [0.4, wide * 1.15, wide * 1.2, wide * 1.15, 0.4]))
        cuts.append(tube(skin + 0.75 * wide * away, [0.2, wide * 0.8, wide, wide * 0.8, 0.2]))
    return difference(union(solid, *lips, k=1.2), *cuts, k=0.4)


def _loaf() -> Sdf:
    """A country loaf, an ear of wheat cut into its crust."""
    stem = _skin([(0.0, -0.7), (0.04, -0.2), (0.0, 0.3), (-0.06, 0.74)])
    leaves = [
        _skin([(s * 0.17, y), (s * 0.37, y + 0.09), (s * 0.5, y + 0.3)])
        for y in (-0.66, -0.28, 0.1)
        for s in (-1, 1)
    ]
    return _slashed(ellipsoid(*LOAF), [stem, *leaves], 1.5)


def _baguette(long: float) -> Sdf:
    """Upright, its slashes towards -y."""
    ends = [(0, 0, z * long) for z in (-0.45, -0.34, -0.15, 0.15, 0.34, 0.45)]
    stick = tube(curve(ends, 9), [3.0, 4.8, 5.3, 5.3, 4.8, 3.0])
    slashes = [
        np.array([(-2.8, -4.3, z - 3.2), (0, -5.2, z), (2.8, -4.3, z + 3.2)])
        for z in np.arange(0.5 * long - 8, -3, -7.2)
    ]
    return _slashed(stick, slashes, 1.5)


def _croissant() -> Sdf:
    """Seven rolls of dough along a crescent that opens to -y, lying in the plane z = 0."""
    parts = []
    for i, size in enumerate((2.2, 3.7, 5.2, 6.1, 5.2, 3.7, 2.2)):
        angle = np.radians(90 + 32 * (i - 3))
        x, y = 9.4 * np.cos(angle), 9.4 * np.sin(angle)
        roll = ellipsoid(size, 3.5, size * 0.9).turn(z=float(np.degrees(angle)))
        parts.append(roll.at(float(x), float(y)))
    return union(*parts, k=0.3).at(y=-4)


def _roll() -> Sdf:
    """Cut crosswise."""
    cuts = [
        np.array([(-5.4 * x, -5.0 * y, 4.4), (0, 0, 6.4), (5.4 * x, 5.0 * y, 4.4)])
        for x, y in ((1, 0.2), (-0.2, 1))
    ]
    return _slashed(ellipsoid(8.0, 7.4, 6.4), cuts, 1.4)


def _cloth(wall: float) -> Sdf:
    """A napkin whose corner hangs over the front of the rim, hemmed, with a heart on it."""
    thick = max(1.5, 0.8 * wall)
    corner = loop([(-18, 24), (18, 24), (14, 14), (7.4, 6), (0, 2.6), (-7.4, 6), (-14, 14)], 56)
    over = grow(cone(LOW, WIDE, HIGH).at(z=HIGH / 2), thick + 0.9)
    rim = torus(WIDE - 0.4, 1.9 + thick).at(z=HIGH - 0.4)
    body = union(over, rim, k=2).stretch(*OVAL)
    hang = extrude(corner, height=40, round=0.5).turn(x=90).at(-5, -18, 0)
    inner = extrude(corner * 0.88 + (0, 2.1), height=40).turn(x=90).at(-5, -18, 0)
    ring = difference(hang, inner)
    napkin = intersection(body, hang)
    hem = intersection(grow(body, 0.6), ring)
    half = [(0, -4.0), (3.2, -0.8), (3.9, 1.7), (2.1, 3.2)]
    heart = loop([*half, (0, 1.8), *[(-x, y) for x, y in reversed(half[1:])]], 40)
    raised = extrude(heart, height=40).turn(x=90).at(-5, -18, 11.6)
    sewn = intersection(grow(body, max(0.9, 0.35 * wall)), raised)
    return union(napkin, hem, sewn, cylinder(4, 3).at(z=HIGH - 4))
