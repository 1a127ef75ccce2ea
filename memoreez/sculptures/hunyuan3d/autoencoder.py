"""The half of ShapeVAE that is needed: latents become tokens which know the whole shape.

A plain transformer. `geometry.GeometryDecoder` then asks the tokens about points in space.
"""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.hunyuan3d.variants import AutoencoderConfig


class Autoencoder(nn.Module):
    """Latents to tokens; see `forward`."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.config = config
        self.post_kl = nn.Linear(config.latent_width, config.width)
        self.transformer = nn.ModuleDict(
            {"resblocks": nn.ModuleList(Block(config) for _ in range(config.layers))}
        )

    def forward(self, latents: Tensor) -> Tensor:
        """(B, n, 64), divided by the variant's scale -> (B, n, 1024)."""
        x = self.post_kl(latents)
        for block in self.transformer.resblocks:
            x = block(x)
        return x


class Block(nn.Module):
    """Attention, then the MLP."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.width, config.eps)
        self.attn = Attention(config)
        self.ln_2 = nn.LayerNorm(config.width, config.eps)
        self.mlp = Mlp(config)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Attention(nn.Module):
    """Every token looks at every other. Query, key and value lie head by head."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.heads = config.heads
        size = config.width // config.heads
        self.c_qkv = nn.Linear(config.width, 3 * config.width, bias=False)
        norms = ("q_norm", "k_norm") if config.qk_norm else ()
        self.attention = nn.ModuleDict({name: nn.LayerNorm(size, config.eps) for name in norms})
        self.c_proj = nn.Linear(config.width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.c_qkv(x).unflatten(-1, (self.heads, 3, -1)).permute(3, 0, 2, 1, 4)
        if len(self.attention):
            q, k = self.attention.q_norm(q), self.attention.k_norm(k)
        seen = F.scaled_dot_product_attention(q, k, v)  # (B, heads, n, 64)
        return self.c_proj(seen.transpose(1, 2).flatten(2))


class Mlp(nn.Module):
    """Out to `mlp_width` and back, with the exact GELU."""

    def __init__(self, config: AutoencoderConfig) -> None:
        super().__init__()
        self.c_fc = nn.Linear(config.width, config.mlp_width)
        self.c_proj = nn.Linear(config.mlp_width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(F.gelu(self.c_fc(x)))
