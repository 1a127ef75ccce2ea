"""A tiny Hunyuan3D model that sculpts a rounded cube, dented a little by what it sees."""

from __future__ import annotations

import math
from pathlib import Path

import tiny_hunyuan

from memoreez.sculptures.hunyuan3d import archive

COSINES = (27, 35, 43)  # of the Fourier features: of x, y and z at frequency 1
HALF = 0.75  # where its surface crosses an axis
GAIN = 8.0


def save(folder: Path, name: str = "mini") -> None:
    """Writes `tiny_hunyuan`'s model, whose last network knows a shape instead of noise.

    The first of its channels is cos x + cos y + cos z less its value at the surface, the second
    the opposite; the others are constant, so that the last norm keeps the sign of the first.
    """
    tensors = tiny_hunyuan.weights(tiny_hunyuan.save(folder, name), 0)
    start = tiny_hunyuan.PREFIXES["geometry"]
    weight, bias, out = (
        tensors[f"{start}{name}"]
        for name in ("query_proj.weight", "query_proj.bias", "output_proj.weight")
    )
    weight.zero_()
    out.zero_()
    bias[::2], bias[1::2] = 1, -1
    for row, sign in ((0, 1), (1, -1)):
        weight[row, list(COSINES)] = sign * GAIN
        bias[row] = -sign * GAIN * (2 + math.cos(HALF))
    out[0, 0] = 0.5
    tensors[f"{start}output_proj.bias"].zero_()
    for key in ("cross_attn_decoder.attn.c_proj", "cross_attn_decoder.mlp.c_proj"):
        tensors[f"{start}{key}.weight"] *= 0.3
    archive.write(folder / "model.fp16.safetensors", tensors)
