"""How far an alpha channel that others made can be trusted, from its shape alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

HALF = (40, 215)  # alpha, of 255, between which a pixel is neither object nor backdrop


def trust(alpha: npt.NDArray[np.uint8]) -> tuple[float, str]:
    """Confidence 0 to 1 of an alpha channel (h, w), and in words what lowers it most."""
    seen = alpha > 127
    ends = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    area = float(seen.mean())
    vague = float(((alpha > HALF[0]) & (alpha < HALF[1])).mean()) / max(area, 1e-6)
    reasons = (
        (min(_ramp(area, 0.004, 0.02), _ramp(area, 0.97, 0.85)), "it shows almost nothing or all"),
        (_ramp(float(ends.mean()), 0.35, 0.08), "the object is cut by the border of the picture"),
        (_ramp(vague, 0.5, 0.12), "much of it is half transparent"),
    )
    worst, why = min(reasons)
    if worst > 0.999:
        return 1.0, "The object was cut out with a clear outline."
    return round(worst, 3), f"The cutout is not perfect: {why}."


def _ramp(value: float, none: float, full: float) -> float:
    return float(np.clip((value - none) / (full - none), 0, 1))
