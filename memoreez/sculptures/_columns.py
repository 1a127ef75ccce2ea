"""What is known of each column of the frustum: its outline, its depths, and its volume's own."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.claynet.network import HIGH, LOW, SIDE, SLICES, Answer
from memoreez.sculptures._slopes import followed

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

STEP = 2 / SIDE  # half frame widths: a pixel, and a step in depth
SLICE = (HIGH - LOW) / SLICES
NEAR, FAR = 0.05, 0.10  # a surface is moved wholly by less than that, and not at all by more
THIN = 0.035  # least distance of the back from the front
SHEET = 0.02  # least thickness of what only the depths have
SLIM = 1.2  # that is at most so many times as deep as it is wide
CORE = 2.5  # pixels: what is nearer to the outline is rim, which is made round
FINER = 3  # times finer than pixels are distances to the outline
SPREAD = 4  # cells of the volume by which its core is repeated
FREE = 0.02  # half frame widths: as far before what is seen nothing is certain
RIM = 2.0  # pixels: as near to the outline depths are not believed
CALM = 2.0  # pixels, over which the moves of the back are evened out: nobody saw it
BROAD = 4.0  # pixels: broader changes of light are no detail
DARK = 2.0 * STEP  # depth for a change of light by the factor e
DEEPEST = 1.3 * STEP


@dataclass(frozen=True, eq=False)
class Column:
    """What is known of each pixel of the frame, (SIDE, SIDE) each."""

    edge: Floats  # distance to the outline in pixels, negative inside
    front: Floats  # depth of the surface that is seen
    back: Floats  # depth of the last one
    first: Floats  # the volume's first surface; NaN where it has none
    last: Floats
    lost: Floats  # thickness of what is seen, but not in the volume; else 0
    free: Floats  # before this depth there is nothing: the surface behind it is seen


def spread(volume: Floats, edge: Floats) -> Floats:
    """The volume (SIDE, SIDE, SLICES), with what lies well inside the outline repeated outwards.

    Of the rim the network knows little, and of what is outside of it nothing.
    """
    deep = cv2.dilate(np.asarray(-edge), np.ones((5, 5), np.uint8))
    core = (edge < -CORE) | ((-edge >= deep - 0.01) & (edge < 0))
    coarse = core.reshape(SIDE // 2, 2, SIDE // 2, 2).any(axis=(1, 3))
    known: Floats = np.asarray(coarse, np.float32)
    layers = np.ascontiguousarray(volume.transpose(1, 2, 0))
    for _ in range(SPREAD):
        near = (known == 0) & (cv2.dilate(known, np.ones((3, 3), np.uint8)) > 0)
        y, x = np.nonzero(near)
        total, count = np.zeros((len(y), SLICES), np.float32), np.zeros((len(y), 1), np.float32)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                at = np.clip(y + dy, 0, len(known) - 1), np.clip(x + dx, 0, len(known) - 1)
                total += layers[at] * known[at][:, None]
                count += known[at][:, None]
        layers[y, x] = total / count
        known[near] = 1
    large = cv2.resize(layers, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, np.float32)


def columns(
    answer: Answer,
    volume: Floats,
    edge: Floats,
    half: float,
    grey: Floats,
) -> Column:
    """The depths of each pixel, refined by their normals, and where the volume has its own."""
    inside = edge < 0
    front = followed(answer.front, answer.front_normal, inside, half)
    back = followed(answer.back, answer.back_normal, inside, half)
    first, last = crossings(volume)
    free = np.where(edge < -CORE, cv2.erode(front, np.ones((5, 5), np.uint8)) - FREE, -9)
    back = np.maximum(back, front + THIN)
    lost = missed(inside, front, back, first)
    front = front - detail(grey, edge)
    return Column(edge, front, back, first, last, lost, free.astype(np.float32))


def missed(inside: Bools, front: Floats, back: Floats, first: Floats) -> Floats:
    """How thick (h, w) that is which the volume has not got: about as deep as it is wide.

    Thin things, and small ones that stand before a large one. A narrow band along a step in depth
    is neither.
    """
    gone = np.isnan(first)
    before = (np.nan_to_num(first) - front > NEAR) & ~gone & inside
    some = _broad(before, 5) | _broad(gone & inside, 3)
    wide = cv2.distanceTransform(some.astype(np.uint8), cv2.DIST_L2, 5) * (2 * SLIM * STEP)
    most = np.where(gone, back - front, np.nan_to_num(first) - front + THIN)
    return np.where(some, np.minimum(np.maximum(wide, SHEET), most), 0).astype(np.float32)


def _broad(mask: Bools, width_px: int) -> Bools:
    """What of it is nowhere narrower than that."""
    kernel = np.ones((width_px, width_px), np.uint8)
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, kernel) > 0)


def outline(alpha: Floats) -> Floats:
    """Distance (h, w) in pixels to where `alpha` is a half, negative inside; without steps."""
    size = (alpha.shape[1] * FINER, alpha.shape[0] * FINER)
    soft = cv2.GaussianBlur(alpha, (0, 0), 0.5)
    large = cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC)
    inside = (large > 0.5).astype(np.uint8)
    away = cv2.distanceTransform(1 - inside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    deep = cv2.distanceTransform(inside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    whole = cv2.resize(away - deep, alpha.shape[::-1], interpolation=cv2.INTER_AREA) / FINER
    calm = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 1.0)
    near = np.clip(2.5 - np.abs(calm), 0, 1)  # thin parts keep their middle
    return np.asarray(near * calm + (1 - near) * whole, np.float32)


def detail(grey: Floats, edge: Floats) -> Floats:
    """How far (h, w) the surface stands out by its picture, half frame widths: dark is deep.

    Eyes, seams and strings are finer than the network's normals; so little does it that a
    shadow's edge becomes no step.
    """
    inside = (edge < -RIM).astype(np.float32)
    light = np.log(np.maximum(grey, 0) + np.float32(0.05))
    fine = (light - smoothed(light, inside, BROAD)) * inside
    return np.asarray(DEEPEST * np.tanh(fine * DARK / DEEPEST), np.float32)


def crossings(volume: Floats) -> tuple[Floats, Floats]:
    """Depths (SIDE, SIDE) of the volume's first and last surface; NaN where it has none."""
    inside = volume < 0  # (SIDE, SIDE, SLICES)
    first = np.argmax(inside, axis=2)
    some = np.take_along_axis(inside, first[..., None], 2)[..., 0]
    last = SLICES - 1 - np.argmax(inside[..., ::-1], axis=2)
    found = []
    for at, to in ((first, -1), (last, 1)):
        other = np.clip(at + to, 0, SLICES - 1)
        here = np.take_along_axis(volume, at[..., None], 2)[..., 0]
        there = np.take_along_axis(volume, other[..., None], 2)[..., 0]
        share = np.where(there > 0, here / np.minimum(here - there, -1e-6), 0)
        depth = LOW + (at + 0.5 + to * share) * SLICE
        found.append(np.where(some, depth, np.nan).astype(np.float32))
    return found[0], found[1]


