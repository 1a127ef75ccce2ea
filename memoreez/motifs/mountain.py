"""A craggy mountain with snow on its summits, a flag on the lower one and pines at its foot."""

import math

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    cylinder,
    difference,
    ellipsoid,
    grow,
    half_space,
    intersection,
    plane,
    rough,
    union,
)

SUMMIT_MM = 47.0
PEAKS = (  # x, y, height, slope
    (4, 4, 63, 69),
    (-13.5, 1, 54, 70),
    (15, 2, 38, 66),
    (4, -13, 31, 63),
    (-9, -14, 20, 57),
    (9, 17, 33, 64),
    (-10, 14, 30, 62),
    (18, -12, 20, 57),
)


@motif(
    "place",
    en="mountain, mountains, hiking, hike, hikes, hiker, climbing, climber, mountaineering, "
    "mountaineer, rock climbing, climbs, bouldering, trekking, trek, summit, peak, alps, "
    "hills, trail, trails, hill walking, mountain hiking, via ferrata, alpinism, fell "
    "walking, backpacking, rambling, rambler, hillwalking, thru-hiking, day hike, "
    "long-distance hiking, hiking trip",
    de="Berg, Berge, Gebirge, Wandern, Wanderung, Wanderungen, Wanderer, Bergsteigen, "
    "Bergsteiger, Bergwandern, Klettern, Kletterer, Bouldern, Gipfel, Alpen, Bergtour, "
    "Trekking, Klettersteig, Hüttentour, Weitwandern, in den Bergen, Wanderin, Wanderweg, "
    "Wandertour, Wanderurlaub, Fernwandern",
    fr="montagne, montagnes, randonnée, randonnées, randonner, randonneur, randonneuse, "
    "escalade, grimper, grimpeur, alpinisme, alpiniste, sommet, Alpes, trek, trekking, via "
    "ferrata, marche en montagne, bloc, rando, sentier, grande randonnée, chemins",
    es="montaña, montañas, senderismo, senderista, excursionismo, excursión, escalada, escalar, "
    "escalador, montañismo, montañero, alpinismo, cumbre, cima, pico, Alpes, trekking, "
    "sierra, vía ferrata, excursiones, excursionista, ruta, sendero, hacer senderismo",
    hold="on",
    to_person=1.2,
    seat=(4, 4, SUMMIT_MM + 1.0, 5.8),
)
def mountain(wall: float = 1.2, pose: str = "stand") -> Sdf:
    rock = _rock()
    flag = _flag(max(1.0, 0.55 * wall)).at(-13.5, 1, 51.5)
    pines = [_pine().scale(f).at(x, y, z) for x, y, z, f in _PINES]
    return floor(union(rock, _snow(rock), flag, *pines, k=0.5))


def _peak(x: float, y: float, top: float, slope_deg: float, seed: int) -> Sdf:
    """A pyramid of six uneven faces that meet near (x, y, top)."""
    random = np.random.default_rng(seed)
    block = cylinder(30, top + 2).at(z=top / 2)
    faces = []
    for i in range(6):
        turn = 2 * math.pi * (i + random.uniform(-0.3, 0.3)) / 6
        lean = math.radians(slope_deg + random.uniform(-6, 6))
        normal = (math.cos(turn) * math.sin(lean), math.sin(turn) * math.sin(lean), math.cos(lean))
        apex = (x, y, top + random.uniform(-1, 1))
        faces.append(half_space(normal, float(np.dot(normal, apex))))
    return intersection(block, *faces, k=0.6)


def _rock() -> Sdf:
    peaks = [_peak(*peak, seed=11 + i) for i, peak in enumerate(PEAKS)]
    peaks[0] = intersection(peaks[0], plane(SUMMIT_MM), k=1.5)
    massif = union(*peaks, k=0.8)
    return rough(massif, 0.9, 9, seed=5)


def _snow(rock: Sdf) -> Sdf:
    """A coat on everything high, its lower edge in tongues."""
    bays = []
    for i in range(10):
        turn = 2 * math.pi * (i + 0.4) / 10
        out = (2 + 40 * math.cos(turn), 4 + 40 * math.sin(turn), 31)
        bays.append(capsule((2, 4, 31), out, 2.2, (9, 15, 5, 12)[i % 4]))
    return difference(grow(rock, 1.2), plane(31), *bays, k=1.2)


def _flag(radius: float) -> Sdf:
    """A pole from the origin up, its cloth towards the left."""
    pole = capsule((0, 0, 0), (0, 0, 13), radius)
    cloth = box(7.5, 1.6 * radius, 5, 0.8).turn(z=12).at(-4, -0.8, 10.8)
    return union(pole, cloth, k=0.5)


_PINES = (
    (-12.5, -21, 1.5, 1.0),
    (-19, -18.5, 8.5, 0.75),
    (12.5, -23, 6.5, 0.75),
    (20.5, -18.5, 6.5, 0.9),
)


def _pine() -> Sdf:
    tiers = [cone(r, 0.8, h, 0.5).at(z=z) for r, h, z in ((5, 7, 5.5), (4.1, 6, 9.5), (3, 5.5, 13))]
    return union(cylinder(1.8, 8).at(z=2), *tiers, ellipsoid(1, 1, 1.4).at(z=15.5), k=0.4)
