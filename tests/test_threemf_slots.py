"""Each body of a 3MF has its filament: gold letters where there are two, one colour where not."""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from keepsakes import keepsake

from memoreez.prints import threemf

SLOTS = {"figure": "1", "pedestal": "1", "inscription": "2"}
CORE = "{http://schemas.microsoft.com/3dmanufacturing/core/2015/02}"
BOTH = pytest.mark.parametrize("writer", ["plain", "lib3mf"])
SLICER = shutil.which("prusa-slicer")


def package(writer: threemf.Writer, layout: threemf.Layout = "volumes") -> zipfile.ZipFile:
    if writer == "lib3mf":
        pytest.importorskip("lib3mf")
    data = threemf.encode(keepsake(), title="Ada", metadata={}, writer=writer, layout=layout)
    return zipfile.ZipFile(BytesIO(data))


@BOTH
def test_prusaslicer_is_told_the_filament_of_each_body(writer: threemf.Writer) -> None:
    """The letters get the second slot, the rest and the object itself the first."""
    config = ET.fromstring(package(writer).read("Metadata/Slic3r_PE_model.config"))
    told = [
        {one.get("key"): one.get("value") for one in volume.findall("metadata[@type='volume']")}
        for volume in config.findall("object/volume")
    ]
    assert {one["name"]: one["extruder"] for one in told} == SLOTS
    assert {one["volume_type"] for one in told} == {"ModelPart"}
    whole = config.find("object/metadata[@key='extruder']")
    assert whole is not None
    assert (whole.get("type"), whole.get("value")) == ("object", "1")


@BOTH
def test_orcaslicer_is_told_that_the_list_is_prusaslicers(writer: threemf.Writer) -> None:
    """It reads that list only where Application says so and the model has no relations."""
    found = package(writer)
    root = ET.fromstring(found.read("3D/3dmodel.model"))
    (maker,) = (
        one.text for one in root.iter(f"{CORE}metadata") if one.get("name") == "Application"
    )
    assert "PrusaSlicer" in str(maker)
    assert not str(maker).startswith("PrusaSlicer-")  # we are not it, and have no version of it
    assert "3D/_rels/3dmodel.model.rels" not in found.namelist()


@BOTH
def test_bambu_studio_is_told_the_filament_of_each_object(writer: threemf.Writer) -> None:
    """In the other layout each part is named by the number of its own object."""
    found = package(writer, "objects")
    config = ET.fromstring(found.read("Metadata/model_settings.config"))
    root = ET.fromstring(found.read("3D/3dmodel.model"))
    names = {one.get("id"): one.get("name") for one in root.iter(f"{CORE}object")}
    parts = {
        names[str(part.get("id"))]: part.find("metadata[@key='extruder']").get("value")  # type: ignore[union-attr]
        for part in config.findall("object/part")
    }
    assert parts == SLOTS
    (built,) = root.iter(f"{CORE}item")
    assert [one.get("id") for one in config.findall("object")] == [built.get("objectid")]


@pytest.mark.slow
@pytest.mark.skipif(SLICER is None, reason="PrusaSlicer is not installed")
@pytest.mark.parametrize(("nozzles", "tools"), [("0.4", set()), ("0.4,0.4", {"T0", "T1"})])
def test_prusaslicer_prints_one_object_in_as_many_colours_as_there_are(
    nozzles: str, tools: set[str], tmp_path: Path
) -> None:
    """Without a warning: one filament never changes the tool, two change it for the letters."""
    data = threemf.encode(keepsake(), title="Ada", metadata={}, thumbnail_png=b"")
    (tmp_path / "k.3mf").write_bytes(data)
    done = subprocess.run(
        [str(SLICER), "--export-gcode", "--nozzle-diameter", nozzles, "-o", "k.gcode", "k.3mf"],
        cwd=tmp_path,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert not re.search("warn|error", done.stdout + done.stderr, re.IGNORECASE)
    gcode = (tmp_path / "k.gcode").read_text()
    assert set(re.findall(r"^(T\d)\b", gcode, re.MULTILINE)) == tools
    assert set(re.findall(r"^; printing object (.+) id:", gcode, re.MULTILINE)) <= {
        "Ada id:0 copy 0"
    }
