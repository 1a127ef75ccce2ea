"""Tests of what the doctor finds in a studio: each thing that can be amiss, and the cure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from small_studio import Small, small

from memoreez import studio_doctor
from memoreez.doctor import Finding
from memoreez.settings import Settings
from memoreez.signing import secret

__all__ = ["small"]
NAMES = ["database", "store", "data folder", "secret", "owner token", "address"]


def found(folder: Path, **chosen: Any) -> dict[str, Finding]:
    """Every finding by its name."""
    given = {"data_dir": folder, **chosen}
    return {one.name: one for one in studio_doctor.examine(Settings.model_validate(given))}


def test_before_the_first_start_nothing_fails(tmp_path: Path) -> None:
    """Every look has a line, and none makes a file."""
    seen = found(tmp_path / "data")
    assert list(seen) == NAMES
    assert {one.verdict for one in seen.values()} == {"pass"}
    assert list(tmp_path.iterdir()) == []


def test_a_studio_that_runs_is_well(small: Small) -> None:
    """Database, store and secret as a start leaves them; the store keeps nothing of the look."""
    before = sorted(map(str, small.folder.rglob("*")))
    seen = found(small.folder)
    assert {one.verdict for one in seen.values()} == {"pass"}
    assert "can be written and read" in seen["store"].found
    assert sorted(p for p in map(str, small.folder.rglob("*")) if "sqlite-" not in p) == [
        path for path in before if "sqlite-" not in path
    ]


def test_a_database_of_a_newer_memoreez(small: Small) -> None:
    """It fails here, not at the first request."""
    with small.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'later'"))
    seen = found(small.folder)["database"]
    assert seen.verdict == "fail" and "newer memoreez" in seen.found


def test_an_empty_database(tmp_path: Path) -> None:
    """The first start fills it."""
    (tmp_path / "memoreez.sqlite").touch()
    assert found(tmp_path)["database"].found.endswith(", empty")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Told without a traceback."""
    (tmp_path / "memoreez.sqlite").write_bytes(b"hello" * 1000)
    assert found(tmp_path)["database"].verdict == "fail"


def test_a_server_that_is_away(tmp_path: Path) -> None:
    """Its password is not shown."""
    url = "postgresql://me:hidden@127.0.0.1:9/none"
    seen = found(tmp_path, database_url=url)["database"]
    assert seen.verdict == "fail" and "hidden" not in seen.found + seen.advice
    assert "127.0.0.1" in seen.found and "MEMOREEZ_DATABASE_URL" in seen.advice


def test_an_address_of_no_database(tmp_path: Path) -> None:
    """The setting is named."""
    seen = found(tmp_path, database_url="oracle")["database"]
    assert seen.verdict == "fail" and "MEMOREEZ_DATABASE_URL" in seen.found


def test_a_store_that_does_not_answer(tmp_path: Path) -> None:
    """The sentence of the store is the advice; no secret is shown."""
    given = {"store_url": "s3://bucket", "store_endpoint": "http://127.0.0.1:9"}
    seen = found(tmp_path, **given, store_key_id="me", store_secret="hidden")["store"]
    assert seen.verdict == "fail" and "does not answer" in seen.advice
    assert "hidden" not in seen.found + seen.advice


def test_a_store_that_is_no_folder(tmp_path: Path) -> None:
    """A wrong MEMOREEZ_STORE_URL."""
    (tmp_path / "file").touch()
    assert found(tmp_path, store_url=str(tmp_path / "file"))["store"].verdict == "fail"


@pytest.mark.parametrize(("free_mb", "verdict"), [(100, "fail"), (1000, "warn"), (9000, "pass")])
def test_little_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free_mb: int, verdict: str
) -> None:
    """Of the disk where the data folder is or will be."""
    usage = shutil.disk_usage(tmp_path)._replace(free=free_mb * 10**6)
    asked: list[Path] = []
    monkeypatch.setattr(shutil, "disk_usage", lambda path: asked.append(path) or usage)
    seen = found(tmp_path / "not" / "yet")["data folder"]
    assert seen.verdict == verdict and asked == [tmp_path]
    assert bool(seen.advice) == (verdict != "pass")


def test_a_data_folder_without_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The setting is named."""
    monkeypatch.setattr("os.access", lambda *_: False)
    seen = found(tmp_path)["data folder"]
    assert seen.verdict == "fail" and "MEMOREEZ_DATA_DIR" in seen.advice


def test_a_short_secret_fails(tmp_path: Path) -> None:
    """It is not shown; a long one passes."""
    seen = found(tmp_path, secret="letmein")["secret"]
    assert seen.verdict == "fail" and "letmein" not in seen.found + seen.advice
    assert found(tmp_path, secret="x" * 32)["secret"].verdict == "pass"


def test_a_secret_that_others_read(tmp_path: Path) -> None:
    """With the command that repairs it; a damaged file fails."""
    secret(Settings(data_dir=tmp_path))
    (tmp_path / "secret.key").chmod(0o644)
    seen = found(tmp_path)["secret"]
    assert (seen.verdict, seen.advice) == ("warn", f"Run: chmod 600 {tmp_path / 'secret.key'}")
    (tmp_path / "secret.key").write_text("")
    assert found(tmp_path)["secret"].verdict == "fail"


def test_several_computers_need_one_secret(tmp_path: Path) -> None:
    """With a database server or a shared store each would make its own."""
    seen = found(tmp_path, database_url="postgresql://127.0.0.1:9/none")["secret"]
    assert seen.verdict == "warn" and "MEMOREEZ_SECRET" in seen.advice


@pytest.mark.parametrize("token", ["owner", "a" * 40, "abcabcabcabcabcabcabc"])
def test_a_token_that_can_be_guessed(tmp_path: Path, token: str) -> None:
    """Short or dull; it is not shown."""
    seen = found(tmp_path, owner_token=token)["owner token"]
    assert seen.verdict == "fail" and token not in seen.found + seen.advice


def test_a_good_token(tmp_path: Path) -> None:
    """Sixteen mixed characters."""
    assert found(tmp_path, owner_token="0f3a9c5d7e1b2846")["owner token"].verdict == "pass"


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://gifts.example.org", "pass"),
        ("http://localhost:8000", "pass"),
        ("http://gifts.example.org", "warn"),
        ("gifts.example.org", "fail"),
        ("ftp://gifts.example.org", "fail"),
        ("https://[", "fail"),
    ],
)
def test_the_address(tmp_path: Path, url: str, verdict: str) -> None:
    """https for others, whole, or left to the browser."""
    assert found(tmp_path, public_url=url)["address"].verdict == verdict
