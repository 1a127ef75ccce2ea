"""A boxing glove standing on its laced cuff, thumb tucked against the padded fist."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    grow,
    half_space,
    intersection,
    mirror,
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "sport",
    en="boxing glove, boxing gloves, boxing, boxer, kickboxing, kickboxer, sparring, "
    "punching bag, muay thai, martial arts, karate, judo, taekwondo, mma, prizefighter, "
    "boxing ring, knockout, shadow boxing, self-defence, fighter, jiu-jitsu, punch, "
    "pugilist",
    de="Boxhandschuh, Boxhandschuhe, Boxen, Boxer, Boxerin, Kickboxen, Kampfsport, Karate, "
    "Judo, Thaiboxen, Taekwondo, Sandsack, Boxring, Boxkampf, Selbstverteidigung, "
    "Kampfkunst",
    fr="gant de boxe, gants de boxe, boxe, boxeur, boxeuse, faire de la boxe, boxe thaï, "
    "kick-boxing, arts martiaux, karaté, judo, taekwondo, ring de boxe, sac de frappe, "
    "sports de combat, boxer",
    es="guante de boxeo, guantes de boxeo, boxeo, boxeador, boxeadora, boxear, kickboxing, "
    "artes marciales, kárate, judo, taekwondo, ring de boxeo, saco de boxeo, muay thai, "
    "deportes de combate, púgil",
    hold="raise",
    to_person=0.25,
    grip=(0, 0, 7),
    poses=("stand", "held"),
)
def boxing_glove(wall: float = 1.2, pose: str = "stand") -> Sdf:
    return union(_glove(), _cuff(wall), k=0.4).flip("x").turn(z=28) & half_space((0, 0, -1))


def _glove() -> Sdf:
    """Padded back of the hand to -y and up over the knuckles; the thumb on the right."""
    wrist = capsule((0, 1, 14), (0, 0, 24), 9.6, 12.0)
    hand = ellipsoid(15.4, 12.5, 15.5).at(0, -1.0, 34)
    fist = ellipsoid(15.8, 11.6, 11.8).at(0, -2.4, 45.5)
    fold = ellipsoid(13.6, 7.6, 10).at(0, 7.2, 42)
    solid = union(union(wrist, hand, fist, k=6), fold, k=4.0)
    crease = tube(
        curve(
            [(-13, 5.2, 36), (-7.5, 9.7, 31.4), (0, 11.2, 30.2), (7.5, 9.7, 31.4), (13, 5.2, 36)],
            14,
        ),
        0.9,
    )
    solid = difference(solid, crease, k=1.2)
    path = curve([(11.5, -1.5, 21), (16.6, -3.4, 27), (18.2, -4.6, 34), (15.6, -6.0, 41)], 18)
    thumb = tube(path, [5.4, 6.0, 6.2, 5.3], k=0.6)
    seam = tube(
        curve([(16.0, -8.0, 24), (20.6, -8.6, 29), (22.2, -9.0, 34.5), (19.6, -9.8, 41)], 10), 0.7
    )
    bridge = capsule((12, -6, 44), (15.5, -6.2, 41.6), 2.2)
    piping = intersection(grow(solid, 0.65), _ring_plane(), k=0.3)
    glove = union(solid, piping, k=0.3)
    groove = grow(thumb, 1.0)
    return union(difference(glove, groove, k=0.8), thumb, bridge, seam, k=0.5)


def _ring_plane() -> Sdf:
    """A thin curved sheet: where the front panel meets the sides."""
    outer = ellipsoid(40, 20, 60).at(0, 14.4, 36)
    return difference(outer, grow(outer, -1.3))


def _cuff(wall: float) -> Sdf:
    """Two padded bands and a strip of crossed laces on the front, tied in a bow."""
    sleeve = cone(12.2, 10.6, 15, round=1.2).at(z=7.5)
    rolls = [torus(11.4, 1.7).at(z=1.7), torus(10.6, 1.5).at(z=15.2)]
    mid = torus(11.0, 0.8).at(z=8.6)
    r = max(1.0, wall / 2)
    laces = []
    for i in range(3):
        low, high = 3.4 + 3.5 * i, 6.9 + 3.5 * i
        laces += [
            capsule((s * 4.2, -10.9 + 0.1 * i, low), (-s * 4.2, -10.8 + 0.1 * i, high), r)
            for s in (1, -1)
        ]
        laces += [sphere(1.3).at(s * 4.6, -10.6, low) for s in (1, -1)]
    bow = tube(
        curve(
            [
                (0, -11.4, 15.6),
                (4, -13.6, 18.4),
                (8, -13.2, 17.2),
                (6.6, -12.6, 14.4),
                (0, -11.4, 15.2),
            ],
            12,
        ),
        r,
    )
    end = tube(curve([(0, -11.6, 15), (3.6, -13, 11.4), (6.2, -12.6, 6.0)], 7), r)
    knot = sphere(2.0).at(0, -11.8, 15.4)
    tongue = cylinder(11.1, 13.6, round=1).at(z=7.5)
    return union(sleeve, *rolls, mid, tongue, *laces, mirror(union(bow, end), "x"), knot, k=0.4)
