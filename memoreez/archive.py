"""The zip of a backup: what is in it, put in and taken out in pieces, trusted for nothing.

`memoreez.sqlite`, `store/{key}`, and `manifest.json` with the size and sha256 of each. Nothing in
it is compressed (pictures and meshes hardly would be), so no backup, forged ones included, can
unpack to more than its own size.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from memoreez.store import valid

FORMAT = 1
MANIFEST, DATABASE, STORE = "manifest.json", "memoreez.sqlite", "store"  # names in data_dir too
MANIFEST_SIZE = 1 << 28  # bytes
CHUNK = 1 << 20  # bytes
BROKEN = (  # what zipfile and json say of odd files
    zipfile.BadZipFile,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    struct.error,
    NotImplementedError,
    RecursionError,
)


@dataclass(frozen=True)
class Entry:
    """A file of a backup, as its manifest has it."""

    name: str
    size: int  # bytes
    sha256: str


def add(archive: zipfile.ZipFile, name: str, path: Path) -> Entry:
    """Put a file in. Raises OSError."""
    with path.open("rb") as source:
        info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
        info.external_attr = 0o600 << 16
        with archive.open(info, "w", force_zip64=True) as target:
            size, digest = _pour(source, target)
    return Entry(name, size, digest)


def entries(archive: zipfile.ZipFile, size: int) -> list[Entry]:
    """What the manifest names, when all of it can be trusted; `size` is the zip's, in bytes.

    What the zip has beyond it is never touched. Raises ValueError and others of BROKEN.
    """
    if archive.getinfo(MANIFEST).file_size > MANIFEST_SIZE:
        raise ValueError("its manifest is too large")
    manifest = json.loads(archive.read(_plain(archive, MANIFEST)))
    if manifest["format"] != FORMAT:
        raise ValueError(f"its format {manifest['format']!r} is of another memoreez")
    found = [Entry(**entry) for entry in manifest["files"]]
    names = {entry.name for entry in found}
    if len(names) != len(found) or DATABASE not in names:
        raise ValueError("its manifest is not complete")
    for entry in found:
        folder, _, key = entry.name.partition("/")
        if entry.name != DATABASE and not (folder == STORE and valid(key)):
            raise ValueError(f"{entry.name[:60]!r} is no name of a file in it")
        if _plain(archive, entry.name).file_size != entry.size:
            raise ValueError(f"{entry.name} has another size")
    if sum(entry.size for entry in found) > size:  # entries may share bytes of a zip
        raise ValueError("it says to be larger than it is")
    return found


def _plain(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    info = archive.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
        raise ValueError(f"{name} is compressed or encrypted")
    return info


def extract(archive: zipfile.ZipFile, entry: Entry, path: Path) -> None:
    """Take a file out. Raises ValueError when it is not what the manifest says, OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with archive.open(entry.name) as source, path.open("xb") as target:
        size, digest = _pour(source, target)
        target.flush()
        os.fsync(target.fileno())
    if (size, digest) != (entry.size, entry.sha256):
        raise ValueError(f"{entry.name} is not as it was written")


def _pour(source: IO[bytes], target: IO[bytes]) -> tuple[int, str]:
    """Copy in pieces; size and sha256 of what was copied."""
    size, digest = 0, hashlib.sha256()
    while piece := source.read(CHUNK):
        target.write(piece)
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()
