"""A brass refractor on a tripod of wood, a moon with a nightcap asleep on the hill beneath it."""

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
    revolve,
    sphere,
    star_outline,
    torus,
    tube,
    union,
)

TILT, ASIDE = 36.0, -30.0  # degrees: how high and how far to the front it looks
PIVOT = (1.0, 2.0, 38.5)
HUB = 24.0  # height at which the legs meet


@motif(
    "thing",
    en="telescope, astronomy, telescopes, astronomer, amateur astronomy, amateur astronomer, "
    "refractor, observatory, observatories, spyglass, astrophotography, astrophysics, "
    "astrophysicist, watching the planets, eclipse, eclipses, looking through a telescope, "
    "deep sky, sky watching, skywatching",
    de="Teleskop, Astronomie, Teleskope, Astronom, Astronomin, Hobbyastronom, Hobbyastronomin, "
    "Fernrohr, Fernrohre, Sternwarte, Sternwarten, Astrofotografie, Astrophysik, "
    "Himmelsbeobachtung, Sonnenfinsternis, Mondfinsternis, Planetarium",
    fr="télescope, astronomie, télescopes, astronome, astronome amateur, lunette astronomique, "
    "longue-vue, observatoire, astrophotographie, astrophysique, astrophysicien, observer le "
    "ciel, éclipse, éclipses",
    es="telescopio, astronomía, telescopios, astrónomo, astrónoma, astrónomo aficionado, "
    "catalejo, observatorio, astrofotografía, astrofísica, astrofísico, observar el cielo, "
    "eclipse, eclipses",
    to_person=0.75,
)
def telescope(wall: float = 1.2, pose: str = "stand") -> Sdf:
    barrel = _barrel(wall).turn(y=-TILT).turn(z=ASIDE).at(*PIVOT)
    moon = _moon().turn(y=-8).turn(z=-22).at(-12.0, -16.0, 12.6)
    solid = union(_hill(wall), _tripod(wall), _mount(), barrel, k=0.5)
    return floor(union(solid, moon, _stars(wall), k=0.6)).at(0, 1)


def _barrel(wall: float) -> Sdf:
    """Along x, its front at +x: dew cap, rings, draw tube, eyepiece; a finder on its back."""
    profile = [
        (0, -20), (4.6, -20), (5.2, -18.6), (5.4, -16), (5.9, -15), (5.9, -12.6), (5.3, -11.8),
        (6.4, 10), (7.0, 10.6), (7.0, 12.6), (7.6, 13.4), (8.0, 26), (9.0, 26.8), (9.0, 29.2),
        (8.6, 30), (0, 30),
    ]  # fmt: skip
    body = revolve(profile)
    rings = [torus(r, 0.8).at(z=z) for r, z in ((5.6, -6.4), (6.2, 6.4), (7.7, 17.0), (7.8, 22.0))]
    hollow = cylinder(6.9, 9, round=0.8).at(z=30.6)
    glass = intersection(sphere(13).at(z=16.4), cylinder(7.4, 6).at(z=27.0))
    gleam = extrude(star_outline(5, 3.4, 1.6), height=1.4, round=0.4).at(z=29.4)
    optics = union(difference(union(body, *rings, k=0.5), hollow, k=0.5), glass, gleam)
    draw = [
        cylinder(3.5, 12, round=0.6).at(z=-24),
        cylinder(4.2, 2.4, round=0.7).at(z=-28.4),
        cylinder(4.1, 1.8, round=0.7).at(z=-23.4),
    ]
    along = union(optics, *draw, k=0.4).turn(y=90)
    return union(along, _eyepiece(), _focus(), _finder(wall), k=0.5)


