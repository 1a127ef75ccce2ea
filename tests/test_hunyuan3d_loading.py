"""Hunyuan3D on a card that is not there: ready kernels, kernels that fail, cards that fail."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
    loaded: list[str] = field(default_factory=list)
    error: Exception | None = None
    fast: bool = True
    kernels: Exception | None = None  # what fast stages fail with

    def load(self, model: str, **told: Any) -> Stage:
        assert not loading._KEPT  # a card has no room for two
        self.loaded.append(model)
        return self

    @property
    def stages(self) -> Any:
        return SimpleNamespace(kind="fast" if self.fast else "plain")

    def slacken(self) -> None:
        self.fast = False

    def sculpt(self, rgba: Any, **how: Any) -> None:
        assert rgba.ndim == 3 and rgba.shape[2] == 4 and 0 < (rgba[..., 3] > 0).mean() < 1
        self.made += 1
        if self.kernels is not None and self.fast:
            raise self.kernels
        if self.error is not None:
            raise self.error


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """That engine, with stand-ins for torch and what needs it."""
    made, ours = Stage(), "memoreez.sculptures.hunyuan3d"
    for name, held in {
        "torch": {"OutOfMemoryError": OutOfMemory},
        "triton.errors": {"TritonError": TritonError},
        f"{ours}.fields": {"FieldError": Nothing},
        f"{ours}.engine": {"Engine": made},
    }.items():
        stand_in = ModuleType(name)
        vars(stand_in).update(held)
        monkeypatch.setitem(sys.modules, name, stand_in)
    loading._KEPT.clear()
    yield made
    loading._KEPT.clear()


class OutOfMemory(RuntimeError):
    """torch's."""


class TritonError(Exception):
    """Triton's."""


class Nothing(ProviderError):
    """No surface comes of a disc."""


def test_a_card_is_ready_once_it_has_made_a_figure(stage: Stage) -> None:
    """Kernels are built before the first keepsake, once; that nothing comes of it is no failure."""
    stage.error = Nothing("No surface.")
    Hunyuan3D(US).load()
    Hunyuan3D(US).load()
    assert stage.made == 1
    stage.device.type = "cpu"  # where it would take an hour
    loading._KEPT.clear()
    Hunyuan3D(US).load()
    assert stage.made == 1


def test_the_last_model_is_kept_and_goes_before_another_comes(stage: Stage) -> None:
    """One that cannot be loaded leaves nothing behind: the next try loads it anew."""
    one, other = Hunyuan3D(US), Hunyuan3D(replace(US, model="mini"))
    for each in (one, reseeded(one), other, other, one):
        each.load()
    assert stage.loaded == [US.model, "mini", US.model] and len(loading._KEPT) == 1
    stage.error = OutOfMemory("CUDA out of memory")
    for _ in range(2):
        with pytest.raises(ProviderError, match="too small"):
            other.load()
    assert stage.loaded[3:] == ["mini", "mini"] and not loading._KEPT


def reseeded(one: Hunyuan3D) -> Hunyuan3D:
    """The same weights, another guess."""
    return Hunyuan3D(replace(one.options, seed=7))


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
    assert (stage.made, stage.fast) == (2, False)
    (line,) = caplog.messages
    assert str(error).splitlines()[0] in line and "More" not in line
    stage.fast, stage.error = True, RuntimeError("CUDA error: unspecified launch failure")
    loading._KEPT.clear()
    with pytest.raises(CardError, match="unspecified"):  # it was the card itself
        Hunyuan3D(US).load()
    stage.kernels, stage.fast = OutOfMemory("CUDA out of memory"), True
    with pytest.raises(ProviderError, match="too small"):
        Hunyuan3D(US).load()


def test_plain_stages_lack_no_kernels(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """A card that fails under them has failed: nothing else is said, and it is tried once."""
    stage.fast, stage.error = False, RuntimeError("CUDA error: unspecified launch failure")
    with pytest.raises(CardError, match="unspecified"):
        Hunyuan3D(US).load()
    assert stage.made == 1 and not caplog.messages


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
    assert type(caught.value) is kind and bool(loading._KEPT) == (kind is not CardError)
    assert getattr(pickle.loads(pickle.dumps(caught.value)), "retryable", True)
