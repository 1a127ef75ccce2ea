"""The durable repair of an uploaded mesh: it ends, whatever dies, hangs or is cancelled."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import mesh_life
import numpy as np
import pytest
import visitor
from mesh_files import binary_stl
from print_shapes import box, mesh_of
from quick_studio import calm, gone, hanging, status, studio, trick, waited

from memoreez import db, fixing, mesh_workshop, retention, uploads
from memoreez.artifacts import Mesh
from memoreez.errands import Errand
from memoreez.errors import BadInput, Conflict, NotFound
from memoreez.figurines.repairs import Repaired
from memoreez.maps import Drawn
from memoreez.settings import Settings
from memoreez.store import Store, home
from memoreez.studio import Studio
from memoreez.workflow import journey

__all__ = ["calm", "studio"]
TESTS = Path(__file__).parent
FIGURE = mesh_of(box(20, 16, 30))
OPEN = Mesh(FIGURE.vertices, FIGURE.faces[2:])
SEEN = {
    "report.html", "report.json", "maps.glb", "before.png", "after.png",
    "walls.png", "overhangs.png", "islands.png",
}  # fmt: skip


@pytest.fixture(autouse=True)
def fresh(studio: Studio) -> None:
    """No mesh of a test before."""
    with db.session(studio.engine) as session:
        session.execute(db.Upload.__table__.delete())  # type: ignore[attr-defined]


def cancel(studio: Studio, name: str) -> None:
    """As the web would."""
    with db.session(studio.engine) as session:
        row = uploads.cancel(session, name)
    studio.flow.stop(row.run)


def made(studio: Studio, name: str) -> int:
    """How often work on it was begun."""
    ledger = studio.settings.data_dir / "ledger"
    lines = ledger.read_text().splitlines() if ledger.exists() else []
    return sum(json.loads(line)["keepsake"] == name for line in lines)


def test_a_mesh_is_mended(studio: Studio) -> None:
    """From the queue through a helper process to a result with its files."""
    row = mesh_life.ended(studio, visitor.send(studio))
    assert (row.state, row.error, row.events) == ("done", None, 2)
    assert row.result and row.result["verdict"] == "pass"
    assert [one["name"] for one in row.files] == ["fixed.stl"]


def test_a_refusal_ends_it_with_a_reason(studio: Studio) -> None:
    """What cannot be done is told, not tried again and again."""
    trick(studio, mend="fail")
    row = mesh_life.ended(studio, visitor.send(studio))
    assert (row.state, row.files) == ("failed", [])
    assert row.error and "did not work" in row.error["message"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("busy", "provider"),
        pytest.param("die", "provider", marks=pytest.mark.slow),
        pytest.param("hang", "late", marks=pytest.mark.slow),
    ],
)
def test_what_may_pass_is_tried_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, how: str, code: str
) -> None:
    """A busy part, a helper that died, one that hangs; then it is failed, and may be sent again."""
    monkeypatch.setattr(journey, "PAUSES_S", (0.02,))
    if how == "hang":
        monkeypatch.setitem(journey.DEADLINE_S, "mesh", 0.2)
    tried: list[str] = []
    attempt = journey.attempt

    async def counted(trip: journey.Journey, *args: object) -> object:
        tried.append(trip.keepsake)
        return await attempt(trip, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(journey, "attempt", counted)
    trick(studio, mend=how)
    name = visitor.send(studio)
    row = mesh_life.ended(studio, name)
    assert (row.state, row.files, tried) == ("failed", [], [name, name])
    assert row.error and (row.error["code"], row.error["retryable"]) == (code, True)
    trick(studio)
    monkeypatch.setitem(journey.DEADLINE_S, "mesh", 60)
    assert mesh_life.ended(studio, visitor.send(studio)).state == "done"


def test_cancel_ends_the_helper(studio: Studio) -> None:
    """The process that was at it is gone soon, and the mesh stays cancelled."""
    trick(studio, mend="hang")
    name, waiting = visitor.send(studio), visitor.send(studio)
    pid = hanging(studio)
    cancel(studio, waiting)  # one at a time is worked on: it stands in the queue
    cancel(studio, name)
    trick(studio)
    assert gone(pid)
    assert [mesh_life.ended(studio, one).state for one in (name, waiting)] == ["cancelled"] * 2
    waited(lambda: status(f"{waiting}.1.mend") == "CANCELLED")
    with pytest.raises(Conflict):
        cancel(studio, name)
    assert mesh_life.ended(studio, visitor.send(studio)).state == "done"
    assert made(studio, waiting) == made(studio, name) == 0


def test_deleted_meanwhile_it_is_gone(studio: Studio) -> None:
    """Row, blobs and helper; the workflow ends without a word, and the next mesh has its turn."""
    trick(studio, mend="hang")
    name = visitor.send(studio)
    pid = hanging(studio)
    studio.store.put(uploads.source(name, "a.stl"), b"solid", "application/octet-stream")
    retention.remove(studio.engine, studio.store, name, uploads)
    studio.flow.stop(f"{name}.1.mend")
    trick(studio)
    assert gone(pid)
    assert studio.store.keys(home(name)) == []
    waited(lambda: status(f"{name}.1.mend") == "CANCELLED")
    assert mesh_life.ended(studio, visitor.send(studio)).state == "done"


@pytest.mark.slow
def test_a_killed_studio_goes_on(tmp_path: Path) -> None:
    """Killed while a helper is lost in its work, the next life ends the same workflow, once.

    The kill matrix has the deaths before and after it.
    """
    (tmp_path / "tricks.json").write_text(json.dumps({"mend": "hang"}))
    environment = {"PYTHONPATH": f"{TESTS.parent}:{TESTS}", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(TESTS / "mesh_life.py"), str(tmp_path)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as first:
        waited((tmp_path / "hanging").exists)
        first.kill()
    helper = json.loads((tmp_path / "hanging").read_text())["pid"]
    assert gone(helper)
    (tmp_path / "tricks.json").write_text("{}")
    second = subprocess.run(command, env=environment, timeout=120, capture_output=True)
    assert second.returncode == 0, second.stderr
    assert (tmp_path / "end").read_text().split()[:2] == ["done", "1"]


def errand(folder: Path, content: bytes, name: str = "block.stl") -> tuple[Errand, Store]:
    settings = Settings(data_dir=folder)
    store = Store.open(settings)
    source = uploads.source("a" * 22, name)
    store.put(source, content, "application/octet-stream")
    return Errand(settings, "a" * 22, {"name": name, "source": source, "wanted": {}}), store


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures that are there at once; test_fix and test_maps draw real ones."""
    kinds = dict.fromkeys(("walls", "overhangs", "islands"), b"png")
    monkeypatch.setattr("memoreez.maps.draw", lambda *_, **__: Drawn(kinds, b"glTF"))
    monkeypatch.setattr("memoreez.prints.portrait.draw", lambda *_, **__: b"png")


