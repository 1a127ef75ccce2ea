"""Pictures by diffusers: nothing fetched unasked, the right place for the weights, and drawing."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import picture_server as pictures
import pytest
from picture_server import CONCEPT
from PIL import Image

from memoreez.errors import ProviderError, SettingsError
from memoreez.images import _weights as weights
from memoreez.images import diffusers as module
from memoreez.images._drawing import seeds
from memoreez.images._suffix import dressed
from memoreez.images.diffusers import Diffusers

KLEIN = "black-forest-labs/FLUX.2-klein-4B"


class Card:
    """Stand-ins for torch, diffusers, transformers and the hub, which note what is done to them."""

    def __init__(self, free_gb: float) -> None:
        self.done: list[Any] = []
        self.calls: list[dict[str, Any]] = []
        self.cached: Path | None = None
        self.full = False
        self.fails: Exception | None = None  # when it is put where it draws
        torch, hub = types.ModuleType("torch"), types.ModuleType("huggingface_hub")
        vars(torch).update(
            bfloat16="bf16", float32="f32", OutOfMemoryError=MemoryError, Generator=Generator,
            backends=types.SimpleNamespace(mps=types.SimpleNamespace(is_available=lambda: False)),
            cuda=types.SimpleNamespace(
                is_available=lambda: free_gb > 0, mem_get_info=lambda _: (free_gb * 1e9, 0)
            ),
        )  # fmt: skip
        vars(hub)["snapshot_download"] = self.snapshot
        self.modules = {"torch": torch, "huggingface_hub": hub}
        for name in ("diffusers", "transformers"):
            self.modules[name] = types.ModuleType(name)
            self.modules[f"{name}.utils.logging"] = logging = types.ModuleType(name)
            vars(logging)["disable_progress_bar"] = lambda: None
        vars(self.modules["diffusers"]).update(
            __version__="0.42.1", FluxPipeline=self, Flux2KleinPipeline=self
        )

    def snapshot(self, model: str, *, local_files_only: bool, allow_patterns: list[str]) -> str:
        self.done.append(("fetch", model, local_files_only))
        if self.cached is None:
            raise FileNotFoundError(model)
        return str(self.cached)

    def from_pretrained(self, folder: str, **options: Any) -> Card:
        self.done.append(("load", options))
        return self

    def set_progress_bar_config(self, *, disable: bool) -> None:
        assert disable

    def to(self, device: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.done.append(("to", device))

    def enable_model_cpu_offload(self, device: str) -> None:
        self.done.append("model")

    def enable_sequential_cpu_offload(self, device: str) -> None:
        self.done.append("sequential")

    @property
    def vae(self) -> Any:
        return types.SimpleNamespace(enable_tiling=lambda: self.done.append("tiles"))

    def __call__(self, **asked: Any) -> Any:
        if self.full:
            raise MemoryError
        self.calls.append(asked)
        return types.SimpleNamespace(images=[Image.fromarray(pictures.decoded(pictures.good()))])


class Generator:
    def __init__(self, device: str) -> None:
        assert device == "cpu"

    def manual_seed(self, seed: int) -> int:
        return seed


def saved(folder: Path, name: str, **gigabytes: float) -> Path:
    """A model as diffusers saves it, of files that only look large."""
    folder.mkdir(exist_ok=True)
    (folder / "model_index.json").write_text(json.dumps({"_class_name": name}))
    for part, size in gigabytes.items():
        (folder / part).mkdir()
        with (folder / part / "weights.safetensors").open("wb") as file:
            file.truncate(round(size * 1e9))  # a hole: no space is taken
    return folder


@pytest.fixture
def card(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Card:
    """The stand-ins, for a card with as much memory free as the test asks for."""
    made = Card(getattr(request, "param", 0))
    for name, stand_in in made.modules.items():
        monkeypatch.setitem(sys.modules, name, stand_in)
    module._engine.cache_clear()
    return made


@pytest.mark.parametrize(
    ("card", "done"),
    [(0, [("to", "cpu")]), (24, [("to", "cuda")]), (12, ["model", "tiles"]),
     (8, ["sequential", "tiles"])],
    indirect=["card"],
)  # fmt: skip
def test_the_card_decides(card: Card, tmp_path: Path, done: list[Any]) -> None:
    """All on the card, a part at a time, a layer at a time, or no card: measured, not guessed."""
    folder = saved(tmp_path, "Flux2KleinPipeline", transformer=7.8, text_encoder=8.0, vae=0.2)
    provider = Diffusers(Diffusers.Options(model=str(folder)))
    assert provider.draw(CONCEPT).width == pictures.SIDE
    number = "f32" if done == [("to", "cpu")] else "bf16"
    loaded = {"local_files_only": True, "use_safetensors": True, "torch_dtype": number}
    assert card.done == [("load", loaded), *done]
    (asked,) = card.calls
    assert asked == {
        "prompt": dressed(CONCEPT.prompt), "width": 768, "height": 768, "num_inference_steps": 4,
        "generator": seeds(CONCEPT)[0], "guidance_scale": 1.0,
    }  # fmt: skip
    Diffusers(Diffusers.Options(model=str(folder))).draw(CONCEPT)
    assert len(card.done) == 1 + len(done)  # loaded once for both


@pytest.mark.parametrize("card", [16], indirect=True)
def test_schnell_and_what_is_set(card: Card, tmp_path: Path) -> None:
    """FLUX.1 schnell is asked in its own way, and whoever sets an offload gets it."""
    folder = saved(tmp_path, "FluxPipeline", transformer=23.8, text_encoder_2=9.5)
    options = Diffusers.Options(model=str(folder), offload="model", size_px=512)
    Diffusers(options).draw(CONCEPT)
    assert "model" in card.done and card.calls[0]["max_sequence_length"] == 256
    assert card.calls[0]["guidance_scale"] == 0.0
    card.full = True
    with pytest.raises(ProviderError, match=r"memory is too small.*sequential"):
        Diffusers(options).draw(CONCEPT)


def test_nothing_is_fetched_unasked(card: Card, tmp_path: Path) -> None:
    """What is not here is said with its licence and size; fetched only where that is allowed."""
    said = r"Apache-2\.0, about 16 GB\) is not on this computer; set the option download to true"
    with pytest.raises(ProviderError, match=said):
        Diffusers().load()
    assert card.done == [("fetch", KLEIN, True)]
    with pytest.raises(ProviderError, match="could not be downloaded"):
        Diffusers(Diffusers.Options(download=True)).load()
    assert card.done[1] == ("fetch", KLEIN, False)
    card.cached = saved(tmp_path, "Flux2KleinPipeline", vae=0.1)
    Diffusers().load()
    with pytest.raises(ProviderError, match="sees no CUDA"):
        Diffusers(Diffusers.Options(device="cuda:1")).load()


@pytest.mark.parametrize(
    ("made", "said"),
    [({"name": "StableDiffusionPipeline", "unet": 1}, "a StableDiffusionPipeline;.*only"),
     ({"name": "FluxPipeline"}, "no weights as .safetensors"), (None, "There is no model in")],
)  # fmt: skip
def test_folders_that_are_no_model(card: Card, tmp_path: Path, made: Any, said: str) -> None:
    """Another kind of model, none, or only weights that could run code: not loaded."""
    if made:
        saved(tmp_path, **made)
        (tmp_path / "transformer").mkdir()
        (tmp_path / "transformer" / "weights.bin").write_bytes(b"pickle")
    with pytest.raises(ProviderError, match=said):
        Diffusers(Diffusers.Options(model=str(tmp_path))).load()
    assert card.done == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"size_px": 100}, "multiple of 16"), ({"steps": 0}, "1 to 50 steps"),
     ({"offload": "all"}, "no offload 'all'")],
)  # fmt: skip
def test_options_that_cannot_be(wrong: dict[str, Any], said: str) -> None:
    """Said before anything is loaded."""
    with pytest.raises(SettingsError, match=said):
        Diffusers(Diffusers.Options(**wrong)).load()


def test_without_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One sentence that says what to install."""
    for name in ("torch", "diffusers", "huggingface_hub"):
        monkeypatch.setitem(sys.modules, name, None)
    for model in (KLEIN, str(saved(tmp_path, "FluxPipeline", vae=0.1))):
        with pytest.raises(ProviderError, match=r"pip install 'memoreez\[flux\]'"):
            Diffusers(Diffusers.Options(model=model)).load()


