"""How far an alpha channel that others made can be trusted, from its shape alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

HALF = (40, 215)  # alpha, of 255, between which a pixel is neither object nor backdrop

WHY = {
    "small": "it shows almost nothing or all",
    "border": "the object is cut by the border of the picture",
    "vague": "much of it is half transparent",
}


def trust(alpha: npt.NDArray[np.uint8]) -> tuple[float, str, str]:
    """Confidence 0 to 1 of an alpha channel (h, w), what lowers it most, and that in a word."""
    seen = alpha > 127
    ends = np.concatenate([seen[0], seen[-1], seen[:, 0], seen[:, -1]])
    area = float(seen.mean())
    vague = float(((alpha > HALF[0]) & (alpha < HALF[1])).mean()) / max(area, 1e-6)
    reasons = {
        "small": min(ramp(area, 0.004, 0.02), ramp(area, 0.97, 0.85)),
        "border": ramp(float(ends.mean()), 0.35, 0.08),
        "vague": ramp(vague, 0.5, 0.12),
    }
    why = min(reasons, key=lambda name: reasons[name])
    if reasons[why] > 0.999:
        return 1.0, "The object was cut out with a clear outline.", "clear"
    return round(reasons[why], 3), f"The cutout is not perfect: {WHY[why]}.", why


def ramp(value: float, none: float, full: float) -> float:
    """0 at `none`, 1 at `full`, straight between."""
    return float(np.clip((value - none) / (full - none), 0, 1))
