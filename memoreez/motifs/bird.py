"""A chubby songbird that sings on a tree stump."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
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


@motif(
    "animal",
    en="bird, birds, songbird, birdwatching, bird watching, birding, birder, birdwatcher, robin, "
    "sparrow, tit, blue tit, finch, canary, budgie, parakeet, parrot, feeding the birds, "
    "ornithology, ornithologist, wren, blackbird, feathers, twitcher",
    de="Vogel, Vögel, Vögelchen, Singvogel, Vogelbeobachtung, Vögel beobachten, Vogelkunde, "
    "Ornithologie, Rotkehlchen, Spatz, Meise, Amsel, Fink, Kanarienvogel, Wellensittich, "
    "Papagei, Vögel füttern, Piepmatz, Zwitschern",
    fr="oiseau, oiseaux, oiseau chanteur, observer les oiseaux, observation des oiseaux, "
    "ornithologie, ornithologue, rouge-gorge, moineau, mésange, merle, pinson, canari, "
    "perruche, perroquet, nourrir les oiseaux, piou-piou",
    es="pájaro, pájaros, pajarito, ave, aves, pájaro cantor, observar aves, observación de aves, "
    "avistamiento de aves, ornitología, ornitólogo, petirrojo, gorrión, canario, periquito, "
    "loro, jilguero, mirlo, dar de comer a los pájaros, trinar",
    to_person=0.3,
    poses=("perch",),
)
def bird(wall: float = 1.2, pose: str = "perch") -> Sdf:
    sings = union(_stump(), _songbird(wall).turn(x=-4, z=14).at(0, 1, 34), k=0.6)
    return floor(sings).at(3, -6)  # the tail hangs over the stump's edge


def _songbird(wall: float) -> Sdf:
    """The origin is the middle of the body, the beak towards -y."""
    belly = ellipsoid(14, 14.5, 14.5)
    head = ellipsoid(11.2, 10.6, 10.4).at(0, -5, 12)
    body = union(belly, head, capsule((0, 8, -1), (0, 17, -3), 8.5, 4.5), k=7)
    body = eyes(body, (7.6, -11.4, 14.2), 2.3, 38, tall=1.05)
    body = union(body, _beak().at(0, -15.2, 12), k=0.8)
    body = union(body, _tail(max(2.4, wall)), k=1.5)
    body = union(body, mirror(_wing()), k=0.7)
    crest = [
        capsule((0, -5 + y, 21), (0, -2 + 1.6 * y, 24.5 - 0.5 * y), 1.8, 1.1) for y in (0, 2.4)
    ]
    body = union(body, *crest, k=1.2)
    return union(body, mirror(_foot()), k=1)


def _beak() -> Sdf:
    upper = cone(3.3, 0.9, 7, 0.5).stretch(x=0.9, y=0.75).turn(x=84).at(0, -2.2, 1.1)
    lower = cone(2.8, 0.8, 5, 0.4).stretch(x=0.9, y=0.6).turn(x=112).at(0, -1.2, -1.8)
    return union(upper, lower)


def _feather(long: float, wide: float) -> Sdf:
    """A blade along +y from the origin, rounded, 3 mm thick across x."""
    return ellipsoid(1.7, long / 2, wide).at(0, long / 2, 0)


def _wing() -> Sdf:
    """The right wing, folded: a shoulder and three rows of feathers."""
    blades = [
        (0, -1.2, 17.5, 3.4, -6),
        (0.4, 1.2, 15.5, 3.3, -15),
        (0.8, 3.4, 13.0, 3.1, -25),
        (1.1, 5.2, 10.0, 2.9, -34),
    ]
    feathers = [
        _feather(long, wide).turn(x=tilt, z=8).at(13.0 + 0.3 * dx, -3, 3.8 - z)
        for dx, z, long, wide, tilt in blades
    ]
    shoulder = ellipsoid(3.0, 6.4, 6.6).turn(z=10).at(12.6, -3.2, 2.2)
    coverts = [
        ellipsoid(1.5, 2.6, 2.4).turn(z=10).at(14.4 - 0.2 * i, 0.6 - i, 4.2 - 3.4 * i)
        for i in range(3)
    ]
    return union(shoulder, *feathers, *coverts, k=0.3)


def _tail(thick: float) -> Sdf:
    blades = [
        box(5.2, 20, thick, 1.1).at(0, 8, 0).turn(z=a).at(0, 0, dz)
        for a, dz in ((-11, 0), (11, 0), (0, 0.9))
    ]
    return union(*blades, k=0.3).turn(x=12).at(0, 14, -3.6)


def _foot() -> Sdf:
    toes = [
        capsule((5, -2.5, -15), (5 + x, -8.5 + abs(x) * 0.5, -15.8), 1.5, 1.2) for x in (-3, 0, 3)
    ]
    return union(capsule((5, -1.5, -10), (5, -2.5, -15), 2.4, 1.8), *toes, k=0.8)


def _stump() -> Sdf:
    trunk = union(cylinder(12, 17, 1.2).at(z=9), cone(15.5, 11.5, 8, 1).at(z=4), k=3)
    roots = [
        capsule((9 * c, 9 * s, 5), (17 * c, 17 * s, 1.2), 4, 2.2)
        for c, s in ((0.87, -0.5), (-0.8, -0.6), (0.1, 1.0), (-0.98, 0.2))
    ]
    bark = around(capsule((12.6, 0, 4.5), (12.2, 1.2, 15), 0.7), 15)
    rings = [torus(r, 0.45).at(0.6, 0.4, 17.6) for r in (3.5, 6.8, 9.8)]
    wood = difference(union(trunk, *roots, k=3), bark, *rings, k=0.8)
    return union(wood, _twig(), k=0.8)


def _twig() -> Sdf:
    stem = tube(curve([(-10, -4, 9), (-16, -8, 12), (-18, -10, 18)], 6), [2.6, 2.0, 1.6])
    leaf = ellipsoid(3.2, 1.3, 5.5).at(0, 0, 5)
    vein = capsule((0, -1.6, 1.5), (0, -1.6, 8.5), 0.4)
    blade = difference(leaf, vein, k=0.5)
    return union(
        stem,
        blade.turn(x=10, y=18).at(-18, -10, 17),
        blade.scale(0.8).turn(y=-50).at(-16.6, -8.5, 13),
        k=0.6,
    )
