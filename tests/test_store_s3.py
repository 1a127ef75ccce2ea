"""Tests of the store in an S3 server: a real one, also when it is gone or refuses."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from s3_server import Server, _s3, s3_server, store

from memoreez import bucket
from memoreez.errors import NotFound, StoreError
from memoreez.store import Store

pytestmark = pytest.mark.s3
__all__ = ["_s3", "s3_server", "store"]
KEY = "keepsakes/abc/version-1/figurine.stl"


def test_bytes_come_back(store: Store) -> None:
    """What was put is got, also when it is replaced and when it goes in several parts."""
    large = bytes(range(256)) * 30_000
    store.put(KEY, b"first", "model/stl")
    blob = store.put(KEY, large, "model/stl")
    assert store.get(KEY) == large
    assert (blob.size, blob.content_type) == (len(large), "model/stl")


def test_what_is_not_there(store: Store) -> None:
    """A missing key is NotFound, has() is false, deleting it removes nothing."""
    with pytest.raises(NotFound):
        store.get(KEY)
    assert not store.has(KEY)
    assert store.delete("keepsakes/abc") == 0


def test_keys_and_delete_take_whole_folders(store: Store) -> None:
    """`keepsakes/a` is not `keepsakes/ab`; a key of its own can be deleted too."""
    for key in ("keepsakes/a/1.png", "keepsakes/a/b/2.png", "keepsakes/ab/3.png"):
        store.put(key, b"x", "image/png")
    assert store.keys("keepsakes/a") == ["keepsakes/a/1.png", "keepsakes/a/b/2.png"]
    assert store.delete("keepsakes/a/") == 2
    assert store.keys("") == ["keepsakes/ab/3.png"]
    assert store.delete("keepsakes/ab/3.png") == 1 and store.keys("") == []


def test_the_time_of_writing_is_the_servers(store: Store) -> None:
    """Retention goes by it."""
    store.put(KEY, b"x", "model/stl")
    ((key, written),) = store.written("keepsakes")
    assert key == KEY and abs(written - time.time()) < 60


def test_a_link_downloads_without_a_key(store: Store) -> None:
    """Anyone with the link gets the bytes, as the type and under the name that it was made for."""
    store.put(KEY, b"solid", "model/stl")
    answer = httpx.get(store.link(KEY, content_type="model/stl", filename="Ännchen & Öl.stl"))
    assert (answer.status_code, answer.content) == (200, b"solid")
    assert answer.headers["content-type"] == "model/stl"
    saved = answer.headers["content-disposition"]
    assert saved.startswith("attachment;") and saved.endswith("%C3%84nnchen%20%26%20%C3%96l.stl")


def test_a_server_that_browsers_cannot_reach(s3_server: Server, tmp_path: Path) -> None:
    """Without its public address the studio itself passes the bytes on, by links of its own."""
    store = Store.open(s3_server.settings(tmp_path, store_public_url=""))
    store.put(KEY, b"solid", "model/stl")
    parts = urlsplit(store.link(KEY, content_type="model/stl", filename="a.stl"))
    assert (store.origin, parts.path) == ("", f"/blobs/{KEY}")
    grant = store.honours(KEY, dict(parse_qsl(parts.query)))
    assert grant.path is None and store.get(grant.key) == b"solid"
    with pytest.raises(NotFound):
        store.honours(KEY, dict(parse_qsl(parts.query)) | {"name": "b.stl"})


def test_a_link_without_a_name_is_shown(store: Store) -> None:
    """Pictures on the page are not downloads; the page's CSP names where they come from."""
    store.put(KEY, b"x", "image/png")
    link = store.link(KEY, content_type="image/png")
    assert "content-disposition" not in httpx.get(link).headers
    assert link.startswith(f"{store.origin}/")


@pytest.mark.parametrize(
    ("old", "new"),
    [("figurine.stl", "figurine.3mf"), ("Signature=", "Signature=0"), ("model", "text")],
)
def test_a_changed_link_is_refused(store: Store, old: str, new: str) -> None:
    """Another key, signature or type: 403."""
    store.put(KEY, b"x", "model/stl")
    store.put(KEY.replace("stl", "3mf"), b"x", "model/stl")
    link = store.link(KEY, content_type="model/stl")
    assert httpx.get(link).status_code == 200
    assert httpx.get(link.replace(old, new)).status_code == 403


