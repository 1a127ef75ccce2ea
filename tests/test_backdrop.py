"""Background walls and ground plates: found, cut, and never taken for what they are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from manifold3d import CrossSection, JoinType, Manifold
from manifold3d import Mesh as Triangles
from print_shapes import ball, box, joined, mesh_of, rod

from benchmarks.keepsakes import element, orders
from memoreez.artifacts import Concept, Design, Mesh
from memoreez.figurines import limits
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.finish import Wish, finish
from memoreez.figurines.footing import footing
from memoreez.figurines.repairs.backdrop import cut_backdrop
from memoreez.figurines.sheets import framed, grid, terms
from memoreez.figurines.slab import slabs
from memoreez.sculptures.atelier import Atelier

PEDESTAL = rod(8, 28)
PERSON = rod(38, 9, (0, 0, 7)) + ball(13, (0, 0, 55)) + box(46, 8, 8, (0, 0, 30))
KEEPSAKE = PEDESTAL + PERSON


def sheet(width: float, height: float, thick: float = 2.0, *, round_mm: float = 0.0) -> Manifold:
    """An upright wall on z = 0 whose inner face is the plane y = 0."""
    flat = CrossSection.square((width - 2 * round_mm, height - 2 * round_mm), True)
    flat = flat.offset(round_mm, JoinType.Round, circular_segments=32) if round_mm else flat
    return flat.extrude(thick).rotate((90, 0, 0)).translate((0, thick, height / 2))


def volume_of(mesh: Mesh) -> float:
    return volume(unfold(mesh).corners)


def gate(mesh: Mesh) -> str:
    """What the gate's check `slab` says."""
    return next(c.verdict for c in footing(unfold(mesh), None) if c.name == "slab")


def rough(solid: Manifold, noise_mm: float, edge_mm: float = 1.6) -> Mesh:
    """The surface as a network would give it."""
    fine = mesh_of(solid.refine_to_length(edge_mm))
    random = np.random.default_rng(4)
    shaken = fine.vertices + random.uniform(-noise_mm, noise_mm, fine.vertices.shape)
    return Mesh(shaken.astype(np.float32), fine.faces)


def bent(solid: Manifold, bulge_mm: float, half_mm: float) -> Manifold:
    def warped(points: np.ndarray) -> np.ndarray:
        moved = points.copy()
        moved[:, 1] += bulge_mm * (1 - (points[:, 0] / half_mm) ** 2)
        return moved

    return solid.refine_to_length(4.0).warp_batch(warped)


def test_wall_inside_a_wider_pedestal_is_cut() -> None:
    """A wall that has grown onto the figure's back is cut off; figure and pedestal stay."""
    mesh = mesh_of(KEEPSAKE + sheet(50, 62).translate((0, 12.5, 7)))
    assert gate(mesh) == "fail"
    step = cut_backdrop(mesh)
    (change,) = step.changes
    assert (change.name, change.sure) == ("backdrop", 1.0)
    assert change.values["thick_mm"] == pytest.approx(2, abs=0.05)
    assert (change.values["width_mm"], change.values["height_mm"]) == pytest.approx((50, 61), abs=4)
    gone = 1 - volume_of(step.mesh) / volume_of(mesh)
    assert change.values["share"] == pytest.approx(gone) and f"{100 * gone:.0f} %" in change.words
    assert topology(step.mesh.faces).closed
    assert abs(volume_of(step.mesh) / KEEPSAKE.volume() - 1) < 2e-3
    lost = (KEEPSAKE - Manifold(_triangles(step.mesh))).volume()
    assert lost < 1e-3 * KEEPSAKE.volume()
    assert gate(step.mesh) == "pass"


def _triangles(mesh: Mesh) -> Triangles:
    return Triangles(mesh.vertices, mesh.faces.astype(np.uint32))


