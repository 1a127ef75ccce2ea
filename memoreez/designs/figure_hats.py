"""Hats, round a skull whose middle is the origin. Brims rise outwards, so they print."""

from __future__ import annotations

import math

from memoreez.designs.figure_look import Look
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    revolve,
    shell,
    slab,
    sphere,
    torus,
    union,
)

HIDDEN_ABOVE = 7.5  # hair higher than this would show through a hat


def hat(look: Look, wall: float) -> Sdf:
    """The hat of a look."""
    return {"cap": _cap, "beanie": _beanie, "felt": _felt}[look.hat](wall)


def _cap(wall: float) -> Sdf:
    """A baseball cap: panels with seams, a button, a curved visor that rests on the brow."""
    dome = intersection(ellipsoid(19.3, 18.5, 15.4).at(0, 0.4, 3.6), half_space((0, 0, -1), -5.6))
    ridge = intersection(ellipsoid(19.9, 19.1, 16.0), half_space((0, 0, -1), -3))
    seams = [intersection(ridge, slab("x", 1.5), k=0.4).turn(z=a) for a in (0, 60, 120)]
    dome = union(dome, *(seam.at(0, 0.4, 3.6) for seam in seams), k=0.4)
    thick = max(1.6, 1.05 * wall)
    skin = shell(ellipsoid(15.0, 15.0, 6.0), thick)
    blade = intersection(skin, ellipsoid(13.0, 11.6, 30), half_space((0, 0, -1)), k=0.6)
    blade = blade.turn(x=-9).at(0, -14.6, 4.6)  # worn high: under it the eyes have light
    outside = ellipsoid(19.8, 19.0, 15.4).at(0, 0.4, 3.6)
    band = intersection(outside, box(60, 60, 2.6, round=0.6).at(z=6.9))
    button = sphere(1.9).at(0, 0.4, 19.2)
    return union(dome, blade, band, button, k=0.6)


def _beanie(wall: float) -> Sdf:
    """A knitted hat with a ribbed rim and a bobble."""
    dome = union(
        intersection(ellipsoid(19.0, 18.2, 19.0).at(0, 0.6, 2.4), half_space((0, 0, -1), -4)),
        ellipsoid(9, 9, 7).at(0, 2, 19),
        k=4,
    )
    rim = torus(17.0, 3.0).stretch(1.0, 0.95, 1.15).turn(x=-8).at(0, 0.6, 7.6)
    ribs = [capsule((0, -18.6, -2.4), (0, -18.6, 2.4), 2.0).turn(z=a * 360 / 30) for a in range(30)]
    ring = union(*ribs).stretch(1.0, 0.95, 1.0).turn(x=-8).at(0, 0.6, 7.6)
    bobble = union(
        sphere(5.0),
        *[sphere(1.9).at(*(4.2 * c for c in _direction(i, 22))) for i in range(22)],
        k=0.6,
    ).at(0, 2.6, 27.0)
    return union(union(dome, rim, ring, k=0.5), bobble, k=0.6)


def _direction(i: int, n: int) -> tuple[float, float, float]:
    z = 1 - 2 * (i + 0.5) / n
    a, flat = 2.399963 * i, math.sqrt(1 - z * z)
    return (flat * math.cos(a), flat * math.sin(a), z)


def _felt(wall: float) -> Sdf:
    """A felt hat: a brim that curls up, a dented crown, a band and a feather."""
    t = max(1.1, 0.5 * wall)
    under = [(0, 3.0), (17.0, 3.0), (20.5, 4.2), (24.2, 7.6), (25.6, 10.6)]
    over = [(24.8 - t * 0.4, 11.0 + t * 0.3), (23.0 - t * 0.7, 9.4 + t * 0.6)]
    profile = [*under, *over, (19.5, 6.4 + t), (17.0, 6.2 + t), (0, 6.2 + t)]
    brim = revolve(profile).stretch(0.96, 0.98, 1)
    crown = union(
        cylinder(17.4, 8, round=2.0).at(z=9.0),
        ellipsoid(16.8, 16.4, 9).at(0, 0.4, 15.0),
        k=3,
    )
    dent = capsule((0, -9, 26.8), (0, 11, 27.6), 4.0, 4.4)
    pinch = [ellipsoid(3.0, 4.0, 5.0).at(s * 10.5, -16.4, 20.5) for s in (1, -1)]
    crown = difference(crown, dent, *pinch, k=2.5)
    band = cylinder(18.2, 4.0, round=0.8).at(z=9.4)
    bow = box(2.6, 5.0, 5.0, round=1.0).at(18.2, 1.5, 9.4)
    return union(brim, crown, band, bow, _feather(wall), k=0.5).turn(x=-5).at(0, 0.8, 0)


def _feather(wall: float) -> Sdf:
    thick = max(1.6, wall)
    outline = loop([(0, -1), (2.8, 5), (3.8, 11), (2.4, 17), (-0.8, 21), (-2.6, 13), (-2.0, 4)], 32)
    quill = capsule((0, 0, thick / 2), (-0.4, 18, thick / 2), 0.6)
    blade = union(extrude(outline, height=thick, round=0.5), quill, k=0.2)
    nick = capsule((4.5, 9, 0), (1.0, 7.6, 0), 0.5)
    feather = difference(blade, nick, k=0.2)
    return feather.turn(x=90, y=0).turn(z=90).turn(x=-24).at(18.4, 2.0, 9.0)
