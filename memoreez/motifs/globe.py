"""A desk globe with raised continents in its tilted meridian, a suitcase at its foot."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.sdf import (
    Sdf,
    arc,
    box,
    capsule,
    curve,
    cylinder,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    mirror,
    revolve,
    rough,
    sphere,
    torus,
    tube,
    union,
)

RADIUS, MIDDLE = 19.5, 37.0  # of the ball; height of its centre, mm
TILT, FACING = 23.4, 40.0  # degrees: the axis; the longitude that looks to the front
Coast = Sequence[tuple[float, float]]  # latitude and longitude, degrees

# Coarse coast lines, drawn by hand from the well-known outlines: latitude and longitude.
COASTS = (
    # Africa
    "36 -6, 37 10, 32 20, 31 32, 22 37, 12 43, 11 51, 2 46, -5 39, -15 41, -25 33, -34 26, "
    "-35 19, -28 16, -17 12, -6 12, 4 9, 5 -4, 5 -9, 12 -17, 21 -17, 29 -11",
    # Europe
    "36 -6, 43 -9, 44 -1, 48 -5, 51 2, 54 8, 57 8, 55 13, 59 18, 57 13, 58 6, 62 5, 70 18, "
    "71 27, 67 41, 68 62, 55 62, 47 52, 42 49, 40 41, 40 29, 37 23, 41 19, 45 13, 41 17, 38 "
    "16, 44 9, 42 3, 37 -1",
    # Asia
    "42 29, 36 36, 30 34, 13 44, 17 55, 24 57, 25 51, 30 49, 26 56, 25 66, 8 77, 16 81, 22 "
    "90, 16 95, 8 98, 1 103, 10 105, 21 108, 23 117, 31 122, 38 119, 35 127, 40 129, 52 "
    "140, 58 152, 52 154, 53 160, 61 166, 66 190, 70 170, 73 140, 77 105, 72 75, 68 58, 55 "
    "58, 47 48, 42 46, 41 38",
    # Australia
    "-12 131, -17 140, -11 142, -19 147, -28 153, -38 147, -35 137, -32 133, -34 119, -22 "
    "114, -17 122",
    # North America
    "70 -160, 71 -125, 68 -95, 62 -93, 55 -82, 58 -77, 62 -75, 60 -65, 52 -56, 45 -64, 41 "
    "-71, 35 -76, 26 -80, 30 -84, 29 -95, 22 -98, 19 -92, 21 -87, 15 -84, 8 -77, 7 -81, 14 "
    "-92, 17 -101, 23 -107, 31 -115, 34 -120, 48 -125, 58 -137, 60 -150, 55 -162, 62 -166",
    # Greenland
    "60 -44, 68 -53, 78 -72, 83 -35, 77 -19, 70 -23, 65 -40",
    # South America
    "12 -72, 8 -60, 0 -50, -7 -35, -23 -42, -34 -53, -41 -63, -54 -67, -53 -75, -37 -74, "
    "-18 -70, -5 -81, 3 -78, 9 -77",
    # Madagascar
    "-12 50, -25 48, -26 44, -16 43",
    # Britain
    "50 -6, 50 1, 53 2, 58 -2, 59 -6, 54 -5",
    # Japan
    "46 142, 36 142, 31 131, 36 135",
    # Borneo
    "7 118, 0 119, -5 114, 1 108",
    # New Guinea
    "0 130, -4 145, -11 149, -9 138",
    # Sumatra and Java
    "7 95, 4 99, -5 107, -7 115, -11 113, -5 101, 3 94",
    # New Zealand
    "-34 173, -41 178, -47 169, -42 170",
)


@motif(
    "thing",
    en="globe, travel, travelling, traveling, traveller, traveler, travels, world travel, "
    "world, globetrotter, globetrotting, wanderlust, trips, trip, holidays, vacation, "
    "abroad, exploring, explorer, seeing the world, geography, tourism, tourist, "
    "countries, backpacking abroad, map, adventure, journeys, earth",
    de="Globus, Reisen, Reise, verreisen, Weltreise, Weltreisen, Weltenbummler, Weltenbummlerin, "
    "Urlaub, Fernweh, Reisender, Ferien, Welt, Erde, Weltkugel, Länder, Geographie, "
    "Erdkunde, Tourismus, Abenteuer, Entdecken, Städtereisen, Wanderlust",
    fr="globe, voyager, voyage, voyages, voyageur, voyageuse, globe-trotteur, tour du monde, "
    "monde, mappemonde, vacances, découvrir le monde, géographie, tourisme, "
    "touriste, explorer, pays, aventure, terre, évasion",
    es="globo terráqueo, viajar, viaje, viajes, viajero, viajera, trotamundos, vuelta al "
    "mundo, mundo, vacaciones, recorrer el mundo, geografía, turismo, turista, "
    "explorar, países, aventura, conocer mundo, tierra",
    to_person=0.5,
)
def globe(wall: float = 1.2, pose: str = "stand") -> Sdf:
    ball = union(_ball(), _flight(wall)).turn(y=TILT).at(z=MIDDLE)
    held = union(ball, _meridian(wall).at(z=MIDDLE), _stand(wall), k=0.5)
    return floor(
        union(held, _suitcase(wall).turn(z=-14).at(-10.6, -14.4, 0), k=0.5).at(x=-0.5, y=1.5)
    )


def _direction(latitude: float, longitude: float) -> npt.NDArray[np.float64]:
    """Unit vector; `FACING` looks to -y, east lies to the right."""
    a, b = math.radians(latitude), math.radians(longitude - FACING)
    return np.array([math.cos(a) * math.sin(b), -math.cos(a) * math.cos(b), math.sin(a)])


def _coasts() -> list[Coast]:
    """The drawn coast lines, and the rim of Antarctica."""
    drawn = [[(float(a), float(b)) for a, b in (p.split() for p in c.split(","))] for c in COASTS]
    south = [(-71 + 4 * math.sin(0.6 * i), 20.0 * i) for i in range(18)]
    return [*drawn, south]


def _land(coast: Coast) -> Sdf:
    """A column seen straight from above the land's middle (orthographic)."""
    points = np.array([_direction(*p) for p in coast])
    up = points.mean(axis=0) / np.linalg.norm(points.mean(axis=0))
    east = np.cross([0.0, 0.0, 1.0] if abs(up[2]) < 0.99 else [0.0, 1.0, 0.0], up)
    east /= np.linalg.norm(east)
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 2] = east, np.cross(up, east), up
    outline = points @ frame[:3, :2] * (RADIUS + 0.4)
    return extrude(outline, height=RADIUS).at(z=RADIUS * 0.62).placed(frame)


