"""The word on a book or a scroll: broken into rows, sized to its place, letter by letter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.lettering import Contour, clean, glyph, layout, metrics
from memoreez.sdf import Sdf, extrude, grow, union

LEADING = 1.55  # cap heights from one baseline to the next
STROKE = 0.2  # cap heights: how wide the stems of the bold font are


@dataclass(frozen=True, eq=False)
class Block:
    """Letters centred on the origin, x to the right and y up, in mm."""

    letters: tuple[tuple[Contour, ...], ...]
    cap_mm: float
    height_mm: float

    def solid(self, depth_mm: float, stroke_mm: float) -> Sdf:
        """All letters as prisms through z = 0; strokes thinner than `stroke_mm` are widened."""
        bolder = float(np.clip((stroke_mm - STROKE * self.cap_mm) / 2, 0.0, 0.07 * self.cap_mm))
        prisms = [extrude(*contours, height=depth_mm) for contours in self.letters]
        return union(*[grow(prism, bolder) for prism in prisms] if bolder else prisms)


def fit(label: str, width_mm: float, height_mm: float, cap_mm: float) -> Block | None:
    """`label` as large as it fits, `cap_mm` at most, in one row or two; None when it is empty."""
    text = clean(label)
    if not text:
        return None
    breaks = [i for i, char in enumerate(text) if char == " "]
    ways = [(text,), *[(text[:i], text[i + 1 :]) for i in breaks]]
    sized = [(_cap(rows, width_mm, height_mm), rows) for rows in ways]
    cap, rows = max(sized, key=lambda way: min(way[0], cap_mm))
    cap = min(cap, cap_mm)
    letters: list[tuple[Contour, ...]] = []
    for i, row in enumerate(rows):
        y = ((len(rows) - 1) / 2 - i) * LEADING * cap - cap / 2
        letters += _letters(row, cap, -metrics(row).width * cap / 2, y)
    return Block(tuple(letters), cap, cap * (1 + LEADING * (len(rows) - 1)))


def _cap(rows: tuple[str, ...], width_mm: float, height_mm: float) -> float:
    """The largest cap height at which all rows fit."""
    return min(
        height_mm / (LEADING * len(rows)), width_mm / max(metrics(row).width for row in rows)
    )


def _letters(text: str, cap: float, x: float, y: float) -> list[tuple[Contour, ...]]:
    """Each letter's contours in mm, the ink of the text beginning at `x`, its baseline at `y`."""
    placed = [
        tuple(np.add(contour, (pen, 0.0)) * cap for contour in _contours(char))
        for char, pen in layout(text)
    ]
    inked = [contours for contours in placed if contours]
    start = min(float(contour[:, 0].min()) for contours in inked for contour in contours)
    return [tuple(np.add(c, (x - start, y)) for c in contours) for contours in inked]


def _contours(char: str) -> tuple[Contour, ...]:
    """Flattened to 0.02 cap heights: chords cost time, and finer ones would not print."""
    return glyph(char, "sans", 0.02).contours
