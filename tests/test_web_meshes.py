"""Meshes over HTTP: streamed in, looked at, downloaded only where they print, deleted for good."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from web_client import NOBODY, Web, opened_web

import memoreez
from memoreez import db, retention, uploads
from memoreez.records import Stored
from memoreez.store import home
from memoreez.web import arrivals, security

RAW = {"Content-Type": "application/octet-stream"}
BODY = b"solid nothing\nendsolid\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("web")) as made:
        yield made


def sent(web: Web, body: bytes = BODY, key: str = "", **query: Any) -> httpx.Response:
    headers = RAW | ({"Idempotency-Key": key} if key else {})
    query = {"name": "dragon.stl"} | query
    return web.http.post("/api/meshes", content=body, headers=headers, params=query)


def finished(web: Web, mesh: str, verdict: str = "repaired", *names: str) -> None:
    """As its workflow would have it."""
    checked: dict[str, Any] = {"verdict": verdict, "checks": []}
    result = {**checked, "before": {"verdict": "fail", "checks": []}, "changes": []}
    result |= {"deviation_mm": 0.01, "size_mm": [1, 2, 3], "triangles": 12}
    store, files = web.studio.store, []
    for name in names:
        blob = store.put(f"{home(mesh)}/mended/{name}", b"bytes", "model/stl")
        files.append(Stored(name, **vars(blob)))
    with db.session(web.studio.engine) as session:
        run = uploads.find(session, mesh).run
        uploads.began(session, mesh, run)
        uploads.done(session, mesh, run, result, files)


def spooled(web: Web) -> list[Path]:
    folder = web.studio.settings.data_dir / "spool"
    return list(folder.iterdir()) if folder.exists() else []


def test_a_mesh_is_received_and_waits(web: Web) -> None:
    """202, its address, when to look again; the bytes are in the store and nowhere else."""
    answer = sent(web, unit="cm", up="-y", height_mm=90, thicken=False)
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert answer.headers["location"] == f"/api/meshes/{told['id']}"
    assert answer.headers["retry-after"] == "2"
    assert (told["state"], told["size"], told["result"]) == ("waiting", len(BODY), None)
    with db.session(web.studio.engine, reading=True) as session:
        row = uploads.find(session, told["id"])
    assert row.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (row.wanted["unit"], row.wanted["up"], row.wanted["thicken"]) == ("cm", "-y", False)
    assert web.studio.store.get(row.source) == BODY
    assert (row.id, row.run) in web.flow.meshes
    assert spooled(web) == [] and web.studio.store.keys(retention.ARRIVING) == []


def test_what_prints_can_be_downloaded(web: Web) -> None:
    """The result, the files, and a link to each that expires; no Retry-After any more."""
    mesh = sent(web).json()["id"]
    finished(web, mesh, "repaired", "fixed.stl", "report.html")
    answer = web.http.get(f"/api/meshes/{mesh}")
    assert "retry-after" not in answer.headers
    told = answer.json()
    assert (told["state"], told["result"]["verdict"]) == ("done", "repaired")
    assert [one["name"] for one in told["files"]] == ["fixed.stl", "report.html"]
    link = web.http.get(told["files"][0]["url"] + "?download=true")
    assert link.status_code == 307
    found = web.http.get(link.headers["location"])
    assert found.content == b"bytes" and "dragon-fixed.stl" in found.headers["content-disposition"]


def test_what_would_not_print_cannot_be_downloaded(web: Web) -> None:
    """Its report can; the file to print is 404, whatever one asks for, the source too."""
    mesh = sent(web).json()["id"]
    finished(web, mesh, "fail", "report.html")
    assert web.http.get(f"/api/meshes/{mesh}/files/report.html").status_code == 307
    for name in ("fixed.stl", "fixed.3mf", "source.stl"):
        assert web.http.get(f"/api/meshes/{mesh}/files/{name}").status_code == 404


def test_the_same_key_gives_the_same_mesh(web: Web) -> None:
    """Sent twice by a bad line it is one mesh and one copy; another body is a conflict."""
    first, again = sent(web, key="k1"), sent(web, key="k1")
    assert first.json()["id"] == again.json()["id"]
    assert sent(web, key="k1", body=b"other").status_code == 409
    assert sent(web, key="k1", unit="mm").status_code == 409
    kept = [key for key in web.studio.store.keys("") if key.endswith("source.stl")]
    with db.session(web.studio.engine, reading=True) as session:
        assert len(kept) == session.query(db.Upload).count()


def test_sizes_are_bounded(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Announced or not, too much is 413, and nothing of it stays; other routes keep their 64 kB."""
    monkeypatch.setitem(security.LARGER, ("POST", "/api/meshes"), 200_000)
    monkeypatch.setattr(arrivals, "MAX_BYTES", 100_000)
    assert sent(web, b"x" * 100_000).status_code == 202
    for size in (100_001, 200_001):
        assert sent(web, b"x" * size).status_code == 413

    async def endless() -> Any:
        for _ in range(30):
            yield b"x" * 10_000

    query = {"name": "a.stl"}
    answer = web.http.post("/api/meshes", content=endless(), headers=RAW, params=query)
    assert answer.status_code == 413
    assert web.http.post("/api/keepsakes", content=b"x" * 70_000, headers=RAW).status_code == 413
    assert spooled(web) == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"name": "dragon.step"}, 422),
        ({"name": "../a.stl"}, 422),
        ({"unit": "league"}, 422),
        ({"height_mm": 5000}, 422),
        ({"name": "Drache für Änne.STL"}, 202),
    ],
)
def test_wishes_are_checked(web: Web, query: dict[str, Any], status: int) -> None:
    """Before a byte is kept."""
    assert sent(web, **query).status_code == status


