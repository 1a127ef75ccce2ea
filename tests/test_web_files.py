"""Files: redirects to links that expire, and the bytes behind those."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_client import Web, opened_web

from memoreez.errors import StoreError
from memoreez.store import home


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("files")) as made:
        yield made


@pytest.fixture(scope="module")
def ready(web: Web) -> str:
    return web.ready(inscription="Ada")


def fetched(web: Web, path: str, **more: object) -> httpx.Response:
    """The answer at the end of the redirect."""
    first = web.http.get(path)
    assert first.status_code == 307, first.text
    return web.http.get(first.headers["location"], **more)


def test_the_list_is_the_truth(web: Web, ready: str) -> None:
    """Type, size and checksum of each file are those of its bytes."""
    for file in web.http.get(f"/api/keepsakes/{ready}/files").json()["files"]:
        answer = fetched(web, file["url"])
        assert answer.headers["content-type"] == file["content_type"]
        assert len(answer.content) == file["size"]
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]


def test_a_download_is_called_after_the_figurine(web: Web, ready: str) -> None:
    """With ?download=1 the browser saves it under a name that says what it is."""
    title = web.get(ready)["figurine"]["title"]
    saved = fetched(web, f"/api/keepsakes/{ready}/files/figurine.3mf?download=1")
    shown = fetched(web, f"/api/keepsakes/{ready}/files/figurine.3mf")
    assert f'filename="{title}.3mf"' in saved.headers["content-disposition"]
    assert "content-disposition" not in shown.headers


def test_a_page_among_the_files_runs_no_script(web: Web, ready: str) -> None:
    """report.html comes from our origin, yet in a sandbox that may load and run nothing."""
    policy = fetched(web, f"/api/keepsakes/{ready}/files/report.html").headers[
        "content-security-policy"
    ]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy
    assert "allow-scripts" not in policy and "script-src" not in policy


def test_a_part_of_a_file_can_be_asked_for(web: Web, ready: str) -> None:
    """Range requests, for downloads that broke off."""
    path = f"/api/keepsakes/{ready}/files/figurine.stl"
    whole, part = fetched(web, path), fetched(web, path, headers={"Range": "bytes=80-83"})
    assert part.status_code == 206
    assert part.content == whole.content[80:84]


@pytest.mark.parametrize(
    "name",
    ["nope.stl", "..%2f..%2fmemoreez.sqlite", "%2e%2e%2ffigurine.stl", "figurine.stl%00.png",
     "FIGURINE.STL", "concept-1.png%0d%0aX: y", "a" * 90 + ".stl", "con..stl", ".stl"],
)  # fmt: skip
def test_only_listed_names_are_files(web: Web, ready: str, name: str) -> None:
    """Path tricks and guesses are 404."""
    assert web.http.get(f"/api/keepsakes/{ready}/files/{name}").status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        ("expires=", "expires=9"),
        ("signature=", "signature=x"),
        ("type=model", "type=text"),
        ("figurine.stl", "figurine.png"),
        ("name=", "name=x.exe"),
    ],
)
def test_a_link_cannot_be_changed(web: Web, ready: str, change: tuple[str, str]) -> None:
    """Each part of a link is signed."""
    link = web.http.get(f"/api/keepsakes/{ready}/files/figurine.stl").headers["location"]
    assert web.http.get(link).status_code == 200
    assert web.http.get(link.replace(*change)).status_code == 404


def test_nothing_is_readable_without_a_link(web: Web, ready: str) -> None:
    """A key alone opens nothing, nor does a path out of the store."""
    key = web.studio.store.keys(home(ready))[0]
    paths = [key, f"../{key}", "..%2fmemoreez.sqlite", "%2e%2e/memoreez.sqlite", ""]
    assert {web.http.get(f"/blobs/{path}").status_code for path in paths} == {404}


def test_a_redirect_is_kept_for_less_than_its_link_lives(web: Web, ready: str) -> None:
    """A browser that uses the redirect again never lands on a link that is over."""
    answer = web.http.get(f"/api/keepsakes/{ready}/files/figurine.png")
    assert answer.headers["cache-control"] == "private, max-age=1800"


def test_a_store_that_is_away_is_said_without_details(
    web: Web, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """503 with Retry-After, and no word of where the store is."""

    def away(*_: object, **__: object) -> str:
        raise StoreError("s3://secret-bucket/keepsakes/x: connection refused")

    monkeypatch.setattr(web.studio.store, "link", away)
    answer = web.http.get(f"/api/keepsakes/{ready}/files/figurine.png")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/store")
    assert int(answer.headers["retry-after"]) > 0
    assert "secret-bucket" not in answer.text


def test_a_blob_that_is_gone_is_not_found(web: Web, tmp_path: Path) -> None:
    """A link that outlives its file says so."""
    made = web.ready()
    link = web.http.get(f"/api/keepsakes/{made}/files/figurine.png").headers["location"]
    assert web.http.request("DELETE", f"/api/keepsakes/{made}").status_code == 204
    assert web.http.get(link).status_code == 404


def test_a_share_link_shows_all_but_the_price_and_the_way_in(web: Web, ready: str) -> None:
    """The same keepsake, without its id anywhere in the answer, and without what it cost."""
    share = web.get(ready)["share"]
    answer = web.http.get(f"/api/shared/{share.removeprefix('/s/')}")
    told = answer.json()
    assert (told["id"], told["figurine"]["inscription"]) == ("", ["Ada"])
    assert ready not in answer.text
    assert [fetched(web, file["url"]).status_code for file in told["files"]] == [200] * 8
    token = share.removeprefix("/s/")
    for name in ("report.html", "report.json"):  # nobody tells what a gift cost
        assert web.http.get(f"/api/shared/{token}/files/{name}").status_code == 404
    links = [web.http.get(file["url"]).headers["location"] for file in told["files"]]
    assert not [link for link in links if ready in link]


def test_a_share_link_changes_nothing(web: Web, ready: str) -> None:
    """The token is no id: no route that changes something knows it."""
    token = web.get(ready)["share"].removeprefix("/s/")
    asked = [
        web.http.get(f"/api/keepsakes/{token}"),
        web.http.request("DELETE", f"/api/keepsakes/{token}"),
        web.post(token, "choice", {"concept_id": 1}),
        web.post(token, "cancel"),
    ]
    assert {answer.status_code for answer in asked} == {404}
    assert web.http.request("DELETE", f"/api/shared/{token}").status_code == 405


def test_an_id_is_no_share_token(web: Web, ready: str) -> None:
    """And the other way round."""
    assert web.http.get(f"/api/shared/{ready}").status_code == 404
