"""The rows of a binary PLY's element that has lists: each as long as its lengths say."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from memoreez.errors import BadInput
from memoreez.formats import bounded
from memoreez.formats.text import Rows, fans

PIECE = 500_000  # rows
WINDOW = 1 << 25  # bytes of rows of any length that are looked at together


class Column(Protocol):
    """What is needed of a property."""

    @property
    def type(self) -> str: ...
    @property
    def length(self) -> str: ...


class Lists:
    """Rows with at least one list, of which the one at `place` has a face's corners."""

    def __init__(
        self, stream: BinaryIO, order: str, properties: Sequence[Column], place: int
    ) -> None:
        self._stream, self._order, self._properties = stream, order, properties
        self._place = place

    def triangles(self, count: int) -> npt.NDArray[np.int64]:
        """Of `count` faces."""
        found, total = [np.empty((0, 3), np.int64)], 0
        for part in self._parts(count):
            found.append(part)
            total += len(part)
            bounded(total)
        return np.concatenate(found)

    def skip(self, count: int) -> None:
        """Pass over `count` rows."""
        for _ in self._windows(count):
            pass

    def _parts(self, count: int) -> Iterator[npt.NDArray[np.int64]]:
        """Triangles alone are read as a table, for as long as there is nothing else."""
        kind = self._table()
        while kind is not None and count:
            begin, rows = self._stream.tell(), min(PIECE, count)
            content = self._stream.read(rows * kind.itemsize)
            if len(content) < rows * kind.itemsize:
                self._stream.seek(begin)
                break
            table = np.frombuffer(content, kind)
            if (table["length"] != 3).any():
                self._stream.seek(begin)
                break
            yield table["corners"].astype(np.int64)
            count -= rows
        for content, starts, lengths in self._windows(count):
            yield self._polygons(content, starts, lengths)

    def _table(self) -> np.dtype[Any] | None:
        """A row with one list of three; None where there are more lists."""
        if sum(bool(one.length) for one in self._properties) != 1:
            return None
        fields: list[tuple[Any, ...]] = []
        for number, one in enumerate(self._properties):
            if one.length:
                fields += [("length", self._order + one.length)]
                fields += [("corners", self._order + one.type, 3)]
            else:
                fields.append((f"p{number}", self._order + one.type))
        return np.dtype(fields)

    def _windows(self, count: int) -> Iterator[tuple[bytes, array[int], array[int]]]:
        """Bytes, and of each row in them where the corners begin and how many there are."""
        content = b""
        while count:
            more = self._stream.read(WINDOW)
            content += more
            starts, lengths, end = self._walk(content, count)
            if not starts and (not more or len(content) > 8 * WINDOW):
                raise BadInput(
                    "The PLY has a face that does not end: it is truncated or damaged. "
                    "Export or download it again."
                )
            yield content[:end], starts, lengths
            count -= len(starts)
            content = content[end:]
        self._stream.seek(-len(content), 1)

    def _walk(self, content: bytes, most: int) -> tuple[array[int], array[int], int]:
        """Row by row, as far as whole rows go."""
        order = "big" if self._order == ">" else "little"
        steps = [
            (int(one.length[1]) if one.length else 0, int(one.type[1]), number == self._place)
            for number, one in enumerate(self._properties)
        ]
        starts, lengths, end, size = array("q"), array("q"), 0, len(content)
        while len(starts) < most:
            at, begin, corners = end, 0, 0
            for width, item, wanted in steps:
                if width == 0:
                    at += item
                    continue
                length = int.from_bytes(content[at : at + width], order)  # type: ignore[arg-type]
                if wanted:
                    begin, corners = at + width, length
                at += width + length * item
            if at > size:
                break
            end = at
            starts.append(begin)
            lengths.append(corners)
        return starts, lengths, end

    def _polygons(self, content: bytes, starts: array[int], lengths: array[int]) -> Any:
        counts = np.frombuffer(lengths, np.int64) if lengths else np.empty(0, np.int64)
        begins = np.frombuffer(starts, np.int64) if starts else np.empty(0, np.int64)
        bounded(int(np.maximum(counts - 2, 0).sum()))
        kind = np.dtype(self._order + self._properties[self._place].type)
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        first = np.repeat(begins, counts) + within * kind.itemsize
        letters = np.frombuffer(content, np.uint8)
        corners = letters[first[:, None] + np.arange(kind.itemsize)].view(kind)[:, 0]
        return fans(corners.astype(np.int64), Rows(corners, counts))
