"""A body of hundreds of megabytes, on its way to the store: never in memory, never half kept."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from anyio import to_thread
from starlette.requests import Request

from memoreez.errors import BadInput, Busy, TooLarge
from memoreez.formats import MAX_BYTES

SPOOL = "spool"  # in the data folder
AT_ONCE = 4  # bodies of a kind that come in at the same time
SLOWEST_BPS = 300_000  # bytes a second: a body may take as long as its largest at this pace
STALE_S = 24 * 3600  # nobody takes that long: the studio was killed
PIECE = 1 << 20

_coming: Counter[str] = Counter()


@dataclass(frozen=True)
class Arrived:
    """A body on the disk."""

    path: Path
    size: int
    sha256: str


@asynccontextmanager
async def arriving(
    request: Request, data_dir: Path, what: str = "mesh", most: int | None = None
) -> AsyncIterator[Arrived]:
    """The request's body as a file, which is gone afterwards unless somebody has moved it.

    `what` it is, and at `most` how many bytes.

    Raises Busy when several come at once already or it takes too long, TooLarge, and BadInput for
    an empty one.
    """
    if _coming[what] >= AT_ONCE:
        raise Busy("Several large files are coming in; please try again in a moment.")
    _coming[what] += 1
    path = data_dir / SPOOL / f"{secrets.token_hex(16)}.part"
    try:
        yield await _received(request, path, what, most or MAX_BYTES)
    finally:
        _coming[what] -= 1
        await to_thread.run_sync(_forget, path)


async def _received(request: Request, path: Path, what: str, most: int) -> Arrived:
    digest, size = hashlib.sha256(), 0
    file = await to_thread.run_sync(_opened, path)
    try:
        async with asyncio.timeout(most / SLOWEST_BPS):
            async for piece in _pieces(request):
                size += len(piece)
                if size > most:
                    raise TooLarge(f"The {what} is too large; send at most {most >> 20} MB.")
                digest.update(piece)
                await to_thread.run_sync(file.write, piece)
    except TimeoutError as error:
        raise Busy("The file came in too slowly; please try again on a faster line.") from error
    finally:
        await to_thread.run_sync(file.close)
    if not size:
        raise BadInput(f"The body is empty; send the bytes of the {what} file.")
    return Arrived(path, size, digest.hexdigest())


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in larger pieces: each costs a turn of a thread."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _opened(path: Path) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _tidy(path.parent)
    return path.open("xb")


def _tidy(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_mtime > time.time() - STALE_S:
                    continue
                if entry.is_dir(follow_symlinks=False):  # of a helper process that was killed
                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    os.unlink(entry.path)


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)
