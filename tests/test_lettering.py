"""Text to outlines with the bundled fonts."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
from manifold3d import CrossSection, FillRule

from memoreez import lettering
from memoreez.errors import InscriptionError, UnknownName

LANGUAGES = {
    "German": "Grüße für Großmutter Ä Ö Ü ẞ",
    "French": "Noël à l'œuvre, ça où élève",
    "Spanish": "¿Señor Muñoz? ¡Sí!",
    "Polish": "Zażółć gęślą jaźń ŁÓDŹ",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Turkish": "İstanbul ışık ğüşöç",
    "Vietnamese": "Nguyễn Đặng Thị Hường ơi ữ ẵ",
    "Icelandic": "Þórður ð æ",
    "Romanian": "Ștefan țară",
    "Hungarian": "Őrült tűz",
    "Latvian": "Ģirts Ķēniņš",
    "Greek": "Ελένη Άγγελος Ήλιος Ίρις ΰ ΐ ώ ς",
    "Russian": "Съешь ещё этих мягких французских булок Ёж",
    "Ukrainian": "Їжак Ґанок Єва і",
    "Serbian": "Ђорђе Љубица Његош Ћирило Џон",
    "signs": "0123456789 .,:;!?&+-–—()'’“”„«»/%€$£@#№°½♥★♪☆♫❤✓",
}


def area(text: str, font: str = "sans", cap_mm: float = 10.0) -> CrossSection:
    return CrossSection(lettering.outlines(text, cap_mm, font), FillRule.NonZero)


@pytest.mark.parametrize("font", lettering.FONTS)
@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_every_letter_of_the_supported_languages_has_an_area(text: str, font: str) -> None:
    """Latin with all accents, Greek and Cyrillic are drawn, each letter by itself."""
    assert lettering.missing(text, font) == ()
    assert all(area(char, font).area() > 0.5 for char in text if char != " ")


def test_cap_height_is_the_height_of_an_h() -> None:
    """A capital H stands on the baseline and is as high as asked."""
    _, bottom, _, top = area("H", cap_mm=7.0).bounds()
    assert (bottom, top) == pytest.approx((0.0, 7.0), abs=1e-6)


def test_pen_starts_at_zero_and_moves_right() -> None:
    """L has its stem at the left: most of its area lies in its left half."""
    letter = area("L")
    left, _, right, _ = letter.bounds()
    half = (left + right) / 2
    heavy = letter ^ CrossSection.square((half, 10.0))
    assert 0.0 < left < 2.0
    assert heavy.area() > 0.6 * letter.area()


def test_counters_are_holes() -> None:
    """An 8 is one contour outside and two inside; its holes are empty."""
    assert area("8").num_contour() == 3


def test_pairs_are_kerned() -> None:
    """AV is narrower than the two letters side by side."""
    both = lettering.layout("AV")[1][1]
    alone = lettering.glyph("A").advance + lettering.TRACKING
    assert both < alone - 0.02


@pytest.mark.parametrize("font", lettering.FONTS)
def test_an_unlisted_pair_is_not_kerned(font: str) -> None:
    """HH stands as far apart as the advance and the tracking say."""
    advance = lettering.glyph("H", font).advance + lettering.TRACKING
    assert lettering.layout("HH", font)[1][1] == pytest.approx(advance)


def test_curves_are_flat_to_the_tolerance() -> None:
    """The area of an O changes by less than its outline times the tolerance."""
    coarse, fine = area("O", cap_mm=4.0), area("O", cap_mm=400.0)
    outline_mm = 2 * np.pi * 2 * 2
    assert abs(fine.area() / 1e4 - coarse.area()) < outline_mm * lettering.FLATNESS_MM


def test_decomposed_text_is_composed() -> None:
    """A letter followed by its combining accent is the accented letter."""
    assert lettering.clean("Zoe\u0308") == "Zoë"


def test_emoji_selectors_are_dropped() -> None:
    """A heart asked for as an emoji is engraved as the plain heart."""
    assert lettering.clean("❤\ufe0f") == "❤"


def test_missing_names_each_character_once_in_order() -> None:
    """Hebrew, Arabic, Chinese and emoji are in none of the fonts."""
    assert lettering.missing("a犬b犬ש🎸م") == ("犬", "ש", "🎸", "م")


def test_a_symbol_falls_back_to_another_font() -> None:
    """Neither text font has a heart; it comes from the symbols."""
    assert area("♥", "serif").area() > 10.0


@pytest.mark.parametrize(
    ("text", "words"), [("犬", "CJK UNIFIED IDEOGRAPH-72AC"), ("שלום", "SHIN")]
)
def test_a_character_without_glyph_is_named(text: str, words: str) -> None:
    """The error shows the character, its name, and what to do instead."""
    with pytest.raises(InscriptionError, match=words) as caught:
        lettering.outlines(text, 4.0)
    assert repr(text[0]) in str(caught.value)
    assert "use Latin, Greek or Cyrillic letters" in str(caught.value)


@pytest.mark.parametrize("text", ["a\tb", "a\nb", "a\x00", "a\u202eb", "a\u200bb", "\ud800"])
def test_control_characters_are_refused(text: str) -> None:
    """Tabs, line ends, direction overrides and lone surrogates are no letters."""
    with pytest.raises(InscriptionError, match="control character U\\+"):
        lettering.clean(text)


def test_a_lone_combining_mark_is_refused() -> None:
    """A mark that does not compose cannot be placed, so it is named rather than misplaced."""
    with pytest.raises(InscriptionError, match="COMBINING LOW LINE"):
        lettering.clean("a\u0332")


def test_an_unknown_font_is_named() -> None:
    """The error offers the nearest font."""
    with pytest.raises(UnknownName, match="Did you mean serif"):
        lettering.outlines("a", 4.0, "serifs")


def test_outlines_are_the_same_bytes_each_time() -> None:
    """Fresh fonts give the same points as cached ones."""
    before = [c.tobytes() for c in lettering.outlines("Sophie ♥", 4.0)]
    for cache in (lettering._glyph, lettering._kern, lettering._open):
        cache.cache_clear()
    assert [c.tobytes() for c in lettering.outlines("Sophie ♥", 4.0)] == before


def test_cached_contours_cannot_be_changed() -> None:
    """Contours are shared by the cache, hence read-only."""
    with pytest.raises(ValueError, match="read-only"):
        lettering.glyph("A").contours[0][0, 0] = 1.0


def test_stroke_of_an_i_is_its_width() -> None:
    """The stem of a sans-serif l is a rectangle; its stroke is its width."""
    points = np.concatenate(lettering.glyph("l").contours)
    stem, _ = lettering.stroke("l")
    assert stem == pytest.approx(np.ptp(points[:, 0]), rel=0.02)


def test_letters_keep_their_gap() -> None:
    """Letters asked to stay 1.5 mm apart stay apart when each grows by half of that."""
    near = lettering.ink("ffiAVLT", 3.0, "serif", np.zeros(7), 0.01)
    far = lettering.ink("ffiAVLT", 3.0, "serif", np.zeros(7), 1.5)
    assert len(near.offset(0.74).decompose()) == 1
    assert len(far.offset(0.74).decompose()) == 7


def test_fonts_are_small_and_licensed() -> None:
    """Each bundled font is under 300 kB, and the licences lie beside them."""
    files = {
        f.name: f.read_bytes() for f in resources.files("memoreez").joinpath("fonts").iterdir()
    }
    assert all(len(data) < 300_000 for name, data in files.items() if name.endswith(".ttf"))
    assert b"SIL OPEN FONT LICENSE Version 1.1" in files["OFL.txt"]
    assert b"Bitstream" in files["LICENSE-DejaVu.txt"]
