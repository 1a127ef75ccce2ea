"""A picture as low relief: its steps are kept, its brightness is not."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from scipy.fft import dctn, idctn

Floats = npt.NDArray[np.float32]

KNEE = 0.03  # of full brightness from pixel to pixel: larger steps are pressed, smaller ones raised
PRESS = 0.55
BROADEST = 0.35  # of the longer side: broader changes are left out, they would cost all the depth


def flattened(grey: npt.NDArray[np.uint8], figure: Floats | None = None) -> Floats:
    """Heights (h, w), 0 to 1, of a picture (h, w) of which dark is low and light is high.

    Steps are pressed together in the gradient domain and added up again by a screened Poisson
    equation in cosines (after Fattal et al. 2002 and Weyrich et al. 2007). `figure` (h, w), 0 to 1,
    stands out from the rest.
    """
    even = cv2.createCLAHE(1.6, (6, 6)).apply(grey).astype(np.float32) / 255
    calm = cv2.bilateralFilter(even, 7, 0.10, 3)
    calm = cv2.GaussianBlur(calm, (0, 0), 0.8)
    across = np.diff(calm, axis=1, append=calm[:, -1:])
    down = np.diff(calm, axis=0, append=calm[-1:])
    length = np.hypot(across, down) + 1e-5
    press = (KNEE / length) * (length / KNEE) ** PRESS
    press = (press * np.clip(length / 0.004, 0, 1)).astype(np.float32)  # noise stays noise
    height = _summed((across * press).astype(np.float32), (down * press).astype(np.float32))
    if figure is not None:
        height += (
            0.45 * np.ptp(np.percentile(height, [2, 98])) * cv2.GaussianBlur(figure, (0, 0), 2)
        )
    low, high = np.percentile(height, [0.5, 99.5])
    return np.asarray(np.clip((height - low) / max(high - low, 1e-6), 0, 1), np.float32)


def _summed(across: Floats, down: Floats) -> Floats:
    """The field whose differences come nearest to these, without its broadest changes."""
    rise = across - np.pad(across, ((0, 0), (1, 0)))[:, :-1]
    rise += down - np.pad(down, ((1, 0), (0, 0)))[:-1]
    height, width = rise.shape
    rows = 2 * np.cos(np.pi * np.arange(height) / height) - 2
    columns = 2 * np.cos(np.pi * np.arange(width) / width) - 2
    screen = 2 * (np.pi / (BROADEST * max(height, width))) ** 2
    spectrum = dctn(rise, norm="ortho") / (rows[:, None] + columns[None] - screen)
    spectrum[0, 0] = 0
    return np.asarray(idctn(spectrum, norm="ortho"), np.float32)
