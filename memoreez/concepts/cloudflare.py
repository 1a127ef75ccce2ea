"""Concepts by Cloudflare Workers AI, in its own interface.

Ids of models retire: since 2026-05-30 those of Llama 3 and 3.1 without "fast" answer 410, which is
a permanent error that says so. `max_tokens` is always sent: without it answers end after 256.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from memoreez.artifacts import Imagined
from memoreez.concepts._conversation import Said, converse
from memoreez.concepts._prompt import Message, brief, schema
from memoreez.errors import SettingsError
from memoreez.remote import Patience, Remote
from memoreez.verdicts import RemoteError, Trouble, judge

MODEL = "@cf/meta/llama-3.3-70b-instruct-fp8-fast"
_KEY = "does not accept the key; it needs the right Workers AI of this account"
_GONE = f"has retired that model or never had it; choose another for its option model, as {MODEL}"
_BUSY = "has no room at the moment; wait a little and try again"
# Codes of the Workers AI error table and of the API in front of it.
_CODES: Mapping[int, Trouble] = {
    3003: Trouble("request", "finds the request incomplete; update memoreez"),
    3006: Trouble("request", "finds the request too large; write less"),
    3007: Trouble("gateway", "did not finish in time", "if free"),
    3008: Trouble("gateway", "broke the work off", "if free"),
    3023: Trouble("key", "has blocked your account; look at your account there"),
    3036: Trouble("quota", "has used up the free amount of today; wait until 0:00 UTC or pay"),
    3040: Trouble("busy", _BUSY, "yes"),
    3041: Trouble("key", "does not let this account use that model; choose another one"),
    3042: Trouble("model", _GONE),
    5007: Trouble("model", _GONE),
    5016: Trouble("key", "wants you to agree to that model's terms there first"),
    5018: Trouble("key", "does not let this account use that model; choose another one"),
    5028: Trouble("model", _GONE),
    5035: Trouble("model", _GONE),
    7000: Trouble("key", "knows no such account or path; check its option account"),
    7003: Trouble("key", "knows no such account; check its option account"),
    9109: Trouble("key", _KEY),
    10000: Trouble("key", _KEY),
    10001: Trouble("key", _KEY),
}


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
        options = self.options
        if not options.account or not options.key:
            lacking = "account" if not options.account else "key"
            raise SettingsError(
                f"Concepts by cloudflare need the option {lacking}: both are in Cloudflare's "
                "dashboard under AI, Workers AI, Use REST API."
            )
        if not re.fullmatch(r"[0-9a-fA-F]{32}", options.account):
            raise SettingsError(
                "The option account of concepts by cloudflare is no account id: that has 32 "
                "digits and letters a to f."
            )
        if not re.fullmatch(r"@(?:cf|hf)/[\w.-]+/[\w.-]+", options.model):
            raise SettingsError(
                f"The option model of concepts by cloudflare is {options.model[:60]!r}; "
                f"write it as {MODEL}."
            )

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
        options = self.options
        return Remote(
            "Workers AI",
            options.url,
            key=options.key,
            hidden=(options.account,),
            private=options.private,
            patience=Patience(total_s=options.seconds, read_s=options.seconds),
            judge=_judge,
        )

    def _run(self, body: dict[str, Any]) -> Said:
        """One answer; where the model cannot keep to a schema, one without it, which is checked."""
        path = f"/accounts/{self.options.account}/ai/run/{self.options.model}"
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
    """What a status means, with Cloudflare's own codes, also inside an answer that is a success."""
    failed = isinstance(body, dict) and (body.get("success") is False or body.get("errors"))
    if status < 300 and not failed:
        return judge(status, body)
    errors = body.get("errors") if isinstance(body, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    told = first if isinstance(first, dict) else {}
    text = str(told.get("message", "")).lower()
    if "json mode" in text or "response_format" in text:
        words = "cannot keep to the shape of an answer; choose another model"
        return Trouble("request", words, detail="response_format")
    if any(word in text for word in ("nsfw", "safety", "content policy")):
        words = "will not think of ideas for these words; write them differently"
        return Trouble("content", words)
    if "deprecated" in text and "model" in text:
        return _CODES[5028]
    code = told.get("code")
    known = _CODES.get(code) if isinstance(code, int) else None
    return known or judge(400 if status < 300 else status, body)
