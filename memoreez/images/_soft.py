"""Without embreex (it has no wheel for ARM on Linux): a z-buffer for what the camera sees, and a
depth map for each direction that light comes from. numpy and OpenCV alone.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.images._light import Bools, Hits
from memoreez.images._scene import Camera, Floats, dot, net, tangents
from memoreez.images._surface import Surface

Places = npt.NDArray[np.int64]

FINENESS = 260  # texels of a depth map along the object's longer side
SUB = 2  # z-buffer cells per pixel and axis
FAR = np.float32(-1e9)


class Soft:
    """A tracer (see `_light.Tracer`) that draws depth maps instead of tracing rays."""

    def __init__(self, surface: Surface, camera: Camera) -> None:
        self._surface, self._camera = surface, camera
        self._pitch = np.float32(surface.size_mm / FINENESS)
        self.lift_mm = 1.1 * float(self._pitch)  # clear of a texel's own slope
        cloud = np.concatenate([surface.vertices, _scatter(surface, float(self._pitch))])
        self._cloud = np.asfortranarray(cloud)  # a column per axis
        self._faces = _zbuffer(surface, camera)
        self._maps: dict[bytes, _DepthMap] = {}

    def first(self, x: Floats, y: Floats) -> Hits:
        last = self._faces.shape[0] - 1
        row = np.clip((y * SUB).astype(np.intp), 0, last)
        column = np.clip((x * SUB).astype(np.intp), 0, last)
        face = self._faces[row, column]
        corners = self._surface.vertices[self._surface.faces[np.maximum(face, 0)]]
        return _meet(face, corners, self._camera.eye, self._camera.rays(x, y))

    def clear(self, points: Floats, rays: Floats, wanted: Bools) -> Floats:
        result = np.zeros(wanted.shape, np.float32)
        for line, ray, here in zip(result, rays, wanted, strict=True):
            if here.any():
                line[here] = self._map(ray).clear(points[here])
        return result

    def _map(self, ray: Floats) -> _DepthMap:
        if ray[2] <= 0:  # the floor, which is lit from above only, will not ask for it again
            return _DepthMap(self._cloud, ray, self._pitch)
        key = ray.tobytes()
        if key not in self._maps:
            self._maps[key] = _DepthMap(self._cloud, ray, self._pitch)
        return self._maps[key]


class _DepthMap:
    """The nearest surface as seen from one direction at infinity (an orthographic view)."""

    def __init__(self, cloud: Floats, ray: Floats, pitch: np.float32) -> None:
        self._ray, self._pitch = ray, pitch
        self._axes = tangents(ray)
        across, upward = (dot(cloud, axis / pitch) for axis in self._axes)
        self._corner = np.float32(across.min() - 2), np.float32(upward.min() - 2)
        column = (across - self._corner[0]).astype(np.intp)
        row = (upward - self._corner[1]).astype(np.intp)
        shape = int(row.max()) + 3, int(column.max()) + 3
        depth = np.full(shape, FAR, np.float32)
        np.maximum.at(depth.reshape(-1), row * shape[1] + column, dot(cloud, ray))
        self._depth = cv2.morphologyEx(depth, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))

    def clear(self, points: Floats) -> Floats:
        """How clear (n,) the way from points (n, 3) to infinity is, 0 to 1."""
        high, wide = self._depth.shape
        x, y = (
            dot(points, axis) / self._pitch - corner - np.float32(0.5)
            for axis, corner in zip(self._axes, self._corner, strict=True)
        )
        left, top = np.floor(x), np.floor(y)
        depth = dot(points, self._ray) + self._pitch
        flat = self._depth.reshape(-1)
        result = np.zeros(len(points), np.float32)
        for dy in (0, 1):
            for dx in (0, 1):
                column, row = left + np.float32(dx), top + np.float32(dy)
                inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
                place = np.where(inside, row * np.float32(wide) + column, 0).astype(np.intp)
                share = (1 - np.abs(x - column)) * (1 - np.abs(y - row))
                result += share * ((depth >= flat[place]) | ~inside)
        return result


def _scatter(surface: Surface, pitch: float) -> Floats:
    """Points (n, 3) spread evenly over the surface, about one for each texel of area."""
    corners = surface.vertices[surface.faces]
    side = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    total = np.cumsum(np.sqrt(dot(side, side)) / 2, dtype=np.float64)
    count = min(max(int(total[-1] / pitch**2), 1000), 400_000)
    steps = (np.arange(count) + 0.5) * (total[-1] / count)
    face = np.minimum(np.searchsorted(total, steps), len(corners) - 1)
    place = net(count)
    beyond = place.sum(1) > 1  # the square's other half folds onto the triangle
    place[beyond] = 1 - place[beyond]
    u, v = place[:, :1], place[:, 1:]
    mixed = corners[face, 0] * (1 - u - v) + corners[face, 1] * u + corners[face, 2] * v
    return np.asarray(mixed, dtype=np.float32)


def _meet(face: npt.NDArray[np.int32], corners: Floats, eye: Floats, rays: Floats) -> Hits:
    """Where rays meet the planes of the faces they hit (Möller and Trumbore 1997)."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normal = np.cross(rays, second)
    scale = dot(first, normal)
    scale = np.where(np.abs(scale) < 1e-12, np.float32(1e-12), scale)
    start = eye - corners[:, 0]
    turned = np.cross(start, first)
    u = np.clip(dot(start, normal) / scale, 0, 1)
    v = np.clip(dot(rays, turned) / scale, 0, 1 - u)
    return Hits(face, u, v, dot(second, turned) / scale)


