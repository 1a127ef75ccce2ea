"""Small tools for triangles, on numpy, scipy and manifold3d alone: the judges need them too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from manifold3d import Manifold
from manifold3d import Mesh as Triangles
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float64]
NEAREST = 10  # triangles tried for each point


def joined(meshes: Sequence[Mesh]) -> Mesh:
    """Several meshes as one, their shells untouched."""
    starts = np.cumsum([0, *(len(m.vertices) for m in meshes)])
    if not meshes:
        return Mesh(np.empty((0, 3), np.float32), np.empty((0, 3), np.int32))
    return Mesh(
        np.concatenate([m.vertices for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts, strict=False)]).astype("i4"),
    )


def shells(mesh: Mesh) -> list[Mesh]:
    """The pieces of a mesh whose triangles share vertices."""
    tail, head = mesh.faces.reshape(-1), mesh.faces[:, [1, 2, 0]].reshape(-1)
    size = len(mesh.vertices)
    graph = coo_array((np.ones(len(tail), np.int8), (tail, head)), shape=(size, size))
    piece = connected_components(graph, directed=False)[1][mesh.faces[:, 0]]
    return [compact(Mesh(mesh.vertices, mesh.faces[piece == p])) for p in np.unique(piece)]


def compact(mesh: Mesh) -> Mesh:
    """Without vertices that no triangle uses."""
    used = np.zeros(len(mesh.vertices), bool)
    used[mesh.faces] = True
    return Mesh(mesh.vertices[used], (np.cumsum(used, dtype=np.int32) - 1)[mesh.faces])


def volume_mm3(mesh: Mesh) -> float:
    """Signed volume of a closed mesh."""
    a, b, c = mesh.vertices.astype(np.float64)[mesh.faces].transpose(1, 0, 2)
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def solid(mesh: Mesh) -> Manifold:
    """For exact geometry; an empty one where the mesh is no solid."""
    vertices = np.array(mesh.vertices, np.float32)
    return Manifold(Triangles(vertices, np.array(mesh.faces, np.uint32)))


def mesh_of(made: Manifold) -> Mesh:
    """The triangles of an exact solid."""
    out = made.to_mesh()
    vertices = np.array(out.vert_properties[:, :3], np.float32)
    return Mesh(vertices, np.array(out.tri_verts, np.int32))


def spread(mesh: Mesh, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Points (count, 3) spread evenly over the surface, and the normals (count, 3) there."""
    corners = mesh.vertices.astype(np.float64)[mesh.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    double = np.linalg.norm(cross, axis=1)
    chosen = np.searchsorted(np.cumsum(double), random.random(count) * double.sum())
    chosen = np.minimum(chosen, len(corners) - 1)
    u, v = random.random((2, count, 1))
    over = u + v > 1
    u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
    a, b, c = corners[chosen].transpose(1, 0, 2)
    return a + u * (b - a) + v * (c - a), cross[chosen] / np.maximum(double[chosen], 1e-30)[:, None]


class Surface:
    """Distances to a mesh: a tree over dense samples finds triangles, which are then measured."""

    def __init__(self, mesh: Mesh, samples: int = 250_000) -> None:
        self.corners = mesh.vertices.astype(np.float64)[mesh.faces]
        cross = np.cross(
            self.corners[:, 1] - self.corners[:, 0], self.corners[:, 2] - self.corners[:, 0]
        )
        area = np.linalg.norm(cross, axis=1)
        share = area / max(float(area.sum()), 1e-30)
        copies = 1 + np.floor(share * samples).astype(np.int64)
        self.owner = np.repeat(np.arange(len(self.corners)), copies)
        u, v = np.random.default_rng(1).random((2, len(self.owner), 1))
        over = u + v > 1
        u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
        a, b, c = self.corners[self.owner].transpose(1, 0, 2)
        self.tree = cKDTree(a + u * (b - a) + v * (c - a))

    def rough(self, points: Floats) -> tuple[Floats, Floats]:
        """Distance to, and place of, the nearest sample."""
        gap, found = self.tree.query(points)
        return np.asarray(gap), np.asarray(self.tree.data[found])

    def distances(self, points: Floats) -> Floats:
        """Distance (n,) of each point from the nearest of the triangles next to it."""
        if not len(points):
            return np.empty(0)
        _, found = self.tree.query(points, k=min(NEAREST, len(self.owner)))
        triangles = self.corners[self.owner[found.reshape(len(points), -1)]]
        apart = to_triangles(points[:, None], triangles)
        return np.sqrt(apart.min(axis=1))


def to_triangles(points: Floats, corners: Floats) -> Floats:
    """Squared distances of points (…, 3) from triangles (…, 3, 3).

    Source: C. Ericson, "Real-Time Collision Detection" (2005), 5.1.5: inside the triangle the
    distance from its plane, else that from the nearest of its edges.
    """
    a, b, c = (corners[..., i, :] for i in range(3))
    normal = np.cross(b - a, c - a)
    square = np.einsum("...i,...i", normal, normal)
    best = np.minimum(_edge(points, a, b), np.minimum(_edge(points, b, c), _edge(points, c, a)))
    within = square > 1e-30
    for one, two in ((a, b), (b, c), (c, a)):
        side = np.cross(two - one, points - one)
        within = within & (np.einsum("...i,...i", side, normal) >= 0)
    height = np.einsum("...i,...i", points - a, normal)
    over: Floats = np.where(within, height**2 / np.maximum(square, 1e-30), best)
    return over


def _edge(points: Floats, a: Floats, b: Floats) -> Floats:
    along = b - a
    length = np.maximum(np.einsum("...i,...i", along, along), 1e-30)
    part = np.clip(np.einsum("...i,...i", points - a, along) / length, 0, 1)
    off = points - a - part[..., None] * along
    return np.einsum("...i,...i", off, off)
