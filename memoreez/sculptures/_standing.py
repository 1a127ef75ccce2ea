"""A sculpture set down: without the pedestal of its picture, on a flat sole, without crumbs."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from manifold3d import CrossSection, Error, JoinType, Manifold, OpType
from manifold3d import Mesh as Triangles
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from memoreez.errors import ProviderError

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

CRUMB = 0.0015  # of the largest piece's volume: smaller ones are left out
SOLES = (0.004, 0.01, 0.02, 0.035, 0.05, 0.07)  # of the height: cut off below, until it stands
SOLE_AREA = 0.010  # of the height squared: enough to stand on
DROP = 0.08  # of the height: a piece of its own that floats lower than this stood on the ground
TOPS = 60  # slices in which the top of a pedestal is looked for
HIGHEST = 0.34  # of the height: no pedestal is higher
LOWEST = 0.065  # and one that is lower is the figure's own foot
WIDEST, NARROWEST = 2.5, 0.30  # a pedestal's width, of the height
FLAT = 0.9  # cosine of what lies flat
WHOLE = 0.88  # of its convex hull: a pedestal has no dents
ROUND = 0.55  # of the circle round it: nor is it a plank
BARE = 0.15  # of it that is seen from above round the feet
FAINT = 0.1  # of the broadest level: what has less is none
FLAKE = 0.03  # of the height: what is lower on a pedestal is part of a foot, or its own surface
WIDER = 0.02  # of the height: as far round a foot
MOST_LEAN = 6.0  # degrees that are taken for a lean of the depths
MOST_TILT = 7.0  # and of a pedestal: what leans more is a foot whose depths are wrong
ALIKE = 2.0  # degrees between sides that count as one
PLATE = 0.09  # of a plate: its depth's variance, as a share of its next longer side's
LEVELLED = np.radians(1.0)  # a pedestal that was made level by less is left so
CUTS = tuple(0.002 + 0.004 * i for i in range(15))  # of the height, tried for a new sole
MET = 0.75  # of the area of the foot before
LEVEL = 0.006  # of the height: cut so far above the top of a pedestal


@dataclass(frozen=True)
class Pedestal:
    """What the figure of a picture stands on."""

    top: float  # once it is level
    radius: float
    lean: tuple[float, float]  # degrees about x and y by which its top is off the level


@dataclass(frozen=True)
class Level:
    """A height at which a solid is flat and looks up."""

    top: float
    area: float
    lean: tuple[float, float]  # degrees about x and y by which it is off the level


def solid_of(vertices: Floats, faces: npt.NDArray[np.int64], tolerance: float) -> Manifold:
    """The closed solid of a surface (n, 3), (m, 3), simplified within `tolerance` of its height.

    Raises ProviderError where there is none.
    """
    made = _made(vertices, _kept(vertices, faces)) if len(faces) else Manifold()
    if made.status() != Error.NoError or made.is_empty() or made.volume() <= 0:
        raise ProviderError(
            "Claynet finds nothing solid in the picture; take one of a single figure before a "
            "plain backdrop."
        )
    _, _, low, _, _, high = made.bounding_box()
    return made.simplify(tolerance * (high - low))


def _made(vertices: Floats, faces: npt.NDArray[np.int64]) -> Manifold:
    return Manifold(Triangles(vertices.astype(np.float32), faces.astype(np.uint32)))


def _kept(vertices: Floats, faces: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The faces without those of crumbs and inner voids."""
    count = len(vertices)
    links = coo_array((np.ones(len(faces), np.int8), (faces[:, 0], faces[:, 1])), (count, count))
    more = coo_array((np.ones(len(faces), np.int8), (faces[:, 1], faces[:, 2])), (count, count))
    _, label = connected_components(links + more, directed=False)
    a, b, c = (vertices[faces[:, i]].astype(np.float64) for i in range(3))
    six = np.bincount(label[faces[:, 0]], np.einsum("ij,ij->i", a, np.cross(b, c)))
    return faces[(six > CRUMB * six.max())[label[faces[:, 0]]]]


def stood(solid: Manifold) -> tuple[Manifold, Pedestal | None]:
    """The figure on z = 0, and the pedestal of the picture that was taken away."""
    found = pedestal(solid)
    if found is not None:
        return _settled(_lifted(_upright(solid, found.lean), found)), found
    plate = _plate(solid)
    if plate is not None:
        return _settled(_soled(solid.transform(plate))), None
    return _settled(_soled(solid.rotate((*_resting(solid), 0)))), None


