"""Whether a picture from a model is one to work with: a plain backdrop, one object, all of it.

Looks at 256 pixels a side, for a few hundredths of a second. The backdrop is what can be reached
from the border without crossing an outline, so that gradients and soft shadows belong to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

ENOUGH = 0.5  # a picture with a lower score is drawn once more
WORK_PX = 256
RING_PX = 8  # the border that is taken for backdrop
STEP = (5, 3, 3)  # of L, a and b in 8 bits from pixel to pixel: more is an outline
LEAST = 6.0  # in Lab: what departs less from the backdrop is backdrop
NOISY = 2.5  # or less than this many times the border's own noise
SMALL = 0.0015  # of the picture: smaller pieces are dust
CLEAR = 16.0  # in Lab: what departs more is no backdrop, wherever it is reached from
DOT = np.ones((3, 3), np.uint8)
GAP = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))  # two things are further apart


@dataclass(frozen=True)
class Judged:
    """How good a picture is to work with, from 0 to 1, and what is wrong with it, in words."""

    score: float
    words: str

    @property
    def enough(self) -> bool:
        return self.score >= ENOUGH


@dataclass(frozen=True)
class Seen:
    """What was measured; shares go from 0 to 1."""

    noise: float  # of the border, in Lab, where no object covers it
    area: float  # share of the picture that the object takes
    second: float  # the second largest piece, as a share of the largest
    touch: float  # share of the picture's edge that the object covers


def judge(rgba: npt.NDArray[np.uint8]) -> Judged:
    """The verdict on a picture (h, w, 4); transparency counts as a plain backdrop."""
    seen = look(rgba)
    reasons = (
        (_ramp(seen.area, 0.008, 0.025), "Nothing stands out from the backdrop."),
        (_ramp(seen.noise, 5.5, 2.5), "The backdrop is not plain."),
        (_ramp(seen.area, 0.88, 0.72), "The object fills the whole picture."),
        (_ramp(seen.touch, 0.05, 0.004), "The object is cut by the border of the picture."),
        (_ramp(seen.second, 0.2, 0.03), "There is more than one object in the picture."),
    )
    worst, words = min(reasons, key=lambda reason: reason[0])
    if worst >= ENOUGH:
        words = "One whole object stands before a plain backdrop."
    return Judged(round(worst, 3), words)


def look(rgba: npt.NDArray[np.uint8]) -> Seen:
    """The measurements of a picture (h, w, 4)."""
    scale = WORK_PX / max(rgba.shape[:2])
    size = (max(round(rgba.shape[1] * scale), 32), max(round(rgba.shape[0] * scale), 32))
    small = cv2.resize(rgba, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if small[..., 3].min() < 250:
        return _measured(small[..., 3] > 127, 0.0)
    raw = cv2.cvtColor(small[..., :3], cv2.COLOR_RGB2LAB)
    lab = np.asarray(cv2.bilateralFilter(raw, 5, 12, 3), np.uint8)
    off, noise = _departed(lab)
    low = max(LEAST, NOISY * noise)
    behind = _reached(lab, off < low) & (off < CLEAR)
    return _measured(_whole(~behind & (off > LEAST)), noise)


def _departed(lab: npt.NDArray[np.uint8]) -> tuple[Floats, float]:
    """How far (h, w) each pixel is from a smooth surface through the border, and its noise."""
    values = lab * np.array([100 / 255, 1, 1], np.float32)
    height, width = values.shape[:2]
    ring = np.ones((height, width), np.bool_)
    ring[RING_PX:-RING_PX, RING_PX:-RING_PX] = False
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1)
    border, wanted = terms[ring], values[ring]
    kept = np.ones(len(border), np.bool_)
    for _ in range(8):
        weights = np.linalg.lstsq(border[kept], wanted[kept], rcond=None)[0]
        far = np.linalg.norm(wanted - border @ weights, axis=1)
        kept = far <= max(2.5 * float(np.median(far)), 1.0)
    off = np.linalg.norm(values - terms @ weights, axis=-1).astype(np.float32)
    return off, float(np.percentile(off[ring], 70))


def _reached(lab: npt.NDArray[np.uint8], plain: Bools) -> Bools:
    """The backdrop (h, w): what small steps lead to from those parts of the edge that are plain."""
    height, width = plain.shape
    mask = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    edge = np.zeros_like(plain)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    for y, x in np.argwhere(edge & plain):
        if not mask[y + 1, x + 1]:
            cv2.floodFill(lab, mask, (int(x), int(y)), 0, STEP, STEP, flags)
    return np.asarray(mask[1:-1, 1:-1] > 0)


def _whole(mask: Bools) -> Bools:
    """Without dust, its small gaps closed."""
    opened = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, DOT)
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, GAP)
    return np.asarray(closed > 0)


def _measured(mask: Bools, noise: float) -> Seen:
    """The pieces of an object (h, w) and where they touch the edge."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    areas = np.sort(stats[1:count, cv2.CC_STAT_AREA])[::-1] / mask.size
    areas = areas[areas >= SMALL]
    ends = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    second = float(areas[1] / areas[0]) if len(areas) > 1 else 0.0
    return Seen(noise, float(areas.sum()), second, float(ends.mean()))


def _ramp(value: float, none: float, full: float) -> float:
    return float(np.clip((value - none) / (full - none), 0, 1))
