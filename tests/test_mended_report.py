"""The report of a mended mesh: certain things are not said to be, and one body is one body."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest
from print_shapes import box, mesh_of

from memoreez import mesh_papers
from memoreez.artifacts import Check, Mesh, Report
from memoreez.prints import mended_report, report, stl
from memoreez.prints.headline import LARGE, headline, retold

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


def test_a_larger_printer_is_asked_for() -> None:
    """Of a sound solid that common ones have no room for; never of one that does not print."""
    room = Check("build_volume", "Build volume", "9 m", "mm", "", "", "warn", "It needs <9 m>.")
    open_ = Check("closed", "Closed", 3.0, "", "0", "", "fail", "Close it.")
    large, broken = Report((room,), ()), Report((room, open_), ())
    page = mended_report.as_html(mended_report.Shown("a", GOOD, large, (), 0.0, None, {}))
    assert '<span class="badge warn">! Ready, but too large for common printers</span>' in page
    assert "nothing was changed. It needs &lt;9 m&gt;." in page and "Ready to print<" not in page
    assert "<dt>Supports</dt><dd>none</dd>" in page
    page = mended_report.as_html(mended_report.Shown("a", GOOD, broken, (), 0.0, None, {}))
    assert '<span class="badge fail">✗ Not ready to print</span>' in page
    assert retold({"verdict": "pass", "checks": [vars(room)]}) == headline(large) == LARGE
    assert retold({"verdict": "fail", "checks": [vars(room)]})[0] == headline(broken)[0] == "fail"


@pytest.mark.parametrize("error", [RuntimeError, MemoryError, TypeError, OSError, cv2.error])
def test_a_picture_is_worth_no_failure(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a broken mesh makes of whoever draws it: it is mended all the same."""

    def fail(_: Mesh) -> bytes:
        raise error("broken")

    path = tmp_path / "box.stl"
    path.write_bytes(stl.encode(mesh_of(box(20, 20, 20))))
    monkeypatch.setattr("memoreez.prints.portrait.draw", lambda _: b"png")
    assert mesh_papers.before(path) == {"before.png": b"png"}
    monkeypatch.setattr("memoreez.prints.portrait.draw", fail)
    assert mesh_papers.before(path) == {}
