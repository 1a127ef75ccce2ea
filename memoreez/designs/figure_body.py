"""The trunk and what is worn on it. The origin is between the hips, z towards the neck."""

from __future__ import annotations

import math

import numpy as np

from memoreez.designs.figure_look import Look
from memoreez.designs.figure_surface import front
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    slab,
    sphere,
    star_outline,
    torus,
    tube,
    union,
)


def trunk(look: Look) -> Sdf:
    """The trunk in its clothes."""
    bare = _bare(look)
    dress = {
        "sweater": _sweater,
        "jacket": _jacket,
        "dungarees": _dungarees,
        "tee": _tee,
        "dress": _dress,
        "apron": _apron,
    }[look.top]
    solid = dress(bare, look)
    if look.scarf:
        solid = union(solid, _scarf(solid), k=0.4)
    if look.backpack:
        solid = union(solid, _backpack(solid, look), k=0.4)
    return solid


def _bare(look: Look) -> Sdf:
    g, b = look.build.girth, look.build.belly
    return union(
        ellipsoid(11.6 * g, 9.6 * b, 8.4).at(0, 0.3, 0.6),
        ellipsoid(12.2 * g, 10.0 * b, 10.5).at(0, -0.6 * b, 8.0),
        ellipsoid(11.8 * g, 9.2 * (0.5 + 0.5 * b), 10.5).at(0, 0, 18.0),
        capsule((-8.6 * g, 0.5, 23.0), (8.6 * g, 0.5, 23.0), 5.6),
        capsule((0, 0.5, 24), (0, 0, 34), 6.0),
        k=3.5,
    )


def _band(bare: Sdf, z: float, wide: float, out: float = 1.0) -> Sdf:
    """A raised belt that follows the trunk."""
    return intersection(grow(bare, out), slab("z", wide).at(z=z), k=0.5)


def _collar() -> Sdf:
    return torus(7.2, 1.9).turn(x=10).at(0, 0, 29.2)


def _line(bare: Sdf, places: list[tuple[float, float]], radius: float) -> Sdf:
    """A tube along the front of the trunk through (x, z) places."""
    return tube(front(bare, places), radius)


def _sweater(bare: Sdf, look: Look) -> Sdf:
    """A rolled collar, a ribbed hem, a zigzag across the chest."""
    xs = np.linspace(-9, 9, 13)
    zigzag = [(float(x), 17.0 + (1.5 if i % 2 else -1.5)) for i, x in enumerate(xs)]
    rows = [[(float(x), z) for x in np.linspace(-9, 9, 9)] for z in (13.2, 20.8)]
    knit = [_line(bare, zigzag, 0.85), *(_line(bare, row, 0.7) for row in rows)]
    hem = _band(bare, 0.4, 4.2, 1.2)
    return union(bare, _collar(), torus(6.6, 1.6).at(0, 0, 31.0), hem, *knit, k=0.5)


def _jacket(bare: Sdf, look: Look) -> Sdf:
    """Open at the neck, a zip, two pockets, a hem."""
    coat = grow(bare, 0.9)
    coat = intersection(coat, half_space((0, 0, -1), 3.0), k=0.6)
    zip_ = _line(coat, [(0, float(z)) for z in np.linspace(-2.5, 25, 9)], 0.75)
    flaps = mirror(capsule((1.2, -7.2, 24.4), (6.6, -4.5, 29.6), 1.5, 2.1), k=0.2)
    collar = torus(7.0, 2.0).turn(x=16).at(0, 0.6, 29.4)
    pockets = []
    for side in (1, -1):
        at = front(coat, [(side * 6.8, 5.0)])[0]
        pocket = box(6.0, 2.2, 6.2, round=0.9)
        flap = box(6.6, 2.9, 2.2, round=0.9).at(z=2.6)
        both = union(pocket, flap).turn(x=-6, z=side * 34)
        pockets.append(both.at(*at))
    pin = sphere(1.1).at(*front(coat, [(6.4, 18.5)])[0])
    solid = union(bare, difference(coat, zip_, k=0.5))
    return union(solid, collar, flaps, *pockets, pin, _band(coat, -1.2, 2.4, 0.7), k=0.4)


