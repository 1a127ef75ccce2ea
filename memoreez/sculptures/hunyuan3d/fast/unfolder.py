"""Latents to tokens: `autoencoder.Autoencoder` as one graph."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from memoreez.sculptures.hunyuan3d.autoencoder import Autoencoder
from memoreez.sculptures.hunyuan3d.fast import attention
from memoreez.sculptures.hunyuan3d.fast.attention import HEAD, Heads, Tiles
from memoreez.sculptures.hunyuan3d.fast.norms import balance, both, settle
from memoreez.sculptures.hunyuan3d.fast.replay import Replay, product


class Unfolder:
    """Runs an Autoencoder; its weights are shared, not copied."""

    def __init__(self, autoencoder: Autoencoder) -> None:
        self.net = autoencoder
        self.shape: tuple[int, int] | None = None

    @torch.inference_mode()
    def __call__(self, latents: Tensor) -> Tensor:
        """(B, n, 64), divided by the variant's scale -> (B, n, 1024)."""
        batch, count, _ = latents.shape
        if self.shape != (batch, count):
            self._prepare(batch, count)
        self.latents.copy_(latents.flatten(0, 1))
        self.replay.run()
        return self.x.view(batch, count, -1).clone()

    def _prepare(self, batch: int, count: int) -> None:
        net, weight = self.net, self.net.post_kl.weight
        rows, width = batch * count, net.post_kl.out_features

        def buffer(wide: int) -> Tensor:
            return weight.new_zeros(rows, wide)

        self.latents, self.heads = buffer(net.post_kl.in_features), width // HEAD
        self.x, self.normed, self.y, self.seen = (buffer(width) for _ in range(4))
        self.qkv = buffer(3 * width)
        self.inner = buffer(net.transformer.resblocks[0].mlp.c_fc.out_features)
        sequences = [attention.Sequence(one * count, count) for one in range(batch)]
        self.tiles = Tiles.of(sequences, self.heads, weight.device)
        self.replay = Replay(self._run, weight.device)
        self.shape = (batch, count)  # last: a failed recording is tried again

    def _run(self) -> None:
        product(self.latents, self.net.post_kl, self.x)
        blocks = list(self.net.transformer.resblocks)
        self._settle(blocks[0].ln_1, adds=False)
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            product(self.normed, block.attn.c_qkv, self.qkv)
            self._attend(block.attn)
            product(self.seen, block.attn.c_proj, self.y)
            self._settle(block.ln_2)
            product(self.normed, block.mlp.c_fc, self.inner)
            torch.ops.aten.gelu_(self.inner)
            product(self.inner, block.mlp.c_proj, self.y)
            self._settle(after.ln_1 if after else None)

    def _attend(self, attn: nn.Module) -> None:
        """Query, key and value lie head by head: 3 x 64 channels each."""
        step = 3 * HEAD
        if len(attn.attention):
            norms = attn.attention.q_norm, attn.attention.k_norm
            scales, shifts = zip(*map(both, norms), strict=True)
            balance(self.qkv, (0, HEAD), step, self.heads, scales, shifts, eps=norms[0].eps)
        q, k, v = (Heads(self.qkv, part * HEAD, step) for part in range(3))
        attention.attend(q, k, v, self.seen, self.tiles)

    def _settle(self, norm: nn.LayerNorm | None, *, adds: bool = True) -> None:
        y = self.y if adds else None
        if norm is None:
            settle(self.x, None, y=y)
        else:
            settle(self.x, self.normed, *both(norm), y=y, eps=norm.eps)
