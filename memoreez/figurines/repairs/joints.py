"""Joints: floaters close to the figure are joined to it by a short neck that can be printed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import CrossSection, Manifold, OpType
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, unfold
from memoreez.figurines.limits import WALL_LINES
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import grouped, times
from memoreez.figurines.repairs.survey import mesh_of, solid_of, survey
from memoreez.figurines.thickness import sample

NEAR = 0.06  # of the diagonal: further away a piece does not belong to the figure
NEAREST_MM = 2.0  # however small the figure
SPAN = 2.0  # of the smaller piece's size: no neck is longer,
SHORT_MM = 1.0  # or of that many mm
CRUMB = 5e-3  # of the whole volume: what is less and far away is no part of the figure
SURE = 0.8  # that such crumbs are left over
STOUT = 1.6  # walls: a round neck of 1.5 walls never gives way
SHARE = 0.4  # of the smaller piece's size: how thick a neck gets for a large piece
MOST = 4.0  # walls: no neck is thicker
FLARE = 1.5  # radii: how much wider a neck ends than it is in the middle
MOST_PIECES = 200
POINTS = 4000  # on each piece, besides its corners
SEGMENTS = 24
EVEN = 0.02  # of a piece: points that much further away are as near
ROUNDS = 6  # of walking to the nearest points


@dataclass(frozen=True, eq=False)
class _Piece:
    solid: Manifold
    corners: Floats  # (m, 3, 3) mm
    points: Floats  # (k, 3) mm all over the surface
    low: Floats  # (3,) mm: its box
    high: Floats
    size_mm: float


def joined(mesh: Mesh, *, nozzle_mm: float = 0.4) -> Step:
    """Pieces that float or stand near one another joined by necks of at least 1.5 walls.

    A neck runs between the two nearest points and ends a little inside either piece, wider there.
    It spans up to 6 % of the figure's size and twice that of the smaller piece. What lies further
    away is dropped where it is next to nothing beside the figure, else it stays, and both is told.
    """
    if survey(mesh).count < 2:
        return Step(mesh)
    whole = solid_of(mesh)
    if whole is None:
        return Step(mesh)
    parts = [part for part in whole.decompose() if part.volume() > 0]
    if not 1 < len(parts) <= MOST_PIECES:
        return Step(mesh)
    pieces = [_piece(part) for part in sorted(parts, key=lambda part: -part.volume())]
    size = mesh.vertices.max(axis=0).astype(np.float64) - mesh.vertices.min(axis=0)
    reach = max(NEAR * float(np.linalg.norm(size)), NEAREST_MM)
    links = _links(pieces, reach)
    stays, crumbs, left = _sorted(pieces, links)
    links = [(i, j) for i, j in links if stays[i] and stays[j]]
    told = [_dropped(crumbs), _far(left)]
    wall = WALL_LINES * nozzle_mm
    necks = [_neck(pieces[i], pieces[j], wall) for i, j in links]
    if necks:
        told.insert(0, _linked(necks, left))
    if not necks and not crumbs:
        return Step(mesh, tuple(change for change in told if change))
    solids = [piece.solid for piece, stay in zip(pieces, stays, strict=True) if stay]
    solid = Manifold.batch_boolean([*solids, *(neck for neck, _ in necks)], OpType.Add)
    return Step(mesh_of(solid), tuple(change for change in told if change))


def _sorted(
    pieces: list[_Piece], links: list[tuple[int, int]]
) -> tuple[list[bool], list[_Piece], int]:
    """Which pieces stay, which are dropped as crumbs, and how many stay without being joined."""
    ends = np.array(links, np.int64).reshape(-1, 2)
    count, group = grouped(ends[:, 0], ends[:, 1], len(pieces))
    held = np.bincount(group, [piece.size_mm**3 for piece in pieces], count)
    crumb = (held < CRUMB * held.sum()) & (np.arange(count) != group[0])
    stays = (~crumb[group]).tolist()
    crumbs = [piece for piece, stay in zip(pieces, stays, strict=True) if not stay]
    return stays, crumbs, int((~crumb).sum()) - 1


def _dropped(crumbs: list[_Piece]) -> Change | None:
    if not crumbs:
        return None
    lost = sum(piece.size_mm**3 for piece in crumbs)
    words = f"dropped {times(len(crumbs), 'loose crumb')} far from the rest, {lost:.3g} mm³ in all"
    words += " (probably left over)"
    return Change("dust", words, {"specks": len(crumbs), "mm3": lost}, SURE)


def _linked(necks: list[tuple[Manifold, float]], left: int) -> Change:
    widest = max(gap for _, gap in necks)
    words = f"joined {times(len(necks), 'loose piece')} to the rest by necks, over gaps of up to "
    words += f"{widest:.1f} mm"
    return Change("joined", words, {"pieces": len(necks), "gap_mm": widest, "left": left})


def _far(left: int) -> Change | None:
    if not left:
        return None
    words = f"left {times(left, 'loose piece')} too far away from the rest to be joined to it"
    return Change("joined", words, {"pieces": 0, "left": left})


def _piece(solid: Manifold) -> _Piece:
    mesh = mesh_of(solid)
    facets = unfold(mesh)
    points = np.concatenate([facets.points, sample(facets, POINTS)[1]])
    low, high = facets.points.min(axis=0), facets.points.max(axis=0)
    return _Piece(solid, facets.corners, points, low, high, float(np.cbrt(abs(solid.volume()))))


def _links(pieces: list[_Piece], reach_mm: float) -> list[tuple[int, int]]:
    """Pairs of pieces to be joined: the shortest tree that holds together all within reach."""
    trees = [cKDTree(piece.points) for piece in pieces]
    first, second, gaps = [], [], []
    for i in range(len(pieces)):
        for j in range(i + 1, len(pieces)):
            size = min(pieces[i].size_mm, pieces[j].size_mm)
            reach = min(reach_mm, max(SPAN * size, SHORT_MM))
            if _apart(pieces[i], pieces[j]) > reach:
                continue
            far, _ = trees[i].query(pieces[j].points, distance_upper_bound=1.5 * reach)
            if float(np.min(far)) <= reach:
                first.append(i)
                second.append(j)
                gaps.append(float(np.min(far)) + 1e-6)
    graph = coo_array((gaps, (first, second)), shape=(len(pieces), len(pieces)))
    tree = coo_array(minimum_spanning_tree(graph))
    return sorted(zip(tree.coords[0].tolist(), tree.coords[1].tolist(), strict=True))


def _apart(a: _Piece, b: _Piece) -> float:
    """The gap in mm between the boxes of two pieces."""
    gap = np.maximum(a.low - b.high, b.low - a.high)
    return float(np.linalg.norm(np.maximum(gap, 0)))


def _neck(a: _Piece, b: _Piece, wall_mm: float) -> tuple[Manifold, float]:
    """A neck between the nearest points of two pieces, and the gap in mm that it spans."""
    start, end = _nearest(a, b)
    way = end - start
    gap = float(np.linalg.norm(way))
    if gap < 1e-6:  # they touch: through the point, towards the smaller piece
        way = b.points.mean(axis=0) - start
    way = way / max(float(np.linalg.norm(way)), 1e-12)
    least = STOUT * wall_mm
    thick = min(max(least, SHARE * min(a.size_mm, b.size_mm)), max(least, MOST * wall_mm))
    radius = thick / 2
    inside = 1.5 * radius
    profile = _profile(radius, gap, inside)
    solid = Manifold.revolve(profile, SEGMENTS)
    return _along(solid, start - way * inside, way), gap


def _profile(radius: float, gap: float, inside: float) -> CrossSection:
    """Half of the neck's outline: narrow in the middle, wider at both ends."""
    length = gap + 2 * inside
    t = np.linspace(0, 1, 13)
    out = radius * (1 + (FLARE - 1) * (2 * t - 1) ** 2)
    side = np.column_stack([out, t * length])
    return CrossSection([np.concatenate([[[0, 0]], side, [[0, length]]])])


