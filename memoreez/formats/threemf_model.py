"""A model of a 3MF: XML of any length, read in pieces.

Nearly all of it is millions of vertices and triangles in one spelling, which numpy reads at once;
what is spelt otherwise goes through the XML parser, element by element, with the same result.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from memoreez.errors import BadInput
from memoreez.formats import bounded
from memoreez.formats.placing import Matrix
from memoreez.formats.text import numbers
from memoreez.formats.xml import Walker, local

PIECE = 1 << 22
MAX_OTHERS = 1_000_000  # elements that are neither vertices nor triangles
LONGEST_TAG = len("<triangles>")
MM = {
    "micron": 0.001,
    "millimeter": 1.0,
    "centimeter": 10.0,
    "inch": 25.4,
    "foot": 304.8,
    "meter": 1000.0,
}
_BODIES = {b"<vertices>": b"</vertices>", b"<triangles>": b"</triangles>"}
_DIGITS = b"0123456789.+-eE \t\r\n"
_SPELT = {
    b"<vertices>": (b"<vertex", {b"x=": b"\1", b"y=": b"\2", b"z=": b"\3"}),
    b"<triangles>": (b"<triangle", {b"v1=": b"\1", b"v2=": b"\2", b"v3=": b"\3"}),
}
_BLANK = bytes.maketrans(b'\1\2\3\4"/>', b"       ")


@dataclass
class Part:
    """An object of a model: its own triangles, or other objects put together."""

    vertices: array[float] = field(default_factory=lambda: array("d"))  # x, y, z, x, y, z, …
    faces: array[int] = field(default_factory=lambda: array("q"))
    components: list[tuple[str, str, Matrix]] = field(default_factory=list)  # path, id, place


@dataclass
class Model:
    """What one model file holds."""

    unit: float = 1.0
    parts: dict[str, Part] = field(default_factory=dict)
    items: list[tuple[str, str, Matrix]] = field(default_factory=list)


def read(stream: BinaryIO) -> Model:
    """The model. Raises BadInput, and ValueError or KeyError for what is not as it must be."""
    reading = _Reading()
    walker, rest, tag = Walker(reading.start), b"", b""
    while content := stream.read(PIECE):
        rest += content
        while True:
            before = len(rest)
            if tag:
                rest, tag = _listed(rest, tag, reading, walker)
            else:
                rest, tag = _between(rest, walker)
            if len(rest) == before or not rest:
                break
    walker.feed(rest)
    walker.close()
    return reading.model


def _between(rest: bytes, walker: Walker) -> tuple[bytes, bytes]:
    """Feed what comes before the next list, and the tag that opens it; then that tag."""
    found = [(at, tag) for tag in _BODIES if (at := rest.find(tag)) >= 0]
    if not found:
        keep = len(rest) - rest.rfind(b"<") if b"<" in rest[-LONGEST_TAG:] else 0
        walker.feed(rest[: len(rest) - keep])
        return rest[len(rest) - keep :], b""
    at, tag = min(found)
    end = at + len(tag)
    walker.feed(rest[:end])
    # in a remark, or where the parser lags behind, it is no tag yet: then all goes to the parser
    opened = walker.begins[1] == walker.fed - len(tag)
    return rest[end:], tag if opened else b""


def _listed(rest: bytes, tag: bytes, reading: _Reading, walker: Walker) -> tuple[bytes, bytes]:
    """Read the elements of a list as far as they are whole, at once or, spelt oddly, by parser."""
    close = _BODIES[tag]
    end = rest.find(close)
    stop = end if end >= 0 else rest.rfind(b"/>") + 2
    if stop < 2 and end < 0:
        return (rest, tag) if len(rest) <= PIECE else (_fed(rest, walker), b"")
    if not reading.body(tag, rest[:stop]):
        walker.feed(rest[:stop])
        return rest[stop:], b""
    if end < 0:
        return rest[stop:], tag
    walker.feed(close)
    return rest[end + len(close) :], b""


def _fed(rest: bytes, walker: Walker) -> bytes:
    walker.feed(rest)
    return b""


class _Reading:
    """The model so far."""

    def __init__(self) -> None:
        self.model = Model()
        self.part = Part()
        self.sums = [0, 0, 0]  # vertices, triangles, others

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """One element."""
        name = local(tag)
        if name == "vertex":
            self.part.vertices.extend([float(attributes[axis]) for axis in "xyz"])
            self.count(1, 0)
        elif name == "triangle":
            self.part.faces.extend([int(attributes[corner]) for corner in ("v1", "v2", "v3")])
            self.count(0, 1)
        else:
            self._other(name, attributes)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "object":
            self.part = self.model.parts.setdefault(attributes["id"], Part())
        elif name == "component":
            self.part.components.append(_reference(attributes))
        elif name == "item":
            self.model.items.append(_reference(attributes))
        elif name == "model":
            self.model.unit = _unit(attributes.get("unit", "millimeter"))
        self.sums[2] += 1
        if self.sums[2] > MAX_OTHERS:
            raise BadInput(
                f"The 3MF has more than {MAX_OTHERS} entries beside its triangles. Export it again "
                "as one mesh without colours."
            )

    def count(self, vertices: int, triangles: int) -> None:
        """So many more."""
        self.sums[0] += vertices
        self.sums[1] += triangles
        bounded(self.sums[1], self.sums[0])

    def body(self, tag: bytes, text: bytes) -> bool:
        """Whole elements of a list, read at once; False when they are spelt in another way."""
        found = _numbers(tag, text)
        if found is None:
            return False
        if tag == b"<vertices>":
            self.part.vertices.frombytes(found.tobytes())
            self.count(len(found) // 3, 0)
        else:
            self.part.faces.frombytes(found.astype(np.int64).tobytes())
            self.count(0, len(found) // 3)
        return True


def _numbers(tag: bytes, text: bytes) -> npt.NDArray[np.float64] | None:
    """The three numbers of each element; None unless all are spelt alike, and as usual."""
    name, names = _SPELT[tag]
    if any(mark in text for mark in b"\1\2\3\4"):
        return None
    text = text.replace(name, b"\4")
    for old, new in names.items():
        text = text.replace(old, new)
    count = text.count(b"\4")
    if text.translate(None, _DIGITS) != b'\4\1""\2""\3""/>' * count:
        return None
    found = numbers(text.translate(_BLANK))
    return found if found is not None and len(found) == 3 * count else None


def _unit(name: str) -> float:
    if name not in MM:
        raise BadInput(f"The 3MF has the unit {name[:20]!r}. Use one of: {', '.join(MM)}.")
    return MM[name]


def _reference(attributes: dict[str, str]) -> tuple[str, str, Matrix]:
    path = next((v for k, v in attributes.items() if local(k) == "path"), "")
    place = np.eye(4)
    if "transform" in attributes:  # twelve numbers: rows of a 4 × 3 matrix for row vectors
        place[:3, :] = np.array(attributes["transform"].split(), dtype=float).reshape(4, 3).T
    return path, attributes["objectid"], place
