"""The diffusion transformer of Hunyuan3D-2.1 and TripoSG: where each latent should go from here.

A U-ViT (Bao et al. 2022): the time is a token in front of the others, and what the first half of
the layers made is taken up again by the last ones, the latest first. In each block latents see one
another, then the picture's tokens, then comes an MLP. There are no positions: a latent is known by
its content alone.

What the picture says is the same at every step, so its keys and values are made once (`hold`).
Without a picture its tokens are zeros; keys and values have no bias, so they are zeros too, and
whatever the attention looks for, it sees nothing: what is left is the bias of the product after
it, one vector for each layer (`nothing`).

In layers with experts each token has the MLPs that its gate likes best, besides one for all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.hunyuan3d.variants import UViTConfig

EPS_HEADS = 1e-6  # of the norms of queries and keys
PERIOD = 10000.0  # of the slowest wave that tells the time
TRAINED = 1000.0  # what the beginning is called where the time was counted down to 0

Seen: TypeAlias = "tuple[Tensor, Tensor] | Tensor"  # keys and values, or what comes of none


class UViT(nn.Module):
    """Latents, time and context to a velocity; see `forward`, which the other four make up."""

    def __init__(self, config: UViTConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.time_proj = nn.ModuleDict(
            {"linear_1": nn.Linear(width, 4 * width), "linear_2": nn.Linear(4 * width, width)}
        )
        self.proj_in = nn.Linear(config.latent_width, width)
        self.blocks = nn.ModuleList(Block(config, layer) for layer in range(config.layers))
        self.norm_out = nn.LayerNorm(width, config.eps)
        self.proj_out = nn.Linear(width, config.latent_width)

    def forward(self, latents: Tensor, time: Tensor, context: Tensor | None) -> Tensor:
        """(B, n, 64), (B,) from 0 to 1, (B, tokens, 1024) or no picture -> velocity (B, n, 64).

        Noise is at time 0, the shape at 1.
        """
        seen = self.nothing(latents.device) if context is None else self.hold(context)
        return self.step(latents, self.moments(time), seen)

    @property
    def dtype(self) -> torch.dtype:
        """Of the weights, and so of what goes in and comes out."""
        return self.proj_in.weight.dtype

    def moments(self, times: Tensor) -> Tensor:
        """(S,) -> the token of each time, (S, 1, width)."""
        counted = TRAINED * (1 - times) if self.config.counted_down else times
        told = waves(counted, self.config.width).to(self.dtype)
        layers = self.time_proj
        return layers.linear_2(F.gelu(layers.linear_1(told)))[:, None]

    def hold(self, context: Tensor) -> list[Seen]:
        """(B, tokens, 1024) -> for each layer keys and values, (B, heads, tokens, 128)."""
        return [block.attn2.hold(context) for block in self.blocks]

    def nothing(self, device: torch.device) -> list[Seen]:
        """What each layer adds where there is no picture, (1, 1, width)."""
        zeros = torch.zeros(1, 1, self.config.width, dtype=self.dtype, device=device)
        return [block.attn2.to_out(zeros) for block in self.blocks]  # zeros: the bias alone

    def step(self, latents: Tensor, moment: Tensor, seen: Sequence[Seen]) -> Tensor:
        """The velocity at one time, whose token is (B or 1, 1, width)."""
        x = self.proj_in(latents)
        x = torch.cat([moment.expand(len(x), -1, -1), x], dim=1)
        handed: list[Tensor] = []
        for layer, (block, each) in enumerate(zip(self.blocks, seen, strict=True)):
            x = block(x, each, handed.pop() if block.late else None)
            if layer < self.config.half:
                handed.append(x)
        return self.proj_out(self.norm_out(x[:, 1:]))


class Block(nn.Module):
    """Attention to one another, attention to the picture, the MLP or experts, each added."""

    def __init__(self, config: UViTConfig, layer: int) -> None:
        super().__init__()
        width, eps = config.width, config.eps
        self.late = layer > config.half
        if self.late:
            self.skip_linear = nn.Linear(2 * width, width)
            self.skip_norm = nn.LayerNorm(width, eps)
        self.norm1 = nn.LayerNorm(width, eps)
        self.attn1 = Attention(config)
        self.norm2 = nn.LayerNorm(width, eps)
        self.attn2 = Look(config)
        self.norm3 = nn.LayerNorm(width, eps)
        self.mixed = layer >= config.layers - config.mixed
        if self.mixed:
            self.moe = Experts(config)
        else:
            self.mlp = Mlp(config)

    def forward(self, x: Tensor, seen: Seen, early: Tensor | None) -> Tensor:
        """`early` is what the layer made that this one is the counterpart of."""
        if early is not None:
            x = self.skip_norm(self.skip_linear(torch.cat([early, x], dim=-1)))
        x = x + self.attn1(self.norm1(x))
        x = x + (seen if isinstance(seen, Tensor) else self.attn2(self.norm2(x), *seen))
        return x + (self.moe if self.mixed else self.mlp)(self.norm3(x))


class Mlp(nn.Module):
    """One wide layer."""

    def __init__(self, config: UViTConfig) -> None:
        super().__init__()
        self.c_fc = nn.Linear(config.width, config.mlp_width)
        self.c_proj = nn.Linear(config.mlp_width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(F.gelu(self.c_fc(x)))


class Experts(nn.Module):
    """Several MLPs, of which each token is given a few, and one that all are given.

    The gate's odds of those few are their weights as they are, and need not sum to 1.
    """

    def __init__(self, config: UViTConfig) -> None:
        super().__init__()
        self.chosen = config.chosen
        self.gate = nn.Linear(config.width, config.experts, bias=False)
        self.experts = nn.ModuleList(Mlp(config) for _ in range(config.experts))
        self.shared = Mlp(config)

    def forward(self, x: Tensor) -> Tensor:
        rows = x.flatten(0, 1)
        odds = self.gate(rows).softmax(-1, dtype=torch.float32)
        weights, which = odds.topk(self.chosen)
        made = self.shared(rows)
        for number, expert in enumerate(self.experts):
            row, place = (which == number).nonzero(as_tuple=True)
            weight = weights[row, place, None].to(x.dtype)
            made.index_add_(0, row, weight * expert(rows[row]))
        return made.view_as(x)


class Attention(nn.Module):
    """Every token looks at every other. Query, key and value lie head by head."""

    def __init__(self, config: UViTConfig) -> None:
        super().__init__()
        self.heads = config.heads
        size = config.width // config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        self.norm_q, self.norm_k = (nn.RMSNorm(size, EPS_HEADS) for _ in range(2))
        self.to_out = nn.Linear(config.width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.qkv(x).unflatten(-1, (self.heads, 3, -1)).permute(3, 0, 2, 1, 4)
        seen = F.scaled_dot_product_attention(self.norm_q(q), self.norm_k(k), v)
        return self.to_out(seen.transpose(1, 2).flatten(2))


class Look(nn.Module):
    """Attention of latents to the picture. Key and value lie head by head."""

    def __init__(self, config: UViTConfig) -> None:
        super().__init__()
        self.heads = config.heads
        size = config.width // config.heads
        self.to_q = nn.Linear(config.width, config.width, bias=False)
        self.kv = nn.Linear(config.context_width, 2 * config.width, bias=False)
        self.norm_q, self.norm_k = (nn.RMSNorm(size, EPS_HEADS) for _ in range(2))
        self.to_out = nn.Linear(config.width, config.width)

    def hold(self, context: Tensor) -> tuple[Tensor, Tensor]:
        """(B, tokens, context width) -> keys and values (B, heads, tokens, 128)."""
        k, v = self.kv(context).unflatten(-1, (self.heads, 2, -1)).permute(3, 0, 2, 1, 4)
        return self.norm_k(k), v.contiguous()

    def forward(self, x: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        q = self.to_q(x).unflatten(-1, (self.heads, -1)).transpose(1, 2)
        seen = F.scaled_dot_product_attention(self.norm_q(q), keys, values)
        return self.to_out(seen.transpose(1, 2).flatten(2))


def waves(numbers: Tensor, width: int) -> Tensor:
    """(S,) -> float32 (S, width): sines, then cosines, the quickest first."""
    half = width // 2
    rates = torch.exp(torch.arange(half, device=numbers.device) * (-math.log(PERIOD) / half))
    angles = numbers.float()[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)
