"""Pictures by Cloudflare Workers AI, in its own interface.

FLUX.1 schnell by default; the other text-to-image models there work as well. They differ in the
fields that they take and in how the picture comes: base64 in JSON, or the file itself. What a model
does not take is left out and asked again: its refusal cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memoreez import catalogues, vendors
from memoreez.errors import SettingsError
from memoreez.forms import Part, written
from memoreez.images._decoded import MOST_BYTES, Unusable, unpacked
from memoreez.images._painter import REFUSAL, Painter, adapted
from memoreez.remote import Remote
from memoreez.verdicts import Trouble

MODEL = "@cf/black-forest-labs/flux-1-schnell"
MOST_STEPS = 8  # of FLUX.1 schnell there; other models take more
_OPTIONAL = ("seed", "width", "height", "steps", "num_steps")


class Cloudflare(Painter):
    """Draws concepts with an image model at Cloudflare, and judges what comes."""

    title = "Cloudflare Workers AI"
    licence = "Apache-2.0 (FLUX.1 schnell)"
    territory = "as Cloudflare's terms say"

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
        vendors.account(options, "Pictures", MODEL)
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

    @property
    def _schnell(self) -> bool:
        return "/flux-1-" in self.options.model

    def check(self) -> str:
        """Whether the account has the model, for nothing. Raises as `load`, and RemoteError."""
        self.load()
        return catalogues.searched(self._remote, self.options.account, self.options.model)

    @cached_property
    def _remote(self) -> Remote:
        return vendors.workers(self.options, _judge)

    @property
    def _who(self) -> str:
        return self._remote.who

    def _ask(self, prompt: str, seed: int) -> bytes:
        def ask(fields: dict[str, Any]) -> bytes:
            return self._painted({"prompt": prompt, **fields})

        return adapted(ask, self._fields(seed), self._who)

    def _painted(self, fields: dict[str, Any]) -> bytes:
        """The picture file that comes for these fields. Raises RemoteError and Unusable."""
        form = "/flux-2-" in self.options.model
        parts = [Part(name, str(value).encode()) for name, value in fields.items()]
        answer = self._remote.ask(
            "POST",
            vendors.workers_path(self.options),
            written(parts) if form else fields,
            headers={"Accept": "application/json, image/png, image/jpeg"},
            most_bytes=MOST_BYTES,
        )
        if answer.type.startswith("image/"):
            return answer.body
        reply = self._remote.read(answer)
        result = reply.get("result") if isinstance(reply, dict) else None
        if not isinstance(result, dict):
            raise Unusable("sends no picture")
        return unpacked(result.get("image"))

    def _fields(self, seed: int) -> dict[str, Any]:
        options = self.options
        fields: dict[str, Any] = {"seed": seed}
        if options.steps:
            flux = "/flux-" in options.model
            fields["steps" if flux else "num_steps"] = options.steps
        if not self._schnell:
            fields |= {"width": options.size_px, "height": options.size_px}
        return fields


def _judge(status: int, body: Any) -> Trouble | None:
    return vendors.workers_ai(status, body, refusal=REFUSAL, optional=_OPTIONAL, example=MODEL)
