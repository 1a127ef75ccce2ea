"""Blobs in a folder, each a file that is whole or not there.

Not obstore's LocalStore: measured in 0.12, it does not flush to the disk before it renames (a
power cut leaves empty files under good names), follows links out of the folder when it reads,
lists and deletes, and leaves its parts behind when the process is killed.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from memoreez.errors import NotFound, SettingsError, StoreError

PARTS = ".parts"  # files being written; no key begins with a dot
PART_AGE_S = 24 * 3600  # nothing takes that long to write: its writer was killed
_FULL = (errno.ENOSPC, errno.EDQUOT)


class Folder:
    """A folder of blobs. Links (the file system's) inside it are never followed."""

    origin = ""

    def __init__(self, root: Path) -> None:
        try:
            (root / PARTS).mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The store's folder {root} cannot be used: {error.strerror}. Give one that can "
                "be written as MEMOREEZ_STORE_URL or MEMOREEZ_DATA_DIR."
            ) from error
        self.root = root.resolve()

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes on the disk, whole or not at all."""
        part = self.root / PARTS / secrets.token_hex(16)
        with _told():
            try:
                _write(part, data)
                self._settle(part, self.root / key)
            finally:
                part.unlink(missing_ok=True)

    def take(self, key: str, path: Path) -> None:
        """Keep that file on the disk; it is moved, or copied from another disk."""
        part = self.root / PARTS / secrets.token_hex(16)
        with _told():
            try:
                _move(path, part)
                self._settle(part, self.root / key)
            finally:
                part.unlink(missing_ok=True)

    def fetch(self, key: str, path: Path) -> None:
        """Put the file at `path` too: the same bytes where that can be, else a copy. NotFound."""
        with _told():
            if not self.has(key):
                raise NotFound("There is no such file.")
            _double(self.root / key, path)

    def copy(self, key: str, to: str) -> None:
        """Keep the file under another key too; files are replaced, never written to. NotFound."""
        part = self.root / PARTS / secrets.token_hex(16)
        try:
            self.fetch(key, part)
            with _told():
                self._settle(part, self.root / to)
        finally:
            part.unlink(missing_ok=True)

    def _settle(self, part: Path, path: Path) -> None:
        """Give the part its name; a folder that is deleted meanwhile is made again."""
        for attempt in range(3):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._inside(path.parent):
                raise StoreError("A folder of the store is a link; remove it.", retryable=False)
            try:
                os.replace(part, path)
            except FileNotFoundError:
                if attempt == 2:
                    raise
            else:
                return self._flush(path.parent)

    def _flush(self, folder: Path) -> None:
        """Make a rename last, and new folders above it; Windows does so itself."""
        while os.name != "nt" and folder != self.root.parent:
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            folder = folder.parent

    def get(self, key: str) -> bytes:
        """The bytes. Raises NotFound."""
        path = self.root / key
        with _told():
            if self.has(key):
                with suppress(FileNotFoundError):  # deleted meanwhile
                    return path.read_bytes()
        raise NotFound("There is no such file.")

    def has(self, key: str) -> bool:
        """Whether the key is there. StoreError when all of the folder is not, as it seems empty."""
        path = self.root / key
        with _told():
            if path.is_file():
                return self._inside(path)
            (self.root / PARTS).stat()  # a disk that is not mounted has none
            return False

    def keys(self, prefix: str) -> Iterator[tuple[str, float]]:
        """Keys below the prefix, or equal to it, with the time of writing (epoch, s)."""
        with _told():
            (self.root / PARTS).stat()  # see has()
            start = self.root / prefix
            if self._inside(start) and start.is_file():
                yield prefix, start.stat().st_mtime
            elif self._inside(start):
                yield from self._walk(start)

    def _walk(self, folder: Path) -> Iterator[tuple[str, float]]:
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.is_symlink():
                    continue
                path = Path(entry.path)
                if entry.is_dir():
                    yield from self._walk(path)
                else:
                    with suppress(FileNotFoundError):  # deleted meanwhile
                        yield path.relative_to(self.root).as_posix(), entry.stat().st_mtime

    def delete(self, prefix: str) -> int:
        """Remove the file of that key or all below it, with its folders; how many there were."""
        path = self.root / prefix
        with _told():
            count = sum(1 for _ in self.keys(prefix))
            if not self._inside(path):
                return 0
            if path.is_dir():
                _clear(path)
            else:
                path.unlink(missing_ok=True)
            self._prune(path.parent)
            return count

    def _prune(self, folder: Path) -> None:
        """Remove folders that are empty now."""
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:  # not empty, or somebody else was quicker
                return
            folder = folder.parent

    def tidy(self) -> None:
        """Remove parts whose writer was killed."""
        with _told(), os.scandir(self.root / PARTS) as parts:
            for part in parts:
                with suppress(FileNotFoundError):
                    if part.stat().st_mtime < time.time() - PART_AGE_S:
                        os.unlink(part)

    def _inside(self, path: Path) -> bool:
        """Whether no part of the path is a link."""
        return path.resolve() == path


def _double(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # another disk, or one without links
        shutil.copyfile(path, other)
        _keep(other)


def _keep(path: Path) -> None:
    """Make what is in the file last."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _move(path: Path, part: Path) -> None:
    try:
        os.replace(path, part)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copyfile(path, part)
        path.unlink()
    _keep(part)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _clear(folder: Path) -> None:
    """Remove all of it, though somebody still writes there or removes it too. Follows no links."""
    for last in (False, False, True):
        try:
            return shutil.rmtree(folder)
        except OSError as error:
            if not folder.exists():
                return None
            if last or error.errno not in (errno.ENOENT, errno.ENOTEMPTY):
                raise


@contextmanager
def _told() -> Iterator[None]:
    """The system's errors become sentences without paths."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError("The disk of the store is full. Free some space on it.") from error
        lasting = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        advice = "Let the studio write there." if lasting else "Look at its disk."
        raise StoreError(
            f"The store's folder cannot be used: {error.strerror}. {advice}", retryable=not lasting
        ) from error
