"""Where a print needs something under it: overhanging faces, and islands that start in mid-air."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from memoreez.figurines.columns import Columns
from memoreez.figurines.facets import Facets, Floats, Ints

LIMIT_DEG = 45.0  # from vertical
SLACK_DEG = 0.5  # a chamfer drawn at exactly 45° is not an overhang
BED_MM = 0.3  # faces this near the bed rest on it
NOTED_MM2 = 1.0  # the steepest overhang is the one that at least this much area reaches


@dataclass(frozen=True)
class Overhang:
    """Faces that look down more than a printer can lay without support."""

    area_mm2: float
    share: float  # of the whole surface, 0 to 1
    steepest_deg: float  # from vertical: wall 0°, ceiling 90°


def overhang(facets: Facets, limit_deg: float = LIMIT_DEG) -> Overhang:
    """Area, share and angle of the faces that lean out further than `limit_deg` from vertical."""
    low = facets.corners[:, :, 2].max(axis=1) > facets.points[:, 2].min() + BED_MM
    lean = lean_deg(facets.normals)
    leaning = low & (lean > 0)
    steep = leaning & (lean > limit_deg + SLACK_DEG)
    area = float(facets.areas[steep].sum())
    total = max(float(facets.areas.sum()), 1e-9)
    return Overhang(area, area / total, _steepest(lean[leaning], facets.areas[leaning]))


def lean_deg(normals: Floats) -> Floats:
    """How far surfaces with these unit normals (n, 3) lean out from vertical, (n,) degrees.

    A wall is 0°, a ceiling 90°; what looks up is below 0°.
    """
    return np.asarray(np.degrees(np.arcsin(np.clip(-normals[:, 2], -1, 1))))


def _steepest(lean: Floats, areas: Floats) -> float:
    order = np.argsort(-lean, kind="stable")
    reached = np.flatnonzero(np.cumsum(areas[order]) >= NOTED_MM2)
    return float(lean[order][reached[0]]) if len(reached) else 0.0


@dataclass(frozen=True)
class Islands:
    """Parts of a layer with nothing of the layer below under them."""

    count: int
    area_mm2: float  # of their first layers together
    lowest_mm: float  # height of the lowest one above the bed; 0 without any


@dataclass(frozen=True, eq=False)
class Start:
    """The first layer of one island."""

    layer: int
    cells: Ints  # (c, 2) row and column
    area_mm2: float


def islands(columns: Columns, *, smallest_mm2: float = 0.5) -> Islands:
    """Islands of at least `smallest_mm2` in their first layer, counted."""
    return tally(tuple(starts(columns, smallest_mm2)), columns.layer_mm)


def tally(found: Sequence[Start], layer_mm: float) -> Islands:
    """The islands that `starts` found, counted."""
    lowest = found[0].layer * layer_mm if found else 0.0
    return Islands(len(found), float(sum(one.area_mm2 for one in found)), lowest)


def starts(columns: Columns, smallest_mm2: float = 0.5) -> Iterator[Start]:
    """Each island of at least `smallest_mm2` in its first layer, from the lowest up.

    A part of a layer (its cells joined over sides and corners) is an island when no cell of the
    layer below lies under it or diagonally under it.
    """
    solid = (columns.winding > 0).astype(np.uint8)
    kernel = np.ones((3, 3), dtype=np.uint8)
    for layer in range(1, len(solid)):
        below = cv2.dilate(solid[layer - 1], kernel)
        if not (solid[layer] > below).any():
            continue
        found, labels = cv2.connectedComponents(solid[layer], connectivity=8)
        sizes = np.bincount(labels.reshape(-1), minlength=found) * columns.pixel_mm**2
        held = np.bincount(labels[below > 0].reshape(-1), minlength=found) > 0
        born = ~held & (sizes >= smallest_mm2)
        born[0] = False
        for label in np.flatnonzero(born):
            yield Start(layer, np.argwhere(labels == label), float(sizes[label]))
