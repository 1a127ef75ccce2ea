"""A tiny TripoSG: all of its networks a few layers deep, with random weights, as a folder.

python tests/tiny_triposg.py    # records its answers, which the tests compare with
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from memoreez.sculptures.hunyuan3d import archive
from memoreez.sculptures.hunyuan3d.networks import blank
from memoreez.sculptures.hunyuan3d.schedule import times
from memoreez.sculptures.triposg import networks, variants
from memoreez.sculptures.triposg.checkpoints import USUAL
from memoreez.sculptures.triposg.engine import Engine
from memoreez.sculptures.triposg.keys import PARTS
from memoreez.sculptures.triposg.preparation import prepare
from memoreez.sculptures.triposg.variants import Variant

COSINES = (27, 35, 43)  # of a point's features: of x, y and z at frequency 1
ANSWERS = Path(__file__).parent / "fixtures" / "triposg.npz"

TINY = replace(
    Variant(),
    dino=variants.dino(width=48, heads=3, layers=2, mlp_width=96, grid=6),
    transformer=variants.transformer(
        latent_width=8, context_width=48, width=64, heads=4, mlp_width=256, layers=5
    ),
    autoencoder=variants.autoencoder(latent_width=8, width=64, heads=4, layers=2, mlp_width=256),
    geometry=variants.geometry(width=64, heads=4, context_width=64, mlp_width=256),
    picture_px=64,
    encoder_px=56,
)
CONFIGS: dict[str, dict[str, Any]] = {  # as published, with our numbers
    "transformer/config.json": {
        "_class_name": "TripoSGDiTModel", "cross_attention_dim": 48, "in_channels": 8,
        "num_attention_heads": 4, "num_layers": 5, "width": 64,
    },
    "vae/config.json": {
        "_class_name": "Tripo2VAEModel", "embed_frequency": 8, "embed_include_pi": False,
        "embedding_type": "frequency", "in_channels": 3, "latent_channels": 8,
        "num_attention_heads": 4, "num_layers_decoder": 2, "num_layers_encoder": 1,
        "width_decoder": 64, "width_encoder": 32,
    },
    "image_encoder_dinov2/config.json": {
        "architectures": ["Dinov2Model"], "hidden_act": "gelu", "hidden_size": 48,
        "image_size": 84, "mlp_ratio": 2, "num_attention_heads": 3, "num_hidden_layers": 2,
        "patch_size": 14, "use_swiglu_ffn": False,
    },
    "scheduler/scheduler_config.json": {
        "num_train_timesteps": 1000, "shift": 1, "use_dynamic_shifting": False,
    },
    "feature_extractor_dinov2/preprocessor_config.json": {
        "crop_size": {"height": 56, "width": 56}, "image_mean": [0.485, 0.456, 0.406],
        "size": {"shortest_edge": 64},
    },
}  # fmt: skip


def save(folder: Path, seed: int = 0) -> Variant:
    """A folder as the published one is, with the tiny model in it."""
    for name, told in CONFIGS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(told), "utf-8")
    for part, tensors in weights(seed).items():
        archive.write(folder / part / USUAL[part], tensors)
    return TINY


def weights(seed: int = 0) -> dict[str, dict[str, torch.Tensor]]:
    """float32, of each part by the published keys; from a generator that numpy has frozen."""
    draw = np.random.RandomState(seed).standard_normal
    nets = blank(TINY).named()
    found = {}
    for part, inside in PARTS.items():
        shapes: dict[str, tuple[int, ...]] = {}
        for name in inside:
            shapes |= networks.shapes(networks.plan(name, nets[name], TINY), nets[name])
        found[part] = {key: _weight(key, shape, draw) for key, shape in sorted(shapes.items())}
    found["image_encoder_dinov2"]["embeddings.mask_token"] = torch.zeros(1, 48)
    found["vae"] |= {"encoder.norm_out.bias": torch.zeros(32), "quant.bias": torch.zeros(16)}
    return found


def _weight(key: str, shape: tuple[int, ...], draw: Any) -> torch.Tensor:
    matrix = len(shape) > 1
    spread = float(np.prod(shape[1:])) ** -0.5 if matrix else 0.1
    middle = 0 if matrix or key.endswith("bias") else 1
    return torch.from_numpy(middle + spread * draw(shape)).float()


def rounded(folder: Path) -> None:
    """The same folder, but what it sculpts is a rounded cube, dented a little by what it sees.

    The first channel of its last network is cos x + cos y + cos z less its value at the surface,
    the second the opposite; the others are constant, so that the last norm keeps its sign.
    """
    save(folder)
    tensors = weights()["vae"]
    weight, bias, out = (
        tensors[f"decoder.{name}"]
        for name in ("proj_query.weight", "proj_query.bias", "proj_out.weight")
    )
    weight.zero_()
    out.zero_()
    bias[::2], bias[1::2] = 1, -1
    for row, sign in ((0, 1), (1, -1)):
        weight[row, list(COSINES)] = sign * 8.0
        bias[row] = -sign * 8.0 * (2 + math.cos(0.75))  # where its surface crosses an axis
    out[0, 0] = -0.5  # negative inside
    tensors["decoder.proj_out.bias"].zero_()
    for key in ("attn2.to_out.0", "ff.net.2"):
        tensors[f"decoder.blocks.2.{key}.weight"] *= 0.3
    archive.write(folder / "vae" / USUAL["vae"], tensors)


def ball(size: int = 96) -> npt.NDArray[np.uint8]:
    """A shaded ball, (size, size + 9, 4), on nothing."""
    y, x = np.mgrid[:size, : size + 9] / size * 2.2 - 1.1
    inside = x**2 + y**2 < 1
    light = np.sqrt(np.clip(1 - x**2 - y**2, 0, 1)) * 200 + 30
    colours = np.stack([light, light * 0.9, light * 0.8, inside * 255.0], axis=-1)
    return colours.round().astype(np.uint8)


def noise(tokens: int = 48) -> torch.Tensor:
    """Where every walk of the tests begins, (1, tokens, 8)."""
    drawn = np.random.RandomState(1).standard_normal((1, tokens, 8))
    return torch.from_numpy(drawn).float()


def answers(folder: Path) -> dict[str, npt.NDArray[Any]]:
    """What the tiny model says at each stage, from a picture to a field on 17³ nodes."""
    save(folder)
    engine = Engine.load(str(folder), device="cpu")
    with torch.no_grad():
        context = engine.encode(ball())
        net, time = engine.networks.transformer, torch.tensor([0.3])
        way = times("rectified", 4, 1.0)
        latents = engine.stages.sample(noise(), context, way, 7.0)
        tokens = engine.unfold(latents)
        found = {
            "condition": context,
            "velocity": net(noise(), time, context),
            "without": net(noise(), time, None),
            "latents": latents,
            "tokens": tokens,
            "grid": engine.volume(tokens, 16, exhaustive=True).values,
        }
    seen = prepare(ball(), TINY.picture_px, TINY.encoder_px)
    return {"picture": seen} | {stage: value.numpy() for stage, value in found.items()}


def record(folder: Path) -> None:
    """Writes the answers anew: after a change that is meant, and parity has been looked at."""
    np.savez_compressed(ANSWERS, **answers(folder))


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        record(Path(scratch))
