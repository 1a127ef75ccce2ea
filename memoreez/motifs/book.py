"""An open book on a small lectern: curved pages, boards, a ribbon, a label with a word."""

from __future__ import annotations

import numpy as np

from memoreez.motifs import motif
from memoreez.motifs._label import fit
from memoreez.sdf import (
    Sdf,
    box,
    curve,
    cylinder,
    difference,
    extrude,
    grow,
    half_space,
    intersection,
    loop,
    mirror,
    sphere,
    tube,
    union,
)

# Modelled lying open: x to the right, y up the page, z out of it.
PAGE_X, PAGE_Y = 27.0, 37.0
TILT = 50.0  # degrees from lying flat
PLATE_X = 2 * PAGE_X - 1.0  # the plate across the fold, bowed like the pages, only less
PLATE_Z, BOW = 7.2, 200.0  # its top in the middle, and the radius of its bow


@motif(
    "thing",
    en="book, books, reading, reader, novel, bookworm, library, literature, story, stories, "
    "storytelling, author, writer, book club, bookshop, fantasy, crime novels, fiction, "
    "studying, student, teacher, cookbook, bible, languages, history",
    de="Buch, Bücher, Lesen, Leser, Leserin, Leseratte, Bücherwurm, Roman, Romane, Bibliothek, "
    "Literatur, Geschichten, Autorin, Autor, Schriftsteller, Krimis, Studieren, Lernen, "
    "Lehrerin, Bücherei, Schmökern, Sprachen",
    fr="livre, livres, lecture, lire, lecteur, lectrice, roman, romans, bibliothèque, "
    "littérature, histoires, auteur, écrivain, bouquin, bouquiner, librairie, étudier, "
    "professeur, langues",
    es="libro, libros, lectura, leer, lector, lectora, novela, novelas, biblioteca, "
    "literatura, cuentos, historias, autor, escritora, librería, estudiar, profesora, ratón "
    "de biblioteca, idiomas",
    hold="front",
    to_person=0.34,
    grip=(0, 1, -9),
    poses=("stand", "held"),
    labelled=True,
)
def book(wall: float = 1.2, pose: str = "stand", label: str = "") -> Sdf:
    """Lies on a slope, or is held open at the same slope; a plate across the pages says `label`."""
    solid = _book(wall, label, lifted=pose == "held").turn(x=TILT)
    if pose == "held":
        return solid
    raised = solid.at(y=-1, z=18.4)
    return union(raised, _lectern().at(y=1)) & half_space((0, 0, -1))


def _book(wall: float, label: str, lifted: bool) -> Sdf:
    """`lifted`: the word is moved up, clear of hands at the lower corners."""
    pages = _pages()
    board = max(1.6, wall)
    cover = mirror(
        box(PAGE_X + 1.6, PAGE_Y + 3.4, board, round=0.7).at((PAGE_X + 1.6) / 2).turn(y=-3), "x"
    )
    spine = box(6.5, PAGE_Y + 3.4, board + 1.6, round=1.2)
    back = union(cover.at(z=-board / 2 + 0.6), spine.at(z=-board / 2 + 0.4), k=0.8)
    thick = max(1.0, 0.8 * wall)
    word = fit(label, PLATE_X - 6, 23, cap_mm=11)
    half = word.height_mm / 2 + 0.2 * word.cap_mm + 1.6 if word else 0.0  # of the plate
    y = min(5.0, PAGE_Y / 2 - half - 0.4) if word and lifted else 0.0
    lines = mirror(_lines(thick, y, half + thick if word else 0), "x")
    printed = intersection(lines, grow(pages, max(0.7, 0.4 * wall)))
    plate = [_plate(half, word.solid(24, 0.5 * wall), wall).at(y=y)] if word else []
    return union(back, _ribbon(wall), pages, printed, *plate)


