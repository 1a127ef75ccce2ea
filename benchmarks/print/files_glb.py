"""Hostile files that are no plain list of triangles: glTF."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np

from benchmarks.print.files import CUBE, hostile


def _glb(document: Any, binary: bytes = b"") -> bytes:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    chunks += struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def _scene(**more: Any) -> dict[str, Any]:
    points, faces = CUBE.vertices.astype("<f4").nbytes, CUBE.faces.astype("<u4").nbytes
    return {
        "asset": {"version": "2.0"},
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "buffers": [{"byteLength": points + faces}],
        "bufferViews": [
            {"buffer": 0, "byteLength": points},
            {"buffer": 0, "byteOffset": points, "byteLength": faces},
        ],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": len(CUBE.vertices)},
            {"bufferView": 1, "componentType": 5125, "type": "SCALAR", "count": CUBE.faces.size},
        ],
    } | more


def _bytes() -> bytes:
    return CUBE.vertices.astype("<f4").tobytes() + CUBE.faces.astype("<u4").tobytes()


@hostile(".glb")
def _file_glb() -> bytes:
    """GLB that refers to a file of the machine."""
    return _glb(_scene(buffers=[{"byteLength": 999, "uri": "file:///etc/passwd"}]), _bytes())


@hostile(".glb")
def _address_glb() -> bytes:
    """GLB that refers to an address on the network."""
    return _glb(_scene(buffers=[{"byteLength": 9, "uri": "http://127.0.0.1:9/x.bin"}]), _bytes())


@hostile(".glb")
def _picture_glb() -> bytes:
    """GLB whose picture is elsewhere; the shape is whole."""
    return _glb(_scene(images=[{"uri": "../../../../etc/passwd"}]), _bytes())


@hostile(".glb")
def _copies_glb() -> bytes:
    """GLB of 90,000 nodes that all show one mesh of 2,000 triangles."""
    points = np.random.default_rng(1).random((6000, 3)).astype("<f4").tobytes()
    accessor = {"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 6000}
    document = _scene(
        scenes=[{"nodes": list(range(90_000))}],
        nodes=[{"mesh": 0}] * 90_000,
        meshes=[{"primitives": [{"attributes": {"POSITION": 0}}]}],
        buffers=[{"byteLength": len(points)}],
        bufferViews=[{"buffer": 0, "byteLength": len(points)}],
        accessors=[accessor],
    )
    return _glb(document, points)


@hostile(".glb")
def _count_glb() -> bytes:
    """GLB that says four billion points with a stride of one byte."""
    views = [{"buffer": 0, "byteLength": 240, "byteStride": 1}, _scene()["bufferViews"][1]]
    accessors = [dict(_scene()["accessors"][0], count=2**32), _scene()["accessors"][1]]
    return _glb(_scene(bufferViews=views, accessors=accessors), _bytes())


@hostile(".glb")
def _stride_glb() -> bytes:
    """GLB that reads 60 MB of points from steps of one byte."""
    binary = bytes(60_000_000)
    views = [{"buffer": 0, "byteLength": len(binary), "byteStride": 1}]
    accessors = [dict(_scene()["accessors"][0], count=59_000_000)]
    meshes = [{"primitives": [{"attributes": {"POSITION": 0}}]}]
    made = _scene(
        buffers=[{"byteLength": len(binary)}],
        bufferViews=views,
        accessors=accessors,
        meshes=meshes,
    )
    return _glb(made, binary)


@hostile(".glb")
def _deep_glb() -> bytes:
    """GLB whose description is 200,000 brackets deep."""
    return _glb(b'{"asset":' + b"[" * 200_000 + b"]" * 200_000 + b"}")


@hostile(".glb")
def _digits_glb() -> bytes:
    """GLB with an index of 100,000 digits."""
    return _glb(b'{"scene":' + b"9" * 100_000 + b',"scenes":[{"nodes":[0]}]}')


@hostile(".glb")
def _matrix_glb() -> bytes:
    """GLB with a matrix of 1e308, NaN and words."""
    return _glb(_scene(nodes=[{"mesh": 0, "matrix": [1e308] * 15 + [float("nan")]}]), _bytes())


@hostile(".glb")
def _circle_glb() -> bytes:
    """GLB whose nodes are children of one another."""
    nodes = [{"mesh": 0, "children": [1, 1]}, {"children": [0, 0]}]
    return _glb(_scene(nodes=nodes), _bytes())


@hostile(".glb")
def _length_glb() -> bytes:
    """GLB cut off after its description."""
    return _glb(_scene(), _bytes())[:-90]


@hostile(".gltf")
def _gltf() -> bytes:
    """glTF in text, with its buffer in another file."""
    return json.dumps(_scene(buffers=[{"byteLength": 9, "uri": "../secret.bin"}])).encode()
