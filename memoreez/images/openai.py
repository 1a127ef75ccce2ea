"""Pictures by any image model behind an OpenAI-compatible URL: OpenAI, LocalAI and others.

Servers differ in what they take besides the prompt. What one of them does not know is left out and
asked again: its refusal cost nothing. A picture comes inside the answer, or as an address; then it
is fetched from there, with the key only from the very same place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

import httpx

from memoreez import catalogues, vendors
from memoreez.errors import SettingsError
from memoreez.images._decoded import MOST_BYTES, Unusable, unpacked
from memoreez.images._painter import REFUSAL, Painter, adapted
from memoreez.remote import Remote
from memoreez.verdicts import RemoteError, Trouble, judge

TYPES = ("image/", "application/octet-stream", "binary/octet-stream")
_OPTIONAL = ("response_format", "size", "seed", "quality")


class OpenAI(Painter):
    """Draws concepts with an image model, and judges what comes."""

    title = "Image model"
    licence = "the model's own"
    territory = "as the model's licence says"

    @dataclass(frozen=True)
    class Options:
        """Where the model is, and how it is asked. Without a key nothing is held to be paid for.

        `quality` is what the model calls it ("low", "medium"…), empty for its own choice; `seconds`
        bound one request, waits included.
        """

        url: str = ""  # up to and with /v1
        model: str = ""
        key: str = field(default="", repr=False)
        size_px: int = 1024
        quality: str = ""
        seconds: float = 80  # asked twice, a picture is there before its step is given up
        private: bool = True  # the model may be on this computer or in your own network

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Checks the options. Raises SettingsError that says what is missing."""
        options = self.options
        if not options.url:
            raise SettingsError(
                "Pictures by openai need the option url: the address of an image server up to /v1, "
                "for example http://localhost:8080/v1 for LocalAI on this computer."
            )
        host = self._remote.url.host
        if not options.model:
            raise SettingsError(
                f"Pictures by openai need the option model: a name that the server at {host} knows."
            )
        if not 256 <= options.size_px <= 2048:
            raise SettingsError(
                f"Pictures by openai cannot be {options.size_px} px; set size_px to 256 to 2048."
            )

    def check(self) -> str:
        """Whether the server answers and has the model; asking costs nothing. Raises as `load`,
        and RemoteError.
        """
        self.load()
        return catalogues.listed(self._remote, self.options.model)

    @cached_property
    def _remote(self) -> Remote:
        return vendors.client("The image model", self.options, _judge)

    @property
    def _who(self) -> str:
        return self._remote.who

    def _ask(self, prompt: str, seed: int) -> bytes:
        body = {"model": self.options.model, "prompt": prompt, "n": 1}

        def ask(fields: dict[str, Any]) -> bytes:
            return self._file(self._answer(body | fields))

        return adapted(ask, self._fields(seed), self._who)

    def _answer(self, body: dict[str, Any]) -> Any:
        free = not self.options.key
        path = "/images/generations"
        return self._remote.json("POST", path, body, repeat=free, most_bytes=MOST_BYTES)

    def _fields(self, seed: int) -> dict[str, Any]:
        """What to send besides the prompt; OpenAI's own models are known not to take all of it."""
        options = self.options
        fields: dict[str, Any] = {"size": f"{options.size_px}x{options.size_px}"}
        if not options.model.startswith(("gpt-image", "chatgpt-image")):
            fields["response_format"] = "b64_json"
            if not options.model.startswith("dall-e"):
                fields["seed"] = seed
        if options.quality:
            fields["quality"] = options.quality
        return fields

    def _file(self, reply: Any) -> bytes:
        """The picture of an answer. Raises Unusable and RemoteError."""
        made = reply.get("data") if isinstance(reply, dict) else None
        first = made[0] if isinstance(made, list) and made else None
        if not isinstance(first, dict):
            raise Unusable("sends no picture")
        url = first.get("url")
        if first.get("b64_json") or not isinstance(url, str) or url[:5].lower() == "data:":
            return unpacked(first.get("b64_json") or url)
        return self._fetched(url)

    def _fetched(self, said: str) -> bytes:
        """The picture at an address that the server gave.

        What was paid for is fetched again and again, but never drawn again.
        """
        home = self._remote.url
        try:
            url = httpx.URL(urljoin(str(home).rstrip("/") + "/", said.strip()))
        except (httpx.InvalidURL, ValueError):
            raise Unusable("sends a picture's address that cannot be read") from None
        if url.scheme not in ("http", "https") or not url.host or url.userinfo:
            raise Unusable("sends a picture's address that is no plain https://")
        options = self.options
        at_home = (url.scheme, url.netloc) == (home.scheme, home.netloc)
        source = Remote(
            "The picture's server",
            f"{url.scheme}://{url.netloc.decode('ascii')}",
            key=options.key if at_home else "",
            hidden=(options.key,),
            private=options.private and url.host == home.host,
            patience=self._remote.patience,
            judge=_gone,
            sleep=self._remote._sleep,
        )
        try:
            path = url.raw_path.decode("ascii")
            return source.fetch(path, types=TYPES, most_bytes=MOST_BYTES).body
        except RemoteError as error:
            if error.fault == "format":
                raise Unusable("has no picture at the address that it sends") from None
            if not options.key:
                raise
            raise RemoteError(
                str(error), fault=error.fault, sent="answered", status=error.status
            ) from None


def _judge(status: int, body: Any) -> Trouble | None:
    return vendors.openai(status, body, refusal=REFUSAL, optional=_OPTIONAL)


def _gone(status: int, body: Any) -> Trouble | None:
    """What the status of a picture's own address means."""
    if status in (401, 403, 404, 410):
        return Trouble("answer", f"does not give the picture (status {status}); try again")
    return judge(status, None) if status >= 300 else None
