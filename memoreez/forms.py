"""Forms with files (multipart/form-data, RFC 7578): written, and read within limits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message

MOST_PARTS = 12
LONGEST_HEAD = 4096  # bytes of a part's header
_NAME = re.compile(r"[\w.-]{1,80}", re.ASCII)


class BadForm(ValueError):
    """What came is no whole form; the text says why, as a sentence."""


@dataclass(frozen=True)
class Part:
    """A field, or a file when it has a name of its own."""

    name: str
    data: bytes = field(repr=False)
    filename: str = ""
    type: str = ""


@dataclass(frozen=True)
class Body:
    """What is sent, and its content type."""

    data: bytes = field(repr=False)
    type: str


def written(parts: Sequence[Part]) -> Body:
    """The form as bytes; the same parts give the same bytes."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d;" % len(part.data) + part.data)
    boundary = f"memoreez-{digest.hexdigest()[:40]}"
    pieces = [_head(part, boundary) + part.data + b"\r\n" for part in parts]
    whole = b"".join([*pieces, f"--{boundary}--\r\n".encode()])
    return Body(whole, f"multipart/form-data; boundary={boundary}")


def _head(part: Part, boundary: str) -> bytes:
    named = f'; filename="{_quoted(part.filename)}"' if part.filename else ""
    lines = [f"--{boundary}", f'Content-Disposition: form-data; name="{part.name}"{named}']
    lines += [f"Content-Type: {part.type}"] if part.type else []
    return "\r\n".join([*lines, "", ""]).encode()


def _quoted(name: str) -> str:
    """As browsers write a file's name (WHATWG, HTML, multipart/form-data)."""
    return "".join(c for c in name if c.isprintable()).replace('"', "%22")[:120]


def read(kind: str, data: bytes) -> dict[str, Part]:
    """The parts of a form with this content type, by name. Raises BadForm."""
    told = Message()
    told["Content-Type"] = kind[:500]
    boundary = told.get_param("boundary")
    if told.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise BadForm("The body is no multipart/form-data with a boundary.")
    if not 0 < len(boundary) <= 70 or not boundary.isascii():
        raise BadForm("The form's boundary cannot be used.")
    pieces = (b"\r\n" + data).split(b"\r\n--" + boundary.encode(), MOST_PARTS + 2)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise BadForm(f"The form is cut off, or has more than {MOST_PARTS} parts.")
    found: dict[str, Part] = {}
    for piece in pieces[1:-1]:
        part = _part(piece)
        if part.name in found:
            raise BadForm(f"The form has two parts called {part.name!r}.")
        found[part.name] = part
    return found


def _part(piece: bytes) -> Part:
    head, parted, data = piece.partition(b"\r\n\r\n")
    if not parted or len(head) > LONGEST_HEAD:
        raise BadForm("A part of the form has no header.")
    told = Message()
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        title, _, value = line.partition(":")
        if title.strip().lower() in ("content-disposition", "content-type"):
            told[title.strip()] = value.strip()
    name = told.get_param("name", header="content-disposition")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadForm("A part of the form has no name.")
    return Part(name, data, told.get_filename() or "", told.get_content_type())
