"""What a perfect network would say of a ball, and clay pictures of a small figure."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh, Picture
from memoreez.claynet.looking import Frame, Seen, sigmoid
from memoreez.claynet.network import HIGH, LOW, REACH, SIDE, SLICES, Answer
from memoreez.images import clay
from memoreez.sdf import cylinder, mesh, sphere, union

HALF = 0.2  # of the frame, as a tangent
RADIUS = 0.7  # of the ball, half frame widths
Floats = npt.NDArray[np.float32]


def line(side: int) -> Floats:
    """Middles of pixels, -1..1."""
    return ((np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1).astype(np.float32)


@cache
def ball(radius: float = RADIUS) -> Answer:
    """A ball in the middle of the frame, in its camera."""
    x, y = np.meshgrid(line(SIDE), line(SIDE))
    away = x * x + y * y
    a, b, c = away * HALF**2 + 1, 2 * away * HALF, away - radius**2
    root = np.sqrt(np.maximum(b * b - 4 * a * c, 0))
    front, back = ((-b + sign * root) / (2 * a) for sign in (-1, 1))
    normals = [
        np.stack([x * (1 + z * HALF), -y * (1 + z * HALF), -z]) / radius for z in (front, back)
    ]
    coarse = np.hypot(*np.meshgrid(line(SIDE // 2), line(SIDE // 2)))
    depths = (LOW + (np.arange(SLICES) + 0.5) * (HIGH - LOW) / SLICES)[:, None, None]
    far = np.hypot(coarse * (1 + depths * HALF), depths) - radius
    return Answer(
        alpha=((radius - np.sqrt(away)) * SIDE).astype(np.float32),
        front=front.astype(np.float32),
        back=back.astype(np.float32),
        front_normal=normals[0].astype(np.float32),
        back_normal=normals[1].astype(np.float32),
        doubt=np.full((SIDE, SIDE), 0.01, np.float32),
        volume=np.clip(far / REACH, -1, 1).astype(np.float32),
        camera=np.array([0.0, np.log(HALF)], np.float32),
    )


def seen(answer: Answer, apart: float = 0.0, frame: Frame | None = None) -> Seen:
    """A look that gave this answer, of an even picture of the frame's size."""
    alpha, grey = sigmoid(answer.alpha), np.full((SIDE, SIDE), 0.5, np.float32)
    whole = Frame(SIDE / 2, SIDE / 2, SIDE / 2, SIDE, SIDE)
    return Seen(frame or whole, answer, alpha, grey, apart)


@cache
def figure() -> Mesh:
    """A snowman with a hat, 60 mm high."""
    parts = [sphere(14).at(0, 0, 13), sphere(10).at(0, 0, 33), sphere(2).at(0, -10, 34)]
    hat = union(cylinder(11, 2).at(0, 0, 42), cylinder(7, 12).at(0, 0, 48), k=1)
    return Mesh(*mesh(union(*parts, hat, k=1), 0.6))


@cache
def picture(turn: float = -20.0, size_px: int = 320) -> Picture:
    """The snowman as the clay renderer draws it."""
    return clay.picture(clay.render(figure(), size_px=size_px, azimuth_deg=turn, quality="draft"))
