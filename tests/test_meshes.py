"""Reading mesh files: the right triangles in millimetres, whatever the format."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from mesh_files import (
    GLTF,
    SOLID,
    WHOLE,
    binary_stl,
    bytes_of,
    glb,
    loaded,
    model,
    scene,
    threemf,
)

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.gate import inspect

LOW, HIGH = [-5, -10, 0], [5, 10, 30]


@pytest.mark.parametrize("name", WHOLE)
def test_every_format_gives_the_same_solid(name: str, tmp_path: Path) -> None:
    """A 10 x 20 x 30 block comes out of each format welded, in mm, z up and facing outwards."""
    mesh = loaded(tmp_path, name, WHOLE[name])
    assert (len(mesh.vertices), len(mesh.faces)) == (8, 12)
    assert mesh.vertices.min(axis=0) == pytest.approx(LOW, abs=1e-4)
    assert mesh.vertices.max(axis=0) == pytest.approx(HIGH, abs=1e-4)
    assert volume(unfold(mesh).corners) == pytest.approx(6000, rel=1e-5)
    assert (mesh.vertices.dtype, mesh.faces.dtype) == (np.float32, np.int32)


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
