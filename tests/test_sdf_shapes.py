"""The SDF kernel's shapes: known distances, known volumes, safe slopes."""

from __future__ import annotations

import math

import numpy as np
import pytest
import trimesh

from memoreez.sdf import (
    Sdf,
    arc,
    bend,
    box,
    capsule,
    cone,
    curve,
    cylinder,
    ellipsoid,
    extrude,
    half_space,
    loop,
    mesh,
    prism,
    revolve,
    rough,
    shell,
    slab,
    sphere,
    star_outline,
    torus,
    tube,
    twist,
)

SQUARE = [(-5, -5), (5, -5), (5, 5), (-5, 5)]
HOLE = [(-2, -2), (2, -2), (2, 2), (-2, 2)]
SHAPES: dict[str, Sdf] = {
    "sphere": sphere(8),
    "ellipsoid": ellipsoid(9, 6, 4),
    "needle ellipsoid": ellipsoid(2, 14, 2),
    "lens ellipsoid": ellipsoid(12, 12, 1),
    "box": box(16, 8, 5),
    "round box": box(16, 8, 5, round=2),
    "cylinder": cylinder(6, 12),
    "round cylinder": cylinder(6, 12, round=2),
    "cone": cone(7, 2, 12),
    "pointed cone": cone(7, 0, 12, round=1),
    "capsule": capsule((-5, 0, 0), (6, 3, 2), 4, 1.5),
    "torus": torus(8, 2.5),
    "arc": arc(8, 2, 200),
    "tube": tube(curve([(-8, 0, 0), (0, 6, 3), (8, 0, -2)], 9), [3, 1.2]),
    "extrusion with a hole": extrude(SQUARE, HOLE, height=4, round=0.5),
    "star": extrude(star_outline(5, 10, 4), height=4),
    "blob outline": extrude(loop([(-8, 0), (0, 5), (8, 0), (0, -7)], 40), height=5),
    "revolved": revolve([(0, -6), (6, -6), (3, 0), (6, 6), (0, 6)]),
    "revolved ring": revolve([(5, -2), (8, -2), (8, 2), (5, 2)]),
    "prism": prism(6, 7, 5),
    "half space": half_space((1, 2, -1), 1) & sphere(9),
    "slab": slab("y", 4) & sphere(9),
    "shell": shell(sphere(8), 2),
    "rough": rough(sphere(8), 0.6, 4, seed=3),
    "twist": twist(box(8, 8, 16), 5),
    "left twist of a slender bar": twist(box(6, 3, 40), -6),
    "bend": bend(box(24, 6, 4), 12),
    "stretched": sphere(5).stretch(2, 1, 0.5),
    "turned": box(12, 6, 3).turn(x=30, y=20, z=70).at(1, 2, 3),
    "flipped": capsule((0, 0, 0), (6, 2, 1), 3, 1).flip("x").scale(1.4),
}


@pytest.fixture(params=SHAPES, ids=lambda name: name.replace(" ", "-"))
def shape(request: pytest.FixtureRequest) -> Sdf:
    return SHAPES[request.param]


def test_every_shape_meshes_to_a_volume(shape: Sdf) -> None:
    """Closed, consistently wound, positive; one body but for specks at knife-sharp tips."""
    vertices, faces = mesh(shape, 0.5)
    solid = trimesh.Trimesh(vertices, faces, process=False)
    assert solid.is_volume
    volumes = [abs(body.volume) for body in solid.split()]
    assert sum(v > 1e-3 * solid.volume for v in volumes) == (2 if shape is SHAPES["shell"] else 1)


def test_no_value_changes_faster_than_its_slope(shape: Sdf) -> None:
    """|f(p) - f(q)| <= slope |p - q| for random pairs: what pruning relies on."""
    random = np.random.default_rng(1)
    low, high = shape.bounds
    p = random.uniform(low - 6, high + 6, (40_000, 3))
    q = p + random.normal(size=p.shape) * random.choice([0.01, 0.3, 3.0], (len(p), 1))
    p, q = p.astype(np.float32).astype(float), q.astype(np.float32).astype(float)
    change = np.abs(shape(p).astype(float) - shape(q).astype(float))
    allowed = shape.slope * np.linalg.norm(p - q, axis=1)
    assert np.all(change <= allowed * 1.001 + 2e-4)


