"""What the light falls on: shading normals that are smooth where the solid is, sharp at creases."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.images._scene import Floats, dot, unit

Ints = npt.NDArray[np.int64]

CREASE_DEG = 40.0  # faces that meet at more than this keep a sharp edge
FLAT_DEG = 8.0  # the same for faces of a large plane: a neighbour must not bend its light
FLAT_SHARE = 0.006  # a plane is large when it covers this share of the bounding box's surface
SLIVER = 4e-4  # a face lower than this share of the object's size has no normal of its own
SLIVER_DEG = 75.0  # its neighbours are all faces but those across a right angle
VALENCE = 96  # around a vertex with more faces (the hub of a fan) each face keeps its own normal


class Surface:
    """Triangles with unit face normals and one shading normal for each corner of each face."""

    def __init__(self, mesh: Mesh) -> None:
        self.vertices = np.ascontiguousarray(mesh.vertices, np.float32)  # (n, 3) mm
        self.faces = np.ascontiguousarray(mesh.faces, np.int32)  # (m, 3)
        self.low = np.array([column.min() for column in self.vertices.T])  # (3,) mm
        self.high = np.array([column.max() for column in self.vertices.T])  # (3,) mm
        self.size_mm = float((self.high - self.low).max())
        first, second, third = (self.vertices[self.faces[:, i]] for i in range(3))
        area = np.cross(second - first, third - first)  # (m, 3), twice the area long
        self.normals = unit(area)  # (m, 3)
        self.corners = _corners(self, area)  # (m, 3, 3)

    def shade(self, face: npt.NDArray[np.int32], u: Floats, v: Floats) -> Floats:
        """Unit shading normals (n, 3) at barycentric places on faces (n,)."""
        corner = self.corners[face]
        rest = (1 - u - v)[:, None]
        return unit(corner[:, 0] * rest + corner[:, 1] * u[:, None] + corner[:, 2] * v[:, None])


def _corners(surface: Surface, area: Floats) -> Floats:
    """Area-weighted mean normal at each corner (m, 3, 3) over the faces within the crease angle."""
    vertices, faces, normals = surface.vertices, surface.faces, surface.normals
    owner = faces.ravel()
    share = np.repeat(area, 3, axis=0)
    total = np.stack([np.bincount(owner, share[:, i], len(vertices)) for i in range(3)], 1)
    smooth = unit(total.astype(np.float32))
    corners = smooth[faces]  # (m, 3, 3)
    bend = np.where(_flat(surface, area), FLAT_DEG, CREASE_DEG)
    limit = np.radians(np.where(_slivers(surface, area), SLIVER_DEG, bend))
    bent = dot(corners, normals[:, None]) < np.cos(limit / 2)[:, None]
    sharp = np.zeros(len(vertices), bool)
    sharp[faces[bent]] = True
    odd = np.nonzero(sharp[owner])[0]
    corners.reshape(-1, 3)[odd] = _split(odd, owner, area, normals, np.cos(limit))
    return corners


def _flat(surface: Surface, area: Floats) -> npt.NDArray[np.bool_]:
    """Which faces (m,) lie in a large plane: faces with one rounded plane equation are summed."""
    size = (surface.high - surface.low).astype(np.float64)
    start = surface.vertices[surface.faces[:, 0]]
    offset = dot(start - surface.low, surface.normals) / np.float32(surface.size_mm)
    plane = np.concatenate([surface.normals * 500, offset[:, None] * 2000], 1)
    whole = np.rint(plane).astype(np.int64) + 4096
    key = ((whole[:, 0] << 39) | (whole[:, 1] << 26) | (whole[:, 2] << 13)) ^ whole[:, 3]
    _, group = np.unique(key, return_inverse=True)
    covered = np.bincount(group, np.sqrt(dot(area, area)) / 2)
    box = 2 * (size[0] * size[1] + size[1] * size[2] + size[2] * size[0])
    return np.asarray(covered[group] > FLAT_SHARE * box)


def _slivers(surface: Surface, area: Floats) -> npt.NDArray[np.bool_]:
    """Which faces (m,) are so thin that rounding decides their normal; neighbours lend theirs."""
    corners = surface.vertices[surface.faces]
    edges = corners - corners[:, [1, 2, 0]]
    longest = np.sqrt(dot(edges, edges).max(1))
    return np.asarray(np.sqrt(dot(area, area)) < SLIVER * surface.size_mm * longest)


def _split(
    odd: Ints,
    owner: npt.NDArray[np.int32],
    area: Floats,
    normals: Floats,
    limit: npt.NDArray[np.float64],
) -> Floats:
    """Normals (k, 3) of corners `odd` (k,): the mean over faces near the corner's own face."""
    order = np.argsort(owner[odd], kind="stable")
    face = odd[order] // 3
    _, start, count = np.unique(owner[odd][order], return_index=True, return_counts=True)
    few = count <= VALENCE
    result = normals[odd // 3]
    for valence in np.unique(count[few]):
        place = start[count == valence][:, None] + np.arange(valence)  # (g, k)
        ring = face[place]
        own, others = limit[ring][:, :, None], limit[ring][:, None, :]
        near = np.where(own < 0.5, own, np.maximum(own, others))  # a sliver may ask for more
        close = _cosines(normals[ring]) >= near - 1e-6
        mean = np.einsum("gij,gjc->gic", close.astype(np.float32), area[ring])
        result[order[place.ravel()]] = unit(mean.reshape(-1, 3))
    return result


def _cosines(ring: Floats) -> Floats:
    """Cosines (g, k, k) between the normals (g, k, 3) of each group."""
    return np.asarray(np.einsum("gic,gjc->gij", ring, ring))
