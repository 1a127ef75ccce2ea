"""Read any mesh file into millimetres: STL, 3MF, OBJ, PLY or GLB.

A file is never trusted: its size, its counts, its coordinates and its references are checked
before they are used, nothing outside the file is opened, and what cannot be used is a `BadInput`
that says what to do. 3MF and GLB know their unit; STL, OBJ and PLY have none and are taken as
millimetres (the gate's check `units` says when that looks wrong).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import weld
from memoreez.formats import MAX_BYTES, bounded, glb, obj, ply, stl, threemf


class Reader(Protocol):
    """A format: the triangles in an open file."""

    def __call__(self, stream: BinaryIO, *, tolerant: bool = False) -> Mesh: ...


READERS: dict[str, Reader] = {
    ".stl": stl.parse,
    ".3mf": threemf.parse,
    ".obj": obj.parse,
    ".ply": ply.parse,
    ".glb": glb.parse,
}
UNITLESS = (".stl", ".obj", ".ply")


def read(path: str | Path, *, tolerant: bool = False) -> Mesh:
    """The triangles of `path` in mm, z up, with bit-identical vertices joined.

    Raises BadInput as `read_parts` does.
    """
    return read_parts(path, tolerant=tolerant)[0]


def read_parts(path: str | Path, *, tolerant: bool = False) -> tuple[Mesh, dict[str, Mesh]]:
    """The triangles of `path` as `read` gives them, and the named parts that they are made of.

    Only a 3MF can name parts (figure, pedestal, inscription): they touch on purpose. The mapping
    is empty where the file names none. With `tolerant`, for a repair, vertices that are no numbers
    and triangles that name no vertex stay; such a mesh comes without its vertices joined and
    without parts.

    Raises BadInput when the file is missing, too large, of another format than its name says,
    truncated, lying about its size, without triangles, or holds coordinates that are no numbers.
    """
    file = Path(path)
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise BadInput(
            f"{file.name or str(file)!r} is not a mesh file that can be read. "
            f"Choose one of these formats: {', '.join(sorted(READERS))}."
        )
    if file.exists() and not file.is_file():
        # a pipe would wait for its writer for ever, a device would never end
        raise BadInput(f"{str(file)!r} is not a plain file. Save the mesh to a file and give that.")
    try:
        with file.open("rb") as stream:
            return _parts(stream, file, reader, tolerant)
    except OSError as error:
        raise BadInput(
            f"{str(file)!r} cannot be read: {error.strerror or error}. Check its name and rights."
        ) from error


def _parts(
    stream: BinaryIO, file: Path, reader: Reader, tolerant: bool
) -> tuple[Mesh, dict[str, Mesh]]:
    _look(stream, file)
    found = reader(stream, tolerant=tolerant)
    fault = _fault(found)
    if fault and not (tolerant and len(found.faces)):
        raise BadInput(f"{file.name!r} {fault}")
    bounded(len(found.faces))
    mesh = found if fault else weld(found)
    if fault or file.suffix.lower() != ".3mf":
        return mesh, {}
    named = threemf.parts(stream, len(mesh.faces))
    return mesh, {name: _part(mesh, triangles) for name, triangles in named.items()}


def _part(mesh: Mesh, triangles: range) -> Mesh:
    return weld(Mesh(mesh.vertices, mesh.faces[triangles.start : triangles.stop]))


def _look(stream: BinaryIO, file: Path) -> None:
    """Refuse what is too large, empty, or of another format than its name says."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(8)
    stream.seek(0)
    if size > MAX_BYTES:
        raise BadInput(
            f"{file.name!r} has {size / 2**20:.1f} MB; at most {MAX_BYTES / 2**20:.0f} MB are "
            "read. Decimate it to one million triangles in the program that made it."
        )
    if not head:
        raise BadInput(f"{file.name!r} is empty. Export it again from the program that made it.")
    actual = _sniff(head)
    if actual and actual != file.suffix.lower():
        raise BadInput(
            f"{file.name!r} is called {file.suffix} but holds {actual[1:].upper()}. "
            f"Rename it to {file.stem}{actual} and try again."
        )


def _sniff(content: bytes) -> str:
    """The suffix that the first bytes stand for; empty when they do not say."""
    if content.startswith(b"glTF"):
        return ".glb"
    if content.startswith(b"PK\x03\x04"):
        return ".3mf"
    if content.startswith((b"ply\n", b"ply\r")):
        return ".ply"
    return ""


def _fault(mesh: Mesh) -> str:
    """Why the mesh cannot be used as it stands; empty when it can."""
    if not len(mesh.faces):
        return "holds no triangles. Export the model as a mesh and try again."
    if mesh.faces.min() < 0 or mesh.faces.max() >= len(mesh.vertices):
        return (
            f"has a triangle that names vertex {int(mesh.faces.max())} of {len(mesh.vertices)}. "
            "The file is damaged: try `memoreez fix`, or export it again."
        )
    if not np.isfinite(mesh.vertices).all():
        count = int((~np.isfinite(mesh.vertices)).any(axis=1).sum())
        return (
            f"has {count} vertices whose coordinates are no numbers (NaN or infinite). "
            "The file is damaged: try `memoreez fix`, or export it again."
        )
    return ""
