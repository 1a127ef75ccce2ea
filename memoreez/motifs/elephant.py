"""A little elephant that lifts its trunk with a daisy: fan ears, tusks, toenails, a tufted tail."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    loop,
    mirror,
    sphere,
    tube,
    union,
)


@motif(
    "animal",
    en="elephant, elephants, baby elephant, elephant calf, african elephant, indian elephant, "
    "mammoth, mammoths, elephant sanctuary, elephant lover, lucky elephant, trunk up",
    de="Elefant, Elefanten, Elefantenbaby, Babyelefant, Elefantenkalb, Elefantenkuh, Mammut, "
    "Mammuts, Dickhäuter, Rüsseltier, Elefantenfan, Glückselefant, Elefäntchen",
    fr="éléphant, éléphants, éléphanteau, bébé éléphant, éléphante, éléphant d'afrique, "
    "éléphant d'asie, mammouth, mammouths, pachyderme, petit éléphant",
    es="elefante, elefantes, elefantito, elefanta, bebé elefante, elefante africano, "
    "elefante asiático, cría de elefante, mamut, mamuts, paquidermo, elefantes de la suerte",
    to_person=0.5,
)
def elephant(wall: float = 1.2, pose: str = "stand") -> Sdf:
    head = _head(wall).turn(y=5).turn(z=-6).at(0, -9, 36)
    return floor(union(_body(), head, _tail(), k=2.5)).at(0, 5)


def _body() -> Sdf:
    back = union(ellipsoid(14.5, 16.5, 14).at(0, 7, 23), ellipsoid(12, 10, 11).at(0, -3, 27), k=7)
    legs = [
        _leg().at(8.2, -5.5, 0),
        _leg().flip("x").turn(x=-4).at(-8.4, -2.5, 0),
        _leg().turn(x=3).at(8.4, 15, 0),
        _leg().flip("x").at(-8.4, 14, 0),
    ]
    body = union(back, *legs, k=3)
    return difference(body, capsule((0, 6, 8.0), (0, 6, 0), 2), k=2)


def _leg() -> Sdf:
    """A right leg, its foot under the origin: toenails, folds over the foot."""
    column = union(capsule((0, 1, 22), (0, 0, 8), 7.4, 6.0), cylinder(6.7, 7, 2.2).at(z=3.4), k=3)
    folds = [
        tube(curve([(-4.2, -4.8, z), (0, -6.6, z - 0.7), (4.2, -4.8, z)], 7), 0.4)
        for z in (9.4, 11.6)
    ]
    nails = [
        ellipsoid(1.7, 1.1, 1.9).turn(z=deg).at(x, y, 1.9)
        for deg, x, y in ((-34, -3.8, -5.6), (0, 0, -6.7), (34, 3.8, -5.6))
    ]
    return union(difference(column, *folds, k=0.5), *nails, k=0.3)


def _ear(thick: float) -> Sdf:
    """The right ear, a fan spread to +x, wavy below, hollow in front; rooted at the origin."""
    rim = loop(
        [
            (-2, -6),
            (-1, 6),
            (5, 12.5),
            (13, 12),
            (18.5, 5),
            (17.5, -4),
            (12, -12),
            (6.5, -14.5),
            (2, -11),
        ],
        44,
    )
    fan = extrude(rim, height=thick + 1.4, round=1.6).turn(x=90)
    hollow = extrude(0.74 * rim + (2.0, 0.0), height=2.4, round=1.0).turn(x=90)
    return difference(fan, hollow.at(0, -0.5 * thick - 1.2, 0), k=1.6)


def _head(wall: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = union(ellipsoid(12.6, 11.4, 12), mirror(ellipsoid(6.4, 7, 6).at(4.6, -2, 7.4)), k=4)
    cheeks = mirror(ellipsoid(5.8, 6.4, 5.6).at(6.4, -5.6, -5.6))
    head = union(skull, cheeks, ellipsoid(7.5, 6.5, 8).at(0, -8.5, -2), k=4)
    head = eyes(head, (7.6, -9.0, 2.6), 2.7, 36, tall=1.2)
    ears = mirror(_ear(max(2.2, wall)).turn(y=4).turn(z=24).at(9.6, 1.2, 2.0))
    chin = ellipsoid(4.6, 5.6, 3.2).at(0, -8.6, -11.2)
    tusks = mirror(
        tube(curve([(4.8, -9.5, -6), (6.0, -14.5, -9.4), (5.8, -18.5, -8.2)], 9), [2.3, 2.1, 1.2])
    )
    tuft = [
        capsule((x, -1, 11), (1.9 * x, -4.0, 15.4 - 0.5 * abs(x)), 1.5, 0.9) for x in (-1.7, 0, 1.7)
    ]
    head = union(head, ears, k=1.6)
    head = union(head, chin, *tuft, k=1.4)
    return union(union(head, tusks, k=0.6), _trunk(wall), k=2.0)


def _trunk(wall: float) -> Sdf:
    """Swung down and up again, ringed, a daisy in its tip."""
    path = curve(
        [
            (0, -10, 0),
            (0, -17, -4),
            (0.6, -23.5, -6.4),
            (1.4, -28.6, -1.5),
            (1.6, -29.5, 6),
            (1.0, -26.5, 11.5),
        ],
        40,
    )
    rings = [6.9 - 4.0 * (i / 39) ** 0.8 + (0.42 if i % 3 == 0 else -0.1) for i in range(40)]
    tip = path[-1]
    petal = ellipsoid(1.9, max(0.9, wall / 2), 2.7).at(0, 0, 3.8)
    heart = ellipsoid(2.7, 1.9, 2.7).at(0, -0.6, 0)
    daisy = union(around(petal, 8, axis="y"), heart, k=0.3).turn(x=16)
    nose = tube(path, rings)
    return union(nose, daisy.at(tip[0], tip[1] - 0.4, tip[2] + 4.2), k=0.5)


def _tail() -> Sdf:
    path = curve([(0, 21, 27), (2, 25.5, 22), (5, 24.5, 14), (7.5, 22.5, 9)], 10)
    tuft = union(ellipsoid(2.6, 2.4, 4.2).at(8.0, 22.2, 6.6), sphere(1.6).at(8.4, 22, 3.2), k=1)
    return union(tube(path, [3.0, 2.1, 1.7]), tuft, k=0.8)
