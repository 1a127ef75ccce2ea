"""What is asked of the studio, and how concepts and the like are written as JSON.

Text from people is made safe to keep here: no NUL, no lone surrogate (Postgres and UTF-8 refuse
them), no control character, and never longer than its limit.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from memoreez import makers
from memoreez.artifacts import Concept, Design, Element, Hobby, Imagined
from memoreez.errors import BadInput, MemoreezError, StudioError, UnknownName
from memoreez.rows import Json

if TYPE_CHECKING:
    from memoreez.figurines.finish import Wish

HOBBIES, NAME, OCCASION, LINE = 2000, 60, 60, 120  # characters
LINES = 2
TITLE, STORY, NOTE = 200, 4000, 500  # what providers write is cut there
LANGUAGES = ("en", "de", "fr", "es")
PEDESTALS = ("round", "square", "oval", "hexagonal")
STYLES = ("engraved", "embossed")
HEIGHT_MM = (20.0, 300.0)
SEEDS = 2**63
_BREAKS = str.maketrans({"\n": " ", "\t": " "})


@dataclass(frozen=True)
class NewKeepsake:
    """An order: what the person typed, or the id of a photo of theirs. `seed` None: any."""

    hobbies: str
    name: str = ""
    occasion: str = ""
    language: str | None = None
    seed: int | None = None
    photo: str | None = None


@dataclass(frozen=True)
class Choice:
    """The concept to make and how."""

    concept_id: int
    inscription: tuple[str, ...] = ()
    pedestal: str = "round"
    height_mm: float = 90.0
    style: str = "engraved"


@dataclass(frozen=True)
class Change:
    """What should become different about a finished figurine; None: stays."""

    inscription: tuple[str, ...] | None = None
    pedestal: str | None = None
    height_mm: float | None = None
    style: str | None = None


@dataclass(frozen=True)
class Stored:
    """A file that lies in the store, and the name that people know it by."""

    name: str
    key: str
    content_type: str
    size: int
    sha256: str


def checked(order: NewKeepsake) -> NewKeepsake:
    """The order as it can be kept. Raises BadInput."""
    hobbies = line("hobbies", order.hobbies, HOBBIES, breaks=True)
    if not hobbies and order.photo is None:
        raise BadInput("No hobbies were given; write a few words about the person.")
    if order.language is not None and order.language not in LANGUAGES:
        raise UnknownName("language", order.language, LANGUAGES)
    if order.seed is not None and not 0 <= order.seed < SEEDS:
        raise BadInput(f"The seed {order.seed} cannot be used; choose 0 to {SEEDS - 1}.")
    return replace(
        order,
        hobbies=hobbies,
        name=line("name", order.name, NAME),
        occasion=line("occasion", order.occasion, OCCASION),
    )


def wish_json(choice: Choice) -> Json:
    """The wish as it is kept. Raises BadInput and UnknownName for what cannot be made."""
    if choice.pedestal not in PEDESTALS:
        raise UnknownName("pedestal", choice.pedestal, PEDESTALS)
    if choice.style not in STYLES:
        raise UnknownName("style", choice.style, STYLES)
    low, high = HEIGHT_MM
    if not low <= choice.height_mm <= high:
        raise BadInput(
            f"A height of {choice.height_mm:g} mm cannot be made; choose {low:g} to {high:g} mm."
        )
    lines = [line("inscription", text, LINE) for text in choice.inscription]
    if len(lines) > LINES:
        raise BadInput(f"The inscription has {len(lines)} lines; at most {LINES} fit.")
    return asdict(choice) | {
        "inscription": [text for text in lines if text],
        "height_mm": float(choice.height_mm),
    }


def choice_of(wish: Mapping[str, Any]) -> Choice:
    """A kept wish, or a figurine that was made of one, as a choice again."""
    return Choice(
        concept_id=wish["concept_id"],
        inscription=tuple(wish["inscription"]),
        pedestal=wish["pedestal"],
        height_mm=wish["height_mm"],
        style=wish["style"],
    )


def changed(choice: Choice, change: Change) -> Choice:
    """The choice with the change made."""
    wanted = {name: value for name, value in vars(change).items() if value is not None}
    return replace(choice, **wanted)


def wish_of(wish: Mapping[str, Any]) -> Wish:
    """A kept wish as the stages take it."""
    from memoreez.figurines.finish import Wish  # slow to import, and not needed by the web

    return Wish(
        height_mm=wish["height_mm"],
        inscription=tuple(wish["inscription"]),
        pedestal=wish["pedestal"],
        style=wish["style"],
    )


def concept_to_json(concept: Concept) -> Json:
    """All of a concept."""
    return plain(asdict(concept))


def concept_from_json(data: Mapping[str, Any]) -> Concept:
    """The concept that was written."""
    drawn = data["design"]
    design = drawn and Design(
        drawn["kind"],
        tuple(Element(**one) for one in drawn["elements"]),
        drawn["seed"],
        drawn.get("person", ""),
    )
    return Concept(**{**data, "design": design})


def imagined_to_json(found: Imagined) -> Json:
    """All of a round."""
    return plain(asdict(found))


def imagined_from_json(data: Mapping[str, Any]) -> Imagined:
    """The round that was written."""
    return Imagined(
        concepts=tuple(map(concept_from_json, data["concepts"])),
        hobbies=tuple(Hobby(**one) for one in data["hobbies"]),
        notes=tuple(data["notes"]),
        language=data["language"],
        by=data.get("by", ""),
        maker=makers.read(data.get("maker")),
    )


def complaint(code: str, message: str, advice: str = "", *, retryable: bool = False) -> Json:
    """An error as a keepsake or a concept keeps it: what, and what to do."""
    return {
        "code": code,
        "message": cut(message, NOTE),
        "advice": cut(advice, NOTE),
        "retryable": retryable,
    }


def complaint_of(error: MemoreezError) -> Json:
    """What a person is told of an error that ended a stage."""
    code = error.code if isinstance(error, StudioError) else _dashed(type(error).__name__)
    return complaint(code, str(error), retryable=bool(getattr(error, "retryable", False)))


def _dashed(name: str) -> str:
    """ProviderError → provider, BadInput → bad-input."""
    name = name.removesuffix("Error")
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def line(what: str, text: str, most: int, *, breaks: bool = False) -> str:
    """Text from a person, without what cannot be kept. Raises BadInput when it is too long.

    `breaks`: line breaks stay.
    """
    if not breaks:
        text = text.translate(_BREAKS)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = kept.strip()
    if len(kept) > most:
        raise BadInput(f"The {what} has {len(kept)} characters; at most {most} can be kept.")
    return kept


def cut(text: str, most: int) -> str:
    """Text of a program's making, without what cannot be kept, shortened to fit."""
    kept = plain(text)
    return kept if len(kept) <= most else kept[: most - 1] + "…"


def plain(value: Any) -> Any:
    """The value as every database can keep it in JSON: infinities become None, NULs vanish."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {plain(str(name)): plain(one) for name, one in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):  # numpy's
        return plain(value.tolist())
    raise TypeError(f"A {type(value).__name__} cannot be kept as JSON.")
