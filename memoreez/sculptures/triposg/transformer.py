"""The diffusion transformer: where each latent should go from here, given time and picture.

Plain blocks one after the other: latents see one another, then the picture's tokens, then an MLP.
The time is a token in front of them. What the first half of the layers made is taken up again by
the last ones, the latest first. There are no positions: a latent is known by its content alone.

What the picture says is the same at every step, so its keys and values are made once (`hold`).
Without a picture its tokens are zeros; keys and values have no bias, so they are zeros too, and
whatever the attention looks for, it sees nothing: what is left is the bias of the product after
it, one vector for each layer (`nothing`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.triposg.variants import EPS, TransformerConfig

EPS_HEADS = 1e-6  # of the norms of queries and keys
PERIOD = 10000.0  # of the slowest wave that tells the time
TRAINED = 1000.0  # what the beginning is called: the time was counted down to 0

Seen: TypeAlias = "tuple[Tensor, Tensor] | Tensor"  # keys and values, or what comes of none


class Transformer(nn.Module):
    """Latents, time and context to a velocity; see `forward`, which the other four make up."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.time_proj = nn.ModuleDict(
            {"linear_1": nn.Linear(width, 4 * width), "linear_2": nn.Linear(4 * width, width)}
        )
        self.proj_in = nn.Linear(config.latent_width, width)
        late = (layer > config.half for layer in range(config.layers))
        self.blocks = nn.ModuleList(Block(config, each) for each in late)
        self.norm_out = nn.LayerNorm(width, EPS)
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
        told = waves(TRAINED * (1 - times), self.config.width).to(self.dtype)
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
    """Attention to one another, attention to the picture, the MLP, each added."""

    def __init__(self, config: TransformerConfig, late: bool) -> None:
        super().__init__()
        width, self.late = config.width, late
        if late:
            self.skip_linear = nn.Linear(2 * width, width)
            self.skip_norm = nn.LayerNorm(width, EPS)
        self.norm1 = nn.LayerNorm(width, EPS)
        self.attn1 = Attention(config)
        self.norm2 = nn.LayerNorm(width, EPS)
        self.attn2 = Look(config)
        self.norm3 = nn.LayerNorm(width, EPS)
        self.mlp = nn.ModuleDict(
            {
                "c_fc": nn.Linear(width, config.mlp_width),
                "c_proj": nn.Linear(config.mlp_width, width),
            }
        )

    def forward(self, x: Tensor, seen: Seen, early: Tensor | None) -> Tensor:
        """`early` is what the layer made that this one is the counterpart of."""
        if early is not None:
            x = self.skip_norm(self.skip_linear(torch.cat([early, x], dim=-1)))
        x = x + self.attn1(self.norm1(x))
        x = x + (seen if isinstance(seen, Tensor) else self.attn2(self.norm2(x), *seen))
        return x + self.mlp.c_proj(F.gelu(self.mlp.c_fc(self.norm3(x))))


class Attention(nn.Module):
    """Every token looks at every other. Query, key and value lie head by head."""

    def __init__(self, config: TransformerConfig) -> None:
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

    def __init__(self, config: TransformerConfig) -> None:
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
