"""Grams and hours of a print without a slicer, from the solid's own sections.

The solid is cut every 0.5 mm. Of each section we know what PrusaSlicer would fill how: two walls,
solid skins near tops and bottoms, sparse infill inside, supports below overhangs. What these
weigh and how long they take was fitted to PrusaSlicer 2.5 with the profiles beside this file,
on one half of a set of keepsakes and tried on the other (benchmarks/estimate.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput, UnknownName
from memoreez.prints.sections import Floats, Sections, cut
from memoreez.prints.supports import columns

INFILL = 0.15
G_PER_MM3 = 0.00124  # PLA


@dataclass(frozen=True)
class Quality:
    """What a profile says of layers."""

    layer_mm: float
    top_mm: float  # thickness of skins
    bottom_mm: float


QUALITIES: Mapping[str, Quality] = {
    "draft": Quality(0.28, 0.84, 0.84),
    "standard": Quality(0.2, 0.8, 0.6),
    "fine": Quality(0.12, 0.72, 0.6),
}

# Fitted: share of the geometric volume that is plastic in the end, …
GRAMS = np.array([1.107, 1.02, 0.983, 0.39, 0.842])
# … and seconds for each mm of line (walls, skins, infill, rim of supports) and for each layer.
SECONDS = np.array([0.0502, 0.0342, 0.0243, 0.0481])
LAYER_S = 0.92
THICKER = 0.23  # lines of thick layers take longer: seconds grow with layer height to this power
COOLING_S = 15.0  # a layer takes at least this long, by printing slower, …
SLOWEST = 2.2  # … but never more than this much slower

_LINE_MM = 0.43
_USUAL_MM = 0.2
_WALLS_MM = 0.75  # of each wall, to the middle of the infill's overlap
_SPARSE_MM2 = 70.0  # smaller patches of infill are printed solid
_STEP_MM, _PIXEL_MM = 0.5, 0.4
_MOST_LEVELS = 300
_MOST_PIXELS = 10e6


@dataclass(frozen=True)
class Estimate:
    """What a print takes on an unhurried 0.4 mm printer in PLA."""

    quality: str
    grams: float  # supports too
    seconds: float
    supports_g: float
    layers: int


@dataclass(frozen=True, eq=False)
class Drawn:
    """What is drawn in each section, one row each."""

    # (k, 5): walls, skins and infill in mm², rim of supports in mm, their roof in mm² for each mm
    rows: Floats
    heights_mm: Floats  # (k,) what of the solid's height the row stands for


def estimate(solid: Mesh, quality: str = "standard") -> Estimate:
    """Grams and seconds of printing `solid` (closed, mm, standing as printed), in about 0.3 s.

    Raises UnknownName for another quality, BadInput for a mesh without height.
    """
    return reckon(draw(solid, quality), quality)


def reckon(drawn: Drawn, quality: str) -> Estimate:
    """Grams and seconds of what is drawn."""
    grams = volumes(drawn, quality) * GRAMS * G_PER_MM3
    return Estimate(
        quality,
        float(grams.sum()),
        duration(drawn, quality, SECONDS, LAYER_S, THICKER),
        float(grams[3:].sum()),
        round(float(drawn.heights_mm.sum()) / _known(quality).layer_mm),
    )


def volumes(drawn: Drawn, quality: str) -> Floats:
    """mm³ of walls, skins and infill, and what supports' rims and roofs go with, (5,)."""
    parts = drawn.rows * (1, 1, INFILL, 1, _known(quality).layer_mm)
    total: Floats = (parts * drawn.heights_mm[:, None]).sum(0)
    return total


def duration(
    drawn: Drawn, quality: str, each_mm: Floats, each_layer: float, thicker: float
) -> float:
    """Seconds, given those of each mm of line and of each layer."""
    layer = _known(quality).layer_mm
    lines = drawn.rows[:, :4] * (1 / _LINE_MM, 1 / _LINE_MM, INFILL / _LINE_MM, 1)
    once = (lines @ each_mm + each_layer) * (layer / _USUAL_MM) ** thicker
    slowed = np.maximum(once, np.minimum(COOLING_S, once * SLOWEST))
    return float((slowed * drawn.heights_mm).sum() / layer)


