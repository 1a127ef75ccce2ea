"""Pictures as the studio keeps them: whole, and as drafts for the screen."""

from __future__ import annotations

import cv2
import numpy as np

from memoreez.artifacts import Maker, Picture
from memoreez.errors import ProviderError

QUALITY = 82  # of the JPEG that is on screen for a second or two


def drawn(png: bytes, by: Maker | None = None) -> Picture:
    """The picture in a PNG of ours; its size is in the header."""
    return Picture(png, int.from_bytes(png[16:20]), int.from_bytes(png[20:24]), by=by)


def draft(picture: Picture) -> bytes:
    """As a JPEG, a tenth of the size. Raises ProviderError for what is no picture."""
    image = cv2.imdecode(np.frombuffer(picture.png, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ProviderError("The picture that came is not a readable PNG; draw it again.")
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()
