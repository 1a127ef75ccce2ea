"""All repairs together: what comes out is a solid, close to what it was before it was damaged."""

from __future__ import annotations

import numpy as np
import pytest
from damages import (
    BUTTON,
    GRAINS,
    HELD,
    INNER,
    NEAR,
    STUCK,
    VOID,
    WHOLE,
    Damage,
    back_to_back,
    beside,
    degenerate,
    far_away,
    fin,
    hole,
    nan_corners,
    shaken,
    soup,
    t_junctions,
    turned_here_and_there,
    turned_patch,
    without,
)
from manifold3d import Manifold, OpType
from manifold3d import Mesh as Triangles
from print_shapes import flipped, joined

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import unfold, volume, weld
from memoreez.figurines.gate import inspect
from memoreez.figurines.repairs import Repaired, Wanted, repair

PLAIN = Wanted(unit="mm", up="z", backdrop=False, thicken=False, foot=False)


def solid(mesh: Mesh) -> bool:
    """Closed also for a reader that joins corners, nothing inside out, in one shell."""
    shape = topology(weld(mesh).faces)
    one = int(shape.shells.max()) == 0
    return shape.closed and not shape.collapsed_faces and one and held(mesh) > 0


def as_solid(mesh: Mesh) -> Manifold:
    return Manifold(Triangles(np.array(mesh.vertices), mesh.faces.astype(np.uint32)))


def held(mesh: Mesh) -> float:
    return volume(unfold(mesh).corners)


def centred(mesh: Mesh) -> Mesh:
    middle = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)) / 2
    return Mesh(mesh.vertices - middle, mesh.faces)


def names(done: Repaired) -> set[str]:
    return {change.name for change in done.changes}


def differs(mesh: Mesh, *whole: Mesh) -> float:
    """Volume in only one of `mesh` and the union of `whole`, as a share of the latter."""
    old = Manifold.batch_boolean([as_solid(one) for one in whole], OpType.Add)
    new = as_solid(mesh)
    return ((new - old).volume() + (old - new).volume()) / old.volume()


# damage, the repair that must be told, how much of the volume may be in one but not the other
DAMAGES: dict[str, tuple[Damage, str, float]] = {
    "soup": (soup, "welded", 1e-5),
    "shaken": (shaken, "welded", 1e-3),
    "inside out": (flipped, "inside_out", 1e-5),
    "turned patch": (turned_patch, "turned", 1e-5),
    "turned here and there": (turned_here_and_there, "turned", 1e-5),
    "turned soup": (lambda m: soup(turned_patch(m)), "turned", 1e-5),
    "twice as a soup": (lambda m: soup(joined(m, m)), "duplicates", 1e-5),
    "hole in a flat side": (hole((12, 0, 3), 2.5), "holes", 1e-3),
    "hole in a round side": (hole((0, 0, 31), 3), "holes", 3e-3),
    "hole across an edge": (hole((12, 9, 6), 2.5), "holes", 4e-3),
    "no bottom": (lambda m: without(m, (m.vertices[m.faces, 2] < 0.01).all(axis=1)), "holes", 1e-3),
    "no numbers": (nan_corners, "broken_points", 2e-3),
    "cracks at T-junctions": (t_junctions, "holes", 1e-3),
    "fin": (fin, "duplicates", 1e-3),
    "flat triangles and copies": (degenerate, "duplicates", 1e-5),
    "sheet back to back": (back_to_back, "duplicates", 1e-5),
    "all of it twice": (lambda m: joined(m, m), "united", 1e-3),
    "a hollow": (beside(VOID), "voids", 1e-3),
    "a body inside": (beside(INNER), "united", 1e-3),
    "body in a hollow": (beside(VOID, INNER), "voids", 1e-3),
    "the same mirrored": (lambda m: flipped(joined(m, VOID, INNER)), "voids", 1e-3),
    "dust": (beside(*GRAINS), "dust", 1e-3),
    "far away": (far_away, "broken_points", 0.02),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_what_was_damaged_is_a_solid_again(name: str) -> None:
    """One closed shell of the old volume on the old surface, and the damage is told."""
    damage, told, limit = DAMAGES[name]
    done = repair(damage(WHOLE), PLAIN)
    assert solid(done.mesh)
    assert told in names(done)
    moved = centred(WHOLE) if name == "far away" else WHOLE
    assert differs(done.mesh, moved) <= limit
    again = repair(done.mesh, PLAIN)
    assert again.mesh is done.mesh and not again.changes


def test_a_sound_solid_passes_bit_for_bit() -> None:
    """The very mesh comes out, with nothing told."""
    done = repair(WHOLE)
    assert done.mesh is WHOLE and not done.changes and done.deviation_mm == 0


@pytest.mark.parametrize("loose", [NEAR, HELD], ids=["0.2 mm away", "1.5 mm away"])
def test_a_held_ball_survives_and_is_joined(loose: Mesh) -> None:
    """The ball in the dog's mouth is there afterwards, on a neck that the gate lets pass."""
    done = repair(joined(WHOLE, loose), PLAIN)
    assert solid(done.mesh) and names(done) >= {"joined"}
    more = as_solid(done.mesh) - as_solid(WHOLE) - as_solid(loose)
    assert more.volume() < 12
    assert (as_solid(loose) - as_solid(done.mesh)).volume() < 0.1
    report = {c.name: c.verdict for c in inspect(done.mesh).checks}
    assert report["bodies"] == report["floaters"] == report["necks"] == "pass"


def test_all_damages_at_once() -> None:
    """Many damages together end as a print that the gate passes."""
    worse = joined(turned_patch(nan_corners(WHOLE)), VOID, STUCK, HELD, BUTTON, *GRAINS)
    done = repair(soup(hole((0, 9, 3), 2)(worse)), PLAIN)
    assert solid(done.mesh)
    assert inspect(done.mesh).verdict == "pass"
    assert differs(done.mesh, WHOLE, STUCK, HELD) < 0.01
    assert {"welded", "turned", "holes", "voids", "united", "joined", "dust"} <= names(done)
