"""A surfboard standing in the sand before a curling wave, a starfish and a shell at its foot."""

from __future__ import annotations

import math

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    capsule,
    curve,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    rough,
    sphere,
    tube,
    union,
)

# The board stands on its tail: x across, z along, deck towards -y.
HALF = [(3.2, 0.4), (6.0, 4), (8.0, 12), (8.9, 24), (8.6, 36), (6.8, 47), (3.6, 55)]
LONG = 60.0


@motif(
    "sport",
    en="surfboard, surfboards, surfing, surf, surfer, surfer girl, surf trip, catching waves, waves, "
    "riding waves, longboard surfing, paddleboard, sup, stand-up paddle, bodyboard, windsurfing, kitesurfing, "
    "wakeboarding, wakeboard, hang ten, big wave, kitesurfer, hawaii",
    de="Surfbrett, Surfbretter, Surfen, Surfer, Surferin, Wellenreiten, Wellen, Wellenreiter, Windsurfen, "
    "Kitesurfen, Stand-up-Paddling, SUP, Surfurlaub, surfen gehen, Bodyboard, Wakeboard, Surfboard",
    fr="planche de surf, surf, surfeur, surfeuse, surfer, faire du surf, vagues, planches de surf, "
    "planche à voile, kitesurf, paddle, bodyboard, vague, wakeboard, windsurf",
    es="tabla de surf, surf, surfista, surfear, hacer surf, surfeando, olas, tablas de surf, windsurf, "
    "kitesurf, paddle surf, bodyboard, ola, coger olas, wakeboard",
    hold="side",
    to_person=1.0,
    grip=(0, 0, 0),
    poses=("stand", "held"),
)
def surfboard(wall: float = 1.2, pose: str = "stand") -> Sdf:
    board = _board(wall)
    if pose == "held":
        return board.at(z=-LONG / 2)
    standing = board.turn(x=-5, y=-7).at(3.5, -1.5, 1.5)
    scene = union(standing, _wave(), _sand(), k=0.8)
    return union(scene, _shore(wall), k=0.4) & half_space((0, 0, -1))


def _board(wall: float) -> Sdf:
    """Foiled thin at nose and tail; rail line, stringer and two stripes on the deck; fins behind."""
    outline = loop([(0, 0), *HALF, (0, LONG), *[(-x, z) for x, z in reversed(HALF)]], 80)
    half = max(1.6, wall / 2)
    plan = extrude(outline, height=20).turn(x=90)
    lens = intersection(sphere(340).at(y=340 - half, z=30), sphere(340).at(y=half - 340, z=30))
    body = intersection(plan, lens, k=2.2)
    deck = -half
    stringer = tube([(0, deck + 0.25, 3), (0, deck, 30), (0, deck + 0.4, 56)], 0.6)
    lines = []
    for scale in (0.8, 0.62):
        inner = extrude(outline * scale + (0, 12 * (1 - scale) + 20 * (1 - scale)), height=20)
        band = difference(inner, extrude((outline * scale + (0, 32 * (1 - scale))) * (0.9, 1) , height=30))
        lines.append(band.turn(x=90))
    ring = intersection(lines[0], body.at(y=-0.6), k=0.3)
    flower = around(ellipsoid(1.9, 1.1, 1.0).at(2.0, 0, 0), 5)
    bloom = union(flower, sphere(1.1)).turn(x=90).turn(y=20)
    blooms = [bloom.at(0, deck + 0.1, 40), bloom.scale(0.7).at(-2.8, deck + 0.1, 33.4), bloom.scale(0.62).at(2.6, deck + 0.1, 46)]
    return union(body, stringer, ring, *blooms, *_fins(half, wall), k=0.35)


def _fins(half: float, wall: float) -> list[Sdf]:
    blade = extrude(loop([(0, 3), (4.6, 0.8), (5.4, 1.2), (3.4, 5), (0, 8.6), (-2, 6)], 32), height=max(1.5, wall), round=0.6)
    upright = blade.turn(y=-90).turn(x=0)
    fin = upright.turn(z=180).turn(z=0)
    fins = []
    for x, z, toe in ((0, 5, 0), (4.2, 9, 8), (-4.2, 9, -8)):
        plate = blade.turn(x=90).turn(z=90 + toe)
        fins.append(plate.at(x, half - 0.3, z))
    del fin
    return fins


def _wave() -> Sdf:
    """Rises behind the board from the right, curls over to the left, its lip in fingers of foam."""
    ridges = []
    for i in range(7):
        u = i / 6
        scale = 1.0 - 0.42 * abs(u - 0.45) ** 1.3
        x0, y0 = -15 + 26 * u, 8.0 + 2.5 * math.sin(math.pi * u)
        path = [(x0 + 5, y0 + 3.5, 0), (x0 + 4, y0 + 3, 10 * scale), (x0 + 0.5, y0 + 1.0, 20 * scale),
                (x0 - 5, y0 - 3, 25 * scale), (x0 - 9.5, y0 - 6.5, 23 * scale), (x0 - 10.5, y0 - 7.5, 18.5 * scale)]
        ridges.append(tube(curve(path, 10), [5.2, 4.0, 3.0, 2.4, 1.7]))
    return union(*ridges, k=1.2)


def _sand() -> Sdf:
    mound = union(ellipsoid(23, 17, 4.6).at(0, 1, 0), ellipsoid(10, 8, 6.4).at(3.4, -2, 0), k=4)
    return rough(mound, 0.3, 5, seed=2)


def _shore(wall: float) -> Sdf:
    """A starfish and a scallop shell."""
    arm = capsule((0, 0, 0.6), (4.0, 0, 0), 1.35, max(0.75, wall * 0.4))
    star = union(around(arm, 5, k=0.8), *[sphere(0.5).at(d, 0, 1.45 - 0.22 * d).turn(z=72 * i) for i in range(5) for d in (1.2, 2.6)])
    ribs = [capsule((0, 0, 0), (4.4 * math.sin(a), -4.4 * math.cos(a), 0.2), 0.5, 0.95) for a in (-0.9, -0.45, 0, 0.45, 0.9)]
    shell = union(*ribs, ellipsoid(3.2, 3.2, 1.4).at(0, -2, 0), k=0.3)
    return union(star.turn(x=14, z=10).at(-8.5, -9.6, 4.0), shell.turn(x=16, z=28).at(12.2, -9.2, 3.9), cylinder(0.5, 0.5).at(z=1))
