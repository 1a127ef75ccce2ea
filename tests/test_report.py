"""The report, for a person and for programs."""

import dataclasses
import html.parser
import json

import numpy as np
import pytest

from memoreez.artifacts import Check, Hobby, Report
from memoreez.prints import report

PNG = b"\x89PNG\r\n\x1a\nnot really"
EVIL = "<script>alert('x')</script>\"' onerror=\"y\" </style></title>"
CHECKS = (
    Check("closed", "Closed surface", True, "", "closed", "3MF core", "pass"),
    Check("wall_thickness", "Thinnest wall", 1.25, "mm", "0.8 mm", "Prusa", "pass"),
    Check("overhang", "Overhang", 58.0, "°", "45°", "Ultimaker", "warn", "Use supports."),
)
PLAIN = report.Summary(
    title="The cat",
    story="It slept on the summit.",
    typed="guitar, cats",
    hobbies=(Hobby("cats", "cat"), Hobby("quantum gardening", None)),
    sketches=(report.Sketch("One", "first", PNG), report.Sketch("Two", "second", PNG, chosen=True)),
    png=PNG,
    size_mm=(68.0, 67.6, 90.0),
    weight_g=64.2,
    report=Report(CHECKS),
    provenance={"seed": "7"},
    name="Sophie",
    date="24.12.2026",
    inscription=("SOPHIE", "2026"),
    minutes=340.0,
    files={"figurine.3mf": 2_200_000, "report.json": 9},
)


class Page(html.parser.HTMLParser):
    """Tags, attributes and texts of a page; fails on a tag that is closed out of turn."""

    VOID = ("meta", "img", "br", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page(**changes: object) -> Page:
    return Page(report.as_html(dataclasses.replace(PLAIN, **changes)))


@pytest.mark.parametrize("where", ["title", "story", "typed", "name", "date"])
def test_typed_text_is_text(where: str) -> None:
    """Markup in any field adds no tag and no attribute, and is shown as it was typed."""
    evil = page(**{where: EVIL})
    clean = page(**{where: "x"})
    assert [(tag, sorted(a)) for tag, a in evil.tags] == [(tag, sorted(a)) for tag, a in clean.tags]
    assert EVIL in evil.text


def test_markup_in_lists_is_text() -> None:
    """The same for hobbies, concepts, inscription, checks, repairs, files and provenance."""
    check = Check("a", EVIL, EVIL, EVIL, EVIL, EVIL, "fail", EVIL)
    evil = page(
        hobbies=(Hobby(EVIL, None), Hobby(EVIL, EVIL)),
        sketches=(report.Sketch(EVIL, EVIL, PNG),),
        inscription=(EVIL,),
        report=Report((check,), (EVIL,)),
        files={EVIL + ".stl": 3},
        provenance={EVIL: EVIL},
    )
    allowed = {"href", "src", "class", "dir", "alt", "width", "height", "scope", "data-label"}
    assert {k for tag, attrs in evil.tags if tag not in ("meta", "html") for k in attrs} <= {
        *allowed,
        "aria-hidden",
    }
    assert not {"script", "iframe", "object", "svg", "link", "form"} & {t for t, _ in evil.tags}


def test_nothing_is_fetched() -> None:
    """Pictures are inside, links go to files beside the page, and the policy forbids the rest."""
    tags = page().tags
    assert all(attrs["src"].startswith("data:image/png;base64,") for t, attrs in tags if t == "img")
    assert [attrs["href"] for t, attrs in tags if t == "a"] == ["figurine.3mf"]
    policy = [a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    text = report.as_html(PLAIN)
    assert not any(word in text for word in ("http://", "https://", "url(", "@import", "<script"))


def test_other_scripts_keep_their_direction() -> None:
    """Right-to-left text and emoji stand in elements that find their own direction."""
    text = report.as_html(
        dataclasses.replace(PLAIN, title="שלום", name="נועה 😀", hobbies=(Hobby("שחמט", None),))
    )
    assert '<h1 dir="auto">שלום</h1>' in text
    assert "<bdi>נועה 😀</bdi>" in text
    assert "<bdi>שחמט</bdi>" in text


def test_control_characters_are_dropped() -> None:
    """What HTML and UTF-8 cannot hold does not reach the page, and the page can be encoded."""
    text = report.as_html(dataclasses.replace(PLAIN, title="a\x00b\x1b\ud800c"))
    assert ">abc<" in text
    text.encode()


def test_checks_are_told_in_words() -> None:
    """Each check shows value, unit, limit, source, mark and words."""
    text = page().text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Closed surface yes closed 3MF core ✓ good" in separated(page())
    assert "1.25 mm" in text and "Prusa" in text
    assert "58 °" in text and "look here" in text and "Use supports." in text


def separated(shown: Page) -> str:
    return " ".join(" ".join(shown.words).split())


def test_hobbies_show_what_was_understood() -> None:
    """A hobby with a motif names it; one without says where its word went."""
    text = page().text
    assert "cats" in text and "quantum gardening" in text
    assert "no shape of its own yet" in text


@pytest.mark.parametrize(
    ("checks", "repairs", "words"),
    [
        (CHECKS, (), "Ready to print"),
        (CHECKS, ("bridged",), "after small repairs"),
        ((dataclasses.replace(CHECKS[0], verdict="fail"),), (), "Not ready to print"),
    ],
)
def test_verdict(checks: tuple[Check, ...], repairs: tuple[str, ...], words: str) -> None:
    """The gate's verdict stands beside the size."""
    assert words in page(report=Report(checks, repairs)).text


def test_supports_follow_the_overhang() -> None:
    """Supports are advised when a check of overhangs is not a plain pass, and only then."""
    assert report.supports(Report(CHECKS))
    assert not report.supports(Report(CHECKS[:2]))
    assert "Supports: none" in page(report=Report(CHECKS[:2])).text


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(None, "your slicer will tell"), (340, "about 5 h 40 min"), (59.6, "about 1 h 00 min")],
)
def test_print_time(minutes: float | None, words: str) -> None:
    """Minutes are told in hours, and honestly when they are not known."""
    assert words in page(minutes=minutes).text


