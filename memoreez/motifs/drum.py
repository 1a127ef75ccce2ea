"""A small drum kit: bass drum with a star, toms, snare, floor tom, two cymbals, crossed sticks."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cone,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    mirror,
    sphere,
    star_outline,
    torus,
    union,
)

RADIUS = 15.5  # of the bass drum


@motif(
    "instrument",
    en="drum, drums, drummer, drumming, drum kit, drum set, percussion, percussionist, snare, "
    "snare drum, cymbals, drumsticks, playing the drums, beat, rhythm, bongos, djembe, "
    "marching band, rock band, timpani",
    de="Trommel, Trommeln, Schlagzeug, Schlagzeuger, Schlagzeugerin, Drummer, Trommler, Drums, "
    "Percussion, Becken, Trommelstöcke, Rhythmus, Schlagzeug spielen, Pauke, Bongos, Djembe",
    fr="batterie, batteries, batteur, batteuse, tambour, tambours, percussions, "
    "percussionniste, caisse claire, cymbales, baguettes, jouer de la batterie, rythme, "
    "djembé, bongos",
    es="batería, baterías, baterista, tambor, tambores, percusión, percusionista, platillos, "
    "baquetas, tocar la batería, ritmo, bongós, djembé, redoble",
    hold="beside",
    to_person=0.75,
)
def drum(wall: float = 1.2, pose: str = "stand") -> Sdf:
    tom = _drum(8.4, 10, wall) | cone(2.4, 7.8, 6).at(z=-7.6)
    toms = [tom.turn(x=16, y=s * 9).at(s * 8.6, 0.5, 37) for s in (-1, 1)]
    mount = capsule((0, 1, 28), (0, 1, 34), 3.2) | capsule((-17, 7, 8), (-11, 6, 8), 2.4)
    mount = mount | capsule((11, 7, 22.5), (15.5, 7, 23.5), 2.0)  # no pocket beside the snare
    floor_tom = union(_drum(9.4, 18, wall).at(z=13), _legs(9.4, wall)).at(-22.5, 6)
    snare = union(_drum(8.4, 7, wall), _sticks(wall).at(z=4.2)).turn(x=6).at(22.5, 5, 21.4)
    pedestal = cone(7.4, 5.0, 18, round=0.6).at(22.5, 5, 9)
    kit = union(_bass(wall), *toms, mount, floor_tom, snare, pedestal)
    cymbals = union(
        _cymbal(10.4, 47, wall).at(-19, 14.5), _cymbal(9.4, 43, wall).at(20, 14), _bar()
    )
    return union(kit, cymbals).at(y=-5) & half_space((0, 0, -1))


def _drum(radius: float, height: float, wall: float) -> Sdf:
    """A shell with a skin inside two hoops, its lugs round the side."""
    shell = cylinder(radius, height, round=0.4)
    hoops = mirror(torus(radius, 0.95).at(z=height / 2 - 0.6), "z")
    skin = sphere(radius * 3).at(z=height / 2 + 1.2 + radius * 3)
    r = max(0.75, 0.4 * wall)
    lug = capsule((radius, 0, -height / 2 + 1), (radius, 0, height / 2 - 1), 0.55)
    nut = capsule((radius + 0.1, 0, -1.0), (radius + 0.1, 0, 1.0), r)
    return union(difference(shell, skin), hoops, around(union(lug, nut), 8))


def _bass(wall: float) -> Sdf:
    """Lies on its side, a star on the front skin, claws round both hoops, two spurs."""
    deep = 17.0
    shell = cylinder(RADIUS - 0.6, deep, round=0.4)
    hoops = mirror(
        difference(
            cylinder(RADIUS + 0.6, 2.6, round=0.7).at(z=deep / 2),
            cylinder(RADIUS - 1.6, 9).at(z=deep / 2 + 4.4),
        ),
        "z",
    )
    claw = box(2.2, 2.4, 4.2, round=0.6).at(0, RADIUS + 0.5, deep / 2 - 0.4)
    rod = capsule((0, RADIUS - 0.4, -deep / 2), (0, RADIUS - 0.4, deep / 2), 0.6)
    claws = around(union(mirror(claw, "z"), rod), 10).turn(z=18)
    star = extrude(star_outline(5, 9.2, 4.0), height=3, round=0.7).at(z=deep / 2)
    ring = torus(11.6, 0.55).at(z=deep / 2 + 0.1)
    drum_ = union(shell, hoops, claws, star, ring).turn(x=90).at(z=RADIUS + 0.2)
    r = max(1.2, wall / 2)
    spur = capsule((RADIUS - 3, -4, 8), (RADIUS + 1.4, -9, 0.8), r)
    foot = box(10, 17, 2.8, round=0.8).at(z=1)
    return union(drum_, mirror(union(spur, sphere(r + 0.5).at(RADIUS + 1.4, -9, 1)), "x"), foot)


def _legs(radius: float, wall: float) -> Sdf:
    r = max(1.1, wall / 2)
    leg = union(
        capsule((radius + 0.8, 0, 1), (radius + 0.8, 0, 14), r),
        sphere(r + 0.6).at(radius + 0.8, 0, 1.0),
    )
    core = cone(radius - 4, radius - 0.4, 6).at(z=3)
    return union(around(leg, 3).turn(z=30), core)


def _cymbal(radius: float, height: float, wall: float) -> Sdf:
    """Tilted to the drummer's side, thick in the middle so that it prints; on a tripod."""
    thick = max(2.0, 0.8 * wall)
    plate = cone(radius, radius * 0.34, thick, round=0.6).at(z=0.6)
    below = cone(1.4, radius * 0.76, radius * 0.6).at(z=-radius * 0.3 - 0.2)
    bell = ellipsoid(3.6, 3.6, 2.6).at(z=1.6)
    low = 0.6 - thick / 2
    rings = [torus(radius * f, 0.5).at(z=low + 0.1 + thick * (1 - f) / 0.66) for f in (0.58, 0.8)]
    nut = cylinder(1.2, 3, round=0.5).at(z=4.4)
    disc = union(union(plate, bell, k=0.6), *rings, nut, below)
    r = max(1.6, wall / 2)
    stem = union(
        capsule((0, 0, 1), (0, 0, height), r),
        cylinder(r + 1, 4, round=0.6).at(z=height * 0.55),
        cone(5.4, r, 9, round=0.6).at(z=4.5),
    )
    return union(disc.turn(x=14).at(z=height), stem)


def _bar() -> Sdf:
    """A low rail behind the bass drum ties the cymbal stands to it."""
    return capsule((-19, 14.5, 1), (20, 14, 1), 1.7) | capsule((0, 6, 1), (0, 14.2, 1), 1.9)


def _sticks(wall: float) -> Sdf:
    r = max(0.9, wall / 2)
    stick = union(
        capsule((-11, 0, 0), (8.6, 0, 0), r + 0.15, r), ellipsoid(1.9, r + 0.45, r + 0.45).at(9.4)
    )
    return union(stick.turn(z=62), stick.turn(z=118).at(z=r * 0.6))
