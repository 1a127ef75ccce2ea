"""An inscription of one or two lines on the wall of a pedestal, engraved or embossed.

Letters are set flat, fattened where the nozzle needs it, bent along the wall and cut exactly.
Under an engraved groove lies an inlay, a body of its own: in two colours the letters are golden.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from manifold3d import CrossSection, JoinType, Manifold, OpType

from memoreez import lettering
from memoreez.errors import InscriptionError, UnknownName
from memoreez.figurines.pedestal import MIN_HEIGHT_MM, Array, Pedestal, Wall, edges

STYLES = ("engraved", "embossed")
STROKE_MM = 0.8  # two lines of a 0.4 mm nozzle: what half of each letter's area must have
HAIR_MM = 0.5  # its thin parts: one line, with room for the inlay
GAP_MM = 0.4  # between letters: one line
MIN_CAP_MM = 2.4  # below, the eye of an "e" closes
FAIR_CAP_MM = 2.9  # of letters that had to reach wider than liked
GOOD_CAP_MM = 3.2  # from here on, two lines are stacked rather than joined
MAX_LETTERS = 120

_FATTEN = 0.08  # cap heights that an outline may grow on each side before it looks swollen
_INSET_MM = 0.02  # the inlay is this much narrower than its groove: no two walls coincide
_LEADING = 0.4  # first cap heights between the lines
_SECOND = 0.78  # cap height of the second line, in those of the first
_TALLEST = 0.6  # cap height in wall heights: the rest is rim
_RIM = 0.065  # wall heights kept free above and below the ink
_SAG_MM = 0.03  # of a letter bent round a curve
_JOINT = " \N{MIDDLE DOT} "
# How far the wall may turn under the text, in degrees to either side: liked, and at most.
_TURN_DEG = {"round": (70, 100), "oval": (70, 100), "square": (0, 0), "hexagonal": (0, 80)}


@dataclass(frozen=True, eq=False)
class Inscribed:
    """The two bodies, which touch and never overlap, and `solid`, both in one.

    Print `solid` rather than their union, which rounding leaves with flaps without volume.
    """

    solid: Manifold
    pedestal: Manifold
    inscription: Manifold
    lines: tuple[str, ...]  # as set: two joined lines are one
    cap_height_mm: float  # of the smallest line
    stroke_mm: float  # of the thinnest letter; see STROKE_MM
    depth_mm: float


@dataclass(frozen=True)
class _Room:
    """What a wall offers, in millimetres, and what its bend costs."""

    height: float
    liked: float  # width that looks best
    widest: float
    squeeze: float  # a letter's width at the depth of the groove, in its width on the wall


@dataclass(frozen=True)
class _Line:
    """One line of letters on its baseline, `y` above that of the first line, mm."""

    text: str
    font: str
    cap: float
    y: float
    squeeze: float

    @property
    def _ink(self) -> lettering.Metrics:
        return lettering.metrics(self.text, self.font)

    def fat(self) -> Array:
        """(letters,) by how much each outline must grow on each side to be printed, mm."""
        stem, hair = self._ink.strokes.T
        wanted = np.maximum(_wanted(STROKE_MM, self) - stem * self.cap, 0.0)
        grown: Array = np.maximum(wanted, _wanted(HAIR_MM, self) - hair * self.cap) / 2
        return grown

    def least(self) -> float:
        """The smallest cap height at which no letter must grow beyond `_FATTEN`, mm."""
        stem, hair = self._ink.strokes.T + 2 * _FATTEN
        caps = np.maximum(_wanted(STROKE_MM, self) / stem, _wanted(HAIR_MM, self) / hair)
        return max(MIN_CAP_MM, float(caps.max()))

    def stroke(self) -> float:
        stem, _ = self._ink.strokes.T
        return float((stem * self.cap + 2 * self.fat()).min() * self.squeeze)

    def width(self) -> float:
        return self._ink.width * self.cap + 2 * float(self.fat().sum())

    def top(self) -> float:
        return self.y + self._ink.high * self.cap + float(self.fat().max())

    def bottom(self) -> float:
        return self.y + self._ink.low * self.cap - float(self.fat().max())


_Setting = Callable[[float], list[_Line]]  # a cap height to the lines set in it


def inscribe(
    pedestal: Pedestal, lines: tuple[str, ...], style: str = "engraved", font: str = "sans"
) -> Inscribed:
    """`pedestal` with `lines` in the largest letters that fit its front.

    Two lines are stacked when the wall is high enough, else joined by a middle dot.
    Raises InscriptionError when they do not fit or no font has a character, UnknownName.
    """
    if style not in STYLES:
        raise UnknownName("inscription style", style, STYLES)
    room = _room(pedestal, style)
    stack = _centred(_arrange(pedestal, room, _clean(lines, font), font), room)
    cap = min(line.cap for line in stack)
    depth = min(max(0.8, 0.14 * cap), 2.0)
    text = CrossSection.batch_boolean([_ink(line) for line in stack], OpType.Add)
    bodies = (_engrave if style == "engraved" else _emboss)(pedestal, text, depth)
    stroke = min(line.stroke() for line in stack)
    return Inscribed(*bodies, tuple(line.text for line in stack), cap, stroke, depth)


def needed_height_mm(
    lines: tuple[str, ...], profile: str = "chamfered", font: str = "sans"
) -> float:
    """The lowest pedestal, in steps of 0.5 mm, where `lines` stand well, one above the other.

    Whether they fit its width is for `inscribe`. Raises InscriptionError.
    """
    setting = _setting(_clean(lines, font), font, 0.95)  # on a wall bent as is usual
    stack = setting(max(GOOD_CAP_MM, _least(setting)))
    for height in np.arange(MIN_HEIGHT_MM, 60.0, 0.5):
        low, high = (z for inset, z in edges(profile, float(height)) if inset == 0.0)
        if _fits(stack, high - low, np.inf):
            return float(height)
    raise InscriptionError(f"The inscription {lines[0][:40]!r} is too tall for any pedestal.")


def _clean(lines: tuple[str, ...], font: str) -> tuple[str, ...]:
    texts = tuple(text for text in (lettering.clean(line, font) for line in lines) if text)
    if not 1 <= len(texts) <= 2:
        raise InscriptionError(f"An inscription has one or two lines of text, not {len(texts)}.")
    for text in texts:
        if len(text) > MAX_LETTERS:
            raise InscriptionError(
                f"The line {text[:20] + '…'!r} has {len(text)} letters; use at most {MAX_LETTERS}."
            )
    return texts


def _room(pedestal: Pedestal, style: str) -> _Room:
    wall = pedestal.wall
    liked, widest = (wall.reach_mm(turn) for turn in _TURN_DEG[pedestal.shape])
    height = wall.high_mm - wall.low_mm
    margin = 0.15 * height if liked == wall.reach_mm(0) else 0.0  # from the corners of a face
    squeeze = 1 - 0.8 * wall.curvature(liked) if style == "engraved" else 1.0
    return _Room(height, 2 * (liked - margin), 2 * (widest - margin), squeeze)


def _arrange(pedestal: Pedestal, room: _Room, texts: tuple[str, ...], font: str) -> list[_Line]:
    one = _largest(_setting((_JOINT.join(texts),), font, room.squeeze), room)
    if len(texts) == 2:
        two = _largest(_setting(texts, font, room.squeeze), room)
        if two and (not one or two[0].cap >= min(GOOD_CAP_MM, one[0].cap)):
            return two
    if not one:
        raise _misfit(pedestal, room, texts, font)
    return one


def _setting(texts: tuple[str, ...], font: str, squeeze: float) -> _Setting:
    """One or two lines as a function of the first one's cap height."""

    def setting(cap_mm: float) -> list[_Line]:
        first = _Line(texts[0], font, cap_mm, 0.0, squeeze)
        if len(texts) == 1:
            return [first]
        second = _Line(texts[1], font, cap_mm * _SECOND, 0.0, squeeze)
        apart = second.cap + _LEADING * cap_mm
        apart = max(apart, second.top() - first.bottom() + GAP_MM)
        return [first, replace(second, y=-apart)]

    return setting


