"""Pictures to pixels: formats, limits, orientation, and the frame that engines get."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress

import drawn_pictures as drawn
import numpy as np
import pytest
from photos_drawn import HEIC
from PIL import Image

from memoreez import pixels
from memoreez.errors import BadInput, PictureError


def coded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_reads_each_format(kind: str) -> None:
    """A red picture is red and opaque in each format."""
    rgba = pixels.read(coded(Image.new("RGB", (40, 30), (200, 30, 20)), kind))
    assert rgba.shape == (30, 40, 4) and rgba.dtype == np.uint8
    assert np.abs(rgba[15, 20].astype(int) - (200, 30, 20, 255)).max() < 12


def test_turns_a_photo_upright() -> None:
    """EXIF's orientation 6 is a quarter turn: the left edge comes to the top."""
    image = Image.new("RGB", (64, 32), (255, 255, 255))
    image.paste((0, 0, 0), (0, 0, 16, 32))
    exif = Image.Exif()
    exif[0x0112] = 6
    rgba = pixels.read(coded(image, "JPEG", exif=exif))
    assert rgba.shape[:2] == (64, 32)
    assert rgba[4, 16, 0] < 60 and rgba[60, 16, 0] > 200


@pytest.mark.parametrize("mode", ["L", "LA", "P", "I;16"])
def test_reads_other_colours(mode: str) -> None:
    """Grey, palette and 16-bit pictures come as RGBA; white stays white."""
    if mode == "I;16":
        image = Image.fromarray(np.full((20, 20), 65535, np.uint16))
    else:
        image = Image.new("RGBA", (20, 20), "white").convert(mode)
    rgba = pixels.read(coded(image, "PNG"))
    assert rgba.shape == (20, 20, 4) and rgba[..., :3].min() > 250


def test_makes_a_large_one_smaller() -> None:
    """The longer side is at most what was asked for, the shape stays."""
    assert pixels.read(coded(Image.new("RGB", (900, 300)), "JPEG"), 300).shape[:2] == (100, 300)


def bomb(side: int) -> bytes:
    """A PNG whose header promises `side`² pixels and that holds nothing."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        coded(Image.new("RGB", (40, 40)), "GIF"),
        coded(Image.effect_noise((40, 40), 50), "PNG")[:-400],
        coded(Image.new("RGB", (5, 400)), "PNG"),
        bomb(8000),
        bomb(12000),
        bomb(60000),
    ],
    ids=["empty", "svg", "gif", "half", "narrow", "64 MP", "144 MP", "3600 MP"],
)
def test_refuses_what_is_no_picture(data: bytes) -> None:
    """Each is one sentence, before memory is taken."""
    with pytest.raises(BadInput, match="picture"):
        pixels.read(data)


def test_centres_a_cutout() -> None:
    """The object is in the middle, 85 % of the frame, and its alpha stays soft."""
    rgba = pixels.centred(drawn.cutout(), 200)
    y, x = np.nonzero(rgba[..., 3] > 127)
    assert rgba.shape == (200, 200, 4)
    assert abs(max(np.ptp(y), np.ptp(x)) + 1 - 170) <= 2
    assert abs(y.min() + y.max() - 199) <= 2 and abs(x.min() + x.max() - 199) <= 2
    assert ((rgba[..., 3] > 20) & (rgba[..., 3] < 235)).any()


def test_centring_mixes_no_backdrop_in() -> None:
    """Colours on the rim are the object's, not a mixture with what was transparent."""
    flat = np.zeros((100, 100, 4), np.uint8)
    flat[30:70, 30:70] = (200, 100, 50, 255)
    flat[:, :, :3][flat[..., 3] == 0] = (0, 255, 0)
    made = drawn.cutout()
    green = type(made)(pixels.write(flat), 100, 100, 1.0, "drawn", "")
    rgba = pixels.centred(green, 64)
    rim = rgba[(rgba[..., 3] > 30)]
    assert np.abs(rim[:, :3].astype(int) - (200, 100, 50)).max() < 6


def test_refuses_to_centre_nothing() -> None:
    """A cutout without any object is an error, not an empty picture."""
    made = drawn.cutout()
    empty = pixels.write(np.zeros((50, 50, 4), np.uint8))
    with pytest.raises(BadInput, match="shows nothing"):
        pixels.centred(type(made)(empty, 50, 50, 0.0, "drawn", ""), 64)


def test_heic_without_a_decoder_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the studio can install one, whoever sends the picture can save it otherwise."""
    monkeypatch.setattr(pixels, "reads_heic", lambda: False)
    with pytest.raises(PictureError, match="memoreez\\[heic\\]") as refused:
        pixels.read(HEIC)
    assert refused.value.code == "heic"


def test_heic_is_read_upright() -> None:
    """Turned once, though both the picture and its EXIF say so; cut short it is no picture."""
    read = pixels.read(HEIC)
    assert read.shape == (64, 48, 4)
    assert read[2, 2, 0] > 150 > read[-3, 2, 0] and read[-3, 2, 2] > 150
    with pytest.raises(PictureError):
        pixels.read(HEIC[:-40])


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK", "P", "1", "I;16"])
def test_large_pictures_of_every_kind_are_made_small(mode: str) -> None:
    """They are halved before they are converted where that can be; turned they stay."""
    picture = Image.new("RGB", (800, 400), (200, 200, 200))
    picture = picture.convert("L").convert("I;16") if mode == "I;16" else picture.convert(mode)
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    picture.save(file, "JPEG" if mode == "CMYK" else "PNG", exif=exif)
    read = pixels.read(file.getvalue(), 100)
    assert read.shape == (100, 50, 4)
    if mode != "I;16":  # there 200 is next to nothing
        assert abs(int(read[50, 25, 0]) - 200) < 60


def test_odd_exif_costs_no_picture() -> None:
    """Bytes of it turned over at random: the picture is read, upright where that can be told."""
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x011A] = 6, "Maker", 72.0
    Image.new("RGB", (64, 40), "red").save(buffer, "JPEG", exif=exif)
    good, random = buffer.getvalue(), np.random.default_rng(0)
    begin, end, read = good.index(b"Exif"), good.index(b"Maker") + 8, 0
    for _ in range(400):
        odd = bytearray(good)
        for _ in range(int(random.integers(1, 4))):
            odd[int(random.integers(begin + 6, end))] = int(random.integers(256))
        with suppress(PictureError):  # what broke the frame of the file itself
            assert sorted(pixels.read(bytes(odd)).shape[:2]) == [40, 64]
            read += 1
    assert read > 300
