"""The decoder that is asked whether a point is inside.

A point becomes a query (its coordinates, their sines and cosines), looks once at all tokens of the
shape, and becomes one number: positive inside, near +-1 away from the surface. `GeometryDecoder` is
that, for any points. `Field` asks it at the nodes of a lattice, where most of the way from a point
to its query is the same for all nodes of one x, one y or one z.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.hunyuan3d.fields import Lattice
from memoreez.sculptures.hunyuan3d.variants import GeometryConfig

EPS_POST = 1e-5  # of the last norm


class GeometryDecoder(nn.Module):
    """Points and tokens to values; see `forward`. Its keys are those after `vae.geo_decoder.`."""

    def __init__(self, config: GeometryConfig) -> None:
        super().__init__()
        self.config = config
        self.frequencies = config.frequencies
        self.query_proj = nn.Linear(3 + 6 * config.frequencies, config.width)
        narrower = config.context_width != config.width
        self.latents_proj = (
            nn.Linear(config.context_width, config.width) if narrower else nn.Identity()
        )
        self.cross_attn_decoder = Block(config)
        self.ln_post = nn.LayerNorm(config.width, EPS_POST) if config.ln_post else nn.Identity()
        self.output_proj = nn.Linear(config.width, 1)

    def forward(self, points: Tensor, tokens: Tensor) -> Tensor:
        """Points (n, 3) float32, one shape's tokens (t, context width) -> values (n,) float32."""
        block, proj = self.cross_attn_decoder, self.query_proj
        # float32 as far as here: coordinates in float16 make ripples of 3 % of a cell at 256
        x = F.linear(fourier(points, self.frequencies), proj.weight.float(), proj.bias.float())
        x = x.to(tokens.dtype)
        keys, values = self.memory(tokens)
        return self.answer(x, block.attn.look(block.attn.c_q(block.ln_1(x)), keys, values))

    def memory(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """What a shape's tokens (t, context width) hold: keys and values (heads, t, 64)."""
        block = self.cross_attn_decoder
        keys, values = block.attn.hold(block.ln_2(self.latents_proj(tokens)))
        return keys, values

    def answer(self, x: Tensor, seen: Tensor) -> Tensor:
        """Queries (n, width) and what they saw (n, width) -> values (n,) float32."""
        block, out = self.cross_attn_decoder, self.output_proj
        x = x + block.attn.c_proj(seen)
        wide = F.gelu(block.mlp.c_fc(block.ln_3(x)))
        if isinstance(self.ln_post, nn.LayerNorm):
            value = out(self.ln_post(x + block.mlp.c_proj(wide)))
        else:  # with no norm between them, the last two products are one: with a vector
            value = out(x + block.mlp.c_proj.bias)
            value = value + F.linear(wide, out.weight @ block.mlp.c_proj.weight)
        return value.squeeze(1).float()

    @torch.inference_mode()
    def field(self, tokens: Tensor, lattice: Lattice) -> Field:
        """One shape's field on a lattice; tokens (t, context width) or (1, t, context width)."""
        keys, values = self.memory(tokens.reshape(tokens.shape[-2:]))
        return Field(self, lattice, keys, values, *self.tables(lattice))

    @torch.inference_mode()
    def tables(self, lattice: Lattice) -> tuple[Tensor, Tensor]:
        """What each axis adds to a query, (3 * side, 2 * width), and what all share, (width,).

        `query_proj` is a sum over the axes. So is the mean that ln_1 takes off, and so is c_q of
        what is left: up to the division by the deviation, the query is a sum over the axes too.
        Columns: x, then c_q of x less its mean. Both float32.
        """
        proj, block = self.query_proj, self.cross_attn_decoder
        exact = torch.float32 if proj.weight.device.type == "mps" else torch.float64
        weight, query = proj.weight.to(exact), block.attn.c_q.weight.to(exact)
        places = lattice.axis(proj.weight.device)[:, None]
        features = fourier(places, self.frequencies).to(exact)  # (side, 1 + sines + cosines)
        waves = weight[:, 3:].unflatten(1, (2, 3, self.frequencies))
        rows = []
        for axis in range(3):
            own = torch.cat([weight[:, axis : axis + 1], waves[:, :, axis].flatten(1)], 1)
            x = features @ own.T + proj.bias.to(exact) / 3
            centred = (x - x.mean(1, keepdim=True)) * block.ln_1.weight
            rows.append(torch.cat([x, centred @ query.T], 1))
        return torch.cat(rows).float(), (query @ block.ln_1.bias.to(exact)).float()


def fourier(points: Tensor, frequencies: int) -> Tensor:
    """(n, d) -> (n, d + 2 * d * frequencies): itself, sines, then cosines, by axis, ascending."""
    powers = 2.0 ** torch.arange(frequencies, device=points.device, dtype=points.dtype)
    angles = (points[:, :, None] * powers).flatten(1)
    return torch.cat([points, angles.sin(), angles.cos()], 1)


class Block(nn.Module):
    """The parts of one look at the tokens and one MLP; the decoder puts them in order."""

    def __init__(self, config: GeometryConfig) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.width, config.eps)  # of the query
        self.ln_2 = nn.LayerNorm(config.width, config.eps)  # of the tokens
        self.ln_3 = nn.LayerNorm(config.width, config.eps)  # before the MLP
        self.attn = Look(config)
        self.mlp = nn.ModuleDict(
            {
                "c_fc": nn.Linear(config.width, config.mlp_width),
                "c_proj": nn.Linear(config.mlp_width, config.width),
            }
        )


