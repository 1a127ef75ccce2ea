"""The engine from picture to mesh, on tiny models and the processor."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.errors import ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import archive, checkpoints  # noqa: E402
from memoreez.sculptures.hunyuan3d.engine import Engine  # noqa: E402

pytestmark = pytest.mark.training
QUICK: dict[str, Any] = {"steps": 3, "octree": 16}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Engine]:
    made: dict[str, Engine] = {}

    def engine(name: str) -> Engine:
        if name not in made:
            folder = tmp_path_factory.mktemp("models") / name
            tiny.save(folder, name)
            made[name] = Engine.load(str(folder), device="cpu")
        return made[name]

    return engine


@pytest.mark.parametrize("name", tiny.VARIETY)
def test_a_picture_becomes_a_closed_surface(engines: Callable[[str], Engine], name: str) -> None:
    """Every edge is in two faces, once in each direction; the same seed is the same mesh."""
    engine = engines(name)
    assert engine.variant == tiny.VARIETY[name] and engine.dtype == torch.float32
    told: list[tuple[str, float]] = []
    mesh = engine.sculpt(tiny.ball(), **QUICK, progress=lambda *each: told.append(each))
    edges = np.concatenate([mesh.faces[:, [a, b]] for a, b in ((0, 1), (1, 2), (2, 0))])
    there = {tuple(edge) for edge in edges.tolist()}
    assert len(there) == len(edges) and all((b, a) in there for a, b in there)
    assert mesh.vertices.dtype == np.float32 and mesh.faces.dtype == np.int32
    assert np.abs(mesh.vertices).max() <= 1.01
    assert told[0] == ("encode", 1.0) and told[-2:] == [("diffuse", 1.0), ("decode", 1.0)]
    again = engine.sculpt(tiny.ball(), **QUICK)
    assert (again.vertices == mesh.vertices).all() and (again.faces == mesh.faces).all()
    assert len(engine.sculpt(tiny.ball(), **QUICK, seed=1).vertices) != len(mesh.vertices)


def test_several_figures_at_once_are_those_of_each_alone(
    engines: Callable[[str], Engine],
) -> None:
    """With a picture and a seed each."""
    engine, other = engines("mini-turbo"), np.rot90(tiny.ball()[:, :60])
    meshes = engine.sculpt_all([tiny.ball(), other], seeds=[3, 4], **QUICK)
    for mesh, picture, seed in zip(meshes, (tiny.ball(), other), (3, 4), strict=True):
        alone = engine.sculpt(picture, seed=seed, **QUICK)
        assert mesh.faces.shape == alone.faces.shape
        assert np.abs(mesh.vertices - alone.vertices).max() < 1e-3


def test_views_are_for_models_that_take_them(engines: Callable[[str], Engine]) -> None:
    """One more view is another condition; their order in the mapping is not."""
    front, back = tiny.ball(), np.rot90(tiny.ball()[:, :60])
    engine = engines("mv")
    both = engine.encode({"front": front, "back": back})
    assert both.shape == (1, 2 * (1 + 4 * 4), 48)
    assert both.equal(engine.encode({"back": back, "front": front}))
    assert not both[:, 17:].equal(engine.encode({"front": back}))  # the back is told as such
    for views in ({"above": front}, {}):
        with pytest.raises(ProviderError, match="takes pictures of front, left, back, right"):
            engine.encode(views)
    with pytest.raises(ProviderError, match="choose a multi-view model"):
        engines("mini").encode({"front": front, "back": back})


def test_guidance_of_one_asks_no_unconditional_branch(
    engines: Callable[[str], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half the work, and what is guided otherwise is another shape."""
    engine, asked = engines("mini"), []
    step = engine.networks.transformer.step
    monkeypatch.setattr(
        engine.networks.transformer, "step", lambda *a: (asked.append(len(a)), step(*a))[1]
    )
    context = engine.encode(tiny.ball())
    plain = engine.diffuse(context, [0], 3, 1.0)
    assert asked == [3, 3]
    assert not engine.diffuse(context, [0], 3, 5.0).equal(plain) and asked == [3, 3, 3, 4, 3, 4]


def test_figures_at_once_without_room_are_made_in_halves(
    engines: Callable[[str], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its own seed, and in their order."""
    engine, sizes = engines("mini-turbo"), []
    context = engine.encode(tiny.ball()).expand(5, -1, -1)
    sample, wanted = engine.stages.sample, engine.diffuse(context, range(5), 2)

    def narrow(noise: Any, *rest: Any) -> Any:
        sizes.append(len(noise))
        if len(noise) > 2:
            raise torch.OutOfMemoryError("no room")
        return sample(noise, *rest)

    monkeypatch.setattr(engine, "stages", replace(engine.stages, sample=narrow))
    assert torch.allclose(engine._walk(context, range(5), 2, None, None), wanted, atol=1e-5)
    assert sizes == [5, 2, 3, 1, 2] and engine.offload == "none"
    for pictures, seeds in (([tiny.ball()], []), ([], [])):
        with pytest.raises(ValueError, match="one for each"):
            engine.sculpt_all(pictures, seeds=seeds)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"device": "gpu"}, "no device 'gpu'"),
        ({"device": "cuda:7"}, "no cuda:7"),
        ({"precision": "fp8"}, "no precision 'fp8'"),
        ({"offload": "some"}, "no offload 'some'"),
    ],
)
def test_what_cannot_be_chosen_is_named(
    tmp_path: Path, options: dict[str, str], words: str
) -> None:
    """With what can."""
    tiny.save(tmp_path)
    with pytest.raises(ProviderError, match=words):
        Engine.load(str(tmp_path), **{"device": "cpu", **options})


@pytest.mark.parametrize("how", [{"steps": 1}, {"steps": 10**9}, {"octree": 3}, {"octree": 10**6}])
def test_sizes_that_cannot_be_are_refused(
    engines: Callable[[str], Engine], how: dict[str, int]
) -> None:
    """In a sentence, before a card is busy for hours."""
    with pytest.raises(ProviderError):
        engines("mini").sculpt(tiny.ball(), **QUICK | how)


def test_weights_that_are_no_numbers_are_told_of(tmp_path: Path) -> None:
    """In a sentence, and not as a mesh of nothing."""
    variant = tiny.save(tmp_path)
    spoiled = tiny.weights(variant)
    spoiled["model.single_blocks.0.linear1.bias"][3] = float("nan")
    archive.write(tmp_path / "model.fp16.safetensors", spoiled)
    with pytest.raises(ProviderError, match="not finite numbers; the weights are damaged"):
        Engine.load(str(tmp_path), device="cpu").sculpt(tiny.ball(), **QUICK)


def test_a_doubtful_file_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """In the log: it is used all the same."""
    tiny.save(tmp_path / "ours")
    monkeypatch.setitem(checkpoints.KNOWN, "ours", "00000000")
    with caplog.at_level(logging.WARNING):
        Engine.load(str(tmp_path / "ours"), device="cpu")
    assert "is not the published file" in caplog.text
