"""From noise to latents: the velocity is asked, and followed, again and again."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d.schedule import Progress, guide, walk
from memoreez.sculptures.triposg.transformer import Transformer


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
