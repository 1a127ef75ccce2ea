"""How much open sky each vertex sees: the soft shadow that is baked into the GLB's colours."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.integer]
Engine = Literal["auto", "rays", "splats"]
_Visible = Callable[[Floats, npt.NDArray[np.intp]], npt.NDArray[np.bool_]]

_LIFT_MM = 0.15  # start above the surface, or a ray hits the triangle that it leaves
_INSET_MM = 0.8  # and this far inside the faces: a corner's darkness would fill all of a wide face
_FLOOR_LIGHT = 0.55  # light that the table throws back, as a share of the sky's
_MAP = 384  # side of a depth map, pixels
_SPLATS = 250_000  # surface points that fill a depth map
_THREADS = 2


def sky(
    vertices: Floats,
    normals: Floats,
    faces: Ints,
    *,
    directions: int = 48,
    engine: Engine = "auto",
) -> Floats:
    """Cosine-weighted share of the surroundings' light that reaches each vertex, (n,) in 0..1.

    `vertices` (n, 3) mm, `normals` (n, 3) unit, `faces` (m, 3). The light is a white sky above and
    a dimmer table below the lowest vertex. All vertices share one set of `directions` on a
    Fibonacci sphere, so there is no noise, rays run in parallel and the result is the same each
    time. "rays" needs embreex; "splats" is depth maps by numpy and OpenCV; "auto" takes the first
    that imports. Two passes over the neighbours soften what is left of the steps.
    """
    towards = fibonacci(directions)
    visible = _engine(engine, vertices, normals, faces)
    cosines = np.maximum(normals @ towards.T, 0)  # (n, directions)
    light = np.where(towards[:, 2] < 0, np.float32(_FLOOR_LIGHT), np.float32(1))

    def lit(k: int) -> Floats:
        facing = np.flatnonzero(cosines[:, k])
        share = np.zeros(len(vertices), np.float32)
        share[facing] = cosines[facing, k] * visible(towards[k], facing) * light[k]
        return share

    with ThreadPoolExecutor(_THREADS) as pool:
        total = sum(pool.map(lit, range(directions)), np.zeros(len(vertices), np.float32))
    return soften(total / np.maximum(cosines.sum(1), 1e-6), faces, passes=2)


def fibonacci(count: int) -> Floats:
    """`count` unit vectors spread evenly over the sphere, (count, 3).

    R. Swinbank, R. J. Purser, "Fibonacci grids", Q. J. R. Meteorol. Soc. 132 (2006).
    """
    i = np.arange(count) + 0.5
    z = 1 - 2 * i / count
    turn = i * np.pi * (1 + 5**0.5)
    ring = np.sqrt(1 - z * z)
    return np.stack([ring * np.cos(turn), ring * np.sin(turn), z], 1).astype(np.float32)


def soften(values: Floats, faces: Ints, *, passes: int) -> Floats:
    """Each value (n,) moved half way to the mean over its triangles' corners, `passes` times."""
    corners = np.bincount(faces.ravel(), minlength=len(values))
    for _ in range(passes):
        mean = values[faces].mean(1)
        around = np.bincount(faces.ravel(), np.repeat(mean, 3), len(values))
        values = np.where(corners, (values + around / np.maximum(corners, 1)) / 2, values)
    return values.astype(np.float32)


def _engine(engine: Engine, vertices: Floats, normals: Floats, faces: Ints) -> _Visible:
    starts = _inset(vertices, faces) + normals * np.float32(_LIFT_MM)
    if engine == "splats":
        return _splats(vertices, starts, normals, faces)
    try:
        return _rays(vertices, faces, starts)
    except ImportError:
        if engine == "rays":
            raise
        return _splats(vertices, starts, normals, faces)


