"""Damage to the surface itself: holes, needless triangles, bad decimation, noise, a round foot."""

from __future__ import annotations

from dataclasses import replace

import fast_simplification
import numpy as np
from manifold3d import Manifold
from scipy.spatial import cKDTree

from benchmarks.print.damage import Piece, at, damage
from benchmarks.print.shapes import compact, joined, mesh_of, solid, spread, volume_mm3
from memoreez.artifacts import Mesh

_PATCHES = ((25, 0.7), (8, 2.0), (3, 5.0))  # holes of each strength and their radius, mm


@damage(30)
def holes(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Patches that are not there: many small ones to a few large ones."""
    count, radius = _PATCHES[strength - 1]
    spots, _ = spread(piece.mesh, count, random)
    middles = piece.mesh.vertices.astype(np.float64)[piece.mesh.faces].mean(axis=1)
    gone = cKDTree(spots).query(middles)[0] < radius
    return replace(piece, mesh=compact(Mesh(piece.mesh.vertices, piece.mesh.faces[~gone])))


@damage(31)
def open_bottom(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """The lowest faces are missing, as engines do that never see a thing from below."""
    middles = piece.mesh.vertices.astype(np.float64)[piece.mesh.faces].mean(axis=1)
    low, high = middles[:, 2].min(), middles[:, 2].max()
    gone = middles[:, 2] < low + (0.002, 0.01, 0.02)[strength - 1] * (high - low)
    return replace(piece, mesh=compact(Mesh(piece.mesh.vertices, piece.mesh.faces[~gone])))


@damage(21)
def needless_triangles(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """The same shape in 200 k, 400 k and 800 k triangles."""
    whole = solid(piece.mesh)
    wanted = (200_000, 400_000, 800_000)[strength - 1]
    if whole.is_empty():
        return replace(piece, mesh=_quartered(piece.mesh, wanted))
    length = 2.1 * float(np.sqrt(whole.surface_area() / wanted))
    return replace(piece, mesh=mesh_of(whole.refine_to_length(length)))


def _quartered(mesh: Mesh, wanted: int) -> Mesh:
    """Each triangle in four, until there are so many."""
    while len(mesh.faces) < wanted / 2:
        a, b, c = mesh.faces.T
        pairs = np.sort(np.stack([np.stack([a, b], 1), np.stack([b, c], 1), np.stack([c, a], 1)]))
        edges, number = np.unique(pairs.reshape(-1, 2), axis=0, return_inverse=True)
        points = np.concatenate([mesh.vertices, mesh.vertices[edges].mean(axis=1)])
        ab, bc, ca = number.reshape(3, -1) + len(mesh.vertices)
        rows = [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        faces = np.concatenate([np.stack(row, 1) for row in rows])
        mesh = Mesh(points.astype(np.float32), faces.astype(np.int32))
    return mesh


@damage(32)
def bad_decimation(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Simplified in two halves that no longer fit, with T-junctions and turned slivers."""
    mesh = piece.mesh
    middles = mesh.vertices.astype(np.float64)[mesh.faces].mean(axis=1)
    axis = int(random.integers(0, 3))
    upper = middles[:, axis] > np.median(middles[:, axis])
    less = (0.4, 0.7, 0.88)[strength - 1]
    halves = []
    for half in (upper, ~upper):
        part = compact(Mesh(mesh.vertices, mesh.faces[half]))
        points, faces = fast_simplification.simplify(  # type: ignore[attr-defined]
            part.vertices, part.faces, less
        )
        halves.append(Mesh(points.astype(np.float32), faces.astype(np.int32)))
    cut = _split_edges(joined(halves), 100 * strength, random)
    return replace(piece, mesh=_slivers_turned(cut, 30 * strength))


def _split_edges(mesh: Mesh, count: int, random: np.random.Generator) -> Mesh:
    """T-junctions: one of the two triangles of an edge gets a vertex on it, a little off."""
    chosen = random.choice(len(mesh.faces), count, replace=False)
    a, b, c = mesh.faces[chosen].T
    middle = mesh.vertices[[a, b]].mean(axis=0) + random.normal(0, 0.01, (count, 3))
    new = np.arange(count) + len(mesh.vertices)
    kept = np.delete(mesh.faces, chosen, axis=0)
    faces = np.concatenate([kept, np.stack([a, new, c], 1), np.stack([new, b, c], 1)])
    points = np.concatenate([mesh.vertices, middle])
    return Mesh(points.astype(np.float32), faces.astype(np.int32))


def _slivers_turned(mesh: Mesh, count: int) -> Mesh:
    """The triangles with the least area are wound the wrong way."""
    a, b, c = mesh.vertices.astype(np.float64)[mesh.faces].transpose(1, 0, 2)
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    faces = mesh.faces.copy()
    least = np.argsort(area)[:count]
    faces[least] = faces[least, ::-1]
    return Mesh(mesh.vertices, faces)


@damage(33)
def noise_spikes(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Single vertices far off the surface."""
    count, far = ((10, 1.5), (60, 2.5), (300, 4.0))[strength - 1]
    mesh = piece.mesh
    chosen = random.choice(len(mesh.vertices), min(count, len(mesh.vertices) // 20), replace=False)
    corners = mesh.vertices.astype(np.float64)[mesh.faces]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    summed = np.zeros((len(mesh.vertices), 3))
    for corner in range(3):
        np.add.at(summed, mesh.faces[:, corner], normals)
    unit = summed[chosen] / np.maximum(np.linalg.norm(summed[chosen], axis=1), 1e-12)[:, None]
    points = mesh.vertices.astype(np.float64)
    points[chosen] += unit * random.uniform(-0.3, 1.0, (len(chosen), 1)) * far
    return replace(piece, mesh=Mesh(points.astype(np.float32), mesh.faces))


@damage(15)
def round_foot(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """No flat bottom: rounded a little, rounded much, or on a point off its middle."""
    whole = solid(piece.mesh)
    if whole.is_empty():
        return tilted(piece, strength, random)
    low = piece.mesh.vertices.min(axis=0).astype(float)
    wide = np.ptp(piece.mesh.vertices, axis=0).astype(float)[:2]
    middle = low[:2] + wide / 2 + (0.15 * wide if strength == 3 else 0)
    reach = float(np.hypot(*wide)) / 2
    sag = (0.8, 1.6, 2.4)[strength - 1]
    radius = (reach**2 + sag**2) / (2 * sag)
    bowl = Manifold.sphere(radius, 512).translate((*middle.tolist(), low[2] + radius))
    room = Manifold.cube((4 * radius, 4 * radius, 2 * radius), True)
    room = room.translate((*middle.tolist(), low[2] + 2.5 * sag + radius))
    made = mesh_of(whole ^ (bowl + room))
    lost = float(whole.volume()) - volume_mm3(made)  # of figure and slab, where there is one
    return replace(piece, mesh=made, volume_mm3=piece.volume_mm3 - lost)


@damage(70)
def tilted(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Not upright: leaning by 2, 5 and 10 degrees."""
    angle, way = np.radians((2.0, 5.0, 10.0)[strength - 1]), random.uniform(0, 2 * np.pi)
    x, y = np.cos(way), np.sin(way)
    skew = np.array([[0, 0, y], [0, 0, -x], [-y, x, 0]])
    turn = np.eye(4)
    turn[:3, :3] += np.sin(angle) * skew + (1 - np.cos(angle)) * skew @ skew
    lifted = np.eye(4)
    lifted[2, 3] = -at(turn, piece.mesh.vertices)[:, 2].min()
    return piece.moved(lifted @ turn)
