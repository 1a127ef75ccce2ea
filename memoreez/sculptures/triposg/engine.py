"""The way through: picture → tokens → latents → tokens → values in space → mesh.

    engine = Engine.load("VAST-AI/TripoSG")
    mesh = engine.sculpt(rgba)

The stages from latents on, the room on the card and what happens when it runs out are those of
Hunyuan3D's engine, whose kernels do not fit these networks.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import torch
from torch import Tensor

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import cards
from memoreez.sculptures.hunyuan3d import engine as shared
from memoreez.sculptures.hunyuan3d.conditioner import normalised
from memoreez.sculptures.hunyuan3d.engine import VIEWS, Pictures
from memoreez.sculptures.hunyuan3d.networks import blank, untrained
from memoreez.sculptures.triposg import checkpoints, detection, networks
from memoreez.sculptures.triposg.preparation import prepare
from memoreez.sculptures.triposg.variants import Variant

log = logging.getLogger(__name__)


class Engine(shared.Engine):
    """A model whose weights are there. It works for one caller at a time: others wait."""

    @classmethod
    def load(  # type: ignore[override]
        cls,
        model: str = checkpoints.REPOSITORY,
        *,
        folder: Path | None = None,
        hub: Path | None = None,
        device: str = "auto",
        precision: str = "auto",
        offload: str = "auto",
    ) -> Self:
        """The weights of `model`, found as `checkpoints.find` says; the rest as in `cards`.

        Raises ProviderError for weights that are not there or do not fit, and for a device that
        is not there.
        """
        files = checkpoints.find(model, folder, hub)
        variant = detection.detect(files)
        place = cards.device(device)
        number = _precision(precision, place)
        sizes = blank(variant).sizes(number)
        with cards.current(place):
            how = cards.offload(offload, place, sizes)
            with ThreadPoolExecutor(1) as beside:  # hashing takes as long as reading
                doubts = beside.submit(checkpoints.doubt, files)
                try:
                    home = place if how == "none" else "cpu"
                    nets = networks.load(files, variant, home, number)
                except torch.OutOfMemoryError:  # another program took the room just now
                    nets, how = networks.load(files, variant, "cpu", number), "stages"
            for words in doubts.result():
                log.warning(words)
            return cls(variant, nets, place, how)

    @classmethod
    def untrained(  # type: ignore[override]
        cls,
        variant: Variant,
        *,
        device: str = "auto",
        precision: str = "auto",
        offload: str = "none",
        seed: int = 0,
    ) -> Self:
        """The same with random weights, to time and to test. Raises ProviderError."""
        place = cards.device(device)
        with cards.current(place):
            nets = untrained(variant, place, _precision(precision, place), seed)
            return cls(variant, nets, place, cards.offload(offload, place, nets.sizes()))

    def hasten(self, *, narrow: bool = False) -> str:
        """Says why there are no fast stages."""
        return "the fast kernels are Hunyuan3D's"

    def encode(self, pictures: Pictures) -> Tensor:
        """What the transformer looks at: (1, tokens, width)."""
        named = pictures if isinstance(pictures, Mapping) else {"front": pictures}
        (view,) = self._views(named)
        seen, size = self.variant.picture_px, self.variant.encoder_px
        image = torch.from_numpy(prepare(named[VIEWS[view]], seen, size).copy())
        with self.room.present("dino"):
            pixels = normalised(image[None].to(self.device), size)
            return self.stages.encode(pixels.to(self.dtype))


def _precision(asked: str, place: torch.device) -> torch.dtype:
    """The weights' kind of number. Raises ProviderError: float8 is for the fast kernels alone."""
    if asked == "fp8":
        raise ProviderError("TripoSG cannot work with fp8; choose auto, fp16, bf16 or fp32.")
    return cards.precision(asked, place)
