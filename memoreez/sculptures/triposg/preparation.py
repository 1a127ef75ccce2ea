"""The picture as the model was trained on it: the object in the middle of a white square.

All around it is a tenth of its longer side. Then the shorter side becomes `short` pixels, and the
middle is cut out: the object takes 0.95 of what is left.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from memoreez.errors import PictureError

Bytes = npt.NDArray[np.uint8]

BORDER = 0.1  # of the object's longer side, on each side


def prepare(rgba: Bytes, short: int = 256, size: int = 224) -> Bytes:
    """Cuts the object out of `rgba` (h, w, 4): (size, size, 3) RGB on white.

    Raises PictureError where nothing can be seen.
    """
    square = Image.fromarray(_padded(rgba))
    width, height = square.size
    shorter = min(width, height)
    small = square.resize(
        (int(short * width / shorter), int(short * height / shorter)), Image.Resampling.BICUBIC
    )
    left, top = (small.width - size) // 2, (small.height - size) // 2
    return np.asarray(small.crop((left, top, left + size, top + size)))


def _padded(rgba: Bytes) -> Bytes:
    """The object on white, (side, side, 3), but for a pixel; sums in float32, as in training."""
    rows, columns = _extent(rgba[..., 3])
    part = rgba[rows, columns].astype(np.float32) / 255
    colours, alpha = part[..., :3], part[..., 3:]
    image = ((colours * alpha + (1 - alpha)) * 255).astype(np.uint8)
    height, width = image.shape[:2]
    border = int(max(height, width) * BORDER)
    above, beside = border, border
    if width > height:
        above = int(border + (width - height) / 2)
    else:
        beside = int(border + (height - width) / 2)
    return np.pad(image, ((above, above), (beside, beside), (0, 0)), constant_values=255)


def _extent(alpha: Bytes) -> tuple[slice, slice]:
    """The rows and columns with anything in them."""
    rows, columns = (np.flatnonzero((alpha > 0).any(axis)) for axis in (1, 0))
    if not len(rows):
        raise PictureError(
            "Nothing can be seen in this picture: all of it is transparent; take one in which the "
            "object is opaque.",
            "small",
        )
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
