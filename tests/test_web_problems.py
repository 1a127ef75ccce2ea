"""Every error is problem details: what, which field, what to do, and nothing of the inside."""

from __future__ import annotations

import errno
import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from web_client import Web, opened_web

from memoreez.errors import Busy, ProviderError, StoreError
from memoreez.web import keepsakes as routes

SECRET = "/srv/secret/path keepsakes/abc/figurine.stl"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("problems")) as made:
        yield made


@pytest.fixture(scope="module")
def made(web: Web) -> str:
    return web.ready()


def test_a_problem_has_all_its_members(web: Web) -> None:
    """RFC 9457: type, title, status, detail, instance; and a reference for the log."""
    answer = web.http.get("/api/nothing")
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(told) == {"type", "title", "status", "detail", "instance", "reference"}
    assert (told["status"], told["instance"]) == (404, "/api/nothing")
    assert len(told["reference"]) == 12


@pytest.mark.parametrize(
    "body",
    [b"{", b"", b"\xff\xfe", b'{"hobbies": "a",}', b"[" * 60_000, b'{"seed": ' + b"9" * 5000],
)  # fmt: skip
def test_what_is_not_json_is_malformed(web: Web, body: bytes) -> None:
    """400, or 422 for a body that is not there at all."""
    answer = web.http.post("/api/keepsakes", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (
        (400, "/problems/malformed") if body else (422, "/problems/invalid")
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "hobbies"),
        ({"hobbies": ""}, "hobbies"),
        ({"hobbies": " \n "}, "hobbies"),
        ({"hobbies": 3}, "hobbies"),
        ({"hobbies": None}, "hobbies"),
        ({"hobbies": "x" * 2001}, "hobbies"),
        ({"hobbies": "a\0b"}, "hobbies"),
        ({"hobbies": "a", "name": "x" * 61}, "name"),
        ({"hobbies": "a", "occasion": ["x"]}, "occasion"),
        ({"hobbies": "a", "language": "xx"}, "language"),
        ({"hobbies": "a", "seed": -1}, "seed"),
        ({"hobbies": "a", "seed": 2**63}, "seed"),
        ({"hobbies": "a", "seed": 1.5}, "seed"),
        ({"hobbies": "a", "seed": True}, "seed"),
        ({"hobbies": "a", "hobby": "b"}, "hobby"),
        ([], "body"),
        ("text", "body"),
    ],
)
def test_a_wrong_field_is_named(web: Web, body: Any, field: str) -> None:
    """422 that says which field and what to do."""
    answer = web.http.post("/api/keepsakes", json=body)
    told = answer.json()
    assert (answer.status_code, told["type"]) == (422, "/problems/invalid")
    assert [one["field"] for one in told["errors"]] == [field]
    assert told["errors"][0]["message"] in told["detail"]


@pytest.mark.parametrize(
    "body",
    [
        {"concept_id": "1"},
        {"concept_id": 0},
        {"concept_id": 10**30},
        {"concept_id": 1, "height_mm": 19.9},
        {"concept_id": 1, "height_mm": 301},
        {"concept_id": 1, "height_mm": "90"},
        {"concept_id": 1, "pedestal": "gold"},
        {"concept_id": 1, "style": 1},
        {"concept_id": 1, "inscription": ["a", "b", "c"]},
        {"concept_id": 1, "inscription": "a|b|c"},
        {"concept_id": 1, "inscription": "x" * 121},
        {"concept_id": 1, "inscription": [["a"]]},
        {"concept_id": 1, "inscription": "a\0"},
    ],
)
def test_a_wrong_wish_is_refused(web: Web, made: str, body: dict[str, Any]) -> None:
    """Types, ranges and lengths of a choice."""
    answer = web.post(made, "choice", body)
    field = next(name for name in (*[n for n in body if n != "concept_id"], "concept_id"))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(web: Web, made: str, number: str) -> None:
    """JSON knows no infinity; Python's does."""
    body = f'{{"concept_id": 1, "height_mm": {number}}}'
    answer = web.http.post(f"/api/keepsakes/{made}/choice", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "height_mm")