@pytest.mark.usefixtures("painted")
def test_the_workshop_mends_once(tmp_path: Path) -> None:
    """A real mesh is repaired, its files are stored, and the receipt spares a second try."""
    asked, store = errand(tmp_path, binary_stl(OPEN))
    made = mesh_workshop.mend(asked, store)
    assert made["result"]["before"]["verdict"] == "fail"
    assert made["result"]["verdict"] == "repaired"
    names = {one["name"] for one in made["files"]}
    assert names == {"fixed.stl", "fixed.3mf", "fixed.glb"} | SEEN
    for one in made["files"]:
        assert len(store.get(one["key"])) == one["size"]
    assert mesh_workshop.mend(asked, store) == made | {"seconds": None}
    assert not list((tmp_path / "spool").iterdir())


@pytest.mark.usefixtures("painted")
def test_what_fails_leaves_nothing_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the report and the maps are there to be downloaded."""
    monkeypatch.setattr(fixing, "repair", lambda *_: Repaired(OPEN, (), 0.0))
    asked, store = errand(tmp_path, binary_stl(OPEN))
    made = mesh_workshop.mend(asked, store)
    assert made["result"]["verdict"] == "fail"
    assert {one["name"] for one in made["files"]} == SEEN
    row = db.Upload(files=made["files"])
    with pytest.raises(NotFound):
        uploads.file(row, "fixed.stl")


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mesh that wants too much gets a sentence, and the process can go on."""
    monkeypatch.setattr(mesh_workshop, "MEMORY", 2**30)

    def greedy(*_: object) -> None:
        np.empty(2**31)

    monkeypatch.setattr(fixing, "mend", greedy)
    asked, store = errand(tmp_path, binary_stl(OPEN))
    with pytest.raises(BadInput, match="memory"):
        mesh_workshop.mend(asked, store)
    assert len(np.ones(2**20)) == 2**20
