"""A figure meditating in the lotus seat on a round cushion, hands on the knees, hair in a bun."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    arc,
    around,
    capsule,
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
    en="yoga, meditation, meditating, yogi, mindfulness, pilates, lotus position, yoga mat, "
    "yoga class, zen, namaste, asana, breathing exercises, stretching, doing yoga, tai "
    "chi, qigong, inner peace, buddhism, wellness, relaxation, sun salutation",
    de="Yoga, Meditation, meditieren, Yogi, Yogini, Achtsamkeit, Pilates, Lotussitz, "
    "Yogamatte, Zen, Namaste, Entspannung, Atemübungen, Tai-Chi, Qigong, Yogakurs, "
    "Wellness, Sonnengruß",
    fr="yoga, méditation, méditer, yogi, pleine conscience, pilates, position du lotus, "
    "tapis de yoga, zen, namasté, relaxation, faire du yoga, tai-chi, qi gong, "
    "étirements, bien-être",
    es="yoga, meditación, meditar, yogui, atención plena, pilates, posición del loto, "
    "esterilla de yoga, zen, namasté, relajación, hacer yoga, taichí, chi kung, "
    "estiramientos, bienestar",
    to_person=0.7,
)
def yoga(wall: float = 1.2, pose: str = "stand") -> Sdf:
    figure = union(_body(wall), _head().at(0, -1.0, 46.5), k=1.2)
    return union(figure, _cushion(), k=0.5) & half_space((0, 0, -1))


def _body(wall: float) -> Sdf:
    hips = ellipsoid(10.5, 8.2, 7).at(0, 3, 12.5)
    waist = capsule((0, 2.5, 14), (0, 1.5, 25), 7.4, 6.6)
    chest = ellipsoid(9.0, 6.4, 7.6).at(0, 1.0, 29)
    neck = capsule((0, 0.8, 34), (0, -0.2, 41), 3.5, 3.3)
    trunk = union(hips, waist, chest, k=4)
    shoulders = mirror(sphere(4.3).at(9.2, 1.2, 32.2))
    trunk = union(trunk, shoulders, neck, k=3)
    shirt = intersection(
        difference(
            grow(trunk, 0.7),
            ellipsoid(6.0, 9, 5.4).at(0, -2, 37),
            mirror(sphere(4.4).at(12.6, 1, 30.5)),
            k=0.3,
        ),
        half_space((0, 0, -1), -17.5),
        half_space((0, 0, 1), 35.2),
    )
    trunk = union(trunk, shirt)
    hem = arc(8.2, 0.8, 359).stretch(1.0, 0.92, 1).turn(x=8).at(0, 2.3, 18.5)
    arm = union(
        tube(
            curve([(9.8, 1.2, 32), (13.6, 0.6, 24.5), (17.2, -4.2, 17.6), (18.0, -9.4, 14.0)], 10),
            [3.8, 3.3, 2.7, 2.3],
        ),
        _hand(wall).at(18.2, -10.4, 13.4),
        k=1,
    )
    return union(union(trunk, hem, k=0.4), _legs(), mirror(arm), k=0.9)


def _hand(wall: float) -> Sdf:
    """Palm up on the knee, thumb and first finger closed to a ring."""
    palm = ellipsoid(3.0, 3.3, 1.7)
    fingers = [
        capsule((x, -2.2, 0.2), (x * 1.3, -5.2, 0.0), max(1.0, wall / 2), max(0.85, wall / 2))
        for x in (1.6, 0.2)
    ]
    ring = torus(1.7, max(0.85, wall / 2)).turn(x=62).at(-1.5, -3.0, 1.6)
    return union(palm, *fingers, ring, k=0.6)


def _legs() -> Sdf:
    """Knees out and low; the shins cross, each foot rests sole up on the other thigh."""
    thigh = capsule((6.5, 1, 11.6), (18.2, -7.6, 9.4), 6.6, 5.0)
    left = union(thigh.flip("x"), capsule((-18, -8, 9.0), (1, -14.4, 8.6), 4.6, 3.6), k=2)
    right = union(thigh, capsule((18, -8, 9.0), (-1, -15.6, 9.4), 4.6, 3.6), k=2)
    feet = [
        _foot().turn(z=-24).at(-6.6, -13.8, 12.6),
        _foot().flip("x").turn(z=24).at(6.8, -12.4, 12.4),
    ]
    return union(union(left, right, k=1.0), *feet, k=0.8)


def _foot() -> Sdf:
    """The heel at the right, the toes at the left."""
    sole = union(
        ellipsoid(3.2, 2.7, 2.2).at(2.6, 0, 0), ellipsoid(3.9, 3.0, 2.0).at(-2.6, 0, 0.2), k=3
    )
    toes = [sphere(1.15 - 0.12 * i).at(-6.2 + 0.32 * i, -2.0 + 1.25 * i, 0.6) for i in range(4)]
    return union(sole, *toes, k=0.5)


def _head() -> Sdf:
    """Closed eyes with lashes, a small smile, a fringe drawn back into a bun with a flower."""
    skull = union(ellipsoid(9.2, 9.0, 9.6), ellipsoid(7.0, 6.4, 5.6).at(0, -1.8, -4.4), k=4)
    nose = ellipsoid(1.1, 1.3, 1.3).at(0, -9.1, -1.8)
    ears = mirror(ellipsoid(1.4, 2.0, 2.6).at(9.4, -1.2, -2.2))
    lid = arc(2.1, 0.55, 150).turn(x=90).turn(y=180)
    eyes = mirror(lid.turn(z=20).at(3.5, -8.2, 0.6))
    smile = arc(2.9, 0.5, 100).turn(x=90).turn(y=180).at(0, -8.0, -2.6)
    cheeks = mirror(ellipsoid(1.9, 1.0, 1.5).turn(z=30).at(5.0, -6.6, -3.4))
    face = union(union(skull, cheeks, k=1.5), nose, ears, k=0.8)
    eye_cut, mouth_cut = eyes.at(y=-0.1), smile.at(y=-0.35)
    face = difference(face, eye_cut, mouth_cut, k=0.4)
    return union(face, _hair(), k=0.4)


def _hair() -> Sdf:
    cap = ellipsoid(10.2, 10.2, 10.4).at(0, 0.8, 0.9)
    window = ellipsoid(8.6, 12, 9.2).at(0, -9.6, -3.4)
    cap = difference(cap, window, half_space((0, 0.5, 1), -4.2), k=1.0)
    bun = ellipsoid(5.2, 5.0, 4.4).at(0, 2.6, 12.4)
    coil = [
        torus(3.4, 0.9).turn(x=-10).at(0, 2.4, 13.8),
        torus(4.7, 0.8).turn(x=-10).at(0, 2.6, 11.6),
    ]
    strands = [
        tube(curve([(x, -7.0, 6.4), (x * 1.1, -3, 10.2), (x * 0.5, 1.4, 10.9)], 7), 0.5)
        for x in (-5, -2.6, 0, 2.6, 5)
    ]
    flower = union(around(ellipsoid(1.6, 1.1, 0.9).at(1.7, 0, 0), 5), sphere(1.1).at(z=0.4), k=0.3)
    return union(cap, bun, *coil, *strands, flower.turn(x=70, z=40).at(5.6, -3.6, 9.6), k=0.4)


def _cushion() -> Sdf:
    """A buttoned zafu, pleated round its side, on a low round mat."""
    pad = union(cylinder(22.5, 7, round=3.2).stretch(1.06, 0.9, 1).at(0, -3.5, 3.4))
    pleats = (
        around(capsule((22.7, 0, 1.6), (22.7, 0, 5.2), 0.6), 30)
        .stretch(1.06, 0.9, 1)
        .at(0, -3.5, 0)
    )
    piping = (
        union(torus(21.6, 0.9).at(z=6.2), torus(21.9, 1.0).at(z=0.9))
        .stretch(1.06, 0.9, 1)
        .at(0, -3.5, 0)
    )
    body = union(difference(pad, pleats, k=0.5), piping, k=0.3)
    return intersection(body, half_space((0, 0, -1)))
