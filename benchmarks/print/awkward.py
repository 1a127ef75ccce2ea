"""Solids that no rule expects, self-made: each must end soon, in little memory, honestly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from manifold3d import Manifold

from benchmarks.print.shapes import compact, joined, mesh_of
from memoreez.artifacts import Mesh

Solid = Callable[[], Mesh]
SOLIDS: dict[str, Solid] = {}


def awkward(function: Solid) -> Solid:
    """List a function under its name."""
    SOLIDS[function.__name__.replace("_", " ")] = function
    return function


def _grid(surface: npt.NDArray[np.float64], *, twist: bool = False) -> Mesh:
    """A closed grid of points (u, v, 3) as triangles; `twist` glues v's ends the other way."""
    wide, deep = surface.shape[:2]
    number = np.arange(wide * deep).reshape(wide, deep)
    right = np.roll(number, -1, axis=0)
    if twist:
        right[-1] = number[0, (deep // 2 - np.arange(deep)) % deep]
    up, both = np.roll(number, -1, axis=1), np.roll(right, -1, axis=1)
    if twist:
        both[-1] = np.roll(right[-1], -1)
    one = np.stack([number, right, both], -1).reshape(-1, 3)
    two = np.stack([number, both, up], -1).reshape(-1, 3)
    points = surface.reshape(-1, 3).astype(np.float32)
    return Mesh(points, np.concatenate([one, two]).astype(np.int32))


def _angles(wide: int, deep: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    u = np.arange(wide)[:, None] * 2 * np.pi / wide + np.zeros(deep)
    return u, np.arange(deep) * 2 * np.pi / deep + np.zeros((wide, 1))


@awkward
def klein_bottle() -> Mesh:
    """The figure-eight immersion: one surface without an inside that crosses itself."""
    u, v = _angles(160, 80)
    c, s = np.cos(u / 2), np.sin(u / 2)
    far = 20 + c * np.sin(v) * 8 - s * np.sin(2 * v) * 8
    height = 20 + s * np.sin(v) * 8 + c * np.sin(2 * v) * 8
    return _grid(np.stack([far * np.cos(u), far * np.sin(u), height], -1), twist=True)


@awkward
def knot_through_itself() -> Mesh:
    """A closed thick tube along a trefoil, so thick that it runs through itself."""
    u, v = _angles(300, 40)
    line = np.stack([np.sin(u) + 2 * np.sin(2 * u), np.cos(u) - 2 * np.cos(2 * u), -np.sin(3 * u)])
    line = 12 * line
    ahead = np.roll(line, -1, axis=1) - np.roll(line, 1, axis=1)
    ahead /= np.linalg.norm(ahead, axis=0)
    side = np.cross(ahead, np.array([0, 0, 1.0])[:, None, None], axis=0)
    side /= np.linalg.norm(side, axis=0)
    over = np.cross(side, ahead, axis=0)
    tube = line + 13 * (np.cos(v) * side + np.sin(v) * over)
    return _grid(np.moveaxis(tube, 0, -1))


@awkward
def nested_shells() -> Mesh:
    """Nine balls in one another, wound outwards and inwards in turn."""
    balls = [mesh_of(Manifold.sphere(30 - 3 * n, 64)) for n in range(9)]
    turned = [Mesh(b.vertices, b.faces[:, ::-1] if n % 2 else b.faces) for n, b in enumerate(balls)]
    return joined(turned)


@awkward
def single_open_sheet() -> Mesh:
    """A wavy sheet without any thickness."""
    x, y = np.meshgrid(np.linspace(0, 60, 120), np.linspace(0, 60, 120), indexing="ij")
    points = np.stack([x, 30 + 5 * np.sin(x / 6), y], -1).reshape(-1, 3).astype(np.float32)
    n = np.arange(120 * 120).reshape(120, 120)
    a, b, c, d = (t.ravel() for t in (n[:-1, :-1], n[1:, :-1], n[1:, 1:], n[:-1, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return Mesh(points, faces.astype(np.int32))


@awkward
def moebius_band() -> Mesh:
    """One side, one edge, no thickness."""
    u, v = np.meshgrid(np.linspace(0, 2 * np.pi, 200), np.linspace(-8, 8, 20), indexing="ij")
    far = 25 + v * np.cos(u / 2)
    points = np.stack([far * np.cos(u), far * np.sin(u), 10 + v * np.sin(u / 2)], -1)
    n = np.arange(200 * 20).reshape(200, 20)
    a, b, c, d = (t.ravel() for t in (n[:-1, :-1], n[1:, :-1], n[1:, 1:], n[:-1, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    return Mesh(points.reshape(-1, 3).astype(np.float32), faces.astype(np.int32))


@awkward
def cubes_on_an_edge() -> Mesh:
    """Eight cubes of a chessboard that share edges and corners only."""
    cubes = []
    for x, y, z in np.ndindex(4, 4, 4):
        if (x + y + z) % 2 == 0:
            cubes.append(mesh_of(Manifold.cube((8, 8, 8)).translate((8 * x, 8 * y, 8 * z))))
    mesh = joined(cubes)
    points, number = np.unique(mesh.vertices, axis=0, return_inverse=True)
    return Mesh(points, number.reshape(-1).astype(np.int32)[mesh.faces])


@awkward
def random_triangles() -> Mesh:
    """Two million triangles at random places: no solid at all."""
    random = np.random.default_rng(1)
    middles = random.uniform(0, 80, (2_000_000, 1, 3))
    corners = middles + random.normal(0, 0.5, (2_000_000, 3, 3))
    faces = np.arange(6_000_000, dtype=np.int32).reshape(-1, 3)
    return Mesh(corners.reshape(-1, 3).astype(np.float32), faces)


@awkward
def random_long_triangles() -> Mesh:
    """Five thousand triangles, each across the whole room."""
    points = np.random.default_rng(2).uniform(0, 80, (15_000, 3)).astype(np.float32)
    return Mesh(points, np.arange(15_000, dtype=np.int32).reshape(-1, 3))


@awkward
def no_triangles() -> Mesh:
    """Nothing."""
    return Mesh(np.empty((0, 3), np.float32), np.empty((0, 3), np.int32))


@awkward
def one_triangle() -> Mesh:
    """The least that there can be."""
    return Mesh(np.eye(3, dtype=np.float32) * 30, np.array([[0, 1, 2]], np.int32))


@awkward
def one_point_many_times() -> Mesh:
    """Ten thousand triangles in one point."""
    return Mesh(np.ones((3, 3), np.float32), np.tile(np.array([[0, 1, 2]], np.int32), (10_000, 1)))


def _ball() -> Mesh:
    return mesh_of(Manifold.sphere(20, 128).translate((0, 0, 20)))


@awkward
def points_that_are_no_numbers() -> Mesh:
    """A ball of which some vertices are NaN or infinite."""
    ball = _ball()
    points = ball.vertices.copy()
    points[::50] = np.nan
    points[7::90] = np.inf
    return Mesh(points, ball.faces)


@awkward
def all_points_are_nan() -> Mesh:
    """No usable vertex."""
    ball = _ball()
    return Mesh(np.full_like(ball.vertices, np.nan), ball.faces)


@awkward
def coordinates_of_1e9() -> Mesh:
    """A ball a thousand kilometres wide."""
    ball = _ball()
    return Mesh(ball.vertices * np.float32(5e7), ball.faces)


@awkward
def ball_far_from_the_origin() -> Mesh:
    """A good ball, 100 m away: float32 has steps of 0.008 mm there."""
    ball = _ball()
    return Mesh(ball.vertices + np.float32(1e5), ball.faces)


@awkward
def one_vertex_at_1e30() -> Mesh:
    """A ball with one corner at the end of the world."""
    ball = _ball()
    points = ball.vertices.copy()
    points[100] = (1e30, -1e30, 1e30)
    return Mesh(points, ball.faces)


@awkward
def faces_that_name_no_vertex() -> Mesh:
    """Indices past the end and below zero."""
    ball = _ball()
    faces = ball.faces.copy()
    faces[5], faces[9] = (0, 1, 10**6), (-1, 3, 4)
    return Mesh(ball.vertices, faces)


@awkward
def hairy_ball() -> Mesh:
    """A ball with 3,000 needles, each a closed body of its own that ends inside it."""
    random, needles = np.random.default_rng(3), [_ball()]
    for _ in range(3000):
        way = random.normal(size=3)
        way /= np.linalg.norm(way)
        if way[2] < -0.6:
            continue
        side = np.cross(way, [0.3, 0.5, 0.8])
        side *= 0.15 / np.linalg.norm(side)
        over = np.cross(way, side)
        foot = np.array([0, 0, 20]) + 18 * way
        points = np.array([foot + side, foot - side + over, foot - side - over, foot + 8 * way])
        faces = np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]], np.int32)
        needles.append(Mesh(points.astype(np.float32), faces))
    return joined(needles)


@awkward
def dust_of_20_000_bodies() -> Mesh:
    """A ball in a cloud of 20,000 closed specks."""
    random = np.random.default_rng(4)
    speck = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], np.float32) * 0.2
    faces = np.array([[0, 2, 1], [0, 1, 3], [1, 2, 3], [2, 0, 3]], np.int32)
    places = random.uniform(-40, 40, (20_000, 1, 3)).astype(np.float32) + np.array(
        [0, 0, 45], np.float32
    )
    points = (places + speck).reshape(-1, 3)
    index = (faces + 4 * np.arange(20_000, dtype=np.int32)[:, None, None]).reshape(-1, 3)
    return joined([_ball(), Mesh(points, index.astype(np.int32))])


@awkward
def staircase_of_200_000_mm() -> Mesh:
    """A closed body 200 m long and 1 mm thin: any grid over its box is huge."""
    return mesh_of(Manifold.cube((200_000, 1, 1)) + Manifold.cube((1, 1, 200_000)))


@awkward
def thousand_slices() -> Mesh:
    """A ball cut into 200 closed slices with nothing between them."""
    ball, slices = Manifold.sphere(20, 96).translate((0, 0, 20)), []
    for number in range(200):
        upper = ball.trim_by_plane((0, 0, 1), 0.2 * number)
        slices.append(mesh_of(upper.trim_by_plane((0, 0, -1), -0.2 * (number + 1))))
    return joined([s for s in slices if len(s.faces)])


@awkward
def half_a_ball_of_strips() -> Mesh:
    """Only every second strip of a ball is there."""
    ball = _ball()
    heights = ball.vertices[ball.faces][:, :, 2].mean(axis=1)
    return compact(Mesh(ball.vertices, ball.faces[(heights // 2).astype(int) % 2 == 0]))


@awkward
def flat_pancake() -> Mesh:
    """A closed disc 0.05 mm thick: there is nothing to print."""
    return mesh_of(Manifold.cylinder(0.05, 30, 30, 128))


@awkward
def fan_of_100_000() -> Mesh:
    """One vertex in 100,000 triangles: what is quadratic in the neighbours never ends."""
    return mesh_of(Manifold.cylinder(20, 20, 0.001, 100_000))


@awkward
def tiny_block() -> Mesh:
    """A closed block of 1.0 x 0.8 x 1.5: of what unit, nobody knows."""
    return mesh_of(Manifold.cube((1.0, 0.8, 1.5)))


@awkward
def fan_without_a_bottom() -> Mesh:
    """20,000 slivers right across, open below: each of them meets hundreds of lines."""
    cone = mesh_of(Manifold.cylinder(20, 40, 0.001, 20_000))
    return compact(Mesh(cone.vertices, cone.faces[cone.vertices[cone.faces, 2].max(axis=1) > 0]))
