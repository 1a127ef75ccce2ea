"""Tests of the studio's secret, the seals over links and the names of downloads."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memoreez import signing
from memoreez.errors import SettingsError
from memoreez.settings import Settings
from memoreez.signing import disposition, presigned, seal, sealed, secret

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


def test_the_secret_is_kept(tmp_path: Path) -> None:
    """Made once, long, and the same after each start; another folder has another."""
    first = secret(Settings(data_dir=tmp_path / "a"))
    assert first == secret(Settings(data_dir=tmp_path / "a"))
    assert len(first) >= 43
    assert first != secret(Settings(data_dir=tmp_path / "b"))


@POSIX
def test_nobody_else_reads_the_secret(tmp_path: Path) -> None:
    """The file is the owner's alone, and nothing lies beside it."""
    secret(Settings(data_dir=tmp_path))
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_the_setting_comes_first(tmp_path: Path) -> None:
    """With MEMOREEZ_SECRET no file is made."""
    assert secret(Settings(data_dir=tmp_path, secret="given by the operator")) == (
        b"given by the operator"
    )
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_agree(tmp_path: Path) -> None:
    """The first to finish wins, whoever began first."""
    chosen = Settings(data_dir=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: secret(chosen), range(64)))) == 1


def test_a_slow_start_does_not_replace_the_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process makes it just before this one would: this one takes the other's."""
    link = os.link

    def slow(part: Path, file: Path) -> None:
        file.write_text("x" * 40)
        link(part, file)

    monkeypatch.setattr(os, "link", slow)
    assert secret(Settings(data_dir=tmp_path)) == b"x" * 40


def test_a_damaged_secret_is_told(tmp_path: Path) -> None:
    """An empty file would sign with nothing: the error names the file and what to do."""
    (tmp_path / "secret.key").write_text("\n")
    with pytest.raises(SettingsError, match=r"secret\.key is damaged\. Delete it"):
        secret(Settings(data_dir=tmp_path))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The setting is named."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="MEMOREEZ_DATA_DIR"):
        secret(Settings(data_dir=tmp_path / "file" / "data"))


parts = st.lists(st.text(max_size=20), min_size=1, max_size=4)


@given(parts, parts)
def test_a_seal_fits_one_thing(one: list[str], other: list[str]) -> None:
    """It holds for the very same parts and no others, also when their letters shift."""
    assert sealed(b"secret", seal(b"secret", *one), *one)
    assert sealed(b"secret", seal(b"secret", *one), *other) == (one == other)


def test_letters_cannot_move_between_parts() -> None:
    """("ab", "c") and ("a", "bc") differ, and so do other secrets."""
    assert not sealed(b"secret", seal(b"secret", "ab", "c"), "a", "bc")
    assert not sealed(b"secret", seal(b"other", "ab"), "ab")


@given(st.text())
@example("\ud800")
def test_no_made_up_signature_holds(signature: str) -> None:
    """Whatever is sent as a signature is only wrong, never an error."""
    assert not sealed(b"secret", signature, "key")


def test_signatures_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """By hmac.compare_digest, which does not tell how many letters were right."""
    seen = []
    monkeypatch.setattr(signing.hmac, "compare_digest", lambda a, b: bool(seen.append(a)))
    assert not sealed(b"secret", seal(b"secret", "key"), "key")
    assert seen == [seal(b"secret", "key").encode()]


def saved_as(header: str) -> str:
    """The name under which a browser saves."""
    return unquote(header.partition("filename*=UTF-8''")[2])


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("figurine.stl", "figurine.stl"),
        ("Ännchens Gitarre.3mf", "Ännchens Gitarre.3mf"),
        ("愛.glb", "愛.glb"),
        ('a"; filename="b.exe', "a_ filename=_b.exe"),
        ("a\r\nSet-Cookie: x", "aSet-Cookie_ x"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\x.stl", "C_x.stl"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("...", "file"),
        ("", "file"),
        ("\ud800.stl", "stl"),
    ],
)
def test_downloads_keep_their_names(name: str, saved: str) -> None:
    """Any language's letters; nothing that names a folder or ends the header."""
    assert saved_as(disposition(name)) == saved


@given(st.text(max_size=400))
@example("a" * 400)
def test_no_name_breaks_the_header(name: str) -> None:
    """Plain printable letters, one quoted name, one encoded, of a length that disks take."""
    header = disposition(name)
    found = re.fullmatch(
        r"attachment; filename=\"([ !#-\[\]-~]+)\"; filename\*=UTF-8''([\w.~%-]+)", header, re.ASCII
    )
    assert found
    assert len(unquote(found[2])) <= 120
    assert not set('/\\<>:|?*"') & set(found[1] + unquote(found[2]))


def test_old_browsers_get_plain_letters() -> None:
    """Accents are dropped; a name of none that is left keeps its end."""
    assert 'filename="Annchen.stl"' in disposition("Ännchen.stl")
    assert 'filename="file.glb"' in disposition("愛.glb")
    assert 'filename="a_ _b.stl"' in disposition("a\uff02 \uff0fb.stl")  # wide " and /


def test_amazons_own_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """The presigned link in Amazon's documentation of Signature V4, letter for letter."""
    monkeypatch.setattr(signing, "CLOCK", lambda: 1369353600.0)  # 2013-05-24
    link = presigned(
        "https://examplebucket.s3.amazonaws.com/test.txt",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "us-east-1",
        86400,
        {},
    )
    query = dict(parse_qsl(urlsplit(link).query))
    assert query["X-Amz-Signature"] == (
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    )
    assert query["X-Amz-Date"] == "20130524T000000Z"
