"""The cutout put right: rectangle and brush, by mouse, finger and keys; no mark is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import photo_screens
import pytest
from people import PHONE, Person
from photo_screens import BUSY
from playwright.sync_api import Browser, expect
from shop import Shop

pytestmark = pytest.mark.browser
SEEN = """([x, y]) => { const sheet = document.querySelector('.cut-stage canvas');
  const spot = sheet.getContext('2d').getImageData(x * sheet.width, y * sheet.height, 1, 1);
  return spot.data[3] > 60; }"""
FITTED = """async () => { const {fitted, stroked, NOTHING} = await import('/static/marks.js');
  let marks = NOTHING;
  for (let k = 0; k < 230; k += 1) {
    const points = Array.from({length: 3000}, (_, n) => [n / 3000, Math.sin(n * k) / 2 + 0.5]);
    marks = stroked(marks, k % 2 > 0, 0.02, points);
  }
  const sent = fitted(marks);
  return [sent.strokes.length, Math.max(...sent.strokes.map((one) => one.points.length)),
    JSON.stringify(sent).length, sent.strokes.every((one) => one.points.length > 1)]; }"""


@pytest.fixture
def person(shop: Shop, visitor: Callable[..., Person]) -> Person:
    """Somebody before a photo whose cutout is unsure; the tools are open."""
    found = visitor().goes(f"/p/{photo_screens.sent(shop, BUSY)}")
    photo_screens.cut(found)
    return found


def _marks(person: Person) -> Any:
    told = httpx.get(f"{person.url}/api/photos/{person.gift}").json()["marks"]
    return {name: told[name] for name in ("box", "strokes")}


def _calm(person: Person) -> Any:
    """Wait until what was marked is cut; the marks as the studio has them."""
    expect(person.page.locator(".cut-sure .badge.now")).to_have_count(0)
    return _marks(person)


def _tool(person: Person, name: str) -> None:
    person.page.locator(f"label.tool-{name}").click()


def _drag(person: Person, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Over the photo, in shares of it."""
    box = person.page.locator(".cut-stage canvas").bounding_box()
    assert box is not None
    mouse = person.page.mouse
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    mouse.move(*spots[0])
    mouse.down()
    mouse.move(*spots[1], steps=6)
    mouse.up()


def _hand(person: Person) -> None:
    """The keys go to the photo."""
    person.page.locator(".cut-stage canvas").focus()


def test_the_brush_keeps_and_removes(person: Person) -> None:
    """In the order of the strokes, each with its own width; the veil follows; all can be undone."""
    assert person.evaluate(SEEN, [0.05, 0.5])  # veiled
    _tool(person, "keep")
    _drag(person, (0.02, 0.5), (0.5, 0.5))
    first = _calm(person)
    assert [one["keep"] for one in first["strokes"]] == [True]
    assert first["strokes"][0]["points"][0] == pytest.approx([0.02, 0.5], abs=0.01)
    person.page.wait_for_function(f"() => !({SEEN})([0.05, 0.5])")
    expect(person.page.locator(".cut-sure p")).to_have_text("It follows your marks.")
    _tool(person, "drop")
    person.page.locator("#brush").fill("0.12")
    _drag(person, (0.05, 0.5), (0.06, 0.5))
    both = _calm(person)["strokes"]
    assert [(one["keep"], one["width"]) for one in both] == [(True, 0.05), (False, 0.12)]
    person.page.wait_for_function(f"() => ({SEEN})([0.05, 0.5])")
    person.page.get_by_role("button", name="Undo").click()
    assert _calm(person) == first
    person.page.get_by_role("button", name="Start over").click()
    assert _calm(person) == {"box": None, "strokes": []}
    person.page.get_by_role("button", name="Undo").click()
    assert _calm(person) == first


def test_the_rectangle(person: Person) -> None:
    """Drawn, pulled at a corner, moved as a whole; a mere click makes none."""
    _drag(person, (0.5, 0.5), (0.5, 0.5))
    assert _calm(person)["box"] is None
    _drag(person, (0.8, 0.9), (0.2, 0.1))  # from any corner
    assert _calm(person)["box"] == pytest.approx([0.2, 0.1, 0.6, 0.8], abs=0.01)
    _drag(person, (0.8, 0.9), (0.6, 0.7))
    assert _calm(person)["box"] == pytest.approx([0.2, 0.1, 0.4, 0.6], abs=0.01)
    _drag(person, (0.4, 0.4), (0.9, 0.9))  # it stays inside
    assert _calm(person)["box"] == pytest.approx([0.6, 0.4, 0.4, 0.6], abs=0.01)
    person.page.locator(".cut-numbers summary").click()
    expect(person.page.locator("#box-left")).to_have_value("60")
    person.page.get_by_role("button", name="Take the rectangle away").click()
    assert _calm(person)["box"] is None


def test_the_rectangle_with_keys_and_numbers(person: Person) -> None:
    """No hand need draw: arrows, with Shift its size, and four numbers; one Undo for many keys."""
    _hand(person)
    person.press("Enter", *["ArrowRight"] * 3, "Shift+ArrowDown")
    assert _calm(person)["box"] == pytest.approx([0.21, 0.15, 0.7, 0.72], abs=0.001)
    person.page.get_by_role("button", name="Undo").click()
    assert _calm(person)["box"] is None
    person.page.locator(".cut-numbers summary").press("Enter")
    for side, value in (("left", "20"), ("top", "10"), ("width", "150")):
        person.page.fill(f"#box-{side}", value)
        person.press("Tab")
    assert _calm(person)["box"] == pytest.approx([0.2, 0.1, 0.8, 0.9], abs=0.001)
    expect(person.page.locator("#box-width")).to_have_value("80")


