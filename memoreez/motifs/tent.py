"""A ridge tent with its door tied open, pegs and guy lines, a campfire on the grass before it."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    intersection,
    loop,
    mirror,
    sphere,
    tube,
    union,
)

GROUND = 3.0
HALF, TALL, LONG = 20.0, 36.0, 38.0  # half width at the ground, ridge height, length
BACK = 5.0  # the tent stands this far behind the middle


@motif(
    "place",
    en="tent, camping, tents, camp, campfire, campground, camper, campsite, wild camping, "
    "glamping, bonfire, bivouac, scout, scouts, scouting, sleeping outdoors, sleeping under "
    "the stars, bushcraft, outdoors, marshmallows, wilderness, festival camping, outdoor",
    de="Zelt, Zelten, Zelte, Camping, Campen, Camper, Lagerfeuer, Zeltlager, Campingplatz, "
    "Wildcampen, Biwak, Pfadfinder, Pfadfinderin, Pfadi, Draußen schlafen, Bushcraft, "
    "Outdoor, Wildnis",
    fr="tente, camping, tentes, camper, campeur, campeuse, feu de camp, bivouac, bivouaquer, "
    "camping sauvage, scout, scoutisme, dormir à la belle étoile, plein air, campement",
    es="tienda de campaña, acampar, camping, tienda, carpa, campamento, campista, acampada, "
    "fogata, hoguera, fuego de campamento, vivac, scout, dormir bajo las estrellas, aire "
    "libre",
    to_person=0.8,
    mouth=(0, -14, 14, 6.4),
)
def tent(wall: float = 1.2, pose: str = "stand") -> Sdf:
    camp = union(_canvas(wall), _poles(wall), _lines(wall), k=0.4).at(y=BACK, z=GROUND - 0.6)
    fire = _fire().at(11.6, -21.5, GROUND - 0.4)
    return floor(union(_grass(), camp, fire, _log().at(-13.5, -20.5, GROUND + 1.6), k=0.4).at(y=-1))


def _profile(half: float, tall: float) -> list[tuple[float, float]]:
    """The cross-section: its sides sag a little, the foot stands straight."""
    right = curve([(half, 0), (half * 0.93, 3.4), (half * 0.48, tall * 0.5), (0.7, tall)], 12)
    return [(float(x), float(z)) for x, z in right] + [
        (-float(x), float(z)) for x, z in right[::-1]
    ]


def _canvas(wall: float) -> Sdf:
    """Hollow behind the door; the back is closed. The door's halves are rolled to the sides."""
    thick = max(1.8, wall)
    outside = extrude(_profile(HALF, TALL), height=LONG, round=0.9).turn(x=90)
    saddle = ellipsoid(200, 70, 13).at(0, 0, TALL + 11.7)  # the ridge hangs between the poles
    outside = difference(outside.at(z=0), saddle, k=1.5)
    scale = 1 - thick * 1.15 / HALF
    inside = extrude(_profile(HALF * scale, TALL * scale - thick * 0.4), height=LONG).turn(x=90)
    door = extrude(_door(), height=20).turn(x=90).at(0, -LONG / 2, 0)
    solid = difference(outside, inside.at(0, thick, 0.4) & box(80, LONG - 2 * thick, 90).at(z=40))
    solid = difference(solid, door, k=0.3)
    hem = mirror(capsule((HALF - 0.4, -LONG / 2, 0.8), (HALF - 0.4, LONG / 2, 0.8), 1.0), "x")
    seams = [
        intersection(
            extrude(_profile(HALF + 0.8, TALL + 1.2), height=1.4, round=0.5).turn(x=90).at(y=y),
            box(90, 2, 90).at(y=y),
        )
        - inside.at(0, 0, 0.4)
        for y in (-LONG / 6, LONG / 6)
    ]
    return union(solid, hem, *[difference(s, saddle) for s in seams], _rolls(wall), k=0.4)


def _door() -> list[tuple[float, float]]:
    path = curve([(12.4, 0.5), (9.4, 9), (5.0, 19), (0.0, 27.5)], 10)
    return [(float(x), float(z)) for x, z in path] + [
        (-float(x), float(z)) for x, z in path[-2::-1]
    ]


def _rolls(wall: float) -> Sdf:
    """A rolled half of the door on each side, tied in its middle."""
    r = max(1.5, wall * 0.55)
    y = -LONG / 2 - 0.6
    path = [(0.8, y, 28), (6.4, y - 0.8, 18.6), (11.4, y - 1.0, 8.6), (14.2, y, 0.8)]
    roll = tube(curve(path, 16), [r * 0.8, r * 1.35, r * 1.5, r * 1.35])
    tie = capsule((8.2, y - 1.0 - r * 0.6, 12.2), (11.4, y - 1.0 - r * 0.6, 13.8), r * 1.05)
    return mirror(union(roll, tie, k=0.3), "x")


