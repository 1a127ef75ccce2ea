"""Hunyuan3D-2 sculpts from a cutout on a graphics card: our own engine for the published weights.

The way through, a file each: `preparation` → `conditioner` → `transformer`, step by step as
`schedule` has it → `autoencoder` → `geometry`, asked at the points of `fields` → `surface`.
`engine` has them in that order, `variants` and `checkpoints` know the weights, `territory` their
terms, and `standing` sets the mesh on the ground. Only those import torch, never this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.artifacts import Concept, Cutout, Sculpture
from memoreez.errors import ProviderError, SettingsError
from memoreez.sculptures.hunyuan3d import loading, territory
from memoreez.sculptures.hunyuan3d.standing import standing
from memoreez.settings import hub_folder, weights_folder

OPAQUE = 250  # alpha, of 255: where nothing is less, no backdrop was taken away
RANGES = {  # of the options that are numbers
    "print": (16, 512),  # cells
    "final": (16, 512),
    "draft": (16, 512),
    "steps": (0, 1000),
    "guidance": (0, 100),
    "sure": (0, 1),
    "triangles": (0, 100_000_000),
    "tolerance": (0, 0.1),
}
MOST_PX = 2048  # the networks see 1,022 at most
_ONE = Lock()  # the weights are there once, and make one figure after the other


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
        """The same for every published model of this family, and for what is derived from one."""
        return territory.LICENCE

    def load(self) -> None:
        """Loads the weights, once for a process; on a card a first figure builds all kernels.

        Raises SettingsError where the licence does not hold or an option cannot be, ProviderError
        without torch, the weights or the memory.
        """
        self._allowed()
        with _ONE:
            self._engine()

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
        with _ONE:
            engine = self._engine()
        return {
            "model": str(engine.variant.name),
            "precision": str(engine.dtype).split(".")[-1],
            "stages": str(engine.stages.kind),
            "offload": str(engine.offload),
            "card": loading.card(str(engine.device)),
        }

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
        rgba = self._seen(concept, cutout)
        options = self.options
        with _ONE, loading.mended():
            made = self._engine().sculpt(
                rgba,
                steps=options.steps or None,
                guidance=options.guidance or None,
                seed=options.seed,
                octree=getattr(options, quality),
            )
        lighter = options.tolerance, options.triangles
        return Sculpture(standing(made.vertices, made.faces, height_mm, *lighter))

    def _allowed(self, what: str = "Nothing can") -> str:
        """The operator's country. Raises SettingsError, for options that cannot be too."""
        code = territory.confirmed(self.options.territory, what)
        for name, (least, most) in RANGES.items():
            value = getattr(self.options, name)
            if not least <= value <= most:
                raise SettingsError(
                    f"MEMOREEZ_HUNYUAN3D_{name.upper()} is {value}; set it to a number from "
                    f"{least} to {most}."
                )
        return code

    def _seen(self, concept: Concept, cutout: Cutout | None) -> npt.NDArray[np.uint8]:
        """The cutout as (h, w, 4) RGBA. Raises ProviderError for none that will do."""
        if cutout is None:
            raise ProviderError(
                f"Hunyuan3D cannot sculpt {concept.title!r}: it needs a picture with its backdrop "
                "cut out; choose an image model, or the atelier."
            )
        if cutout.confidence < self.options.sure:
            raise ProviderError(
                f"Hunyuan3D needs a surer cutout than this one ({cutout.confidence:.0%}): "
                f"{cutout.words} Take a picture before a plain wall, or choose the relief."
            )
        rgba = pixels.read(cutout.png, MOST_PX).copy()
        rgba[rgba[..., 3] < pixels.SEEN] = 0  # haze far off makes the object small
        if rgba[..., 3].min() >= OPAQUE:  # the backdrop would become a slab
            raise ProviderError(
                f"The picture of {concept.title!r} has no transparent backdrop; cut it out first, "
                "or choose the relief."
            )
        return rgba

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
        return Path(self.options.folder).expanduser() if self.options.folder else weights_folder()
