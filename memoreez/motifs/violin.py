"""A violin on a low stand: arched plates, f-holes, bridge, scroll and pegs; its bow beside it."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    mirror,
    repeat,
    sphere,
    torus,
    tube,
    union,
)

# Modelled lying on its back: x across, y along the neck from the bottom of the body, front up.
LOWER = [(0, 0), (5.6, 0.5), (10, 3), (12.4, 7.6), (12, 12), (10.4, 15)]
WAIST = [(10.4, 15), (8.2, 17), (7.4, 19.6), (7.7, 22), (9.4, 24)]
UPPER = [(9.4, 24), (10.5, 27), (10.1, 30.6), (7.6, 33.6), (3, 35), (0, 35)]
DEPTH = 6.0
BRIDGE, NUT = 16.6, 52.0


@motif(
    "instrument",
    en="violin, violins, violinist, fiddle, fiddler, fiddling, playing violin, bow and "
    "strings, viola, string quartet, orchestra, cello, chamber music, symphony, "
    "philharmonic, first violin",
    de="Violine, Violinen, Geige, Geigen, Geigerin, Geiger, Geige spielen, Fiedel, Bratsche, "
    "Orchester, Streichquartett, Streicher, Cello, Kammermusik, Sinfonie, Geigenbogen",
    fr="violon, violons, violoniste, jouer du violon, archet, alto, violoncelle, orchestre, "
    "quatuor à cordes, musique de chambre, symphonie, instrument à cordes",
    es="violín, violines, violinista, tocar el violín, viola, violonchelo, orquesta, cuarteto "
    "de cuerda, música de cámara, sinfonía, instrumento de cuerda, arco de violín",
    hold="chin",
    to_person=0.45,
    grip=(0, -2.5, 25),
    poses=("stand", "held"),
)
def violin(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Leans on a stand with its bow beside it, or is held with the bow across the strings."""
    solid = union(_body(), _neck(wall), _scroll(wall), _strings(wall))
    if pose == "held":
        bow = _bow(wall).turn(z=-98).at(-4, BRIDGE + 4, DEPTH / 2 + 4.2)
        return union(solid, bow).turn(x=90).at(z=-19)
    leaning = solid.turn(x=90).at(z=0.6).turn(x=-9).at(y=-3.6)
    bow = _bow(wall).at(y=29).turn(x=90).turn(z=-40).turn(x=-10).turn(y=-9).at(14.2, -5.4, 0.2)
    return union(union(leaning, _stand(wall), k=0.8), bow) & half_space((0, 0, -1))


def _outline() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    parts = [curve(p, n)[:-1] for p, n in ((LOWER, 16), (WAIST, 12), (UPPER, 16))]
    right = np.concatenate(parts)
    left = np.concatenate([right[1:], [(0, 35)]])[::-1] * (-1, 1)
    return np.concatenate([right, left])


def _body() -> Sdf:
    """Plates that overhang the ribs and swell towards the middle."""
    outline = _outline()
    ribs = extrude(outline * (0.95, 0.965) + (0, 0.6), height=DEPTH)
    plate = grow(extrude(outline, height=0.7), 0.5)
    dome = intersection(ellipsoid(12, 20, 7).at(0, 17, DEPTH / 2 - 4.7), half_space((0, 0, -1)))
    inside = grow(extrude(outline, height=30), -1.1)
    body = union(ribs, plate.at(z=DEPTH / 2 - 0.6), plate.at(z=0.6 - DEPTH / 2), k=0.2)
    arched = union(body, intersection(mirror(dome, "z"), inside), k=1.0)
    carved = difference(arched, mirror(_hole(), "x"), k=0.2)
    return union(carved, _fittings())


def _hole() -> Sdf:
    """An f: a long stroke with an eye at each end and a nick in its middle."""
    z = DEPTH / 2 + 0.9
    path = curve(
        [
            (3.4, 21.8, z),
            (4.5, 22.8, z),
            (5.2, 21.2, z),
            (5.6, 17.6, z),
            (6.4, 13.6, z),
            (7.2, 12.2, z),
            (8.3, 13.2, z),
        ],
        12,
    )
    stroke = tube(path, [0.55, 0.7, 0.7, 0.55])
    eyes = [sphere(0.95).at(3.5, 21.6, z), sphere(1.0).at(8.2, 13.3, z)]
    nick = capsule((4.8, 17.4, z), (6.5, 17.7, z), 0.4)
    return union(stroke, *eyes, nick)


def _fittings() -> Sdf:
    """Bridge, tailpiece, chin rest and end pin."""
    z = DEPTH / 2
    bridge = intersection(box(8.4, 1.8, 7, round=0.5), cylinder(5.2, 9).turn(x=90).at(z=-1.6))
    arch = cylinder(1.3, 6).turn(x=90).at(z=-1.2)
    outline = [(-1.5, 0), (1.5, 0), (2.9, 10.4), (1.4, 11.8), (-1.4, 11.8), (-2.9, 10.4)]
    tail = extrude(outline, height=2.2, round=0.7).turn(x=4).at(0, 1.0, z + 2.2)
    chin = difference(ellipsoid(4.6, 3.8, 2.6), ellipsoid(3.6, 2.8, 2).at(0.4, 0, 2.4), k=0.4)
    pin = sphere(1.3).at(0, -0.4, 0)
    return union(
        difference(bridge, arch).at(0, BRIDGE, z + 2.4), tail, chin.at(-6.4, 4.6, z + 1.1), pin
    )


