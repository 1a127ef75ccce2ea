"""The engine in this process: loaded once, kept, and its failures as errors of ours.

Nothing here imports torch before it is needed, so that a provider can be listed without it.
`family` is the provider, and its folder beside this one: another one has an engine of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from subprocess import SubprocessError
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.errors import CardError, ProviderError

OURS = "hunyuan3d"
BROKEN = ("CUDA", "cuDNN", "AcceleratorError")  # of what torch says of a card that failed
Chosen = tuple[tuple[str, Any], ...]  # what decides which weights lie where

ONE = Lock()  # the weights are there once, and make one figure after the other

log = logging.getLogger(__name__)
_KEPT: dict[tuple[str, Chosen], Any] = {}  # the last engine: loading takes seconds to minutes


def ready(chosen: Chosen, octree: int, family: str = OURS) -> Any:
    """The engine of these options, whose kernels are built: nobody shall wait for that later."""
    if (family, chosen) not in _KEPT:
        _KEPT.clear()  # a card may have no room for two
        told = dict(chosen)
        with mended(family):
            engine = part("engine", family).Engine.load(told.pop("model"), **told)
            rehearse(engine, octree)
        _KEPT[family, chosen] = engine
    return _KEPT[family, chosen]


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
        if engine.stages.kind == "plain":  # there are no kernels that could fail
            raise
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


def part(name: str, family: str = OURS) -> Any:
    """One of a family's modules, of which most need torch. Raises ProviderError."""
    try:
        return import_module(f"memoreez.sculptures.{family}.{name}")
    except ImportError as error:
        raise _uninstalled(error, family) from error


@contextmanager
def mended(family: str = OURS) -> Iterator[None]:
    """What fails on a card within the block, as errors of ours. Raises ProviderError, CardError."""
    try:
        torch = import_module("torch")
    except ImportError as error:
        raise _uninstalled(error, family) from error
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise ProviderError(
            f"The card's memory is too small for this; set MEMOREEZ_{family.upper()}_OFFLOAD to "
            f"blocks, a smaller MEMOREEZ_{family.upper()}_PRINT, or close what else uses the card.",
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


def card(device: str, family: str = OURS) -> str:
    """The name and the memory of what it works on. Raises ProviderError."""
    try:
        cards = import_module("memoreez.sculptures.hunyuan3d.cards")
    except ImportError as error:
        raise _uninstalled(error, family) from error
    place = cards.device(device)
    if place.type != "cuda":
        return "the processor, which is very slow" if place.type == "cpu" else "the Mac’s GPU"
    with mended(family):
        found = import_module("torch").cuda.get_device_properties(place)
        return f"{found.name} with {found.total_memory / 2**30:.0f} GiB"


def installed(family: str = OURS) -> None:
    """Raises ProviderError where torch is missing, which takes seconds to import: it is not."""
    if find_spec("torch") is None:
        raise _uninstalled(ImportError(name="torch"), family)


def _uninstalled(error: ImportError, family: str) -> ProviderError:
    """Of a package that is missing, or that cannot be loaded."""
    return ProviderError(
        f"Sculpting by {family} needs packages that are not here ({error.name or error}): "
        f"pip install 'memoreez[{family}]'; or choose claynet."
    )
