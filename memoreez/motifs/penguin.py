"""An emperor penguin in a knitted scarf, its fluffy chick between its feet."""

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    difference,
    ellipsoid,
    grow,
    intersection,
    mirror,
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "animal",
    en="penguin, penguins, emperor penguin, king penguin, baby penguin, penguin chick, puffin, "
    "puffins, penguin lover, antarctic, antarctica, south pole, waddling",
    de="Pinguin, Pinguine, Kaiserpinguin, Königspinguin, Pinguinküken, Babypinguin, Pinguinbaby, "
    "Papageientaucher, Antarktis, Südpol, Watscheln, Pinguinfan",
    fr="pingouin, pingouins, manchot, manchots, manchot empereur, bébé pingouin, bébé manchot, "
    "macareux, antarctique, pôle sud, petit pingouin, manchot royal",
    es="pingüino, pingüinos, pingüino emperador, pingüino rey, bebé pingüino, pollito de pingüino, "
    "frailecillo, antártida, antártico, polo sur, pingüinito, cría de pingüino",
    to_person=0.36,
)
def penguin(wall: float = 1.2, pose: str = "stand") -> Sdf:
    head = _head(1.0).turn(y=8).turn(z=-9).turn(x=6).at(0, -1.5, 47)
    adult = union(_body(max(2.0, 0.5 * wall)), head, k=4)
    adult = union(adult, _scarf(), k=0.5)
    return floor(union(adult, _chick(), k=0.8)).at(0, 3)


def _body(thick: float) -> Sdf:
    trunk = union(
        ellipsoid(17, 15, 19).at(0, 1, 19.5), capsule((0, 1, 26), (0, -1, 42), 13.5, 10.5), k=7
    )
    bib = intersection(grow(trunk, 1.1), ellipsoid(11.4, 16, 19.5).at(0, -16, 21))
    trunk = union(trunk, bib, k=0.5)
    tail = capsule((0, 12, 7), (0, 20.0, 2.2), 5.0, 3.0).stretch(x=1.35)
    feet = mirror(_foot().turn(z=24).at(11.5, -8.5, 0))
    return union(union(trunk, tail, k=2.5), feet, mirror(_flipper(thick)), k=1.2)


def _foot() -> Sdf:
    toes = [capsule((0, 2, 2.4), (x, -9.5 + abs(x) * 0.3, 2.0), 3.0, 2.6) for x in (-4.4, 0, 4.4)]
    claws = [
        capsule((x, -11.4 + abs(x) * 0.3, 2.2), (1.15 * x, -13.4 + abs(x) * 0.3, 1.0), 1.3, 0.8)
        for x in (-4.4, 0, 4.4)
    ]
    return union(union(*toes, k=1.5), *claws, k=0.4)


def _flipper(thick: float) -> Sdf:
    """The right one, held a little away, its tip turned out."""
    bone = union(
        ellipsoid(thick + 0.8, 5.8, 10.5).at(0, 0, -6),
        ellipsoid(thick, 4.4, 9).at(0.6, 0.4, -15),
        k=4,
    )
    tip = capsule((0.6, 0.4, -20), (2.6, 0.2, -25.5), 2.8, 1.7)
    rib = [capsule((4.0, y, -8), (3.6, y * 0.8, -19), 0.4) for y in (-1.7, 1.7)]
    return difference(union(bone, tip, k=2.5), *rib, k=0.5).turn(x=-6).turn(y=-24).at(13.2, 0.5, 37)


def _head(size: float) -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(12.2, 11.6, 11)
    cheeks = mirror(ellipsoid(6.8, 5.2, 6.8).at(5.0, -6.9, -0.4), k=1.0)
    face = union(skull, cheeks, k=0.5)
    face = eyes(face, (5.6, -10.4, 1.4), 2.3, 26, tall=1.2)
    upper = capsule((0, -9.5, -2.4), (0, -17.0, -3.6), 3.4, 1.5).stretch(x=1.05)
    lower = capsule((0, -9, -5.0), (0, -14.6, -5.9), 2.4, 1.2)
    beak = union(upper, lower, k=0.3)
    crown = [
        capsule((x, 1, 10.2), (1.9 * x + 0.4, 4.4, 14.2 - 0.4 * abs(x)), 1.5, 1.0)
        for x in (-1.7, 0, 1.7)
    ]
    return union(union(face, beak, k=0.7), *crown, k=1.2).scale(size)


def _scarf() -> Sdf:
    """Two turns with knitted ribs, an end with a fringe over the breast."""
    rolls = union(torus(10.9, 2.9), torus(11.6, 2.9).turn(y=5).at(0, -0.4, -3.8), k=0.5)
    rib = tube(curve([(0, 14.2, 3.0), (0.8, 15.4, -1.6), (0, 15.0, -7)], 6), 0.5)
    rolls = difference(rolls, around(rib, 26), k=0.4)
    end = tube(
        curve([(9.4, -10.6, -2), (13.4, -12.4, -8), (15.4, -12.0, -14)], 25),
        [3.2 + (0.35 if i % 4 < 2 else -0.15) for i in range(25)],
    )
    fringe = [
        capsule((15.4 + d, 0.3 * d - 11.6, -15), (15.8 + 1.3 * d, 0.4 * d - 11.8, -19.4), 1.2, 1)
        for d in (-2.2, 0, 2.2)
    ]
    end = union(end, *fringe, k=0.4)
    knot = ellipsoid(3.8, 3.0, 3.6).at(8.8, -10.8, -1.6)
    return union(rolls, end, knot, k=0.6).turn(x=7).at(0, -0.8, 38.6)


def _chick() -> Sdf:
    """Stands before its parent, fluffy, looks up."""
    fluff = [
        sphere(1.5).at(0, -6.2, 0).turn(z=40 * i + 12 * j).at(0, 0, 5.5 + 3.6 * j)
        for i in range(9)
        for j in range(2)
    ]
    body = union(ellipsoid(7.4, 6.6, 8.6).at(0, 0, 8), *fluff, k=2.4)
    wing = mirror(ellipsoid(1.7, 2.8, 5.2).turn(y=-26).at(7.2, -0.8, 8.6))
    feet = mirror(capsule((2.8, -3, 1.4), (3.6, -7.8, 1.3), 2.0, 1.8))
    head = union(ellipsoid(6.6, 6.2, 6), mirror(ellipsoid(3.4, 2.6, 3.4).at(2.7, -4, -0.4)), k=0.8)
    head = eyes(head, (2.9, -5.4, 0.5), 1.35, 22, tall=1.15)
    beak = capsule((0, -5.4, -1.8), (0, -8.2, -2.2), 1.7, 0.9)
    head = union(head, beak, k=0.4).turn(x=-14).turn(y=-8).turn(z=-6)
    return union(body, wing, feet, head.at(0, -1, 18.6), k=0.9).at(-1, -16.5, 0)
