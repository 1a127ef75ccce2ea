"""How far a cutout can be trusted: the weakest of five reasons decides, and says why."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from memoreez.cutouts._backdrop import Backdrop, Bools, Floats
from memoreez.cutouts._outline import Limits, outline, rim
from memoreez.cutouts._trust import ramp

SURE = 0.65  # from here on a cutout is good enough for a solid
WHY = {
    "small": "almost nothing or almost everything looks like the object",
    "border": "the object is cut by the border of the picture",
    "busy": "the backdrop is busy",
    "faint": "parts of the outline are faint",
    "alike": "it is not clear where the object ends",
    "shade": "a shadow looks much like the object",
}


@dataclass(frozen=True)
class Evidence:
    """What speaks for or against a cutout; the shares go from 0 to 1."""

    area: float  # share of the picture
    touch: float  # share of its border that the object covers
    noise: float  # of the backdrop, in units of Lab
    crisp: float  # share of the outline on which colours change quickly
    alike: float  # overlap with what other limits give
    shade: float  # share of the object that could as well be shadow, where there is one


def evidence(behind: Backdrop, cost: Floats, mask: Bools, limits: Limits) -> Evidence:
    """The evidence for a mask (h, w) that was found with `limits`."""
    ends = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    edge, steep = rim(behind, mask, limits.step)
    crisp = float(steep[edge].mean()) if edge.any() else 0.0
    low = limits.floor(behind.noise)
    around, quick = rim(behind, behind.off > low, limits.step)
    soft = 1 - float(quick[around].mean()) if around.any() else 1.0
    grey = mask & (behind.chroma < limits.chroma + low) & (behind.lighter < 0)
    shade = float(grey.sum()) / max(float(mask.sum()), 1.0) * min(max(soft - 0.15, 0.0) * 5, 1.0)
    others = (
        replace(limits, flood=0.4 * limits.flood, hard=0.4 * limits.hard, least=1.7 * limits.least),
        replace(limits, flood=2.5 * limits.flood, hard=2.5 * limits.hard, crisp=0.9),
    )
    alike = min(overlap(mask, outline(behind, cost, other)) for other in others)
    return Evidence(float(mask.mean()), float(ends.mean()), behind.noise, crisp, alike, shade)


def verdict(found: Evidence) -> tuple[float, str, str]:
    """Confidence 0 to 1, and what lowers it most: in a sentence, and in a word."""
    small = min(ramp(found.area, 0.01, 0.03), ramp(found.area, 0.9, 0.75))
    reasons = {
        "small": small,
        "border": ramp(found.touch, 0.05, 0.005),
        "busy": ramp(found.noise, 12.0, 4.0),
        "faint": ramp(found.crisp, 0.5, 0.9),
        "alike": ramp(found.alike, 0.85, 1.0),
        "shade": ramp(found.shade, 0.9, 0.1),
    }
    why = min(reasons, key=lambda name: reasons[name])
    if reasons[why] >= SURE:
        return reasons[why], "The object was cut out of a plain backdrop.", "plain"
    return reasons[why], f"The cutout is uncertain: {WHY[why]}.", why


def overlap(one: Bools, other: Bools) -> float:
    """How alike two masks (h, w) are, 0 to 1, but for one pixel along the outline."""
    kernel = np.ones((3, 3), np.uint8)
    apart = cv2.erode((one ^ other).astype(np.uint8), kernel).sum()
    return 1 - float(apart) / max(float((one | other).sum()), 1.0)
