"""Triangles as arrays: exact welding, corners, normals, areas, volume and centre of mass."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.welding import alike, hashed

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
        first, second, third = (self.corners[:, i] for i in range(3))
        centroids: Floats = (first + second + third) / 3
        return centroids


_last: WeakKeyDictionary[Mesh, Facets] = WeakKeyDictionary()  # one mesh: it is asked for again


def unfold(mesh: Mesh) -> Facets:
    """Corners, unit normals and areas of every triangle of `mesh`; not to be written to."""
    found = _last.get(mesh)
    if found is None:
        found = _unfolded(mesh)
        _last.clear()
        _last[mesh] = found
    return found


def _unfolded(mesh: Mesh) -> Facets:
    points = mesh.vertices.astype(np.float64)
    corners = points.take(mesh.faces, axis=0)  # (m, 3, 3) mm
    normals = cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    double = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    normals /= np.where(double > 0, double, 1.0)[:, None]
    areas = double / 2
    for one in (points, corners, normals, areas):
        one.flags.writeable = False
    return Facets(points, corners, normals, areas)


def cross(one: Floats, other: Floats) -> Floats:
    """Cross products (n, 3) of vectors (n, 3); the very numbers of `numpy.cross`, sooner."""
    (a, b, c), (d, e, f) = one.T, other.T
    made = np.empty_like(one)
    np.subtract(b * f, c * e, out=made[:, 0])
    np.subtract(c * d, a * f, out=made[:, 1])
    np.subtract(a * e, b * d, out=made[:, 2])
    return made


def weld(mesh: Mesh) -> Mesh:
    """The same triangles with bit-identical vertices joined, as a reader of an STL would see them.

    The order of the faces is kept; vertices come out sorted by a hash of their bits, without
    those that no face uses.
    """
    points, key = hashed(mesh.vertices)
    first, inverse = _once(key)
    if not np.array_equal(points[first][inverse], points):  # two points share a hash: be exact
        _, first, inverse = np.unique(points, axis=0, return_index=True, return_inverse=True)
    faces = inverse.reshape(-1).astype(np.int32)[mesh.faces]
    used = np.zeros(len(first), dtype=bool)
    used[faces] = True
    return Mesh(points[first[used]], (np.cumsum(used, dtype=np.int32) - 1)[faces])


def apart(points: npt.NDArray[np.float32]) -> bool:
    """Whether no two of the `points` (n, 3) are bit-identical: then `weld` joins none."""
    some = alike(points)
    return not len(some) or len(np.unique(points[some] + np.float32(0), axis=0)) == len(some)


def _once(key: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Where each of the different keys comes first, in the order of keys; and its number (n,)."""
    order = np.argsort(key)  # quick: equal keys come in any order
    new = np.append(True, key[order[1:]] != key[order[:-1]])[: len(key)]
    first = np.minimum.reduceat(order, np.flatnonzero(new)) if len(key) else order
    inverse = np.empty(len(key), np.int64)
    inverse[order] = np.cumsum(new) - 1
    return first, inverse


def volume(corners: Floats) -> float:
    """Signed volume in mm³ (divergence theorem): negative when the triangles face inwards."""
    return float(sixfold(corners, corners[0, 0]).sum() / 6) if len(corners) else 0.0


def sixfold(corners: Floats, origin: Floats) -> Floats:
    """(m,) six times the signed volume of the tetrahedron from `origin` to each triangle."""
    a, b, c = (corners[:, i] - origin for i in range(3))
    six: Floats = np.einsum("ij,ij->i", a, cross(b, c))
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
