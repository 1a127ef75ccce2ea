"""An engine over real HTTP: what it accepts, refuses, keeps and forgets."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from engine_room import BOXES, PATIENCE_S, TOKEN, Inline, Room, Sculptor, box, room

from memoreez import forms, mesh_wire
from memoreez.engine.devices import Device
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import FETCHED_S, KEPT_S, Job
from memoreez.errors import ProviderError
from memoreez.forms import Part

PICTURE = b"\x89PNG not looked at here \r\n--\x00\xff"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("engine"), token=TOKEN) as one:
        yield one


def test_a_sculpture_from_order_to_mesh(here: Room) -> None:
    """Sent with a picture, done, fetched in three formats, acknowledged."""
    order = Part("order", b'{"height_mm": 80, "quality": "draft"}', type="application/json")
    body = forms.written([order, Part("picture", PICTURE, "p.png", "image/png")])
    headers = {"Content-Type": body.type}
    answer = here.client.post("/v1/jobs", content=body.data, headers=headers)
    job = answer.json()
    assert answer.status_code == 202 and answer.headers["location"] == f"/v1/jobs/{job['id']}"
    done = here.wait(job["id"])
    assert (done["triangles"], done["sculptor"], done["trouble"]) == (12, "boxes", None)
    assert here.sculptor.given == {"picture.bin": PICTURE}
    folder = here.engine.jobs.place(here.engine.jobs.find(job["id"]))
    assert {file.name for file in folder.iterdir()} == {"job.json", "mesh.npz"}
    mesh = mesh_wire.unpack(here.client.get(done["mesh"]).content)
    assert (mesh.vertices == box().vertices).all() and (mesh.faces == box().faces).all()
    for kind, start in (("stl", b"memoreez"), ("glb", b"glTF")):
        assert here.client.get(done["mesh"], params={"format": kind}).content.startswith(start)
    assert here.client.post(f"/v1/jobs/{job['id']}/received").status_code == 200
    assert here.engine.jobs.find(job["id"]).fetched_at


def test_the_same_key_is_the_same_job(here: Room) -> None:
    """A second submit finds the first one's job; with another order it is refused."""
    made = len(here.sculptor.made)
    first = here.submit("one-key", height_mm=50).json()
    here.wait(first["id"])
    again = here.submit("one-key", height_mm=50)
    assert (again.status_code, again.json()["id"]) == (200, first["id"])
    assert here.submit("one-key", height_mm=51).status_code == 409
    assert here.submit("another", height_mm=50).json()["id"] != first["id"]
    here.wait(first["id"])
    assert len(here.sculptor.made) - made <= 2


