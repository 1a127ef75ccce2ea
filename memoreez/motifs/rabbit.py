"""A rabbit that sits up with a carrot in its paws."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor, paw
from memoreez.sdf import Sdf, capsule, cone, difference, ellipsoid, mirror, sphere, union


@motif(
    "animal",
    en="rabbit, rabbits, bunny, bunnies, hare, hares, pet rabbit, house rabbit, dwarf rabbit, "
    "easter bunny, my rabbit, lop, angora rabbit, rabbit hutch, bunny lover, carrot",
    de="Kaninchen, Hase, Hasen, Häschen, Zwergkaninchen, Karnickel, Osterhase, Feldhase, "
    "Mümmelmann, Langohr, Kaninchenzucht, Hoppeln, Kaninhop, mein Kaninchen",
    fr="lapin, lapins, lapine, lapereau, lièvre, lapin nain, lapin de Pâques, mon lapin, petit "
    "lapin, élevage de lapins, clapier, carotte",
    es="conejo, conejos, coneja, conejito, conejitos, liebre, conejo enano, conejo de Pascua, mi "
    "conejo, cría de conejos, gazapo, zanahoria",
    to_person=0.33,
    poses=("sit",),
)
def rabbit(wall: float = 1.2, pose: str = "sit") -> Sdf:
    body = union(_body(), _head(wall).turn(y=-7).at(0, -3, 34), k=2.5)
    body = union(body, _carrot().turn(y=52).at(0.5, -14.6, 15.5), k=0.5)
    arm = union(
        capsule((8, -4, 22), (5.2, -12.5, 14.8), 3.8, 3.2),
        ellipsoid(2.9, 3.4, 3.2).at(4.6, -14.6, 13.6),
        k=1.5,
    )
    return floor(union(body, mirror(arm), k=1.2))


def _body() -> Sdf:
    belly = union(
        ellipsoid(12.5, 12, 13).at(0, 3, 12),
        ellipsoid(9.5, 8.5, 11).at(0, -1, 21),
        ellipsoid(7.5, 7, 7).at(0, -7, 15),
        k=5,
    )
    thigh = ellipsoid(6, 9.5, 8.5).at(10.5, 2, 8.5)
    foot = paw(4.4, 9, 3.2).turn(z=8).at(9.5, -8.5, 0)
    fluff = [
        sphere(r).at(x, 14.5 + y, 7.5 + z)
        for x, y, z, r in ((0, 0, 0, 4.6), (2, 2, 2, 3), (-2, 2, 1, 3), (0, 1.6, 3, 2.8))
    ]
    body = union(belly, mirror(union(thigh, foot, k=2)), k=2.2)
    return union(body, *fluff, k=0.8)


def _ear(tip: float) -> Sdf:
    """The right ear, long, hollow towards -y."""
    out = union(
        capsule((0, 0, -2), (2.4, 1, 9), 3.2, 5.0),
        capsule((2.4, 1, 9), (4.2, 2, 20), 5.0, tip),
        k=2,
    ).stretch(y=0.62)
    hollow = capsule((1, -3.4, 3), (3.2, -1.6, 16), 2.6, 1.0)
    return difference(out, hollow, k=1.2).turn(y=4).at(5.6, 1.5, 8.4)


def _head(wall: float) -> Sdf:
    skull = union(
        ellipsoid(11.6, 10.6, 10.4), mirror(ellipsoid(6.2, 6, 5.4).at(6.2, -3.6, -3.6)), k=4
    )
    head = eyes(skull, (6.6, -7.6, 1.6), 2.7, 34, tall=1.15)
    pads = mirror(ellipsoid(3.8, 3.4, 3.2).at(2.6, -9.6, -3.6), k=0.5)
    head = union(head, pads, ellipsoid(2.6, 2.4, 2).at(0, -8.6, -7), k=1.2)
    teeth = mirror(ellipsoid(1.1, 1.0, 1.8).at(0.95, -11.3, -6.4))
    nose = union(ellipsoid(1.9, 1.3, 1.1), sphere(0.8).at(0, 0, -0.9), k=1).at(0, -12.6, -1.5)
    head = union(head, nose, teeth, k=0.3)
    ear = _ear(max(2.0, 0.75 * wall))
    return union(head, ear, ear.turn(y=-7).flip("x"), k=2)


def _carrot() -> Sdf:
    """Tip down, its leaves up; the middle at the origin."""
    root = union(cone(1.4, 4.3, 15, 1.2), sphere(3.6).at(z=6.4), k=1.5)
    rings = [
        capsule((-1.2, -2.95 - 0.19 * z, z), (1.2, -2.95 - 0.19 * z, z), 0.45) for z in (0.5, 3.6)
    ]
    leaves = [
        capsule((0, 0, 8.5), (x, y, 14.5), 1.6, 1.8) for x, y in ((-2.6, 0), (2.4, 0.6), (0, -1.6))
    ]
    return union(difference(root, *rings, k=0.5), *leaves, k=0.5)
