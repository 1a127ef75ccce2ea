"""What went wrong with a call to another machine, and what that means for the work.

    verdict   when
    retry     the same call may succeed later, and asking again costs nothing twice
    next      the same call will not succeed, or may have been paid for: ask the next provider

Nothing that may have been paid for is asked again by itself: `sent` says how far a call got.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from memoreez.errors import ProviderError

Sent = Literal["never", "maybe", "answered"]  # the request: not sent, its fate unknown, answered
Again = Literal["yes", "no", "if free"]

_SHAPED_LIKE_A_KEY = re.compile(r"\b(?:Bearer\s+\S+|(?:sk|pk|key|token|cfut)[-_][\w*.-]{6,})", re.I)
_LONGEST_QUOTE = 160


class RemoteError(ProviderError):
    """A call to another machine failed.

    `fault` is stable, for programs: address, dns, refused, tls, unreachable, lost, slow, redirect,
    large, format, key, quota, model, request, content, busy, broken, gateway or answer. `sent` says
    how far the call got, `retry_after` (seconds) when the other side wants to be asked again,
    `detail` which field of the request it does not like, where it says so.
    """

    def __init__(
        self,
        message: str,
        *,
        fault: str,
        sent: Sent,
        retryable: bool = False,
        status: int | None = None,
        retry_after: float | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(message, retryable=retryable)
        self.fault = fault
        self.sent = sent
        self.status = status
        self.retry_after = retry_after
        self.detail = detail

    @property
    def verdict(self) -> Literal["retry", "next"]:
        return "retry" if self.retryable else "next"


@dataclass(frozen=True)
class Trouble:
    """Why an answer is no use. `words` end the sentence that begins with who answered.

    What may be asked again "if free" gets its advice from the client, which knows whether it is.
    """

    fault: str
    words: str
    again: Again = "no"
    detail: str = ""


MAYBE_DONE = "it may have done the work, so it is not asked again"  # it would be paid for twice

Judge = Callable[[int, Any], Trouble | None]

_BUSY = "is busy; wait a moment and try again"
_GATEWAY = "lost the answer on its way"
_STATUS: Mapping[int, Trouble] = {
    401: Trouble("key", "does not accept the key; check its option key"),
    402: Trouble("quota", "wants to be paid first; look at your account there"),
    403: Trouble("key", "does not allow this with that key; check its rights there"),
    404: Trouble("model", "knows no such model or address; check its options model and url"),
    408: Trouble("busy", "took too long by its own measure; try again", "yes"),
    410: Trouble("model", "has retired that model; choose another one for its option model"),
    425: Trouble("busy", _BUSY, "yes"),
    429: Trouble("busy", _BUSY, "yes"),
    451: Trouble("content", "may not answer that where it is; choose another provider"),
    501: Trouble("request", "cannot do that; check its option url"),
    502: Trouble("gateway", _GATEWAY, "if free"),
    503: Trouble("busy", _BUSY, "yes"),
    504: Trouble("gateway", _GATEWAY, "if free"),
    529: Trouble("busy", _BUSY, "yes"),
}


def judge(status: int, body: Any) -> Trouble | None:
    """What an answer's status says, or an error inside an answer that calls itself a success."""
    if status < 300:
        inside = body.get("error") if isinstance(body, dict) else None
        return begun(judge(_code(inside), None)) if inside else None
    if status in _STATUS:
        return _STATUS[status]
    if 520 <= status <= 527:  # a proxy of Cloudflare's that lost the server behind it
        return _STATUS[502]
    if status >= 500:
        return Trouble("broken", f"failed by itself (status {status}); try again later", "yes")
    return Trouble("request", f"does not take the request (status {status}); check its options")


def begun(trouble: Trouble | None) -> Trouble | None:
    """The same inside an answer that calls itself a success: the work had begun, so it may cost."""
    if trouble is None or trouble.again != "yes":
        return trouble
    return replace(trouble, words="gave up half-way", again="if free")


def _code(error: Any) -> int:
    """The status that an error inside an answer stands for; 400 where it does not say."""
    code = error.get("code") if isinstance(error, dict) else None
    text = str(code or "")
    return int(text) if re.fullmatch(r"[45]\d\d", text) else 400


def quoted(body: Any, hidden: Iterable[str] = ()) -> str:
    """What the other side said, as ` It said: "…"`: one short line without secrets, or ""."""
    said = _message(body)
    plain = "".join(c if c.isprintable() else " " for c in said[: 8 * _LONGEST_QUOTE])
    for secret in sorted(filter(None, hidden), key=len, reverse=True):
        plain = plain.replace(secret, "…")
    plain = " ".join(_SHAPED_LIKE_A_KEY.sub("…", plain).split()).replace('"', "'")
    short = plain if len(plain) <= _LONGEST_QUOTE else plain[: _LONGEST_QUOTE - 1] + "…"
    return f' It said: "{short}"' if short else ""


def _message(body: Any) -> str:
    """The text of an error in any of the usual shapes."""
    if isinstance(body, dict):
        for name in ("error", "errors", "message", "detail", "msg"):
            if body.get(name):
                return _message(body[name])
        return ""
    if isinstance(body, list):
        return _message(body[0]) if body else ""
    return body if isinstance(body, str) else ""
