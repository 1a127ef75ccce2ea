"""The one HTTP client, over real HTTP: what it sends, follows, unpacks, and never tells."""

from __future__ import annotations

import gzip
import logging
import pickle
import tracemalloc
from collections.abc import Iterator
from email.utils import formatdate
from time import monotonic, time
from typing import Any

import pytest
from model_server import KEY, Exchange, ModelServer, failing, model_server

from memoreez.errors import SettingsError
from memoreez.forms import Body
from memoreez.remote import Patience, Remote
from memoreez.verdicts import RemoteError, quoted

QUICK = Patience(connect_s=5, read_s=5, total_s=20, tries=3, wait_s=0.001)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    """One server; each test gives it its acts."""
    with model_server(failing(500)) as running:
        yield running


def remote(server: ModelServer, **given: Any) -> Remote:
    usual: dict[str, Any] = {"private": True, "patience": QUICK}
    return Remote("The server", server.url, **(usual | given))


def body(content: Any = None, **how: Any) -> Any:
    """An answer with this body."""
    return lambda exchange: exchange.answer({"ok": True} if content is None else content, **how)


def test_what_is_sent(server: ModelServer) -> None:
    """The path under the URL, JSON, the key in its header, no wish for packing."""
    log = server.now(body())
    assert remote(server, key=KEY).json("POST", "/jobs", {"a": "ü"}) == {"ok": True}
    (request,) = log.requests
    assert (request.method, request.path, request.json) == ("POST", "/v1/jobs", {"a": "ü"})
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["content-type"] == "application/json"


def test_a_get_is_asked_again_and_a_post_is_not(server: ModelServer) -> None:
    """Whether a lost answer may be asked for again: what only reads, and what says so."""
    for method, repeat, times in (("GET", None, 3), ("POST", None, 1), ("POST", True, 3)):
        log = server.now(Exchange.reset)
        with pytest.raises(RemoteError) as lost:
            remote(server).json(method, "/x", repeat=repeat)
        assert (lost.value.fault, len(log.requests)) == ("lost", times)


def test_packing_that_nobody_asked_for(server: ModelServer) -> None:
    """gzip is understood, but not as a bomb, not broken, and no other kind is."""
    packed = gzip.compress(b'{"ok": true}')
    server.now(body(packed, headers={"Content-Encoding": "gzip"}))
    assert remote(server).json("GET", "/x") == {"ok": True}
    bomb = gzip.compress(b" " * 3_000_000)
    for content, kind, fault in (
        (bomb, "gzip", "large"),
        (packed[:-12], "gzip", "format"),
        (b"no gzip", "gzip", "format"),
        (packed, "br", "format"),
    ):
        server.now(body(content, headers={"Content-Encoding": kind}))
        with pytest.raises(RemoteError) as refused:
            remote(server).json("GET", "/x", most_bytes=1_000_000)
        assert refused.value.fault == fault


