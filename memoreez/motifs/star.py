"""A soft five-pointed star with ridged arms, resting on a cloud among two small stars."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    cylinder,
    ellipsoid,
    half_space,
    intersection,
    union,
)


@motif(
    "thing",
    en="star, stars, stargazing, night sky, constellations, "
    "astrology, horoscope, zodiac, shooting star, superstar, looking at the stars, milky "
    "way",
    de="Stern, Sterne, Sterngucker, Sternenhimmel, "
    "Nachthimmel, Sternbilder, Astrologie, Sternschnuppe, Sterne beobachten",
    fr="étoile, étoiles, ciel étoilé, regarder les étoiles, astrologie, "
    "constellations, étoile filante, étoiles filantes, voie lactée",
    es="estrella, estrellas, cielo nocturno, mirar las estrellas, "
    "astrología, constelaciones, estrella fugaz, vía láctea, cielo estrellado",
    hold="raise",
    to_person=0.3,
    grip=(0, 0, 17),
    poses=("stand", "held"),
)
def star(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = _star(26, 12.6, 8.4).turn(x=90)
    if pose == "held":
        return solid.at(z=30)
    large = solid.turn(y=-7).at(-0.5, 1, 31.5)
    near = _star(9.4, 4.7, 4.2).turn(x=78).turn(y=16).at(16.6, -8.0, 12.6)
    far = _star(6.6, 3.4, 3.6).turn(x=80).turn(y=-20).at(-17.4, -7.4, 9.4)
    return union(union(large, _cloud(), k=2.2), near, far, k=0.5) & half_space((0, 0, -1))


def _star(outer: float, inner: float, ridge: float) -> Sdf:
    """Five arms in the xy plane, a tip at +y. Each is four facets that meet in ridges.

    `outer`, `inner`: radii of tips and notches; `ridge`: height of the middle over the plane.
    """
    edge = 0.18 * ridge  # the facets start this high, so the rim is no knife edge
    notch = (inner * math.sin(math.pi / 5), inner * math.cos(math.pi / 5))
    normal = _across((notch[0], notch[1], edge), (0.0, outer, edge), (0.0, 0.0, ridge))
    offset = normal[2] * ridge
    x, y, z = normal
    facets = [half_space((a * x, y, b * z), offset) for a in (1, -1) for b in (1, -1)]
    arm = intersection(cylinder(outer * 1.02, 3 * ridge), *facets, k=0.09 * outer)
    wedge = [
        half_space((s * math.cos(math.pi / 5), -math.sin(math.pi / 5), 0), 0.3) for s in (1, -1)
    ]
    return around(intersection(arm, *wedge), 5, k=0.05 * outer)


Point = tuple[float, float, float]


def _across(a: Point, b: Point, c: Point) -> Point:
    """The unit normal of the plane through three points, towards +z."""
    u = [b[i] - a[i] for i in range(3)]
    v = [c[i] - a[i] for i in range(3)]
    n = [u[i - 2] * v[i - 1] - u[i - 1] * v[i - 2] for i in range(3)]
    length = math.copysign(math.hypot(*n), n[2])
    return n[0] / length, n[1] / length, n[2] / length


def _cloud() -> Sdf:
    puffs = [
        (-11, 0, 6, 9.4),
        (0, -4, 6, 10),
        (10.5, 0.5, 6.4, 9.6),
        (0, 5, 6, 9.6),
        (-19, 0, 3.6, 6.4),
        (19.4, 0, 3.8, 6.6),
        (-8, -8, 3.2, 6.4),
        (9, -8, 3.2, 6.6),
        (-9, 8, 3.4, 6.6),
        (10, 8, 3.4, 6.4),
    ]
    return union(*[ellipsoid(r, r * 0.92, r * 0.84).at(x, y, z) for x, y, z, r in puffs], k=1.6)
