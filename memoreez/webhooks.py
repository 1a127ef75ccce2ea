"""Webhooks after Standard Webhooks (standardwebhooks.com, specification 1.0): sign and verify.

    headers = webhooks.signed(secret, message_id, body, now)      who sends
    event = Inbox([secret]).take(headers, body)                   who receives; None: known already

A webhook only wakes whoever waits; what is true is asked for. So one that is lost, late, doubled
or forged changes nothing, and whoever receives one answers 204 to known ones and 401 to Unproven.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TOLERANCE_S = 5 * 60  # between the sender's clock and ours
REMEMBERED = 10_000  # message ids
LONGEST_BODY = 64_000  # bytes
PREFIX = "whsec_"
LEAST_SECRET, MOST_SECRET = 24, 64  # bytes, as the specification has it
# seconds before each try after the first: about a day in all
LATER_S = (5.0, 30.0, 120.0, 600.0, 3600.0, 4 * 3600.0, 8 * 3600.0, 12 * 3600.0)


class Unproven(Exception):
    """Not shown to come from who knows the secret: forged, changed, too old or malformed."""


@dataclass(frozen=True)
class Event:
    """What a webhook says."""

    id: str
    type: str
    data: Mapping[str, Any]


def secret_from(seed: bytes, *parts: str) -> str:
    """A secret of its own for each use, from one that is kept: nothing more has to be stored."""
    text = json.dumps(("memoreez webhooks", *parts)).encode()
    return PREFIX + base64.b64encode(hmac.digest(seed, text, "sha256")).decode()


def usable(secret: str) -> bool:
    """Whether it is a secret: `whsec_` and 24 to 64 bytes in base64."""
    try:
        return bool(_key(secret))
    except ValueError:
        return False


def body(kind: str, when: str, data: Mapping[str, Any]) -> bytes:
    """The body of a webhook; the same words give the same bytes."""
    told = {"type": kind, "timestamp": when, "data": dict(data)}
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def signed(secret: str, message_id: str, content: bytes, now: float) -> dict[str, str]:
    """The headers that go with the body. Raises ValueError for a secret that is none."""
    stamp = str(int(now))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{_signature(_key(secret), message_id, stamp, content)}",
    }


def verify(secrets: Sequence[str], headers: Mapping[str, str], content: bytes, now: float) -> Event:
    """The event, when one of the secrets (two while one is being replaced) signed it. Unproven."""
    told = {str(name).lower(): value for name, value in headers.items()}
    message, stamp = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not 0 < len(message) <= 256 or len(content) > LONGEST_BODY:
        raise Unproven("no webhook of ours")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):
        raise Unproven("no time")
    given = [part[3:] for part in told.get("webhook-signature", "").split() if part[:3] == "v1,"]
    wanted = [_signature(_key(secret), message, stamp, content) for secret in secrets]
    pairs = [(one, two) for one in given[:8] for two in wanted]
    if not any(hmac.compare_digest(one.encode(), two.encode()) for one, two in pairs):
        raise Unproven("no signature of ours")
    if abs(now - int(stamp)) > TOLERANCE_S:
        raise Unproven("too old, or from the future")
    return _event(message, content)


class Inbox:
    """Verifies webhooks, and knows those that have come before."""

    def __init__(self, secrets: Sequence[str], clock: Callable[[], float] = time.time) -> None:
        self._secrets = tuple(secrets)
        self._clock = clock
        self._seen: OrderedDict[str, None] = OrderedDict()

    def take(self, headers: Mapping[str, str], content: bytes) -> Event | None:
        """The event, or None for one that has come before. Raises Unproven."""
        event = verify(self._secrets, headers, content, self._clock())
        if event.id in self._seen:
            return None
        self._seen[event.id] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return event


def _event(message: str, content: bytes) -> Event:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise Unproven("no JSON") from None
    kind = told.get("type") if isinstance(told, dict) else None
    data = told.get("data") if isinstance(told, dict) else None
    if not isinstance(kind, str) or not isinstance(data, dict):
        raise Unproven("not the shape of a webhook")
    return Event(message, kind, data)


def _key(secret: str) -> bytes:
    """Raises ValueError."""
    if not secret.startswith(PREFIX):
        raise ValueError(f"a webhook's secret begins with {PREFIX}")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise ValueError("a webhook's secret is base64") from None
    if not LEAST_SECRET <= len(key) <= MOST_SECRET:
        raise ValueError(f"a webhook's secret has {LEAST_SECRET} to {MOST_SECRET} bytes")
    return key


def _signature(key: bytes, message: str, stamp: str, content: bytes) -> str:
    text = f"{message}.{stamp}.".encode("utf-8", "surrogatepass") + content
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
