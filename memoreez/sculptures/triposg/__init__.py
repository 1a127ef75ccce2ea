"""TripoSG sculpts from a cutout on a graphics card: our own engine for weights that are free.

Its own are `preparation` of the picture, `variants` and the published files, which `checkpoints`,
`detection` and `keys` know; all else is shared with Hunyuan3D, whose folder is beside this one.
`engine` has the way through in order. Only those import torch.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from memoreez.artifacts import Concept, Cutout, Sculpture
from memoreez.sculptures.hunyuan3d import asking, loading
from memoreez.sculptures.hunyuan3d.seeing import seen
from memoreez.settings import hub_folder

NAME = "triposg"
MOST_PX = 2000  # the longer side of a picture, as in training; the network sees 224


class TripoSG:
    """Sculpts the object of a sure cutout on a graphics card."""

    title = "TripoSG"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`model`: the path of its folder, or its name at the hub. `folder` is the one where such
        folders lie, if not in the hub's cache.

        `print`, `final` and `draft` are cells along an edge for each quality, `steps` and
        `guidance` 0 what the model was made for. The mesh is simplified to `triangles` (0: all),
        and within `tolerance` heights of the figure; `sure` is the least confidence of a cutout.
        """

        model: str = "VAST-AI/TripoSG"
        folder: str = ""
        device: str = "auto"
        precision: Literal["auto", "fp16", "bf16", "fp32"] = "auto"
        offload: Literal["auto", "none", "stages", "blocks"] = "auto"
        steps: int = 0
        guidance: float = 0.0
        print: int = 256
        final: int = 192
        draft: int = 128
        seed: int = 0
        sure: float = 0.65
        triangles: int = 200_000
        tolerance: float = 1.5e-4

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Loads the weights, once for a process; on a card a first figure is made.

        Raises SettingsError where an option cannot be, ProviderError without torch, the weights or
        the memory.
        """
        asking.within(self.options, NAME)
        with loading.ONE:
            self._engine()

    def prepared(self) -> None:
        """Whether settings, files and packages are here; imports no torch.

        Raises SettingsError, ProviderError.
        """
        asking.within(self.options, NAME)
        self.weights()
        loading.installed(NAME)

    def check(self) -> str:
        """Whether it can work here; loads nothing. Raises SettingsError, ProviderError."""
        asking.within(self.options, NAME)
        found, card = self.weights(), loading.card(self.options.device, NAME)
        return f"is here: {found}, on {card}"

    def weights(self) -> str:
        """Which weights would be loaded, and how large they are. Raises ProviderError."""
        files = self._files()
        told = loading.part("detection", NAME).detect(files)
        return f"{told.name}, {files.size / 1e9:.1f} GB"

    def equipment(self) -> dict[str, str]:
        """What is loaded, and on which card: for whoever watches an engine."""
        return asking.equipment(self._engine, NAME)

    def sculpt(
        self,
        concept: Concept,
        *,
        height_mm: float,
        quality: str = "print",
        spread: Callable[..., Any] = map,
        cutout: Cutout | None = None,
    ) -> Sculpture:
        """The cutout's object as a closed solid 0.9 `height_mm` high, standing on z = 0.

        Raises ProviderError without a cutout, for one that is not sure and for a card that is too
        small; CardError for one that fails; and what `load` raises.
        """
        asking.within(self.options, NAME)
        rgba = seen(concept, cutout, self.options.sure, MOST_PX, self.title)
        return asking.figure(self._engine, rgba, self.options, quality, height_mm, NAME)

    def _engine(self) -> Any:
        """With what decides which weights lie where: providers that agree in it share them."""
        names = ("model", "device", "precision", "offload")
        chosen = {name: getattr(self.options, name) for name in names}
        places = {"folder": self._folder(), "hub": hub_folder()}
        return loading.ready(tuple((chosen | places).items()), self.options.print, NAME)

    def _files(self) -> Any:
        find = loading.part("checkpoints", NAME).find
        return find(self.options.model, self._folder(), hub_folder())

    def _folder(self) -> Path | None:
        own = os.path.expanduser(self.options.folder)  # pathlib's raises for users unknown
        return Path(own) if own else None
