"""Every screen, looked at in every way: by a screen reader's rules, small, at night, in German."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import screens
import shop as shops
import words
from people import DESKTOP, PHONE, SMALL, Person
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"""async () => (await axe.run(document, {{runOnly: {TAGS}, resultTypes: ['violations']}}))
  .violations.map((one) => `${{one.impact}}: ${{one.id}}: ${{one.nodes[0].html}}`)"""
SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important } p { margin-block-end: 2em !important }');
  document.adoptedStyleSheets = [sheet]; }"""  # WCAG 2.2, 1.4.12


@pytest.fixture(scope="module", params=screens.WAYS)
def seen(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Person]:
    """A person who looks at the screen."""
    name = request.param
    with shops.opened(tmp_path_factory.mktemp("screens"), owner_token=screens.OWNER) as shop:
        person = Person(browser, shop.url, flat=name not in screens.IN_3D)
        screens.WAYS[name](shop, person)
        yield person
        person.leaves()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL], ids=["desktop", "phone", "small"])
def test_nothing_is_wider_than_the_window(seen: Person, size: tuple[int, int]) -> None:
    """Nobody has to scroll sideways; 320 px is also a desktop at 400 %."""
    assert seen.resized(size).sideways() <= 0


def test_room_for_wider_letters(seen: Person) -> None:
    """With the text spacing of WCAG 1.4.12 it still fits on a phone."""
    seen.resized(PHONE).evaluate(SPACED)
    wider = seen.sideways()
    seen.evaluate("() => { document.adoptedStyleSheets = []; }")
    assert wider <= 0


def test_nothing_moves_for_those_who_asked(seen: Person) -> None:
    """With reduced motion no animation runs on."""
    running = """() => document.getAnimations().filter((one) => one.playState === 'running'
      && one.effect.getComputedTiming().iterations === Infinity).map((one) => one.animationName)"""
    assert seen.evaluate(running) == []


def test_what_can_be_pressed_is_large_enough(seen: Person) -> None:
    """Buttons and fields are at least 24 px in both directions (WCAG 2.5.8)."""
    small = """() => [...document.querySelectorAll('button, select, input, summary, a.btn')]
      .filter((one) => one.checkVisibility() && !one.closest('.sr'))
      .map((one) => one.closest('label') ?? one)
      .filter((one) => { const {width, height} = one.getBoundingClientRect();
        return Math.min(width, height) < 24; }).map((one) => one.outerHTML.slice(0, 120))"""
    assert seen.resized(PHONE).evaluate(small) == []


def test_it_is_german_for_germans(seen: Person) -> None:
    """Another language at one's choice: no word stays English, no key is seen, all fits."""
    if not seen.page.locator(".language select").count():  # paper is in the gift's own language
        return
    seen.page.select_option(".language select", "de")
    seen.page.wait_for_selector("html[lang=de]")
    texts = seen.evaluate(words.SEEN)
    assert words.foreign(texts) == []
    assert seen.resized(SMALL).sideways() <= 0
    assert not re.search(r"undefined|NaN|\[object", " ".join(texts))


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, whose place AXE tells."""
    place = os.environ.get("AXE")
    if not place:
        pytest.skip("AXE does not name an axe.min.js (npm install axe-core)")
    return Path(place).read_text("utf-8")


# The last tests: what axe does to the page would be held against it.
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing(seen: Person, axe: str, light: Any, size: tuple[int, int]) -> None:
    """No rule of WCAG 2.2 AA is broken, and no good practice left out."""
    seen.page.emulate_media(color_scheme=light)
    seen.resized(size)
    if not seen.evaluate("() => 'axe' in window"):
        seen.expects("inline style", "style-src-elem").evaluate(axe)  # it tries to; it need not
    assert seen.evaluate(RUN) == []
