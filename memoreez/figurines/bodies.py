"""What holds a mesh together: edges, shells (connected surfaces), voids, bodies and floaters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from memoreez.figurines.columns import Columns
from memoreez.figurines.facets import Facets, Floats, Ints, sixfold
from memoreez.figurines.sorting import ranked

SPECK_MM3 = 0.03  # a dot of a 0.4 mm nozzle in a 0.2 mm layer: less is never printed
TESTED_SHELLS = 20  # inward shells beyond the largest of these count as voids untested


@dataclass(frozen=True, eq=False)
class Topology:
    """How the triangles meet along their edges."""

    open_edges: int  # edges with one triangle: holes
    crowded_edges: int  # edges with three triangles or more
    flipped_edges: int  # edges whose two triangles are wound against each other
    collapsed_faces: int  # triangles that use one vertex twice
    shells: Ints  # (m,) number of the shell that each triangle belongs to; -1 where collapsed

    @property
    def closed(self) -> bool:
        return not (self.open_edges or self.crowded_edges or self.flipped_edges)


def topology(faces: npt.NDArray[np.int32]) -> Topology:
    """Edges and shells of welded `faces` (m, 3).

    Closed means each edge in exactly two triangles that run along it in opposite directions
    (3MF Core Specification, chapter 4.1). Triangles that use a vertex twice have no surface and
    are left out. Triangles belong to one shell when they share an edge; a vertex is not enough.
    """
    wide = faces.astype(np.int64)
    good = (wide[:, 0] != wide[:, 1]) & (wide[:, 1] != wide[:, 2]) & (wide[:, 2] != wide[:, 0])
    used = wide[good]
    tail, head = used.reshape(-1), used[:, [1, 2, 0]].reshape(-1)
    key = np.minimum(tail, head) * (int(faces.max(initial=0)) + 1) + np.maximum(tail, head)
    order, key = ranked(key)
    start = np.flatnonzero(np.diff(key, prepend=-1))
    count = np.diff(np.append(start, len(key)))
    turn = np.add.reduceat(np.where(tail < head, 1, -1)[order], start) if len(start) else count
    same, owner = np.diff(key) == 0, order // 3
    shells = np.full(len(faces), -1, dtype=np.int64)
    shells[good] = _components(owner[:-1][same], owner[1:][same], len(used))
    return Topology(
        open_edges=int((count == 1).sum()),
        crowded_edges=int((count > 2).sum()),
        flipped_edges=int(((count == 2) & (turn != 0)).sum()),
        collapsed_faces=int((~good).sum()),
        shells=shells,
    )


def _components(first: Ints, second: Ints, size: int) -> Ints:
    ends = first.astype(np.int32), second.astype(np.int32)  # what is asked for comes quickest
    graph = coo_array((np.ones(len(first)), ends), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Bodies:
    """The bodies that a printer would make out of the shells."""

    volume_mm3: float  # signed: of the outward shells less the inward ones
    count: int  # bodies: shells that touch or overlap are one
    shells: int  # shells that face outwards
    floaters: int  # bodies that stand neither on the bed nor on another body
    floater_mm3: float  # what the floaters hold together
    specks: int  # shells too small to print, wherever they are; no bodies
    voids: int  # shells that face inwards, inside a body
    void_mm3: float
    inverted: int  # shells that face inwards and are inside nothing: inside out


def winding_number(point: Floats, corners: Floats) -> float:
    """How often the triangles go round `point`: 1 inside a solid, 0 outside.

    Source: A. Van Oosterom, J. Strackee, "The solid angle of a plane triangle", IEEE Trans.
    Biomed. Eng. 30 (1983); summed over the mesh as in Jacobson et al., SIGGRAPH 2013.
    """
    a, b, c = (corners[:, i] - point for i in range(3))
    la, lb, lc = (np.sqrt(np.einsum("ij,ij->i", v, v)) for v in (a, b, c))
    above = np.einsum("ij,ij->i", a, np.cross(b, c))
    below = la * lb * lc
    below += np.einsum("ij,ij->i", a, b) * lc
    below += np.einsum("ij,ij->i", b, c) * la
    below += np.einsum("ij,ij->i", c, a) * lb
    return float(np.arctan2(above, below).sum() / (2 * np.pi))


def find(facets: Facets, shells: Ints, columns: Columns) -> Bodies:
    """Sort the shells of a closed mesh into bodies, floaters, voids and inside-out shells.

    Two shells are one body when their filled columns meet: a gap narrower than
    `columns.pixel_mm` is not seen, and a nozzle of that width closes it anyway.
    """
    order = np.argsort(shells, kind="stable")
    order = order[shells[order] >= 0]
    groups = np.split(order, np.flatnonzero(np.diff(shells[order])) + 1) if len(order) else []
    six = sixfold(facets.corners, facets.points[0])
    volumes = np.array([six[group].sum() / 6 for group in groups])
    inward = np.flatnonzero(volumes < 0)
    inward = inward[np.argsort(volumes[inward], kind="stable")]
    nested = [i for i in inward[:TESTED_SHELLS] if _inside(facets, shells, groups[i])]
    nested += inward[TESTED_SHELLS:].tolist()
    outward = np.flatnonzero(volumes >= SPECK_MM3)
    body = _merge(facets, [groups[i] for i in outward], columns)
    floats = _floating(facets, [groups[i] for i in outward], body, columns)
    return Bodies(
        volume_mm3=float(volumes.sum()),
        count=int(body.max(initial=-1)) + 1,
        shells=len(outward),
        floaters=len(set(body[floats].tolist())),
        floater_mm3=float(volumes[outward][floats].sum()),
        specks=int(((volumes >= 0) & (volumes < SPECK_MM3)).sum()),
        voids=len(nested),
        void_mm3=float(-volumes[nested].sum()) if nested else 0.0,
        inverted=len(inward) - len(nested),
    )


def _inside(facets: Facets, shells: Ints, group: Ints) -> bool:
    """Whether the other shells go round this one."""
    point = facets.corners[group[0]].mean(axis=0)
    return winding_number(point, facets.corners[shells != shells[group[0]]]) > 0.5


def _merge(facets: Facets, groups: list[Ints], columns: Columns) -> Ints:
    """(s,) number of the body that each shell belongs to."""
    if len(groups) < 2:
        return np.zeros(len(groups), dtype=np.int64)
    found, labels = ndimage.label(columns.winding > 0)
    size = len(groups)
    pairs = [np.unique(_labels(facets, group, columns, found)) for group in groups]
    shell = np.concatenate([np.full(len(p), i) for i, p in enumerate(pairs)])
    label = np.concatenate(pairs) - 1 + size
    joined = _components(shell[label >= size], label[label >= size], size + int(labels))
    return np.asarray(np.unique(joined[:size], return_inverse=True)[1], dtype=np.int64)


def _labels(
    facets: Facets, group: Ints, columns: Columns, found: npt.NDArray[np.signedinteger]
) -> Ints:
    """Labels of the filled cells just under the surface of a shell; 0 where the cell is empty."""
    inward = facets.centroids[group] - facets.normals[group] * (columns.pixel_mm / 2)
    cells = columns.cells(inward)
    return found[cells[:, 0], cells[:, 1], cells[:, 2]].astype(np.int64)


def _floating(
    facets: Facets, groups: list[Ints], body: Ints, columns: Columns
) -> npt.NDArray[np.bool_]:
    """(s,) true where a shell's whole body starts more than one layer above the bed."""
    lowest = np.array([facets.corners[group][:, :, 2].min() for group in groups])
    bottom = np.full(int(body.max(initial=-1)) + 1, np.inf)
    np.minimum.at(bottom, body, lowest)
    return np.asarray((bottom > columns.origin[2] + columns.layer_mm)[body], dtype=np.bool_)
