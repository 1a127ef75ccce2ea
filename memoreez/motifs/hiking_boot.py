"""A hiking boot: lugged sole, toe cap, crossed laces on hooks, a padded collar that stands open."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    arc,
    box,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# Modelled with the toe towards -y; turned at the end so that the side shows.
PRINT = [
    (0, -30),
    (6, -28.6),
    (10.2, -22),
    (10.8, -14),
    (8.4, -4),
    (7.6, 6),
    (8.6, 14),
    (8.2, 21),
    (4.6, 25.6),
    (0, 26.6),
]
SOLE = 6.4
COLLAR = (0.0, 13.5, 44.5)  # middle of the opening
TURN = 38.0


@motif(
    "sport",
    en="hiking boot, hiking boots, boots, boot, walking, long walks, backpacker, walking boots, "
    "shoe, shoes, wandering, nature walks",
    de="Wanderschuh, Wanderschuhe, Stiefel, Bergschuhe, Spazieren, Spazierengehen, Schuh, "
    "Schuhe, Rucksackreise, Bergstiefel",
    fr="chaussure de randonnée, chaussures de marche, bottes, botte, marche, marcher, balade, "
    "balades, chaussures, marche à pied",
    es="bota de montaña, botas, bota, botas de montaña, caminar, caminata, caminatas, mochilero, "
    "zapatos, andar, caminar por la montaña, paseos",
    to_person=0.4,
    mouth=(-8.4, 10.4, 46.4, 7.6),
)
def hiking_boot(wall: float = 1.2, pose: str = "stand") -> Sdf:
    shoe = union(_upper(wall), _laces(wall), k=0.4)
    hollow = union(
        capsule((COLLAR[0], COLLAR[1] + 0.6, 22), COLLAR, 6.6, 8.1),
        cone(7.9, 9.2, 8).at(*COLLAR),
        k=2,
    )
    shoe = difference(shoe, hollow, k=0.8)
    shoe = union(shoe, _sole(), _loop(wall), _tongue(wall), k=0.3)
    return floor(shoe.turn(z=TURN).at(x=-1.0, y=1.4))


def _footprint() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return loop([*PRINT, *[(-x, y) for x, y in reversed(PRINT[1:-1])]], 64)


def _sole() -> Sdf:
    """Two layers with a groove between; lugs cut into the rim, an arch under the instep."""
    outline = _footprint()
    welt = extrude(outline * 1.03, height=2.6, round=1.1).at(z=SOLE + 0.2)
    tread = extrude(outline * 1.05, height=SOLE, round=0.7).at(z=SOLE / 2 - 0.4)
    gaps = []
    for y in (-24, -18.4, -12.8, -7.2, 10.5, 16, 21.4):
        gaps.append(box(5, 2.0, 4.6, round=0.5).at(12.2, y, 1.2))
    toe = [box(2, 5, 4.6, round=0.5).at(x, -31.6, 1.2) for x in (-3.2, 3.2)]
    heel = [box(2, 5, 4.6, round=0.5).at(x, 28.2, 1.2) for x in (-2.8, 2.8)]
    arch = box(60, 9, 2.6, round=1.2).at(0, 1.6, -0.2)
    tread = difference(tread, *[mirror(g, "x") for g in gaps], *toe, *heel, arch, k=0.4)
    return union(tread, welt, k=0.3)


def _upper(wall: float) -> Sdf:
    """Foot and shaft, with toe cap, heel counter, a side panel and the padded collar."""
    toe = ellipsoid(9.6, 12, 9.6).at(0, -17.4, 9.4)
    instep = capsule((0, -14, 11), (0, 4, 17), 8.8, 9.4)
    heel = ellipsoid(8.6, 9.6, 13).at(0, 15.6, 12)
    shaft = capsule((0, 10.5, 18), (0, COLLAR[1], 40), 9.6, 10.2)
    skin = intersection(
        union(toe, instep, heel, shaft, k=5), box(60, 90, 80).at(0, 0, 40 + SOLE - 1)
    )
    skin = intersection(skin, box(60, 90, 90).turn(x=4).at(0, 10, -0.2))
    band = grow(skin, 0.8)
    cap = intersection(band, ellipsoid(20, 14, 20).at(0, -29, 4), k=0.6)
    counter = intersection(band, ellipsoid(20, 13.4, 17).at(0, 25.6, 9), k=0.6)
    rand = intersection(
        band, extrude(_footprint() * 1.3, height=5, round=1).at(z=SOLE + 2.2), k=0.6
    )
    collar = union(
        torus(9.6, max(2.1, wall * 0.6)).turn(x=4).at(*COLLAR),
        torus(10.0, 1.6).turn(x=4).at(0, COLLAR[1], COLLAR[2] - 4.2),
        k=0.5,
    )
    stitches = intersection(grow(skin, 0.55), _seams(), k=0.3)
    return union(skin, cap, counter, rand, collar, stitches, k=0.5)


def _seams() -> Sdf:
    """Raised lines on the sides: the eyelet facing and one across the ankle."""
    facing = curve([(0, -9.4, 11), (0, -5.8, 20), (0, 1.0, 28.6), (0, 1.4, 39.4)], 9)
    ankle = curve([(0, -2, 13.6), (0, 8, 20.6), (0, 14, 30), (0, 26, 33)], 8)
    return union(
        *[
            tube([(s, y, z) for _, y, z in path], 0.7)
            for path in (facing, ankle)
            for s in (-11, -10, -9, -8, -7, 7, 8, 9, 10, 11)
        ]
    )


ROWS = [
    (-10.4, 20.0, 4.0),
    (-7.2, 22.4, 4.3),
    (-4.2, 25.2, 4.6),
    (-1.6, 28.8, 4.8),
    (-0.2, 33.4, 5.0),
    (0.6, 38.2, 5.2),
]  # y and z of the laces down the front, and half their width


def _laces(wall: float) -> Sdf:
    """Crossed laces between eyelets and hooks, with a bow at the top."""
    r = max(0.95, wall * 0.56)
    rows = ROWS if wall < 2.2 else ROWS[::2] + ROWS[-1:]
    parts = []
    for (y, z, w), (y2, z2, w2) in pairwise(rows):
        middle = ((y + y2) / 2 - 1.5, (z + z2) / 2 + 0.9)
        over = tube([(-w, y + 0.4, z), (0, *middle), (w2, y2 + 0.4, z2)], r)
        parts += [over, over.flip("x")]
    for y, z, w in rows:
        parts.append(mirror(sphere(r + 0.75).stretch(0.8, 1, 1).at(w + 0.5, y + 0.7, z), "x"))
    return union(*parts, _bow(r).at(0, rows[-1][0] - 2.2, rows[-1][1] + 0.6), k=0.4)


def _bow(r: float) -> Sdf:
    knot = ellipsoid(1.9, 1.8, 1.6)
    ear = tube(
        curve(
            [(0.8, 0, 0), (4.6, -2.2, 2.0), (7.4, -1.6, 0.2), (5, -1.0, -1.8), (0.8, -0.2, -0.4)],
            12,
        ),
        r,
    )
    end = tube(curve([(0.6, 0, -0.4), (2.4, -2.2, -3.6), (3.4, -3.4, -8.4)], 7), [r, r, r * 1.15])
    return union(knot, mirror(union(ear, end), "x"), k=0.4)


def _tongue(wall: float) -> Sdf:
    """Rises over the collar in front and folds forward."""
    half = max(1.5, wall * 0.55)
    plate = box(11, 2 * half, 17, round=1.4).turn(x=8).at(0, 3.9, 43)
    lip = capsule((-3.4, 2.0, 50.4), (3.4, 2.0, 50.4), half + 0.6)
    return union(plate, lip, k=1.2).at(0, 0.6, -3.0)


def _loop(wall: float) -> Sdf:
    r = max(1.3, wall * 0.66)
    ring = arc(4.0, r, 250).turn(x=90).turn(z=90)
    return ring.turn(y=0).at(0, 24.0, 44.5)
