"""What is looked up once for each mesh, and let go of afterwards."""

import numpy as np
import pytest
from print_shapes import ball, box, joined, mesh_of

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import apart, unfold
from memoreez.figurines.repairs import repair, soup, survey
from memoreez.figurines.repairs.edges import edges
from memoreez.figurines.repairs.shells import dust


def test_nothing_is_kept_of_a_repaired_mesh() -> None:
    """Solids, edges and surveys of what went in and came out are let go of."""
    before = joined(mesh_of(box(20, 20, 20)), mesh_of(box(20, 20, 20, (5, 5, 5))))
    after = repair(before).mesh
    for known in (survey._solids, survey._edges, survey._surveys):
        assert before not in known and after not in known


def test_edges_of_what_is_left_are_those_of_a_new_mesh() -> None:
    """Without a shell the edges are not looked up again, and are the same."""
    mesh = joined(mesh_of(ball(5)), mesh_of(box(20, 20, 20, (20, 0, 0))), mesh_of(ball(3)))
    left = survey.without(mesh, np.array([False, True, False]))
    found, known = edges(left.faces), survey.edges_of(left)
    for name in ("owner", "tail", "head", "start", "count", "balance"):
        assert np.array_equal(getattr(found, name), getattr(known, name)), name


def test_unfolded_triangles_are_kept_and_can_not_be_written_to() -> None:
    """The last mesh is unfolded once, so nobody may change what others get."""
    mesh = mesh_of(ball(5))
    assert unfold(mesh) is unfold(mesh)
    with pytest.raises(ValueError, match="read-only"):
        unfold(mesh).corners[0] = 0


def test_points_in_one_place_are_not_apart() -> None:
    """Not even 0 and -0."""
    points = np.array([[0, 1, 2], [1, 1, 2], [-0.0, 1, 2]], np.float32)
    assert apart(points[:2]) and not apart(points)


def test_scraps_that_are_the_surface_stay() -> None:
    """Of many loose triangles none is dust, though each is small; one beside a ball is."""
    corners = np.random.default_rng(3).uniform(0, 50, (2000, 1, 3))
    corners = corners + np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]])
    loose = Mesh(
        corners.reshape(-1, 3).astype(np.float32), np.arange(6000, dtype="i4").reshape(-1, 3)
    )
    assert dust(loose).mesh is loose
    one = Mesh(loose.vertices[:3], loose.faces[:1])
    assert len(dust(joined(mesh_of(ball(20)), one)).changes) == 1


def test_a_crowd_of_loose_triangles_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardly any two share an edge: no surface can be made of that, and the words say so."""
    monkeypatch.setattr(soup, "CROWD", 100)
    corners = np.random.default_rng(4).uniform(0, 50, (600, 3)).astype(np.float32)
    with pytest.raises(BadInput, match="200 triangles are loose"):
        repair(Mesh(corners, np.arange(600, dtype=np.int32).reshape(-1, 3)))
