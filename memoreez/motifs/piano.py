"""A grand piano, its lid propped open over strings and plate, two octaves or more of keys."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    cylinder,
    difference,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    sphere,
    torus,
    union,
)

# Seen by the audience: the keyboard on the left, the curved side in front, the lid's hinge behind.
CURVE = [(-9, -20), (-1, -19), (4.6, -13.5), (9, -6.5), (16, -1.8), (22.6, 3.2), (25, 10.5)]
TAIL = [(23, 17.4), (17, 20), (4, 20)]
BED, RIM = 13.5, 22.5  # heights of the underside and of the rim
OPEN = 56.0  # degrees


@motif(
    "instrument",
    en="piano, pianos, grand piano, pianist, playing piano, piano player, keyboard player, "
    "classical music, concert pianist, piano lessons, sonata, ivories, tickling the "
    "ivories, baby grand, composer, composing, jazz piano, synthesizer, recital",
    de="Klavier, Klaviere, Flügel, Konzertflügel, Pianist, Pianistin, Klavierspielen, Klavier "
    "spielen, Piano, Tasten, klassische Musik, Klassik, Klavierunterricht, Komponist, "
    "Komponieren, Keyboard, Sonate",
    fr="piano, pianos, piano à queue, pianiste, jouer du piano, clavier, musique classique, "
    "compositeur, composer, cours de piano, sonate, touches, récital, synthé",
    es="piano, pianos, piano de cola, pianista, tocar el piano, teclado, teclas, música "
    "clásica, compositor, componer, clases de piano, sonata, recital, sintetizador",
    hold="beside",
    to_person=0.85,
)
def piano(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = union(_case(wall), _inside(wall), _lid(wall), _keyboard(wall), _under(wall))
    return solid & half_space((0, 0, -1))


def _plan(front: float) -> list[tuple[float, float]]:
    """The outline of the case, its straight end at x = `front`."""
    return [(front, -20), *[(float(x), float(y)) for x, y in _rounded()], (front, 20)]


def _rounded() -> list[tuple[float, float]]:
    """The curved side and the tail, smoothed; straight where it meets the keyboard and the back."""
    closing = [(-12.0, 20.0), (-20.0, 20.0), (-20.0, 0.0), (-20.0, -20.0), (-14.0, -20.0)]
    points = loop([*CURVE, *TAIL, *closing], 90)
    return [(x, max(-20.0, min(20.0, y))) for x, y in points if x >= -9]


def _case(wall: float) -> Sdf:
    """A rim around an open soundboard, with a band at its foot."""
    case = extrude(_plan(-16), height=RIM - BED, round=0.8).at(z=(RIM + BED) / 2)
    band = grow(extrude(_plan(-16), height=0.4), 0.6).at(z=BED + 1.2)
    rim = max(1.8, wall)
    well = grow(extrude(_plan(-11), height=5.6 + 2 * rim), -rim).at(z=RIM)
    return union(difference(case, well, k=0.4), band, k=0.3)


def _inside(wall: float) -> Sdf:
    """The cast plate with its struts, strings fanning out, the music desk with a sheet."""
    floor = RIM - 2.8
    rim = max(1.8, wall) - 0.4
    inner = grow(extrude(_plan(-11), height=6 + 2 * rim), -rim).at(z=floor)
    pitch = max(1.5, 1.15 * wall)
    n = int(38 / pitch)
    string = capsule((-9, 0, floor + 0.1), (32, 0, floor + 0.1), max(0.42, 0.3 * wall))
    strings = [string.turn(z=9 - 16 * i / n).at(y=-17 + 34 * i / (n - 1)) for i in range(1, n)]
    bridge = capsule((-2, -14, floor), (18, 12, floor), 1.1)
    strut = capsule((-10, 3, floor + 0.5), (22, 11, floor + 0.5), 1.3)
    pins = box(3.2, 36, 2.4, round=0.7).at(-10, 0, floor + 0.2)
    desk = box(max(1.8, wall), 17, 9.4, round=0.7).turn(y=-20).at(-10.4, 0, RIM + 2.6)
    sheet = box(1.4, 11.5, 8.4, round=0.4).turn(y=-20).at(-11.4, 0, RIM + 3.4)
    return union(intersection(union(*strings, bridge, strut), inner), pins, desk, sheet)


def _lid(wall: float) -> Sdf:
    """Hinged along the back; its far edge is the curved side. The stick holds it."""
    thick = max(2.0, wall)
    plate = extrude(_plan(-16), height=thick, round=0.7)
    edge = difference(
        grow(extrude(_plan(-16), height=thick + 3.8), -2.2).at(z=-thick + 0.8),
        grow(extrude(_plan(-16), height=16), -3.2),
    )
    lid = union(plate, edge).at(y=-20).turn(x=-OPEN).at(y=20, z=RIM + 0.4)
    hinge = capsule((-14, 19.4, RIM - 0.2), (17, 19.4, RIM - 0.2), max(1.3, wall / 2))
    r = max(1.1, 0.5 * wall)
    stick = capsule((3.5, -12.6, RIM - 1), (3.5, 4.3, RIM + 22.0), r)
    return union(lid, hinge, union(stick, sphere(r + 0.6).at(3.5, -12.2, RIM - 0.4), k=0.6), k=0.4)


def _keyboard(wall: float) -> Sdf:
    """White keys parted by grooves, black ones in twos and threes, cheeks at both ends."""
    octaves = 3 if wall < 0.8 else 2 if wall < 2.2 else 1
    n = 7 * octaves
    span, top = 34.4, RIM - 4.2
    pitch = span / n
    bed = box(13.6, 40, top - BED - 1, round=0.7).at(-21.1, 0, (top + BED - 1) / 2)
    whites = box(10.4, span, 2.4, round=0.6).at(-22.0, 0, top - 0.2)
    gap = box(14, max(0.34, 0.16 * pitch), 2).at(-22, 0, top + 1.2)
    gaps = [gap.at(y=span / 2 - pitch * i) for i in range(1, n)]
    black = box(6.2, max(0.55 * pitch, 0.7 * wall), 2.8, round=0.4).at(-19.4, 0, top + 1.3)
    blacks = [black.at(y=span / 2 - pitch * i) for i in range(1, n) if i % 7 in (1, 2, 4, 5, 6)]
    cheek = box(12.6, 3.2, 7.2, round=1.2).at(-20.2, 0, top + 0.4)
    fall = box(2.6, 40, 5.6, round=0.8).at(-15.6, 0, RIM - 2.9)
    keys = difference(whites, *gaps)
    return union(bed, keys, *blacks, cheek.at(y=18.4), cheek.at(y=-18.4), fall)


def _under(wall: float) -> Sdf:
    """Three turned legs on casters, the lyre with its pedals, a belly that needs no support."""
    shaft = cone(2.2, 3.4, BED, round=0.4).at(z=BED / 2 + 0.4)
    leg = union(
        shaft, cylinder(3.4, 2.2, round=0.8).at(z=1.0), torus(2.8, 0.7).at(z=BED - 3.4), k=0.5
    )
    legs = [leg.at(-16, -16), leg.at(-16, 16), leg.at(17, 11)]
    lyre = union(
        cone(4.6, 9, BED - 1).stretch(0.7, 1, 1).at(-9, 0, BED / 2 + 0.5),
        box(9, 8, 3, round=1.2).at(-11, 0, 1.2),
        k=1.0,
    )
    pedals = [box(5, 1.6, 1.6, round=0.6).at(-16.4, y, 1.0) for y in (-2.6, 0, 2.6)]
    belly = cone(5, 15.5, BED - 2).stretch(1.16, 1, 1).at(-1, 3.5, BED / 2 + 1.2)
    return union(union(*legs, lyre, belly, k=1.0), *pedals)
