"""Tests of blobs on a disk: whole or not there, flushed, never through the disk's own links."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memoreez import folder as folders
from memoreez.errors import NotFound, StoreError
from memoreez.settings import Settings
from memoreez.store import Store

KEY = "keepsakes/abc/version-1/figurine.stl"
LINKS = pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(Settings(data_dir=tmp_path))


def root(store: Store) -> Path:
    assert store.folder
    return store.folder


@LINKS
def test_links_of_the_disk_are_not_followed(store: Store, tmp_path: Path) -> None:
    """A folder or file that is a link is not read, listed, written through or emptied."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private").write_bytes(b"private")
    (root(store) / "keepsakes").mkdir()
    (root(store) / "keepsakes" / "way").symlink_to(outside)
    (root(store) / "keepsakes" / "file").symlink_to(outside / "private")
    for key in ("keepsakes/way/private", "keepsakes/file"):
        assert not store.has(key)
        with pytest.raises(NotFound):
            store.get(key)
    with pytest.raises(StoreError, match="link"):
        store.put("keepsakes/way/new", b"x", "text/plain")
    assert store.keys("") == []
    assert store.delete("keepsakes/way") == store.delete("keepsakes") == 0
    assert [path.name for path in outside.iterdir()] == ["private"]


def full(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Every flush to the disk fails so."""

    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told(store: Store, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """In a sentence, as retryable; the old bytes stay and nothing half-written does."""
    store.put(KEY, b"old", "model/stl")
    with monkeypatch.context() as patch:
        full(patch, number)
        with pytest.raises(StoreError, match="The disk of the store is full") as caught:
            store.put(KEY, b"new", "model/stl")
    assert caught.value.retryable
    assert store.get(KEY) == b"old" and list((root(store) / ".parts").iterdir()) == []


def test_a_folder_without_rights_is_final(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again does not help; the message has no path."""
    full(monkeypatch, errno.EROFS)
    with pytest.raises(StoreError, match="Let the studio write") as caught:
        store.put(KEY, b"x", "model/stl")
    assert not caught.value.retryable and str(root(store)) not in str(caught.value)


def test_bytes_are_flushed_before_they_have_their_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves the old file or the new one: data first, then the name, then folders."""
    done: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: done.append("flush") or sync(handle))
    monkeypatch.setattr(os, "replace", lambda a, b: done.append("name") or replace(a, b))
    store.put(KEY, b"x", "model/stl")
    assert done[:2] == ["flush", "name"]
    assert os.name == "nt" or done[2:] == ["flush"] * 4  # version-1, abc, keepsakes, the store


def test_readers_see_whole_blobs(store: Store) -> None:
    """While it is replaced again and again, a blob is one of its versions, never a mixture."""
    versions = [bytes([n]) * 200_000 for n in range(4)]
    store.put(KEY, versions[0], "model/stl")
    seen = []
    reader = threading.Thread(target=lambda: seen.extend(store.get(KEY) for _ in range(60)))
    reader.start()
    while reader.is_alive():
        for data in versions:
            store.put(KEY, data, "model/stl")
    assert len(seen) == 60 and all(data in versions for data in seen)


def test_a_folder_deleted_meanwhile_is_made_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deleting a keepsake's last blob while another is put does not lose the other."""
    replace = os.replace

    def late(part: Path, path: Path) -> None:
        monkeypatch.setattr(os, "replace", replace)
        path.parent.rmdir()
        replace(part, path)

    monkeypatch.setattr(os, "replace", late)
    store.put(KEY, b"x", "model/stl")
    assert store.get(KEY) == b"x"


def test_a_folder_written_to_meanwhile_is_deleted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that stores its result in the midst of a deletion does not make that fail."""
    store.put(KEY, b"x", "model/stl")
    rmdir = os.rmdir

    def late(path: Any, **more: Any) -> None:
        monkeypatch.setattr(os, "rmdir", rmdir)
        store.put(KEY, b"y", "model/stl")
        rmdir(path, **more)

    monkeypatch.setattr(os, "rmdir", late)
    assert store.delete("keepsakes") == 1
    assert store.keys("") == []


def test_parts_of_the_killed_are_tidied(store: Store) -> None:
    """Those of yesterday; what is being written stays."""
    parts = root(store) / ".parts"
    for name, age in (("old", folders.PART_AGE_S + 60), ("new", 0)):
        (parts / name).write_bytes(b"x")
        os.utime(parts / name, (time.time() - age,) * 2)
    store.tidy()
    assert [path.name for path in parts.iterdir()] == ["new"]


@pytest.mark.parametrize("mountpoint", [False, True])
def test_a_store_that_is_away_and_back(store: Store, mountpoint: bool) -> None:
    """Its disk is unmounted: no call takes that for an empty store; mounted again all is there."""
    store.put(KEY, b"x", "model/stl")
    away = root(store).rename(root(store).with_name("away"))
    if mountpoint:
        root(store).mkdir()
    asks: list[Callable[[], object]] = [
        store.probe,
        lambda: store.get(KEY),
        lambda: store.has(KEY),
        lambda: store.keys("keepsakes"),
        lambda: store.delete("keepsakes"),
    ]
    for ask in asks:
        with pytest.raises(StoreError, match="cannot be used") as caught:
            ask()
        assert caught.value.retryable and str(root(store)) not in str(caught.value)
    if mountpoint:
        root(store).rmdir()
    away.rename(root(store))
    assert store.get(KEY) == b"x"
