"""Where more than two triangles share an edge: inner walls and fins are taken off the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import Edges, Flags, kept, patches, times
from memoreez.figurines.repairs.survey import edges_of

ROUNDS = 24  # walls taken off, one after the other
SKIN = 0.5  # of all surface: a larger piece is the skin itself
FIN = 5e-3  # of all surface: a larger fin is kept as a sheet of its own, to be given a thickness


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The pieces that a surface falls into along its open and crowded edges."""

    label: Ints  # (m,)
    areas: Floats  # (c,)
    gain: Ints  # (c,) how many fewer edges with an odd number of triangles there are without it
    sewn: Flags  # (c,) whether it hangs on a crowded edge
    loose: Flags  # (c,) whether it has an open edge


def inner_walls(mesh: Mesh) -> Step:
    """Without walls inside and small fins outside, which no solid has room for.

    Such a piece shares edges with two triangles of the skin, and without it these edges are
    sound. A larger fin, a flag on its pole, is cut off along the seam and stays as a sheet.
    """
    count, cut, area = 0, 0, 0.0
    made = mesh
    for _ in range(ROUNDS):
        found = edges_of(made)
        if not ((found.count > 2) & (found.count % 2 == 1)).any():
            break
        pieces = _pieces(made, found)
        total = float(pieces.areas.sum())
        fit = pieces.sewn & (pieces.gain > 0) & (pieces.areas < SKIN * total)
        if not fit.any():
            break
        order = np.lexsort((pieces.areas, -pieces.gain, ~fit))
        piece = int(order[0])
        which = pieces.label == piece
        if pieces.loose[piece] and pieces.areas[piece] > FIN * total:
            made, cut = _cut(made, which), cut + 1
        else:
            made, count, area = kept(made, ~which), count + 1, area + float(pieces.areas[piece])
    return Step(made, _told(count, cut, area)) if made is not mesh else Step(mesh)


def _told(count: int, cut: int, area_mm2: float) -> tuple[Change, ...]:
    told = []
    if count:
        words = f"dropped {times(count, 'wall')} without thickness, {area_mm2:.3g} mm² in all"
        told.append(Change("duplicates", words, {"walls": count, "mm2": area_mm2}))
    if cut:
        words = f"cut {times(cut, 'sheet')} without thickness off the surface along the seam"
        told.append(Change("duplicates", words, {"sheets": cut}))
    return tuple(told)


def _pieces(mesh: Mesh, found: Edges) -> _Pieces:
    count, label = patches(found, len(mesh.faces))
    a, b, c = (mesh.vertices[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    areas = np.bincount(label, np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2, count)
    edge = np.repeat(np.arange(len(found.start)), found.count)
    rim = np.flatnonzero(found.count[edge] != 2)
    key, uses = np.unique(edge[rim] * count + label[found.owner[rim]], return_counts=True)
    at, piece = np.divmod(key, count)
    odd = found.count[at] % 2 == 1
    change = np.where(uses % 2 == 1, np.where(odd, 1, -1), 0)
    gain = np.bincount(piece, change, count).astype(np.int64)
    sewn, loose = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    sewn[piece[found.count[at] > 2]] = True
    loose[piece[found.count[at] == 1]] = True
    return _Pieces(label, np.asarray(areas, np.float64), gain, sewn, loose)


def _cut(mesh: Mesh, which: Flags) -> Mesh:
    """The triangles `which` with corners of their own."""
    faces = mesh.faces.copy()
    own, number = np.unique(faces[which], return_inverse=True)
    faces[which] = (len(mesh.vertices) + number.reshape(-1, 3)).astype(np.int32)
    return Mesh(np.concatenate([mesh.vertices, mesh.vertices[own]]), faces)