def draw(solid: Mesh, quality: str = "standard") -> Drawn:
    """What a slicer would draw, section by section. Raises as `estimate` does."""
    asked = _known(quality)
    cuts = _cut(solid)
    pixel_mm2 = cuts.pixel_mm**2
    inner = _inner(cuts)
    skins, infill = _filled(inner, asked, cuts.step_mm, _SPARSE_MM2 / pixel_mm2)
    walls = np.array([np.count_nonzero(one) for one in cuts.inside])
    walls -= np.array([np.count_nonzero(one) for one in inner])
    props = columns(solid, cuts)
    rows = [
        walls * pixel_mm2,
        skins * pixel_mm2,
        infill * pixel_mm2,
        props.rim_mm,
        props.roof_mm2 / cuts.step_mm,
    ]
    return Drawn(np.stack(rows, 1), np.full(len(walls), cuts.step_mm))


def _known(quality: str) -> Quality:
    if quality not in QUALITIES:
        raise UnknownName("print quality", quality, QUALITIES)
    return QUALITIES[quality]


def _cut(solid: Mesh) -> Sections:
    """Sections fine enough, and of large solids no more than memory and patience allow."""
    size = np.ptp(solid.vertices, axis=0).astype(np.float64) if len(solid.faces) else np.zeros(3)
    if not (np.isfinite(size).all() and size.min() > 0):
        raise BadInput("Nothing to print: the solid has no volume; make the figurine again.")
    step = max(_STEP_MM, float(size[2]) / _MOST_LEVELS)
    pixels = float(np.prod(size)) / step / _PIXEL_MM**2
    return cut(solid, step, _PIXEL_MM * max(1.0, (pixels / _MOST_PIXELS) ** 0.5))


def _inner(cuts: Sections) -> npt.NDArray[np.uint8]:
    """1 inside of the walls, (k, rows, columns)."""
    inner = np.empty(cuts.inside.shape, np.uint8)
    for k, inside in enumerate(cuts.inside):
        deep = cv2.distanceTransform(inside.view(np.uint8), cv2.DIST_L2, 5)
        inner[k] = (deep - 0.5) * cuts.pixel_mm > _WALLS_MM
    return inner


def _filled(
    inner: npt.NDArray[np.uint8], quality: Quality, step_mm: float, least_px: float
) -> tuple[Floats, Floats]:
    """Pixels (k,) printed solid and sparse, of those inside the walls.

    As in PrusaSlicer, a place is skin when within the skin's thickness above or below it the walls'
    inside ends; and patches of infill smaller than `least_px` are solid too.
    """
    above = _ends(inner[::-1], quality.top_mm, step_mm)[::-1]
    below = _ends(inner, quality.bottom_mm, step_mm)
    top, bottom = (_shares(mm, step_mm) for mm in (quality.top_mm, quality.bottom_mm))
    skins, sparse = np.zeros(len(inner)), np.zeros(len(inner))
    for k, whole in enumerate(inner):
        x, y, across, deep = cv2.boundingRect(whole)
        box = (slice(y, y + deep), slice(x, x + across))
        within = whole[box]
        share = np.minimum(top[above[k][box]] + bottom[below[k][box]], 1) * within
        open_ = within & (share < 1)
        _, patch, sizes, _ = cv2.connectedComponentsWithStats(open_, connectivity=4)
        small = sizes[:, cv2.CC_STAT_AREA] < least_px
        small[0] = False
        if small.any():
            share[small[patch]] = 1
        skins[k] = share.sum(dtype=np.float64)
        sparse[k] = np.count_nonzero(within) - skins[k]
    return skins, sparse


def _ends(inner: npt.NDArray[np.uint8], thick_mm: float, step_mm: float) -> npt.NDArray[np.uint8]:
    """For each place how many sections, itself included, back to where the inside began.

    Counts no further than a skin of `thick_mm` reaches.
    """
    most = np.uint8(len(_shares(thick_mm, step_mm)) - 1)
    counts = np.empty_like(inner)
    run = np.zeros_like(inner[0])
    for k, one in enumerate(inner):
        run = np.minimum(run + 1, most) * one
        counts[k] = run
    return counts


def _shares(thick_mm: float, step_mm: float) -> npt.NDArray[np.float32]:
    """How much of the n-th section from a surface is skin; n from 0 until nothing is."""
    n = np.arange(np.ceil(thick_mm / step_mm) + 2)
    return np.clip(thick_mm / step_mm - n + 1, 0, 1).astype(np.float32)
