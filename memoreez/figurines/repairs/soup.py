"""From loose triangles to a surface: bad points, copies and slivers go, corners are joined."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints, weld
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import Faces, Flags, edges, grouped, kept, proper, times
from memoreez.figurines.repairs.survey import edges_of

FAR = 1e3  # a corner that many times further out than nearly all others is a wild number
FEW = 0.01  # of all corners: more of them are no accident
DIGITS = 100  # of its sizes: a mesh that lies further from the origin has few digits left
LOST = 1e7  # further out than this many mm there is no keepsake
REACHES = (2e-6, 2e-5, 2e-4, 1e-3)  # of the diagonal: how far corners are pulled together, in turn
SHORT = 0.35  # of the shortest side at a corner: no pull goes further,
FREE = 2e-4  # unless it stays under this share of the diagonal, where there are no real gaps
LOOSE, CROWD = 0.9, 200_000  # so many triangles, of which such a share is alone, are no surface
MANY = 3_000_000  # loose corners: beyond, only identical ones are joined


def broken_points(mesh: Mesh) -> Step:
    """Without the triangles whose corners are no numbers, do not exist or lie impossibly far out.

    A mesh that lies far from the origin as a whole is moved there, because its coordinates have
    few digits left.
    """
    fine = _fine(mesh)
    good = np.zeros(len(mesh.faces), np.bool_)
    good[:] = ((mesh.faces >= 0) & (mesh.faces < len(mesh.vertices))).all(axis=1)
    good[good] = fine[mesh.faces[good]].all(axis=1)
    changes = []
    if not good.all():
        lost, count = int(len(good) - good.sum()), int((~fine).sum())
        changes.append(
            Change(
                "broken_points",
                f"dropped {times(lost, 'triangle')} with corners that are no numbers, do not "
                "exist or lie impossibly far away",
                {"triangles": lost, "points": count},
            )
        )
        mesh = kept(mesh, good)
    return _moved(mesh, changes)


def fit(mesh: Mesh) -> bool:
    """Whether all coordinates can be used as they are: numbers, none wild, with digits enough."""
    return bool(_fine(mesh).all()) and _near(mesh.vertices)


def _near(vertices: npt.NDArray[np.float32]) -> bool:
    """Whether the coordinates are not so large that their digits run out."""
    size = float(np.ptp(vertices.astype(np.float64), axis=0).max())
    return float(np.abs(vertices).max()) <= DIGITS * size


def _moved(mesh: Mesh, changes: list[Change]) -> Step:
    """Moved to the origin where it lies so far away that its digits run out."""
    if not len(mesh.vertices) or _near(mesh.vertices):
        return Step(mesh, tuple(changes))
    low, high = (f(mesh.vertices.astype(np.float64), axis=0) for f in (np.min, np.max))
    centre = (low + high) / 2
    away = float(np.abs(centre).max())
    if away <= (DIGITS - 1) * float((high - low).max()):
        return Step(mesh, tuple(changes))
    vertices = (mesh.vertices - centre).astype(np.float32)
    words = f"moved it to the origin, from {away:.4g} mm away, where digits run out"
    changes.append(Change("broken_points", words, {"moved_mm": away}))
    return Step(Mesh(vertices, mesh.faces), tuple(changes))


def _fine(mesh: Mesh) -> Flags:
    """(n,) vertices that can be used."""
    fine = np.zeros(len(mesh.vertices), np.bool_)
    with np.errstate(invalid="ignore"):
        fine[:] = (np.abs(mesh.vertices) < LOST).all(axis=1)
    if not fine.any():
        return fine
    points = mesh.vertices[fine]
    low, high = points.min(axis=0), points.max(axis=0)
    inner = points[:: max(1, len(points) // 100_000)]
    near, far = np.quantile(inner, [FEW, 1 - FEW], axis=0)
    slack = FAR * max(float((far - near).max()), 1e-30)
    if ((low >= near - slack) & (high <= far + slack)).all():
        return fine
    wild = ((points < near - slack) | (points > far + slack)).any(axis=1)
    if wild.mean() <= FEW:
        fine[np.flatnonzero(fine)[wild]] = False
    return fine


def duplicates(mesh: Mesh) -> Step:
    """Without triangles that use a corner twice, copies, and pairs that lie back to back.

    Of the triangles on the same three corners one stays, and none where as many face either way:
    so an open edge stays open, a closed one closed. But one stays also there where that leaves
    fewer edges open, because then it was copied the wrong way round.
    """
    good = proper(mesh.faces)
    keep = good & _single(mesh.faces, good, cancel=True)
    once = good & _single(mesh.faces, good, cancel=False)
    if keep.sum() < once.sum() and _odd(mesh.faces[once]) < _odd(mesh.faces[keep]):
        keep = once  # copies the wrong way round, no sheets
    if keep.all():
        return Step(mesh)
    flat, copies = int((~good).sum()), int((good & ~keep).sum())
    changes = []
    if copies:
        words = f"dropped {times(copies, 'triangle')} that lay on another one"
        changes.append(Change("duplicates", words, {"triangles": copies}))
    if flat:
        words = f"dropped {times(flat, 'triangle')} without area"
        changes.append(Change("slivers", words, {"triangles": flat}))
    return Step(kept(mesh, keep), tuple(changes))


def _odd(faces: Faces) -> int:
    return int((edges(faces).count != 2).sum())


def _single(faces: Faces, good: Flags, *, cancel: bool) -> Flags:
    """(m,) false where a triangle is a copy; where pairs `cancel`, also in one back to back."""
    ordered = np.sort(faces, axis=1).astype(np.int64)
    size = int(faces.max(initial=0)) + 1
    if size < 2_000_000:  # three numbers of 21 bits fit into one
        key = (ordered[:, 0] * size + ordered[:, 1]) * size + ordered[:, 2]
        order = np.argsort(key, kind="stable")
        new = np.diff(key[order], prepend=-1) != 0
    else:
        order = np.lexsort(ordered.T)
        new = np.append(True, (ordered[order][1:] != ordered[order][:-1]).any(axis=1))
    start = np.flatnonzero(new)
    count = np.diff(np.append(start, len(order)))
    keep = np.ones(len(faces), np.bool_)
    if (count == 1).all():
        return keep
    group = np.repeat(np.arange(len(start)), count)
    least = faces.argmin(axis=1)
    rows = np.arange(len(faces))
    forward = (faces[rows, (least + 1) % 3] < faces[rows, (least + 2) % 3]) * 2 - 1
    net = np.bincount(group, weights=forward[order] * good[order], minlength=len(start))
    several = np.repeat(count > 1, count)
    wanted = np.sign(net)[group] == forward[order]
    if not cancel:
        wanted = (wanted | (net[group] == 0)) & good[order]
    sorted_keep = ~several | (wanted & _first(group, wanted))
    keep[order] = sorted_keep
    return keep


def _first(group: Ints, wanted: Flags) -> Flags:
    """(m,) the first wanted one of each group."""
    first = np.zeros(len(group), np.bool_)
    at = np.flatnonzero(wanted)
    first[at[np.diff(group[at], prepend=-1) != 0]] = True
    return first


def welded(mesh: Mesh) -> Step:
    """Corners in the same place become one; along open edges also those in nearly the same place.

    How near is tried in growing steps, up to a thousandth of the size and a third of the
    shortest side there, and only while it closes more edges than it crowds. Triangles that
    shrink to nothing go.
    """
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[mesh.faces] = True
    result = _lean(weld(mesh))
    exact = int(used.sum()) - len(result.vertices)
    result = result if exact else mesh
    result, reach_mm = _sewn(result)
    if result is mesh:
        return Step(mesh)
    joined = int(used.sum()) - len(result.vertices)
    words = f"joined {times(joined, 'corner')} of neighbouring triangles"
    if joined > exact:
        words += f", {joined - exact} of them up to {reach_mm:.2g} mm apart"
    return Step(result, (Change("welded", words, {"points": joined, "reach_mm": reach_mm}),))


def loose(mesh: Mesh) -> bool:
    """Whether it is a crowd of triangles hardly any of which has a neighbour."""
    if len(mesh.faces) <= CROWD:
        return False
    found = edges_of(mesh)
    alone = np.bincount(found.owner[found.start[found.count == 1]], minlength=len(mesh.faces)) == 3
    return float(alone.mean()) > LOOSE


def _lean(mesh: Mesh) -> Mesh:
    return kept(mesh, good) if not (good := proper(mesh.faces)).all() else mesh


def _diagonal(mesh: Mesh) -> float:
    points = mesh.vertices.astype(np.float64)
    return float(np.linalg.norm(np.ptp(points, axis=0))) if len(points) else 0.0


def _sewn(mesh: Mesh) -> tuple[Mesh, float]:
    """Open corners pulled together as long as that gains anything, and how far in mm.

    Tried on the triangles about the rims alone: what is further away does not change.
    """
    diagonal = _diagonal(mesh)
    near = np.zeros(len(mesh.vertices), np.bool_)
    near[_close(mesh, REACHES[-1] * diagonal, diagonal)[0]] = True
    if not near.any():
        return mesh, 0.0
    for _ in range(2):  # a triangle that goes changes the edges of its neighbours
        near[mesh.faces[near[mesh.faces].any(axis=1)]] = True
    some = near[mesh.faces].any(axis=1)
    own, number = np.unique(mesh.faces[some], return_inverse=True)
    piece = Mesh(mesh.vertices[own], number.reshape(-1, 3).astype(np.int32))
    reach_mm = 0.0
    for share in REACHES:
        pulled = _pulled(piece, share * diagonal, diagonal)
        if pulled is not piece:
            piece, reach_mm = pulled, share * diagonal
    if not reach_mm:
        return mesh, 0.0
    vertices = mesh.vertices.copy()
    vertices[own] = piece.vertices
    return _lean(weld(Mesh(vertices, mesh.faces))), reach_mm


def _close(mesh: Mesh, reach_mm: float, diagonal_mm: float) -> tuple[Ints, Ints]:
    """Corners (k,) on open edges, and pairs (p, 2) of these that may be joined."""
    found = edges_of(mesh)
    first = found.start[found.count == 1]
    none = np.empty((0, 2), np.int64)
    if len(first) > MANY or not len(first):
        return first[:0], none
    rim = np.sort(np.stack([found.tail[first], found.head[first]], axis=1), axis=1)
    loose = np.flatnonzero(np.bincount(rim.reshape(-1)))
    points = mesh.vertices[loose].astype(np.float64)
    limit = np.maximum(SHORT * _shortest(mesh, loose), FREE * diagonal_mm)
    reach = min(reach_mm, float(limit.max()))
    pairs = cKDTree(points).query_pairs(reach, output_type="ndarray").astype(np.int64)
    far = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    pairs = pairs[far <= np.minimum(limit[pairs[:, 0]], limit[pairs[:, 1]])]
    key = np.array([len(mesh.vertices), 1])
    edges, asked = np.sort(rim @ key), np.sort(loose[pairs], axis=1) @ key
    return loose, pairs[edges[np.searchsorted(edges[:-1], asked)] != asked]


def _pulled(piece: Mesh, reach_mm: float, diagonal_mm: float) -> Mesh:
    """Open corners up to `reach_mm` apart in one place; the very mesh where that gains nothing.

    Its triangles and corners keep their numbers. Open edges that are gone because their ends were
    pulled together count for nothing: a fine rim would vanish like that.
    """
    lean, number = _numbered(piece)
    loose, pairs = _close(lean, reach_mm, diagonal_mm)
    if not len(pairs):
        return piece
    vertices = _together(lean, loose, pairs)
    moved = Mesh(vertices[number], piece.faces)
    before, after = edges_of(lean), edges_of(_numbered(moved)[0])
    first = before.start[before.count == 1]
    shut = (vertices[before.tail[first]] == vertices[before.head[first]]).all(axis=1).sum()
    odd, left = int((before.count != 2).sum()), int((after.count != 2).sum())
    return moved if left < odd - int(shut) else piece


def _numbered(mesh: Mesh) -> tuple[Mesh, Ints]:
    """Without what shares a place or is flat, and the number that each corner (n,) has then."""
    made = weld(mesh)
    number = np.zeros(len(mesh.vertices), np.int64)
    number[mesh.faces] = made.faces
    return Mesh(made.vertices, made.faces[proper(made.faces)]), number


def _shortest(mesh: Mesh, loose: Ints) -> Floats:
    """(k,) the shortest side in mm of the triangles at each loose corner."""
    asked = np.zeros(len(mesh.vertices), np.bool_)
    asked[loose] = True
    faces = mesh.faces[asked[mesh.faces].any(axis=1)]
    corners = mesh.vertices[faces].astype(np.float64)
    sides = np.linalg.norm(corners - corners[:, [1, 2, 0]], axis=2)
    sides[sides == 0] = np.inf
    least = np.full(len(mesh.vertices), np.inf)
    np.minimum.at(least, faces.reshape(-1), np.repeat(sides.min(axis=1), 3))
    return np.asarray(least[loose])


def _together(mesh: Mesh, loose: Ints, pairs: Ints) -> npt.NDArray[np.float32]:
    """Corners (n, 3): those that hang together through `pairs` in their common middle."""
    count, group = grouped(pairs[:, 0], pairs[:, 1], len(loose))
    sums = np.stack(
        [np.bincount(group, mesh.vertices[loose, k], minlength=count) for k in range(3)], axis=1
    )
    middles = sums / np.bincount(group, minlength=count)[:, None]
    vertices = mesh.vertices.copy()
    vertices[loose] = middles[group].astype(np.float32)
    return vertices
