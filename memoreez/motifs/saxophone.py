"""A saxophone: engraved bell, cups and rods, a mouthpiece with its reed, on a stand with notes."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    intersection,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

# Upright in the plane y = 0, the bell to +x, the keys to -y; the bow's lowest point is near z = 0.
BODY, TOP, BOTTOM = -5.0, 52.0, 14.0  # x of the straight tube, its ends' z
BELL = (12.6, 0.0, 25.0)  # where the flare begins
LEAN = 13.0  # degrees that the bell leans out
FLARE = [
    (6.3, 0.0),
    (6.7, 4.0),
    (7.8, 8.0),
    (9.6, 11.0),
    (12.0, 13.2),
    (13.8, 13.9),
]  # radius, z


@motif(
    "instrument",
    en="saxophone, saxophones, sax, saxophonist, saxophonists, sax player, saxophone player, "
    "alto sax, tenor sax, alto saxophone, tenor saxophone, baritone sax, bass sax, "
    "bass saxophone, playing the saxophone, playing sax, sax solo, saxophone quartet, woodwind",
    de="Saxofon, Saxophon, Saxofone, Saxophone, Saxofonist, Saxofonistin, Saxophonist, "
    "Saxophonistin, Saxofon spielen, Saxophon spielen, Altsaxofon, Tenorsaxofon, Altsaxophon, "
    "Tenorsaxophon, Saxofonsolo, Holzbläser, Sax",
    fr="saxophone, saxophones, saxo, saxos, sax, saxophoniste, saxophonistes, jouer du saxophone, "
    "jouer du saxo, saxophone alto, saxophone ténor, sax alto, sax ténor, solo de saxo, "
    "quatuor de saxophones",
    es="saxofón, saxofones, saxo, saxos, saxofonista, saxofonistas, tocar el saxofón, "
    "tocar el saxo, saxofón alto, saxo alto, saxofón tenor, saxo tenor, saxófono, "
    "cuarteto de saxofones, solo de saxo, viento madera",
    hold="raise",
    to_person=0.48,
    grip=(-4.3, 2.5, 4.0),
    poses=("stand", "held"),
)
def saxophone(wall: float = 1.2, pose: str = "stand") -> Sdf:
    horn = union(_tubes(), _bell(wall), _mouthpiece(), k=0.5)
    horn = union(horn, _keys(wall), _rods(wall), _octave(wall), k=0.25)
    if pose == "held":
        return horn.at(0, 0, -30).turn(y=-4).turn(z=-30)  # the bell forward, past the cheek
    playing = horn.scale(0.93).turn(y=-5).at(-1.5, 0, 5.4)
    return floor(union(playing, _stand(wall), k=0.6).turn(z=-8).at(4.0, 0, 0))


def _bow() -> list[tuple[float, float, float]]:
    """Half a turn from the straight tube's bottom to the bell's."""
    middle, radius = (BODY + BELL[0]) / 2 - 0.3, (BELL[0] - BODY) / 2 - 0.3
    return [
        (middle - radius * math.cos(t), 0.0, BOTTOM - radius * math.sin(t))
        for t in (math.pi * i / 10 for i in range(11))
    ]


def _tubes() -> Sdf:
    """Widening from the neck to the bell, with sleeves at the joints and a ring to the bell."""
    straight = capsule((BODY, 0, TOP), (BODY, 0, BOTTOM), 2.9, 5.0)
    bow = tube(_bow(), [5.0, 5.5, 5.9])
    rise = capsule(_bow()[-1], BELL, 5.9, 6.3)
    neck = curve([(BODY, 0, TOP), (BODY - 0.2, 0, 56), (-8.0, 0, 60.4), (-13.4, 0, 61.6),
                  (-18.4, 0, 59.2)], 14)  # fmt: skip
    sleeves = [
        union(cylinder(r, high, round=0.6), torus(r, 0.6).at(z=high / 2 - 0.6)).at(BODY, 0, z)
        for r, high, z in ((3.9, 4.4, TOP + 0.6), (5.5, 2.4, BOTTOM + 3.6))
    ]  # fmt: skip
    right = cylinder(6.9, 2.2, round=0.6).at(BELL[0] - 0.4, 0, BOTTOM + 3.0)
    screw = capsule((BODY + 3.4, 0, TOP + 0.6), (BODY + 7.0, 0, TOP + 0.6), 0.9)
    knob = ellipsoid(0.9, 1.7, 1.7).at(BODY + 7.2, 0, TOP + 0.6)
    brace = union(capsule((BODY, 0, 29), (BELL[0], 0, 29), 1.5),
                  torus(2.6, 1.1).turn(x=90).at(3.0, 0, 29), k=0.5)  # fmt: skip
    hook = arc(2.2, 0.9, 200).turn(x=90, y=90).at(BODY - 0.4, 5.0, 36)
    pipe = union(straight, bow, rise, tube(neck, [2.7, 2.4, 2.0]), k=0.4)
    return union(pipe, *sleeves, right, screw, knob, brace, hook, k=0.4)


def _bell(wall: float) -> Sdf:
    """A hollow flare with a rolled rim, flowers engraved in relief on its front."""
    outer = curve(FLARE, 18)
    thick = max(1.5, wall)
    profile = [(float(r), float(z)) for r, z in outer]
    inner = [(max(r - thick, 0.0), z + 0.4 * thick) for r, z in profile]
    solid = revolve([(0, -1), (6.3, -1), *profile, (0, FLARE[-1][1])])
    hollow = revolve([(0, inner[0][1]), *inner, (inner[-1][0], 22), (0, 22)])
    rim = torus(13.4, max(1.35, 0.55 * wall)).at(z=13.5)
    leaves = [
        ellipsoid(1.25, 1.0, 3.1).turn(x=30).at(0, -9.4, 8.4).turn(z=turn)
        for turn in (-66, -22, 22, 66)
    ]
    leaves += [
        ellipsoid(1.0, 1.0, 2.3).turn(x=12).at(0, -7.3, 5.6).turn(z=turn) for turn in (-44, 0, 44)
    ]
    petals = union(*[ellipsoid(1.0, 1.2, 1.0).at(1.5 * math.cos(a), -6.5, 3.4 + 1.5 * math.sin(a))
                     for a in (math.tau * i / 5 for i in range(5))],
                   ellipsoid(0.9, 1.7, 0.9).at(0, -6.6, 3.4))  # fmt: skip
    shape = union(difference(solid, hollow, k=0.3), rim, *leaves, k=0.3)
    return union(shape, petals, k=0.2).turn(y=LEAN).at(*BELL)


def _mouthpiece() -> Sdf:
    """A cork, then a beak with its reed below and a ligature of two screws."""
    cork = cylinder(2.4, 3.4, round=0.5).at(z=1.2)
    beak = union(
        capsule((0, 0, 4), (0, 0, 8), 2.9, 2.7),
        capsule((0, 0, 8), (0.9, 0, 13.6), 2.6, 1.4),
        k=1,
    )
    reed = capsule((2.1, 0, 5), (1.9, 0, 13.2), 1.2, 0.9)
    ring = union(cylinder(3.3, 3.4, round=0.6).at(z=6.4), *[
        union(capsule((0, -2.8, z), (0, -4.4, z), 0.8), sphere(1.15).at(0, -4.8, z))
        for z in (5.6, 7.6)])  # fmt: skip
    return union(cork, beak, reed, ring, k=0.3).turn(y=-118).at(-17.0, 0, 60.2)


def _cup(radius: float) -> Sdf:
    """A padded key facing +z, a pearl in its middle."""
    dish = union(cylinder(radius, 1.8, round=0.6), torus(radius - 0.5, 0.65).at(z=0.7), k=0.2)
    return union(dish, ellipsoid(0.5 * radius, 0.5 * radius, 0.9).at(z=0.8),
                 cylinder(0.6 * radius, 4).at(z=-2), k=0.2)  # fmt: skip


def _keys(wall: float) -> Sdf:
    """Six for the fingers, larger ones below them and on bow and bell, in guards."""
    parts = []
    for i, z in enumerate((47.0, 42.6, 38.2, 32.4, 27.6, 22.6)):
        wide = 3.0 + 0.55 * (TOP - z) / 10
        parts.append(_cup(2.05 + 0.16 * i).turn(x=90).at(BODY, -wide - 1.2, z))
    guard = union(torus(4.7, max(0.8, 0.4 * wall)).at(z=-0.4),
                  around(capsule((4.7, 0, -0.6), (4.9, 0, -3.6), 0.9), 3), k=0.3)  # fmt: skip
    big = union(_cup(3.9), cylinder(4.6, 4.4).at(z=-2.8), guard, k=0.2)
    for x, y, z, turn in (
        (1.6, -6.4, 6.2, 0),
        (12.4, -6.9, 15.2, 8),
        (13.6, -7.2, 23.2, 10),
    ):
        parts.append(big.scale(0.86).turn(x=90).turn(z=turn).at(x, y - 0.3, z))
    for z, x in ((49.6, 2.6), (45.4, 3.0), (41.2, 3.3)):
        palm = union(ellipsoid(1.5, 2.2, 1.0), capsule((0, 0, -3), (0, 0, 0), 1.0), k=0.4)
        parts.append(palm.turn(y=-78).at(BODY - x - 0.9, -0.6, z))
    return union(*parts, k=0.2)


def _rods(wall: float) -> Sdf:
    """Along the tube between posts, on both sides of the cups."""
    r = max(0.85, 0.4 * wall)
    found = []
    for side, low, high in ((-1, 20, 46), (1, 17, 40)):
        a = (BODY + side * 3.6, -3.6, low)
        b = (BODY + side * 2.7, -2.6, high)
        found.append(capsule(a, b, r))
        for share in (0.0, 0.5, 1.0):
            p = [u + share * (v - u) for u, v in zip(a, b, strict=True)]
            found.append(sphere(r + 0.6).at(*p))
            found.append(capsule((p[0], p[1], p[2]), (BODY, 0, p[2]), 0.9))
    side_keys = [
        union(box(1.8, 2.6, 3.4, round=0.8), capsule((0, 0, 0), (-2.5, 0, 0), 1.0), k=0.3).at(
            BODY + 6.2, -1.2, z
        )
        for z in (40.5, 36.4)
    ]
    back = capsule((BODY + 1.5, 4.6, 18), (BODY + 1.2, 3.4, 45), r)
    posts = [capsule((BODY + 1.4, 4.8 - 0.05 * (z - 18), z), (BODY, 0, z), 1.0)
             for z in (18, 31, 44)]  # fmt: skip
    cups = [_cup(2.8).turn(x=-90).at(BODY, 6.0 - 0.06 * (z - 18), z) for z in (23.5, 39.5)]
    return union(*found, *side_keys, back, *posts, *cups, k=0.25)


def _octave(wall: float) -> Sdf:
    """The lever that runs over the neck."""
    r = max(0.85, 0.4 * wall)
    way = curve([(-3.4, 0, 57.2), (-7.4, 0, 63.0), (-12.6, 0, 64.2), (-16.0, 0, 63.0)], 10)
    return union(
        tube(way, r),
        cylinder(1.6, 3.0, round=0.5).turn(y=-24).at(-15.4, 0, 62.2),
        k=0.4,
    )


def _stand(wall: float) -> Sdf:
    """A round stage of two steps, a fork that carries the bow, a post with a yoke behind."""
    stage = union(
        cylinder(21.5, 3.4, round=1.3).at(z=1.7),
        cylinder(18.5, 2.6, round=1.0).at(z=4.0),
        k=0.5,
    )
    nails = around(sphere(1.0).at(20.2, 0, 3.2), 20)
    cradle = (
        union(cone(15.0, 12.0, 8, round=2).at(z=8.4), torus(14.4, 1.2).at(z=5.8), k=0.5)
        .stretch(1, 0.64, 1)
        .at(0.6, 0, 0)
    )
    r = max(2.0, 0.7 * wall)
    post = tube(curve([(-1, 11.0, 3), (-2.5, 9.6, 18), (-5.6, 7.0, 34)], 8), [r + 0.8, r])
    yoke = union(
        arc(5.4, 1.3, 220).turn(z=180).at(-7.9, 0.6, 37.6),
        capsule((-5.6, 7.0, 34), (-7.6, 5.6, 37.6), r),
        k=0.8,
    )
    hat = _hat(wall).turn(x=20).turn(z=-34).at(11.4, -10.6, 8.2)
    notes = _quavers(max(1.3, 0.5 * wall)).scale(0.86).turn(z=14).at(-20.0, -7.6, 5.0)
    return union(stage, nails, cradle, post, yoke, hat, notes, k=0.5)


def _hat(wall: float) -> Sdf:
    """A fedora, pinched in front, leaning on the cradle."""
    thick = max(1.8, wall)
    brim = revolve([(0, -thick / 2), (6, -thick / 2), (9.0, 0.2 - thick / 2), (9.9, 1.2),
                    (9.2, thick / 2 + 0.9), (6, thick / 2), (0, thick / 2)])  # fmt: skip
    crown = cone(6.6, 5.4, 8.0, round=1.8).at(z=3.2).stretch(0.94, 1.06, 1)
    crease = capsule((0, -6, 8.6), (0, 6, 7.6), 1.9)
    dents = [sphere(2.6).at(s * 5.9, -4.6, 6.6) for s in (-1, 1)]
    band = (
        difference(cylinder(7.1, 2.4, round=0.5), cylinder(4, 9)).at(z=1.6).stretch(0.94, 1.06, 1)
    )
    bow = ellipsoid(1.1, 2.0, 1.5).at(6.6, 0.4, 1.9)
    under = cylinder(8, 8).at(z=-4.4)
    pinched = difference(crown, crease, *dents, k=1.2)
    return union(
        brim.stretch(1, 1.1, 1),
        pinched,
        band,
        bow,
        intersection(under, sphere(9)),
        k=0.3,
    )


def _quavers(r: float) -> Sdf:
    """Two notes under a beam."""
    heads = [ellipsoid(3.2, 2.3, 2.5).turn(y=-20).at(x, 0, z) for x, z in ((0, 2.0), (8.0, 2.4))]
    stems = [capsule((x + 2.2, 0, 2.6), (x + 2.2, 0, 13.6), r) for x in (0, 8.0)]
    beam = box(8.0 + 2 * r, 2.4 * r, 3.0, round=0.8).turn(y=-3).at(6.2, 0, 13.8)
    return union(*heads, *stems, beam, k=0.5)
