"""Pedestals: exact, closed, of the asked size, printable without support."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from manifold3d import Error

from memoreez.errors import BadInput, UnknownName
from memoreez.figurines import pedestal
from memoreez.figurines.pedestal import PROFILES, SHAPES, Pedestal, build

SIZES = {
    "round": (56.0, 56.0),
    "square": (52.0, 48.0),
    "oval": (72.0, 48.0),
    "hexagonal": (60.0, 52.0),
}
ALL = [(shape, profile) for shape in SHAPES for profile in PROFILES]


def make(shape: str, profile: str = "chamfered", scale: float = 1.0) -> Pedestal:
    width, depth = SIZES[shape]
    return build(shape, (width * scale, depth * scale), 9.0 * scale, profile)


@pytest.mark.parametrize("scale", [0.7, 1.0, 3.5])
@pytest.mark.parametrize(("shape", "profile"), ALL)
def test_solid_is_closed_and_of_the_asked_size(shape: str, profile: str, scale: float) -> None:
    """One body without holes, standing on z = 0, filling its bounding box."""
    made = make(shape, profile, scale)
    width, depth = made.footprint_mm
    assert made.solid.status() == Error.NoError
    assert made.solid.genus() == 0
    assert len(made.solid.decompose()) == 1
    box = (-width / 2, -depth / 2, 0.0, width / 2, depth / 2, made.height_mm)
    assert made.solid.bounding_box() == pytest.approx(box, abs=1e-6)


@pytest.mark.parametrize("profile", PROFILES)
def test_round_volume_is_that_of_its_frustums(profile: str) -> None:
    """Closed form: frustums of regular polygons, h/3 (A + B + sqrt(AB))."""
    made = make("round", profile)
    n = len(made.wall.points) - 1
    rings = [
        (n / 2 * (28 - e) ** 2 * np.sin(2 * np.pi / n), z) for e, z in pedestal.edges(profile, 9.0)
    ]
    volume = sum((z2 - z1) / 3 * (a + b + np.sqrt(a * b)) for (a, z1), (b, z2) in pairwise(rings))
    assert made.solid.volume() == pytest.approx(volume, rel=1e-9)


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        ("round", np.pi * 28**2),
        ("oval", np.pi * 36 * 24),
        ("square", 52 * 48 - (4 - np.pi) * (0.08 * 48) ** 2),
    ],
)
def test_wall_is_a_prism_on_the_outline(shape: str, area: float) -> None:
    """Half-way up, the slice has the area of the drawn outline; facets lose next to nothing."""
    assert make(shape).solid.slice(4.0).area() == pytest.approx(area, rel=6e-4)


@pytest.mark.parametrize(("shape", "profile"), ALL)
def test_nothing_overhangs(shape: str, profile: str) -> None:
    """Above the bed, no face looks down more steeply than the 45° foot chamfer."""
    mesh = make(shape, profile).solid.to_mesh()
    corners = mesh.vert_properties[:, :3][mesh.tri_verts].astype(np.float64)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    down = -normal[:, 2] / np.linalg.norm(normal, axis=1)
    raised = corners[:, :, 2].max(axis=1) > 1e-6
    assert down[raised].max() < np.sin(np.radians(46.0))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("height", [6.5, 9.0, 30.0])
def test_ledges_are_wide_enough_to_print(profile: str, height: float) -> None:
    """Flat steps are at least one 0.4 mm line wide, and the wall holds two thirds of the height."""
    rings = pedestal.edges(profile, height)
    ledges = [b - a for (a, z1), (b, z2) in pairwise(rings) if z1 == z2]
    wall = [z for inset, z in rings if inset == 0.0]
    assert min(ledges) >= 0.4
    assert len(wall) == 2
    assert wall[1] - wall[0] > 0.66 * height


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_is_mirror_symmetric(shape: str) -> None:
    """Left and right are the same: the mirrored solid is the solid."""
    solid = make(shape).solid
    assert (solid ^ solid.mirror((1, 0, 0))).volume() == pytest.approx(solid.volume(), rel=1e-6)


@pytest.mark.parametrize("shape", SHAPES)
def test_curves_are_smooth_and_files_small(shape: str) -> None:
    """On a 300 mm keepsake a facet turns under 4°, with fewer than 8,000 triangles."""
    made = make(shape, "stepped", 3.5)
    turn = np.einsum("ij,ij->i", made.wall.normals[1:], made.wall.normals[:-1])
    on_curve = turn < 1 - 1e-9
    assert np.degrees(np.arccos(turn[on_curve])).max() < 4.0
    assert made.solid.num_tri() < 8000


@pytest.mark.parametrize("shape", SHAPES)
def test_wall_starts_at_the_front_and_runs_right(shape: str) -> None:
    """s = 0 is the middle of the front (-y); s > 0 lies at the viewer's right (+x)."""
    made = make(shape)
    point, normal = made.wall.at(np.array([0.0, 3.0]))
    assert point[0] == pytest.approx((0.0, -made.footprint_mm[1] / 2), abs=1e-6)
    assert normal[0] == pytest.approx((0.0, -1.0), abs=1e-6)
    assert point[1, 0] == pytest.approx(3.0, abs=0.01)


def test_round_wall_is_measured_by_arc_length() -> None:
    """On a circle of radius R the point at s has turned by s / R, and bends by 1 / R."""
    wall = make("round").wall
    s = np.linspace(-60.0, 60.0, 25)
    _, normal = wall.at(s)
    assert np.arctan2(normal[:, 0], -normal[:, 1]) == pytest.approx(s / 28.0, abs=2e-3)
    assert wall.curvature(40.0) == pytest.approx(1 / 28.0, rel=1e-3)
    assert wall.reach_mm(75.0) == pytest.approx(28.0 * np.radians(75.0), rel=0.03)


@pytest.mark.parametrize("shape", ["square", "hexagonal"])
def test_front_face_is_flat(shape: str) -> None:
    """Within the front face the wall does not bend, and the face is the middle of the front."""
    wall = make(shape).wall
    reach = wall.reach_mm(0.0)
    assert reach > 0.2 * SIZES[shape][0]
    assert wall.curvature(reach) < 1e-9


def test_unknown_shape_offers_the_nearest() -> None:
    """A misspelt shape names its neighbour."""
    with pytest.raises(UnknownName, match=r"no pedestal called 'hexagon'\. Did you mean hexagonal"):
        build("hexagon", (50.0, 50.0), 9.0)


def test_unknown_profile_is_named() -> None:
    """A misspelt profile names its neighbour."""
    with pytest.raises(UnknownName, match=r"profile called 'step'\. Did you mean stepped"):
        build("round", (50.0, 50.0), 9.0, "step")


@pytest.mark.parametrize("size", [(3.0, 50.0, 9.0), (50.0, 50.0, 1.0), (float("nan"), 50.0, 9.0)])
def test_too_small_is_refused(size: tuple[float, float, float]) -> None:
    """The error says the least size."""
    with pytest.raises(BadInput, match="at least 8 mm wide and deep and 4 mm high"):
        build("oval", size[:2], size[2])


def test_too_large_is_refused() -> None:
    """A metre is no keepsake."""
    with pytest.raises(BadInput, match="stay under 1000 mm"):
        build("oval", (2000.0, 50.0), 9.0)


def test_round_needs_equal_sides() -> None:
    """An ellipse is called oval."""
    with pytest.raises(BadInput, match="use an oval one"):
        build("round", (50.0, 40.0), 9.0)
