"""How wide a pedestal must be so that the figure on it does not tip over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from manifold3d import Manifold

from memoreez.figurines import limits
from memoreez.figurines.facets import centre_of_mass, volume
from memoreez.figurines.stability import hull

MOST = 1.6  # times as wide as usual; what tips even then, the gate refuses in words
SPARE_DEG = 0.5  # more than the limit, so that rounding does not undo it
FINE = 0.005

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Load:
    """A figure as its pedestal feels it."""

    volume_mm3: float
    centre_mm: tuple[float, float, float]  # of mass, from the middle of the pedestal's top

    def scaled(self, factor: float) -> Load:
        """The same figure, so many times as large."""
        x, y, z = (factor * c for c in self.centre_mm)
        return Load(factor**3 * self.volume_mm3, (x, y, z))


def load_of(corners: Array) -> Load | None:
    """Of closed triangles (m, 3, 3) that stand on z = 0; None where they enclose nothing."""
    held = volume(corners)
    if not held > 0:
        return None
    x, y, z = centre_of_mass(corners).tolist()
    return Load(held, (x, y, z))


def widening(load: Load, pedestal: Manifold, height_mm: float) -> float:
    """How many times as wide that pedestal must be to carry the load: 1 where it does, else ≤ 1.6.

    Both tip as one: over the nearest side of the hull of what lies on the bed, no sooner than at
    the gate's 15°. Wider means heavier, too, which lowers the common centre of mass.
    """
    points = np.asarray(pedestal.to_mesh().vert_properties[:, :2], dtype=np.float64)
    low = np.asarray(pedestal.to_mesh().vert_properties[:, 2]) < 1e-3
    outline, own = hull(points[low]), float(pedestal.volume())
    if outline is None or _tip_deg(load, outline, own, height_mm) >= limits.TIP_DEG:
        return 1.0
    enough = limits.TIP_DEG + SPARE_DEG
    low_end, high = 1.0, MOST
    while high - low_end > FINE:
        middle = (low_end + high) / 2
        tip = _tip_deg(load, outline * middle, own * middle**2, height_mm)
        low_end, high = (low_end, middle) if tip >= enough else (middle, high)
    return high


def _tip_deg(load: Load, outline: Array, own_mm3: float, height_mm: float) -> float:
    """Lean it further than this and it falls over; negative when it falls at once."""
    share = load.volume_mm3 / (load.volume_mm3 + own_mm3)
    x, y, z = load.centre_mm
    middle = share * np.array([x, y])
    side = np.roll(outline, -1, axis=0) - outline
    away = middle - outline
    length = np.maximum(np.linalg.norm(side, axis=1), 1e-12)
    room = float(((side[:, 0] * away[:, 1] - side[:, 1] * away[:, 0]) / length).min())
    centre = share * (height_mm + z) + (1 - share) * height_mm / 2
    return float(np.degrees(np.arctan2(room, centre)))
