"""Hollows that only tiny holes open are found and filled; openings that are meant stay."""

from __future__ import annotations

import numpy as np
import pytest
from manifold3d import Manifold, OpType
from print_shapes import ball, box, mesh_of, rod, verdict

from memoreez.artifacts import Mesh
from memoreez.figurines.columns import fill
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.hollows import TORN_MM, hollows
from memoreez.figurines.repairs.pinholes import filled
from memoreez.figurines.repairs.repair import repair

BLOCK = box(16, 16, 20)
ROOM = ball(6, (0, 0, 10), 32)  # 900 mm³
HELD = float(BLOCK.volume())


def across(radius_mm: float, angle_deg: float = 0.0) -> Manifold:
    """A rod from the middle of the block out through its side."""
    return rod(20, radius_mm).rotate((0, 90, angle_deg)).translate((0, 0, 10))


def holed(*radii_mm: float) -> Mesh:
    """A hollow block with holes of these radii in its sides."""
    ways = [across(radius, 70.0 * number) for number, radius in enumerate(radii_mm)]
    return mesh_of(BLOCK - Manifold.batch_boolean([ROOM, *ways], OpType.Add))


def leaning(solid: Manifold) -> Manifold:
    """Turned so that no opening lies along the grid."""
    return solid.rotate((40, 25, 15))


MEANT = {
    "cup": rod(20, 8) - rod(20, 6.5, (0, 0, 1.5)),
    "vase with a neck of 4 mm": leaning(ball(9) + rod(16, 3.5) - ball(7.5) - rod(20, 2)),
    "bird house": box(16, 16, 20) - box(13, 13, 17, (0, 0, 1.5)) - across(2.5),
    "ring": rod(6, 10) - rod(6, 8.5),
    "pot with a handle": rod(16, 8)
    + (box(12, 3, 12, (10, 0, 2)) - box(6, 3, 6, (10, 0, 5)))
    - rod(20, 6.5, (0, 0, 1.5)),
    "two drain holes of 3.5 mm": BLOCK - ROOM - across(1.75) - across(1.75, 90),
}


@pytest.mark.parametrize("name", MEANT)
def test_openings_that_are_meant_stay(name: str) -> None:
    """Whatever has an opening of 3.5 mm or more has no hollow, by the widest look at it."""
    assert hollows(fill(unfold(mesh_of(MEANT[name]))), open_mm=TORN_MM) == []


@pytest.mark.parametrize("radii", [(0.2,), (0.3, 0.4, 0.5, 0.2)])
def test_pinholes_fail_and_are_filled(radii: tuple[float, ...]) -> None:
    """One to four pinholes make no difference: the block is solid again, its outside as it was."""
    mesh = holed(*radii)
    assert verdict(mesh, "voids") == "fail"
    done = repair(mesh)
    assert [change.name for change in done.changes if change.name != "simplified"] == ["voids"]
    assert volume(unfold(done.mesh).corners) == pytest.approx(HELD, rel=2e-3)
    assert np.array_equal(np.ptp(done.mesh.vertices, axis=0), np.ptp(mesh.vertices, axis=0))
    assert verdict(done.mesh, "voids") == "pass"


def test_a_hole_of_two_millimetres_is_meant_where_nothing_is_torn() -> None:
    """A sound hollow block with one is passed on bit for bit; a torn one is filled."""
    mesh = holed(1.0)
    assert repair(mesh).mesh is mesh
    torn = Mesh(mesh.vertices, mesh.faces[:-1])
    assert volume(unfold(repair(torn).mesh).corners) == pytest.approx(HELD, rel=0.01)


@pytest.mark.parametrize("wall_mm", [0.5, 2.0])
def test_thin_walls_are_filled_to_the_skin(wall_mm: float) -> None:
    """The core reaches through no wall, but for rounding, and leaves no gaps behind it."""
    outer = ball(8, (0, 0, 8), 48)
    mesh = mesh_of(outer - ball(8 - wall_mm, (0, 0, 8), 48) - rod(20, 0.3, (0, 0, 8)))
    made = filled(mesh, open_mm=TORN_MM).mesh
    assert volume(unfold(made).corners) == pytest.approx(outer.volume(), rel=5e-3)
    assert np.abs(np.linalg.norm(made.vertices - [0, 0, 8], axis=1)).max() < 8.1
