"""When something fails: what the page says, and how one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shop as shops
from people import Person
from playwright.sync_api import Locator, expect
from shop import Shop

from memoreez.errors import Busy

pytestmark = pytest.mark.browser
NOBODY = "A" * 22


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Shop]:
    """A studio in which one may begin little in an hour."""
    with shops.opened(tmp_path, creations_per_hour=1) as found:
        yield found


def _alert(person: Person, *texts: str) -> None:
    alert = person.page.locator("[role=alert]").first
    for text in texts:
        expect(alert).to_contain_text(text)


def _notice(person: Person) -> Locator:
    return person.page.locator(".notices .alert")


def test_one_picture_fails(shop: Shop, person: Person) -> None:
    """It says so in its place; drawn again it is like the others."""
    person.goes().tells("guitar [fail picture 2]").sees(3)
    failed = person.page.locator(".pick.failed")
    expect(failed).to_contain_text("This one did not come out.")
    failed.get_by_role("button", name="Draw it again").click()
    person.sees(4)
    expect(failed).to_have_count(0)


def test_all_pictures_fail(shop: Shop, person: Person) -> None:
    """What failed, in words, and one press to try again."""
    person.goes().tells("guitar [fail pictures]")
    _alert(person, "picture")
    person.page.locator("[role=alert]").get_by_role("button", name="Try again").click()
    person.sees(4)
    expect(person.page.locator("[role=alert]")).to_have_count(0)


def test_no_ideas(shop: Shop, person: Person) -> None:
    """The ideas themselves fail: the story can be changed or tried again."""
    person.goes().tells("guitar [fail concepts]")
    _alert(person, "One of our helpers did not manage it.", "The concepts did not come out.")
    person.page.locator("[role=alert]").get_by_role("button", name="Change the story").click()
    expect(person.page.locator("#who")).to_have_value("Sophie")


@pytest.mark.parametrize("stage", ["sculpture", "figurine", "files"])
def test_making_fails(shop: Shop, person: Person, stage: str) -> None:
    """Tried again, or another idea: both lead to a figurine."""
    person.goes(f"/g/{shop.drawn(f'guitar [fail {stage}]')}").sees(4).picks(1)
    _alert(person, f"The {stage} did not come out.")
    expect(person.heading).to_have_text("The figurine for Sophie did not work out")
    person.page.get_by_role("button", name="Try again").click()
    person.has_it()


def test_another_idea_after_a_failure(shop: Shop, person: Person) -> None:
    """Back to the ideas, and on from there."""
    person.goes(f"/g/{shop.drawn('guitar [fail figurine]')}").sees(4).picks(1)
    person.page.get_by_role("button", name="Pick another idea").click()
    person.sees(4).picks(3).has_it()
    assert shop.client.get(person.gift).choice.concept_id == 3  # type: ignore[union-attr]


def test_stopped_while_drawing(shop: Shop, person: Person) -> None:
    """Stop means stop, and nothing is lost: one press goes on."""
    shop.gates.hold("picture 2")
    person.goes().tells().sees(1)
    person.page.get_by_role("button", name="Stop", exact=True).click()
    expect(_notice(person)).to_contain_text("You stopped the drawing.")
    assert shop.client.get(person.gift).state == "cancelled"
    shop.gates.open()
    _notice(person).get_by_role("button", name="Try again").click()
    person.sees(4)


def test_stopped_while_making(shop: Shop, person: Person) -> None:
    """The words that were written meanwhile are used when it goes on."""
    shop.gates.hold("figurine")
    person.goes(f"/g/{shop.chosen()}").watches()
    person.page.get_by_role("button", name="Stop", exact=True).click()
    expect(_notice(person)).to_contain_text("You stopped it.")
    person.page.fill("#line-1", "Later")
    shop.gates.open()
    person.page.get_by_role("button", name="Try again").click()
    person.has_it()
    expect(person.page.locator("#carve-1")).to_have_value("Later")


def test_carving_fails(shop: Shop, person: Person) -> None:
    """The former version stays, with its files; carved again it goes well."""
    gift = shop.made("guitar")
    person.goes(f"/g/{gift}").has_it()
    before = person.page.locator(".files a.best").get_attribute("href") or ""
    shop.gates.breaks("files")
    person.page.fill("#carve-1", "Anna")
    person.page.get_by_role("button", name="Carve it").click()
    _alert(person, "The files did not come out.", "The former version is still here")
    assert shop.client.get(gift).figurine.version == 1  # type: ignore[union-attr]
    person.page.get_by_role("button", name="Carve it again").click()
    expect(person.page.locator(".files a.best")).not_to_have_attribute("href", before)
    expect(person.page.locator("[role=alert]")).to_have_count(0)
    assert shop.client.get(gift).figurine.inscription[0] == "Anna"  # type: ignore[union-attr]


@pytest.mark.parametrize("place", [f"/g/{NOBODY}", f"/s/{NOBODY}", "/g/short"])
def test_a_link_that_leads_nowhere(person: Person, place: str) -> None:
    """The page says so kindly, and one can begin a new gift."""
    person.expects("status of 404", "status of 422").goes(place)
    expect(person.heading).to_have_text("This shelf is empty")
    person.page.get_by_role("button", name="Start a new gift").click()
    expect(person.page.locator("#loves")).to_be_visible()


@pytest.mark.parametrize("place", ["/nowhere", "/g/a/b", "/help/me"])
def test_an_address_that_does_not_exist(person: Person, place: str) -> None:
    """A page of the shop, not the bare words of a server."""
    person.expects("status of 404").goes(place)
    expect(person.page.locator("a.btn, button.btn")).to_be_visible()
    assert "detail" not in person.page.content()


def test_deleted_elsewhere(shop: Shop, person: Person) -> None:
    """Whoever looks at a gift that somebody deletes is told, and nothing is asked for ever."""
    gift = shop.drawn()
    person.goes(f"/g/{gift}").sees(4)
    shop.client.delete(gift)
    expect(person.heading).to_have_text("This shelf is empty")


def test_too_many_at_once(strict: Shop, crowd: Callable[..., Person]) -> None:
    """Refused with the time to wait; what was typed stays."""
    strict.told()
    person = crowd(strict.url).expects("status of 429").goes()
    person.page.fill("#loves", "guitar,")
    person.page.locator("form button[type=submit]").click()
    _alert(person, "That was a lot at once.", "Please try again in")
    expect(person.page.locator(".tag")).to_have_count(1)


def test_too_long_for_the_form(person: Person) -> None:
    """Refused at the field, before anything is sent."""
    person.goes()
    person.page.fill("#who", "x" * 61)
    person.page.fill("#loves", "guitar,")
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("#who-error")).to_contain_text("61 characters")
    expect(person.page.locator("#who")).to_be_focused()


def test_letters_that_cannot_be_carved(shop: Shop, person: Person) -> None:
    """Refused at the field with the letter; put right, the preview comes."""
    person.expects("status of 422").goes(f"/g/{shop.made()}").has_it()
    person.page.fill("#carve-1", "長 Anna")
    expect(person.page.locator("#wrong-inscription")).to_contain_text("長")
    expect(person.page.locator("#carve-1")).to_have_attribute("aria-invalid", "true")
    person.page.fill("#carve-1", "Anna")
    expect(person.page.locator(".carving .badge")).to_have_text("Preview")
    expect(person.page.locator("#wrong-inscription")).to_have_count(0)


def test_previews_do_not_come(shop: Shop, person: Person) -> None:
    """The drawing shows the words all the same, and they can be carved."""
    shop.flow.fail_preview = Busy("The studio is busy.", retry_after=60)
    gift = shop.made()
    person.expects("status of 503").goes(f"/g/{gift}").has_it()
    person.page.fill("#carve-1", "Anna")
    expect(person.page.locator(".carving .alert")).to_contain_text("does not answer")
    expect(person.page.locator(".carving .plate")).to_have_attribute(
        "aria-label", "The pedestal reads: Anna, 10 years"
    )
    with person.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        person.page.get_by_role("button", name="Carve it").click()
    expect(person.page.locator(".carving .alert")).to_have_count(0)
    assert shop.until(gift, "ready").figurine.inscription[0] == "Anna"


def test_the_model_does_not_come(shop: Shop, visitor: Callable[..., Person]) -> None:
    """The picture and the downloads stay; one press tries again."""
    person = visitor(flat=False).expects("ERR_FAILED", "Failed to load|Failed to fetch")
    person.page.route("**/files/figurine.glb*", lambda route: route.abort())
    person.page.goto(f"{shop.url}/g/{shop.made()}")
    expect(person.page.locator(".viewer[data-view=failed] [role=alert]")).to_be_visible()
    expect(person.page.locator(".viewer img.poster")).to_be_visible()
    person.page.unroute_all()
    person.page.get_by_role("button", name="Try the 3D view again").click()
    expect(person.page.locator(".viewer[data-view=shown]")).to_be_visible()


def test_a_browser_without_3d(shop: Shop, person: Person) -> None:
    """Pictures and a drawing to scale in its place; all else is the same."""
    person.goes(f"/g/{shop.made()}").has_it()
    expect(person.page.locator(".flat-pictures img")).to_have_count(2)
    expect(person.page.locator(".scale-drawing svg")).to_be_visible()
    expect(person.page.locator(".viewer")).to_have_count(0)
    expect(person.page.locator(".files a")).to_have_count(3)