def _dungarees(bare: Sdf, look: Look) -> Sdf:
    """A bib with a pocket, straps with buttons."""
    cloth = grow(bare, 1.0)
    pants = intersection(cloth, half_space((0, 0, 1), 8.0), k=0.5)
    window = box(13.5, 30, 18, round=2.0).at(0, -15, 13.5)
    bib = intersection(cloth, window, k=0.6)
    pocket = intersection(grow(bare, 1.9), box(8.0, 30, 6.0, round=1.2).at(0, -15, 13.2), k=0.5)
    straps = [_strap(bare, side, (5.4, 21.4), (7.0, 8.0), 1.5) for side in (1, -1)]
    buttons = [sphere(1.6).at(*front(cloth, [(side * 5.2, 20.6)])[0]) for side in (1, -1)]
    solid = union(bare, pants, bib, pocket, *straps, *buttons, k=0.4)
    return union(solid, torus(6.8, 1.3).turn(x=8).at(0, 0, 29.4), k=0.4)


def _strap(
    bare: Sdf, side: int, start: tuple[float, float], end: tuple[float, float], radius: float
) -> Sdf:
    """From (x, z) on the chest over the shoulder to (x, z) on the back."""
    chest = front(bare, [(side * start[0], start[1]), (side * (start[0] + 1.0), start[1] + 3.6)])
    back = front(bare.turn(z=180), [(-side * end[0], end[1]), (-side * end[0], 20.0)]) * (-1, -1, 1)
    over = [(side * 7.8, -0.5, 28.6), (side * 7.6, 4.0, 27.4)]
    path = np.array([*chest, *over, *back[::-1]])
    return tube(curve(path.tolist(), 14), radius)


def _tee(bare: Sdf, look: Look) -> Sdf:
    """A round neck, a hem, and what the shirt says."""
    at = front(bare, [(0, 17.0)])[0]
    if look.emblem == "star":
        sign = extrude(star_outline(5, 4.8, 2.3), height=2.4, round=0.6)
    elif look.emblem == "heart":
        half = [(0, -4.2), (3.0, -1.6), (4.6, 1.0), (4.0, 3.4), (1.8, 3.6)]
        outline = loop([*half, (0, 2.0), *[(-x, z) for x, z in reversed(half[1:])]], 40)
        sign = extrude(outline, height=2.4, round=0.7)
    else:
        return union(
            bare,
            _neckline(),
            _hem(bare),
            _band(bare, 15, 2.2, 0.8),
            _band(bare, 19, 1.6, 0.8),
            k=0.4,
        )
    return union(bare, _neckline(), _hem(bare), sign.turn(x=82).at(*at), k=0.4)


def _neckline() -> Sdf:
    return torus(6.6, 1.2).turn(x=14).at(0, -0.2, 28.6)


def _hem(bare: Sdf) -> Sdf:
    return intersection(grow(bare, 0.9), slab("z", 7.0).at(z=-1.0), k=0.6)


def _dress(bare: Sdf, look: Look) -> Sdf:
    """A skirt with folds, a sash with a bow, a round collar, buttons."""
    g = look.build.girth
    skirt = cone(15.6, 9.0, 21, round=1.4).stretch(g, 0.86 * g, 1).at(0, 0, -4.2)
    folds = []
    for i in range(11):
        a = 2 * math.pi * (i + 0.5) / 11
        c, s = math.cos(a) * g, math.sin(a) * 0.86 * g
        folds.append(capsule((9.4 * c, 9.4 * s, 5), (14.6 * c, 14.6 * s, -12.4), 0.9, 1.9))
    slope = cone(9, 14.8, 5.0).stretch(g, 0.86 * g, 1).at(0, 0, -16.4)
    sash = _band(bare, 7.6, 3.4, 1.3)
    knot = sphere(2.0).at(0, 11.0 * look.build.belly, 7.6)
    bow = mirror(ellipsoid(4.4, 1.8, 3.0).turn(y=-20).at(4.4, 11.2 * look.build.belly, 8.6))
    collar = mirror(ellipsoid(4.6, 2.2, 2.6).turn(x=30, y=20).at(3.6, -5.8, 27.2))
    buttons = [sphere(1.1).at(*p) for p in front(bare, [(0, 21.5), (0, 17.0), (0, 12.5)])]
    cloth = union(skirt, *folds, slope, k=1.4)
    return union(union(bare, cloth, k=1.5), sash, knot, bow, collar, *buttons, k=0.4)


