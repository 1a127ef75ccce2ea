"""Each repair by itself: what it mends, what it must leave alone."""

from __future__ import annotations

import numpy as np
import pytest
from damages import (
    HELD,
    VOID,
    WHOLE,
    centres,
    fin,
    soup,
    without,
)
from print_shapes import ball, box, flipped, joined, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import unfold, volume, weld
from memoreez.figurines.repairs import Wanted, joints, repair
from memoreez.figurines.repairs.holes import holes
from memoreez.figurines.repairs.patching import patch
from memoreez.figurines.repairs.repair import scaled, sound
from memoreez.figurines.repairs.seams import inner_walls
from memoreez.figurines.repairs.shells import dust, united, voids
from memoreez.figurines.repairs.soup import broken_points, duplicates, welded
from memoreez.figurines.repairs.survey import edges_of, survey
from memoreez.figurines.repairs.winding import inside_out, turned

BALL = mesh_of(ball(10, (0, 0, 10), 32))
RIM = np.flatnonzero(np.abs(BALL.vertices[:, 2] - 10) < 1e-4)
RIM = RIM[np.argsort(np.arctan2(*BALL.vertices[RIM, 1::-1].T))].astype(np.int32)
GATHER = [broken_points, welded, duplicates, inner_walls, turned, inside_out]
STEPS = [*GATHER, voids, holes, united, dust, joints.joined]


def held(mesh: Mesh) -> float:
    return volume(unfold(mesh).corners)


def closed(mesh: Mesh) -> bool:
    return topology(weld(mesh).faces).closed


def added(mesh: Mesh, points: list[list[float]], faces: list[list[int]]) -> Mesh:
    return Mesh(
        np.concatenate([mesh.vertices, np.array(points, np.float32)]),
        np.concatenate([mesh.faces, np.array(faces, np.int32)]),
    )


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_sound_solid_is_left_alone(step) -> None:
    """Every repair hands back the very mesh where there is nothing to do."""
    done = step(WHOLE)
    assert done.mesh is WHOLE and not done.changes


def test_a_real_gap_is_not_closed_by_welding() -> None:
    """Two open shells 0.3 mm apart stay two: only corners next to nothing apart are joined."""
    top = without(BALL, centres(BALL)[:, 2] < 10)
    low = without(BALL, centres(BALL)[:, 2] > 10)
    apart = joined(top, Mesh(low.vertices - np.float32([0, 0, 0.3]), low.faces))
    near = joined(top, Mesh(low.vertices - np.float32([0, 0, 0.005]), low.faces))
    assert not edges_of(welded(apart).mesh).closed
    assert edges_of(welded(near).mesh).closed


def test_a_fine_rim_is_no_crack() -> None:
    """The corners of an open rim lie nearer together than any crack is wide: they stay apart."""
    round_about = np.linspace(0, 2 * np.pi, 12_000, endpoint=False)
    rim = np.stack([9 * np.cos(round_about), 9 * np.sin(round_about), 0 * round_about], axis=1)
    next_one = np.roll(np.arange(12_000), -1)
    faces = np.stack([np.arange(12_000), next_one, np.full(12_000, 12_000)], axis=1)
    cone = Mesh(np.append(rim, [[0, 0, 9]], axis=0).astype(np.float32), faces.astype(np.int32))
    assert welded(cone).mesh is cone


def test_copies_of_a_triangle_go_and_pairs_cancel() -> None:
    """A copy leaves one; one each way leaves none: open edges stay open, closed ones closed."""
    sheet = Mesh(np.eye(3, dtype=np.float32), np.array([[0, 1, 2], [0, 2, 1]], np.int32))
    both = joined(Mesh(BALL.vertices, np.concatenate([BALL.faces, BALL.faces[:3]])), sheet)
    done = duplicates(both)
    assert len(done.mesh.faces) == len(BALL.faces)
    assert done.changes[0].values["triangles"] == 5