def test_nobody_gets_in_without_the_token(here: Room) -> None:
    """Every route but health answers 401, to a wrong token too; health tells of no job."""
    with httpx.Client(base_url=here.url) as stranger:
        for method, path in (
            ("POST", "/v1/jobs"), ("GET", f"/v1/jobs/{'0' * 32}"), ("GET", "/metrics"),
            ("GET", f"/v1/jobs/{'0' * 32}/mesh"), ("POST", "/generate-3d"),
            ("POST", f"/v1/jobs/{'0' * 32}/cancel"), ("POST", f"/v1/jobs/{'0' * 32}/received"),
        ):  # fmt: skip
            wrong = {"Authorization": f"Bearer {TOKEN}x"}
            assert stranger.request(method, path).status_code == 401
            assert stranger.request(method, path, headers=wrong).status_code == 401
        assert stranger.get("/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{", 422),
        ("application/json", b'{"height_mm": NaN}', 422),
        ("application/json", b'{"height_mm": 9000}', 422),
        ("application/json", b'{"picture_url": "file:///etc/passwd"}', 422),
        ("application/json", b'{"webhook_url": "http://a.example/"}', 422),
        ("application/json", b'{"unknown": 1}', 422),
        ("application/json", b'"' + b"x" * 300_000 + b'"', 413),
        ("multipart/form-data", b"", 422),
        ("multipart/form-data; boundary=b", b"--b\r\n", 422),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\n\r\nx\r\n--b--\r\n", 422),
        ("text/plain", b"hello", 422),
    ],
)
def test_what_is_no_order_is_refused(here: Room, kind: str, body: bytes, status: int) -> None:
    """In one sentence, as problem details, and nothing is kept."""
    before = len(here.engine.jobs.all())
    answer = here.client.post("/v1/jobs", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")
    assert len(here.engine.jobs.all()) == before


@pytest.mark.parametrize("job_id", ["0" * 32, "..%2f..", "job.json", "x" * 500])
def test_unknown_jobs(here: Room, job_id: str) -> None:
    """404, whatever the id looks like."""
    for path in ("", "/mesh"):
        assert here.client.get(f"/v1/jobs/{job_id}{path}").status_code == 404


def test_a_full_queue_says_when_to_come_back(tmp_path: Path) -> None:
    """429 with Retry-After; a known key is still answered; what is waiting can be cancelled."""
    gate = Event()
    with room(tmp_path, Sculptor(gate=gate), queue=1) as one:
        first = one.submit("a").json()
        one.wait(first["id"], "working")
        second = one.submit("b").json()
        refused = one.submit("c")
        assert refused.status_code == 429 and 1 <= int(refused.headers["retry-after"]) <= 120
        assert one.submit("b").json()["id"] == second["id"]
        assert one.client.get("/health").json()["waiting"] == 1
        assert "memoreez_engine_refused_total 1.0" in one.client.get("/metrics").text
        assert one.client.get(f"/v1/jobs/{second['id']}/mesh").status_code == 409
        assert one.client.post(f"/v1/jobs/{second['id']}/cancel").json()["state"] == "cancelled"
        gate.set()
        one.wait(first["id"])
        assert one.client.post(f"/v1/jobs/{first['id']}/cancel").status_code == 409
        assert one.sculptor.made == [first["id"]]
        assert one.submit("b").json()["id"] == second["id"]  # what was cancelled begins anew
        one.wait(second["id"])


def test_a_failure_is_told_and_may_be_asked_again(tmp_path: Path) -> None:
    """A failure that may pass begins anew with the same key; another one stays what it is."""
    sculptor = Sculptor(error=ProviderError("The card is away; try again.", retryable=True))
    with room(tmp_path, sculptor) as one:
        job = one.submit("a").json()
        told = one.wait(job["id"], "failed")["trouble"]
        assert told == {"message": "The card is away; try again.", "retryable": True}
        sculptor.error = ZeroDivisionError("of the sculptor's own")
        assert one.submit("a").json()["state"] != "failed"
        told = one.wait(job["id"], "failed")["trouble"]
        assert "ZeroDivisionError" in told["message"] and not told["retryable"]
        assert one.submit("a").json()["state"] == "failed"
        assert len(sculptor.made) == 2


def test_a_restart_resumes(tmp_path: Path) -> None:
    """What was working or waiting goes on, in order; a result is still there."""
    gate = Event()
    with room(tmp_path, Sculptor(gate=gate)) as one:
        ids = [one.submit(key).json()["id"] for key in "ab"]
        one.wait(ids[0], "working")
        (tmp_path / f"{'f' * 32}.x.part").mkdir()  # half an order
    with room(tmp_path) as two:
        for job_id in ids:
            two.wait(job_id)
        assert two.sculptor.made == ids
    with room(tmp_path) as three:
        assert three.wait(ids[0])["triangles"] == 12
        assert three.client.get(f"/v1/jobs/{ids[1]}/mesh").status_code == 200
        assert three.sculptor.made == []
    assert {path.name for path in tmp_path.iterdir()} == set(ids)


def test_a_full_disk_and_a_foreign_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """507 and nothing half-kept while the disk is full; a page in a browser gets in nowhere."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with room(tmp_path) as one:
        page = {"Origin": "https://a.example"}
        assert one.client.post("/v1/jobs", json={}, headers=page).status_code == 403
        with monkeypatch.context() as while_full:
            while_full.setattr("memoreez.engine.folders._put", full)
            refused = one.submit("a")
            assert refused.status_code == 507 and refused.json()["detail"].endswith(".")
            assert list(tmp_path.iterdir()) == []
        one.wait(one.submit("a").json()["id"])


@pytest.mark.parametrize("in_vain", [2, 3])
def test_no_process_can_be_started(tmp_path: Path, in_vain: int) -> None:
    """The job waits for better times, which is no try of its own; the third time it fails."""
    left = [in_vain]

    def hire() -> Inline:
        left[0] -= 1
        if left[0] >= 0:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return Inline()

    jobs = Jobs(tmp_path, 4)
    job, _ = jobs.submit(Job("a" * 32, "d", {}), {})
    device = Device(jobs, Sculptor(), hire=hire, pause_s=0.0)
    device.start()
    with jobs.changed:
        assert jobs.changed.wait_for(lambda: job.ended_at, PATIENCE_S)
    device.close()
    if in_vain < 3:
        assert (job.state, job.tries) == ("done", 1)
        return
    assert (job.state, job.retryable) == ("failed", True) and job.words == (
        "The engine can start no process for its sculptor (Resource temporarily unavailable); "
        "try again later."
    )


def test_a_job_that_began_anew_is_not_overwritten(tmp_path: Path) -> None:
    """Whoever still holds the old one, such as the courier, changes nothing of the new one."""
    jobs = Jobs(tmp_path, 4)
    old, _ = jobs.submit(Job("a" * 32, "d", {}), {})
    jobs.take(0)
    jobs.done(old, 12)
    jobs.maker = BOXES
    new, _ = jobs.submit(Job("a" * 32, "d", {}), {})
    assert new is not old and str(jobs.spoilt(old)).endswith("send the order again.")
    assert Jobs(tmp_path, 4).find(new.id).state == "waiting"


def test_a_job_that_takes_the_engine_down_is_not_tried_for_ever(tmp_path: Path) -> None:
    """After three deaths in the middle of it, it fails and says so."""
    jobs = Jobs(tmp_path, 4)
    job, _ = jobs.submit(Job("a" * 32, "d", {}), {})
    for _ in range(3):
        assert jobs.find(job.id).state == "waiting"
        jobs.take(0)
        jobs = Jobs(tmp_path, 4)
    assert jobs.find(job.id).state == "failed" and "3 times" in jobs.find(job.id).words


def test_results_stay_until_they_are_acknowledged(tmp_path: Path) -> None:
    """An hour after that they are deleted; without it after a week; never while one waits."""
    now = time.time()
    jobs = Jobs(tmp_path, 4, clock=lambda: now)
    for number in range(3):
        jobs.submit(Job(f"{number}" * 32, "d", {}), {"picture.bin": PICTURE})
    for _ in range(2):
        taken = jobs.take(0)
        assert taken is not None
        jobs.done(taken, 12)
    jobs.acknowledge("0" * 32)
    now += FETCHED_S + 1
    assert jobs.sweep() == 1
    now += KEPT_S
    assert jobs.sweep() == 1
    assert [job.id for job in jobs.all()] == ["2" * 32]
    assert [path.name for path in tmp_path.iterdir()] == ["2" * 32]
