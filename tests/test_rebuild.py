"""Rebuilding: any triangles become a closed solid where the surface was."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
import trimesh
from manifold3d import Manifold
from print_shapes import ball, box, flipped, joined, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import unfold
from memoreez.figurines.repairs import lines
from memoreez.figurines.repairs.change import Change
from memoreez.figurines.repairs.deviation import deviation, distances
from memoreez.figurines.repairs.rebuild import rebuild

CELL = 0.3
module = import_module("memoreez.figurines.repairs.rebuild")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds a hundred times smaller, so that they hold for small solids too."""
    monkeypatch.setattr(module, "MOST_SURFACE", 20_000)
    monkeypatch.setattr(module, "MOST_POINTS", 400_000)
    monkeypatch.setattr(module, "MOST_FACES", 20_000)
    monkeypatch.setattr(module, "MOST_UNSURE", 400_000)
    monkeypatch.setattr(module, "LOOKS", 4_000)


@pytest.fixture(scope="module")
def figure() -> Manifold:
    """A block with a ball sunk into it, 11 mm high, in fine triangles."""
    return (box(10, 7, 6) + ball(4, (0, 0, 7))).refine_to_length(0.6)


def without(mesh: Mesh, centre: tuple[float, float, float], radius: float) -> Mesh:
    """The mesh with a hole."""
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    return Mesh(mesh.vertices, mesh.faces[np.linalg.norm(middles - centre, axis=1) > radius])


def rebuilt(mesh: Mesh, cell_mm: float = CELL) -> tuple[trimesh.Trimesh, Change, Mesh]:
    """The new solid, checked by another program, and what was told."""
    step = rebuild(mesh, cell_mm=cell_mm)
    solid = trimesh.Trimesh(step.mesh.vertices, step.mesh.faces, process=False)
    assert solid.is_volume
    assert trimesh.Trimesh(step.mesh.vertices, step.mesh.faces).is_watertight  # joined as in an STL
    (change,) = step.changes
    assert change.name == "rebuilt"
    return solid, change, step.mesh


def test_a_sound_solid_is_left_alone(figure: Manifold) -> None:
    """The very mesh comes back, and so does what was rebuilt before."""
    mesh = mesh_of(figure)
    assert rebuild(mesh).mesh is mesh and not rebuild(mesh).changes
    again = rebuild(without(mesh, (0, 0, 11), 1.5), cell_mm=0.5).mesh
    assert rebuild(again, cell_mm=0.5).mesh is again


@pytest.mark.parametrize(
    "kind", ["holes", "no bottom", "flipped patch", "inside out", "crossed", "shuffled"]
)
def test_damage_is_undone(figure: Manifold, kind: str) -> None:
    """One body of the same volume, and the old surface within a fraction of a cell."""
    whole = mesh_of(figure)
    broken = {
        "holes": lambda: without(without(whole, (0, 0, 11), 1.5), (5, 0, 3), 1.5),
        "no bottom": lambda: Mesh(
            whole.vertices, whole.faces[whole.vertices[whole.faces, 2].max(axis=1) > 0.01]
        ),
        "flipped patch": lambda: joined(
            without(whole, (0, 0, 11), 3), flipped(within(whole, (0, 0, 11), 3))
        ),
        "inside out": lambda: flipped(whole),
        "crossed": lambda: joined(mesh_of(box(10, 7, 6)), mesh_of(ball(4, (0, 0, 7)))),
        "shuffled": lambda: shuffled(whole),
    }[kind]()
    solid, change, made = rebuilt(broken)
    assert solid.body_count == 1
    loose = kind in ("holes", "no bottom")  # what was missing can only be guessed
    assert abs(solid.volume / figure.volume() - 1) < (0.02 if loose else 0.01)
    far = deviation(whole, made, count=4_000)
    assert np.percentile(far, 95) < (0.15 if loose else 0.1)
    assert far.max() < (1.2 if loose else 0.3)
    assert change.values["p95_mm"] < 0.1


def within(mesh: Mesh, centre: tuple[float, float, float], radius: float) -> Mesh:
    """The part of the mesh round a point."""
    middles = mesh.vertices[mesh.faces].mean(axis=1)
    return Mesh(mesh.vertices, mesh.faces[np.linalg.norm(middles - centre, axis=1) <= radius])


def shuffled(mesh: Mesh) -> Mesh:
    """Every other triangle turned, each with corners of its own."""
    faces = mesh.faces.copy()
    faces[::2] = faces[::2, ::-1]
    return Mesh(
        mesh.vertices[faces].reshape(-1, 3), np.arange(faces.size, dtype="i4").reshape(-1, 3)
    )


