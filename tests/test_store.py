"""Tests of the store in a folder: whole blobs, keys that stay inside, links that end."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoreez.errors import NotFound, SettingsError, StoreError
from memoreez.settings import Settings
from memoreez.store import Grant, Store, valid

KEY = "keepsakes/abc/version-1/figurine.stl"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(Settings(data_dir=tmp_path))


def root(store: Store) -> Path:
    assert store.folder
    return store.folder


def test_bytes_come_back(store: Store) -> None:
    """What was put is got, described for the database; a second put replaces it."""
    store.put(KEY, b"first", "model/stl")
    blob = store.put(KEY, b"second", "model/stl")
    assert store.get(KEY) == b"second" and store.has(KEY)
    assert (blob.key, blob.content_type, blob.size) == (KEY, "model/stl", 6)
    assert blob.sha256 == hashlib.sha256(b"second").hexdigest()


def test_another_process_finds_them(store: Store, tmp_path: Path) -> None:
    """The same settings open the same store; the folder is the setting's."""
    store.put(KEY, b"x", "model/stl")
    assert Store.open(Settings(data_dir=tmp_path)).get(KEY) == b"x"
    elsewhere = Store.open(Settings(data_dir=tmp_path, store_url=str(tmp_path / "ä b")))
    assert not elsewhere.has(KEY) and root(elsewhere) == tmp_path / "ä b"


def test_what_is_not_there(store: Store) -> None:
    """A missing key and a folder are NotFound; the message has neither key nor path."""
    store.put(KEY, b"x", "model/stl")
    for key in ("keepsakes/none", "keepsakes/abc", f"{KEY}/below"):
        assert not store.has(key)
        with pytest.raises(NotFound) as caught:
            store.get(key)
        assert "keepsakes" not in str(caught.value)