def _neck(wall: float) -> Sdf:
    w = max(4.6, 1.5 * wall)
    z = DEPTH / 2
    board = [(-w / 2 - 0.7, 22.4), (w / 2 + 0.7, 22.4), (w / 2, NUT), (-w / 2, NUT)]
    finger = intersection(
        extrude(board, height=12, round=0.4).at(z=z),
        cylinder(5.2, 80).turn(x=90).at(0, 40, z - 1.6),
        box(20, 80, 5.6).at(0, 40, z + 2.2),
    )
    back = capsule((0, 34, z - 0.6), (0, NUT + 1, z - 0.2), w / 2)
    heel = capsule((0, 34.6, -1.6), (0, 36, z - 0.6), 2.2, 2.4)
    nut = box(w + 0.3, 1.2, 1.6, round=0.4).at(0, NUT, z + 3.1)
    block = box(w - 0.2, 18, 3, round=0.6).at(0, 43, z + 0.4)
    return union(union(back, heel, block, k=0.8), finger, nut)


def _scroll(wall: float) -> Sdf:
    """The peg box, four pegs, and the volute with its spiral on both sides."""
    w = max(3.8, 1.4 * wall)
    z = DEPTH / 2
    box_ = tube(
        [(0, NUT, z + 0.6), (0, NUT + 5, z - 0.4), (0, NUT + 8.6, z - 1.2)], [2.2, 2.0, 1.8], k=1
    )
    disc = cylinder(3.2, w + 0.6, round=0.6).turn(y=90)
    ring = mirror(torus(2.5, 0.55).turn(y=90).at(x=w / 2 + 0.1), "x")
    eye = capsule((-w / 2 - 1.2, 0, 0), (w / 2 + 1.2, 0, 0), 1.2)
    volute = union(disc, ring, eye, k=0.2).at(0, NUT + 10.4, z + 0.2)
    r = max(0.75, wall / 2)
    pegs = []
    for i, y in enumerate((NUT + 2.2, NUT + 4.0, NUT + 5.8, NUT + 7.6)):
        side = 1 if i % 2 else -1
        shaft = capsule((0, y, z - 0.2), (side * 4.6, y, z - 0.2), r)
        pegs.append(
            union(shaft, ellipsoid(1.7, max(0.9, r), 1.5).at(side * 5.2, y, z - 0.2), k=0.4)
        )
    return union(union(box_, volute, k=0.8), *pegs)


def _strings(wall: float) -> Sdf:
    """Four ridges, or three; they stand on the finger board and drop to the top behind it."""
    n, span = (4, 3.6) if wall < 1.5 else (3, 4.2)
    thick, z = max(0.46, 0.46 * wall), DEPTH / 2
    string = box(thick, NUT - 11, 3.4, round=thick / 2).at(0, (NUT + 11) / 2, z + 2.35)
    bed = box(span + 1, 12.4, 4, round=0.6).at(0, 18, z + 1.2)
    return union(bed, repeat(string, n, (span / (n - 1), 0, 0)).at(x=-span / 2))


def _bow(wall: float) -> Sdf:
    """Along y, 58 long, its hair joined to the stick by a thin web."""
    r = max(0.9, wall / 2)
    stick = tube(curve([(0, -29, 0), (0, -12, -0.5), (0, 8, -0.6), (0, 28, 0.2)], 9), [r + 0.2, r])
    hair = box(max(1.1, 0.9 * wall), 50, 1.0, round=0.4).at(0, 0.5, 2.1)
    web = box(max(0.9, 0.8 * wall), 52, 2.4).at(0, 1, 0.9)
    frog = box(2.6, 6, 3.8, round=0.7).at(0, -24.4, 1.1)
    tip = capsule((0, 28, 0), (0, 26.6, 2.2), r + 0.1)
    button = sphere(r + 0.5).at(0, -29.2, 0)
    return union(stick, hair, web, frog, tip, button)


def _stand(wall: float) -> Sdf:
    """A low oval foot with a cradle, and a prop under the back."""
    r = max(1.8, wall / 2)
    high = max(3.2, wall)
    foot = cylinder(10.5, 2 * high, round=1.2).stretch(1.7, 1, 1).at(0, 1)
    prop = tube([(0, 9, 1), (0, 7.4, 12), (0, 4.6, 24)], [r + 0.8, r, r + 0.4], k=0.6)
    cradle = mirror(capsule((6, -7.0, 1.6), (7.4, -7.6, 5.6), r, r + 0.2), "x")
    return union(foot, prop, cradle, k=1.2)
