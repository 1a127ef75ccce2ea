"""The gate's checks on size: build volume, height, and whether the unit was lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from memoreez.artifacts import Check
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, Floats
from memoreez.figurines.limits import check
from memoreez.figurines.stability import boxes

METRES_BELOW, INCHES_BELOW = 1.0, 10.0  # mm: no keepsake is as small as that


def sizes(
    facets: Facets, outline: Floats | None, build_volume_mm: tuple[float, float, float] | None
) -> Iterator[Check]:
    """The checks `build_volume`, `height` and `units`; `outline` is the hull (k, 2) from above.

    Without a build volume that of a common printer is taken, and what exceeds it only warns.
    """
    extent = np.ptp(facets.points, axis=0)
    yield _build_volume(extent, outline, build_volume_mm)
    low, high = limits.HEIGHT_MM
    yield check(
        "height",
        float(extent[2]),
        f"{low:.0f} to {high:.0f} mm",
        "pass" if low - 0.01 <= extent[2] <= high + 0.01 else "warn",
        f"Scale it to between {low:.0f} and {high:.0f} mm; the usual height is 90 mm.",
    )
    yield _units(float(extent.max()))


def _build_volume(
    extent: Floats, outline: Floats | None, given: tuple[float, float, float] | None
) -> Check:
    """Turned about z as suits it best; the limit holds for either way round."""
    room = given or limits.COMMON_MM
    width, depth, height = extent.tolist()
    wide, deep = max(room[:2]), min(room[:2])
    sides = [sorted((b.width_mm, b.depth_mm), reverse=True) for b in boxes(outline)]
    if not sides:
        sides = [sorted((width, depth), reverse=True)]
    best = min(sides, key=lambda side: max(side[0] / wide, side[1] / deep))
    fits = best[0] <= wide + 0.01 and best[1] <= deep + 0.01 and height <= room[2] + 0.01
    most = max(best[0] / wide, best[1] / deep, height / room[2], 1e-9)
    need = " × ".join(f"{np.ceil(side - 0.01):.0f}" for side in (*best, height))
    return check(
        "build_volume",
        f"{best[0]:.1f} × {best[1]:.1f} × {height:.1f}",
        f"≤ {room[0]:g} × {room[1]:g} × {room[2]:g}",
        "pass" if fits else "fail" if given else "warn",
        f"It needs a printer of at least {need} mm; or choose a smaller height, "
        f"{np.floor(100 / most):.0f} % of this one.",
    )


def _units(largest: float) -> Check:
    guess = "metres" if largest < METRES_BELOW else "inches"
    scale = "1000" if largest < METRES_BELOW else "25.4"
    return check(
        "units",
        largest,
        f"largest side ≥ {INCHES_BELOW:.0f} mm",
        "warn" if largest < INCHES_BELOW else "pass",
        f"This is very small for millimetres: if it was drawn in {guess}, scale it by {scale} "
        "and check it again.",
    )
