"""The photo studio: camera, lamps, backdrop and film. Shared by both ways of tracing light.

Pixels count from the top left corner; a pixel's centre lies at +0.5. Light is linear, one channel,
1.0 being white paper in full light; only `develop` turns it into colour.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FOV_DEG = 24.0  # a short telephoto, as for portraits: little perspective, no distortion
FILL = 0.85  # share of the frame that the longer side of the object takes


@dataclass(frozen=True, eq=False)
class Camera:
    """A pinhole camera. Depth is measured along `forward`, in millimetres."""

    eye: Floats  # (3,) mm
    right: Floats  # (3,) unit
    up: Floats  # (3,) unit
    forward: Floats  # (3,) unit
    focal_px: float
    size_px: int

    def rays(self, x: Floats, y: Floats) -> Floats:
        """Directions (n, 3) through pixel positions; a ray's parameter is the depth in mm."""
        half = np.float32(self.size_px / 2)
        across = (x - half) / np.float32(self.focal_px)
        down = (y - half) / np.float32(self.focal_px)
        rays = self.forward + across[:, None] * self.right - down[:, None] * self.up
        return np.asarray(rays, dtype=np.float32)

    def project(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """Pixel positions x, y and depths in mm of points (n, 3)."""
        local = points - self.eye
        depth = dot(local, self.forward)
        scale = np.float32(self.focal_px) / depth
        half = np.float32(self.size_px / 2)
        return dot(local, self.right) * scale + half, half - dot(local, self.up) * scale, depth

    def pixel_mm(self, depth_mm: float) -> float:
        """Width of one pixel at a depth."""
        return depth_mm / self.focal_px


@dataclass(frozen=True, eq=False)
class Lamp:
    """A soft box: a disc of the sky. `spread` is its radius as a tangent (0.3 is about 17°)."""

    direction: Floats  # (3,) unit, towards the lamp
    spread: float
    power: float

    def beams(self, net: Floats) -> Floats:
        """Directions (n, 3) over the disc for points (n, 2) of the unit square."""
        across, upward = tangents(self.direction)
        radius = np.float32(self.spread) * np.sqrt(net[:, :1])
        turn = np.float32(2 * np.pi) * net[:, 1:]
        rays = self.direction + radius * (np.cos(turn) * across + np.sin(turn) * upward)
        return np.ascontiguousarray(unit(rays))


def dot(a: Floats, b: Floats) -> Floats:
    """Dot products along the last axis, summed in one fixed order (BLAS may vary with length)."""
    return np.asarray(a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1] + a[..., 2] * b[..., 2])


def unit(vectors: Floats) -> Floats:
    """Vectors of length one along the last axis; a zero vector stays zero."""
    length = np.sqrt(dot(vectors, vectors))[..., None]
    return np.asarray(vectors / np.maximum(length, np.float32(1e-20)), dtype=np.float32)


def tangents(normal: Floats) -> tuple[Floats, Floats]:
    """Two unit vectors (3,) that make a right-angled frame with a unit normal (3,)."""
    aside = np.eye(3, dtype=np.float32)[int(np.argmin(np.abs(normal)))]
    across = unit(np.cross(normal, aside))
    return across, unit(np.cross(normal, across))


