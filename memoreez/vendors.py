"""What the errors of two vendors mean, whatever they are asked for.

OpenAI's codes are shared by many servers; those of Workers AI come from Cloudflare's own table and
from the API in front of it. `refusal` is what is said of words that they will not work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from memoreez.verdicts import Trouble, judge

_QUOTA = ("insufficient_quota", "billing_hard_limit_reached", "credit_balance_exhausted")
_CONTENT = ("content_policy_violation", "content_filter", "moderation_blocked")

_KEY = "does not accept the key; it needs the right Workers AI of this account"
_GONE = "has retired that model or never had it; choose another one for its option model"
_BUSY = "has no room at the moment; wait a little and try again"
_WORKERS: Mapping[int, Trouble] = {
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
_FILTERED = ("nsfw", "safety", "content policy", "flagged")


def openai(status: int, body: Any, *, refusal: str, optional: Iterable[str]) -> Trouble | None:
    """A server with OpenAI's interface; `optional` are the fields that can be done without."""
    error = body.get("error") if isinstance(body, dict) else None
    told = error if isinstance(error, dict) else {"message": error or body}
    codes = {str(told.get("code", "")), str(told.get("type", ""))}
    text = str(told.get("message", ""))[:2000]
    if status < 300 and not error:
        return None
    if codes & set(_QUOTA):
        return Trouble("quota", "has no credit left on your account; top it up there")
    if codes & set(_CONTENT) or "safety system" in text:
        return Trouble("content", refusal)
    if "model_not_found" in codes or (status in (400, 404) and "model" in text and "exist" in text):
        return Trouble("model", "has no such model; choose another one for its option model")
    if status in (400, 422) and (named := _disliked(told, text, tuple(optional))):
        return Trouble("request", f"does not take {named}; choose another model", detail=named)
    return judge(status, body)


def _disliked(told: dict[str, Any], text: str, optional: tuple[str, ...]) -> str:
    """The optional field that an error is about, if it is about one."""
    said = told.get("param")
    if isinstance(said, str) and said:
        field = said.partition(".")[0]
        return field if field in optional else ""
    return next((name for name in optional if re.search(rf"\b{name}\b", text)), "")


def workers_ai(status: int, body: Any, *, refusal: str, optional: Iterable[str]) -> Trouble | None:
    """Cloudflare's Workers AI, also where an error is inside an answer that is a success.

    `detail` of a refusal is "input" for words that no work was done on; that of a request with
    fields that a model does not know is one of them, or "*" where it does not say which.
    """
    failed = isinstance(body, dict) and (body.get("success") is False or body.get("errors"))
    if status < 300 and not failed:
        return judge(status, body)
    errors = body.get("errors") if isinstance(body, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    told = first if isinstance(first, dict) else {}
    text = str(told.get("message", ""))[:2000].lower()
    if any(word in text for word in _FILTERED):
        return Trouble("content", refusal, detail="input" if "input prompt" in text else "")
    if "deprecated" in text and "model" in text:
        return _WORKERS[5028]
    if status in (400, 422) and re.search(r"additional|unevaluated|unknown|unsupported", text):
        named = next((name for name in optional if re.search(rf"\b{name}\b", text)), "*")
        return Trouble(
            "request", "does not take all that it was sent; update memoreez", detail=named
        )
    code = told.get("code")
    known = _WORKERS.get(code) if isinstance(code, int) else None
    return known or judge(400 if status < 300 else status, body)
