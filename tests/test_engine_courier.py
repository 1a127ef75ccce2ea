"""An engine's webhooks, and the contract of 3Dmemoreez's Worker, received over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs

import pytest
from engine_room import PATIENCE_S, TOKEN, Room, Sculptor, room
from model_server import Exchange, ModelServer, failing, model_server

from memoreez import forms, webhooks
from memoreez.engine.jobs import id_of
from memoreez.errors import BadInput
from memoreez.webhooks import Inbox

SECRET = webhooks.secret_from(b"a seed", "tests")
ASKED = {"image_url": "https://pictures.example/1.png", "session_id": "s-1", "asset_id": "a-1"}


def fine(exchange: Exchange) -> None:
    exchange.answer({"ok": True})


def arrived(server: ModelServer, count: int) -> None:
    ends = time.monotonic() + PATIENCE_S
    while len(server.log.requests) < count:
        assert time.monotonic() < ends
        time.sleep(0.01)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("engine"), token=TOKEN) as one:
        yield one


def test_a_webhook_is_signed_and_comes_until_it_is_taken(here: Room) -> None:
    """After two failures it arrives; the three are one message, which an inbox takes once."""
    inbox = Inbox((SECRET,))
    with model_server(failing(500), failing(404), fine) as server:
        url = f"{server.native}/hooks/engine?seat=1"
        job = here.submit("told", webhook_url=url, webhook_secret=SECRET).json()
        here.wait(job["id"])
        arrived(server, 3)
        taken = [inbox.take(request.headers, request.body) for request in server.log.requests]
        assert server.log.requests[0].path == "/hooks/engine?seat=1"
        time.sleep(0.1)
        assert len(server.log.requests) == 3
    assert taken[1:] == [None, None] and taken[0] is not None
    assert taken[0].type == "job.done"
    assert taken[0].data == {"id": job["id"], "state": "done", "retryable": False}


@pytest.mark.parametrize("status", [410, 500])
def test_a_webhook_that_nobody_takes_is_given_up(here: Room, status: int) -> None:
    """410 at once, others after all tries; the result is there all the same."""
    with model_server(failing(status)) as server:
        job = here.submit("", webhook_url=server.native, webhook_secret=SECRET).json()
        here.wait(job["id"])
        ends = time.monotonic() + PATIENCE_S
        while not here.engine.jobs.find(job["id"]).notice.over:
            assert time.monotonic() < ends
            time.sleep(0.01)
        assert len(server.log.requests) == (1 if status == 410 else 4)
    assert here.client.get(f"/v1/jobs/{job['id']}/mesh").status_code == 200


def test_the_old_contract(here: Room) -> None:
    """Answered at once, as ever; the STL comes as a form that the Worker understands; once."""
    with model_server(fine) as server:
        asked = ASKED | {"webhook_url": f"{server.native}/api/webhook/runpod"}
        for _ in range(2):  # an answer that was lost
            answer = here.client.post("/generate-3d", params={"token": TOKEN}, json=asked)
            assert answer.status_code == 200 and answer.json()["status"] == "processing"
        arrived(server, 1)
        here.wait(answer.json()["id"])
        time.sleep(0.1)
        (request,) = server.log.requests
    parts = forms.read(request.headers["content-type"], request.body)
    told = {name: part.data.decode() for name, part in parts.items() if name != "file"}
    assert told == {"session_id": "s-1", "asset_id": "a-1", "status": "completed"}
    assert (parts["file"].filename, parts["file"].type) == ("a-1.stl", "model/stl")
    assert len(parts["file"].data) == 84 + 12 * 50


def test_the_old_contract_s_failures(tmp_path: Path) -> None:
    """A failure is told as ever; the Worker's 400 to it is its way to say that it heard."""
    sculptor = Sculptor(error=BadInput("The picture cannot be read."))
    with room(tmp_path, sculptor) as one, model_server(failing(400)) as server:
        one.client.post("/generate-3d", json=ASKED | {"webhook_url": server.native})
        arrived(server, 1)
        time.sleep(0.1)
        (request,) = server.log.requests
        told = parse_qs(request.body.decode())
    assert told["status"] == ["failed"] and told["error"] == ["The picture cannot be read."]
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.slow
def test_webhooks_outlive_the_engine(tmp_path: Path) -> None:
    """What was not delivered when the engine ended is delivered by the next one."""
    with model_server(failing(503), fine) as server:
        with room(tmp_path, waits=(0.2,)) as one:
            one.submit("a", webhook_url=server.native, webhook_secret=SECRET)
            arrived(server, 1)
        with room(tmp_path, Sculptor(gate=Event())):
            arrived(server, 2)
        ids = {request.headers["webhook-id"] for request in server.log.requests}
    assert len(ids) == 1 and id_of("a") in ids.pop()
