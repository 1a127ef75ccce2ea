"""Shells and joints: hollows, overlaps, dust, and necks to what floats."""

from __future__ import annotations

import numpy as np
import pytest
from damages import (
    BUTTON,
    GRAINS,
    HELD,
    INNER,
    VOID,
    WHOLE,
    centres,
    without,
)
from print_shapes import ball, flipped, joined, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.repairs import Wanted, joints, repair
from memoreez.figurines.repairs.repair import sound
from memoreez.figurines.repairs.shells import dust, united, voids
from memoreez.figurines.repairs.soup import broken_points
from memoreez.figurines.repairs.survey import edges_of, solid_of, survey
from memoreez.figurines.repairs.survey import without as less
from memoreez.figurines.repairs.winding import inside_out

BALL = mesh_of(ball(10, (0, 0, 10), 32))


def held(mesh: Mesh) -> float:
    return volume(unfold(mesh).corners)


def test_an_opening_makes_a_hollow_no_void() -> None:
    """A cup keeps its inside; a closed one is filled."""
    cup = mesh_of(rod(30, 10) - rod(30, 8, (0, 0, 2)))
    bottle = mesh_of(rod(30, 10) - rod(26, 8, (0, 0, 2)))
    assert voids(cup).mesh is cup
    assert held(voids(bottle).mesh) == pytest.approx(held(mesh_of(rod(30, 10))), rel=1e-6)


def test_a_hollow_that_sticks_out_is_a_body_the_wrong_way_round() -> None:
    """It is turned and united, not taken away with what it held up."""
    stuck = flipped(mesh_of(ball(4, (0, 0, 33), 24)))
    mesh = united(voids(inside_out(joined(WHOLE, stuck)).mesh).mesh).mesh
    assert mesh.vertices[:, 2].max() > 36
    assert survey(mesh).count == 1 and held(mesh) > held(WHOLE)


def test_voids_asks_a_shell_at_its_outermost_corners() -> None:
    """A body the wrong way round whose first triangle lies inside the others is no hollow."""
    stuck = flipped(mesh_of(ball(4, (0, 0, 32), 24)))
    low_first = np.argsort(centres(stuck)[:, 2])
    done = voids(joined(WHOLE, Mesh(stuck.vertices, stuck.faces[low_first])))
    assert (survey(done.mesh).volumes > 0).all() and survey(done.mesh).count == 2


def test_a_wild_corner_is_dropped() -> None:
    """One corner a hundred metres away: its triangles go, the hole is for another repair."""
    vertices = WHOLE.vertices.copy()
    vertices[400] = [1e5, 0, 0]
    spike = Mesh(vertices, WHOLE.faces)
    assert not sound(spike)
    assert np.abs(broken_points(spike).mesh.vertices).max() < 50


def test_dust_goes_and_details_stay() -> None:
    """Grains that float go; a tiny button that sticks in the post is part of it."""
    done = repair(joined(WHOLE, BUTTON, *GRAINS), Wanted(thicken=False, foot=False))
    assert held(done.mesh) > held(WHOLE) + 0.2
    assert {c.name: c.values for c in done.changes}["dust"]["specks"] == len(GRAINS)
    alone = mesh_of(ball(0.1, (0, 0, 0), 8))
    assert dust(joined(alone, alone)).mesh.faces.size


def test_what_is_dropped_leaves_the_survey_right() -> None:
    """What is known of the other shells is what would be found anew."""
    mesh = joined(BALL, VOID, INNER, without(HELD, np.arange(len(HELD.faces)) == 7))
    left = less(mesh, np.array([False, True, True, False]))
    anew = Mesh(left.vertices, left.faces)
    assert survey(left).count == survey(anew).count == 2
    assert survey(left).volumes == pytest.approx(survey(anew).volumes)
    assert (edges_of(left).tail == edges_of(anew).tail).all()
    assert (edges_of(left).balance == edges_of(anew).balance).all()
    assert survey(left).gaping.tolist() == [False, True]


def test_far_crumbs_go_with_a_word() -> None:
    """What floats far away and is next to nothing was probably left over; held objects stay."""
    crumbs = [mesh_of(ball(0.5, (20 + 3 * k, 0, 30), 12)) for k in range(4)]
    done = joints.joined(joined(WHOLE, HELD, *crumbs))
    assert survey(done.mesh).count == 1
    told = {change.name: change for change in done.changes}
    assert told["dust"].values["specks"] == 4 and told["dust"].sure < 1
    assert told["joined"].values["pieces"] == 1


def test_far_pieces_stay_and_are_told() -> None:
    """Nothing is joined over 30 mm, nothing large deleted."""
    far = joined(WHOLE, mesh_of(ball(5, (50, 0, 30))))
    done = joints.joined(far)
    assert done.mesh is far
    assert done.changes[0].values == {"pieces": 0, "left": 1}


def test_a_neck_is_as_thick_as_one_and_a_half_walls() -> None:
    """Also to a small ball: 1.2 mm across at its narrowest."""
    top = float(WHOLE.vertices[:, 2].max())
    done = joints.joined(joined(WHOLE, mesh_of(ball(1.2, (0, 0, top + 2), 24))))
    solid = solid_of(done.mesh)
    assert solid is not None
    assert solid.slice(top + 0.4).area() > np.pi * 0.6**2


def test_a_chain_of_pieces_hangs_together() -> None:
    """Each piece is joined to its nearest neighbour, not all to the figure."""
    beads = [mesh_of(ball(2, (14 + 4.6 * k, 0, 3), 16)) for k in range(4)]
    done = joints.joined(joined(WHOLE, *beads))
    assert survey(done.mesh).count == 1
    assert done.changes[0].values["pieces"] == 4
    assert done.changes[0].values["gap_mm"] < 0.8
