"""A teddy bear that sits with a bow round its neck and one arm round a pot of honey."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "animal",
    en="bear, bears, teddy bear, teddy bears, teddy, teddies, bear cub, bear cubs, brown bear, "
    "grizzly, grizzly bear, polar bear, polar bears, black bear, panda, panda bear, pandas, "
    "koala, cuddly toy, cuddly bear, soft toys, stuffed animals, bear hug, mama bear, papa bear",
    de="Teddybär, Bären, Teddybären, Teddy, Teddys, Bärchen, Braunbär, Grizzlybär, Eisbär, "
    "Eisbären, Bärenjunges, Panda, Pandas, Pandabär, Koala, Kuscheltier, Kuscheltiere, Stofftier, "
    "Plüschtier, Kuschelbär, Knuddelbär",
    fr="ours, ourson, oursons, ours en peluche, nounours, ours brun, ours blanc, ours polaire, "
    "grizzly, petit ours, panda, pandas, koala, peluche, peluches, doudou, câlin d'ours",
    es="oso, osos, oso de peluche, osito, ositos, osito de peluche, oso pardo, oso polar, osa, "
    "oso grizzly, panda, oso panda, pandas, koala, peluche, peluches, abrazo de oso",
    to_person=0.4,
    poses=("sit",),
)
def bear(wall: float = 1.2, pose: str = "sit") -> Sdf:
    head = _head().turn(x=3, y=7, z=-4).at(0.4, -2.5, 42.5)
    whole = union(_body(), head, k=1.6)
    whole = union(
        whole, _bow(max(1.6, 0.6 * wall)).scale(1.12).turn(x=10).at(0, -12.2, 27.6), k=0.5
    )
    pot = _pot().scale(1.06).at(-21.5, -9.5, 0)
    return floor(union(union(whole, pot, k=0.7), _arm_round_pot(), k=1.2)).at(3, 3)


def _body() -> Sdf:
    belly = union(
        ellipsoid(15.5, 13.5, 15).at(0, 2, 14.5), ellipsoid(12, 10, 12).at(0, -0.5, 24), k=5
    )
    seam = tube(curve([(0, -10.2, 27), (0, -12.0, 19), (0, -11.6, 12)], 10), 0.45)
    stitches = [
        capsule((-1.5, y, z), (1.5, y, z), 0.42) for y, z in ((-11.2, 23.5), (-12.0, 19), (-12, 15))
    ]
    body = difference(belly, seam, *stitches, k=0.5)
    body = union(body, mirror(_leg()), k=1.8)
    arm = union(
        tube(curve([(11, -1, 27), (18, -4, 20.5), (16.8, -12, 14.6)], 8), [6.2, 5.8, 5.4]),
        ellipsoid(5.8, 6.2, 5.4).turn(x=20).at(16.6, -13, 14),
        k=1.5,
    )
    toes = [capsule((16.5 + dx, -18.9, 14.2), (16.6 + dx, -17.8, 10.6), 0.4) for dx in (-1.7, 1.5)]
    body = union(body, difference(arm, *toes, k=0.5), k=1.4)
    return union(body, sphere(5).at(0, 15.5, 7), k=1.5)


def _leg() -> Sdf:
    """The right leg, stretched towards the viewer, the sole with its pads."""
    thigh = capsule((9, -1, 8), (13.6, -15, 7), 8.6, 6.6)
    foot = ellipsoid(7.6, 5.2, 9.2).at(0, 0, 0.4)
    pads = [ellipsoid(3.9, 1.2, 3.5).at(0, -4.9, -2.4)]
    pads += [
        ellipsoid(1.65, 1.1, 1.8).at(x, y, z)
        for x, y, z in ((-4.6, -3.9, 2.2), (-1.7, -4.6, 4.8), (1.7, -4.6, 4.8), (4.6, -3.9, 2.2))
    ]
    return union(thigh, union(foot, *pads, k=0.3).turn(x=-8).turn(z=14).at(14.4, -19.5, 8.6), k=1.6)


def _ear() -> Sdf:
    out = ellipsoid(6.4, 3.6, 6.4)
    hollow = ellipsoid(4.0, 2.6, 4.0).at(0, -3.1, 0.2)
    return difference(out, hollow, k=1.0).turn(z=14).at(11.4, 0.6, 10.2)


def _head() -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(15.6, 13.2, 13.4)
    cheeks = mirror(ellipsoid(7, 6.5, 6).at(8.6, -4.5, -4.6))
    head = union(skull, cheeks, k=5)
    head = eyes(head, (6.3, -11.0, 2.4), 2.6, 24, tall=1.15)
    muzzle = ellipsoid(7.6, 6.6, 5.9).at(0, -11.4, -4.6)
    smile = mirror(
        tube(curve([(0, -18.0, -5.2), (2.6, -17.2, -7.3), (5.6, -14.8, -5.6)], 8), 0.5), k=0.2
    )
    line = capsule((0, -18.4, -2.6), (0, -18.0, -5.4), 0.45)
    face = difference(union(head, muzzle, k=1.4), smile, line, k=0.5)
    nose = union(ellipsoid(3.5, 2.2, 2.3), ellipsoid(1.7, 1.6, 1.6).at(0, 0, -1.3), k=1)
    face = union(face, nose.at(0, -17.2, -1.6), k=0.4)
    brows = mirror(capsule((4.8, -10.6, 8.6), (7.6, -9.6, 7.9), 0.9))
    tuft = [
        capsule((x, -3.5, 11.5), (2.2 * x + 1.0, -6.5, 15.6 - abs(x)), 1.7, 0.9)
        for x in (-1.6, 0.2, 2)
    ]
    return union(union(face, brows, k=1.2), mirror(_ear()), *tuft, k=1.4)


def _bow(thick: float) -> Sdf:
    """A ribbon tied before the throat; its knot at the origin."""
    loop_ = difference(
        ellipsoid(5.6, 2.6, 4.0), ellipsoid(2.3, 1.2, 0.9).at(1.2, -2.6, 0), k=0.8
    ).turn(y=-10)
    folds = [capsule((1.0, -2.6, z), (4.0, -3.0, 2.2 * z), 0.35) for z in (-0.5, 0.5)]
    tail = capsule((1.2, 0.6, -1.5), (5.0, -0.6, -9.0), thick, 2.2)
    wing = union(difference(loop_.at(6.0, 0, 0), *folds, k=0.3), tail, k=0.5)
    return union(mirror(wing), ellipsoid(2.6, 2.8, 2.9).at(0, -0.8, 0), k=0.5)


def _pot() -> Sdf:
    """A honey pot that runs over; the origin is on the ground under its middle."""
    clay = revolve([(0, 0), (7, 0), (9.4, 4), (9.9, 8), (8.8, 12.2), (7.6, 14), (0, 14)])
    rim = torus(7.4, 1.7).at(z=15)
    honey = ellipsoid(7.4, 7.4, 3.2).at(z=16)
    drips = []
    for deg, long in ((-35, 6.5), (-5, 9.5), (22, 5.0), (150, 7.0), (200, 5)):
        path = curve([(0, -6.4, 17.4), (0, -9.2, 15.6), (0, -10.0, 16 - long)], 8)
        drips.append(union(tube(path, [1.5, 1.4, 1.7])).turn(z=deg))
    label = difference(cylinder(4.2, 2), cylinder(3.4, 4), k=0.3)
    body = union(union(clay, rim, k=0.8), honey, *drips, k=0.7)
    return union(body, label.turn(x=90).at(0, -9.9, 6).turn(z=64), k=0.3)


def _arm_round_pot() -> Sdf:
    path = curve([(-10.5, 0.5, 27), (-18.5, 3.0, 25.5), (-23, 0.5, 23), (-22.0, -6.4, 19.6)], 10)
    arm = tube(path, [6.2, 5.6, 5.2, 5.0])
    toes = [capsule((-22.0 + d, -11.2, 21.0), (-22.0 + d, -11.4, 17.6), 0.4) for d in (-1.6, 1.6)]
    return difference(arm, *toes, k=0.5)
