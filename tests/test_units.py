"""Unit and upright axis: guessed where one reading is plausible, told, and set when asked."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.repairs.lying import TURNS
from memoreez.figurines.repairs.units import axes, units

STATUE = mesh_of(rod(8, 25) + rod(60, 9, (3, 0, 5)) + ball(15, (4, 0, 70)))
TALL = float(np.ptp(STATUE.vertices[:, 2]))


def sized(largest: float) -> Mesh:
    return Mesh((STATUE.vertices * (largest / TALL)).astype(np.float32), STATUE.faces)


@pytest.mark.parametrize("largest", [0.05, 0.09, 0.2])
def test_metres_are_plain(largest: float) -> None:
    """Less than a third of anything can only be metres."""
    step = units(sized(largest))
    assert np.ptp(step.mesh.vertices[:, 2]) == pytest.approx(1000 * largest, rel=1e-5)
    assert step.changes[0].values["factor"] == 1000 and step.changes[0].sure > 0.95
    assert "metres" in step.changes[0].words and units(step.mesh).mesh is step.mesh


@pytest.mark.parametrize(
    ("largest", "unit", "by"),
    [(5.93, "cm", 10), (9.0, "cm", 10), (12.9, "cm", 10), (3.5, "inch", 25.4)],
)
def test_a_likely_reading_is_followed_and_doubted(largest: float, unit: str, by: float) -> None:
    """9 may be centimetres or inches; as millimetres it would be too small to print, like 12.9."""
    step = units(sized(largest))
    (change,) = step.changes
    assert np.ptp(step.mesh.vertices[:, 2]) == pytest.approx(by * largest, rel=1e-5)
    assert 0.6 <= change.sure < 0.95 and "probably" in change.words
    assert "inches" in change.words and "centimetres" in change.words


def test_no_unit_is_told_not_followed() -> None:
    """1 may be no unit at all: left as it is, and said."""
    mesh = sized(1.0)
    step = units(mesh)
    (change,) = step.changes
    assert step.mesh is mesh and "not clear" in change.words and change.sure < 0.6
    assert change.values["if_cm_mm"] == pytest.approx(10, rel=1e-5)


@pytest.mark.parametrize("largest", [14.01, 28, 90, 300, 1200])
def test_millimetres_need_no_word(largest: float) -> None:
    """What is as large as a print is left alone."""
    step = units(mesh := sized(largest))
    assert step.mesh is mesh and step.changes == ()


def test_unit_can_be_set() -> None:
    """A given unit is followed, whatever looks likely; an unknown one is refused."""
    assert np.ptp(units(sized(9), "inch").mesh.vertices[:, 2]) == pytest.approx(228.6, rel=1e-5)
    assert units(mesh := sized(0.09), "mm").mesh is mesh
    with pytest.raises(BadInput, match="inch"):
        units(STATUE, "feet")


@pytest.mark.parametrize("up", TURNS)
def test_axis_can_be_set(up: str) -> None:
    """Each turn is a rotation that brings the axis upright, volume and winding kept."""
    turn = np.array(TURNS[up])
    assert np.linalg.det(turn) == pytest.approx(1)
    lying = Mesh((STATUE.vertices @ turn).astype(np.float32), STATUE.faces)
    np.testing.assert_array_equal(axes(lying, up).mesh.vertices, STATUE.vertices)
    with pytest.raises(BadInput, match="-z"):
        axes(STATUE, "up")


def test_y_up_is_turned() -> None:
    """A statue with its pedestal towards −y, as many programs export, is set upright."""
    lying = Mesh((STATUE.vertices @ np.array(TURNS["y"])).astype(np.float32), STATUE.faces)
    step = axes(lying)
    np.testing.assert_array_equal(step.mesh.vertices, STATUE.vertices)
    assert step.changes[0].sure < 1 and "probably" in step.changes[0].words
    assert axes(step.mesh).mesh is step.mesh


def test_upside_down_is_told() -> None:
    """Said, not turned: what stands may have a flat top."""
    lying = Mesh((STATUE.vertices @ np.array(TURNS["-z"])).astype(np.float32), STATUE.faces)
    step = axes(lying)
    assert step.mesh is lying and "with -z pointing up" in step.changes[0].words


@pytest.mark.parametrize("up", ["x", "-x", "-y"])
def test_what_lies_is_turned(up: str) -> None:
    """With one flat side, to the left, to the right or behind, it is set upright on that."""
    lying = Mesh((STATUE.vertices @ np.array(TURNS[up])).astype(np.float32), STATUE.faces)
    step = axes(lying)
    np.testing.assert_array_equal(step.mesh.vertices, STATUE.vertices)
    assert 0.6 < step.changes[0].sure < 0.9


def test_wall_is_no_foot() -> None:
    """A round figure before a wall is not laid down on that wall."""
    figure = rod(50, 9, (0, 0, 5)) + ball(15, (0, 0, 60)) + ball(9, (0, 0, 7))
    mesh = mesh_of(figure + box(50, 2, 78, (0, -15, 0)))
    assert axes(mesh_of(figure)).changes == ()
    assert axes(mesh).mesh is mesh


def test_a_plate_under_what_lies_is_no_wall() -> None:
    """What would hang in the air before a wall lies, and the wall is the plate under it."""
    figure = rod(8, 25) + rod(60, 9, (3, 0, 5)) + ball(15, (4, 0, 70))
    mesh = mesh_of(figure + box(90, 90, 2, (0, 0, -1)))
    lying = Mesh((mesh.vertices @ np.array(TURNS["y"])).astype(np.float32), mesh.faces)
    np.testing.assert_array_equal(axes(lying).mesh.vertices, mesh.vertices)


@pytest.mark.slow
def test_a_wall_below_what_lies_is_no_foot() -> None:
    """What stands on the edge of a wall with its own foot lies when that wall is below."""
    figure = rod(8, 25) + rod(60, 9, (3, 0, 5)) + ball(15, (4, 0, 70))
    mesh = mesh_of(figure + box(60, 2, 85, (0, 25, 0)))
    lying = Mesh((mesh.vertices @ np.array(TURNS["y"])).astype(np.float32), mesh.faces)
    np.testing.assert_array_equal(axes(lying).mesh.vertices, mesh.vertices)
    assert axes(mesh).mesh is mesh


def test_a_rounded_foot_beats_small_feet_elsewhere() -> None:
    """What stands on a bowl is not laid on four small flat spots of its side."""
    stool = rod(60, 25) ^ ball(60, (0, 0, 60), 200) ^ ball(60, segments=200)
    for x in (-18, 18):
        for z in (14, 46):
            stool += box(5, 16, 5, (x, -20, z - 2.5))
    mesh = mesh_of(stool)
    assert axes(mesh).mesh is mesh
