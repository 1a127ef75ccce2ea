"""The way from noise to a shape: at which times the velocity is asked, and the steps between.

Time runs from 0 (noise) to 1 (the shape). A velocity holds until the next time is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from memoreez.sculptures.hunyuan3d.variants import Sampler

if TYPE_CHECKING:
    from torch import Tensor

TRAINED = 1000  # times that the model was trained on
PHASES = 100  # of them the consistency models know
Progress = Callable[[float], None]  # is told the share that is done, 0 to 1


def times(sampler: Sampler, steps: int, shift: float = 1.0) -> tuple[float, ...]:
    """When the velocity is asked, from 0, and at the end 1.0, where it is not.

    "euler": `steps` times with 0 and 1 among them, so that one evaluation less does the same: the
    step that starts at 1 leads nowhere. "consistency": `steps` evaluations at the ends of the
    phases that the model was distilled on. "rectified": `steps` evaluations, evenly from 0 on;
    a `shift` above 1 has more of them near the noise. Raises ValueError for what cannot be.
    """
    if sampler == "euler":
        if not 2 <= steps <= TRAINED:
            raise ValueError(f"steps must be from 2 to {TRAINED}, not {steps}")
        return tuple(step / (steps - 1) for step in range(steps))
    if sampler == "rectified":
        if not 1 <= steps <= TRAINED:
            raise ValueError(f"steps must be from 1 to {TRAINED}, not {steps}")
        even = [step / steps for step in range(steps + 1)]
        return tuple(share / (1 + (shift - 1) * (1 - share)) for share in even)
    if not 1 <= steps <= PHASES:
        raise ValueError(f"steps must be from 1 to {PHASES}, not {steps}")
    ends = [TRAINED // PHASES * (PHASES * step // steps) for step in range(steps)]
    return (*(max(end - 1, 0) / (TRAINED - 1) for end in ends), 1.0)


def walk(
    noise: Tensor,
    times: Sequence[float],
    velocity: Callable[[int, Tensor], Tensor],
    progress: Progress | None = None,
) -> Tensor:
    """From noise along ascending times; `velocity` is asked at each but the last, by its number."""
    latents = noise
    for step, (now, then) in enumerate(pairwise(times)):
        latents = advance(latents, velocity(step, latents), now, then)
        if progress is not None:
            progress((step + 1) / (len(times) - 1))
    return latents


def advance(latents: Tensor, velocity: Tensor, now: float, then: float) -> Tensor:
    """The latents at `then`, where `velocity` holds from `now` on."""
    return latents + (then - now) * velocity


def guide(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    """Away from what any picture would give, towards what this one does."""
    return unconditional + scale * (conditional - unconditional)
