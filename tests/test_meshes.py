"""Reading mesh files: the right triangles in millimetres, or one clear sentence."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import trimesh
from print_shapes import box, mesh_of

from memoreez import meshes
from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.gate import inspect
from memoreez.meshes import read

SOLID = mesh_of(box(10, 20, 30))
LOW, HIGH = [-5, -10, 0], [5, 10, 30]


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


@pytest.mark.parametrize("name", WHOLE)
def test_every_format_gives_the_same_solid(name: str, tmp_path: Path) -> None:
    """A 10 x 20 x 30 block comes out of each format welded, in mm, z up and facing outwards."""
    mesh = loaded(tmp_path, name, WHOLE[name])
    assert (len(mesh.vertices), len(mesh.faces)) == (8, 12)
    assert mesh.vertices.min(axis=0) == pytest.approx(LOW, abs=1e-4)
    assert mesh.vertices.max(axis=0) == pytest.approx(HIGH, abs=1e-4)
    assert volume(unfold(mesh).corners) == pytest.approx(6000, rel=1e-5)
    assert (mesh.vertices.dtype, mesh.faces.dtype) == (np.float32, np.int32)


@pytest.mark.parametrize("name", WHOLE)
def test_every_cut_ends_in_a_sentence(name: str, tmp_path: Path) -> None:
    """A file cut off anywhere is refused or still a mesh; never another error."""
    content = WHOLE[name]
    for part in np.linspace(0, len(content) - 1, 25).astype(int).tolist():
        assert outcome(tmp_path, name, content[:part]).endswith(("mesh", "."))


@pytest.mark.parametrize("name", WHOLE)
def test_damaged_bytes_end_in_a_sentence(name: str, tmp_path: Path) -> None:
    """Bytes changed at random are refused or read; never another error."""
    rng = np.random.default_rng(7)
    for _ in range(25):
        content = np.frombuffer(WHOLE[name], np.uint8).copy()
        content[rng.integers(0, len(content), 4)] = rng.integers(0, 256, 4)
        assert outcome(tmp_path, name, content.tobytes()).endswith(("mesh", "."))


REFUSED = {
    "unknown format": ("a.step", b"ISO-10303-21;", "formats"),
    "empty": ("a.stl", b"", "empty"),
    "short": ("a.stl", b"abc", "truncated"),
    "lying header": ("a.stl", binary_stl(SOLID, count=13), "13 triangles"),
    "huge header": ("a.stl", binary_stl(SOLID, count=2**32 - 1), "4294967295"),
    "truncated": ("a.stl", binary_stl(SOLID)[:-7], "truncated"),
    "no triangles": ("a.stl", binary_stl(Mesh(SOLID.vertices, SOLID.faces[:0])), "no triangles"),
    "beyond float32": (
        "a.stl",
        ascii_stl(SOLID).replace(b"3.000000e+01", b"3.000000e+99"),
        "no numbers",
    ),
    "half an ascii": ("a.stl", ascii_stl(SOLID)[:-60], "ends in the middle"),
    "nan": (
        "a.stl",
        binary_stl(Mesh(np.full((3, 3), np.nan, "f4"), np.array([[0, 1, 2]], "i4"))),
        "no numbers",
    ),
    "glb called stl": ("a.stl", WHOLE["a.glb"], "Rename it to a.glb"),
    "3mf called obj": ("a.obj", WHOLE["a.3mf"], "Rename it to a.3mf"),
    "bad obj index": ("a.obj", b"v 0 0 0\nv 1 0 0\nf 1 2 9\n", "Line 3"),
    "word in obj": ("a.obj", b"v 0 zero 0\n", "Line 1"),
    "points only": ("a.obj", b"v 0 0 0\nv 1 0 0\n", "no triangles"),
    "lying ply": (
        "a.ply",
        b"ply\nformat ascii 1.0\nelement vertex 999999999\nproperty float x\nend_header\n",
        "999999999",
    ),
    "no zip": ("a.3mf", b"PK\x03\x04 and nothing", "package"),
    "no model": ("a.3mf", package({"readme.txt": "hello"}), "no 3D model"),
    "unit": ("a.3mf", threemf(model(SOLID, unit="league")), "league"),
    "missing object": ("a.3mf", threemf(model(SOLID, build='<item objectid="7"/>')), "'7'"),
    "dtd": (
        "a.3mf",
        threemf('<!DOCTYPE model [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><model>&b;</model>'),
        "document type",
    ),
    "cut xml": ("a.3mf", threemf(model(SOLID)[:-30]), "XML"),
    "glb version": ("a.glb", WHOLE["a.glb"][:4] + b"\1\0\0\0" + WHOLE["a.glb"][8:], "version 1"),
    "glb outside": (
        "a.glb",
        glb({**scene(GLTF), "buffers": [{"uri": "http://x/y.bin"}]}),
        "another file",
    ),
    "glb compressed": (
        "a.glb",
        glb({**scene(GLTF), "extensionsRequired": ["KHR_draco_mesh_compression"]}),
        "compression",
    ),
    "glb too long": ("a.glb", glb(scene(GLTF), bytes_of(GLTF)[:-8]), "truncated"),
    "glb circle": (
        "a.glb",
        glb(scene(GLTF, [{"mesh": 0, "children": [0]}]), bytes_of(GLTF)),
        "circle",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_files_are_refused_in_one_sentence(case: str, tmp_path: Path) -> None:
    """The message says what is wrong, names the value, and fits a terminal."""
    name, content, said = REFUSED[case]
    with pytest.raises(BadInput) as caught:
        loaded(tmp_path, name, content)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    """A name that is no file is bad input, not a traceback."""
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "none.stl")
    (tmp_path / "folder.stl").mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "folder.stl")


def test_too_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More bytes than the limit are never read."""
    monkeypatch.setattr(meshes, "MAX_BYTES", 100)
    with pytest.raises(BadInput, match="more than"):
        loaded(tmp_path, "a.stl", WHOLE["a.stl"])