def test_a_flipped_body_that_crosses_another_leaves_no_hollow() -> None:
    """Counted, the overlap with a body inside out is empty, and air must not leak into it."""
    one = Manifold.cube((8, 8, 8), True).rotate((10, 20, 30))
    other = Manifold.cube((8, 8, 8), True).rotate((35, 10, 7)).translate((3, 2, 4))
    solid, _, _ = rebuilt(joined(mesh_of(one), flipped(mesh_of(other))))
    assert solid.body_count == 1
    assert abs(solid.volume / (one + other).volume() - 1) < 0.01


def test_holes_everywhere_do_no_harm(figure: Manifold) -> None:
    """With a tenth of all triangles missing, many lines say nothing or a lie; neighbours help."""
    whole = mesh_of(figure)
    some = np.random.default_rng(3).random(len(whole.faces)) > 0.1
    solid, _, made = rebuilt(Mesh(whole.vertices, whole.faces[some]))
    assert solid.body_count == 1
    assert deviation(made, whole, count=4_000).max() < 0.25


def test_the_skin_over_a_hole_is_smooth(figure: Manifold) -> None:
    """Over a hole of 3.6 mm in a slanted face it has no steps of the grid."""
    holed = without(mesh_of(figure), (3, 0, 0), 1.8)
    lean = np.array([[0.94, 0, 0.342], [0.071, 0.978, -0.195], [-0.334, 0.208, 0.919]])
    leant = Mesh((holed.vertices @ lean.T).astype(np.float32), holed.faces)
    whole = Mesh((mesh_of(figure).vertices @ lean.T).astype(np.float32), mesh_of(figure).faces)
    _, _, made = rebuilt(leant)
    assert deviation(made, whole, count=4_000).max() < 0.42


@pytest.mark.parametrize("inward", [True, False])
def test_hollows_and_inner_skins_are_filled(inward: bool) -> None:
    """A double skin is one solid, whichever way its inner side faces."""
    inner = mesh_of(ball(3.5))
    solid, change, _ = rebuilt(joined(mesh_of(ball(5)), flipped(inner) if inward else inner))
    assert solid.body_count == 1 and abs(solid.volume / ball(5).volume() - 1) < 0.01
    assert change.values["p95_mm"] < 0.05  # the inner skin was not lost: it is inside


def test_what_stands_apart_stays() -> None:
    """A ball in the air is kept beside an open box; the largest piece is not all there is."""
    solid, _, _ = rebuilt(
        joined(without(mesh_of(box(6, 6, 6)), (0, 0, 6), 3), mesh_of(ball(2, (0, 0, 10))))
    )
    assert solid.body_count == 2 and solid.bounds[1][2] == pytest.approx(12, abs=0.02)


@pytest.mark.parametrize(("thick", "tilt"), [(0.05, 0), (0.05, 31), (0.2, 31), (0.4, 31)])
def test_walls_thinner_than_a_cell_survive_whole(thick: float, tilt: float) -> None:
    """One body without a hole in it, its faces within a line of where they were."""
    plate = Manifold.cube((thick, 4, 7)).rotate((tilt * 0.7, tilt, 0)).translate((0.03, 0.04, 4))
    whole = box(8, 8, 5) + plate
    solid, _, made = rebuilt(lidless(mesh_of(whole)))
    assert solid.body_count == 1
    assert solid.euler_number == 2
    assert deviation(mesh_of(whole), made, count=4_000).max() < 0.35


def test_a_thin_wire_stays_in_one_piece() -> None:
    """0.3 mm, just a cell, slanted: no line meets it often, yet it does not fall into beads."""
    whole = box(4, 4, 2) + Manifold.cylinder(9, 0.15, -1, 12).rotate((37, 26, 0)).translate(
        (0, 0, 1.5)
    )
    solid, _, made = rebuilt(lidless(mesh_of(whole)))
    assert solid.body_count == 1
    assert deviation(mesh_of(whole), made, count=4_000).max() < 0.35


def lidless(mesh: Mesh) -> Mesh:
    """Without the bottom."""
    return Mesh(mesh.vertices, mesh.faces[mesh.vertices[mesh.faces, 2].max(axis=1) > 0.01])


def test_an_open_sheet_becomes_a_plate() -> None:
    """Two triangles with no inside at all give a sheet about two cells thick."""
    corners = np.array([[0, 0, 0], [8, 1, 0], [8, 3, 6], [0, 2, 6]], np.float32)
    sheet = Mesh(corners, np.array([[0, 1, 2], [0, 2, 3]], np.int32))
    solid, _, made = rebuilt(sheet)
    assert solid.body_count == 1 and solid.euler_number == 2
    assert 0.3 < solid.volume / (8 * 6) < 0.8
    assert deviation(sheet, made, count=4_000).max() < 0.35


