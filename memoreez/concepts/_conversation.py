"""Asking a language model for the ideas of a round: once, and once more if it got them wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from memoreez.artifacts import Imagined
from memoreez.concepts._answer import Flawed, imagined
from memoreez.concepts._prompt import Brief, Message, mending, messages
from memoreez.verdicts import RemoteError

REFUSAL = "will not think of ideas for these words; write them differently"


@dataclass(frozen=True)
class Said:
    """What a model said. `cut`: it ran out of room; `refused`: why it would not answer."""

    content: Any  # text, or JSON that was parsed on the way
    cut: bool = False
    refused: bool = False


Ask = Callable[[Sequence[Message], bool], Said]  # the conversation; whether this is the last chance


def converse(ask: Ask, wanted: Brief, *, who: str, hidden: tuple[str, ...] = ()) -> Imagined:
    """The ideas of a round. `who` begins the sentences about the model.

    Raises RemoteError: "content" when the model refuses, "answer" when its second try is no use
    either, and what `ask` raises.
    """
    begun = messages(wanted)
    first = ask(begun, False)
    try:
        return _read(first, wanted, who, hidden)
    except Flawed as flaws:
        problems = flaws.problems
    again = mending(begun, _text(first.content), problems)
    try:
        return _read(ask(again, True), wanted, who, hidden)
    except Flawed as flaws:
        raise RemoteError(
            f"{who} gave no usable ideas, even when asked again. {flaws.problems[0]}",
            fault="answer",
            sent="answered",
        ) from None


def _read(said: Said, wanted: Brief, who: str, hidden: tuple[str, ...]) -> Imagined:
    if said.refused:
        raise RemoteError(
            f"{who} {REFUSAL}, or choose other concepts.",
            fault="content",
            sent="answered",
        )
    if said.cut:
        raise Flawed("The answer was cut off; write it shorter.")
    return imagined(said.content, wanted, hidden)


def _text(content: Any) -> str:
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
