"""The graphics cards of this computer, and which of them an engine uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pydantic import SecretStr

from memoreez import providers
from memoreez.engine.devices import Hands
from memoreez.errors import BadInput
from memoreez.settings import Settings

OPTION = "device"  # of sculptors that work on a card
ALL = "all"


@dataclass(frozen=True)
class Card:
    """A graphics card as torch sees it."""

    name: str
    memory_gib: float


def seen() -> tuple[Card, ...]:
    """The cards that torch can use here, in its order; none without torch or without a driver."""
    try:
        torch: Any = import_module("torch")
    except ImportError:
        return ()
    found = (torch.cuda.get_device_properties(n) for n in range(torch.cuda.device_count()))
    return tuple(Card(str(one.name), one.total_memory / 2**30) for one in found)


def asked(hire: Callable[[], Hands]) -> tuple[Card, ...]:
    """The same, looked up in a process of its own: who opens a card keeps some of its memory."""
    hands = hire()
    try:
        found: tuple[Card, ...] = hands.call(seen)
        return found
    finally:
        hands.stop()


def chosen(gpus: str, found: Sequence[Card]) -> tuple[int, ...]:
    """The numbers of the cards in "all" or "0,2". Raises BadInput for what is not there."""
    if not found:
        raise BadInput(
            "No graphics card can be used here; look with nvidia-smi, install a torch for CUDA, or "
            "leave out --gpus."
        )
    if gpus.strip().lower() == ALL:
        return tuple(range(len(found)))
    try:
        numbers = [int(word) for word in gpus.split(",")]
    except ValueError:
        raise BadInput(
            f"Which cards are meant by {gpus[:40]!r}? Write --gpus all, or numbers such as 0,1."
        ) from None
    for number in numbers:
        if not 0 <= number < len(found):
            raise BadInput(
                f"There is no card {number}; the cards here are 0 to {len(found) - 1}."
                if len(found) > 1
                else f"There is no card {number}; the only one here is card 0."
            )
    if len(set(numbers)) < len(numbers):
        raise BadInput("A card is named twice; for several keepsakes at once take --each.")
    return tuple(numbers)


def given(settings: Settings, sculptor: str, number: int) -> Settings:
    """The same settings with this card for that sculptor. Raises BadInput for one that uses none.

    It is an option, no variable of the process's environment: all processes share one environment.
    """
    if OPTION not in providers.options("sculptures", sculptor):
        raise BadInput(
            f"The sculptor {sculptor} uses no graphics card; leave out --gpus, or take one such as "
            "--sculptor hunyuan3d."
        )
    key = f"sculptures_{sculptor}_{OPTION}".lower()
    others = [pair for pair in settings.options if pair[0] != key]
    mine = (key, SecretStr(f"cuda:{number}"))
    return settings.model_copy(update={"options": tuple(sorted([*others, mine], key=_name))})


def _name(pair: tuple[str, SecretStr]) -> str:
    return pair[0]
