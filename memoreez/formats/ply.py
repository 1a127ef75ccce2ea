"""PLY (G. Turk, "The PLY Polygon File Format", 1994): ASCII and binary, either byte order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import bounded, points
from memoreez.formats.ply_lists import Lists
from memoreez.formats.text import Rows, comma, fans, pieces, rows, wrong

HEADER = 1 << 16  # bytes, at most
PIECE = 500_000  # rows
ORDERS = {"ascii": "", "binary_little_endian": "<", "binary_big_endian": ">"}
TYPES = {
    "char": "i1", "uchar": "u1", "short": "i2", "ushort": "u2", "int": "i4", "uint": "u4",
    "float": "f4", "double": "f8", "int8": "i1", "uint8": "u1", "int16": "i2", "uint16": "u2",
    "int32": "i4", "uint32": "u4", "float32": "f4", "float64": "f8",
}  # fmt: skip
INDICES = ("vertex_indices", "vertex_index")


@dataclass(frozen=True)
class Property:
    """A column of an element; `length` is the type of a list's length, empty for a number."""

    name: str
    type: str
    length: str = ""


@dataclass(frozen=True)
class Element:
    """One of the file's tables."""

    name: str
    count: int
    properties: tuple[Property, ...]

    def place(self, *names: str) -> int | None:
        """Which property has one of these names."""
        found = [i for i, one in enumerate(self.properties) if one.name in names]
        return found[0] if found else None


def parse(stream: BinaryIO, *, tolerant: bool = False) -> Mesh:
    """Triangles of a PLY; polygons become fans. Its counts are held against its size first."""
    try:
        order, elements, begin = _header(stream)
        stream.seek(begin)
        read = _Text(stream) if not order else _Binary(stream, order)
        with np.errstate(invalid="ignore"):  # a NaN as the number of a vertex is none that is there
            return _mesh(read, elements)
    except (ValueError, KeyError, IndexError, OverflowError) as error:
        raise BadInput(
            f"The PLY cannot be read ({type(error).__name__}): it is truncated or damaged. "
            "Export it again."
        ) from error


