"""Files are there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from memoreez.errors import OutputError
from memoreez.prints import files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing_replace(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
    """From now on the `at`-th call of os.replace raises `error`, the others work."""
    real, calls = os.replace, [0]

    def replace(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == at:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def stage(out: Path, names: str, error: BaseException | None = None) -> None:
    """Stage files of these names with the bytes "new", then fail with `error`."""
    with files.staging(out) as place:
        for name in names:
            files.write(place / name, b"new")
        if error:
            raise error


def test_write_leaves_only_the_file(tmp_path: Path) -> None:
    """After a write the folder holds the file with its bytes and nothing else."""
    files.write(tmp_path / "a.stl", b"new")
    assert names(tmp_path) == ["a.stl"]
    assert (tmp_path / "a.stl").read_bytes() == b"new"


def test_write_replaces(tmp_path: Path) -> None:
    """An old file of the name is replaced."""
    (tmp_path / "a").write_bytes(b"a longer old one")
    files.write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.ELOOP, "the system says"),
    ],
)
def test_a_failed_write_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """When the disk refuses, the old bytes stay, no part file is left, and the error says why."""
    (tmp_path / "a").write_bytes(b"old")
    failing_replace(monkeypatch, 1, OSError(code, os.strerror(code)))
    with pytest.raises(OutputError, match=words):
        files.write(tmp_path / "a", b"new")
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a write leaves no file and stays a KeyboardInterrupt."""
    failing_replace(monkeypatch, 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        files.write(tmp_path / "a", b"new")
    assert names(tmp_path) == []


def test_write_over_a_folder(tmp_path: Path) -> None:
    """A folder in the way is named in the error."""
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="a folder of that name"):
        files.write(tmp_path / "a", b"new")


def test_write_into_no_folder(tmp_path: Path) -> None:
    """A missing folder is said in one sentence."""
    with pytest.raises(OutputError, match="does not exist"):
        files.write(tmp_path / "no" / "a", b"new")


def test_folder_is_made(tmp_path: Path) -> None:
    """The folder and its parents are made, and the proof leaves nothing in it."""
    files.folder(tmp_path / "x" / "y")
    assert names(tmp_path / "x" / "y") == []


@pytest.mark.parametrize("below", [".", "deeper"])
def test_folder_that_is_a_file(tmp_path: Path, below: str) -> None:
    """A file where the folder, or one of its parents, should be is refused."""
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(OutputError, match=r"in the way|not a folder"):
        files.folder(tmp_path / "f" / below)


def test_folder_with_too_long_a_name(tmp_path: Path) -> None:
    """A name beyond the system's limit is said as that."""
    with pytest.raises(OutputError, match="too long"):
        files.folder(tmp_path / ("x" * 300))


def test_a_try_leaves_nothing(tmp_path: Path) -> None:
    """New folders go again, those that were there stay; what cannot be written is said."""
    files.tried(tmp_path / "new" / "newer")
    assert names(tmp_path) == []
    (tmp_path / "old").mkdir()
    files.tried(tmp_path / "old")
    assert names(tmp_path) == ["old"] and names(tmp_path / "old") == []
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        files.tried(tmp_path / "file" / "new")


def test_a_path_that_goes_up_again_stays_one(tmp_path: Path) -> None:
    """Without the folder that it goes through it would lead nowhere afterwards."""
    stage(tmp_path / "new" / ".." / "out", "a")
    assert (tmp_path / "new" / ".." / "out" / "a").read_bytes() == b"new"


def test_who_reads_of_a_full_disk_sees_no_folder_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path is the one that was asked for."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="a': the disk is full") as told:
        stage(tmp_path / "out", "a")
    assert ".memoreez" not in str(told.value) and names(tmp_path) == []


def test_staged_files_appear_together(tmp_path: Path) -> None:
    """Nothing is visible in the target while staging, everything after."""
    out = tmp_path / "keepsake"
    with files.staging(out) as place:
        files.write(place / "a", b"1")
        files.write(place / "b", b"2")
        assert not any((out / name).exists() for name in "ab")
    assert names(out) == ["a", "b"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("x")])
def test_staging_that_fails_leaves_no_folder(tmp_path: Path, error: BaseException) -> None:
    """An error or Ctrl-C while staging removes the files and the folders made for them."""
    with pytest.raises(type(error)):
        stage(tmp_path / "new" / "keepsake", "a", error)
    assert names(tmp_path) == []


def test_staging_that_fails_keeps_what_was_there(tmp_path: Path) -> None:
    """A folder that a person had before is left as it was."""
    (tmp_path / "m").write_bytes(b"mine")
    with pytest.raises(ValueError, match="x"):
        stage(tmp_path, "mn", ValueError("x"))
    assert names(tmp_path) == ["m"]
    assert (tmp_path / "m").read_bytes() == b"mine"


@pytest.mark.parametrize("at", [4, 5, 6, 7, 8])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_publish_is_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    """Whichever move fails, the target holds exactly the old files."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").write_bytes(b"old a")
    (out / "c").write_bytes(b"old c")
    failing_replace(monkeypatch, at, error)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        stage(out, "abc")
    assert {name: (out / name).read_bytes() for name in names(out)} == {
        "a": b"old a",
        "c": b"old c",
    }


def test_publish_refuses_a_folder_in_the_way(tmp_path: Path) -> None:
    """A folder called like a file is noticed before anything is moved."""
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match="a folder of that name"):
        stage(tmp_path, "ab")
    assert names(tmp_path) == ["b"]