def _apron(bare: Sdf, look: Look) -> Sdf:
    """A cook's jacket with two rows of buttons under an apron with a pocket."""
    cloth = grow(bare, 1.3)
    lap = union(cloth, ellipsoid(12.5, 10.5, 12).at(0, 0, -5), k=3)
    bib = intersection(cloth, box(15, 30, 22, round=2.0).at(0, -15, 11), k=0.6)
    skirt = intersection(lap, box(23, 30, 22, round=3.0).at(0, -15.5, -3.0), k=0.6)
    pocket = intersection(grow(cloth, 0.9), box(11, 30, 7.5, round=1.5).at(0, -15, 5.2), k=0.5)
    ties = _band(bare, 8.0, 2.4, 1.4)
    straps = [_strap(bare, side, (6.0, 21.0), (5.0, 9.0), 1.2) for side in (1, -1)]
    scarf = torus(6.9, 1.7).turn(x=10).at(0, 0, 29.4)
    knot = sphere(2.2).at(0, -7.6, 27.8)
    ends = mirror(capsule((0.6, -8, 27.2), (3.2, -9.2, 23.6), 1.5, 1.9))
    return union(bare, bib, skirt, pocket, ties, *straps, scarf, knot, ends, k=0.4)


def _scarf(dressed: Sdf) -> Sdf:
    """Wound twice, one end over the chest with its fringe."""
    winding = union(
        torus(7.8, 2.6).turn(x=12).at(0, -0.4, 28.6),
        torus(7.4, 2.2).turn(x=-4, y=8).at(0, 0, 31),
        k=0.3,
    )
    path = front(dressed, [(4.2, 25.0), (5.0, 20.0), (5.6, 14.5)])
    end = tube([p - (0, 0.6, 0) for p in path], [2.6, 2.4, 2.8])
    fringe = [
        capsule(path[-1] + (x, -0.2, -2.0), path[-1] + (x * 1.3, -0.2, -4.4), 0.9)
        for x in (-1.8, 0, 1.8)
    ]
    return union(winding, end, *fringe, k=0.4)


def _backpack(dressed: Sdf, look: Look) -> Sdf:
    """A rucksack with a flap, a pocket and a rolled blanket; straps over both shoulders."""
    y = 13.0 * (0.6 + 0.4 * look.build.belly)
    sack = box(19, 11, 21, round=4.5).at(0, y, 13)
    flap = box(20, 12, 7.5, round=3.2).at(0, y, 21.5)
    pocket = box(12, 6, 8, round=2.4).at(0, y + 5.2, 8.5)
    slope = cone(3, 8, 8, round=1.5).at(0, y - 1, 3.5)
    roll = capsule((-10.5, y, 28.0), (10.5, y, 28.0), 4.0)
    ties = [torus(4.1, 0.9).turn(y=90).at(x, y, 28.0) for x in (-6.0, 6.0)]
    ends = mirror(_spiral().at(14.2, y, 28.0))
    straps = [_strap(dressed, side, (7.6, 11.0), (7.0, 14.0), 1.6) for side in (1, -1)]
    under = front(dressed, [(8.6, 11.5), (10.6, 7.0)]).tolist()
    low = mirror(tube(curve([*under, (12.4, 3.0, 5.0), (8.0, 9.0, 6.0)], 9), 1.4))
    buckle = box(4.0, 3.4, 3.4, round=0.9).at(0, y + 5.4, 19.2)
    return union(
        union(sack, slope, k=2), flap, pocket, roll, *ties, ends, *straps, low, buckle, k=0.4
    )


def _spiral() -> Sdf:
    """The spiral seen at the end of a rolled blanket."""
    return torus(2.0, 0.6).turn(y=90)