def _inset(vertices: Floats, faces: Ints) -> Floats:
    """Each vertex moved towards the middle of its faces, at most 0.8 mm and half way, (n, 3)."""
    middles = np.repeat(vertices[faces].mean(1), 3, 0)
    corners = faces.ravel()
    count = np.maximum(np.bincount(corners, minlength=len(vertices)), 1)
    sums = [np.bincount(corners, middles[:, k], len(vertices)) for k in range(3)]
    ways = np.stack(sums, 1) / count[:, None] - vertices
    ways[np.bincount(corners, minlength=len(vertices)) == 0] = 0
    lengths = np.linalg.norm(ways, axis=1, keepdims=True)
    share = np.minimum(0.5, _INSET_MM / np.maximum(lengths, 1e-9))
    return np.asarray(vertices + ways * share, np.float32)


def _rays(vertices: Floats, faces: Ints, starts: Floats) -> _Visible:
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    scene = EmbreeScene()
    TriangleMesh(scene, np.ascontiguousarray(vertices), np.ascontiguousarray(faces, np.int32))

    def visible(towards: Floats, which: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        ways = np.repeat(towards[None], len(which), 0)
        hit = scene.run(starts[which], ways, query="OCCLUDED")
        return np.asarray(hit != 0)

    return visible


def _splats(vertices: Floats, starts: Floats, normals: Floats, faces: Ints) -> _Visible:
    """Depth maps along each direction, filled with points spread over the surface."""
    points = np.concatenate([starts, _scatter(vertices, faces, _SPLATS)])
    centre = (vertices.min(0) + vertices.max(0)) / 2
    pitch = 2 * float(np.linalg.norm(points - centre, axis=1).max()) / (_MAP - 2) or 1.0

    columns = np.ascontiguousarray((points - centre).T)

    def visible(towards: Floats, which: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        across, up = _plane(towards)
        u = (_along(columns, across) / pitch + _MAP / 2).astype(np.intp)
        pixel = (_along(columns, up) / pitch + _MAP / 2).astype(np.intp) * _MAP + u
        depth = _along(columns, towards)
        nearest = np.full(_MAP * _MAP, -1e9, np.float32)
        np.maximum.at(nearest, pixel[len(starts) :], depth[len(starts) :])
        # Closing fills the pixels that no point fell into without widening outlines.
        closed = cv2.morphologyEx(nearest.reshape(_MAP, _MAP), cv2.MORPH_CLOSE, np.ones((3, 3)))
        # A tilted surface changes depth by tan(tilt) within one pixel: not an occluder.
        cosine = np.maximum(normals[which] @ towards, 0.12)
        return np.asarray(depth[which] >= closed.ravel()[pixel[which]] - 1.6 * pitch / cosine)

    return visible


def _along(columns: Floats, way: Floats) -> Floats:
    """Dot products (n,), without BLAS: its threads fight with ours on busy cores."""
    x, y, z = columns
    return np.asarray(x * way[0] + y * way[1] + z * way[2])


def _plane(towards: Floats) -> tuple[Floats, Floats]:
    aside = np.array([1, 0, 0] if abs(towards[2]) > 0.9 else [0, 0, 1], np.float32)
    across = np.cross(aside, towards)
    across /= np.linalg.norm(across)
    return across, np.cross(towards, across)


def _scatter(vertices: Floats, faces: Ints, count: int) -> Floats:
    """About `count` points spread over the triangles by area, without chance, (k, 3) mm."""
    a, b, c = vertices[faces].transpose(1, 0, 2)
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1).astype(np.float64)
    total = np.cumsum(areas)
    steps = (np.arange(count) + 0.5) * (total[-1] / count)
    t = np.minimum(np.searchsorted(total, steps), len(faces) - 1)
    # Plastic-number sequence (M. Roberts, 2018, "R2"), folded into the triangle.
    r = (np.arange(count)[:, None] * np.array([0.7548776662, 0.5698402910])) % 1
    r = np.where(r.sum(1, keepdims=True) > 1, 1 - r, r).astype(np.float32)
    return np.asarray(a[t] + r[:, :1] * (b[t] - a[t]) + r[:, 1:] * (c[t] - a[t]))