def _zbuffer(surface: Surface, camera: Camera) -> npt.NDArray[np.int32]:
    """The face seen in each cell (h, w) of the film, -1 for none; all faces at once."""
    size = camera.size_px * SUB
    x, y, depth = (part.astype(np.float64) for part in camera.project(surface.vertices))
    corners = np.stack([x * SUB, y * SUB], -1)[surface.faces]  # (m, 3, 2)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    front = np.nonzero(area < -1e-9)[0]  # y runs down, so faces turned to us come out negative
    corners = corners[front]
    nearness = (1 / depth)[surface.faces[front]]
    span, row, left, count = _spans(corners, size)
    start = np.cumsum(count) - count
    column = np.arange(count.sum()) - np.repeat(start - left, count)
    line = np.repeat(np.arange(len(span)), count)
    slope = _slopes(corners, nearness)[span]
    height = slope[:, 1] * (row + 0.5) + slope[:, 2]
    near = (slope[line, 0] * (column + 0.5) + height[line]).astype(np.float32)
    place = row[line] * size + column
    best = np.zeros(size * size, np.float32)
    np.maximum.at(best, place, near)
    won = near >= best[place]
    faces = np.full(size * size, -1, np.int32)
    faces[place[won]] = front[span[line[won]]]
    return faces.reshape(size, size)


def _slopes(
    corners: npt.NDArray[np.float64], value: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The plane a, b, c (m, 3) with value = a x + b y + c through the corners of each face."""
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    rise, climb = value[:, 1] - value[:, 0], value[:, 2] - value[:, 0]
    area = one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
    a = (rise * two[:, 1] - climb * one[:, 1]) / area
    b = (climb * one[:, 0] - rise * two[:, 0]) / area
    return np.stack([a, b, value[:, 0] - a * corners[:, 0, 0] - b * corners[:, 0, 1]], 1)


def _spans(corners: npt.NDArray[np.float64], size: int) -> tuple[Places, Places, Places, Places]:
    """Rows of cells under each face: face, row, first column and number of columns."""
    y = corners[..., 1]
    top = np.clip(np.ceil(y.min(1) - 0.5), 0, size).astype(np.int64)
    rows = np.clip(np.ceil(y.max(1) - 0.5), 0, size).astype(np.int64) - top
    face = np.repeat(np.arange(len(corners)), rows)
    row = np.arange(rows.sum()) - np.repeat(np.cumsum(rows) - rows - top, rows)
    low, high = np.zeros(len(row)), np.full(len(row), float(size))
    for i in range(3):
        a, b = corners[face, i], corners[face, (i + 1) % 3]
        fall = b[:, 1] - a[:, 1]
        with np.errstate(divide="ignore", invalid="ignore"):
            cross = a[:, 0] + (row + 0.5 - a[:, 1]) * (b[:, 0] - a[:, 0]) / fall
        low = np.where(fall > 0, np.maximum(low, cross), low)
        high = np.where(fall < 0, np.minimum(high, cross), high)
    left = np.ceil(low - 0.5).astype(np.int64)
    count = np.maximum(np.ceil(high - 0.5).astype(np.int64) - left, 0)
    return face, row, left, count