def test_the_loss_is_told() -> None:
    """A coarser grid loses more of sharp edges, and says so truly."""
    whole = mesh_of(rod(10, 3) + box(8, 8, 2))
    _, fine, _ = rebuilt(lidless(whole))
    _, coarse, made = rebuilt(lidless(whole), cell_mm=0.9)
    assert fine.values["p95_mm"] < coarse.values["p95_mm"]
    open_far = deviation(lidless(whole), made, count=4_000)
    assert coarse.values["p95_mm"] == pytest.approx(np.percentile(open_far, 95), abs=0.02)
    assert "0.9 mm" in coarse.words


@pytest.mark.parametrize("size", [0.01, 1e7])
def test_any_size_fits_the_grid(size: float) -> None:
    """The cell follows the size, so memory is bounded and the shape the same."""
    whole = mesh_of(ball(size))
    step = rebuild(without(whole, (0, 0, size), 0.3 * size))
    solid = trimesh.Trimesh(step.mesh.vertices, step.mesh.faces, process=False)
    assert solid.is_volume and len(step.mesh.faces) < 60_000
    assert solid.volume / size**3 == pytest.approx(4.18, rel=0.02)


def test_what_is_all_hole_gets_coarser_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second strip of a ball: whole lines stay unsure, and slices are all surface."""
    whole = mesh_of(ball(4, segments=32))
    strips = (whole.vertices[whole.faces][:, :, 2].mean(axis=1) // 0.6).astype(int) % 2 == 0
    torn = Mesh(whole.vertices, whole.faces[strips])
    fine = rebuild(torn, cell_mm=CELL)
    for name, most in (("MOST_FACES", 3_000), ("MOST_UNSURE", 3_000)):
        with monkeypatch.context() as context:
            context.setattr(module, name, most)
            coarse = rebuild(torn, cell_mm=CELL)
        assert coarse.changes[0].values["cell_mm"] > 1.2 * fine.changes[0].values["cell_mm"]
        assert len(coarse.mesh.faces) < 0.8 * len(fine.mesh.faces)
        assert name == "MOST_UNSURE" or len(coarse.mesh.faces) < 2.5 * most
        assert topology(coarse.mesh.faces).closed


def test_lines_are_asked_in_parts_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slivers right across the figure reach many lines each; in parts they say the same."""
    fan = mesh_of(rod(3, 6, top=0.01) + box(4, 4, 5))
    grid = lines.lay(fan.vertices.min(axis=0), fan.vertices.max(axis=0), 0.21)
    at_once = [lines.pierce(fan, grid, axis) for axis in range(3)]
    monkeypatch.setattr(lines, "ROWS", 40)
    monkeypatch.setattr(lines, "BATCH", 70)
    for axis, whole in enumerate(at_once):
        parts = lines._batches(grid.cells(fan.vertices), fan.faces)
        assert len(parts) > 5 and parts[0][0] == 0 and parts[-1][1] == len(fan.faces)
        found = lines.pierce(fan, grid, axis)
        for name in ("line", "at", "face", "turn", "starts"):
            assert np.array_equal(getattr(found, name), getattr(whole, name))


@pytest.mark.parametrize("corners", [[[0, 0, 0]] * 3, [[np.nan, 0, 0], [1, 0, 0], [0, 1, 0]]])
def test_nothing_is_made_of_nothing(corners: list[list[float]]) -> None:
    """Triangles without an area, or without numbers, come back as they are."""
    mesh = Mesh(np.array(corners, np.float32), np.array([[0, 1, 2]], np.int32))
    step = rebuild(mesh)
    assert step.mesh is mesh and not step.changes


def test_distances_are_exact() -> None:
    """Against every triangle, one by one: long slivers and small triangles alike."""
    mesh = joined(mesh_of(rod(30, 2)), mesh_of(ball(3, (1, 0, 30), 96)))
    points = np.random.default_rng(1).uniform((-5, -5, -2), (6, 5, 36), (300, 3))
    found = distances(points, unfold(mesh))
    corners = mesh.vertices[mesh.faces].astype(float)
    for point, far in zip(points[::10], found[::10], strict=True):
        nearest = trimesh.triangles.closest_point(corners, np.tile(point, (len(corners), 1)))
        assert far == pytest.approx(np.linalg.norm(nearest - point, axis=1).min(), abs=0.011)


def test_deviation_is_one_way() -> None:
    """What the new mesh has besides does not count; what it lost does."""
    small, large = mesh_of(box(10, 10, 10)), mesh_of(box(10, 10, 10) + rod(30, 1))
    assert deviation(small, large, count=4_000).max() < 1.01  # under the rod
    assert deviation(large, small, count=4_000).max() == pytest.approx(20, abs=0.2)
