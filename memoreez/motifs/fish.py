"""A fish that leaps over a breaking wave, head and tail in the air."""

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    loop,
    mirror,
    torus,
    tube,
    union,
)

SPINE = curve(
    ((-22, 0, 11), (-13, 0, 3), (-1, 0, -1), (10, 0, 2.5), (18, 0, 10.5)), 40
)  # head first, mm
GIRTH = (4.2, 8.6, 10.6, 10.2, 7.6, 5, 3.0)


@motif(
    "animal",
    en="fish, fishes, fishing, fisherman, angler, angling, fly fishing, ice fishing, carp, "
    "trout, salmon, pike, bass, koi, goldfish, tuna, aquarium, fish tank, going fishing, gone "
    "fishing, catch of the day, fishing trip, fishing rod, bass fishing",
    de="Fisch, Fische, Angeln, Angler, Anglerin, Fischen, Fischer, Fliegenfischen, Karpfen, "
    "Forelle, Lachs, Hecht, Barsch, Goldfisch, Koi, Thunfisch, Aquarium, Aquaristik, "
    "Angelausflug, Angelrute, angeln gehen",
    fr="poisson, poissons, pêche, pêcheur, pêcher, aller à la pêche, pêche à la mouche, truite, "
    "carpe, saumon, brochet, poisson rouge, koï, thon, aquarium, aquariophilie, canne à pêche",
    es="pez, peces, pescado, pesca, pescador, pescar, ir de pesca, pesca con mosca, trucha, "
    "carpa, salmón, lucio, atún, pez dorado, koi, acuario, acuarismo, caña de pescar",
    hold="front",
    to_person=0.36,
    grip=(-3, 0, -9),
    poses=("stand", "held"),
)
def fish(wall: float = 1.2, pose: str = "stand") -> Sdf:
    body = _fish(max(2.6, wall))
    if pose == "held":
        return body.at(-4, 0, 0)
    return floor(union(body.turn(z=-8).at(-5, 0, 22.5), _wave(), k=1.6))


def _fish(fin: float) -> Sdf:
    """Bent like a bow in the xz plane, its head to the left; `fin` mm thick fins."""
    body = tube(SPINE[::2], GIRTH).stretch(y=0.74)
    body = union(body, mirror(_scales(), "y"), k=0.25)
    cover = ellipsoid(4.6, 1.6, 6.2).turn(y=-30, z=-12).at(-13.4, -6.6, 4.6)
    body = union(body, mirror(cover, "y"), k=0.4)
    lips = union(
        capsule((-24.6, -1.4, 13.7), (-24.6, 1.4, 13.7), 2.0),
        capsule((-24.9, -1.2, 10.2), (-24.9, 1.2, 10.2), 1.9),
    )
    body = union(body, lips, k=1.0)
    body = difference(body, capsule((-27.5, -4, 12), (-27.5, 4, 12), 0.9), k=0.6)
    body = eyes(body.turn(z=90), (3.7, -18.2, 10.6), 2.1, 72, tall=1.0).turn(z=-90)
    return union(body, _fins(fin), k=1.0).turn(y=8)


def _scales() -> Sdf:
    """Round scales like roof tiles on the side towards -y."""
    girths = np.interp(np.linspace(0, 1, len(SPINE)), np.linspace(0, 1, len(GIRTH)), GIRTH)
    tiles = []
    for row in range(7):
        i = 15 + 3 * row
        (x, _, z), (dx, _, dz) = SPINE[i], SPINE[i] - SPINE[i - 1]
        along = math.degrees(math.atan2(dz, dx))
        for up in (-0.62, 0.0, 0.62) if row % 2 else (-0.33, 0.33):
            side = -0.74 * girths[i] * math.sqrt(1 - up * up) + 0.2
            tile = ellipsoid(2.9, 0.95, 2.3 * girths[i] / 9).turn(z=-13).turn(x=-50 * up)
            tiles.append(tile.at(0, side, up * girths[i]).turn(y=-along).at(x, 0, z))
    return union(*tiles)


def _plate(points: list[tuple[float, float]], thick: float, rays: list[tuple[float, ...]]) -> Sdf:
    """A fin in the xz plane: an outline made thick, with grooves (x, z, x, z)."""
    blade = extrude(loop(points), height=thick, round=1.0).turn(x=90)
    cuts = [
        mirror(capsule((a, thick / 2 + 0.1, b), (c, thick / 2 + 0.1, d), 0.5), "y")
        for a, b, c, d in rays
    ]
    return difference(blade, *cuts, k=0.5)


def _fins(thick: float) -> Sdf:
    tail = _plate(
        [
            (-3, -2),
            (4, -3.5),
            (11, -10.5),
            (16, -13),
            (14.5, -5),
            (11, 0),
            (14.5, 5),
            (16, 13),
            (11, 10.5),
            (4, 3.5),
            (-3, 2),
        ],
        thick,
        [
            (3, 0.8, 9.5, 1.0),
            (4, 2, 12.5, 7.5),
            (4, -2, 12.5, -7.5),
            (6, 4, 13.5, 10.5),
            (6, -4, 13.5, -10.5),
        ],
    )
    back = _plate(
        [(-10, 8), (-9.5, 16), (-5.5, 19), (0, 15.5), (6, 13), (9.5, 12.5), (9, 7), (0, 5)],
        thick,
        [(-6.8, 11, -7, 16.5), (-3.2, 10, -2.8, 15.6), (0.6, 9.6, 1.8, 13.4), (4.2, 9, 6, 12)],
    )
    flipper = ellipsoid(6, 1.5, 3.4).at(5, 0, 0)
    ribs = [capsule((3, -1.6, z * 0.5), (9.5, -1.4, z), 0.45) for z in (-1.7, 0, 1.7)]
    side = difference(flipper, *ribs, k=0.4).turn(y=38, z=-30).at(-9, -7, 1.5)
    return union(tail.turn(y=-48).at(19.5, 0, 12), back, mirror(side, "y"), k=0.3)


def _wave() -> Sdf:
    """A crown of splashing water that carries the belly, rings running out round it."""
    swell = union(
        ellipsoid(14, 11.5, 10).at(0, 0, 4), cone(19, 14, 6, 1.5).stretch(y=0.86).at(z=1), k=4
    )
    tongues = [_tongue(360 * i / 11 + 5, (1.0, 0.72, 0.88)[i % 3]) for i in range(11)]
    ring = torus(20.5, 1.7).stretch(y=0.86).at(z=0.4)
    return union(union(swell, ring, k=2), *tongues, k=2.2)


def _tongue(angle: float, size: float) -> Sdf:
    """A tongue of water thrown up and outwards."""
    path = curve([(8.5, 0, 1), (10.5, 0, 8), (12.6, 0, 14), (16.0, 0, 19.5)], 8) * (1, 1, size)
    return tube(path, [5.0, 4.4, 3.2, 1.7]).stretch(y=0.9).turn(z=angle).stretch(x=1.08, y=0.88)
