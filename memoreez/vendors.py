"""Two vendors, whatever they are asked for: how they are reached, and what their errors mean.

OpenAI's codes are shared by many servers; those of Workers AI come from Cloudflare's own table and
from the API in front of it. `refusal` is what is said of words that they will not work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from memoreez.errors import SettingsError
from memoreez.remote import Patience, Remote
from memoreez.verdicts import Judge, Trouble, begun, judge

_QUOTA = ("insufficient_quota", "billing_hard_limit_reached", "credit_balance_exhausted")
_CONTENT = ("content_policy_violation", "content_filter", "moderation_blocked")

_KEY = "does not accept the key; it needs the right Workers AI of this account"
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
    5016: Trouble("key", "wants you to agree to that model's terms there first"),
    5018: Trouble("key", "does not let this account use that model; choose another one"),
    7000: Trouble("key", "knows no such account or path; check its option account"),
    7003: Trouble("key", "knows no such account; check its option account"),
    9109: Trouble("key", _KEY),
    10000: Trouble("key", _KEY),
    10001: Trouble("key", _KEY),
}
_RETIRED = (3042, 5007, 5028, 5035)  # codes of models
_UNKNOWN = re.compile("additional|unevaluated|unknown|unsupported")  # fields
_FILTERED = ("nsfw", "safety", "content policy", "flagged")


class Reached(Protocol):
    """The options of whoever is reached over the network. `seconds` bound one request."""

    @property
    def url(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def seconds(self) -> float: ...
    @property
    def private(self) -> bool: ...


class Account(Reached, Protocol):
    """The options of Workers AI."""

    @property
    def account(self) -> str: ...
    @property
    def model(self) -> str: ...


def client(name: str, options: Reached, judge: Judge, hidden: tuple[str, ...] = ()) -> Remote:
    """The machine at the url of these options. Raises SettingsError for one that cannot be."""
    return Remote(
        name,
        options.url,
        key=options.key,
        hidden=hidden,
        private=options.private,
        patience=Patience(total_s=options.seconds, read_s=options.seconds),
        judge=judge,
    )


def workers(options: Account, judge: Judge) -> Remote:
    """Workers AI, which tells nobody the account."""
    return client("Workers AI", options, judge, hidden=(options.account,))


def workers_path(options: Account) -> str:
    """Where the model of these options runs."""
    return f"/accounts/{options.account}/ai/run/{options.model}"


def account(options: Account, what: str, example: str) -> None:
    """Raises SettingsError for what is missing or wrong; `what` is made there, as "Pictures"."""
    if not options.account or not options.key:
        lacking = "account" if not options.account else "key"
        raise SettingsError(
            f"{what} by cloudflare need the option {lacking}: both are in Cloudflare's "
            "dashboard under AI, Workers AI, Use REST API."
        )
    if not re.fullmatch(r"[0-9a-fA-F]{32}", options.account):
        raise SettingsError(
            f"The option account of {what.lower()} by cloudflare is no account id: that has 32 "
            "digits and letters a to f."
        )
    if not re.fullmatch(r"@(?:cf|hf)/[\w.-]+/[\w.-]+", options.model):
        raise SettingsError(
            f"The option model of {what.lower()} by cloudflare is {options.model[:60]!r}; "
            f"write it as {example}."
        )


def openai(status: int, body: Any, *, refusal: str, optional: Iterable[str]) -> Trouble | None:
    """A server with OpenAI's interface; `optional` are the fields that can be done without."""
    error = body.get("error") if isinstance(body, dict) else None
    if status < 300 and not error:
        return None
    told = error if isinstance(error, dict) else {"message": error or body}
    codes = {str(told.get("code", "")), str(told.get("type", ""))}
    text = str(told.get("message", ""))[:2000]
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


def workers_ai(
    status: int, body: Any, *, refusal: str, example: str, optional: Iterable[str] = ()
) -> Trouble | None:
    """Cloudflare's Workers AI, also where an error is inside an answer that is a success.

    `example` is a model that is there. `detail` of a refusal is "input" for words that no work was
    done on; that of a request is a field that the model does not know, of those that can be done
    without, or "*" where it does not say which.
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
        return _gone(example)
    if optional and status in (400, 422) and _UNKNOWN.search(text):
        named = next((name for name in optional if re.search(rf"\b{name}\b", text)), "*")
        return Trouble(
            "request", "does not take all that it was sent; update memoreez", detail=named
        )
    code = told.get("code")
    known = _WORKERS.get(code) if isinstance(code, int) else None
    if code in _RETIRED:
        return _gone(example)
    found = known or judge(400 if status < 300 else status, body)
    return begun(found) if status < 300 else found


def _gone(example: str) -> Trouble:
    words = "has retired that model or never had it; choose another for its option model"
    return Trouble("model", f"{words}, as {example}")
