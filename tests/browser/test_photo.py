"""From a photo to a keepsake: sent, cut out, begun; and all that may come between."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import photo_screens
import pytest
import words
from people import PHONE, Person
from photo_screens import BUSY, NOBODY, SURE
from playwright.sync_api import Route, expect
from shop import Shop

from memoreez import pixels
from memoreez.errors import Busy

pytestmark = pytest.mark.browser
TINY = cv2.imencode(".png", np.zeros((9, 40), np.uint8))[1].tobytes()
GIVEN = """(kind) => { const data = new DataTransfer();
  data.items.add(new File(['x'], `${kind}.jpg`, {type: 'image/jpeg'}));
  const event = kind === 'drop' ? new DragEvent(kind, {dataTransfer: data, bubbles: true})
    : new ClipboardEvent(kind, {clipboardData: data, bubbles: true});
  document.querySelector('.drop').dispatchEvent(event); }"""


def _sends(person: Person, file: dict[str, Any] = SURE) -> str:
    """The photo's id, once its cutout is seen."""
    person.page.set_input_files("#photo", file)
    person.page.wait_for_url("**/p/*")
    photo_screens.cut(person)
    return person.gift


def _there(shop: Shop, photo: str) -> bool:
    return httpx.get(f"{shop.url}/api/photos/{photo}").status_code == 200


def _plain(person: Person) -> None:
    """As it is when nothing was sent."""
    expect(person.page.locator(".drop:not(.full)")).to_be_visible()
    expect(person.page.locator("#photo")).to_have_attribute("aria-invalid", "true")


def test_from_the_first_screen_to_the_gift(shop: Shop, person: Person) -> None:
    """Found, sent, cut out, begun: three ideas of the photo, and then as with every gift."""
    person.goes().page.fill("#who", "Lotte")
    person.page.get_by_role("link", name="Make a keepsake of it").click()
    _sends(person)
    expect(person.heading).to_have_text("This is what we keep.")
    expect(person.page.locator(".can li:not(.not)")).to_have_count(3)
    expect(person.page.locator("#who")).to_have_value("Lotte")  # it was told already
    person.page.get_by_role("button", name="Show me").click()
    person.page.wait_for_url("**/g/*")
    person.sees(3)
    assert shop.client.get(person.gift).photo is not None
    expect(person.page.locator("label.pick").first).to_contain_text("Lotte, framed")
    expect(person.page.get_by_role("button", name="Draw four more")).to_have_count(0)
    shop.gates.hold("figurine")
    person.picks(1).watches()
    expect(person.page.get_by_role("img", name="The frame reads: Lotte")).to_be_visible()
    shop.gates.open()
    person.has_it()
    expect(person.page.get_by_role("group", name="Letters")).to_have_count(0)  # raised, always


def test_only_what_can_be_made_is_promised(shop: Shop, person: Person) -> None:
    """An unsure cutout: the tools are open, no soft figurine is promised, the idea is alone."""
    person.goes(f"/p/{photo_screens.sent(shop, BUSY)}")
    expect(person.heading).to_have_text("Help us with the scissors.")
    expect(person.page.locator(".can li.not")).to_contain_text("Needs a clear cutout")
    expect(person.page.locator("input[name=tool]:checked")).to_have_value("box")
    person.page.get_by_role("button", name="Show me").click()
    person.page.wait_for_url("**/g/*")
    person.sees(1)
    expect(person.page.locator("input[name=idea]")).to_be_checked()  # there is nothing to choose