@pytest.mark.parametrize("field", ["hobbies", "name", "\\ud800"])
def test_half_a_character_is_refused(web: Web, field: str) -> None:
    """A lone surrogate can be written in JSON, and in no database; not even as a name."""
    body = f'{{"hobbies": "a", "{field}": "\\ud83d"}}'
    answer = web.http.post("/api/keepsakes", content=body, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml", "multipart/form-data"])
def test_only_json_is_taken(web: Web, kind: str) -> None:
    """415; a form of another site could send these without asking first."""
    answer = web.http.post(
        "/api/keepsakes", content=b'{"hobbies": "a"}', headers={"content-type": kind}
    )
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/content-type")


def test_a_method_that_is_not_taken_is_said(web: Web) -> None:
    """405 with those that are."""
    answer = web.http.request("PUT", "/api/studio")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json()["type"] == "/problems/method"


def test_values_are_not_repeated(web: Web) -> None:
    """What somebody wrote does not come back in an error, nor into a log by way of it."""
    answer = web.http.post("/api/keepsakes", json={"hobbies": "a", "name": "private" * 20})
    assert answer.status_code == 422 and "private" not in answer.text


def raising(error: Exception) -> Any:
    def deed(*_: object, **__: object) -> Any:
        raise error

    return deed


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RuntimeError(SECRET), 500, "internal"),
        (ProviderError(SECRET), 500, "internal"),
        (StoreError(SECRET), 503, "store"),
        (Busy("Come back.", retry_after=9), 503, "busy"),
        (OSError(errno.ENOSPC, SECRET), 507, "disk-full"),
        (StoreError(f"The disk of the database is full. {SECRET}"), 507, "disk-full"),
        (OperationalError(SECRET, {}, sqlite3.OperationalError(SECRET)), 500, "internal"),
        (
            OperationalError(SECRET, {}, sqlite3.OperationalError("database is locked")),
            503,
            "busy",
        ),
        (
            OperationalError(SECRET, {}, sqlite3.OperationalError("database or disk is full")),
            507,
            "disk-full",
        ),
    ],
)
def test_nothing_of_the_inside_gets_out(
    web: Web,
    made: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    status: int,
    code: str,
) -> None:
    """No path, key, SQL or traceback; what happened is in the log under the reference."""
    monkeypatch.setattr(routes.views, "read", raising(error))
    with caplog.at_level(logging.INFO, "memoreez.web"):
        answer = web.http.get(f"/api/keepsakes/{made}")
    told = answer.json()
    assert (answer.status_code, told["type"]) == (status, f"/problems/{code}")
    assert "secret" not in answer.text and "Traceback" not in answer.text
    loud = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert {getattr(one, "reference", "") for one in loud} == {told["reference"]}
    assert {getattr(one, "keepsake", "") for one in loud} == {made}
    if status == 503:
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("error", [TimeoutError(SECRET), ProviderError(SECRET, retryable=True)])
def test_a_preview_that_is_late_may_be_asked_for_again(
    web: Web, made: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """503 with Retry-After: its process was slow or lost, which is no bug."""
    monkeypatch.setattr(web.flow, "fail_preview", error)
    answer = web.post(made, "preview", {})
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert int(answer.headers["retry-after"]) > 0 and SECRET not in answer.text


def test_a_full_disk_loses_nothing(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """507 while it is full; the same request goes through when there is room."""
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patched:
        patched.setattr(web.flow, "enqueue", raising(full))
        assert web.http.post("/api/keepsakes", json={"hobbies": "a"}).status_code == 507
    assert web.http.post("/api/keepsakes", json={"hobbies": "a"}).status_code == 202


def test_a_locked_database_is_busy_and_loses_nothing(
    web: Web, made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading goes on; writing waits, then says when to come again."""
    monkeypatch.setattr("memoreez.db.WAIT_S", 0)
    file = web.studio.engine.url.database
    web.studio.engine.dispose()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert web.get(made)["state"] == "ready"
        answer = web.post(made, "concepts")
        other.execute("ROLLBACK")
    web.studio.engine.dispose()
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert web.get(made)["state"] == "ready"


def test_a_browser_gets_a_page(web: Web) -> None:
    """In the shop's look, in the browser's language, and with the same status."""
    asked = {"accept": "text/html", "accept-language": "de-AT,de;q=0.9"}
    page = web.http.get("/nowhere", headers=asked)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Hier ist nichts" in page.text and 'lang="de"' in page.text


def test_a_page_about_our_own_fault_tells_the_reference(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """So that the owner finds it in the log."""
    monkeypatch.setattr("memoreez.web.pages.views.read", raising(RuntimeError(SECRET)))
    page = web.http.get(f"/g/{'A' * 22}/sheet", headers={"accept": "text/html"})
    assert page.status_code == 500 and "secret" not in page.text
    references = {getattr(one, "reference", "") for one in caplog.records}
    assert any(one and one in page.text for one in references)


def test_programs_get_json_even_when_they_take_html(web: Web) -> None:
    """The API never answers with a page."""
    answer = web.http.get("/api/nothing", headers={"accept": "text/html"})
    assert json.loads(answer.text)["status"] == 404
