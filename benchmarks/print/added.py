"""Damage by what does not belong: plates, walls, bits in the air, shells in one another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manifold3d import Manifold, OpType

from benchmarks.print.damage import Piece, damage
from benchmarks.print.shapes import (
    Floats,
    Surface,
    joined,
    mesh_of,
    shells,
    solid,
    spread,
    volume_mm3,
)
from memoreez.artifacts import Mesh

FLOOR_MM = 2.0  # under a hollow
CLEAR_MM = 1.5  # from the figure: nearer parts of a slab may stay


@damage(10)
def ground_plate(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """A flat sheet below the feet, wider than what stands on it; fused, or a shell of its own."""
    thick, wide = ((0.8, 1.25), (1.5, 1.5), (3.0, 2.0))[strength - 1]
    low, high = _box(piece.mesh)
    width, depth = (wide * (high - low)[:2]).tolist()
    sheet = Manifold.cube((width, depth, thick), True)
    if strength == 3:
        sheet = Manifold.cylinder(thick, width / 2, width / 2, 64, True)
    middle = (low + high) / 2
    turned = sheet.rotate((0, 0, float(random.choice([0, 12, 30]))))
    sunk = min(0.4, thick / 2)  # into the sheet
    return _with_slab(piece, turned.translate((middle[0], middle[1], low[2] - thick / 2 + sunk)))


@damage(11)
def wall_behind(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """The backdrop of the picture as a sheet: upright, leaning, or inside the pedestal's width."""
    thick, lean, wide = ((0.8, 0.0, 1.05), (1.6, 3.0, 1.3), (2.4, 2.0, 0.95))[strength - 1]
    angle_deg = float(random.choice([0, 90, 180, 270])) if strength < 3 else 0.0
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    points = piece.mesh.vertices @ np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]).T
    low, high = points.min(axis=0), points.max(axis=0)
    width, _, height = (high - low).tolist()
    above = points[:, 2] > low[2] + (0.25 * height if strength == 3 else 0)
    sheet = Manifold.cube((wide * width, thick, height * (1.0 if strength < 3 else 0.9)), True)
    sheet = sheet.translate((0, thick / 2 - 0.4, height / 2)).rotate((-lean, 0, 0))
    standing = sheet.translate(((low + high)[0] / 2, points[above, 1].max(), low[2]))
    standing = standing.trim_by_plane((0, 0, 1), float(low[2]))
    return _with_slab(piece, standing.rotate((0, 0, -angle_deg)))


def _with_slab(piece: Piece, slab: Manifold) -> Piece:
    whole = solid(piece.mesh)
    sheet = mesh_of(slab)
    fused = not whole.is_empty()
    mesh = mesh_of(whole + slab) if fused else joined([piece.mesh, sheet])
    points, _ = spread(sheet, 4000, np.random.default_rng(5))
    far = points[Surface(piece.mesh).distances(points) > CLEAR_MM]
    return replace(piece, mesh=mesh, intruders=(*piece.intruders, far))


