"""TripoSG: how large each network is, and how it is sampled; as published in March 2025.

A checkpoint's own `config.json` files say the same of themselves (`detection`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from memoreez.sculptures.hunyuan3d import variants as shared
from memoreez.sculptures.hunyuan3d.variants import (
    LARGE_DINO,
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    Sampler,
    UViTConfig,
)

EPS = 1e-5  # of all norms but the picture's encoder's, and those of queries and keys
NAME = "TripoSG"


def transformer(**sizes: Any) -> UViTConfig:
    """The diffusion transformer."""
    return UViTConfig(**sizes, eps=EPS, counted_down=True)


def dino(**sizes: Any) -> DinoConfig:
    """DINOv2, in its large size where nothing else is said."""
    return replace(LARGE_DINO, **sizes)


def autoencoder(**sizes: Any) -> AutoencoderConfig:
    """The half that unfolds latents."""
    return AutoencoderConfig(**({"heads": 8} | sizes), qk_norm=False, eps=EPS)


def geometry(**sizes: Any) -> GeometryConfig:
    """The decoder that is asked about points."""
    return GeometryConfig(**({"heads": 8} | sizes), qk_norm=False, eps=EPS)


@dataclass(frozen=True)
class Variant(shared.Variant):
    """A whole model: four networks, and what no tensor tells."""

    name: str = NAME
    dino: DinoConfig = field(default_factory=dino)
    transformer: UViTConfig = field(default_factory=transformer)
    autoencoder: AutoencoderConfig = field(default_factory=autoencoder)
    geometry: GeometryConfig = field(default_factory=geometry)
    latents: int = 2048
    scale: float = 1.0
    sampler: Sampler = "rectified"
    steps: int = 50
    guidance: float = 7.0
    picture_px: int = 256  # the shorter side, of whose middle the next is cut out
    encoder_px: int = 224
    bound: float = 1.005
