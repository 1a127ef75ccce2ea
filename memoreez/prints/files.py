"""Putting bytes on disk so that a file is there whole or not at all. The only I/O in `prints`."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from memoreez.errors import OutputError

_STAGED = ".memoreez-"  # begins the name of a folder that files are written into
_REASONS = {
    errno.EACCES: "you have no permission. Choose another folder or change its permissions.",
    errno.EPERM: "you have no permission. Choose another folder or change its permissions.",
    errno.EROFS: "that disk is read-only. Choose a folder on another disk.",
    errno.ENOSPC: "the disk is full. Free some space or choose a folder on another disk.",
    errno.EDQUOT: "your disk quota is used up. Free some space or choose another folder.",
    errno.EISDIR: "a folder of that name is in the way. Remove it or choose another name.",
    errno.ENOTDIR: "a part of that path is a file, not a folder. Choose another folder.",
    errno.EEXIST: "a file of that name is in the way. Remove it or choose another name.",
    errno.ENOENT: "that folder does not exist. Create it or choose another one.",
    errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
    errno.EINVAL: "the system does not allow that name. Choose another one.",
}


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`: beside it first, flushed to the disk, then renamed over it.

    Whatever happens, `path` holds either its old content or all of `data`.
    Raises OutputError; nothing half-written is left behind.
    """
    with _explained(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:  # Ctrl-C too
            with suppress(OSError):
                beside.unlink()
            raise


def remove(path: Path) -> None:
    """Delete a file, if it is there. Raises OutputError."""
    with _explained(path):
        path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    """Make the folder and prove that a file can be written in it, before any work begins.

    Raises OutputError.
    """
    with _explained(path):
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as probe:
            probe.write(b"memoreez")
            probe.flush()


def tried(path: Path) -> None:
    """As `folder`, but none that is `missing` stays: ideas, which come next, may be refused."""
    with _explained(path):
        made = missing(path)
    try:
        folder(path)
    finally:
        discard(made)


def missing(path: Path) -> list[Path]:
    """Which folders have to be made for it, itself first. Raises OSError.

    None of a path that goes up again: without the folder that it goes through it leads nowhere.
    """
    if ".." in path.parts:
        return []
    return [one for one in (path, *path.parents) if not one.exists()]


def discard(made: list[Path]) -> None:
    """Take those of the folders away that are empty."""
    for one in made:
        with suppress(OSError):
            one.rmdir()


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A hidden folder inside `target` to write into; gone afterwards, whatever happens.

    Makes `target` first; takes it away again if it was not there before and the work failed.
    Ends with `publish(place, target)` when all went well, so files appear together.

        with files.staging(out) as place:
            files.write(place / "figurine.stl", stl.encode(solid))
            files.write(place / "figurine.glb", glb.encode(figurine))
    """
    with _explained(target):
        made = missing(target)
    folder(target)
    with _explained(target):
        place = Path(tempfile.mkdtemp(prefix=_STAGED, dir=target))
    try:
        yield place
        publish(place, target)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        discard(made)


def publish(place: Path, target: Path) -> None:
    """Move every file of `place` into `target`, all or none.

    Both must be on one disk. Files of the same name are replaced; should a move fail, those
    already moved are taken back and the old ones return. Raises OutputError.
    """
    names = sorted(path.name for path in place.iterdir())
    for name in names:
        if (target / name).is_dir():
            with _explained(target / name):
                raise IsADirectoryError(errno.EISDIR, "is a folder", name)
    with _explained(target):
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=place))
        moved: list[str] = []
        try:
            for name in names:
                if (target / name).exists():
                    os.replace(target / name, old / name)
                moved.append(name)
                os.replace(place / name, target / name)
        except BaseException:  # Ctrl-C too
            _take_back(place, target, old, moved)
            raise


def _take_back(place: Path, target: Path, old: Path, moved: list[str]) -> None:
    for name in moved:
        with suppress(OSError):
            if not (place / name).exists():
                os.replace(target / name, place / name)
    for path in old.iterdir():
        with suppress(OSError):
            os.replace(path, target / path.name)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """An OSError as one clear sentence."""
    try:
        yield
    except OSError as error:
        fallback = f"the system says {error.strerror or error!s}. Choose another folder."
        reason = _REASONS.get(error.errno or 0, fallback)
        shown = Path(*(part for part in path.parts if not part.startswith(_STAGED)))
        raise OutputError(f"Cannot write {str(shown)[:200]!r}: {reason}") from error
