"""The four networks of a model, with weights from files or with random ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import nn

from memoreez.sculptures.hunyuan3d import detection, filling, keys
from memoreez.sculptures.hunyuan3d.archive import read
from memoreez.sculptures.hunyuan3d.autoencoder import Autoencoder
from memoreez.sculptures.hunyuan3d.checkpoints import Files
from memoreez.sculptures.hunyuan3d.conditioner import Dinov2
from memoreez.sculptures.hunyuan3d.geometry import GeometryDecoder
from memoreez.sculptures.hunyuan3d.transformer import Transformer
from memoreez.sculptures.hunyuan3d.uvit import UViT
from memoreez.sculptures.hunyuan3d.variants import UViTConfig, Variant

# Published files have these besides, which only training and encoding need.
UNUSED = {
    "dino": ("embeddings.mask_token",),
    "autoencoder": ("geo_decoder.", "encoder.", "pre_kl."),
}


@dataclass(frozen=True)
class Networks:
    """Picture → tokens (`dino`), noise → latents (`transformer`), → tokens → values in space."""

    dino: Dinov2
    transformer: Transformer | UViT
    autoencoder: Autoencoder
    geometry: GeometryDecoder

    def named(self) -> Mapping[str, nn.Module]:
        """By name, in the order of their work."""
        return dict(vars(self))

    def sizes(self, dtype: torch.dtype | None = None) -> tuple[int, ...]:
        """The weights of each, in bytes; as they will be in `dtype`, if that is given."""
        return tuple(
            sum(p.numel() * (dtype or p.dtype).itemsize for p in network.parameters())
            for network in self.named().values()
        )


def blank(variant: Variant) -> Networks:
    """The networks without any weights: they take no memory."""
    config = variant.transformer
    with torch.device("meta"):
        return Networks(
            Dinov2(variant.dino),
            UViT(config) if isinstance(config, UViTConfig) else Transformer(config),
            Autoencoder(variant.autoencoder),
            GeometryDecoder(variant.geometry),
        )


def load(
    files: Files, variant: Variant, device: torch.device | str, dtype: torch.dtype
) -> Networks:
    """The networks with the weights of these files. Raises ProviderError for what does not fit."""
    networks = blank(variant)
    model = read(files.model)
    decoder = model if files.decoder == files.model else read(files.decoder)
    vae = detection.prefix(decoder, detection.AUTOENCODER)
    places = {
        "dino": (model, detection.CONDITIONER),
        "transformer": (model, detection.prefix(model, detection.TRANSFORMER)),
        "autoencoder": (decoder, vae),
        "geometry": (decoder, f"{vae}geo_decoder."),
    }
    for name, network in networks.named().items():
        archive, prefix = places[name]
        called = keys.published if isinstance(network, UViT) else keys.alone
        filling.fill(network, archive, prefix, device, dtype, UNUSED.get(name, ()), called)
    return networks


def untrained(
    variant: Variant, device: torch.device | str, dtype: torch.dtype, seed: int = 0
) -> Networks:
    """The networks with random weights, of a size that keeps numbers tame: to time and to test."""
    networks = blank(variant)
    generator = torch.Generator(device).manual_seed(seed)
    for network in networks.named().values():
        network.to(dtype).to_empty(device=device).requires_grad_(False).eval()
        for name, weight in network.named_parameters():
            if weight.dim() > 1:
                weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
            elif name.endswith("bias"):
                weight.normal_(0, 0.02, generator=generator)
            else:
                weight.fill_(1)
    return networks
