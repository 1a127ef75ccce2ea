"""The same evaluation with products in float8: a sixth sooner, latents off by some hundredths.

Nobody gets this without asking. Weights are scaled by output, what they are multiplied with by
row, each to the largest float8 (e4m3, 448); sums are float32, all else is as in `evaluation`.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor, nn

from memoreez.sculptures.hunyuan3d.fast.evaluation import Evaluation
from memoreez.sculptures.hunyuan3d.transformer import Transformer

LARGEST = 448.0  # of e4m3


@dataclass(frozen=True)
class Narrow:
    """A linear layer in float8: weight [out, in], scale fp32 [1, out], bias [out]."""

    weight: Tensor
    scale: Tensor
    bias: Tensor

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor) -> Narrow:
        """The layer with these weights."""
        scale = (weight.float().abs().amax(1) / LARGEST).clamp(min=1e-12)
        narrow = (weight.float() / scale[:, None]).to(torch.float8_e4m3fn)
        return cls(narrow, scale[None], bias)


def narrowed(net: Transformer) -> dict[nn.Module, Any]:
    """Each block's layers in float8, half as large as the ones that they are made of."""
    found: dict[nn.Module, Any] = {}
    for block in net.double_blocks:
        found[block] = [
            [Narrow.of(one.weight, one.bias) for one in (part.qkv, part.proj, mlp[0], mlp[2])]
            for part, mlp in ((block.img_attn, block.img_mlp), (block.txt_attn, block.txt_mlp))
        ]
    wide = 3 * net.config.width
    for block in net.single_blocks:
        first, back = block.linear1, block.linear2
        halves = slice(0, wide), slice(wide, None)
        qkv, inner = (Narrow.of(first.weight[rows], first.bias[rows]) for rows in halves)
        found[block] = qkv, inner, Narrow.of(back.weight, back.bias)
    return found


class NarrowEvaluation(Evaluation):
    """Takes `weights`, those of `narrowed`, besides what an Evaluation takes."""

    def __init__(self, weights: dict[nn.Module, Any], *size: Any) -> None:
        super().__init__(*size)
        self.weights = weights
        rows, inner = self.inner.shape
        narrow = self.x.new_empty(rows * (self.width + inner), dtype=torch.uint8)
        self.narrow = narrow.view(torch.float8_e4m3fn)
        self.scales = self.x.new_empty(rows, 1, dtype=torch.float32)

    def _double(self, block: nn.Module, at: int, theirs_next: int) -> None:
        mine, theirs = slice(0, self.split), slice(self.split, len(self.x))
        kinds = list(zip(self.weights[block], (mine, theirs), strict=True))
        taken = self._take(self.normed)
        for layers, rows in kinds:
            self._times(taken, rows, layers[0], self.qkv)
        self._attend(block.img_attn.norm, block.txt_attn.norm, self.tiles)
        taken = self._take(self.seen)
        for layers, rows in kinds:
            self._times(taken, rows, layers[1], self.y)
        self._settle(at + 3, at + 9, gate=(at + 2, at + 8))
        taken = self._take(self.normed)
        for layers, rows in kinds:
            self._times(taken, rows, layers[2], self.inner)
        taken = self._take(None, self.inner)
        for layers, rows in kinds:
            self._times(taken, rows, layers[3], self.y)
        self._settle(at + 12, theirs_next, gate=(at + 5, at + 11))

    def _single(self, block: nn.Module, at: int, rows: int) -> None:
        qkv, wide, back = self.weights[block]
        needed = slice(0, rows)
        taken = self._take(self.normed)
        self._times(taken, slice(0, len(self.x)), qkv, self.qkv)
        self._times(taken, needed, wide, self.inner)
        tiles = self.tiles if rows == len(self.x) else self.last_tiles
        self._attend(block.norm, block.norm, tiles)
        taken = self._take(self.seen[needed], self.inner[needed])
        self._times(taken, needed, back, self.y)
        self._settle(at + 3, at + 3, gate=(at + 2, at + 2), rows=rows)

    def _take(self, plain: Tensor | None, bent: Tensor | None = None) -> Tensor:
        """Both side by side in float8, the second through GELU; their scales in `scales`."""
        first, second = (0 if part is None else part.shape[1] for part in (plain, bent))
        some = next(part for part in (plain, bent) if part is not None)
        out = self.narrow[: len(some) * (first + second)].view(len(some), first + second)
        _take[(len(some),)](
            some, some if bent is None else bent, out, self.scales, LARGEST,
            FIRST=first, SECOND=second, num_warps=4,
        )  # fmt: skip
        return out

    def _times(self, taken: Tensor, rows: slice, layer: Narrow, out: Tensor) -> None:
        torch._scaled_mm(
            taken[rows],
            layer.weight.t(),
            scale_a=self.scales[rows],
            scale_b=layer.scale,
            bias=layer.bias,
            out_dtype=out.dtype,
            use_fast_accum=True,
            out=out[rows],
        )


@triton.jit
def _take(plain, bent, out, scales, largest, FIRST: tl.constexpr, SECOND: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    to = out + row * (FIRST + SECOND)
    most = 1e-12
    if FIRST > 0:
        a = tl.load(plain + row * FIRST + tl.arange(0, FIRST)).to(tl.float32)
        most = tl.maximum(most, tl.max(tl.abs(a), 0))
    if SECOND > 0:
        b = tl.load(bent + row * SECOND + tl.arange(0, SECOND)).to(tl.float32)
        b *= tl.sigmoid(1.5957691216057308 * (b + 0.044715 * b * b * b))
        most = tl.maximum(most, tl.max(tl.abs(b), 0))
    scale = most / largest
    tl.store(scales + row, scale)
    if FIRST > 0:
        tl.store(to + tl.arange(0, FIRST), (a / scale).to(tl.float8e4nv))
    if SECOND > 0:
        tl.store(to + FIRST + tl.arange(0, SECOND), (b / scale).to(tl.float8e4nv))
