"""Damage to the book-keeping: winding, duplicates, loose corners, crowded edges, units, axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial import cKDTree

from benchmarks.print.damage import Piece, damage
from benchmarks.print.shapes import Floats, joined, mesh_of, solid, spread
from memoreez.artifacts import Mesh

UNITS = (1 / 10, 1 / 25.4, 1 / 1000)  # a file in centimetres, inches and metres
AXES: tuple[Floats, ...] = (  # Y up, Y down, X up
    np.array([[1.0, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]]),
    np.array([[1.0, 0, 0, 0], [0, 0, -1, 0], [0, 1, 0, 0], [0, 0, 0, 1]]),
    np.array([[0, 0, 1.0, 0], [0, 1, 0, 0], [-1, 0, 0, 0], [0, 0, 0, 1]]),
)


@damage(50)
def flipped_patches(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Patches that face inwards: a few small ones to half of the surface."""
    count, radius = ((5, 2.0), (20, 4.0), (25, 12.0))[strength - 1]
    spots, _ = spread(piece.mesh, count, random)
    middles = piece.mesh.vertices.astype(np.float64)[piece.mesh.faces].mean(axis=1)
    wrong = cKDTree(spots).query(middles)[0] < radius
    faces = piece.mesh.faces.copy()
    faces[wrong] = faces[wrong, ::-1]
    return replace(piece, mesh=Mesh(piece.mesh.vertices, faces))


@damage(51)
def inside_out(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """All triangles face inwards; those of the upper half; each by chance."""
    faces = piece.mesh.faces.copy()
    heights = piece.mesh.vertices[faces][:, :, 2].mean(axis=1)
    if strength == 1:
        wrong = np.ones(len(faces), bool)
    elif strength == 2:
        wrong = heights > np.median(heights)
    else:
        wrong = random.random(len(faces)) < 0.5
    faces[wrong] = faces[wrong, ::-1]
    return replace(piece, mesh=Mesh(piece.mesh.vertices, faces))


@damage(40)
def crowded_edges(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Edges in three triangles or more: loose flaps, and from strength 2 on a wall inside."""
    mesh = piece.mesh
    if strength > 1:
        mesh = _walled(mesh, strength - 1)
    chosen = random.choice(len(mesh.faces), (8, 60, 400)[strength - 1], replace=False)
    a, b, _ = mesh.faces[chosen].T
    corners = mesh.vertices.astype(np.float64)[mesh.faces[chosen]]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1), 1e-12)[:, None]
    tips = corners[:, :2].mean(axis=1) + 0.4 * normal * random.choice([-1, 1], (len(a), 1))
    new = np.arange(len(a)) + len(mesh.vertices)
    faces = np.concatenate([mesh.faces, np.stack([a, b, new], 1)])
    points = np.concatenate([mesh.vertices, tips])
    return replace(piece, mesh=Mesh(points.astype(np.float32), faces.astype(np.int32)))


def _walled(mesh: Mesh, count: int) -> Mesh:
    """Cut at so many heights; both halves keep their caps: walls of no thickness inside."""
    rest = solid(mesh)
    if rest.is_empty():
        return mesh
    low, high = mesh.vertices[:, 2].min(), mesh.vertices[:, 2].max()
    parts = []
    for number in range(count):
        level = float(low + (high - low) * (number + 1.37) / (count + 1.6))
        upper, lower = rest.split_by_plane((0, 0, 1), level)
        parts.append(mesh_of(lower))
        rest = upper
    return _welded(joined([*parts, mesh_of(rest)]))


def _welded(mesh: Mesh) -> Mesh:
    points, number = np.unique(mesh.vertices, axis=0, return_inverse=True)
    return Mesh(points, number.reshape(-1).astype(np.int32)[mesh.faces])


@damage(52)
def duplicates(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Triangles that are there twice: some, many wound either way, all."""
    faces = piece.mesh.faces
    some = random.random(len(faces)) < (0.03, 0.3, 1.1)[strength - 1]
    again = np.roll(faces[some], 1, axis=1)
    if strength == 2:
        wrong = random.random(len(again)) < 0.5
        again[wrong] = again[wrong, ::-1]
    return replace(piece, mesh=Mesh(piece.mesh.vertices, np.concatenate([faces, again])))


@damage(60)
def loose_corners(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Each triangle has vertices of its own, off by 1e-5, 1e-4 and 1e-3 mm."""
    off = (1e-5, 1e-4, 1e-3)[strength - 1]
    points = piece.mesh.vertices.astype(np.float64)[piece.mesh.faces].reshape(-1, 3)
    points += random.normal(0, off, points.shape)
    faces = np.arange(len(points), dtype=np.int32).reshape(-1, 3)
    return replace(piece, mesh=Mesh(points.astype(np.float32), faces))


@damage(80)
def wrong_unit(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """The numbers are centimetres, inches or metres."""
    small = UNITS[strength - 1]
    return piece.moved(np.diag([small, small, small, 1.0]))


@damage(81)
def wrong_axes(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """It lies: Y is up, Y is down, or X is up."""
    return piece.moved(AXES[strength - 1])
