"""An engine's webhooks, and the contract of 3Dmemoreez's Worker, received over real HTTP."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import parse_qs

import pytest
from engine_room import PATIENCE_S, TOKEN, Room, Sculptor, room
from model_server import Exchange, ModelServer, failing, model_server

from memoreez import forms, webhooks
from memoreez.engine.folders import Folders
from memoreez.engine.jobs import id_of
from memoreez.engine.records import Job
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


def told(one: Room, job_id: str) -> None:
    """Wait until the courier is done with it."""
    ends = time.monotonic() + PATIENCE_S
    while one.engine.jobs.find(job_id).owes:
        assert time.monotonic() < ends
        time.sleep(0.005)


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
        told(here, job["id"])
        assert len(server.log.requests) == (1 if status == 410 else 4)
    assert here.client.get(f"/v1/jobs/{job['id']}/mesh").status_code == 200


def test_the_old_contract(here: Room) -> None:
    """Answered at once, as ever; the STL comes as a form that the Worker understands; once.

    Asked again when all is over, because that form was lost, the Worker gets it once more.
    """
    here.sculptor.gate = Event()
    with model_server(fine) as server:
        asked = ASKED | {"webhook_url": f"{server.native}/api/webhook/runpod"}
        for _ in range(2):  # an answer that was lost
            answer = here.client.post("/generate-3d", params={"token": TOKEN}, json=asked)
            assert answer.status_code == 200 and answer.json()["status"] == "processing"
        here.sculptor.gate.set()
        arrived(server, 1)
        job = here.wait(answer.json()["id"])["id"]
        told(here, job)
        (request,) = server.log.requests
        made = len(here.sculptor.made)
        again = here.client.post("/generate-3d", params={"token": TOKEN}, json=asked)
        assert again.json()["id"] == job
        arrived(server, 2)
        assert server.log.requests[1].body == request.body and len(here.sculptor.made) == made
    here.sculptor.gate = None
    parts = forms.read(request.headers["content-type"], request.body)
    fields = {name: part.data.decode() for name, part in parts.items() if name != "file"}
    assert fields == {"session_id": "s-1", "asset_id": "a-1", "status": "completed"}
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
        fields = parse_qs(request.body.decode())
    assert fields["status"] == ["failed"] and fields["error"] == ["The picture cannot be read."]
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


def test_it_stays_the_same_message(here: Room) -> None:
    """Also when its result is acknowledged between two tries; only the time of sending differs."""

    def acknowledging(exchange: Exchange) -> None:
        here.engine.jobs.acknowledge(exchange.request.json["data"]["id"])
        exchange.answer({}, 500)

    with model_server(failing(500), acknowledging, fine) as server:
        job = here.submit("", webhook_url=server.native, webhook_secret=SECRET).json()["id"]
        arrived(server, 3)
        told(here, job)
        messages = {(one.headers["webhook-id"], one.body) for one in server.log.requests}
    found = here.engine.jobs.find(job)
    assert len(messages) == 1 and found.fetched_at
    assert found.order == {}  # the secret goes with the last try


def test_a_receiver_that_does_not_answer_delays_nobody(tmp_path: Path) -> None:
    """Others are told meanwhile, and it is told one thing after the other."""
    gate = Event()

    def silent(exchange: Exchange) -> None:
        gate.wait(PATIENCE_S)
        exchange.answer({})

    with room(tmp_path) as one, model_server(silent) as dead, model_server(fine) as alive:
        for _ in range(3):
            one.wait(one.submit(webhook_url=dead.native, webhook_secret=SECRET).json()["id"])
        arrived(dead, 1)
        one.submit(webhook_url=alive.native, webhook_secret=SECRET)
        arrived(alive, 1)
        assert len(dead.log.requests) == 1
        gate.set()
        arrived(dead, 3)


NONSENSE: tuple[dict[str, Any], ...] = (
    {"height_mm": "of another version"}, {"webhook_url": "http://\u0130.example:1/"},
    {"webhook_url": 7}, {"webhook_secret": "whsec_x"}, {"legacy": "x"},
    {"webhook_url": f"http://{'a' * 70}.example/"}, {"webhook_url": "http://[::1]:99999/"},
)  # fmt: skip


def test_a_record_that_makes_no_sense_ends_itself_only(tmp_path: Path) -> None:
    """Whatever is in it: it is given up after its tries, and the next one is told."""
    asked = {"webhook_url": "http://127.0.0.1:1/", "webhook_secret": SECRET}
    folders = Folders(tmp_path)
    for number, order in enumerate(NONSENSE):
        bad = Job(f"{number}" * 32, "d", {**asked, **order}, "done", 1, 1, ended_at=1)
        folders.install(folders.prepared(bad, {}), bad.id)
    with room(tmp_path, waits=(0.0,)) as one, model_server(fine) as server:
        for job in one.engine.jobs.all():
            told(one, job.id)
        one.submit(webhook_url=server.native, webhook_secret=SECRET)
        arrived(server, 1)
        assert one.engine.alive
        assert one.engine.courier.outcomes["given up"] == len(NONSENSE)


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
