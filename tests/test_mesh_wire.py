"""Meshes between machines: exact, and nothing that is no mesh gets through."""

from __future__ import annotations

import io
import struct
import tracemalloc
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


def headed(shape: bytes, longer: int = 0, lie: int = 0) -> bytes:
    """A mesh whose first array says that it has this shape, in a header that is right else."""
    first = b"{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + b", }"
    first = first.ljust(117 + longer) + b"\n"
    head = b"\x93NUMPY\1\0" + (len(first) + lie).to_bytes(2, "little") + first
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("vertices.npy", head + box().vertices.tobytes())
        package.writestr("faces.npy", zipfile.ZipFile(io.BytesIO(WHOLE)).read("faces.npy"))
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
        headed(b"(-9, 3)"), headed(b"(nan, 3)"), headed(b"(12, -3)"), headed(b"(1e9, 3)"),
        headed(b"(12, True)"), headed(b"((12,), 3)"), headed(b"(12, 3"), headed(b"(12, 3)}}"),
        headed(b"(" * 4000), headed(b"999999999, 3"), headed(b"(\xff, 3)"), headed(b"\t\n (", 3),
        headed(b"(12, 3)", 300), headed(b"(99999999999999999999, 3)"), headed(b"{[]: 1}"),
        headed(b"(8, 3)", lie=1),
        # what zipfile would follow: a list of millions, another end, offsets that lead nowhere
        WHOLE[:-12] + b"\xff\xff" + WHOLE[-10:], WHOLE[:-10] + b"\xff" * 8 + WHOLE[-2:],
        WHOLE[:-22] + b"PK\6\7" + b"\0" * 16 + WHOLE[-22:], WHOLE + b"a comment",
        WHOLE[:-6] + b"\xff\xff\xff\x7f" + WHOLE[-2:], WHOLE[100:], WHOLE[-22:], WHOLE[:400],
    ],
)  # fmt: skip
def test_what_is_no_mesh(data: bytes) -> None:
    """Each is refused, in words that end a sentence, before memory is reserved for it."""
    with pytest.raises(BadMesh, match=r"^sends "):
        mesh_wire.unpack(data)


def test_a_header_as_another_numpy_writes_it() -> None:
    """Padding may differ; the rest is what `pack` writes."""
    assert len(mesh_wire.unpack(headed(b"(8, 3)", 16)).vertices) == 8


def test_damaged_on_the_way() -> None:
    """Bytes changed, left out or put in, anywhere: refused, or the mesh is fit to be used."""
    chance = np.random.default_rng(1)
    for _ in range(400):
        data = bytearray(WHOLE)
        for _ in range(chance.integers(1, 4)):
            at, kind = chance.integers(0, len(data)), chance.integers(0, 3)
            data[at : at + (kind != 1)] = b"" if kind == 0 else chance.bytes(1)
        try:
            mesh = mesh_wire.unpack(bytes(data))
        except BadMesh:
            continue
        assert np.isfinite(mesh.vertices).all() and mesh.faces.max() < len(mesh.vertices)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_list_of_many_members_is_not_read(hidden: bool) -> None:
    """Half a megabyte of empty members would be many times that in memory.

    Hidden: behind an end that speaks of two, the one for large packages speaks of them all.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for number in range(5000):
            package.writestr(f"{number}", b"")
    data = file.getvalue()
    if hidden:
        sign, _, _, count, _, size, offset, _ = struct.unpack("<4s4H2LH", data[-22:])
        end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
        end += struct.pack("<4sLQL", b"PK\6\7", 0, len(data) - 22, 1)
        data = data[:-22] + end + struct.pack("<4s4H2LH", sign, 0, 0, 2, 2, 100, 0, 0)
        assert len(zipfile.ZipFile(io.BytesIO(data)).infolist()) == 5000
    tracemalloc.start()
    with pytest.raises(BadMesh):
        mesh_wire.unpack(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000


def test_too_many_triangles() -> None:
    """The limit is the caller's."""
    with pytest.raises(BadMesh, match="million triangles"):
        mesh_wire.unpack(WHOLE, most_triangles=11)
