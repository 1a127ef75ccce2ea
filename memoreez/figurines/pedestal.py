"""Pedestals as exact solids: round, square, oval or hexagonal, with a chamfered or stepped edge.

A pedestal is a stack of rings. Each ring is the outline moved inwards along its normals, so
that the width of every chamfer and step is the same all round, corners included.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from manifold3d import Manifold, Mesh64, triangulate

from memoreez.errors import BadInput, UnknownName

Array = npt.NDArray[np.float64]

SHAPES = ("round", "square", "oval", "hexagonal")
PROFILES = ("chamfered", "stepped")
MIN_FOOTPRINT_MM = 8.0
MIN_HEIGHT_MM = 4.0

_FRONT_FACE = 0.58  # of a hexagon's width; 0.5 is regular, but a name wants a longer face
_SAG_MM = 0.006  # largest distance between a curve and its facets: no facet shows in a print


@dataclass(frozen=True, eq=False)
class Wall:
    """The vertical wall of a pedestal, as a closed path seen from above.

    Text runs on it: arc length s = 0 is the middle of the front, growing to the viewer's right.
    """

    s_mm: Array  # (n,) rising, from the back on the left over 0 to the back on the right
    points: Array  # (n, 2) mm
    normals: Array  # (n, 2) outward, unit length
    low_mm: float
    high_mm: float

    def at(self, s_mm: Array) -> tuple[Array, Array]:
        """Points on the facets (m, 2) mm and outward normals (m, 2) at arc lengths (m,)."""
        point = np.stack([np.interp(s_mm, self.s_mm, c) for c in self.points.T], axis=1)
        normal = np.stack([np.interp(s_mm, self.s_mm, c) for c in self.normals.T], axis=1)
        return point, normal / np.linalg.norm(normal, axis=1, keepdims=True)

    def reach_mm(self, turn_deg: float) -> float:
        """How far s may go to either side until the wall has turned by `turn_deg` (< 180)."""
        turn = np.degrees(np.arctan2(self.normals[:, 0], -self.normals[:, 1]))
        return float(np.abs(self.s_mm[np.abs(turn) <= turn_deg + 1e-6]).max())

    def curvature(self, reach_mm: float) -> float:
        """The greatest curvature (1/mm) of the wall up to arc length `reach_mm`; 0 when flat."""
        turned = np.linalg.norm(np.diff(self.normals, axis=0), axis=1)
        length = np.maximum(np.diff(self.s_mm), 1e-9)
        middle = np.abs(self.s_mm[1:] + self.s_mm[:-1]) / 2
        return float((turned / length)[middle < reach_mm].max(initial=0.0))


@dataclass(frozen=True, eq=False)
class Pedestal:
    """A solid standing on z = 0 and centred on the z axis, and the wall where its text can run."""

    shape: str
    profile: str
    footprint_mm: tuple[float, float]
    height_mm: float
    solid: Manifold
    wall: Wall
    top_inset_mm: float  # how much smaller the top face is than the footprint, on each side


def build(
    shape: str,
    footprint_mm: tuple[float, float],
    height_mm: float,
    profile: str = "chamfered",
) -> Pedestal:
    """A pedestal whose bounding box is exactly `footprint_mm` (x, y) times `height_mm`.

    A round one needs both sides equal. Raises UnknownName, BadInput.
    """
    if shape not in SHAPES:
        raise UnknownName("pedestal", shape, SHAPES)
    _check(shape, footprint_mm, height_mm)
    points, normals = outline(shape, footprint_mm)
    rings = edges(profile, height_mm)
    solid = _stack(points, normals, rings)
    low, high = (z for inset, z in rings if inset == 0.0)
    return Pedestal(
        shape,
        profile,
        footprint_mm,
        height_mm,
        solid,
        _wall(points, normals, low, high),
        rings[-1][0],
    )


def edges(profile: str, height_mm: float) -> tuple[tuple[float, float], ...]:
    """(inset_mm, z_mm) of each ring from the bottom to the top; the two without inset are the wall.

    The foot is chamfered at 45° against the flare of the first layers ("elephant foot"); no step
    overhangs, and none is narrower than a 0.4 mm line. Raises UnknownName.
    """
    foot = min(max(0.055 * height_mm, 0.4), 1.0)
    upper: tuple[tuple[float, float], ...]
    unit = height_mm / 9.0  # the drawings are for a pedestal 9 mm high
    if profile == "chamfered":
        ledge, riser, bevel = max(0.5 * unit, 0.42), 0.35 * unit, 1.1 * unit
        shoulder = height_mm - riser - bevel
        upper = ((ledge, shoulder), (ledge, shoulder + riser), (ledge + bevel, height_mm))
    elif profile == "stepped":
        soft, ledge, tier = 0.35 * unit, 1.6 * unit, 1.6 * unit
        shoulder = height_mm - tier
        upper = (
            (soft, shoulder),
            (soft + ledge, shoulder),
            (soft + ledge, height_mm - soft),
            (2 * soft + ledge, height_mm),
        )
        shoulder -= soft
    else:
        raise UnknownName("pedestal profile", profile, PROFILES)
    return ((foot, 0.0), (0.0, foot), (0.0, shoulder), *upper)


def outline(shape: str, footprint_mm: tuple[float, float]) -> tuple[Array, Array]:
    """Points (n, 2) mm and unit outward normals (n, 2), counter-clockwise, mirrored in x."""
    width, depth = footprint_mm
    if shape in ("round", "oval"):
        return _ellipse(width / 2, depth / 2)
    if shape == "square":
        corners = np.array([(1, -1), (1, 1), (-1, 1), (-1, -1)]) * (width / 2, depth / 2)
        return _rounded(corners, 0.08 * min(width, depth))
    f = _FRONT_FACE
    corners = np.array([(f, -1), (1, 0), (f, 1), (-f, 1), (-1, 0), (-f, -1)])
    return _hexagon(corners, width, depth)


def _ellipse(a: float, b: float) -> tuple[Array, Array]:
    n = _facets(max(a, b) ** 2 / min(a, b), 360.0)  # the flattest curvature radius
    angle = -np.pi / 2 + 2 * np.pi * np.arange(n) / n
    direction = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    normal = direction * (b, a)
    return direction * (a, b), normal / np.linalg.norm(normal, axis=1, keepdims=True)


def _hexagon(corners: Array, width: float, depth: float) -> tuple[Array, Array]:
    """Rounding pulls the two side corners in, so the sharp hexagon is a little wider."""
    radius = 0.08 * min(width, depth)
    points, normals = _rounded(corners * (width / 2, depth / 2), radius)
    lost = width / 2 - points[:, 0].max()
    for _ in range(4):  # the loss depends on the corner's angle: converges at once
        points, normals = _rounded(corners * (width / 2 + lost, depth / 2), radius)
        lost += width / 2 - points[:, 0].max()
    points[:, 0] *= width / 2 / points[:, 0].max()
    return points, normals


def _rounded(corners: Array, radius: float) -> tuple[Array, Array]:
    """A convex polygon whose corners are arcs of `radius` mm."""
    points, normals = [], []
    for before, corner, after in zip(
        np.roll(corners, 1, axis=0), corners, np.roll(corners, -1, axis=0), strict=True
    ):
        start, end = (_outward(before, corner), _outward(corner, after))
        turn = math.acos(float(np.clip(start @ end, -1.0, 1.0)))
        middle = (start + end) / np.linalg.norm(start + end)
        centre = corner - middle * radius / math.cos(turn / 2)
        steps = np.linspace(0.0, turn, _facets(radius, math.degrees(turn)) + 1)
        angle = math.atan2(start[1], start[0]) + steps
        normal = np.stack([np.cos(angle), np.sin(angle)], axis=1)
        points.append(centre + radius * normal)
        normals.append(normal)
    return np.concatenate(points), np.concatenate(normals)


def _outward(start: Array, end: Array) -> Array:
    along = (end - start) / np.linalg.norm(end - start)
    return np.array([along[1], -along[0]])


def _facets(radius_mm: float, angle_deg: float) -> int:
    """Facets of an arc so that none lies deeper than `_SAG_MM`; a whole circle is symmetric."""
    step = 2 * math.acos(max(0.9, 1 - _SAG_MM / radius_mm))
    return max(4 * math.ceil(math.radians(angle_deg) / step / 4), 8)


def _stack(points: Array, normals: Array, rings: tuple[tuple[float, float], ...]) -> Manifold:
    """Rings of n points each, joined by quads cut in two, closed by two flat faces."""
    n = len(points)
    levels = [np.column_stack([points - inset * normals, np.full(n, z)]) for inset, z in rings]
    i = np.arange(n)
    j = (i + 1) % n
    quads = [
        np.stack([[i, j, j + n], [i, j + n, i + n]]).transpose(0, 2, 1).reshape(-1, 3) + k * n
        for k in range(len(rings) - 1)
    ]
    bottom = np.asarray(triangulate([levels[0][:, :2]]))[:, ::-1]
    top = np.asarray(triangulate([levels[-1][:, :2]])) + (len(rings) - 1) * n
    faces = np.concatenate([*quads, bottom, top]).astype(np.uint64)
    return Manifold(Mesh64(np.concatenate(levels), np.ascontiguousarray(faces)))


def _wall(points: Array, normals: Array, low_mm: float, high_mm: float) -> Wall:
    """The outline cut open at the back; s = 0 where it crosses x = 0 at the front."""
    right = points[:, 0] > 1e-9
    start = int(np.flatnonzero(np.roll(right, 1) & ~right)[0])  # from right to left: the back
    order = (start + np.arange(len(points) + 1)) % len(points)
    points, normals = points[order], normals[order]
    s = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    k = int(np.argmax(points[:, 0] > 1e-9))
    share = points[k, 0] / (points[k, 0] - points[k - 1, 0])
    front = s[k] - share * (s[k] - s[k - 1])
    return Wall(s - front, points, normals, low_mm, high_mm)


def _check(shape: str, footprint_mm: tuple[float, float], height_mm: float) -> None:
    width, depth = footprint_mm
    if not (min(width, depth) >= MIN_FOOTPRINT_MM and height_mm >= MIN_HEIGHT_MM):
        raise BadInput(
            f"A pedestal of {width:g} x {depth:g} x {height_mm:g} mm is too small; "
            f"make it at least {MIN_FOOTPRINT_MM:g} mm wide and deep and {MIN_HEIGHT_MM:g} mm high."
        )
    if not max(width, depth, height_mm) < 1000.0:
        raise BadInput(f"A pedestal of {width:g} x {depth:g} mm is too large; stay under 1000 mm.")
    if shape == "round" and not math.isclose(width, depth):
        raise BadInput(
            f"A round pedestal cannot be {width:g} x {depth:g} mm; use an oval one or equal sides."
        )
