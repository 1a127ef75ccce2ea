"""Ways to damage a good mesh, each a function of the mesh: what the tests of the repairs undo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from print_shapes import ball, box, flipped, joined, mesh_of, rod

from memoreez.artifacts import Mesh

Damage = Callable[[Mesh], Mesh]

# A post with a ball on a block: 31 mm high, round and flat, about 2,600 triangles.
WHOLE = mesh_of((box(24, 18, 6) + rod(22, 5) + ball(6, (0, 0, 25), 32)).refine_to_length(2.0))


def centres(mesh: Mesh) -> np.ndarray:
    """(m, 3) middles of the triangles."""
    return mesh.vertices[mesh.faces].mean(axis=1)


def without(mesh: Mesh, which: np.ndarray) -> Mesh:
    """The mesh without some triangles."""
    return Mesh(mesh.vertices, mesh.faces[~which])


def hole(at: tuple[float, float, float], radius: float) -> Damage:
    """Triangles round a point are missing."""
    return lambda mesh: without(mesh, np.linalg.norm(centres(mesh) - at, axis=1) < radius)


def soup(mesh: Mesh) -> Mesh:
    """Every triangle on its own corners."""
    faces = np.arange(mesh.faces.size, dtype=np.int32).reshape(-1, 3)
    return Mesh(mesh.vertices[mesh.faces].reshape(-1, 3), faces)


def shaken(mesh: Mesh) -> Mesh:
    """The same, and no two corners quite in one place."""
    loose = soup(mesh)
    noise = np.random.default_rng(1).normal(0, 0.001, loose.vertices.shape)
    return Mesh((loose.vertices + noise).astype(np.float32), loose.faces)


def turned_patch(mesh: Mesh) -> Mesh:
    """The upper part is wound the other way round."""
    return _turned(mesh, centres(mesh)[:, 2] > 24)


def turned_here_and_there(mesh: Mesh) -> Mesh:
    """Every third triangle is wound the other way round."""
    return _turned(mesh, np.arange(len(mesh.faces)) % 3 == 0)


def _turned(mesh: Mesh, which: np.ndarray) -> Mesh:
    faces = mesh.faces.copy()
    faces[which] = faces[which][:, ::-1]
    return Mesh(mesh.vertices, faces)


def beside(*others: Mesh) -> Damage:
    """Other shells in the same file."""
    return lambda mesh: joined(mesh, *others)


def nan_corners(mesh: Mesh) -> Mesh:
    """Two corners are no numbers, one lies a thousand kilometres away."""
    vertices = mesh.vertices.copy()
    vertices[[40, 400]] = np.nan
    vertices[800] = 1e9
    return Mesh(vertices, mesh.faces)


def t_junctions(mesh: Mesh) -> Mesh:
    """Triangles are cut in two, their neighbours are not."""
    faces, vertices = mesh.faces, mesh.vertices
    cut = np.arange(0, len(faces), 200)
    middles = (vertices[faces[cut, 0]] + vertices[faces[cut, 1]]) / 2
    new = len(vertices) + np.arange(len(cut), dtype=np.int32)
    a, b, c = faces[cut].T
    halves = [np.stack([a, new, c], axis=1), np.stack([new, b, c], axis=1)]
    rest = np.delete(faces, cut, axis=0)
    return Mesh(np.concatenate([vertices, middles]), np.concatenate([rest, *halves]))


def fin(mesh: Mesh) -> Mesh:
    """A triangle stands out from an edge that has two already."""
    a, b, _ = mesh.faces[0]
    tip = mesh.vertices[a] * 1.02
    faces = np.array([[a, b, len(mesh.vertices)]], np.int32)
    return Mesh(np.concatenate([mesh.vertices, tip[None]]), np.concatenate([mesh.faces, faces]))


def degenerate(mesh: Mesh) -> Mesh:
    """Triangles that use a corner twice, and copies."""
    flat = np.stack([mesh.faces[:9, 0], mesh.faces[:9, 0], mesh.faces[:9, 1]], axis=1)
    return Mesh(mesh.vertices, np.concatenate([mesh.faces, flat, mesh.faces[100:140]]))


def back_to_back(mesh: Mesh) -> Mesh:
    """A sheet without thickness, drawn from both sides."""
    corners = np.array([[7, 0, 8], [11, 0, 8], [11, 0, 14]], np.float32)
    sheet = Mesh(corners, np.array([[0, 1, 2]], np.int32))
    return joined(mesh, sheet, flipped(sheet))


def far_away(mesh: Mesh) -> Mesh:
    """A kilometre from the origin."""
    return Mesh((mesh.vertices + np.float32(1e6)).astype(np.float32), mesh.faces)


VOID = flipped(mesh_of(ball(3, (0, 0, 25), 16)))
INNER = mesh_of(ball(2, (0, 0, 25), 16))
STUCK = mesh_of(ball(4, (6, 0, 18), 24))  # half in the post
NEAR = mesh_of(ball(3, (9.2, 0, 25), 24))  # 0.2 mm from the large ball
HELD = mesh_of(ball(3, (10.5, 0, 25), 24))  # 1.5 mm from it
GRAINS = [mesh_of(ball(0.15, (10 + k, 5, 30), 8)) for k in range(5)]
BUTTON = mesh_of(ball(0.6, (5, 0, 15), 12))  # tiny, but it sticks in the post
