"""The diffusion transformer: where each latent should go from here, given time and picture.

Latents and the picture's tokens ("context") first have weights of their own and only see one
another (double blocks), then become one sequence (single blocks). There are no positions: a latent
is known by its content alone.

Three things are done once instead of at every step, with the same numbers:
- the context enters once (`enter`);
- what depends on the time alone is worked out for all times in one product (`modulations`);
- a context of n equal tokens, such as the unconditional one, is a single token whose logit is
  raised by ln n (`repeats`): equal tokens stay equal, since nothing tells them apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.hunyuan3d.variants import TransformerConfig

EPS = 1e-6
WAVES = 256  # numbers that tell a time to the network
PERIOD = 1000.0  # of the slowest wave: 10,000 elsewhere, but so it was trained


class Transformer(nn.Module):
    """Latents, time and context to a velocity; see `forward`, which the other three make up."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.latent_in = nn.Linear(config.latent_width, width)
        self.cond_in = nn.Linear(config.context_width, width)
        self.time_in = Embedder(width)
        if config.guided:
            self.guidance_in = Embedder(width)
        self.double_blocks = nn.ModuleList(DoubleBlock(config) for _ in range(config.double_blocks))
        self.single_blocks = nn.ModuleList(SingleBlock(config) for _ in range(config.single_blocks))
        self.final_layer = FinalLayer(config)

    def forward(
        self, latents: Tensor, time: Tensor, context: Tensor, guidance: Tensor | None = None
    ) -> Tensor:
        """(B, n, 64), (B,) from 0 to 1, (B, tokens, 1536), (B,) -> velocity (B, n, 64).

        Noise is at time 0, the shape at 1. `guidance` is asked by the guided kind alone.
        """
        return self.step(latents, self.enter(context), self.modulations(time, guidance))

    @property
    def dtype(self) -> torch.dtype:
        """Of the weights, and so of what goes in and comes out."""
        return self.latent_in.weight.dtype

    def enter(self, context: Tensor) -> Tensor:
        """(B, tokens, 1536) -> (B, tokens, 1024)."""
        return self.cond_in(context)

    def modulations(self, times: Tensor, guidance: Tensor | None = None) -> list[Tensor]:
        """(S,) -> what each layer shifts, scales and gates at each time: (S, parts, 1024) each."""
        mood = self.time_in(waves(times).to(self.dtype))
        if guidance is not None:
            mood = mood + self.guidance_in(waves(guidance).to(self.dtype))
        mood = F.silu(mood)
        layers = (*self.double_blocks, *self.single_blocks, self.final_layer)
        return [layer.modulation_of(mood) for layer in layers]

    def step(
        self, latents: Tensor, context: Tensor, modulations: Sequence[Tensor], repeats: int = 1
    ) -> Tensor:
        """The velocity at one time: `context` has entered, modulations are (B or 1, parts, 1024).

        Each token of the context counts `repeats` times.
        """
        turns = iter(modulations)
        x = self.latent_in(latents)
        for block in self.double_blocks:
            x, context = block(x, context, next(turns), repeats)
        tokens = context.shape[1]
        x = torch.cat([context, x], dim=1)
        for block in self.single_blocks:
            x = block(x, next(turns), repeats, tokens)
        return self.final_layer(x[:, tokens:], next(turns))


class Embedder(nn.Module):
    """An MLP over the waves of a number."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.in_layer = nn.Linear(WAVES, width)
        self.out_layer = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.out_layer(F.silu(self.in_layer(x)))


class DoubleBlock(nn.Module):
    """Latents and context, each with weights of their own, see one another."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.img_mod = Modulation(config.width, 6)  # "img": the latents, "txt": the context
        self.img_attn = Attention(config)
        self.img_mlp = mlp(config)
        self.txt_mod = Modulation(config.width, 6)
        self.txt_attn = Attention(config)
        self.txt_mlp = mlp(config)

    def modulation_of(self, mood: Tensor) -> Tensor:
        return torch.cat([self.img_mod(mood), self.txt_mod(mood)], dim=1)  # (S, 12, width)

    def forward(
        self, x: Tensor, context: Tensor, modulation: Tensor, repeats: int
    ) -> tuple[Tensor, Tensor]:
        turns = modulation.unsqueeze(2).unbind(1)  # (B, 1, width) each
        mine, theirs = turns[:6], turns[6:]
        tokens = context.shape[1]
        q, k, v = (
            torch.cat(pair, dim=2)  # the context before the latents
            for pair in zip(
                self.txt_attn.heads_of(modulated(context, *theirs[:2])),
                self.img_attn.heads_of(modulated(x, *mine[:2])),
                strict=True,
            )
        )
        seen = attend(q, k, v, repeats, tokens)
        x = x + mine[2] * self.img_attn.proj(seen[:, tokens:])
        x = x + mine[5] * self.img_mlp(modulated(x, *mine[3:5]))
        context = context + theirs[2] * self.txt_attn.proj(seen[:, :tokens])
        context = context + theirs[5] * self.txt_mlp(modulated(context, *theirs[3:5]))
        return x, context


