"""An outline that can be printed: in one piece, nowhere too thin, with something to stand on."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

DUST = 0.002  # of the object: smaller pieces are left out
MOST_PIECES = 12


def sturdy(level: Floats, least_px: float, bridge_px: float) -> Floats:
    """`level` (h, w) with thin parts `least_px` wide and loose pieces joined to the rest.

    A piece is joined by a bar of `bridge_px` where it comes nearest: a ball above the dog's nose
    stays, and is held.
    """
    mask = _joined(_pieces(level > 0.5), bridge_px)
    width = max(round(least_px), 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    drawn = mask.astype(np.uint8)
    stout = cv2.morphologyEx(drawn, cv2.MORPH_OPEN, kernel) > 0
    away = cv2.distanceTransform((~stout).astype(np.uint8), cv2.DIST_L2, 5)
    thin = mask & (away > 1.5)  # what is nearer is only a corner
    wide = (cv2.dilate(thin.astype(np.uint8), kernel) > 0) | mask
    added = wide & ~(level > 0.5)
    soft = cv2.GaussianBlur(wide.astype(np.float32), (0, 0), 1.0)
    return np.where(added | ~mask, soft, np.maximum(level, soft * (level <= 0.5))).astype(
        np.float32
    )


def grounded(level: Floats, rise: float = 0.05, least: float = 0.3) -> Floats:
    """`level` with a low mound under its feet where they are narrower than `least` heights.

    The mound is `rise` heights high, and as wide as the feet stand apart.
    """
    mask = level > 0.5
    rows = np.flatnonzero(mask.any(axis=1))
    high = int(rows[-1]) + 1 - int(rows[0])
    feet = np.flatnonzero(mask[rows[-1] - max(round(0.08 * high), 1) : rows[-1] + 1].any(axis=0))
    sole = mask[rows[-1] - max(round(0.015 * high), 1)].sum()
    if sole >= least * high:
        return level
    middle, half = (feet[0] + feet[-1]) / 2, max((np.ptp(feet) + 1) / 2 * 1.1, least * high / 2)
    y, x = np.mgrid[0 : level.shape[0], 0 : level.shape[1]].astype(np.float32)
    across = np.abs(x - middle) / half
    top = rows[-1] - rise * high * np.sqrt(np.clip(1 - across**4, 0, 1))
    inside = (across < 1) & (y <= rows[-1])
    mound = np.where(inside, np.clip(y - top + 0.5, 0, 1), 0)
    return np.maximum(level, mound.astype(np.float32))


def _pieces(mask: Bools) -> list[Bools]:
    """The largest pieces, the largest first."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    order = np.argsort(-areas, kind="stable")[:MOST_PIECES]
    return [labels == 1 + i for i in order if areas[i] > DUST * areas.sum()]


def _joined(pieces: list[Bools], bridge_px: float) -> Bools:
    """All pieces, each joined where it comes nearest to what is joined already."""
    whole = pieces[0].astype(np.uint8)
    for piece in pieces[1:]:
        here, there = np.argwhere(piece), np.argwhere(whole)
        apart, index = cKDTree(there).query(here)
        at = int(np.argmin(apart))
        start, end = here[at], there[int(np.asarray(index)[at])]
        line = max(round(bridge_px), 2)
        whole |= piece.astype(np.uint8)
        cv2.line(whole, start[::-1].tolist(), end[::-1].tolist(), 1, line)
    return whole > 0