def _eyepiece() -> Sdf:
    """Bent upwards at the lower end, so that a child can look in."""
    elbow = capsule((-29, 0, 0), (-33.0, 0, 0.4), 3.3)
    up = union(
        cylinder(2.9, 8, round=0.5).at(z=4),
        cylinder(3.5, 2.0, round=0.7).at(z=4.2),
        cone(2.7, 4.0, 3.2, round=0.7).at(z=8.4),
        k=0.4,
    )
    dip = ellipsoid(2.5, 2.5, 1.5).at(z=10.2)
    return union(elbow, difference(up, dip, k=0.3).turn(y=-14).at(-33.2, 0, 0.6), k=0.8)


def _focus() -> Sdf:
    """A pair of milled wheels under the draw tube."""
    wheel = difference(cylinder(2.9, 2.4, round=0.5), around(cylinder(0.4, 4).at(2.95), 14), k=0.2)
    axle = cylinder(1.4, 12.6)
    both = union(wheel.at(z=5.4), wheel.at(z=-5.4), axle)
    return both.turn(x=90).at(-22.4, 0, -2.6)


def _finder(wall: float) -> Sdf:
    r = max(2.0, 0.7 * wall)
    small = union(
        cylinder(r, 17, round=0.5),
        cone(r, r + 1.1, 4.2, round=0.5).at(z=8.6),
        cylinder(r + 0.6, 2.2, round=0.6).at(z=-8.2),
        k=0.5,
    )
    cup = cylinder(r - 0.1, 2.4, round=0.3).at(z=10.6)
    posts = [box(2.4, 2.2, 5.4, round=0.8).at(x, 0, 7.4) for x in (-7.0, 2.6)]
    clips = [torus(r + 0.1, 0.75).turn(y=90).at(x, 0, 10.2) for x in (-7.0, 2.6)]
    sight = difference(small, cup, k=0.3).turn(y=90).at(-2.6, 0, 10.2)
    return union(sight, *posts, *clips, k=0.5)


def _mount() -> Sdf:
    """Under the barrel: a saddle, a hinge with a star for its knob, a turned column."""
    saddle = box(17, 6.4, 4.4, round=1.4).at(-0.6, 0, -6.6).turn(y=-TILT)
    hinge = cylinder(4.2, 8.6, round=0.8).turn(x=90).at(1.6, 0, -9.2)
    knob = union(
        extrude(star_outline(5, 4.2, 2.5), height=2.0, round=0.7),
        cylinder(1.5, 3.2, round=0.6),
        k=0.4,
    )
    knobs = union(knob.turn(x=90).at(1.6, -4.9, -9.2), knob.turn(x=-90).at(1.6, 4.9, -9.2))
    head = union(saddle, hinge, knobs, k=0.6).turn(z=ASIDE).at(*PIVOT)
    column = revolve(
        [(0, -16), (5.4, -16), (5.6, -14.6), (4.6, -13), (3.6, -11.6), (4.2, -10.4), (3.3, -9.0),
         (3.2, -6), (0, -6)]
    )  # fmt: skip
    return union(head, column.at(PIVOT[0] + 0.9, PIVOT[1] - 0.5, PIVOT[2]), k=0.8)


def _tripod(wall: float) -> Sdf:
    """Three legs of two slats each, brass at both ends, a tray between them."""
    r = max(1.9, 0.55 * wall)
    cx, cy = PIVOT[0] + 0.9, PIVOT[1] - 0.5
    hub = union(
        cylinder(6.0, 3.4, round=1.0).at(z=HUB - 1.2), ellipsoid(4.6, 4.6, 4).at(z=HUB - 3.6), k=0.6
    )
    top, foot = (0, 4.4, HUB - 1.6), (0, 16.6, 3.6)
    leg = union(
        capsule(top, foot, r + 0.3, r),
        sphere(r + 0.9).at(*top),
        capsule((0, 14.6, 7.2), (0, 15.6, 5.4), r + 0.6),
        capsule((0, 10.1, 14.4), (0, 10.8, 13.2), r + 0.6),
        ellipsoid(3.6, 3.6, 2.0).at(0, 16.8, 4.0),
        k=0.5,
    )
    spread = capsule((0, 0, 12.2), (0, 10.6, 13.4), max(1.2, wall / 2))
    tray = union(cylinder(5.2, 2.2, round=0.8).at(z=12.6), sphere(2.6).at(z=10.8), k=0.6)
    legs = around(union(leg, spread, k=0.5), 3).turn(z=180 + 20)
    return union(hub, legs, tray, k=0.5).at(cx, cy)