@pytest.mark.training
def test_a_tiny_model_from_end_to_end(tmp_path: Path) -> None:
    """A random FLUX.2 klein of a megabyte: saved, loaded and drawn with, the same each time."""
    pytest.importorskip("diffusers")
    import tiny_flux  # needs torch

    tiny_flux.save(tmp_path)
    module._engine.cache_clear()
    provider = Diffusers(Diffusers.Options(model=str(tmp_path), size_px=64, device="cpu"))
    found = provider.drawn(CONCEPT)
    assert (found.picture.width, found.picture.height) == (64, 64)
    assert found.asked == 2 and not found.judged.enough  # noise: drawn once more
    assert provider.draw(CONCEPT).png == found.picture.png
    assert np.ptp(pictures.decoded(found.picture.png)) > 0
    assert weights.gigabytes(tmp_path)[0] < 0.01


@pytest.mark.parametrize(
    ("card", "error", "words"),
    [(24, MemoryError(), "too small for the model with the offload 'none'"),
     (24, RuntimeError("no kernel image"), r"device 'cuda' \(no kernel image\); set the option"),
     (24, ImportError("accelerate"), r"not installed: pip install 'memoreez\[flux\]'")],
    indirect=["card"],
)  # fmt: skip
def test_a_model_that_cannot_be_placed(
    card: Card, tmp_path: Path, error: Exception, words: str
) -> None:
    """What fails between loading and drawing is an error of ours too, and says what to set."""
    card.fails = error
    folder = saved(tmp_path, "Flux2KleinPipeline", transformer=1.0)
    options = Diffusers.Options(model=str(folder), offload="none")
    with pytest.raises(ProviderError, match=words):
        Diffusers(options).draw(CONCEPT)
