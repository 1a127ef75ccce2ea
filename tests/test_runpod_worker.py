"""The worker at RunPod (deploy/runpod): any sculptor of ours, and no order twice."""

from __future__ import annotations

import base64
import os
import time
import zlib
from pathlib import Path
from typing import Any

import drawn_pictures as drawn
import numpy as np
import pytest
from engine_room import box
from runpod_fates import ask
from runpod_server import Chisel, rig
from s3_server import Server, _s3, s3_server, store

from memoreez import claims, mesh_wire, presigned
from memoreez.artifacts import Mesh
from memoreez.errors import ProviderError
from memoreez.settings import Settings
from memoreez.store import Store

__all__ = ["_s3", "s3_server", "store"]  # fixtures

import pod_checks
from pod_worker import ORDERS, Worker

KEY = "ab" * 32


def worker(folder: Path, chisel: Chisel | None = None, **given: Any) -> Worker:
    chosen = Settings(sculptures="runpod,inflate,relief")
    return Worker(chosen, folder, sculpt=chisel or Chisel(), alone=True, **given)


def order(number: int = 1, **more: Any) -> dict[str, Any]:
    claim = {"key": KEY, "try": number, "volume": True}
    return {"memoreez": 1, "order": {"height_mm": 90}, "claim": claim, **more}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "memoreez"),
        ({"memoreez": 2}, "memoreez"),
        (order(order={"height_mm": 1e9}), "height_mm"),
        (order(claim={"key": "../../etc", "try": 1}), "claim.key"),
        (order(sculptor="runpod"), "no sculptor 'runpod'"),
        (order(files={"picture": {"base64": "☃"}}), "no base64"),
        (order(files={"picture": {"url": "http://169.254.169.254/latest"}}), "never called"),
    ],
)
def test_orders_that_cannot_be_used(tmp_path: Path, sent: Any, words: str) -> None:
    """Are answered with one sentence and cost no sculpture."""
    chisel = Chisel()
    made = worker(tmp_path, chisel).do({"id": "a-u1", "input": sent})
    assert words in made["trouble"]["message"] and not made["trouble"]["retryable"]
    assert chisel.made == 0 and made["sculptor"] == "inflate"


def test_one_job_for_each_try(tmp_path: Path) -> None:
    """Another job of the same try only hears whose it is; the same one, of a worker that died, goes
    on; a new try after a failure works; once the mesh is there nobody does."""
    chisel = Chisel(errors=[ProviderError("The card has no memory left.", retryable=True)])
    one = worker(tmp_path, chisel)
    failed = one.do({"id": "a-u1", "input": order()})
    assert failed["trouble"]["retryable"] and failed["refresh_worker"]
    assert one.do({"id": "b-u1", "input": order()})["twin"] == "a-u1"
    assert chisel.made == 1
    assert "mesh" in one.do({"id": "a-u1", "input": order()})
    for job, number in (("b-u1", 1), ("c-u1", 2)):
        found = zlib.decompress(
            base64.b64decode(one.do({"id": job, "input": order(number)})["mesh"])
        )
        assert (mesh_wire.unpack(found).vertices == box().vertices).all()
    assert chisel.made == 2
    folder = tmp_path / ORDERS / KEY
    os.utime(folder, (time.time() - 2 * pod_checks.KEPT_S,) * 2)
    pod_checks.sweep(tmp_path / ORDERS)
    assert not folder.exists()


@pytest.mark.slow
def test_a_mesh_that_does_not_fit_is_made_lighter(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has more letters than an answer may have loses triangles, not its shape."""
    side = np.linspace(0, 50, 80)
    x, y = np.meshgrid(side, side)
    top = np.column_stack([x.ravel(), y.ravel(), 20 + np.sin(x.ravel()) + np.cos(y.ravel())])
    cells = np.arange(79 * 80).reshape(79, 80)[:, :79].ravel()
    up = np.concatenate(
        [
            np.column_stack([cells, cells + 1, cells + 81]),
            np.column_stack([cells, cells + 81, cells + 80]),
        ]
    )
    sheet = Mesh(np.concatenate([top, top * (1, 1, 0)]).astype(np.float32),
                 np.concatenate([up, (up + len(top))[:, ::-1]]).astype(np.int32))  # fmt: skip
    monkeypatch.setattr(pod_checks, "MOST_ANSWER", 100_000)
    text = pod_checks.inside(mesh_wire.pack(sheet))["mesh"]
    light = mesh_wire.unpack(zlib.decompress(base64.b64decode(text)))
    assert len(text) <= 100_000 and 1000 < len(light.faces) < len(sheet.faces)
    assert np.allclose(light.vertices.max(axis=0), sheet.vertices.max(axis=0), atol=0.5)


def test_a_mesh_that_does_not_become_lighter_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence, instead of trying for ever."""
    monkeypatch.setattr(pod_checks, "MOST_ANSWER", 100)
    monkeypatch.setattr("memoreez.prints.lighter.lighten", lambda mesh, budget: mesh)
    with pytest.raises(ProviderError, match=r"12 triangles, too many.*S3 store"):
        pod_checks.inside(mesh_wire.pack(box()))


@pytest.mark.slow
def test_a_sculptor_of_ours_by_name(tmp_path: Path) -> None:
    """The handler runs a real one, with the picture and its cutout."""
    chosen = Settings(sculptures="relief", options=())
    one = Worker(chosen, tmp_path, alone=True)
    files = {"picture": drawn.picture().png, "cutout": drawn.cutout().png}
    told = {name: {"base64": base64.b64encode(data).decode()} for name, data in files.items()}
    given = {"height_mm": 40, "quality": "draft", "cutout": {"confidence": 1.0}}
    made = one.do({"id": "a-u1", "input": order(order=given, files=told, sculptor="inflate")})
    mesh = mesh_wire.unpack(zlib.decompress(base64.b64decode(made["mesh"])))
    assert len(mesh.faces) > 1000 and 30 < np.ptp(mesh.vertices[:, 2]) < 60


@pytest.mark.s3
def test_links_of_a_real_store(s3_server: Server, store: Store, tmp_path: Path) -> None:
    """Picture, lock and mesh travel by links that S3 itself checks; the worker has no key."""
    chosen = s3_server.settings(tmp_path / "studio")
    assert presigned.linker(chosen) is None  # nobody else reaches 127.0.0.1
    with rig(tmp_path, "links") as one:
        one.store = store
        link = presigned.linker(chosen, private=True)
        one.book = lambda key: claims.Claim(store, key, link, "", one.time)  # type: ignore[method-assign]
        one.time.now = time.time()
        out = ask(one)
        assert out.found is not None and (len(one.fake.jobs), one.chisel.made) == (1, 1)
        kept = {key.rsplit("/")[-1] for key in store.keys("claims")}
        assert kept == {"claim.json", "lock-1", "mesh.npz"}
        sent = next(iter(one.fake.jobs.values())).input["claim"]
        assert "testsecretkey" not in str(one.fake.jobs)
        store.delete("claims")
        wrong = sent | {"mesh": dict(sent["mesh"], put=sent["mesh"]["get"])}  # may only be read
        made = one.fake.worker.do({"id": "x", "input": order(claim=wrong)})
        assert "status 403" in made["trouble"]["message"]
