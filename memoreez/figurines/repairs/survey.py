"""What the repairs ask of a mesh again and again, looked up once for each mesh."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from manifold3d import Error, Manifold
from manifold3d import Mesh as Triangles

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints, cross
from memoreez.figurines.repairs.edges import Edges, Flags, edges, kept, shells
from memoreez.figurines.sorting import ranked

_T = TypeVar("_T")
_edges: WeakKeyDictionary[Mesh, Edges] = WeakKeyDictionary()
_surveys: WeakKeyDictionary[Mesh, Survey] = WeakKeyDictionary()
_solids: WeakKeyDictionary[Mesh, Manifold] = WeakKeyDictionary()
atexit.register(_solids.clear)  # manifold3d complains of solids that outlive it


@dataclass(frozen=True, eq=False)
class Survey:
    """The shells of a mesh: pieces whose triangles hang together along edges."""

    count: int
    label: Ints  # (m,) the shell of each triangle
    order: Ints  # (m,) triangles, shell after shell
    start: Ints  # (c,) where each shell begins in that order
    volumes: Floats  # (c,) mm³, signed; of an open shell, as seen from its first corner
    areas: Floats  # (c,) mm²
    gaping: Flags  # (c,) whether it is open somewhere
    low: Floats  # (c, 3) mm: corners of its box
    high: Floats  # (c, 3)

    def members(self, shell: int) -> Ints:
        """The triangles of one shell."""
        ends = np.append(self.start, len(self.order))
        return self.order[ends[shell] : ends[shell + 1]]

    @property
    def diagonal(self) -> float:
        """Of the whole mesh, in mm."""
        return float(np.linalg.norm(self.high.max(axis=0) - self.low.min(axis=0)))


def edges_of(mesh: Mesh) -> Edges:
    """The edges of `mesh`, whose triangles use no corner twice."""
    return _once(_edges, mesh, lambda: edges(mesh.faces))


def survey(mesh: Mesh) -> Survey:
    """The shells of `mesh`, which has triangles."""
    return _once(_surveys, mesh, lambda: _survey(mesh))


def solid_of(mesh: Mesh) -> Manifold | None:
    """`mesh` as an exact solid; None where its edges do not balance."""
    if edges_of(mesh).balance.any():
        return None
    made = _once(_solids, mesh, lambda: _solid(mesh))
    return made if made.status() == Error.NoError and not made.is_empty() else None


def mesh_of(solid: Manifold) -> Mesh:
    """The triangles of an exact solid."""
    made = solid.to_mesh()
    vertices = np.array(made.vert_properties[:, :3], np.float32)
    mesh = Mesh(vertices, np.array(made.tri_verts, np.int32))
    _solids[mesh] = solid
    return mesh


def without(mesh: Mesh, dropped: Flags) -> Mesh:
    """`mesh` without the shells `dropped` (c,); what is known of the others stays known."""
    found, known = survey(mesh), edges_of(mesh)
    stay = ~dropped[found.label]
    made = kept(mesh, stay)
    face = np.cumsum(stay) - 1
    left, edge = known.half[stay[known.owner]], stay[known.owner[known.start]]
    half = 3 * face[left // 3] + left % 3
    count = known.count[edge]
    start = np.cumsum(count) - count
    _edges[made] = Edges(made.faces, half, start, count, known.balance[edge])
    label = (np.cumsum(~dropped) - 1)[found.label[stay]]
    order = face[found.order[stay[found.order]]]
    held = np.bincount(label, minlength=int((~dropped).sum()))
    _surveys[made] = Survey(
        len(held),
        label,
        order,
        np.cumsum(held) - held,
        found.volumes[~dropped],
        found.areas[~dropped],
        found.gaping[~dropped],
        found.low[~dropped],
        found.high[~dropped],
    )
    return made


def forget(*meshes: Mesh) -> None:
    """Let go of what was looked up for these meshes, which may be kept for long."""
    for mesh in meshes:
        for known in (_edges, _surveys, _solids):
            known.pop(mesh, None)


def _once(known: WeakKeyDictionary[Mesh, _T], mesh: Mesh, find: Callable[[], _T]) -> _T:
    found = known.get(mesh)
    if found is None:
        found = known[mesh] = find()
    return found


def _solid(mesh: Mesh) -> Manifold:
    faces = np.array(mesh.faces, np.uint32)
    return Manifold(Triangles(np.array(mesh.vertices, np.float32), faces))


def _survey(mesh: Mesh) -> Survey:
    found = edges_of(mesh)
    size = len(mesh.faces)
    count, label = shells(found, size)
    gaping = np.zeros(count, np.bool_)
    gaping[label[found.owner[found.start[found.balance != 0]]]] = True
    points = mesh.vertices.astype(np.float64)
    a, b, c = (points.take(mesh.faces[:, i], axis=0) for i in range(3))
    low, high = np.minimum(np.minimum(a, b), c), np.maximum(np.maximum(a, b), c)
    order, ordered = ranked(label)
    start = np.flatnonzero(np.diff(ordered, prepend=-1))
    first = a[order[start]].take(label, axis=0)  # of each shell
    b -= a
    c -= a
    a -= first
    normals = cross(b, c)
    six = np.einsum("ij,ij->i", a, normals)
    double = np.sqrt(np.einsum("ij,ij->i", normals, normals))
    return Survey(
        count,
        label,
        order,
        start,
        np.asarray(np.bincount(label, six, count), np.float64) / 6,
        np.asarray(np.bincount(label, double, count), np.float64) / 2,
        gaping,
        np.minimum.reduceat(low[order], start, axis=0),
        np.maximum.reduceat(high[order], start, axis=0),
    )
