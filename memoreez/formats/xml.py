"""XML in pieces and within bounds: no document types, no depth without end, no endless words."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from memoreez.errors import BadInput

MAX_DEPTH = 100  # of elements in elements
MAX_WORD = 1 << 23  # bytes of one tag, or of one remark
Start = Callable[[str, dict[str, str]], None]


class Walker:
    """Calls `start(tag, attributes)` for every element of what it is fed. Raises BadInput.

    `begins` is the last element that began: its tag, and at which byte; `fed` counts the bytes.
    """

    def __init__(self, start: Start) -> None:
        self.begins = ("", -1)
        self.fed = 0
        self._start, self._depth = start, 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._opened
        self._parser.EndElementHandler = self._closed

    def feed(self, text: bytes) -> None:
        """The next piece."""
        self.fed += len(text)
        self._parse(text, False)
        if self.fed - self._parser.CurrentByteIndex > MAX_WORD + len(text):
            raise BadInput(
                f"The 3MF's model has a word of more than {MAX_WORD / 1e6:.0f} MB: it is damaged. "
                "Export it again."
            )

    def close(self) -> None:
        """That was all."""
        self._parse(b"", True)

    def _parse(self, text: bytes, last: bool) -> None:
        try:
            self._parser.Parse(text, last)
        except expat.ExpatError as error:
            raise BadInput(
                f"The 3MF's model is no valid XML ({error}): it is truncated or damaged. "
                "Export it again."
            ) from error

    def _opened(self, tag: str, attributes: dict[str, str]) -> None:
        self.begins = tag, self._parser.CurrentByteIndex
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadInput(
                f"The 3MF nests its elements more than {MAX_DEPTH} deep. It is not read."
            )
        self._start(tag, attributes)

    def _closed(self, _tag: str) -> None:
        self._depth -= 1


def _refuse(*_: object) -> None:
    raise BadInput("The 3MF has a document type definition, which it must not. Export it again.")


def walk(content: bytes, start: Start) -> None:
    """Call `start` for every element of a short document."""
    walker = Walker(start)
    walker.feed(content)
    walker.close()


def local(name: str) -> str:
    """A name without the prefix of its namespace."""
    return name.rpartition(":")[2]
