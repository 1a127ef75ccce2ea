"""Where networks work, and where their weights wait: in the card's memory or the computer's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn

from memoreez.errors import ProviderError

SPARE = 2 << 30  # bytes besides the weights: what a stage works with
CHUNKS = (1024, 16384, 131072)  # points asked at once: the least, a processor's, a card's most
STREAMED = ("dino", "transformer")  # networks of many layers: "blocks" parts these
POINT = 64  # bytes that a point takes while it is asked, for each channel of the decoder
DTYPES = {"fp16": torch.float16, "bf16": torch.bfloat16, "fp32": torch.float32}


def device(asked: str) -> torch.device:
    """A card where there is one. Raises ProviderError for a device that is not there."""
    if asked == "auto":
        kind = "mps" if torch.backends.mps.is_available() else "cpu"
        return torch.device("cuda" if torch.cuda.is_available() else kind)
    try:
        found = torch.device(asked)
    except RuntimeError:
        found = torch.device("meta")
    here = {"cuda": True, "cpu": True, "mps": torch.backends.mps.is_available()}
    if not here.get(found.type):
        raise ProviderError(
            f"There is no device {asked[:40]!r}; set the option device to auto, cuda:0 or cpu."
        )
    if found.type == "cuda" and (found.index or 0) >= torch.cuda.device_count():
        raise ProviderError(
            f"torch sees {torch.cuda.device_count()} CUDA cards here, and no {asked}; set the "
            "option device to auto or cpu."
        )
    return found


def current(place: torch.device) -> AbstractContextManager[Any]:
    """Within the block kernels start on this card, and no other one is opened."""
    return torch.cuda.device(place) if place.type == "cuda" else nullcontext()


def free(place: torch.device) -> int:
    """Bytes of a card that can be had, with those that torch keeps of what is gone."""
    torch.cuda.empty_cache()
    return torch.cuda.mem_get_info(place)[0]


def precision(asked: str, place: torch.device) -> torch.dtype:
    """The weights' kind of number: on a processor float32 is the fastest. Raises ProviderError.

    "fp8", on a CUDA card: float16, of which `Engine.load` makes float8 besides.
    """
    if asked == "auto":
        return torch.float32 if place.type == "cpu" else torch.float16
    if asked == "fp8" and place.type == "cuda":
        return torch.float16
    if asked not in DTYPES:
        raise ProviderError(
            f"There is no precision {asked[:40]!r}; choose auto, {', '.join(DTYPES)}."
        )
    return DTYPES[asked]


def offload(asked: str, place: torch.device, weights: Sequence[int]) -> str:
    """ "none": all weights stay on the card; "stages": one network's at a time; "blocks": one
    layer's. "auto" measures the card. Raises ProviderError for any other.

    `weights` are the bytes of each network.
    """
    if asked not in ("auto", "none", "stages", "blocks"):
        raise ProviderError(
            f"There is no offload {asked[:40]!r}; choose auto, none, stages or blocks."
        )
    if place.type != "cuda":
        return "none"
    if asked != "auto":
        return asked
    room = free(place) - SPARE
    if room >= sum(weights):
        return "none"
    return "stages" if room >= max(weights) else "blocks"


def chunk(place: torch.device, width: int) -> int:
    """How many points are asked at once: a large card is quicker with many."""
    least, usual, most = CHUNKS
    if place.type != "cuda":
        return usual
    room = free(place) // 4 // (POINT * width)
    return max(least, min(most, room // least * least))


def pin(network: nn.Module) -> None:
    """Keeps waiting weights where a card can fetch them at full speed, if the system lets us."""
    with suppress(RuntimeError):  # a limit on locked memory: slower, and right
        for weight in network.parameters():
            weight.data = weight.data.pin_memory()


class Room:
    """Which networks' weights are on the card, and when."""

    def __init__(self, networks: Mapping[str, nn.Module], place: torch.device) -> None:
        self.networks, self.place = networks, place
        self.offload = "none"

    def leave(self, how: str) -> None:
        """Takes the weights off the card, as far as `offload` says."""
        for name, network in self.networks.items():
            network.to("cpu")
            if self.place.type == "cuda":
                pin(network)
                torch.cuda.empty_cache()
            if how == "blocks" and name in STREAMED:
                stream(network, self.place)
        self.offload = how

    @contextmanager
    def present(self, *names: str) -> Iterator[None]:
        """These networks can work within the block."""
        with ExitStack() as stack:
            for name in names:
                streamed = self.offload == "blocks" and name in STREAMED
                if self.offload != "none" and not streamed:
                    stack.enter_context(visiting(self.networks[name], self.place))
            yield


@contextmanager
def visiting(network: nn.Module, place: torch.device) -> Iterator[None]:
    """The network's weights are on the card within the block; theirs at home stay as they are."""
    home = [(weight, weight.data) for weight in chain(network.parameters(), network.buffers())]
    try:
        _fetch(home, place)
        yield
    finally:
        _release(home)


def stream(network: nn.Module, place: torch.device) -> None:
    """From now on each layer's weights come to the card for its work alone: slow, and small."""
    for layer in network.modules():
        home = [(weight, weight.data) for weight in layer.parameters(recurse=False)]
        if home:
            layer.register_forward_pre_hook(partial(_fetch, home, place))
            layer.register_forward_hook(partial(_release, home), always_call=True)


def _fetch(home: list[tuple[Tensor, Tensor]], place: torch.device, *_: Any) -> None:
    for weight, kept in home:
        weight.data = kept.to(place, non_blocking=True)


def _release(home: list[tuple[Tensor, Tensor]], *_: Any) -> None:
    for weight, kept in home:
        weight.data = kept
