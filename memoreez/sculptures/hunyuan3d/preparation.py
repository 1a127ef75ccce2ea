"""The picture as the model was trained on it: the object centred, on white, with a border.

Only alpha says where the object is; its colours are composited on white, never multiplied by it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.errors import PictureError

Bytes = npt.NDArray[np.uint8]

BORDER = 0.15  # of the square's side, both borders together


@dataclass(frozen=True, eq=False)
class Prepared:
    """A square picture on white, and where in it the object is."""

    image: Bytes  # (size, size, 3) RGB
    mask: Bytes  # (size, size): alpha


def prepare(rgba: Bytes, size: int = 512) -> Prepared:
    """Cuts the object out of `rgba` (h, w, 4), centres it in a square, and sets it on white.

    Without alpha, (h, w, 3), the whole picture is the object. Raises PictureError where nothing
    can be seen.
    """
    if rgba.shape[2] == 3:
        rgba = np.dstack([rgba, np.full(rgba.shape[:2], 255, np.uint8)])
    rows, columns = _extent(rgba[..., 3])
    side = max(rgba.shape[:2])
    longer = int(side * (1 - BORDER))
    height, width = rows.stop - rows.start, columns.stop - columns.start
    scale = longer / max(height, width)
    # a thing 1,000 times as long as wide still has a pixel
    height, width = max(1, int(height * scale)), max(1, int(width * scale))
    small = np.asarray(
        cv2.resize(rgba[rows, columns], (width, height), interpolation=cv2.INTER_AREA), np.uint8
    )
    top, left = (side - height) // 2, (side - width) // 2
    inside = slice(top, top + height), slice(left, left + width)
    image, mask = np.full((side, side, 3), 255, np.uint8), np.zeros((side, side), np.uint8)
    mask[inside] = small[..., 3]
    image[inside] = _on_white(small)
    image = cv2.resize(image, (size, size), interpolation=cv2.INTER_CUBIC)
    mask = cv2.resize(mask, (size, size), interpolation=cv2.INTER_NEAREST)
    return Prepared(image.astype(np.uint8), mask.astype(np.uint8))


def _on_white(rgba: Bytes) -> Bytes:
    """Composited in float32, as in training, where that differs from taking or leaving a pixel."""
    alpha = rgba[..., 3]
    image = cv2.cvtColor(rgba, cv2.COLOR_RGBA2RGB)
    cv2.copyTo(np.full_like(image, 255), (alpha == 0).view(np.uint8), image)
    soft = np.flatnonzero((alpha > 0) & (alpha < 255))  # a thin line around the object
    colours, opacity = image.reshape(-1, 3), alpha.reshape(-1)[soft, None].astype(np.float32) / 255
    colours[soft] = colours[soft] * opacity + 255 * (1 - opacity)
    return image.astype(np.uint8, copy=False)


def _extent(alpha: Bytes) -> tuple[slice, slice]:
    """The rows and columns with anything in them, but the last of each: so it was in training."""
    rows, columns = (np.flatnonzero((alpha > 0).any(axis)) for axis in (1, 0))
    if len(rows) < 2 or len(columns) < 2 or rows[0] == rows[-1] or columns[0] == columns[-1]:
        raise PictureError(
            "Nothing can be seen in this picture: all of it is transparent; take one in which the "
            "object is opaque.",
            "small",
        )
    return slice(int(rows[0]), int(rows[-1])), slice(int(columns[0]), int(columns[-1]))