def _pages() -> Sdf:
    """Two blocks of leaves that swell up from the fold; their edges show the leaves."""
    top = curve([(0, 2.5), (1.7, 4.2), (5, 5.5), (9.5, 5.9), (18, 5.0), (PAGE_X, 3.4)], 28)
    outline = np.r_[top, [(PAGE_X - 0.4, 0.2), (0, -0.4)]]
    block = extrude(outline, height=PAGE_Y, round=0.4).turn(x=90)
    leaves = [tube(_under(top, d), 0.3) for d in (1.2, 2.3)]
    ends = [leaf.at(y=y) for leaf in leaves for y in (-PAGE_Y / 2, PAGE_Y / 2)]
    sides = [box(0.6, PAGE_Y + 1, 0.55, round=0.2).at(PAGE_X - 0.1, 0, z) for z in (1.3, 2.4)]
    return mirror(difference(block, *ends, *sides), "x")


def _under(top: np.ndarray[tuple[int, int], np.dtype[np.float64]], d: float) -> list[list[float]]:
    """The upper edge of the leaves, `d` mm further down: (n, 3)."""
    return [[x, 0.0, max(z - d, 0.3)] for x, z in top[3::4]] + [[PAGE_X, 0.0, top[-1][1] - d]]


def _plate(half: float, word: Sdf, wall: float) -> Sdf:
    """A smooth plate across both pages, `half` mm high from its middle, the word cut into it.

    Raised letters would melt together where the book is small; a groove stays dark and narrow.
    """
    bite, turn = 1.8, np.linspace(0, np.pi / 2, 7)
    quarter = np.c_[PLATE_X / 2 - bite * np.sin(turn), half - bite * np.cos(turn)]
    right = np.r_[quarter[::-1], quarter * (1, -1)]
    outline = np.r_[right, right[::-1] * (-1, 1)]
    swell = cylinder(BOW, 80).turn(x=90)
    slab = extrude(outline, height=12, round=0.6).at(z=6) & swell.at(z=PLATE_Z - BOW)
    return slab - (word.at(z=12) - swell.at(z=PLATE_Z - BOW - max(1.0, 0.45 * wall)))


def _lines(thick: float, middle: float, free: float) -> Sdf:
    """The lines of the right-hand page, the lowest one short, none within `free` of `middle`."""
    rows = np.arange(-PAGE_Y / 2 + 3.4, PAGE_Y / 2 - 3, 2.5 * thick)
    rows = rows - rows.mean()
    lines = [
        box(17 if i == 0 else 20.5, thick, 12).at(11.25 if i == 0 else 13, y, 7.5)
        for i, y in enumerate(rows)
        if abs(y - middle) >= free
    ]
    return union(*lines or [sphere(0.1).at(1, 0, 2)])  # inside the pages: nothing to see


def _ribbon(wall: float) -> Sdf:
    """A bookmark that runs down the fold and over the lower edge, with a swallow-tail."""
    y, half = -PAGE_Y / 2, max(1.1, wall / 2)
    path = curve(
        [(0, y + 7, 2.2), (0.2, y - 0.6, 2.2), (1.2, y - 2.2, 0.6), (1.6, y - 2.6, -3)], 10
    )
    return tube(path, half, k=0.3)


def _lectern() -> Sdf:
    """A wedge with a ledge for the book, a heart carved into its back."""
    side = [(-15.5, 0), (13, 0), (13, 2), (9.5, 29), (7.5, 30), (-15.5, 3.4)]
    wedge = extrude(side, height=43, round=1.2).turn(x=90).turn(z=90)
    foot = box(47, 31, 3.2, round=1.4).at(0, -1.5, 1.2)
    ledge = box(36, 3.4, 6.4, round=1.5).turn(x=TILT - 90).at(0, -15.6, 3.4)
    half = [(0, -7), (4.5, -3), (7.6, 1.2), (7.4, 5), (4.4, 6.9), (1.4, 5.6)]
    points = [*half, (0, 3.8), *[(-x, z) for x, z in reversed(half[1:])]]
    heart = extrude(loop(points, 56), height=4, round=0.4).turn(x=82.5).at(0, 11.6, 13.5)
    return difference(union(wedge, foot, ledge, k=0.5), heart, k=0.5)