def test_json_schema() -> None:
    """The stable fields of schema 1."""
    facts = json.loads(report.as_json(PLAIN))
    assert facts["schema"] == 1
    assert facts["verdict"] == "pass"
    assert facts["size_mm"] == {"width": 68.0, "depth": 67.6, "height": 90.0}
    assert facts["understood"][1] == {"text": "quantum gardening", "motif": None}
    assert [one["chosen"] for one in facts["concepts"]] == [False, True]
    assert facts["checks"][1] == {
        "name": "wall_thickness",
        "title": "Thinnest wall",
        "value": 1.25,
        "unit": "mm",
        "limit": "0.8 mm",
        "source": "Prusa",
        "verdict": "pass",
        "advice": "",
    }


def test_json_takes_numpy_and_what_is_not_finite() -> None:
    """numpy's numbers and truths become plain ones; infinity and NaN become null."""
    checks = tuple(
        dataclasses.replace(CHECKS[0], value=value)
        for value in (np.float32(0.5), np.bool_(True), float("inf"), float("nan"))
    )
    facts = json.loads(report.as_json(dataclasses.replace(PLAIN, report=Report(checks))))
    assert [one["value"] for one in facts["checks"]] == [0.5, True, None, None]
    page(report=Report(checks))


def test_json_survives_lone_surrogates() -> None:
    """Text that UTF-8 cannot hold is replaced, not raised."""
    text = report.as_json(dataclasses.replace(PLAIN, name="a\ud800b"))
    assert json.loads(text.encode())["name"] == "a?b"


def test_same_input_same_text() -> None:
    """Neither report holds a clock."""
    again = dataclasses.replace(PLAIN)
    assert report.as_html(PLAIN) == report.as_html(again)
    assert report.as_json(PLAIN) == report.as_json(again)