def test_an_old_link_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link made two hours ago has ended an hour ago."""
    store.put(KEY, b"x", "model/stl")
    monkeypatch.setattr("memoreez.signing.CLOCK", lambda: time.time() - 7200)
    link = store.link(KEY, content_type="model/stl")
    assert httpx.get(link).status_code in (400, 403)


@pytest.mark.parametrize("wrong", [{"store_secret": "wrong"}, {"store_key_id": "SOMEBODYELSE"}])
def test_a_wrong_key_is_final(s3_server: Server, tmp_path: Path, wrong: dict[str, str]) -> None:
    """Asking again will not help; the sentence names the settings and shows no secret."""
    store = Store.open(s3_server.settings(tmp_path, **wrong))
    for ask in (store.probe, lambda: store.get(KEY), lambda: store.keys("keepsakes")):
        with pytest.raises(StoreError, match="MEMOREEZ_STORE_KEY_ID") as caught:
            ask()
        assert not caught.value.retryable
        assert "http" not in str(caught.value) and "wrong" not in str(caught.value)


def test_a_missing_bucket_is_named(s3_server: Server, tmp_path: Path) -> None:
    """Reading, writing and listing say that the bucket is not there, not that a file is lost."""
    store = Store.open(s3_server.settings(tmp_path, store_url="s3://no-such-bucket"))
    for ask in (store.probe, lambda: store.get(KEY), lambda: store.keys("keepsakes")):
        with pytest.raises(StoreError, match="bucket") as caught:
            ask()
        assert not caught.value.retryable


def test_a_store_that_is_gone_is_told_soon_and_works_when_back(
    store: Store, s3_server: Server
) -> None:
    """Every call fails as retryable within seconds; the same object works after the return."""
    store.put(KEY, b"kept", "model/stl")
    s3_server.stop()
    asks = (store.probe, lambda: store.get(KEY), lambda: store.has(KEY), lambda: store.keys(""))
    for ask in asks:
        start = time.monotonic()
        with pytest.raises(StoreError, match="does not answer") as caught:
            ask()
        assert caught.value.retryable and time.monotonic() - start < 5
    s3_server.start()
    assert store.get(KEY) == b"kept"
    store.probe()


def test_a_store_that_hangs_is_told_soon(
    s3_server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the connection and says nothing: retryable within seconds, reading and writing."""
    assert bucket.ANSWER_S <= 4
    monkeypatch.setattr(bucket, "ANSWER_S", 1.5)
    store, large = Store.open(s3_server.settings(tmp_path)), bytes(3_000_000)
    store.put(KEY, large, "model/stl")
    s3_server.freeze()
    for ask in (lambda: store.get(KEY), lambda: store.put(KEY, large, "model/stl")):
        start = time.monotonic()
        with pytest.raises(StoreError, match="does not answer") as caught:
            ask()
        assert caught.value.retryable and time.monotonic() - start < 5


def test_probe_leaves_nothing(store: Store) -> None:
    """It writes, reads and removes."""
    store.probe()
    assert store.keys("") == []


def test_nothing_is_asked_when_it_is_opened(s3_server: Server, tmp_path: Path) -> None:
    """A studio starts while its store is away, and is told when it needs it."""
    s3_server.stop()
    store = Store.open(s3_server.settings(tmp_path))
    assert store.link(KEY, content_type="model/stl").startswith("http")
    with pytest.raises(StoreError, match="does not answer"):
        store.get(KEY)


def test_a_copy_is_made_there(store: Store) -> None:
    """The same bytes and type under another key, of its own; what is not there is NotFound."""
    store.put(KEY, b"solid", "model/stl")
    store.copy(KEY, "keepsakes/other/source.stl")
    store.delete(KEY)
    assert store.get("keepsakes/other/source.stl") == b"solid"
    link = store.link("keepsakes/other/source.stl", content_type="model/stl")
    assert httpx.get(link).content == b"solid"
    with pytest.raises(NotFound):
        store.copy(KEY, "keepsakes/other/2.stl")
    assert store.keys("keepsakes") == ["keepsakes/other/source.stl"]
