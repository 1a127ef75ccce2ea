"""A lighter copy of a solid for screens: an exact triangle budget, split normals, local order."""

from __future__ import annotations

import threading

import manifold3d as m3
import numpy as np
import numpy.typing as npt
from fast_simplification.simplify import simplify
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_ONE_AT_A_TIME = threading.Lock()  # fast-simplification keeps its mesh in global variables
_TOLERANCE_MM = 0.01
_SPAN_MM = 4.0  # no edge longer than this: shading is stored at vertices, flat parts need some too
_SPANS = 100  # along the longest side: what is metres large would be divided into gigabytes


def lighten(mesh: Mesh, triangles: int) -> Mesh:
    """At most `triangles` triangles, closed wherever `mesh` is closed, within about 0.03 mm.

    Manifold's simplify stays within 0.01 mm, fast-simplification then meets the budget, and long
    edges on flat parts are divided where the budget allows (GEOMETRY.md §2). A mesh that is not
    closed goes through fast-simplification alone.
    """
    solid = solid_of(mesh).simplify(_TOLERANCE_MM)
    if solid.is_empty():
        return _decimate(mesh, triangles)
    fine = _divide(solid)
    if fine.num_tri() <= triangles:
        return _mesh(fine)
    # Dividing only adds on flat parts, which decimation barely changes: keep that much room.
    room = min(fine.num_tri() - solid.num_tri(), triangles // 3)
    light = _decimate(_mesh(solid), triangles - room)
    for _ in range(3):
        fine = _divide(solid_of(light))
        if not fine.is_empty() and fine.num_tri() <= triangles:
            return _mesh(fine)
        room += max(fine.num_tri() - triangles, 0) + 1
        light = _decimate(_mesh(solid), max(triangles - room, triangles // 2))
    return light


def sketch(mesh: Mesh, triangles: int, span_mm: float) -> Mesh:
    """About `triangles` triangles, quickly and a little further off than `lighten`.

    Where the outcome is closed, edges longer than `span_mm` are divided on top of that, so that
    what is stored at vertices stays in its place.
    """
    light = _decimate(mesh, triangles)
    solid = solid_of(light)
    return light if solid.is_empty() else _mesh(solid.refine_to_length(span_mm))


def crease(mesh: Mesh, angle_deg: float) -> tuple[Mesh, Floats]:
    """The mesh with its vertices split along edges sharper than `angle_deg`, and unit normals.

    Corners that meet at a vertex share one normal as long as a chain of smooth edges joins them.
    Normals are weighted by the corner's angle (G. Thürmer, C. Wüthrich, "Computing vertex normals
    from polygonal facets", 1998). Returns the mesh and float32 normals (n, 3).
    """
    faces = mesh.faces.astype(np.int64)
    corners = mesh.vertices.astype(np.float64)[faces]  # (m, 3, 3)
    flat = _unit(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]))
    joined = _smooth_joins(faces, flat, np.cos(np.radians(angle_deg)))
    links = coo_array((np.ones(len(joined)), joined.T), shape=(faces.size, faces.size))
    count, label = connected_components(links, directed=False)
    weight = _angles(corners).reshape(-1, 1) * np.repeat(flat, 3, 0)
    sums = [np.bincount(label, weight[:, k], count) for k in range(3)]
    normals = np.stack(sums, 1).astype(np.float64)
    first = np.unique(label, return_index=True)[1]
    vertices = mesh.vertices[faces.ravel()[first]]
    split = Mesh(vertices, label.reshape(-1, 3).astype(np.int32))
    return split, _unit(normals, np.repeat(flat, 3, 0)[first]).astype(np.float32)


def arrange(mesh: Mesh) -> tuple[Mesh, Ints]:
    """Triangles along a Morton curve and vertices in order of first use, and the old vertex ids.

    Neighbours in space become neighbours in the file, which is what gzip and graphics cards like.
    Vertices that no triangle uses are dropped.
    """
    along = np.argsort(_morton(mesh.vertices[mesh.faces].mean(1)), kind="stable")
    faces = mesh.faces[along].astype(np.int64)
    used, seen = np.unique(faces.ravel(), return_index=True)
    old = used[np.argsort(seen)]
    renamed = np.zeros(len(mesh.vertices), np.int64)
    renamed[old] = np.arange(len(old))
    return Mesh(mesh.vertices[old], renamed[faces].astype(np.int32)), old


def solid_of(mesh: Mesh) -> m3.Manifold:
    """As a manifold3d solid; empty when the mesh is not closed and consistently wound."""
    # Copies: manifold3d refuses read-only arrays, such as its own.
    vertices = np.array(mesh.vertices, np.float32, order="C")
    return m3.Manifold(m3.Mesh(vertices, np.array(mesh.faces, np.uint32, order="C")))


def _mesh(solid: m3.Manifold) -> Mesh:
    out = solid.to_mesh()
    return Mesh(
        np.asarray(out.vert_properties, np.float32)[:, :3], np.asarray(out.tri_verts, np.int32)
    )


def _divide(solid: m3.Manifold) -> m3.Manifold:
    if solid.is_empty():
        return solid
    x0, y0, z0, x1, y1, z1 = solid.bounding_box()
    return solid.refine_to_length(max(_SPAN_MM, max(x1 - x0, y1 - y0, z1 - z0) / _SPANS))


def _decimate(mesh: Mesh, triangles: int) -> Mesh:
    if len(mesh.faces) <= triangles:
        return mesh
    # Copies: it refuses read-only arrays, and manifold's are.
    points = np.array(mesh.vertices, np.float64, order="C")
    corners = np.array(mesh.faces, np.int32, order="C")
    with _ONE_AT_A_TIME:
        vertices, faces = simplify(points, corners, target_count=triangles)
    return Mesh(np.asarray(vertices, np.float32), np.asarray(faces, np.int32))


def _smooth_joins(faces: Ints, flat: npt.NDArray[np.float64], least_cosine: float) -> Ints:
    """Pairs of corner ids (k, 2) that share a vertex across an edge that is not a crease."""
    ends = np.stack([faces, np.roll(faces, -1, 1)], 2).reshape(
        -1, 2
    )  # half-edge i starts at corner i
    after = np.arange(faces.size).reshape(-1, 3)[:, [1, 2, 0]].ravel()
    key = ends.min(1) * (int(faces.max()) + 1) + ends.max(1)
    order = np.argsort(key, kind="stable")
    twins = np.flatnonzero(key[order][1:] == key[order][:-1])
    one, two = order[twins], order[twins + 1]
    smooth = (flat[one // 3] * flat[two // 3]).sum(1) >= least_cosine
    # Twins run opposite ways, so one's start is the other's end.
    smooth &= ends[one, 0] == ends[two, 1]
    one, two = one[smooth], two[smooth]
    return np.concatenate([np.stack([one, after[two]], 1), np.stack([after[one], two], 1)])


def _angles(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The angle at each corner, (m, 3) radians."""
    onward = _unit(np.roll(corners, -1, 1) - corners)
    back = _unit(np.roll(corners, 1, 1) - corners)
    return np.arccos(np.clip((onward * back).sum(2), -1, 1))


def _unit(
    vectors: npt.NDArray[np.float64], instead: npt.NDArray[np.float64] | None = None
) -> npt.NDArray[np.float64]:
    """Vectors of length 1; those of length 0 become `instead`, else straight up."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    spare = np.broadcast_to(np.array([0.0, 0, 1]), vectors.shape) if instead is None else instead
    return np.where(lengths > 1e-12, vectors / np.maximum(lengths, 1e-12), spare)


def _morton(points: Floats) -> npt.NDArray[np.uint64]:
    """Bits of x, y and z interleaved, 10 of each (G. M. Morton, 1966)."""
    low = points.min(0)
    span = max(float((points.max(0) - low).max()), 1e-9)
    cells = ((points - low) / span * 1023).astype(np.uint64)
    for shift, mask in ((16, 0x30000FF), (8, 0x300F00F), (4, 0x30C30C3), (2, 0x9249249)):
        cells = (cells | (cells << np.uint64(shift))) & np.uint64(mask)
    return cells[:, 0] | (cells[:, 1] << np.uint64(1)) | (cells[:, 2] << np.uint64(2))
