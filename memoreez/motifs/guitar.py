"""An acoustic guitar: bound body, rosette, frets, strings, six tuners, on a stand."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    repeat,
    sphere,
    torus,
    tube,
    union,
)

# Modelled lying on its back: x across, y along the neck from the bottom of the body, front up.
HALF = [(7.6, 0.7), (13, 4.6), (15, 11), (13.4, 17), (9.9, 21.4), (9.9, 25.2), (11.0, 29.2)]
TOP = [(8.6, 33), (3.6, 34.4)]
DEPTH = 8.4
HOLE = 21.5
BRIDGE = 9.5
NUT, TIP = 51.0, 63.0


@motif(
    "instrument",
    en="guitar, guitars, acoustic guitar, guitarist, strumming, six string, jamming, guitar "
    "player, fingerpicking, playing guitar, chords, ukulele, campfire songs, "
    "singer-songwriter, bluegrass, country music, flamenco, folk music, fretboard, luthier",
    de="Gitarre, Gitarren, Akustikgitarre, Gitarrist, Gitarristin, Gitarre spielen, "
    "Konzertgitarre, Westerngitarre, Ukulele, Saiten, Lagerfeuermusik, Liedermacher, "
    "Klampfe, Akkorde, Zupfen",
    fr="guitare, guitares, guitare acoustique, guitariste, jouer de la guitare, gratter, "
    "accords, guitare folk, guitare classique, ukulélé, six cordes, luthier, flamenco",
    es="guitarra, guitarras, guitarra acústica, guitarrista, tocar la guitarra, rasguear, "
    "acordes, guitarra española, ukelele, seis cuerdas, flamenco, cantautor, guitarreo",
    hold="strum",
    to_person=0.62,
    grip=(0, -4.5, 0),
    poses=("stand", "held"),
)
def guitar(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = union(_body(), _neck(wall), _head(wall), _strings(wall)).turn(x=90)
    if pose == "held":
        return solid.at(z=-HOLE)
    leaning = solid.turn(x=-9).at(y=-3, z=0.1)
    return union(leaning, _stand(wall), k=0.8) & half_space((0, 0, -1))


def _outline() -> list[tuple[float, float]]:
    right = HALF + TOP
    return [(0, 0), *right, *[(-x, y) for x, y in reversed(right)]]


def _body() -> Sdf:
    outline = loop(_outline(), 64)
    box_ = extrude(outline, height=DEPTH, round=0.8)
    bulge = sphere(120).at(0, 17, DEPTH / 2 + 0.5 - 120)  # a gently arched top
    top = intersection(extrude(outline * 0.94 + (0, 1), height=3), bulge.at(z=0)).at(z=0)
    binding = grow(extrude(outline, height=0.2), 0.45)
    rosette = [torus(r, 0.4).at(0, HOLE, DEPTH / 2 + 0.1) for r in (5.8, 7.0)]
    guard = extrude(
        loop([(-7.4, 18.6), (-8.8, 15), (-5.6, 11.4), (-2.2, 13.2), (-4.2, 16.2)], 24),
        height=1.4,
        round=0.3,
    ).at(x=1.2, z=DEPTH / 2)
    bridge = union(
        box(11.5, 3.2, 2.4, round=0.7), box(6.8, 1.2, 1.2, round=0.4).at(0, 0.6, 1.2), k=0.4
    ).at(0, BRIDGE, DEPTH / 2)
    pins = repeat(sphere(0.55), 3, (2.4, 0, 0)).at(-2.4, BRIDGE - 0.9, DEPTH / 2 + 1.2)
    rims = [binding.at(z=z) for z in (DEPTH / 2 - 0.9, 0.9 - DEPTH / 2)]
    hole = cylinder(5.0, 3.2, round=0.3).at(0, HOLE, DEPTH / 2)
    solid = union(box_, top, *rims, *rosette, guard, bridge, pins, k=0.25)
    return difference(solid, hole, k=0.3)


def _neck_width(wall: float) -> float:
    return max(6.4, 2 * wall)


def _neck(wall: float) -> Sdf:
    width, z = _neck_width(wall), DEPTH / 2
    length = NUT - HOLE - 5.4
    board = box(width, length, 1.6, round=0.35).at(0, NUT - length / 2, z)
    back = capsule((0, 33, z - 1), (0, NUT + 0.6, z - 0.6), width / 2 - 0.1).stretch(1, 1, 0.85)
    back = intersection(back.at(z=0.15 * z - 0.1), box(20, 90, 20).at(0, 40, z - 9.9))
    heel = capsule((0, 33.5, -2), (0, 35.6, z - 1.2), 2.4, 2.6)
    frets = [box(width + 0.2, 0.6, 1, round=0.25).at(0, y, z + 0.6) for y in _frets()]
    nut = box(width + 0.3, 1.2, 2.2, round=0.35).at(0, NUT, z + 0.4)
    return union(union(board, back, heel, k=0.6), *frets, nut)


def _frets() -> list[float]:
    """Every fret that leaves room to be seen, in the ratio of real ones: 2^(-n/12) of the scale."""
    scale = NUT - BRIDGE
    return [NUT - scale * (1 - 2 ** (-n / 12)) for n in range(1, 13)]


def _strings(wall: float) -> Sdf:
    """Ridges from the saddle to the nut, carried over the sound hole by a bed."""
    span = _neck_width(wall) - 1.5
    n = min(6, max(3, 1 + int(span / (0.85 * wall))))
    thick, deep = 0.52 * wall, 2.0
    top = DEPTH / 2 + 1.3
    length = NUT - BRIDGE
    one = box(thick, length, deep, round=thick / 2).at(0, (NUT + BRIDGE) / 2, top - deep / 2)
    bed = box(span + thick + 1, 14, 3, round=0.4).at(0, HOLE, DEPTH / 2 - 1.0)
    return union(bed, repeat(one, n, (span / (n - 1), 0, 0)).at(x=-span / 2))


def _head(wall: float) -> Sdf:
    """Tilted back a little, its crown scalloped, with three tuners on each side."""
    wide = max(9.0, _neck_width(wall) + 1.6)
    w, tall = wide / 2, TIP - NUT
    half = [(w * 0.78, 0), (w * 0.94, 3), (w, tall - 2.2), (w * 0.8, tall), (w * 0.4, tall - 0.5)]
    outline = loop([*half, (0, tall - 1.5), *[(-x, y) for x, y in reversed(half)]], 48)
    thick = max(2.8, wall)
    plate = extrude(outline, height=thick, round=0.6)
    stem = max(0.75, wall / 2)
    tuners = []
    for y in (2.4, 5.6, 8.8):
        shaft = capsule((w - 1, y, -0.4), (w + 1.7, y, -0.4), stem)
        button = ellipsoid(max(1.1, stem), 1.35, 1.6).at(w + 2.3, y, -0.4)
        post = cylinder(0.8, 1.4, round=0.4).at(w - 1.8, y, thick / 2)
        tuners.append(union(union(shaft, button, k=0.4), post))
    head = union(plate, mirror(union(*tuners), "x"))
    return head.turn(x=-10).at(0, NUT - 0.4, DEPTH / 2 - 0.6)


def _stand(wall: float) -> Sdf:
    """Two legs spread in front, one behind, a padded yoke under the waist."""
    r = max(1.7, wall / 2)
    leg = tube([(0, 9.5, 13), (6.4, 3, 4.6), (9.5, -1, r * 0.8), (12.4, -7.5, r * 0.8)], r, k=0.5)
    hook = capsule((12.4, -7.5, r * 0.8), (11.4, -8.4, 4.2), r, r - 0.2)
    foot = tube([(0, 7, 22), (0, 10, 12), (0, 14.5, r * 0.7)], r, k=0.5)
    yoke = capsule((-6, 6.5, 21), (6, 6.5, 21), r + 0.2)
    pads = mirror(ellipsoid(2.8, 4.0, r).at(12, -6.8, 0.2), "x")
    back_pad = ellipsoid(4.2, 4.2, r).at(0, 14, 0.4)
    return union(mirror(union(leg, hook, k=0.5), "x"), foot, yoke, pads, back_pad, k=1.0)