def test_copies_the_wrong_way_round_leave_one() -> None:
    """Where cancelling would tear holes, one of a pair back to back stays."""
    some = BALL.faces[::3].copy()
    some[::2] = some[::2, ::-1]
    done = duplicates(Mesh(BALL.vertices, np.concatenate([BALL.faces, some])))
    assert edges_of(turned(done.mesh).mesh).closed


def test_the_smaller_part_is_turned() -> None:
    """Where a tenth is wound the other way round, that tenth is turned, not the rest."""
    which = centres(BALL)[:, 2] > 18
    faces = np.where(which[:, None], BALL.faces[:, ::-1], BALL.faces)
    done = turned(Mesh(BALL.vertices, faces.astype(np.int32)))
    assert done.changes[0].values["triangles"] == which.sum()
    assert held(done.mesh) == pytest.approx(held(BALL))


def test_a_hollow_stays_a_hollow_and_a_mirrored_shell_is_turned() -> None:
    """By themselves both face inwards; what lies around tells them apart."""
    both = joined(WHOLE, VOID, flipped(HELD))
    found = survey(inside_out(both).mesh)
    assert (found.volumes > 0).tolist() == [True, False, True]


def test_an_open_bottom_does_not_turn_the_figure() -> None:
    """A thin post on a wide foot without a bottom: most of the volume lies under the middle."""
    figure = mesh_of(box(40, 40, 2) + rod(60, 2))
    low = figure.vertices[figure.faces, 2].max(axis=1) < 0.01
    assert not inside_out(without(figure, low)).changes
    assert inside_out(flipped(without(figure, low))).changes


def test_pieces_without_a_common_edge_are_turned_too() -> None:
    """Six sides of a cube, not joined to one another, two of them inside out."""
    cube = mesh_of(box(10, 10, 10))
    sides = soup(cube)
    faces = sides.faces.copy()
    faces[[2, 7]] = faces[[2, 7]][:, ::-1]
    assert held(inside_out(Mesh(sides.vertices, faces)).mesh) == pytest.approx(1000, rel=1e-5)


def test_a_patch_continues_a_curved_surface() -> None:
    """A cap cut off a ball comes back as a cap, not as a flat lid."""
    whole = mesh_of(ball(10, (0, 0, 10), 96))
    cut = without(whole, np.linalg.norm(centres(whole) - [0, 0, 20], axis=1) < 4)
    lid_mm3 = held(whole) - np.pi * 0.8**2 * (30 - 0.8) / 3  # about: the cap is 0.8 mm high
    mended = holes(cut).mesh
    assert closed(mended)
    assert held(mended) == pytest.approx(held(whole), rel=5e-4)
    assert held(mended) > lid_mm3
    assert np.abs(np.linalg.norm(mended.vertices - [0, 0, 10], axis=1) - 10).max() < 0.1


@pytest.mark.parametrize(
    ("mesh", "fills"),
    [
        (without(BALL, centres(BALL)[:, 2] > 10), False),
        (without(BALL, centres(BALL)[:, 2] < 10), True),
        (mesh_of(rod(20, 8)), False),
    ],
    ids=["bowl", "dome on the bed", "nothing open"],
)
def test_a_huge_opening_is_filled_only_underneath(mesh: Mesh, fills: bool) -> None:
    """A bowl without thickness is no ball; a dome that stands on its opening is half of one."""
    done = holes(mesh)
    assert (done.mesh is not mesh) == fills
    assert all(change.sure < 1 for change in done.changes)


@pytest.mark.parametrize(("flat", "fills"), [(True, True), (False, False)], ids=["side", "corner"])
def test_a_large_gash_round_a_corner_is_not_cut_across(flat: bool, fills: bool) -> None:
    """A patch would take the corner away; over a side nothing is lost."""
    block = mesh_of(box(20, 20, 6).refine_to_length(2))
    x, y, z = centres(block).T
    gone = (z > 5.9) & (np.maximum(abs(x), abs(y)) < 7) if flat else (x > 0) & (y > 0)
    gash = without(block, gone)
    step = holes(gash)
    assert (step.mesh is not gash) == fills
    assert not fills or held(step.mesh) == pytest.approx(2400, rel=1e-4)