@dataclass(frozen=True, eq=False)
class Moves:
    """How each column of the volume is moved at its first and its last surface, and pinched."""

    front: Floats
    back: Floats
    middle: Floats  # about this depth …
    pinch: Floats  # … to this share, so that the rim is round


def moves(column: Column) -> Moves:
    """What brings the volume's surfaces to the depths; less where the two disagree much."""
    front = _move(column.front - column.first, column.edge, RIM)
    back = _move(column.back - column.last, column.edge, RIM)
    back = smoothed(back, (column.edge < -RIM).astype(np.float32), CALM)
    inner = ~np.isnan(column.first) & (column.edge < -CORE)
    between = np.nan_to_num(column.first + column.last + front + back) / 2
    known = (~np.isnan(column.first) & (column.edge < 0)).astype(np.float32)
    middle = smoothed(between.astype(np.float32), known * np.where(inner, 1, 0.02), CALM)
    deep = cv2.dilate(-column.edge, np.ones((7, 7), np.uint8))
    share = -column.edge / np.clip(deep, 0.7, CORE)
    pinch = np.sqrt(np.clip(share, 0.02, 1)).astype(np.float32)
    return Moves(front, back, np.where(known > 0, middle, column.front), pinch)


def _move(by: Floats, edge: Floats, rim: float) -> Floats:
    """The move where it can be trusted, carried smoothly to the rim and over steps in depth."""
    trust = np.clip((FAR - np.abs(np.nan_to_num(by, nan=9.0))) / (FAR - NEAR), 0, 1)
    sure = (trust * np.clip(-edge - rim + 1, 0, 1)).astype(np.float32)
    by = np.clip(np.nan_to_num(by), -FAR, FAR).astype(np.float32)
    return np.asarray(sure * by + (1 - sure) * smoothed(by, sure, 1.5), np.float32)


def smoothed(field: Floats, weight: Floats, sigma: float) -> Floats:
    """The mean of a field (h, w) round each pixel where it has weight; 0 where there is none."""
    total = cv2.GaussianBlur(field * weight, (0, 0), sigma)
    return np.asarray(total / (cv2.GaussianBlur(weight, (0, 0), sigma) + 1e-3), np.float32)
