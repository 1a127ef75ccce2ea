"""Thin necks: a heavy part on a thread is found, a sound rod never is, however it lies."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from manifold3d import Manifold
from print_shapes import GOOD, ball, box, joined, line, mesh_of, rod, turned

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold, weld
from memoreez.figurines.gate import inspect
from memoreez.figurines.necks import necks

SPEEDY_S = 5.0  # thirty times what it takes on an idle machine


def balloon(neck_mm: float) -> Manifold:
    """A ball of 24 mm, 10 mm above a pedestal of 8 mm, on a round neck."""
    return box(40, 40, 8) + rod(12, neck_mm / 2, (0, 0, 7)) + ball(12, (0, 0, 30))


def dumbbell(neck_mm: float, way: tuple[float, ...], shift: tuple[float, ...]) -> Mesh:
    """Two balls 10 mm apart on a rod that points `way`; a speck far off holds the columns still."""
    both = ball(4, (0, 0, -9), 24) + ball(3, (0, 0, 8), 24) + rod(17, neck_mm / 2, (0, 0, -9))
    axis = np.array(way) / np.linalg.norm(way)
    side = np.cross(axis, np.eye(3)[np.argmin(np.abs(axis))])
    side /= np.linalg.norm(side)
    shape, still = mesh_of(both), mesh_of(box(0.01, 0.01, 0.01, (-20, -20, -20)))
    points = shape.vertices @ np.array([side, np.cross(axis, side), axis]) + shift
    return joined(Mesh(points.astype(np.float32), shape.faces), still)


def pieces(mesh: Mesh) -> tuple[float, ...]:
    """Volumes of what comes off."""
    found = necks(unfold(weld(mesh)))
    assert found is not None
    return found.pieces_mm3


def ways() -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Directions along, between and near the axes, and some of no kind, each at a few places."""
    random = np.random.default_rng(4)
    plain = [
        (0, 0, 1),
        (1, 0, 0),
        (1, 1, 0),
        (1, -1, 0),
        (1, 0, 1),
        (1, 1, 1),
        (1, 0.05, 0),
        (0.05, 0, 1),
    ]
    all_ways = [*(6 * plain), *random.normal(size=(30, 3)).tolist()]
    return [(tuple(way), tuple(random.uniform(-0.5, 0.5, 3))) for way in all_ways]


def test_thread_always_gives_way() -> None:
    """A round neck of 0.5 mm never holds a ball, whatever its direction and place."""
    held = [way for way, shift in ways() if not pieces(dumbbell(0.5, way, shift))]
    assert held == []


def test_sound_rod_never_gives_way() -> None:
    """A round neck of 1.2 mm always holds, whatever its direction and place."""
    torn = [way for way, shift in ways() if pieces(dumbbell(1.2, way, shift))]
    assert torn == []


@pytest.mark.parametrize("way", [(1, 1, 0), (1, -1, 0)])
def test_diagonal_rod_between_columns_holds(way: tuple[float, ...]) -> None:
    """Columns that meet across a corner hold a level rod along their diagonal, at every place."""
    places = [(step, 0.0, 0.0) for step in np.linspace(0, 0.4, 25)]
    assert [at for at in places if pieces(dumbbell(1.16, way, at))] == []


@pytest.mark.parametrize("way", [(1, 0, 1), (0, 1, 1)])
def test_leaning_rod_holds_with_room_to_spare(way: tuple[float, ...]) -> None:
    """Bars of a rod that leans by 45° need not quite meet: one of 1.1 mm holds at every place."""
    places = [(step, step, 0.0) for step in np.linspace(0, 0.4, 12)]
    assert [at for at in places if pieces(dumbbell(1.1, way, at))] == []


def test_ball_on_a_thread_fails() -> None:
    """A ball of 7.2 cm³ on a neck of 0.5 mm: its volume is measured, and the neck's height told."""
    found = line(inspect(mesh_of(balloon(0.5))), "necks")
    assert found.verdict == "fail"
    assert found.value == pytest.approx(4 / 3 * np.pi * 12**3, rel=0.03)
    assert "starts 18 mm above the bed" in found.advice
    assert "neck is about 13 mm" in found.advice


