"""Tiny Hunyuan3D models: all networks of the family a few layers deep, with random weights.

python tests/tiny_hunyuan.py    # records their answers, which the tests compare with
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import torch

from memoreez.sculptures.hunyuan3d import archive, detection, filling, keys, networks
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.schedule import times
from memoreez.sculptures.hunyuan3d.uvit import UViT
from memoreez.sculptures.hunyuan3d.variants import (
    VARIANTS,
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    TransformerConfig,
    UViTConfig,
    Variant,
)

ANSWERS = Path(__file__).parent / "fixtures" / "hunyuan3d.npz"

TINY = replace(
    VARIANTS["mini"],
    dino=DinoConfig(width=48, heads=3, layers=2, mlp_width=64, grid=4),
    transformer=TransformerConfig(
        latent_width=8, context_width=48, width=64, heads=4, mlp_width=128,
        double_blocks=2, single_blocks=2,
    ),
    autoencoder=AutoencoderConfig(latent_width=8, width=64, heads=4, layers=2, mlp_width=128),
    geometry=GeometryConfig(width=64, heads=4, context_width=64, mlp_width=128),
    latents=48,
    picture_px=64,
    encoder_px=56,
)  # fmt: skip
VARIETY = {
    "mini": TINY,
    "mini-turbo": replace(
        VARIANTS["mini-turbo"],
        dino=replace(TINY.dino, gated=False),
        transformer=replace(TINY.transformer, guided=True),
        autoencoder=TINY.autoencoder,
        geometry=replace(
            TINY.geometry, width=32, heads=2, mlp_width=32, qk_norm=False, ln_post=False
        ),
        latents=40,
        scale=1.25,
        picture_px=84,
        encoder_px=84,  # larger than the table of positions
    ),
    "mv": replace(TINY, name="mv", views=4),
    "2.1": replace(
        TINY,
        name="2.1",
        dino=replace(TINY.dino, gated=False),
        transformer=UViTConfig(
            latent_width=8,
            context_width=48,
            width=64,
            heads=4,
            mlp_width=256,
            layers=7,
            mixed=2,
            experts=4,
        ),
        scale=VARIANTS["2.1"].scale,
    ),
}
PREFIXES = {
    "dino": detection.CONDITIONER,
    "transformer": detection.TRANSFORMER,
    "autoencoder": detection.AUTOENCODER,
    "geometry": f"{detection.AUTOENCODER}geo_decoder.",
}
CONFIG = """model:
  target: tests.Transformer
  params: {{}}
vae:
  target: tests.Autoencoder
  params:
    num_latents: {latents}
    scale_factor: {scale}  # latents are divided by it
conditioner:
  params:
    main_image_encoder:
      type: {encoder}
      kwargs:
        config:
          num_attention_heads: {heads}
          image_size: 56  # of the table of positions, not of the picture
        image_size: {encoder_px}
scheduler:
  target: {scheduler}
image_processor:
  params:
    size: {picture_px}
"""


def save(folder: Path, name: str = "mini", seed: int = 0) -> Variant:
    """A folder as the published ones are, with one of the tiny models in it."""
    variant = VARIETY[name]
    folder.mkdir(parents=True, exist_ok=True)
    archive.write(folder / "model.fp16.safetensors", weights(variant, seed))
    turbo = variant.sampler == "consistency"
    words = CONFIG.format(
        encoder="DinoImageEncoderMV" if variant.views > 1 else "DinoImageEncoder",
        scheduler="tests.ConsistencyScheduler" if turbo else "tests.EulerScheduler",
        heads=variant.dino.heads,
        latents=variant.latents,
        scale=variant.scale,
        encoder_px=variant.encoder_px,
        picture_px=variant.picture_px,
    )
    (folder / "config.yaml").write_text(words, "utf-8")
    return variant


def weights(variant: Variant, seed: int = 0) -> dict[str, torch.Tensor]:
    """float16, by the checkpoint's keys; from a generator that numpy has frozen."""
    draw = np.random.RandomState(seed).standard_normal
    tensors = {}
    for part, network in networks.blank(variant).named().items():
        for key, shape in sorted(shapes(part, network).items()):
            spread = float(np.prod(shape[1:])) ** -0.5 if len(shape) > 1 else 0.1
            middle = 0 if len(shape) > 1 or key.endswith("bias") else 1
            numbers = middle + spread * draw(shape)
            tensors[PREFIXES[part] + key] = torch.from_numpy(numbers).half()
    tensors[f"{detection.CONDITIONER}embeddings.mask_token"] = torch.zeros(1, 48).half()
    return tensors


def shapes(part: str, network: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    """Of a network's tensors, as they are called in the file."""
    plain = part == "transformer" and isinstance(network, UViT)
    called = keys.published if plain else keys.alone
    return filling.shapes({key: called(key) for key in network.state_dict()}, network)


def ball(size: int = 96) -> npt.NDArray[np.uint8]:
    """A shaded ball, (size, size + 9, 4), on nothing."""
    y, x = np.mgrid[:size, : size + 9] / size * 2.2 - 1.1
    inside = x**2 + y**2 < 1
    light = np.sqrt(np.clip(1 - x**2 - y**2, 0, 1)) * 200 + 30
    colours = np.stack([light, light * 0.9, light * 0.8, inside * 255.0], axis=-1)
    return colours.round().astype(np.uint8)


def answers(folder: Path, name: str) -> dict[str, npt.NDArray[np.float32]]:
    """What a tiny model says at each stage, from a picture to a field on 17³ nodes."""
    variant = save(folder, name)
    engine = Engine.load(str(folder), device="cpu")
    context = engine.encode({"front": ball(), "back": ball(80)} if variant.views > 1 else ball())
    noise = torch.from_numpy(np.random.RandomState(1).standard_normal((1, variant.latents, 8)))
    net, time = engine.networks.transformer, torch.tensor([0.3])
    more = (torch.tensor([5.0]),) if getattr(net.config, "guided", False) else ()
    way = times(variant.sampler, 4)
    latents = engine.stages.sample(noise.float(), context, way, 5.0)
    tokens = engine.unfold(latents)
    found = {
        "condition": context,
        "velocity": net(noise.float(), time, context, *more),
        "latents": latents,
        "tokens": tokens,
        "grid": engine.volume(tokens, 16, exhaustive=True).values,
    }
    return {stage: value.detach().numpy() for stage, value in found.items()}


def record(folder: Path) -> None:
    """Writes the answers anew: after a change that is meant, and parity has been looked at."""
    stages = {
        f"{name}.{stage}": value
        for name in VARIETY
        for stage, value in answers(folder / name, name).items()
    }
    np.savez_compressed(ANSWERS, **stages)


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        record(Path(scratch))