def test_back_to_the_cutout(shop: Shop, person: Person) -> None:
    """From the ideas to the photo that they are of, where another gift can be begun."""
    made = photo_screens.gift(shop)
    person.goes(f"/g/{made}").sees(3)
    person.page.get_by_role("button", name="Change the cutout").click()
    photo_screens.cut(person)
    expect(person.page.locator("#who")).to_have_value("Lotte")
    person.page.get_by_role("button", name="Show me").click()
    person.page.wait_for_url("**/g/*")
    assert person.gift != made


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"name": "plan.gif", "mimeType": "image/gif"}, "Choose a JPEG"),
        ({"name": "a.HEIC", "mimeType": ""}, "cannot read HEIC"),
        ({"buffer": b""}, "This file is empty"),
    ],
)
def test_refused_before_it_is_sent(
    person: Person, file: dict[str, Any], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, at the field; nothing goes over the wire."""
    monkeypatch.setattr(pixels, "reads_heic", lambda: False)
    asked: list[str] = []
    person.goes("/p").page.on("request", lambda one: asked.append(one.url))
    person.page.set_input_files("#photo", SURE | file)
    expect(person.page.locator("#photo-wrong")).to_contain_text(says)
    _plain(person)
    assert not any("/api/photos" in url for url in asked)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"GIF89a in disguise", "no picture that we can read"), (TINY, "too small to show anything")],
)
def test_refused_by_the_studio(person: Person, data: bytes, says: str) -> None:
    """What only the studio can tell is said at the field, too; the next one goes well."""
    person.expects("status of 422").goes("/p")
    person.page.set_input_files("#photo", SURE | {"buffer": data})
    expect(person.page.locator("#photo-wrong")).to_contain_text(says)
    _plain(person)
    _sends(person)


def test_the_shop_is_busy(shop: Shop, person: Person) -> None:
    """It says so, and the photo is still chosen."""
    shop.flow.fail_photo = Busy("Several photos are being cut out.", retry_after=7)
    person.expects("status of 503").goes("/p").page.set_input_files("#photo", SURE)
    expect(person.page.locator("[role=alert]")).to_contain_text("try again in 7 seconds")
    shop.flow.fail_photo = None
    person.page.get_by_role("button", name="Send it again").click()
    photo_screens.cut(person)


def test_the_line_breaks(shop: Shop, person: Person) -> None:
    """Sent again it is the same photo, whatever had arrived."""
    person.expects("ERR_FAILED").goes("/p")
    kept: list[str] = []

    def lose(route: Route) -> None:
        if kept:
            route.continue_()
            return
        kept.append(route.fetch().json()["id"])  # it arrives, but nobody hears of it
        route.abort()

    person.page.route("**/api/photos", lose)
    person.page.set_input_files("#photo", SURE)
    expect(person.page.locator("[role=alert]")).to_contain_text("The line broke off")
    person.page.get_by_role("button", name="Send it again").click()
    photo_screens.cut(person)
    assert kept == [person.gift]


def test_sending_can_be_stopped(person: Person) -> None:
    """Its picture is seen meanwhile; afterwards it can be sent after all."""
    person.goes("/p").page.route("**/api/photos", lambda _route: None)
    person.page.set_input_files("#photo", SURE)
    expect(person.page.locator(".sent-look")).to_be_visible()
    person.page.get_by_role("button", name="Stop sending").click()
    expect(person.page.locator(".card .alert")).to_contain_text("Nothing was sent.")
    person.page.unroute_all()
    person.page.get_by_role("button", name="Send it again").click()
    photo_screens.cut(person)


def test_dropped_or_pasted(person: Person) -> None:
    """Both are ways in; what is no picture in truth is refused by the studio."""
    person.expects("status of 422").goes("/p")
    for kind in ("drop", "paste"):
        with person.page.expect_response("**/api/photos") as answer:
            person.evaluate(GIVEN, kind)
        assert answer.value.status == 422
        expect(person.page.locator("#photo-wrong")).to_be_visible()


def test_a_phone_takes_the_picture(shop: Shop, person: Person, browser: Any) -> None:
    """There its camera is one of the ways in; at a desk it is not shown."""
    person.goes("/p")
    expect(person.page.get_by_label("Take a picture")).to_be_hidden()
    with browser.new_context(is_mobile=True, has_touch=True, viewport={"width": PHONE[0],
                             "height": PHONE[1]}) as phone:  # fmt: skip
        page = phone.new_page()
        page.goto(f"{shop.url}/p")
        expect(page.locator(".camera .btn")).to_be_visible()
        assert page.locator("#camera").get_attribute("capture") == "environment"


def test_another_photo(shop: Shop, person: Person) -> None:
    """The one that nobody wants is deleted at once."""
    person.goes("/p")
    first = _sends(person)
    with person.page.expect_response(f"**/api/photos/{first}"):
        person.page.get_by_role("button", name="Take another photo").click()
    expect(person.page.locator(".drop")).to_be_visible()
    assert not _there(shop, first)
    assert _sends(person, BUSY) != first


@pytest.mark.parametrize("place", [f"/p/{NOBODY}", "/p/short", "/p/%E0%A4%A"])
def test_a_link_that_leads_nowhere(person: Person, place: str) -> None:
    """Gone after its day, or mistyped: the page says what can be done."""
    person.expects("status of 404").goes(place)
    expect(person.heading).to_have_text("This photo is no longer here")
    person.page.get_by_role("button", name="Choose a photo").click()
    expect(person.page.locator(".drop")).to_be_visible()


def test_gone_while_it_is_looked_at(shop: Shop, person: Person) -> None:
    """Its day is over: nothing is begun, and the page says why."""
    photo = photo_screens.sent(shop)
    person.expects("status of 404").goes(f"/p/{photo}")
    photo_screens.cut(person)
    httpx.delete(f"{shop.url}/api/photos/{photo}")
    person.page.get_by_role("button", name="Show me").click()
    expect(person.heading).to_have_text("This photo is no longer here")


def test_away_when_it_is_opened(shop: Shop, person: Person) -> None:
    """It says so, and shows the photo as soon as the shop answers."""
    photo = photo_screens.sent(shop)
    person.expects("ERR_FAILED").page.route("**/api/photos/*", lambda route: route.abort())
    person.goes(f"/p/{photo}")
    expect(person.heading).to_have_text("The shop does not answer")
    person.page.unroute_all()
    photo_screens.cut(person)


def test_every_reason_in_german(shop: Shop, visitor: Callable[..., Person]) -> None:
    """The page has its own words for all that the cutouts say."""
    codes = {"plain", "clear", "marks", "small", "border", "busy", "faint", "alike", "shade"}
    codes |= {"vague", "several", "strange", "none", "nothing"}
    here = json.loads(Path(words.LOCALES / "photo.de.json").read_text("utf-8"))
    assert [code for code in codes if f"photo.why.{code}" not in here] == []
    photo = photo_screens.sent(shop, BUSY)
    why = httpx.get(f"{shop.url}/api/photos/{photo}").json()["why"]
    person = visitor(language="de-DE").goes(f"/p/{photo}")
    expect(person.page.locator(".cut-sure p")).to_have_text(here[f"photo.why.{why}"])
    expect(person.page.locator("main [lang=en]")).to_have_count(0)
