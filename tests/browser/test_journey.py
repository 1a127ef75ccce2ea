"""From a few hobbies to a file: the ways that people take when all goes well."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import real_server
from people import Person
from playwright.sync_api import Locator, expect
from real_server import RealServer
from shop import Shop

from memoreez.client import Client

pytestmark = pytest.mark.browser
SLOW_MS = 180_000  # for what is really made, on a busy machine
MAGIC = {"3mf": b"PK\x03\x04", "glb": b"glTF"}


def test_pictures_arrive_one_by_one(shop: Shop, person: Person) -> None:
    """Each can be picked while the others are still drawn, and none moves another."""
    shop.gates.hold("concepts", "picture 1", "picture 2", "picture 3", "picture 4")
    person.goes().tells()
    expect(person.page.locator("label.pick")).to_have_count(4)
    shop.gates.open("concepts")
    expect(person.page.locator("#idea-4-title")).to_have_text("Everything at once")
    places = _places(person)
    for number in (1, 2, 3, 4):
        expect(person.page.locator("label.pick.wait")).to_have_count(5 - number)
        shop.gates.open(f"picture {number}")
        person.sees(number)
        assert _places(person) == places
    expect(person.page.locator("h1")).to_have_text("Which one is Sophie?")


def _places(person: Person) -> list[list[int]]:
    """Where the pictures of the ideas are, px."""
    found: list[list[int]] = person.evaluate(
        "() => [...document.querySelectorAll('.pick .print')].map((one) => { const box ="
        " one.getBoundingClientRect(); return [box.x, box.width, box.height].map(Math.round); })"
    )
    return found


def test_one_that_is_there_is_made_before_the_others_are(shop: Shop, person: Person) -> None:
    """Nobody waits for four pictures who likes the first."""
    shop.gates.hold("picture 2", "sculpture")
    person.goes().tells().sees(1).picks(1).watches()
    assert shop.client.get(person.gift).state == "sculpting"


def test_progress_names_its_stages(shop: Shop, person: Person) -> None:
    """Three stages, the current one marked; the next screen comes by itself."""
    shop.gates.hold("sculpture", "figurine")
    person.goes(f"/g/{shop.drawn()}").sees(4).picks(2).watches()
    stages, current = person.page.locator(".stages li"), person.page.locator("[aria-current=step]")
    expect(stages).to_have_count(3)
    expect(stages.nth(0)).to_have_attribute("aria-current", "step")
    expect(current.last).to_contain_text("Sculpt the shape")
    shop.gates.open("sculpture")
    expect(stages.nth(1)).to_have_attribute("aria-current", "step")
    expect(stages.nth(0)).to_have_class("done")
    shop.gates.open("figurine")
    person.has_it()
    expect(person.heading).to_have_text("Here is Sophie’s gift.")


def test_new_words_are_seen_then_carved(shop: Shop, visitor: Callable[..., Person]) -> None:
    """The 3D view shows other words while nothing is carved; then files are made anew."""
    person = visitor(flat=False, moving=True)
    gift = shop.made()
    person.goes(f"/g/{gift}").has_it()
    viewer, state = person.page.locator(".viewer"), person.page.locator(".carving .badge")
    expect(viewer).to_have_attribute("data-shown", "1")
    person.page.fill("#carve-1", "Marie-Claire")
    expect(viewer).to_have_attribute("data-shown", "2")
    expect(state).to_have_text("Preview")
    assert shop.flow.previews[-1]["inscription"] == ["Marie-Claire", "10 years"]
    assert shop.client.get(gift).figurine.version == 1  # type: ignore[union-attr]
    person.page.get_by_role("button", name="Carve it").click()
    expect(state).to_have_count(0)
    made = shop.client.get(gift).figurine
    assert made is not None and (made.version, made.inscription[0]) == (2, "Marie-Claire")
    expect(person.page.locator("#carve-1")).to_have_value("Marie-Claire")


def test_words_are_written_while_it_is_made(shop: Shop, person: Person) -> None:
    """What is noted on the way is carved as soon as there is something to carve it into."""
    shop.gates.hold("files")
    person.goes(f"/g/{shop.chosen()}").watches()
    person.page.fill("#line-1", "For Sophie")
    person.page.get_by_role("button", name="Use these words").click()
    expect(person.page.locator(".badge", has_text="Noted")).to_be_visible()
    shop.gates.open()
    person.has_it()
    expect(person.page.locator("#carve-1")).to_have_value("For Sophie")
    expect(person.page.locator(".keep-head .btn-more")).not_to_have_text("former version")
    made = shop.client.get(person.gift).figurine
    assert made is not None and (made.version, made.inscription[0]) == (2, "For Sophie")


@pytest.mark.parametrize("kind", ["3mf", "stl", "glb"])
def test_files_come_with_a_name(shop: Shop, person: Person, tmp_path: Path, kind: str) -> None:
    """Each download is the whole file, called after the gift and not after a key."""
    gift = shop.made()
    person.goes(f"/g/{gift}").has_it()
    with person.page.expect_download() as coming:
        person.page.locator(".files a", has_text=kind.upper()).click()
    coming.value.save_as(tmp_path / "file")
    data = (tmp_path / "file").read_bytes()
    assert coming.value.suggested_filename.endswith(f".{kind}")
    assert gift not in coming.value.suggested_filename
    assert data == shop.flow.files[f"figurine.{kind}"] and data.startswith(MAGIC.get(kind, b""))


def test_an_example_fills_the_form(person: Person) -> None:
    """One press, and the gift can be sent."""
    person.goes()
    person.page.locator(".shelf button").nth(2).click()
    expect(person.page.locator("#who")).to_have_value("Theo")
    expect(person.page.locator(".tag")).to_have_count(2)
    expect(person.page.locator("form button[type=submit]")).to_be_focused()


def test_more_ideas(shop: Shop, person: Person) -> None:
    """Four more stand above the first four, which can still be picked."""
    person.goes(f"/g/{shop.drawn()}").sees(4)
    person.page.get_by_role("button", name="Draw four more").click()
    person.sees(8)
    rounds = person.page.locator("h2.round")
    assert _texts(rounds) == ["Round 2", "Round 1"]
    person.page.locator("label.pick", has=person.page.locator("#idea-1-title")).click()
    person.page.locator(".bar button[type=submit]").click()
    person.has_it()
    assert shop.client.get(person.gift).choice.concept_id == 1  # type: ignore[union-attr]


def _texts(found: Locator) -> list[str]:
    return [text.strip() for text in found.all_text_contents()]


def test_another_idea_after_all(shop: Shop, person: Person) -> None:
    """From the finished figurine back to the ideas, and on with another."""
    person.goes(f"/g/{shop.made()}").has_it()
    person.page.get_by_role("button", name="Choose another idea").click()
    person.sees(4).picks(4)
    person.has_it()
    expect(person.page.locator(".keep-head .lede")).to_contain_text("Everything at once")


def test_another_story(shop: Shop, person: Person) -> None:
    """What was told can be told again with a change; it becomes a gift of its own."""
    person.goes(f"/g/{shop.drawn()}").sees(4)
    before = person.gift
    person.page.get_by_role("button", name="Change the story").click()
    expect(person.page.locator("#who")).to_have_value("Sophie")
    expect(person.page.locator(".tag span")).to_have_text(["guitar", "hiking", "cats"])
    person.tells("tea", "Sophie").sees(4)
    assert person.gift != before
    assert shop.client.get(person.gift).hobbies == "guitar, hiking, cats, tea"


def test_a_gift_is_deleted_when_asked_twice(shop: Shop, person: Person) -> None:
    """The first press asks; after the second its address is empty."""
    gift = shop.made()
    person.goes(f"/g/{gift}").has_it()
    person.page.get_by_role("button", name="Delete this gift").click()
    expect(person.page.locator("#farewell")).to_be_focused()
    assert shop.client.get(gift).state == "ready"
    person.page.get_by_role("button", name="Delete it for good").click()
    expect(person.heading).to_have_text("It is deleted.")
    person.expects("status of 404").goes(f"/g/{gift}")
    expect(person.heading).to_have_text("This shelf is empty")


def test_from_hobbies_to_a_printable_file(
    real: RealServer, crowd: Callable[..., Person], tmp_path: Path
) -> None:
    """The whole way with nothing fake; `memoreez check` accepts what was downloaded."""
    person = crowd(real.url, flat=False, moving=True)
    person.goes().tells("guitar, hiking").sees(4, within_ms=SLOW_MS).picks(1).watches()
    expect(person.page.locator(".keep")).to_be_visible(timeout=SLOW_MS)
    viewer = person.page.locator(".viewer")
    expect(viewer).to_have_attribute("data-view", "shown", timeout=SLOW_MS)
    person.page.fill("#carve-1", "Rosa")
    expect(viewer).to_have_attribute("data-shown", "2", timeout=SLOW_MS)
    person.page.get_by_role("button", name="Carve it").click()
    expect(person.page.locator(".keep-head .btn-more")).to_have_text("former version")
    expect(person.page.locator(".keep-head .btn-more")).to_contain_text("MB", timeout=SLOW_MS)
    with person.page.expect_download() as coming:
        person.page.locator(".keep-head a.btn").first.click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    with Client(real.url) as client:
        made = client.get(person.gift)
    assert made.figurine is not None and made.figurine.inscription[0] == "Rosa"
    sums = {one.name: one.sha256 for one in made.files}
    assert sums["figurine.3mf"] == hashlib.sha256(file.read_bytes()).hexdigest()
    check = [sys.executable, "-m", "memoreez", "check", str(file)]
    assert subprocess.run(check, cwd=real_server.ROOT).returncode == 0
