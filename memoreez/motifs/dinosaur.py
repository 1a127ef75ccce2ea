"""A baby T. rex just hatched: a toothy smile, tiny arms, back plates, eggshell on its head."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import eyes, floor
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cone,
    curve,
    difference,
    ellipsoid,
    half_space,
    intersection,
    mirror,
    shell,
    sphere,
    tube,
    union,
)


@motif(
    "animal",
    en="dinosaur, dinosaurs, dino, dinos, t. rex, t rex, t-rex, tyrannosaurus, tyrannosaurus rex, "
    "triceratops, stegosaurus, brachiosaurus, velociraptor, baby dinosaur, palaeontology, "
    "paleontology, palaeontologist, paleontologist, fossils, fossil hunting, jurassic",
    de="Dinosaurier, Dinos, Dino, Saurier, T-Rex, Tyrannosaurus, Tyrannosaurus Rex, Triceratops, "
    "Stegosaurus, Brachiosaurus, Velociraptor, Langhals, Paläontologie, Paläontologe, Fossilien, "
    "Fossiliensuche, Urzeit, Urzeittiere",
    fr="dinosaure, dinosaures, dino, dinos, tyrannosaure, t-rex, tricératops, stégosaure, "
    "brachiosaure, diplodocus, vélociraptor, bébé dinosaure, paléontologie, paléontologue, "
    "fossiles, jurassique",
    es="dinosaurio, dinosaurios, dino, dinos, tiranosaurio, tiranosaurio rex, t-rex, triceratops, "
    "estegosaurio, braquiosaurio, velociraptor, diplodocus, paleontología, paleontólogo, fósiles, "
    "jurásico",
    to_person=0.5,
)
def dinosaur(wall: float = 1.2, pose: str = "stand") -> Sdf:
    head = _head().turn(x=-3).turn(y=7).turn(z=-8).at(0, -4.5, 43)
    whole = union(_body(), head, k=3)
    return floor(union(whole, *_plates(max(2.2, wall)), k=1.0)).at(-2, -6)


def _body() -> Sdf:
    egg = union(
        ellipsoid(13, 12.5, 15).at(0, 4, 18), capsule((0, 2, 28), (0, -2, 40), 9.5, 8.5), k=7
    )
    tail = tube(
        curve([(0, 10, 12), (0, 20, 8.5), (4, 28, 6), (12, 32.5, 4.5), (20, 30, 3.8)], 20),
        [11, 8.6, 6.4, 4.6, 2.6],
    )
    body = union(egg, tail, k=6)
    bands = [
        box(2 * w, 14, 1.0).at(0, -9, z)
        for w, z in ((5.4, 31), (7.0, 26.6), (8.0, 22), (8.4, 17.4), (8.0, 12.8), (6.8, 8.2))
    ]
    body = difference(body, intersection(shell(egg, 1.5), union(*bands)), k=0.5)
    leg = union(
        ellipsoid(6.6, 9.6, 10.6).turn(x=-10).at(11.4, 4.5, 12.5),
        capsule((12.2, 3, 7), (12.4, -1, 4.2), 5.4, 4.8),
        k=3,
    )
    body = union(body, mirror(union(leg, _foot().turn(z=10).at(12.6, -3.6, 0), k=1.6)), k=2.2)
    return union(body, mirror(_arm()), k=1.4)


def _foot() -> Sdf:
    """Three toes with claws, towards -y."""
    toes = []
    for x, deg in ((-3.9, -18), (0, 0), (3.9, 18)):
        toe = union(
            capsule((0, 2, 3), (0, -5.6, 2.7), 3.2, 2.8),
            capsule((0, -7.2, 2.8), (0, -10.2, 1.0), 1.7, 0.9),
            k=0.4,
        )
        toes.append(toe.turn(z=deg).at(x, 0, 0))
    return union(*toes, k=0.7)


def _arm() -> Sdf:
    """The right arm: short, with two fingers."""
    upper = tube(
        curve([(8.2, -3.0, 29.5), (12.2, -7.4, 26.4), (10.4, -13, 27.0)], 8), [4.2, 3.3, 2.9]
    )
    fingers = [
        capsule((10.4 + d, -14.0, 27.2), (9.6 + 1.6 * d, -17.2, 26.0), 1.7, 1.0)
        for d in (-1.5, 1.5)
    ]
    return union(upper, *fingers, k=0.8)


def _head() -> Sdf:
    """Looks to -y; the origin is the middle of the skull."""
    skull = ellipsoid(12.6, 12, 11).at(0, 1, 2.5)
    snout = union(
        ellipsoid(9.6, 10.5, 6.2).at(0, -11, 0.4), mirror(sphere(3.0).at(4.0, -18.2, 3.0)), k=3
    )
    jaw = ellipsoid(8.8, 10.6, 4.6).at(0, -9.2, -5.0)
    head = union(skull, mirror(ellipsoid(5.5, 6, 5.5).at(7.2, -3.2, -2.6)), k=4)
    head = union(union(head, jaw, k=3), snout, k=1.2)
    lip = curve(
        [
            (12.0, -3.6, 0.2),
            (10.4, -8.4, -2.4),
            (8.0, -15.5, -3.4),
            (4.2, -20.2, -3.3),
            (0, -21.4, -3.2),
        ],
        16,
    )
    smile = mirror(tube(lip, 0.75))
    corners = mirror(capsule((12.0, -3.6, 0.2), (12.2, -2.4, 1.6), 0.8))
    nostrils = mirror(ellipsoid(0.9, 1.3, 1.0).at(3.8, -20.8, 3.6))
    head = difference(head, smile, corners, nostrils, k=0.5)
    teeth = [
        cone(0.6, 1.4, 3.4, 0.4).at(x, y, -3.6)
        for x, y in ((8.6, -11.8), (6.4, -15.9), (2.9, -18.9))
    ]
    head = union(head, mirror(union(*teeth)), k=0.3)
    head = eyes(head, (7.6, -6.7, 6.4), 2.9, 34, tall=1.2)
    shell_ = _shell().scale(0.94).turn(x=-12).turn(y=-9).at(-1.2, 4.4, 11.6)
    return union(head, shell_, k=0.4)


def _shell() -> Sdf:
    """The top of the egg with a broken rim; the origin is the middle of the rim."""
    dome = intersection(ellipsoid(10.6, 10.6, 9.6), half_space((0, 0, -1), 0.6))
    teeth = [
        cone(0.7, 2.7, 4.6, 0.5).at(0, -9.0, -1.4 + 0.8 * (i % 2)).turn(z=40 * i) for i in range(9)
    ]
    crack = tube([(-3, -9.8, 3.6), (-1.4, -8.4, 5.6), (0.8, -8.0, 6.2), (2, -6.0, 7.9)], 0.5)
    rim = around(capsule((0, -9.6, 0.4), (3.2, -9.0, 0.6), 1.1), 18)
    return difference(union(dome, *teeth, rim, k=0.5), crack, k=0.3)


def _plates(thick: float) -> list[Sdf]:
    """Leaves of horn along the spine, from the nape to the tail."""
    path = [(0.0, 8.2, 41, 62), (0.0, 11.4, 33.5, 70), (0.0, 15.8, 25.5, 62), (0.0, 19.8, 18.4, 45)]
    path += [(1.2, 25.0, 13.4, 30), (6.0, 30.0, 10.2, 18)]
    size = (3.6, 4.6, 5.0, 4.6, 3.8, 3.0)
    plates = []
    for (x, y, z, lean), s in zip(path, size, strict=True):
        leaf = union(
            ellipsoid(thick / 2 + 0.2, s, s),
            capsule((0, 0, 0), (0, 0, 1.5 * s), thick / 2 + 0.6, thick / 2),
            k=1.5,
        )
        turned = leaf.turn(x=-lean).turn(z=-math.degrees(math.atan2(x, 20)) * 2)
        plates.append(turned.at(x, y - 0.8, z - 0.4))
    return plates
