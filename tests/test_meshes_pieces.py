"""Mesh files are read in pieces, with bounds: what lies on a seam, what is spelt oddly, bombs."""

from __future__ import annotations

import io
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
    by_trimesh,
    bytes_of,
    glb,
    loaded,
    model,
    scene,
    threemf,
)
from print_shapes import ball, mesh_of

from memoreez import formats
from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import weld
from memoreez.formats import placing, ply, ply_lists, stl, text, threemf_model, xml
from memoreez.meshes import read

BALL = weld(mesh_of(ball(20, (0, 0, 20))))
MANY = {
    "a.stl": binary_stl(BALL),
    "ascii.stl": ascii_stl(BALL),
    "a.obj": by_trimesh(BALL, "obj"),
    "a.ply": by_trimesh(BALL, "ply"),
    "ascii.ply": by_trimesh(BALL, "ply", encoding="ascii"),
    "a.3mf": threemf(model(BALL)),
}


@pytest.mark.parametrize("name", MANY)
def test_seams_between_pieces_lose_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pieces of a few hundred bytes or rows give the same mesh as one piece."""
    whole = loaded(tmp_path, name, MANY[name])
    for module, size in ((text, 997), (threemf_model, 997), (stl, 7), (ply, 7), (ply_lists, 7)):
        monkeypatch.setattr(module, "PIECE", size)
    pieces = loaded(tmp_path, name, MANY[name])
    assert np.array_equal(pieces.vertices, whole.vertices)
    assert np.array_equal(pieces.faces, whole.faces)
    assert (len(whole.vertices), len(whole.faces)) == (len(BALL.vertices), len(BALL.faces))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<vertices>", "<vertices><!-- </vertices> -->"),
        ('v1="7"', 'v1 = "7"'),
        ("<triangle ", "<triangle  pid='1' "),
        ("<resources>", "<!-- <vertices> --><resources>"),
    ],
    ids=["remark inside", "blanks", "attributes", "remark before"],
)
def test_a_3mf_in_another_spelling_is_the_same(old: str, new: str, tmp_path: Path) -> None:
    """What numpy cannot read at once goes through the XML parser, with the same result."""
    assert old in model(SOLID)
    mesh = loaded(tmp_path, "a.3mf", threemf(model(SOLID).replace(old, new)))
    usual = loaded(tmp_path, "b.3mf", threemf(model(SOLID)))
    assert np.array_equal(mesh.vertices, usual.vertices)
    assert np.array_equal(mesh.faces, usual.faces)


def test_usual_3mfs_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The XML parser sees none of the vertices and triangles of a plain 3MF: they are millions."""
    seen: list[str] = []
    start = threemf_model._Reading.start

    def noted(self: threemf_model._Reading, tag: str, attributes: dict[str, str]) -> None:
        seen.append(tag)
        start(self, tag, attributes)

    monkeypatch.setattr(threemf_model._Reading, "start", noted)
    loaded(tmp_path, "a.3mf", threemf(model(SOLID)))
    assert seen == [
        "model",
        "resources",
        "object",
        "mesh",
        "vertices",
        "triangles",
        "build",
        "item",
    ]


@pytest.mark.parametrize("order", ["little", "big"])
def test_ply_polygons_and_other_columns(order: str, tmp_path: Path) -> None:
    """Squares beside triangles, colours and other elements, in either byte order."""
    sign = "<" if order == "little" else ">"
    head = (
        f"ply\nformat binary_{order}_endian 1.0\ncomment made by hand\nelement vertex 5\n"
        "property uchar red\nproperty float x\nproperty float y\nproperty float z\n"
        "element note 2\nproperty list uchar short words\nelement face 2\n"
        "property list uchar int vertex_indices\nproperty uchar flag\nend_header\n"
    )
    points = [(9, 0, 0, 0), (9, 1, 0, 0), (9, 1, 1, 0), (9, 0, 1, 0), (9, 0, 0, 1)]
    kind = np.dtype([("c", "u1"), ("p", f"{sign}f4", 3)])
    body = np.array([(c, p) for c, *p in points], kind).tobytes()
    body += bytes([1]) + np.array([7], f"{sign}i2").tobytes() + bytes([0])
    for corners in ([0, 1, 2, 3], [0, 1, 4]):
        body += bytes([len(corners)]) + np.array(corners, f"{sign}i4").tobytes() + b"\1"
    mesh = loaded(tmp_path, "a.ply", head.encode() + body)
    assert (len(mesh.vertices), len(mesh.faces)) == (5, 3)


