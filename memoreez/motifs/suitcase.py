"""A much-travelled suitcase with straps, stickers and a tag, a sun hat on it, a small case."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    intersection,
    loop,
    mirror,
    revolve,
    slab,
    sphere,
    star_outline,
    torus,
    tube,
    union,
)

WIDE, DEEP, HIGH = 47.0, 18.0, 37.0  # of the large suitcase, mm
FACE = -DEEP / 2  # y of its front


@motif(
    "thing",
    en="suitcase, suitcases, luggage, baggage, packing bags, packing her bags, packing his bags, "
    "always on the road, carry-on, travel bag, travel bags, jet setting, jetsetter, jetsetting, "
    "city breaks, city trips, weekend getaways, all inclusive, business trips",
    de="Koffer, Gepäck, Reisegepäck, Handgepäck, Reisekoffer, Kofferpacken, Koffer packen, "
    "Reisetasche, Reisetaschen, immer auf Achse, Kurztrips, Wochenendtrips, "
    "Pauschalreise, Dienstreisen, Trolley, Urlaubsreisen",
    fr="valise, valises, bagage, bagages, faire ses valises, faire sa valise, sac de voyage, "
    "escapades, week-ends en amoureux, bagage à main, "
    "toujours en voyage, voyages organisés",
    es="maleta, maletas, equipaje, hacer la maleta, hacer las maletas, bolso de viaje, valija, "
    "valijas, equipaje de mano, escapadas, escapada, siempre de viaje, "
    "maletín de viaje, viajes organizados",
    to_person=0.45,
)
def suitcase(wall: float = 1.2, pose: str = "stand") -> Sdf:
    large = union(_large(wall), _stickers(), k=0.15)
    hat = _hat(wall).scale(0.88).turn(x=6).turn(y=-32).at(-20.2, 1.4, HIGH + 0.6)
    small = _small(wall).turn(z=-9).at(12.6, -23.4, 0)
    back = _round_sticker(_compass(), 8.0).turn(z=180).at(2, -FACE, 19)
    under = box(7, 11, 5, round=1).at(-18.6, 1.4, HIGH - 1)  # or the hat shuts air in
    whole = union(union(large, back, under, k=0.15), hat, small, k=0.4)
    return floor(whole.turn(z=-14).at(1.8, 6.6))


def _caps(case: Sdf, x: float, y: float, z: float, radius: float) -> Sdf:
    """Leather on the corners of `case`, whose half sizes are x, y, z."""
    balls = [sphere(radius).at(sx * x, sy * y, sz * z)
             for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)]  # fmt: skip
    return intersection(grow(case, 0.8), union(*balls))


def _belt(x: float, deep: float, high: float, wide: float) -> Sdf:
    """A strap round a case whose middle is the origin, its buckle in front."""
    band = box(wide, deep + 2.0, high + 2.0, round=0.9)
    seams = [box(0.5, deep + 9, high + 9).at(s * (wide / 2 - 0.8), 0, 0) for s in (-1, 1)]
    inside = box(wide + 2, deep + 1.4, high + 1.4, round=0.9)
    band = difference(band, *[difference(seam, inside) for seam in seams])
    frame = difference(
        box(wide + 3.2, 2.2, 5.4, round=0.8),
        box(wide - 0.4, 3, 2.6, round=0.4).at(0, -1.4, 0),
    )
    prong = box(1.1, 1.8, 4.4, round=0.5)
    loop_ = box(wide + 1.6, 1.8, 1.9, round=0.6).at(0, 0.2, -5.2)
    front = -deep / 2 - 1.2
    buckle = union(frame, prong, loop_).at(0, front, 0.12 * high)
    holes = [sphere(0.65).at(0, front + 0.1, 0.12 * high - 8.0 - 2.4 * i) for i in range(2)]
    return difference(union(band, buckle, k=0.2), *holes).at(x)


def _handle(wide: float, wall: float) -> Sdf:
    """An arch along x over z = 0 with a thick grip, its ends in plates."""
    r = max(1.25, 0.5 * wall)
    rise = 4.6
    way = curve([(-wide, 0, -0.5), (-0.86 * wide, 0, 0.75 * rise), (-0.5 * wide, 0, rise),
                 (0.5 * wide, 0, rise), (0.86 * wide, 0, 0.75 * rise),
                 (wide, 0, -0.5)], 17)  # fmt: skip
    grip = capsule((-0.5 * wide, 0, rise), (0.5 * wide, 0, rise), r + 0.65)
    plates = [union(box(5.0, 5, 1.6, round=0.6), cylinder(2.0, 2.6, round=0.6)).at(s * wide, 0, 0.2)
              for s in (-1, 1)]  # fmt: skip
    return union(tube(way, r), grip, *plates, k=0.4)


def _large(wall: float) -> Sdf:
    """Upright, its bottom at z = 0."""
    case = box(WIDE, DEEP, HIGH, round=3.6)
    piping = [intersection(grow(case, 0.75), slab("y", 1.5).at(y=s * (DEEP / 2 - 3.3)))
              for s in (-1, 1)]  # fmt: skip
    shut = difference(case, difference(slab("y", 0.8), grow(case, -0.7)))
    rivets = [
        sphere(0.85).at(sx * (WIDE / 2 - dx), sy * (DEEP / 2 + 0.7), sz * (HIGH / 2 - dz))
        for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1) for dx, dz in ((5.4, 2.2), (2.2, 5.4))
    ]  # fmt: skip
    locks = [
        union(box(4.6, 5.2, 1.8, round=0.6), cylinder(1.2, 2.6, round=0.4)).at(x, 0, HIGH / 2 + 0.4)
        for x in (20.0,)
    ]
    belts = [_belt(x, DEEP, HIGH, 3.4) for x in (-16.6, 16.6)]
    handle = _handle(7.4, wall).at(3.4, 0, HIGH / 2)
    solid = union(shut, *piping, _caps(case, WIDE / 2, DEEP / 2, HIGH / 2, 6.6), *rivets, k=0.2)
    return union(solid, *belts, *locks, handle, _tag(wall), k=0.2).at(z=HIGH / 2)


def _tag(wall: float) -> Sdf:
    """Hangs from the handle over the front by its strap, a heart on it."""
    r = max(0.9, 0.4 * wall)
    top = HIGH / 2
    way = curve([(8.0, 0, top + 4.4), (8.6, -4, top + 3.4), (9.0, FACE - 0.3, top - 0.6),
                 (9.2, FACE - 0.8, top - 5)], 10)  # fmt: skip
    plate = union(
        difference(box(7.4, 2.4, 10.6, round=1.0), box(5.6, 2, 8.6, round=0.6).at(0, -1.7, 0)),
        extrude(_heart(2.3), height=1.8).turn(x=90).at(0, -0.6, -0.8),
        torus(1.1, 0.6).turn(x=90).at(0, -1.0, 4.3),
        k=0.15,
    )
    return union(tube(way, r), plate.turn(y=9).at(9.4, FACE - 0.8, top - 9.6), k=0.3)


def _heart(size: float) -> list[tuple[float, float]]:
    half = [(0.0, -1.0), (0.8, -0.2), (0.98, 0.42), (0.52, 0.8)]
    points = [*half, (0.0, 0.45), *[(-x, y) for x, y in reversed(half[1:])]]
    return [(float(x), float(y)) for x, y in loop(points, 40) * size]


def _round_sticker(picture: Sdf, radius: float) -> Sdf:
    """A badge in the plane y = 0 that looks to -y; the picture is drawn upright in x and y."""
    disc = cylinder(radius, 1.8, round=0.4)
    return union(disc, torus(radius - 0.4, 0.7).at(z=0.7), picture.at(z=0.5)).turn(x=90)


def _stamp(picture: Sdf, wide: float, high: float) -> Sdf:
    """A postage stamp with its perforated edge, which looks to -y."""
    plate = box(wide, high, 2.0, round=0.2)
    bites = [cylinder(0.65, 4).at(x, s * high / 2, 0)
             for x in _even(wide) for s in (-1, 1)]  # fmt: skip
    bites += [cylinder(0.65, 4).at(s * wide / 2, y, 0) for y in _even(high) for s in (-1, 1)]
    inner = difference(box(wide - 2.6, high - 2.6, 2.6, round=0.2), box(wide - 3.8, high - 3.8, 9))
    return union(difference(plate, *bites), inner, picture.at(z=0.5)).turn(x=90)


def _even(long: float) -> list[float]:
    n = round(long / 2.1)
    return [long * ((i + 0.5) / n - 0.5) for i in range(n)]


def _plane() -> Sdf:
    body = capsule((0, -4.6, 0.7), (0, 4.6, 0.7), 0.8, 1.2)
    wing = extrude([(0.4, 2.4), (0.4, -0.6), (5.4, -2.6), (5.4, -1.3)], height=2.6)
    tail = extrude([(0.3, -3.0), (0.3, -4.6), (2.6, -5.4), (2.6, -4.5)], height=2.6)
    return union(body, mirror(union(wing, tail)), k=0.2).turn(z=-48)


def _tower() -> Sdf:
    """The one that everybody knows from Paris."""
    right = [(4.0, -6.0), (2.5, -3.0), (1.5, 0.4), (0.9, 3.6), (0.6, 6.4)]
    solid = extrude([*right, *[(-x, y) for x, y in reversed(right)]], height=2.8)
    arch = union(cylinder(1.9, 9).at(0, -5.4, 0), box(3.8, 3, 9).at(0, -6.8, 0))
    decks = [box(w, 0.9, 3.4, round=0.3).at(0, y, 0) for w, y in ((5.6, -2.6), (3.4, 1.0))]
    gap = extrude([(0.7, -1.4), (-0.7, -1.4), (0, 0.2)], height=9)
    return union(difference(solid, arch, gap), *decks)


def _palm() -> Sdf:
    """On its island before the sun."""
    sun = difference(cylinder(3.0, 2.4), cylinder(2.0, 9)).at(1.6, 1.4, 0)
    trunk = tube(curve([(-0.8, -3.6, 0.8), (-0.4, -0.6, 0.8), (-1.4, 2.4, 0.8)], 8), [0.8, 0.55])
    leaves = [
        tube(curve([(-1.4, 2.4, 0.9), (-1.4 + x, 2.4 + y, 1.0), (-1.4 + 1.8 * x, 2.4 + z, 0.9)], 6),
             [0.8, 0.7, 0.4])
        for x, y, z in ((-1.9, 0.9, -1.0), (1.9, 0.9, -0.8), (-1.2, 2.0, 2.4), (1.2, 2.0, 2.6))
    ]  # fmt: skip
    island = ellipsoid(4.4, 1.3, 1.2).at(0, -4.0, 0.4)
    return union(sun, trunk, *leaves, island)


def _compass() -> Sdf:
    """For the back: a rose of eight points."""
    small = extrude(star_outline(4, 4.2, 1.5), height=2.2).turn(z=45)
    return union(small, extrude(star_outline(4, 6.2, 1.5), height=3.2), sphere(1.3).at(z=0.8))


def _stickers() -> Sdf:
    """On the front between and over the straps."""
    return union(
        _round_sticker(_plane(), 7.0).at(-7.0, FACE, 27.2),
        _stamp(_tower(), 10.6, 15.4).turn(y=-9).at(-7.6, FACE - 0.1, 11.6),
        _round_sticker(_palm(), 6.4).turn(y=6).at(5.4, FACE + 0.2, 17.4),
    )


def _small(wall: float) -> Sdf:
    """A little case lying flat, its handle to the front, its bottom at z = 0."""
    wide, deep, high = 27.0, 17.0, 12.4
    case = box(wide, deep, high, round=2.6)
    shut = difference(case, difference(slab("z", 0.8).at(z=1.4), grow(case, -0.6)))
    piping = [intersection(grow(case, 0.6), slab("z", 1.2).at(z=s * 4.0)) for s in (-1, 1)]
    caps = _caps(case, wide / 2, deep / 2, high / 2, 4.6)
    handle = _handle(4.4, wall).scale(0.85).turn(x=90).at(0, -deep / 2, -0.6)
    locks = [box(2.6, 1.8, 4.0, round=0.5).at(s * 8.0, -deep / 2, 1.2) for s in (-1, 1)]
    return union(shut, *piping, caps, handle, *locks, k=0.2).at(0, deep / 2 - 1, high / 2)


def _hat(wall: float) -> Sdf:
    """A straw hat upon the origin: plaited rounds, a ribbon with a bow."""
    thick = max(1.9, wall)
    crown = [
        (0, -0.6),
        (9.6, -0.6),
        (9.2, 4.2),
        (8.2, 7.2),
        (5.6, 9.0),
        (2.6, 9.6),
        (0, 9.7),
    ]
    brim = [(0, -thick / 2), (9, -thick / 2), (15.0, -1.2 - thick / 2), (16.4, -1.4),
            (15.4, thick / 2 - 0.8), (9, thick / 2), (0, thick / 2)]  # fmt: skip
    shape = union(revolve(crown), revolve(brim), k=1.6)
    plaits = [torus(r, 0.5).at(z=z) for r, z in
              ((15.6, -0.5), (13.8, 0.1), (12.0, 0.5), (8.3, 6.6), (6.6, 8.4), (4.4, 9.2),
               (2.2, 9.6))]  # fmt: skip
    rounds = [torus(r, 0.5).at(z=z) for r, z in ((14.4, -1.9), (12.2, -1.4))]
    ribbon = difference(cylinder(10.3, 3.4, round=0.6), cylinder(8, 9)).at(z=2.4)
    bow = union(
        mirror(ellipsoid(2.9, 1.2, 1.9).turn(y=16).at(2.7, 0, 0.3)),
        ellipsoid(1.3, 1.5, 1.4),
        mirror(capsule((0.6, 0, -0.8), (2.9, -1.4, -2.8), 1.1, 0.9)),
        k=0.4,
    )
    notch = math.radians(-62)
    place = (10.4 * math.cos(notch), 10.4 * math.sin(notch), 2.4)
    return union(shape, *plaits, *rounds, ribbon, bow.turn(z=28).at(*place), k=0.3)
