"""The routes of a keepsake: what is accepted, what is answered, and what is put to work."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from web_client import NOBODY, Web, opened_web

from memoreez.errors import Busy
from memoreez.store import home


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("keepsakes")) as made:
        yield made


@pytest.fixture
def web(served: Web) -> Web:
    """One application for all tests; nothing waits or is remembered at a test's beginning."""
    for left in (served.flow.jobs, served.flow.stopped, served.flow.previews):
        left.clear()
    return served


def test_an_order_is_accepted_at_once(web: Web) -> None:
    """202 with the address of the keepsake, before anything is made."""
    answer = web.http.post("/api/keepsakes", json={"hobbies": "chess", "name": "Ada"})
    told = answer.json()
    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/keepsakes/{told['id']}"
    assert (told["state"], told["name"], told["concepts"]) == ("imagining", "Ada", [])
    assert [job.keepsake for job in web.flow.jobs] == [told["id"]]


def test_a_whole_journey(web: Web) -> None:
    """From hobbies to files, each state in its turn."""
    made = web.choosing()
    assert [one["state"] for one in web.get(made)["concepts"]] == ["ready"] * 4
    chosen = web.post(made, "choice", {"concept_id": 2, "inscription": "For|Ada"}).json()
    assert (chosen["state"], chosen["choice"]["inscription"]) == ("sculpting", ["For", "Ada"])
    web.flow.work()
    told = web.get(made)
    assert (told["state"], told["figurine"]["concept_id"]) == ("ready", 2)
    assert {one["name"] for one in told["files"]} >= {"figurine.stl", "figurine.3mf", "report.html"}
    assert [one["id"] for one in told["events"]] == list(range(1, len(told["events"]) + 1))


def test_a_refinement_changes_only_what_it_says(web: Web) -> None:
    """PATCH keeps the rest of the former wish."""
    made = web.ready(pedestal="oval", inscription=["Ada"])
    assert web.patch(made, {"height_mm": 120}).json()["doing"] == "refine"
    web.flow.work()
    figurine = web.get(made)["figurine"]
    assert (figurine["version"], figurine["pedestal"], figurine["height_mm"]) == (2, "oval", 120)
    assert figurine["inscription"] == ["Ada"]


def test_without_an_inscription_name_and_occasion_are_engraved(web: Web) -> None:
    """The pedestal is not left bare because a program did not say."""
    made = web.choosing(name="Ada", occasion="at 70")
    assert web.post(made, "choice", {"concept_id": 1}).json()["choice"]["inscription"] == [
        "Ada",
        "at 70",
    ]


def test_an_empty_inscription_stays_empty(web: Web) -> None:
    """An empty text is an answer, too."""
    made = web.choosing(name="Ada")
    told = web.post(made, "choice", {"concept_id": 1, "inscription": ""}).json()
    assert told["choice"]["inscription"] == []


def test_more_concepts_are_another_round(web: Web) -> None:
    """Numbers go on, and the pictures of the first round stay."""
    made = web.choosing()
    assert web.post(made, "concepts").json()["round"] == 2
    web.flow.work()
    assert [one["id"] for one in web.get(made)["concepts"]] == list(range(1, 9))


def test_the_same_key_gives_the_same_keepsake(web: Web) -> None:
    """A client that did not hear the answer may ask again; the work is put to the queue once."""
    ask = {"json": {"hobbies": "chess"}, "headers": {"Idempotency-Key": "k 1"}}
    first, again = (web.http.post("/api/keepsakes", **ask) for _ in range(2))
    assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
    assert len(web.flow.jobs) == 1


def test_a_key_belongs_to_its_body(web: Web) -> None:
    """A reused key with another body is a mistake, and said so."""
    key = {"Idempotency-Key": "k 2"}
    web.http.post("/api/keepsakes", json={"hobbies": "chess"}, headers=key)
    other = web.http.post("/api/keepsakes", json={"hobbies": "golf"}, headers=key)
    assert (other.status_code, other.json()["type"]) == (409, "/problems/conflict")


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\tbed"])
def test_a_strange_key_is_refused(web: Web, key: str) -> None:
    """At most 200 printable characters."""
    answer = web.http.post(
        "/api/keepsakes", json={"hobbies": "chess"}, headers={"Idempotency-Key": key}
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")


def test_two_choices_at_once_make_one_figurine(web: Web) -> None:
    """The second is told that another is being made; the same one again is no mistake."""
    made = web.choosing()
    assert web.post(made, "choice", {"concept_id": 1}).status_code == 202
    assert web.post(made, "choice", {"concept_id": 2}).status_code == 409
    assert web.post(made, "choice", {"concept_id": 1}).status_code == 202
    assert len(web.flow.jobs) == 1


def test_two_choices_in_the_same_moment_make_one_figurine(web: Web) -> None:
    """Whichever comes first; the database decides, not luck."""
    made = web.choosing()
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(web.post, made, "choice", {"concept_id": n}) for n in (1, 2, 3, 4)]
    assert sorted(one.result().status_code for one in asked) == [202, 409, 409, 409]
    assert len(web.flow.jobs) == 1


def test_one_key_in_the_same_moment_makes_one_keepsake(web: Web) -> None:
    """An impatient client that sends twice gets one."""
    order = {"json": {"hobbies": "chess"}, "headers": {"Idempotency-Key": "k 3"}}
    with ThreadPoolExecutor() as pool:
        asked = [pool.submit(web.http.post, "/api/keepsakes", **order) for _ in range(4)]
    assert len({one.result().json()["id"] for one in asked}) == 1
    assert len(web.flow.jobs) == 1


