"""Who sculpts: a design is rebuilt, a picture is cut out and rounded, or framed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import CUBE
from photos_drawn import pear

from memoreez import lineup, photos, pixels, sculpting
from memoreez.artifacts import Concept, Cutout, Design, Element, Maker, Picture, Sculpture
from memoreez.errors import ProviderError
from memoreez.figurines.finish import Wish
from memoreez.images.clay import Clay
from memoreez.sculptures.relief import Relief
from memoreez.settings import settings

DESIGNED = Concept(
    1, "A guitar", "", "companions", "", Design("companions", (Element("guitar"),), 1)
)
ALONE = Picture(b"alone", 1, 1)
DRAWN = Concept(2, "A pear", "", "companions", "a pear")
COARSE = {"RELIEF_PRINT": "100", "INFLATE_PRINT": "80"}
COARSE |= {"ATELIER_PRINT": "50", "ATELIER_FINAL": "40"}


def picture(alpha: bool) -> Picture:
    rgba = pixels.read(pear(alpha))
    return Picture(pixels.write(rgba), rgba.shape[1], rgba.shape[0])


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sets who is in line, coarse all of them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lineup, "BREAKER", lineup.Breaker())
    for name, value in COARSE.items():
        monkeypatch.setenv(f"MEMOREEZ_{name}", value)

    def chosen(names: str) -> None:
        monkeypatch.setenv("MEMOREEZ_SCULPTURES", names)
        settings.cache_clear()

    yield chosen
    settings.cache_clear()


def made(concept: Concept, **more: Any) -> str:
    """Who made it; it is a solid of its height."""
    done = sculpting.raw(concept, Wish(60.0), "print", **more)
    assert len(done.mesh.faces) > 500
    assert done.makers[-1].name == done.by
    return done.by


@pytest.mark.parametrize(
    ("names", "concept", "alpha", "by"),
    [
        ("atelier", DESIGNED, False, "atelier"),
        ("atelier,relief", DRAWN, False, "relief"),
        ("atelier,inflate,relief", DRAWN, True, "inflate"),
        ("inflate,relief", DRAWN, False, "relief"),  # no sure cutout: no figurine with a wall on it
        ("relief", DESIGNED, True, "relief"),
    ],
)
def test_the_first_that_can(line: Any, names: str, concept: Concept, alpha: bool, by: str) -> None:
    """In the order that is set."""
    line(names)
    assert made(concept, picture=picture(alpha)) == by


def test_a_renderer_sees_the_design(line: Any) -> None:
    """Whoever will sculpt its picture."""
    line("inflate,relief")
    assert made(DESIGNED, exact=True) == "atelier"


def test_nobody_cuts_what_nobody_needs(line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The atelier works without a look at the picture."""
    line("atelier,inflate")
    monkeypatch.setattr(photos, "photo", lambda data: pytest.fail("it was cut out"))
    assert made(DESIGNED, picture=picture(True)) == "atelier"


def test_a_picture_sculptor_sees_no_pedestal(line: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be there twice: a design's figure is rendered alone, an image model's picture is
    taken as it is.
    """
    line("relief")
    seen: list[Any] = []
    shown: list[bytes] = []

    def sculpt(_: Any, concept: Concept, picture: Picture, **__: Any) -> Sculpture:
        shown.append(picture.png)
        return Sculpture(CUBE)

    def cut(png: bytes) -> photos.Photo:
        return photos.Photo(Picture(png, 1, 1), Cutout(png, 1, 1, 1.0, "alpha", ""))

    monkeypatch.setattr(Clay, "draw", lambda _, concept, made: seen.append(made) or ALONE)
    monkeypatch.setattr(Relief, "sculpt", sculpt)
    monkeypatch.setattr(photos, "photo", cut)
    for name in ("clay", "openai"):
        given = Picture(name.encode(), 1, 1, by=Maker("images", name))
        sculpting.raw(DESIGNED, Wish(60.0), "print", picture=given)
    assert [list(one.bodies) for one in seen] == [["figure"]]
    assert shown == [ALONE.png, b"openai"]


def test_who_cut_out_is_told(line: Any) -> None:
    """With who made the sculpture of it."""
    line("inflate")
    done = sculpting.raw(DRAWN, Wish(60.0), "print", picture=picture(True))
    assert [(one.stage, one.name) for one in done.makers] == [
        ("cutouts", "alpha"),
        ("sculptures", "inflate"),
    ]


def test_without_design_and_picture_all_say_why(line: Any) -> None:
    """One sentence from each."""
    line("atelier,inflate,relief")
    with pytest.raises(ProviderError, match=r"atelier: .*inflate: .*relief: "):
        made(DRAWN)
