"""On a phone: the whole way with a finger, at night, in two sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from people import PHONE, SMALL, Person
from playwright.sync_api import expect
from shop import Shop

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["phone", "small"])
def test_the_whole_way_on_a_phone(
    shop: Shop, visitor: Callable[..., Person], size: tuple[int, int]
) -> None:
    """Nothing is wider than the window on the way, and the step is told in words."""
    shop.gates.hold("figurine")
    person = visitor(size=size, touch=True, moving=True, dark=size == SMALL).goes()
    assert person.sideways() <= 0
    person.page.fill("#who", "Sophie")
    person.page.fill("#loves", "guitar, hiking,")
    person.page.locator("form button[type=submit]").tap()
    person.page.wait_for_url("**/g/*")
    person.sees(4)
    expect(person.page.locator(".strip")).to_contain_text("Step 2 of 4 · Pick")
    assert person.sideways() <= 0
    person.page.locator("label.pick").nth(3).tap()
    person.page.locator(".bar button[type=submit]").tap()
    person.watches()
    assert person.sideways() <= 0
    shop.gates.open()
    person.has_it()
    assert person.sideways() <= 0
    with person.page.expect_download():
        person.page.locator(".keep-head a.btn").first.tap()


def test_the_bar_hides_no_picture(shop: Shop, visitor: Callable[..., Person]) -> None:
    """At the end of the page the bar with the button lies below the last idea."""
    person = visitor(size=SMALL).goes(f"/g/{shop.drawn()}").sees(4)
    person.evaluate("() => scrollTo(0, document.scrollingElement.scrollHeight)")
    last = person.page.locator("label.pick").last.bounding_box()
    bar = person.page.locator(".bar").bounding_box()
    assert last is not None and bar is not None
    assert last["y"] + last["height"] <= bar["y"] + 1


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_the_look_can_be_turned(visitor: Callable[..., Person], dark: bool) -> None:
    """As the system has it, until one turns it; then as one wishes, after a reload too."""
    paper = "() => getComputedStyle(document.body).backgroundColor"
    person = visitor(dark=dark).goes()
    before = person.evaluate(paper)
    person.page.locator(".top-end button").click()
    after = person.evaluate(paper)
    assert after != before
    person.page.reload()
    expect(person.heading).to_be_visible()
    assert person.evaluate(paper) == after


def test_the_preview_fits_a_small_phone(shop: Shop, visitor: Callable[..., Person]) -> None:
    """The 3D view and its tools are inside the window at 320 px."""
    person = visitor(size=SMALL, flat=False).goes(f"/g/{shop.made()}").has_it()
    assert person.sideways() <= 0
    for part in (".viewer", ".viewer-tools"):
        box = person.page.locator(part).bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= SMALL[0]
    height = person.evaluate("() => document.querySelector('model-viewer').clientHeight")
    assert height > 200
