"""A little dragon that sits and hugs a heart: horns, half-open wings, spikes, a tail curled up."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    intersection,
    loop,
    mirror,
    shell,
    sphere,
    tube,
    union,
)


@motif(
    "animal",
    en="dragon, dragons, baby dragon, baby dragons, little dragon, friendly dragon, dragon egg, "
    "dragon eggs, dragon lover, dragon rider, dragon riders, dragon tamer, dragonling, wyvern, "
    "wyverns, fire-breathing dragon, year of the dragon",
    de="Drache, Drachen, Drachenbaby, Babydrache, Drachenei, Dracheneier, Drachenreiter, "
    "Drachenreiterin, Drachenzähmer, kleiner Drache, Feuerdrache, Glücksdrache, Lindwurm, "
    "feuerspeiender Drache, Jahr des Drachen, Drachenfan",
    fr="dragon, dragons, bébé dragon, petit dragon, petits dragons, dragonnet, œuf de dragon, "
    "œufs de dragon, bébés dragons, dresseur de dragons, vouivre, vouivres, "
    "année du dragon",
    es="dragón, dragones, dragoncito, dragoncitos, bebé dragón, dragona, huevo de dragón, "
    "huevos de dragón, jinete de dragones, domador de dragones, guiverno, dragón de fuego, "
    "año del dragón",
    to_person=0.5,
    poses=("sit",),
)
def dragon(wall: float = 1.2, pose: str = "sit") -> Sdf:
    body = union(_body(), _tail(wall), k=3)
    body = union(body, mirror(union(_leg(), _arm(), k=0.3)), k=1.2)
    body = union(body, mirror(_wing(wall).turn(x=-8).turn(z=22).at(4.5, 10.5, 29)), k=1.2)
    body = union(body, _head(wall).turn(x=-2).turn(y=7).turn(z=-8).at(0, -3.5, 41), k=2.5)
    body = union(body, *_spikes(wall), _heart().turn(x=12).turn(y=-6).at(0, -12.8, 20.5), k=0.6)
    return floor(body).at(-0.5, -2)


def _body() -> Sdf:
    """An egg with a neck; plates down the belly."""
    egg = union(
        ellipsoid(12.5, 12, 14.5).at(0, 4, 15), capsule((0, 2, 25), (0, -1.5, 37), 9, 8), k=7
    )
    belly = union(ellipsoid(9, 6.5, 11.5).at(0, -3.6, 14), ellipsoid(6, 4, 8).at(0, -5, 29), k=4)
    lines = [box(30, 20, 0.9).at(0, -8, z) for z in (6.5, 11, 15.5, 20, 24.5, 29, 33)]
    grooved = difference(belly, intersection(shell(belly, 1.8), union(*lines)), k=0.5)
    return union(egg, grooved, k=0.5)


def _leg() -> Sdf:
    """A plump thigh, the foot in front with three claws."""
    thigh = ellipsoid(6.8, 9.6, 9.0).turn(x=-14).at(11.2, 3, 9)
    foot = union(capsule((12.4, -2, 4.4), (13.2, -10, 4.0), 4.8, 4.4))
    claws = [
        capsule((13.4 + x, -12.4 + 0.12 * x * x, 3.4), (13.8 + 1.1 * x, -15.6, 0.9), 1.9, 1.0)
        for x in (-2.9, 0.0, 2.9)
    ]
    return union(union(thigh, foot, k=2), *claws, k=0.5)


def _arm() -> Sdf:
    """From the shoulder to the side of the heart."""
    path = curve([(8, -2.5, 28), (12.2, -7, 23.5), (9.4, -12.8, 22)], 10)
    fingers = [capsule((8.6, -13.8, 21.8 + d), (5.4, -16.4, 21 + d), 1.7, 1.3) for d in (-1.2, 1.5)]
    return union(tube(path, [4.6, 3.9, 3.2]), *fingers, k=0.6)


def _heart() -> Sdf:
    half = curve(
        [(0, -8.2), (4.4, -4.0), (7.6, 0.4), (8.3, 4.0), (6.4, 6.8), (3.2, 7.0), (0, 4.4)], 20
    )
    outline = np.concatenate([half, half[-2:0:-1] * (-1, 1)])
    return extrude(outline, height=8.4, round=3.2).turn(x=90)


def _wing(wall: float) -> Sdf:
    """The right wing: its root at the origin, spread along x and z, flat in y."""
    ends = [(26, 18), (22, 7.5), (13.5, -0.5)]
    wrist = (8.5, 15.5)
    rim = [(-2, -8), (-2, 3), (3, 10), wrist, (17, 18.4), ends[0], (22.6, 13.4), ends[1],
           (17, 5.0), ends[2], (6, -4)]  # fmt: skip
    skin = extrude(rim, height=max(2.0, wall), round=0.6).turn(x=90)
    thick = max(1.6, 0.6 * wall)
    # the bones end a little inside, so that no knob hangs under the skin
    bones = [
        capsule((8.5, 0, 15.5), (0.95 * x, 0, z + 1.3), thick + 0.3, 0.8 * thick) for x, z in ends
    ]
    arm = tube(curve([(-1, 0, -2), (2.5, 0, 8), (8.5, 0, 15.5)], 8), [thick + 1.6, thick + 0.4])
    claw = capsule((8.5, 0, 15.5), (8.8, 0, 20.5), thick + 0.4, max(0.8, 0.5 * wall))
    return union(skin, arm, claw, *bones, k=0.8)


def _head(wall: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = union(
        ellipsoid(12.4, 11.4, 10.4),
        mirror(sphere(5.8).at(6.2, -4, -4)),
        mirror(ellipsoid(4.4, 3.6, 3.4).at(6.4, -6.0, 6.0)),
        k=3.5,
    )
    snout = union(
        ellipsoid(8.6, 9.5, 6.6).at(0, -10.4, -3.6), mirror(sphere(2.7).at(3.6, -17.2, -0.2)), k=2
    )
    head = union(skull, snout, k=2.5)
    spots = [(0, -5.6), (3.4, -5.4), (6.4, -4.2), (7.8, -3.4), (8.6, -2.5)]
    lip = curve([(x, -30, z) for x, z in spots], 14)
    for _ in range(30):  # onto the snout, as it is seen from the front
        lip[:, 1] += 0.9 * head(lip)
    nostril = ellipsoid(1.0, 1.3, 1.1).at(3.7, -19.6, 0.4)
    cuts = mirror(union(tube(lip, 0.75), sphere(1.1).at(*lip[-1]), nostril))
    head = difference(head, cuts, k=0.5)
    fang = cone(0.5, 1.4, 3.0, 0.4).at(*(lip[6] + (0, 0.8, -1.0)))
    head = eyes(union(head, mirror(fang), k=0.3), (6.8, -9.3, 3.6), 3.1, 26, tall=1.2)
    horn = tube(
        curve([(5.6, 2.5, 7.5), (8.0, 5.5, 13.5), (8.6, 10, 17.5), (7.4, 14, 19)], 12),
        [3.4, 2.7, max(1.1, 0.45 * wall)],
    )
    return union(head, mirror(union(horn, _fin(wall))), k=0.9)


def _fin(wall: float) -> Sdf:
    """The right ear: three rays with a skin between."""
    tips = [(9.4, 8.2), (11.4, 1.2), (8.0, -4.8)]
    rim = [(-2, 5.5), tips[0], (8.4, 4.2), tips[1], (7.9, -1.4), tips[2], (-2, -4)]
    skin = extrude(rim, height=max(2.0, wall), round=0.6).turn(x=90)
    thin = max(1.3, 0.55 * wall)
    rays = [capsule((0, 0, 0.6), (0.95 * x, 0, z + 0.9), 2.2, thin) for x, z in tips]
    return union(skin, *rays, k=0.6).turn(z=28).at(10.0, 1.8, 0)


def _tail(wall: float) -> Sdf:
    """Round the right side to the front, a spade at its end that stands up."""
    path = curve(
        [
            (0, 11, 9),
            (6, 18.5, 6.6),
            (17, 18.5, 5.2),
            (24, 9, 4.6),
            (25.5, -4, 4),
            (22.5, -14, 3.2),
        ],
        24,
    )
    spade = loop([(-6, -0.6), (-3.2, 5.4), (0, 11.2), (3.2, 5.4), (6, -0.6), (0, 0.8)], 40)
    tip = extrude(spade, height=max(4.0, wall), round=1.6).turn(x=90).turn(x=-8, y=-14).turn(z=14)
    stem = capsule((22.5, -14, 3.2), (21.2, -16, 7), 3.0, 2.2)
    return union(
        tube(path, [8.4, 6.4, 5.0, 4.0, 3.0]), union(stem, tip.at(21.4, -17.4, 2.6)), k=1.0
    )


def _spikes(wall: float) -> list[Sdf]:
    """From the nape over the back to the tail: (x, y, z), size, lean back, way of the spine."""
    spots = [
        ((0.4, 2.2, 50.2), 3.2, 8, 0), ((0.6, 7.6, 46), 3.3, 50, 0), ((0, 9.2, 39), 3.2, 78, 0),
        ((0, 11.6, 31.5), 3.6, 66, 0), ((0, 15, 23.6), 3.9, 66, 0), ((0, 17.2, 15.4), 3.6, 56, 0),
        ((8.4, 18.8, 11.4), 3.0, 8, 80), ((17, 18.0, 9.4), 2.7, 0, 110),
        ((22.6, 10.6, 8.4), 2.4, 0, 150), ((24, 1, 7.6), 2.1, 0, 180),
    ]  # fmt: skip
    spikes = []
    for place, size, lean, way in spots:
        low = max(0.62 * size, 0.5 * wall)
        spike = union(
            capsule((0, -0.7 * size, 0), (0, 0.4 * size, 1.7 * size), low, max(0.7, 0.42 * wall)),
            capsule((0, 0.6 * size, 0), (0, 0.4 * size, 1.7 * size), low, max(0.7, 0.42 * wall)),
        )
        turned = spike.turn(x=-lean).turn(z=math.copysign(way, -1))
        spikes.append(turned.at(*place))
    return spikes
