"""The report of a mended mesh: certain things are not said to be, and one body is one body."""

from __future__ import annotations

import pytest

from memoreez.artifacts import Check, Report
from memoreez.prints import mended_report, report

GOOD = Report((), ())


def told(words: str, sure: float) -> str:
    """The line of a change."""
    change = {"name": "holes", "words": words, "values": {}, "sure": sure}
    shown = mended_report.Shown("a", GOOD, GOOD, (change,), 0.0, None, {})
    page = mended_report.as_html(shown)
    return page[page.index("<li>") + 4 : page.index("</li>")]


@pytest.mark.parametrize(
    ("words", "sure", "says"),
    [
        ("filled 1 hole", 1.0, "Filled 1 hole."),
        ("filled 1 hole", 0.997, "Filled 1 hole."),
        ("filled 1 hole", 0.9, "Filled 1 hole. <small>(90 % sure)</small>"),
        ("cut it (probably a backdrop: 100 % sure)", 0.998, "Cut it."),
        (
            "cut it (probably a backdrop: 85 % sure)",
            0.85,
            "Cut it (probably a backdrop: 85 % sure).",
        ),
        ("cut it (100 % sure), too", 0.998, "Cut it, too."),
    ],
)
def test_doubt_is_told_once_and_only_where_there_is_some(
    words: str, sure: float, says: str
) -> None:
    """Under 100 %, and not twice where the words say it themselves."""
    assert told(words, sure) == says


@pytest.mark.parametrize(
    ("value", "says"), [(1.0, "1&nbsp;body"), (0.0, "0&nbsp;bodies"), (2.0, "2&nbsp;bodies")]
)
def test_one_body_is_one(value: float, says: str) -> None:
    """The unit agrees with the number."""
    line = report.row(Check("bodies", "One body", value, "bodies", "1", "", "pass", ""))
    assert f">{says}<" in line


def test_the_printer_is_named() -> None:
    """The report says what it was measured for, and what material the weight is of."""
    cost = {"weight_g": 9.0, "print_s": 3600, "material": "resin", "advice": ["Hollow it."]}
    shown = mended_report.Shown("a", GOOD, GOOD, (), 0.0, None, cost, made_for="a resin printer")
    page = mended_report.as_html(shown)
    assert "for a resin printer." in page and "<dt>Weight, resin</dt>" in page
    assert "<dt>Advice</dt><dd>Hollow it.</dd>" in page
    assert "0.4 mm nozzle" not in page