def test_bodies_of_another_kind_are_refused(web: Web) -> None:
    """Nothing but bytes, and not none of them."""
    query = {"name": "a.stl"}
    assert web.http.post("/api/meshes", json={}, params=query).status_code == 415
    assert sent(web, b"").status_code == 422


def test_one_client_cannot_send_for_ever(tmp_path: Path) -> None:
    """429 with the seconds to wait."""
    with opened_web(tmp_path, creations_per_hour=1) as web:
        answers = [sent(web) for _ in range(3)]
    assert answers[0].status_code == 202 and answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_few_come_in_at_once(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is not filled by many at the same time."""
    monkeypatch.setitem(arrivals._coming, "mesh", arrivals.AT_ONCE)
    assert sent(web).status_code == 503


def test_cancel_and_delete(web: Web) -> None:
    """Cancelled it stays; deleted nothing of it is left."""
    mesh = sent(web).json()["id"]
    run = f"{mesh}.1.mend"
    assert web.http.post(f"/api/meshes/{mesh}/cancel").json()["state"] == "cancelled"
    assert web.http.post(f"/api/meshes/{mesh}/cancel").status_code == 409
    assert run in web.flow.stopped
    assert web.http.request("DELETE", f"/api/meshes/{mesh}").status_code == 204
    assert web.http.get(f"/api/meshes/{mesh}").status_code == 404
    assert web.studio.store.keys(home(mesh)) == []
    assert web.http.get(f"/api/meshes/{NOBODY}").status_code == 404


def test_meshes_go_after_their_days(web: Web) -> None:
    """As keepsakes do, but for those that are being worked on; a row that never came, too."""
    from datetime import UTC, datetime, timedelta

    done, waits = sent(web).json()["id"], sent(web).json()["id"]
    finished(web, done)
    store = web.studio.store
    retention.arriving(store, "lost" + "x" * 18)
    store.put(f"{home('lost' + 'x' * 18)}/source.stl", b"x", "model/stl")
    later = datetime.now(UTC) + timedelta(days=40)
    retention.sweep(web.studio.engine, store, 30, now=later)
    assert web.http.get(f"/api/meshes/{done}").status_code == 404
    assert web.http.get(f"/api/meshes/{waits}").status_code == 200
    assert store.keys(home("lost" + "x" * 18)) == []
    assert store.keys(home(done)) == []


def test_the_client_sends_and_fetches(tmp_path: Path) -> None:
    """`Client.fix_mesh`, `mesh`, `wait_mesh`, `mesh_file` over a real connection."""
    from live_server import live

    (tmp_path / "dragon.stl").write_bytes(BODY)
    with (
        live(tmp_path, by_hand=True) as (url, inside),
        memoreez.Client(url) as client,
    ):
        mesh = client.fix_mesh(tmp_path / "dragon.stl", unit="cm", key="a")
        assert client.fix_mesh(tmp_path / "dragon.stl", unit="cm", key="a").id == mesh.id
        assert client.mesh(mesh.id).state == "waiting"
        finished(Web(None, inside, None), mesh.id, "repaired", "fixed.stl")  # type: ignore[arg-type]
        assert client.wait_mesh(mesh.id).result
        assert client.mesh_file(mesh.id, "fixed.stl") == b"bytes"
        again = client.again_mesh(mesh.id, height_mm=60, thicken=False)
        assert (again.state, again.size) == ("waiting", len(BODY)) and again.id != mesh.id
        with db.session(inside.engine, reading=True) as session:
            wanted = uploads.find(session, again.id).wanted
        assert (wanted["height_mm"], wanted["thicken"], wanted["unit"]) == (60, False, None)
        client.delete_mesh(mesh.id)
        with pytest.raises(memoreez.MemoreezError, match="no such mesh"):
            client.mesh(mesh.id)
