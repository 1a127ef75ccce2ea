"""The way through: picture → tokens → latents → tokens → values in space → mesh.

    engine = Engine.load("2.0")
    mesh = engine.sculpt(rgba)

Each stage is a method of its own, to be used, timed and read alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from memoreez.artifacts import Mesh
from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import cards, checkpoints, fast, networks
from memoreez.sculptures.hunyuan3d.conditioner import normalised, view_embedding
from memoreez.sculptures.hunyuan3d.fields import Lattice, Volume, coarse_to_fine, dense
from memoreez.sculptures.hunyuan3d.networks import Networks
from memoreez.sculptures.hunyuan3d.preparation import prepare
from memoreez.sculptures.hunyuan3d.schedule import times
from memoreez.sculptures.hunyuan3d.stages import plain
from memoreez.sculptures.hunyuan3d.surface import surface
from memoreez.sculptures.hunyuan3d.variants import UViTConfig, Variant

log = logging.getLogger(__name__)

T = TypeVar("T")
Rgba = npt.NDArray[np.uint8]
Pictures = Rgba | Mapping[str, Rgba]  # of one figure; several by `VIEWS`, for multi-view models
Progress = Callable[[str, float], None]  # is told the stage, and the share of it that is done

VIEWS = ("front", "left", "back", "right")


class Engine:
    """A model whose weights are there. It works for one caller at a time: others wait."""

    def __init__(
        self, variant: Variant, nets: Networks, device: torch.device, offload: str = "none"
    ) -> None:
        self.variant, self.networks, self.device = variant, nets, device
        self.dtype = nets.transformer.dtype
        self.room = cards.Room(nets.named(), device)
        self.chunk = cards.chunk(device, variant.geometry.width)
        self._lock = Lock()
        self.stages = plain(nets)
        if offload != "none":
            self._retreat(offload)

    @classmethod
    def load(
        cls,
        model: str,
        *,
        decoder: str = "",
        folder: Path | None = None,
        hub: Path | None = None,
        device: str = "auto",
        precision: str = "auto",
        offload: str = "auto",
        fast: bool = True,
    ) -> Self:
        """The weights of `model`, found as `checkpoints.find` says; the rest as in `cards`.

        Raises ProviderError for weights that are not there or do not fit, and for a device that
        is not there.
        """
        files = checkpoints.find(model, folder, hub, decoder)
        variant = checkpoints.detect(files)
        if precision == "fp8" and isinstance(variant.transformer, UViTConfig):
            raise ProviderError("Hunyuan3D-2.1 cannot work with fp8; set the precision to fp16.")
        place = cards.device(device)
        number = cards.precision(precision, place)
        sizes = networks.blank(variant).sizes(number)
        with cards.current(place):
            how = cards.offload(offload, place, sizes)
            with ThreadPoolExecutor(1) as beside:  # hashing takes as long as reading
                doubts = beside.map(checkpoints.doubt, files.paths)
                try:
                    home = place if how == "none" else "cpu"
                    nets = networks.load(files, variant, home, number)
                except torch.OutOfMemoryError:  # another program took the room just now
                    nets, how = networks.load(files, variant, "cpu", number), "stages"
            for words in filter(None, doubts):
                log.warning(words)
            engine = cls(variant, nets, place, how)
            why = engine.hasten(narrow=precision == "fp8") if fast else "the option fast is off"
        if why and precision == "fp8":
            raise ProviderError(f"The precision fp8 cannot be had: {why}; set it to fp16.")
        if why and fast and place.type == "cuda":
            log.warning("The fast stages are not used: %s.", why)
        return engine

    @classmethod
    def untrained(
        cls,
        variant: Variant,
        *,
        device: str = "auto",
        precision: str = "auto",
        offload: str = "none",
        fast: bool = False,
        seed: int = 0,
    ) -> Self:
        """The same with random weights, to time and to test. Raises ProviderError."""
        place = cards.device(device)
        with cards.current(place):
            nets = networks.untrained(variant, place, cards.precision(precision, place), seed)
            engine = cls(variant, nets, place, cards.offload(offload, place, nets.sizes()))
            if fast:
                engine.hasten()
        return engine

    @property
    def offload(self) -> str:
        """How much stays on the card now: "none" is taken off it, or all but a network or layer."""
        return self.room.offload

    def hasten(self, *, narrow: bool = False) -> str:
        """Puts the fast stages in place of the plain ones; says why not, where that cannot be.

        `narrow`: the transformer's large products are in float8.
        """
        if self.device.type != "cuda" or self.offload != "none":
            return "the weights are not all on a CUDA card"
        with suppress(torch.OutOfMemoryError):
            reason: str = fast.reason(self.device, self.dtype, narrow)
            if not reason:
                self.stages = fast.stages(self.networks, narrow=narrow)
            return reason
        return "the card's memory is full"

    def slacken(self) -> None:
        """Puts the plain stages back: the fast ones hold on to weights on the card."""
        if "float8" in self.stages.kind:
            log.warning("Without the fast stages there is no fp8: from now on it is fp16.")
        self.stages = plain(self.networks)

    def sculpt(self, pictures: Pictures, *, seed: int = 0, **how: Any) -> Mesh:
        """The object of a picture with alpha, (h, w, 4), as a closed surface within `bound`.

        y is up, z to the viewer. `how` is what `sculpt_all` takes, and so are the errors.
        """
        return self.sculpt_all([pictures], seeds=[seed], **how)[0]

    def sculpt_all(
        self,
        pictures: Sequence[Pictures],
        *,
        seeds: Sequence[int],
        steps: int | None = None,
        guidance: float | None = None,
        octree: int = 256,
        level: float = 0.0,
        exhaustive: bool = False,
        compat: bool = False,
        progress: Progress | None = None,
    ) -> list[Mesh]:
        """Several figures, which fill a large card better than one after the other.

        `octree` is cells along an edge. `exhaustive` asks about every point of space, `compat` has
        the scale and place of the reference: both to compare with. Raises PictureError for an
        empty picture, ProviderError for what cannot be, for a card that is too small, and where no
        surface comes; ValueError without a seed for each figure, and for unlike numbers of views.
        """
        if not pictures or len(pictures) != len(seeds):
            raise ValueError(f"{len(pictures)} figures and {len(seeds)} seeds: one for each")
        if len({len(each) if isinstance(each, Mapping) else 1 for each in pictures}) > 1:
            raise ValueError("figures with different numbers of views: ask for each by itself")
        tell: Progress = progress or (lambda stage, share: None)
        with self._lock, torch.no_grad(), cards.current(self.device):
            context = torch.cat([self._roomy(partial(self.encode, each)) for each in pictures])
            tell("encode", 1.0)
            latents = self._walk(context, seeds, steps, guidance, partial(tell, "diffuse"))
            meshes = []
            for each in latents.split(1):
                volume = self._roomy(partial(self.decode, each, octree, level, exhaustive))
                vertices, faces = self._roomy(partial(surface, volume, level, compat=compat))
                meshes.append(Mesh(vertices.cpu().numpy(), faces.cpu().numpy()))
                tell("decode", len(meshes) / len(pictures))
            return meshes

    def encode(self, pictures: Pictures) -> Tensor:
        """What the transformer looks at: (1, tokens, width)."""
        named = pictures if isinstance(pictures, Mapping) else {"front": pictures}
        views = self._views(named)
        size = self.variant.picture_px
        images = np.stack([prepare(named[VIEWS[view]], size).image for view in views])
        with self.room.present("dino"):
            pixels = normalised(torch.from_numpy(images).to(self.device), self.variant.encoder_px)
            tokens = self.stages.encode(pixels.to(self.dtype))
        if self.variant.views > 1:
            table = view_embedding(tokens.shape[-1], self.variant.views).to(tokens)
            tokens = tokens + table[views, None]
        return tokens.flatten(0, 1)[None]

    def diffuse(
        self,
        context: Tensor,
        seeds: Sequence[int],
        steps: int | None = None,
        guidance: float | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> Tensor:
        """(B, tokens, width) and a seed for each -> latents, float32 (B, n, 64).

        Noise is drawn on the processor: a seed is the same figure on every card.
        """
        variant = self.variant
        try:
            count = variant.steps if steps is None else steps
            way = times(variant.sampler, count, variant.shift)
        except ValueError as error:
            raise ProviderError(f"The model {variant.name} cannot do that: {error}.") from error
        shape = (variant.latents, variant.transformer.latent_width)
        dice = [torch.Generator().manual_seed(seed % 2**63) for seed in seeds]
        noise = torch.stack([torch.randn(shape, generator=each) for each in dice])
        scale = variant.guidance if guidance is None else guidance
        with self.room.present("transformer"):
            return self.stages.sample(noise.to(self.device), context, way, scale, progress)

    def decode(
        self, latents: Tensor, octree: int, level: float = 0.0, exhaustive: bool = False
    ) -> Volume:
        """(1, n, 64) -> the field on a lattice of `octree` cells along an edge."""
        with self.room.present("autoencoder", "geometry"):
            return self.volume(self.unfold(latents), octree, level, exhaustive)

    def unfold(self, latents: Tensor) -> Tensor:
        """(1, n, 64) -> the tokens that know the whole shape, (1, n, 1024)."""
        return self.stages.unfold((latents / self.variant.scale).to(self.dtype))

    def volume(
        self, tokens: Tensor, octree: int, level: float = 0.0, exhaustive: bool = False
    ) -> Volume:
        """The same from tokens; fewer points are asked at once where the memory runs out."""
        lattice = Lattice(octree, self.variant.bound)
        look = dense if exhaustive else partial(coarse_to_fine, level=level)
        while True:
            with suppress(torch.OutOfMemoryError):
                field = self.stages.field(tokens, lattice)
                return look(lattice, field, device=self.device, chunk=self.chunk)
            if self.chunk <= cards.CHUNKS[0]:
                raise torch.OutOfMemoryError(f"no room for {self.chunk} points")
            self.chunk //= 2
            torch.cuda.empty_cache()

    def _views(self, named: Mapping[str, Rgba]) -> list[int]:
        """Which views these are, in the order of `VIEWS`. Raises ProviderError."""
        known = VIEWS[: self.variant.views]
        if not named or not set(named) <= set(known):
            raise ProviderError(
                f"The model {self.variant.name} takes pictures of {', '.join(known)}, not of "
                f"{', '.join(sorted(named)) or 'nothing'}; choose a multi-view model for several."
            )
        return [view for view, name in enumerate(known) if name in named]

    def _walk(self, context: Tensor, seeds: Sequence[int], *how: Any) -> Tensor:
        """`diffuse`, for fewer figures at once where there is no room for all."""
        if len(seeds) > 1:
            with suppress(torch.OutOfMemoryError):
                return self.diffuse(context, seeds, *how)
            half = len(seeds) // 2
            parts = (context[:half], seeds[:half]), (context[half:], seeds[half:])
            return torch.cat([self._walk(*part, *how) for part in parts])
        return self._roomy(partial(self.diffuse, context, seeds, *how))

    def _roomy(self, work: Callable[[], T]) -> T:
        """The work's answer; while the card's memory runs out, less and less stays on the card."""
        while True:
            with suppress(torch.OutOfMemoryError):
                return work()
            if self.offload == "blocks" or self.device.type != "cuda":
                raise ProviderError(
                    "The card's memory is too small for this even with one layer at a time; set a "
                    "smaller octree, one figure at a time, or close what else uses the card."
                )
            self._retreat("stages" if self.offload == "none" else "blocks")
            log.warning("The card's memory ran out: from now on offload is %s.", self.offload)

    def _retreat(self, offload: str) -> None:
        self.slacken()
        self.room.leave(offload)
        self.chunk = cards.CHUNKS[1]  # there is room again
