"""Jobs' folders: each is there whole or not at all, after a power cut too."""

from __future__ import annotations

import logging
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from memoreez.engine.records import Job, packed, unpacked
from memoreez.errors import NotFound

RECORD, MESH, PICTURE, CUTOUT = "job.json", "mesh.npz", "picture.bin", "cutout.bin"
GIVEN = (PICTURE, CUTOUT)  # what came with the order, and goes with its end
_PART, _GONE = ".part", ".gone"  # not yet a job, and one no more
_ID = re.compile(r"[0-9a-f]{32}")
log = logging.getLogger(__name__)


class Folders:
    """The folders of all jobs, one each, under a folder of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def place(self, job_id: str) -> Path:
        """Where a job lies. Raises NotFound for what is no id."""
        if not _ID.fullmatch(job_id):
            raise NotFound("There is no such job.")
        return self.root / job_id

    def kept(self) -> Iterator[Job]:
        """The jobs that are there; half an order was never accepted, and is deleted."""
        for place in sorted(self.root.iterdir()):
            if place.name.endswith((_PART, _GONE)):
                shutil.rmtree(place, ignore_errors=True)
            elif _ID.fullmatch(place.name):
                try:
                    job = read(place)
                except (OSError, ValueError) as error:
                    kind = type(error).__name__
                    log.error("The job %s cannot be read (%s); it waits aside.", place.name, kind)
                    continue
                yield job

    def prepared(self, job: Job, files: Mapping[str, bytes]) -> Path:
        """The folder of a new job, safe on the disk but not in its place. Raises OSError."""
        part = self._aside(job.id, _PART)
        try:
            part.mkdir(mode=0o700)
            for name, data in {**files, RECORD: packed(job)}.items():
                _put(part / name, data)
            settle(part)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return part

    def install(self, part: Path, job_id: str) -> None:
        """Put it into its place, whatever was left there before. Raises OSError."""
        self.discard(job_id)
        part.rename(self.place(job_id))
        settle(self.root)

    def discard(self, job_id: str) -> None:
        """Delete a job's folder; what cannot be deleted is out of the way. Raises OSError."""
        gone = self._aside(job_id, _GONE)
        with suppress(FileNotFoundError):
            self.place(job_id).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def drop(self, job_id: str, *names: str) -> None:
        """Delete files of a job where they are there."""
        for name in names:
            with suppress(OSError):
                (self.place(job_id) / name).unlink()

    def write(self, job: Job) -> None:
        """Write the record down: all of it, or it stays as it was. Raises OSError."""
        put(self.place(job.id) / RECORD, packed(job))

    def _aside(self, job_id: str, ending: str) -> Path:
        return self.root / f"{job_id}.{secrets.token_hex(4)}{ending}"


def read(place: Path) -> Job:
    """The job in this folder. Raises OSError, ValueError."""
    job = unpacked((place / RECORD).read_bytes())
    if job.id != place.name:
        raise ValueError("that is another folder's job")
    return job


def put(path: Path, data: bytes) -> None:
    """The file is there whole or not at all, after a power cut too. Raises OSError."""
    _put(path, data)
    settle(path.parent)


def settle(folder: Path) -> None:
    """What was renamed in the folder stays so after a power cut. Raises OSError."""
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            os.fchmod(file.fileno(), 0o600) if hasattr(os, "fchmod") else None
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
