"""Numbers from text files of any length: whole lines in pieces, read by numpy and not by Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.errors import BadInput

PIECE = 1 << 22  # bytes; what is made of a piece takes about thirty times as much
LONGEST = 1 << 20  # a line
_COMMA = re.compile(rb"(?<![\d.])[-+]?\d+,\d+(?![\d,])")


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Whole lines, about PIECE bytes at a time, each line ended by one newline."""
    rest = b""
    while content := stream.read(PIECE):
        content = rest + content
        end = max(content.rfind(b"\n"), content.rfind(b"\r", 0, -1)) + 1  # "\r\n" stays whole
        if len(content) - end > LONGEST:
            raise BadInput(
                f"The file has a line of more than {LONGEST // 1000} kB: it is no such text or is "
                "damaged. Export it again."
            )
        rest = content[end:]
        if end:
            yield _plain(content[:end])
    if rest:
        yield _plain(rest + b"\n")


def _plain(text: bytes) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text


@dataclass(frozen=True, eq=False)
class Rows:
    """The numbers of some lines: `counts[i]` of line i, at `values[starts[i] :]`."""

    values: npt.NDArray[Any]
    counts: npt.NDArray[np.int64]

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """Where the numbers of each line begin."""
        starts: npt.NDArray[np.int64] = np.cumsum(self.counts) - self.counts
        return starts

    def columns(self, *which: int) -> npt.NDArray[Any]:
        """(lines, columns); every line must have that many numbers."""
        width = int(self.counts[0]) if len(self.counts) else 0
        if width and (self.counts == width).all():
            chosen: npt.NDArray[Any] = self.values.reshape(-1, width)[:, list(which)]
        else:
            chosen = self.values[self.starts[:, None] + np.array(which, dtype=np.int64)]
        return chosen


def rows(text: bytes, kind: type[np.generic] = np.float64) -> Rows | None:
    """The numbers of every line of `text`; None when a word in it is no number."""
    letters = np.frombuffer(text, np.uint8)
    blank = letters <= 32
    begins = ~blank
    begins[1:] &= blank[:-1]
    ends = np.flatnonzero(letters == 10)
    counts = np.diff(np.cumsum(begins, dtype=np.int32)[ends], prepend=0).astype(np.int64)
    values = numbers(text, kind)
    if values is None or len(values) != counts.sum():
        return None
    return Rows(values, counts)


def numbers(text: bytes, kind: type[np.generic] = np.float64) -> npt.NDArray[Any] | None:
    """Every number of a text; None when a word in it is none."""
    if not text.strip():
        return np.empty(0, kind)
    try:
        values: npt.NDArray[Any] = np.fromstring(text, kind, sep=" ")
    except (ValueError, DeprecationWarning):  # the latter in an older numpy, where made an error
        return None
    return values


def wrong(text: bytes, kind: type[float] | type[int] = float) -> tuple[int, bytes]:
    """The first line with a word that is no number: how many lines come before it, and the line."""
    for number, line in enumerate(text.split(b"\n")):
        try:
            for word in line.split():
                kind(word)
        except ValueError:
            return number, line.strip()
    return 0, text.partition(b"\n")[0].strip()


def comma(line: bytes) -> str:
    """What to say of a line whose numbers have commas for points; empty where that is not it."""
    found = _COMMA.search(line)
    if not found:
        return ""
    shown = found.group().decode("ascii")
    return (
        f"writes numbers with a comma ({shown!r} for {shown.replace(',', '.')}). Set the program "
        "that made it to English numbers and export it again, or export a binary file."
    )


def fans(indices: npt.NDArray[Any], rows: Rows) -> npt.NDArray[np.int64]:
    """Triangles (n, 3) of polygons whose corners are the `rows` of `indices`."""
    each = np.maximum(rows.counts - 2, 0)
    if len(each) and (rows.counts == 3).all():
        return indices.reshape(-1, 3).astype(np.int64, copy=False)
    first = np.repeat(rows.starts, each)
    step = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    triangles = np.stack([first, first + step + 1, first + step + 2], axis=1)
    return indices[triangles].astype(np.int64, copy=False)
