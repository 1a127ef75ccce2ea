"""How far what the network sees in a picture can be trusted, and in words what lowers it most.

The limits were set on pictures that are not of its kind: see benchmarks/claynet.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from memoreez.claynet.looking import Bools, Seen, cut
from memoreez.claynet.network import LOW, SIDE

SURE = 0.5  # from here on the solid is worth being made
WHY = {
    "small": "there is nothing like a figure in it",
    "border": "the figure is cut by the border of the picture",
    "vague": "it is not clear where the figure ends",
    "alike": "it is not clear what belongs to the figure",
    "several": "there is more than one figure in it",
    "strange": "it is not clear what shape that is",
    "hollow": "much of it has no shape that it knows",
    "odd": "its light does not tell one shape",
    "negative": "its light and dark seem to be exchanged",
}


@dataclass(frozen=True)
class Evidence:
    """What was measured in the frame; shares from 0 to 1."""

    area: float  # of the frame that the figure takes
    cut: float  # of the picture's border that the figure touches, as a share of the figure's width
    vague: float  # half-transparent area, as a share of the figure's
    apart: float  # how much the cutout changes when the picture is mirrored
    second: float  # the second largest piece, as a share of the largest
    doubt: float  # the expected error of its depth, as a share of the figure's size
    empty: float  # of the figure that the volume does not hold
    odd: float  # how far depth, normals and outline contradict one another
    negative: float  # times that its depth is doubted more than that of the negative


def evidence(seen: Seen) -> Evidence:
    """The measurements of what was seen."""
    mask = seen.alpha > 0.5
    area = max(int(mask.sum()), 1)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    size = max(len(rows), len(columns), 1) / (SIDE / 2)  # half frame widths
    answer = seen.answer
    vague = ((seen.alpha > 0.15) & (seen.alpha < 0.85)).sum() / area
    held: Bools = np.asarray((answer.volume < 0).any(axis=0))
    solid = cv2.resize(held.astype(np.float32), (SIDE, SIDE)) > 0.25
    return Evidence(
        area=area / SIDE**2,
        cut=cut(seen.frame, mask),
        vague=float(vague),
        apart=seen.apart,
        second=_second(mask),
        doubt=float(answer.doubt[mask].mean()) / size if mask.any() else 1.0,
        empty=float((mask & ~solid).sum() / area),
        odd=_odd(seen, mask),
        negative=seen.negative,
    )


def outlined(found: Evidence) -> tuple[float, str, str]:
    """Confidence 0 to 1 that the cutout is the figure, whatever shape it has; why, in two ways."""
    return _worst(_outline(found), "The figure was cut out with a clear outline.")


def verdict(found: Evidence) -> tuple[float, str, str]:
    """Confidence 0 to 1 that the figure is what the network sees, and why not more, in two ways."""
    shape = {
        "strange": ramp(found.doubt, 0.040, 0.026),  # stricter than for the outline alone
        "hollow": ramp(found.empty, 0.45, 0.25),
        "odd": ramp(found.odd, 0.6, 0.35),
        "negative": ramp(found.negative, 1.25, 1.0),  # figures: at most 0.8, negatives: from 1.3
    }
    return _worst(_outline(found) | shape, "One figure, clearly seen.")


def _outline(found: Evidence) -> dict[str, float]:
    return {
        "small": ramp(found.area, 0.015, 0.05),
        "border": ramp(found.cut, 0.12, 0.02),
        "vague": ramp(found.vague, 0.45, 0.12),
        "alike": ramp(found.apart, 0.25, 0.06),
        "several": ramp(found.second, 0.5, 0.12),
        "strange": ramp(found.doubt, 0.07, 0.045),
    }


def _worst(reasons: dict[str, float], good: str) -> tuple[float, str, str]:
    why = min(reasons, key=lambda name: reasons[name])
    if reasons[why] > 0.999:
        return 1.0, good, "clear"
    return round(reasons[why], 3), f"The picture is not an easy one: {WHY[why]}.", why


def ramp(value: float, none: float, full: float) -> float:
    """0 at `none`, 1 at `full`, even between."""
    return float(np.clip((value - none) / (full - none), 0, 1))


def _second(mask: Bools) -> float:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    areas = np.sort(stats[1:, cv2.CC_STAT_AREA])[::-1]
    return float(areas[1] / areas[0]) if count > 2 else 0.0


def _odd(seen: Seen, mask: Bools) -> float:
    """The mean sine of the angle between the normals and those of the depths, well inside."""
    answer = seen.answer
    inner = cv2.erode(mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    front = np.maximum(answer.front, LOW)
    across, down = np.gradient(front, axis=1) * SIDE / 2, np.gradient(front, axis=0) * SIDE / 2
    inner &= np.hypot(across, down) < 3
    if inner.sum() < 50:
        return 1.0
    own = np.stack([across, -down, np.ones_like(front)])
    own /= np.sqrt((own * own).sum(axis=0))
    cosine = np.clip((own * answer.front_normal).sum(axis=0)[inner], -1, 1)
    return float(np.sqrt(1 - cosine**2).mean())
