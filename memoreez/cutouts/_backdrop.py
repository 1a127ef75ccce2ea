"""What the backdrop looks like, judged from the picture's border, and how far each pixel is off."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

RING = 0.035  # of the shorter side: the border that is taken for backdrop
DEGREE = 3  # of the polynomial in x and y, one for each of L, a and b
CHROMA = 1.6  # a difference of colour says more than one of brightness


@dataclass(frozen=True, eq=False)
class Backdrop:
    """A smooth backdrop fitted to a picture, and what departs from it. Units are those of Lab."""

    lab: Floats  # (h, w, 3) of the picture
    lighter: Floats  # (h, w) L above the backdrop's
    chroma: Floats  # (h, w) distance in a and b
    off: Floats  # (h, w) both in one
    ring: Bools  # (h, w) the border
    uneven: float  # the typical residual of the border
    noise: float  # what 90 % of the border stay under


def backdrop(bgr: npt.NDArray[np.uint8]) -> Backdrop:
    """The backdrop of a picture (h, w, 3), of which an object may touch a part of the border."""
    raw = cv2.cvtColor(bgr.astype(np.float32) / 255, cv2.COLOR_BGR2LAB)
    lab = cv2.bilateralFilter(raw, 5, 4, 3).astype(np.float32)
    height, width = lab.shape[:2]
    wide = max(3, round(RING * min(height, width)))
    ring = np.ones((height, width), np.bool_)
    ring[wide:-wide, wide:-wide] = False
    fitted, uneven = _fit(lab, ring)
    apart = lab - fitted
    chroma = np.hypot(apart[..., 1], apart[..., 2])
    off = np.hypot(apart[..., 0], CHROMA * chroma)
    noise = float(np.percentile(off[ring], 90))
    return Backdrop(lab, apart[..., 0], chroma, off.astype(np.float32), ring, uneven, noise)


def _fit(lab: Floats, ring: Bools) -> tuple[Floats, float]:
    """A polynomial surface (h, w, 3) through the border without its outliers, and its residual."""
    height, width = ring.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    powers = [(i, j) for i in range(DEGREE + 1) for j in range(DEGREE + 1 - i)]
    terms = np.stack([x**i * y**j for i, j in powers], -1)
    border, values = terms[ring], lab[ring]
    kept = np.ones(len(border), np.bool_)
    spread = 0.0
    for _ in range(4):
        # a little weight on the higher terms: between the borders they must not swing
        sheer = np.diag([0.002 * kept.sum() * (i + j > 1) * (i + j) ** 2 for i, j in powers])
        square = border[kept].T @ border[kept] + sheer
        weights = np.linalg.solve(square, border[kept].T @ values[kept])
        residual = np.abs(values - border @ weights).sum(axis=1)
        spread = float(np.median(residual)) * 1.4826 + 0.5
        kept = residual < 3 * spread
    return np.asarray(terms @ weights, np.float32), spread
