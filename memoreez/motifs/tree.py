"""A broad old oak: roots, a heart cut into the bark, clumps of leaves."""

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    extrude,
    loop,
    sphere,
    tube,
    union,
)

CLUMPS = (  # x, y, z, radius: the crown, broad and a little uneven
    (0, 0, 50, 12.5),
    (-15, -3, 40, 10),
    (14, -4, 41, 10.5),
    (-8, -11, 43, 9.5),
    (7, -12, 45, 9),
    (-9, 10, 43, 10),
    (9, 10, 42, 10),
    (-22, 2, 34, 6.8),
    (22, 1, 35, 7),
    (1, -15, 38, 7),
    (0, 16, 37, 8),
    (-9, 1, 53, 8.5),
    (10, 1, 52, 8),
)


@motif(
    "plant",
    en="tree, trees, oak, oak tree, forest, woods, woodland, nature, tree hugger, tree climbing, "
    "forest bathing, arborist, forester, walking in the woods, planting trees, woodworker, "
    "apple tree, bonsai, maple, family tree, genealogy, great outdoors",
    de="Baum, Bäume, Eiche, Eichen, Wald, Wälder, Natur, Waldspaziergang, im Wald, Waldbaden, "
    "Förster, Baumpflanzen, Linde, Buche, Ahorn, Apfelbaum, Bonsai, Stammbaum, "
    "Ahnenforschung, Naturfreund, Holz hacken",
    fr="arbre, arbres, chêne, forêt, forêts, bois, nature, promenade en forêt, balade en forêt, "
    "sylviculture, forestier, planter des arbres, bain de forêt, érable, pommier, bonsaï, "
    "arbre généalogique, généalogie",
    es="árbol, árboles, roble, encina, bosque, bosques, naturaleza, pasear por el bosque, "
    "plantar árboles, guardabosques, silvicultura, baño de bosque, arce, manzano, bonsái, "
    "árbol genealógico, genealogía",
    to_person=1.1,
)
def tree(wall: float = 1.2, pose: str = "stand") -> Sdf:
    return floor(union(_trunk(), _crown(), k=1.2))


def _trunk() -> Sdf:
    stem = union(cone(9, 6, 30, 2).at(z=14), cone(13, 7, 8, 1).at(z=3.4), k=5)
    roots = [
        _root(a, reach)
        for a, reach in ((-118, 19), (-52, 18), (15, 20), (80, 17), (140, 19), (195, 20))
    ]
    boughs = [
        capsule((0, 0, 22), end, 5, 3)
        for end in ((-15, -2, 36), (14, -3, 37), (1, 9, 38), (0, -8, 38))
    ]
    wood = union(stem, *roots, *boughs, k=3)
    grooves = [_groove(a) for a in range(0, 360, 24) if abs(a - 260) > 34]
    return difference(wood, *grooves, _heart(), k=0.8)


def _root(angle: float, reach: float) -> Sdf:
    path = curve([(5, 0, 11), (8.5, 0, 5), (13, 1.5, 2), (reach, -0.5, 0.6)], 8)
    return tube(path, [4, 3.8, 3.2, 2.2]).turn(z=angle)


def _groove(angle: float) -> Sdf:
    """A furrow in the bark, wavering as it climbs."""
    sway = 5 * math.sin(angle)
    path = curve([(9.6, 0, 4), (8.3, 0.6, 10), (7.4, -0.5, 17), (7, 0.5, 25)], 7)
    return tube(path, 0.65).turn(z=angle + sway)


def _heart() -> Sdf:
    outline = 1.1 * loop(
        [
            (0, -3.4),
            (2.2, -1.2),
            (3.2, 1.0),
            (1.9, 2.7),
            (0, 1.5),
            (-1.9, 2.7),
            (-3.2, 1.0),
            (-2.2, -1.2),
        ]
    )
    return extrude(outline, height=4, round=0.4).turn(x=90).turn(z=-12).at(-1.5, -7.2, 18.5)


def _crown() -> Sdf:
    """Overlapping clumps, each with a coat of leafy tufts, hollowed by their own shadow."""
    clumps = [ellipsoid(r * 1.06, r * 1.06, r * 0.9).at(x, y, z) for x, y, z, r in CLUMPS]
    tufts = [tuft for i, clump in enumerate(CLUMPS) for tuft in _tufts(i, *clump)]
    return union(union(*clumps, k=0.8), *tufts, k=0.7)


def _tufts(i: int, x: float, y: float, z: float, r: float) -> list[Sdf]:
    """Small balls on the outer side of a clump, on a golden spiral."""
    tufts = []
    for n in range(22):
        up = 0.97 - 1.35 * n / 21
        angle = 2.39996 * n + i
        flat = math.sqrt(1 - up * up)
        out = 0.93 * r
        spot = (
            x + out * flat * math.cos(angle),
            y + out * flat * math.sin(angle),
            z + 0.85 * out * up,
        )
        if all(math.dist(spot, c[:3]) > 0.72 * c[3] for c in CLUMPS):
            tufts.append(sphere((0.34, 0.28, 0.38)[n % 3] * r).at(*spot))
    return tufts
