"""Orders, wishes and concepts on their way into rows and JSON, and back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keepsake_moves import concept, imagined

from memoreez import records
from memoreez.artifacts import Concept, Design, Element, Report
from memoreez.errors import BadInput, Busy, ProviderError, UnknownName, Unprintable
from memoreez.figurines import engraving, finish, pedestal
from memoreez.records import Change, Choice, NewKeepsake

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
DESIGNS = st.builds(
    Design, TEXT, st.lists(st.builds(Element, TEXT, TEXT)).map(tuple), st.integers(0, 2**63)
)
CONCEPTS = st.builds(Concept, st.integers(1), TEXT, TEXT, TEXT, TEXT, st.one_of(st.none(), DESIGNS))


@given(CONCEPTS)
def test_a_concept_survives_json(one: Concept) -> None:
    """With or without a design, whatever its words."""
    assert records.concept_from_json(json.loads(json.dumps(records.concept_to_json(one)))) == one


def test_a_round_survives_json() -> None:
    """Concepts, hobbies, notes and language."""
    found = imagined(1, 2)
    assert records.imagined_from_json(json.loads(json.dumps(records.imagined_to_json(found)))) == (
        found
    )


@given(st.text(st.characters()))
def test_any_text_can_be_kept(text: str) -> None:
    """What is left can be written as UTF-8, has no control character, and is left alone after."""
    kept = records.line("name", text, 10**6)
    assert "\0" not in kept and "\n" not in kept and "\x1b" not in kept
    assert kept.encode() or not kept
    assert records.line("name", kept, 10**6) == kept


def test_what_people_write_is_left_as_it_is() -> None:
    """Emoji with joiners, accents in two code points, right-to-left, angle brackets."""
    text = "👩‍👩‍👧 Zoe\u0301 <b>שרה</b> ½"
    assert records.line("name", text, 60) == text


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (NewKeepsake(" \0\n"), "No hobbies were given"),
        (NewKeepsake("x" * 2001), "has 2001 characters; at most 2000"),
        (NewKeepsake("x", name="n" * 61), "name has 61 characters; at most 60"),
        (NewKeepsake("x", occasion="n" * 61), "occasion has 61 characters"),
        (NewKeepsake("x", seed=-1), "seed -1 cannot be used"),
        (NewKeepsake("x", seed=2**63), "seed 9223372036854775808 cannot be used"),
        (NewKeepsake("x", language="xx"), "no language called 'xx'"),
    ],
)
def test_an_order_that_cannot_be_kept_is_refused(order: NewKeepsake, said: str) -> None:
    """Each limit in a sentence with the value."""
    with pytest.raises(BadInput, match=said):
        records.checked(order)


def test_the_limits_themselves_are_allowed() -> None:
    """Exactly as long as may be."""
    order = NewKeepsake("x" * 2000, "n" * 60, "o" * 60, "fr", 2**63 - 1)
    assert records.checked(order) == order


def test_names_are_one_line() -> None:
    """Breaks in hobbies stay, those in names become spaces."""
    kept = records.checked(NewKeepsake("a\nb", name="c\n\td", occasion="e\nf"))
    assert (kept.hobbies, kept.name, kept.occasion) == ("a\nb", "c  d", "e f")


def test_the_studio_offers_what_can_be_made() -> None:
    """Pedestals, styles, heights and the length of a line are those of the figurines."""
    assert set(records.STYLES) == set(engraving.STYLES)
    assert records.HEIGHT_MM == finish.HEIGHT_MM
    assert records.LINE == engraving.MAX_LETTERS
    for shape in records.PEDESTALS:
        assert pedestal.build(shape, (40, 40), 10).height_mm == 10
    with pytest.raises(UnknownName, match="hexagonal"):
        pedestal.build("hexagon", (40, 40), 10)


def test_a_wish_is_plain_json() -> None:
    """Empty lines vanish, breaks become spaces, whole heights become floats."""
    kept = records.wish_json(Choice(2, (" Für\nAda ", " "), "oval", 80, "embossed"))
    assert kept == {
        "concept_id": 2,
        "inscription": ["Für Ada"],
        "pedestal": "oval",
        "height_mm": 80.0,
        "style": "embossed",
    }
    assert type(kept["height_mm"]) is float
    assert records.wish_json(records.choice_of(kept)) == kept


def test_a_change_changes_only_what_it_says() -> None:
    """An empty inscription is a change too: it takes the letters away."""
    before = Choice(1, ("Ada",), "oval", 80.0, "embossed")
    assert records.changed(before, Change()) == before
    after = records.changed(before, Change(inscription=(), height_mm=70.0))
    assert after == Choice(1, (), "oval", 70.0, "embossed")


@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        (ProviderError("No answer.", retryable=True), "provider", True),
        (ProviderError("No key."), "provider", False),
        (BadInput("Too high."), "bad-input", False),
        (Unprintable(Report(())), "unprintable", False),
        (Busy("Away."), "busy", False),
    ],
)
def test_an_error_becomes_a_complaint(error: Any, code: str, retryable: bool) -> None:
    """With a code that stays, its sentence, and whether trying again may help."""
    told = records.complaint_of(error)
    assert (told["code"], told["message"], told["retryable"]) == (code, str(error), retryable)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"a": (1, 2.5, None, True)}, {"a": [1, 2.5, None, True]}),
        ([float("nan"), float("-inf")], [None, None]),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (np.arange(2), [0, 1]),
        ({"k\0": "v\0\ud800"}, {"k": "v"}),
        ({1: {2}}, {"1": [2]}),
    ],
)
def test_plain_values_can_be_kept_anywhere(value: Any, kept: Any) -> None:
    """What JSON, SQLite or Postgres would refuse is replaced."""
    found = records.plain(value)
    assert found == kept and json.dumps(found, allow_nan=False)
    assert type(found) is type(kept)


@pytest.mark.parametrize("value", [b"bytes", object()])
def test_what_is_no_json_is_a_mistake(value: object) -> None:
    """Bytes belong in the store."""
    with pytest.raises(TypeError, match="cannot be kept as JSON"):
        records.plain({"x": value})


def test_programs_texts_are_cut_to_fit() -> None:
    """To the limit exactly, with a sign that something is missing."""
    assert records.cut("abcdef", 6) == "abcdef"
    assert records.cut("abcdefg", 6) == "abcde…"


def test_a_concept_of_the_tests_has_a_design() -> None:
    """Or the tests of JSON above would test nothing."""
    assert concept(1).design is not None
