"""TripoSG's engine from picture to mesh, on a tiny model and the processor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_triposg as tiny  # noqa: E402

from memoreez.errors import PictureError, ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import archive, cards  # noqa: E402
from memoreez.sculptures.hunyuan3d.networks import untrained  # noqa: E402
from memoreez.sculptures.triposg import checkpoints  # noqa: E402
from memoreez.sculptures.triposg.engine import Engine  # noqa: E402

pytestmark = pytest.mark.training
FEW = replace(tiny.TINY, latents=48)
QUICK: dict[str, Any] = {"steps": 3, "octree": 16}
CPU = torch.device("cpu")


@pytest.fixture
def engine() -> Engine:
    """One with weights that are not tame."""
    return Engine(FEW, untrained(FEW, "cpu", torch.float32), CPU)


def test_a_picture_becomes_a_closed_surface(engine: Engine) -> None:
    """Every edge is in two faces, once in each direction, within ±1.005; a seed is a mesh."""
    told: list[tuple[str, float]] = []
    mesh = engine.sculpt(tiny.ball(), **QUICK, progress=lambda *each: told.append(each))
    edges = np.concatenate([mesh.faces[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
    there = {tuple(edge) for edge in edges.tolist()}
    assert len(there) == len(edges) and all((b, a) in there for a, b in there)
    assert 0.9 < np.abs(mesh.vertices).max() <= 1.005
    assert told[0] == ("encode", 1.0) and told[-2:] == [("diffuse", 1.0), ("decode", 1.0)]
    again = engine.sculpt(tiny.ball(), **QUICK)
    assert (again.vertices == mesh.vertices).all() and (again.faces == mesh.faces).all()
    assert len(engine.sculpt(tiny.ball(), **QUICK, seed=1).vertices) != len(mesh.vertices)


def test_several_figures_at_once_are_those_of_each_alone(engine: Engine) -> None:
    """With a picture and a seed each."""
    other = np.rot90(tiny.ball()[:, :60])
    meshes = engine.sculpt_all([tiny.ball(), other], seeds=[3, 4], **QUICK)
    for mesh, picture, seed in zip(meshes, (tiny.ball(), other), (3, 4), strict=True):
        alone = engine.sculpt(picture, seed=seed, **QUICK)
        assert mesh.faces.shape == alone.faces.shape
        assert np.abs(mesh.vertices - alone.vertices).max() < 1e-3


@pytest.mark.parametrize(("offload", "most"), [("stages", 0.8), ("blocks", 0.2)])
def test_weights_are_used_where_they_are_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, offload: str, most: float
) -> None:
    """One network, or one layer, at a time; at home they are no numbers, as if on no card."""
    wanted, nets = engine.sculpt(tiny.ball(), **QUICK), engine.networks
    there: list[float] = []
    away: dict[int, Any] = {}

    def fetch(home: list[Any], place: Any, *_: Any) -> None:
        there.append(sum(kept.nbytes for _, kept in home) / sum(nets.sizes()))
        for weight, kept in home:
            weight.data = away[kept.data_ptr()]

    monkeypatch.setattr(cards, "_fetch", fetch)
    poor = Engine(FEW, nets, CPU, offload)
    for net in nets.named().values():
        for weight in net.parameters():
            away[weight.data_ptr()] = weight.data.clone()
            weight.data.fill_(float("nan"))
    found = poor.sculpt(tiny.ball(), **QUICK)
    assert (found.vertices == wanted.vertices).all() and poor.offload == offload
    assert 0 < max(there) < most and poor.stages.kind == "plain"
    assert all(weight.isnan().all() for weight in nets.transformer.parameters())


def test_pictures_that_cannot_be(engine: Engine) -> None:
    """Nothing in it, and more than one of a figure."""
    with pytest.raises(PictureError, match="Nothing can be seen"):
        engine.sculpt(np.zeros((9, 9, 4), np.uint8), **QUICK)
    with pytest.raises(ProviderError, match="TripoSG takes pictures of front, not of back, front"):
        engine.sculpt({"front": tiny.ball(), "back": tiny.ball()}, **QUICK)


@pytest.mark.parametrize("how", [{"steps": 0}, {"steps": 10**9}, {"octree": 3}, {"octree": 10**6}])
def test_sizes_that_cannot_be_are_refused(engine: Engine, how: dict[str, int]) -> None:
    """In a sentence, before a card is busy for hours."""
    with pytest.raises(ProviderError):
        engine.sculpt(tiny.ball(), **QUICK | how)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"device": "cuda:7"}, "no cuda:7"),
        ({"precision": "fp8"}, "cannot work with fp8; choose auto"),
        ({"precision": "int4"}, "no precision 'int4'"),
        ({"offload": "some"}, "no offload 'some'"),
    ],
)
def test_what_cannot_be_chosen_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str], words: str
) -> None:
    """With what can, before eight gigabytes are looked through."""
    tiny.save(tmp_path)
    hashed: list[Any] = []
    monkeypatch.setattr(checkpoints, "doubt", hashed.append)
    with pytest.raises(ProviderError, match=words):
        Engine.load(str(tmp_path), **{"device": "cpu", **options})
    assert not hashed


def test_weights_that_are_no_numbers_are_told_of(tmp_path: Path) -> None:
    """In a sentence, and not as a mesh of nothing."""
    tiny.save(tmp_path)
    spoiled = tiny.weights()["vae"]
    spoiled["decoder.blocks.0.ff.net.2.bias"][3] = float("nan")
    archive.write(tmp_path / "vae" / "diffusion_pytorch_model.safetensors", spoiled)
    with pytest.raises(ProviderError, match="not finite numbers; the weights are damaged"):
        Engine.load(str(tmp_path), device="cpu").sculpt(tiny.ball(), steps=1, octree=8)