def straightened(figure: Manifold, lean: float, levelled: float) -> Manifold:
    """A figure on z = 0 that leans towards −y by `lean` radians, upright.

    By `levelled` it was turned that way when the top of its pedestal was made level; as much of
    the lean as that is turned back. The rest is a lean of its depths: what is level stays so.
    """
    turn = min(levelled, lean)
    back = _turned(figure, turn) if turn > LEVELLED else None
    if back is not None:
        figure, lean = back, lean - turn
    along = [[1, 0, 0, 0], [0, 1, float(np.tan(lean)), 0], [0, 0, 1, 0]]
    return figure.transform(np.array(along)) if lean else figure


def _turned(figure: Manifold, angle: float) -> Manifold | None:
    """Turned back by `angle` radians and cut flat where most of its foot is met again."""
    made = figure.rotate((-float(np.degrees(angle)), 0, 0))
    _, _, low, _, _, high = made.bounding_box()
    foot = figure.slice(CUTS[0] * (high - low)).area()
    for cut in (low + share * (high - low) for share in CUTS):
        if made.slice(cut).area() > MET * foot:
            return _settled(made.trim_by_plane((0, 0, 1), cut).translate((0, 0, -cut)))
    return None


def _lifted(solid: Manifold, found: Pedestal) -> Manifold:
    """What stands on the pedestal, without flakes of its top where that is not quite level."""
    _, _, low, _, _, high = solid.bounding_box()
    cut = found.top + LEVEL * (high - low)
    clear = found.top + FLAKE * (high - low)
    above = solid.trim_by_plane((0, 0, 1), clear)
    feet = solid.slice(clear).offset(WIDER * (high - low), JoinType.Round)
    near = feet.simplify(1e-3 * (high - low)).extrude(clear - cut).translate((0, 0, cut))
    band = solid.trim_by_plane((0, 0, 1), cut).trim_by_plane((0, 0, -1), -clear) ^ near
    return (above + band).translate((0, 0, -cut))


def _resting(solid: Manifold) -> tuple[float, float]:
    """Turns about x and y in degrees that set the solid on the broadest side that is nearly below.

    Depths lean more easily than they are wrong otherwise; what stands in a picture stands upright.
    """
    _, normal, area = _triangles(solid.hull())
    unit = normal / area[:, None]
    below = np.flatnonzero(unit[:, 2] < -np.cos(np.radians(MOST_LEAN)))
    if not len(below):
        return 0.0, 0.0
    alike = unit[below] @ unit.T > np.cos(np.radians(ALIKE))
    best = alike[int((alike * area).sum(axis=1).argmax())]
    x, y, z = -normal[best].sum(axis=0)
    return float(np.degrees(np.arctan2(y, z))), -float(np.degrees(np.arctan2(x, z)))


def _plate(solid: Manifold) -> Doubles | None:
    """The turn (3, 4) that sets a plate upright that nearly is; None for what is no plate.

    Its edge is too narrow to tell how it stands, and its face tells it well.
    """
    corners, _, area = _triangles(solid)
    middle = corners.mean(axis=1)
    away = (middle - area @ middle / area.sum()) * np.sqrt(area / area.sum())[:, None]
    size, axes = np.linalg.eigh(away.T @ away)
    facing = axes[:, 0]
    lean = float(np.arcsin(np.clip(facing[2], -1, 1)))
    if size[0] > PLATE * size[1] or abs(lean) > np.radians(MOST_TILT):
        return None
    across = np.array([facing[1], -facing[0], 0]) / np.hypot(facing[0], facing[1])
    turn, _ = cv2.Rodrigues(-lean * across)
    return np.hstack([turn, np.zeros((3, 1))])


def _triangles(solid: Manifold) -> tuple[Doubles, Doubles, Doubles]:
    """Corners (n, 3, 3) of a solid's triangles, their normals as long as their areas, and these."""
    mesh = solid.to_mesh()
    corners = np.asarray(mesh.vert_properties[:, :3], np.float64)[np.asarray(mesh.tri_verts)]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
    return corners, normal, np.maximum(np.linalg.norm(normal, axis=1), 1e-12)


def pedestal(solid: Manifold) -> Pedestal | None:
    """The low, whole, round or square thing under the figure, if there is one.

    Of several levels it is the lowest: what stands on it may end in a dish of its own.
    """
    levels = _levels(solid)
    if not levels:
        return None
    lean = max(levels, key=lambda level: level.area).lean  # a narrow ring tells it badly
    if np.hypot(*lean) > MOST_TILT:
        return None
    level = _upright(solid, lean)
    for one in _levels(level):
        radius = _carrying(level, one.top)
        if radius is not None:
            return Pedestal(one.top, radius, lean)
    return None


