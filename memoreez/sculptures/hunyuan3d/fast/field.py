"""One shape's field on a lattice: `geometry.Field`, with as few passes over memory as can be."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from memoreez.sculptures.hunyuan3d.fast import attention
from memoreez.sculptures.hunyuan3d.fast.attention import HEAD, Heads, Tiles
from memoreez.sculptures.hunyuan3d.fast.norms import both, settle
from memoreez.sculptures.hunyuan3d.fast.points import judge, query, sum_up
from memoreez.sculptures.hunyuan3d.fast.replay import product
from memoreez.sculptures.hunyuan3d.fields import Lattice
from memoreez.sculptures.hunyuan3d.geometry import GeometryDecoder


class Field:
    """Values at nodes, a `fields.Sample`; the decoder's weights are shared, not copied."""

    @torch.inference_mode()
    def __init__(self, decoder: GeometryDecoder, tokens: Tensor, lattice: Lattice) -> None:
        self.decoder, self.lattice = decoder, lattice
        block = decoder.cross_attn_decoder
        self.norm = block.attn.attention.q_norm if len(block.attn.attention) else None
        keys, values = decoder.memory(tokens.reshape(tokens.shape[-2:]))  # (heads, t, 64) each
        self.heads, self.count, _ = keys.shape
        self.keys, self.values = (part.transpose(0, 1).flatten(1) for part in (keys, values))
        self.rows, self.shared = decoder.tables(lattice)
        self.tiles: dict[int, Tiles] = {}
        if not isinstance(decoder.ln_post, nn.LayerNorm):
            self._fold()

    def _fold(self) -> None:
        """With no norm between them, the last two products are one: with a vector."""
        mlp, out = self.decoder.cross_attn_decoder.mlp, self.decoder.output_proj
        weight = out.weight.float()
        self.weight = weight[0].contiguous()
        self.folded = (weight @ mlp.c_proj.weight.float())[0].contiguous()
        self.bias = out.bias.float() + weight[0] @ mlp.c_proj.bias.float()

    @torch.inference_mode()
    def __call__(self, nodes: Tensor) -> Tensor:
        """Nodes (n,) int32 -> values (n,) float32."""
        block = self.decoder.cross_attn_decoder
        width = self.heads * HEAD
        x, q, y = (self.keys.new_empty(len(nodes), width) for _ in range(3))
        query(nodes, self.lattice.side, self.rows, self.shared, self.norm, x, q, block.ln_1.eps)
        self._attend(q, y)
        product(y, block.attn.c_proj, q)  # q is free again
        settle(x, y, *both(block.ln_3), y=q, eps=block.ln_3.eps)
        inner = x.new_empty(len(nodes), block.mlp.c_fc.out_features)
        product(y, block.mlp.c_fc, inner)
        values = torch.empty(len(nodes), device=nodes.device)
        if isinstance(self.decoder.ln_post, nn.LayerNorm):
            torch.ops.aten.gelu_(inner)
            product(inner, block.mlp.c_proj, y)
            judge(x, y, self.decoder.ln_post, self.decoder.output_proj, values)
        else:
            sum_up(x, inner, self.weight, self.folded, self.bias, values)
        return values

    def _attend(self, q: Tensor, out: Tensor) -> None:
        if len(q) not in self.tiles:
            self.tiles[len(q)] = Tiles.looking(len(q), self.count, self.heads, q.device)
        queries, keys, values = (Heads(part, 0, HEAD) for part in (q, self.keys, self.values))
        attention.attend(queries, keys, values, out, self.tiles[len(q)])
