"""What all providers have in common that draw with a model, wherever it runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from memoreez.artifacts import Concept, Figurine, Picture
from memoreez.images._decoded import Unusable
from memoreez.images._drawing import Drawn, Quality, drawn, sheet, unusable
from memoreez.verdicts import RemoteError

REFUSAL = "will not draw this; choose another concept, or write it differently"


class Painter(ABC):
    """Draws concepts with a model, and judges what comes."""

    from_solid = False  # draws what the concept says, so no figurine is needed first

    @abstractmethod
    def load(self) -> None:
        """Makes ready. Raises SettingsError for options that are missing or wrong."""

    @abstractmethod
    def _ask(self, prompt: str, seed: int) -> bytes:
        """One picture file. Raises ProviderError."""

    @property
    @abstractmethod
    def _who(self) -> str:
        """What begins a sentence about the model."""

    def draw(
        self, concept: Concept, figurine: Figurine | None = None, *, quality: Quality = "final"
    ) -> Picture:
        """A picture of the concept's prompt; the figurine is not looked at.

        Raises what `load` raises, and ProviderError for a model that fails.
        """
        return self.drawn(concept, quality=quality).picture

    def drawn(self, concept: Concept, *, quality: Quality = "final") -> Drawn:
        """The same, with the verdict on the picture."""
        self.load()
        return drawn(self._ask, concept, quality, self._who)

    def sheet(self, pictures: Sequence[Picture], titles: Sequence[str]) -> Picture:
        """All pictures on one contact sheet."""
        return sheet(pictures, titles)


def adapted(ask: Callable[[dict[str, Any]], bytes], fields: dict[str, Any], who: str) -> bytes:
    """The picture file that `ask` brings for these fields.

    One that the other side does not take is left out and asked again: its refusal cost nothing.
    Raises RemoteError, also for what is no picture.
    """
    while True:
        try:
            return ask(fields)
        except RemoteError as error:
            if error.fault != "request" or not _without(fields, error.detail):
                raise
        except Unusable as reason:
            raise unusable(who, reason) from None


def _without(fields: dict[str, Any], named: str) -> bool:
    """Takes the named field away, or all ("*"); whether there was any."""
    gone = list(fields) if named == "*" else [named] if named in fields else []
    for name in gone:
        del fields[name]
    return bool(gone)