def test_bounds_hold_the_solid(shape: Sdf) -> None:
    """Nothing outside the box is inside the solid."""
    low, high = shape.bounds
    random = np.random.default_rng(2)
    points = random.uniform(low - 4, high + 4, (40_000, 3))
    outside = ((points < low) | (points > high)).any(axis=1)
    assert (shape(points[outside]) > -1e-4).all()


@pytest.mark.parametrize(
    ("solid", "volume"),
    [
        (sphere(8), 4 / 3 * math.pi * 512),
        (ellipsoid(9, 6, 4), 4 / 3 * math.pi * 9 * 6 * 4),
        (box(16, 8, 5), 640),
        (cylinder(6, 12), math.pi * 36 * 12),
        (cone(7, 2, 12), math.pi * 12 / 3 * (49 + 14 + 4)),
        (torus(8, 2.5), 2 * math.pi**2 * 8 * 2.5**2),
        (extrude(SQUARE, HOLE, height=4), (100 - 16) * 4),
        (prism(6, 7, 5), 1.5 * math.sqrt(3) * 49 * 5),
        (revolve([(5, -2), (8, -2), (8, 2), (5, 2)]), math.pi * (64 - 25) * 4),
        (shell(sphere(8), 2), 4 / 3 * math.pi * (9**3 - 7**3)),
        (twist(box(8, 8, 16), 5), 8 * 8 * 16),
        (sphere(5).stretch(2, 1, 0.5), 4 / 3 * math.pi * 125),
    ],
)
def test_volume_is_the_closed_form(solid: Sdf, volume: float) -> None:
    """Meshed volume within 1 % of the formula."""
    vertices, faces = mesh(solid, 0.3)
    assert trimesh.Trimesh(vertices, faces, process=False).volume == pytest.approx(volume, rel=0.01)


@pytest.mark.parametrize(
    ("solid", "point", "distance"),
    [
        (sphere(3), (5, 0, 0), 2),
        (box(4, 4, 4), (5, 6, 2), 5),
        (box(4, 4, 4, round=1), (0, 0, 0), -2),
        (capsule((0, 0, 0), (0, 0, 10), 2), (5, 0, 5), 3),
        (capsule((0, 0, 0), (10, 0, 0), 5, 2), (-9, 0, 0), 4),
        (torus(8, 2), (8, 0, 5), 3),
        (cylinder(3, 10), (7, 0, 8), 5),
        (cone(3, 0, 4), (0, 0, 7), 5),
        (half_space((0, 0, 2), 1), (3, 4, 5), 4),
        (extrude(SQUARE, height=4), (8, 9, 0), 5),
        (arc(8, 2, 180), (0, 12, 0), 2),
        (sphere(3).scale(2).at(1, 0, 0), (10, 0, 0), 3),
    ],
)
def test_exact_shapes_give_true_distances(
    solid: Sdf, point: tuple[float, float, float], distance: float
) -> None:
    """Values of exact primitives are distances in millimetres, to 1e-4."""
    assert solid([point])[0] == pytest.approx(distance, abs=1e-4)


def test_capsule_is_the_hull_of_its_spheres() -> None:
    """A round cone's distance is the least over the spheres along its axis."""
    a, b, r1, r2 = np.array([0.0, 0, 0]), np.array([6.0, 3, 2]), 4.0, 1.5
    points = np.random.default_rng(0).uniform(-10, 12, (500, 3))
    t = np.linspace(0, 1, 4001)[:, None, None]
    spheres = np.linalg.norm(points - (a + (b - a) * t), axis=2) - (r1 + (r2 - r1) * t[:, :, 0])
    assert capsule(a, b, r1, r2)(points) == pytest.approx(spheres.min(axis=0), abs=2e-4)


def test_bend_refuses_what_it_cannot_bend() -> None:
    """A solid that reaches the centre of the bend raises."""
    with pytest.raises(ValueError, match="stay below 5"):
        bend(box(10, 4, 12), 5)


def test_an_endless_solid_is_refused() -> None:
    """A half space has no mesh."""
    with pytest.raises(ValueError, match="no end"):
        mesh(half_space((0, 0, 1)), 0.5)