def test_wall_of_its_own_is_taken_away_whole() -> None:
    """A wall that is a shell of its own leaves the figure's triangles as they were."""
    figure = mesh_of(KEEPSAKE)
    step = cut_backdrop(joined(figure, mesh_of(sheet(60, 62).translate((0, 11.5, 7)))))
    np.testing.assert_array_equal(
        np.sort(step.mesh.vertices[step.mesh.faces], axis=0),
        np.sort(figure.vertices[figure.faces], axis=0),
    )


@pytest.mark.parametrize(
    "mesh",
    [
        mesh_of(KEEPSAKE + sheet(30, 64, 6).rotate((-8, 0, 0)).translate((0, 13, 7.5))),
        rough(KEEPSAKE + sheet(70, 66, 0.8, round_mm=12).translate((0, 12.5, 7)), 0.2),
        mesh_of(KEEPSAKE + bent(sheet(60, 62), 3, 30).translate((0, 12.5, 7))),
        mesh_of(
            KEEPSAKE
            + (sheet(60, 62) - sheet(48, 50, 4).translate((0, -1, 6))).translate((0, 12, 7))
        ),
    ],
    ids=["leaning, thick, narrow", "rough, thin, round corners", "bent", "frame"],
)
def test_walls_of_all_kinds_are_found(mesh: Mesh) -> None:
    """Leaning by 8°, 0.8 or 6 mm thick, uneven by 0.2 mm, bulging by 3 mm, or only a frame."""
    (found,) = slabs(unfold(mesh))
    assert not found.ground and found.sure >= limits.SLAB_SURE
    assert found.facing_deg == pytest.approx(90, abs=2)


def test_corner_of_a_room() -> None:
    """Two walls and a floor are three slabs, and all are cut."""
    side = sheet(44, 60).rotate((0, 0, 90)).translate((-30, -8, 8))
    floor = box(66, 66, 2, (0, 0, -1.9))
    room = KEEPSAKE + sheet(62, 60).translate((0, 13, 8)) + side + floor
    step = cut_backdrop(mesh_of(room))
    assert sorted(c.name for c in step.changes) == ["backdrop", "backdrop", "ground"]
    assert abs(volume_of(step.mesh) / KEEPSAKE.volume() - 1) < 0.015
    assert len(Manifold(_triangles(step.mesh)).decompose()) == 1
    assert np.abs(step.mesh.vertices[:, :2]).max() < 28.001
    assert topology(step.mesh.faces).closed


def test_ground_plate_goes_and_the_pedestal_stays() -> None:
    """A plate a quarter wider than the pedestal is cut; what stood on it keeps its height."""
    mesh = mesh_of(KEEPSAKE + box(70, 70, 1.5, (0, 0, -1.2)))
    step = cut_backdrop(mesh)
    assert [c.name for c in step.changes] == ["ground"]
    assert np.ptp(step.mesh.vertices[:, 2]) == pytest.approx(68 - 0.3, abs=0.15)
    assert volume_of(step.mesh) == pytest.approx(KEEPSAKE.volume() - 0.3 * np.pi * 28**2, rel=0.005)


def test_what_reaches_through_the_wall_stays() -> None:
    """A tail that comes out behind the wall is not cut off from its figure."""
    tail = rod(30, 4).rotate((-90, 0, 0)).translate((0, 5, 30))
    step = cut_backdrop(mesh_of(KEEPSAKE + tail + sheet(50, 62).translate((0, 13, 7))))
    assert step.changes
    assert step.mesh.vertices[:, 1].max() == pytest.approx(35, abs=1e-3)
    assert len(Manifold(_triangles(step.mesh)).decompose()) == 1


def test_open_mesh_is_cut_by_triangles() -> None:
    """Where the surface has a hole, the wall's triangles go and the figure's stay."""
    mesh = mesh_of((KEEPSAKE + sheet(50, 62).translate((0, 12.5, 7))).refine_to_length(3))
    hidden = unfold(mesh).centroids[:, 1] < -12.5
    opened = Mesh(mesh.vertices, mesh.faces[~(hidden & (np.arange(len(mesh.faces)) % 5 == 0))])
    step = cut_backdrop(opened)
    assert [c.name for c in step.changes] == ["backdrop"] and "surface" in step.changes[0].words
    left = unfold(step.mesh)
    beside = np.abs(left.centroids[:, 0]) > 16
    assert left.centroids[beside & (left.centroids[:, 2] > 10), 1].max() < 11
    assert left.centroids[:, 2].max() > 67


