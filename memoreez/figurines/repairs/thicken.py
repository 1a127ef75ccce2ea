"""Walls and wires too thin to print get a sleeve; everything else stays where it is.

The gate's own rays find the thin places and their middles. Round these a sleeve is sampled on a
narrow band of grid blocks, just as thick as a wall must be, and joined to the solid exactly: so
the surface changes only where a wall is thinner than its sleeve. Ridges such as strings and
raised letters are no walls for the gate, so they stay as they are; and so do grooves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Error, Manifold, OpType
from manifold3d import Mesh as Triangles
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, Floats, unfold
from memoreez.figurines.necks import necks
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import grouped
from memoreez.figurines.repairs.lines import Flags
from memoreez.figurines.repairs.slivers import LARGE, simplified
from memoreez.figurines.repairs.survey import edges_of, mesh_of, solid_of, survey
from memoreez.figurines.thickness import measure
from memoreez.sdf.evaluate import BLOCK, Blocks
from memoreez.sdf.surface import surface

ROUNDS = 3
SPARE_MM = 0.04  # by which a sleeve's radius is larger: it is made of balls, on a grid
NECK = 1.5  # walls: a round neck that thick never gives way in the gate
AROUND_MM = 2.0  # of a thin place, looked at closely
SPACING_MM = 0.12  # of the middles from which a sleeve is made
FLAT = 0.4  # a wire's spread across, of its spread along
CELLS = 3.0  # of the band in a sleeve's radius
EMPTY_MM3 = 1e-3  # a hollow of that size is rounding
SLOW = 0.6  # of the thin surface left by one more round: no further one is worth its time
GAIN = 0.7  # of the thin surface may be left, or it was not worth it
FINE_MM = 0.01  # what stands out less is merged in a sleeve
MOST_MM2 = 3000.0  # of thin surface: more is a sheet, and its sleeve would take minutes


@dataclass(frozen=True, eq=False)
class _Thin:
    """The thin places of a solid."""

    points: Floats  # (t, 3) mm on the surface
    normals: Floats  # (t, 3)
    thick_mm: Floats  # (t,)
    area_mm2: float
    failed: bool  # more than the gate lets pass
    neck_mm: float | None  # height above the bed of a neck that gives way


def thicken(
    mesh: Mesh, *, nozzle_mm: float = 0.4, sculpture_only_above_mm: float | None = None
) -> Step:
    """Walls under two lines of `nozzle_mm` made that thick, wires that hold something three.

    Nothing below `sculpture_only_above_mm` (z in mm, such as the top of a pedestal) is touched,
    and nothing grows below the bed. The very mesh is returned where the gate has nothing to say
    against its walls, where they cannot be measured (an open mesh), and, with a change that says
    so and is not sure at all, where thickening does not help or more than 30 cm² are thin.
    """
    wall = limits.WALL_LINES * nozzle_mm
    if not len(mesh.faces) or edges_of(mesh).balance.any():
        return Step(mesh)
    floor = float(mesh.vertices[:, 2].min())
    lowest = max(floor, floor if sculpture_only_above_mm is None else sculpture_only_above_mm)
    first = found = _look(mesh, wall, lowest)
    solid = solid_of(mesh) if found.failed else None  # made for what needs it only
    if solid is None:
        return Step(mesh)
    if found.area_mm2 > MOST_MM2:
        return Step(mesh, (_gave_up(first, wall),))
    light = simplified(mesh) if len(mesh.faces) > LARGE else Step(mesh)  # it is no longer itself
    result, solid = light.mesh, solid_of(light.mesh) or solid
    for _ in range(ROUNDS):
        made = _sleeved(result, solid, found, wall, lowest)
        if made is None:
            break
        solid, result, before = made, mesh_of(made), found
        found = _look(result, wall, lowest)
        slow = found.area_mm2 > SLOW * before.area_mm2 and before.neck_mm is None
        if slow or not found.failed:
            break
    better = found.area_mm2 <= GAIN * first.area_mm2 or (first.neck_mm and not found.neck_mm)
    if found.failed and not better:
        return Step(mesh, (_gave_up(first, wall),))
    return Step(result, (*light.changes, _told(first, found, wall)))


def _look(mesh: Mesh, wall_mm: float, lowest_mm: float) -> _Thin:
    """Where walls above `lowest_mm` are thinner than `wall_mm`, as the gate sees it."""
    facets = unfold(mesh)
    rays = measure(mesh, facets, limit_mm=wall_mm)
    if rays is None:
        return _Thin(np.empty((0, 3)), np.empty((0, 3)), np.empty(0), 0.0, False, None)
    area = float(facets.areas.sum())
    thin = (rays.thick_mm < wall_mm) & (rays.points[:, 2] >= lowest_mm)
    thin_mm2 = float(thin.mean()) * area
    held = necks(facets, wall_mm=wall_mm) if survey(mesh).count == 1 else None
    neck = None
    if held and max(held.pieces_mm3, default=0) > limits.NECK_MM3:
        height = float(mesh.vertices[:, 2].min()) + held.neck_mm
        neck = height if height > lowest_mm else None
    failed = thin_mm2 > limits.THIN_MM2 or float(thin.mean()) > 0.01 or neck is not None
    return _Thin(rays.points[thin], rays.normals[thin], rays.thick_mm[thin], thin_mm2, failed, neck)


def _sleeved(
    mesh: Mesh, solid: Manifold, found: _Thin, wall_mm: float, lowest_mm: float
) -> Manifold | None:
    """`solid` with a sleeve round its thin places; None where there is no place for one."""
    facets = unfold(mesh)
    sleeves: list[Manifold | None] = []
    if len(found.points):
        middles, _ = _middles(mesh, facets, found.points, wall_mm, wall_mm, lowest_mm)
        sleeves.append(_sleeve(middles, wall_mm / 2 + SPARE_MM))
    if found.neck_mm is not None:
        strong = NECK * wall_mm
        rays = measure(mesh, facets, limit_mm=strong)
        if rays is not None:
            near = _connected(rays.points[rays.thick_mm < strong], found.neck_mm)
            middles, wires = _middles(mesh, facets, near, strong, wall_mm, lowest_mm)
            sleeves.append(_sleeve(middles[wires], strong / 2 + SPARE_MM))
    cut = [sleeve.trim_by_plane((0, 0, 1), lowest_mm) for sleeve in sleeves if sleeve is not None]
    if all(sleeve.is_empty() for sleeve in cut):
        return None
    joined = Manifold.batch_boolean([solid, *cut], OpType.Add)
    if joined.status() != Error.NoError:
        return None
    parts = joined.decompose()
    if any(part.volume() < 0 for part in parts):  # a hollow between wall and sleeve
        full = [part for part in parts if part.volume() > EMPTY_MM3]
        joined = Manifold.batch_boolean(full, OpType.Add)
    return joined


def _connected(places: Floats, neck_mm: float) -> Floats:
    """Those of the thin `places` (t, 3) that hang together with the ones at the neck's height."""
    if not len(places):
        return places
    ways = list(range(1, min(len(places), 10) + 1))
    far, other = cKDTree(places).query(places, k=ways, distance_upper_bound=AROUND_MM)
    one, way = np.nonzero(np.isfinite(far))
    _, group = grouped(one, np.asarray(other)[one, way], len(places))
    return places[np.isin(group, group[np.abs(places[:, 2] - neck_mm) < AROUND_MM])]


