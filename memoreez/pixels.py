"""Pictures as bytes to pixels and back, within limits that no file can get round."""

from __future__ import annotations

import io
import struct
import warnings
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from memoreez.artifacts import Cutout
from memoreez.errors import BadInput, PictureError

Bytes = npt.NDArray[np.uint8]

FORMATS = ("PNG", "JPEG", "WEBP")
HEIC = "HEIF"  # read with `pip install 'memoreez[heic]'`: a decoder alone, under the LGPL
BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")  # of HEIC files
MOST_PIXELS = 50_000_000
# what a parser of a stranger's EXIF meets: numbers that are none, offsets that lead nowhere
MALFORMED = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, SyntaxError,
             TypeError, ValueError, struct.error)  # fmt: skip
ORIENTATION = 0x0112  # the EXIF tag: which side is up; 1 is as it lies
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LEAST_PX = 16  # a side below this shows nothing
SHARE = 0.85  # of the frame that the longer side of a centred object takes
SEEN = 13  # alpha, of 255, from which on a pixel belongs to the object's box


def read(data: bytes, most_px: int | None = None) -> Bytes:
    """A PNG, JPEG, WebP or HEIC as (h, w, 4) RGBA, upright; its longer side at most `most_px`.

    Nothing is decoded before the header's size is known. Raises PictureError for anything else.
    """
    formats = (_heic(),) if data[4:8] == b"ftyp" and data[8:12] in BRANDS else FORMATS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our limit is lower
            warnings.simplefilter("ignore", UserWarning)  # of EXIF that we do not look at
            with Image.open(io.BytesIO(data), formats=formats) as picture:
                _inspect(picture)
                return _pixels(picture, most_px)
    except (*MALFORMED, Image.DecompressionBombError) as error:
        raise PictureError(
            "The picture cannot be read: it is no whole PNG, JPEG or WebP; save it again as PNG.",
            "unreadable",
        ) from error


@lru_cache(maxsize=1)
def reads_heic() -> bool:
    """Whether there is a decoder of HEIC, as iPhones write it."""
    return find_spec("pi_heif") is not None


def _heic() -> str:
    """The name of the format, once Pillow can read it. Raises PictureError."""
    if not reads_heic():
        raise PictureError(
            "This is a HEIC picture, as iPhones take them, and no decoder for it is installed: "
            "send a JPEG or PNG, or let whoever runs this do: pip install 'memoreez[heic]'.",
            "heic",
        )
    import_module("pi_heif").register_heif_opener()
    return HEIC


def write(rgba: Bytes) -> bytes:
    """Pixels (h, w, 3 or 4) RGB or RGBA as a PNG; quick rather than small."""
    order = cv2.COLOR_RGBA2BGRA if rgba.shape[2] == 4 else cv2.COLOR_RGB2BGR
    _, png = cv2.imencode(".png", cv2.cvtColor(rgba, order), [cv2.IMWRITE_PNG_COMPRESSION, 2])
    return png.tobytes()


def centred(cutout: Cutout, size_px: int, share: float = SHARE) -> Bytes:
    """A cutout as engines want it: (size_px, size_px, 4) RGBA, the object in the middle.

    Its longer side takes `share` of the frame. Alpha stays alpha: it is never mixed with a colour.
    Raises BadInput for a cutout that shows nothing.
    """
    rgba = read(cutout.png)
    there = rgba[..., 3] >= SEEN
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not len(rows):
        raise BadInput("The cutout shows nothing: take a picture with one object before a wall.")
    top, left = int(rows[0]), int(columns[0])
    height, width = int(rows[-1]) + 1 - top, int(columns[-1]) + 1 - left
    scale = share * size_px / max(height, width)
    middle = (left + width / 2, top + height / 2)
    shift = [size_px / 2 - scale * m for m in middle]
    matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    premultiplied = rgba.astype(np.float32)
    premultiplied[..., :3] *= premultiplied[..., 3:] / 255
    if scale < 1:  # warping alone would skip pixels
        blur = 0.45 * float(np.sqrt(1 / scale**2 - 1))
        premultiplied = cv2.GaussianBlur(premultiplied, (0, 0), blur).astype(np.float32)
    size = (size_px, size_px)
    moved = cv2.warpAffine(premultiplied, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float32)
    moved[..., :3] *= 255 / np.maximum(moved[..., 3:], 1)
    return np.clip(np.rint(moved), 0, 255).astype(np.uint8)


def _inspect(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise PictureError(
            f"The picture has {width} × {height} pixels; at most {MOST_PIXELS // 10**6} megapixels "
            "are taken: make it smaller.",
            "pixels",
        )
    if min(width, height) < LEAST_PX:
        raise PictureError(
            f"The picture has {width} × {height} pixels, too few to show anything; "
            f"choose one of {LEAST_PX} × {LEAST_PX} or more.",
            "small",
        )


def _reduced(picture: Image.Image, most_px: int | None) -> Image.Image:
    """Half its size, or a third … while it stays larger than wanted: 50 megapixels take room."""
    factor = max(picture.size) // most_px if most_px else 1
    if factor < 2 or picture.mode not in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return picture
    return picture.reduce(factor)  # which side is up comes along


def _turned(picture: Image.Image) -> Image.Transpose | None:
    """How to set it upright, by its EXIF; what that says beside it is not even parsed.

    `ImageOps.exif_transpose` writes the other tags anew, and stumbles over malformed ones.
    """
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except MALFORMED:  # the picture itself is fine
        return None


def _pixels(picture: Image.Image, most_px: int | None) -> Bytes:
    if most_px and max(picture.size) > most_px:
        picture.draft("RGB", (most_px, most_px))  # JPEG: decodes at a fraction of its size
    turn = _turned(picture)
    reduced = _reduced(picture, most_px)
    upright = reduced.transpose(turn) if turn is not None else reduced
    if upright.mode.startswith("I"):  # 16 bits
        upright = Image.fromarray((np.asarray(upright, np.float32) / 257).clip(0, 255).astype("u1"))
    rgba = np.asarray(upright.convert("RGBA"))
    if most_px and max(rgba.shape[:2]) > most_px:
        scale = most_px / max(rgba.shape[:2])
        size = (max(round(rgba.shape[1] * scale), 1), max(round(rgba.shape[0] * scale), 1))
        rgba = cv2.resize(rgba, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(rgba, np.uint8)
