"""A mesh on its way between machines: plain arrays in an NPZ, doubted until checked.

`numpy.load` reserves what a header claims and decompresses whatever comes, so this reads only what
`pack` writes: uncompressed members whose size is the one that their header says.
"""

from __future__ import annotations

import io
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
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            vertices, faces = (_member(package, name) for name in _KINDS)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, EOFError):
        raise BadMesh("sends something that is no mesh, or only a part of one") from None
    return _checked(vertices, faces, most_triangles)


def _member(package: zipfile.ZipFile, name: str) -> npt.NDArray[Any]:
    """One array (n, 3). Raises ValueError."""
    told = package.getinfo(name)
    if told.compress_type != zipfile.ZIP_STORED or told.flag_bits & 0x1:
        raise ValueError("packed in another way")
    stream = io.BytesIO(package.read(told))
    version = npy.read_magic(stream)
    if version != (1, 0):
        raise ValueError("another version")
    shape, fortran, kind = npy.read_array_header_1_0(stream)
    values = stream.read()
    if fortran or kind != _KINDS[name] or len(shape) != 2 or shape[1] != 3:
        raise ValueError("another kind of array")
    if shape[0] * 3 * kind.itemsize != len(values):
        raise ValueError("another length than it says")
    return np.frombuffer(values, kind).reshape(shape)


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
