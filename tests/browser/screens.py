"""Every screen in every state that people may see: a name, and the way there."""

from __future__ import annotations

from collections.abc import Callable

import model_screens
import photo_screens
from people import Person
from playwright.sync_api import expect
from shop import Shop

from memoreez.errors import Busy

NOBODY = "A" * 22
OWNER = "owner-token-of-the-tests"
Way = Callable[[Shop, Person], None]


def tell(shop: Shop, person: Person) -> None:
    person.goes()


def tell_filled(shop: Shop, person: Person) -> None:
    person.goes()
    person.page.fill("#who", "Sophie")
    person.page.fill("#loves", "guitar, hiking with the dog, cats,")


def tell_empty(shop: Shop, person: Person) -> None:
    person.goes()
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("#loves-error")).to_be_visible()


def pick_first(shop: Shop, person: Person) -> None:
    shop.gates.hold("concepts")
    person.goes(f"/g/{shop.told()}")


def pick_two(shop: Shop, person: Person) -> None:
    shop.gates.hold("picture 3")
    person.goes(f"/g/{shop.told()}").sees(2)


def pick_four(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{shop.drawn('guitar, hiking, a note')}").sees(4)
    person.page.locator("label.pick").nth(1).click()


def pick_one_failed(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{shop.drawn('guitar [fail picture 2]')}").sees(3)


def pick_failed(shop: Shop, person: Person) -> None:
    gift = shop.told("guitar [fail pictures]")
    shop.until(gift, "failed")
    person.goes(f"/g/{gift}")
    expect(person.page.locator("[role=alert]")).to_be_visible()


def pick_stopped(shop: Shop, person: Person) -> None:
    shop.gates.hold("picture 2")
    gift = shop.told()
    person.goes(f"/g/{gift}").sees(1)
    shop.client.cancel(gift)
    expect(person.page.locator(".notices .alert")).to_be_visible()


def pick_more(shop: Shop, person: Person) -> None:
    gift = shop.drawn()
    shop.client.more(gift)
    shop.until(gift, "choosing")
    person.goes(f"/g/{gift}").sees(8)


def make(shop: Shop, person: Person) -> None:
    shop.gates.hold("figurine")
    person.goes(f"/g/{shop.chosen()}").watches()
    expect(person.page.locator(".stages li.now")).to_be_visible()


def make_written(shop: Shop, person: Person) -> None:
    shop.gates.hold("figurine")
    person.goes(f"/g/{shop.chosen()}").watches()
    person.page.fill("#line-2", "長 years")
    expect(person.page.locator("#engraving-wrong")).to_be_visible()


def make_failed(shop: Shop, person: Person) -> None:
    gift = shop.chosen("guitar [fail sculpture]")
    shop.until(gift, "failed")
    person.goes(f"/g/{gift}")
    expect(person.page.locator("[role=alert]")).to_be_visible()


def make_stopped(shop: Shop, person: Person) -> None:
    shop.gates.hold("figurine")
    gift = shop.chosen()
    shop.client.cancel(gift)
    person.goes(f"/g/{gift}").watches()


def keep(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{shop.made()}").has_it()


def keep_wrong(shop: Shop, person: Person) -> None:
    shop.flow.fail_preview = Busy("The studio is busy.", retry_after=60)
    person.goes(f"/g/{shop.made()}").has_it()
    person.page.fill("#height", "7")  # first: else its preview may be asked for meanwhile
    person.page.fill("#carve-1", "Marie")
    expect(person.page.locator("#wrong-height")).to_be_visible()


def keep_carving(shop: Shop, person: Person) -> None:
    gift = shop.made()
    shop.gates.hold("files")
    shop.client.refine(gift, inscription="Another")
    person.goes(f"/g/{gift}").has_it()
    expect(person.page.locator(".working")).to_be_visible()


def keep_failed(shop: Shop, person: Person) -> None:
    gift = shop.made()
    shop.gates.breaks("files")
    shop.client.refine(gift, inscription="Another")
    person.goes(f"/g/{gift}").has_it()
    expect(person.page.locator("[role=alert]")).to_be_visible()


def keep_leaving(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{shop.made()}").has_it()
    person.page.locator(".keep-next .plain").click()
    person.page.locator(".gate summary").click()
    expect(person.page.locator(".farewell")).to_be_visible()


def shared(shop: Shop, person: Person) -> None:
    person.goes(shop.client.get(shop.made()).share).has_it()


def shared_early(shop: Shop, person: Person) -> None:
    person.goes(shop.client.get(shop.drawn()).share)


def no_gift(shop: Shop, person: Person) -> None:
    person.expects("status of 404").goes(f"/g/{NOBODY}")


def no_page(shop: Shop, person: Person) -> None:
    person.expects("status of 404").goes("/nowhere")


def help_page(shop: Shop, person: Person) -> None:
    person.goes("/help")
    person.page.locator("summary").first.click()


def licences(shop: Shop, person: Person) -> None:
    person.goes("/licences")
    expect(person.page.locator("table")).to_have_count(2)


def studio_door(shop: Shop, person: Person) -> None:
    person.goes("/studio")
    expect(person.page.locator("#token")).to_be_visible()


def studio_list(shop: Shop, person: Person) -> None:
    shop.made()
    shop.told("tea [fail concepts]", name="")
    person.goes("/studio")
    person.page.fill("#token", OWNER)
    person.press("Enter")
    expect(person.page.locator(".gifts li")).to_have_count(2)


def sheet(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{shop.made()}/sheet")


WAYS: dict[str, Way] = {
    way.__name__.replace("_", " "): way
    for way in (
        tell, tell_filled, tell_empty, pick_first, pick_two, pick_four, pick_one_failed,
        pick_failed, pick_stopped, pick_more, make, make_written, make_failed, make_stopped, keep,
        keep_wrong, keep_carving, keep_failed, keep_leaving, shared, shared_early, no_gift, no_page,
        help_page, licences, studio_door, studio_list, sheet,
    )
} | model_screens.WAYS | photo_screens.WAYS  # fmt: skip
IN_3D = ("shared",)  # one screen with the real 3D view, which is slow here
