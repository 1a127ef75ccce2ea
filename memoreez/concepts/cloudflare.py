"""Concepts by Cloudflare Workers AI, in its own interface.

Ids of models retire: since 2026-05-30 those of Llama 3 and 3.1 without "fast" answer 410, which is
a permanent error that says so. `max_tokens` is always sent: without it answers end after 256.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memoreez import catalogues, vendors
from memoreez.artifacts import Imagined
from memoreez.concepts._conversation import REFUSAL, Said, converse
from memoreez.concepts._prompt import Message, brief, schema
from memoreez.remote import Remote
from memoreez.verdicts import RemoteError, Trouble

MODEL = "@cf/meta/llama-3.3-70b-instruct-fp8-fast"


class Cloudflare:
    """Ideas from a language model at Cloudflare, checked against our rules."""

    title = "Cloudflare Workers AI"
    licence = "Llama 3.3 Community License"
    territory = "as Cloudflare's terms say"

    @dataclass(frozen=True)
    class Options:
        """Your account there, and how the model is asked. `exact` and `seconds` as in `openai`."""

        account: str = ""
        key: str = field(default="", repr=False)
        model: str = MODEL
        exact: bool = True
        temperature: float = 0.9
        most_tokens: int = 3000
        seconds: float = 120
        url: str = "https://api.cloudflare.com/client/v4"
        private: bool = False

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing."""
        vendors.account(self.options, "Concepts", MODEL)

    def check(self) -> str:
        """Whether the account has the model, for nothing. Raises as `load`, and RemoteError."""
        self.load()
        return catalogues.searched(self._remote, self.options.account, self.options.model)

    def imagine(self, text: str, *, seed: int = 0, round: int = 1, name: str = "") -> Imagined:
        """The concepts of a round (from 1).

        Raises BadInput for a text that cannot be used, SettingsError for options that are missing,
        RemoteError for a model that fails.
        """
        options = self.options
        wanted = brief(text, seed=seed, round=round, name=name, exact=options.exact)
        self.load()
        shape = {"type": "json_schema", "json_schema": schema(wanted)}

        def ask(conversation: Sequence[Message], last: bool) -> Said:
            body: dict[str, Any] = {
                "messages": list(conversation),
                "max_tokens": options.most_tokens * (2 if last else 1),
                "temperature": min(options.temperature, 0.3) if last else options.temperature,
                "seed": 1 + abs(seed * 100 + round) % 9_999_999_998,
                "response_format": shape,
            }
            return self._run(body)

        hidden = (options.key, options.account, options.model)
        return converse(ask, wanted, who=self._remote.who, hidden=hidden)

    @cached_property
    def _remote(self) -> Remote:
        return vendors.workers(self.options, _judge)

    def _run(self, body: dict[str, Any]) -> Said:
        """One answer; where the model cannot keep to a schema, one without it, which is checked."""
        path = vendors.workers_path(self.options)
        try:
            return _said(self._remote.json("POST", path, body, repeat=False))
        except RemoteError as error:
            if error.detail != "response_format":
                raise
        plain = {name: value for name, value in body.items() if name != "response_format"}
        return _said(self._remote.json("POST", path, plain, repeat=False))


def _said(reply: Any) -> Said:
    """What the model said: older models under `response`, newer ones as a chat completion."""
    result = reply.get("result") if isinstance(reply, dict) else None
    if not isinstance(result, dict):
        return Said("")
    choices = result.get("choices")
    if isinstance(choices, list) and choices and isinstance(choices[0], dict):
        message = choices[0].get("message")
        content = message.get("content") if isinstance(message, dict) else ""
        return Said(content or "", cut=choices[0].get("finish_reason") == "length")
    content = result.get("response")
    return Said(content if isinstance(content, str | dict) else "")


def _judge(status: int, body: Any) -> Trouble | None:
    """What an error means; a shape that a model cannot keep to is a field not taken."""
    trouble = vendors.workers_ai(status, body, refusal=REFUSAL, example=MODEL)
    told = str(body.get("errors")).lower() if trouble and isinstance(body, dict) else ""
    if "json mode" in told or "response_format" in told:
        words = "cannot keep to the shape of an answer; choose another model"
        return Trouble("request", words, detail="response_format")
    return trouble
