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
    one_page: bool = False  # so short that it stands on the page right of the fold

    def solid(self, depth_mm: float, stroke_mm: float) -> Sdf:
        """All letters as prisms through z = 0; strokes thinner than `stroke_mm` are widened."""
        bolder = float(np.clip((stroke_mm - STROKE * self.cap_mm) / 2, 0.0, 0.07 * self.cap_mm))
        prisms = [extrude(*contours, height=depth_mm) for contours in self.letters]
        return union(*[grow(prism, bolder) for prism in prisms] if bolder else prisms)


def fit(
    label: str, width_mm: float, height_mm: float, cap_mm: float, gutter_mm: float = 0
) -> Block | None:
    """`label` as large as it fits, `cap_mm` at most, in one row or two; None when it is empty.

    With a `gutter_mm` no letter lies within half of it of x = 0, the fold of an open book; a text
    that fits on one page stands in the middle of the right-hand one.
    """
    text = clean(label)
    if not text:
        return None
    if gutter_mm and metrics(text).width * cap_mm <= (width_mm - gutter_mm) / 2:
        x = (width_mm + gutter_mm) / 4 - metrics(text).width * cap_mm / 2
        return Block(tuple(_letters(text, cap_mm, x, -cap_mm / 2)), cap_mm, cap_mm, one_page=True)
    breaks = [i for i, char in enumerate(text) if char == " "]
    ways = [(text,), *[(text[:i], text[i + 1 :]) for i in breaks]]
    sized = [(_cap(rows, width_mm, height_mm, gutter_mm), rows) for rows in ways]
    cap, rows = max(sized, key=lambda way: min(way[0], cap_mm))
    cap = min(cap, cap_mm)
    letters: list[tuple[Contour, ...]] = []
    for i, row in enumerate(rows):
        y = ((len(rows) - 1) / 2 - i) * LEADING * cap - cap / 2
        letters += _place(row, cap, y, gutter_mm)
    return Block(tuple(letters), cap, cap * (1 + LEADING * (len(rows) - 1)))


def _cap(rows: tuple[str, ...], width_mm: float, height_mm: float, gutter_mm: float) -> float:
    """The largest cap height at which all rows fit."""
    tall = height_mm / (LEADING * len(rows))
    if gutter_mm:
        widest = max(metrics(half).width for row in rows for half in _halves(row) if half)
        return min(tall, (width_mm - gutter_mm) / 2 / widest)
    return min(tall, width_mm / max(metrics(row).width for row in rows))


def _halves(row: str) -> tuple[str, str]:
    """What goes left and right of a fold: as even as can be, between words when that is close."""

    def wider(i: int) -> float:
        left, right = row[:i].strip(), row[i:].strip()
        widths = [metrics(part).width for part in (left, right) if part]
        return max(widths) * (1.0 if " " in row[i - 1 : i + 1] else 1.15)

    i = min(range(1, len(row) + 1), key=wider)
    return row[:i].strip(), row[i:].strip()


def _place(row: str, cap: float, y: float, gutter_mm: float) -> list[tuple[Contour, ...]]:
    if not gutter_mm:
        return _letters(row, cap, -metrics(row).width * cap / 2, y)
    left, right = _halves(row)
    letters = _letters(left, cap, -gutter_mm / 2 - metrics(left).width * cap, y)
    return letters + (_letters(right, cap, gutter_mm / 2, y) if right else [])


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
