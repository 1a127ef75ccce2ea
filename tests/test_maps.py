"""Maps of where a solid is hard to print: what they measure, and that one can see it."""

from __future__ import annotations

import io
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import trimesh
from manifold3d import Manifold
from print_shapes import ball, box, mesh_of, rod

from memoreez import maps
from memoreez.artifacts import Maps, Mesh
from memoreez.errors import OutputError
from memoreez.figurines import gate
from memoreez.figurines.maps import chart, measure
from memoreez.prints import maps as drawing
from memoreez.prints import scaffold
from memoreez.prints.report_maps import section

BLOCK = mesh_of(box(30, 30, 30))
PLATE = mesh_of(box(40, 20, 6) + box(36, 0.6, 40))
# A table on one leg, from which a rod hangs: an overhang all round, and an island at the rod's end.
TABLE = mesh_of(
    rod(30, 4) + box(40, 40, 4).translate((0, 0, 30)) + rod(12, 2).translate((14, 0, 19))
)


@cache
def pictures(name: str) -> dict[str, bytes]:
    """Drawn once for all tests."""
    return maps.pictures({"plate": PLATE, "table": TABLE, "block": BLOCK}[name])


def charted(mesh: Mesh) -> tuple[drawing.Canvas, Maps]:
    sketch = drawing.canvas(mesh)
    return sketch, chart(measure(mesh), sketch.mesh.vertices, sketch.normals)


def pixels(png: bytes) -> npt.NDArray[np.int64]:
    """(rows, columns, 4): blue, green, red, opacity."""
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED)
    assert picture is not None
    return picture.astype(np.int64)


def reddish(png: bytes) -> float:
    """The share of the solid's pixels that are red-orange."""
    blue, green, red, opacity = np.moveaxis(pixels(png), 2, 0)
    seen = opacity > 128
    return float(((red > 1.7 * green) & (red > 2 * blue) & seen).sum() / seen.sum())


def test_a_thin_wall_is_as_thin_as_it_was_drawn() -> None:
    """0.6 mm on both sides of the plate, and no wall on the block that it stands on."""
    sketch, found = charted(PLATE)
    x, y, z = sketch.mesh.vertices.T
    side = (np.abs(np.abs(y) - 0.3) < 1e-3) & (np.abs(x) < 16) & (z > 9) & (z < 37)
    block = (np.abs(y) > 5) & (z < 6.1)
    assert side.sum() > 20
    assert found.wall_mm[side] == pytest.approx(0.6, abs=0.02)
    assert found.wall_mm[block].min() > 3
    assert (found.thin_mm, found.stout_mm) == pytest.approx((0.8, 1.2))


def test_what_leans_is_told_in_degrees() -> None:
    """A ceiling leans 90°, an upright wall 0°, and what lies on the bed never overhangs."""
    sketch, found = charted(TABLE)
    z, down = sketch.mesh.vertices[:, 2], sketch.normals[:, 2] < -0.99
    assert found.lean_deg[down & (np.abs(z - 30) < 0.01)] == pytest.approx(90, abs=0.5)
    assert found.lean_deg[z < 0.3].max() == -90
    upright = (np.abs(sketch.normals[:, 2]) < 1e-3) & (z > 1)
    assert found.lean_deg[upright] == pytest.approx(0, abs=0.1)


def test_an_island_is_where_a_part_begins_in_mid_air() -> None:
    """At the end of the hanging rod and nowhere else; the same number as the gate's."""
    sketch, found = charted(TABLE)
    assert found.islands == pytest.approx(np.array([[14, 0, 19]]), abs=0.4)
    x, y, z = sketch.mesh.vertices[found.island].T
    assert len(x) >= 8
    assert np.hypot(x - 14, y).max() < 3
    assert np.abs(z - 19).max() < 1.2
    report, measured = gate.survey(TABLE)
    assert measured is not None
    assert [one.value for one in report.checks if one.name == "islands"] == [len(measured.starts)]


def test_the_gate_hands_on_what_it_measured() -> None:
    """Its maps are those of a measurement of their own, place by place."""
    sketch, own = charted(PLATE)
    _, measured = gate.survey(PLATE)
    assert measured is not None
    handed = chart(measured, sketch.mesh.vertices, sketch.normals)
    for name in ("wall_mm", "lean_deg", "island", "islands"):
        assert np.array_equal(getattr(own, name), getattr(handed, name)), name


