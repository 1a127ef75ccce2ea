"""A keepsake by TripoSG from end to end: a tiny model with random weights, no card."""

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
from memoreez.engine import serving
from memoreez.engine.folders import CUTOUT
from memoreez.engine.orders import Order
from memoreez.engine.records import Job
from memoreez.errors import ProviderError
from memoreez.images.clay import Clay
from memoreez.sculptures.atelier import Atelier
from memoreez.sculptures.hunyuan3d import loading
from memoreez.sculptures.triposg import TripoSG
from memoreez.settings import Settings, settings

torch = pytest.importorskip("torch", reason="the tiny model needs PyTorch")
pytestmark = pytest.mark.training
SET = {"device": "cpu", "print": "32", "draft": "20", "sure": "0", "steps": "1"}


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a tiny model in it, which is set, with all that it needs."""
    import tiny_triposg  # needs torch

    tiny_triposg.rounded(tmp_path / "models" / "TripoSG")
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "triposg")
    for option, value in {**SET, "folder": str(tmp_path / "models")}.items():
        monkeypatch.setenv(f"MEMOREEZ_TRIPOSG_{option.upper()}", value)
    settings.cache_clear()
    yield tmp_path / "models"
    settings.cache_clear()
    loading._KEPT.clear()


def test_make(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hobbies in, files out; the report says who sculpted, and that it is free everywhere."""
    quick = {"images": Clay(Clay.Options(size_px=96)), "atelier": Atelier(Atelier.Options(60, 60))}
    load = providers.load
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "relief")  # the command says otherwise
    monkeypatch.setattr("memoreez.crew.MOST", 0)
    monkeypatch.setattr(
        "memoreez.providers.load",
        lambda stage, name, *rest: quick.get(stage) or quick.get(name) or load(stage, name, *rest),
    )
    out = tmp_path / "keepsake"
    typed = ["make", "chess", "--sculptor", "triposg", "--pick", "1", "--out", str(out), "--json"]
    assert cli.main(typed) == 0
    report = json.loads((out / "report.json").read_text("utf-8"))
    (made,) = (one for one in report["made_by"] if one["stage"] == "sculptures")
    assert (made["name"], made["model"]) == ("triposg", "VAST-AI/TripoSG")
    assert (made["licence"], made["territory"]) == ("MIT", "worldwide")
    assert report["verdict"] in ("pass", "repaired")
    assert report["size_mm"]["height"] == pytest.approx(90, abs=0.5)


def test_what_it_sees_changes_the_figure(models: Path) -> None:
    """The same cutout gives the same mesh, another one another; another seed another one too."""
    options = TripoSG.Options(folder=str(models), device="cpu", draft=20, steps=1)
    one, seeded = TripoSG(options), TripoSG(replace(options, seed=7))
    rgba = pixels.read(drawn.cutout().png).copy()
    rgba[..., :3] = 255 - rgba[..., :3]
    other = replace(drawn.cutout(), png=pixels.write(rgba))

    def size(provider: TripoSG, cutout: object) -> float:
        made = provider.sculpt(drawn.CONCEPT, height_mm=60, quality="draft", cutout=cutout)
        assert made.mesh.vertices[:, 2].min() == pytest.approx(0, abs=1e-3)
        assert np.ptp(made.mesh.vertices[:, 2]) == pytest.approx(54, rel=0.01)
        return float(np.abs(made.mesh.vertices).sum())

    first = size(one, drawn.cutout())
    assert size(one, drawn.cutout()) == first
    assert len({first, size(one, other), size(seeded, drawn.cutout())}) == 3
    assert one._engine() is seeded._engine()  # the weights are there once for both
    told = one.equipment()
    assert (told["model"], told["precision"], told["stages"]) == ("TripoSG", "float32", "plain")


def test_a_model_of_another_family_leaves_before_it_comes(models: Path, tmp_path: Path) -> None:
    """A card has no room for two; and one that cannot be loaded leaves nothing behind."""
    from hunyuan_ball import save

    from memoreez.sculptures.hunyuan3d import Hunyuan3D

    save(tmp_path / "hunyuan3d-tiny")
    far = Hunyuan3D.Options(str(tmp_path / "hunyuan3d-tiny"), territory="CA", device="cpu")
    free = TripoSG.Options(folder=str(models), device="cpu")
    for one in (TripoSG(free), Hunyuan3D(far), TripoSG(free)):
        one.load()
        assert [family for family, _ in loading._KEPT] == [type(one).__name__.lower()]
    with pytest.raises(ProviderError, match="no weights"):
        TripoSG(replace(free, folder="/nowhere", model="/nowhere")).load()
    assert not loading._KEPT


def test_an_engine_serves_it(models: Path, tmp_path: Path) -> None:
    """It loads before it opens, says what it is equipped with, and its job has the licence."""
    order = Order().model_dump(mode="json") | {"height_mm": 40, "quality": "draft"}
    wanted = serving.Wanted(sculptor="triposg")
    with serving.opened(Settings(), wanted, tmp_path / "engine", hire=Inline, alone=True) as engine:
        assert [one.equipment["model"] for one in engine.devices] == ["TripoSG"]
        jobs = engine.jobs
        job, _ = jobs.submit(Job("a" * 32, "d", order), {CUTOUT: drawn.cutout().png})
        with jobs.changed:
            assert jobs.changed.wait_for(lambda: job.ended_at, 60)
        assert (job.state, job.words) == ("done", "")
        assert (job.maker.licence, job.maker.territory) == ("MIT", "worldwide")
        mesh = mesh_wire.unpack((jobs.place(job) / MESH).read_bytes())
        assert np.ptp(mesh.vertices[:, 2]) == pytest.approx(36, abs=0.1)


def test_doctor_and_check(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They name the weights, the licence, and that there is no card; then that there are none."""

    def found() -> dict[str, doctor.Finding]:
        settings.cache_clear()
        return {one.name: one for one in doctor._cards()}

    monkeypatch.setattr("memoreez.engine.cards.asked", lambda _: ())
    told = found()
    assert told["triposg"].found == "TripoSG, 0.0 GB of weights, MIT everywhere"
    assert {name: one.verdict for name, one in told.items()} == {
        "triposg": "pass", "card": "warn", "helpers": "warn",
    }  # fmt: skip
    assert cli.main(["providers", "--check"]) == 0
    assert "TripoSG, 0.0 GB, on the processor" in " ".join(capsys.readouterr().out.split())
    monkeypatch.setenv("MEMOREEZ_TRIPOSG_MODEL", str(models / "TripoSG"))
    assert "MIT" not in found()["triposg"].found  # whose that is nobody knows
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "relief")
    assert list(found()) == ["triposg"]
    monkeypatch.setenv("MEMOREEZ_TRIPOSG_MODEL", "/nowhere")
    assert found() == {}
