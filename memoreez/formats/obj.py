"""Wavefront OBJ: vertices and polygons only; materials and other files are never opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import bounded, points
from memoreez.formats.text import Rows, comma, fans, pieces, rows, wrong

_REMARK = re.compile(rb"#[^\n]*")
_INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
_NOWHERE = -(2**31)  # a vertex that is in no mesh
Lines = npt.NDArray[np.int64]


def parse(stream: BinaryIO, *, tolerant: bool = False) -> Mesh:
    """Triangles of an OBJ; polygons become fans. Lines, curves and groups are passed over.

    Raises BadInput for a line that is not as the format has it.
    """
    found = _Found(tolerant)
    for piece in pieces(stream):
        found.add(_plain(piece))
    return found.mesh()


def _plain(text: bytes) -> bytes:
    """Without remarks, indents and lines in two parts."""
    if b"\\\n" in text:
        text = text.replace(b"\\\n", b" ")
    if b"#" in text:
        text = _REMARK.sub(b"", text)
    if b"\n " in text or b"\n\t" in text or text[:1] in (b" ", b"\t"):
        text = _INDENT.sub(b"", text)
    return text if text.endswith(b"\n") else text + b"\n"


@dataclass
class _Found:
    """What was read so far."""

    tolerant: bool
    vertices: list[npt.NDArray[np.float32]] = field(default_factory=list)
    faces: list[npt.NDArray[np.int32]] = field(default_factory=list)
    lines: int = 0  # read before this piece
    points: int = 0
    triangles: int = 0
    highest: tuple[int, int] = (-1, 0)  # the highest vertex that a face names, and in which line

    def add(self, text: bytes) -> None:
        """One piece of whole lines."""
        letters = np.frombuffer(text, np.uint8).copy()
        ends = np.flatnonzero(letters == 10)
        starts = np.concatenate([[0], ends[:-1] + 1])
        lengths, second = np.diff(ends, prepend=-1), letters[np.minimum(starts + 1, ends)]
        is_v = (letters[starts] == ord("v")) & (second <= 32)
        is_f = (letters[starts] == ord("f")) & (second <= 32)
        letters[starts[is_v | is_f]] = 32
        before = self.points
        self._vertices(letters[np.repeat(is_v, lengths)].tobytes(), np.flatnonzero(is_v))
        faces = _unslashed(letters[np.repeat(is_f, lengths)])
        self._faces(faces, np.flatnonzero(is_f), before + np.cumsum(is_v)[is_f])
        self.lines += len(ends)

    def _vertices(self, text: bytes, lines: Lines) -> None:
        found = rows(text)
        if found is None:
            number, line = wrong(text)
            raise self._unreadable(lines[number], b"v " + line)
        if (found.counts < 3).any():
            number = int(np.flatnonzero(found.counts < 3)[0])
            raise self._unreadable(lines[number], b"v " + text.split(b"\n")[number].strip())
        self.points += len(found.counts)
        bounded(0, self.points)
        if len(found.counts):
            self.vertices.append(points(found.columns(0, 1, 2)))

    def _faces(self, text: bytes, lines: Lines, known: Lines) -> None:
        """`known`: how many vertices come before each line."""
        found = rows(text, np.int64)
        if found is None:
            number, line = wrong(text, int)
            raise self._unreadable(lines[number], b"f " + line)
        corners = found.values
        indices = np.where(corners > 0, corners - 1, corners + np.repeat(known, found.counts))
        indices[(corners == 0) | (np.abs(corners) >= 2**31)] = _NOWHERE
        if len(indices) and not self.tolerant:
            self._judge(indices, found, lines)
        triangles = fans(indices, found)
        self.triangles += len(triangles)
        bounded(self.triangles)
        self.faces.append(triangles.astype(np.int32))

    def _judge(self, indices: Lines, found: Rows, lines: Lines) -> None:
        low, high = int(indices.argmin()), int(indices.argmax())
        owner = np.searchsorted(found.starts, [low, high], side="right") - 1
        if indices[low] < 0:
            raise self._unreadable(lines[owner[0]], b"f with a vertex that is not there")
        if indices[high] > self.highest[0]:
            self.highest = int(indices[high]), self.lines + int(lines[owner[1]]) + 1

    def _unreadable(self, line: int, shown: bytes) -> BadInput:
        number, told = self.lines + int(line) + 1, comma(shown)
        if told:
            return BadInput(f"Line {number} of the OBJ {told}")
        text = shown[:40].decode("utf-8", "replace")
        return BadInput(f"Line {number} of the OBJ cannot be read: {text!r}. Export it again.")

    def mesh(self) -> Mesh:
        """All of it. Raises BadInput where a face names a vertex that never came."""
        if self.highest[0] >= self.points:
            raise BadInput(
                f"Line {self.highest[1]} of the OBJ names vertex {self.highest[0] + 1} of "
                f"{self.points}. The file is damaged: export it again."
            )
        return Mesh(
            np.concatenate([np.empty((0, 3), np.float32), *self.vertices]),
            np.concatenate([np.empty((0, 3), np.int32), *self.faces]),
        )


def _unslashed(letters: npt.NDArray[np.uint8]) -> bytes:
    """Of `7/1/2` only the 7: what follows a slash, up to the next blank, becomes blank."""
    slashes = letters == ord("/")
    if slashes.any():
        place = np.arange(1, len(letters) + 1, dtype=np.int32)
        slash = np.maximum.accumulate(np.where(slashes, place, 0))
        blank = np.maximum.accumulate(np.where(letters <= 32, place, 0))
        letters[slash > blank] = 32
    return letters.tobytes()
