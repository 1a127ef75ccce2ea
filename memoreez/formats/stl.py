"""STL, binary and ASCII (3D Systems, "StereoLithography Interface Specification", 1989)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import weld
from memoreez.formats import bounded, points, text

HEADER = 84  # 80 bytes of text and the number of triangles
RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
PIECE = 200_000  # triangles
_VERTEX = re.compile(rb"vertex\s+(\S+\s+\S+\s+\S+)")
_LOOSE = 1 << 20  # bytes between two triangles of an ASCII STL, at most
Corners = npt.NDArray[np.float32]


def parse(stream: BinaryIO, *, tolerant: bool = False) -> Mesh:
    """Triangles of an STL; binary when its size says so, whatever its first word is.

    Raises BadInput when the number of triangles in the header does not fit the size of the file.
    """
    size = stream.seek(0, os.SEEK_END)
    head, tail = _at(stream, 0, 4096), _at(stream, max(0, size - 4096), 4096)
    count = int.from_bytes(head[80:HEADER], "little") if size >= HEADER else -1
    if count >= 0 and size == HEADER + RECORD.itemsize * count:
        bounded(count)
        return _joined(_binary(stream, count))
    if head.lstrip()[:5].lower() == b"solid" and b"facet" in head.lower():
        stream.seek(0)
        if b"endsolid" not in tail.lower():
            raise _cut("it has no last line")
        return _joined(_ascii(stream))
    if head.lstrip()[:5].lower() == b"solid" and b"endsolid" in tail.lower():
        return _joined(iter(()))
    if count < 0:
        raise BadInput(
            f"An STL has at least {HEADER} bytes and this one {size}: it is truncated. "
            "Export or download it again."
        )
    held = (size - HEADER) / RECORD.itemsize
    raise BadInput(
        f"The STL says that it holds {count} triangles, but its size fits {held:.1f}: it is "
        "truncated or no STL. Export or download it again."
    )


def _at(stream: BinaryIO, place: int, length: int) -> bytes:
    stream.seek(place)
    return stream.read(length)


def _binary(stream: BinaryIO, count: int) -> Iterator[Corners]:
    stream.seek(HEADER)
    for begin in range(0, count, PIECE):
        wanted = min(PIECE, count - begin) * RECORD.itemsize
        content = stream.read(wanted)
        if len(content) < wanted:  # it shrank while we read
            raise BadInput("The STL became shorter while it was read. Try again.")
        yield np.frombuffer(content, RECORD)["corners"].reshape(-1, 3)


def _ascii(stream: BinaryIO) -> Iterator[Corners]:
    """The corners of whole triangles, piece by piece, whatever its lines are like."""
    rest, total = b"", 0
    while True:
        content = stream.read(text.PIECE)
        whole = rest + content.lower()
        end = whole.rfind(b"endloop") + 7 if b"endloop" in whole else 0
        if not content:
            end = len(whole)
        rest = whole[end:]
        if len(rest) > _LOOSE + text.PIECE:
            raise _cut("a triangle does not end")
        yield (found := _corners(whole[:end]))
        total += len(found) // 3
        bounded(total)
        if not content:
            return


def _corners(whole: bytes) -> Corners:
    words = _VERTEX.findall(whole)
    loops = whole.count(b"endloop")
    if loops * 3 != len(words):
        raise _cut(f"{len(words)} vertices in {loops} finished triangles")
    plain = b"\n".join(words)
    found = text.numbers(plain)
    if found is None or len(found) != 3 * len(words):
        line = text.wrong(plain)[1]
        told = text.comma(line)
        shown = b" ".join(line.split())[:40].decode("utf-8", "replace")
        raise BadInput(
            f"The ASCII STL {told}"
            if told
            else f"The ASCII STL has a coordinate that is no number ({shown!r}). Export it again."
        )
    return points(found)


def _cut(how: str) -> BadInput:
    return BadInput(f"The ASCII STL ends in the middle: {how}. Export or download it again.")


def _joined(parts: Iterator[Corners]) -> Mesh:
    """All triangles; vertices that a piece has several times are joined at once, to save memory."""
    vertices, faces, before = [np.empty((0, 3), np.float32)], [np.empty((0, 3), np.int32)], 0
    for corners in parts:
        order = np.arange(len(corners), dtype=np.int32).reshape(-1, 3)
        piece = Mesh(np.ascontiguousarray(corners), order)
        if np.isfinite(corners).all():
            piece = weld(piece)
        vertices.append(piece.vertices)
        faces.append(piece.faces + np.int32(before))
        before += len(piece.vertices)
    return Mesh(np.concatenate(vertices), np.concatenate(faces))
