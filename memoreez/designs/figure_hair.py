"""Hair and beards, round a skull whose middle is the origin."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.designs.figure_look import Look
from memoreez.sdf import (
    Sdf,
    arc,
    capsule,
    curve,
    difference,
    ellipsoid,
    half_space,
    intersection,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

Point = tuple[float, float, float]
CAP = np.array([18.7, 17.7, 18.0])  # semi-axes of the hair that lies on the skull


def hair(look: Look, skull: Sdf, wall: float) -> Sdf:
    """The hair of a look; it overlaps the skull everywhere."""
    styles = {
        "short": _short,
        "bob": _bob,
        "long": _long,
        "bun": _bun,
        "curls": _curls,
        "bald": _fringe,
        "ponytail": _ponytail,
        "tousled": _tousled,
    }
    solid = styles[look.hair](wall)
    return solid if look.part > 0 else solid.flip("x")


def _cap(low: float = -6.0) -> Sdf:
    """A layer over the skull, free of the face, down to `low` behind."""
    shell = ellipsoid(*CAP).at(0, 0.5, 0.6)
    face = ellipsoid(14.2, 14, 14.5).at(0, -14.5, -5.0)
    under = half_space((0, -0.32, -1), -low)
    return difference(intersection(shell, under), face, k=1.2)


def _strands(solid: Sdf, ends: Sequence[Point], root: Point) -> Sdf:
    """Grooves from a root on the crown to the hairline, as a comb leaves them."""
    grooves = []
    for end in ends:
        a, b = _unit(root), _unit(end)
        path = [_unit(a + (b - a) * t) * CAP + (0, 0.5, 0.6) for t in np.linspace(0.08, 1, 8)]
        grooves.append(tube(np.array(path), [0.4, 0.8, 0.9]))
    return difference(solid, *grooves, k=0.5)


def _unit(direction: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The point of that direction on the unit sphere, in the cap's own proportions."""
    d = np.asarray(direction, float) / CAP
    return d / np.linalg.norm(d)


def _combed(solid: Sdf) -> Sdf:
    root = (6.0, -6.0, 17.4)
    ends = [
        (18.6, -2, 0),
        (18.0, 6, -3),
        (12.0, 14, -3),
        (3.5, 18, -4),
        (-6, 17.2, -4),
        (-14, 12, -3),
        (-18.4, 4, -2),
        (-18.4, -4.0, 2),
    ]
    return _strands(solid, ends, root)


def _locks() -> Sdf:
    """A swept fringe: fat locks from the parting to the other temple."""
    paths = [
        [(7.5, -11.0, 14.4), (0.5, -15.8, 13.2), (-7.5, -15.6, 8.6)],
        [(7.0, -8.0, 16.4), (-4, -13.0, 15.4), (-13.0, -11.8, 8.0)],
        [(7.5, -10.6, 14.8), (10.8, -12.8, 11.6), (14.4, -10.4, 6.4)],
        [(4.0, -4.0, 17.8), (-9, -8.6, 15.4), (-16.4, -6.8, 6.8)],
    ]
    return union(*(tube(curve(p, 20), [2.6, 3.2, 1.3]) for p in paths), k=0.7)


def _short(wall: float) -> Sdf:
    return union(_combed(_cap()), _locks(), k=0.8)


def _tousled(wall: float) -> Sdf:
    """Spikes that grow from the crown, each its own way."""
    spikes = []
    for i in range(15):
        a = 2.399963 * i
        up = 1 - 0.055 * i
        flat = math.sqrt(max(0.0, 1 - up * up))
        d = (flat * math.cos(a), flat * math.sin(a) * 0.9 + 0.12, up)
        foot = (d[0] * 15, d[1] * 14, d[2] * 15)
        tip = (d[0] * 21.5 + 2.2, d[1] * 20 - 1.0, d[2] * 20.5 + 0.8)
        spikes.append(capsule(foot, tip, 4.8, max(1.1, 0.5 * wall)))
    return union(union(_cap(), _locks(), k=0.8), *spikes, k=0.9)


def _bob(wall: float) -> Sdf:
    sides = mirror(ellipsoid(4.6, 9.0, 13.5).turn(y=6).at(15.6, 1.5, -5.0))
    temples = mirror(ellipsoid(4.4, 6.5, 8.0).at(13.8, -4.4, 6.5))
    back = ellipsoid(16.5, 9.5, 14.0).at(0, 8.0, -5.5)
    filling = ellipsoid(16.0, 12.0, 14.0).at(0, 3.5, -4.0)
    trimmed = intersection(
        union(_combed(_cap(-14)), sides, back, temples, filling, k=2.5),
        half_space((0, 0, -1), 15.5),
        k=2,
    )
    return union(trimmed, _locks(), k=0.8)


