"""Thickening: thin walls and wires become printable, and nothing else moves."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest
import trimesh
from manifold3d import Manifold, OpType
from print_shapes import ball, box, mesh_of, rod, verdict

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold
from memoreez.figurines.repairs.change import Change
from memoreez.figurines.repairs.deviation import deviation
from memoreez.figurines.repairs.thicken import thicken
from memoreez.figurines.thickness import walls

module = import_module("memoreez.figurines.repairs.thicken")


def thickened(solid: Manifold, **options: float) -> tuple[Mesh, Change]:
    """The result, checked to be one closed solid that has no thin walls left."""
    step = thicken(mesh_of(solid), **options)
    made = trimesh.Trimesh(step.mesh.vertices, step.mesh.faces)
    assert made.is_volume and made.body_count == 1
    (change,) = step.changes
    assert change.name == "thickened"
    return step.mesh, change


def thinnest(mesh: Mesh) -> float:
    """What the gate's check `wall_thickness` says."""
    found = walls(mesh, unfold(mesh))
    assert found is not None
    return found.thinnest_mm


THIN = {
    "antenna": box(10, 10, 5) + rod(14, 0.25, (3, 3, 4)),
    "sheet": box(10, 10, 4) + Manifold.cube((0.4, 5, 7)).rotate((0, 15, 0)).translate((0, -2, 3)),
    "ear": box(10, 10, 10) + rod(9, 3, (0, 0, 9), 0.2).scale((1, 0.11, 1)),
    "plate on the bed": box(10, 10, 0.4) + box(5, 5, 8),
}


@pytest.mark.parametrize("name", list(THIN))
def test_thin_parts_become_printable(name: str) -> None:
    """The gate fails before and has nothing to say after; a wall grows by what it lacks."""
    before = mesh_of(THIN[name])
    after, change = thickened(THIN[name])
    assert thinnest(before) < 0.8
    assert thinnest(after) > 0.84  # the first sleeve sits right, also on the bed
    assert change.sure == 1.0 and change.values["left_mm2"] < 10 < change.values["area_mm2"]
    back = deviation(after, before, count=4_000)
    assert back.max() < 0.55  # a wall of 0.84 mm, on the bed all to one side


@pytest.mark.parametrize("name", list(THIN))
def test_nothing_else_moves(name: str) -> None:
    """The bottom is flat at its height, and what lies away from thin walls is as it was."""
    before = mesh_of(THIN[name].refine_to_length(2))
    after = thicken(before).mesh
    bottom = before.vertices[:, 2].min()
    assert after.vertices[:, 2].min() == bottom
    flat = unfold(after)
    lying = (flat.corners[:, :, 2] == bottom).all(axis=1)
    area = float(flat.areas[lying].sum())
    first = unfold(before)
    was = float(first.areas[(first.corners[:, :, 2] == bottom).all(axis=1)].sum())
    assert was <= area < was * 1.2
    corner = before.vertices[(np.abs(before.vertices[:, :2]) > 4).all(axis=1)]
    assert {tuple(v) for v in corner.tolist()} <= {tuple(v) for v in after.vertices.tolist()} or (
        name == "plate on the bed"
    )


def test_twice_changes_nothing_more() -> None:
    """The very mesh comes back the second time, and a cube the first time."""
    once = thicken(mesh_of(THIN["antenna"])).mesh
    again = thicken(once)
    assert again.mesh is once and not again.changes
    cube = mesh_of(box(10, 10, 10))
    assert thicken(cube).mesh is cube


def test_a_wire_that_holds_a_ball_gets_strong_enough() -> None:
    """0.8 mm passes as a wall, but the ball would break off: the wire becomes a neck of 1.2 mm."""
    held = box(16, 16, 5) + rod(12, 0.25, (0, 0, 4)) + ball(4, (0, 0, 17))
    assert verdict(mesh_of(held), "necks") == "fail"
    after, change = thickened(held)
    assert verdict(after, "necks") == "pass" and "neck" in change.words


