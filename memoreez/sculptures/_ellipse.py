"""From how far above a picture was taken, by the lower outline of a round pedestal.

A circle that lies level is seen as an ellipse, the rounder the higher the camera is. The outline
is put onto a level floor below a camera of each elevation in turn; where it is most nearly part of
a circle, that is the elevation. Pedestals that are not round show no such arc and tell nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.claynet.network import SIDE
from memoreez.sculptures._columns import STEP

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STEEP = 1.0  # pixels for each column: steeper, it may be the bevel of a foot
REACH = 2  # columns to either side, over which the outline's slope is measured
LEAST = 40  # columns of an arc that tells something
WIDE = 45.0  # degrees of the circle that it has to show to either side of its middle
OFF = 0.28  # pixels, root of the mean square: what is farther off is no circle
HIGHEST = math.radians(36)  # seen from further above the outline is the bevel's alone
ROUNDS = 4  # in which outliers lose their weight
CARE = 0.5  # pixels: outliers beyond count less
HORIZON = 1e-3  # lines of sight fall at least so much
COARSE = np.radians(np.arange(1.0, 50.0, 1.5))
FINE = np.radians(np.arange(-1.5, 1.6, 0.25))
BEVEL = 0.95  # of what is told is true: feet are bevelled, and outlines a little too wide
ALIKE = (0.8, 1.3)  # its radius, in those of the pedestal that was recognised
MOST = math.radians(5.0)  # as far as depths lean


@dataclass(frozen=True)
class Arc:
    """Part of a circle that lies level, as it is seen."""

    elevation: float  # radians, of the camera above it
    off: float  # pixels from the outline, root of the mean square
    left: float  # degrees of the circle that are seen to the left of its front
    right: float
    columns: int  # of the frame

    @property
    def radius(self) -> float:
        """In half frame widths."""
        seen = math.sin(math.radians(self.left)) + math.sin(math.radians(self.right))
        return self.columns * STEP / max(seen, 1e-6)


def leaning(alpha: Floats, half: float, radius: float, elevation: float) -> float:
    """By how many radians a figure leans towards the camera of its picture; 0 if nothing tells it.

    It stands on a pedestal of `radius`, in half frame widths, whose top is level if the camera
    looks down by `elevation`. Where its outline tells a higher camera, the figure's depths are
    those of a lower one, and so it leans; its pedestal's top is wrong in depth by as much. Never
    below 0: an outline that tells less was seen only where the told lens is wrong.
    """
    seen = arc(alpha, half)
    if seen is None or not ALIKE[0] < seen.radius / radius < ALIKE[1]:
        return 0.0
    return min(max(BEVEL * seen.elevation - elevation, 0.0), MOST)


def arc(alpha: Floats, half: float) -> Arc | None:
    """The level circle on whose arc the figure in a cutout (SIDE, SIDE) stands; None for no arc.

    `half` is the tangent of half the frame, whose middle the camera looks at.
    """
    low = lowest(alpha)
    at = _span(low)
    if len(at) < LEAST:
        return None
    x = ((at.astype(np.float64) + 0.5) * STEP - 1) * half
    y = -((low[at] + 0.5) * STEP - 1) * half
    slope = np.gradient(low[at])
    weight = 1 / np.sqrt(1 + slope * slope)
    tried = [_fitted(x, y, weight, half, float(one)) for one in COARSE]
    near = min(tried, key=_error).elevation + FINE
    best = min((_fitted(x, y, weight, half, float(one)) for one in near), key=_error)
    above = best.elevation - math.atan(float(y.mean()))
    before = min(best.left, best.right) > WIDE and max(best.left, best.right) < 90
    return best if best.off < OFF and before and above < HIGHEST else None


def _error(one: Arc) -> float:
    return one.off


def lowest(alpha: Floats) -> Doubles:
    """The row (SIDE,) at which each column of the largest piece ends below; NaN where none is."""
    soft = cv2.GaussianBlur(alpha, (0, 0), 0.5)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((soft > 0.5).astype(np.uint8))
    if count < 2:
        return np.full(SIDE, np.nan)
    inside = labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    row = SIDE - 1 - np.argmax(inside[::-1], axis=0)
    known = inside.any(axis=0) & (row < SIDE - 1)
    row, column = np.minimum(row, SIDE - 2), np.arange(SIDE)
    here, below = soft[row, column], soft[row + 1, column]
    share = (here - 0.5) / np.maximum(here - below, 1e-6)
    return np.where(known, row + np.clip(share, 0, 1), np.nan)


def _span(low: Doubles) -> Ints:
    """The columns about the lowest point over which an outline is smooth and not steep."""
    wide = np.pad(low, REACH, constant_values=np.nan)
    slope = np.abs(wide[2 * REACH :] - wide[: -2 * REACH]) / (2 * REACH)
    jump = np.abs(np.diff(low, prepend=np.nan)) < 2 * STEEP + 1
    calm = (slope < STEEP) & jump & np.isfinite(low)
    at = int(np.argmax(np.where(calm, low, -1.0)))
    if not calm[at]:
        return np.empty(0, np.int64)
    gaps = np.flatnonzero(~calm)
    start = gaps[gaps < at].max(initial=-1) + 1
    end = gaps[gaps > at].min(initial=SIDE)
    return np.arange(start, end)


def _fitted(x: Doubles, y: Doubles, weight: Doubles, half: float, elevation: float) -> Arc:
    """The circle through lines of sight (x, y, 1), where they meet a floor one below the camera."""
    sine, cosine = math.sin(elevation), math.cos(elevation)
    fall = sine - y * cosine
    if fall.min() < HORIZON:
        return Arc(elevation, math.inf, 0, 0, 0)
    far = 1 / fall
    across, away = x * far, (y * sine + cosine) * far
    wanted = across**2 + away**2
    known = np.stack([2 * across, 2 * away, np.ones_like(x)], axis=1)
    trust = weight
    for _ in range(ROUNDS):
        found = np.linalg.lstsq(known * trust[:, None], wanted * trust, rcond=None)[0]
        radius = math.sqrt(max(float(found[2] + found[0] ** 2 + found[1] ** 2), 1e-12))
        right, back = across - found[0], away - found[1]
        distance = np.maximum(np.hypot(right, back), 1e-9)
        moved = np.abs(right * x * cosine + back) / distance * far * far  # by one of y
        pixel = np.maximum(moved, 1e-9) * STEP * half
        off = (distance - radius) / pixel * weight
        trust = weight / pixel / np.sqrt(np.maximum(np.abs(off) / CARE, 1))
        trust = trust / trust.max()
    turn = np.degrees(np.arctan2(right, -back))
    error = float(np.sqrt(np.mean(np.minimum(off**2, 4))))
    return Arc(elevation, error, -float(turn.min()), float(turn.max()), len(x))