class Look(nn.Module):
    """Attention of points to tokens. Key and value lie head by head."""

    def __init__(self, config: GeometryConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.c_q = nn.Linear(config.width, config.width, bias=False)
        self.c_kv = nn.Linear(config.width, 2 * config.width, bias=False)
        size = config.width // config.heads
        norms = ("q_norm", "k_norm") if config.qk_norm else ()
        self.attention = nn.ModuleDict({name: nn.LayerNorm(size, config.eps) for name in norms})
        self.c_proj = nn.Linear(config.width, config.width)

    def hold(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Tokens (t, width) -> keys and values (heads, t, 64)."""
        keys, values = self.c_kv(tokens).unflatten(1, (self.heads, 2, -1)).permute(2, 1, 0, 3)
        if len(self.attention):
            keys = self.attention.k_norm(keys)
        return keys.contiguous(), values.contiguous()

    def look(self, query: Tensor, keys: Tensor, values: Tensor) -> Tensor:
        """Queries (n, width) -> what they see (n, width), before c_proj."""
        query = query.unflatten(1, (self.heads, -1))
        if len(self.attention):
            query = self.attention.q_norm(query)
        query = query.to(keys.dtype).transpose(0, 1)
        seen = F.scaled_dot_product_attention(query[None], keys[None], values[None])[0]
        return seen.transpose(0, 1).flatten(1)


@dataclass(frozen=True, eq=False)
class Field:
    """One shape's values at the nodes of a lattice: a `fields.Sample`."""

    decoder: GeometryDecoder
    lattice: Lattice
    keys: Tensor  # (heads, t, 64)
    values: Tensor
    rows: Tensor  # (3 * side, 2 * width) float32
    shared: Tensor  # (width,) float32

    @torch.inference_mode()
    def __call__(self, nodes: Tensor) -> Tensor:
        """Nodes (n,) int32 -> values (n,) float32."""
        x, query = self.queries(nodes)
        seen = self.decoder.cross_attn_decoder.attn.look(query, self.keys, self.values)
        return self.decoder.answer(x, seen)

    def queries(self, nodes: Tensor) -> tuple[Tensor, Tensor]:
        """Each node's query as the MLP takes it, and as attention does, (n, width) each."""
        i, j, k = self.lattice.split(nodes)
        places = torch.stack([i, j + self.lattice.side, k + 2 * self.lattice.side], 1)
        x, query = F.embedding_bag(places, self.rows, mode="sum").chunk(2, 1)
        eps = self.decoder.cross_attn_decoder.ln_1.eps
        deviation = (x.var(1, correction=0, keepdim=True) + eps).sqrt()
        query = query / deviation + self.shared
        return x.to(self.keys.dtype), query.to(self.keys.dtype)