def test_ball_on_a_rod_passes() -> None:
    """The same ball on a neck of 1.2 mm stays, without a word."""
    found = line(inspect(mesh_of(balloon(1.2))), "necks")
    assert (found.value, found.verdict, found.advice) == (0, "pass", "")


@pytest.mark.parametrize(
    ("radius", "expected"), [(0.9, "pass"), (1.3, "warn"), (2.1, "warn"), (2.6, "fail")]
)
def test_small_pieces_warn(radius: float, expected: str) -> None:
    """On a thread, balls of 3 mm³ pass, those of 9 and 39 mm³ warn, one of 74 mm³ fails."""
    pin = rod(4, 0.25, (0, 0, 39)) + ball(radius, (0, 0, 42.5 + radius))
    solid = box(30, 24, 8) + box(16, 12, 40) + pin
    assert line(inspect(mesh_of(solid)), "necks").verdict == expected


def test_wider_nozzle_wants_thicker_necks() -> None:
    """1.2 mm of neck hold for a nozzle of 0.4 mm and give way for one of 0.9 mm."""
    solid = mesh_of(balloon(1.2))
    assert line(inspect(solid, nozzle_mm=0.9), "necks").verdict == "fail"


@pytest.mark.parametrize("angle", [0, 20, 45])
def test_sheets_and_slopes_hold(angle: float) -> None:
    """A wall of 1.2 mm, a leaning arm of 1.4 mm and a cone hold, however the whole is turned."""
    arm = rod(30, 0.7).rotate((0, 40, 0)).translate((0, 10, 30)) + ball(5, (19, 10, 53))
    solid = box(40, 40, 8) + box(1.2, 30, 50) + arm + rod(30, 6, (-12, 0, 0), top=0.1)
    assert line(inspect(turned(mesh_of(solid), angle)), "necks").verdict == "pass"


def test_parts_that_share_a_face_hold() -> None:
    """Shells that touch over a face, one above and one beside the other, are one piece."""
    foot = mesh_of(box(30, 30, 10))
    above, beside = mesh_of(box(12, 12, 30, (0, 0, 10))), mesh_of(box(10, 30, 20, (20, 0, 0)))
    assert pieces(joined(foot, above, beside)) == ()


def test_slit_that_a_line_closes_is_no_neck() -> None:
    """Parts of a file that lie 0.02 mm apart, as rounding leaves them, are one piece."""
    foot, above = mesh_of(box(30, 30, 10)), mesh_of(box(12, 12, 30, (0, 0, 10.02)))
    assert pieces(joined(foot, above)) == ()


def test_two_bodies_are_no_neck() -> None:
    """Where the solid is in two bodies, that is the fault, and necks are not measured."""
    apart = joined(GOOD, mesh_of(box(16, 12, 30, (40, 0, 0))))
    found = line(inspect(apart), "necks")
    assert (found.value, found.verdict) == ("not measured", "warn")
    assert "one body" in found.advice


def test_far_too_large_is_not_measured() -> None:
    """Plates of 1.5 m and poles of 9 m are passed over at once, not wrongly measured."""
    start = perf_counter()
    broad, tall = mesh_of(box(1500, 1500, 30)), mesh_of(box(5, 5, 9000))
    assert [line(inspect(m), "necks").value for m in (broad, tall)] == ["not measured"] * 2
    assert perf_counter() - start < SPEEDY_S


def test_large_print_is_looked_at_as_closely() -> None:
    """At 300 mm a thread of 0.5 mm is found as well, and a rod of 1.2 mm holds."""
    tall = box(120, 120, 200)
    thread = mesh_of(tall + rod(50, 0.25, (30, 20, 195)) + ball(30, (30, 20, 270)))
    sound = mesh_of(tall + rod(50, 0.6, (30, 20, 195)) + ball(30, (30, 20, 270)))
    assert (len(pieces(thread)), pieces(sound)) == (1, ())
