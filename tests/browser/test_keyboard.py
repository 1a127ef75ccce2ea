"""Without a mouse: everything can be reached, is seen when it is reached, and is read out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import screens
from people import PHONE, Person
from playwright.sync_api import expect
from shop import Shop

pytestmark = pytest.mark.browser
STOPS = 120  # of Tab, more than any screen has
HERE = """() => { const node = document.activeElement;
  if (node === document.body) return null;
  const shows = (one) => { const {outlineStyle, outlineWidth} = getComputedStyle(one);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2; };
  const near = [node, node.nextElementSibling, node.parentElement, node.closest('label'),
    node.shadowRoot?.activeElement].filter(Boolean);
  const box = (node.matches('.pills input, .swatches input, .pick input') ? node.closest('label')
    : node).getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const covered = Boolean(middle?.closest('.bar')) && !node.closest('.bar');
  const stop = [...document.querySelectorAll('*')].indexOf(node);
  return {stop, name: node.outerHTML.slice(0, 160), seen: near.some(shows), covered,
    inside: box.bottom > 0 && box.top < innerHeight}; }"""


def _to(person: Person, css: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(STOPS):
        if person.evaluate("(css) => document.activeElement.matches(css)", css):
            return
        person.press("Tab")
    raise AssertionError(f"Tab never comes to {css}")


def _focused_heading(person: Person, text: str) -> None:
    expect(person.heading).to_have_text(text)
    expect(person.heading).to_be_focused()


def test_the_whole_way_by_keyboard(shop: Shop, person: Person) -> None:
    """Tell, pick, make, change the words, carve and download; each step's heading has the focus."""
    shop.gates.hold("figurine")
    person.goes()
    _to(person, "#who")
    person.page.keyboard.type("Sophie")
    _to(person, "#loves")
    person.page.keyboard.type("guitar")
    person.press("Enter")
    person.page.keyboard.type("cats, ")
    expect(person.page.locator(".tag")).to_have_count(2)
    _to(person, "form button[type=submit]")
    person.press("Enter")
    _focused_heading(person, "Which one is Sophie?")
    person.sees(4)
    _to(person, "input[name=idea]")
    person.press("ArrowRight")
    expect(person.page.locator("label.pick input").nth(1)).to_be_checked()
    person.press("Enter")
    _focused_heading(person, "Sophie is taking shape")
    shop.gates.open()
    _focused_heading(person, "Here is Sophie’s gift.")
    assert shop.client.get(person.gift).choice.concept_id == 2  # type: ignore[union-attr]
    _to(person, "#carve-1")
    person.press("Control+A")
    person.page.keyboard.type("Anna")
    _to(person, "input[name=pedestal]")
    person.press("ArrowRight")
    _to(person, ".carving button[type=submit]")
    person.press("Space")
    expect(person.page.locator(".carving [aria-disabled=true]")).to_contain_text("Carve it")
    made = shop.until(person.gift, "ready").figurine
    assert (made.version, made.inscription[0], made.pedestal) == (2, "Anna", "square")
    _to(person, ".files a")
    with person.page.expect_download():
        person.press("Enter")


def test_the_figurine_turns_by_keyboard(shop: Shop, visitor: Callable[..., Person]) -> None:
    """The 3D view is a stop of Tab; arrows turn it, and so do buttons."""
    person = visitor(flat=False)
    person.goes(f"/g/{shop.made()}").has_it()
    theta = "document.querySelector('model-viewer').getCameraOrbit().theta"
    orbit, changed = f"() => {theta}", f"(old) => Math.abs({theta} - old) > .1"
    before = person.evaluate(orbit)
    _to(person, "model-viewer")
    person.press("ArrowRight", "ArrowRight", "ArrowRight")
    person.page.wait_for_function(changed, arg=before)
    before = person.evaluate(orbit)
    person.page.get_by_role("button", name="Turn left").focus()
    person.press("Enter")
    person.page.wait_for_function(changed, arg=before)


@pytest.mark.parametrize("name", ["tell filled", "pick four", "make written", "keep leaving"])
def test_focus_is_always_seen(shop: Shop, visitor: Callable[..., Person], name: str) -> None:
    """Every stop of Tab has an outline, is inside the window and lies under nothing."""
    person = visitor(size=PHONE)
    screens.WAYS[name](shop, person)
    person.page.locator(".skip").focus()
    stops: dict[int, dict[str, object]] = {}
    for _ in range(STOPS):
        person.press("Tab")
        here = person.evaluate(HERE)
        if here is None or here["stop"] in stops:
            break
        stops[here["stop"]] = here
    assert len(stops) > 5
    assert [one["name"] for one in stops.values() if not one["seen"]] == []
    assert [one["name"] for one in stops.values() if one["covered"] or not one["inside"]] == []


def test_skip_to_the_main_part(person: Person) -> None:
    """The first stop of Tab leads past the steps."""
    person.goes()
    person.press("Tab")
    expect(person.page.locator(".skip")).to_be_focused()
    person.press("Enter")
    expect(person.page.locator("main")).to_be_focused()


def test_an_error_gets_the_focus(person: Person) -> None:
    """Sent without a hobby: the field is named, and the error belongs to it."""
    person.goes()
    person.page.fill("#who", "Sophie")
    person.press("Enter")
    field = person.page.locator("#loves")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Add at least one thing they love. Two to five "
        "things work best. Press Enter after each one, or part them with commas.")  # fmt: skip


def test_news_are_read_out(shop: Shop, person: Person) -> None:
    """One polite live region tells what landed, and stages, but no percents."""
    shop.gates.hold("picture 1", "picture 2")
    person.goes().tells()
    expect(person.page.locator("label.pick.wait")).to_have_count(4)
    shop.gates.open("picture 1")
    live = person.page.locator("[role=status][aria-live=polite]")
    expect(live).to_have_count(1)
    expect(live).to_have_text("Here is: Up before the sun.")
    shop.gates.open()
    expect(live).to_contain_text("That is all of them.")
    shop.gates.hold("figurine")
    person.picks(1).watches()
    expect(live).to_have_text("Carve the pedestal and the words, step 2 of 3")
    shop.gates.open()


def test_taking_tags_back(person: Person) -> None:
    """Backspace takes the last thing back into the field; its cross removes it."""
    person.goes()
    person.page.fill("#loves", "guitar, cats,")
    person.page.locator("#loves").press("Backspace")
    expect(person.page.locator("#loves")).to_have_value("cats")
    person.page.get_by_role("button", name="Remove guitar").press("Enter")
    expect(person.page.locator(".tag")).to_have_count(0)
    expect(person.page.locator("#loves")).to_be_focused()


def test_the_focus_moves_at_once(person: Person) -> None:
    """Who types right after a mistake is told types where they went, and stays there."""
    person.goes()
    met = person.evaluate(
        """() => new Promise((told) => {
      const seen = new MutationObserver(() => document.querySelector('#loves-error')
        && told(document.activeElement.id));
      seen.observe(document.body, {childList: true, subtree: true});
      document.querySelector('form button[type=submit]').click(); })"""
    )
    assert met == "loves"
