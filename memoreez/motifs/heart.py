"""A plump heart and a small one beside it, on a cushion tied with a ribbon."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    capsule,
    cone,
    curve,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    slab,
    sphere,
    torus,
    tube,
    union,
)


@motif(
    "thing",
    en="heart, hearts, love, romance, romantic, valentine, valentine's day, wedding, "
    "anniversary, loved one, sweetheart, beloved, hugs, kindness, volunteering, caring, "
    "charity, nurse, nursing, family, friendship, engaged",
    de="Herz, Herzen, Liebe, Romantik, romantisch, Valentinstag, Hochzeit, Hochzeitstag, "
    "Schatz, Liebling, Umarmung, Freundschaft, Familie, Ehrenamt, Krankenschwester, Pflege, "
    "Verlobung",
    fr="cœur, cœurs, amour, romance, romantique, saint-valentin, mariage, anniversaire de "
    "mariage, chéri, chérie, câlins, amitié, famille, bénévolat, infirmière, fiançailles",
    es="corazón, corazones, amor, romance, romántico, san valentín, boda, aniversario, cariño, "
    "abrazos, amistad, familia, voluntariado, enfermera, compromiso",
    hold="front",
    to_person=0.28,
    grip=(0, 0, -10),
    poses=("stand", "held"),
)
def heart(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return _heart().turn(y=5)
    large = _heart().turn(y=9, x=-4).at(-4, 2, 32)
    small = _heart().scale(0.48).turn(y=-17, x=-8).at(14.8, -6.5, 19.2)
    return union(_cushion(wall), large, small, k=1.2) & half_space((0, 0, -1))


def _heart() -> Sdf:
    """Two lobes that run together into the tip. About 38 mm wide."""
    lobe = union(
        capsule((0.6, 0, -16.8), (8.4, 0, 6.0), 2.6, 10.2),
        ellipsoid(10.8, 10.4, 11.2).at(8.7, 0, 6.6),
        k=2,
    )
    middle = ellipsoid(9, 9.6, 11).at(0, 0, -0.5)
    return union(lobe, lobe.flip("x"), middle, k=3.2).stretch(1, 0.76, 1)


def _cushion(wall: float) -> Sdf:
    """A pillow with pulled-out corners, piping, tassels, and a ribbon crossed under the heart."""
    outline = [
        (0, -17.6),
        (12, -18.2),
        (23.6, -20),
        (22.0, -10),
        (21.2, 0),
        (22, 10),
        (23.6, 20),
        (12, 18.2),
        (0, 17.6),
    ]
    shape = loop([*outline, *[(-x, y) for x, y in reversed(outline[1:-1])]], 72)
    pillow = union(extrude(shape, height=12, round=5.8), ellipsoid(19, 15.4, 7.6).at(z=0.6), k=3)
    piping = grow(extrude(shape, height=0.2), 0.75)
    ribbons = intersection(
        grow(pillow, max(0.7, 0.4 * wall)), union(slab("x", 6.4), slab("y", 6.4).at(y=-2))
    )
    tassel = union(
        sphere(2.2).at(23.2, 19.6, 0),
        cone(1.2, 2.8, 5.4, round=0.5).turn(x=180).at(24.2, 20.4, -3.2),
    )
    corners = mirror(mirror(tassel, "x"), "y")
    return union(pillow, piping, corners, ribbons, _bow(wall).at(0, -19.0, -0.6), k=0.35).at(z=5.9)


def _bow(wall: float) -> Sdf:
    """Two loops, a knot and two tails, facing -y."""
    r = max(1.2, wall / 2)
    ring = torus(3.2, r).turn(x=90).stretch(1.35, 1.3, 0.95).turn(y=-14).at(4.9, 0, 1.6)
    tail = tube(curve([(0, 0, 0), (2.8, -0.6, -2.4), (5.6, -0.8, -5.0)], 6), [r, r + 0.5])
    filled = ellipsoid(3.6, r, 2.2).turn(y=-14).at(4.9, 0.5, 1.6)
    return union(mirror(union(ring, filled, tail, k=0.4), "x"), sphere(2.2).at(z=0.6), k=0.6)