def _along(solid: Manifold, start: Floats, way: Floats) -> Manifold:
    """`solid` from the origin upwards, set at `start` along the unit vector `way`."""
    first = np.cross(way, np.eye(3)[np.argmin(np.abs(way))])
    first /= np.linalg.norm(first)
    return solid.transform(np.column_stack([first, np.cross(way, first), way, start]))


def _nearest(a: _Piece, b: _Piece) -> tuple[Floats, Floats]:
    """The nearest points of two pieces; in the middle of them where many are as near."""
    far, which = (np.asarray(found) for found in cKDTree(a.points).query(b.points))
    least = float(far.min())
    close = np.flatnonzero(far <= least + EVEN * max(a.size_mm, b.size_mm))
    middle = b.points[close].mean(axis=0)
    best = close[np.argmin(np.linalg.norm(b.points[close] - middle, axis=1))]
    start, end = a.points[which[best]], b.points[best]
    for _ in range(ROUNDS):
        reach = float(np.linalg.norm(end - start)) + 1e-6
        start = _on(a.corners, end, reach, start)
        end = _on(b.corners, start, reach, end)
    return start, end


def _on(corners: Floats, point: Floats, reach_mm: float, known: Floats) -> Floats:
    """The point of the triangles (m, 3, 3) nearest to `point`; `known` where none is in reach.

    Source: C. Ericson, "Real-Time Collision Detection" (2005), 5.1.5, here with every side of the
    triangle tried instead of the regions told apart.
    """
    low, high = corners.min(axis=1), corners.max(axis=1)
    near = ((low <= point + reach_mm) & (high >= point - reach_mm)).all(axis=1)
    near_corners = corners[near]
    if not len(near_corners):
        return known
    a, b, c = (near_corners[:, i] for i in range(3))
    found = [known[None]]
    for p, q in ((a, b), (b, c), (c, a)):
        side = q - p
        length = np.maximum(np.einsum("ij,ij->i", side, side), 1e-30)
        t = np.clip(np.einsum("ij,ij->i", point - p, side) / length, 0, 1)
        found.append(p + t[:, None] * side)
    normal = np.cross(b - a, c - a)
    square = np.einsum("ij,ij->i", normal, normal)
    proper = square > 1e-20
    a, b, c, normal, square = a[proper], b[proper], c[proper], normal[proper], square[proper]
    foot = point - normal * (np.einsum("ij,ij->i", point - a, normal) / square)[:, None]
    inside = np.ones(len(foot), np.bool_)
    for p, q in ((a, b), (b, c), (c, a)):
        inside &= np.einsum("ij,ij->i", np.cross(q - p, foot - p), normal) >= 0
    found.append(foot[inside])
    points = np.concatenate(found)
    return np.asarray(points[np.argmin(np.linalg.norm(points - point, axis=1))])
