"""How a solid stands: contact with the bed, tip angle, and the smallest rectangle round it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull, QhullError

from memoreez.figurines.facets import Facets, Floats, centre_of_mass

FLAT_MM = 0.05  # the bottom may be this uneven: a quarter of a 0.2 mm layer
MOST_ANGLES = 720  # boxes that are tried: an eighth of a degree apart
DOWN = -0.5  # z of a normal that counts as facing the bed


@dataclass(frozen=True)
class Stand:
    """How the solid meets the bed."""

    contact_mm2: float  # area of the faces that lie on the bed
    inside: bool  # whether the centre of mass is above the support polygon
    tip_deg: float  # lean it further than this and it falls over; negative when it falls at once
    centre_mm: tuple[float, float, float]  # centre of mass


def hull(points: Floats) -> Floats | None:
    """Corners (k, 2), counter-clockwise, of the convex hull of `points` (n, 2); None if flat."""
    unique = np.unique(points, axis=0) if len(points) < 1000 else points
    if len(unique) < 3:
        return None
    try:
        return np.asarray(unique[ConvexHull(unique).vertices])
    except QhullError:
        return None


def stand(facets: Facets) -> Stand:
    """Contact area and tip angle of the solid as it stands.

    Contact: faces that look down and lie within 0.05 mm of the lowest point. Tip angle: atan of
    (distance from the centre of mass to the nearest side of the contact's hull) / (its height).
    """
    bottom = facets.points[:, 2].min()
    below = np.flatnonzero(facets.normals[:, 2] < DOWN)
    on_bed = below[facets.corners[below, :, 2].max(axis=1) - bottom <= FLAT_MM]
    contact = float((facets.areas[on_bed] * -facets.normals[on_bed, 2]).sum())
    x, y, z = centre_of_mass(facets.corners).tolist()
    polygon = hull(facets.corners[on_bed].reshape(-1, 3)[:, :2]) if len(on_bed) else None
    if polygon is None:
        return Stand(contact, False, 0.0, (x, y, z))
    margin = margin_mm(polygon, np.array([x, y]))
    tip = float(np.degrees(np.arctan2(margin, max(z - bottom, 1e-6))))
    return Stand(contact, margin > 0, tip, (x, y, z))


def area_mm2(polygon: Floats | None) -> float:
    """Area of a counter-clockwise polygon (k, 2)."""
    if polygon is None:
        return 0.0
    ahead = np.roll(polygon, -1, axis=0)
    return float((polygon[:, 0] * ahead[:, 1] - polygon[:, 1] * ahead[:, 0]).sum() / 2)


def margin_mm(polygon: Floats, point: Floats) -> float:
    """Distance from `point` (2,) to the nearest side of a hull (k, 2); negative outside it."""
    side = np.roll(polygon, -1, axis=0) - polygon
    away = point - polygon
    length = np.maximum(np.linalg.norm(side, axis=1), 1e-12)
    return float(((side[:, 0] * away[:, 1] - side[:, 1] * away[:, 0]) / length).min())


@dataclass(frozen=True, eq=False)
class Box:
    """An upright box round the solid, turned about z as suits it best."""

    angle_deg: float  # of its first side, from the x axis
    width_mm: float  # along the first side
    depth_mm: float  # along the second


def boxes(polygon: Floats | None) -> list[Box]:
    """Upright boxes with a side along a side of `polygon`, the solid's convex outline from above.

    Smallest area first, the unturned one among them. The first is the smallest of all
    (H. Freeman, R. Shapira, Comm. ACM 18 (1975) 409).
    """
    if polygon is None:
        return []
    side = np.roll(polygon, -1, axis=0) - polygon
    angles = np.unique(np.append(np.arctan2(side[:, 1], side[:, 0]) % (np.pi / 2), 0.0))
    if len(angles) > MOST_ANGLES:  # the first, 0, stays
        angles = angles[np.linspace(0, len(angles) - 1, MOST_ANGLES).astype(int)]
    along = np.stack([np.cos(angles), np.sin(angles)])  # (2, k)
    across = np.stack([-np.sin(angles), np.cos(angles)])
    width, depth = np.ptp(polygon @ along, axis=0), np.ptp(polygon @ across, axis=0)
    order = np.argsort(width * depth, kind="stable")
    return [
        Box(float(np.degrees(angles[i])), float(width[i]), float(depth[i])) for i in order.tolist()
    ]