def _long(wall: float) -> Sdf:
    back = ellipsoid(15.5, 7.0, 20.0).at(0, 10.0, -12.0)
    sides = mirror(
        tube(
            curve([(16.5, -2, 2), (17.4, -1.5, -8), (15.0, -1, -18), (12.0, -5, -25)], 14),
            [3.6, 5.0, 4.6, 1.8],
        )
    )
    temples = mirror(ellipsoid(4.4, 6.5, 8.0).at(13.8, -4.4, 6.5))
    filling = ellipsoid(15.5, 11.0, 15.0).at(0, 4.0, -6.0)
    whole = union(_combed(_cap(-14)), back, sides, temples, filling, k=2.0)
    waves = [
        tube(curve([(x, 18.2, 2), (x * 1.15, 18.0, -10), (x * 0.9, 16.6, -27)], 7), 0.8)
        for x in (-9, -4.5, 0, 4.5, 9)
    ]
    return union(difference(whole, *waves, k=0.5), _locks(), k=0.8)


def _bun(wall: float) -> Sdf:
    knot = ellipsoid(7.2, 7.0, 6.4).at(0, 5.5, 19.6)
    twist = difference(knot, arc(4.2, 0.8, 300).at(0, 5.5, 25.3), k=0.5)
    band = torus(5.0, 1.3).turn(x=-14).at(0, 4.5, 16.4)
    strands = [
        (math.sin(a) * 18.4, math.cos(a) * 17.6, -1.5) for a in (-2.1, -1.4, -0.7, 0, 0.7, 1.4, 2.1)
    ]
    return union(_strands(_cap(), strands, (0, 5, 19)), twist, band, _locks(), k=0.6)


def _ponytail(wall: float) -> Sdf:
    tails = [
        tube(
            curve([(0, 15, 11), (x, 23 + y, 9), (1 + x, 24.5 + y, -4), (2.5, 21.0, -18)], 12),
            [2.6, 3.9, 3.7, 1.6],
        )
        for x, y in ((-2.5, -0.6), (2.5, -0.6), (0.0, 2.0))
    ]
    band = torus(3.8, 1.5).turn(x=-72).at(0, 17.5, 11)
    strands = [
        (math.sin(a) * 18.2, -math.cos(a) * 17.4, 1.5) for a in (-2.3, -1.7, -1.1, 1.1, 1.7, 2.3)
    ]
    scalp = _strands(_cap(), strands, (0, 17, 10))
    return union(scalp, *tails, band, _locks(), k=0.6)


def _curls(wall: float) -> Sdf:
    """Balls on a golden spiral over the scalp."""
    balls = []
    for i in range(58):
        z = 1 - (i + 0.5) / 58 * 1.42
        a = 2.399963 * i
        flat = math.sqrt(1 - z * z)
        x, y = flat * math.cos(a), flat * math.sin(a)
        if y < -0.25 and z < 0.60 - 0.12 * abs(x):
            continue
        balls.append(
            sphere(4.4 + 0.7 * math.sin(i * 1.7)).at(x * 17.2, y * 16.4 + 0.8, z * 17.4 + 1.0)
        )
    return union(_cap(), *balls, k=0.9)


def _fringe(wall: float) -> Sdf:
    """A wreath of tufts round a bald crown."""
    tufts = []
    for i, a in enumerate(np.radians(np.linspace(-20, 200, 13))):
        size = 3.6 + 0.5 * math.sin(2.3 * i)
        tuft = ellipsoid(size, 3.0, size * 1.25).turn(x=8, z=math.degrees(a) + 90)
        tufts.append(tuft.at(17.0 * math.cos(a), 16.2 * math.sin(a), 2.2 - 4.0 * math.sin(a)))
    under = intersection(_cap(-8), half_space((0, 0, 1), -1.5))
    return union(under, *tufts, k=1.6)


def beard(look: Look, skull: Sdf) -> list[Sdf]:
    """Nothing, a moustache, or a full beard with it."""
    if look.beard == "none":
        return []
    half = tube(
        curve([(0.2, -18.6, -7.2), (3.6, -18.4, -8.0), (7.0, -16.0, -7.4), (8.8, -14.2, -5.6)], 8),
        [1.9, 2.2, 1.7, 0.8],
        k=0.3,
    )
    moustache = mirror(half, k=0.3)
    if look.beard == "moustache":
        return [moustache]
    return [_full_beard(), moustache]


def _full_beard() -> Sdf:
    """From ear to ear under the cheeks, longer at the chin, combed in strands."""
    places = [(14.8, -6.0, -6.0), (12.6, -10.0, -11.5), (8.6, -13.2, -14.8), (3.4, -15.0, -16.4)]
    fall = [(0.6, -1.2, -5.5), (0.4, -2.0, -6.5), (0.0, -2.2, -7.5), (-0.6, -2.2, -9.0)]
    locks = []
    for place, drop in zip(places, fall, strict=True):
        path = np.array([place, place, place]) + [(0, 0.6, 0.9), (0.8, -1.2, -1.5), drop]
        locks.append(tube(curve(path.tolist(), 7), [4.2, 3.8, 1.5]))
    jaw = tube(curve([(16.2, -3.0, 0.0), *places, (0.0, -15.6, -16.6)], 12), [2.2, 3.6, 4.6, 5.0])
    chin = mirror(union(jaw, *locks, k=0.9), k=0.9)
    return difference(chin, ellipsoid(5.4, 8, 3.4).at(0, -18.5, -9.2), k=0.8)
