"""The stream of events over a real connection."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from live_server import live
from web_client import NOBODY


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Any]]:
    folder = tmp_path_factory.mktemp("stream")
    with live(folder) as (url, studio), httpx.Client(base_url=url) as http:
        yield http, studio


@pytest.fixture(scope="module")
def made(studio: tuple[httpx.Client, Any]) -> str:
    http, inside = studio
    found = str(http.post("/api/keepsakes", json={"hobbies": "chess"}).json()["id"])
    for thread in inside.flow.threads:
        thread.join(10)
    return found


def frames(http: httpx.Client, path: str, until: str, **headers: str) -> list[dict[str, str]]:
    """Events of the stream up to the first of that kind."""
    got: list[dict[str, str]] = []
    with http.stream("GET", path, headers=headers) as answer:
        assert answer.status_code == 200, answer.read()
        fields: dict[str, str] = {}
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            fields[name] = value
            if not line:
                if "event" in fields:
                    got.append(fields)
                if fields.get("event") == until:
                    return got
                fields = {}
    return got


def test_all_of_a_round_comes_in_order(studio: tuple[httpx.Client, Any], made: str) -> None:
    """Numbers without a gap, kinds as documented, each with the state."""
    got = frames(studio[0], f"/api/keepsakes/{made}/events", "choosing")
    assert [int(one["id"]) for one in got] == list(range(1, len(got) + 1))
    kinds = [one["event"] for one in got]
    assert kinds[:4] == ["created", "stage", "concepts", "stage"]
    assert kinds.count("concept") == 8 and kinds[-1] == "choosing"
    assert {json.loads(one["data"])["state"] for one in got} == {"imagining", "choosing"}


def test_the_header_of_browsers_resumes(studio: tuple[httpx.Client, Any], made: str) -> None:
    """Last-Event-ID wins over ?after, because the address stays what it was at first."""
    path = f"/api/keepsakes/{made}/events?after=2"
    assert frames(studio[0], path, "choosing")[0]["id"] == "3"
    assert frames(studio[0], path, "choosing", **{"Last-Event-ID": "9"})[0]["id"] == "10"


def test_proxies_are_told_to_let_it_through(studio: tuple[httpx.Client, Any], made: str) -> None:
    """No cache, no buffer, no compression."""
    asked = {"Accept-Encoding": "gzip"}
    with studio[0].stream("GET", f"/api/keepsakes/{made}/events", headers=asked) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["x-accel-buffering"] == "no"
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("number", ["-1", "x", "1.5", "9" * 16])
def test_a_strange_number_is_refused(studio: tuple[httpx.Client, Any], number: str) -> None:
    """422 rather than a stream of something else."""
    path = f"/api/keepsakes/{NOBODY}/events"
    assert studio[0].get(path, headers={"Last-Event-ID": number}).status_code == 422
    assert studio[0].get(f"{path}?after={number}").status_code == 422


def test_a_closed_connection_leaves_its_channel(
    studio: tuple[httpx.Client, Any], made: str, tmp_path: Path
) -> None:
    """Watchers that went away are not fed, nor counted against their client."""
    with live(tmp_path) as (url, inside), httpx.Client(base_url=url) as http:
        name = http.post("/api/keepsakes", json={"hobbies": "chess"}).json()["id"]
        for _ in range(60):  # more than one client may have open
            with http.stream("GET", f"/api/keepsakes/{name}/events") as answer:
                assert answer.status_code == 200
                next(answer.iter_lines())
        assert inside.flow is not None


def test_a_server_that_stops_does_not_wait_for_watchers(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Streams end in good order, long before the patience of the server is over."""
    with httpx.Client() as http:
        with live(tmp_path, by_hand=True) as (url, _):
            name = http.post(f"{url}/api/keepsakes", json={"hobbies": "chess"}).json()["id"]
            with ExitStack() as stack:
                asked = http.stream("GET", f"{url}/api/keepsakes/{name}/events")
                lines = stack.enter_context(asked).iter_lines()
                next(lines)
                stack = stack.pop_all()
            begun = time.perf_counter()
        took = time.perf_counter() - begun
        assert "event: created" in list(lines)  # to the end, and no error
        stack.close()
    assert took < 2.5
    assert "Cancel" not in caplog.text


def test_deleting_ends_the_stream(studio: tuple[httpx.Client, Any]) -> None:
    """The last event says so, and the connection is closed in good order."""
    http, _ = studio
    name = http.post("/api/keepsakes", json={"hobbies": "chess"}).json()["id"]
    got = []
    with http.stream("GET", f"/api/keepsakes/{name}/events") as answer:
        for line in answer.iter_lines():
            got.append(line)
            if line == "event: created":
                assert http.delete(f"/api/keepsakes/{name}").status_code == 204
    assert "event: deleted" in got
