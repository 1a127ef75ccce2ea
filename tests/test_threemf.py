"""3MF: both writers and both layouts, read back by lib3mf and by hand."""

import hashlib
import io
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import trimesh
from keepsakes import keepsake

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import OutputError
from memoreez.prints import threemf

CORE = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"
NASTY = 'Zoë & <b>"co"</b> \x00\x07\ud800שלום 😀'
READ = 'Zoë & <b>"co"</b> שלום 😀'
PICTURE = cv2.imencode(".png", np.full((8, 8, 3), 90, np.uint8))[1].tobytes()
LAYOUTS: tuple[threemf.Layout, ...] = ("volumes", "objects")
BOTH = pytest.mark.parametrize("writer", ["plain", "lib3mf"])
EACH = pytest.mark.parametrize("layout", LAYOUTS)


def made(writer: threemf.Writer, layout: threemf.Layout = "volumes", **more: Any) -> bytes:
    if writer == "lib3mf":
        pytest.importorskip("lib3mf")
    options: dict[str, Any] = {"title": NASTY, "metadata": {}, **more}
    return threemf.encode(keepsake(), writer=writer, layout=layout, **options)


def model(data: bytes) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("3D/3dmodel.model"))


def bodies(data: bytes) -> dict[str, trimesh.Trimesh]:
    """Each body by its name: by object, or by the triangles' material where there is one object."""
    root = model(data)
    names = [one.get("name") for one in root.iter(f"{CORE}base")]
    found = {}
    for thing in root.iter(f"{CORE}object"):
        rows = list(thing.iter(f"{CORE}triangle"))
        points = [[float(v.get(k)) for k in "xyz"] for v in thing.iter(f"{CORE}vertex")]
        for k, name in enumerate(names):
            which = [r for r in rows if int(r.get("p1", thing.get("pindex"))) == k]
            faces = [[int(r.get(c)) for c in ("v1", "v2", "v3")] for r in which]
            if faces:
                found[name] = trimesh.Trimesh(points, faces, process=True)
    return found


def by_lib3mf(data: bytes) -> tuple[Any, list[Any]]:
    """lib3mf's model, read in strict mode, and its mesh objects."""
    lib3mf = pytest.importorskip("lib3mf")
    read = lib3mf.get_wrapper().CreateModel()
    reader = read.QueryReader("3mf")
    reader.SetStrictModeActive(True)
    reader.ReadFromBuffer(data)
    assert reader.GetWarningCount() == 0
    meshes, objects = read.GetMeshObjects(), []
    while meshes.MoveNext():
        objects.append(meshes.GetCurrentMeshObject())
    return read, objects


@BOTH
@EACH
def test_bodies_come_back_with_names_and_volumes(
    writer: threemf.Writer, layout: threemf.Layout
) -> None:
    """Figure, pedestal and inscription are volumes of the same size, in millimetres."""
    data = made(writer, layout)
    assert model(data).get("unit") == "millimeter"
    back = bodies(data)
    assert list(back) == ["figure", "pedestal", "inscription"]
    for name, mesh in keepsake().bodies.items():
        assert back[name].is_volume
        assert back[name].volume == pytest.approx(
            trimesh.Trimesh(mesh.vertices, mesh.faces).volume, rel=1e-3
        )


@BOTH
@EACH
def test_lib3mf_reads_it_without_a_warning(writer: threemf.Writer, layout: threemf.Layout) -> None:
    """The consortium's reader, in strict mode, finds manifold objects of the right names."""
    _, objects = by_lib3mf(made(writer, layout))
    names = [one.GetName() for one in objects]
    assert names == ([READ] if layout == "volumes" else ["figure", "pedestal", "inscription"])
    assert all(one.IsManifoldAndOriented() for one in objects)


@BOTH
@EACH
def test_one_object_called_by_the_title_is_built(
    writer: threemf.Writer, layout: threemf.Layout
) -> None:
    """A slicer gets one thing to print, called by the title."""
    root = model(made(writer, layout))
    (item,) = root.iter(f"{CORE}item")
    objects = {one.get("id"): one.get("name") for one in root.iter(f"{CORE}object")}
    assert objects[item.get("objectid")] == READ


@BOTH
def test_prusaslicer_gets_the_range_of_each_body(writer: threemf.Writer) -> None:
    """Its own list names the bodies, and the ranges cover all triangles in their order."""
    data = made(writer)
    config = ET.fromstring(
        zipfile.ZipFile(io.BytesIO(data)).read("Metadata/Slic3r_PE_model.config")
    )
    (item,) = model(data).iter(f"{CORE}item")
    assert config.find("object").get("id") == item.get("objectid")
    parts = config.findall("object/volume")
    names = [part.find("metadata[@key='name']").get("value") for part in parts]
    ranges = [(int(part.get("firstid")), int(part.get("lastid"))) for part in parts]
    counts = [len(keepsake().bodies[name].faces) for name in names]
    assert names == ["figure", "pedestal", "inscription"]
    assert [b - a + 1 for a, b in ranges] == counts
    assert [a for a, _ in ranges] == np.cumsum([0, *counts[:-1]]).tolist()


@BOTH
def test_metadata_and_picture(writer: threemf.Writer) -> None:
    """Words arrive unharmed but for what XML cannot hold, without a date; so does the picture."""
    words = {"Description": NASTY, "LicenseTerms": "MIT"}
    data = made(writer, metadata=words, thumbnail_png=PICTURE)
    found = {one.get("name"): one.text for one in model(data).iter(f"{CORE}metadata")}
    assert found == {
        "Title": READ,
        "Designer": "memoreez",
        "Application": "memoreez, in the layout of PrusaSlicer",
        "Description": READ,
        "LicenseTerms": "MIT",
    }
    assert PICTURE in (
        zipfile.ZipFile(io.BytesIO(data)).read(n)
        for n in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )
    assert by_lib3mf(data)[0].HasPackageThumbnailAttachment()


@BOTH
def test_colours(writer: threemf.Writer) -> None:
    """The inscription is gold, the figure grey."""
    shades = {
        one.get("name"): one.get("displaycolor") for one in model(made(writer)).iter(f"{CORE}base")
    }
    assert shades["inscription"] == "#C9A227FF"
    assert shades["figure"] == "#B9B1A6FF"


@BOTH
def test_same_bytes_from_another_process(writer: threemf.Writer) -> None:
    """No clock, no random number, no order of a set is in the file."""
    data = made(writer, "objects", title="a", thumbnail_png=b"picture")
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[2:]\n"
        "from keepsakes import keepsake; from memoreez.prints import threemf\n"
        "data = threemf.encode(keepsake(), title='a', metadata={}, thumbnail_png=b'picture',"
        " layout='objects', writer=sys.argv[1])\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", code, writer, str(here), str(here.parent)],
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_a_figurine_without_bodies_is_one_figure() -> None:
    """The solid stands in, called figure."""
    solid = keepsake().solid
    data = threemf.encode(Figurine(solid, {}, 49.0, (), "none"), title="a", metadata={})
    assert list(bodies(data)) == ["figure"]


def test_unknown_metadata_is_refused() -> None:
    """A name that the specification does not have is said, with the ones it has."""
    with pytest.raises(OutputError, match=r"no metadata called 'Seed'.*Title"):
        made("plain", metadata={"Seed": "7"})


def test_empty_figurine_is_refused() -> None:
    """No triangles, no file."""
    empty = Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32))
    with pytest.raises(OutputError, match="no triangles"):
        threemf.encode(Figurine(empty, {}, 1.0, (), "none"), title="a", metadata={})