def _least(setting: _Setting) -> float:
    """The smallest cap height of the first line at which every line can be printed, mm."""
    return max(line.least() / line.cap for line in setting(1.0))


def _fits(stack: list[_Line], height_mm: float, width_mm: float) -> bool:
    tall = max(line.top() for line in stack) - min(line.bottom() for line in stack)
    return (
        tall <= height_mm * (1 - 2 * _RIM)
        and stack[0].cap <= height_mm * _TALLEST
        and max(line.width() for line in stack) <= width_mm
    )


def _largest(setting: _Setting, room: _Room) -> list[_Line]:
    """Smaller rather than wider than liked; but once that wide, no smaller than is fair."""
    liked = _fitted(setting, room, room.liked, np.inf)
    return liked or _fitted(setting, room, room.widest, FAIR_CAP_MM)


def _fitted(setting: _Setting, room: _Room, width_mm: float, most_mm: float) -> list[_Line]:
    """The largest setting, up to `most_mm` cap height, within a width; empty when none fits."""
    low = _least(setting)
    if not _fits(setting(low), room.height, width_mm):
        return []
    high = max(min(room.height, most_mm), low)
    while high - low > 0.005:
        middle = (low + high) / 2
        fits = _fits(setting(middle), room.height, width_mm)
        low, high = (middle, high) if fits else (low, middle)
    return setting(low)


