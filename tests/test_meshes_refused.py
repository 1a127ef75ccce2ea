"""Mesh files that cannot be read are refused in one clear sentence."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from mesh_files import (
    GLTF,
    SOLID,
    WHOLE,
    ascii_stl,
    binary_stl,
    bytes_of,
    glb,
    loaded,
    model,
    outcome,
    package,
    scene,
    threemf,
)

from memoreez import meshes
from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.meshes import read


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
    with pytest.raises(BadInput, match="not a plain file"):
        read(tmp_path / "folder.stl")
    if os.name != "nt":
        (tmp_path / "endless.stl").symlink_to(os.devnull)
        with pytest.raises(BadInput, match="not a plain file"):
            read(tmp_path / "endless.stl")


def test_too_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More bytes than the limit are never read."""
    monkeypatch.setattr(meshes, "MAX_BYTES", 100)
    with pytest.raises(BadInput, match="at most"):
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