def test_a_concept_of_another_keepsake_is_not_there(web: Web) -> None:
    """Concept 5 exists only where a second round was asked for."""
    other, made = web.choosing(), web.choosing()
    web.post(other, "concepts")
    web.flow.work()
    assert web.post(other, "choice", {"concept_id": 5}).status_code == 202
    assert web.post(made, "choice", {"concept_id": 5}).status_code == 404


@pytest.mark.parametrize("state", ["imagining", "choosing", "sculpting", "refining"])
def test_refining_waits_for_a_figurine(web: Web, state: str) -> None:
    """Before there is one, and while one is being made, a refinement is a conflict."""
    made = {"imagining": web.create, "refining": web.ready}.get(state, web.choosing)()
    if state == "sculpting":
        web.post(made, "choice", {"concept_id": 1})
    if state == "refining":
        web.patch(made, {"height_mm": 100})
    assert web.patch(made, {"height_mm": 120}).status_code == 409


def test_cancelling_stops_the_work(web: Web) -> None:
    """The rows say so, and the flow is told."""
    made = web.create()
    run = web.flow.jobs[0].run
    assert web.post(made, "cancel").json()["state"] == "cancelled"
    assert web.flow.stopped == [run]
    assert web.post(made, "cancel").status_code == 409


def test_what_was_cancelled_can_be_tried_again(web: Web) -> None:
    """Retry begins a new run."""
    made = web.create()
    web.post(made, "cancel")
    assert web.post(made, "retry").json()["state"] == "imagining"
    web.flow.work()
    assert web.get(made)["state"] == "choosing"


def test_there_must_be_something_to_retry(web: Web) -> None:
    """A keepsake that is well is left alone."""
    assert web.post(web.choosing(), "retry").status_code == 409


def test_a_picture_that_failed_does_not_spoil_the_round(web: Web) -> None:
    """The others can be chosen; a retry draws the one that is missing."""
    made = web.choosing("chess [fail picture 2]")
    told = web.get(made)
    assert (told["state"], told["concepts"][1]["state"]) == ("choosing", "failed")
    assert told["concepts"][1]["error"]["retryable"] is True
    assert web.post(made, "retry").status_code == 202
    web.flow.work()
    assert web.get(made)["concepts"][1]["state"] == "ready"


def test_deleting_leaves_nothing(web: Web) -> None:
    """Rows and files are gone, and the work is stopped."""
    made = web.ready()
    assert web.studio.store.keys(home(made))
    assert web.http.request("DELETE", f"/api/keepsakes/{made}").status_code == 204
    assert web.http.get(f"/api/keepsakes/{made}").status_code == 404
    assert web.studio.store.keys(home(made)) == []
    assert len(web.flow.stopped) == 1


def test_a_preview_is_quick_and_changes_nothing(web: Web) -> None:
    """The flow gets the whole wish with what is new in it."""
    made = web.ready(pedestal="oval", inscription=["Ada"])
    before = web.get(made)["updated_at"]
    answer = web.post(made, "preview", {"inscription": "Ada|2026"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "model/gltf-binary")
    assert answer.content[:4] == b"glTF"
    assert web.flow.previews[0]["inscription"] == ["Ada", "2026"]
    assert web.flow.previews[0]["pedestal"] == "oval"
    assert web.get(made)["updated_at"] == before


def test_a_preview_needs_a_figurine(web: Web) -> None:
    """There is nothing to show before."""
    assert web.post(web.choosing(), "preview", {"inscription": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"inscription": "雪"}, "inscription"),
        ({"inscription": ["W" * 120, "W" * 120]}, "inscription"),
    ],
)
def test_what_no_pedestal_can_carry_is_refused_at_once(web: Web, body: Any, code: str) -> None:
    """A letter without a font, lines too long, a pedestal too low: 422 before any work."""
    made = web.ready()
    jobs = len(web.flow.jobs)
    answers = [
        web.post(made, "choice", {"concept_id": 2, **body}),
        web.patch(made, body),
        web.post(made, "preview", body),
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert {answer.json()["type"] for answer in answers} == {f"/problems/{code}"}
    assert len(web.flow.jobs) == jobs


def test_a_failed_enqueue_changes_nothing(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The change and its work are one transaction: both or neither."""
    made = web.choosing()

    def broken(*_: object) -> None:
        raise Busy("The queue is away.", retry_after=7)

    monkeypatch.setattr(web.flow, "enqueue", broken)
    answer = web.post(made, "choice", {"concept_id": 1})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert web.get(made)["state"] == "choosing"


def test_a_place_in_the_queue_is_told(web: Web) -> None:
    """`ahead` counts those before it."""
    web.create()
    assert web.get(web.create())["progress"]["ahead"] == 1


@pytest.mark.parametrize("part", ["", "/events", "/files", "/files/figurine.stl"])
def test_an_unknown_keepsake_is_not_found(web: Web, part: str) -> None:
    """404 with problem details, whatever is asked of it."""
    answer = web.http.get(f"/api/keepsakes/{NOBODY}{part}")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


@pytest.mark.parametrize("name", ["1", "..%2f..%2fetc", "A" * 23, "A" * 21 + "%00", "A" * 21 + "ä"])
def test_what_is_no_id_is_not_looked_up(
    web: Web, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that cannot be an id reaches the database."""
    monkeypatch.setattr("memoreez.db.Session.scalar", lambda *_: pytest.fail("looked up"))
    monkeypatch.setattr("memoreez.db.Session.execute", lambda *_: pytest.fail("looked up"))
    for part in ("", "/events", "/files/figurine.stl"):
        assert web.http.get(f"/api/keepsakes/{name}{part}").status_code == 404
    assert web.http.post(f"/api/keepsakes/{name}/cancel").status_code == 404
    assert web.http.get(f"/api/shared/{name}").status_code == 404
