"""Webhooks after Standard Webhooks: what is ours is known, and nothing else is believed."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from memoreez import webhooks
from memoreez.webhooks import Inbox, Unproven

SECRET = "whsec_" + base64.b64encode(b"m" * 32).decode()
OTHER = webhooks.secret_from(b"another seed", "engine")
NOW = 1_800_000_000.0
BODY = webhooks.body("job.done", "2027-01-15T08:00:00Z", {"id": "1"})


def inbox(*secrets: str, now: float = NOW) -> Inbox:
    return Inbox(secrets or (SECRET,), clock=lambda: now)


def test_the_specification_s_example() -> None:
    """The signature is the one of the specification's own example."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    message, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
    headers = webhooks.signed(secret, message, body, 1614265330)
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_taken_once() -> None:
    """An event is told once, by either secret while one is being replaced; a copy says nothing."""
    box = inbox(OTHER, SECRET)
    headers = webhooks.signed(SECRET, "msg_1", BODY, NOW)
    event = box.take({name.title(): value for name, value in headers.items()}, BODY)
    assert event is not None and (event.type, event.data) == ("job.done", {"id": "1"})
    assert box.take(headers, BODY) is None
    assert box.take(webhooks.signed(SECRET, "msg_1", BODY, NOW + 9), BODY) is None


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_2"}, {"webhook-id": ""}, {"webhook-id": "x" * 300},
        {"webhook-timestamp": str(int(NOW) + 1)}, {"webhook-timestamp": ""},
        {"webhook-timestamp": "-1"}, {"webhook-timestamp": "9" * 400},
        {"webhook-signature": ""}, {"webhook-signature": "v1"}, {"webhook-signature": "v1,é"},
        {"webhook-signature": "v1,AAAA v1a,BBBB " * 50}, {"webhook-signature": "v2,AAAA"},
    ],
)  # fmt: skip
def test_changed_headers(change: dict[str, str]) -> None:
    """None of them is believed, and none raises anything else."""
    headers = webhooks.signed(SECRET, "msg_1", BODY, NOW) | change
    with pytest.raises(Unproven):
        inbox().take(headers, BODY)


@pytest.mark.parametrize(
    ("secret", "body", "now"),
    [
        (OTHER, BODY, NOW), (SECRET, BODY, NOW + 301), (SECRET, BODY, NOW - 301),
        (SECRET, b"no JSON", NOW), (SECRET, b"[" * 60_000, NOW), (SECRET, b'{"type": 1}', NOW),
        (SECRET, b'"' + b"x" * 70_000 + b'"', NOW),
    ],
)  # fmt: skip
def test_forged_late_or_no_event(secret: str, body: bytes, now: float) -> None:
    """Another's secret, another time, another body."""
    headers: Any = webhooks.signed(secret, "msg_1", body, NOW)
    with pytest.raises(Unproven):
        inbox(now=now).take(headers, body)
    with pytest.raises(Unproven):
        inbox().take(webhooks.signed(SECRET, "msg_1", BODY, NOW), BODY + b" ")


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_AAAA", "whsec_é", SECRET[6:]])
def test_what_is_no_secret(secret: str) -> None:
    """Short ones and others are refused; one that was made from a seed is fine."""
    assert not webhooks.usable(secret)
    assert webhooks.usable(OTHER) and webhooks.usable(SECRET)
