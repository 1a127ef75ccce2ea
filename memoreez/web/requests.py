"""What the API takes: each field checked before any work is done, nothing unknown let in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from memoreez import marks, records
from memoreez.api import inscribed

_LOW_MM, _HIGH_MM = records.HEIGHT_MM
_MOST_LINES = 20  # that are looked at at all
MOST_STROKES, MOST_POINTS = 200, 400


def _plain(text: str) -> str:
    """The text; a NUL is refused, because no database keeps it."""
    if "\0" in text:
        raise ValueError("a NUL character cannot be kept; leave it out")
    return text


def _split(given: Any) -> Any:
    """One string with "|" or line breaks becomes a list of lines."""
    return given.replace("|", "\n").splitlines() if isinstance(given, str) else given


def _fitting(lines: list[str]) -> list[str]:
    kept = list(inscribed("", "", lines))
    if len(kept) > records.LINES:
        raise ValueError(f"{len(kept)} lines do not fit the pedestal; write at most two")
    return kept


Plain = AfterValidator(_plain)
Inscription = Annotated[
    list[Annotated[str, Field(max_length=records.LINE), Plain]],
    BeforeValidator(
        _split,
        json_schema_input_type=Annotated[str, Field(max_length=records.LINES * records.LINE)]
        | Annotated[
            list[Annotated[str, Field(max_length=records.LINE)]], Field(max_length=records.LINES)
        ],
    ),
    Field(max_length=_MOST_LINES),
    AfterValidator(_fitting),
]


class Body(BaseModel):
    """A JSON object in which only the known names may stand."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class Order(Body):
    """What somebody loves, and for whom the keepsake is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "hobbies": "hiking with the dog, guitar, and baking bread",
                    "name": "Sophie",
                    "occasion": "30th birthday",
                    "language": "en",
                }
            ]
        }
    )

    photo: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")] | None = Field(
        None, description="The id of a photo that was sent: the keepsake is made of it."
    )
    hobbies: Annotated[str, Field(max_length=records.HOBBIES), Plain] = Field(
        "", description="May be empty only where there is a photo.", validate_default=True
    )
    name: Annotated[str, Field(max_length=records.NAME), Plain] = ""
    occasion: Annotated[str, Field(max_length=records.OCCASION), Plain] = ""
    language: Literal["en", "de", "fr", "es"] | None = Field(
        None, description="Of titles and stories; null guesses it from the hobbies."
    )
    seed: Annotated[int, Field(ge=0, lt=records.SEEDS)] | None = Field(
        None, description="The same hobbies and seed give the same ideas; null takes a new one."
    )

    @field_validator("hobbies")
    @classmethod
    def _said(cls, hobbies: str, others: ValidationInfo) -> str:
        if not hobbies and others.data.get("photo") is None:
            raise PydanticCustomError("string_too_short", "is empty; write a few words")
        return hobbies

    def order(self) -> records.NewKeepsake:
        """As the studio takes it."""
        return records.NewKeepsake(**self.model_dump())


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Size = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]
Place = Annotated[float, Field(ge=-0.5, le=1.5, allow_inf_nan=False)]  # a brush leaves the picture


class Stroke(Body):
    """Where a brush went."""

    model_config = ConfigDict(strict=False)  # JSON has lists, not tuples, and 0 for 0.0

    keep: bool = Field(description="Whether what it covers belongs to the object.")
    width: Annotated[float, Field(ge=0.002, le=1, allow_inf_nan=False)] = Field(
        description="Of the brush, as a share of the picture's longer side."
    )
    points: Annotated[list[tuple[Place, Place]], Field(min_length=1, max_length=MOST_POINTS)]


class Marks(Body):
    """What belongs to the object; later strokes win, and empty marks are none."""

    model_config = ConfigDict(
        strict=False,
        json_schema_extra={
            "examples": [
                {
                    "box": [0.1, 0.15, 0.7, 0.8],
                    "strokes": [{"keep": False, "width": 0.04, "points": [[0.2, 0.7], [0.3, 0.8]]}],
                }
            ]
        },
    )

    box: tuple[Share, Share, Size, Size] | None = Field(
        None, description="x, y, width and height as shares of the picture's."
    )
    strokes: Annotated[list[Stroke], Field(max_length=MOST_STROKES)] = []
    sure: bool = Field(
        False, description="The person has seen what these marks make of it, and it is right."
    )

    def marks(self) -> marks.Marks:
        """As the studio takes them."""
        strokes = (
            marks.Stroke(one.keep, one.width, tuple((x, y) for x, y in one.points))
            for one in self.strokes
        )
        return marks.Marks(self.box, tuple(strokes), self.sure)


class Change(Body):
    """What shall be different; what is left out stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"inscription": "Sophie|2026", "pedestal": "oval"}]}
    )

    inscription: Inscription | None = None
    pedestal: Literal["round", "square", "oval", "hexagonal"] | None = None
    height_mm: Annotated[float, Field(ge=_LOW_MM, le=_HIGH_MM, allow_inf_nan=False)] | None = Field(
        None, description="Height in all, with the pedestal, in millimetres."
    )
    style: Literal["engraved", "embossed"] | None = None

    def change(self) -> records.Change:
        """As the studio takes it."""
        lines = None if self.inscription is None else tuple(self.inscription)
        return records.Change(lines, self.pedestal, self.height_mm, self.style)


class Choice(Change):
    """Which concept becomes a figurine, and how its pedestal looks."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"concept_id": 2, "inscription": "Sophie|2026", "height_mm": 90}]
        }
    )

    concept_id: Annotated[int, Field(ge=1, le=10_000)]

    def choice(self, name: str, occasion: str) -> records.Choice:
        """As the studio takes it; without an inscription, the keepsake's name and occasion."""
        plain = records.Choice(self.concept_id, inscribed(name, occasion, None))
        return records.changed(plain, self.change())