@damage(3)
def held_object(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """A ball that does not quite touch what holds it: 0.2, 0.4 and 0.6 mm of air."""
    return _hung(piece, [(4.0, 0.2 * strength)], random)


@damage(4)
def bits_near(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Parts of the figure that hang beside it: 0.3 to 1 mm of air."""
    balls = [(float(random.uniform(1.2, 2.5)), float(random.uniform(0.3, 1.0)))]
    return _hung(piece, balls * (1, 3, 6)[strength - 1], random)


def _hung(piece: Piece, balls: list[tuple[float, float]], random: np.random.Generator) -> Piece:
    for radius, gap in balls:
        spot = _free(piece.mesh, Surface(piece.mesh), radius + gap, random)
        ball = mesh_of(Manifold.sphere(radius, 40).translate(spot.tolist()))
        points, _ = spread(ball, 400, random)
        piece = replace(
            piece,
            mesh=joined([piece.mesh, ball]),
            truth=np.concatenate([piece.truth, points]),
            volume_mm3=piece.volume_mm3 + volume_mm3(ball),
            keepers=(*piece.keepers, points),
        )
    return piece


@damage(12)
def bits_far(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Crumbs far away from everything, from dust to 2 mm; they may go or stay."""
    parts, surface = [piece.mesh], Surface(piece.mesh)
    for _ in range((3, 15, 60)[strength - 1]):
        radius = float(random.uniform(0.15, 0.5 * (1 + strength)))
        spot = _free(piece.mesh, surface, radius + float(random.uniform(3, 12)), random)
        parts.append(mesh_of(Manifold.sphere(radius, 12).translate(spot.tolist())))
    return replace(piece, mesh=joined(parts))


def _free(mesh: Mesh, surface: Surface, clear_mm: float, random: np.random.Generator) -> Floats:
    """A place whose distance from the surface is `clear_mm`, beside or above it."""
    points, normals = spread(mesh, 300, random)
    low, high = _box(mesh)
    high_enough = points[:, 2] > low[2] + 0.3 * (high - low)[2]
    able = np.flatnonzero((normals[:, 2] > -0.3) & high_enough)
    places = points[able] + normals[able] * clear_mm
    off = np.abs(surface.distances(places) - clear_mm)
    chosen = places[int(off.argmin())]
    return np.asarray(chosen)


@damage(9)
def thin_parts(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Fins and rods thinner than the nozzle can draw: 0.7, 0.5 and 0.35 mm."""
    thick = (0.7, 0.5, 0.35)[strength - 1]
    whole, surface = solid(piece.mesh), Surface(piece.mesh)
    keepers, added = [], []
    for number in range(2 * strength):
        spot = _free(piece.mesh, surface, 2.0, random)
        shape = Manifold.cube((6, thick, 9), True)
        if number % 2:
            shape = Manifold.cylinder(10, thick / 2, thick / 2, 12, True)
        _, foot = surface.rough(spot[None])
        way = spot - foot[0]
        part = _along(shape, way / max(float(np.linalg.norm(way)), 1e-9)).translate(spot.tolist())
        if whole.is_empty() or (whole ^ part).is_empty():
            continue
        points, _ = spread(mesh_of(part), 500, random)
        outside = points[surface.distances(points) > 1.0]
        keepers.append(outside[_outside(piece.mesh, outside)])
        added.append(part)
    fused = Manifold.batch_boolean([whole, *added], OpType.Add)
    mesh = mesh_of(fused) if added else piece.mesh
    truth = np.concatenate([piece.truth, *keepers])
    return replace(piece, mesh=mesh, truth=truth, keepers=(*piece.keepers, *keepers))


@damage(14)
def crossing_shells(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """Parts that were pushed into one another and never united."""
    points, normals = spread(piece.mesh, 200, random)
    high = np.flatnonzero(points[:, 2] > _box(piece.mesh)[0][2] + 8)[: (1, 5, 15)[strength - 1]]
    points, normals = points[high], normals[high]
    mesh, truth = piece.mesh, piece.truth
    for spot, normal in zip(points, normals, strict=True):
        radius = float(random.uniform(2, 5))
        centre = spot - 0.3 * radius * normal
        ball = mesh_of(Manifold.sphere(radius, 36).translate(centre.tolist()))
        truth = truth[np.linalg.norm(truth - centre, axis=1) > radius]
        mesh = joined([mesh, ball])
    grown = _united_mm3(mesh) - _united_mm3(piece.mesh)  # a slab is no part of the volume
    return replace(piece, mesh=mesh, truth=truth, volume_mm3=piece.volume_mm3 + grown)


def _united_mm3(mesh: Mesh) -> float:
    united = Manifold.batch_boolean([solid(part) for part in shells(mesh)], OpType.Add)
    return float(united.volume())


@damage(20)
def double_skin(piece: Piece, strength: int, random: np.random.Generator) -> Piece:
    """A hollow inside: a thick and a thin skin, and an inner skin wound like the outer one."""
    inner = piece.original.skins[0 if strength == 1 else 1]
    outer, hollow = solid(piece.mesh), solid(inner)
    if not outer.is_empty() and (hollow - outer).volume() > 1.0:  # its foot was rounded off
        inner = mesh_of(hollow ^ outer.translate((0.0, 0.0, FLOOR_MM)))
    faces = inner.faces if strength == 3 else np.ascontiguousarray(inner.faces[:, ::-1])
    return replace(piece, mesh=joined([piece.mesh, Mesh(inner.vertices, faces)]))


def _along(shape: Manifold, way: Floats) -> Manifold:
    """The shape turned from z to the direction `way`."""
    tilt = float(np.degrees(np.arccos(np.clip(way[2], -1, 1))))
    spin = float(np.degrees(np.arctan2(way[1], way[0])))
    return shape.rotate((0, tilt, 0)).rotate((0, 0, spin))


def _outside(mesh: Mesh, points: Floats) -> Floats:
    """Which points are not inside: their nearest surface faces them."""
    surface = Surface(mesh)
    _, foot = surface.rough(points)
    corners = surface.corners[surface.owner[surface.tree.query(points)[1]]]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(np.einsum("ij,ij->i", points - foot, normal) > 0)


def _box(mesh: Mesh) -> tuple[Floats, Floats]:
    points = mesh.vertices.astype(np.float64)
    return points.min(axis=0), points.max(axis=0)
