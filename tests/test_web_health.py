"""What machines ask: alive, ready and which part is not, and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from web_client import OWNER, Web, opened_web

from memoreez.db import Executor
from memoreez.errors import Busy, StoreError
from memoreez.web.pulse import FRESH_S, SILENT_S, Glance, Pulse

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("health"), owner_token=OWNER) as made:
        yield made


def raising(error: Exception) -> Any:
    def deed(*_: object, **__: object) -> Any:
        raise error

    return deed


def test_a_whole_studio_is_ready(web: Web) -> None:
    """Each part is named."""
    web.flow.beat()
    answer = web.http.get("/health/ready")
    parts = {"database": "up", "store": "up", "executor": "up"}
    assert (answer.status_code, answer.json()) == (200, {"status": "up", "parts": parts})


@pytest.mark.parametrize(
    ("place", "error", "part"),
    [
        ("memoreez.store.Store.probe", StoreError("no such bucket"), "store"),
        ("memoreez.store.Store.probe", PermissionError(13, "/srv/blobs"), "store"),
        ("memoreez.web.desk.db.session", Busy("locked"), "database"),
    ],
)
def test_the_part_that_is_down_is_named(
    web: Web, monkeypatch: pytest.MonkeyPatch, place: str, error: Exception, part: str
) -> None:
    """503, the part, and no detail; the process itself is alive."""
    web.flow.beat()
    monkeypatch.setattr("memoreez.web.pulse.FRESH_S", 0.0)
    monkeypatch.setattr(place, raising(error))
    answer = web.http.get("/health/ready")
    told = answer.json()
    assert (answer.status_code, told["status"], told["parts"][part]) == (503, "down", "down")
    assert part == "database" or told["parts"]["database"] == "up"
    assert "srv" not in answer.text and "bucket" not in answer.text
    assert web.http.get("/health/live").json() == {"status": "up"}


def test_nobody_who_works_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders would be taken, and nothing would come of them."""
    with opened_web(tmp_path) as web:
        monkeypatch.setattr("memoreez.web.pulse.SILENT_S", 0.0)
        told = web.http.get("/health/ready").json()["parts"]
    assert told == {"database": "up", "store": "up", "executor": "down"}


def test_asking_often_costs_little(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger who asks all day does not have the store written to all day."""
    looks: list[float] = []
    monkeypatch.setattr("memoreez.store.Store.probe", lambda _store: looks.append(1.0))
    for _ in range(20):
        web.http.get("/health/ready")
    assert len(looks) <= 1


def test_nobody_waits_for_anothers_look() -> None:
    """While a look takes long, others hear what was found before; then it is looked at anew."""
    now, found = [0.0], [True]
    glance = Glance(lambda: found[0], lambda: now[0])
    assert glance.good()
    found[0], now[0] = False, FRESH_S - 0.1
    assert glance.good()
    now[0] = FRESH_S
    with glance._lock:
        assert glance.good()
    assert not glance.good()


def beat(number: int, at: datetime = NOON, name: str = "e") -> Executor:
    return Executor(id=name, beat=number, version="1", queues="*", at=at)


def test_a_heart_beats_while_its_number_grows() -> None:
    """And stops when it has not grown for a while."""
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    assert pulse.beats([beat(1)], NOON)
    now[0] = SILENT_S - 1
    assert pulse.beats([beat(1)], NOON)
    now[0] = SILENT_S + 1
    assert not pulse.beats([beat(1)], NOON)
    assert pulse.beats([beat(2)], NOON)


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-400)])
def test_a_clock_that_jumps_stops_no_heart(jump: timedelta) -> None:
    """Its time beside the number is believed at the first look only."""
    now = [0.0]
    pulse = Pulse(lambda: now[0])
    assert pulse.beats([beat(1)], NOON)
    now[0] = 5
    assert pulse.beats([beat(2, NOON + jump)], NOON)
    now[0] = 10
    assert pulse.beats([beat(3, NOON)], NOON + jump)


def test_an_old_heart_is_not_heard_at_first() -> None:
    """What a process left behind last week is no sign of life, until it counts on."""
    pulse = Pulse(lambda: 100.0)
    week_ago = NOON - timedelta(days=7)
    assert not pulse.beats([beat(7, week_ago)], NOON)
    assert pulse.beats([beat(8, week_ago)], NOON)


def test_one_living_heart_is_enough() -> None:
    """Among those of the dead."""
    old = beat(1, NOON - timedelta(days=1), "old")
    assert Pulse(lambda: 0.0).beats([old, beat(1)], NOON)
    assert not Pulse(lambda: 0.0).beats([], NOON)


def numbers(web: Web) -> dict[str, float]:
    """Each sample by its name and labels."""
    text = web.http.get("/metrics").text
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_numbers_are_those_of_the_studio(tmp_path: Path) -> None:
    """Keepsakes by state, stages with their seconds, queues, and requests by route."""
    with opened_web(tmp_path) as web:
        web.ready()
        web.choosing()
        web.create()
        web.http.get("/nowhere/private-token")
        told = numbers(web)
    assert told["memoreez_keepsakes['ready']"] == 1
    assert told["memoreez_keepsakes['choosing']"] == 1
    assert told["memoreez_keepsakes['failed']"] == 0
    assert told["memoreez_queue_depth['heavy']"] == 1
    assert told["memoreez_stage_seconds_count['sculpture']"] == 1
    assert told["memoreez_http_requests_total['/api/keepsakes', '202', 'POST']"] == 3
    assert told["memoreez_http_request_seconds_count['/api/keepsakes', 'POST']"] == 3
    assert told["memoreez_http_requests_total['404', 'GET', 'none']"] == 1
    assert told["memoreez_up[]"] == 1


def test_numbers_come_while_the_database_is_away(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the process itself, and the news that it is away."""
    monkeypatch.setattr("memoreez.web.metrics.db.session", raising(Busy("away")))
    told = numbers(web)
    assert told["memoreez_up[]"] == 0
    assert "memoreez_keepsakes['ready']" not in told


def test_no_secret_is_in_the_numbers(web: Web) -> None:
    """Routes as they are declared: neither ids nor tokens, nor anything that clients invent."""
    made = web.create()
    web.get(made)
    web.http.request("X" * 30, f"/api/keepsakes/{made}")
    answer = web.http.get("/metrics")
    assert answer.status_code == 200
    assert 'route="/api/keepsakes/{keepsake_id}"' in answer.text  # the id's place, not the id
    assert made not in answer.text
    assert "XXX" not in answer.text


def test_numbers_are_for_this_computer_and_the_owner(tmp_path: Path) -> None:
    """Everybody else finds nothing there."""
    with opened_web(tmp_path, at="192.168.1.7", owner_token=OWNER) as web:
        assert web.http.get("/metrics").status_code == 404
        headers = {"Authorization": f"Bearer {OWNER}"}
        assert web.http.get("/metrics", headers=headers).status_code == 200
    with opened_web(tmp_path) as web:
        assert web.http.get("/metrics").status_code == 200
        assert web.http.get("/metrics", headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 404
