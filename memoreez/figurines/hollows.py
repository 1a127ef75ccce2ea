"""Hollows that only tiny holes open: no void to a file, but one to whoever prints it.

An inner skin that a few pinholes tie to the outer one makes one closed shell, which a slicer takes
for walls round air. On a grid, air that lies near the surface on all sides is taken for solid;
air that is then cut off from the outside is a hollow, where what closed it is next to nothing
beside its own surface. A cup, a vase, a bird house or the room between arm and body keeps a way
out, or has gaps that are large beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from memoreez.figurines.columns import Columns

PINHOLE_MM = 1.2  # openings up to about this width: nobody makes such a hole on purpose
TORN_MM = 2.4  # the same where a surface was torn; a hole of 3.5 mm is open for certain
COARSE_MM = 0.6  # finer cells are taken together for a first look, which costs next to nothing
OPEN = 0.03  # of its surface: what has more of it open is no hollow
LEAST_MM3 = 100.0  # what is smaller is a gap between parts,
SHARE = 0.01  # also what is less than that of the solid
LOOKED_AT = 20  # rooms, the largest ones

Flags = npt.NDArray[np.bool_]
Part = tuple[slice, ...]


@dataclass(frozen=True, eq=False)
class Hollow:
    """Air inside a solid."""

    mm3: float
    open_mm2: float  # of its surface: where it was closed
    part: Part  # of the grid, with `EDGE` cells round it,
    cells: Flags  # and which of its cells are air of the hollow


EDGE = 5  # cells of air round the grid


def hollows(columns: Columns, *, open_mm: float = PINHOLE_MM) -> list[Hollow]:
    """The hollows that no opening wider than about `open_mm` leads into, closed voids among them.

    Cells are those of `columns`, with `EDGE` cells more on each side.
    """
    solid = columns.winding > 0
    size = np.array([columns.layer_mm, columns.pixel_mm, columns.pixel_mm])
    least = max(LEAST_MM3, SHARE * columns.cell_mm3 * np.count_nonzero(solid))
    if size.max() < COARSE_MM and not any(_rooms(_halved(solid), 2 * size, least / 2, ("box",))):
        return []
    steps = ("box",), ("box", "plus"), ("plus", "box", "plus")
    reach = int(np.clip(np.round(open_mm / 2 / size.max()), 1, len(steps)))
    return list(_rooms(solid, size, least, steps[reach - 1]))


def _halved(solid: Flags) -> Flags:
    """Cells twice as large, solid where any part of them is."""
    for axis in range(3):
        cells = np.moveaxis(solid, axis, 0)
        if len(cells) % 2:
            cells = np.concatenate([cells, np.zeros_like(cells[:1])])
        solid = np.moveaxis(cells[::2] | cells[1::2], 0, axis)
    return solid


def _rooms(
    solid: Flags, size: npt.NDArray[np.float64], least_mm3: float, steps: tuple[str, ...]
) -> Iterator[Hollow]:
    """Rooms of that volume without a way out that `steps` leave open."""
    solid = np.pad(solid, EDGE)
    labels, count = ndimage.label(~grown(solid, *steps))
    if count < 2:
        return
    sizes = np.bincount(labels.reshape(-1))
    sizes[[0, labels[0, 0, 0]]] = 0
    places = ndimage.find_objects(labels)
    for number in np.argsort(-sizes, kind="stable")[:LOOKED_AT]:
        if not sizes[number]:
            return
        part = tuple(slice(p.start - EDGE + 1, p.stop + EDGE - 1) for p in places[number - 1])
        walls = solid[part]
        room = grown(labels[part] == number, *steps, "plus") & ~walls
        mm3 = float(np.prod(size)) * np.count_nonzero(room)
        if mm3 < least_mm3:
            continue
        open_mm2, all_mm2 = (_sides(room, air, size) for air in (~walls & ~room, ~room))
        if open_mm2 < OPEN * all_mm2:
            yield Hollow(mm3, open_mm2, part, room)


def _sides(one: Flags, other: Flags, size: npt.NDArray[np.float64]) -> float:
    """How many mm² of cells' sides lie between two kinds of cells."""
    total = 0.0
    for axis in range(3):
        a, b = np.moveaxis(one, axis, 0), np.moveaxis(other, axis, 0)
        met = np.count_nonzero(a[1:] & b[:-1]) + np.count_nonzero(a[:-1] & b[1:])
        total += met * float(np.prod(size) / size[axis])
    return total


def grown(cells: Flags, *steps: str) -> Flags:
    """The cells with their neighbours, step by step: "plus" those beside them, "box" all 26.

    The steps taken in turn come near to a ball.
    """
    for step in steps:
        start, cells = cells, cells.copy()
        for axis in range(3):
            before = start if step == "plus" else cells.copy()
            one, to = np.moveaxis(before, axis, 0), np.moveaxis(cells, axis, 0)
            to[1:] |= one[:-1]
            to[:-1] |= one[1:]
    return cells
