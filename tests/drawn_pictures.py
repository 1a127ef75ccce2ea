"""Small pictures with a known object, for the tests of cutouts and of picture sculptors."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.artifacts import Concept, Cutout, Picture

SIDE = 320
CONCEPT = Concept(1, "The cat", "", "", "")


def truth() -> npt.NDArray[np.float32]:
    """Coverage (h, w) of a seated animal with a hole between tail and body."""
    fine = np.zeros((4 * SIDE, 4 * SIDE), np.uint8)
    for centre, axes in (
        ((640, 800), (230, 320)),
        ((640, 400), (180, 160)),
        ((640, 1060), (300, 70)),
    ):
        cv2.ellipse(fine, centre, axes, 0, 0, 360, 255, -1)
    for side in (-1, 1):
        ear = [[640 + side * 60, 300], [640 + side * 170, 300], [640 + side * 130, 150]]
        cv2.fillPoly(fine, [np.array(ear)], 255)
    cv2.ellipse(fine, (900, 860), (130, 190), 0, 0, 360, 255, 50)
    small = cv2.resize(fine, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small / np.float32(255), np.float32)


def picture(backdrop: str = "white", colour: tuple[int, int, int] = (180, 90, 60)) -> Picture:
    """The animal, shaded, before "white", "gradient", "shadow" or "busy"."""
    alpha = truth()
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    light = 1.1 - 0.5 * np.hypot(x - 0.4, y - 0.3)
    own = light[..., None] * np.array(colour)
    made = own * alpha[..., None] + _behind(backdrop, x, y) * (1 - alpha[..., None])
    noise = np.random.default_rng(1).normal(0, 1.0, made.shape)
    rgb = np.clip(made + noise, 0, 255).astype(np.uint8)
    return Picture(pixels.write(rgb), SIDE, SIDE)


def _behind(
    backdrop: str, x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    white = np.full((SIDE, SIDE, 3), 250, np.float32)
    if backdrop == "gradient":
        return np.asarray(white - 90 * y[..., None] * np.array([1.0, 0.9, 0.7]), np.float32)
    if backdrop == "shadow":
        dark = np.exp(-(((x - 0.6) / 0.3) ** 2) - ((y - 0.86) / 0.08) ** 2)
        return np.asarray(white * (1 - 0.35 * dark[..., None]), np.float32)
    if backdrop == "busy":
        blocks = np.random.default_rng(5).uniform(0, 255, (16, 16, 3))
        return np.asarray(cv2.resize(blocks, (SIDE, SIDE), interpolation=cv2.INTER_NEAREST))
    return white


def cutout(confidence: float = 1.0) -> Cutout:
    """The animal cut out exactly."""
    rgb = pixels.read(picture().png)[..., :3]
    rgba = np.dstack([rgb, np.rint(255 * truth()).astype(np.uint8)])
    words = "The object was cut out by hand."
    return Cutout(pixels.write(rgba), SIDE, SIDE, confidence, "drawn", words)


def seen(made: Cutout) -> npt.NDArray[np.bool_]:
    """Where a cutout shows something."""
    return np.asarray(pixels.read(made.png)[..., 3] > 127)


def overlap(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    """Intersection over union."""
    return float((one & other).sum() / (one | other).sum())