def test_a_bent_sheet_leans_as_its_middle_does() -> None:
    """A laptop's lid, fitted as a bend on a steeper plane, is not taken for an upright wall."""
    upright = framed(np.zeros(3), np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]))
    bent = replace(upright, bend=np.array([0, 0, 0.1, 0, 0, 0.005]))
    assert bent.facing(np.zeros(2)) @ [0, -0.1, 1] == pytest.approx(0, abs=1e-9)
    assert bent.facing(np.array([7.0, 20.0])) @ [0, -0.3, 1] == pytest.approx(0, abs=1e-9)
    places = np.array([[0.0, 19.9], [0.0, 20.1]])
    surface = [np.array([0, -terms(one[None])[0] @ bent.bend, one[1]]) for one in places]
    assert np.ptp([bent.flat(one[None])[1] for one in surface]) == pytest.approx(0, abs=1e-9)
    assert (surface[1] - surface[0]) @ bent.facing(places.mean(axis=0)) == pytest.approx(
        0, abs=1e-6
    )


def test_what_lies_far_apart_takes_no_memory() -> None:
    """Two sticks, 200 m from end to end, are looked at through a coarser grid, in no time."""
    long = rod(140_000, 1).rotate((0, 45, 0))
    assert slabs(unfold(mesh_of(long + long.rotate((0, 0, 180))))) == ()
    assert np.prod(grid(np.array([[0.0, 0.0], [2e5, 1e5]]), 10.0).shape) < 1.1e6


HONEST = {
    "laptop": box(52, 36, 3) + sheet(52, 34).rotate((-16, 0, 0)).translate((0, 16, 2))
    + ball(12, (0, 0, 14)),
    "relief in a frame": sheet(60, 80, 4) + sheet(60, 80, 3).translate((0, -3, 0))
    - sheet(50, 70, 4).translate((0, -4, 5)) + ball(4, (0, 0, 40)) + box(60, 20, 4),
    "coaster": rod(50, 24) + box(51, 51, 3),
    "thin round foot": PERSON + rod(9.5, 15),
    "keepsake": KEEPSAKE,
    "door": sheet(36, 76, 3) + box(40, 30, 5),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_shapes_are_left_alone(name: str) -> None:
    """No laptop, relief, coaster, foot, door or pedestal is taken for a slab; nothing changes."""
    mesh = mesh_of(HONEST[name])
    assert slabs(unfold(mesh)) == ()


@pytest.mark.slow
def test_no_keepsake_loses_a_part_and_none_keeps_a_wall() -> None:
    """Keepsakes of all kinds pass untouched; with a wall behind them that wall is cut."""
    for seed, kind, chosen, shape in orders(18)[6:]:
        design = Design(kind, tuple(map(element, chosen)), seed)
        raw = Atelier().sculpt(Concept(1, "", "", kind, "", design), height_mm=90, quality="final")
        solid = finish(raw.mesh, Wish(pedestal=shape), tolerance_mm=0.02).figurine.solid
        assert cut_backdrop(solid).mesh is solid, (seed, kind, chosen)
        back = float(solid.vertices[solid.vertices[:, 2] > 12, 1].max())
        width = float(np.ptp(solid.vertices[:, 0]))
        wall = sheet(width, 85, 1.5).translate((0, back - 0.4, 5))
        step = cut_backdrop(mesh_of(Manifold(_triangles(solid)) + wall))
        assert [c.name for c in step.changes] == ["backdrop"], (seed, kind, chosen)
        assert abs(volume_of(step.mesh) / volume_of(solid) - 1) < 0.03, (seed, kind, chosen)