def _hill(wall: float) -> Sdf:
    """A hilltop with tufts of grass and stones."""
    hill = union(
        cylinder(25, 3, round=1.2).at(z=1.5), ellipsoid(23.5, 23.5, 5.6).at(z=0.4), k=1.2
    ).stretch(1.06, 0.98, 1)
    tufts = []
    for x, y, s in ((19, -11, 1.1), (-21, 6, 1.0), (4, 20.5, 1.0), (-22, -8.5, 0.9)):
        blades = [
            capsule((0, 0, 0), (lean, 0.3 * lean, 6.4 * s), 1.4 * s, max(0.8, wall / 3))
            for lean in (-2.4, 0.1, 2.3)
        ]
        tufts.append(union(*blades, k=0.5).at(x, y, 2.4))
    stones = [
        ellipsoid(3.4, 2.8, 2.4).turn(z=30).at(20.5, 3.0, 3.2),
        ellipsoid(2.4, 2.0, 1.8).at(18.2, 7.4, 3.4),
    ]
    return union(hill, *tufts, *stones, k=0.6)


def _moon() -> Sdf:
    """A crescent in profile that opens to +x and sleeps; faces -y, its middle at the origin."""
    face = cylinder(10.6, 7.0, round=3.0).turn(x=90)
    bite = cylinder(8.0, 20).turn(x=90).at(8.0, 0, 0.4)
    nose = ellipsoid(2.9, 2.2, 1.9).turn(y=22).at(0.6, 0, 0.2)
    head = union(difference(face, bite, k=1.4), nose, k=0.8)
    lid = tube(curve([(-6.0, 0, 3.2), (-4.2, 0, 1.6), (-2.0, 0, 2.4)], 7), 0.8)
    smile = tube(curve([(-4.0, 0, -4.2), (-2.4, 0, -5.6), (0.2, 0, -5.4)], 7), 0.75)
    cuts = [cut.at(y=y) for cut in (lid, smile) for y in (-3.6, 3.6)]
    cheeks = [ellipsoid(1.9, 1.0, 1.7).at(-5.8, y, -1.8) for y in (-3.2, 3.2)]
    return union(difference(union(head, *cheeks, k=0.5), *cuts, k=0.3), _nightcap(), k=0.3)


def _nightcap() -> Sdf:
    """A brim round the forehead, a tip that falls back, a bobble."""
    brim = union(*[capsule((-7.0, y, 6.6), (2.6, y, 9.8), 1.9) for y in (-2.2, 2.2)], k=1.5)
    cap = tube(
        curve([(-2.2, 0, 8.6), (-4.0, 0, 12.4), (-8.2, 0, 14.6), (-12.4, 0, 11.0)], 9),
        [5.2, 4.6, 4.0, 3.4, 2.9, 2.5, 2.1, 1.8, 1.6],
    )
    bobble = union(sphere(2.5), around(sphere(0.9).at(2.1), 6), around(sphere(0.9).at(2.1), 6, "y"))
    return union(cap, brim, bobble.at(-12.8, 0, 9.0), k=0.4)


def _stars(wall: float) -> Sdf:
    """One that fell into the grass, one on the hill's edge."""
    thick = max(2.6, wall)
    fat = loop(star_outline(5, 1.0, 0.56).tolist(), 40)
    large = extrude(5.4 * fat, height=thick, round=0.8).turn(x=66).turn(y=-12, z=18)
    small = extrude(3.6 * fat, height=thick, round=0.8).turn(x=60).turn(y=14, z=-10)
    return union(large.at(11.0, -17.2, 7.4), small.at(3.0, -20.6, 4.8))
