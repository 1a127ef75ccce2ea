"""A photo that we drew."""

from __future__ import annotations

import cv2
import numpy as np


def pear(alpha: bool) -> bytes:
    """A shaded pear, its backdrop transparent or busy."""
    rows, columns = np.mgrid[:240, :200]
    low = ((rows - 150) / 70) ** 2 + ((columns - 100) / 62) ** 2 < 1
    high = ((rows - 75) / 50) ** 2 + ((columns - 100) / 38) ** 2 < 1
    inside = low | high
    shade = (120 + 90 * np.sin(columns / 60) * np.cos(rows / 90)).astype(np.uint8)
    if alpha:
        rgba = np.dstack([shade, shade, shade, np.where(inside, 255, 0).astype(np.uint8)])
        return cv2.imencode(".png", rgba)[1].tobytes()
    busy = np.random.default_rng(1).integers(0, 255, (240, 200, 3), dtype=np.uint8)
    busy[inside] = shade[inside][:, None]
    return cv2.imencode(".jpg", busy)[1].tobytes()
