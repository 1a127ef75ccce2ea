"""Orientations: supports below what leans out, and the way up that needs the least."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, mesh_of, rod

from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.overhang import overhang
from memoreez.figurines.repairs.laying import lay, poses, support

TABLE = box(20, 20, 30) + box(60, 20, 8, (0, 0, 30))


def test_supports_fill_the_air_below() -> None:
    """Two arms of 20 × 20 mm, 30 mm above the bed: 24 cm³; a shelf below them cuts it short."""
    assert support(unfold(mesh_of(TABLE))) == pytest.approx(24_000, rel=0.04)
    shelf = TABLE + box(60, 20, 10)
    assert support(unfold(mesh_of(shelf))) == pytest.approx(16_000, rel=0.04)
    assert support(unfold(mesh_of(box(20, 20, 30)))) == 0


def test_steep_slopes_need_none() -> None:
    """A cone that widens by 40° needs no support; one of 60° does."""
    steep, flat = (rod(20, 12, top=12 + 20 * np.tan(np.radians(a))) for a in (40, 60))
    assert support(unfold(mesh_of(steep))) == 0
    assert support(unfold(mesh_of(flat))) > 5000


def test_table_is_laid_on_its_top() -> None:
    """Upside down the table needs nothing; the numbers are told and the solid is the same."""
    mesh = mesh_of(TABLE)
    step = lay(mesh)
    (change,) = step.changes
    assert (change.name, change.values["support_mm3"]) == ("laid", 0)
    assert change.values["support_before_mm3"] == pytest.approx(24_000, rel=0.04)
    assert overhang(unfold(step.mesh)).area_mm2 == 0
    assert volume(unfold(step.mesh).corners) == pytest.approx(TABLE.volume(), rel=1e-5)
    assert float(step.mesh.vertices[:, 2].min()) == pytest.approx(0, abs=1e-5)
    assert lay(step.mesh).mesh is step.mesh


def test_upright_is_kept() -> None:
    """Unless asked, and where nothing is gained, the pose stays."""
    mesh = mesh_of(TABLE)
    assert lay(mesh, supportless=False).mesh is mesh
    block = mesh_of(box(30, 20, 50))
    assert lay(block).mesh is block


def test_every_way_up_is_a_rotation() -> None:
    """The first way is the one it has; all turn without mirroring, and each side is tried once."""
    found = poses(mesh_of(TABLE + ball(6, (0, 0, 40))))
    np.testing.assert_allclose(found[0].turn, np.eye(3), atol=1e-12)
    for pose in found:
        np.testing.assert_allclose(pose.turn @ pose.turn.T, np.eye(3), atol=1e-9)
        assert np.linalg.det(pose.turn) == pytest.approx(1)
    downs = np.array([pose.turn[2] for pose in found])
    assert (downs @ downs.T - np.eye(len(downs))).max() < 0.9999
