"""Which pixels are the object: evidence from colour and from the flood, then the best line between.

Where a colour departs from the backdrop's there is an object or a shadow. A soft shadow is darker,
has no colour of its own and can be reached without crossing an edge; the line between it and
the object is the strongest edge between what is surely one and surely the other (a watershed).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.cutouts._backdrop import Backdrop, Bools, Floats
from memoreez.cutouts._flood import flood

SMALL = 0.02  # of the largest piece: smaller ones are dust
PINHOLE = 0.0004  # of the picture: smaller holes are closed
BAND_PX, NEAR_PX, FAR_PX = 4.5, 17, 31  # along the outline, on a picture of 512
HALO = 0.2  # of what the object departs by, close to it: JPEG's colours run
ROUND = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
POCKET = 0.01  # of the object: more than this beside it is a shadow
KERNEL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True)
class Limits:
    """Tuned on the first half of the pictures of benchmarks/backdrops.py; units of Lab."""

    least: float = 2.6  # what departs less is backdrop
    noise: float = 2.2  # or less than this many times the border's own noise
    chroma: float = 7.0  # from here on a colour is the object's own
    lighter: float = 6.0  # a shadow is never lighter
    free: float = 0.8  # steps that cost nothing
    flood: float = 10.0  # costs of an outline; soft shadows stay under it
    step: float = 2.0  # from pixel to pixel on an outline; a soft shadow starts slowly
    crisp: float = 0.8  # share of the outline that is one where there is no shadow
    hard: float = 60.0  # costs of an outline where hard shadows are likely
    colourful: float = 0.12  # share of what is not backdrop that makes it a coloured object

    def floor(self, noise: float) -> float:
        """What departs less from the backdrop is backdrop."""
        return max(self.least, self.noise * noise)


def reached(behind: Backdrop, limits: Limits) -> Floats:
    """The flood's costs (h, w) from all of the border that looks like backdrop."""
    begin = behind.ring & (behind.off < limits.floor(behind.noise))
    return flood(behind.lab, begin, limits.free, 600.0)


def outline(behind: Backdrop, cost: Floats, limits: Limits) -> Bools:
    """The object (h, w) before a backdrop that a smooth surface describes."""
    low = limits.floor(behind.noise)
    other = _large(behind.off > low)
    own = (behind.chroma > limits.chroma + low) | (behind.lighter > limits.lighter + low)
    edge, steep = rim(behind, other, limits.step)
    shaded = np.zeros_like(other)
    if (other & own).sum() > limits.colourful * other.sum():
        other &= behind.off > HALO * cv2.dilate(behind.off, ROUND)
        edged = cost > limits.hard  # a hard shadow has an outline, but no colour
    elif (steep & edge).sum() > limits.crisp * edge.sum():
        other &= behind.off > HALO * cv2.dilate(behind.off, ROUND)
        edged = other  # an outline all around: no soft shadow
    else:
        band = cv2.distanceTransform(other.astype(np.uint8), cv2.DIST_L2, 5) < BAND_PX
        edged = (cost > limits.flood) | (band & (_mostly(steep & edge, edge, NEAR_PX) > 0.6))
        shaded = band & (_mostly(steep & edge, edge, FAR_PX) < 0.25) & ~own
    sure = cv2.erode((other & (own | edged)).astype(np.uint8), KERNEL) > 0
    seeds = np.zeros(other.shape, np.int32)
    seeds[~other] = 1
    seeds[sure] = 2
    seeds[other & shaded] = 1
    shown = np.clip(behind.lab * [2.0, 1.5, 1.5] + [10, 128, 128], 0, 255).astype(np.uint8)
    cv2.watershed(shown, seeds)
    inside = (seeds == 2) | ((seeds == -1) & other)
    closed = cv2.morphologyEx(inside.astype(np.uint8), cv2.MORPH_CLOSE, KERNEL)
    found = _tidy(closed > 0, behind, low)
    return found & ~pockets(behind, found, limits)


def pockets(behind: Backdrop, mask: Bools, limits: Limits) -> Bools:
    """Where a shadow shows through a coloured object (h, w): grey, darker, and larger than dust."""
    low = limits.floor(behind.noise)
    grey = mask & (behind.chroma < limits.chroma) & (behind.lighter < 0)
    own = mask & (behind.chroma > limits.chroma + low)
    shadow = (behind.off > low) & ~mask & (behind.chroma < limits.chroma)
    if own.sum() < 2 * grey.sum() or shadow.sum() < POCKET * mask.sum():
        return np.zeros_like(mask)
    core = cv2.morphologyEx(grey.astype(np.uint8), cv2.MORPH_OPEN, KERNEL)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(core)
    large = stats[:, cv2.CC_STAT_AREA] > PINHOLE * mask.size / 4
    large[0] = False
    return np.asarray(cv2.dilate(large[labels].astype(np.uint8), KERNEL) > 0)


def rim(behind: Backdrop, other: Bools, step: float) -> tuple[Bools, Bools]:
    """The pixels along the outline of `other`, and where colours change quickly."""
    across = np.linalg.norm(np.diff(behind.lab, axis=1, append=behind.lab[:, -1:]), axis=-1)
    down = np.linalg.norm(np.diff(behind.lab, axis=0, append=behind.lab[-1:]), axis=-1)
    change = cv2.dilate(np.maximum(across, down).astype(np.float32), np.ones((5, 5), np.uint8))
    depth = cv2.distanceTransform(other.astype(np.uint8), cv2.DIST_L2, 5)
    return (depth > 0) & (depth < 2.2) & ~behind.ring, change > step


def _mostly(steep: Bools, rim: Bools, size_px: int) -> Floats:
    """The share (h, w) of the outline near each pixel that is steep; 0.5 where there is none."""
    size = (size_px, size_px)
    part = cv2.boxFilter(steep.astype(np.float32), -1, size, normalize=False)
    whole = cv2.boxFilter(rim.astype(np.float32), -1, size, normalize=False)
    return np.asarray((part + 0.5) / (whole + 1.0), np.float32)


def boxed(bgr: npt.NDArray[np.uint8], size_px: int = 320) -> Bools:
    """The object (h, w) before any backdrop: GrabCut (Rother et al. 2004) from a large box."""
    height, width = bgr.shape[:2]
    scale = min(size_px / max(height, width), 1.0)
    small = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    mask = np.zeros((rows, columns), np.uint8)
    box = (round(0.05 * columns), round(0.04 * rows), round(0.9 * columns), round(0.92 * rows))
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(small, mask, box, *models, 4, cv2.GC_INIT_WITH_RECT)
    inside = ((mask & 1) > 0).astype(np.float32)
    large = cv2.resize(inside, (width, height), interpolation=cv2.INTER_LINEAR) > 0.5
    return _large(large)


def _tidy(mask: Bools, behind: Backdrop, low: float) -> Bools:
    """Without dust and pinholes; a hole stays where the backdrop shows through it."""
    kept = _large(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, KERNEL[:2, :2]) > 0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        (~kept).astype(np.uint8), connectivity=4
    )
    for hole in range(1, count):
        left, top, width, height, area = stats[hole]
        if left == 0 or top == 0 or left + width == mask.shape[1] or top + height == mask.shape[0]:
            continue
        here = labels == hole
        if area < PINHOLE * mask.size or float(np.median(behind.off[here])) > 1.5 * low:
            kept[here] = True
    return kept


def _large(mask: Bools) -> Bools:
    """The pieces that are not dust beside the largest one."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    return np.asarray((areas > SMALL * areas.max())[labels])
