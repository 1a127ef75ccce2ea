"""Random numbers of pictures, from one generator, so that a seed gives the same pictures again."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass
class Dice:
    """Random numbers for n pictures, each a (n, 1, 1, 1) tensor unless more channels are asked."""

    n: int
    random: torch.Generator
    device: torch.device

    def u(self, low: float = 0.0, high: float = 1.0, channels: int = 1) -> Tensor:
        values = torch.empty(self.n, channels, 1, 1, device=self.device)
        return values.uniform_(low, high, generator=self.random)

    def often(self, share: float) -> Tensor:
        return self.u() < share

    def some(self, share: float, low: float, high: float) -> Tensor:
        """Between low and high for a share of the pictures, else 0."""
        return torch.where(self.often(share), self.u(low, high), self.u(0, 0))

    def grid(self, cells: int, channels: int = 1) -> Tensor:
        """Normal numbers, (n, channels, cells, cells)."""
        shape = (self.n, channels, cells, cells)
        return torch.randn(shape, generator=self.random, device=self.device)

    def clouds(self, cells: int, side: int, channels: int = 1) -> Tensor:
        """Smooth noise of about unit size, (n, channels, side, side)."""
        coarse = self.grid(cells, channels)
        return F.interpolate(coarse, size=(side, side), mode="bicubic", align_corners=False)

    def few(self, count: int) -> Tensor:
        """Which `count` of the pictures, (count,) int64, on the device, without waiting for it."""
        order = torch.rand(self.n, generator=self.random, device=self.device).argsort()
        return order[:count]