BROKEN = Mesh(
    np.concatenate([SOLID.vertices, [[np.nan, 0, 0]]]).astype(np.float32),
    np.concatenate([SOLID.faces, [[0, 1, len(SOLID.vertices)]]]).astype(np.int32),
)
ASTRAY = Mesh(SOLID.vertices, np.concatenate([SOLID.faces, [[0, 1, 77]]]).astype(np.int32))
LENIENT = {
    "nan.stl": binary_stl(BROKEN),
    "nan.obj": by_trimesh(BROKEN, "obj"),
    "nan.glb": glb(scene(BROKEN), bytes_of(BROKEN)),
    "astray.obj": by_trimesh(SOLID, "obj") + b"\nf 1 2 77\n",
    "astray.3mf": threemf(model(ASTRAY)),
    "astray.glb": glb(scene(ASTRAY), bytes_of(ASTRAY)),
}


@pytest.mark.parametrize("name", LENIENT)
def test_a_repair_gets_damaged_meshes(name: str, tmp_path: Path) -> None:
    """What `check` refuses, `fix` reads, with the broken triangle still in it."""
    with pytest.raises(BadInput):
        loaded(tmp_path, name, LENIENT[name])
    mesh = read(tmp_path / name, tolerant=True)
    good = np.asarray(((mesh.faces >= 0) & (mesh.faces < len(mesh.vertices))).all(axis=1))
    good[good] = np.isfinite(mesh.vertices[mesh.faces[good]]).all(axis=(1, 2))
    assert (len(mesh.faces), int(good.sum())) == (13, 12)


SAID = {
    "stl with commas": ("a.stl", ascii_stl(SOLID).replace(b".0", b",0"), "comma ('"),
    "obj with commas": ("a.obj", b"v 1,5 2,5 3\n", "comma ('1,5' for 1.5)"),
    "ply with commas": (
        "a.ply",
        WHOLE["ascii.ply"].replace(b"-5.0", b"-5,0").replace(b"-5 ", b"-5,0 "),
        "comma",
    ),
    "a word without end": ("a.obj", b"v " + b"1" * 3_000_000, "line of more than"),
    "one of many triangles": ("a.stl", binary_stl(SOLID, count=12), "5 triangles"),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_wrong_is_said(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commas for points are named, endless lines and too many triangles refused."""
    name, content, said = SAID[case]
    if "many" in case:
        monkeypatch.setattr(formats, "MAX_TRIANGLES", 5)
        said = "at most"
    with pytest.raises(BadInput) as caught:
        loaded(tmp_path, name, content)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300


def bomb(piece: bytes, times: int) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("3D/3dmodel.model", "w") as file,
    ):
        file.write(b"<model>")
        for _ in range(times):
            file.write(piece)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("piece", "times", "said"),
    [
        (b"<a>" * 1000, 1, "deep"),
        (b"<x/>" * 3000, 1, "entries"),
        (b"<!--" + b"a " * 30_000, 3, "word"),
        (b'<object id="1"><vertices>' + b'<vertex x="0" y="0" z="0"/>' * 3000, 1, "points"),
    ],
    ids=["depth", "elements", "remark", "vertices"],
)
def test_bombs_are_refused_on_the_way(
    piece: bytes, times: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small packages that unfold without end are left at a bound, not at the end of memory."""
    monkeypatch.setattr(threemf_model, "MAX_OTHERS", 1000)
    monkeypatch.setattr(threemf_model, "PIECE", 20_000)
    monkeypatch.setattr(xml, "MAX_WORD", 20_000)
    monkeypatch.setattr(formats, "MAX_POINTS", 1000)
    with pytest.raises(BadInput, match=said):
        loaded(tmp_path, "a.3mf", bomb(piece, times))


def test_one_mesh_shown_again_and_again_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of nodes that show a few triangles of a large table are refused."""
    monkeypatch.setattr(placing, "MAX_WORK", 10_000)
    document = scene(GLTF, [{"mesh": 0}] * 1000)
    document["scenes"] = [{"nodes": list(range(1000))}]
    with pytest.raises(BadInput, match="again and again"):
        loaded(tmp_path, "a.glb", glb(document, bytes_of(GLTF)))