def _header(stream: BinaryIO) -> tuple[str, list[Element], int]:
    """Byte order, the elements, and where they begin."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    content = stream.read(HEADER)
    end = content.find(b"end_header")
    begin = content.find(b"\n", end) + 1 or content.find(b"\r", end) + 1
    if not content.startswith(b"ply") or end < 0 or not begin:
        raise BadInput("This is not a PLY: its header does not end. Export it again.")
    order, elements = "", list[Element]()
    for line in content[:end].decode("ascii", "replace").splitlines()[1:]:
        words = line.split()
        if words[:1] == ["format"]:
            order = ORDERS[words[1]]
        elif words[:1] == ["element"]:
            elements.append(_element(words, size - begin))
        elif words[:1] == ["property"]:
            last = elements[-1]
            elements[-1] = Element(last.name, last.count, (*last.properties, _property(words)))
    return order, elements, begin


def _truncated() -> BadInput:
    return BadInput("The PLY ends too early: it is truncated. Export or download it again.")


def _element(words: list[str], size: int) -> Element:
    name, count = words[1], words[2]
    if not count.isdigit() or int(count) > size:
        raise BadInput(
            f"The PLY says that it holds {count[:20]} of {name[:20]!r}, more than its "
            f"{size} bytes can. It is truncated: export it again."
        )
    bounded(*((int(count), 0) if name == "face" else (0, int(count))))
    return Element(name, int(count), ())


def _property(words: list[str]) -> Property:
    if words[1] == "list":
        return Property(words[4], TYPES[words[3]], TYPES[words[2]])
    return Property(words[2], TYPES[words[1]])


def _mesh(read: _Text | _Binary, elements: list[Element]) -> Mesh:
    vertices = np.empty((0, 3), np.float32)
    faces = np.empty((0, 3), np.int64)
    for element in elements:
        indices = element.place(*INDICES)
        if element.name == "vertex":
            places = [element.place(axis) for axis in "xyz"]
            vertices = points(read.columns(element, [p for p in places if p is not None]))
        elif element.name == "face" and indices is not None:
            faces = read.triangles(element, indices)
        else:
            read.skip(element)
    return Mesh(vertices, faces.clip(-(2**31), 2**31 - 1).astype(np.int32))


class _Text:
    """The rows of an ASCII PLY, one a line, as they are asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._pieces = pieces(stream)
        self._rest = b""

    def columns(self, element: Element, places: list[int]) -> npt.NDArray[np.float64]:
        found = [part.columns(*places) for part in self._rows(element)]
        return np.concatenate([np.empty((0, 3)), *found])

    def triangles(self, element: Element, place: int) -> npt.NDArray[np.int64]:
        if any(one.length for one in element.properties[:place]):
            raise ValueError("a list before the vertices")
        found, total = [np.empty((0, 3), np.int64)], 0
        for part in self._rows(element):
            corners = part.columns(place)[:, 0].astype(np.int64)
            if (corners < 0).any() or (corners + place + 1 > part.counts).any():
                raise ValueError("a face with fewer corners than it says")
            owner = np.repeat(np.arange(len(corners)), corners)
            step = np.arange(len(owner)) - np.repeat(np.cumsum(corners) - corners, corners)
            indices = part.values[(part.starts + place + 1)[owner] + step]
            found.append(fans(indices, Rows(indices, corners)))
            total += len(found[-1])
            bounded(total)
        return np.concatenate(found)

    def skip(self, element: Element) -> None:
        for _ in self._lines(element.count):
            pass

    def _rows(self, element: Element) -> Iterator[Rows]:
        for text in self._lines(element.count):
            yield self._parsed(text, len(element.properties))

    def _parsed(self, text: bytes, least: int) -> Rows:
        found = rows(text)
        if found is None:
            line = wrong(text)[1]
            shown = line[:40].decode("utf-8", "replace")
            told = (
                comma(line) or f"has a line that is not as it must be: {shown!r}. Export it again."
            )
            raise BadInput(f"The PLY {told}")
        if (found.counts < least).any():
            raise ValueError("a line with too few numbers")
        return found

    def _lines(self, count: int) -> Iterator[bytes]:
        """The next `count` lines, in pieces."""
        while count:
            text = self._rest or next(self._pieces, b"")
            if not text:
                raise _truncated()
            held = text.count(b"\n")
            end = len(text) if held <= count else _line(text, count)
            self._rest = text[end:]
            count -= min(held, count)
            yield text[:end]


def _line(text: bytes, count: int) -> int:
    """Where that many lines end."""
    return int(np.flatnonzero(np.frombuffer(text, np.uint8) == 10)[count - 1]) + 1


class _Binary:
    """The rows of a binary PLY, as they are asked for."""

    def __init__(self, stream: BinaryIO, order: str) -> None:
        self._stream, self._order = stream, order

    def columns(self, element: Element, places: list[int]) -> npt.NDArray[np.float64]:
        if any(one.length for one in element.properties):
            raise ValueError("vertices with lists")
        kind = np.dtype(
            [(f"p{i}", self._order + one.type) for i, one in enumerate(element.properties)]
        )
        found = [np.empty((0, 3))]
        for begin in range(0, element.count, PIECE):
            part = np.frombuffer(
                self._take(min(PIECE, element.count - begin) * kind.itemsize), kind
            )
            found.append(np.stack([part[f"p{i}"] for i in places], axis=1).astype(np.float64))
        return np.concatenate(found)

    def triangles(self, element: Element, place: int) -> npt.NDArray[np.int64]:
        lists = Lists(self._stream, self._order, element.properties, place)
        return lists.triangles(element.count)

    def skip(self, element: Element) -> None:
        place = next((i for i, one in enumerate(element.properties) if one.length), None)
        if place is not None:
            Lists(self._stream, self._order, element.properties, place).skip(element.count)
        else:
            size = sum(int(one.type[1]) for one in element.properties) * element.count
            self._stream.seek(size, os.SEEK_CUR)

    def _take(self, size: int) -> bytes:
        content = self._stream.read(size)
        if len(content) < size:
            raise _truncated()
        return content
