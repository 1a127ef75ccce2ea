"""Pictures to context: `conditioner.Dinov2` as one graph."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from memoreez.sculptures.hunyuan3d.conditioner import Dinov2
from memoreez.sculptures.hunyuan3d.fast import attention
from memoreez.sculptures.hunyuan3d.fast.attention import HEAD, Heads, Tiles
from memoreez.sculptures.hunyuan3d.fast.norms import both, settle, swish
from memoreez.sculptures.hunyuan3d.fast.replay import Replay, product


class Encoder:
    """Runs a Dinov2; its weights are shared, not copied."""

    def __init__(self, dinov2: Dinov2) -> None:
        self.net = dinov2
        self.shape: torch.Size | None = None

    @torch.inference_mode()
    def __call__(self, pixels: Tensor) -> Tensor:
        """(B, 3, P, P) as `conditioner.normalised` gives them -> (B, 1 + (P / patch)², width)."""
        if self.shape != pixels.shape:
            self._prepare(pixels)
        self.pixels.copy_(pixels)
        self.replay.run()
        return self.normed.view(len(pixels), -1, self.normed.shape[1]).clone()

    def _prepare(self, pixels: Tensor) -> None:
        layer, weight = self.net.encoder.layer[0], self.net.layernorm.weight
        self.pixels = torch.zeros_like(pixels, dtype=weight.dtype)
        count, width = self.net.embeddings(self.pixels).shape[1:]
        self.gated = hasattr(layer.mlp, "weights_in")
        inner = layer.mlp.weights_in if self.gated else layer.mlp.fc1

        def buffer(wide: int) -> Tensor:
            return weight.new_zeros(len(pixels) * count, wide)

        self.heads = width // HEAD
        self.x, self.normed, self.y, self.seen = (buffer(width) for _ in range(4))
        self.q, self.k, self.v = (buffer(width) for _ in range(3))
        self.inner, self.half = buffer(inner.out_features), buffer(inner.out_features // 2)
        sequences = [attention.Sequence(one * count, count) for one in range(len(pixels))]
        self.tiles = Tiles.of(sequences, self.heads, weight.device)
        self.replay = Replay(self._run, weight.device)
        self.shape = pixels.shape  # last: a failed recording is tried again

    def _run(self) -> None:
        self.x.copy_(self.net.embeddings(self.pixels).flatten(0, 1))
        layers = list(self.net.encoder.layer)
        self._settle(layers[0].norm1)
        for layer, after in zip(layers, [*layers[1:], None], strict=True):
            parts = layer.attention.attention
            product(self.normed, parts.query, self.q)
            product(self.normed, parts.key, self.k)
            product(self.normed, parts.value, self.v)
            q, k, v = (Heads(part, 0, HEAD) for part in (self.q, self.k, self.v))
            attention.attend(q, k, v, self.seen, self.tiles)
            product(self.seen, layer.attention.output.dense, self.y)
            self._settle(layer.norm2, layer.layer_scale1.lambda1)
            self._mlp(layer.mlp)
            self._settle(after.norm1 if after else self.net.layernorm, layer.layer_scale2.lambda1)

    def _mlp(self, mlp: nn.Module) -> None:
        if self.gated:
            product(self.normed, mlp.weights_in, self.inner)
            swish(self.inner, self.half)
            product(self.half, mlp.weights_out, self.y)
        else:
            product(self.normed, mlp.fc1, self.inner)
            torch.ops.aten.gelu_(self.inner)
            product(self.inner, mlp.fc2, self.y)

    def _settle(self, norm: nn.LayerNorm, gate: Tensor | None = None) -> None:
        """Adds what a sublayer made, in its learned measure, and norms for the next."""
        settle(
            self.x,
            self.normed,
            *both(norm),
            y=None if gate is None else self.y,
            gate=None if gate is None else (gate, gate),
            eps=norm.eps,
        )
