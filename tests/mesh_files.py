"""One solid as the bytes of every mesh format, for the tests of the readers."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import trimesh
from print_shapes import box, mesh_of

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.meshes import read

SOLID = mesh_of(box(10, 20, 30))


def binary_stl(mesh: Mesh, *, count: int | None = None, head: bytes = b"made by a test") -> bytes:
    record = np.dtype([("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")])
    rows = np.zeros(len(mesh.faces), record)
    rows["v"] = mesh.vertices[mesh.faces]
    said = len(rows) if count is None else count
    return head.ljust(80, b" ") + struct.pack("<I", said) + rows.tobytes()


def ascii_stl(mesh: Mesh) -> bytes:
    text = "solid thing\n"
    for triangle in mesh.vertices[mesh.faces]:
        corners = "".join(f"   vertex {x:e} {y:e} {z:e}\n" for x, y, z in triangle)
        text += f" facet normal 0 0 0\n  outer loop\n{corners}  endloop\n endfacet\n"
    return (text + "endsolid thing\n").encode()


def by_trimesh(mesh: Mesh, kind: str, **options: object) -> bytes:
    made = trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)
    content = made.export(file_type=kind, **options)
    return content.encode() if isinstance(content, str) else bytes(content)


def model(mesh: Mesh, *, unit: str = "millimeter", build: str = "", extra: str = "") -> str:
    vertices = "".join(f'<vertex x="{x}" y="{y}" z="{z}"/>' for x, y, z in mesh.vertices.tolist())
    faces = "".join(f'<triangle v1="{a}" v2="{b}" v3="{c}"/>' for a, b, c in mesh.faces.tolist())
    return (
        f'<?xml version="1.0"?><model unit="{unit}" '
        'xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" '
        'xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06"><resources>'
        f'<object id="1" type="model"><mesh><vertices>{vertices}</vertices>'
        f"<triangles>{faces}</triangles></mesh></object>{extra}</resources>"
        f"<build>{build or '<item objectid=' + chr(34) + '1' + chr(34) + '/>'}</build></model>"
    )


def package(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def threemf(text: str, **others: str) -> bytes:
    return package({"3D/3dmodel.model": text, **others})


def glb(document: dict[str, object], binary: bytes = b"") -> bytes:
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<II", len(text), 0x4E4F534A) + text
    chunks += struct.pack("<II", len(binary), 0x004E4942) + binary
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


def scene(mesh: Mesh, nodes: list[dict[str, object]] | None = None) -> dict[str, object]:
    size = mesh.vertices.astype("<f4").nbytes
    return {
        "asset": {"version": "2.0"},
        "scenes": [{"nodes": [0]}],
        "nodes": nodes or [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "buffers": [{"byteLength": size + mesh.faces.nbytes}],
        "bufferViews": [
            {"buffer": 0, "byteLength": size},
            {"buffer": 0, "byteOffset": size, "byteLength": mesh.faces.nbytes},
        ],
        "accessors": [
            {"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": len(mesh.vertices)},
            {"bufferView": 1, "componentType": 5125, "type": "SCALAR", "count": mesh.faces.size},
        ],
    }


def bytes_of(mesh: Mesh) -> bytes:
    return mesh.vertices.astype("<f4").tobytes() + mesh.faces.astype("<u4").tobytes()


def gltf_axes(mesh: Mesh) -> Mesh:
    """The mesh in metres, Y up."""
    x, y, z = mesh.vertices.T / 1000
    return Mesh(np.stack([x, z, -y], axis=1), mesh.faces)


def loaded(folder: Path, name: str, content: bytes) -> Mesh:
    (folder / name).write_bytes(content)
    return read(folder / name)


def outcome(folder: Path, name: str, content: bytes) -> str:
    """What reading ended in: `mesh`, or the sentence of the refusal."""
    try:
        return "mesh" if len(loaded(folder, name, content).faces) else "nothing"
    except BadInput as error:
        return str(error)


GLTF = gltf_axes(SOLID)
WHOLE = {
    "a.stl": binary_stl(SOLID),
    "solid.stl": binary_stl(SOLID, head=b"solid facet although binary"),
    "ascii.stl": ascii_stl(SOLID),
    "UPPER.STL": ascii_stl(SOLID).upper(),
    "a.obj": by_trimesh(SOLID, "obj"),
    "a.ply": by_trimesh(SOLID, "ply"),
    "ascii.ply": by_trimesh(SOLID, "ply", encoding="ascii"),
    "a.3mf": threemf(model(SOLID)),
    "a.glb": glb(scene(GLTF), bytes_of(GLTF)),
    "trimesh.glb": by_trimesh(GLTF, "glb"),
}
