"""A small yacht heeling on a curling wave, both sails full of wind."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    curve,
    ellipsoid,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    shell,
    sphere,
    torus,
    tube,
    union,
)

# The boat sails to -x (left as seen from the front); z = 0 is its waterline.
PLAN = [(-27, 0), (-21, 4.0), (-12, 7.6), (-2, 9.2), (9, 9.0), (18, 7.4), (22, 6.2)]
MAST_X, MAST_TOP = -3.0, 51.0
SEA = 6.5  # the waterline over the ground


@motif(
    "vehicle",
    en="sailboat, sailing, sailboats, sail, sailor, boat, boats, boating, yacht, yachting, ship, "
    "ships, regatta, skipper, sailing boat, dinghy, catamaran, sea, ocean, seafaring, cruise, "
    "cruising the seas, captain, harbour, marina, navy",
    de="Segelboot, Segeln, Segelboote, Segler, Seglerin, Segelschiff, Boot, Boote, Jacht, "
    "Yacht, Schiff, Schiffe, Regatta, Skipper, Bootfahren, Törn, Segeltörn, Meer, See, "
    "Kapitän, Hafen, Jolle, Seefahrt, Kreuzfahrt",
    fr="voilier, voile, voiliers, faire de la voile, naviguer, navigation, marin, bateau, "
    "bateaux, yacht, navire, régate, skipper, plaisance, mer, océan, capitaine, croisière, "
    "port, dériveur, catamaran",
    es="velero, vela, veleros, navegar, navegación, navegante, barco, barcos, yate, marinero, "
    "marinera, regata, patrón de barco, mar, océano, capitán, crucero, puerto, barca, bote, "
    "catamarán",
    to_person=0.9,
)
def sailboat(wall: float = 1.2, pose: str = "stand") -> Sdf:
    boat = union(_hull(), _deck(wall), k=0.3)
    boat = union(boat, _rig(wall), _sails(wall), k=0.4)
    afloat = boat.turn(x=5, y=4).at(1.5, 1.0, SEA)
    return floor(union(afloat, _sea(), k=0.8))


def _hull() -> Sdf:
    """Full amidships, a raked bow, the sheer rising forward; a rubbing strake under the deck."""
    plan = loop([*PLAN, *[(x, -y) for x, y in reversed(PLAN[1:])]], 64)
    walls = extrude(plan, height=40)
    bottom = ellipsoid(32, 10.6, 13).at(1, 0, 5)
    sheer = curve([(-30, 11.5), (-16, 8.4), (2, 6.8), (16, 7.0), (26, 8.0)], 16)
    side = [(float(x), float(z)) for x, z in sheer] + [(24, -9), (-16, -9)]
    below = extrude(side, height=60).turn(x=90)
    hull = intersection(walls, bottom, below, k=1.2)
    rail = tube([(x, y * 0.97, _sheer(x)) for x, y in PLAN], 1.15)
    stern = capsule((21.6, -6, _sheer(22)), (21.6, 6, _sheer(22)), 1.15)
    strake = intersection(grow(hull, 0.6), _band(-2.4), k=0.3)
    return union(hull, mirror(rail, "y"), stern, strake, k=0.5)


def _sheer(x: float) -> float:
    """Height of the deck's edge at x, the curve used for the hull, in one formula."""
    return 6.6 + 0.0062 * (x - 7) ** 2 * (1.0 if x < 7 else 0.5)


def _band(drop: float) -> Sdf:
    path = [(-28 + 4 * i, _sheer(-28 + 4 * i) + drop) for i in range(14)]
    outline = [(x, z + 0.55) for x, z in path] + [(x, z - 0.55) for x, z in path[::-1]]
    return extrude(outline, height=60).turn(x=90)


def _deck(wall: float) -> Sdf:
    """Cabin with round windows, tiller, a lifebuoy on the cabin's wall."""
    cabin = box(17, 9.6, 7.4, round=2.4).turn(y=3).at(-0.5, 0, 8.4)
    roof = box(15, 10.6, 1.8, round=0.8).turn(y=3).at(-0.5, 0, 12.0)
    ports = [torus(1.35, 0.55).turn(x=90).at(x, -4.8, 9.7) for x in (-6, -1.6, 2.8)]
    panes = [sphere(1.2).stretch(1, 0.5, 1).at(x, -4.6, 9.7) for x in (-6, -1.6, 2.8)]
    bench = mirror(box(10, 2.2, 3, round=0.8).at(14.4, 5.0, 7.2), "y")
    r = max(1.1, wall / 2)
    tiller = capsule((22.6, 0, 9.4), (14.4, 0.6, 10.2), r)
    rudder = extrude(
        loop([(22, 8), (24.6, 9.4), (26.2, 2), (25.4, -7), (21, -7)], 24),
        height=max(2, wall),
        round=0.8,
    ).turn(x=90)
    buoy = torus(2.1, 0.95).turn(y=78).at(8.6, -2.6, 9.4)
    port = union(*ports, *[mirrored.flip("y") for mirrored in ports])
    return union(union(cabin, roof, k=0.4), port, *panes, bench, tiller, rudder, buoy, k=0.3)


