"""Hunyuan3D sculpts from a cutout on a graphics card: our own engine for the published weights.

The way through, a file each: `preparation` → `conditioner` → `transformer` (2.1: `uvit`), step by
step as `schedule` has it → `autoencoder` → `geometry`, asked at the points of `fields` → `surface`.
`engine` has them in that order, `variants` and `checkpoints` know the weights, `territory` their
terms, and `standing` sets the mesh on the ground. Only those import torch, never this file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from memoreez.artifacts import Concept, Cutout, Sculpture
from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import asking, detection, loading, territory
from memoreez.sculptures.hunyuan3d.seeing import seen
from memoreez.settings import hub_folder, weights_folder

MOST_PX = 2048  # the networks see 1,022 at most


class Hunyuan3D:
    """Sculpts the object of a sure cutout, in seconds on a graphics card."""

    title = "Hunyuan3D-2"
    licence = territory.LICENCE
    territory = territory.TERRITORY

    @dataclass(frozen=True)
    class Options:
        """`model`: a folder, a .safetensors file, or the name of a published folder; `decoder`
        "turbo" takes the small one. `folder` is where they lie, if not in $HY3DGEN_MODELS.

        `territory`: the two letters of your country; nothing is made without it. `print`, `final`
        and `draft` are cells along an edge for each quality, `steps` and `guidance` 0 what the
        model was made for. The mesh is simplified to `triangles` (0: all), and within `tolerance`
        heights of the figure; `sure` is the least confidence of a cutout.
        """

        model: str = "hunyuan3d-dit-v2-0"
        decoder: str = ""
        folder: str = ""
        territory: str = ""
        device: str = "auto"
        precision: Literal["auto", "fp16", "bf16", "fp32", "fp8"] = "auto"
        offload: Literal["auto", "none", "stages", "blocks"] = "auto"
        fast: bool = True
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
        if self.options.territory:  # the report has it
            code = self.options.territory.strip().upper()[:2]
            self.territory = f"{territory.TERRITORY}; made in {code}"

    @property
    def model_licence(self) -> str:
        """That of the published models of its family, and of what is derived from one."""
        newer = detection.called_v21(self.options.model)
        with suppress(ProviderError):  # where the weights are not here, its name tells
            newer = loading.part("checkpoints").detect(self._files()).name == detection.V21
        return territory.LICENCE_V21 if newer else territory.LICENCE

    def load(self) -> None:
        """Loads the weights, once for a process; on a card a first figure builds all kernels.

        Raises SettingsError where the licence does not hold or an option cannot be, ProviderError
        without torch, the weights or the memory.
        """
        self._allowed()
        with loading.ONE:
            self._engine()

    def prepared(self) -> None:
        """Whether settings, files and packages are here; imports no torch.

        Raises SettingsError, ProviderError.
        """
        self._allowed()
        self.weights()
        loading.installed()

    def check(self) -> str:
        """Whether it may and can work here, and its files are the published ones; loads nothing.

        Raises SettingsError, ProviderError.
        """
        code = self._allowed()
        found, card = self.weights(), loading.card(self.options.device)
        doubts = [loading.part("checkpoints").doubt(path) for path in self._files().paths]
        told = [f"is here: {found}, on {card}; licensed for {code}", *filter(None, doubts)]
        return "; ".join(told).rstrip(".")

    def weights(self) -> str:
        """Which weights would be loaded, and how large they are. Raises ProviderError."""
        files = self._files()
        size = sum(path.stat().st_size for path in files.paths)
        return f"{loading.part('checkpoints').detect(files).name}, {size / 1e9:.1f} GB"

    def country(self) -> str:
        """Where the operator works, by two letters. Raises SettingsError where that may not be."""
        return territory.confirmed(self.options.territory)

    def equipment(self) -> dict[str, str]:
        """What is loaded, and on which card: for whoever watches an engine."""
        return asking.equipment(self._engine)

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
        self._allowed(f"{concept.title!r} cannot")
        rgba = seen(concept, cutout, self.options.sure, MOST_PX, "Hunyuan3D")
        return asking.figure(self._engine, rgba, self.options, quality, height_mm)

    def _allowed(self, what: str = "Nothing can") -> str:
        """The operator's country. Raises SettingsError, for options that cannot be too."""
        code = territory.confirmed(self.options.territory, what)
        asking.within(self.options)
        return code

    def _engine(self) -> Any:
        """With what decides which weights lie where: providers that agree in it share them."""
        names = ("model", "decoder", "device", "precision", "offload", "fast")
        chosen = {name: getattr(self.options, name) for name in names}
        places = {"folder": self._folder(), "hub": hub_folder()}
        return loading.ready(tuple((chosen | places).items()), self.options.print)

    def _files(self) -> Any:
        options = self.options
        find = loading.part("checkpoints").find
        return find(options.model, self._folder(), hub_folder(), options.decoder)

    def _folder(self) -> Path:
        own = os.path.expanduser(self.options.folder)  # pathlib's raises for users unknown
        return Path(own) if own else weights_folder()
