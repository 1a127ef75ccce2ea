"""A horse with an arched neck, a mane in locks and a full tail that reaches the ground."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    mirror,
    tube,
    union,
)


@motif(
    "animal",
    en="horse, horses, pony, ponies, foal, stallion, mare, horse riding, horseback riding, "
    "riding horses, horse rider, rider, equestrian, dressage, show jumping, stable, riding "
    "lessons, mustang, arabian horse, icelandic horse, thoroughbred, equine, galloping",
    de="Pferd, Pferde, Pony, Ponys, Fohlen, Hengst, Stute, Ross, Reiten, Reiter, Reiterin, "
    "Reitsport, Pferdesport, Ausreiten, Ausritt, Dressur, Dressurreiten, Springreiten, "
    "Reitstall, Voltigieren, Isländer, Haflinger, Galopp",
    fr="cheval, chevaux, poney, poneys, poulain, jument, étalon, équitation, monter à cheval, "
    "faire du cheval, cavalier, cavalière, dressage, saut d'obstacles, balade à cheval, "
    "randonnée à cheval, écurie, hippisme",
    es="caballo, caballos, poni, potro, yegua, semental, equitación, montar a caballo, jinete, "
    "amazona, hípica, doma, doma clásica, salto de obstáculos, paseo a caballo, cabalgar, "
    "establo",
    to_person=1.0,
    seat=(-1.5, 1.3, 37.9, 3.5),
)
def horse(wall: float = 1.2, pose: str = "stand") -> Sdf:
    body = union(_body(), _neck(), k=5)
    body = union(body, _head(), k=2.5)
    body = union(body, _foreleg(-3).at(5.2), _foreleg(1.5).at(-5.2), k=2.4)
    body = union(body, _hindleg(1.5).at(5.4), _hindleg(-3).at(-5.4), k=2.4)
    body = union(body, _mane(), k=0.9)
    body = union(body, _tail(), k=1.0)
    # a horse is known by its side: it walks to the right and a little towards the viewer
    return floor(body.turn(z=50).at(0, 0, 0))


def _body() -> Sdf:
    barrel = capsule((0, -8, 28.5), (0, 10, 29), 9.2, 9.0)
    chest = ellipsoid(8, 8, 9.5).at(0, -12, 29)
    rump = ellipsoid(8.8, 9.5, 9.8).at(0, 12.5, 29.5)
    return union(barrel, chest, rump, k=4)


def _neck() -> Sdf:
    path = curve([(0, -11, 31), (0, -17.2, 40), (0, -18.2, 48), (0, -19.5, 53.5)], 12)
    return tube(path, [9.5, 7.8, 6.2, 5.4]).stretch(x=0.8)


def _head() -> Sdf:
    skull = union(
        capsule((0, -19.5, 53), (0, -29.5, 43.5), 5.2, 3.1),
        ellipsoid(4, 5, 5).at(0, -21, 49.5),
        k=2,
    )
    muzzle = ellipsoid(3.5, 3.4, 3.6).at(0, -30, 42.8)
    head = union(skull, muzzle, k=2)
    head = eyes(head, (4.2, -23.4, 51.4), 2.1, 60)
    nostril = ellipsoid(0.8, 1.1, 0.8).at(2.4, -33.0, 43.6)
    mouth = capsule((4, -29.2, 41.0), (1.0, -33.4, 41.4), 0.4)
    head = difference(head, mirror(union(nostril, mouth)), k=0.5)
    ear = capsule((2.6, -17.5, 57), (3.4, -17.2, 63), 2.1, 1.0)
    inner = capsule((3.2, -19.6, 58), (3.6, -18.6, 61.5), 0.9, 0.4)
    return union(head, mirror(difference(ear, inner, k=0.5)), k=1.2)


def _foreleg(step: float) -> Sdf:
    """Hoof `step` mm behind the shoulder."""
    y = -12.5 + step
    upper = capsule((0, -11.5, 26), (0, y, 14), 5.6, 3.3)
    lower = capsule((0, y, 14), (0, y, 5), 3.1, 2.7)
    knee = ellipsoid(3.3, 3.4, 3.2).at(0, y - 0.3, 14)
    return union(upper, lower, knee, _hoof().at(0, y - 0.6, 0), k=1.6)


def _hindleg(step: float) -> Sdf:
    y = 15 + step
    thigh = ellipsoid(5.2, 8, 9.5).at(0, 12.5, 25)
    gaskin = capsule((0, 12.5, 22), (0, y + 3, 14), 5, 3.0)
    lower = capsule((0, y + 3, 14), (0, y + 1.5, 5), 3.0, 2.7)
    return union(thigh, gaskin, lower, _hoof().at(0, y + 1, 0), k=1.6)


def _hoof() -> Sdf:
    fetlock = ellipsoid(3.1, 3.3, 2.6).at(0, 0.6, 6)
    return union(cone(4.3, 3.2, 5.4, 0.6).at(0, -0.4, 2.6), fetlock, k=0.6)


def _lock(y: float, z: float, fall: float, side: float = -1) -> Sdf:
    """One lock of the mane: over the crest at (y, z), down the side of the neck by `fall` mm."""
    path = curve(
        [
            (-1.0 * side, y + 0.4, z),
            (3.4 * side, y, z - 1),
            (5.6 * side, y - 0.6, z - 0.5 * fall),
            (6.2 * side, y + 1.4, z - fall),
        ],
        10,
    )
    return tube(path, [2.4, 2.7, 2.4, 1.1])


def _mane() -> Sdf:
    crest = ((-15.6, 57, 10), (-12.2, 53.6, 14), (-9.4, 49, 13), (-7.2, 44.4, 12), (-4, 40.6, 8))
    locks = union(*[_lock(*spot) for spot in crest])
    ridge = tube(
        curve([(0, -17, 58), (0, -11.5, 52), (0, -8.6, 45), (0, -3, 38)], 10), [2.2, 2.8, 2.6, 1.4]
    )
    forelock = tube(
        curve([(0, -16.5, 58.5), (0.3, -21.5, 58), (0.6, -25.6, 53)], 7), [2.2, 2.0, 1.0]
    )
    bed = tube([(-2, -14, 53), (-2, -11, 46.5), (-2, -7, 41)], 3.6)
    return union(ridge, bed, locks, forelock, k=0.6)


def _tail() -> Sdf:
    root = [(0, 18, 34), (0, 24, 35.5), (0, 28.2, 29.5)]
    ends = ((-1.8, 28.5, 14, 28.5), (1.8, 28.5, 13, 29.5), (0, 31.4, 15, 33), (0, 26.4, 14, 25.5))
    strands = [
        tube(curve([*root, (x, y, z), (x * 1.2, y_end, 0.8)], 14), [2.4, 2.8, 3.4, 3.3, 1.7])
        for x, y, z, y_end in ends
    ]
    return union(*strands, k=0.7)
