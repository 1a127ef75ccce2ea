"""Pages that must exist without script: the shell, the print sheet, and the page's own files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from web_client import NOBODY, Web, opened_web

from memoreez.errors import Busy
from memoreez.shapes import CheckView, FigurineView
from memoreez.web import sheet
from memoreez.web.paper import LANGUAGES, words

WICKED = '<script>alert("1")</script> & "quotes" {{ 7 * 7 }}'
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("pages")) as made:
        yield made


class Reader(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def meta(self, name: str) -> str | None:
        for tag, attrs in self.tags:
            if tag == "meta" and name in (attrs.get("name"), attrs.get("property")):
                return attrs["content"]
        return None

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.mark.parametrize("path", ["/", "/help", "/licences", "/p", "/g/{id}", "{share}"])
def test_a_page_is_a_shell_around_the_script(web: Web, path: str) -> None:
    """Language, title, viewport, the page's own style and script, a sentence without script."""
    made = web.choosing()
    answer = web.http.get(path.format(id=made, share=web.get(made)["share"]))
    page = Reader(answer.text)
    assert answer.status_code == 200
    assert (
        page.all("html")[0]["lang"] == "en" and page.meta("viewport") and page.meta("description")
    )
    scripts = page.all("script")
    assert all((one["src"] or "").startswith("/static/") for one in scripts)
    assert (scripts[-1]["src"] or "").startswith("/static/app.js?v=")
    assert scripts[-1]["type"] == "module"
    styles = [one["href"] or "" for one in page.all("link") if one["rel"] == "stylesheet"]
    assert any(one.startswith("/static/studio.css?v=") for one in styles)
    assert len(page.all("noscript")) == 1 and words("en")["shell.noscript"] in page.text
    assert "style" not in {tag for tag, _ in page.tags}


def test_head_is_answered(web: Web) -> None:
    """Link checkers and messengers ask so first."""
    for path in ("/", f"/g/{NOBODY}", "/static/sheet.css"):
        assert web.http.request("HEAD", path).status_code == web.http.get(path).status_code


@pytest.mark.parametrize("asked", ["de", "de-CH,fr;q=0.9", "fr-FR, de;q=0.5"])
def test_the_browser_s_language_is_spoken(web: Web, asked: str) -> None:
    """The first that the page knows; else English."""
    page = Reader(web.http.get("/", headers={"accept-language": asked}).text)
    assert page.all("html")[0]["lang"] == "de"
    other = Reader(web.http.get("/", headers={"accept-language": "fr, *;q=0.1"}).text)
    assert other.all("html")[0]["lang"] == "en"


def test_a_share_link_has_a_preview(web: Web) -> None:
    """Messengers find title, text and picture; the picture is a picture."""
    made = web.ready()
    told = web.get(made)
    page = Reader(web.http.get(told["share"], headers={"host": "gifts.example"}).text)
    picture = page.meta("og:image")
    assert picture is not None and picture.startswith("http://gifts.example/api/shared/")
    assert page.meta("og:description") == told["figurine"]["title"]
    assert page.meta("og:url") == f"http://gifts.example{told['share']}"
    assert "noindex" in (page.meta("robots") or "")
    link = web.http.get(picture.removeprefix("http://gifts.example")).headers["location"]
    assert web.http.get(link).content[:4] == b"\x89PNG"


def test_the_owner_s_page_shows_no_picture_to_messengers(web: Web) -> None:
    """A keepsake's own link is not for sharing."""
    page = Reader(web.http.get(f"/g/{web.ready()}").text)
    assert page.meta("og:image") is None and "noindex" in (page.meta("robots") or "")


