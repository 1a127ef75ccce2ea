"""Concepts by any language model behind an OpenAI-compatible URL: Ollama, llama.cpp, vLLM, OpenAI,
Cloudflare's `/ai/v1` and others.

Servers differ in what they take besides the conversation. What one of them does not know is left
out and asked again: its refusal cost nothing.
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
from memoreez.errors import SettingsError
from memoreez.remote import Remote
from memoreez.verdicts import RemoteError, Trouble

_OPTIONAL = ("response_format", "max_tokens", "temperature", "seed")
_GRAMMAR = ("json_schema", "json schema", "grammar", "structured output", "guided")


class OpenAI:
    """Ideas from a language model, checked against our rules."""

    title = "Language model"
    licence = "the model's own"
    territory = "as the model's licence says"

    @dataclass(frozen=True)
    class Options:
        """Where the model is, and how it is asked. Without a key nothing is held to be paid for.

        `exact`: every idea can be built from motifs alone; else a picture may have to say what an
        idea is. `seconds` bound a whole round, waits included.
        """

        url: str = ""  # up to and with /v1
        model: str = ""
        key: str = field(default="", repr=False)
        exact: bool = True
        temperature: float = 0.9
        most_tokens: int = 3000
        seconds: float = 120
        private: bool = True  # the model may be on this computer or in your own network

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing."""
        if not self.options.url:
            raise SettingsError(
                "Concepts by openai need the option url: the address of a model server up to "
                "/v1, for example http://localhost:11434/v1 for Ollama on this computer."
            )
        host = self._remote.url.host
        if not self.options.model:
            raise SettingsError(
                f"Concepts by openai need the option model: a name that the server at {host} "
                "knows, for example llama3.2 with Ollama."
            )

    def check(self) -> str:
        """Whether the server answers and has the model; asking costs nothing. Raises as `load`,
        and RemoteError.
        """
        self.load()
        return catalogues.listed(self._remote, self.options.model)

    def imagine(self, text: str, *, seed: int = 0, round: int = 1, name: str = "") -> Imagined:
        """The concepts of a round (from 1).

        Raises BadInput for a text that cannot be used, SettingsError for options that are missing,
        RemoteError for a model that fails.
        """
        options = self.options
        wanted = brief(text, seed=seed, round=round, name=name, exact=options.exact)
        self.load()
        fields: dict[str, Any] = {
            "max_tokens": options.most_tokens,
            "temperature": options.temperature,
            "seed": abs(seed * 100 + round) % 2**31,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "keepsakes", "strict": True, "schema": schema(wanted)},
            },
        }

        def ask(conversation: Sequence[Message], last: bool) -> Said:
            if last:
                _roomier(fields)
            return _said(self._complete(conversation, fields))

        hidden = (options.key, options.url, options.model)
        return converse(ask, wanted, who=self._remote.who, hidden=hidden)

    @cached_property
    def _remote(self) -> Remote:
        return vendors.client("The language model", self.options, _judge)

    def _complete(self, conversation: Sequence[Message], fields: dict[str, Any]) -> Any:
        """One completion; of `fields`, what the server does not take is changed or left out."""
        for _ in range(len(_OPTIONAL) + 3):  # a format and a limit have two spellings
            body = {"model": self.options.model, "messages": list(conversation), **fields}
            try:
                return self._remote.json(
                    "POST", "/chat/completions", body, repeat=not self.options.key
                )
            except RemoteError as error:
                if not _adapted(fields, error):
                    raise
        raise AssertionError("each turn takes something away")


def _adapted(fields: dict[str, Any], error: RemoteError) -> bool:
    """Whether something that the server does not take could be changed or left out."""
    name = error.detail
    if error.fault != "request" or name not in fields:
        return False
    value = fields.pop(name)
    if name == "max_tokens":
        fields["max_completion_tokens"] = value
    if name == "response_format" and value["type"] == "json_schema":
        fields[name] = {"type": "json_object"}
    return True


def _roomier(fields: dict[str, Any]) -> None:
    """For the last chance: more room, and less imagination."""
    for name in ("max_tokens", "max_completion_tokens"):
        if name in fields:
            fields[name] *= 2
    if "temperature" in fields:
        fields["temperature"] = min(fields["temperature"], 0.3)


def _said(reply: Any) -> Said:
    """What the model said, in the reply of a chat completion."""
    choices = reply.get("choices") if isinstance(reply, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        return Said("")
    content = message.get("content")
    if isinstance(content, list):  # parts
        content = "".join(str(p.get("text", "")) for p in content if isinstance(p, dict))
    ended = choice.get("finish_reason")
    refused = bool(message.get("refusal")) or ended == "content_filter"
    return Said(content or "", cut=ended == "length", refused=refused)


def _judge(status: int, body: Any) -> Trouble | None:
    """What an error means; a shape that a model cannot keep to is a field not taken."""
    trouble = vendors.openai(status, body, refusal=REFUSAL, optional=_OPTIONAL)
    unclear = trouble is not None and trouble.fault in ("request", "broken")
    told = str(body).lower() if unclear and status in (400, 422, 500) else ""
    if any(word in told for word in _GRAMMAR):
        words = "does not take response_format; choose another model"
        return Trouble("request", words, detail="response_format")
    return trouble