def test_a_number_half_typed_outlives_an_answer(person: Person) -> None:
    """What the studio says of the last change must not take the next one away."""
    person.page.locator(".cut-numbers summary").click()
    top = person.page.locator("#box-top")
    with person.page.expect_response("**/cutout*"):
        person.page.fill("#box-left", "20")
        person.press("Tab")
        top.fill("10")
    _calm(person)
    expect(top).to_have_value("10")
    person.press("Tab")
    assert _calm(person)["box"] == pytest.approx([0.2, 0.1, 0.8, 0.9], abs=0.001)


def test_the_brush_with_keys(person: Person) -> None:
    """Arrows move it, the space bar paints: a dab when it is let go at once, else a line."""
    person.page.locator("input[name=tool]:checked").focus()
    person.press("ArrowRight")  # the radio group has them
    expect(person.page.locator("input[name=tool]:checked")).to_have_value("keep")
    _hand(person)
    person.press("Shift+ArrowLeft", "ArrowUp", "Space")
    keyboard = person.page.keyboard
    keyboard.down("Space")
    person.press("ArrowDown", "ArrowDown")
    keyboard.up("Space")
    strokes = _calm(person)["strokes"]
    assert strokes[0]["points"] == [[0.42, 0.48]]
    assert strokes[1]["points"][0] == [0.42, 0.48] and strokes[1]["points"][-1] == [0.42, 0.52]


def test_the_brush_with_a_finger(shop: Shop, browser: Browser) -> None:
    """A tap is a dab; the page does not slide away under the finger, but two may still zoom."""
    with browser.new_context(
        is_mobile=True, has_touch=True, viewport={"width": PHONE[0], "height": PHONE[1]}
    ) as phone:
        page = phone.new_page()
        photo = photo_screens.sent(shop, BUSY)
        page.goto(f"{shop.url}/p/{photo}")
        page.locator("label.tool-keep").tap()
        sheet = page.locator(".cut-stage canvas")
        assert sheet.evaluate("(one) => getComputedStyle(one).touchAction") == "pinch-zoom"
        box = sheet.bounding_box()
        assert box is not None
        with page.expect_response("**/cutout") as answer:
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4)
        assert answer.value.json()["marks"]["strokes"][0]["points"] == [
            pytest.approx([0.5, 0.25], abs=0.01)
        ]


def test_marks_wait_for_the_shop(person: Person) -> None:
    """What was marked while it was away is seen, kept, and cut as soon as it answers."""
    person.expects("ERR_FAILED", "ERR_INTERNET").page.context.set_offline(True)
    _tool(person, "keep")
    _drag(person, (0.05, 0.2), (0.2, 0.2))
    expect(person.page.locator(".cut-view .alert")).to_contain_text("Your marks are still here")
    person.page.get_by_role("button", name="Show me").click()  # nothing is begun without them
    expect(person.page.get_by_role("button", name="Show me")).to_be_visible()
    person.page.context.set_offline(False)
    expect(person.page.locator(".cut-view .alert")).to_have_count(0)
    assert len(_calm(person)["strokes"]) == 1


def test_resumed_after_a_reload(person: Person) -> None:
    """Marks, sureness and the picture are as they were, in another window too."""
    _tool(person, "keep")
    _drag(person, (0.2, 0.3), (0.7, 0.3))
    before = _calm(person)
    person.page.reload()
    photo_screens.cut(person)
    assert _marks(person) == before
    _open = person.page.get_by_role("button", name="Correct the cutout")
    if _open.count():
        _open.click()
        expect(person.page.locator("input[name=tool]:checked")).to_be_focused()
    _tool(person, "drop")
    _drag(person, (0.5, 0.6), (0.6, 0.6))
    assert _calm(person)["strokes"][:1] == before["strokes"]


def test_begun_with_the_newest_marks(shop: Shop, person: Person) -> None:
    """Whoever is quick gets the cutout that they marked, not the one before."""
    _tool(person, "keep")
    _drag(person, (0.2, 0.3), (0.7, 0.3))
    photo = person.gift
    person.page.get_by_role("button", name="Show me").click()
    person.page.wait_for_url("**/g/*")
    told = shop.client.get(person.gift).photo
    assert told is not None and told.why == "marks"
    marks = httpx.get(f"{shop.url}/api/photos/{photo}").json()["marks"]
    assert len(marks["strokes"]) == 1


def test_whoever_knows_better(person: Person) -> None:
    """An unsure cutout that is right: said so, both can be made; who marks on is asked again."""
    with person.page.expect_request("**/cutout") as asked:
        person.page.get_by_role("button", name="It is cut out right").click()
    assert asked.value.post_data_json["sure"] is True
    expect(person.heading).to_have_text("This is what we keep.")
    expect(person.page.locator(".can li:not(.not)")).to_have_count(2)
    expect(person.page.locator(".cut-sure p")).to_have_text("You said that it is right.")
    with person.page.expect_request("**/cutout") as again:
        _drag(person, (0.3, 0.6), (0.5, 0.6))
    assert "sure" not in again.value.post_data_json


def test_the_whole_photo_can_be_seen(person: Person) -> None:
    """Without its veil, until one corrects on."""
    assert person.evaluate(SEEN, [0.05, 0.5])
    button = person.page.get_by_role("button", name="Whole photo")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    person.page.wait_for_function(f"() => !({SEEN})([0.05, 0.5])")
    _tool(person, "keep")
    person.page.wait_for_function(f"() => ({SEEN})([0.05, 0.5])")


def test_many_marks_fit(person: Person) -> None:
    """However much is painted, the studio takes it: 200 strokes, 64 kB."""
    strokes, points, size, lines = person.evaluate(FITTED)
    assert strokes <= 200 and points <= 400 and size <= 64_000 and lines
