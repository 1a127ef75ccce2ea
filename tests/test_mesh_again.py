"""A mesh that was sent is done again with other wishes, and tells meanwhile how far it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from web_client import NOBODY, Web, opened_web

from memoreez import db, mesh_stages, uploads
from memoreez.mesh_stages import STAGES, mark, marked
from memoreez.store import Store, home

RAW = {"Content-Type": "application/octet-stream"}
BODY = b"solid nothing\nendsolid\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("web")) as made:
        yield made


def sent(web: Web, **query: str) -> str:
    query = {"name": "dragon.stl"} | query
    answer = web.http.post("/api/meshes", content=BODY, headers=RAW, params=query)
    return str(answer.json()["id"])


def test_again_is_a_new_mesh_of_the_same_file(web: Web) -> None:
    """Other wishes, the same bytes, an id of its own; the first one and its file stay."""
    first = sent(web, unit="cm", height_mm="40")
    answer = web.http.post(f"/api/meshes/{first}/again", params={"up": "-y", "height_mm": 90})
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert told["id"] != first and answer.headers["location"] == f"/api/meshes/{told['id']}"
    assert (told["name"], told["size"], told["state"]) == ("dragon.stl", len(BODY), "waiting")
    wanted = told["wanted"]
    assert (wanted["unit"], wanted["up"], wanted["height_mm"]) == (None, "-y", 90)
    assert web.http.get(f"/api/meshes/{first}").json()["wanted"]["unit"] == "cm"
    with db.session(web.studio.engine, reading=True) as session:
        rows = [uploads.find(session, one) for one in (first, told["id"])]
    assert [web.studio.store.get(row.source) for row in rows] == [BODY, BODY]
    assert (rows[1].id, rows[1].run) in web.flow.meshes
    web.http.request("DELETE", f"/api/meshes/{first}")
    assert web.studio.store.get(rows[1].source) == BODY
    assert not list((web.studio.settings.data_dir / "spool").iterdir())


def test_again_with_a_key_is_done_once(web: Web) -> None:
    """A page that asks twice after a lost answer gets one mesh."""
    first = sent(web)
    asked = [
        web.http.post(f"/api/meshes/{first}/again", headers={"Idempotency-Key": "twice"})
        for _ in range(2)
    ]
    assert asked[0].json()["id"] == asked[1].json()["id"] != first


@pytest.mark.parametrize(
    ("query", "status"), [({"unit": "league"}, 422), ({"height_mm": 5000}, 422)]
)
def test_wishes_are_checked(web: Web, query: dict[str, str], status: int) -> None:
    """Before anything is copied."""
    assert web.http.post(f"/api/meshes/{sent(web)}/again", params=query).status_code == status


def test_nothing_is_done_again_of_what_is_gone(web: Web) -> None:
    """An unknown mesh, and one whose file has left the store: 404, and no row is left behind."""
    assert web.http.post(f"/api/meshes/{NOBODY}/again").status_code == 404
    mesh = sent(web)
    web.studio.store.delete(home(mesh))
    with db.session(web.studio.engine, reading=True) as session:
        before = session.query(db.Upload).count()
    assert web.http.post(f"/api/meshes/{mesh}/again").status_code == 404
    with db.session(web.studio.engine, reading=True) as session:
        assert session.query(db.Upload).count() == before


def test_it_tells_how_far_it_is(web: Web) -> None:
    """Only while somebody is at it; what nobody wrote is no stage."""
    mesh, store = sent(web), web.studio.store
    mark(store, mesh, "look")
    assert web.http.get(f"/api/meshes/{mesh}").json()["stage"] is None  # it waits
    with db.session(web.studio.engine) as session:
        uploads.began(session, mesh, uploads.find(session, mesh).run)
    for stage in STAGES:
        mark(store, mesh, stage)
        assert web.http.get(f"/api/meshes/{mesh}").json()["stage"] == stage
    store.put(f"{home(mesh)}/mended/stage", b"\xffnonsense", "text/plain")
    assert marked(store, mesh) is None
    assert marked(store, NOBODY) is None


def test_looking_often_asks_the_store_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """In an S3 store each look is a request: one in six seconds, however many ask."""
    looks: list[str] = []

    class Far:
        folder = None

        def get(self, key: str) -> bytes:
            looks.append(key)
            return b"draw"

    store, now = cast(Store, Far()), [60.0]
    monkeypatch.setattr(mesh_stages, "time", SimpleNamespace(monotonic=lambda: now[0]))
    for now[0] in (60.0, 61.0, 65.9, 66.0, 70.0):
        assert mesh_stages.seen(store, "mesh") == "draw"
    assert len(looks) == 2
    mesh_stages.seen(store, "another")
    assert len(set(looks)) == 2


def test_again_moves_no_bytes(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many ask at once: the store copies or links them itself."""
    first = sent(web)
    monkeypatch.setattr(Store, "fetch", None)
    monkeypatch.setattr(Store, "take", None)
    answer = web.http.post(f"/api/meshes/{first}/again", params={"unit": "cm"})
    assert answer.status_code == 202
    with db.session(web.studio.engine, reading=True) as session:
        places = [uploads.find(session, one).source for one in (first, answer.json()["id"])]
    folder = web.studio.store.folder
    assert folder is not None
    assert os.path.samefile(folder / places[0], folder / places[1])


@pytest.mark.parametrize(("path", "status"), [("/m", 200), ("/m/{id}", 200), ("/m/" + NOBODY, 404)])
def test_the_page_is_at_its_address(web: Web, path: str, status: int) -> None:
    """A shell for the script; the page of a mesh is listed nowhere, and called after its file."""
    answer = web.http.get(path.format(id=sent(web)), headers={"accept": "text/html"})
    assert answer.status_code == status
    assert "app.js" in answer.text
    if path != "/m":
        assert "noindex" in answer.text and "noindex" in answer.headers["x-robots-tag"]
    if "{id}" in path:
        assert "<title>dragon.stl" in answer.text


def test_what_killed_processes_left_goes_in_time(web: Web) -> None:
    """The next mesh that comes in clears files and folders of the day before, and no newer ones."""
    spool = web.studio.settings.data_dir / "spool"
    for name in ("old.part", "mend-old", "mend-new"):
        place = spool / name
        if name.startswith("mend"):
            place.mkdir(parents=True)
            (place / "dragon.stl").write_bytes(BODY)
        else:
            place.write_bytes(BODY)
        if "old" in name:
            os.utime(place, (1e9, 1e9))
    sent(web)
    assert [one.name for one in spool.iterdir()] == ["mend-new"]
    shutil.rmtree(spool / "mend-new")
