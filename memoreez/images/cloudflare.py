"""Pictures by Cloudflare Workers AI, in its own interface.

FLUX.1 schnell by default; the other text-to-image models there work as well. They differ in the
fields that they take and in how the picture comes: base64 in JSON, or the file itself. What a model
does not take is left out and asked again: its refusal cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memoreez import vendors
from memoreez.artifacts import Concept, Figurine, Picture
from memoreez.errors import SettingsError
from memoreez.images._decoded import Unusable
from memoreez.images._drawing import Drawn, Quality, drawn, sheet, unusable
from memoreez.images._workers import Painter
from memoreez.remote import Patience
from memoreez.verdicts import RemoteError, Trouble

MODEL = "@cf/black-forest-labs/flux-1-schnell"
MOST_STEPS = 8  # of FLUX.1 schnell there; other models take more
_OPTIONAL = ("seed", "width", "height", "steps", "num_steps")
_REFUSAL = "will not draw this; choose another concept, or write it differently"


class Cloudflare:
    """Draws concepts with an image model at Cloudflare, and judges what comes."""

    title = "Cloudflare Workers AI"
    licence = "Apache-2.0 (FLUX.1 schnell)"
    territory = "as Cloudflare's terms say"
    from_solid = False  # draws what the concept says, so no figurine is needed first

    @dataclass(frozen=True)
    class Options:
        """Your account there, and how the model is asked.

        `steps` 0 leaves their number to the model; `size_px` is for models that can be told one.
        `seconds` bound one request, waits included.
        """

        account: str = ""
        key: str = field(default="", repr=False)
        model: str = MODEL
        steps: int = 0
        size_px: int = 1024
        seconds: float = 80  # asked twice, a picture is there before its step is given up
        url: str = "https://api.cloudflare.com/client/v4"
        private: bool = False

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing or wrong."""
        options = self.options
        if not options.account or not options.key:
            lacking = "account" if not options.account else "key"
            raise SettingsError(
                f"Pictures by cloudflare need the option {lacking}: both are in Cloudflare's "
                "dashboard under AI, Workers AI, Use REST API."
            )
        if not re.fullmatch(r"[0-9a-fA-F]{32}", options.account):
            raise SettingsError(
                "The option account of pictures by cloudflare is no account id: that has 32 "
                "digits and letters a to f."
            )
        if not re.fullmatch(r"@(?:cf|hf)/[\w.-]+/[\w.-]+", options.model):
            raise SettingsError(
                f"The option model of pictures by cloudflare is {options.model[:60]!r}; "
                f"write it as {MODEL}."
            )
        most = MOST_STEPS if self._schnell else 50
        if not 0 <= options.steps <= most:
            raise SettingsError(
                f"Pictures by cloudflare take 1 to {most} steps with this model, or 0 for its own "
                f"number; steps is {options.steps}."
            )
        if not 256 <= options.size_px <= 2048:
            raise SettingsError(
                f"Pictures by cloudflare cannot be {options.size_px} px; set size_px to 256 to "
                "2048."
            )

    def draw(
        self, concept: Concept, figurine: Figurine | None = None, *, quality: Quality = "final"
    ) -> Picture:
        """A picture of the concept's prompt; the figurine is not looked at.

        Raises SettingsError for options that are missing, RemoteError for a model that fails.
        """
        return self.drawn(concept, quality=quality).picture

    def drawn(self, concept: Concept, *, quality: Quality = "final") -> Drawn:
        """The same, with the verdict on the picture."""
        self.load()
        return drawn(self._ask, concept, quality, self._remote.who)

    def sheet(self, pictures: Sequence[Picture], titles: Sequence[str]) -> Picture:
        """All pictures on one contact sheet."""
        return sheet(pictures, titles)

    @property
    def _schnell(self) -> bool:
        return "/flux-1-" in self.options.model

    @cached_property
    def _remote(self) -> Painter:
        options = self.options
        return Painter(
            "Workers AI",
            options.url,
            key=options.key,
            hidden=(options.account,),
            private=options.private,
            patience=Patience(total_s=options.seconds, read_s=options.seconds),
            judge=_judge,
        )

    def _ask(self, prompt: str, seed: int) -> bytes:
        """One picture file; what the model does not take is left out."""
        options = self.options
        path = f"/accounts/{options.account}/ai/run/{options.model}"
        form = "/flux-2-" in options.model
        fields = self._fields(seed)
        for _ in range(len(_OPTIONAL) + 1):
            try:
                return self._remote.painted(path, {"prompt": prompt, **fields}, form=form)
            except RemoteError as error:
                if error.fault != "request" or not _without(fields, error.detail):
                    raise
            except Unusable as reason:
                raise unusable(self._remote.who, reason) from None
        raise AssertionError("each turn takes something away")

    def _fields(self, seed: int) -> dict[str, Any]:
        options = self.options
        fields: dict[str, Any] = {"seed": seed}
        if options.steps:
            flux = "/flux-" in options.model
            fields["steps" if flux else "num_steps"] = options.steps
        if not self._schnell:
            fields |= {"width": options.size_px, "height": options.size_px}
        return fields


def _without(fields: dict[str, Any], named: str) -> bool:
    """Takes the named field away, or all ("*"); whether there was any."""
    gone = list(fields) if named == "*" else [named] if named in fields else []
    for name in gone:
        del fields[name]
    return bool(gone)


def _judge(status: int, body: Any) -> Trouble | None:
    return vendors.workers_ai(status, body, refusal=_REFUSAL, optional=_OPTIONAL)
