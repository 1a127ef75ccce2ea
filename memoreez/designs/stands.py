"""What lifts a low thing to the height of a keepsake: rocks, a stack of books, a crate, a table."""

from __future__ import annotations

import math

import numpy as np

from memoreez.motifs import Motif
from memoreez.sdf import (
    Sdf,
    box,
    capsule,
    cone,
    difference,
    half_space,
    intersection,
    rough,
    union,
)
from memoreez.sdf.node import F64

# what each kind of hero may stand on
SUITS: dict[str, tuple[str, ...]] = {
    "animal": ("books", "rocks"),
    "instrument": ("crate",),
    "sport": ("crate",),
    "vehicle": ("rocks",),
    "place": ("rocks",),
    "plant": ("rocks",),
    "food": ("table",),
    "thing": ("books",),
}
RIM = 0.03  # of the height: how far a stand reaches out beyond the feet on it
SOLE = (0.012, 0.045)  # of the height: what is this low is feet
GRID = 33


def feet(solid: Sdf, middle: F64, reach: float, height: float) -> F64:
    """Points (n, 2) mm where the lowest part of what stands on z = 0 is, seen from above.

    They are those of a grid that reaches `reach` mm from `middle` (x, y) to each side.
    """
    line = np.linspace(-reach, reach, GRID)
    x, y = (a.ravel() for a in np.meshgrid(line + middle[0], line + middle[1]))
    inside = np.zeros(len(x), bool)
    for share in SOLE:
        level = np.full_like(x, share * height)
        inside |= solid(np.stack([x, y, level], axis=1)) < 0
    if not inside.any():  # stilts finer than the grid
        inside = np.hypot(x - middle[0], y - middle[1]) <= 0.7 * reach
    return np.stack([x, y], axis=1)[inside]


def stand(
    motif: Motif, under: F64, top: float, height: float, random: np.random.Generator
) -> tuple[Sdf, F64]:
    """A solid from z = 0 to its flat top at z = `top` that carries the feet `under` (n, 2) mm.

    The feet are centred on the z axis. Also half the width and depth of it, (2,) mm.
    """
    kinds = SUITS[motif.kind]
    name = kinds[int(random.integers(len(kinds)))]
    made = {"rocks": _rocks, "books": _books, "crate": _crate, "table": _table}[name]
    solid, half = made(under, top, height, random)
    return intersection(solid, half_space((0, 0, -1))), half


def _half(under: F64, height: float) -> F64:
    """Half the sides of a box round the feet with the rim, (2,) mm."""
    return np.asarray(np.maximum(np.abs(under).max(axis=0) + RIM * height, 0.17 * height))


def _rocks(under: F64, top: float, height: float, random: np.random.Generator) -> tuple[Sdf, F64]:
    """A rock of steep, uneven faces on a broader, lower one."""
    half = _half(under, height) + 0.02 * height + 0.04 * top
    upper = _rock(under, RIM * height, top, random)
    low = top * float(random.uniform(0.3, 0.5))
    lower = _rock(under, (RIM + 0.03) * height, low, random)
    rock = rough(
        union(upper, lower, k=0.01 * height),
        0.007 * height,
        0.19 * height,
        seed=int(random.integers(99)),
    )
    block = box(2 * float(half[0]), 2 * float(half[1]), 2 * top)
    return intersection(rock, block, k=0.005 * height), half


def _rock(under: F64, rim: float, top: float, random: np.random.Generator) -> Sdf:
    """Nine leaning faces round the feet, `rim` mm away from them at its flat top."""
    count = 9
    turns = (np.arange(count) + random.uniform(-0.25, 0.25, count)) * math.tau / count
    faces = []
    for turn, lean in zip(turns, np.radians(random.uniform(2, 7, count)), strict=True):
        way = np.array([math.cos(turn), math.sin(turn)])
        out = float((under @ way).max()) + rim
        normal = (way[0] * math.cos(lean), way[1] * math.cos(lean), math.sin(lean))
        faces.append(half_space(normal, out * math.cos(lean) + top * math.sin(lean)))
    wide = 4 * float(np.abs(under).max() + rim) + top
    return intersection(box(wide, wide, 2 * top), *faces, k=0.2 * rim)