def _poles(wall: float) -> Sdf:
    """Crossed pole tips at both ends of the ridge, a pennant in front."""
    r = max(1.2, wall * 0.56)
    cross = mirror(capsule((2.2, 0, TALL - 6), (-2.6, 0, TALL + 3.4), r), "x")
    front = cross.at(y=-LONG / 2 + 0.9)
    back = cross.at(y=LONG / 2 - 0.9)
    return union(front, back, k=0.3)


def _lines(wall: float) -> Sdf:
    """Guy lines to four pegs; thick, and steep enough to print."""
    r = max(0.95, wall * 0.58)
    parts = []
    for y, out in ((-LONG / 2 + 4, 27.0), (LONG / 2 - 4, 27.0)):
        line = capsule((13.6, y, 13.4), (out, y, 1.6), r)
        peg = capsule((out - 0.4, y, 0), (out + 0.9, y, 4.4), r + 0.5)
        hook = sphere(r + 0.9).at(out + 1.0, y, 4.6)
        parts.append(mirror(union(line, peg, hook, k=0.3), "x"))
    return union(*parts)


def _grass() -> Sdf:
    outline = loop(
        [
            (0, -30),
            (17, -28),
            (28, -18),
            (30, 2),
            (28.6, 20),
            (14, 27.5),
            (-6, 27),
            (-26, 22),
            (-30.4, 4),
            (-27, -17),
            (-14, -28),
        ],
        64,
    )
    turf = extrude(outline, height=GROUND + 1, round=1.4).at(z=GROUND / 2 - 0.5)
    tufts = []
    for x, y, s in (
        (-25.5, -8, 1.0),
        (25, -11.6, 0.9),
        (-21, 21, 1.1),
        (24.5, 7.4, 0.8),
        (-2, -27, 0.8),
    ):
        blades = [
            capsule((0, 0, 0), (lean, 0.5 * lean, 5 * s), 1.3 * s, 0.9) for lean in (-1.8, 0.2, 2.0)
        ]
        tufts.append(union(*blades, k=0.5).at(x, y, GROUND - 0.4))
    return union(turf, *tufts, k=0.6)


def _fire() -> Sdf:
    """A ring of stones, logs leaning together, flames that curl upwards."""
    stones = union(
        *[
            ellipsoid(2.0 + 0.3 * (i % 2), 1.8, 1.7)
            .turn(z=40 * i)
            .at(6.4 * math.cos(math.tau * i / 9), 6.4 * math.sin(math.tau * i / 9), 0.7)
            for i in range(9)
        ]
    )
    logs = around(capsule((4.6, 0, 1.0), (0, 0.6, 6.0), 1.35), 5)
    tongues = []
    for angle, size in ((20, 0.86), (140, 0.78), (265, 0.72)):
        path = curve([(1.8, 0, 3), (3.0, 0.4, 6), (1.6, 0.4, 9.4), (2.4, 0, 12)], 7)
        tongues.append(tube(path, [2.4, 2.5, 1.6, 0.8], k=0.6).scale(size).turn(z=angle))
    middle = tube(
        curve([(0, 0, 3), (0.3, 0, 8), (-0.6, 0, 12), (0.6, 0, 15.4)], 8),
        [3.0, 2.8, 1.8, 0.9],
        k=0.6,
    )
    return union(stones, logs, union(middle, *tongues, k=0.7), cylinder(5.6, 2).at(z=0.2), k=0.3)


def _log() -> Sdf:
    """A log to sit on, with rings on its ends and a stub of a branch."""
    trunk = capsule((-6, 0, 0), (6, 0, 0), 2.7)
    trunk = intersection(trunk, box(13.6, 10, 10, round=0.6))
    ring = mirror(
        difference(cylinder(1.6, 1).turn(y=90), cylinder(0.9, 4).turn(y=90)).at(x=6.8), "x"
    )
    stub = capsule((2, 0, 1), (3, -0.6, 4.6), 1.2)
    bark = [
        capsule((-5, y, z), (4.6, y, z), 0.4) for y, z in ((-2.5, 1.2), (-0.4, 2.8), (-2.7, -0.6))
    ]
    return difference(union(trunk, ring, stub, k=0.5), *bark, k=0.3).turn(z=-28)
