"""Meshes between machines: exact, and nothing that is no mesh gets through."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import numpy as np
import pytest
from engine_room import box

from memoreez import mesh_wire
from memoreez.artifacts import Mesh
from memoreez.mesh_wire import BadMesh

WHOLE = mesh_wire.pack(box())


def npz(compression: int = zipfile.ZIP_STORED, **arrays: Any) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, values in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.asarray(values))
            package.writestr(f"{name}.npy", member.getvalue())
    return file.getvalue()


def with_(vertices: Any = None, faces: Any = None) -> bytes:
    mesh = box()
    points = mesh.vertices if vertices is None else np.asarray(vertices, np.float32)
    return npz(vertices=points, faces=mesh.faces if faces is None else faces)


def test_there_and_back() -> None:
    """Exact, the same bytes each time, and put on the ground where it is not."""
    mesh = mesh_wire.unpack(WHOLE)
    assert mesh_wire.pack(mesh) == WHOLE
    high = Mesh(box().vertices + np.float32(7), box().faces)
    assert mesh_wire.unpack(mesh_wire.pack(high)).vertices[:, 2].min() == 0


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK", WHOLE[:-30], b"solid of another kind", npz(vertices=box().vertices),
        npz(zipfile.ZIP_DEFLATED, vertices=box().vertices, faces=box().faces),
        npz(vertices=box().vertices.astype(object).astype(np.float64), faces=box().faces),
        with_(faces=box().faces.astype(np.int64)), with_(faces=box().faces[:3]),
        with_(faces=box().faces + 1), with_(faces=-box().faces), with_(faces=box().faces.ravel()),
        with_(vertices=box().vertices * np.nan), with_(vertices=box().vertices * 1e6),
        with_(vertices=box().vertices * [1, 0, 1]),
        WHOLE.replace(b"(12, 3)", b"(99, 3)"), WHOLE.replace(b"False", b"True,"),
    ],
)  # fmt: skip
def test_what_is_no_mesh(data: bytes) -> None:
    """Each is refused, in words that end a sentence, before memory is reserved for it."""
    with pytest.raises(BadMesh, match=r"^sends "):
        mesh_wire.unpack(data)


def test_too_many_triangles() -> None:
    """The limit is the caller's."""
    with pytest.raises(BadMesh, match="million triangles"):
        mesh_wire.unpack(WHOLE, most_triangles=11)
