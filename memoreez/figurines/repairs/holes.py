"""Holes: the loops of open edges are found and closed with patches that follow the surface."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array

from memoreez.artifacts import Mesh
from memoreez.figurines.columns import spread
from memoreez.figurines.facets import Floats, Ints, cross
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import Edges, times
from memoreez.figurines.repairs.patching import patch
from memoreez.figurines.repairs.survey import edges_of, survey

MOST_EDGES = 300_000  # open ones: beyond, the surface is no surface
MOST_LOOPS, FEW = 2000, 4  # loops with more than a few corners: beyond, the same
LARGEST = 0.25  # a patch over more than this share of its shell would invent too much
UNDERNEATH = 0.6  # the same for a flat opening on the bed, which scans and sculptors leave
SURE = 0.1  # of the shell: patches over more of it are a guess
CROOKED = 0.15  # depth of a loop, of its width: a gash round corners, and no patch knows these
SIDE, LEVEL = 0.25, 0.025  # width of a missing side, of the object's; depth of its rim, of its own
FOLLOWED = 0.5  # cosine: surface that meets the patch at a steeper angle is not continued


@dataclass(frozen=True, eq=False)
class _Skin:
    """What patches are judged by, with the triangles up to two away from a rim."""

    points: Floats  # (n, 3) mm: of the whole mesh
    faces: Ints  # (m, 3)
    normals: Floats  # (m, 3) times twice the area
    at: csr_array  # (n, m) which of these triangles use a corner
    bed_mm: float
    height_mm: float


def holes(mesh: Mesh) -> Step:
    """Loops of open edges closed, the neighbours along an edge in opposite directions.

    Each patch continues the surface around it. An opening as large as the surface itself (a
    sheet, a bowl without thickness) is left open, because closing it would invent a shape; so is
    a large gash that runs round corners, because a patch would cut them off.
    """
    found = edges_of(mesh)
    loops = _loops(found)
    if not loops or sum(len(loop) > FEW for loop in loops) > MOST_LOOPS:
        return Step(mesh)
    skin = _skin(mesh, loops)
    owner, found_shells = _owners(found), survey(mesh)
    faces: list[Ints] = [mesh.faces.astype(np.int64)]
    points: list[Floats] = [skin.points]
    count, widths, guessed = len(mesh.vertices), [], 0.0
    for loop in loops:
        corners = skin.points[loop]
        whole_side = len(loop) <= FEW or _whole_side(skin, corners)
        around = None if whole_side else _around(skin, loop)
        made = patch(corners, around)
        shell = found_shells.label[owner[int(loop[1]), int(loop[0])]]
        share = made.area_mm2 / max(float(found_shells.areas[shell]), 1e-30)
        if share > (UNDERNEATH if _underneath(skin, corners) else LARGEST):
            continue
        if share > SURE and len(loop) > FEW and around is None and _crooked(corners):
            continue
        guessed = max(guessed, share)
        faces.append(np.concatenate([loop, count + np.arange(len(made.points))])[made.faces])
        points.append(made.points)
        count += len(made.points)
        widths.append(_across_mm(corners))
    if not widths:
        return Step(mesh)
    closed = Mesh(np.concatenate(points).astype(np.float32), np.concatenate(faces).astype(np.int32))
    return Step(closed, (_told(widths, len(loops), guessed),))


def _told(widths: list[float], total: int, share: float) -> Change:
    words = f"filled {times(len(widths), 'hole')}, the largest {max(widths):.1f} mm across"
    left = total - len(widths)
    if left:
        words += f"; left {times(left, 'opening')} as large as the surface itself"
    sure = 1.0 if share <= SURE else max(0.5, 1.0 - share)
    if sure < 1:
        words += f"; the largest patch is a guess ({100 * share:.0f} % of its surface)"
    values = {"holes": len(widths), "largest_mm": max(widths), "left": left}
    return Change("holes", words, values, sure)


def _across_mm(corners: Floats) -> float:
    return float(np.linalg.norm(np.ptp(corners, axis=0)))


def _open(found: Edges) -> tuple[Ints, Ints, Ints]:
    """Tail, head and triangle of the half-edges that miss one the other way."""
    up = found.tail < found.head
    edge = np.repeat(np.arange(len(found.start)), found.count)
    odd = found.balance[edge]
    which = np.flatnonzero((odd != 0) & (up == (odd > 0)))
    first = np.flatnonzero(np.diff(edge[which], prepend=-1))
    rank = np.arange(len(which)) - np.repeat(first, np.diff(np.append(first, len(which))))
    which = which[rank < np.abs(odd[which])]
    return found.tail[which], found.head[which], found.owner[which]


def _owners(found: Edges) -> dict[tuple[int, int], int]:
    tail, head, owner = _open(found)
    return dict(zip(zip(tail.tolist(), head.tolist(), strict=True), owner.tolist(), strict=True))


def _loops(found: Edges) -> list[Ints]:
    """Loops of corners, each once, against the open edges: as the patches will run.

    As many open edges enter a corner as leave it, so every walk comes back; where it meets itself
    a loop is cut off.
    """
    tail, head, _ = _open(found)
    if len(tail) > MOST_EDGES:
        return []
    onward: dict[int, list[int]] = {}
    for a, b in zip(head.tolist(), tail.tolist(), strict=True):
        onward.setdefault(a, []).append(b)
    loops = []
    for first in list(onward):
        while onward[first]:
            path, place, at = [first], {first: 0}, onward[first].pop()
            while True:
                if at in place:
                    cut = place[at]
                    loops.append(np.array(path[cut:], np.int64))
                    for corner in path[cut + 1 :]:
                        del place[corner]
                    del path[cut + 1 :]
                    if not cut:
                        break
                else:
                    place[at] = len(path)
                    path.append(at)
                at = onward[path[-1]].pop()
    return [loop for loop in loops if len(loop) > 2]


def _skin(mesh: Mesh, loops: list[Ints]) -> _Skin:
    points = mesh.vertices.astype(np.float64)
    near = np.zeros(len(points), np.bool_)
    near[np.concatenate(loops)] = True
    near[mesh.faces[near[mesh.faces].any(axis=1)]] = True
    faces = mesh.faces[near[mesh.faces].any(axis=1)]
    a, b, c = (points[faces[:, i]] for i in range(3))
    normals = cross(b - a, c - a)
    size = len(faces)
    entries = np.ones(3 * size, np.int8), (faces.reshape(-1), np.repeat(np.arange(size), 3))
    at = coo_array(entries, shape=(len(points), size)).tocsr()
    used = points[mesh.faces.reshape(-1), 2]
    low, high = float(used.min()), float(used.max())
    return _Skin(points, faces.astype(np.int64), normals, at, low, high - low)


def _near(skin: _Skin, corners: Ints) -> Ints:
    """Triangles that use one of the corners."""
    ends = skin.at.indptr.astype(np.int64)
    found = spread(ends[corners], ends[corners + 1])[1]
    return np.unique(skin.at.indices[found].astype(np.int64))


def _around(skin: _Skin, loop: Ints) -> Floats | None:
    """Points (k, 3) of the surface next to a loop; None where it meets the patch at an angle."""
    arms = skin.points[loop] - skin.points[loop].mean(axis=0)
    normal = np.cross(arms, np.roll(arms, -1, axis=0)).sum(axis=0)
    ring = _near(skin, loop)
    near = np.unique(skin.faces[_near(skin, np.unique(skin.faces[ring]))])
    slope = skin.normals[ring] @ normal
    steep = np.linalg.norm(skin.normals[ring], axis=1) * np.linalg.norm(normal)
    if not (slope > FOLLOWED * steep).mean() > FOLLOWED:
        return None
    return np.asarray(skin.points[np.setdiff1d(near, loop)])


def _whole_side(skin: _Skin, corners: Floats) -> bool:
    """Whether a whole side is missing, as the underside of what was never seen from below.

    Its rim is large and flat, and nothing lies beyond: it was flat there, whichever way it leans.
    """
    wide = _across_mm(corners)
    if wide < SIDE * float(np.linalg.norm(np.ptp(skin.points, axis=0))):
        return False
    middle = corners.mean(axis=0)
    normal = np.linalg.svd(corners - middle, full_matrices=False)[2][2]
    if np.abs((corners - middle) @ normal).max() > LEVEL * wide:
        return False
    beyond = (skin.points - middle) @ normal
    clear = LEVEL * wide
    return bool(min(beyond.max(), -beyond.min()) <= clear)


def _crooked(corners: Floats) -> bool:
    """Whether a loop lies far off any plane."""
    sizes = np.linalg.svd(corners - corners.mean(axis=0), compute_uv=False)
    return bool(sizes[2] > CROOKED * sizes[1])


def _underneath(skin: _Skin, corners: Floats) -> bool:
    """Whether an opening lies flat on the bed."""
    return float(corners[:, 2].max()) < skin.bed_mm + 0.01 * skin.height_mm
