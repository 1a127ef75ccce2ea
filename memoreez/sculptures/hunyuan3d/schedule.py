"""The way from noise to a shape: at which times the velocity is asked, and the steps between.

Time runs from 0 (noise) to 1 (the shape). A velocity holds until the next time is reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from memoreez.sculptures.hunyuan3d.variants import Sampler

if TYPE_CHECKING:
    from torch import Tensor

TRAINED = 1000  # times that the model was trained on
PHASES = 100  # of them the consistency models know


def times(sampler: Sampler, steps: int) -> tuple[float, ...]:
    """When the velocity is asked, from 0, and at the end 1.0, where it is not.

    "euler": `steps` times with 0 and 1 among them, so that one evaluation less does the same: the
    step that starts at 1 leads nowhere. "consistency": `steps` evaluations at the ends of the
    phases that the model was distilled on. Raises ValueError for a number that cannot be.
    """
    if sampler == "euler":
        if not 2 <= steps <= TRAINED:
            raise ValueError(f"steps must be from 2 to {TRAINED}, not {steps}")
        return tuple(step / (steps - 1) for step in range(steps))
    if not 1 <= steps <= PHASES:
        raise ValueError(f"steps must be from 1 to {PHASES}, not {steps}")
    ends = [TRAINED // PHASES * (PHASES * step // steps) for step in range(steps)]
    return (*(max(end - 1, 0) / (TRAINED - 1) for end in ends), 1.0)


def advance(latents: Tensor, velocity: Tensor, now: float, then: float) -> Tensor:
    """The latents at `then`, where `velocity` holds from `now` on."""
    return latents + (then - now) * velocity


def guide(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    """Away from what any picture would give, towards what this one does."""
    return unconditional + scale * (conditional - unconditional)
