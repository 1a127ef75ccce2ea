"""The edges of a mesh and the triangles that meet there: what every repair asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Ints
from memoreez.figurines.sorting import ranked

Flags = npt.NDArray[np.bool_]
Faces = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Edges:
    """Half-edges, one for each side of a triangle, sorted by the edge that they lie on."""

    faces: Faces  # (m, 3)
    half: Ints  # (h,) 3 · triangle + corner from which it runs, for each half-edge
    start: Ints  # (e,) the first half-edge of each edge
    count: Ints  # (e,) half-edges on it: 2 on a closed surface
    balance: Ints  # (e,) runs from the lower to the higher vertex, less those the other way round

    @cached_property
    def owner(self) -> Ints:
        """(h,) the triangle of each half-edge."""
        return self.half // 3

    @cached_property
    def tail(self) -> Ints:
        """(h,) vertices: the triangle runs from tail to head."""
        return self.faces.reshape(-1)[self.half].astype(np.int64)

    @cached_property
    def head(self) -> Ints:
        """(h,) vertices."""
        onward = self.half + 1 - 3 * (self.half % 3 == 2)
        return self.faces.reshape(-1)[onward].astype(np.int64)

    @property
    def closed(self) -> bool:
        """Whether each edge has two triangles that run along it in opposite directions."""
        return not self.balance.any() and bool((self.count == 2).all())

    @property
    def pairs(self) -> tuple[Ints, Ints, Flags]:
        """The two triangles (p,) at every edge that has just two, and where they run alike."""
        first = self.start[self.count == 2]
        return self.owner[first], self.owner[first + 1], self.balance[self.count == 2] != 0


def edges(faces: Faces) -> Edges:
    """The edges of `faces` (m, 3); triangles that use a vertex twice must be gone."""
    key = np.empty((len(faces), 3), np.int64)
    up = np.empty((len(faces), 3), np.bool_)
    size = int(faces.max(initial=0)) + 1
    for corner in range(3):
        tail, head = faces[:, corner], faces[:, (corner + 1) % 3]
        up[:, corner] = tail < head
        key[:, corner] = np.minimum(tail, head)
        key[:, corner] *= size
        key[:, corner] += np.maximum(tail, head)
    half, ordered = ranked(key.reshape(-1))
    start = np.flatnonzero(np.diff(ordered, prepend=-1))
    count = np.diff(np.append(start, len(ordered)))
    runs = np.where(up.reshape(-1)[half], 1, -1)
    balance = np.add.reduceat(runs, start) if len(start) else count
    return Edges(np.ascontiguousarray(faces), half, start, count, balance)


def patches(found: Edges, size: int) -> tuple[int, Ints]:
    """How many pieces the surface has, and the piece (size,) of each triangle.

    Triangles belong together when just the two of them share an edge.
    """
    first, second, _ = found.pairs
    return grouped(first, second, size)


def shells(found: Edges, size: int) -> tuple[int, Ints]:
    """The same, but across edges with any number of triangles: what touches along an edge."""
    inner = np.ones(len(found.owner), np.bool_)
    inner[found.start] = False
    second = np.flatnonzero(inner)
    return grouped(found.owner[second - 1], found.owner[second], size)


def grouped(first: Ints, second: Ints, size: int) -> tuple[int, Ints]:
    """Connected groups of `size` things, of which `first` and `second` (p,) hold together."""
    ends = first.astype(np.int32), second.astype(np.int32)  # what is asked for comes quickest
    graph = coo_array((np.ones(len(first)), ends), shape=(size, size))
    count, labels = connected_components(graph, directed=False)
    return int(count), np.asarray(labels, np.int64)


def proper(faces: Faces) -> Flags:
    """(m,) triangles that use no corner twice."""
    a, b, c = faces.T
    return np.asarray((a != b) & (b != c) & (c != a))


def kept(mesh: Mesh, which: Flags) -> Mesh:
    """The triangles `which` (m,) of `mesh`, and the vertices that they use; all: the very mesh."""
    faces = mesh.faces[which]
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[faces] = True
    if which.all() and used.all():
        return mesh
    number = np.cumsum(used, dtype=np.int32) - np.int32(1)
    return Mesh(mesh.vertices[used], number[faces])


def times(number: int, one: str, many: str = "") -> str:
    """The number with its noun: 1 hole, 2 holes."""
    return f"{number} {one if number == 1 else many or one + 's'}"
