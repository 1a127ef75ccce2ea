"""From noise to latents: the velocity is asked, and followed, again and again."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d.schedule import Progress, guide, walk
from memoreez.sculptures.hunyuan3d.transformer import Transformer
from memoreez.sculptures.hunyuan3d.uvit import UViT


class Sampler:
    """Walks with a transformer; latents are kept in float32, whatever the weights are."""

    def __init__(self, transformer: Transformer) -> None:
        self.transformer = transformer

    def __call__(
        self,
        noise: Tensor,
        context: Tensor,
        times: Sequence[float],
        guidance: float,
        progress: Progress | None = None,
    ) -> Tensor:
        """float32 (B, n, 64), (B, tokens, 1536), ascending times -> float32 (B, n, 64).

        The unconditional context is zeros: one token stands for all of them.
        """
        net = self.transformer
        asked = torch.tensor(times[:-1], device=noise.device)
        mood = torch.full_like(asked, guidance) if net.config.guided else None
        modulations = net.modulations(asked, mood)
        entered, repeats = net.enter(context.to(net.dtype)), context.shape[1]
        nothing = net.enter(context.new_zeros(1, 1, context.shape[2], dtype=net.dtype))
        nothing = nothing.expand(len(noise), -1, -1)

        def velocity(step: int, latents: Tensor) -> Tensor:
            turn = [each[step : step + 1] for each in modulations]
            here = latents.to(net.dtype)
            found = net.step(here, entered, turn).float()
            if net.config.guided or guidance == 1:
                return found
            return guide(found, net.step(here, nothing, turn, repeats).float(), guidance)

        return walk(noise, times, velocity, progress)


class UViTSampler:
    """The same with the other kind of transformer."""

    def __init__(self, transformer: UViT) -> None:
        self.transformer = transformer

    def __call__(
        self,
        noise: Tensor,
        context: Tensor,
        times: Sequence[float],
        guidance: float,
        progress: Progress | None = None,
    ) -> Tensor:
        """float32 (B, n, 64), (B, tokens, 1024), ascending times -> float32 (B, n, 64)."""
        net = self.transformer
        moments = net.moments(torch.tensor(times[:-1], device=noise.device))
        seen = net.hold(context.to(net.dtype))
        nothing = net.nothing(noise.device) if guidance != 1 else None

        def velocity(step: int, latents: Tensor) -> Tensor:
            here, moment = latents.to(net.dtype), moments[step : step + 1]
            found = net.step(here, moment, seen).float()
            if nothing is None:
                return found
            return guide(found, net.step(here, moment, nothing).float(), guidance)

        return walk(noise, times, velocity, progress)
