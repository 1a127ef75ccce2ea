"""Where a solid is hard to print, place by place: thin walls, overhangs and islands, to be drawn.

The rules are the gate's own (`thickness`, `overhang`), and so are the measurements: `gate.survey`
hands on what it found, so that a map never disagrees with the report beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez.artifacts import Maps, Mesh
from memoreez.figurines import limits
from memoreez.figurines.bodies import topology
from memoreez.figurines.columns import Columns, fill
from memoreez.figurines.facets import Facets, Floats, unfold, weld
from memoreez.figurines.overhang import BED_MM, LIMIT_DEG, SLACK_DEG, Start, lean_deg, starts
from memoreez.figurines.thickness import Rays
from memoreez.figurines.thickness import measure as cast

DOTS = 3.0  # an island smaller than so many dots of the nozzle is passed over

_NEAR = 6  # rays looked at for each place
_ALIKE = 0.5  # cosine: of a plate's two sides and its rim only the place's own side counts
_REACH_MM = 2.5  # rays further away say nothing of a place
_AROUND_MM = 0.8  # surface this near an island's first layer is shown as part of it


@dataclass(frozen=True, eq=False)
class Measured:
    """What was found out about a solid, before it is boiled down to numbers."""

    facets: Facets
    nozzle_mm: float
    rays: Rays | None  # None: no engine can cast rays here
    columns: Columns | None  # None: not closed
    starts: tuple[Start, ...]


def measure(mesh: Mesh, *, nozzle_mm: float = 0.4) -> Measured:
    """What `gate.survey` hands on, of a mesh (mm, standing as printed) that need not be closed."""
    welded = weld(mesh)
    facets = unfold(welded)
    # An open mesh may be a heap of triangles, which no grid of columns has room for.
    columns = fill(facets, pixel_mm=nozzle_mm) if topology(welded.faces).closed else None
    return Measured(
        facets,
        nozzle_mm,
        cast(welded, facets, limit_mm=limits.WALL_LINES * nozzle_mm),
        columns,
        () if columns is None else tuple(starts(columns, DOTS * nozzle_mm**2)),
    )


def chart(
    found: Measured, places: npt.NDArray[np.float32], normals: npt.NDArray[np.float32]
) -> Maps:
    """The maps at `places` (n, 3) mm on the surface, with its unit `normals` (n, 3) there.

    What could not be measured is drawn as good; the report says so.
    """
    spots, ways = places.astype(np.float64), normals.astype(np.float64)
    near, middles = _islands(spots, found)
    return Maps(
        _walls(spots, ways, found.rays).astype(np.float32),
        _leans(spots, ways, found.facets).astype(np.float32),
        near,
        middles.astype(np.float32),
        limits.WALL_LINES * found.nozzle_mm,
        limits.WALL_TARGET_LINES * found.nozzle_mm,
        LIMIT_DEG + SLACK_DEG,
    )


def _walls(spots: Floats, ways: Floats, rays: Rays | None) -> Floats:
    """The mean of the nearest rays on the same side: one odd ray among good ones is no spot."""
    if rays is None:
        return np.full(len(spots), np.inf)
    far, which = cKDTree(rays.points).query(spots, _NEAR, distance_upper_bound=_REACH_MM)
    which = np.minimum(which, len(rays.points) - 1)
    alike = np.einsum("nkj,nj->nk", rays.normals[which], ways) > _ALIKE
    weight = np.where(alike & np.isfinite(far), 1 / (far + 0.1), 0.0)
    slim = 1 / np.maximum(rays.thick_mm[which], 1e-3)  # the mean of 1 / mm: no wall counts as 0
    total = weight.sum(axis=1)
    mean = np.where(total > 0, (weight * slim).sum(axis=1) / np.maximum(total, 1e-9), 0.0)
    return np.where(mean > 0, 1 / np.maximum(mean, 1e-9), np.inf)


def _leans(spots: Floats, ways: Floats, facets: Facets) -> Floats:
    bed = spots[:, 2] <= facets.points[:, 2].min() + BED_MM
    return np.where(bed, -90.0, lean_deg(ways))


def _islands(spots: Floats, found: Measured) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Which places belong to an island's first layer, and the middle of each."""
    grid = found.columns
    if grid is None or not found.starts:
        return np.zeros(len(spots), dtype=bool), np.empty((0, 3))
    size = np.array([grid.pixel_mm, grid.pixel_mm, grid.layer_mm])
    cells = [
        grid.origin
        + size * (np.column_stack([one.cells[:, ::-1], np.full(len(one.cells), one.layer)]) + 0.5)
        for one in found.starts
    ]
    far, _ = cKDTree(np.concatenate(cells)).query(spots, distance_upper_bound=_AROUND_MM)
    return np.isfinite(far), np.stack([one.mean(axis=0) for one in cells])
