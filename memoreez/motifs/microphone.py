"""A retro stage microphone with a ribbed head in a yoke; held: a hand microphone."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    repeat,
    slab,
    sphere,
    star_outline,
    torus,
    tube,
    union,
)

HEAD_Z = 40.0


@motif(
    "instrument",
    en="microphone, microphones, singing, singer, vocals, vocalist, karaoke, mic, podcast, "
    "podcasting, podcaster, choir, rapper, rapping, stand-up comedy, comedian, open mic, "
    "opera, public speaking, speaker, radio host, songs, presenter",
    de="Mikrofon, Mikrofone, Singen, Sänger, Sängerin, Gesang, Karaoke, Mikro, Podcast, Chor, "
    "Rappen, Rapper, Moderator, Moderatorin, Oper, Stand-up, Kabarett, Radio, Redner",
    fr="microphone, microphones, micro, chant, chanter, chanteur, chanteuse, karaoké, podcast, "
    "chorale, rappeur, rap, opéra, humoriste, animateur radio, orateur",
    es="micrófono, micrófonos, cantar, canto, cantante, karaoke, micro, podcast, coro, rapero, "
    "rap, ópera, monologuista, comediante, locutor, orador, vocalista",
    hold="raise",
    to_person=0.22,
    grip=(0, 0, -12),
    poses=("stand", "held"),
)
def microphone(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return _hand(wall)
    head = _head(wall).turn(x=-14).at(0, 0, HEAD_Z)
    return union(head, _stand(wall)) & half_space((0, 0, -1))


def _head(wall: float) -> Sdf:
    """Slats over a core, banded and belted, a badge with a star in the middle."""
    outer = box(27, 20, 38, round=9.9)
    core = box(24.8, 17.8, 35.8, round=8.8)
    slat = max(1.5, 0.9 * wall)
    planes = max(4, int(37 / max(3.0, 2.1 * wall)))
    slats = union(*[slab("x", slat).turn(z=180 * i / planes) for i in range(planes)])
    belts = [slab("z", w).at(z=z) for z, w in ((0, 7.4), (-11.6, 1.8), (11.6, 1.8))]
    grille = union(core, intersection(outer, union(slats, *belts, cylinder(7, 60))))
    middle = intersection(box(28.4, 21.4, 39.4, round=10.6), union(slab("z", 3.4)))
    badge = (
        union(
            cylinder(4.6, 2.4, round=0.6), extrude(star_outline(5, 3.5, 1.6), height=3.6, round=0.5)
        )
        .turn(x=90)
        .at(0, -10.6, 0)
    )
    collar = cone(5.5, 8, 7, round=1).at(z=-19)
    return union(grille, middle, badge, union(collar, sphere(4).at(z=-21.5), k=0.6), k=0.25)


def _stand(wall: float) -> Sdf:
    """A swivel, a turned stem and a stepped foot with a switch."""
    r = max(2.6, wall / 2)
    y = -4.4
    stem = tube(
        curve([(0, 0, 2), (0, 0, 10), (0, -1.4, 17), (0, y, 21.6)], 9), [r + 0.9, r, r], k=0.4
    )
    knuckle = capsule((-4.6, y, 20.4), (4.6, y, 20.4), 2.9)
    knob = capsule((4.4, y, 20.4), (7.4, y, 20.4), 2.0)
    foot = union(
        cylinder(16.5, 3.4, round=1.2).at(z=1.5),
        cone(13, 9.6, 3.2, round=0.8).at(z=4.2),
        cone(6.6, 3.2, 5, round=0.6).at(z=7.4),
        k=0.5,
    )
    ring = torus(14.8, 0.7).at(z=3.1)
    rings = [torus(r + 0.3, 0.9).at(z=z) for z in (11.0, 13.4)]
    switch = box(3.4, 5, 2, round=0.8).turn(x=15).at(0, -11.6, 5.4)
    return union(foot, ring, union(stem, knuckle, k=0.8), knob, *rings, switch)


def _hand(wall: float) -> Sdf:
    """A ball of wire mesh on a tapered handle, with a switch and a short cable."""
    ball = ellipsoid(10.6, 10.6, 11.4)
    step, width = max(2.7, 1.9 * wall), max(0.95, 0.8 * wall)
    planes = int(33 / step)
    meridians = [slab("x", width).turn(z=180 * i / planes) for i in range(planes)]
    n = int(22 / step) // 2 * 2 + 1
    rows = repeat(slab("z", width), n, (0, 0, step)).at(z=-step * (n - 1) / 2)
    wires = intersection(ball, union(*meridians, rows, cylinder(4.6, 30)))
    mesh = union(ellipsoid(9.9, 9.9, 10.7), wires)
    band = intersection(ellipsoid(11.5, 11.5, 12.3), slab("z", 4.2))
    handle = cone(4.2, 7.4, 32, round=1.4).at(z=-22)
    collar = union(cylinder(8.2, 3.4, round=0.9).at(z=-8.6), torus(7.2, 0.8).at(z=-11.8))
    switch = union(
        box(4, 2.4, 8, round=1).at(0, -5.9, -20), box(2.6, 2, 2.8, round=0.7).at(0, -7, -18.6)
    )
    rings = [torus(radius, 0.6).at(z=z) for radius, z in ((4.9, -33.6), (4.6, -35.4))]
    r = max(1.5, wall / 2)
    cable = tube(curve([(0, 0, -36), (0, 0, -41), (0, 2.4, -45)], 6), r)
    return union(mesh, band, union(handle, collar, k=0.6), switch, *rings, cable).at(z=8)
