"""For those whose browser speaks German: the whole way, in words, numbers and titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import words
from people import Person
from playwright.sync_api import Route, expect
from shop import Shop

pytestmark = pytest.mark.browser


def _german(person: Person) -> None:
    assert words.foreign(person.evaluate(words.SEEN)) == []


def test_the_whole_way_in_german(shop: Shop, visitor: Callable[..., Person]) -> None:
    """Each screen is German from the start; the gift knows its language."""
    shop.gates.hold("figurine")
    person = visitor(language="de-DE").goes()
    expect(person.page.locator("html")).to_have_attribute("lang", "de")
    _german(person)
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("#loves-error")).to_be_visible()
    _german(person)
    person.tells("Gitarre, Wandern", "Jürgen").sees(4)
    expect(person.heading).to_have_text("Was passt zu Jürgen?")
    _german(person)
    person.picks(2).watches()
    expect(person.page.locator(".stages li.now")).to_be_visible()
    _german(person)
    shop.gates.open()
    person.has_it()
    _german(person)
    assert shop.client.get(person.gift).language == "de"
    person.page.fill("#height", "7")
    expect(person.page.locator("#wrong-height")).to_be_visible()
    _german(person)
    assert person.page.title() == "Jürgen · Deine Figur · memoreez"


@pytest.mark.parametrize("failing", ["concepts", "pictures", "sculpture"])
def test_failures_in_german(visitor: Callable[..., Person], failing: str) -> None:
    """What failed and what to do is German; the studio's own words are marked as English."""
    person = visitor(language="de-DE").goes().tells(f"Gitarre [fail {failing}]")
    if failing == "sculpture":
        person.sees(4).picks(1)
    expect(person.page.locator("[role=alert]").first).to_be_visible()
    _german(person)


def test_a_refusal_is_told_in_the_language_of_the_moment(visitor: Callable[..., Person]) -> None:
    """What is wrong with the form stays wrong, and is said anew, when the language is changed."""
    person = visitor().goes()
    person.page.locator("form button[type=submit]").click()
    refusal = person.page.locator("#loves-error")
    expect(refusal).to_have_text("Add at least one thing they love.")
    person.page.select_option(".language select", "de")
    expect(refusal).to_have_text(words.told("de")["tell.empty"][0])


def test_the_language_is_kept(visitor: Callable[..., Person]) -> None:
    """Chosen once, it stays over a reload, and what was typed stays too."""
    person = visitor().goes()
    person.page.fill("#who", "Jürgen")
    person.page.select_option(".language select", "de")
    expect(person.page.locator("html")).to_have_attribute("lang", "de")
    expect(person.page.locator("#who")).to_have_value("Jürgen")
    person.page.reload()
    expect(person.heading).to_be_visible()
    expect(person.page.locator("html")).to_have_attribute("lang", "de")
    _german(person)


def test_a_missing_word_is_found() -> None:
    """The judge of these tests finds a key, a gap and a sentence of the other language."""
    strange = ["tell.send", "noch {time}", "Draw four ideas", "About 5 seconds to go."]
    assert words.foreign([*strange, "Vier Ideen zeichnen", "Jürgen"]) == strange


def test_words_that_come_late_are_in_the_language_of_the_moment(shop: Shop, person: Person) -> None:
    """A language is chosen while a screen's words are on their way: none stays English."""
    held: list[Route] = []
    person.page.route("**/locales/keep.en.json", lambda route: held.append(route))
    with person.page.expect_request("**/locales/keep.en.json"):
        person.page.goto(f"{shop.url}/g/{shop.made()}")
    person.page.select_option(".language select", "de")
    expect(person.page.locator("html")).to_have_attribute("lang", "de")
    held[0].continue_()
    person.has_it()
    _german(person)


def test_the_language_chosen_last_is_spoken(person: Person) -> None:
    """Whatever comes first over the wire."""
    held: list[Route] = []
    person.goes().page.route("**/locales/de.json", lambda route: held.append(route))
    person.page.select_option(".language select", "de")
    person.page.select_option(".language select", "en")
    with person.page.expect_response("**/locales/de.json"):
        held[0].continue_()
    person.settles()
    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    expect(person.page.locator(".language select")).to_have_value("en")
    expect(person.heading).to_contain_text("Turn what they love")


def test_words_that_do_not_come(person: Person) -> None:
    """The page stays in the language that it has, and the list of languages says so."""
    person.goes().page.route("**/locales/de.json", lambda route: route.fulfill(status=503))
    said = person.page.locator("main h1, main label, main button")
    before = said.all_inner_texts()
    person.expects("status of 503").page.select_option(".language select", "de")
    expect(person.page.locator("[role=status]")).to_contain_text("cannot reach the shop")
    expect(person.page.locator(".language select")).to_have_value("en")
    assert said.all_inner_texts() == before
