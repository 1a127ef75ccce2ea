"""Edges, shells, voids, bodies and floaters."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, flipped, joined, mesh_of

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import Bodies, find, topology, winding_number
from memoreez.figurines.columns import fill
from memoreez.figurines.facets import unfold, weld


def bodies(mesh: Mesh) -> Bodies:
    welded = weld(mesh)
    facets = unfold(welded)
    return find(facets, topology(welded.faces).shells, fill(facets))


def test_closed_mesh_has_no_bad_edge() -> None:
    """A ball is closed and one shell."""
    found = topology(mesh_of(ball(5)).faces)
    assert found.closed
    assert found.shells.max() == 0


def test_edge_shared_by_two_cubes_is_crowded() -> None:
    """Two cubes that meet along an edge share it among four triangles, and stay two shells."""
    pair = weld(joined(mesh_of(box(10, 10, 10)), mesh_of(box(10, 10, 10, (10, 10, 0)))))
    found = topology(pair.faces)
    assert (found.crowded_edges, found.open_edges, found.closed) == (1, 0, False)


def test_winding_number_tells_inside_from_outside() -> None:
    """One in the middle of a ball, zero beside it."""
    corners = unfold(mesh_of(ball(5))).corners
    assert winding_number(np.zeros(3), corners) == pytest.approx(1)
    assert winding_number(np.array([9.0, 0, 0]), corners) == pytest.approx(0, abs=1e-9)


def test_void_and_inside_out_are_told_apart() -> None:
    """An inward shell inside a body is a void; beside it, it is inside out."""
    block, hollow = mesh_of(box(20, 20, 20)), flipped(mesh_of(ball(4, (0, 0, 10))))
    assert (bodies(joined(block, hollow)).voids, bodies(joined(block, hollow)).inverted) == (1, 0)
    beside = flipped(mesh_of(ball(4, (30, 0, 10))))
    assert (bodies(joined(block, beside)).voids, bodies(joined(block, beside)).inverted) == (0, 1)


def test_shell_within_a_body_is_no_body_of_its_own() -> None:
    """A ball swallowed by a block belongs to it; a ball inside its void rattles."""
    block, ball_in = mesh_of(box(30, 30, 30)), mesh_of(ball(3, (0, 0, 15)))
    assert bodies(joined(block, ball_in)).count == 1
    hollow = flipped(mesh_of(ball(8, (0, 0, 15))))
    rattle = bodies(joined(block, hollow, ball_in))
    assert (rattle.count, rattle.floaters) == (2, 1)


@pytest.mark.parametrize(("gap", "count"), [(0.0, 1), (1.2, 2)])
def test_gap_makes_two_bodies(gap: float, count: int) -> None:
    """A ball on a stand is one body with it; 1.2 mm above it, it floats."""
    stand, top = mesh_of(box(20, 20, 10)), mesh_of(box(10, 10, 10, (0, 0, 10 + gap)))
    found = bodies(joined(stand, top))
    assert (found.count, found.floaters) == (count, count - 1)