def _centred(stack: list[_Line], room: _Room) -> list[_Line]:
    """Capitals in the middle of the wall, as far as accents and descenders leave the rim free."""
    top = max(line.top() for line in stack)
    bottom = min(line.bottom() for line in stack)
    half = room.height * (0.5 - _RIM) + 1e-9
    middle = (stack[0].cap + stack[-1].y) / 2
    shift = float(np.clip(-middle, -half - bottom, half - top))
    return [replace(line, y=line.y + shift) for line in stack]


def _misfit(pedestal: Pedestal, room: _Room, texts: tuple[str, ...], font: str) -> InscriptionError:
    """What would fit, so that a person knows how much to cut."""
    text = _JOINT.join(texts)
    height = needed_height_mm(texts, pedestal.profile, font)
    parts = (text[:end].strip(" " + _JOINT) for end in range(len(text) - 1, 0, -1))
    for part in filter(None, parts):
        if _largest(_setting((part,), font, room.squeeze), room):
            return InscriptionError(
                f"The inscription {text!r} is too long for this {pedestal.shape} pedestal, which "
                f"takes about {len(part)} letters ({part!r}); shorten it or widen the pedestal"
                + (f", or make it {height:g} mm high for two lines." if len(texts) == 2 else ".")
            )
    return InscriptionError(
        f"The wall of this {pedestal.shape} pedestal, {room.height:.1f} mm high, is too low for "
        f"letters; make it {height:g} mm high, or larger."
    )


def _ink(line: _Line) -> CrossSection:
    """The letters of a line, centred on x = 0."""
    gap_mm = GAP_MM / line.squeeze
    ink = lettering.ink(line.text, line.cap, line.font, line.fat(), gap_mm)
    left, _, right, _ = ink.bounds()
    return ink.translate((-(left + right) / 2, line.y))


def _engrave(
    pedestal: Pedestal, text: CrossSection, depth_mm: float
) -> tuple[Manifold, Manifold, Manifold]:
    """The grooved solid, its body, and the inlay of half a depth under the grooves."""
    grooved = pedestal.solid - _bend(text, pedestal.wall, -depth_mm, 1.0)
    core = text.offset(-_INSET_MM, JoinType.Round, 2.0, 16).simplify(lettering.DETAIL_MM)
    bed = _bend(core, pedestal.wall, -1.5 * depth_mm, -0.5 * depth_mm)
    return grooved, grooved - bed, grooved ^ bed  # each computed when first looked at


def _emboss(
    pedestal: Pedestal, text: CrossSection, depth_mm: float
) -> tuple[Manifold, Manifold, Manifold]:
    """The solid with raised letters, the untouched body, and the letters outside of it."""
    letters = _bend(text, pedestal.wall, -0.4, depth_mm)
    return pedestal.solid + letters, pedestal.solid, letters - pedestal.solid


def _bend(text: CrossSection, wall: Wall, inner_mm: float, outer_mm: float) -> Manifold:
    """Letters as a slab along the wall, between two distances from it (negative: inside)."""
    left, _, right, _ = text.bounds()
    slab = text.extrude(outer_mm - inner_mm)
    curvature = wall.curvature(max(-left, right))
    if curvature > 1e-6:
        slab = slab.refine_to_length((8 * _SAG_MM / curvature) ** 0.5)
    middle = (wall.low_mm + wall.high_mm) / 2

    def along(flat: Array) -> Array:
        point, normal = wall.at(flat[:, 0])
        outward = inner_mm + flat[:, 2:]
        return np.column_stack([point + normal * outward, middle + flat[:, 1]])

    return slab.warp_batch(along)


def _wanted(width_mm: float, line: _Line) -> float:
    """The width on the wall that leaves `width_mm` at the inlay."""
    return (width_mm + 2 * _INSET_MM) / line.squeeze