def test_zip_bomb_is_refused_before_unpacking(tmp_path: Path) -> None:
    """Two gigabytes of spaces in two megabytes are refused from the directory alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("3D/3dmodel.model", "x")
    content = bytearray(stream.getvalue())
    entry = content.index(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 2_000_000_000)
    with pytest.raises(BadInput, match="2000 MB"):
        loaded(tmp_path, "bomb.3mf", bytes(content))


def test_nested_components_end(tmp_path: Path) -> None:
    """Objects of two objects of two objects … 60 deep are refused within seconds."""
    extra = "".join(
        f'<object id="{i}"><components><component objectid="{i - 1}"/>'
        f'<component objectid="{i - 1}"/></components></object>'
        for i in range(2, 61)
    )
    start = time.perf_counter()
    with pytest.raises(BadInput):
        loaded(tmp_path, "a.3mf", threemf(model(SOLID, build='<item objectid="60"/>', extra=extra)))
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(("unit", "scale"), [("inch", 25.4), ("meter", 1000), ("micron", 0.001)])
def test_3mf_units_become_millimetres(unit: str, scale: float, tmp_path: Path) -> None:
    """The unit that the 3MF names is honoured."""
    mesh = loaded(tmp_path, "a.3mf", threemf(model(SOLID, unit=unit)))
    assert np.ptp(mesh.vertices, axis=0) == pytest.approx(np.array([10, 20, 30]) * scale, rel=1e-4)


def test_3mf_items_and_components_are_placed(tmp_path: Path) -> None:
    """Two build items, one through a component, stand where their transforms say."""
    extra = (
        '<object id="2"><components><component objectid="1" '
        'transform="0 1 0 -1 0 0 0 0 1 0 0 5"/></components></object>'
    )
    build = '<item objectid="1"/><item objectid="2" transform="1 0 0 0 1 0 0 0 1 100 0 0"/>'
    mesh = loaded(tmp_path, "a.3mf", threemf(model(SOLID, build=build, extra=extra)))
    assert mesh.vertices.min(axis=0) == pytest.approx([-5, -10, 0])
    assert mesh.vertices.max(axis=0) == pytest.approx([110, 10, 35])
    assert volume(unfold(mesh).corners) == pytest.approx(12000, rel=1e-5)


def test_3mf_of_slicers_keeps_objects_in_other_models(tmp_path: Path) -> None:
    """Components with a path (Production Extension) are found in the package."""
    extra = (
        '<object id="9"><components><component p:path="/3D/o.model" objectid="1"/>'
        "</components></object>"
    )
    text = model(SOLID, build='<item objectid="9"/>', extra=extra)
    mesh = loaded(tmp_path, "a.3mf", threemf(text, **{"3D/o.model": model(SOLID)}))
    assert len(mesh.faces) == 12


def test_mirrored_item_still_faces_outwards(tmp_path: Path) -> None:
    """A transform that mirrors turns the triangles back."""
    build = '<item objectid="1" transform="-1 0 0 0 1 0 0 0 1 0 0 0"/>'
    mesh = loaded(tmp_path, "a.3mf", threemf(model(SOLID, build=build)))
    assert volume(unfold(mesh).corners) == pytest.approx(6000, rel=1e-5)


def test_glb_nodes_are_placed(tmp_path: Path) -> None:
    """Translation, rotation, scale and children: a half-size block, 20 mm to the right, lying."""
    half = np.sqrt(0.5)
    nodes: list[dict[str, object]] = [
        {"children": [1], "translation": [0.02, 0, 0]},
        {"mesh": 0, "scale": [0.5, 0.5, 0.5], "rotation": [half, 0, 0, half]},
    ]
    mesh = loaded(tmp_path, "a.glb", glb(scene(GLTF, nodes), bytes_of(GLTF)))
    assert mesh.vertices.min(axis=0) == pytest.approx([17.5, -15, -5], abs=1e-4)
    assert mesh.vertices.max(axis=0) == pytest.approx([22.5, 0, 5], abs=1e-4)


def test_obj_polygons_and_negative_indices(tmp_path: Path) -> None:
    """A square face with texture indices, counted from the end, becomes two triangles."""
    text = b"mtllib ../../etc/passwd\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf -4/1 -3/1 -2/1 -1/1\n"
    mesh = loaded(tmp_path, "a.obj", text)
    assert (len(mesh.vertices), len(mesh.faces)) == (4, 2)
    assert unfold(mesh).areas.sum() == pytest.approx(1)


def test_stl_in_metres_is_not_scaled(tmp_path: Path) -> None:
    """An STL has no unit: it is read as it stands, and the gate guesses what went wrong."""
    small = Mesh(SOLID.vertices / 1000, SOLID.faces)
    report = inspect(loaded(tmp_path, "a.stl", binary_stl(small)))
    units = next(c for c in report.checks if c.name == "units")
    assert (units.value, units.verdict) == (0.03, "warn")
    assert "metres" in units.advice
