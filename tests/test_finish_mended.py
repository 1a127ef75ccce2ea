"""Finishing what a sculptor left broken: it ends as a solid, or as one clear sentence."""

from __future__ import annotations

import manifold3d as m3
import numpy as np
import pytest
from damages import hole, nan_corners, soup, turned_patch
from print_shapes import ball, flipped, joined, mesh_of
from test_finish import blob, solid_of

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.finish import Wish, finish, preview
from memoreez.figurines.mending import mended

FIGURE = mesh_of(m3.Manifold.cylinder(30, 9, 6, 24).refine_to_length(2.0))
LOOSE = mesh_of(ball(3, (9.6, 0, 26), 24))  # floats 0.3 mm beside the top


@pytest.mark.parametrize(
    ("sculpture", "told"),
    [
        (hole((0, 0, 30), 3)(FIGURE), "hole"),
        (soup(FIGURE), "joined"),
        (flipped(FIGURE), "outwards"),
        (turned_patch(FIGURE), "same way round"),
        (nan_corners(FIGURE), "no numbers"),
        (joined(FIGURE, LOOSE), "neck"),
        (Mesh(FIGURE.vertices / np.float32(1000), FIGURE.faces[3:]), "hole"),
    ],
    ids=["hole", "soup", "inside out", "patch", "no numbers", "loose ball", "metres"],
)
def test_a_broken_sculpture_ends_as_one_solid(sculpture: Mesh, told: str) -> None:
    """Closed, one body, as high as asked, and what was mended is said."""
    done = finish(sculpture, Wish(60), tolerance_mm=0.02)
    solid = solid_of(done.figurine.solid)
    assert solid.is_volume and solid.body_count == 1
    assert solid.extents[2] == pytest.approx(60, abs=0.02)
    assert any(told in repair for repair in done.repairs)


def test_a_sound_sculpture_is_not_touched() -> None:
    """Neither looked at twice nor told about."""
    done = finish(blob(), Wish(60), tolerance_mm=0.02)
    assert done.repairs == ()


def test_a_loose_ball_is_kept() -> None:
    """Joined to the figure, not deleted: the solid is larger by about its volume."""
    bare = finish(FIGURE, Wish(60), tolerance_mm=0.02).figurine.solid
    both = finish(joined(FIGURE, LOOSE), Wish(60), tolerance_mm=0.02).figurine.solid
    more = solid_of(both).volume - solid_of(bare).volume
    scale = (60 - 5.1) / 30
    assert more == pytest.approx(4 / 3 * np.pi * 27 * scale**3, rel=0.15)


@pytest.mark.parametrize(
    "sculpture",
    [
        Mesh(np.full((3, 3), np.nan, np.float32), np.array([[0, 1, 2]], np.int32)),
        Mesh(np.empty((0, 3), np.float32), np.empty((0, 3), np.int32)),
        Mesh(np.eye(3, dtype=np.float32) * [1, 1, 0], np.array([[0, 1, 2]], np.int32)),
    ],
    ids=["no numbers", "empty", "flat"],
)
def test_nothing_usable_is_said(sculpture: Mesh) -> None:
    """One sentence for a person, from `finish` and from the picture before it."""
    with pytest.raises(BadInput, match="sculptor"):
        finish(sculpture, Wish(60), tolerance_mm=0.02)
    with pytest.raises(BadInput, match="sculptor"):
        preview(sculpture, Wish(60))


def test_a_preview_of_a_broken_sculpture_is_drawn() -> None:
    """Without its broken corners, unrepaired: it is a picture only."""
    seen = preview(nan_corners(FIGURE), Wish(60)).solid
    assert np.isfinite(seen.vertices[seen.faces]).all()


def test_mending_does_nothing_to_what_is_sound() -> None:
    """Only its height is set; no change is told."""
    mesh, told = mended(FIGURE, 30.0)
    assert mesh is FIGURE and told == ()
