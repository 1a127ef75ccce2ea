"""The screens for models from elsewhere, in every state that people may see."""

from __future__ import annotations

import models
from people import Person
from playwright.sync_api import expect
from shop import Shop

NOBODY = "A" * 22
SOME = {"name": "dragon.stl", "mimeType": "model/stl", "buffer": b"solid\nendsolid\n" * 40_000}
HALF_SENT = """() => { XMLHttpRequest.prototype.send = ((real) => function (body) {
  if (!body) real.call(this);
  else setTimeout(() => this.upload.onprogress({loaded: body.size / 2}), 50);
})(XMLHttpRequest.prototype.send); }"""


def model(shop: Shop, person: Person) -> None:
    person.goes("/m")
    expect(person.page.locator(".drop")).to_be_visible()


def model_chosen(shop: Shop, person: Person) -> None:
    model(shop, person)
    person.page.set_input_files("#model", SOME)
    person.page.locator("details summary").click()
    person.page.fill("#send-height", "7")
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("#send-height-wrong")).to_be_visible()


def model_wrong(shop: Shop, person: Person) -> None:
    model(shop, person)
    person.page.set_input_files("#model", {**SOME, "name": "plan.step"})
    expect(person.page.locator("#model-wrong")).to_be_visible()


def model_sending(shop: Shop, person: Person) -> None:
    model(shop, person)
    person.evaluate(HALF_SENT)
    person.page.set_input_files("#model", SOME)
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator(".sent")).to_contain_text("300")


def model_waits(shop: Shop, person: Person) -> None:
    models.sent(shop)
    person.goes(f"/m/{models.sent(shop)}")


def model_at_work(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.begun(shop, models.sent(shop))}")
    expect(person.page.locator(".stages li.done")).to_have_count(2)


def model_repaired(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.mended(shop, models.sent(shop, models.WALLED))}")
    person.page.locator("details.again summary").click()
    person.page.locator(".receipt summary").click()
    expect(person.page.locator("#again-height")).to_be_visible()


def model_passes(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.mended(shop, models.sent(shop))}")


def model_fails(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.mended(shop, models.sent(shop, models.SHEET))}")
    expect(person.page.locator("#again-height")).to_be_visible()


def model_unreadable(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.refused(shop, models.sent(shop))}")


def model_too_much(shop: Shop, person: Person) -> None:
    person.goes(f"/m/{models.refused(shop, models.sent(shop), 'poison')}")


def model_stopped(shop: Shop, person: Person) -> None:
    mesh = models.sent(shop)
    shop.client.cancel_mesh(mesh)
    person.goes(f"/m/{mesh}")


def model_leaving(shop: Shop, person: Person) -> None:
    model_passes(shop, person)
    person.page.locator(".keep-next .plain").click()
    expect(person.page.locator("dialog.ask")).to_be_visible()


def no_model(shop: Shop, person: Person) -> None:
    person.expects("status of 404").goes(f"/m/{NOBODY}")


WAYS = {
    way.__name__.replace("_", " "): way
    for way in (
        model, model_chosen, model_wrong, model_sending, model_waits, model_at_work,
        model_repaired, model_passes, model_fails, model_unreadable, model_too_much,
        model_stopped, model_leaving, no_model,
    )
}  # fmt: skip