@pytest.mark.parametrize("count", [3, 4, 5, 40, 300])
def test_a_patch_runs_along_the_whole_loop(count: int) -> None:
    """Wavy loops of any length, also such that cross themselves from above."""
    t = np.linspace(0, 2 * np.pi, count, endpoint=False)
    for loop in (
        np.stack([np.cos(t), np.sin(t), 0.2 * np.sin(3 * t)], axis=1),
        np.stack([np.sin(2 * t), np.sin(t), np.cos(t)], axis=1),
        np.stack([np.cos(t), 1e-6 * np.sin(t), 0 * t], axis=1),
    ):
        faces = patch(loop, None).faces
        runs = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        there = {(int(a), int(b)) for a, b in runs}
        rim = {(a, b) for a, b in there if (b, a) not in there}
        assert len(there) == len(runs)
        assert rim == {(i, (i + 1) % count) for i in range(count)}


@pytest.mark.parametrize("way", [1, -1])
def test_a_wall_inside_goes(way: int) -> None:
    """A disc across a ball shares its rim with both halves: without it the ball is whole."""
    sides = zip(RIM.tolist(), np.roll(RIM, -1).tolist(), strict=True)
    disc = [[a, b, len(BALL.vertices)][::way] for a, b in sides]
    done = inner_walls(added(BALL, [[0, 0, 10]], disc))
    assert edges_of(done.mesh).closed
    assert held(done.mesh) == pytest.approx(held(BALL))


def test_a_small_fin_goes_and_a_flag_stays_as_a_sheet() -> None:
    """A flag on an edge of the skin is cut off along the seam, to be given a thickness later."""
    assert edges_of(inner_walls(fin(WHOLE)).mesh).closed
    a, b, _ = WHOLE.faces[0].tolist()
    flag = added(WHOLE, [(WHOLE.vertices[a] * 2).tolist()], [[a, b, len(WHOLE.vertices)]])
    cut = inner_walls(flag).mesh
    assert len(cut.faces) == len(flag.faces)
    assert survey(cut).gaping.tolist() == [False, True]


def test_solids_that_touch_along_an_edge_are_joined() -> None:
    """Two cubes with one edge in common: welded, that edge has four triangles."""
    cubes = weld(joined(mesh_of(box(10, 10, 10)), mesh_of(box(10, 10, 10, (10, 10, 0)))))
    done = repair(cubes, Wanted(thicken=False, foot=False))
    assert sound(done.mesh)
    assert 2000 < held(done.mesh) < 2100


def test_a_scale_keeps_the_shape() -> None:
    """Twice as high is eight times as much."""
    assert held(scaled(WHOLE, 62).mesh) == pytest.approx(8 * held(WHOLE), rel=1e-5)
    assert scaled(WHOLE, 31).mesh is WHOLE
    with pytest.raises(BadInput, match="-3"):
        scaled(WHOLE, -3)


@pytest.mark.parametrize(
    "mesh",
    [
        Mesh(np.empty((0, 3), np.float32), np.empty((0, 3), np.int32)),
        Mesh(np.full((3, 3), np.nan, np.float32), np.array([[0, 1, 2]], np.int32)),
        Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]], np.int32)),
        Mesh(np.ones((3, 3), np.float32), np.array([[0, 1, 7]], np.int32)),
        Mesh(BALL.vertices * np.float32(1e12), BALL.faces),
    ],
    ids=["empty", "no numbers", "one point", "no such corner", "as large as the earth"],
)
def test_nothing_usable_is_one_clear_error(mesh: Mesh) -> None:
    """No traceback, no empty file."""
    with pytest.raises(BadInput, match="triangle"):
        repair(mesh)
