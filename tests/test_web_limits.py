"""Limits: so much for each client, told when to come again; a clock that jumps locks nobody out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from web_client import opened_web

from memoreez.errors import TooMany
from memoreez.web import limits
from memoreez.web.limits import Limits


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock to turn: `clock[0]` seconds."""
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def many(deed: object, *args: object) -> int:
    """How often it goes well in a row."""
    for count in range(1000):
        try:
            deed(*args)  # type: ignore[operator]
        except TooMany:
            return count
    return 1000


def test_a_minute_takes_a_quarter_of_an_hour_s_creations(clock: list[float]) -> None:
    """A burst is fine, a flood is not; the next minute takes more, up to the hour's number."""
    counted = Limits(40)
    assert many(counted.creation, "a") == 10
    clock[0] += 61
    assert many(counted.creation, "a") == 10
    clock[0] += 61
    assert many(counted.creation, "a") == 10
    clock[0] += 61
    assert many(counted.creation, "a") == 10
    clock[0] += 61
    assert many(counted.creation, "a") == 0
    clock[0] += 3600
    assert many(counted.creation, "a") == 10


def test_each_client_has_its_own(clock: list[float]) -> None:
    """One that asks too much takes nothing from the others."""
    counted = Limits(40)
    many(counted.creation, "a")
    assert many(counted.creation, "b") == 10


def test_the_wait_is_told(clock: list[float]) -> None:
    """Exactly as many seconds as it takes."""
    counted = Limits(20)
    many(counted.creation, "a")
    clock[0] += 20
    with pytest.raises(TooMany) as caught:
        counted.creation("a")
    assert caught.value.retry_after == 40
    clock[0] += 41
    counted.creation("a")


def test_previews_are_five_a_second(clock: list[float]) -> None:
    """As fast as a page that waits between keys asks, and more."""
    counted = Limits(20)
    assert many(counted.preview, "a") == limits.PREVIEWS_PER_SECOND == 5
    clock[0] += 1.1
    assert many(counted.preview, "a") == 5


def test_a_clock_set_back_locks_nobody_out(clock: list[float]) -> None:
    """Windows of the future would else last until the old time comes again."""
    counted = Limits(20)
    many(counted.creation, "a")
    clock[0] -= 86_400
    counted.creation("a")
    assert many(counted.creation, "a") < 20


def test_too_many_is_429_with_the_wait(tmp_path: Path) -> None:
    """For every route that costs, and for nothing else."""
    with opened_web(tmp_path, creations_per_hour=20) as web:
        made = web.choosing()
        for _ in range(4):
            web.create()
        asked = [
            web.http.post("/api/keepsakes", json={"hobbies": "a"}),
            web.post(made, "concepts"),
            web.post(made, "choice", {"concept_id": 1}),
            web.patch(made, {"height_mm": 100}),
            web.post(made, "retry"),
        ]
        assert {answer.status_code for answer in asked} == {429}
        assert asked[0].json()["type"] == "/problems/too-many"
        assert 0 < int(asked[0].headers["retry-after"]) <= 60
        assert web.get(made)["state"] == "choosing"
        assert web.http.request("DELETE", f"/api/keepsakes/{made}").status_code == 204


def test_what_is_refused_anyway_is_not_counted(tmp_path: Path) -> None:
    """Somebody who mistypes is not locked out by that."""
    with opened_web(tmp_path, creations_per_hour=20) as web:
        for _ in range(30):
            assert web.http.post("/api/keepsakes", json={"hobbies": ""}).status_code == 422
        web.create()


def test_forwarded_addresses_are_not_believed(tmp_path: Path) -> None:
    """Else a limit would be a matter of inventing addresses."""
    with opened_web(tmp_path, creations_per_hour=20) as web:
        asked = [
            web.http.post(
                "/api/keepsakes",
                json={"hobbies": "a"},
                headers={"X-Forwarded-For": f"1.2.3.{number}"},
            ).status_code
            for number in range(6)
        ]
    assert asked == [202] * 5 + [429]


def test_behind_our_proxy_each_client_counts(tmp_path: Path) -> None:
    """With trusted_proxies set, the forwarded address is the client."""
    with opened_web(tmp_path, creations_per_hour=20, trusted_proxies="127.0.0.1") as web:
        asked = [
            web.http.post(
                "/api/keepsakes",
                json={"hobbies": "a"},
                headers={"X-Forwarded-For": f"1.2.3.{number}"},
            ).status_code
            for number in range(6)
        ]
    assert asked == [202] * 6


def test_photos_are_limited(tmp_path: Path) -> None:
    """As many in an hour as keepsakes, each address for itself."""
    raw = {"Content-Type": "image/png"}
    with opened_web(tmp_path, creations_per_hour=2) as web:
        answers = [web.http.post("/api/photos", content=b"x", headers=raw) for _ in range(6)]
    assert {one.status_code for one in answers[:2]} == {422}
    assert answers[-1].status_code == 429 and "retry-after" in answers[-1].headers
