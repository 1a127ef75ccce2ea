"""A model from anywhere: sent, looked at, mended, taken along; and all that may come between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import models
import pytest
import shop as shops
from model_screens import NOBODY, SOME
from people import PHONE, Person
from playwright.sync_api import Route, expect
from shop import Shop

pytestmark = pytest.mark.browser
SAMPLES = """async (changes) => { const {retold} = await import('/static/pieces/changes.js');
  return changes.filter((one) => !retold(one)).map((one) => one.name); }"""
CHANGES = [
    ("broken_points", {"triangles": 1, "points": 2}), ("broken_points", {"moved_mm": 1e6}),
    ("duplicates", {"triangles": 3}), ("duplicates", {"walls": 1, "mm2": 3.2}),
    ("duplicates", {"sheets": 2}), ("slivers", {"triangles": 9}),
    ("welded", {"points": 5, "reach_mm": 0}), ("welded", {"points": 5, "reach_mm": 0.2}),
    ("turned", {"triangles": 2, "share": 0.1}), ("inside_out", {"pieces": 1, "triangles": 4}),
    ("voids", {"voids": 1, "mm3": 4}), ("united", {"shells": 3, "solids": 1, "mm3": 8}),
    ("united", {"edges": 4}), ("dust", {"specks": 2, "mm3": 0.1}),
    ("joined", {"pieces": 1, "gap_mm": 0.4, "left": 0}), ("joined", {"pieces": 0, "left": 2}),
    ("ground", {"width_mm": 60, "height_mm": 50, "thick_mm": 2, "share": 0.1}),
    ("backdrop", {"width_mm": 60, "height_mm": 50, "thick_mm": 2, "share": 0.1}),
    ("units", {"factor": 1000}), ("units", {"factor": 1.0, "if_mm_mm": 3}), ("axes", {}),
    ("holes", {"holes": 2, "largest_mm": 4.1, "left": 1}),
    ("rebuilt", {"cell_mm": 0.3, "p95_mm": 0.1, "worst_mm": 0.3, "thin_points": 2}),
    ("foot", {"cut_mm": 1, "contact_before_mm2": 3, "contact_mm2": 90}),
    ("foot", {"moved_mm": -3}), ("laid", {"tilt_deg": 8.5, "flat_share": 0.5}),
    ("laid", {"tilt_deg": 90, "support_mm3": 10, "support_before_mm3": 5000}),
    ("thickened", {"area_mm2": 30, "thinnest_mm": 0.3, "left_mm2": 0}),
    ("scaled", {"factor": 2}), ("simplified", {"triangles": 12}),
]  # fmt: skip


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Shop]:
    """A studio in which one may send little in an hour."""
    with shops.opened(tmp_path, creations_per_hour=1) as found:
        yield found


def _choose(person: Person, mesh: Any = models.FIGURE, name: str = "dragon.stl") -> None:
    data = models.binary_stl(mesh)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    person.page.set_input_files("#model", file)


def _send(person: Person) -> str:
    person.page.locator("form button[type=submit]").click()
    person.page.wait_for_url("**/m/*")
    return person.gift


def test_from_the_first_screen_to_the_file(shop: Shop, person: Person) -> None:
    """Found, sent, watched, mended, downloaded: the file is a solid, called after what was sent."""
    person.goes().page.get_by_role("link", name="Let us look whether it prints").click()
    _choose(person, models.WALLED)
    mesh = _send(person)
    expect(person.heading).to_have_text("We are looking at dragon.stl")
    assert models.row_of(shop, mesh).wanted["unit"] is None
    models.mended(shop, mesh)
    expect(person.heading).to_have_text("It prints now.")
    expect(person.page.locator(".told.good li").first).to_contain_text("Filled")
    expect(person.page.locator(".mesh-pictures img")).to_have_count(2)
    with person.page.expect_download() as coming:
        person.page.locator(".files a.best").click()
    assert coming.value.suggested_filename == "dragon-fixed.3mf"
    assert coming.value.path().read_bytes()[:2] == b"PK"


def test_what_fails_cannot_be_downloaded(shop: Shop, person: Person) -> None:
    """No button, no card, no address: only the report, and what helps."""
    mesh = models.mended(shop, models.sent(shop, models.SHEET))
    person.goes(f"/m/{mesh}")
    expect(person.heading).to_have_text("It does not print yet.")
    expect(person.page.locator("main a[download][href*=fixed]")).to_have_count(0)
    expect(person.page.locator(".files")).to_have_count(0)
    expect(person.page.locator(".told.bad")).to_contain_text("What helps")
    for name in ("fixed.stl", "fixed.3mf", "fixed.glb", "source.stl"):
        assert httpx.get(f"{shop.url}/api/meshes/{mesh}/files/{name}").status_code == 404


def test_done_again_with_other_wishes(shop: Shop, person: Person) -> None:
    """Height and axis are sent, the new one has a link of its own, and Back shows the first."""
    first = models.mended(shop, models.sent(shop))
    person.goes(f"/m/{first}")
    person.page.locator("details.again summary").click()
    person.page.fill("#again-height", "7")
    person.page.get_by_role("button", name="Do it again").click()
    expect(person.page.locator("#again-height")).to_be_focused()
    person.page.fill("#again-height", "80")
    person.page.select_option("#again-up", "-y")
    person.page.locator("label", has_text="cut the bottom flat").click()
    person.page.get_by_role("button", name="Do it again").click()
    expect(person.heading).to_have_text("We are looking at dragon.stl")
    wanted = models.row_of(shop, person.gift).wanted
    assert (wanted["height_mm"], wanted["up"], wanted["foot"]) == (80, "-y", False)
    models.mended(shop, person.gift)
    expect(person.page.locator(".receipt")).to_contain_text("80 mm")
    person.page.go_back()
    person.page.wait_for_url(f"**/m/{first}")
    expect(person.page.locator(".receipt")).to_contain_text("57 mm")


def test_resumed_by_its_link(shop: Shop, visitor: Callable[..., Person]) -> None:
    """Another browser at the same link sees how far it is, then the result, without a reload."""
    mesh = models.begun(shop, models.sent(shop), "draw")
    person = visitor(size=PHONE).goes(f"/m/{mesh}")
    expect(person.page.locator(".stages li.now")).to_contain_text("Draw and write it down")
    models.mended(shop, mesh)
    expect(person.heading).to_have_text("It prints as it is.")


def test_sending_shows_how_much_and_can_be_stopped(shop: Shop, person: Person) -> None:
    """Nothing is kept of it, the file stays chosen, and it can be sent again."""
    person.goes("/m").page.route("**/api/meshes?*", lambda _route: None)
    _choose(person)
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator(".sent")).to_be_visible()
    person.page.get_by_role("button", name="Stop sending").click()
    expect(person.page.locator("form .alert")).to_contain_text("Nothing was sent.")
    assert shop.flow.meshes == []
    person.page.unroute_all()
    person.page.get_by_role("button", name="Send it again").click()
    person.page.wait_for_url("**/m/*")


def test_the_line_breaks(shop: Shop, person: Person) -> None:
    """It says so; sent again it is one model, whatever had arrived."""
    person.expects("ERR_FAILED").goes("/m")
    lost = {"once": False}

    def lose(route: Route) -> None:
        if lost["once"]:
            route.continue_()
            return
        lost["once"] = True
        route.fetch()  # it arrives, but nobody hears of it
        route.abort()

    person.page.route("**/api/meshes?*", lose)
    _choose(person)
    person.page.locator("form button[type=submit]").click()
    expect(person.page.locator("[role=alert]")).to_contain_text("The line broke off")
    person.page.get_by_role("button", name="Send it again").click()
    person.page.wait_for_url("**/m/*")
    assert [mesh for mesh, _ in shop.flow.meshes] == [person.gift]


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"name": "plan.step"}, "Choose an STL"),
        ({"buffer": b""}, "This file is empty"),
        ({"name": "stl"}, "Choose an STL"),
    ],
)
def test_refused_before_it_is_sent(person: Person, file: dict[str, Any], says: str) -> None:
    """In words, at the field; nothing goes over the wire."""
    person.goes("/m").page.set_input_files("#model", SOME | file)
    expect(person.page.locator("#model-wrong")).to_contain_text(says)
    expect(person.page.locator("#model")).to_have_attribute("aria-invalid", "true")


def test_a_bad_drop_forgets_the_file_before(shop: Shop, person: Person) -> None:
    """Nobody sends another file than the one that they gave last."""
    person.goes("/m")
    _choose(person)
    expect(person.page.locator(".drop.full")).to_be_visible()
    person.page.set_input_files("#model", SOME | {"name": "plan.step"})
    expect(person.page.locator("#model-wrong")).to_contain_text("Choose an STL")
    expect(person.page.locator(".drop.full")).to_have_count(0)
    person.page.locator("form button[type=submit]").dispatch_event("click")
    expect(person.page.locator("#model-wrong")).to_contain_text("Choose an STL")
    assert shop.flow.meshes == []


def test_too_many_at_once(strict: Shop, crowd: Callable[..., Person]) -> None:
    """Refused with the time to wait; the file stays chosen."""
    models.sent(strict)
    person = crowd(strict.url).expects("status of 429").goes("/m")
    while strict.flow.meshes[-1][0] != "":  # until this studio has had enough
        answer = httpx.post(
            f"{strict.url}/api/meshes?name=a.stl", content=b"x",
            headers={"content-type": "application/octet-stream"},
        )  # fmt: skip
        if answer.status_code == 429:
            break
    _choose(person)
    person.page.locator("form button[type=submit]").click()
    alert = person.page.locator("[role=alert]")
    expect(alert).to_contain_text("That was a lot at once.")
    expect(alert).to_contain_text("Please try again in")
    expect(person.page.locator(".drop-name")).to_contain_text("dragon.stl")


def test_dropped_on_the_page(person: Person) -> None:
    """A file that is dragged there is taken."""
    person.goes("/m")
    data = person.page.evaluate_handle("""() => { const data = new DataTransfer();
      data.items.add(new File(['solid'], 'cat.STL')); return data; }""")
    person.page.dispatch_event(".drop", "dragover", {"dataTransfer": data})
    expect(person.page.locator(".drop.over")).to_be_visible()
    person.page.dispatch_event(".drop", "drop", {"dataTransfer": data})
    expect(person.page.locator(".drop.full")).to_contain_text("cat.STL")
    expect(person.page.locator("form button[type=submit]")).to_be_focused()


def test_a_name_that_the_studio_would_not_take(shop: Shop, person: Person) -> None:
    """Too long or with odd characters: it is sent under a shorter one."""
    person.goes("/m")
    _choose(person, name="Drache 🐉 " + "sehr " * 60 + "groß.stl")
    mesh = _send(person)
    assert len(models.row_of(shop, mesh).name) <= 120


def test_with_the_keyboard_alone(shop: Shop, person: Person) -> None:
    """Every way in and out can be reached by Tab, and Enter does it."""
    person.goes(f"/m/{models.mended(shop, models.sent(shop))}")
    names = set()
    for _ in range(40):
        person.press("Tab")
        names.add(person.evaluate("() => document.activeElement.textContent.trim().slice(0, 30)"))
        if person.evaluate("() => document.activeElement.matches('details.again summary')"):
            person.press("Enter")
    said = " ".join(sorted(names))
    for wanted in ("3MF for your printer", "Print report", "Is something", "Do it again", "Delete"):
        assert wanted in said, said


def test_stopped_and_looked_at_again(shop: Shop, person: Person) -> None:
    """One press stops it, one begins it anew under a link of its own."""
    mesh = models.begun(shop, models.sent(shop))
    person.goes(f"/m/{mesh}").page.get_by_role("button", name="Stop").click()
    expect(person.heading).to_have_text("Stopped")
    assert models.row_of(shop, mesh).state == "cancelled"
    person.page.get_by_role("button", name="Look at it again").click()
    expect(person.heading).to_have_text("We are looking at dragon.stl")
    assert person.gift != mesh


def test_deleted_for_good(shop: Shop, person: Person) -> None:
    """Asked first; then its link leads to a page that says so."""
    mesh = models.mended(shop, models.sent(shop))
    person.expects("status of 404").goes(f"/m/{mesh}")
    person.page.get_by_role("button", name="Delete this model").click()
    person.page.get_by_role("button", name="Delete it for good").click()
    expect(person.heading).to_have_text("It is deleted.")
    assert httpx.get(f"{shop.url}/api/meshes/{mesh}").status_code == 404
    person.page.reload()
    expect(person.heading).to_have_text("This model is no longer here")


@pytest.mark.parametrize("place", [f"/m/{NOBODY}", "/m/short"])
def test_a_link_that_leads_nowhere(person: Person, place: str) -> None:
    """Expired or mistyped: the page says what can be done."""
    person.expects("status of 404", "status of 422").goes(place)
    expect(person.heading).to_have_text("This model is no longer here")
    person.page.get_by_role("button", name="Send another model").click()
    expect(person.page.locator(".drop")).to_be_visible()


def test_the_studio_is_away_for_a_moment(shop: Shop, person: Person) -> None:
    """What is seen stays, it says that it reconnects, and it goes on by itself."""
    mesh = models.begun(shop, models.sent(shop))
    person.expects("ERR_FAILED").goes(f"/m/{mesh}")
    person.page.route(f"**/api/meshes/{mesh}", lambda route: route.abort())
    expect(person.page.locator(".notices .alert")).to_contain_text("Reconnecting")
    person.page.unroute_all()
    models.mended(shop, mesh)
    expect(person.heading).to_have_text("It prints as it is.")


def test_changes_and_checks_in_german(shop: Shop, visitor: Callable[..., Person]) -> None:
    """No sentence of the repair or of the print check stays English."""
    mesh = models.mended(shop, models.sent(shop, models.WALLED))
    person = visitor(language="de-DE").goes(f"/m/{mesh}")
    person.page.locator(".receipt summary").click()
    expect(person.page.locator("main [lang=en]")).to_have_count(0)
    samples = [{"name": name, "values": values, "sure": 1} for name, values in CHANGES]
    assert person.evaluate(SAMPLES, samples) == []
    assert person.evaluate(SAMPLES, [{"name": "new", "values": {}, "sure": 1}]) == ["new"]
