"""A running shoe: waved midsole, treaded outsole, laces in a bow, a flash, toe cap, heel tab."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

# Modelled with the toe to -y; the sole's outline from above, right side first.
SOLE = [
    (0, -31),
    (5.0, -29.0),
    (9.2, -23.6),
    (11.4, -12),
    (9.4, 0),
    (8.4, 12),
    (9.0, 22),
    (5.8, 28.4),
    (0, 30),
    (-5.8, 28.4),
    (-8.8, 22),
    (-8.0, 12),
    (-8.6, 0),
    (-10.2, -12),
    (-8.6, -23.6),
    (-4.8, -29.2),
]
# The upper from the side (y, z): heel, collar, instep, toe.
PROFILE = [
    (28, 4),
    (28.8, 11),
    (27, 17.5),
    (28.2, 23.4),
    (24.4, 23.6),
    (19, 20.6),
    (13, 19.4),
    (7, 21.8),
    (2, 20.8),
    (-6, 16.8),
    (-14, 13.2),
    (-22, 11.6),
    (-27, 9.4),
    (-29.6, 5),
    (-20, 3),
    (0, 3),
]
COLLAR = [
    (0, 24.4, 23.2),
    (4.4, 21.4, 21.6),
    (5.9, 15.4, 19.9),
    (5.6, 9.6, 20.7),
    (3.4, 5.6, 22),
    (-3.4, 5.6, 22),
    (-5.6, 9.6, 20.7),
    (-5.9, 15.4, 19.9),
    (-4.4, 21.4, 21.6),
]
TURN = 60.0


@motif(
    "sport",
    en="running shoe, running shoes, running, runner, jogging, jogger, marathon, half "
    "marathon, sneaker, sneakers, trainers, trail running, 10k, 5k, parkrun, sprinting, "
    "sprinter, track and field, morning run, athletics, going for a run, ultramarathon, "
    "joggers, race walking, triathlon",
    de="Laufschuh, Laufschuhe, Laufen, Läufer, Läuferin, Joggen, Jogging, Marathon, "
    "Halbmarathon, Turnschuh, Turnschuhe, Sneaker, Sportschuh, Laufsport, rennen, laufen "
    "gehen, Leichtathletik, Trailrunning, Jogger, Marathonläufer, Volkslauf",
    fr="chaussure de course, course à pied, coureur, coureuse, courir, jogging, marathon, "
    "semi-marathon, baskets, chaussures de running, footing, joggeur, trail, sprint, "
    "athlétisme, chaussure de sport, running",
    es="zapatilla de correr, zapatillas de correr, correr, corredor, corredora, maratón, "
    "media maratón, zapatillas, salir a correr, trotar, footing, atletismo, zapatilla "
    "deportiva, tenis para correr, runner, velocista, carrera",
    to_person=0.3,
    mouth=(-12.1, 7.0, 20.5, 4.4),
)
def running_shoe(wall: float = 1.2, pose: str = "stand") -> Sdf:
    shoe = union(_sole(), _upper(), k=0.5)
    shoe = union(shoe, _laces(wall), k=0.3)
    return shoe.turn(z=TURN) & half_space((0, 0, -1))


def _side(points: Sequence[tuple[float, float]], wide: float = 40) -> Sdf:
    """A closed outline of (y, z), extruded across."""
    return extrude(loop(points, 64), height=wide).turn(x=90).turn(z=90)


def _sole() -> Sdf:
    """Toe and heel lifted off the floor; grooves across the tread, a wave along the side."""
    flat = extrude(loop(SOLE, 72), height=16, round=1.6).at(z=6)
    rocker = [
        (-31, 5.2),
        (-25, 1.2),
        (-16, -0.4),
        (16, -0.4),
        (25, 0.6),
        (31, 3.4),
        (31, 9.6),
        (20, 9.4),
        (6, 7.6),
        (-10, 6.8),
        (-22, 7.4),
        (-31, 9.2),
    ]
    sole = intersection(flat, _side(rocker), k=1.6)
    tread = [capsule((-14, y, 0.1), (14, y + 1.2, 0.1), 0.8) for y in np.arange(-24, 27, 4.6)]
    wave = curve([(-26, 5.6), (-16, 4.2), (-6, 4.4), (2, 5.4), (10, 4.2), (18, 5.6), (27, 6.4)], 24)
    line = (
        extrude(np.r_[wave + np.array([0, 0.42]), (wave - np.array([0, 0.42]))[::-1]], height=40)
        .turn(x=90)
        .turn(z=90)
    )
    rim = intersection(line, difference(flat, extrude(loop(SOLE, 72) * 0.93, height=30)))
    return difference(sole, *tread, rim, k=0.4)


def _upper() -> Sdf:
    """The outline from above and from the side share it, the walls lean in; then it is hollowed."""
    plan = extrude(loop(SOLE, 72) * (0.96, 0.975), height=80)
    side = _side(PROFILE, 60)
    walls = [half_space((s, 0, 0.17), 9.9) for s in (1, -1)]
    body = intersection(intersection(plan, side, k=6), *walls, k=5)
    ankle = ellipsoid(4.9, 8.6, 14).turn(x=-3).at(0, 14.4, 26.5)
    rim = loop(COLLAR, 32)
    pad = tube(np.r_[rim, rim[:1]], 1.55)
    body = difference(union(body, pad, k=2), ankle, k=1.6)
    tongue = (
        capsule((0, -5, 15.4), (0, 4.6, 25.6), 4.4, 4.6).stretch(1, 0.5, 1).turn(x=-8).at(0, 0.4, 0)
    )
    tab = tube(curve([(0, 27.4, 15), (0, 27.0, 20), (0, 28.0, 26.4)], 6), [1.4, 1.7, 1.6]).stretch(
        2.0, 1, 1
    )
    return union(body, tongue, tab, *_overlays(body), k=0.5)


def _overlays(body: Sdf) -> list[Sdf]:
    """Raised patches: the upper, grown by less than a millimetre, within outlines in (y, z)."""
    skin = grow(body, 0.9)
    cap = _side([(-32, 4), (-20, 4), (-18.5, 12), (-24, 18), (-32, 18)])
    heel = _side([(13.5, 5), (30, 5), (30, 24), (22.6, 23), (19, 15)])
    bolt = [
        (9.6, 6.4),
        (-1.4, 12.4),
        (1.6, 12.9),
        (-4.4, 17.2),
        (-3.4, 17.8),
        (5.4, 13.2),
        (2.2, 12.4),
        (12.4, 8.4),
    ]
    flash = extrude(np.array(bolt) * (1, 0.9), height=40).turn(x=90).turn(z=90)
    return [intersection(skin, patch, k=0.25) for patch in (cap, heel, flash)]


def _instep(y: float) -> float:
    """Height of the lacing over the floor at y, read off the profile."""
    return float(np.interp(y, [-14, -6, 1, 6], [13.2, 16.8, 20.4, 21.8]))


def _laces(wall: float) -> Sdf:
    """Eyelet bands with five crossed rows, then two loops and two ends."""
    r = max(0.95, wall / 2)
    pieces = []
    for i in range(5):
        y, y2 = -13.2 + 3.2 * i, -13.2 + 3.2 * i + 2.2
        for s in (1, -1):
            low, high = (s * 5.0, y, _instep(y) - 0.9), (-s * 5.0, y2, _instep(y2) - 0.9)
            pieces += [
                capsule(low, (0, y + 1.1, _instep(y + 1.1) + 0.7), r),
                capsule((0, y + 1.1, _instep(y + 1.1) + 0.7), high, r),
                torus(1.0, 0.5).turn(x=30, y=s * 35).at(s * 5.2, y, _instep(y) - 0.6),
            ]
    pieces.append(capsule((0, -13.5, 11.4), (0, 1, 18.6), 2.4))  # no gaps under the laces
    knot = sphere(1.9).at(0, 2.4, 22.6)
    bow = tube(
        curve(
            [(0, 2.4, 22.6), (4.0, 0, 24.8), (8.4, -1.0, 23.6), (7.4, -1.4, 20.6), (0, 2.2, 22.2)],
            14,
        ),
        r,
    )
    end = tube(curve([(0, 2, 22.4), (4, -2.0, 20.8), (7.1, -6.0, 16.0), (8.0, -7.4, 12.6)], 8), r)
    return union(*pieces, knot, mirror(bow, "x"), mirror(end, "x"), k=0.3)