def _ball() -> Sdf:
    """The lands stand out, uneven with hills."""
    hills = rough(sphere(RADIUS + 1.25), 0.75, 4.2, seed=5)
    return union(
        sphere(RADIUS), intersection(hills, union(*[_land(c) for c in _coasts()]), k=0.6), k=0.3
    )


def _flight(wall: float) -> Sdf:
    """A small plane over the Atlantic and the dots of its way."""
    half = max(0.8, wall * 0.45)
    body = capsule((0, -2.2, 0), (0, 2.6, 0), half + 0.2)
    wing = mirror(capsule((0, 0.6, 0), (3.4, -1.2, 0), half, half * 0.85), "x")
    tail = mirror(capsule((0, -2.0, 0), (1.6, -3.0, 0), half * 0.85), "x")
    craft = union(body, wing, tail, k=0.4).turn(z=-24)
    place = _direction(-12, -18)
    dots = [
        sphere(0.85).at(*(_direction(-17 - 5.5 * i - i * i, -23 + 1.5 * i * i) * (RADIUS + 0.2)))
        for i in range(1, 4)
    ]
    return union(_upright(craft, place, RADIUS + 0.9), *dots)


def _upright(solid: Sdf, up: npt.NDArray[np.float64], radius: float) -> Sdf:
    """`solid` with its z along `up` and its y to the north, `radius` from the centre."""
    east = np.cross([0.0, 0.0, 1.0], up)
    east /= np.linalg.norm(east)
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 2], frame[:3, 3] = (
        east,
        np.cross(up, east),
        up,
        up * radius,
    )
    return solid.placed(frame)


def _meridian(wall: float) -> Sdf:
    """Half a ring from pole to pole, low on the right, with a knob at each end."""
    r = max(1.9, wall * 0.6)
    ring = arc(RADIUS + 1.6, r, 186).turn(x=90).turn(y=90 + TILT)
    axis = np.array([math.sin(math.radians(TILT)), 0.0, math.cos(math.radians(TILT))])
    knobs = [
        union(
            sphere(r + 0.7).at(*(s * axis * (RADIUS + 1.8))),
            sphere(r - 0.1).at(*(s * axis * (RADIUS + 4.0))),
            k=1,
        )
        for s in (1, -1)
    ]
    return union(ring, *knobs, k=0.6)


def _stand(wall: float) -> Sdf:
    """A turned foot whose stem carries the ring."""
    stem = max(2.4, wall * 0.7)
    side = [
        (15.0, 0.8),
        (15.2, 2.4),
        (13.6, 3.8),
        (12.8, 4.0),
        (12.0, 5.6),
        (6.4, 7.4),
        (stem + 0.8, 10.0),
        (stem + 0.4, 12.4),
        (stem + 2.2, 14.4),
    ]
    foot = revolve(np.vstack([[(0, 0), (14.4, 0)], curve(side, 40), [(0, 15)]]))
    cradle = intersection(
        ellipsoid(9, 5.6, 4.6).at(0.6, 0, MIDDLE - RADIUS - 2.0),
        half_space((0, 0, 1), MIDDLE - RADIUS + 1),
    )
    rings = union(torus(stem + 1.0, 0.9).at(z=10.6), torus(12.4, 0.8).at(z=4.6))
    return union(foot, cradle, rings, k=0.8)


def _suitcase(wall: float) -> Sdf:
    """With straps, corners and a handle; its bottom at z = 0."""
    case = box(20, 8.4, 13, round=1.8).at(z=6.4)
    straps = [box(2.6, 9.4, 13.8, round=1.0).at(x, 0, 6.4) for x in (-5.6, 5.6)]
    buckles = [box(3.6, 1.6, 2.6, round=0.6).at(x, -4.6, 9.4) for x in (-5.6, 5.6)]
    corner = intersection(sphere(3.2).at(9.2, -3.4, 12.2), box(20.9, 9.3, 13.9, round=2).at(z=6.4))
    r = max(1.1, wall * 0.5)
    handle = tube(curve([(-3, 0, 12.6), (-2.4, 0, 15.4), (2.4, 0, 15.4), (3, 0, 12.6)], 9), r)
    sticker = union(torus(2.0, 0.5).turn(x=90), cylinder(1.2, 1.2).turn(x=90)).at(0, -4.3, 5.4)
    line = box(20.3, 8.8, 0.8, round=0.3).at(z=10.6)
    return union(case, *straps, *buckles, mirror(corner, "x"), handle, sticker, line, k=0.2)
