"""What every answer tells the browser, and how much of a body is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from live_server import live
from web_client import Web, opened_web

from memoreez.errors import SettingsError
from memoreez.web import security
from memoreez.web.security import BODY_LIMIT, policy

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("security")) as made:
        yield made


EVERYWHERE = ["/", "/api/studio", "/api/nothing", "/nowhere", "/static/sheet.css", "/health/live",
              "/blobs/x", "/robots.txt", "/api/keepsakes/x"]  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_marked(web: Web, path: str) -> None:
    """Errors too: no sniffing, no referrer (links are secrets), no frame, nothing foreign."""
    headers = web.http.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_an_answer_of_the_last_resort_is_marked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 500 as well."""
    monkeypatch.setattr("memoreez.web.about.keepsakes.expected", lambda _: 1 / 0)
    answer = web.http.get("/api/studio")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_page_may_load_only_its_own(web: Web) -> None:
    """Scripts from here only, none in the page; WebAssembly for the viewer, its style by hash."""
    told = dict(
        part.split(" ", 1)
        for part in web.http.get("/").headers["content-security-policy"].split("; ")
    )
    assert told["default-src"] == "'self'"
    assert told["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert told["style-src"] == f"'self' '{security.VIEWER_STYLE}'"
    assert told["connect-src"] == "'self' blob:"
    assert told["object-src"] == told["base-uri"] == told["frame-ancestors"] == "'none'"


def test_files_may_come_from_the_bucket() -> None:
    """With an S3 store, pictures and models are fetched from there, scripts never."""
    told = policy("https://s3.example:9000")
    assert told.count("https://s3.example:9000") == 2
    assert "img-src 'self' blob: https://s3.example:9000" in told
    assert "connect-src 'self' blob: https://s3.example:9000" in told


@pytest.mark.parametrize("path", ["/api/studio", "/api/nothing", "/health/live"])
def test_answers_for_programs_are_not_kept(web: Web, path: str) -> None:
    """A keepsake must not linger in a cache that others use."""
    headers = web.http.get(path).headers
    assert headers["cache-control"] == "private, no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/g/x", "/s/x", "/api/studio", "/blobs/x", "/studio"])
def test_private_places_are_not_listed(web: Web, path: str) -> None:
    """Search engines leave out what is reached by secret links."""
    assert "noindex" in web.http.get(path).headers["x-robots-tag"]
    assert "x-robots-tag" not in web.http.get("/").headers


def test_proxies_that_are_none_are_refused_at_once(tmp_path: Path) -> None:
    """The studio does not open to answer every request with an error."""
    said = pytest.raises(SettingsError, match="MEMOREEZ_TRUSTED_PROXIES is 'my-proxy'")
    with said, opened_web(tmp_path, trusted_proxies="my-proxy"):
        pass


def test_https_is_kept_once_it_is_there(tmp_path: Path) -> None:
    """HSTS only over https, told by our own proxy."""
    with opened_web(tmp_path, trusted_proxies="127.0.0.1") as web:
        plain = web.http.get("/", headers={"x-forwarded-proto": "http"})
        safe = web.http.get("/", headers={"x-forwarded-proto": "https"})
    assert "strict-transport-security" not in plain.headers
    assert safe.headers["strict-transport-security"] == "max-age=31536000"


def test_an_announced_flood_is_refused_unread(web: Web) -> None:
    """413 by Content-Length alone."""
    body = b'{"hobbies": "' + b"x" * BODY_LIMIT + b'"}'
    answer = web.http.post("/api/keepsakes", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


def test_a_body_of_the_limit_is_read(web: Web) -> None:
    """64 kB, no less."""
    body = b'{"hobbies": "chess"' + b" " * (BODY_LIMIT - 20) + b"}"
    assert len(body) == BODY_LIMIT
    assert web.http.post("/api/keepsakes", content=body, headers=JSON).status_code == 202


@pytest.mark.parametrize("length", ["-5", "1e9", "9" * 400, "٣"])
def test_a_length_that_is_a_lie_helps_nobody(web: Web, length: str) -> None:
    """What is read counts, not what is said."""
    body = b'{"hobbies": "' + b"x" * BODY_LIMIT + b'"}'
    lied = {"content-type": "application/json", "content-length": length.encode()}
    raw = [(name.encode(), value if isinstance(value, bytes) else value.encode())
           for name, value in lied.items()]  # fmt: skip
    assert web.http.post("/api/keepsakes", content=body, headers=raw).status_code == 413


def test_a_flood_in_chunks_is_cut_off(tmp_path: Path) -> None:
    """Over a real connection, without Content-Length, also where no body is wanted."""
    chunks = [b" " * 16_000] * 8
    with live(tmp_path) as (url, _), httpx.Client(base_url=url) as http:
        answer = http.post("/api/keepsakes", content=iter(chunks), headers=JSON)
        assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
        made = http.post("/api/keepsakes", json={"hobbies": "chess"}).json()["id"]
        more = http.post(f"/api/keepsakes/{made}/cancel", content=iter(chunks), headers=JSON)
        assert more.status_code in (202, 409, 413)  # 409: the ideas were drawn by then
        assert http.get("/health/live").status_code == 200
