"""An engine's door: who gets in, how much of it, and in which words the others are sent away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from engine_room import PATIENCE_S, TOKEN, Room, room
from pydantic import ValidationError

from memoreez import forms, webhooks
from memoreez.engine import door, problems
from memoreez.engine.jobs import Jobs
from memoreez.engine.orders import LegacyRequest, Order
from memoreez.errors import Conflict
from memoreez.forms import Part

SECRET = webhooks.secret_from(b"a seed", "tests")
PLACES = ("/health", "/metrics", f"/v1/jobs/{'0' * 32}")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("engine")) as one:
        yield one


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("127.0.0.1:8787", True), ("localhost", True), ("[::1]:8787", True), ("127.8.8.8", True),
        ("evil.example", False), ("evil.example:8787", False), ("localhost.evil.example", False),
        ("192.168.1.20:8787", False), ("", False), ("127.0.0.1.evil.example", False),
        ("é", False), ("[", False),
    ],
)  # fmt: skip
def test_names_that_lead_here_are_not_believed(here: Room, host: str, inside: bool) -> None:
    """Without a token a page whose own name leads to this computer (DNS rebinding) gets nothing."""
    for path in PLACES:
        answer = here.client.get(path, headers=[(b"Host", host.encode())])
        assert (answer.status_code == 403) is not inside
        assert inside or "--token" in answer.json()["detail"]


def test_with_a_token_any_name_will_do(tmp_path: Path) -> None:
    """It is called by the name that its computer has, also behind a proxy."""
    with room(tmp_path, token=TOKEN) as one:
        for path in PLACES:
            answer = one.client.get(path, headers={"Host": "engine.example"})
            assert answer.status_code in (200, 404)


def test_orders_in_memory_are_few_until_they_are_written(
    here: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk holds back who comes next: four bodies are held, not one for each thread."""
    gate, inside = Event(), []

    def slow(jobs: Jobs, *_: Any) -> Any:
        inside.append(1)
        gate.wait(PATIENCE_S)
        raise Conflict("Another time.")

    monkeypatch.setattr(Jobs, "submit", slow)
    with ThreadPoolExecutor(door.AT_ONCE) as pool:
        held = [pool.submit(here.submit) for _ in range(door.AT_ONCE)]
        ends = time.monotonic() + PATIENCE_S
        while len(inside) < door.AT_ONCE:
            assert time.monotonic() < ends
            time.sleep(0.005)
        refused = here.submit()
        gate.set()
        assert {one.result().status_code for one in held} == {409}
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert here.submit().status_code == 409  # there is room again


def form(**parts: bytes) -> forms.Body:
    return forms.written([Part(name, data) for name, data in parts.items()])


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status", "said"),
    [
        ("POST", "/v1/jobs", "application/json", b"x" * 2**18 + b"x", 413, "at most 256 kB."),
        ("POST", "/generate-3d", "application/json", b"x" * 2**18 + b"x", 413, "at most 256 kB."),
        ("POST", "/v1/jobs", "form", form(order=b" " * 2**18 + b" "), 413, "The part order is too"),
        ("POST", "/v1/jobs", "form", form(x=b""), 422, "'x'; name them order, picture and cutout."),
        ("POST", "/v1/jobs", "application/json", b"{", 422, "cannot be read: the body: Invalid"),
        ("GET", f"/v1/jobs/{'0' * 32}/mesh?format=secret", "", b"", 422, "query.format: Input"),
        ("GET", "/somewhere", "", b"", 404, "There is nothing at this address;"),
        ("DELETE", "/v1/jobs", "", b"", 405, "does not take that method;"),
    ],
)  # fmt: skip
def test_the_words_are_the_right_ones(
    here: Room, method: str, path: str, kind: str, body: Any, status: int, said: str
) -> None:
    """One sentence with the right limit or field; what was sent is not repeated."""
    if kind == "form":
        kind, body = body.type, body.data
    headers = {"Content-Type": kind} if kind else {}
    answer = here.client.request(method, path, content=body, headers=headers)
    detail = answer.json()["detail"]
    assert (answer.status_code, answer.headers["content-type"]) == (status, problems.PROBLEM)
    assert said in detail and detail.endswith(".") and "secret" not in detail


def test_a_picture_that_is_too_large_is_named(here: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the order: its limit is another one."""
    monkeypatch.setattr(door, "MOST_PICTURE", 2**20)
    body = form(order=b"{}", cutout=b"x" * 2**20 + b"x")
    headers = {"Content-Type": body.type}
    answer = here.client.post("/v1/jobs", content=body.data, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["detail"] == "The cutout is too large; send at most 1 MB."


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (OSError(28, "No space left on device"), 507, "disk is full"),
        (PermissionError(13, "Permission denied"), 503, "cannot use its folder"),
        (RuntimeError("a secret of the engine"), 500, "failed by itself"),
    ],
)
def test_the_engine_s_own_troubles(
    here: Room, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    """A full disk, another trouble with the folder and a bug are told apart, without details."""

    def failing(*_: Any) -> None:
        raise error

    monkeypatch.setattr(Jobs, "find", failing)
    answer = here.client.get(f"/v1/jobs/{'0' * 32}", headers={"Connection": "close"})
    assert answer.status_code == status and said in answer.json()["detail"]
    assert "secret" not in answer.text and "Permission" not in answer.text


def test_errors_do_not_repeat_what_was_sent() -> None:
    """A webhook's secret and a presigned address do not get into a log by way of an error."""
    url = f"https://a.example/?sig={SECRET}"
    for kind, told in (
        (Order, {"webhook_secret": SECRET * 9}),
        (Order, {"webhook_secret": SECRET, "webhook_url": url, "height_mm": SECRET, "x": SECRET}),
        (LegacyRequest, {"image_url": f" {url}", "webhook_url": f"{url} x"}),
    ):
        with pytest.raises(ValidationError) as caught:
            kind.model_validate(told)
        assert "input_value" not in str(caught.value)
        assert SECRET not in str(caught.value)


def test_health_tells_of_a_part_that_is_down(here: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead courier or device is told, so that whoever watches starts the engine again."""
    assert here.client.get("/health").json()["status"] == "ok"
    for part in (here.engine.courier, here.engine.devices[0]):
        with monkeypatch.context() as dead:
            dead.setattr(part, "is_alive", lambda: False)
            answer = here.client.get("/health")
            assert (answer.status_code, answer.json()["status"]) == (503, "down")
