"""Hunyuan3D on a card that is not there: ready kernels, kernels that fail, cards that fail."""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass, field
from subprocess import CalledProcessError
from types import ModuleType, SimpleNamespace
from typing import Any

import drawn_pictures as drawn
import pytest

from memoreez.errors import CardError, ProviderError
from memoreez.sculptures.hunyuan3d import Hunyuan3D, loading

US = Hunyuan3D.Options(territory="us")


@dataclass
class Stage:
    """An engine that does nothing but count, or fail, on a card that is not there."""

    device: Any = field(default_factory=lambda: SimpleNamespace(type="cuda"))
    made: int = 0
    error: Exception | None = None
    stages: str = "fast"
    networks: str = "the networks"
    kernels: Exception | None = None  # what fast stages fail with

    def sculpt(self, rgba: Any, **how: Any) -> None:
        assert rgba.ndim == 3 and rgba.shape[2] == 4 and 0 < (rgba[..., 3] > 0).mean() < 1
        self.made += 1
        if self.kernels is not None and self.stages == "fast":
            raise self.kernels
        if self.error is not None:
            raise self.error


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """That engine, with stand-ins for torch and what needs it."""
    made, torch = Stage(), ModuleType("torch")
    vars(torch).update(OutOfMemoryError=OutOfMemory)
    module = ModuleType("fields")
    vars(module).update(FieldError=Nothing)
    monkeypatch.setitem(sys.modules, "torch", torch)
    stages, triton = ModuleType("stages"), ModuleType("triton.errors")
    vars(stages).update(plain=lambda networks: f"plain stages of {networks}")
    vars(triton).update(TritonError=TritonError)
    for name, stand_in in (("fields", module), ("stages", stages)):
        monkeypatch.setitem(sys.modules, f"memoreez.sculptures.hunyuan3d.{name}", stand_in)
    monkeypatch.setitem(sys.modules, "triton.errors", triton)
    monkeypatch.setattr(loading, "loaded", Loaded(made))
    loading._REHEARSED.clear()
    return made


class OutOfMemory(RuntimeError):
    """torch's."""


class TritonError(Exception):
    """Triton's."""


class Nothing(ProviderError):
    """No surface comes of a disc."""


@dataclass
class Loaded:
    """Where engines are kept."""

    engine: Stage
    cleared: bool = False

    def __call__(self, chosen: Any) -> Stage:
        return self.engine

    def cache_clear(self) -> None:
        self.cleared = True


def test_a_card_is_ready_once_it_has_made_a_figure(stage: Stage) -> None:
    """Kernels are built before the first keepsake, once; that nothing comes of it is no failure."""
    stage.error = Nothing("No surface.")
    Hunyuan3D(US).load()
    Hunyuan3D(US).load()
    assert stage.made == 1
    stage.device.type = "cpu"  # where it would take an hour
    loading._REHEARSED.clear()
    Hunyuan3D(US).load()
    assert stage.made == 1


@pytest.mark.parametrize(
    "error",
    [RuntimeError("Failed to find C compiler.\nMore."), TritonError("out of resource: shared"),
     CalledProcessError(1, "gcc"), RuntimeError("CUDA error: invalid argument")],
)  # fmt: skip
def test_without_fast_kernels(
    stage: Stage, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Who has no compiler, or a smaller card, gets the plain stages and a line in the log."""
    stage.kernels = error
    Hunyuan3D(US).load()
    assert (stage.made, stage.stages) == (2, "plain stages of the networks")
    (line,) = caplog.messages
    assert str(error).splitlines()[0] in line and "More" not in line
    stage.stages, stage.error = "fast", RuntimeError("CUDA error: unspecified launch failure")
    loading._REHEARSED.clear()
    with pytest.raises(CardError, match="unspecified"):  # it was the card itself
        Hunyuan3D(US).load()
    stage.kernels, stage.stages = OutOfMemory("CUDA out of memory"), "fast"
    with pytest.raises(ProviderError, match="too small"):
        Hunyuan3D(US).load()


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [(OutOfMemory("CUDA out of memory"), ProviderError, "too small for this.*OFFLOAD to blocks"),
     (RuntimeError("CUDA error: an illegal memory access\nmore"), CardError,
      r"failed \(CUDA error: an illegal memory access\); look at it with nvidia-smi"),
     (RuntimeError("shapes do not match"), RuntimeError, "shapes")],
)  # fmt: skip
def test_cards_that_fail(stage: Stage, error: Exception, kind: type, said: str) -> None:
    """A full card may be tried again here, a broken one in a new process; a bug stays a bug."""
    Hunyuan3D(US).load()
    stage.error = error
    with pytest.raises(kind, match=said) as caught:
        Hunyuan3D(US).sculpt(drawn.CONCEPT, height_mm=60, cutout=drawn.cutout())
    told: Any = loading.loaded
    assert type(caught.value) is kind and told.cleared == (kind is CardError)
    assert getattr(pickle.loads(pickle.dumps(caught.value)), "retryable", True)
