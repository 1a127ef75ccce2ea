"""Which way up: every side that an object can lie on, with the supports that it would take.

Supports are reckoned without a slicer: below each point of the surface that leans out further than
45° stands a column down to the next surface, or to the bed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import Error, Manifold
from manifold3d import Mesh as Triangles
from scipy.spatial import ConvexHull, QhullError

from memoreez.artifacts import Mesh
from memoreez.figurines import limits
from memoreez.figurines.columns import pierce
from memoreez.figurines.facets import Facets, Floats, Ints, unfold
from memoreez.figurines.overhang import BED_MM, overhang
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.upright import turning
from memoreez.figurines.stability import area_mm2, hull, stand

PIXELS = 100  # columns along the larger side
SIMPLER = 0.002  # of the size: the copy that is measured may be this far off
SIDES = 14  # largest flat sides of the convex hull that are tried
ALIKE_DEG = 5.0  # sides of the hull that face this nearly the same way are one
TILTS_DEG = (30.0, 45.0)  # leaning back and forward as well
LEAN = float(np.sin(np.radians(45.5)))  # a slope drawn at exactly 45° needs no support
BETTER = 0.7  # of the supports: for less than this saving nothing is turned
WORTH_MM3 = 100.0  # about a tenth of a gram


@dataclass(frozen=True, eq=False)
class Pose:
    """One way up and what it takes."""

    turn: Floats  # (3, 3) rotation
    overhang_mm2: float
    support_mm3: float
    contact_mm2: float
    holds: bool  # whether it stands there by the gate's limits
    height_mm: float


def lay(mesh: Mesh, *, supportless: bool = True) -> Step:
    """`mesh` turned the way that takes the least supports, standing on z = 0.

    The upright pose is kept unless `supportless`, where another one saves at least 30 % and
    100 mm³ of supports, and where it stands there by the gate's limits for contact and tipping.
    """
    if not supportless or not len(mesh.faces) or not np.isfinite(mesh.vertices).all():
        return Step(mesh)
    found = poses(mesh)
    upright, able = found[0], [pose for pose in found[1:] if pose.holds]
    best = min(able, key=lambda pose: (pose.support_mm3, pose.height_mm), default=upright)
    saved = upright.support_mm3 - best.support_mm3
    if saved < WORTH_MM3 or best.support_mm3 > BETTER * upright.support_mm3:
        return Step(mesh)
    points = mesh.vertices.astype(np.float64) @ best.turn.T
    points[:, 2] -= points[np.unique(mesh.faces), 2].min()
    made = Mesh(points.astype(np.float32), mesh.faces)
    tilt = float(np.degrees(np.arccos(np.clip(best.turn[2, 2], -1, 1))))
    words = (
        f"laid it over by {tilt:.0f}°: about {best.support_mm3 / 1000:.1f} cm³ of supports instead "
        f"of {upright.support_mm3 / 1000:.1f}, {best.overhang_mm2:.0f} mm² of overhang instead of "
        f"{upright.overhang_mm2:.0f}, {best.contact_mm2:.0f} mm² on the bed, "
        f"{best.height_mm:.0f} mm high (the best of {len(found)} ways up)"
    )
    values = {
        "tilt_deg": tilt,
        "support_mm3": best.support_mm3,
        "support_before_mm3": upright.support_mm3,
        "overhang_mm2": best.overhang_mm2,
        "overhang_before_mm2": upright.overhang_mm2,
        "contact_mm2": best.contact_mm2,
        "height_mm": best.height_mm,
    }
    return Step(made, (Change("laid", words, values),))


def poses(mesh: Mesh) -> tuple[Pose, ...]:
    """Every way up that is tried, the one it has first.

    The six axes, the largest sides of the convex hull, and leaning by 30° and 45° four ways.
    Volumes are those of full columns; a slicer's supports fill about a sixth of them.
    """
    copy = unfold(_simpler(mesh))
    return tuple(_pose(copy, down) for down in _downs(copy))


def _simpler(mesh: Mesh) -> Mesh:
    solid = Manifold(
        Triangles(np.array(mesh.vertices, np.float32), np.array(mesh.faces, np.uint32))
    )
    if solid.status() != Error.NoError:
        return mesh
    size = float(np.ptp(mesh.vertices.astype(np.float64), axis=0).max())
    found = solid.simplify(SIMPLER * size).to_mesh()
    points = np.array(found.vert_properties[:, :3], np.float32)
    return Mesh(points, np.array(found.tri_verts, np.int32))


def _downs(facets: Facets) -> list[Floats]:
    """Unit vectors (3,) that become downwards; the first is −z."""
    downs = [np.array([0.0, 0.0, -1.0])]
    axes = np.concatenate([np.eye(3), -np.eye(3)])
    leaning = [
        np.array([np.sin(t) * np.cos(a), np.sin(t) * np.sin(a), -np.cos(t)])
        for t in np.radians(TILTS_DEG)
        for a in np.radians([0, 90, 180, 270])
    ]
    for down in (*axes, *_sides(facets.points), *leaning):
        if all(float(down @ other) < np.cos(np.radians(ALIKE_DEG)) for other in downs):
            downs.append(np.asarray(down, dtype=np.float64))
    return downs


def _sides(points: Floats) -> list[Floats]:
    """Outward normals of the largest flat sides of the convex hull."""
    try:
        found = ConvexHull(points)
    except QhullError:
        return []
    corners = points[found.simplices]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(cross, axis=1) / 2
    normals = found.equations[:, :3]
    sides: list[tuple[float, Floats]] = []
    free = np.ones(len(area), dtype=np.bool_)
    for i in np.argsort(-area, kind="stable").tolist():
        if free[i] and len(sides) < 4 * SIDES:
            same = free & (normals @ normals[i] > np.cos(np.radians(ALIKE_DEG / 2)))
            free &= ~same
            sides.append((float(area[same].sum()), np.asarray(normals[i])))
    sides.sort(key=lambda side: -side[0])
    return [normal for _, normal in sides[:SIDES]]


def _pose(facets: Facets, down: Floats) -> Pose:
    turn = turning(down)
    here = Facets(
        facets.points @ turn.T, facets.corners @ turn.T, facets.normals @ turn.T, facets.areas
    )
    found = stand(here)
    outline = area_mm2(hull(here.points[:, :2]))
    least = max(limits.CONTACT_MM2, limits.CONTACT_SHARE * outline)
    holds = found.contact_mm2 >= least and found.inside and found.tip_deg >= limits.TIP_DEG
    height = float(np.ptp(here.points[:, 2]))
    return Pose(turn, overhang(here).area_mm2, support(here), found.contact_mm2, holds, height)


def support(facets: Facets) -> float:
    """Volume in mm³ of the columns below what leans out further than 45°, down to what is below."""
    low = facets.points.min(axis=0)
    extent = np.ptp(facets.points, axis=0)
    pixel = max(float(extent[:2].max()) / PIXELS, 1e-6)
    steep = (facets.normals[:, 2] < -LEAN) & (facets.corners[:, :, 2].max(axis=1) > low[2] + BED_MM)
    if not steep.any():
        return 0.0
    at, height, turn, stride = pierce(facets, pixel)
    leaning = Facets(
        facets.points, facets.corners[steep], facets.normals[steep], facets.areas[steep]
    )
    start, level, _, _ = pierce(leaning, pixel)  # on the same columns
    span = float(extent[2]) + 1.0  # of one column, when all are laid end to end
    tops = np.sort(_ends(at, height, stride, span)[turn < 0])
    starts = _ends(start, level, stride, span)
    before = np.searchsorted(tops, starts - 1e-6) - 1
    below = np.where(before >= 0, tops[np.maximum(before, 0)] if len(tops) else 0.0, -1.0)
    bed = np.floor(starts / span) * span
    return float((starts - np.maximum(below, bed)).sum() * pixel**2)


def _ends(at: tuple[Ints, Ints], height: Floats, stride: int, span: float) -> Floats:
    """Heights with all columns laid end to end."""
    return np.asarray((at[0] * stride + at[1]) * span + np.clip(height, 0.0, span - 0.5))
