"""The contact sheet."""

from __future__ import annotations

import numpy as np
import pytest

from memoreez.errors import BadInput
from memoreez.images import _sheet

GREY = np.full((50, 50, 3), 120, np.uint8)


def titles_of(sheet: _sheet.Pixels, row: int) -> _sheet.Pixels:
    """The strip beneath a row of pictures."""
    top = _sheet.GAP_PX + row * (_sheet.CELL_PX + _sheet.TITLE_PX) + _sheet.CELL_PX
    return sheet[top : top + _sheet.TITLE_PX - _sheet.GAP_PX]


@pytest.mark.parametrize(("count", "grid"), [(1, (1, 1)), (3, (2, 2)), (4, (2, 2)), (7, (3, 3))])
def test_grid_is_as_square_as_can_be(count: int, grid: tuple[int, int]) -> None:
    """Columns never exceed the root of the count rounded up."""
    sheet = _sheet.arrange([GREY] * count, ["title"] * count)
    rows, columns = grid
    assert sheet.shape[0] == rows * (_sheet.CELL_PX + _sheet.TITLE_PX) + _sheet.GAP_PX
    assert sheet.shape[1] == columns * (_sheet.CELL_PX + _sheet.GAP_PX) + _sheet.GAP_PX


def test_each_title_stands_beneath_its_picture() -> None:
    """Ink lies under a picture with a title, none under one without."""
    strip = titles_of(_sheet.arrange([GREY, GREY], ["The cat", ""]), 0)
    half = strip.shape[1] // 2
    assert (strip[:, :half] < 120).sum() > 100
    assert strip[:, half:].min() > 240


def test_long_title_is_cut_to_its_cell() -> None:
    """A title of a thousand letters stays within its own column."""
    strip = titles_of(_sheet.arrange([GREY, GREY], ["M" * 1000, ""]), 0)
    inked = np.nonzero((strip < 200).any((0, 2)))[0]
    assert inked[0] >= _sheet.GAP_PX - 1
    assert inked[-1] <= _sheet.GAP_PX + _sheet.CELL_PX


def test_wide_picture_is_shown_whole() -> None:
    """A picture twice as wide as high keeps its shape, with paper above and below."""
    wide = np.full((50, 100, 3), 120, np.uint8)
    column = _sheet.arrange([wide], [""])[: _sheet.GAP_PX + _sheet.CELL_PX, 200, 0]
    assert (column == 120).sum() == pytest.approx(_sheet.CELL_PX / 2, abs=2)


@pytest.mark.parametrize(("pictures", "titles"), [([], []), ([GREY], ["one", "two"])])
def test_pictures_and_titles_must_match(pictures: list[_sheet.Pixels], titles: list[str]) -> None:
    """No picture, or another number of titles, is refused."""
    with pytest.raises(BadInput, match="one title for each picture"):
        _sheet.arrange(pictures, titles)
