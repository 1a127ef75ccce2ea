"""Finishing what a sculptor left broken: it ends as a solid, or as one clear sentence."""

from __future__ import annotations

import manifold3d as m3
import numpy as np
import pytest
from damages import hole, nan_corners, soup, turned_patch
from print_shapes import ball, box, flipped, joined, mesh_of, rod
from test_finish import blob, solid_of
from test_repair import as_solid

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.finish import Wish, finish, preview
from memoreez.figurines.gate import inspect
from memoreez.figurines.mending import mended

FIGURE = mesh_of(m3.Manifold.cylinder(30, 9, 6, 24).refine_to_length(2.0))
LOOSE = mesh_of(ball(3, (9.6, 0, 26), 24))  # floats 0.3 mm beside the top


SLOW = pytest.mark.slow  # what the tests of the repairs try on the sculpture alone


@pytest.mark.parametrize(
    ("sculpture", "told"),
    [
        pytest.param(hole((0, 0, 30), 3)(FIGURE), "hole", id="hole"),
        pytest.param(flipped(FIGURE), "outwards", id="inside out", marks=SLOW),
        pytest.param(soup(FIGURE), "joined", id="soup", marks=SLOW),
        pytest.param(turned_patch(FIGURE), "same way round", id="patch", marks=SLOW),
        pytest.param(nan_corners(FIGURE), "no numbers", id="no numbers"),
        pytest.param(
            Mesh(FIGURE.vertices / np.float32(1000), FIGURE.faces[3:]), "hole", id="metres"
        ),
    ],
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
    """Joined to the figure by a neck, not deleted: it sticks out as far as it did."""
    done = finish(joined(FIGURE, LOOSE), Wish(60), tolerance_mm=0.02)
    assert solid_of(done.figurine.solid).body_count == 1
    assert any("neck" in repair for repair in done.repairs)
    scale = (60 - 5.1 + 0.5) / 30
    assert done.figurine.solid.vertices[:, 0].max() == pytest.approx(12.6 * scale, abs=0.3)


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


@pytest.mark.slow
def test_a_slab_behind_the_figure_is_cut() -> None:
    """Fused with it, so that it is one sound solid: cut, told, and the gate lets the rest pass."""
    slab = box(40, 2, 34, (0, 9, 0))
    sculpture = mesh_of(as_solid(FIGURE) + slab)
    done = finish(sculpture, Wish(60), tolerance_mm=0.02)
    assert any("wall behind" in repair for repair in done.repairs)
    above = done.figurine.solid.vertices[done.figurine.solid.vertices[:, 2] > 20]
    assert np.ptp(above[:, 0]) < 1.3 * np.ptp(above[:, 1])
    assert inspect(done.figurine.solid).verdict != "fail"


@pytest.mark.slow
def test_thin_parts_are_thickened_at_the_final_size() -> None:
    """Antennae of half a millimetre on a head: thickened, told, and the gate lets them pass."""
    aerial = rod(14, 0.25, (3, 0, 28)) + rod(14, 0.25, (-3, 0, 28)) + ball(1.5, (3, 0, 43), 16)
    sculpture = mesh_of(as_solid(FIGURE) + aerial + ball(1.5, (-3, 0, 43), 16))
    bare = finish(sculpture, Wish(60), tolerance_mm=0.02)
    assert any("thick" in repair for repair in bare.repairs)
    assert inspect(bare.figurine.solid).verdict != "fail"