def test_the_public_address_wins(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Behind a proxy the studio knows better than the Host header."""
    folder = tmp_path_factory.mktemp("public")
    with opened_web(folder, public_url="https://gifts.example/") as web:
        share = web.get(web.ready())["share"]
        page = Reader(web.http.get(share).text)
    assert page.meta("og:url") == f"https://gifts.example{share}"


@pytest.mark.parametrize(
    "path", [f"/g/{NOBODY}", f"/s/{NOBODY}", f"/p/{NOBODY}", "/g/x%00y", "/s/..%2f"]
)
def test_what_is_gone_is_still_a_page(web: Web, path: str) -> None:
    """404, with the shell, so that the page itself can say it kindly."""
    answer = web.http.get(path, headers=HTML)
    assert answer.status_code == 404
    if "%2f" not in path:
        assert "/static/app.js" in answer.text


def test_a_database_that_is_away_does_not_hide_the_page(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell comes, and waits for the rest."""

    def away(*_: object) -> None:
        raise Busy("away")

    monkeypatch.setattr("memoreez.web.pages.keepsakes.find", away)
    monkeypatch.setattr("memoreez.web.pages.keepsakes.shared", away)
    assert web.http.get(f"/g/{NOBODY}").status_code == 200
    assert web.http.get(f"/s/{NOBODY}").status_code == 200


def test_what_people_wrote_is_text_everywhere(web: Web) -> None:
    """Names, hobbies and inscriptions never become markup or templates."""
    made = web.choosing(WICKED, name=WICKED[:60])
    web.post(made, "choice", {"concept_id": 1, "inscription": '<b>"x" & y'})
    web.flow.work()
    for path in (f"/g/{made}", web.get(made)["share"], f"/g/{made}/sheet"):
        page = web.http.get(path)
        scripts = [one.get("src") for one in Reader(page.text).all("script")]
        assert page.status_code == 200 and None not in scripts
        assert "<b>" not in page.text and "49" not in Reader(page.text).text


def test_the_sheet_has_what_a_printer_needs(web: Web) -> None:
    """Title, story, sizes, settings, checks, picture, and the share link with its code."""
    made = web.ready(inscription="Ada|2026", pedestal="oval")
    told = web.get(made)
    answer = web.http.get(f"/g/{made}/sheet", headers={"host": "gifts.example"})
    page = Reader(answer.text)
    for wanted in (
        told["figurine"]["title"], told["figurine"]["story"], "68 × 68 × 90 mm", "64 g",
        "Ada · 2026", "oval", "0.2 mm", "1.42 mm", "at least 0.8 mm",
        f"http://gifts.example{told['share']}",
    ):  # fmt: skip
        assert wanted in page.text
    assert page.all("img")[0]["src"].startswith(f"/api/keepsakes/{made}/files/figurine.png")
    assert page.all("svg") and made not in page.text
    assert "@page { size: A4" in web.http.get("/static/sheet.css").text


def test_the_sheet_speaks_the_keepsake_s_language(web: Web) -> None:
    """It lies beside the gift, whoever prints it."""
    made = web.create("schach, wein", language="de")
    web.flow.work()
    web.post(made, "choice", {"concept_id": 1})
    web.flow.work()
    answer = web.http.get(f"/g/{made}/sheet", headers={"accept-language": "en"})
    page = Reader(answer.text)
    assert page.all("html")[0]["lang"] == "de"
    assert "Einstellungen für den Slicer" in page.text and "1,42 mm" in page.text


def test_there_is_no_sheet_before_there_is_a_figurine(web: Web) -> None:
    """404 as a page."""
    answer = web.http.get(f"/g/{web.choosing()}/sheet", headers=HTML)
    assert answer.status_code == 404 and "There is nothing here" in answer.text


def test_the_share_link_as_a_code(web: Web) -> None:
    """An SVG for a phone's camera."""
    share = web.get(web.choosing())["share"]
    answer = web.http.get(f"{share}/qr.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.startswith("<svg")
    assert web.http.get(f"/s/{NOBODY}/qr.svg").status_code == 404


def test_every_sentence_is_there_in_every_language() -> None:
    """No page falls back to another language in the middle."""
    assert words("en").keys() == words("de").keys()
    for lang in LANGUAGES:
        own = {key: text for key, text in words(lang).items() if not key.startswith("keep.")}
        assert len(own) > 40 and all(text.strip() for text in own.values())
        assert len(words(lang)["sheet.months"].split()) == 12


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(True, "", "ja"), (False, "", "nein"), (1.456, "mm", "1,46 mm"), ("fein", "", "fein"),
     (None, "", ""), (3.0, "Stück", "3 Stück")],
)  # fmt: skip
def test_a_check_s_value_is_readable(
    value: float | bool | str | None, unit: str, text: str
) -> None:
    """Words for yes and no, the language's comma, no more digits than anybody can measure."""
    one = CheckView(
        name="odd", title="T", value=value, unit=unit, limit="l", verdict="pass", source="s"
    )
    assert sheet.check(one, "de")["value"] == text


def test_dates_and_times_are_written_out() -> None:
    """As one says them."""
    moment = datetime(2026, 3, 5, tzinfo=UTC)
    assert (sheet.date(moment, "en"), sheet.date(moment, "de")) == ("5 March 2026", "5. März 2026")
    figurine = FigurineView(
        version=1, concept_id=1, title="T", story="S", size_mm=[48.25, 44, 90], weight_g=61.4,
        print_s=16_260, verdict="pass", checks=[], repairs=[], inscription=[], pedestal="round",
        height_mm=90, style="engraved",
    )  # fmt: skip
    rows = dict(sheet.slicing(figurine, "de"))
    assert rows["Zeit"] == "4 h 31 min"
    assert rows["Größe"] == "48,2 × 44 × 90 mm"


def test_robots_keep_to_the_first_page(web: Web) -> None:
    """Nothing private is to be listed."""
    assert re.search(r"^Disallow: /$", web.http.get("/robots.txt").text, re.MULTILINE)
