"""DINOv2: the picture becomes tokens, which the transformer looks at.

A vision transformer with layer scale and, in its giant size, a gated MLP. Module names are the
checkpoint's (those of the `transformers` library), so that its tensors fit as they are.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from memoreez.sculptures.hunyuan3d.variants import DinoConfig

EPS = 1e-6
MEAN = (0.485, 0.456, 0.406)  # of ImageNet's pictures, on which DINOv2 was trained
DEVIATION = (0.229, 0.224, 0.225)


class Dinov2(nn.Module):
    """Pixels to tokens; see `forward`."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.config = config
        self.embeddings = Embeddings(config)
        self.encoder = nn.ModuleDict(
            {"layer": nn.ModuleList(Layer(config) for _ in range(config.layers))}
        )
        self.layernorm = nn.LayerNorm(config.width, EPS)

    def forward(self, pixels: Tensor) -> Tensor:
        """(B, 3, P, P) as `normalised` gives them -> (B, 1 + (P / patch)², width).

        The class token is the first.
        """
        x = self.embeddings(pixels)
        for layer in self.encoder.layer:
            x = layer(x)
        return self.layernorm(x)


class Embeddings(nn.Module):
    """Each square of the picture as one token, and where it is."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, config.width))
        self.position_embeddings = nn.Parameter(torch.zeros(1, config.table, config.width))
        self.patch_embeddings = nn.ModuleDict(
            {"projection": nn.Conv2d(3, config.width, config.patch, config.patch)}
        )

    def forward(self, pixels: Tensor) -> Tensor:
        squares = self.patch_embeddings.projection(pixels)  # (B, width, side, side)
        x = torch.cat([self.cls_token.expand(len(pixels), -1, -1), squares.flatten(2).mT], dim=1)
        return x + self.positions(squares.shape[-1])

    def positions(self, side: int) -> Tensor:
        """The table of positions, (1, 1 + side², width), stretched where it is of another size."""
        table = self.position_embeddings
        grid = round((table.shape[1] - 1) ** 0.5)
        if grid == side:
            return table
        squares = table[:, 1:].float().mT.unflatten(2, (grid, grid))
        squares = F.interpolate(squares, (side, side), mode="bicubic", align_corners=False)
        return torch.cat([table[:, :1], squares.flatten(2).mT.to(table.dtype)], dim=1)


class Layer(nn.Module):
    """Attention, then the MLP, each added in a measure that was learned."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(config.width, EPS)
        self.attention = Attention(config)
        self.layer_scale1 = Scale(config.width)
        self.norm2 = nn.LayerNorm(config.width, EPS)
        self.mlp = GatedMlp(config) if config.gated else Mlp(config)
        self.layer_scale2 = Scale(config.width)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.layer_scale1(self.attention(self.norm1(x)))
        return x + self.layer_scale2(self.mlp(self.norm2(x)))


class Attention(nn.Module):
    """Every token looks at every other."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.heads = config.heads
        width = config.width
        names = ("query", "key", "value")
        self.attention = nn.ModuleDict({name: nn.Linear(width, width) for name in names})
        self.output = nn.ModuleDict({"dense": nn.Linear(width, width)})

    def forward(self, x: Tensor) -> Tensor:
        parts = self.attention
        q, k, v = (
            part(x).unflatten(-1, (self.heads, -1)).transpose(1, 2)  # (B, heads, tokens, 64)
            for part in (parts.query, parts.key, parts.value)
        )
        seen = F.scaled_dot_product_attention(q, k, v)
        return self.output.dense(seen.transpose(1, 2).flatten(2))


class Scale(nn.Module):
    """A factor for each channel."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.lambda1 = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * self.lambda1


class GatedMlp(nn.Module):
    """SwiGLU: one half of the inner channels opens and closes the other. Of the giant."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.weights_in = nn.Linear(config.width, 2 * config.mlp_width)
        self.weights_out = nn.Linear(config.mlp_width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        gate, value = self.weights_in(x).chunk(2, dim=-1)
        return self.weights_out(F.silu(gate) * value)


class Mlp(nn.Module):
    """Of all other sizes."""

    def __init__(self, config: DinoConfig) -> None:
        super().__init__()
        self.fc1 = nn.Linear(config.width, config.mlp_width)
        self.fc2 = nn.Linear(config.mlp_width, config.width)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc2(F.gelu(self.fc1(x)))


def normalised(images: Tensor, size: int) -> Tensor:
    """uint8 (B, H, H, 3) -> float32 (B, 3, size, size) in the measure of ImageNet."""
    pixels = images.permute(0, 3, 1, 2).float() / 255
    pixels = F.interpolate(
        pixels, (size, size), mode="bilinear", align_corners=False, antialias=True
    )
    mean, deviation = (pixels.new_tensor(each)[:, None, None] for each in (MEAN, DEVIATION))
    return (pixels - mean) / deviation


def view_embedding(width: int, views: int) -> Tensor:
    """What tells the views apart, float32 (views, width): sines, then cosines.

    0 is the front, 1 the left, 2 the back, 3 the right; added to every token of its picture.
    """
    rates = 10000.0 ** -(torch.arange(width // 2, dtype=torch.float64) / (width // 2))
    angles = torch.arange(views, dtype=torch.float64)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()
