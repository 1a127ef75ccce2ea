"""The contact sheet: pictures in a grid on white paper, a title beneath each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from memoreez.errors import BadInput

Pixels = npt.NDArray[np.uint8]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

CELL_PX, GAP_PX, TITLE_PX, LETTER_PX = 560, 16, 44, 22
PAPER, INK = (252, 252, 251), (64, 62, 60)
FONTS = Path(__file__).parent.parent / "fonts"


def arrange(pictures: Sequence[Pixels], titles: Sequence[str]) -> Pixels:
    """One picture (h, w, 3) uint8 sRGB of pictures (h, w, 3), in a grid as square as can be."""
    if not pictures or len(pictures) != len(titles):
        raise BadInput(
            f"A contact sheet needs one title for each picture; got {len(pictures)} pictures and "
            f"{len(titles)} titles."
        )
    columns = math.ceil(math.sqrt(len(pictures)))
    rows = math.ceil(len(pictures) / columns)
    width = columns * (CELL_PX + GAP_PX) + GAP_PX
    height = rows * (CELL_PX + TITLE_PX) + GAP_PX
    paper = Image.new("RGB", (width, height), PAPER)
    pen, font = ImageDraw.Draw(paper), _font(titles)
    for place, (picture, title) in enumerate(zip(pictures, titles, strict=True)):
        left = GAP_PX + place % columns * (CELL_PX + GAP_PX)
        top = GAP_PX + place // columns * (CELL_PX + TITLE_PX)
        paper.paste(Image.fromarray(_fitted(picture)), (left, top))
        middle = left + CELL_PX / 2, top + CELL_PX + (TITLE_PX - GAP_PX) / 2
        pen.text(middle, _short(title, pen, font), INK, font=font, anchor="mm")
    return np.asarray(paper, dtype=np.uint8)


def _fitted(picture: Pixels) -> Pixels:
    """The picture scaled into a square cell, whole, with white where it is not square."""
    high, wide = picture.shape[:2]
    scale = CELL_PX / max(high, wide)
    size = max(round(wide * scale), 1), max(round(high * scale), 1)
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    cell = np.full((CELL_PX, CELL_PX, 3), PAPER, np.uint8)
    top, left = (CELL_PX - size[1]) // 2, (CELL_PX - size[0]) // 2
    cell[top : top + size[1], left : left + size[0]] = small
    return cell


def _font(titles: Sequence[str]) -> Font:
    """The bundled font that lacks the fewest letters; without any, the one inside Pillow."""
    letters = {ord(letter) for letter in "".join(titles)}
    paths = sorted(FONTS.glob("*.ttf"))
    if not paths:
        return ImageFont.load_default(LETTER_PX)
    lacking = [len(letters - _covered(path)) for path in paths]
    return ImageFont.truetype(str(paths[lacking.index(min(lacking))]), LETTER_PX)


def _covered(path: Path) -> frozenset[int]:
    """The code points that a font file draws."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def _short(title: str, pen: ImageDraw.ImageDraw, font: Font) -> str:
    """The title on one line, cut with an ellipsis where it is wider than a cell."""
    line = " ".join(title.split())
    if pen.textlength(line, font=font) <= CELL_PX:
        return line
    while line and pen.textlength(line + "…", font=font) > CELL_PX:
        line = line[:-1]
    return line.rstrip() + "…"
