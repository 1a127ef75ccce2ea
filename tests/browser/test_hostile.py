"""Texts from people are texts: whatever they contain, nothing runs and nothing breaks."""

from __future__ import annotations

import pytest
from people import DESKTOP, SMALL, Person
from playwright.sync_api import expect
from shop import Shop

pytestmark = pytest.mark.browser
SCRIPT = '<img src=x onerror="window.hacked=1">'
TEXTS = {
    "script": (SCRIPT, "<b>Ada</b>", "{{7*7}} ${7*7}"),
    "right to left": ("גיטרה, \u202eevil\u202c, חתולים", "שרה \u202e", "עשר שנים"),
    "emoji": ("🎸👩‍👩‍👧‍👦🏳️‍🌈, 🐈‍⬛" * 8, "🎂" * 28, "❤️‍🔥" * 12),
    "long word": ("Donaudampfschiff" * 60, "W" * 60, "M" * 60),
    "long": ("guitar and a very long story, " * 66, "Ana Maria " * 6, "for everything " * 4),
    "odd": ("\"quotes\" & 'more' \\ %s %00", "../../etc/passwd", "null\tundefined"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_texts(shop: Shop, person: Person, kind: str) -> None:
    """Shown as they were written on every screen, at every width, in the tab's title too."""
    hobbies, name, occasion = TEXTS[kind]
    gift = shop.told(hobbies[:2000], name=name[:60], occasion=occasion[:60])
    shop.until(gift, "choosing")
    person.goes(f"/g/{gift}").sees(4)
    _fits(person)
    shown = shop.client.get(gift)
    expect(person.page.locator("#idea-1-title")).to_have_text(shown.concepts[0].title)
    expect(person.page.locator("#idea-1-story")).to_have_text(shown.concepts[0].story)
    shop.client.choose(gift, 1, inscription=["Ada"])
    person.has_it()
    _fits(person)
    expect(person.heading).to_contain_text(shown.name.strip("\u202e "))
    person.page.locator(".steps a", has_text="Tell").click()
    expect(person.page.locator("#who")).to_have_value(shown.name)
    _fits(person)
    person.goes(shown.share).has_it()
    _fits(person)
    person.goes(f"/g/{gift}/sheet")
    _fits(person)


def _fits(person: Person) -> None:
    for size in (SMALL, DESKTOP):
        assert person.resized(size).sideways() <= 0
    assert person.evaluate("() => window.hacked") is None
    assert person.page.locator("img[src=x], h1 b").count() == 0


def test_hostile_words_on_the_pedestal(shop: Shop, person: Person) -> None:
    """The plate draws them as letters; what has no shape is refused, never run."""
    person.expects("status of 422").goes(f"/g/{shop.made()}").has_it()
    person.page.fill("#carve-1", SCRIPT)
    expect(person.page.locator(".plate-words text").first).to_have_text(SCRIPT)
    person.page.fill("#carve-2", "W" * 120)
    _fits(person)


def test_a_long_story_is_typed(shop: Shop, person: Person) -> None:
    """2000 characters in one field become a gift; one more is refused at the field."""
    person.goes()
    person.page.fill("#loves", ("x" * 199 + ",") * 10)
    expect(person.page.locator(".tag")).to_have_count(1)  # the same thing ten times is one thing
    person.page.fill("#loves", ",".join(f"{n}{'y' * 190}" for n in range(10)))
    _fits(person)
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("#loves-error")).to_contain_text("2,0")
    expect(person.page.locator("#loves")).to_be_focused()
