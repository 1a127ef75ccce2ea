"""Concepts from the motif library: four different kinds a round, nothing dropped, repeatable."""

from __future__ import annotations

import re

import pytest

import memoreez
from memoreez.concepts._bank import TENDER, bank
from memoreez.concepts._small_talk import mourns
from memoreez.concepts.motifs import Motifs
from memoreez.designs import KINDS
from memoreez.errors import BadInput

TEXT = "guitar, hiking with the dog, black coffee"


def test_four_kinds_a_round() -> None:
    """Each round has four concepts of four different known kinds, numbered on."""
    provider = Motifs()
    for round in (1, 2, 3):
        found = provider.imagine(TEXT, seed=3, round=round).concepts
        assert [c.id for c in found] == [4 * round - 3 + i for i in range(4)]
        kinds = {c.kind for c in found}
        assert len(kinds) == 4
        assert kinds <= set(KINDS)


def test_rounds_never_repeat() -> None:
    """Ten rounds: forty different designs, and the first two rounds show all six kinds."""
    provider = Motifs()
    concepts = [c for r in range(1, 11) for c in provider.imagine(TEXT, round=r).concepts]
    assert len({c.design for c in concepts}) == 40
    assert {c.kind for c in concepts[:8]} == set(KINDS)


def test_same_text_and_seed_same_concepts() -> None:
    """Concepts are equal value for value; another seed gives others."""
    assert Motifs().imagine(TEXT, seed=5) == Motifs().imagine(TEXT, seed=5)
    assert Motifs().imagine(TEXT, seed=5) != Motifs().imagine(TEXT, seed=6)


def test_every_hobby_is_in_every_design() -> None:
    """Guitar, boot or mountain, dog and cup are in all four."""
    found = Motifs().imagine(TEXT)
    motifs = {h.motif for h in found.hobbies}
    assert {"guitar", "dog", "coffee_cup"} <= motifs
    for concept in found.concepts:
        assert concept.design
        assert {e.motif for e in concept.design.elements} == motifs


def test_a_hobby_without_motif_is_embossed_and_said() -> None:
    """Its word is the label of a book or scroll, and a note tells the person."""
    found = Motifs().imagine("philosophy, guitar")
    labels = {e.label for c in found.concepts if c.design for e in c.design.elements}
    assert any("philosophy" in label.lower() for label in labels)
    assert any("hilosophy" in note for note in found.notes)


def test_a_script_without_font_gets_a_heart_and_a_note() -> None:
    """Arabic cannot be embossed: nothing fails, and it is said."""
    found = Motifs().imagine("النحالة")
    assert found.concepts
    assert "heart stands for it" in found.notes[0]


def test_more_than_six_hobbies_are_told() -> None:
    """Six are used, the rest is named."""
    text = "guitar, piano, drums, dog, cat, horse, fishing, cake"
    found = Motifs().imagine(text)
    assert len(found.hobbies) == 6
    assert "left out" in found.notes[-1]


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "!!!", "x" * 10_000, "I hate cats"])
def test_text_without_a_hobby_is_refused_kindly(text: str) -> None:
    """One sentence, no traceback."""
    with pytest.raises(BadInput) as caught:
        Motifs().imagine(text)
    assert len(str(caught.value)) < 250
    assert "\n" not in str(caught.value)


def test_the_library_function_is_the_folder() -> None:
    """`memoreez.concepts("…")` works although it is also a package."""
    assert memoreez.concepts(TEXT).concepts == Motifs().imagine(TEXT).concepts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My dad, who passed away, loved sailing and golf", "en"),
        ("Mein Opa ist gestorben, er liebte Schach und Bienen", "de"),
        ("notre chat est mort, il aimait le jardin", "fr"),
        ("mi perro Thor, que en paz descanse", "es"),
    ],
)
def test_no_jokes_where_somebody_died(text: str, language: str) -> None:
    """Every title and story is one of the tender ones, and nothing says who is gone."""
    lines = bank(language).tales[TENDER]
    parts = [re.split(r"[{\[].*[}\]]", line.lstrip("~")) for line in lines]
    for concept in Motifs().imagine(text, round=2).concepts:
        story = concept.story.replace("\u00a0", " ").replace("\u2019", "'")
        assert any(story.startswith(p[0]) and story.endswith(p[-1]) for p in parts), story


def test_the_living_are_joked_about() -> None:
    """A retirement is no funeral."""
    assert not mourns("retired, leaving us, passed her exam, loves the good life")
    assert mourns("RIP Peanut, sunflower seeds")
    assert mourns("In memory of Bob: steam trains")
