"""Read any mesh file into millimetres: STL, 3MF, OBJ, PLY or GLB.

A file is never trusted: its size, its counts, its coordinates and its references are checked
before they are used, nothing outside the file is opened, and what cannot be used is a `BadInput`
that says what to do. 3MF and GLB know their unit; STL, OBJ and PLY have none and are taken as
millimetres (the gate's check `units` says when that looks wrong).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import weld
from memoreez.formats import MAX_TRIANGLES, glb, obj, ply, stl, threemf

MAX_BYTES = 500_000_000

READERS: dict[str, Callable[[bytes], Mesh]] = {
    ".stl": stl.parse,
    ".3mf": threemf.parse,
    ".obj": obj.parse,
    ".ply": ply.parse,
    ".glb": glb.parse,
}


def read(path: str | Path) -> Mesh:
    """The triangles of `path` in mm, z up, with bit-identical vertices joined.

    Raises BadInput as `read_parts` does.
    """
    return read_parts(path)[0]


def read_parts(path: str | Path) -> tuple[Mesh, dict[str, Mesh]]:
    """The triangles of `path` as `read` gives them, and the named parts that they are made of.

    Only a 3MF can name parts (figure, pedestal, inscription): they touch on purpose. The mapping
    is empty where the file names none.

    Raises BadInput when the file is missing, too large, of another format than its name says,
    truncated, lying about its size, without triangles, or holds coordinates that are no numbers.
    """
    file = Path(path)
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise BadInput(
            f"{file.name!r} is not a mesh file that can be read. "
            f"Choose one of these formats: {', '.join(sorted(READERS))}."
        )
    content = _content(file)
    actual = _sniff(content)
    if actual and actual != file.suffix.lower():
        raise BadInput(
            f"{file.name!r} is called {file.suffix} but holds {actual[1:].upper()}. "
            f"Rename it to {file.stem}{actual} and try again."
        )
    mesh = _checked(reader(content), file.name)
    if file.suffix.lower() != ".3mf":
        return mesh, {}
    named = threemf.parts(content, len(mesh.faces))
    return mesh, {name: _part(mesh, triangles) for name, triangles in named.items()}


def _part(mesh: Mesh, triangles: range) -> Mesh:
    return weld(Mesh(mesh.vertices, mesh.faces[triangles.start : triangles.stop]))


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise BadInput(
                f"{file.name!r} has {size / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB "
                "that are read. Simplify the mesh and try again."
            )
        with file.open("rb") as stream:  # a file may grow meanwhile
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(
            f"{str(file)!r} cannot be read: {error.strerror or error}. Check its name and rights."
        ) from error
    if not content:
        raise BadInput(f"{file.name!r} is empty. Export it again from the program that made it.")
    return content[:MAX_BYTES]


def _sniff(content: bytes) -> str:
    """The suffix that the first bytes stand for; empty when they do not say."""
    if content.startswith(b"glTF"):
        return ".glb"
    if content.startswith(b"PK\x03\x04"):
        return ".3mf"
    if content.startswith((b"ply\n", b"ply\r")):
        return ".ply"
    return ""


def _checked(mesh: Mesh, name: str) -> Mesh:
    if not len(mesh.faces):
        raise BadInput(f"{name!r} holds no triangles. Export the model as a mesh and try again.")
    if len(mesh.faces) > MAX_TRIANGLES:
        raise BadInput(
            f"{name!r} holds {len(mesh.faces)} triangles, more than the {MAX_TRIANGLES} that are "
            "read. Simplify the mesh and try again."
        )
    if mesh.faces.min() < 0 or mesh.faces.max() >= len(mesh.vertices):
        raise BadInput(
            f"{name!r} has a triangle that names vertex {int(mesh.faces.max())} of "
            f"{len(mesh.vertices)}. The file is damaged: export it again."
        )
    if not np.isfinite(mesh.vertices).all():
        count = int((~np.isfinite(mesh.vertices)).any(axis=1).sum())
        raise BadInput(
            f"{name!r} has {count} vertices whose coordinates are no numbers (NaN or infinite). "
            "The file is damaged: export it again."
        )
    return weld(mesh)
