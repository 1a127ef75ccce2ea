"""The four stages that the engine calls: the networks as they are, or something faster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from memoreez.sculptures.hunyuan3d.fields import Lattice, Sample
from memoreez.sculptures.hunyuan3d.networks import Networks
from memoreez.sculptures.hunyuan3d.sampler import Sampler, UViTSampler
from memoreez.sculptures.hunyuan3d.transformer import Transformer
from memoreez.sculptures.hunyuan3d.uvit import UViT


@dataclass(frozen=True)
class Stages:
    """What each is given and gives is said where the plain one is."""

    encode: Callable[[Tensor], Tensor]  # conditioner.Dinov2.forward
    sample: Callable[..., Tensor]  # sampler.Sampler
    unfold: Callable[[Tensor], Tensor]  # autoencoder.Autoencoder.forward
    field: Callable[[Tensor, Lattice], Sample]  # geometry.GeometryDecoder.field
    kind: str = "plain"  # or "fast", or "fast, float8"


def plain(networks: Networks) -> Stages:
    """The modules themselves: these run everywhere."""
    field: Any = networks.geometry.field
    return Stages(networks.dino, walker(networks.transformer), networks.autoencoder, field)


def walker(transformer: Transformer | UViT) -> Sampler | UViTSampler:
    """The plain way from noise to latents."""
    if isinstance(transformer, UViT):
        return UViTSampler(transformer)
    return Sampler(transformer)