def _middles(
    mesh: Mesh, facets: Facets, near: Floats, limit_mm: float, wall_mm: float, lowest_mm: float
) -> tuple[Floats, Flags]:
    """Middles (k, 3) mm of the walls under `limit_mm` round the places `near`; which are of wires.

    The last millimetre before a rim is a ridge to the rays: no sleeve grows out beyond it.
    """
    if not len(near):
        return np.empty((0, 3)), np.empty(0, np.bool_)
    centroids = facets.centroids
    radius = np.linalg.norm(facets.corners - centroids[:, None], axis=2).max(axis=1)
    far = cKDTree(near).query(centroids, distance_upper_bound=AROUND_MM + float(radius.max()))[0]
    close = far < AROUND_MM + radius
    some = Facets(facets.points, facets.corners[close], facets.normals[close], facets.areas[close])
    rays = measure(mesh, facets, limit_mm=limit_mm, on=some)
    assert rays is not None  # it was measured before
    thin = (rays.thick_mm < limit_mm) & (rays.points[:, 2] >= lowest_mm)
    thin &= cKDTree(near).query(rays.points)[0] < AROUND_MM
    middles = rays.points[thin] - rays.normals[thin] * (rays.thick_mm[thin, None] / 2)
    if not len(middles):
        return middles, np.empty(0, np.bool_)
    middles, across = _thinned(middles, rays.normals[thin])
    lying = np.abs(across[:, 2]) > 0.7  # a sheet on the bed grows upwards only
    raised = np.maximum(middles[:, 2], lowest_mm + wall_mm / 2 + SPARE_MM)
    middles[:, 2] = np.where(lying, raised, middles[:, 2])
    return middles, _wires(middles)


