"""What `--json` tells programs. Names stay; new ones may come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from memoreez.artifacts import Check, Concept, Imagined, Report
    from memoreez.dialogue import Outcome
    from memoreez.motifs import Motif
    from memoreez.providers import Entry


def concept(one: Concept) -> dict[str, Any]:
    """An idea, and the motifs in it."""
    elements = one.design.elements if one.design else ()
    return {
        "id": one.id,
        "title": one.title,
        "story": one.story,
        "kind": one.kind,
        "motifs": [element.motif for element in elements],
    }


def imagined(found: Imagined) -> dict[str, Any]:
    """The ideas of a round, and what was understood (motif null: none of its own)."""
    return {
        "understood": [{"text": one.text, "motif": one.motif} for one in found.hobbies],
        "concepts": [concept(one) for one in found.concepts],
        "notes": list(found.notes),
        "language": found.language,
    }


def report(found: Report) -> dict[str, Any]:
    """The gate's verdict and every check, as in report.json."""
    return {
        "verdict": found.verdict,
        "checks": [check(one) for one in found.checks],
        "repairs": list(found.repairs),
    }


def check(one: Check) -> dict[str, Any]:
    """A line of the gate; a value that JSON cannot say is null."""
    value: Any = one.value
    if not isinstance(value, str | bool):
        value = float(value) if math.isfinite(value) else None
    return asdict(one) | {"value": value}


def outcome(made: Outcome) -> dict[str, Any]:
    """All that `make` has to say."""
    shared = ("verdict", "checks", "repairs", "supports", "size_mm", "weight_g", "minutes")
    costs = ("supports_g", "layers", "price")
    return {
        "folder": str(made.folder.resolve()),
        "files": {name: str(path.resolve()) for name, path in sorted(made.files.items())},
        "concept": concept(made.concept),
        **imagined(made.imagined),
        **{name: made.facts[name] for name in shared},
        **{name: made.facts[name] for name in costs if name in made.facts},
        "seconds": dict(made.seconds),
    }


def motif(one: Motif) -> dict[str, Any]:
    """A motif with all its words."""
    return {
        "name": one.name,
        "kind": one.kind,
        "words": {language: list(words) for language, words in one.words.items()},
        "poses": list(one.poses),
    }


def provider(one: Entry, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """A provider, whether the settings choose it, and its place in line (from 1)."""
    line = chosen.get(one.stage, ())
    place = line.index(one.name) + 1 if one.name in line else None
    return asdict(one) | {"chosen": place is not None, "place": place}
