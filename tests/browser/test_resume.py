"""Lids are closed, pages reloaded, servers killed: whoever comes back goes on where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_studio import opened
from keepsake_moves import sqlite_in
from live_server import serving
from people import Person
from playwright.sync_api import expect
from real_server import RealServer
from shop import Gates, Shop

from memoreez.client import Client

pytestmark = pytest.mark.browser
AWAY = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET")
AWAY += ("ERR_EMPTY_RESPONSE",)


def test_what_was_typed_is_still_there(person: Person) -> None:
    """A reload of the first screen loses no word; it can also be cleared."""
    person.goes()
    person.page.fill("#who", "Sophie")
    person.page.fill("#loves", "guitar, hik")
    person.page.wait_for_function("() => localStorage['memoreez.draft']?.includes('hik')")
    person.page.reload()
    expect(person.page.locator("#who")).to_have_value("Sophie")
    expect(person.page.locator(".tag span")).to_have_text(["guitar", "hik"])
    person.page.get_by_role("button", name="Start with empty fields").click()
    expect(person.page.locator("#who")).to_have_value("")
    expect(person.page.locator("#who")).to_be_focused()


def test_reload_in_the_middle_of_pick(shop: Shop, person: Person) -> None:
    """The pictures so far are there at once, the others still come."""
    shop.gates.hold("picture 3")
    person.goes().tells().sees(2)
    person.page.reload()
    person.sees(2)
    shop.gates.open()
    person.sees(4)


def test_reload_in_the_middle_of_make(shop: Shop, person: Person) -> None:
    """The stages stand where they stood, and the last screen comes by itself."""
    shop.gates.hold("figurine")
    person.goes(f"/g/{shop.drawn()}").sees(4).picks(1).watches()
    person.page.reload()
    person.watches()
    expect(person.page.locator(".stages li").nth(1)).to_have_attribute("aria-current", "step")
    shop.gates.open()
    person.has_it()


def test_come_back_by_the_link_when_it_is_done(shop: Shop, visitor: Callable[..., Person]) -> None:
    """Another browser with nothing but the link shows the finished figurine."""
    shop.gates.hold("figurine")
    first = visitor().goes().tells().sees(4).picks(1).watches()
    link = first.page.locator(".copy input").input_value()
    first.page.close()
    shop.gates.open()
    second = visitor().goes(link.removeprefix(shop.url)).has_it()
    expect(second.heading).to_have_text("Here is Sophie’s gift.")


def test_the_back_button(shop: Shop, person: Person) -> None:
    """Step by step back to the first screen, and forward again."""
    person.goes().tells().sees(4)
    gift = person.gift
    person.picks(2).has_it()
    person.page.go_back()
    person.sees(4)
    expect(person.page.locator("label.pick input").nth(1)).to_be_checked()
    person.page.go_back()
    expect(person.page.locator("#loves")).to_be_visible()
    person.page.go_forward()
    person.sees(4)
    person.page.go_forward()
    person.has_it()
    assert person.gift == gift


def test_steps_lead_back_too(shop: Shop, person: Person) -> None:
    """The steps above are links to those that are done."""
    person.goes(f"/g/{shop.made()}").has_it()
    person.page.locator(".steps a", has_text="Pick").click()
    person.sees(4)
    person.page.locator(".steps a", has_text="Keep").click()
    person.has_it()


def test_two_tabs(shop: Shop, person: Person) -> None:
    """What one tab does, the other shows: choice, progress and new words."""
    gift = shop.drawn()
    shop.gates.hold("figurine")
    person.goes(f"/g/{gift}").sees(4)
    other = person.context.new_page()
    other.goto(f"{shop.url}/g/{gift}")
    expect(other.locator("input[name=idea]:enabled")).to_have_count(4)
    person.picks(3).watches()
    expect(other.locator(".stages")).to_be_visible()
    shop.gates.open()
    person.has_it()
    expect(other.locator(".keep")).to_be_visible()
    shop.client.refine(gift, inscription=["Both"])
    expect(other.locator("#carve-1")).to_have_value("Both")
    expect(person.page.locator("#carve-1")).to_have_value("Both")


def test_two_tabs_choose_different_ideas(shop: Shop, person: Person) -> None:
    """The second choice is refused in words, and that tab sees what is made."""
    gift = shop.drawn()
    shop.gates.hold("sculpture")
    person.expects("status of 409").goes(f"/g/{gift}").sees(4)
    person.page.route("**/events?*", lambda route: route.abort())
    person.expects("ERR_FAILED")
    person.page.reload()
    person.sees(4)
    shop.client.choose(gift, 1, inscription=["First"])
    person.picks(2)
    expect(person.page.locator("[role=alert], .stages").first).to_be_visible()
    assert shop.client.get(gift).choice.concept_id == 1  # type: ignore[union-attr]
    person.watches()


def test_server_gone_and_back(crowd: Callable[..., Person], tmp_path: Path) -> None:
    """The page says that it reconnects, and goes on by itself when the server is back."""
    with opened(tmp_path, engine=sqlite_in(tmp_path)) as studio:
        gates = Gates(studio.flow)
        gates.hold("picture 3")
        with serving(studio) as url:
            person = crowd(url).expects(*AWAY).goes().tells().sees(2)
        notice = person.page.locator(".notices .alert")
        expect(notice.first).to_contain_text("The work goes on without this page.")
        gates.open()
        with serving(studio, int(url.rsplit(":", 1)[1])):
            person.sees(4)
            expect(notice).to_have_count(0)
            person.leaves()


def test_sending_while_the_server_is_gone(crowd: Callable[..., Person], tmp_path: Path) -> None:
    """Nothing is lost: the words stay, and the same press works once the server is back."""
    with opened(tmp_path, engine=sqlite_in(tmp_path)) as studio:
        with serving(studio) as url:
            person = crowd(url).expects(*AWAY).goes()
        person.page.fill("#loves", "guitar")
        person.page.locator("form button[type=submit]").click()
        expect(person.page.locator("[role=alert]")).to_contain_text("We cannot reach the shop")
        with serving(studio, int(url.rsplit(":", 1)[1])):
            person.page.locator("form button[type=submit]").click()
            person.page.wait_for_url("**/g/*")
            person.sees(4)
            person.leaves()


def test_killed_while_sculpting(real: RealServer, crowd: Callable[..., Person]) -> None:
    """SIGKILL and a new start: the open page finds back and arrives at the figurine."""
    with Client(real.url) as client:
        gift = client.create("guitar, hiking", name="Sophie", language="en", seed=3).id
        client.wait(gift, timeout=120)
    person = crowd(real.url).expects(*AWAY).goes(f"/g/{gift}").sees(4).picks(1)
    expect(person.page.locator(".stages li.now")).to_contain_text("Sculpt the shape")
    real.kill()
    expect(person.page.locator(".notices .alert").first).to_be_visible()
    real.start()
    expect(person.page.locator(".keep")).to_be_visible(timeout=120_000)
    expect(person.page.locator(".notices .alert")).to_have_count(0)
    person.leaves()
