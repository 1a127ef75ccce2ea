"""Dice: two stacked and one leaning on them, a twenty-sided one with its numbers, a meeple."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from memoreez.motifs import motif
from memoreez.motifs._animals import floor
from memoreez.motifs._label import fit
from memoreez.sdf import (
    Sdf,
    box,
    cylinder,
    difference,
    ellipsoid,
    extrude,
    half_space,
    intersection,
    loop,
    sphere,
    union,
)

Face = npt.NDArray[np.float64]  # (3, 3): three corners in mm, or three axes
# Pips of a face in parts of a quarter of its side, by number.
_DIAGONAL = [(-1, -1), (1, 1)]
_CORNERS = [*_DIAGONAL, (-1, 1), (1, -1)]
PIPS = {
    1: [(0, 0)],
    2: _DIAGONAL,
    3: [*_DIAGONAL, (0, 0)],
    4: _CORNERS,
    5: [*_CORNERS, (0, 0)],
    6: [*_CORNERS, (-1, 0), (1, 0)],
}
# Of the large die, beginning with the one in front.
NUMBERS = (20, 2, 8, 14, 12, 18, 4, 10, 16, 6, 1, 7, 19, 3, 13, 5, 11, 15, 17, 9)
BOARD = 4.0  # height of the playing board


@motif(
    "thing",
    en="dice, rolling dice, dice games, dice game, tabletop roleplaying, role "
    "playing, roleplaying games, role playing game, rpg, ttrpg, dungeons and dragons, d&d, "
    "dnd, dungeon master, game master, pen and paper, backgammon, game night, game nights, "
    "board games, board game, boardgames, board game night, meeple, polyhedral dice, gambling, "
    "tabletop games, tabletop gaming",
    de="Würfel, würfeln, Würfelspiel, Würfelspiele, Rollenspiel, Rollenspiele, Rollenspieler, "
    "Gesellschaftsspiele, Gesellschaftsspiel, Spieleabend, Spieleabende, Kniffel, Backgammon, "
    "Spielleiter, Tischrollenspiel, Mensch ärgere dich nicht, Brettspiel, Brettspiele, "
    "Brettspielabend, Glücksspiel",
    fr="dés à jouer, dé à jouer, jouer aux dés, partie de dés, jeu de dés, jeux de "
    "dés, lancer les dés, jeu de rôle, jeux de rôle, rôliste, "
    "maître de jeu, backgammon, soirée jeux, soirées jeux, jeu de plateau, jeux de plateau, "
    "jeux de société, jeu de société, donjons et dragons, jeux de hasard, petits chevaux",
    es="dados, juego de dados, juegos de dados, tirar los dados, juego de rol, juegos de "
    "rol, rolero, rolera, máster de rol, backgammon, noche de juegos, parchís, juego de tablero, "
    "juegos de tablero, juegos de mesa, juego de mesa, dragones y mazmorras, juegos de azar",
    hold="front",
    to_person=0.36,
    grip=(0, 0, -12),
    poses=("stand", "held"),
)
def dice(wall: float = 1.2, pose: str = "stand") -> Sdf:
    if pose == "held":
        return _pair()
    stack = union(
        _die(27, 6, 4, 5).turn(z=-16).at(-8.5, 8.5, 13.3),
        _die(22, 5, 1, 3).turn(z=26).at(-8.0, 7.4, 37.6),
        box(18, 18, 4).turn(z=10).at(-8, 7.6, 26.6),  # no hollows within
        box(23, 23, 5).turn(z=-16).at(-8.5, 8, 0),
        _die(20, 6, 5, 4).turn(y=-27).turn(z=-30).at(16.6, 8.6, 13.0),
        k=0.3,
    )
    player = _meeple(wall).turn(z=-14).at(15.0, -13.6, 0)
    pieces = union(stack, _twenty(11.4).turn(z=14).at(-9.6, -15.8, 11.2), player).at(z=BOARD)
    return floor(union(pieces, _board(), k=0.4))


def _pair() -> Sdf:
    """Two for a person's hands."""
    left = _die(25, 5, 6, 4).turn(z=-14).turn(y=8).at(-9.5, 0, 0)
    right = _die(25, 3, 1, 5).turn(z=-30).turn(x=12, y=-16).at(13.5, 0, 11)
    return union(left, right, k=0.4)