def _carrying(solid: Manifold, top: float) -> float | None:
    """The radius of what ends at `top`, where it is a pedestal."""
    _, _, low, _, _, high = solid.bounding_box()
    tall = high - low
    if not LOWEST * tall < top - low < HIGHEST * tall:
        return None
    below = solid.slice(top - 0.012 * tall)
    lower = solid.slice(low + 0.45 * (top - low))
    if not (_compact(below) and _compact(lower)):
        return None
    radius = float(np.sqrt(below.area() / np.pi))
    above = (below ^ solid.slice(top + 0.02 * tall)).area()
    if above > (1 - BARE) * below.area() or not NARROWEST < 2 * radius / tall < WIDEST:
        return None
    return radius if 0.75 < lower.area() / below.area() < 1.4 else None


def _upright(solid: Manifold, lean: tuple[float, float]) -> Manifold:
    """Turned so that the pedestal's top is level."""
    return solid.rotate((*lean, 0))


def _levels(solid: Manifold) -> list[Level]:
    """Where in the lower part much of the surface lies flat and looks up, the lowest first."""
    _, _, low, _, _, high = solid.bounding_box()
    tall = high - low
    corners, normal, area = _triangles(solid)
    height = corners[:, :, 2].mean(axis=1)
    flat = (normal[:, 2] > FLAT * area) & (height < low + 1.1 * HIGHEST * tall)
    if not flat.any():
        return []
    edges = np.linspace(low, low + 1.1 * HIGHEST * tall, TOPS + 1)
    amount, _ = np.histogram(height[flat], edges, weights=area[flat])
    amount = np.convolve(amount, [1, 2, 2, 1], "same")
    padded = np.pad(amount, 1)
    peak = (amount >= padded[:-2]) & (amount > padded[2:]) & (amount > FAINT * amount.max())
    found = []
    for at in np.flatnonzero(peak):
        near = flat & (np.abs(height - edges[at] + tall * 0.003) < 0.02 * tall)
        order = np.argsort(height[near])
        weight = np.cumsum(area[near][order])
        x, y, z = normal[near].sum(axis=0)
        lean = float(np.degrees(np.arctan2(y, z))), -float(np.degrees(np.arctan2(x, z)))
        top = float(height[near][order][np.searchsorted(weight, weight[-1] / 2)])
        found.append(Level(top, float(amount[at]), lean))
    return found


def _compact(section: CrossSection) -> bool:
    """Whether a cross-section is in one piece, without dents, and not a plank."""
    parts = section.decompose()
    if not parts:
        return False
    largest = max(parts, key=lambda part: part.area())
    area = largest.area()
    points = np.concatenate(largest.to_polygons()).astype(np.float32)
    hull, circle = largest.hull().area(), np.pi * float(cv2.minEnclosingCircle(points)[1]) ** 2
    return area > 0.85 * section.area() and area > WHOLE * hull and area > ROUND * circle


def _soled(solid: Manifold) -> Manifold:
    """Cut flat a little above its lowest point, where there is enough to stand on."""
    _, _, low, _, _, high = solid.bounding_box()
    tall = high - low
    cut = low + SOLES[-1] * tall
    for share in SOLES:
        section = solid.slice(low + share * tall)
        if section.area() >= SOLE_AREA * tall**2 and _carried(section, solid):
            cut = low + share * tall
            break
    return solid.trim_by_plane((0, 0, 1), cut).translate((0, 0, -cut))


def _carried(section: CrossSection, solid: Manifold) -> bool:
    """Whether the middle of the solid's box is over what it stands on."""
    west, south, _, east, north, _ = solid.bounding_box()
    hull = np.concatenate(section.hull().to_polygons()).astype(np.float32)
    middle = ((west + east) / 2, (south + north) / 2)
    return bool(cv2.pointPolygonTest(hull, middle, True) > -0.12 * (east - west))


def _settled(solid: Manifold) -> Manifold:
    """Without crumbs; pieces of their own that float just above the ground are let down onto it."""
    parts = solid.decompose()
    if len(parts) < 2:
        return solid
    tall, most = solid.bounding_box()[5], max(part.volume() for part in parts)
    placed, moved = [], False
    for part in parts:
        low = part.bounding_box()[2]
        if part.volume() <= CRUMB * most:
            continue
        floats = 1e-4 * tall < low < DROP * tall
        placed.append(part.translate((0, 0, -low)) if floats else part)
        moved |= floats
    if not moved:
        return Manifold.compose(placed)
    return Manifold.batch_boolean(placed, OpType.Add)  # they may meet now
