"""Pictures that other machines send: doubted, measured before they are decoded, and made PNG."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings

from PIL import Image

from memoreez import pixels
from memoreez.artifacts import Picture
from memoreez.errors import BadInput

MOST_BYTES = 24_000_000  # of an answer: a large PNG in base64
MOST_PIXELS = 4096 * 4096  # of a picture as it comes; models draw about a million
LEAST_PX = 64  # a shorter side than this is no picture of anything
KEPT_PX = 1536  # of the longer side: what a cutout works with
_DATA_URL = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*;base64,", re.I)


class Unusable(Exception):
    """What came is no picture; the text says why, as the end of a sentence."""


def unpacked(text: object) -> bytes:
    """The bytes of base64, with or without `data:image/…;base64,`. Raises Unusable."""
    if not isinstance(text, str) or not text.strip():
        raise Unusable("sends no picture")
    found = _DATA_URL.match(text)
    plain = "".join((text[found.end() :] if found else text).split())
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise Unusable("sends a picture that is no base64") from None


def decoded(data: bytes) -> tuple[Picture, pixels.Bytes]:
    """A PNG, JPEG or WebP, told by its content, as a PNG and as its pixels (h, w, 4).

    Alpha is kept where there is any. Raises Unusable: nothing is decoded before its size is known.
    """
    width, height = _size(data)
    if width * height > MOST_PIXELS:
        raise Unusable(f"sends a picture of {width} × {height} pixels, which is too large")
    if min(width, height) < LEAST_PX:
        raise Unusable(f"sends a picture of {width} × {height} pixels, which shows nothing")
    try:
        rgba = pixels.read(data, KEPT_PX)
    except BadInput:
        raise Unusable("sends a picture that is broken or cut off") from None
    kept = rgba if rgba[..., 3].min() < 255 else rgba[..., :3]
    return Picture(pixels.write(kept), rgba.shape[1], rgba.shape[0]), rgba


def _size(data: bytes) -> tuple[int, int]:
    """Width and height as the header says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            with Image.open(io.BytesIO(data), formats=pixels.FORMATS) as picture:
                return picture.size
    except Image.DecompressionBombError:
        raise Unusable("sends a picture of far too many pixels") from None
    except (OSError, SyntaxError, ValueError):
        raise Unusable("sends something that is no PNG, JPEG or WebP") from None
