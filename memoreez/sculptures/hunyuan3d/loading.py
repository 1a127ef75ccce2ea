"""The engine in this process: loaded once, kept, and its failures as errors of ours.

Nothing here imports torch before it is needed, so that a provider can be listed without it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from subprocess import SubprocessError
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.errors import CardError, ProviderError

INSTALL = "pip install 'memoreez[hunyuan3d]'"
BROKEN = ("CUDA", "cuDNN", "AcceleratorError")  # of what torch says of a card that failed
Chosen = tuple[tuple[str, Any], ...]  # what decides which weights lie where

log = logging.getLogger(__name__)
_KEPT: dict[Chosen, Any] = {}  # the last engine: loading takes seconds to minutes


def ready(chosen: Chosen, octree: int) -> Any:
    """The engine of these options, whose kernels are built: nobody shall wait for that later."""
    if chosen not in _KEPT:
        _KEPT.clear()  # a card may have no room for two
        told = dict(chosen)
        with mended():
            engine = part("engine").Engine.load(told.pop("model"), **told)
            rehearse(engine, octree)
        _KEPT[chosen] = engine
    return _KEPT[chosen]


def rehearse(engine: Any, octree: int) -> None:
    """A first figure on a card. Where its fast kernels cannot be built, the plain stages work.

    They need a C compiler and Python's headers, and more of a card than some have.
    """
    if engine.device.type != "cuda":
        return
    torch = import_module("torch")
    try:
        _first(engine, octree)
    except torch.OutOfMemoryError:
        raise
    except unbuilt() as error:
        why = (str(error).splitlines() or [type(error).__name__])[0]
        log.warning("The fast kernels cannot be built (%s); without them it takes longer.", why)
        engine.slacken()
        _first(engine, octree)


def _first(engine: Any, octree: int) -> None:
    with suppress(part("fields").FieldError):  # whatever comes of a disc
        engine.sculpt(_disc(), octree=octree, steps=2)


def unbuilt() -> tuple[type[BaseException], ...]:
    """What is raised for kernels that cannot be built."""
    kinds = RuntimeError, OSError, ImportError, SubprocessError
    try:
        return (*kinds, import_module("triton.errors").TritonError)
    except (ImportError, AttributeError):
        return kinds


def _disc() -> npt.NDArray[np.uint8]:
    """A grey disc on nothing, (256, 256, 4): what is made of it is thrown away."""
    y, x = np.mgrid[-1:1:256j, -1:1:256j]
    alpha = np.where(x**2 + y**2 < 0.8, 255, 0)
    return np.stack([np.full_like(alpha, 160)] * 3 + [alpha], axis=-1).astype(np.uint8)


def part(name: str) -> Any:
    """One of the modules beside this one, of which most need torch. Raises ProviderError."""
    try:
        return import_module(f"memoreez.sculptures.hunyuan3d.{name}")
    except ImportError as error:
        raise _uninstalled(error) from error


@contextmanager
def mended() -> Iterator[None]:
    """What fails on a card within the block, as errors of ours. Raises ProviderError, CardError."""
    try:
        torch = import_module("torch")
    except ImportError as error:
        raise _uninstalled(error) from error
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise ProviderError(
            "The card's memory is too small for this; set MEMOREEZ_HUNYUAN3D_OFFLOAD to blocks, a "
            "smaller MEMOREEZ_HUNYUAN3D_PRINT, or close what else uses the card.",
            retryable=True,  # when somebody else leaves the card
        ) from error
    except RuntimeError as error:
        if not any(word in f"{type(error).__name__} {error}" for word in BROKEN):
            raise
        _KEPT.clear()
        raise CardError(
            f"The card failed ({str(error).splitlines()[0]:.120}); look at it with nvidia-smi, and "
            "start again."
        ) from error


def card(device: str) -> str:
    """The name and the memory of what it works on. Raises ProviderError."""
    place = part("cards").device(device)
    if place.type != "cuda":
        return "the processor, which is very slow" if place.type == "cpu" else "the Mac’s GPU"
    with mended():
        found = import_module("torch").cuda.get_device_properties(place)
        return f"{found.name} with {found.total_memory / 2**30:.0f} GiB"


def _uninstalled(error: ImportError) -> ProviderError:
    """Of a package that is missing, or that cannot be loaded."""
    return ProviderError(
        f"Sculpting by hunyuan3d needs packages that are not here ({error.name or error}): "
        f"{INSTALL}; or choose claynet."
    )
