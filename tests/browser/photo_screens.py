"""The screens for photos, in every state that people may see."""

from __future__ import annotations

from typing import Any

import httpx
from people import Person
from photos_drawn import pear
from playwright.sync_api import expect
from shop import Shop

NOBODY = "A" * 22
SURE = {"name": "pear.png", "mimeType": "image/png", "buffer": pear(alpha=True)}
BUSY = {"name": "market.jpg", "mimeType": "image/jpeg", "buffer": pear(alpha=False)}
HALF_SENT = """() => { XMLHttpRequest.prototype.send = ((real) => function (body) {
  if (!body) real.call(this);
  else setTimeout(() => this.upload.onprogress({loaded: body.size / 2}), 50);
})(XMLHttpRequest.prototype.send); }"""


def sent(shop: Shop, file: dict[str, Any] = SURE) -> str:
    """A photo that is there already; its id."""
    answer = httpx.post(
        f"{shop.url}/api/photos",
        content=file["buffer"],
        headers={"content-type": "application/octet-stream"},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def gift(shop: Shop, file: dict[str, Any] = SURE, name: str = "Lotte") -> str:
    """A gift of a photo, with its ideas; its id."""
    order = {"photo": sent(shop, file), "name": name}
    made = httpx.post(f"{shop.url}/api/keepsakes", json=order)
    assert made.status_code == 202, made.text
    found = str(made.json()["id"])
    shop.until(found, "choosing")
    return found


def cut(person: Person) -> None:
    """The cutout is seen."""
    expect(person.page.locator(".cut-stage canvas")).to_be_visible()
    drawn = """() => { const sheet = document.querySelector('.cut-stage canvas');
      return sheet.getContext('2d').getImageData(2, 2, 1, 1).data[3] > 0; }"""
    person.page.wait_for_function(drawn)


def photo(shop: Shop, person: Person) -> None:
    person.goes("/p")
    expect(person.page.locator(".drop")).to_be_visible()


def photo_wrong(shop: Shop, person: Person) -> None:
    photo(shop, person)
    person.page.set_input_files("#photo", SURE | {"name": "a.gif", "mimeType": "image/gif"})
    expect(person.page.locator("#photo-wrong")).to_be_visible()


def photo_sending(shop: Shop, person: Person) -> None:
    photo(shop, person)
    person.evaluate(HALF_SENT)
    person.page.set_input_files("#photo", SURE)
    expect(person.page.locator(".sent")).to_be_visible()


def photo_broke(shop: Shop, person: Person) -> None:
    photo(shop, person)
    person.expects("ERR_FAILED").page.route("**/api/photos", lambda route: route.abort())
    person.page.set_input_files("#photo", SURE)
    expect(person.page.locator("[role=alert]")).to_be_visible()


def photo_cut(shop: Shop, person: Person) -> None:
    person.goes(f"/p/{sent(shop)}")
    cut(person)


def photo_brush(shop: Shop, person: Person) -> None:
    person.goes(f"/p/{sent(shop, BUSY)}")
    cut(person)
    person.page.locator("label.tool-keep").click()
    expect(person.page.locator("#brush")).to_be_visible()


def photo_box(shop: Shop, person: Person) -> None:
    person.goes(f"/p/{sent(shop, BUSY)}")
    cut(person)
    person.page.locator(".cut-numbers summary").click()
    person.page.fill("#box-left", "20")
    person.press("Tab")
    expect(person.page.locator(".cut-numbers .plain")).to_be_visible()


def photo_offline(shop: Shop, person: Person) -> None:
    photo_brush(shop, person)
    person.expects("ERR_FAILED").page.route("**/cutout", lambda route: route.abort())
    person.page.locator(".cut-stage canvas").click()
    expect(person.page.locator(".cut-view .alert")).to_be_visible()


def no_photo(shop: Shop, person: Person) -> None:
    person.expects("status of 404").goes(f"/p/{NOBODY}")


def photo_pick(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{gift(shop)}").sees(3)


def photo_pick_one(shop: Shop, person: Person) -> None:
    person.goes(f"/g/{gift(shop, BUSY)}").sees(1)


def photo_make(shop: Shop, person: Person) -> None:
    shop.gates.hold("figurine")
    made = gift(shop)
    shop.client.choose(made, 1, inscription=["Lotte", "always hungry"])
    person.goes(f"/g/{made}").watches()


def photo_keep(shop: Shop, person: Person) -> None:
    made = gift(shop)
    shop.client.choose(made, 1, inscription=["Lotte", "always hungry"])
    shop.until(made, "ready")
    person.goes(f"/g/{made}").has_it()


WAYS = {
    way.__name__.replace("_", " "): way
    for way in (
        photo, photo_wrong, photo_sending, photo_broke, photo_cut, photo_brush, photo_box,
        photo_offline, no_photo, photo_pick, photo_pick_one, photo_make, photo_keep,
    )
}  # fmt: skip
