"""A gamepad: two grips, sticks, cross, four buttons, triggers; tilted on a small wedge."""

from __future__ import annotations

from memoreez.motifs import motif
from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cylinder,
    difference,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    prism,
    repeat,
    sphere,
    torus,
    union,
)

FACE = 6.2  # height of the front face over the middle, lying on its back
TILT = 62.0  # degrees from lying flat


@motif(
    "thing",
    en="game controller, gamepad, gamer, gaming, video games, video game, console, joystick, "
    "computer games, playing video games, esports, streaming games, controller, retro "
    "gaming, arcade, playing games online, role playing games, speedrunning",
    de="Gamecontroller, Gamepad, Zocken, Gamer, Gamerin, Gaming, Videospiele, Videospiel, "
    "Computerspiele, Konsole, Controller, Joystick, Daddeln, E-Sport, Spielekonsole, Zocker",
    fr="manette, manettes, manette de jeu, jeux vidéo, jeu vidéo, gamer, gameur, joueur, "
    "console, jouer à la console, esport, joystick, gaming, arcade",
    es="mando, mandos, mando de videojuegos, videojuegos, videojuego, gamer, jugador, consola, "
    "jugar a la consola, esports, joystick, gaming, jugar videojuegos, arcade",
    hold="front",
    to_person=0.3,
    grip=(0, -2, -4),
    poses=("stand", "held"),
)
def game_controller(wall: float = 1.2, pose: str = "stand") -> Sdf:
    solid = union(_shell(), _left(wall), _right(), _middle())
    if pose == "held":
        return solid.turn(x=TILT)
    tilted = solid.turn(x=TILT).at(y=-3.5, z=19.6)
    return union(tilted, _wedge(), k=0.8) & half_space((0, 0, -1))


def _shell() -> Sdf:
    """Lying: x across, y away from the player, face up. The grips reach towards -y."""
    half = [(10, 14.6), (19, 15), (25, 10.5), (28.2, 1), (29.4, -10), (27.2, -17.6), (22.6, -17.8)]
    inner = [(18, -10.6), (13.6, -6), (6, -5)]
    right = half + inner
    outline = loop([(0, 13.4), *right, (0, -5), *[(-x, y) for x, y in reversed(right)]], 90)
    slab = extrude(outline, height=10.5, round=4.6)
    swell = capsule((21, 5, -1), (25, -12.6, -2.6), 7.2, 4.8)
    seam = grow(extrude(outline, height=0.1), 0.25)
    body = union(slab, mirror(swell, "x"), k=3)
    trigger = box(11.5, 6, 6.6, round=2.4).turn(z=-8).at(18.6, 13.4, -2.2)
    bumper = box(12, 4.4, 3.4, round=1.4).turn(z=-8).at(18.4, 14.2, 2.4)
    return union(body, seam, mirror(union(trigger, bumper), "x"), k=0.4)


def _stick(wall: float) -> Sdf:
    """A socket ring, a stem, a dished cap with a knurled rim."""
    high = max(2.2, wall)
    cap = difference(
        cylinder(4.1, high, round=0.8).at(z=4.3 - high / 2), sphere(7).at(z=10.4), k=0.3
    )
    knurl = around(capsule((4.0, 0, 2.7), (4.0, 0, 3.5), 0.38), 20)
    return union(torus(5.4, 0.8), _stem(wall), cap, knurl)


def _stem(wall: float) -> Sdf:
    return union(sphere(3.4).at(z=-0.6), cylinder(max(2.2, wall / 2), 4).at(z=1.2), k=0.6)


def _left(wall: float) -> Sdf:
    """The cross on the left, and both sticks."""
    arm = box(11.4, 3.7, 2.6, round=0.8)
    plate = cylinder(7.0, 1.4, round=0.6)
    dent = sphere(2.2).at(z=2.7)
    arrows = around(prism(3, 0.9, 1).turn(z=180).at(0, 4.2, 1.2), 4)
    cross = difference(union(arm, arm.turn(z=90)).at(z=1.0), dent, arrows.at(z=1.0))
    sticks = mirror(_stick(wall).at(9.6, -2.6, FACE - 1.2), "x")
    return union(sticks, union(plate, cross).at(-19.4, 6, FACE - 1.2))


def _right() -> Sdf:
    """Four domed buttons in a diamond on a round plate."""
    button = intersection(cylinder(2.15, 5, round=0.6), sphere(4.6).at(z=-2.4))
    plate = cylinder(7.2, 1.4, round=0.6)
    return union(plate, around(button.at(0, 4.3, 0.9), 4)).at(19.4, 6, FACE - 1.2)


def _middle() -> Sdf:
    """A touch pad, two small keys, the round home button with a heart."""
    pad = box(14, 8, 1.6, round=0.7).at(0, 8.6, FACE - 0.9)
    keys = mirror(capsule((10.1, 9.6, 0), (10.1, 11.4, 0), 0.8).at(z=FACE - 0.9), "x")
    lights = repeat(box(1.6, 0.8, 1, round=0.3), 3, (3, 0, 0)).at(-3, 2.6, FACE - 1.0)
    half = [(0, -1.9), (1.7, -0.2), (1.9, 1.1), (1.0, 1.7)]
    heart = loop([*half, (0, 1.0), *[(-x, y) for x, y in reversed(half[1:])]], 40)
    home = extrude(heart, height=2, round=0.3).at(0, -1.2, FACE - 0.9)
    return union(pad, keys, lights, home)


def _wedge() -> Sdf:
    """A low stand with a back rest that follows the tilt."""
    side = [(-13, 0), (13, 0), (13, 1.6), (6, 20), (3.6, 20.6), (-8.5, 2.8), (-13, 2.8)]
    block = extrude(side, height=24, round=1.2).turn(x=90).turn(z=90)
    foot = cylinder(13, 3.6, round=1.4).stretch(2.0, 1, 1).at(0, -1, 1)
    return union(block, foot, k=1.2)
