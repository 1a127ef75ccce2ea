"""Heights that make an outline round: inflated like a balloon, with the picture's fine relief."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, eye_array
from scipy.sparse.linalg import spsolve

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

WORK_PX = 220  # longer side of the grid on which the balloon is solved
LARGEST = 0.30  # of the square root of the area: half thickness that is never passed


def balloon(level: Floats) -> Floats:
    """Half thickness (h, w) in pixels: √(2h) of Δh = −1 inside, h = 0 on the outline.

    A long bar becomes a round one exactly; a disc a lens of 0.7 of its radius. The equation is
    solved on a small grid; h over the distance to the outline is smooth, so that the product
    with the fine distance keeps a clean rim (after Joshi and Carr, Repoussé, 2008).
    """
    height, width = level.shape
    scale = min(WORK_PX / max(height, width), 1.0)
    size = (max(round(width * scale), 3), max(round(height * scale), 3))
    coarse = np.pad(cv2.resize(level, size, interpolation=cv2.INTER_AREA) > 0.5, 1)
    bulge = _poisson(coarse) / scale**2
    near = cv2.distanceTransform(coarse.astype(np.uint8), cv2.DIST_L2, 5) / scale
    ratio = np.where(near > 0, bulge / np.maximum(near, 1e-6), 0).astype(np.float32)
    weight = cv2.GaussianBlur((near > 0).astype(np.float32), (0, 0), 2.0)
    smooth = cv2.GaussianBlur(ratio, (0, 0), 2.0) / (weight + 1e-4)
    fine = cv2.resize(smooth[1:-1, 1:-1], (width, height), interpolation=cv2.INTER_CUBIC)
    inside = np.pad(level > 0.5, 1).astype(np.uint8)
    far = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1]
    rim = fine * cv2.GaussianBlur(far, (0, 0), 1.2)
    whole = cv2.resize(
        cv2.GaussianBlur(bulge.astype(np.float32), (0, 0), 1.0)[1:-1, 1:-1],
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    deep = np.clip(far * scale / 6 - 0.5, 0, 1)  # inside, h itself is smooth, the distance is not
    round_ = np.sqrt(2 * np.maximum(deep * whole + (1 - deep) * rim, 0))
    most = LARGEST * float(np.sqrt(max(float((level > 0.5).sum()), 1.0)))
    return np.asarray(most * np.tanh(round_ / most), np.float32)


def relief(grey: Floats, level: Floats) -> Floats:
    """What the picture's light and dark say about its surface (h, w), about −1 to 1.

    Bands of brightness from a hundredth to a twelfth of the object's size: broad ones would only
    be the light's direction, finer ones noise.
    """
    inside = (level > 0.5).astype(np.float32)
    size = float(np.sqrt(max(float(inside.sum()), 1.0)))
    fine, middle, broad = (_within(grey, inside, size * s) for s in (0.006, 0.025, 0.08))
    return np.asarray(2.6 * (fine - middle) + 1.5 * (middle - broad), np.float32)


def _within(grey: Floats, inside: Floats, sigma: float) -> Floats:
    """A blur that does not look beyond the outline."""
    total = cv2.GaussianBlur(grey * inside, (0, 0), sigma)
    return np.asarray(total / (cv2.GaussianBlur(inside, (0, 0), sigma) + 1e-4), np.float32)


def _poisson(inside: Bools) -> npt.NDArray[np.float64]:
    """h (h, w) of −Δh = 1 inside, 0 outside, in pixels²."""
    number = np.full(inside.shape, -1, np.int64)
    count = int(inside.sum())
    number[inside] = np.arange(count)
    pairs = []
    for a, b in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1], np.s_[1:])):
        both = inside[a] & inside[b]
        pairs.append(np.stack([number[a][both], number[b][both]]))
    one, other = np.concatenate(pairs, axis=1)
    rows, columns = np.r_[one, other], np.r_[other, one]
    links = coo_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    solved = spsolve((4 * eye_array(count) - links).tocsc(), np.ones(count))
    field = np.zeros(inside.shape)
    field[inside] = solved
    return field
