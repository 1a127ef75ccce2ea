"""A portable record player: a record under the tone arm, its lid open with records, a heart."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
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
    extrude,
    intersection,
    loop,
    mirror,
    sphere,
    torus,
    tube,
    union,
)

WIDE, DEEP, HIGH = 54.0, 38.0, 13.0  # of the case
FEET = 7.0  # the legs lift it so far
SLOPE = 9.0  # degrees: its deck rises to the back
DISC = (-6.4, -0.6)  # the middle of the platter
HEART = [(0, -1.0), (0.62, -0.32), (0.98, 0.3), (0.86, 0.72), (0.48, 0.84)]  # the right half


@motif(
    "thing",
    en="record player, vinyl, record players, turntable, turntables, records, vinyl records, "
    "vinyl record, vinyl collection, record collection, record collector, collecting records, "
    "collecting vinyl, LP, LPs, gramophone, gramophones, phonograph, record shop, record store, "
    "crate digging, old records",
    de="Plattenspieler, Schallplatten, Schallplatte, Schallplattenspieler, Platten hören, "
    "Plattensammlung, Plattensammler, Plattensammlerin, Schallplatten sammeln, Platten sammeln, "
    "Vinyl, Vinylplatten, Grammophon, Grammofon, Plattenladen, Langspielplatte",
    fr="tourne-disque, vinyles, tourne-disques, vinyle, platine vinyle, platine, disque, "
    "disques, disques vinyles, collection de vinyles, collectionner les vinyles, gramophone, "
    "phonographe, électrophone, disquaire, 33 tours, 45 tours",
    es="tocadiscos, vinilos, vinilo, disco de vinilo, discos de vinilo, discos, colección de "
    "vinilos, coleccionar vinilos, coleccionista de vinilos, gramófono, fonógrafo, plato "
    "giradiscos, giradiscos, tienda de discos, elepé",
    to_person=0.5,
)
def record_player(wall: float = 1.2, pose: str = "stand") -> Sdf:
    deck = union(_platter(wall), _arm(wall)).turn(x=SLOPE).at(0, 0, FEET + HIGH)
    solid = union(_case(), _front(wall), deck, _legs(wall), k=0.4)
    whole = union(solid, _lid(wall), k=0.4)
    return floor(whole.at(0, -4.5))


def _wedge(grow_mm: float) -> Sdf:
    """The case as a block whose top slopes."""
    block = box(WIDE + 2 * grow_mm, DEEP + 2 * grow_mm, 30, round=4.5).at(z=FEET + 15)
    top = box(90, 90, 60).at(z=30).turn(x=SLOPE).at(0, 0, FEET + HIGH + grow_mm)
    return difference(block, top, k=1.0)


def _case() -> Sdf:
    """Covered with cloth, a metal trim along its edges, studs at the corners."""
    trim = [
        intersection(_wedge(0.7), box(90, 90, 1.6).turn(x=x).at(z=z))
        for x, z in ((0.0, FEET + 3.2), (SLOPE, FEET + HIGH - 1.4))
    ]
    return union(_wedge(0), *trim, k=0.3)


def _front(wall: float) -> Sdf:
    """A loudspeaker behind a grille with a badge, two knobs with pointers."""
    panel = box(31, 2.4, 5.2, round=1.2)
    bars = [box(1.0, 1.2, 4.2, round=0.4).at(x, -1.3, 0) for x in range(-14, 15, 2)]
    speaker = union(difference(panel, box(29, 1.4, 4.0, round=0.5).at(y=-1.2)), *bars)
    knob = union(
        difference(cylinder(3.0, 2.6, round=0.7), around(cylinder(0.4, 6).at(3.1), 14), k=0.2),
        cylinder(3.5, 1.2, round=0.4).at(z=-0.9),
        box(0.8, 2.4, 1.0, round=0.3).at(0, 1.4, 1.3),
    )
    y, z = -DEEP / 2, FEET + 6.6
    knobs = [knob.turn(z=a).turn(x=90).at(x, y - 0.6, z) for x, a in ((13.2, 40), (21.0, -25))]
    return union(speaker.at(-8.6, y, z), *knobs, k=0.2)


def _legs(wall: float) -> Sdf:
    """Four splayed legs of the fifties, with brass tips."""
    r = max(2.4, 0.7 * wall)
    leg = union(
        capsule((20.5, 12.6, FEET + 2), (23.0, 14.8, 1.4), r + 0.8, r - 0.3),
        cylinder(r + 0.5, 2.6, round=0.6).at(23.0, 14.8, 1.2),
        k=0.4,
    )
    belly = cone(6, 16, 5, round=0.8).stretch(1.2, 0.8, 1).at(z=FEET - 1)
    return union(mirror(mirror(leg, "x"), "y"), belly, k=0.6)


def _record(radius: float, thick: float) -> Sdf:
    """Lies on z = 0: grooves, gaps between the songs, a label with a hole."""
    rings = []
    r = radius - 1.3
    for i in range(40):
        if r < 0.46 * radius:
            break
        rings.append(torus(r, 0.42).at(z=thick + 0.12))
        r -= 1.9 if i % 3 == 2 else 1.15
    disc = difference(cylinder(radius, thick, round=0.5).at(z=thick / 2), *rings, k=0.2)
    label = cylinder(0.38 * radius, 0.8, round=0.3).at(z=thick + 0.1)
    return union(disc, label)


def _platter(wall: float) -> Sdf:
    """The record on its platter with a strobe edge, a heart on the label, a spindle."""
    edge = around(box(0.9, 0.8, 1.4, round=0.3).at(0, 17.0, 0.8), 44)
    plate = union(cylinder(17.0, 3.0, round=0.6).at(z=0.2), edge)
    disc = _record(16.4, 1.5).at(z=1.6)
    spindle = capsule((0, 0, 2), (0, 0, 5.0), 1.0)
    heart = extrude(_heart(3.3), height=1.2, round=0.3).at(0, -3.0, 4.0)
    ring = torus(1.6, 0.45).at(z=4.0)
    return union(plate, disc, spindle, heart, ring, k=0.2).at(*DISC)


def _heart(size: float) -> list[tuple[float, float]]:
    outline = [*HEART, (0, 0.5), *[(-x, y) for x, y in reversed(HEART[1:])]]
    return [(size * float(x), size * float(y)) for x, y in loop(outline, 40)]


def _arm(wall: float) -> Sdf:
    """A bent tone arm on its pillar, a counterweight behind, the needle on the record."""
    r = max(1.15, 0.5 * wall)
    px, py = 19.0, 8.6
    pillar = union(
        cylinder(4.6, 2.4, round=0.8).at(z=0.8),
        cylinder(2.8, 8, round=0.8).at(z=3.4),
        sphere(2.9).at(z=7.4),
    ).at(px, py)
    rod = tube(
        curve([(px, py + 3, 7.4), (px, py - 6, 7.2), (px - 1.4, -7.4, 6.4), (7.4, -11.2, 5.2)], 12),
        r,
    )
    weight = union(
        cylinder(3.3, 4.6, round=0.8).turn(x=90).at(px, py + 5.4, 7.4),
        cylinder(2.6, 1.6, round=0.5).turn(x=90).at(px, py + 2.4, 7.4),
    )
    shell_ = box(3.8, 6.8, 2.8, round=0.9).turn(z=-58).at(5.4, -12.0, 4.8)
    tail = capsule((3.6, -13.6, 5.2), (2.8, -16.0, 6.0), max(0.7, wall / 2))
    rest = capsule((px, -3.4, 0), (px, -3.4, 6.6), max(1.3, wall / 2))
    switch = (
        union(cylinder(2.6, 2.2, round=0.6).at(z=0.8), box(1.2, 3.6, 1.4, round=0.5).at(z=2.2))
        .turn(z=30)
        .at(20.2, -12.6, 0)
    )
    return union(pillar, rod, weight, shell_, tail, rest, switch, k=0.5)


def _lid(wall: float) -> Sdf:
    """Leans back from the hinge; in it stand a sleeve and the record that looks out of it."""
    thick = max(2.6, wall)
    tall = 34.0
    outer = box(WIDE, 6.4, tall, round=4.0)
    hollow = box(WIDE - 6.4, 8, tall - 6.4, round=3.0).at(y=-8 / 2 - 3.2 + 6.4 - thick)
    trim = intersection(box(WIDE + 1.4, 7.8, tall + 1.4, round=4.4), box(90, 1.6, 90).at(y=-1.2))
    shell_ = difference(union(outer, trim, k=0.3), hollow, k=0.5)
    handle = tube(curve([(-8, 0, 0), (-6.6, 0, 4.2), (6.6, 0, 4.2), (8, 0, 0)], 11), 1.9)
    clasps = [box(4.6, 3.4, 4.4, round=1.0).at(x, -1.6, tall / 2) for x in (-18, 18)]
    shell_ = union(shell_, handle.at(z=tall / 2), *clasps, k=0.6)
    disc = _record(14.2, 2.0).turn(x=90).at(7.4, -0.6, 0.4)
    rose = around(ellipsoid(1.7, 2.6, 0.9).at(0, 2.9, 0), 6)
    badge = union(rose, sphere(1.5)).turn(x=90).at(7.4, -2.8, 0.4)
    whole = union(shell_, disc, badge, _sleeve(wall).at(-9.4, -1.4, -1.0), k=0.3)
    hinges = [capsule((x - 4, 0, 0), (x + 4, 0, 0), 2.0) for x in (-16, 16)]
    back = FEET + HIGH + DEEP / 2 * 0.158
    hinge = union(*hinges).at(0, DEEP / 2 - 1.6, back - 1.0)
    filler = box(WIDE - 10, 5.0, 6, round=1.5).at(0, DEEP / 2 - 2.2, back - 2)
    return union(
        whole.at(z=tall / 2 - 1.4).turn(x=-14).at(0, DEEP / 2 - 1.6, back), hinge, filler, k=0.6
    )


def _sleeve(wall: float) -> Sdf:
    """A square cover: a sun that sets over waves."""
    side = 25.0
    card = box(side, max(2.6, wall), side, round=0.7)
    frame = difference(box(side, 1.4, side, round=0.6), box(side - 2.6, 3, side - 2.6, round=0.6))
    sun = union(
        cylinder(5.0, 1.4, round=0.4),
        around(capsule((0, 6.6, 0), (0, 8.8, 0), 0.85), 14),
    )
    waves = [
        tube(
            curve(
                [(x, 0, z + (0.9 if i % 2 else -0.9)) for i, x in enumerate(range(-11, 12, 3))], 18
            ),
            0.9,
        )
        for z in (-4.6, -7.4, -10.0)
    ]
    sea = box(side - 2.6, 1.8, 7.6).at(z=-8.4)
    sky = difference(sun.turn(x=90).at(z=-1.0), box(40, 10, 20).at(z=-14.2))
    front = union(sky, *waves, sea.at(y=0.8), k=0.2)
    return union(card, union(frame, front).at(y=-max(2.6, wall) / 2))
