"""The studio behind the pictures: camera, directions, normals, and the z-buffer."""

from __future__ import annotations

import manifold3d
import numpy as np
import pytest

from memoreez.artifacts import Mesh
from memoreez.images._light import HORIZON, ZENITH, Lightmap, skylight, tiled
from memoreez.images._scene import FILL, dot, frame, lamps, net, sphere, unit
from memoreez.images._soft import Soft
from memoreez.images._studio import Studio
from memoreez.images._surface import Surface


def surface_of(solid: manifold3d.Manifold) -> Surface:
    made = solid.to_mesh()
    vertices = np.asarray(made.vert_properties, np.float32)[:, :3]
    return Surface(Mesh(vertices, np.asarray(made.tri_verts, np.int32)))


@pytest.mark.parametrize("azimuth_deg", [-120, -28, 0, 90])
def test_frame_centres_and_fills(azimuth_deg: float) -> None:
    """The outline is centred, its longer side 85 % of the frame, to a tenth of a pixel."""
    corners = np.array(np.meshgrid([0, 70], [-5, 20], [0, 45]), np.float32).reshape(3, -1).T
    x, y, _ = frame(corners, 768, azimuth_deg, 13).project(corners)
    assert x.min() + x.max() == pytest.approx(768, abs=0.1)
    assert y.min() + y.max() == pytest.approx(768, abs=0.1)
    assert max(np.ptp(x), np.ptp(y)) == pytest.approx(FILL * 768, abs=0.1)


def test_azimuth_turns_from_the_front_to_the_right() -> None:
    """Azimuth 0 stands at -y, 90 at +x, and more elevation stands higher."""
    box = np.array(np.meshgrid([-1, 1], [-1, 1], [0, 2]), np.float32).reshape(3, -1).T
    front, right = frame(box, 100, 0, 0).eye, frame(box, 100, 90, 0).eye
    assert front[1] < -2
    assert abs(front[0]) < 1e-3
    assert right[0] > 2
    assert frame(box, 100, 0, 40).eye[2] > front[2] + 2


def test_rays_undo_project() -> None:
    """A ray through a point's pixel meets the point at its depth."""
    points = np.random.default_rng(3).normal(0, 20, (50, 3)).astype(np.float32)
    camera = frame(points, 640, -28, 13)
    x, y, depth = camera.project(points)
    assert np.abs(camera.eye + camera.rays(x, y) * depth[:, None] - points).max() < 1e-3


def test_every_run_of_directions_is_evenly_spread() -> None:
    """Each aligned run of 16 points has one point in each of 4 by 4 squares."""
    for skip in range(0, 256, 16):
        places = (net(16, skip) * 4).astype(int)
        assert len(np.unique(places[:, 0] * 4 + places[:, 1])) == 16


def test_sphere_covers_all_directions() -> None:
    """The directions are unit vectors whose mean is zero."""
    rays = sphere(net(256))
    assert np.allclose(dot(rays, rays), 1, atol=1e-5)
    assert np.abs(rays.mean(0)).max() < 0.01


def test_beams_stay_within_the_lamp() -> None:
    """No beam leaves the disc of its lamp, and their mean points at its centre."""
    key, _ = lamps(frame(np.eye(3, dtype=np.float32), 100, 0, 0))
    beams = key.beams(net(64))
    cosine = dot(beams, key.direction[None])
    assert cosine.min() >= np.cos(np.arctan(key.spread)) - 1e-5
    assert dot(unit(beams.mean(0)[None]), key.direction[None])[0] > 0.9995


def test_skylight_matches_the_closed_form() -> None:
    """A surface that faces up receives horizon + 2/3 (zenith - horizon) (Lambert's law)."""
    above, below = skylight()[:, -1]
    assert above == pytest.approx(HORIZON + (ZENITH - HORIZON) * 2 / 3, rel=0.01)
    assert below == pytest.approx(0, abs=1e-4)


def test_tile_deals_each_part_once() -> None:
    """The cells of every tile are all different."""
    rows, columns = np.mgrid[:4, :4]
    assert sorted(tiled(rows.ravel(), columns.ravel(), 4)) == list(range(16))
    assert sorted(tiled(rows[:2, :2].ravel(), columns[:2, :2].ravel(), 2)) == list(range(4))


