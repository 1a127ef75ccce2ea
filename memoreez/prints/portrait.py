"""A plain grey picture of any solid, from the front and a little above. numpy and OpenCV alone."""

from __future__ import annotations

import cv2
import numpy as np

from memoreez.artifacts import Mesh
from memoreez.prints.maps import BODY, canvas, rgb
from memoreez.prints.raster import Eye, frame, look

SIDE = 640  # pixels
TRIANGLES = 40_000
TURN_DEG, RISE_DEG = -32.0, 18.0
MARGIN = 0.06  # of the side
FINER = 2  # times as many pixels are drawn, so that edges are soft
AMBIENT = 0.5
LIGHTS = (((-0.5, -0.65, 0.75), 0.5), ((0.8, 0.2, 0.4), 0.14))  # right, down, near; strength


def draw(mesh: Mesh) -> bytes:
    """A PNG on a clear ground. Raises OutputError for a mesh without triangles."""
    sketch = canvas(mesh, TRIANGLES)
    eye = Eye(TURN_DEG, RISE_DEG, 1.0)
    low, high = frame(sketch.mesh.vertices, eye)
    side = SIDE * FINER
    scale = float(side * (1 - 2 * MARGIN) / max(float((high - low).max()), 1e-6))
    near = Eye(TURN_DEG, RISE_DEG, scale)
    corner = ((low + high) / 2 - side / 2 / scale).astype(np.float32)
    seen = look(sketch.mesh, near, corner, (side, side))
    facing = seen.of((sketch.normals @ near.axes().T).astype(np.float32))
    light = np.full(len(facing), AMBIENT, np.float32)
    for way, strength in LIGHTS:
        towards = (np.array(way) / np.linalg.norm(way)).astype(np.float32)
        light += np.float32(strength) * np.maximum(facing @ towards, 0)
    colours = np.clip(rgb(BODY)[::-1] * light[:, None], 0, 1)
    picture = seen.spread(np.concatenate([colours, np.ones((len(light), 1), np.float32)], axis=1))
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    plain = np.asarray(small[..., :3] / np.maximum(small[..., 3:], 1e-3))
    pixels = np.concatenate([np.clip(plain, 0, 1), small[..., 3:]], axis=2)
    pixels = np.round(pixels * 255).astype(np.uint8)
    return cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1].tobytes()
