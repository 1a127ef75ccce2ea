"""The durable repair of an uploaded mesh: it ends, whatever dies, hangs or is cancelled."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import mesh_life
import numpy as np
import pytest
from mesh_files import binary_stl
from print_shapes import box, mesh_of
from quick_studio import calm, gone, hanging, studio, trick

from memoreez import db, fixing, mesh_workshop, uploads
from memoreez.artifacts import Mesh
from memoreez.errands import Errand
from memoreez.errors import BadInput, Conflict, NotFound
from memoreez.figurines.repairs import Repaired
from memoreez.settings import Settings
from memoreez.store import Store
from memoreez.studio import Studio

__all__ = ["calm", "studio"]
TESTS = Path(__file__).parent
FIGURE = mesh_of(box(20, 16, 30))
OPEN = Mesh(FIGURE.vertices, FIGURE.faces[2:])


@pytest.fixture(autouse=True)
def fresh(studio: Studio) -> None:
    """No mesh of a test before."""
    with db.session(studio.engine) as session:
        session.execute(db.Upload.__table__.delete())  # type: ignore[attr-defined]


def another(studio: Studio, number: int) -> str:
    new = uploads.NewUpload(f"{number}" * 22, "a.stl", 1, "0" * 64, {})
    with db.session(studio.engine) as session:
        studio.flow.enqueue(session, uploads.create(session, new, None)[0])
    return new.id


def test_a_mesh_is_mended(studio: Studio) -> None:
    """From the queue through a helper process to a result with its files."""
    row = mesh_life.ended(studio, another(studio, 1))
    assert (row.state, row.error, row.events) == ("done", None, 2)
    assert row.result and row.result["verdict"] == "pass"
    assert [one["name"] for one in row.files] == ["fixed.stl"]


def test_a_refusal_ends_it_with_a_reason(studio: Studio) -> None:
    """What cannot be done is told, not tried again and again."""
    trick(studio, mend="fail")
    row = mesh_life.ended(studio, another(studio, 2))
    assert (row.state, row.files) == ("failed", [])
    assert row.error and "did not work" in row.error["message"]


def test_cancel_ends_the_helper(studio: Studio) -> None:
    """The process that was at it is gone soon, and the mesh stays cancelled."""
    trick(studio, mend="hang")
    name = another(studio, 3)
    pid = hanging(studio)
    with db.session(studio.engine) as session:
        row = uploads.cancel(session, name)
    studio.flow.stop(row.run)
    assert gone(pid)
    assert mesh_life.ended(studio, name).state == "cancelled"
    with pytest.raises(Conflict), db.session(studio.engine) as session:
        uploads.cancel(session, name)


@pytest.mark.slow
@pytest.mark.parametrize("death", ["mend-0:made", "mend-0:begun"])
def test_a_killed_studio_goes_on(death: str, tmp_path: Path) -> None:
    """Killed in the middle with its helper, the next life ends the same workflow, once."""
    (tmp_path / "deaths").write_text(death if "made" in death else "")
    if "begun" in death:
        (tmp_path / "tricks.json").write_text(json.dumps({"mend": "hang"}))
    environment = {"PYTHONPATH": f"{TESTS.parent}:{TESTS}", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(TESTS / "mesh_life.py"), str(tmp_path)]
    if "begun" in death:
        with pytest.raises(subprocess.TimeoutExpired):  # and killed by `run`
            subprocess.run(command, env=environment, timeout=8, capture_output=True)
        (tmp_path / "tricks.json").write_text("{}")
    else:
        first = subprocess.run(command, env=environment, timeout=90, capture_output=True)
        assert first.returncode == -9, first.stderr
    second = subprocess.run(command, env=environment, timeout=120, capture_output=True)
    assert second.returncode == 0, second.stderr
    assert (tmp_path / "end").read_text().split()[:2] == ["done", "1"]


def errand(folder: Path, content: bytes, name: str = "block.stl") -> tuple[Errand, Store]:
    settings = Settings(data_dir=folder)
    store = Store.open(settings)
    source = uploads.source("a" * 22, name)
    store.put(source, content, "application/octet-stream")
    return Errand(settings, "a" * 22, {"name": name, "source": source, "wanted": {}}), store


def test_the_workshop_mends_once(tmp_path: Path) -> None:
    """A real mesh is repaired, its files are stored, and the receipt spares a second try."""
    asked, store = errand(tmp_path, binary_stl(OPEN))
    made = mesh_workshop.mend(asked, store)
    assert made["result"]["before"]["verdict"] == "fail"
    assert made["result"]["verdict"] == "repaired"
    names = {one["name"] for one in made["files"]}
    assert names == {
        "fixed.stl", "fixed.3mf", "fixed.glb", "report.html", "report.json", "maps.glb"
    }  # fmt: skip
    for one in made["files"]:
        assert len(store.get(one["key"])) == one["size"]
    assert mesh_workshop.mend(asked, store) == made | {"seconds": None}
    assert not list((tmp_path / "spool").iterdir())


def test_what_fails_leaves_nothing_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the report and the maps are there to be downloaded."""
    monkeypatch.setattr(fixing, "repair", lambda *_: Repaired(OPEN, (), 0.0))
    asked, store = errand(tmp_path, binary_stl(OPEN))
    made = mesh_workshop.mend(asked, store)
    assert made["result"]["verdict"] == "fail"
    assert {one["name"] for one in made["files"]} == {"report.html", "report.json", "maps.glb"}
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