def _thinned(middles: Floats, across: Floats) -> tuple[Floats, Floats]:
    """One middle for each cube of a spacing that a sleeve needs, and the direction across there."""
    cube = np.floor(middles / SPACING_MM).astype(np.int64)
    kept = np.unique(cube, return_index=True, axis=0)[1]
    return middles[kept], across[kept]


def _wires(middles: Floats) -> Flags:
    """(k,) which middles lie along a line rather than over a sheet."""
    if len(middles) < 2:
        return np.zeros(len(middles), np.bool_)
    most = min(len(middles), 16)
    nearest = cKDTree(middles).query(middles, k=list(range(1, most + 1)))[1]
    spread = middles[nearest] - middles[nearest].mean(axis=1, keepdims=True)
    sizes = np.linalg.svd(spread, compute_uv=False)
    return np.asarray(sizes[:, 1] < FLAT * sizes[:, 0])


def _sleeve(middles: Floats, radius_mm: float) -> Manifold | None:
    """The solid of all points within `radius_mm` of the `middles`."""
    if not len(middles):
        return None
    cell = radius_mm / CELLS
    origin = middles.min(axis=0) - (radius_mm + 4.37 * cell)
    ways = np.stack(np.meshgrid(*[(-1, 0, 1)] * 3), axis=-1).reshape(-1, 1, 3)
    reached = (middles + ways * (radius_mm + 2 * cell) - origin).reshape(-1, 3)
    index = np.unique(np.floor(reached / (cell * BLOCK)).astype(np.int32), axis=0)
    steps = np.stack(np.meshgrid(*[np.arange(BLOCK)] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
    tree, values = cKDTree(middles), np.empty((len(index), BLOCK**3), np.float32)
    for i in range(0, len(index), 512):
        points = origin + cell * (index[i : i + 512, None] * BLOCK + steps)
        far = tree.query(points.reshape(-1, 3), distance_upper_bound=radius_mm + 2 * cell)[0]
        values[i : i + 512] = np.minimum(far - radius_mm, cell).reshape(-1, BLOCK**3)
    blocks = Blocks(origin, cell, index, values.reshape(-1, BLOCK, BLOCK, BLOCK))
    vertices, faces = surface(blocks)
    solid = Manifold(Triangles(vertices, faces.astype(np.uint32)))
    return solid.simplify(FINE_MM) if solid.status() == Error.NoError else None


def _told(first: _Thin, left: _Thin, wall_mm: float) -> Change:
    thinnest = float(np.percentile(first.thick_mm, 5)) if len(first.thick_mm) else wall_mm
    deeds = []
    if first.area_mm2:
        deeds.append(
            f"thickened walls to {wall_mm:.2g} mm: {first.area_mm2:.0f} mm² belonged to thinner "
            f"ones, down to {thinnest:.2f} mm, now {left.area_mm2:.0f} mm²"
        )
    if first.neck_mm is not None:
        deeds.append(f"strengthened a neck at {first.neck_mm:.0f} mm to {NECK * wall_mm:.2g} mm")
    if left.failed:
        deeds.append("that is probably not enough: make it larger")
    values = {"area_mm2": first.area_mm2, "thinnest_mm": thinnest, "left_mm2": left.area_mm2}
    return Change("thickened", "; ".join(deeds), values, 0.5 if left.failed else 1.0)


def _gave_up(first: _Thin, wall_mm: float) -> Change:
    words = (
        f"could not thicken {first.area_mm2:.0f} mm² of walls under {wall_mm:.2g} mm: "
        "make it larger"
    )
    return Change("thickened", words, {"area_mm2": first.area_mm2}, 0.0)
