"""A wide-awake owl on a log: great round eyes in discs of feathers, tufts, folded wings."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    cone,
    curve,
    cylinder,
    difference,
    ellipsoid,
    mirror,
    torus,
    tube,
    union,
)

BREAST = (16.0, 14.0, 19.0)  # semi-axes of the body, mm


@motif(
    "animal",
    en="owl, owls, owlet, night owl, night owls, barn owl, tawny owl, snowy owl, eagle owl, "
    "horned owl, little owl, owl lover, hoot, hooting, wise old owl, staying up late, owl watching",
    de="Eule, Eulen, Nachteule, Nachteulen, Uhu, Uhus, Kauz, Käuzchen, Waldkauz, Steinkauz, "
    "Schleiereule, Schneeeule, Waldohreule, Eulchen, Eulenliebhaber, Eulenfan",
    fr="hibou, hiboux, chouette, chouettes, grand-duc, chouette effraie, chouette hulotte, "
    "oiseau de nuit, oiseaux de nuit, harfang des neiges, petit hibou, couche-tard, hululer, "
    "hululement",
    es="búho, búhos, lechuza, lechuzas, ave nocturna, aves nocturnas, mochuelo, buhíto, cárabo, "
    "búho real, búho nival, autillo, ulular, noctámbulo",
    to_person=0.33,
    poses=("perch",),
)
def owl(wall: float = 1.2, pose: str = "perch") -> Sdf:
    head = _head(max(1.0, 0.45 * wall)).turn(y=9).turn(z=-9).at(0, -0.8, 24)
    bird = union(_body(), head, k=2.2)
    return floor(union(_log(wall), bird.at(0, 0, 26), _feet().at(0, 0, 10.4), k=0.6)).at(0, -1.5)


def _on_breast(piece: Sdf, side: float, up: float, lean: float) -> Sdf:
    """`piece`, which faces -y, on the body's skin: `side` and `up` degrees from the front."""
    a, b, c = BREAST
    t, u = math.radians(side), math.radians(up)
    p = (a * math.cos(u) * math.sin(t), -b * math.cos(u) * math.cos(t), c * math.sin(u))
    n = (p[0] / a**2, p[1] / b**2, p[2] / c**2)
    rise = math.degrees(math.atan2(n[2], math.hypot(n[0], n[1])))
    about = math.degrees(math.atan2(n[0], -n[1]))
    return piece.turn(x=-lean - rise).turn(z=about).at(*p)


def _body() -> Sdf:
    """The origin is its middle."""
    body = union(ellipsoid(*BREAST), ellipsoid(14, 12.5, 10).at(0, -0.5, 11), k=5)
    scale = ellipsoid(3.1, 1.0, 3.6)
    scales = [
        _on_breast(scale, side + shift, up, 13)
        for up, shift, n in ((-46, 0, 2), (-28, 11, 3), (-10, 0, 2), (7, 11, 3), (23, 0, 2))
        for side in [22 * i for i in range(-n, n + (0 if shift else 1))]
    ]
    body = union(body, *scales, k=0.5)
    scales = [
        _on_breast(scale.scale(1.15), 180 + shift + side, up, 13)
        for up, shift in ((-24, 13), (-4, 0), (14, 13))
        for side in ((-39, -13, 13) if shift else (-26, 0, 26))
    ]
    body = union(body, *scales, k=0.5)
    blade = ellipsoid(3.4, 1.7, 9.5)
    tail = [
        blade.turn(x=24).turn(y=-3.2 * x).at(1.2 * x, 14.4 - 0.3 * abs(x), -15.5)
        for x in (-3.6, 0, 3.6)
    ]
    return union(body, mirror(_wing()), union(*tail, k=0.5), k=0.8)


def _wing() -> Sdf:
    """The right wing, folded: a smooth shoulder over three rows of feathers."""
    shoulder = ellipsoid(4.0, 9.2, 9.6).turn(x=10).at(14.4, 0.5, 6.5)
    rows = []
    for z, n, long, out in ((1.5, 4, 6.2, 16.6), (-4.6, 4, 6.8, 16.0), (-10.6, 3, 7.6, 14.0)):
        for i in range(n):
            y = -5.2 + 4.4 * i + 0.24 * (1.5 - z)
            lean = -10 + 9 * i
            feather = ellipsoid(1.8, 2.9, long).at(0, 0, -long * 0.45)
            bend = out - 0.035 * (y - 1) ** 2
            rows.append(feather.turn(x=lean * 0.8 + 14).turn(y=9).turn(z=6).at(bend, y, z + 3))
    return union(union(*rows, k=0.4), shoulder, k=1.2)


