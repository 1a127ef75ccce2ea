"""A mesh on its way between machines: plain arrays in an NPZ, doubted until checked.

`numpy.load` reserves what a header claims, decompresses whatever comes, and reads headers as
Python. So this reads only what `pack` writes: two uncompressed members, each as long as its header
says, and nothing else in the package.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from memoreez.artifacts import Mesh

NPZ = "application/x-npz"
MOST_TRIANGLES = 5_000_000
FARTHEST_MM = 5000.0  # from the origin: no sculptor works in metres
_KINDS = {"vertices.npy": np.dtype("<f4"), "faces.npy": np.dtype("<i4")}
_HEADER = re.compile(
    rb"\x93NUMPY\x01\x00(..)(\{'descr': '([<>|=]\w+)', 'fortran_order': False, "
    rb"'shape': \(([0-9]{1,9}), 3\), \} *\n)",
    re.DOTALL,
)  # NEP 1, as numpy writes it
_LONGEST_HEADER = 256
_END = struct.Struct("<4s4H2LH")  # the last record of a package (APPNOTE.TXT, 4.3.16)
_END64 = b"PK\6\7"  # points to a record that would take its place
_MOST_LIST = 512  # bytes of a package's list of members
# what zipfile is known to raise for packages that lie
_BROKEN = (zipfile.BadZipFile, struct.error, KeyError, ValueError, OSError, EOFError, RuntimeError)


class BadMesh(ValueError):
    """What came is no mesh; the text says why, as the end of a sentence."""


def pack(mesh: Mesh) -> bytes:
    """The mesh, exact to the bit; the same mesh gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        for name, values in zip(_KINDS, (mesh.vertices, mesh.faces), strict=True):
            member = io.BytesIO()
            npy.write_array(member, np.ascontiguousarray(values, _KINDS[name]), allow_pickle=False)
            package.writestr(zipfile.ZipInfo(name), member.getvalue())
    return file.getvalue()


def unpack(data: bytes, most_triangles: int = MOST_TRIANGLES) -> Mesh:
    """What `pack` packed, fit to be used, with its lowest point on z = 0. Raises BadMesh."""
    try:
        _small(data)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            vertices, faces = (_member(package, name) for name in _KINDS)
    except _BROKEN:
        raise BadMesh("sends something that is no mesh, or only a part of one") from None
    return _checked(vertices, faces, most_triangles)


def _small(data: bytes) -> None:
    """A list of two members, not of the millions that fit into a body. Raises ValueError."""
    end = _END.unpack(data[-_END.size :])
    members, size = end[3:5], end[5]
    if end[0] != b"PK\5\6" or members != (2, 2) or size > _MOST_LIST or end[7]:
        raise ValueError("another package")
    if data[-_END.size - 20 :][:4] == _END64:
        raise ValueError("another end")


def _member(package: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    """One array (n, 3). Raises ValueError."""
    told = package.getinfo(name)
    if told.compress_type != zipfile.ZIP_STORED or told.flag_bits & 0x1:
        raise ValueError("packed in another way")
    content = package.read(told)
    header = _HEADER.match(content, 0, _LONGEST_HEADER)
    kind = _KINDS[name]
    if header is None or header[3] != kind.str.encode():
        raise ValueError("another kind of array")
    if int.from_bytes(header[1], "little") != len(header[2]):
        raise ValueError("another header")
    count = int(header[4])
    if count * 3 * kind.itemsize != len(content) - header.end():
        raise ValueError("another length than it says")
    return np.frombuffer(content, kind, offset=header.end()).reshape(count, 3)


def _checked(vertices: npt.NDArray[Any], faces: npt.NDArray[Any], most: int) -> Mesh:
    if len(faces) > most:
        raise BadMesh(f"sends {len(faces) / 1e6:.1f} million triangles, more than are taken")
    if len(faces) < 4 or len(vertices) < 4:
        raise BadMesh("sends a mesh without a body")
    if faces.min() < 0 or faces.max() >= len(vertices):
        raise BadMesh("sends triangles with corners that are not there")
    if not np.isfinite(vertices).all() or np.abs(vertices).max() > FARTHEST_MM:
        raise BadMesh("sends coordinates that are no millimetres")
    used = np.zeros(len(vertices), bool)
    used[faces.ravel()] = True
    low, high = vertices[used].min(axis=0), vertices[used].max(axis=0)
    if (high - low).min() <= 0:
        raise BadMesh("sends a mesh without a body")
    standing = np.array(vertices, np.float32)
    if low[2] != 0:
        standing[:, 2] -= low[2]
    return Mesh(standing, np.array(faces, np.int32))
