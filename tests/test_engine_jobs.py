"""An engine's jobs on their disk: who makes them, who asks for them, and what stays of them."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from engine_room import BOXES, Sculptor, box, room
from pydantic import SecretStr

from memoreez import mesh_wire
from memoreez.engine import serving
from memoreez.engine.folders import MESH, Folders
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import MISSED_S, Job, Notice, packed, unpacked
from memoreez.errors import NotFound
from memoreez.settings import Settings

ID = "a" * 32
GIVEN = {"picture.bin": b"a picture", "cutout.bin": b"a cutout"}
TOLD = {"webhook_url": "https://a.example/", "webhook_secret": "whsec_x"}
OTHERS = replace(BOXES, sculptor="spheres")


def asked(order: dict[str, Any] | None = None, **more: Any) -> Job:
    return Job(ID, "d", order or {}, **more)


def taken(jobs: Jobs) -> Job:
    job = jobs.take(0)
    assert job is not None
    return job


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.mark.parametrize("end", ["done", "failed"])
def test_what_another_sculptor_made_is_not_handed_out(tmp_path: Path, end: str) -> None:
    """With another sculptor the same key begins anew, a failure too; with the same it does not."""
    jobs = Jobs(tmp_path, 4, maker=BOXES)
    job, _ = jobs.submit(asked(), {})
    jobs.take(0)
    (jobs.place(job) / MESH).write_bytes(b"a mesh of boxes")
    if end == "done":
        jobs.done(job, 12)
    else:
        jobs.failed(job, "It needs a picture.", retryable=False)
    assert Jobs(tmp_path, 4, maker=BOXES).submit(asked(), {}) == (job, False)
    jobs = Jobs(tmp_path, 4, maker=OTHERS)
    assert jobs.find(ID).maker == BOXES  # until it is asked for it is as it was
    job, new = jobs.submit(asked(), {})
    assert (new, job.state, job.maker) == (True, "waiting", OTHERS)
    assert names(jobs.place(job)) == {"job.json"}


@pytest.mark.slow
def test_another_sculptor_in_the_same_folder(tmp_path: Path) -> None:
    """The same over HTTP: who asks again gets what the engine that runs now makes."""
    for maker, made in ((BOXES, 1), (BOXES, 0), (OTHERS, 1)):
        with room(tmp_path, maker=maker) as one:
            job = one.submit("key").json()
            assert one.wait(job["id"])["sculptor"] == maker.sculptor
            assert len(one.sculptor.made) == made


def test_a_mesh_from_before_the_change_is_made_again(tmp_path: Path) -> None:
    """Killed between the mesh and its record, then started with another sculptor."""
    jobs = Jobs(tmp_path, 4, maker=BOXES)
    jobs.submit(asked(), {})
    mesh = jobs.place(taken(jobs)) / MESH
    mesh.write_bytes(b"a mesh of boxes")
    assert mesh.exists() and taken(Jobs(tmp_path, 4, maker=BOXES)) and mesh.exists()
    assert taken(Jobs(tmp_path, 4, maker=OTHERS)).maker == OTHERS
    assert not mesh.exists()


def test_a_maker_is_all_that_makes_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sculptor, its options, those of the cutouts, and the version; no option is told."""

    def made(name: str = "inflate", **options: str) -> Any:
        given = tuple((key, SecretStr(value)) for key, value in options.items())
        return serving.maker(Settings(cutouts="studio", options=given), name)

    found = [made(), made("relief"), made(inflate_key="secret-words"), made(studio_x="1")]
    assert made() == found[0] and made(rembg_model="m") == found[0]
    monkeypatch.setattr(serving, "__version__", "another")
    found.append(made())
    assert len(set(found)) == 5
    assert "secret-words" not in str(found)


def test_one_asker_cancels_for_nobody_else(tmp_path: Path) -> None:
    """Two ask for the same: it is stopped when both want it no more, or for everybody."""
    jobs = Jobs(tmp_path, 4)
    for asker in ("one", "two", "two"):  # its answer was lost
        jobs.submit(asked(askers=[asker]), {})
    assert jobs.cancel(ID, "a stranger").state == "waiting"
    assert jobs.cancel(ID).state == "waiting"
    assert jobs.cancel(ID, "one").state == "waiting"
    jobs = Jobs(tmp_path, 4)  # it is not forgotten either
    assert jobs.cancel(ID, "one").state == "waiting"
    assert jobs.cancel(ID, "two").state == "cancelled"
    for asker in ("one", "two"):
        jobs.submit(asked(askers=[asker]), {})
    assert jobs.cancel(ID, everybody=True).state == "cancelled"