class SingleBlock(nn.Module):
    """Attention and MLP side by side, over context and latents as one sequence."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.heads, self.sizes = config.heads, [3 * config.width, config.mlp_width]
        self.modulation = Modulation(config.width, 3)
        self.norm = QkNorm(config.width // config.heads)
        self.linear1 = nn.Linear(config.width, sum(self.sizes))
        self.linear2 = nn.Linear(config.width + config.mlp_width, config.width)

    def modulation_of(self, mood: Tensor) -> Tensor:
        return self.modulation(mood)

    def forward(self, x: Tensor, modulation: Tensor, repeats: int, tokens: int) -> Tensor:
        shift, scale, gate = modulation.unsqueeze(2).unbind(1)
        qkv, inner = self.linear1(modulated(x, shift, scale)).split(self.sizes, dim=-1)
        q, k, v = self.norm(*split_heads(qkv, self.heads))
        seen = attend(q, k, v, repeats, tokens)
        # contiguous: on Apple's cards GELU reads a strided view wrongly, and the shape is a cube
        inner = F.gelu(inner.contiguous(), approximate="tanh")
        return x + gate * self.linear2(torch.cat([seen, inner], dim=-1))


class FinalLayer(nn.Module):
    """From the latents as the network knows them to a velocity."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.adaLN_modulation = nn.Sequential(nn.SiLU(), nn.Linear(config.width, 2 * config.width))
        self.linear = nn.Linear(config.width, config.latent_width)

    def modulation_of(self, mood: Tensor) -> Tensor:
        return self.adaLN_modulation[1](mood).unflatten(1, (2, -1))  # SiLU is done: `modulations`

    def forward(self, x: Tensor, modulation: Tensor) -> Tensor:
        return self.linear(modulated(x, *modulation.unsqueeze(2).unbind(1)))


class Modulation(nn.Module):
    """What a block shifts, scales and gates by, from the time."""

    def __init__(self, width: int, parts: int) -> None:
        super().__init__()
        self.parts = parts
        self.lin = nn.Linear(width, parts * width)

    def forward(self, mood: Tensor) -> Tensor:
        return self.lin(mood).unflatten(1, (self.parts, -1))


class Attention(nn.Module):
    """The projections before and after attention, for one of the two streams."""

    def __init__(self, config: TransformerConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.norm = QkNorm(config.width // config.heads)
        self.proj = nn.Linear(config.width, config.width)

    def heads_of(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.norm(*split_heads(self.qkv(x), self.heads))


class QkNorm(nn.Module):
    """Queries and keys of unit size in each head, times a learned scale."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.query_norm = RmsNorm(size)
        self.key_norm = RmsNorm(size)

    def forward(self, q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.query_norm(q), self.key_norm(k), v


class RmsNorm(nn.Module):
    """The root mean square of the last axis becomes `scale`."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(size))

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, x.shape[-1:], self.scale, EPS)


def mlp(config: TransformerConfig) -> nn.Sequential:
    """Out to `mlp_width` and back."""
    return nn.Sequential(
        nn.Linear(config.width, config.mlp_width),
        nn.GELU(approximate="tanh"),
        nn.Linear(config.mlp_width, config.width),
    )


def split_heads(qkv: Tensor, heads: int) -> tuple[Tensor, Tensor, Tensor]:
    """(B, n, 3 x heads x 64) -> three of (B, heads, n, 64)."""
    q, k, v = qkv.unflatten(-1, (3, heads, -1)).permute(2, 0, 3, 1, 4)
    return q, k, v


def attend(q: Tensor, k: Tensor, v: Tensor, repeats: int = 1, repeated: int = 0) -> Tensor:
    """(B, heads, n, 64) each -> (B, n, heads x 64).

    Each of the first `repeated` keys counts `repeats` times.
    """
    weight = None
    if repeats > 1:
        weight = q.new_zeros(1, k.shape[2])
        weight[:, :repeated] = math.log(repeats)
    seen = F.scaled_dot_product_attention(q, k, v, attn_mask=weight)
    return seen.transpose(1, 2).flatten(2)


def modulated(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    """Layer norm, whose scale and shift the time chooses."""
    return torch.addcmul(shift, F.layer_norm(x, x.shape[-1:], eps=EPS), 1 + scale)


def waves(numbers: Tensor) -> Tensor:
    """(S,) -> float32 (S, 256): cosines, then sines, of thousands of the number."""
    half = WAVES // 2
    rates = torch.exp(torch.arange(half, device=numbers.device) * (-math.log(PERIOD) / half))
    angles = 1000.0 * numbers.float()[:, None] * rates
    return torch.cat([angles.cos(), angles.sin()], dim=1)
