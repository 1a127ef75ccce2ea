"""Wall thickness by rays: from points all over the surface straight in, to the opposite face.

A ray along the inward normal counts only where it leaves the solid through a face that looks the
other way within 30°. So two faces that meet at an edge or a tip are no wall (a cube's edges, a
roof, a cone), while plates, rods, needles and shells are measured across. Details that stand out
by up to 1 mm on something thicker (strings, letters) are no walls either.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import manifold3d
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Facets, Floats, Ints
from memoreez.figurines.sorting import by_value

RAYS = 30_000
RAYS_WITHOUT_EMBREE = 5_000  # manifold3d casts one at a time
OPPOSITE = np.cos(np.radians(30.0))
START_MM = 0.002  # rays start this far under the surface
RIDGE_MM = 1.0  # what stands out no further is a detail of its ground, no wall

# Starts and unit directions (n, 3) to the distance of the first face (n,), inf where there is
# none, and the cosine (n,) at which the ray leaves through it, negative where it enters.
Cast = Callable[[Floats, Floats], tuple[Floats, Floats]]


@dataclass(frozen=True)
class Walls:
    """Thickness over the surface, by area."""

    thinnest_mm: float  # 1st percentile; inf where nothing was measured
    thin_mm2: float  # surface that belongs to walls thinner than the limit given
    rays: int
    engine: str  # "embree" or "manifold"


@dataclass(frozen=True, eq=False)
class Rays:
    """Thickness place by place, each place standing for the same share of the surface."""

    points: Floats  # (k, 3) mm, on the surface
    normals: Floats  # (k, 3) unit, outward
    thick_mm: Floats  # (k,); inf where there is no wall
    engine: str  # "embree" or "manifold"


def walls(mesh: Mesh, facets: Facets, *, limit_mm: float = 0.8) -> Walls | None:
    """First percentile of the wall thickness by area; None when no engine can cast rays here."""
    rays = measure(mesh, facets, limit_mm=limit_mm)
    return None if rays is None else tally(rays, facets, limit_mm)


def tally(rays: Rays, facets: Facets, limit_mm: float) -> Walls:
    """What `measure` found, boiled down to numbers."""
    share = float((rays.thick_mm < limit_mm).mean())
    thinnest = float(np.percentile(rays.thick_mm, 1, method="lower"))
    return Walls(thinnest, share * float(facets.areas.sum()), len(rays.points), rays.engine)


def measure(
    mesh: Mesh, facets: Facets, *, limit_mm: float = 0.8, on: Facets | None = None
) -> Rays | None:
    """The wall under 30,000 places spread evenly over the surface, ridges left out.

    They lie on the triangles `on`: all, unless some are given. A place under twice `limit_mm` is
    looked at twice: it may be the side of a ridge. embreex where it can be imported, else
    manifold3d on 5,000 places (which needs a closed mesh, else None).
    """
    cast, engine = _engine(mesh, facets)
    if cast is None or not facets.areas.sum() > 0:
        return None
    on = on or facets
    face, points = sample(on, RAYS if engine == "embree" else RAYS_WITHOUT_EMBREE)
    inward = -on.normals[face]
    far, leaves = cast(points + inward * START_MM, inward)
    thick = np.where(leaves >= OPPOSITE, far + START_MM, np.inf)
    thin = np.flatnonzero(thick < 2 * limit_mm)
    middles = points[thin] + inward[thin] * (thick[thin, None] / 2)
    ridge = _ridges(cast, middles, inward[thin], thick[thin], 4 if engine == "embree" else 2)
    thick[thin[ridge]] = np.inf
    return Rays(points, -inward, thick, engine)


def _ridges(
    cast: Cast, middles: Floats, across: Floats, thick: Floats, pairs: int
) -> npt.NDArray[np.bool_]:
    """(n,) true where a thin place is the side of a low ridge, such as a raised string or letter.

    From the middle of the wall, `pairs` of opposite rays run along it. A ridge ends within 1 mm
    one way and is rooted in something thicker the other way.
    """
    helper = np.where(np.abs(across[:, :1]) < 0.6, [[1.0, 0, 0]], [[0, 1.0, 0]])
    first = np.cross(across, helper)
    first /= np.linalg.norm(first, axis=1, keepdims=True)
    second = np.cross(across, first)
    ridge = np.zeros(len(middles), dtype=bool)
    for angle in np.arange(pairs) * np.pi / pairs:
        way = first * np.cos(angle) + second * np.sin(angle)
        ahead, behind = cast(middles, way)[0], cast(middles, -way)[0]
        near, deep = np.minimum(ahead, behind), np.maximum(ahead, behind)
        ridge |= (near < RIDGE_MM) & (deep > np.maximum(RIDGE_MM, 2 * thick)) & np.isfinite(deep)
    return ridge


def sample(facets: Facets, count: int) -> tuple[Ints, Floats]:
    """`count` points spread evenly over the surface: face numbers (count,), points (count, 3) mm.

    Deterministic and the same for any order of the triangles: they are sorted along a slanted
    line, then taken at equal steps of area; inside a triangle the points follow the R2 sequence
    (M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018).
    """
    order = by_value(facets.centroids @ np.array([0.3713, 0.5571, 0.7428]))
    reach = np.cumsum(facets.areas[order])
    steps = (np.arange(count) + 0.5) / count * reach[-1]
    face = order[np.minimum(np.searchsorted(reach, steps), len(order) - 1)]
    index = np.arange(1, count + 1)
    u, v = (index * 0.7548776662466927) % 1, (index * 0.5698402909980532) % 1
    fold = u + v > 1
    u, v = np.where(fold, 1 - u, u)[:, None], np.where(fold, 1 - v, v)[:, None]
    a, b, c = (facets.corners[face, i] for i in range(3))
    return face, a + u * (b - a) + v * (c - a)


def _engine(mesh: Mesh, facets: Facets) -> tuple[Cast | None, str]:
    """embree, or manifold where embreex has no wheel (Linux aarch64) and the mesh is closed."""
    try:
        scenes = importlib.import_module("embreex.rtcore_scene")
        meshes = importlib.import_module("embreex.mesh_construction")
    except ImportError:
        faces = mesh.faces.astype(np.uint32)
        solid = manifold3d.Manifold(manifold3d.Mesh(np.array(mesh.vertices), faces))
        closed = solid.status() == manifold3d.Error.NoError
        return (_by_manifold(solid, facets) if closed else None), "manifold"
    scene = scenes.EmbreeScene()
    meshes.TriangleMesh(scene, np.array(mesh.vertices), np.array(mesh.faces))
    return _by_embree(scene, facets), "embree"


def _by_embree(scene: Any, facets: Facets) -> Cast:
    def cast(starts: Floats, ways: Floats) -> tuple[Floats, Floats]:
        if not len(starts):
            return np.empty(0), np.empty(0)
        found = scene.run(starts.astype(np.float32), ways.astype(np.float32), output=1)
        hit = found["primID"].astype(np.int64)
        far = np.where(hit >= 0, found["tfar"].astype(np.float64), np.inf)
        leaves = np.einsum("ij,ij->i", facets.normals[np.maximum(hit, 0)], ways)
        return far, np.where(hit >= 0, leaves, -1.0)

    return cast


def _by_manifold(solid: manifold3d.Manifold, facets: Facets) -> Cast:
    reach = float(np.linalg.norm(np.ptp(facets.points, axis=0))) + 1

    def cast(starts: Floats, ways: Floats) -> tuple[Floats, Floats]:
        far, leaves = np.full(len(starts), np.inf), np.full(len(starts), -1.0)
        for i, (start, end) in enumerate(zip(starts, starts + ways * reach, strict=True)):
            hits = solid.ray_cast(tuple(start), tuple(end))
            if hits:
                far[i] = hits[0].distance * reach
                leaves[i] = float(np.dot(hits[0].normal, ways[i]))
        return far, leaves

    return cast