def _disc(thick: float) -> Sdf:
    """The disc round an eye, which looks to -y: rays of feathers, a ring, a dark wide pupil."""
    plate = ellipsoid(8.4, 3.2, 8.6)
    rim = torus(7.7, thick + 0.5).turn(x=90).at(0, -0.9, 0)
    groove = capsule((0, -3.0, 5.4), (0, -2.2, 8.2), 0.42)
    rays = difference(plate, around(groove, 16, axis="y"), k=0.4)
    ball = ellipsoid(5.2, 3.2, 5.4).at(0, -1.9, 0)
    pupil = ellipsoid(3.5, 3.6, 3.7).at(0, -4.6, 0)
    eye = difference(union(rays, rim, ball, k=0.5), pupil, k=0.5)
    spark = capsule((-1.2, -1.0, 1.4), (-1.2, -4.6, 1.5), 1.15)
    lid = difference(ellipsoid(5.7, 3.9, 5.8), ellipsoid(8, 8, 8).at(0, -1, -4.2), k=0.6)
    return union(eye, spark, lid.at(0, -1.9, 0.2), k=0.3)


def _head(thick: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(16, 12.6, 12)
    head = union(skull, mirror(_disc(thick).turn(z=17).turn(x=-3).at(7.6, -9.4, 0.6)), k=0.7)
    tufts = [
        capsule((9.2, -5.4, 8.2), (15.5, -3.8, 17.0), 3.9, 1.5),
        capsule((8.2, -3.6, 8.2), (12.6, -1.6, 15.6), 3.4, 1.5),
    ]
    brow = capsule((1.2, -12.6, 6.6), (12.4, -7.6, 11.4), 1.7, 2.3)
    head = union(head, mirror(union(*tufts, brow, k=0.8)), k=1.4)
    beak = union(
        cone(3.2, 0.9, 8, 0.6).turn(x=180).at(0, -13.6, -5.2),
        ellipsoid(2.7, 2.9, 3.4).at(0, -13.2, -2.2),
        k=1.5,
    ).turn(x=0)
    crown = [
        capsule((x, -9.6, 9.6 + 0.6 * abs(x)), (1.25 * x, -4, 11.9 - 0.15 * abs(x)), 1.1)
        for x in (-3.6, 0, 3.6)
    ]
    return union(head, beak, *crown, k=0.6)


def _feet() -> Sdf:
    """Toes that grip the log."""
    toes = [
        tube(curve([(x, -4, 3), (x * 1.08, -9.0, 2.4), (x * 1.1, -10.6, -1.6)], 7), [2.2, 2.1, 1.3])
        for x in (3.6, 6.6, 9.6)
    ]
    return mirror(union(*toes, k=0.4))


def _log(wall: float) -> Sdf:
    """Lies along x, cut flat below; rings on its ends, bark, a twig with leaves."""
    trunk = capsule((-24, 1.5, 6), (25, 0, 6.4), 8.6, 8.0)
    wood = difference(
        trunk, cylinder(30, 10).turn(y=90).at(-29, 0, 6), cylinder(30, 10).turn(y=90).at(30, 0, 6)
    )
    bark = [
        tube(
            curve(
                [
                    (x, 1 + 8.9 * math.sin(a), 6 + 8.9 * math.cos(a)),
                    (x + 8, 0.6 + 8.7 * math.sin(a + 0.16), 6 + 8.7 * math.cos(a + 0.16)),
                    (x + long, 0.8 + 8.6 * math.sin(a - 0.1), 6 + 8.6 * math.cos(a - 0.1)),
                ],
                8,
            ),
            0.95,
        )
        for x, a, long in (
            (-21, -0.5, 17),
            (4, -0.45, 18),
            (-22, -1.0, 20),
            (0, -1.05, 15),
            (-12, -1.5, 26),
            (-20, 0.6, 16),
            (2, 0.55, 18),
            (-18, 1.15, 24),
            (8, 1.1, 12),
            (-20, 0.05, 14),
        )
    ]
    rings = [torus(r, 0.4).turn(y=90).at(x, 0.8, 6.2) for x in (-24, 25) for r in (2.2, 4.4, 6.4)]
    wood = difference(wood, *bark, *rings, k=0.4)
    stub = capsule((17, -3, 8), (21, -9.5, 14), 3.6, 3.0)
    hollow = cylinder(1.9, 2).turn(x=48).turn(z=32).at(22.2, -11.5, 16.0)
    stub = difference(stub, hollow, k=0.5)
    leaf = ellipsoid(2.2, 3.6, max(1.1, 0.5 * wall))
    leaves = [
        leaf.turn(x=30).turn(z=-140).at(23.5, -12.5, 17),
        leaf.turn(x=40).turn(z=160).at(18.8, -11.4, 17.5),
    ]
    return union(wood, stub, *leaves, k=0.7)
