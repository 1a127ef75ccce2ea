"""The shadow on the floor of the cove."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.images._light import KEY, SKY, Bools, Lightmap, Stage, expose, skylight, tiled
from memoreez.images._scene import Floats

REACH = 2.2  # the shadow ends within this many sizes of the object
UNDER = 0.3  # floor that sees less of the sky lies under the object, out of the camera's sight
SOFT = 0.8  # last smoothing, in places of the grid


def shadow(stage: Stage) -> Floats:
    """How much of its light the floor keeps at each pixel (h, w): 1 far from the object."""
    pitch, size = stage.effort.floor_px, stage.camera.size_px
    count = size // pitch
    centres = (np.arange(count, dtype=np.float32) + np.float32(0.5)) * np.float32(size / count)
    points, near = _ground(stage, np.tile(centres, count), np.repeat(centres, count))
    kept, known = _kept(stage, points.reshape(count, count, 3), near.reshape(count, count))
    whole = np.where(known, kept, carried(kept, ~known)).astype(np.float32)
    calm = cv2.GaussianBlur(whole, (0, 0), SOFT)
    return np.asarray(cv2.resize(calm, (size, size)), dtype=np.float32)


def carried(shown: Floats, hidden: Bools) -> Floats:
    """A picture (h, w) with the mean of what is shown near each pixel, carried into the hidden."""
    free = (~hidden).astype(np.float32)
    weight = np.maximum(cv2.blur(free, (5, 5)), np.float32(1e-6))
    return np.asarray(cv2.blur(shown * free, (5, 5)) / weight, dtype=np.float32)


def _ground(stage: Stage, x: Floats, y: Floats) -> tuple[Floats, Bools]:
    """Points (n, 3) of the floor at pixel positions, and which are near enough to matter."""
    surface, eye = stage.surface, stage.camera.eye
    rays = stage.camera.rays(x, y)
    depth = (surface.low[2] - eye[2]) / np.minimum(rays[:, 2], np.float32(-1e-3))
    points = eye + rays * depth[:, None]
    points[:, 2] += np.float32(stage.tracer.lift_mm)
    middle = (surface.low + surface.high) / 2
    away = np.hypot(points[:, 0] - middle[0], points[:, 1] - middle[1])
    return points, (rays[:, 2] < 0) & (away < REACH * surface.size_mm)


def _kept(stage: Stage, points: Floats, near: Bools) -> tuple[Floats, Bools]:
    """Light kept (h, w) at floor points (h, w, 3), and where that is known."""
    rows, columns = np.nonzero(near)
    tile = stage.effort.tile
    up = np.zeros_like(points)
    up[..., 2] = 1
    counts = (*stage.effort.floor, 0)
    got = expose(stage, points[near], up[near], tiled(rows, columns, tile), counts)
    exposure = np.zeros((*near.shape, 6), np.float32)
    exposure[near] = got.reshape(-1, 6)
    there = near.astype(np.float32)
    there[near] = got[:, SKY, 0] >= UNDER * got[:, SKY, 1]
    ground = Lightmap(there, points, up, exposure, stage.surface.size_mm).mixed(tile)
    pairs = ground.exposure.reshape(*near.shape, 3, 2)
    seen = pairs[..., 0] / np.maximum(pairs[..., 1], np.float32(1e-9))
    key = stage.lights[0].power * float(stage.lights[0].direction[2])
    sky = float(skylight()[:, -1].sum())
    kept = (seen[..., SKY] * np.float32(sky) + seen[..., KEY] * np.float32(key)) / (sky + key)
    known: npt.NDArray[np.bool_] = (pairs[..., SKY, 1] > 0) | ~near
    return np.where(near, kept, 1).astype(np.float32), known
