"""What people did who saw the shop for the first time: nothing of it may cost them anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import screens
import shop as shops
from people import Person
from playwright.sync_api import Route, expect
from shop import Shop

pytestmark = pytest.mark.browser
STORY = (
    "My father has spent his whole life in the garden and every evening he sits on the bench with "
    "a glass of red wine and reads the newspaper while the cat sleeps on his lap and in summer he "
    "goes fishing with his grandson at the lake"
)
GO_TO = """(place) => { history.pushState({screen: null}, '', place);
  dispatchEvent(new PopStateEvent('popstate')); }"""


def test_a_sentence_is_told_whole(shop: Shop, person: Person) -> None:
    """Whoever writes one long sentence loses nothing of its end."""
    assert len(STORY) > 200
    person.goes().tells(STORY)
    assert shop.client.get(person.gift).hobbies == STORY


def test_a_screen_that_does_not_come_is_fetched_again(person: Person) -> None:
    """The page says that it keeps trying, and does."""
    person.expects("ERR_FAILED", "Failed to fetch|Failed to load").goes()
    person.page.route("**/static/screens/help.js", lambda route: route.abort())
    person.page.locator("footer a", has_text="Help").click()
    expect(person.heading).to_have_text("The shop does not answer")
    person.page.unroute_all()
    expect(person.page.locator(".questions")).to_be_visible()


def test_a_link_into_the_help_opens_its_answer(person: Person) -> None:
    """ "Why not?" beside the table leads to that answer, not to a list of questions."""
    person.goes("/help#table")
    expect(person.page.locator("details[open]")).to_have_count(1)
    expect(person.page.locator("#table > p")).to_be_in_viewport()


def test_dropped_beside_the_frame(person: Person) -> None:
    """The file is taken; the browser does not leave the page to show it."""
    person.goes("/m")
    left = person.evaluate("""() => { const data = new DataTransfer();
      data.items.add(new File(['solid'], 'cat.stl'));
      return ['dragover', 'drop'].map((kind) => document.querySelector('h1').dispatchEvent(
        new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}))); }""")
    assert left == [False, False]  # what the browser would have done is prevented
    expect(person.page.locator(".drop.full")).to_contain_text("cat.stl")


def test_an_answer_that_comes_late_stays_with_its_gift(shop: Shop, person: Person) -> None:
    """Whoever goes on to another gift meanwhile sees that one and nothing of the first."""
    first, second = shop.drawn(name="Ada"), shop.drawn(name="Bo")
    held: list[Route] = []
    person.goes(f"/g/{first}").sees(4)
    person.page.route("**/choice", lambda route: held.append(route))
    person.picks(1)
    person.evaluate(GO_TO, f"/g/{second}")
    expect(person.heading).to_contain_text("Bo")
    with person.page.expect_response("**/choice"):
        held[0].continue_()
    person.settles()
    expect(person.heading).to_contain_text("Bo")
    assert person.page.title().startswith("Bo")


def test_two_presses_bring_no_gift_twice(
    tmp_path_factory: pytest.TempPathFactory, crowd: Callable[..., Person]
) -> None:
    """The owner's list goes on where it was, however often one presses."""
    with shops.opened(tmp_path_factory.mktemp("list"), owner_token=screens.OWNER) as shop:
        for _ in range(52):
            shop.told("tea [fail concepts]", name="")
        person = crowd(shop.url).goes("/studio")
        person.page.fill("#token", screens.OWNER)
        person.press("Enter")
        expect(person.page.locator(".gifts li")).to_have_count(50)
        person.evaluate("""() => { const more = [...document.querySelectorAll('button')]
          .find((one) => one.textContent === 'Show more'); more.click(); more.click(); }""")
        expect(person.page.locator(".gifts li")).to_have_count(52)
        person.settles()
        expect(person.page.locator(".gifts li")).to_have_count(52)


def test_a_closed_list_stays_closed(
    tmp_path_factory: pytest.TempPathFactory, crowd: Callable[..., Person]
) -> None:
    """An answer that comes after the list was closed brings neither gifts nor token back."""
    with shops.opened(tmp_path_factory.mktemp("list"), owner_token=screens.OWNER) as shop:
        for _ in range(51):
            shop.told("tea [fail concepts]", name="")
        person = crowd(shop.url).goes("/studio")
        person.page.fill("#token", screens.OWNER)
        person.press("Enter")
        expect(person.page.locator(".gifts li")).to_have_count(50)
        held: list[Route] = []
        person.page.route("**/api/keepsakes*", lambda route: held.append(route))
        person.page.get_by_role("button", name="Show more").click()
        person.page.get_by_role("button", name="Close the list").click()
        with person.page.expect_response("**/api/keepsakes*"):
            held[0].continue_()
        person.settles()
        expect(person.page.locator("#token")).to_be_visible()
        assert person.evaluate("() => sessionStorage.getItem('memoreez.owner')") is None


@pytest.mark.parametrize(
    ("given", "host", "says"),
    [
        ({}, "127.0.0.1", "Stays on this machine"),
        ({}, "gifts.localhost", "Stays on the shop’s own machine"),
        ({"concepts": "openai,motifs"}, "127.0.0.1", "Services help here: see Licences"),
    ],
)
def test_only_what_is_so_is_promised(
    tmp_path_factory: pytest.TempPathFactory, crowd: Callable[..., Person],
    given: dict[str, str], host: str, says: str,
) -> None:  # fmt: skip
    """That names stay on one's own machine is said only where they do."""
    with shops.opened(tmp_path_factory.mktemp("promise"), **given) as shop:
        person = crowd(shop.url.replace("127.0.0.1", host)).goes()
        expect(person.page.locator(".promise li").first).to_have_text(f" {says}")
        expect(person.page.locator(".promise li").first).to_be_visible()
        stays = person.page.locator("footer span").first
        expect(stays).to_contain_text("stay there" if not given else "Services")
