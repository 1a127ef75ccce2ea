"""A chubby propeller plane that climbs out of a cloud."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    around,
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
    loop,
    mirror,
    revolve,
    sphere,
    torus,
    tube,
    union,
)

# Modelled flying towards -y, its middle at the origin.
SIDE = [(6.6, -17), (8.2, -14.5), (8.9, -9), (8.6, -1), (7.0, 8), (4.6, 18), (2.4, 26)]  # radius, y


@motif(
    "vehicle",
    en="plane, aeroplane, planes, airplane, flying, fly, pilot, pilots, aircraft, aviation, "
    "flight, flights, travelling by plane, jet, aviator, propeller plane, biplane, gliding, "
    "glider, skydiving, flight attendant, cockpit, model aircraft, airport, plane spotting",
    de="Flugzeug, Flugzeuge, Fliegen, Flieger, Pilot, Pilotin, Luftfahrt, Fliegerei, Flug, "
    "Segelfliegen, Segelflugzeug, Propellerflugzeug, Modellflug, Fallschirmspringen, "
    "Flugbegleiterin, Stewardess, Flughafen, Jet",
    fr="avion, avions, voler, pilote, pilote d'avion, aviation, vol, piloter, planeur, vol à "
    "voile, aéromodélisme, parachutisme, hôtesse de l'air, steward, aéroport, avion à "
    "hélice, jet, coucou",
    es="avión, aviones, volar, piloto, pilota, aviación, vuelo, vuelos, avioneta, planeador, "
    "vuelo sin motor, aeromodelismo, paracaidismo, azafata, aeropuerto, pilotar, aeronave, "
    "hélice",
    hold="raise",
    to_person=0.5,
    grip=(0, -2, -9),
    poses=("stand", "held"),
)
def plane(wall: float = 1.2, pose: str = "stand") -> Sdf:
    """Stands climbing to the right; held, it climbs to the left."""
    craft = _craft(wall)
    if pose == "held":
        return craft.turn(x=-6).turn(z=-74)
    climbing = craft.scale(1.12).turn(x=-14, y=-19).turn(z=50).at(1, 0, 31)
    return floor(union(climbing, _cloud(), k=1.5))


def _craft(wall: float) -> Sdf:
    hull = _fuselage()
    solid = union(hull, _wings(wall), k=1.6)
    solid = union(solid, _tail(wall), k=1.2)
    solid = union(solid, _cockpit(), k=0.6)
    return union(solid, _nose(wall), _wheels(wall), _exhausts(), k=0.4)


def _fuselage() -> Sdf:
    """Belly fuller than the back, with a seam behind the cowl and a stripe along the side."""
    profile = np.vstack([[(0, -17)], curve(SIDE, 36), [(1.4, 28), (0, 28.2)]])
    turned = revolve(profile).turn(x=-90)  # z becomes y
    hull = turned.stretch(1, 1, 1.05)
    ring = intersection(grow(hull, 0.7), box(60, 1.8, 60).at(y=-7.5), k=0.4)
    stripe = intersection(
        grow(hull, 0.55),
        mirror(tube([(8.4, -7, 1.0), (7.9, 4, 1.4), (5.6, 14, 1.8)], [2.4, 2.2, 1.8]), "x"),
        k=0.3,
    )
    return union(hull, ring, stripe, k=0.2)


def _nose(wall: float) -> Sdf:
    """Cowl with a lip and cylinders behind it, spinner, three thick blades."""
    lip = torus(6.5, 1.7).turn(x=90).at(y=-16.6)
    engine = around(sphere(1.4).at(0, -4.0, 0), 7).turn(x=90).at(y=-17.2)
    shaft = union(cylinder(2.6, 6), cylinder(6.4, 3.0).at(z=-1.6)).turn(x=90).at(y=-18.6)
    spinner = union(
        capsule((0, -20, 0), (0, -23.4, 0), 3.3, 1.7),
        cylinder(3.3, 1.4).turn(x=90).at(y=-19.6),
        k=0.5,
    )
    half = max(1.1, wall * 0.52)
    outline = loop(
        [(1.0, 2), (2.6, 8), (2.6, 13), (0.6, 15.6), (-1.8, 13.4), (-1.9, 7), (-1.0, 2)], 36
    )
    blade = extrude(outline, height=2 * half, round=0.9).turn(y=18)
    blades = around(blade, 3).turn(x=90).turn(y=20).at(y=-20.4)
    return union(union(lip, engine, shaft, k=0.3), union(spinner, blades, k=0.7))


def _wings(wall: float) -> Sdf:
    """One outline from tip to tip, bent up at both sides; flaps grooved, lamps at the tips."""
    outline = loop(
        [(5, -8.6), (16, -8.4), (25, -6.4), (28.6, -2.0), (27, 2.6), (17, 4.4), (5, 5.4)], 40
    )
    thick = max(3.0, wall)
    panel = extrude(outline, height=thick, round=1.4)
    root = ellipsoid(10.5, 8.6, 2.7).at(4, -1.4, -0.2)
    groove = union(
        box(11, 0.9, 3).at(19.4, 1.7, thick / 2 + 0.9),
        box(0.9, 4, 3).at(14, 3.4, thick / 2 + 0.9),
        box(0.9, 4, 3).at(24.8, 3.0, thick / 2 + 0.9),
    )
    lamp = ellipsoid(1.6, 2.6, thick / 2 + 0.5).at(27.4, -2.0, 0)
    roundel = union(torus(3.2, 0.55), sphere(1.3)).at(19, -3.2, thick / 2)
    wing = union(difference(union(panel, root, k=1), groove, k=0.3), lamp, roundel, k=0.3)
    return mirror(wing.turn(y=-7).at(0, 0, -4.6), "x")


def _tail(wall: float) -> Sdf:
    half = max(1.4, wall * 0.52)
    fin = extrude(
        loop([(13, 2), (18.4, 7), (22.4, 14.6), (26.6, 16), (29.4, 13.4), (29.4, 5), (28, 0)], 36),
        height=2 * half,
        round=1.2,
    )
    fin = difference(fin, *[box(0.8, 14, 2).at(25.4, 8, s * (half + 0.6)) for s in (1, -1)], k=0.2)
    plan = loop([(1, 17.6), (9, 19.6), (12.8, 23), (12.0, 27), (8, 28.4), (1, 28.2)], 36)
    stabiliser = extrude(plan, height=2 * half, round=1.2).at(z=1.4)
    return union(fin.turn(x=90).turn(z=90), mirror(stabiliser, "x"), k=0.8)


def _cockpit() -> Sdf:
    """A glazed canopy with frames and a small windscreen, smooth as a drop."""
    drop = union(ellipsoid(5.6, 9.6, 6.4).at(0, 0.6, 7.2), k=0)
    frames = [box(20, 1.5, 30).at(y=y) for y in (-3.4, 3.8)]
    edge = box(30, 30, 1.5).at(z=8.6)
    keel = box(1.5, 30, 30)
    glass = grow(drop, -0.7)
    bars = intersection(drop, union(*frames, edge, keel), k=0.3)
    back = capsule((0, 6, 7.4), (0, 18, 4.2), 4.2, 2.0)
    return union(glass, bars, back, k=0.3)


def _wheels(wall: float) -> Sdf:
    """Two legs with spats, a tail wheel."""
    leg = capsule((6.4, -7.4, -5), (8.4, -9.4, -11), max(1.6, wall * 0.5), max(1.4, wall * 0.5))
    spat = ellipsoid(2.5, 5.0, 3.1).at(8.6, -9, -12.2)
    wheel = cylinder(2.9, 2.8, round=0.9).turn(y=90).at(8.6, -9.8, -13.4)
    tail = union(capsule((0, 23, -1.4), (0, 24.6, -4.6), 1.3), sphere(1.8).at(0, 24.8, -4.8), k=0.4)
    return union(mirror(union(union(leg, spat, k=1), wheel), "x"), tail)


def _exhausts() -> Sdf:
    pipe = mirror(capsule((7.4, -12.5, -2.6), (9.4, -8, -2.8), 1.1), "x")
    rivets = mirror(
        union(*[sphere(0.7).at(x, y, 4.2) for x, y in ((7.3, -13.4), (7.8, -11.4), (8.0, -9.4))]),
        "x",
    )
    return union(pipe, rivets)


def _cloud() -> Sdf:
    """A billowing column, broad at its foot, that carries the belly."""
    foot = [
        (-13, 2, 4, 8.4),
        (12, -3, 4.2, 8.6),
        (0, -10, 4.4, 9),
        (-2, 10, 4.4, 9),
        (10, 9, 3.6, 7.4),
        (-11, -8, 3.2, 7),
        (20, 2, 2.4, 5.6),
        (-20.4, -1, 2.2, 5.4),
        (6, -16, 1.6, 5),
        (0, 0, 6, 10),
    ]
    column = [
        (-2, 3, 12, 8.2),
        (4.6, -4, 10.6, 7),
        (-5.6, -4.4, 11, 6.4),
        (2, 4.6, 16, 6.8),
        (0, 0, 20, 6.8),
    ]
    puffs = [ellipsoid(r, r, r * 0.9).at(x, y, z) for x, y, z, r in foot + column]
    return intersection(union(*puffs, k=1.4), half_space((0, 0, -1)))
