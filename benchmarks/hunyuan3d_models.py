"""Which models the engine's benchmarks run: those that are published, and a tiny one."""

from __future__ import annotations

from dataclasses import replace

from memoreez.sculptures.hunyuan3d.variants import (
    SMALL_GEOMETRY,
    VARIANTS,
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    TransformerConfig,
    Variant,
)

TINY = Variant(
    "tiny",
    DinoConfig(width=128, heads=2, layers=2, mlp_width=256, grid=4),
    TransformerConfig(context_width=128, width=128, heads=2, mlp_width=256, double_blocks=1,
                      single_blocks=1),
    AutoencoderConfig(width=128, heads=2, layers=2, mlp_width=256),
    GeometryConfig(width=128, heads=2, context_width=128, mlp_width=256),
    latents=64, steps=5, picture_px=64, encoder_px=56,
)  # fmt: skip


def variant_of(name: str) -> Variant:
    """A turbo model has the small decoder, as it is meant to be run."""
    if name == TINY.name:
        return TINY
    made = VARIANTS[name]
    return replace(made, geometry=SMALL_GEOMETRY) if name.endswith("-turbo") else made
