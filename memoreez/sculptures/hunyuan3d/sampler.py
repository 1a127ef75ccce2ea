"""From noise to latents: the velocity is asked, and followed, again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d.schedule import advance, guide
from memoreez.sculptures.hunyuan3d.transformer import Transformer

Progress = Callable[[float], None]  # is told the share that is done, 0 to 1


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
        latents = noise
        for step, (now, then) in enumerate(pairwise(times)):
            turn = [each[step : step + 1] for each in modulations]
            seen = latents.to(net.dtype)
            velocity = net.step(seen, entered, turn).float()
            if not net.config.guided and guidance != 1:
                without = net.step(seen, nothing, turn, repeats).float()
                velocity = guide(velocity, without, guidance)
            latents = advance(latents, velocity, now, then)
            if progress is not None:
                progress((step + 1) / len(asked))
        return latents
