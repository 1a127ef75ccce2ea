"""Text to outlines, with the bundled open fonts: Latin, Greek, Cyrillic and a few symbols.

`sans` is Noto Sans Bold, `serif` is Noto Serif Bold (SIL Open Font License), and symbols such as
♥ ★ ♪ come from DejaVu Sans Bold. A character that the asked font lacks is taken from the others.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
from fontTools.pens.basePen import decomposeQuadraticSegment
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from manifold3d import CrossSection, FillRule, JoinType, OpType

from memoreez.errors import InscriptionError, UnknownName

Contour = npt.NDArray[np.float64]  # (n, 2), closed without repeating the first point

FONTS = ("sans", "serif")
TRACKING = 0.04  # cap heights added after each character: engraved letters need air
FLATNESS_MM = 0.02  # largest distance between a curve and its chords
DETAIL_MM = 0.012  # a point nearer than this to the chord past it is dropped

_FILES = {
    "sans": "NotoSans-Bold.ttf",
    "serif": "NotoSerif-Bold.ttf",
    "symbols": "DejaVuSans-Bold-symbols.ttf",
}
_VARIATION_SELECTORS = dict.fromkeys((0xFE0E, 0xFE0F))  # "draw as text" / "draw as emoji"


@dataclass(frozen=True, eq=False)
class Glyph:
    """One character, measured in cap heights; y = 0 is the baseline, x = 0 the pen."""

    contours: tuple[Contour, ...]
    advance: float


@dataclass(frozen=True, eq=False)
class Metrics:
    """A line of text as a whole, measured in cap heights."""

    width: float  # of the ink
    low: float  # of the ink, from the baseline
    high: float
    strokes: npt.NDArray[np.float64]  # (characters, 2): see `stroke`; infinite for a space


@dataclass(frozen=True, eq=False)
class _Font:
    """An opened font file. `scale` turns its units into cap heights."""

    glyphs: Any
    cmap: dict[int, str]
    scale: float
    kerning: tuple[Any, ...]  # PairPos subtables, OpenType 1.9 §GPOS lookup type 2


def outlines(text: str, cap_height_mm: float, font: str = "sans") -> list[Contour]:
    """Closed contours (n, 2) float64 mm of `text` on the baseline y = 0, the pen starting at x = 0.

    Fill them with the non-zero rule. Kerned, slightly tracked; curves are flattened to
    `FLATNESS_MM`. Raises InscriptionError, UnknownName.
    """
    tolerance = FLATNESS_MM / cap_height_mm
    return [
        np.add(contour, (x, 0.0)) * cap_height_mm
        for char, x in layout(clean(text, font), font)
        for contour in glyph(char, font, tolerance).contours
    ]


def ink(
    text: str, cap_height_mm: float, font: str, fatter_mm: npt.NDArray[np.float64], gap_mm: float
) -> CrossSection:
    """The letters of a cleaned `text` as areas, baseline on y = 0.

    `fatter_mm` (characters,) grows each outline on each side, with round corners; letters move
    apart by as much, and none comes nearer than `gap_mm` to the one before it.
    """
    letters: list[CrossSection] = []
    x_mm, tolerance = 0.0, FLATNESS_MM / cap_height_mm
    for (char, x), fatter in zip(layout(text, font), fatter_mm, strict=True):
        contours = [c * cap_height_mm for c in glyph(char, font, tolerance).contours]
        if contours:
            letter = CrossSection(contours, FillRule.NonZero)
            letter = letter.offset(fatter, JoinType.Round, 2.0, 24).simplify(DETAIL_MM)
            letter = letter.translate((x * cap_height_mm + x_mm + fatter, 0.0))
            push = _push(letters[-1], letter, gap_mm) if letters else 0.0
            letters.append(letter.translate((push, 0.0)))
            x_mm += push
        x_mm += 2 * fatter
    return CrossSection.batch_boolean(letters, OpType.Add)


def _push(before: CrossSection, letter: CrossSection, gap_mm: float) -> float:
    """How far `letter` must move right to stay `gap_mm` away from the one before it."""
    zone, push = before.offset(gap_mm, JoinType.Round, 2.0, 16), 0.0
    while not (overlap := zone ^ letter.translate((push, 0.0))).is_empty():
        left, _, right, _ = overlap.bounds()
        push += right - left + 0.01
    return push


def clean(text: str, font: str = "sans") -> str:
    """`text` composed (NFC) and trimmed. Raises InscriptionError naming what cannot be engraved."""
    text = _composed(text)
    for char in text:
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            raise InscriptionError(
                f"The inscription has the control character U+{ord(char):04X}; "
                "use letters, digits and punctuation only."
            )
    lacking = missing(text, font)
    if lacking:
        name = unicodedata.name(lacking[0], f"U+{ord(lacking[0]):04X}")
        raise InscriptionError(
            f"The inscription has {lacking[0]!r} ({name}), which none of the bundled fonts "
            "can engrave; use Latin, Greek or Cyrillic letters."
        )
    return text


def missing(text: str, font: str = "sans") -> tuple[str, ...]:
    """The characters of `text` that no bundled font has, each once, in order."""
    order = _order(font)
    chars = dict.fromkeys(_composed(text))
    return tuple(c for c in chars if not any(ord(c) in _open(name).cmap for name in order))


def layout(text: str, font: str = "sans") -> tuple[tuple[str, float], ...]:
    """Each character of a cleaned `text` with its pen position in cap heights."""
    placed = []
    x, before = 0.0, ""
    for char in text:
        x += _kern(before, char, font)
        placed.append((char, x))
        x += glyph(char, font).advance + TRACKING
        before = char
    return tuple(placed)


def glyph(char: str, font: str = "sans", tolerance: float = 0.004) -> Glyph:
    """One character in cap heights, its curves flattened to `tolerance` cap heights or finer."""
    return _glyph(char, font, math.floor(math.log2(tolerance)))


@lru_cache(maxsize=256)
def metrics(text: str, font: str = "sans") -> Metrics:
    """The measures of a cleaned `text`."""
    placed = layout(text, font)
    points = [c + np.array((x, 0.0)) for char, x in placed for c in glyph(char, font).contours]
    ink = np.concatenate(points) if points else np.zeros((1, 2))
    strokes = np.array([stroke(char, font) for char, _ in placed]).reshape(-1, 2)
    return Metrics(float(np.ptp(ink[:, 0])), ink[:, 1].min(), ink[:, 1].max(), strokes)


@lru_cache(maxsize=4096)
def stroke(char: str, font: str = "sans") -> tuple[float, float]:
    """How wide the strokes of a character are, in cap heights: its stems, and its thin parts.

    The widest disc that still reaches half of its area (morphological opening), and the widest
    that reaches 85 % of it: the rest is corners.
    """
    outline = CrossSection(list(glyph(char, font, 0.01).contours), FillRule.NonZero)
    if outline.is_empty():
        return math.inf, math.inf
    return _opening(outline, 0.5), _opening(outline, 0.85)


def _opening(outline: CrossSection, share: float) -> float:
    """The diameter of the largest disc whose sweep inside `outline` covers `share` of it."""
    low, high = 0.0, 1.0
    for _ in range(9):
        middle = (low + high) / 2
        swept = outline.offset(-middle / 2, JoinType.Round, 2.0, 16)
        swept = swept.offset(middle / 2, JoinType.Round, 2.0, 16)
        low, high = (middle, high) if swept.area() >= share * outline.area() else (low, middle)
    return low


@lru_cache(maxsize=4096)
def _glyph(char: str, font: str, level: int) -> Glyph:
    source = _open(_source(char, font))
    drawn = source.glyphs[source.cmap[ord(char)]]
    pen = DecomposingRecordingPen(source.glyphs)  # type: ignore[no-untyped-call]
    drawn.draw(pen)
    contours = _flatten(pen.value, source.scale, 2.0**level)
    return Glyph(tuple(c for c in contours if len(c) > 2), drawn.width * source.scale)


def _flatten(commands: list[Any], scale: float, tolerance: float) -> list[Contour]:
    """Pen commands to contours in cap heights."""
    contours: list[list[Any]] = []
    for command, points in commands:
        scaled: list[Any] = [p and (p[0] * scale, p[1] * scale) for p in points]
        if command == "moveTo":
            contours.append(scaled)
        elif command == "lineTo":
            contours[-1].extend(scaled)
        elif command == "qCurveTo" and scaled[-1] is None:  # a contour of off-curve points only
            middle = tuple(np.add(scaled[-2], scaled[0]) / 2)
            contours.append([middle])
            _curve(contours[-1], [*scaled[:-1], middle], tolerance)
        elif command == "qCurveTo":
            _curve(contours[-1], scaled, tolerance)
    return [_closed(contour) for contour in contours]


def _curve(contour: list[Any], points: list[Any], tolerance: float) -> None:
    """Append a TrueType spline: a chord of a parabola cut in n lies |p0 - 2p1 + p2| / 4n² off."""
    for control, end in decomposeQuadraticSegment(points):  # type: ignore[no-untyped-call]
        p0, p1, p2 = np.array(contour[-1]), np.array(control), np.array(end)
        bend = float(np.hypot(*(p0 - 2 * p1 + p2)))
        n = max(1, math.ceil(math.sqrt(bend / (4 * tolerance))))
        t = (np.arange(1, n + 1) / n)[:, None]
        contour.extend(map(tuple, (1 - t) ** 2 * p0 + 2 * t * (1 - t) * p1 + t * t * p2))


def _closed(points: list[Any]) -> Contour:
    """(n, 2) without repeated neighbours; read-only, since it is shared by the cache."""
    contour = np.array(points, np.float64).reshape(-1, 2)
    contour = contour[np.any(contour != np.roll(contour, 1, axis=0), axis=1)]
    contour.flags.writeable = False
    return contour


@lru_cache(maxsize=4096)
def _kern(left: str, right: str, font: str) -> float:
    """The kerning of a pair in cap heights; 0 when the two come from different fonts."""
    if not left or _source(left, font) != _source(right, font):
        return 0.0
    source = _open(_source(left, font))
    first, second = source.cmap[ord(left)], source.cmap[ord(right)]
    for table in source.kerning:
        if first in table.Coverage.glyphs:
            value = _pair(table, first, second)
            if value is not None:
                return value * source.scale
    return 0.0


def _pair(table: Any, first: str, second: str) -> float | None:
    """XAdvance of a PairPos subtable; None in format 1 when the pair is not listed."""
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
        values = [pair.Value1 for pair in pairs if pair.SecondGlyph == second]
        return float(getattr(values[0], "XAdvance", 0)) if values else None
    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
    cell = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)]
    return float(getattr(cell.Value1, "XAdvance", 0))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_VARIATION_SELECTORS).strip(" ")


def _order(font: str) -> tuple[str, ...]:
    if font not in FONTS:
        raise UnknownName("font", font, FONTS)
    return (font, *(name for name in _FILES if name != font))


def _source(char: str, font: str) -> str:
    """The first font, starting with the asked one, that has `char`."""
    return next(name for name in _order(font) if ord(char) in _open(name).cmap)


@lru_cache
def _open(name: str) -> _Font:
    path = resources.files("memoreez").joinpath("fonts", _FILES[name])
    with resources.as_file(path) as file:
        font: Any = TTFont(file, lazy=False)
    glyphs = font.getGlyphSet()
    # DejaVu's table has no cap height; its H is 1493 of 2048 units high.
    cap = getattr(font["OS/2"], "sCapHeight", 0) or 0.729 * font["head"].unitsPerEm
    tables = font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ()
    kerning = tuple(getattr(s, "ExtSubTable", s) for lookup in tables for s in lookup.SubTable)
    return _Font(glyphs, font.getBestCmap(), 1 / cap, kerning)