def _books(under: F64, top: float, height: float, random: np.random.Generator) -> tuple[Sdf, F64]:
    """A stack, each book turned a little, every other one with its spine to the front."""
    count = int(np.clip(round(top / (0.13 * height)), 2, 5))
    thick = top * (shares := random.uniform(0.8, 1.25, count)) / shares.sum()
    half = _half(under, height)
    solids, reach, z = [], half, top
    into = 0.004 * height  # each reaches a little into the next: a mere touch would not hold
    for i, t in enumerate(thick):
        grown = (1.0 + 0.035 * i) * half
        angle = float(random.uniform(-2, 2) if i == 0 else random.uniform(-8, 8))
        book = _book(2 * float(grown[0]), 2 * float(grown[1]), float(t) + into, height)
        z -= float(t)
        solids.append(book.turn(z=angle + 180 * (i % 2)).at(z=z - into))
        c, s = math.cos(math.radians(angle)), abs(math.sin(math.radians(angle)))
        reach = np.maximum(reach, c * grown + s * grown[::-1])
    return union(*solids), reach + 0.01 * height


def _book(wide: float, deep: float, thick: float, height: float) -> Sdf:
    """A closed book lying on z = 0, its spine towards -y."""
    board = min(max(1.5, 0.16 * thick), 0.3 * thick)
    inset = 0.014 * height
    cover = box(wide, deep, thick, round=0.4 * board)
    gap = thick - 2 * board
    block = box(wide, deep, gap + 0.02).at(y=2.5 * inset)
    leaves = box(wide - 2 * inset, deep - inset, gap + 1).at(y=0)
    cut = difference(block, leaves)
    spine = [
        box(0.05 * wide, 3 * board, thick - 0.8 * board, round=0.4 * board).at(x * wide, -deep / 2)
        for x in (-0.34, 0.34)
    ]
    return union(difference(cover, cut), *spine, k=0.3).at(z=thick / 2)


def _crate(under: F64, top: float, height: float, random: np.random.Generator) -> tuple[Sdf, F64]:
    """Boards on a solid core, a post at each corner."""
    half = _half(under, height)
    x, y = (float(h) for h in half)
    proud = 0.02 * height
    core = box(2 * (x - proud), 2 * (y - proud), top - proud).at(z=(top - proud) / 2)
    count = max(3, round(top / (0.13 * height)))
    step = top / count
    board = box(2 * x - 0.6 * proud, 2 * y - 0.6 * proud, 0.86 * step, round=0.25 * proud)
    boards = [board.at(z=(i + 0.57) * step) for i in range(count)]  # the last is the lid
    post = box(4 * proud, 4 * proud, top, round=0.3 * proud)
    posts = [post.at(sx * (x - 1.6 * proud), sy * (y - 1.6 * proud), top / 2)
             for sx in (-1, 1) for sy in (-1, 1)]  # fmt: skip
    return union(core, *boards, *posts), half + 0.5 * proud


def _table(under: F64, top: float, height: float, random: np.random.Generator) -> tuple[Sdf, F64]:
    """A round table under a cloth that hangs in folds to the ground."""
    half = _half(under, height)
    reach = max(1.0, 1.02 * float(np.hypot(*(under / half).T).max()))  # of the ellipse in `half`
    a, b = (float(h) * reach + 0.01 * height for h in half)
    cloth = cone(1.03 * a, a, top, round=0.02 * height).stretch(1, b / a, 1).at(z=top / 2)
    folds = []
    count = 2 * int(random.integers(8, 11))
    start = float(random.uniform(0, math.tau))
    for i in range(count):
        turn = start + math.tau * (i + 0.2 * math.sin(3.1 * i)) / count
        c, s = math.cos(turn), math.sin(turn)
        high = (0.93 * a * c, 0.93 * b * s, 0.94 * top)
        low = (1.06 * a * c, 1.06 * b * s, 0)
        folds.append(capsule(high, low, 0.018 * height, 0.042 * height))
    return union(cloth, *folds, k=0.02 * height), np.array([a, b]) * 1.12
