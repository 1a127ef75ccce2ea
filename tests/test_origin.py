"""The report on where a keepsake comes from: who made what, on what terms, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from memoreez import makers, providers
from memoreez.artifacts import Maker
from memoreez.prints import origin

MOTIFS = Maker("concepts", "motifs", "Motif library", "", "0.1.0", "MIT", "worldwide")
IMAGE = Maker("images", "openai", "Image model", "gpt-image-1", "0.1.0", "the model's own", "US")
DRAWN = replace(IMAGE, calls=2, cost_usd=0.08)


def test_each_is_told_once_with_all_its_cost() -> None:
    """In the order of the work."""
    made = makers.merged([DRAWN, MOTIFS, None, replace(DRAWN, calls=1, cost_usd=0.04)])
    assert [one.name for one in made] == ["motifs", "openai"]
    assert (made[1].calls, made[1].cost_usd) == (3, 0.12)
    assert makers.names(made, "images") == "openai (gpt-image-1)"
    facts = origin.facts(made)
    assert facts["spent_usd"] == 0.12 and facts["made_by"][1]["licence"] == "the model's own"


def test_the_licence_is_ours_only_where_all_was_made_by_us() -> None:
    """Others are named with theirs."""
    assert origin.licence((MOTIFS,)) == origin.licence(()) == origin.LICENCE
    assert "Image model (the model's own)" in origin.licence((MOTIFS, IMAGE))
    limited = replace(IMAGE, territory="not in Ruritania, outputs included")
    said = "Image model (the model's own; not in Ruritania, outputs included)"
    assert said in origin.licence((MOTIFS, limited))


def test_the_page_escapes_what_it_is_told() -> None:
    """A model's name comes from outside."""
    page = origin.section({"seed": "<7>"}, (replace(DRAWN, model="<script>"),))
    assert "<script>" not in page and "&lt;script&gt;" in page and "&lt;7&gt;" in page
    assert "$0.08" in page and "2 calls" in page
    assert "table" not in origin.section({"seed": "7"}, ())


@dataclass(frozen=True)
class Options:
    model: str = "usual"


@dataclass
class Model:
    title = "Model"
    licence = "Apache-2.0"
    options: Any = field(default_factory=Options)


@pytest.mark.parametrize(
    ("model", "shown", "licence"),
    [
        ("usual", "usual", "Apache-2.0"),
        ("other", "other", "the licence of other"),
        ("/secret/folder/flux", "flux", "the licence of flux"),
        ("C:\\models\\flux\\", "flux", "the licence of flux"),
    ],
)
def test_another_model_has_another_licence(model: str, shown: str, licence: str) -> None:
    """Its folder stays with whoever set it."""
    made = makers.of("images", "clay", Model(Options(model)))
    assert (made.model, made.licence) == (shown, licence)


def test_a_cutout_names_its_maker() -> None:
    """By the method that comes with it; the model's own licence, where there is one."""
    studio, rembg = makers.cutter("studio"), makers.cutter("rembg u2net")
    assert studio is not None and rembg is not None
    assert (studio.name, studio.model, studio.licence) == ("studio", "", "MIT")
    assert (rembg.name, rembg.model) == ("rembg", "u2net")
    assert makers.cutter("by hand") is None


def test_what_was_written_is_read_again() -> None:
    """Also by a version that knows less, or more."""
    assert makers.read(vars(DRAWN) | {"later": 1}) == DRAWN
    assert makers.read(None) is None and makers.read("openai") is None
    assert providers.version("images", "clay") == makers.of("images", "clay", Model()).version