def test_askers_over_http(tmp_path: Path) -> None:
    """They name themselves in a header; who names nobody is one asker."""
    jobs = "/v1/jobs"
    gate = Event()
    with room(tmp_path, Sculptor(gate=gate)) as one:
        one.submit("key")
        mine = {"Idempotency-Key": "key", "Memoreez-Asker": "me"}
        job = one.client.post(jobs, json={}, headers=mine).json()["id"]
        one.wait(job, "working")
        at = f"{jobs}/{job}/cancel"
        assert one.client.post(at, headers=mine).json()["state"] == "working"
        assert one.client.post(at).json()["state"] == "cancelled"
        for headers in ({"Idempotency-Key": "key"}, mine):
            one.client.post(jobs, json={}, headers=headers)
        everybody = one.client.post(at, params={"everybody": "true"})
        assert everybody.json()["state"] == "cancelled"


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_pictures_go_when_the_job_is_over(tmp_path: Path, end: str) -> None:
    """And of the order only who is to be told; after a crash in between as well."""
    jobs = Jobs(tmp_path, 4)
    order = {"concept": {"title": "Grandma"}, "picture_url": "https://a.example/?sig=1", **TOLD}
    job, _ = jobs.submit(asked(order), GIVEN)
    assert taken(Jobs(tmp_path, 4)).id == ID and names(jobs.place(job)) >= GIVEN.keys()
    jobs.take(0)
    if end == "done":
        jobs.done(job, 12)
    elif end == "failed":
        jobs.failed(job, "It cannot be.", retryable=False)
    else:
        jobs.cancel(ID)
    assert names(jobs.place(job)) == {"job.json"} and job.order == TOLD
    (jobs.place(job) / "picture.bin").write_bytes(b"left by a crash")
    assert Jobs(tmp_path, 4).find(ID).order == TOLD
    assert names(jobs.place(job)) == {"job.json"}


def test_accepted_means_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file and the folder are synced before it is in its place, its parent after that."""
    seen: list[int | str] = []
    sync, rename = os.fsync, Path.rename

    def synced(handle: int) -> None:
        seen.append(os.fstat(handle).st_ino)
        sync(handle)

    def renamed(path: Path, target: Path) -> Path:
        seen.append(target.name)
        return rename(path, target)

    jobs = Jobs(tmp_path, 4)
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    job, _ = jobs.submit(asked(), GIVEN)
    place, at = jobs.place(job), seen.index(ID)
    assert {path.stat().st_ino for path in (place, *place.iterdir())} <= set(seen[:at])
    assert seen[at:] == [ID, tmp_path.stat().st_ino]
    seen.clear()
    taken(jobs)
    assert place.stat().st_ino in seen[1:]


def test_what_was_left_behind_blocks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unreadable record, and a folder that cannot be deleted, give way to their order."""
    (tmp_path / ID / "of another").mkdir(parents=True)
    (tmp_path / ID / "job.json").write_text("{")
    jobs = Jobs(tmp_path, 4)
    with monkeypatch.context() as stuck:
        stuck.setattr(shutil, "rmtree", lambda *_, **__: None)
        for _ in range(3):
            assert jobs.submit(asked(), GIVEN)[1]
            assert names(jobs.place(jobs.find(ID))) == {"job.json", *GIVEN}
            jobs.cancel(ID)
    assert len(names(tmp_path)) == 4
    assert Jobs(tmp_path, 4).find(ID).state == "cancelled" and names(tmp_path) == {ID}


