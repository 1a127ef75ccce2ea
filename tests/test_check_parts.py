"""Checking a 3MF with named parts: what touches on purpose is no fault."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from keepsakes import keepsake
from print_shapes import ball, line, mesh_of, rod

from memoreez import api
from memoreez.figurines.finish import Wish, finish
from memoreez.meshes import read_parts
from memoreez.prints import stl, threemf

LIST = "Metadata/Slic3r_PE_model.config"
KEEPSAKE = threemf.encode(keepsake(), title="Sophie", metadata={})


def relisted(old: str, new: str) -> bytes:
    """The keepsake with `old` replaced in its list of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(KEEPSAKE)) as whole, zipfile.ZipFile(stream, "w") as changed:
        for name in whole.namelist():
            content = whole.read(name)
            if name == LIST:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            changed.writestr(name, content)
    return stream.getvalue()


def test_named_parts_are_read(tmp_path: Path) -> None:
    """Each part comes with its name and its triangles; together they are the whole."""
    (tmp_path / "a.3mf").write_bytes(KEEPSAKE)
    mesh, parts = read_parts(tmp_path / "a.3mf")
    assert list(parts) == ["figure", "pedestal", "inscription"]
    written = {name: len(body.faces) for name, body in keepsake().bodies.items()}
    assert {name: len(part.faces) for name, part in parts.items()} == written
    assert sum(written.values()) == len(mesh.faces)


def test_parts_that_touch_pass(tmp_path: Path) -> None:
    """One body, three parts, no word about joining them; the same shells without names warn."""
    (tmp_path / "a.3mf").write_bytes(KEEPSAKE)
    report = api.check(tmp_path / "a.3mf")
    assert [line(report, name).verdict for name in ("bodies", "parts")] == ["pass", "pass"]
    assert (line(report, "bodies").value, line(report, "parts").value) == (1, 3)
    (tmp_path / "a.stl").write_bytes(stl.encode(read_parts(tmp_path / "a.3mf")[0]))
    assert line(api.check(tmp_path / "a.stl"), "bodies").verdict == "warn"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('firstid="0"', 'firstid="1"'),
        ('firstid="0"', 'firstid="nought"'),
        ('firstid="0"', 'first="0"'),
        ('lastid="', 'lastid="9999999999999999999999'),
        ("</config>", ""),
    ],
    ids=["gap", "no number", "no attribute", "beyond the end", "cut"],
)
def test_a_bad_list_names_no_parts(old: str, new: str, tmp_path: Path) -> None:
    """A list that does not cover every triangle once is passed over; the mesh is still read."""
    (tmp_path / "a.3mf").write_bytes(relisted(old, new))
    mesh, parts = read_parts(tmp_path / "a.3mf")
    assert (len(mesh.faces) > 0, parts) == (True, {})


def test_two_parts_of_one_name_stay_two(tmp_path: Path) -> None:
    """Equal names are numbered."""
    (tmp_path / "a.3mf").write_bytes(relisted('"pedestal"', '"figure"'))
    assert list(read_parts(tmp_path / "a.3mf")[1]) == ["figure 1", "figure 2", "inscription"]


def test_our_own_3mf_passes_our_own_check(tmp_path: Path) -> None:
    """A finished keepsake has no triangle without area and no loose shell in its 3MF."""
    bust = mesh_of(rod(30, 14, top=8) + ball(11, (0, 0, 34)))
    done = finish(bust, Wish(60, ("Sophie", "2026")), tolerance_mm=0.01)
    (tmp_path / "a.3mf").write_bytes(threemf.encode(done.figurine, title="S", metadata={}))
    report = api.check(tmp_path / "a.3mf")
    names = ("degenerate_faces", "closed", "bodies", "parts", "self_intersection", "manifold")
    assert {name: line(report, name).verdict for name in names} == dict.fromkeys(names, "pass")