def test_spots_can_be_seen() -> None:
    """Red where it is thin, where it overhangs and where it begins in mid-air; a block is grey."""
    plate, table, block = (pictures(name) for name in ("plate", "table", "block"))
    assert reddish(plate["walls"]) > 0.2
    assert reddish(plate["overhangs"]) == 0
    assert reddish(table["overhangs"]) > 0.15
    assert reddish(table["walls"]) == 0
    assert {name: reddish(png) for name, png in block.items()} == {
        "walls": 0,
        "overhangs": 0,
        "islands": 0,
    }


def test_supports_are_drawn_where_they_would_stand() -> None:
    """Blue beside the leg of the table, never under the block."""
    blue, _, red, opacity = np.moveaxis(pixels(pictures("table")["islands"]), 2, 0)
    assert ((blue > red + 60) & (opacity > 128)).mean() > 0.1
    blue, _, red, _ = np.moveaxis(pixels(pictures("block")["islands"]), 2, 0)
    assert (blue <= red + 6).all()


def test_what_passes_is_drawn_small() -> None:
    """Half as wide where the gate has nothing to say; on a clear ground."""
    report, measured = gate.survey(PLATE)
    drawn = maps.draw(PLATE, report, measured=measured).pictures
    widths = {name: pixels(png).shape[1] for name, png in drawn.items()}
    assert widths == {"walls": 880, "overhangs": 440, "islands": 440}
    assert pixels(drawn["walls"])[:4, :, 3].max() == 0


def test_scaffold_fills_what_hangs_over() -> None:
    """Closed, about as large as the room under the table and the rod; none under a block."""
    props = scaffold.mesh(TABLE, 60)
    assert props is not None
    shape = trimesh.Trimesh(props.vertices, props.faces)
    # Cells that touch along one edge alone share it four ways: no solid, but never open.
    assert len(trimesh.grouping.group_rows(shape.edges_sorted, require_count=1)) == 0
    room = 40 * 40 * 30 - np.pi * 16 * 30 - np.pi * 4 * 11
    assert shape.volume == pytest.approx(room, rel=0.08)
    assert scaffold.mesh(BLOCK, 60) is None


def test_glb_has_a_mesh_for_each_map_in_its_colours() -> None:
    """Side by side, in metres, red where the plate is thin; under 1 MB for a rich figure too."""
    scene = trimesh.load(io.BytesIO(maps.encode(PLATE)), file_type="glb", process=False)
    assert set(scene.geometry) == {"walls", "overhangs", "islands"}
    walls = scene.geometry["walls"]
    spots = walls.visual.vertex_attributes["color"][:, :3].astype(int)
    x, y, z = walls.vertices.T  # y up
    plate = (y > 0.009) & (y < 0.037) & (np.abs(np.abs(z) - 0.0003) < 2e-5) & (np.abs(x) < 0.016)
    assert (spots[plate, 0] > 150).all()
    assert (spots[plate, 2] < 10).all()
    starts = [scene.graph.get(name)[0][0, 3] for name in ("walls", "overhangs", "islands")]
    assert np.diff(starts) == pytest.approx(0.04 * 1.15, abs=1e-5)
    rich = mesh_of(Manifold.compose([ball(9, (20 * k, 0, 9), segments=140) for k in range(2)]))
    assert len(rich.faces) > 15_000
    assert len(maps.encode(rich)) < 1_000_000


def test_an_open_mesh_is_drawn_too() -> None:
    """What cannot be measured is grey; only a mesh without triangles is refused."""
    open_ = Mesh(BLOCK.vertices, BLOCK.faces[:-3])
    assert set(maps.pictures(open_)) == {"walls", "overhangs", "islands"}
    with pytest.raises(OutputError, match="no triangles"):
        maps.encode(Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)))


@pytest.mark.parametrize("scale", [0.0, 1e-4])
def test_any_size_is_drawn_in_bounded_memory(scale: float) -> None:
    """A point, and a speck of a few thousandths of a millimetre."""
    odd = Mesh(BLOCK.vertices * np.float32(scale), BLOCK.faces)
    assert {pixels(png).shape[1] for png in maps.pictures(odd).values()} == {880}


def test_the_report_says_what_the_colours_mean() -> None:
    """Maps with something to see come large and with their legend, the others small."""
    report, _ = gate.survey(PLATE)
    told = section(dict.fromkeys(drawing.KINDS, b"png"), report, model=True)
    large, small = told.split('<div class="well">')
    assert "thinner than 0.8 mm: may break" in large
    assert large.count("<figure>") == 1
    assert small.count("<figure>") == 2
    assert "<ul>" not in small
    assert 'href="maps.glb"' in told
    assert "<a " not in section({"walls": b""}, report, model=False)
    assert section({}, report, model=True) == ""
