"""The members of the Hunyuan3D-2 family: how large each network is, and how it is sampled.

Sizes are those of the published, hash-verified configurations. What a checkpoint's tensors say for
themselves is read from them (`detection`); `latents`, `scale`, `sampler`, `views` and the picture's
sizes are in no tensor, so they come from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Sampler = Literal["euler", "consistency", "rectified"]

BOUND = 1.01  # of space: shapes lie within plus and minus that
FULL_SCALE = 0.9990943042622529  # latents are divided by it before they are decoded
MINI_SCALE = 1.0188137142395404
SCALE_V21 = 1.0039506158752403


@dataclass(frozen=True)
class DinoConfig:
    """DINOv2 (giant): sees the picture in squares of `patch` pixels."""

    width: int = 1536
    heads: int = 24
    layers: int = 40
    patch: int = 14
    mlp_width: int = 4096
    gated: bool = True  # SwiGLU; else a plain MLP with GELU
    grid: int = 37  # squares to a side in the table of positions

    @property
    def table(self) -> int:
        """Rows in the table of positions: one for each square, one for the class token."""
        return self.grid**2 + 1


@dataclass(frozen=True)
class TransformerConfig:
    """The diffusion transformer: latents see the picture's tokens, and say where to go."""

    latent_width: int = 64
    context_width: int = 1536
    width: int = 1024
    heads: int = 16
    mlp_width: int = 4096
    double_blocks: int = 16
    single_blocks: int = 32
    guided: bool = False  # guidance is an input, and there is no unconditional branch


@dataclass(frozen=True)
class UViTConfig:
    """A diffusion transformer with skips, in which latents see the picture's tokens."""

    latent_width: int = 64
    context_width: int = 1024
    width: int = 2048
    heads: int = 16
    mlp_width: int = 8192
    layers: int = 21
    mixed: int = 0  # the last layers, so many of them, have experts
    experts: int = 8
    chosen: int = 2  # of them, for each token
    eps: float = 1e-6  # of its norms
    counted_down: bool = False  # the time is told from 1000 to 0 rather than from 0 to 1

    @property
    def half(self) -> int:
        """The layers before this one hand on what they made; those after it take it up."""
        return self.layers // 2


@dataclass(frozen=True)
class AutoencoderConfig:
    """The half of ShapeVAE that turns latents into tokens which know the whole shape."""

    latent_width: int = 64
    width: int = 1024
    heads: int = 16
    layers: int = 16
    mlp_width: int = 4096
    qk_norm: bool = True
    eps: float = 1e-6  # of its norms


@dataclass(frozen=True)
class GeometryConfig:
    """The decoder that is asked, point by point, whether it is inside."""

    width: int = 1024
    heads: int = 16
    context_width: int = 1024  # of the tokens; `latents_proj` where `width` is another
    mlp_width: int = 4096
    qk_norm: bool = True
    ln_post: bool = True
    frequencies: int = 8
    eps: float = 1e-6  # of its norms, but for `ln_post`


@dataclass(frozen=True)
class Variant:
    """A whole model: four networks, and what no tensor tells."""

    name: str
    dino: DinoConfig = field(default_factory=DinoConfig)
    transformer: TransformerConfig | UViTConfig = field(default_factory=TransformerConfig)
    autoencoder: AutoencoderConfig = field(default_factory=AutoencoderConfig)
    geometry: GeometryConfig = field(default_factory=GeometryConfig)
    latents: int = 3072
    scale: float = FULL_SCALE
    sampler: Sampler = "euler"
    steps: int = 50
    guidance: float = 5.0
    picture_px: int = 512  # as prepared
    encoder_px: int = 518  # as DINOv2 sees it
    views: int = 1  # pictures it can take: 4 of the multi-view models
    bound: float = BOUND
    shift: float = 1.0  # of the times of a "rectified" sampler


SMALL_GEOMETRY = GeometryConfig(  # of the `-turbo` autoencoders: a quarter of the work
    width=512, heads=8, mlp_width=512, qk_norm=False, ln_post=False
)

LARGE_DINO = DinoConfig(width=1024, heads=16, layers=24, gated=False)

_GUIDED = TransformerConfig(guided=True)
_MINI = TransformerConfig(double_blocks=8, single_blocks=16)
_MINI_GUIDED = replace(_MINI, guided=True)

_FULL = Variant("2.0")
_FAST = replace(_FULL, name="2.0-fast", transformer=_GUIDED, steps=30)
_TURBO = replace(_FAST, name="2.0-turbo", sampler="consistency", steps=5)
_SMALL = replace(_FULL, name="mini", transformer=_MINI, latents=512, scale=MINI_SCALE)
_SMALL_FAST = replace(_SMALL, name="mini-fast", transformer=_MINI_GUIDED, steps=30)
_SMALL_TURBO = replace(_SMALL_FAST, name="mini-turbo", sampler="consistency", steps=5)
_V21 = Variant("2.1", LARGE_DINO, UViTConfig(mixed=6), latents=4096, scale=SCALE_V21)

VARIANTS: Mapping[str, Variant] = {
    variant.name: variant
    for variant in (
        _FULL,
        _FAST,
        _TURBO,
        _SMALL,
        _SMALL_FAST,
        _SMALL_TURBO,
        replace(_FULL, name="mv", views=4),
        replace(_FAST, name="mv-fast", views=4),
        replace(_TURBO, name="mv-turbo", views=4),
        _V21,
    )
}