def _rig(wall: float) -> Sdf:
    """Mast with a truck and a pennant, boom, bowsprit."""
    r = max(1.3, wall * 0.52)
    mast = capsule((MAST_X, 0, 4), (MAST_X, 0, MAST_TOP), r * 1.15, r)
    boom = capsule((MAST_X, 0, 16.4), (20.6, -2.6, 16.0), r * 0.95, r * 0.85)
    sprit = capsule((-22, 0, 9.6), (-31.0, 0, 13.2), r * 1.1, r * 0.9)
    outline = loop(
        [(0, 2.4), (4.4, 2.0), (8.6, 2.6), (6.8, 0), (8.6, -2.6), (4.4, -2.4), (0, -2.4)], 40
    )
    pennant = (
        extrude(outline, height=max(1.7, wall), round=0.6)
        .turn(x=90)
        .at(MAST_X + 0.4, 0, MAST_TOP - 1.6)
    )
    return union(mast, boom, sprit, pennant, sphere(r + 0.7).at(MAST_X, 0, MAST_TOP + 0.8), k=0.4)


def _sails(wall: float) -> Sdf:
    """Parts of large spheres, full towards the viewer, with seams; a star on the mainsail."""
    main = _sail(
        [
            (MAST_X + 0.6, 17.6),
            (MAST_X + 0.8, 47.0),
            (1.6, 44),
            (10, 33),
            (17, 22.6),
            (20.2, 17.0),
            (8, 16.4),
        ],
        (9, 26),
        [(20, 28), (20, 38)],
        wall,
    )
    jib = _sail(
        [(-5.2, 44.4), (-30.0, 14.0), (-26, 13.8), (-14, 14.8), (-7.0, 16.0), (-6.0, 28)],
        (-13, 25),
        [(20, 24), (20, 34)],
        wall,
    )
    clew = mirror(capsule((-3, 0, 44.0), (-5.6, -0.4, 42.6), 1.1), "y")
    stay = capsule((-30.0, 0, 13.2), (-29.0, -0.2, 15.6), 1.2)
    return union(main, jib, clew, stay, _star(wall), k=0.4)


def _sail(
    corners: list[tuple[float, float]],
    middle: tuple[float, float],
    seams: list[tuple[float, float]],
    wall: float,
) -> Sdf:
    radius, thick = 38.0, max(2.0, wall)
    x, z = middle
    bowl = sphere(radius).at(x, radius - 5.6, z)
    cloth = intersection(shell(bowl, thick), half_space((0, 1, 0), 8))
    outline = extrude(loop(corners, 60), height=30, round=0.8).turn(x=90)
    ridge = intersection(shell(bowl, thick + 1.1), half_space((0, 1, 0), 8), outline, k=0.3)
    lines = [ridge & box(90, 60, 0.9).turn(y=-9).at(x, 0, height) for _, height in seams]
    return union(intersection(cloth, outline, k=0.8), *lines, k=0.2)


def _star(wall: float) -> Sdf:
    points = [
        (r * math.sin(math.pi * i / 5), r * math.cos(math.pi * i / 5))
        for i in range(10)
        for r in ((4.4, 2.1)[i % 2],)
    ]
    bowl = sphere(38.0).at(9, 38.0 - 5.6, 26)
    raised = intersection(shell(bowl, max(2.0, wall) + 2.4), half_space((0, 1, 0), 8))
    return intersection(raised, extrude(points, height=40).turn(x=90).at(5.2, 0, 22.4), k=0.4)


def _sea() -> Sdf:
    """A patch of swell with curling crests before the bow and beside the hull."""
    body = ellipsoid(30, 17, 8.4)
    swell = [ellipsoid(11, 15, 6.4).at(x, 0, z) for x, z in ((-20, 1.6), (0, 1.0), (19, 1.8))]
    water = union(body, *swell, k=4)
    ripples = [
        tube(
            curve([(x0, y, 3.8 + h), (x0 + 6, y - 1.6, 5.0 + h), (x0 + 12, y - 0.6, 3.4 + h)], 7),
            [0.7, 1.3, 0.7],
        )
        for x0, y, h in ((-13, -13.6, 0.2), (4, -14.2, 0.0), (-4, 13.4, 0.6), (10, 12, 0.4))
    ]
    crest = tube(
        curve(
            [
                (-30, -4, 2),
                (-29.6, -9, 7),
                (-25.6, -11.6, 11.4),
                (-21.6, -12, 10.2),
                (-21.8, -11.4, 8),
            ],
            14,
        ),
        [4.4, 3.8, 2.6, 1.9, 1.6],
    )
    curl = tube(
        curve([(25, 9, 2), (28, 7, 6), (25.6, 4.6, 10), (22.4, 4.2, 9.4)], 10), [4.2, 3.4, 2.2, 1.5]
    )
    spray = [
        sphere(r).at(x, y, z)
        for x, y, z, r in ((-18, -14, 5.6, 2.0), (-16.4, -11.6, 6.8, 1.5), (20, -12, 5, 1.9))
    ]
    return union(water, *ripples, crest, curl, crest.flip("y").scale(0.9), *spray, k=1.2)
