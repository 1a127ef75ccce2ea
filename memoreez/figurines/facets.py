"""Triangles as arrays: exact welding, corners, normals, areas, volume and centre of mass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Facets:
    """The triangles of a mesh, unfolded."""

    points: Floats  # (n, 3) mm: the vertices
    corners: Floats  # (m, 3, 3) mm: triangle, corner, axis
    normals: Floats  # (m, 3) unit vectors, outward; zero where the triangle has no area
    areas: Floats  # (m,) mm²

    @property
    def centroids(self) -> Floats:
        """(m, 3) mm."""
        centroids: Floats = self.corners.mean(axis=1)
        return centroids


def unfold(mesh: Mesh) -> Facets:
    """Corners, unit normals and areas of every triangle of `mesh`."""
    points = mesh.vertices.astype(np.float64)
    corners = points[mesh.faces]  # (m, 3, 3) mm
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    double = np.sqrt(np.einsum("ij,ij->i", cross, cross))
    normals = cross / np.where(double > 0, double, 1.0)[:, None]
    return Facets(points, corners, normals, double / 2)


def weld(mesh: Mesh) -> Mesh:
    """The same triangles with bit-identical vertices joined, as a reader of an STL would see them.

    The order of the faces is kept; vertices come out sorted by a hash of their bits, without
    those that no face uses.
    """
    points = np.ascontiguousarray(mesh.vertices, dtype=np.float32) + np.float32(0)  # -0 becomes 0
    bits = points.view(np.uint32).astype(np.uint64)
    with np.errstate(over="ignore"):
        key = bits[:, 0] * np.uint64(0x9E3779B97F4A7C15)
        key ^= (key >> np.uint64(29)) + bits[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)
        key ^= (key >> np.uint64(31)) + bits[:, 2] * np.uint64(0x165667B19E3779F9)
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    if not np.array_equal(points[first][inverse], points):  # two points share a hash: be exact
        _, first, inverse = np.unique(points, axis=0, return_index=True, return_inverse=True)
    faces = inverse.reshape(-1).astype(np.int32)[mesh.faces]
    used = np.zeros(len(first), dtype=bool)
    used[faces] = True
    return Mesh(points[first[used]], (np.cumsum(used, dtype=np.int32) - 1)[faces])


def volume(corners: Floats) -> float:
    """Signed volume in mm³ (divergence theorem): negative when the triangles face inwards."""
    return float(sixfold(corners, corners[0, 0]).sum() / 6) if len(corners) else 0.0


def sixfold(corners: Floats, origin: Floats) -> Floats:
    """(m,) six times the signed volume of the tetrahedron from `origin` to each triangle."""
    a, b, c = (corners[:, i] - origin for i in range(3))
    six: Floats = np.einsum("ij,ij->i", a, np.cross(b, c))
    return six


def centre_of_mass(corners: Floats) -> Floats:
    """Centre of mass (3,) in mm of the solid that the triangles enclose, filled evenly.

    Source: sum over signed tetrahedra from one common point. An infilled print has its centre
    elsewhere by a few per cent of its height at most: walls follow the same outline.
    """
    origin = corners[0, 0]
    six = sixfold(corners, origin)
    total = six.sum()
    if abs(total) < 1e-9:
        return np.asarray(corners.mean(axis=(0, 1)))
    reach = corners[:, 0] + corners[:, 1] + corners[:, 2] - 3 * origin
    return np.asarray(origin + six @ reach / (4 * total))
