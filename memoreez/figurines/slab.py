"""The background slab: a thin wall behind a sculpture, left over from the picture's backdrop.

Image-to-3D engines sometimes sculpt the backdrop as well. It shows as a flat sheet that fills
one side of the box round the object, much thinner than the object is deep.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.figurines.facets import Facets, Floats
from memoreez.figurines.stability import Box

COVERED = 0.60  # of a side of the box: a standing disc covers at most π/4 = 0.785
CERTAIN = 0.90  # only a rectangular sheet covers as much
THIN = 0.06  # of the depth of the object
SHOWING = 0.15  # of the side: the sheet's inner face, seen beside the object
TALL = 0.5  # of the height: a figure before a backdrop is tall, the keys of a laptop are not
FLAT_DEG = 8.0
OUTER_MM = 0.3  # how uneven the outer face may be


@dataclass(frozen=True)
class Slab:
    """The most slab-like side of the object."""

    confidence: float  # 0 no slab, 1 certain
    covered: float  # share of the side that the flat sheet fills
    thick_mm: float
    facing_deg: float  # direction that the sheet faces, from the x axis


NONE = Slab(0.0, 0.0, 0.0, 0.0)


def slab(facets: Facets, box: Box) -> Slab:
    """Look for a thin flat sheet on the four upright sides of `box` (the smallest one).

    A side counts when flat faces within 0.3 mm of it cover more than 60 % of it, and inner faces
    that look back lie closer behind than 6 % of the depth over at least 15 % of the side, and
    what stands before it is at least half as high. The
    pedestal of a keepsake reaches further out than what stands on it, and its sides are low: it
    is never taken for a slab, nor is a medallion on it.
    """
    height = float(np.ptp(facets.points[:, 2]))
    best = NONE
    for turn in range(4):
        angle = np.radians(box.angle_deg + 90.0 * turn)
        out = np.array([np.cos(angle), np.sin(angle), 0.0])
        depth, width = (
            (box.width_mm, box.depth_mm) if turn % 2 == 0 else (box.depth_mm, box.width_mm)
        )
        found = _side(facets, out, depth, width * height)
        if found.confidence > best.confidence:
            best = found
    return best


def _side(facets: Facets, out: Floats, depth: float, side_mm2: float) -> Slab:
    facing = facets.normals @ out
    flat = np.cos(np.radians(FLAT_DEG))
    outer = float((facets.points @ out).max())
    front, back = np.flatnonzero(facing > flat), np.flatnonzero(facing < -flat)
    sheet = front[(facets.corners[front] @ out).min(axis=1) > outer - OUTER_MM]
    inner = back[(facets.corners[back] @ out).min(axis=1) > outer - THIN * depth]
    covered = float(facets.areas[sheet].sum()) / max(side_mm2, 1e-9)
    showing = float(facets.areas[inner].sum()) / max(side_mm2, 1e-9)
    rest = facets.points[facets.points @ out < outer - THIN * depth, 2]
    low, high = facets.points[:, 2].min(), facets.points[:, 2].max()
    tall = len(rest) > 0 and rest.max() - low > TALL * (high - low)
    if covered <= COVERED or showing < SHOWING or not tall:
        return NONE
    behind = (facets.corners[inner] @ out).mean(axis=1)
    thick = outer - float(np.average(behind, weights=facets.areas[inner]))
    confidence = min(1.0, (covered - COVERED) / (CERTAIN - COVERED))
    return Slab(confidence, covered, thick, float(np.degrees(np.arctan2(out[1], out[0])) % 360))