def _die(side: float, front: int, right: int, top: int) -> Sdf:
    """Opposite faces make seven; the pips are hollow."""
    body = intersection(box(side, side, side, round=0.1 * side), sphere(0.755 * side), k=1)
    radius = 0.098 * side
    hollow = ellipsoid(radius, 0.8 * radius, radius)
    pips = []
    for value, axis, degrees in (
        (front, "z", 0), (7 - front, "z", 180), (right, "z", 90),
        (7 - right, "z", -90), (top, "x", -90), (7 - top, "x", 90),
    ):  # fmt: skip
        for u, w in PIPS[value]:
            pip = hollow.at(u * side * 0.26, -side / 2 - 0.1 * radius, w * side * 0.26)
            pips.append(pip.turn(**{axis: degrees}))
    return difference(body, *pips, k=0.3)


def _icosahedron(radius: float) -> list[Face]:
    """The corners (3, 3) of its faces, seen from outside in turn, standing on the last one."""
    gold = (1 + 5**0.5) / 2
    signs = [(a, b) for a in (-1, 1) for b in (-gold, gold)]
    corners = np.array([np.roll((0, a, b), n) for n in range(3) for a, b in signs])
    edge = 2.01  # mm, the gap between neighbours is 2
    faces = []
    for three in combinations(range(12), 3):
        face = corners[list(three)]
        if all(np.linalg.norm(a - b) < edge for a, b in combinations(face, 2)):
            outward = np.cross(face[1] - face[0], face[2] - face[0]) @ face.sum(axis=0) > 0
            faces.append(face if outward else face[::-1])
    down = -faces[-1].mean(axis=0)
    inner = float(np.linalg.norm(down))
    up = down / inner
    side = faces[-1][0] - (faces[-1][0] @ up) * up
    side /= np.linalg.norm(side)
    frame = np.stack([np.cross(up, -side), -side, up])  # a corner of the base is at the back
    return [face @ frame.T * (radius / inner) for face in faces]


def _twenty(radius: float) -> Sdf:
    """Twenty faces, a number cut into each but the one that it stands on; 20 looks out."""
    faces = _icosahedron(radius)
    middles = np.array([face.mean(axis=0) for face in faces])
    best = np.argsort(middles @ (0.2, 0.9, -0.25))  # those that look to the viewer come first
    solid = intersection(*[half_space(m, radius) for m in middles], sphere(radius * 1.215), k=0.8)
    cuts = []
    for number, i in enumerate(best):
        if middles[i][2] < -0.9 * radius:
            continue
        block = fit(str(NUMBERS[number]), 0.74 * radius, 0.9 * radius, 0.46 * radius)
        if block is not None:
            cuts.append(block.solid(1.7, 1.0).placed(_frame(faces[i])).at(*middles[i]))
    return difference(solid, *cuts)


def _frame(face: Face) -> Face:
    """Turns (4, 4) writing onto a face, its head towards the highest corner."""
    middle = face.mean(axis=0)
    out = middle / np.linalg.norm(middle)
    up = face[np.argmax(face[:, 2])] - middle
    up /= np.linalg.norm(up)
    matrix = np.eye(4)
    matrix[:3, :3] = np.stack([np.cross(up, out), up, out], axis=1)
    return matrix


def _meeple(wall: float) -> Sdf:
    """The little wooden player, upright, facing -y."""
    half = [(0, 22.0), (3.0, 21.2), (4.2, 18.4), (3.4, 15.6), (9.4, 12.6), (10.4, 10.4),
            (9.2, 8.6), (5.2, 8.4), (8.8, 1.4), (7.8, 0.0), (2.6, 0.0), (0, 4.4)]  # fmt: skip
    outline = loop([*half, *[(-x, y) for x, y in reversed(half[1:-1])]], 72)
    return extrude(outline, height=max(8, wall), round=1.6).turn(x=90).at(z=-0.3)


def _board() -> Sdf:
    """A board with a bevelled rim and a path of round fields along it."""
    slab = union(
        box(64, 54, 2.6, round=1.2).at(z=1.3), box(61, 51, 3, round=1).at(z=BOARD - 1.5), k=0.5
    )
    path = [(x, s * 21.6) for s in (-1, 1) for x in np.linspace(-26.4, 26.4, 8)]
    path += [(s * 26.4, y) for s in (-1, 1) for y in np.linspace(-13.6, 13.6, 4)]
    fields = [cylinder(2.9, 1.8, round=0.6).at(float(x), y, BOARD) for x, y in path]
    dents = [sphere(3.6).at(float(x), y, BOARD + 4.0) for x, y in path]
    board = intersection(union(slab, *fields, k=0.3), cylinder(39, 20, round=1), k=1)
    return difference(board, *dents, k=0.3)
