"""A frog that sits on a lily pad and smiles from ear to ear, a water lily at its side."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

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
    mirror,
    revolve,
    sphere,
    tube,
    union,
)

PAD = 29.5  # radius of the leaf, mm
TOP = 3.6  # its surface
Spot = tuple[float, float]


@motif(
    "animal",
    en="frog, frogs, toad, toads, tadpole, tadpoles, tree frog, tree frogs, bullfrog, frog lover, "
    "frog prince, froggy, froggie, amphibian, amphibians, poison dart frog, croaking, ribbit, "
    "lily pad, lily pads",
    de="Frosch, Frösche, Fröschlein, Laubfrosch, Laubfrösche, Froschkönig, Kröte, Kröten, "
    "Kaulquappe, Kaulquappen, Unke, Amphibien, Amphibie, quaken, Quak, Seerosenblatt, "
    "Krötenwanderung, Pfeilgiftfrosch",
    fr="grenouille, grenouilles, rainette, rainettes, crapaud, crapauds, têtard, têtards, "
    "prince grenouille, petite grenouille, amphibien, amphibiens, batracien, batraciens, "
    "coasser, coassement, coâ, nénuphar, nénuphars",
    es="rana, ranas, ranita, ranitas, sapo, sapos, sapito, renacuajo, renacuajos, rana arborícola, "
    "príncipe rana, anfibio, anfibios, batracio, croar, croa, nenúfar, nenúfares",
    to_person=0.3,
    poses=("sit",),
)
def frog(wall: float = 1.2, pose: str = "sit") -> Sdf:
    animal = union(_body(), _head().turn(x=4, y=6).turn(z=-5).at(0.4, -4.0, 33.5), k=3)
    animal = union(animal, mirror(_thigh()), k=1.0)
    animal = union(animal, mirror(_arm()), mirror(_foot()), k=0.8)
    leaf = _pad(wall)
    flower = _lily(wall).at(-17.5, -16.8, TOP)
    return floor(union(leaf, animal.at(2.0, 3, TOP - 0.4), flower, k=0.5))


def _front(solid: Sdf, spots: Sequence[Spot]) -> npt.NDArray[np.float64]:
    """A smooth line over what is seen of `solid` from the front at these (x, z): (n, 3) mm."""
    path = curve([(x, -40, z) for x, z in spots], 21)
    for _ in range(40):
        path[:, 1] += 0.9 * solid(path)
    return path


def _head() -> Sdf:
    """Broad and low, the eyes in two domes on top; looks to -y, the origin is its middle."""
    skull = union(
        ellipsoid(17.5, 13.0, 9.6),
        ellipsoid(11, 8, 6).at(0, -6.5, 0.5),
        mirror(ellipsoid(5.5, 5.5, 4.6).at(12.0, -5.0, -3.2)),
        k=3,
    )
    skull = union(skull, mirror(sphere(7.4).at(9.6, -2.4, 8.4)), k=2.2)
    head = eyes(skull, (10.4, -8.3, 9.6), 3.9, 20, tall=1.12)
    right = [(0, -3.6), (5.5, -3.6), (10.5, -2.2), (14.0, 0.4), (15.2, 2.6)]
    smile = _front(skull, [*[(-x, z) for x, z in reversed(right[1:])], *right])
    dimples = [sphere(1.3).at(*smile[i]) for i in (0, -1)]
    nostrils = [sphere(0.8).at(*p) for p in _front(skull, [(-2.3, 3.8), (2.3, 3.8)])[[0, -1]]]
    return difference(head, tube(smile, [0.6, 0.85, 0.85, 0.85, 0.6]), *dimples, *nostrils, k=0.5)


def _body() -> Sdf:
    """Pear-shaped, a round belly in front, warts down the back."""
    rump = ellipsoid(14.5, 14, 10.5).at(0, 7, 10)
    trunk = capsule((0, 5, 13), (0, -2, 25), 12.4, 10.4)
    belly = ellipsoid(10.5, 7, 10.5).at(0, -6.5, 15)
    warts = [
        ellipsoid(r, r, r).at(x, y, z)
        for x, y, z, r in (
            (0, 11.0, 25.5, 2.4), (-6, 12.0, 22.4, 2.2), (6.4, 13.4, 20.2, 2.4),
            (-2.6, 16.2, 17.8, 2.5), (3.4, 18.6, 13.4, 2.3), (-8.8, 15.2, 14.6, 2.0),
        )
    ]  # fmt: skip
    return union(union(rump, trunk, k=5), belly, *warts, k=1.4)


def _thigh() -> Sdf:
    """Folded: the knee points forward and up, the shin lies under it."""
    upper = capsule((11.5, 10.5, 9.0), (18.4, -4.6, 13.4), 8.4, 5.6)
    shin = capsule((18.6, -4.0, 11.5), (17.5, 9.5, 4.4), 5.0, 4.0)
    return union(upper, shin, k=1.0)


def _toes(lengths: Sequence[float], spread: float, thick: float) -> Sdf:
    """Fingers that fan out to -y from the origin, each with a round tip."""
    n = len(lengths)
    parts = []
    for i, long in enumerate(lengths):
        a = math.radians(spread * (i - (n - 1) / 2))
        tip = (long * math.sin(a), -long * math.cos(a), 1.5)
        parts += [capsule((0, 0, 2.0), tip, thick), ellipsoid(2.3, 2.3, 1.9).at(*tip)]
    return union(*parts, k=0.9)


def _foot() -> Sdf:
    sole = capsule((17.5, 9.0, 2.6), (18.8, -6.0, 2.2), 3.4, 2.8)
    return union(sole, _toes((8.4, 9.6, 8.4), 34, 1.5).turn(z=12).at(19.0, -6.4, 0.4), k=1.2)


def _arm() -> Sdf:
    path = curve([(9.4, -5.5, 23.5), (13.2, -8.8, 15.5), (10.0, -13.5, 7.6), (7.2, -15.5, 2.6)], 12)
    hand = _toes((5.0, 5.8, 5.0), 42, 1.35).turn(z=4).at(7.0, -15.6, 0.3)
    return union(tube(path, [5.4, 4.4, 3.3, 2.9]), hand, k=0.9)


def _pad(wall: float) -> Sdf:
    """A round leaf with a notch, its rim turned up, its veins raised."""
    profile = [(0, 0), (PAD - 3.4, 0), (PAD - 0.6, 1.8), (PAD + 1.0, 4.4), (PAD + 0.6, 5.9),
               (PAD - 0.8, 6.0), (PAD - 2.4, 4.2), (PAD - 4.4, TOP), (0, TOP)]  # fmt: skip
    notch = extrude([(0, 0), (12, -60), (-12, -60)], height=30)
    leaf = difference(revolve(profile), notch.turn(z=205).at(-7.0, 17.0, 0), k=1.6)
    vein = capsule((5, 0, TOP - 0.1), (PAD - 2.6, 0, TOP + 0.5), 0.95, 0.6)
    fork = [capsule((16, 0, TOP - 0.1), (PAD - 3, s * 5.4, TOP + 0.3), 0.8, 0.55) for s in (-1, 1)]
    veins = around(union(vein, *fork), 9)
    keep = difference(cylinder(PAD - 1, 30), notch.turn(z=205).at(-6.4, 15.8, 0))
    return union(leaf, veins & keep, k=0.4)


def _lily(wall: float) -> Sdf:
    """Open, three rows of petals round a button."""
    thin = max(1.0, 0.5 * wall)
    rows = []
    for n, lift, long, turn in ((8, 20, 5.0, 0), (7, 46, 4.6, 12), (5, 66, 4.0, 30)):
        a = math.radians(lift)
        petal = ellipsoid(long, 2.5, thin).turn(y=-lift)
        place = (1.6 + 0.86 * long * math.cos(a), 0, 1.9 + 0.86 * long * math.sin(a))
        rows.append(around(petal.at(*place), n).turn(z=turn))
    core = union(ellipsoid(4.4, 4.4, 4.2).at(z=1.5), sphere(2.2).at(z=5.4), k=0.6)
    return union(core, *rows, k=0.3)