def test_a_pedestal_is_left_alone() -> None:
    """Below the height given not a vertex moves, however thin it is there."""
    lower = box(16, 16, 5) + Manifold.cube((0.4, 6, 4)).translate((6, -3, 4.5))
    both = (lower + rod(20, 0.25, (-3, 3, 4))).refine_to_length(2)
    before = mesh_of(both)
    after, _ = thickened(both, sculpture_only_above_mm=9.0)
    low = before.vertices[before.vertices[:, 2] < 8.9]
    assert {tuple(v) for v in low.tolist()} <= {tuple(v) for v in after.vertices.tolist()}
    assert thicken(mesh_of(lower), sculpture_only_above_mm=9.0).mesh.vertices.max() == 8.5


def test_raised_and_engraved_letters_stay_as_they_are() -> None:
    """Ridges and grooves of 0.4 mm beside a thin sheet are neither thickened nor closed."""
    strokes = Manifold.batch_boolean(
        [Manifold.cube((0.4, 4, 0.6)).translate((x, -7, 5)) for x in (-6, -5, -4)],
        OpType.Add,
    )
    grooves = strokes.translate((9, 0, -0.6))
    lettered = box(18, 18, 5) + strokes - grooves
    before = mesh_of(lettered + Manifold.cube((0.4, 6, 10)).translate((0, 2, 4)))
    after = thicken(before).mesh
    assert after is not before
    mine = before.vertices[before.vertices[:, 1] < -1]
    assert {tuple(v) for v in mine.tolist()} <= {tuple(v) for v in after.vertices.tolist()}


def test_an_open_mesh_is_not_touched() -> None:
    """Walls cannot be measured through a hole."""
    whole = mesh_of(THIN["antenna"])
    broken = Mesh(whole.vertices, whole.faces[1:])
    assert thicken(broken).mesh is broken and not thicken(broken).changes


def test_it_says_so_when_it_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    """The very mesh comes back, with a change that is not sure at all."""
    monkeypatch.setattr(module, "_sleeved", lambda *_: None)
    mesh = mesh_of(THIN["sheet"])
    step = thicken(mesh)
    assert step.mesh is mesh and step.changes[0].sure == 0.0
    assert "could not" in step.changes[0].words


def test_a_wider_nozzle_wants_thicker_walls() -> None:
    """Two lines of 0.6 mm are 1.2 mm."""
    sheet = box(16, 16, 5) + Manifold.cube((0.9, 8, 12)).translate((0, -4, 4))
    assert not thicken(mesh_of(sheet)).changes
    after, _ = thickened(sheet, nozzle_mm=0.6)
    found = walls(after, unfold(after), limit_mm=1.2)
    assert found is not None and found.thinnest_mm >= 1.2


def test_a_large_sheet_is_told_and_left_alone() -> None:
    """Thickening all of a wide disc would take minutes: it says so at once."""
    sheet = mesh_of(Manifold.cylinder(0.3, 40, 40, 64))
    step = thicken(sheet)
    assert step.mesh is sheet and [change.sure for change in step.changes] == [0.0]


def test_a_clean_mesh_costs_no_exact_solid(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look is cheap, the solid is not: it is made for thin walls only."""
    asked: list[Mesh] = []
    monkeypatch.setattr(module, "solid_of", lambda mesh: asked.append(mesh))
    thicken(mesh_of(box(10, 10, 10)))
    assert not asked
    thicken(mesh_of(THIN["sheet"]))
    assert len(asked) == 1


def test_next_to_nothing_is_no_stumbling_block() -> None:
    """No triangles, or one thin place alone: no wire, no error."""
    nothing = Mesh(np.empty((0, 3), np.float32), np.empty((0, 3), np.int32))
    assert thicken(nothing).mesh is nothing
    assert module._wires(np.zeros((1, 3))).tolist() == [False]
    tiny = thicken(mesh_of(Manifold.cube((1.0, 0.79, 1.5))))
    assert thinnest(tiny.mesh) > 0.8
