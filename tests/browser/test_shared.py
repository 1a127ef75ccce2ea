"""What others see by the link to show, and on paper."""

from __future__ import annotations

import re

import httpx
import pytest
from people import Person
from playwright.sync_api import expect
from shop import Shop

pytestmark = pytest.mark.browser
SECRETS = ("/g/", "/api/keepsakes/")


def test_a_shared_gift_cannot_be_changed(shop: Shop, person: Person) -> None:
    """They look, turn and download; no control changes it, no address leads to the maker's."""
    gift = shop.made()
    share = shop.client.get(gift).share
    person.goes(share).has_it()
    for control in ("form", "fieldset input[name=pedestal]", ".farewell", ".keep-next .plain"):
        expect(person.page.locator(control)).to_have_count(0)
    links = person.evaluate("() => [...document.querySelectorAll('[href], [src]')]"
        ".map((one) => one.getAttribute('href') ?? one.getAttribute('src'))")  # fmt: skip
    assert [one for one in links if any(secret in one for secret in SECRETS)] == []
    assert gift not in person.page.content()
    token = share.rsplit("/", 1)[1]
    for place in ("keepsakes", "shared"):
        url = f"{shop.url}/api/{place}/{token}"
        refused = [httpx.patch(f"{url}/figurine", json={"inscription": "Eve"}), httpx.delete(url)]
        assert {one.status_code for one in refused} <= {404, 405}
    assert shop.client.get(gift).figurine.version == 1  # type: ignore[union-attr]


def test_a_shared_gift_is_downloaded(shop: Shop, person: Person) -> None:
    """The files are there for those who only look."""
    person.goes(shop.client.get(shop.made()).share).has_it()
    with person.page.expect_download() as coming:
        person.page.locator(".files a").first.click()
    assert coming.value.suggested_filename.endswith(".3mf")


def test_a_gift_is_shared_before_it_is_ready(shop: Shop, person: Person) -> None:
    """The page waits with them and shows it when it is there."""
    shop.gates.hold("figurine")
    gift = shop.chosen()
    person.goes(shop.client.get(gift).share)
    expect(person.heading).to_have_text("Still being made")
    shop.gates.open()
    person.has_it()


def test_links_are_copied(shop: Shop, person: Person) -> None:
    """Two links, and a button beside each; it says that it is done."""
    gift = shop.made()
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.goes(f"/g/{gift}").has_it()
    person.page.get_by_role("button", name="Copy To show around").click()
    expect(person.page.locator(".link-result")).to_have_text("The link is copied.")
    copied = person.evaluate("() => navigator.clipboard.readText()")
    assert copied == shop.url + shop.client.get(gift).share


def test_the_sheet_is_one_page(shop: Shop, person: Person) -> None:
    """A4 with picture, settings, words and a code; it says what was carved."""
    person.goes(f"/g/{shop.made()}/sheet")
    expect(person.page.locator(".code svg")).to_be_visible()
    expect(person.page.locator(".engraved")).to_have_text("Sophie · 10 years")
    drawn = person.evaluate("() => document.querySelector('.hero img').naturalWidth")
    assert drawn > 100
    pdf = person.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_no_owner_no_list(shop: Shop, person: Person) -> None:
    """Without an owner token there is no list, and no link that leads to one."""
    person.expects("status of 404").goes()
    expect(person.page.locator("footer a")).to_have_count(2)
    answer = person.page.goto(f"{shop.url}/studio")
    assert answer is not None and answer.status == 404
