"""Tests of restore: into an empty folder only; a bad file leaves nothing behind."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from keepsake_moves import sqlite_in
from small_studio import reopened

from memoreez import archive, backup
from memoreez.errors import BadInput, OutputError


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("studio")
    studio = reopened(folder, sqlite_in(folder))
    studio.add()
    backup.write(studio.engine, studio.store, folder / "saved.zip")
    studio.engine.dispose()
    return folder / "saved.zip"


@pytest.fixture
def saved(_made: Path, tmp_path: Path) -> Path:
    """A backup of one keepsake, alone in a folder."""
    return shutil.copy(_made, tmp_path / "saved.zip")


@pytest.mark.parametrize("name", ["memoreez.sqlite", "secret.key", "notes.txt"])
def test_only_an_empty_folder_takes_it(saved: Path, tmp_path: Path, name: str) -> None:
    """What is in a folder is never mixed with a backup, nor touched."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / name).write_text("mine")
    with pytest.raises(BadInput, match=f"not empty .there is {name}"):
        backup.restore(saved, tmp_path / "new")
    assert [path.read_text() for path in (tmp_path / "new").iterdir()] == ["mine"]


def test_a_restore_that_was_killed_can_be_repeated(saved: Path, tmp_path: Path) -> None:
    """Its half-built room is cleared away; a disk's lost+found does not matter."""
    for name in (".restoring/store/keepsakes", "lost+found"):
        (tmp_path / "new" / name).mkdir(parents=True)
    backup.restore(saved, tmp_path / "new")
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["lost+found", "memoreez.sqlite", "store"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """BadInput names it, and no folder is made."""
    with pytest.raises(BadInput, match=r"saved\.zip cannot be read"):
        backup.restore(tmp_path / "saved.zip", tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def rewrite(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Forge a backup: change its manifest and its files, then pack it again."""
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest, files)
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in {**files, "manifest.json": json.dumps(manifest).encode()}.items():
            packed.writestr(name, data)


def listed(manifest: dict[str, Any], name: str, data: bytes) -> None:
    digest = hashlib.sha256(data).hexdigest()
    manifest["files"].append({"name": name, "size": len(data), "sha256": digest})


def _slip(name: str) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        files[name] = b"x"
        listed(manifest, name, b"x")

    return change


def _another_byte(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    name = next(name for name in files if name.endswith(".stl"))
    files[name] = b"S" + files[name][1:]


def _lost(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    del files[next(name for name in files if name.endswith(".stl"))]


def _no_database(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["files"] = [f for f in manifest["files"] if f["name"] != archive.DATABASE]


def _bad_database(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    _no_database(manifest, files)
    files[archive.DATABASE] = files[archive.DATABASE][:5000] + bytes(3000)
    listed(manifest, archive.DATABASE, files[archive.DATABASE])


def _another_format(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["format"] = 2


def _twice(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["files"].append(manifest["files"][0])


def _odd(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["files"].append({"name": 7, "size": "x", "sha256": None})


def _no_list(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    manifest["files"] = None


SLIPS = ["store/../../evil", "../evil", "store//evil", "store/.parts/x", "secret.key"]
SLIPS += ["store\\..\\evil", "store/keepsakes/é", "store", "evil/x"]
FORGERIES = [_another_byte, _lost, _no_database, _bad_database, _another_format, _twice, _odd]
FORGERIES += [_no_list, *map(_slip, SLIPS)]


@pytest.mark.parametrize("forge", FORGERIES)
@pytest.mark.parametrize("there", [False, True])
def test_a_forged_backup_leaves_nothing(
    saved: Path, tmp_path: Path, forge: Callable[..., None], there: bool
) -> None:
    """Changed bytes, lost files, tricks with names: a sentence, and the folder as it was."""
    rewrite(saved, forge)
    new = tmp_path / "new"
    if there:
        new.mkdir()
    with pytest.raises(BadInput, match="is no backup of memoreez or is damaged"):
        backup.restore(saved, new)
    assert not new.exists() if not there else list(new.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path != new) == ["saved.zip"]


def test_files_beyond_the_manifest_are_not_touched(saved: Path, tmp_path: Path) -> None:
    """They may be anything: they are not taken out."""
    rewrite(saved, lambda manifest, files: files.update({"../evil": b"x", "store/x": b"x"}))
    backup.restore(saved, tmp_path / "new")
    assert not (tmp_path / "evil").exists() and not (tmp_path / "new" / "store" / "x").exists()


def test_a_bomb_is_refused(saved: Path, tmp_path: Path) -> None:
    """What is compressed could unpack to any size, so it is not unpacked."""
    zeros = bytes(50_000_000)
    rewrite(saved, lambda manifest, _: listed(manifest, "store/bomb", zeros))
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("store/bomb", zeros)
    assert saved.stat().st_size < 1_000_000
    with pytest.raises(BadInput, match="compressed"):
        backup.restore(saved, tmp_path / "new")


def test_names_that_share_bytes_are_refused(saved: Path, tmp_path: Path) -> None:
    """A zip whose index names the same bytes a thousand times says to be larger than it is."""
    with zipfile.ZipFile(saved) as opened:
        manifest = json.loads(opened.read("manifest.json"))
        database = opened.getinfo(archive.DATABASE)
    for n in range(1000):
        entry = next(f for f in manifest["files"] if f["name"] == archive.DATABASE)
        manifest["files"].append({**entry, "name": f"store/copy-{n}"})
    with zipfile.ZipFile(saved, "a") as packed:
        for n in range(1000):
            twin = zipfile.ZipInfo(f"store/copy-{n}")
            twin.header_offset, twin.CRC = database.header_offset, database.CRC
            twin.file_size = twin.compress_size = database.file_size
            packed.filelist.append(twin)
            packed.NameToInfo[twin.filename] = twin
        packed.filelist = [one for one in packed.filelist if one.filename != "manifest.json"]
        del packed.NameToInfo["manifest.json"]
        packed.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BadInput, match="larger than it is"):
        backup.restore(saved, tmp_path / "new")


@pytest.mark.parametrize("cut", [0, 10, 0.5, 0.99])
def test_a_file_cut_short_is_refused(saved: Path, tmp_path: Path, cut: float) -> None:
    """As after a broken copy."""
    data = saved.read_bytes()
    saved.write_bytes(data[: int(cut if cut > 1 else cut * len(data))])
    with pytest.raises(BadInput):
        backup.restore(saved, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_too_small_a_disk_is_told_first(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is unpacked, with both sizes."""
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with pytest.raises(OutputError, match=r"needs \d+ MB"):
        backup.restore(saved, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("moved", [1, 2])
def test_ctrl_c_leaves_nothing(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    """Before the store is put in place, and between store and database."""
    replace, count = os.replace, [0]

    def interrupted(source: Path, target: Path) -> None:
        count[0] += 1
        if count[0] == moved:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(saved, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_the_restored_database_is_whole(saved: Path, tmp_path: Path) -> None:
    """SQLite's own check, and no journal beside it."""
    backup.restore(saved, tmp_path / "new")
    with closing(sqlite3.connect(tmp_path / "new" / "memoreez.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["memoreez.sqlite", "store"]
