"""What the studio sends a helper process for: light to import, on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from memoreez.settings import Settings

if TYPE_CHECKING:
    from memoreez.rows import Json


@dataclass(frozen=True)
class Errand:
    """One keepsake's order, with which settings it is made, and of which concept."""

    settings: Settings
    keepsake: str
    order: Json  # text, name, date, seed, round, wish (None: as it would be by default)
    concept: Json | None = None
    version: int = 0  # of the figurine
    run: str = ""  # what fails for good under it has failed for good


def run(module: str, verb: str, *args: Any) -> Any:
    """That function of that module, in the process that gets the call."""
    return getattr(import_module(module), verb)(*args)