def test_notices_that_are_due_outlive_the_sweep(tmp_path: Path) -> None:
    """Who is not told yet is told, however long that takes; after that the job is forgotten."""
    now = 1e9
    jobs = Jobs(tmp_path, 4, clock=lambda: now)
    job, _ = jobs.submit(asked(TOLD), {})
    jobs.failed(job, "It cannot be.", retryable=False)
    now += 9 * MISSED_S
    assert jobs.sweep() == 0
    job.notice.over = True
    assert jobs.sweep() == 1 and names(tmp_path) == set()


def test_a_mesh_that_is_gone_is_made_again(tmp_path: Path) -> None:
    """Deleted or torn by hand: nobody is told that it is there, and the same order begins anew."""
    with room(tmp_path) as one:
        job = one.submit("key").json()["id"]
        for spoil, form in (
            (Path.unlink, "npz"), (Path.unlink, "stl"), (lambda f: f.write_bytes(b"torn"), "stl"),
        ):  # fmt: skip
            one.wait(job)
            spoil(tmp_path / job / MESH)
            answer = one.client.get(f"/v1/jobs/{job}/mesh", params={"format": form})
            assert answer.status_code == 404 and "send the order again" in answer.text
            one.submit("key")
        one.wait(job)
        assert len(one.sculptor.made) == 4


def test_the_same_order_twice_at_once(tmp_path: Path) -> None:
    """Eight at the same moment are one job, whole, and nothing lies about."""
    jobs, start, found = Jobs(tmp_path, 1), Barrier(8), []

    def submit(number: int) -> None:
        start.wait()
        found.append(jobs.submit(asked(askers=[str(number)]), GIVEN))

    threads = [Thread(target=submit, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new for _, new in found) == 1 and {id(job) for job, _ in found} == {
        id(jobs.find(ID))
    }
    assert sorted(jobs.find(ID).askers) == [str(number) for number in range(8)]
    assert names(tmp_path) == {ID} and names(tmp_path / ID) == {"job.json", *GIVEN}


def test_a_later_asker_s_webhook_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """Whoever was told already is told again only at their own request."""
    jobs = Jobs(tmp_path, 4)
    job, _ = jobs.submit(asked(TOLD), {})
    other = {**TOLD, "webhook_url": "https://b.example/"}
    jobs.submit(asked(other), {})
    assert job.order == other
    jobs.take(0)
    (jobs.place(job) / MESH).write_bytes(mesh_wire.pack(box()))
    jobs.done(job, 12)
    job.notice = Notice(tries=1, over=True)
    jobs.submit(asked(), {})
    assert not job.owes
    jobs.submit(asked(TOLD), {})
    assert job.owes and job.notice == Notice() and Jobs(tmp_path, 4).find(ID).order == TOLD


WHOLE = Job(ID, "d", TOLD, "failed", 1, 2, 3, 4, 5, 6, 7, "why", True, 8, OTHERS, ["x"], Notice(1))


@pytest.mark.parametrize(
    "change",
    [
        {"notice": {"next_at": "soon"}}, {"notice": 7}, {"notice": None}, {"order": []},
        {"state": "dreaming"}, {"created_at": None}, {"created_at": float("nan")},
        {"notice": {"next_at": float("inf")}}, {"id": "b" * 32}, {"askers": "me"},
        {"maker": "me"}, {"tries": "x"},
    ],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_left_aside(tmp_path: Path, change: Any) -> None:
    """The engine starts without it, and says so without what is in it."""
    assert unpacked(packed(WHOLE)) == WHOLE
    (tmp_path / ID).mkdir()
    told = {**asdict(WHOLE), **change}
    (tmp_path / ID / "job.json").write_text(json.dumps(told))
    assert list(Folders(tmp_path).kept()) == []
    with pytest.raises(NotFound):
        Jobs(tmp_path, 4).find(ID)
    assert names(tmp_path) == {ID}


def test_a_record_of_an_older_version() -> None:
    """What it does not say has its default; it ended when it was last changed."""
    old = {"id": ID, "digest": "d", "order": {}, "state": "done", "updated_at": 5.0, "gone": 1}
    job = unpacked(json.dumps(old).encode())
    assert (job.ended_at, job.notice, job.askers) == (5.0, Notice(), [])
    for data in (b"[]", b"", b"7", b"null", b"[" * 100_000, b"{}", b"\xff"):
        with pytest.raises(ValueError, match=r"\w"):
            unpacked(data)