def frame(vertices: Floats, size_px: int, azimuth_deg: float, elevation_deg: float) -> Camera:
    """Camera that sees all vertices (n, 3), centred, the longer side filling `FILL` of the frame.

    Azimuth 0 looks from the front (−y), positive turns the camera to the right (+x).
    """
    turn, lift = np.radians(azimuth_deg - 90), np.radians(elevation_deg)
    ahead = -np.array([np.cos(turn) * np.cos(lift), np.sin(turn) * np.cos(lift), np.sin(lift)])
    right = np.array([-np.sin(turn), np.cos(turn), 0.0])
    basis = np.stack([right, np.cross(right, ahead), ahead])
    x, y, z = (basis @ vertices.T.astype(np.float64)).copy()
    slope = np.tan(np.radians(FOV_DEG / 2))
    eye = np.array([(axis.min() + axis.max()) / 2 for axis in (x, y, z)])
    eye[2] -= max(np.ptp(axis) for axis in (x, y, z)) / slope
    distance = float(z.mean()) - eye[2]
    for _ in range(6):  # perspective makes this a fixed point; it settles to 1e-4 px in five
        depth = z - eye[2]
        across, upward = (x - eye[0]) / depth, (y - eye[1]) / depth
        eye[0] += (across.min() + across.max()) / 2 * distance
        eye[1] += (upward.min() + upward.max()) / 2 * distance
        distance *= float(max(np.ptp(across), np.ptp(upward)) / (2 * FILL * slope))
        eye[2] = float(z.mean()) - distance
    right32, up32, ahead32 = basis.astype(np.float32)
    focal = size_px / 2 / slope
    return Camera((eye @ basis).astype(np.float32), right32, up32, ahead32, focal, size_px)


def lamps(camera: Camera) -> tuple[Lamp, Lamp]:
    """The key soft box (left, high, in front) and the rim strip (right, behind)."""
    back, sky = -camera.forward, np.array([0, 0, 1], np.float32)
    key = -0.5 * camera.right + 0.72 * sky + 0.56 * back
    rim = 0.80 * camera.right + 0.36 * sky - 0.48 * back
    return Lamp(unit(key), 0.32, 1.86), Lamp(unit(rim), 0.28, 1.35)


def net(count: int, skip: int = 0) -> Floats:
    """Points (count, 2) of Sobol's (0,2)-sequence in the unit square.

    Every aligned run of 2^k points is itself evenly spread (Kollig and Keller 2002, listing 2).
    """
    index = np.arange(skip, skip + count, dtype=np.uint32)
    first, second = np.zeros_like(index), np.zeros_like(index)
    column = np.uint32(1 << 31)
    for bit in range(int(skip + count).bit_length()):
        on = (index >> np.uint32(bit)) & np.uint32(1)
        first ^= on * np.uint32(1 << (31 - bit))
        second ^= on * column
        column ^= column >> np.uint32(1)
    return np.stack([first, second], 1).astype(np.float32) * np.float32(2.0**-32)


def sphere(points: Floats) -> Floats:
    """Directions (n, 3) spread evenly over the sphere for points (n, 2) of the unit square."""
    height = 1 - 2 * points[:, :1]
    radius = np.sqrt(np.maximum(1 - height * height, 0))
    turn = np.float32(2 * np.pi) * points[:, 1:]
    return np.concatenate([radius * np.cos(turn), radius * np.sin(turn), height], 1)


def backdrop(size_px: int) -> Floats:
    """Light (h, w) of the empty infinity cove: white, a little darker towards the top."""
    up = np.linspace(1, 0, size_px, dtype=np.float32)[:, None]
    aside = np.linspace(-1, 1, size_px, dtype=np.float32)[None, :]
    return np.asarray(0.905 - 0.085 * up * up - 0.02 * aside * aside, dtype=np.float32)


def develop(light: Floats) -> npt.NDArray[np.uint8]:
    """sRGB picture (h, w, 3) of linear light (h, w): soft shoulder, shadows warmer than lights."""
    knee = np.float32(0.7)
    rolled = knee + (1 - knee) * np.tanh((light - knee) / (1 - knee))
    tone = np.clip(np.where(light < knee, light, rolled), 0, 1) ** np.float32(1 / 2.2)
    middle = 4 * tone * (1 - tone)  # 1 in mid grey, 0 in black and white
    warmth = np.float32(0.011) * middle * middle
    colour = np.stack([tone + warmth, tone, tone - warmth], -1)
    return np.asarray(np.clip(colour * 255 + 0.5, 0, 255), dtype=np.uint8)


def grow(image: npt.NDArray[np.uint8], size_px: int) -> npt.NDArray[np.uint8]:
    """A picture (h, w, 3) resampled smoothly to (size_px, size_px, 3)."""
    if len(image) == size_px:
        return image
    larger = cv2.resize(image, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
    return np.asarray(larger, dtype=np.uint8)
