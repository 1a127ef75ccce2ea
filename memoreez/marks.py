"""What a person marks in a picture to say what is the object: a rectangle, and strokes.

All numbers are shares of the picture, so that marks made on a small picture hold for a large one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from memoreez.errors import BadInput

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """Where a brush went: what it covers belongs to the object, or does not."""

    keep: bool
    width: float  # of the brush, as a share of the picture's longer side
    points: tuple[Point, ...]  # x as a share of the width, y of the height; one is a dab


@dataclass(frozen=True)
class Marks:
    """A box x, y, w, h around the object (None: none), and strokes; later ones win.

    `sure`: the person has looked at what these marks make of the picture, and says that it is so.
    """

    box: Box | None = None
    strokes: tuple[Stroke, ...] = ()
    sure: bool = False

    def __bool__(self) -> bool:
        return self.box is not None or bool(self.strokes) or self.sure


def boxed(given: str | Sequence[float]) -> Box:
    """The box that "0.2,0.1,0.5,0.8" names: x, y, width, height. Raises BadInput."""
    parts = given.split(",") if isinstance(given, str) else given
    try:
        x, y, width, height = (float(part) for part in parts)
        if not (0 <= x < 1 and 0 <= y < 1 and 0 < width <= 1 and 0 < height <= 1):
            raise ValueError
    except (TypeError, ValueError):
        raise BadInput(
            f"The box {str(given)[:60]!r} is none: give x, y, width and height as shares of the "
            "picture's, such as 0.2,0.1,0.5,0.8."
        ) from None
    return x, y, width, height


def to_json(marks: Marks) -> dict[str, Any]:
    """All of it."""
    return asdict(marks)


def from_json(kept: Mapping[str, Any]) -> Marks:
    """The marks that were written."""
    box = kept["box"]
    strokes = (
        Stroke(one["keep"], one["width"], tuple((x, y) for x, y in one["points"]))
        for one in kept["strokes"]
    )
    within = None if box is None else (box[0], box[1], box[2], box[3])
    return Marks(within, tuple(strokes), kept.get("sure", False))