@pytest.mark.parametrize("links", [True, False])
def test_a_copy_is_a_blob_of_its_own(
    store: Store, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs no space where the disk has links; replaced or deleted, each leaves the other."""
    if not links:
        monkeypatch.setattr("memoreez.folder.os.link", _no_links)
    store.put(KEY, b"first", "model/stl")
    store.copy(KEY, "keepsakes/b/1.stl")
    store.copy(KEY, "keepsakes/b/2.stl")
    assert os.path.samefile(root(store) / KEY, root(store) / "keepsakes/b/1.stl") == links
    store.put(KEY, b"second", "model/stl")
    assert store.get("keepsakes/b/1.stl") == b"first"
    store.delete("keepsakes/b/1.stl")
    assert (store.get(KEY), store.get("keepsakes/b/2.stl")) == (b"second", b"first")
    with pytest.raises(NotFound):
        store.copy("keepsakes/none", "keepsakes/b/3.stl")
    assert store.keys("keepsakes/b") == ["keepsakes/b/2.stl"]
    assert not list((root(store) / ".parts").iterdir())


def _no_links(*_: Any) -> None:
    raise OSError("not on this disk")


def test_keys_and_delete_take_whole_folders(store: Store) -> None:
    """`keepsakes/a` is not `keepsakes/ab`; a key of its own can be deleted too."""
    for key in ("keepsakes/a/1.png", "keepsakes/a/b/2.png", "keepsakes/ab/3.png"):
        store.put(key, b"x", "image/png")
    assert store.keys("keepsakes/a") == ["keepsakes/a/1.png", "keepsakes/a/b/2.png"]
    assert store.delete("keepsakes/a/") == 2 and store.delete("keepsakes/a") == 0
    assert store.keys("") == ["keepsakes/ab/3.png"]
    assert store.delete("keepsakes/ab/3.png") == 1 and store.keys("") == []
    assert [path.name for path in root(store).iterdir()] == [".parts"]  # no empty folders stay


HOSTILE = [
    "",
    "/etc/passwd",
    "../secret.key",
    "keepsakes/../../secret.key",
    "keepsakes/./a",
    "keepsakes//a",
    "keepsakes/a/",
    "keepsakes\\..\\a",
    "C:a",
    "a\0b",
    "a\n",
    ".parts/x",
    "keepsakes/.hidden",
    "keepsakes/é",
    "keepsakes/%2e%2e",
    "a" * 129,
    "/".join("a" * 12),
]


@pytest.mark.parametrize("key", HOSTILE)
def test_no_key_leaves_the_store(store: Store, key: str) -> None:
    """Nothing is written, read, deleted or linked under it; only a bug of ours would ask."""
    asks: list[Any] = [
        lambda: store.put(key, b"x", "text/plain"),
        lambda: store.get(key),
        lambda: store.has(key),
        lambda: store.delete(key),
        lambda: store.link(key, content_type="text/plain"),
    ]
    for ask in asks if not key.endswith("a/") else asks[:3]:  # a prefix may end so
        with pytest.raises(StoreError, match="cannot be the name") as caught:
            ask()
        assert not caught.value.retryable
    assert store.keys("") == []


@given(st.text(alphabet="ab.-_/\\ \0é%:", max_size=12))
def test_a_valid_key_stays_inside(key: str) -> None:
    """Whatever passes names a file below the folder, by itself and not by luck."""
    if valid(key):
        path = Path("/store", key)
        assert os.path.normpath(path) == str(path) and path.is_relative_to("/store")
        assert not any(part.startswith(".") for part in path.parts)


def test_probe(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves nothing, and tells when bytes do not come back as they were."""
    store.probe()
    assert store.keys("") == []
    monkeypatch.setattr(store, "get", lambda key: b"")
    with pytest.raises(StoreError, match="other bytes"):
        store.probe()


@pytest.mark.parametrize("url", ["s3:///x", "gs://bucket", "http://host/x", "s3://", "s3://["])
def test_an_unknown_store_is_told(tmp_path: Path, url: str) -> None:
    """The setting is named."""
    with pytest.raises(SettingsError, match="MEMOREEZ_STORE_URL"):
        Store.open(Settings(data_dir=tmp_path, store_url=url))


@pytest.mark.parametrize("endpoint", ["storage.example.org", "ftp://host", "https://", "https://["])
def test_an_unknown_endpoint_is_told(tmp_path: Path, endpoint: str) -> None:
    """The setting is named."""
    with pytest.raises(SettingsError, match="MEMOREEZ_STORE_ENDPOINT"):
        Store.open(Settings(data_dir=tmp_path, store_url="s3://b", store_endpoint=endpoint))
    given = {"store_url": "s3://b", "store_region": "eu-central-1", "store_public_url": endpoint}
    with pytest.raises(SettingsError, match="MEMOREEZ_STORE_PUBLIC_URL"):
        Store.open(Settings.model_validate({"data_dir": tmp_path, **given}))


def test_amazon_needs_a_region(tmp_path: Path) -> None:
    """Without an endpoint the setting that is missing is named."""
    with pytest.raises(SettingsError, match="MEMOREEZ_STORE_REGION"):
        Store.open(Settings(data_dir=tmp_path, store_url="s3://bucket"))
    Store.open(Settings(data_dir=tmp_path, store_url="s3://b", store_region="eu-central-1"))


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """At the start, with the folder, to the operator."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be used"):
        Store.open(Settings(data_dir=tmp_path, store_url=str(tmp_path / "file" / "store")))


def followed(store: Store, link: str, **changed: str) -> Grant:
    """What the web does with a link to the folder store."""
    parts = urlsplit(link)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | changed
    return store.honours(changed.get("key", unquote(parts.path).removeprefix("/blobs/")), query)


def test_a_link_grants_what_it_says(store: Store) -> None:
    """Key, type, name and file, until it ends."""
    store.put(KEY, b"x", "model/stl")
    link = store.link(KEY, content_type="model/stl", filename="Öl & Essig.stl")
    grant = followed(store, link)
    assert (grant.key, grant.content_type, grant.filename) == (KEY, "model/stl", "Öl & Essig.stl")
    assert grant.path and grant.path.read_bytes() == b"x" and 3590 < grant.lives_s <= 3600
    assert grant.disposition.startswith("attachment;")
    shown = followed(store, store.link(KEY, content_type="model/stl"))
    assert shown.disposition == "" and store.origin == ""


@pytest.mark.parametrize(
    "change",
    [
        {"key": "keepsakes/abc/other.stl"},
        {"expires": "99999999999"},
        {"expires": ""},
        {"expires": "soon"},
        {"type": "text/html"},
        {"name": "virus.exe"},
        {"signature": ""},
        {"signature": "A" * 43},
        {"signature": "é\ud800"},
    ],
)
def test_a_changed_link_grants_nothing(store: Store, change: dict[str, str]) -> None:
    """Each part is sealed; the message does not say which was wrong."""
    store.put(KEY, b"x", "model/stl")
    store.put("keepsakes/abc/other.stl", b"y", "model/stl")
    link = store.link(KEY, content_type="model/stl")
    with pytest.raises(NotFound, match="The link has expired"):
        followed(store, link, **change)


def test_a_link_without_its_query_grants_nothing(store: Store) -> None:
    """Knowing the key is not enough."""
    store.put(KEY, b"x", "model/stl")
    with pytest.raises(NotFound):
        store.honours(KEY, {})


def test_another_studio_has_other_links(store: Store, tmp_path: Path) -> None:
    """A link is worth nothing where the secret is another."""
    other = Store.open(Settings(data_dir=tmp_path / "other"))
    for one in (store, other):
        one.put(KEY, b"x", "model/stl")
    with pytest.raises(NotFound):
        followed(other, store.link(KEY, content_type="model/stl"))


@pytest.mark.parametrize(
    ("later", "works"), [(-3600, True), (0, True), (3590, True), (3600, False), (1e9, False)]
)
def test_links_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, later: float, works: bool
) -> None:
    """After the hour that is set; a clock that was put back does no harm."""
    store.put(KEY, b"x", "model/stl")
    link = store.link(KEY, content_type="model/stl")
    now = time.time()
    monkeypatch.setattr("memoreez.signing.CLOCK", lambda: now + later)
    if works:
        assert followed(store, link).lives_s > 0
    else:
        with pytest.raises(NotFound, match="expired"):
            followed(store, link)


def test_a_link_to_what_is_deleted(store: Store) -> None:
    """It has expired, too."""
    link = store.link(KEY, content_type="model/stl")
    with pytest.raises(NotFound):
        followed(store, link)
