"""A keepsake by Hunyuan3D from end to end: a tiny model with random weights, no card."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import drawn_pictures as drawn
import numpy as np
import pytest
from engine_room import MESH, Inline

from memoreez import cli, doctor, mesh_wire, pixels, providers
from memoreez.artifacts import Cutout
from memoreez.engine import serving
from memoreez.engine.folders import CUTOUT
from memoreez.engine.orders import Order
from memoreez.engine.records import Job
from memoreez.images.clay import Clay
from memoreez.sculptures.atelier import Atelier
from memoreez.sculptures.hunyuan3d import Hunyuan3D, loading
from memoreez.settings import Settings, settings

torch = pytest.importorskip("torch", reason="the tiny model needs PyTorch")
pytestmark = pytest.mark.training
SET = {"territory": "CA", "device": "cpu", "print": "64", "sure": "0"}


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a tiny model, which is set, with all that it needs."""
    import hunyuan_ball  # needs torch

    hunyuan_ball.save(tmp_path / "hunyuan3d-tiny")
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "hunyuan3d")
    for option, value in {**SET, "model": str(tmp_path / "hunyuan3d-tiny")}.items():
        monkeypatch.setenv(f"MEMOREEZ_HUNYUAN3D_{option.upper()}", value)
    settings.cache_clear()
    yield tmp_path / "hunyuan3d-tiny"
    settings.cache_clear()
    loading._KEPT.clear()


def test_make(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hobbies in, files out; the report says who sculpted, by which licence, and where."""
    quick = {"images": Clay(Clay.Options(size_px=96)), "atelier": Atelier(Atelier.Options(60, 60))}
    load = providers.load
    monkeypatch.setattr("memoreez.crew.MOST", 0)
    monkeypatch.setattr(
        "memoreez.providers.load",
        lambda stage, name, *rest: quick.get(stage) or quick.get(name) or load(stage, name, *rest),
    )
    out = tmp_path / "keepsake"
    assert cli.main(["make", "chess", "--pick", "1", "--out", str(out), "--json"]) == 0
    report = json.loads((out / "report.json").read_text("utf-8"))
    (made,) = (one for one in report["made_by"] if one["stage"] == "sculptures")
    assert (made["name"], made["model"]) == ("hunyuan3d", "hunyuan3d-tiny")
    assert made["licence"] == "Tencent Hunyuan 3D 2.0 Community License"
    assert made["territory"] == "not the EU, UK or South Korea, outputs included; made in CA"
    shown = (out / "report.html").read_text("utf-8")
    assert made["licence"] in shown and made["territory"] in shown
    assert report["verdict"] in ("pass", "repaired")
    assert report["size_mm"]["height"] == pytest.approx(90, abs=0.5)


def test_what_it_sees_changes_the_figure(model: Path) -> None:
    """The same cutout gives the same mesh, another one another; another seed another one too."""
    options = Hunyuan3D.Options(model=str(model), territory="US", device="cpu", draft=24)
    one, seeded = Hunyuan3D(options), Hunyuan3D(replace(options, seed=7))
    rgba = pixels.read(drawn.cutout().png).copy()
    rgba[..., :3] = 255 - rgba[..., :3]
    other = replace(drawn.cutout(), png=pixels.write(rgba))

    def sizes(provider: Hunyuan3D, cutout: Cutout) -> float:
        made = provider.sculpt(drawn.CONCEPT, height_mm=60, quality="draft", cutout=cutout)
        return float(np.abs(made.mesh.vertices).sum())

    first = sizes(one, drawn.cutout())
    assert sizes(one, drawn.cutout()) == first
    assert len({first, sizes(one, other), sizes(seeded, drawn.cutout())}) == 3
    assert one._engine() is seeded._engine()  # the weights are there once for both


def test_an_engine_serves_it(model: Path, tmp_path: Path) -> None:
    """It loads before it opens, says what it is equipped with, and its job has the licence."""
    order = Order().model_dump(mode="json") | {"height_mm": 40, "quality": "draft"}
    wanted = serving.Wanted(sculptor="hunyuan3d", each=2)
    folder = tmp_path / "engine"
    with serving.opened(Settings(), wanted, folder, hire=Inline, alone=True) as engine:
        assert len(loading._KEPT) == 1
        assert [one.equipment["model"] for one in engine.devices] == ["mini", "mini"]
        jobs = engine.jobs
        job, _ = jobs.submit(Job("a" * 32, "d", order), {CUTOUT: drawn.cutout().png})
        with jobs.changed:
            assert jobs.changed.wait_for(lambda: job.ended_at, 60)
        assert (job.state, job.words) == ("done", "")
        assert job.maker.territory.endswith("; made in CA")
        mesh = mesh_wire.unpack((jobs.place(job) / MESH).read_bytes())
        assert np.ptp(mesh.vertices[:, 2]) == pytest.approx(36, abs=0.1)


def test_doctor_and_check(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They name licence, country, weights, and that there is no card; without a country they fail.

    Who set another sculptor hears of the licence only because weights lie about.
    """

    def found() -> dict[str, doctor.Finding]:
        settings.cache_clear()
        return {one.name: one for one in doctor._cards()}

    told = found()  # asks for cards in a process of its own
    monkeypatch.setattr("memoreez.engine.cards.asked", lambda _: ())
    assert (
        "mini, 0.0 GB" in told["hunyuan3d"].found
        and "in CA; not in the EU" in told["licence"].found
    )
    assert {name: one.verdict for name, one in told.items()} == {
        "licence": "pass", "hunyuan3d": "pass", "card": "warn", "helpers": "warn",
    }  # fmt: skip
    assert cli.main(["providers", "--check"]) == 0
    monkeypatch.delenv("MEMOREEZ_HUNYUAN3D_TERRITORY")
    assert found()["licence"].verdict == "fail" and cli.main(["providers", "--check"]) == 1
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "relief")
    assert list(found()) == ["licence"] and "excludes the EU" in found()["licence"].found
    monkeypatch.setenv("MEMOREEZ_HUNYUAN3D_MODEL", "/nowhere")
    assert found() == {}
