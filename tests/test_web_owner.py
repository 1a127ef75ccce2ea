"""The owner's list: for the one who has the token, and for nobody when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_client import OWNER, Web, opened_web

from memoreez.web import owner


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with opened_web(tmp_path, owner_token=OWNER) as made:
        yield made


def asked(web: Web, token: str, path: str = "/api/keepsakes") -> httpx.Response:
    return web.http.get(path, headers={"Authorization": f"Bearer {token}"})


def test_without_a_token_there_is_no_list(tmp_path: Path) -> None:
    """404, as if nobody had thought of it; the page of it, too."""
    with opened_web(tmp_path) as web:
        assert asked(web, "").status_code == 404
        assert asked(web, OWNER).status_code == 404
        assert web.http.get("/studio").status_code == 404
        assert web.http.get("/api/studio").json()["owner"] is False


def test_the_owner_sees_all_keepsakes(web: Web) -> None:
    """The newest first, with what is needed to find one."""
    first, second = web.ready("golf"), web.create("chess", name="Ada")
    told = asked(web, OWNER).json()
    assert [one["id"] for one in told["keepsakes"]] == [second, first]
    assert (told["keepsakes"][0]["name"], told["keepsakes"][1]["state"]) == ("Ada", "ready")
    assert told["next"] is None
    assert web.http.get("/studio").status_code == 200
    assert web.http.get("/api/studio").json()["owner"] is True


def test_a_long_list_comes_in_pages(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each keepsake on exactly one."""
    monkeypatch.setattr(owner, "PAGE", 2)
    made = {web.create() for _ in range(5)}
    seen: list[str] = []
    path = "/api/keepsakes"
    for _ in range(3):
        told = asked(web, OWNER, path).json()
        seen += [one["id"] for one in told["keepsakes"]]
        path = f"/api/keepsakes?cursor={told['next']}"
    assert told["next"] is None and len(seen) == 5 and set(seen) == made


@pytest.mark.parametrize("header", [None, "", "Bearer", f"Basic {OWNER}", OWNER, "Bearer ö"])
def test_anything_else_is_unauthorized(web: Web, header: str | None) -> None:
    """401 that says what is wanted."""
    headers = [] if header is None else [(b"authorization", header.encode())]
    answer = web.http.get("/api/keepsakes", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_guessing_takes_for_ever(web: Web) -> None:
    """After ten wrong tokens in a minute even the right one has to wait."""
    assert [asked(web, f"guess {n}").status_code for n in range(10)] == [401] * 10
    refused = asked(web, OWNER)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) <= 60


def test_the_right_token_is_never_counted(web: Web) -> None:
    """The owner's page may ask as often as it likes."""
    assert {asked(web, OWNER).status_code for _ in range(15)} == {200}


@pytest.mark.parametrize("cursor", ["x", "A" * 22, "../../x"])
def test_a_page_that_is_none_is_refused(web: Web, cursor: str) -> None:
    """422."""
    assert asked(web, OWNER, f"/api/keepsakes?cursor={cursor}").status_code == 422
