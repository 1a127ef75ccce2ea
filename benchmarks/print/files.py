"""Hostile files: each is written into a folder and must be refused or read, soon and in words."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from manifold3d import Manifold

from benchmarks.print.shapes import mesh_of

Content = Callable[[], bytes]
FILES: dict[str, tuple[str, Content]] = {}  # what it is: its suffix and its bytes
PLACED: dict[str, tuple[str, Callable[[Path], None]]] = {}  # those that are no plain bytes
CUBE = mesh_of(Manifold.cube((20, 20, 20)))


def hostile(suffix: str) -> Callable[[Content], Content]:
    """List a function that gives the bytes under its first line."""

    def enlist(function: Content) -> Content:
        FILES[(function.__doc__ or "").strip().rstrip(".")] = suffix, function
        return function

    return enlist


def _stl(count: int, rows: bytes, head: bytes = b"binary") -> bytes:
    return head.ljust(80, b" ") + struct.pack("<I", count) + rows


def _rows() -> bytes:
    record = np.dtype([("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")])
    rows = np.zeros(len(CUBE.faces), record)
    rows["v"] = CUBE.vertices[CUBE.faces]
    return rows.tobytes()


def _ascii(decimal: str = ".", number: str = "{:.6f}") -> bytes:
    lines = ["solid cube"]
    for triangle in CUBE.vertices[CUBE.faces].tolist():
        lines += ["facet normal 0 0 0", "outer loop"]
        for corner in triangle:
            lines.append("vertex " + " ".join(number.format(v) for v in corner))
        lines += ["endloop", "endfacet"]
    return "\n".join([*lines, "endsolid cube", ""]).replace(".", decimal).encode()


@hostile(".stl")
def _short_stl() -> bytes:
    """STL cut off in its last triangle."""
    return _stl(12, _rows())[:-31]


@hostile(".stl")
def _more_stl() -> bytes:
    """STL whose header says four billion triangles."""
    return _stl(2**32 - 1, _rows())


@hostile(".stl")
def _less_stl() -> bytes:
    """STL whose header says three triangles of twelve."""
    return _stl(3, _rows())


@hostile(".stl")
def _solid_stl() -> bytes:
    """Binary STL that begins with solid and facet."""
    return _stl(12, _rows(), b"solid facet normal outer loop vertex")


@hostile(".stl")
def _comma_stl() -> bytes:
    """ASCII STL with a comma for the decimal point."""
    return _ascii(",")


@hostile(".stl")
def _large_stl() -> bytes:
    """ASCII STL with coordinates of 1e999."""
    return _ascii(number="{:.1f}e999")


@hostile(".stl")
def _words_stl() -> bytes:
    """ASCII STL whose coordinates are nan and inf."""
    return _ascii().replace(b"20.000000", b"nan").replace(b"0.000000", b"-inf")


@hostile(".stl")
def _line_stl() -> bytes:
    """ASCII STL that is one line of 60 MB."""
    return b"solid facet " + b"vertex " * 8_500_000 + b" endsolid"


@hostile(".stl")
def _blank_stl() -> bytes:
    """ASCII STL of 60 MB of spaces between two words."""
    return b"solid facet vertex" + b" " * 60_000_000 + b"1 endsolid"


@hostile(".stl")
def _many_stl() -> bytes:
    """STL of four million triangles in one point."""
    return _stl(4_000_000, bytes(200_000_000))


@hostile(".stl")
def _nan_stl() -> bytes:
    """Binary STL of random bits: NaN, infinite and 1e38."""
    return _stl(100_000, np.random.default_rng(1).bytes(5_000_000))


@hostile(".stl")
def _gzip_stl() -> bytes:
    """Gzip that is called STL."""
    return zlib.compress(_stl(12, _rows()), wbits=31)


@hostile(".stl")
def _empty_stl() -> bytes:
    """STL of 84 bytes without triangles."""
    return _stl(0, b"")


@hostile(".obj")
def _index_obj() -> bytes:
    """OBJ that names vertices before and after all."""
    return b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf -1 -2 -3\nf -4 1 2\nf 1 2 99999999999999999999\n"


@hostile(".obj")
def _fan_obj() -> bytes:
    """OBJ with one polygon of two million corners."""
    return b"v 0 0 0\nv 9 0 0\nv 0 9 0\nf" + b" 1 2 3" * 700_000 + b"\n"


@hostile(".obj")
def _digits_obj() -> bytes:
    """OBJ with a number of five million digits."""
    return b"v 0 0 " + b"9" * 5_000_000 + b"\nv 1 0 0\nv 0 1 0\nf 1 2 3\n"


@hostile(".obj")
def _index_digits_obj() -> bytes:
    """OBJ with an index of five million digits."""
    return b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 " + b"3" * 5_000_000 + b"\n"


@hostile(".obj")
def _outside_obj() -> bytes:
    """OBJ that asks for a material from another place."""
    return b"mtllib ../../../../etc/passwd\ncall http://x.invalid/y.obj\nv 0 0 0\nf 1 1 1\n"


@hostile(".ply")
def _count_ply() -> bytes:
    """PLY that says 40 million vertices without any property."""
    head = b"ply\nformat binary_little_endian 1.0\nelement vertex 40000000\nend_header\n"
    return head + bytes(45_000_000)


@hostile(".ply")
def _list_ply() -> bytes:
    """PLY whose lists say that they have four billion corners."""
    head = b"ply\nformat binary_little_endian 1.0\nelement vertex 3\n"
    head += b"property float x\nproperty float y\nproperty float z\nelement face 2\n"
    head += b"property list uint uint vertex_indices\nend_header\n"
    return head + bytes(36) + struct.pack("<I", 2**32 - 1) * 9


@hostile(".ply")
def _type_ply() -> bytes:
    """PLY with a property of a type that does not exist."""
    return b"ply\nformat ascii 1.0\nelement vertex 1\nproperty quaternion x\nend_header\n0\n"


@hostile(".ply")
def _bare_ply() -> bytes:
    """PLY whose header never ends."""
    return b"ply\nformat ascii 1.0\n" + b"comment " + b"x" * 20_000_000


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _device(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _sparse(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(2_000_000_000)


def _zeros(file: Path) -> None:
    with file.open("wb") as stream:
        stream.write(_stl(9_999_990, b""))
        stream.truncate(84 + 50 * 9_999_990)


PLACED["a pipe that nobody writes to"] = ".stl", _pipe
PLACED["a link to an endless device"] = ".stl", _device
PLACED["2 GB of nothing"] = ".3mf", _sparse
PLACED["500 MB of zeros that are a good STL"] = ".stl", _zeros
