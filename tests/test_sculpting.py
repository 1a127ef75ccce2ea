"""Who sculpts: a design is rebuilt, a picture is cut out and rounded, or framed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from photos_drawn import pear

from memoreez import lineup, photos, pixels, sculpting
from memoreez.artifacts import Concept, Design, Element, Picture
from memoreez.errors import ProviderError
from memoreez.figurines.finish import Wish
from memoreez.settings import settings

DESIGNED = Concept(
    1, "A guitar", "", "companions", "", Design("companions", (Element("guitar"),), 1)
)
DRAWN = Concept(2, "A pear", "", "companions", "a pear")
COARSE = {"RELIEF_PRINT": "100", "INFLATE_PRINT": "80", "ATELIER_PRINT": "50"}


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
    mesh, by = sculpting.raw(concept, Wish(60.0), "print", **more)
    assert len(mesh.faces) > 500
    return by


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


def test_without_design_and_picture_all_say_why(line: Any) -> None:
    """One sentence from each."""
    line("atelier,inflate,relief")
    with pytest.raises(ProviderError, match=r"atelier: .*inflate: .*relief: "):
        made(DRAWN)