def test_a_bomb_is_not_unpacked(server: ModelServer) -> None:
    """Of 50 MB in 50 kB no more is unpacked than is taken."""
    bomb = gzip.compress(bytes(50_000_000), 1)
    server.now(body(bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    with pytest.raises(RemoteError, match="more than 1 MB"):
        remote(server).json("GET", "/x", most_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_length_is_believed_when_it_is_too_much(server: ModelServer) -> None:
    """What says that it will be too large is not even begun."""
    server.now(body(b"{}", length=10**9))
    began = monotonic()
    with pytest.raises(RemoteError, match="more than 8 MB") as refused:
        remote(server).json("GET", "/x")
    assert (refused.value.fault, refused.value.retryable) == ("large", False)
    assert monotonic() - began < 3


def test_types(server: ModelServer) -> None:
    """JSON has several names; a file has one of the types that were asked for."""
    for kind in ("application/json; charset=utf-8", "application/problem+json", "APPLICATION/JSON"):
        server.now(body(kind=kind))
        assert remote(server).json("GET", "/x") == {"ok": True}
    server.now(body(b"\x89PNG", kind="image/png"))
    assert remote(server).fetch("/x", types=("image/",), most_bytes=9).body == b"\x89PNG"
    server.now(body(b"<html>", kind="text/html"))
    with pytest.raises(RemoteError, match="a web page instead of image/") as refused:
        remote(server).fetch("/x", types=("image/",), most_bytes=9)
    assert refused.value.fault == "format"


def test_broken_json(server: ModelServer) -> None:
    """A tower of brackets, a lone half, and bytes that are no text are one clear error."""
    for content in (b"[" * 100_000, b'{"a": ', b"\xff\xfe", b""):
        server.now(body(content))
        with pytest.raises(RemoteError, match="broken or cut off"):
            remote(server).json("GET", "/x")


def test_redirects_stay_at_home(server: ModelServer) -> None:
    """On the same machine a redirect is followed; a POST only where it stays one; no circles."""
    log = server.now(body(b"", status=307, headers={"Location": "/v2/jobs"}), body())
    assert remote(server, key=KEY).json("POST", "/jobs", {"a": 1}) == {"ok": True}
    assert [r.path for r in log.requests] == ["/v1/jobs", "/v2/jobs"]
    assert log.requests[1].json == {"a": 1} and "authorization" in log.requests[1].headers
    elsewhere = f"http://localhost:{server.port}/v1/jobs"
    cases = ((303, "/v1/x", "POST"), (307, elsewhere, "GET"), (302, "file:///etc/passwd", "GET"))
    for status, place, method in (*cases, (301, "/v1/x", "GET")):
        server.now(body(b"", status=status, headers={"Location": place}))
        with pytest.raises(RemoteError) as refused:
            remote(server, key=KEY).json(method, "/x")
        assert (refused.value.fault, refused.value.verdict) == ("redirect", "next")


def test_a_date_to_come_back(server: ModelServer) -> None:
    """Retry-After may be a date, milliseconds, or nonsense."""
    for headers, low, high in (
        ({"Retry-After": formatdate(time() + 90, usegmt=True)}, 80, 91),
        ({"Retry-After-Ms": "45000"}, 45, 45),
        ({"Retry-After": "soon"}, 0, 0),
    ):
        server.now(failing(503, headers=headers))
        with pytest.raises(RemoteError) as busy:
            remote(server).json("GET", "/x")
        assert busy.value.retryable
        assert low <= (busy.value.retry_after or 0) <= high


def test_no_secret_in_logs_or_errors(
    server: ModelServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even with every log on, and not in what is pickled to another process."""
    caplog.set_level(logging.DEBUG)
    echoing = {"error": {"message": f"Bad key {KEY} in Bearer {KEY}, or key-abcdef123456"}}
    server.now(failing(401, echoing))
    with pytest.raises(RemoteError) as refused:
        remote(server, key=KEY).json("POST", "/x", {})
    error = refused.value
    assert KEY not in caplog.text + str(error) + repr(error) + pickle.dumps(error).decode("latin-1")
    assert "abcdef123456" not in str(error)
    assert error.__cause__ is None
    again = pickle.loads(pickle.dumps(error))
    assert (again.fault, again.sent, again.status, str(again)) == (
        "key",
        "answered",
        401,
        str(error),
    )


def test_what_it_said_is_one_short_line() -> None:
    """However an error is shaped, a line of it is quoted, without controls and quotes."""
    assert quoted({"error": "no\x1b[31m \n go"}) == ' It said: "no [31m go"'
    assert quoted({"errors": [{"message": 'say "x"'}]}) == " It said: \"say 'x'\""
    assert quoted({"detail": [{"msg": "field required"}]}) == ' It said: "field required"'
    assert quoted({}) == quoted(None) == quoted([]) == quoted({"error": None}) == ""
    assert len(quoted({"message": "long " * 1000})) < 180


@pytest.mark.parametrize("quotes", [True, False])
def test_what_it_said_is_told_where_it_may_be(server: ModelServer, quotes: bool) -> None:
    """Not to whoever chose an address in a network of ours: it would read there for them."""
    server.now(failing(400, {"error": "the password is tulip"}))
    with pytest.raises(RemoteError, match="does not take the request") as caught:
        remote(server, quotes=quotes).json("GET", "/")
    assert ("tulip" in str(caught.value)) == quotes


def test_a_body_goes_as_it_is(server: ModelServer) -> None:
    """With its own type and what else was given; whatever else is sent goes as JSON."""
    log = server.now(body(b"yes", kind="text/plain"))
    for content, type_ in ((Body(b"a=1", "text/plain"), "text/plain"), ([1], "application/json")):
        answer = remote(server).ask("POST", "/x", content, headers={"X-Order": "7"})
        assert (answer.type, answer.body) == ("text/plain", b"yes")
        asked = log.requests[-1]
        assert (asked.headers["content-type"], asked.headers["x-order"]) == (type_, "7")
        assert asked.headers["content-length"] == "3" and asked.body in (b"a=1", b"[1]")
        with pytest.raises(RemoteError, match="instead of JSON"):
            remote(server).read(answer)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:11434",
        "ftp://host/x",
        "http://",
        "https://me:pw@host/v1",
        "https://host/?k=1",
    ],
)
def test_urls_that_cannot_be_used(url: str) -> None:
    """A URL says scheme, host and path; a password in it is not repeated."""
    with pytest.raises(SettingsError) as refused:
        Remote("The server", url)
    assert "pw" not in str(refused.value)


def test_keys_that_cannot_be_sent() -> None:
    """A key with a line break would be another header; it is not repeated either."""
    with pytest.raises(SettingsError, match="copy it again") as refused:
        Remote("The server", "https://host/v1", key="abc\r\nX-Evil: 1")
    assert "abc" not in str(refused.value)


def test_no_tls_where_it_should_be(server: ModelServer) -> None:
    """https:// to a server without TLS fails before anything is sent."""
    log = server.now(body())
    url = f"https://127.0.0.1:{server.port}/v1"
    with pytest.raises(RemoteError) as refused:
        Remote("The server", url, key=KEY, private=True, patience=QUICK).json("POST", "/x", {})
    assert (refused.value.fault, refused.value.sent, log.requests) == ("tls", "never", [])


def test_time_is_up_for_all_tries_together(server: ModelServer) -> None:
    """The time for a call holds for its tries and waits together."""
    log = server.now(failing(503))
    patience = Patience(total_s=0.5, wait_s=10, longest_wait_s=60, tries=9)
    began = monotonic()
    with pytest.raises(RemoteError, match="busy"):
        remote(server, patience=patience).json("GET", "/x")
    assert len(log.requests) == 1 and monotonic() - began < 3


def test_an_error_that_never_ends_is_cut(server: ModelServer) -> None:
    """Of an error's body only the beginning is read."""

    def endless(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\n\r\n")
        for _ in range(10_000):
            exchange.send(b" " * 10_000)

    server.now(endless)
    with pytest.raises(RemoteError) as refused:
        remote(server).json("GET", "/x")
    assert (refused.value.fault, refused.value.status) == ("request", 400)


def test_a_name_is_looked_up_once(server: ModelServer) -> None:
    """The connection goes to the address that was checked, whatever the name says next."""
    answers = [[(0, 0, 0, "", ("127.0.0.1", 0))], [(0, 0, 0, "", ("10.1.2.3", 0))]]
    url = f"http://rebinding.example:{server.port}/v1"
    log = server.now(body())
    given = Remote(
        "The server", url, private=True, patience=QUICK, resolve=lambda *_, **__: answers.pop(0)
    )
    assert given.json("GET", "/x") == {"ok": True}
    assert len(answers) == 1
    assert log.requests[0].headers["host"] == f"rebinding.example:{server.port}"
