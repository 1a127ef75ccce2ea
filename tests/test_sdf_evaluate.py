"""Pruned evaluation equals dense evaluation; meshes are closed whatever comes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import trimesh

from memoreez.sdf import (
    Sdf,
    around,
    box,
    capsule,
    cells,
    cylinder,
    difference,
    ellipsoid,
    extent,
    extrude,
    grow,
    intersection,
    mesh,
    mirror,
    repeat,
    rough,
    shell,
    sphere,
    star_outline,
    torus,
    twist,
    union,
)
from memoreez.sdf.evaluate import Blocks, evaluate_blocks
from memoreez.sdf.surface import surface


def random_leaf(random: np.random.Generator) -> Sdf:
    a, b, c = random.uniform(1, 7, 3)
    stretch = random.choice([1.0, 1.0, 3.0, 9.0])  # long ellipsoids are the known trap
    leaf = [
        lambda: sphere(a),
        lambda: ellipsoid(1 + stretch, 1.2, 0.8 + a / 9),
        lambda: box(2 * a, 2 * b, 2 * c, round=0.3),
        lambda: capsule((0, 0, 0), (a, b, c), 1.5, 0.7),
        lambda: torus(4 + a, 0.8),
        lambda: cylinder(a, b, round=0.2),
        lambda: extrude(star_outline(5, a + 2, a), height=c),
        lambda: rough(sphere(a), 0.2, 3, seed=int(b * 10)),
        lambda: twist(box(4, 3, 9), 6),
        lambda: sphere(a).stretch(1, 2, 0.5),
    ][random.integers(10)]()
    return leaf.turn(*random.uniform(-180, 180, 3)).at(*random.uniform(-12, 12, 3))


@cache
def random_solid(seed: int) -> Sdf:
    """A tree of about 14 leaves that uses every operation."""
    random = np.random.default_rng(seed)
    solid = union(*[random_leaf(random) for _ in range(4)], k=random.uniform(0, 4))
    for _ in range(8):
        other, k = random_leaf(random), float(random.choice([0, 0.5, 3]))
        operation = random.integers(8)
        if operation < 4:
            solid = union(solid, other, k=k)
        elif operation == 4:
            solid = difference(solid, other, k=k)
        elif operation == 5:
            solid = intersection(solid, sphere(14).at(*random.uniform(-5, 5, 3)), k=k)
        elif operation == 6:
            solid = union(solid, mirror(other, "x", k=k), repeat(sphere(1), 3, (2.5, 1, 1)))
        else:
            solid = union(solid, shell(grow(other, 0.5), 1.1), around(sphere(1).at(9), 5))
    return union(solid, sphere(3), k=1)


def dense(solid: Sdf, index: np.ndarray, origin: np.ndarray, voxel_mm: float) -> np.ndarray:
    cells = np.stack(np.meshgrid(*[np.arange(8)] * 3, indexing="ij"), -1)
    points = origin + (index[:, None, None, None] * 8 + cells) * voxel_mm
    return solid(points.reshape(-1, 3)).reshape(-1, 8, 8, 8)


@pytest.mark.parametrize("seed", range(12))
def test_pruned_equals_dense_near_the_surface(seed: int) -> None:
    """Every voxel beside the surface has its dense value to 1e-4 mm, every other its sign."""
    solid, voxel = random_solid(seed), 0.6
    blocks = evaluate_blocks(solid, voxel)
    full = dense(solid, blocks.index.astype(float), blocks.origin, voxel)
    beside = np.zeros(full.shape, bool)
    for axis in (1, 2, 3):
        crossed = np.diff(full < 0, axis=axis)
        front = [slice(None)] * 4
        back = [slice(None)] * 4
        front[axis], back[axis] = slice(0, 7), slice(1, 8)
        beside[tuple(front)] |= crossed
        beside[tuple(back)] |= crossed
    assert beside.any()
    assert np.abs(blocks.values - full)[beside].max() < 1e-4
    clear = np.abs(full) > 1e-4
    assert ((blocks.values < 0) == (full < 0))[clear].all()


@pytest.mark.parametrize("seed", range(6))
def test_no_block_with_surface_is_skipped(seed: int) -> None:
    """Dense signs on the whole grid change only inside live blocks."""
    solid, voxel = random_solid(seed), 1.1
    blocks = evaluate_blocks(solid, voxel)
    low, high = solid.bounds
    count = np.ceil((high - blocks.origin) / (8 * voxel)).astype(int) + 1
    index = np.stack(np.meshgrid(*map(np.arange, count), indexing="ij"), -1).reshape(-1, 3)
    full = dense(solid, index.astype(float), blocks.origin, voxel) < 0
    mixed = index[full.any(axis=(1, 2, 3)) & ~full.all(axis=(1, 2, 3))]
    live = {tuple(i) for i in blocks.index.tolist()}
    assert len(mixed) and all(tuple(i) in live for i in mixed.tolist())
    assert (low < high).all()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("voxel", [0.5, 0.83])
def test_any_solid_meshes_closed(seed: int, voxel: float) -> None:
    """Each edge in exactly two faces, consistent winding, positive volume, no flat triangle."""
    vertices, faces = mesh(random_solid(seed), voxel)
    solid = trimesh.Trimesh(vertices, faces, process=False)
    assert solid.is_volume
    assert solid.area_faces.min() > 0


def test_inner_edges_of_cells_never_lie_in_a_face() -> None:
    """In all 256 cells; one that did would meet its like of the next cell: four faces, one edge."""
    for config in range(256):
        joints = {frozenset(pair) for pair in cells._joints(config).items()}
        directed = [(t[i], t[(i + 1) % 3]) for t in cells.triangles(config) for i in range(3)]
        assert len(directed) == len(set(directed))
        inner = [e for e in directed if frozenset(e) not in joints]
        assert not any(cells.EDGE_FACES[a] & cells.EDGE_FACES[b] for a, b in inner)
        outer = [e for e in directed if frozenset(e) in joints]
        assert len(outer) == len(joints)


@pytest.mark.parametrize("seed", range(4))
def test_noise_meshes_closed(seed: int) -> None:
    """Random values at every voxel, all ambiguous cells among them: still each edge twice."""
    values = np.random.default_rng(seed).normal(size=(1, 8, 8, 8)).astype(np.float32)
    values[:, [0, 7]] = values[:, :, [0, 7]] = values[:, :, :, [0, 7]] = 1
    blocks = Blocks(np.zeros(3), 1.0, np.zeros((1, 3), np.int32), values)
    vertices, faces = surface(blocks)
    assert trimesh.Trimesh(vertices, faces, process=False).is_volume


def test_extent_is_tight() -> None:
    """The measured box of a turned solid, where the analytic one is loose."""
    solid = sphere(10).turn(x=45, z=30)
    low, high = extent(solid)
    assert low == pytest.approx([-10] * 3, abs=0.05) and high == pytest.approx([10] * 3, abs=0.05)
    assert (solid.bounds[1] > 13).all()


def test_same_solid_same_mesh() -> None:
    """Two runs give the same bytes."""
    first, second = mesh(random_solid(3), 0.7), mesh(random_solid(3), 0.7)
    assert first[0].tobytes() == second[0].tobytes() and first[1].tobytes() == second[1].tobytes()


def test_smooth_union_bulges_by_a_quarter_of_k() -> None:
    """Two touching faces blended over k stand out by k / 4 at the seam."""
    solid = union(box(10, 10, 2), box(10, 10, 2), k=1.0)
    assert solid([(0, 0, 1.25)])[0] == pytest.approx(0, abs=1e-5)