def test_filter_never_reaches_over_a_crease() -> None:
    """Light on one wall of a corner does not leak onto the other."""
    there = np.ones((12, 12), np.float32)
    normals = np.zeros((12, 12, 3), np.float32)
    normals[:, :6, 0] = normals[:, 6:, 1] = 1
    exposure = np.ones((12, 12, 6), np.float32)
    exposure[:, 6:, ::2] = 0
    mixed = Lightmap(there, np.zeros_like(normals), normals, exposure, 1.0).mixed(4).exposure
    assert np.allclose(mixed[:, :6, 0] / mixed[:, :6, 1], 1, atol=1e-4)
    assert np.allclose(mixed[:, 6:, 0] / mixed[:, 6:, 1], 0, atol=1e-4)


def test_ball_is_shaded_smoothly() -> None:
    """Corner normals of a sphere point away from its centre, to a degree."""
    surface = surface_of(manifold3d.Manifold.sphere(10, 80))
    radial = unit(surface.vertices[surface.faces])
    assert dot(surface.corners, radial).min() > np.cos(np.radians(1))


def test_cube_keeps_sharp_edges() -> None:
    """Every corner of every face of a cube has the face's own normal."""
    surface = surface_of(manifold3d.Manifold.cube([4, 5, 6]))
    assert np.allclose(surface.corners, surface.normals[:, None], atol=1e-6)


def test_cylinder_is_smooth_round_and_sharp_at_the_rim() -> None:
    """Wall normals are radial and level; caps keep theirs, even at the hub of a fan."""
    surface = surface_of(manifold3d.Manifold.cylinder(8, 20, 20, 120))
    wall = np.abs(surface.normals[:, 2]) < 0.5
    radial = surface.vertices[surface.faces[wall]] * np.array([1, 1, 0], np.float32)
    assert dot(surface.corners[wall], unit(radial)).min() > np.cos(np.radians(2))
    caps = surface.normals[~wall][:, None]
    assert np.allclose(surface.corners[~wall], caps, atol=1e-6)


def test_flat_top_stays_flat_where_a_shallow_dome_meets_it() -> None:
    """A neighbour at 25°, under the crease angle, does not bend the light of a large plane."""
    slab = manifold3d.Manifold.cube([60, 60, 8], True)
    dome = manifold3d.Manifold.sphere(30, 120).translate([0, 0, 4 - 30 * np.cos(np.radians(25))])
    surface = surface_of(slab + dome)
    height = surface.vertices[surface.faces][..., 2]
    top = np.all(np.abs(height - 4) < 1e-4, 1)
    assert top.sum() > 20
    assert surface.corners[top][..., 2].min() > np.cos(np.radians(2))


def test_thin_slivers_borrow_their_neighbours_normal() -> None:
    """A face without height, whose own normal is noise, is shaded like the plane around it."""
    vertices = np.array(
        [[0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0], [5, 1e-4, 1e-4], [5, 0, 5]], np.float32
    )
    faces = np.array([[0, 1, 4], [0, 4, 3], [4, 1, 2], [4, 2, 3]], np.int32)
    corners = Surface(Mesh(vertices, faces)).corners
    assert corners[0, :, 2].min() > 0.999


def test_depth_buffer_agrees_with_rays() -> None:
    """Both tracers see the object in the same pixels and at the same depth."""
    ball = manifold3d.Manifold.sphere(9, 48).translate([0, 0, 12])
    surface = surface_of(manifold3d.Manifold.cylinder(6, 15, 15, 64) + ball)
    camera = frame(surface.vertices, 128, -28, 13)
    y, x = (part.ravel().astype(np.float32) + np.float32(0.25) for part in np.mgrid[:128, :128])
    one, two = Studio(surface, camera).first(x, y), Soft(surface, camera).first(x, y)
    both = (one.face >= 0) & (two.face >= 0)
    assert ((one.face >= 0) != (two.face >= 0)).sum() <= 4
    apart = np.abs(one.depth[both] - two.depth[both])
    assert np.percentile(apart, 99) < 0.01


def test_depth_maps_block_and_clear() -> None:
    """Under a roof no light comes from above; beside it all does."""
    roof = manifold3d.Manifold.cube([40, 40, 2], True).translate([0, 0, 30])
    surface = surface_of(roof + manifold3d.Manifold.cube([4, 4, 30], True).translate([0, 0, 15]))
    points = np.array([[10, 10, 5], [60, 60, 5], [10, 10, 40]], np.float32)
    up = np.array([[0, 0, 1]], np.float32)
    camera = frame(surface.vertices, 96, 0, 13)
    for tracer in (Soft(surface, camera), Studio(surface, camera)):
        assert tracer.clear(points, up, np.ones((1, 3), bool)).tolist() == [[0, 1, 1]]
