"""Which way round: neighbouring triangles agree, and every shell faces outwards."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Floats, Ints, cross
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import (
    Edges,
    Faces,
    Flags,
    grouped,
    patches,
    times,
)
from memoreez.figurines.repairs.sides import Sides
from memoreez.figurines.repairs.survey import Survey, edges_of, survey

LOOKED_AT = 60  # pieces, the largest ones: each is compared with all larger ones
SAMPLES = 5  # triangles of an open piece that are asked


def turned(mesh: Mesh) -> Step:
    """Neighbours that run along their common edge the same way are turned: the smaller part.

    Only edges with two triangles count. A surface with one side only (a Möbius strip) stays.
    """
    found = edges_of(mesh)
    first, second, alike = found.pairs
    size = len(mesh.faces)
    if not alike.any():
        return Step(mesh)
    # every triangle twice, as it is and turned: neighbours that agree hold together as they are
    other = np.where(alike, second + size, second)
    opposite = np.where(alike, second, second + size)
    ends = np.concatenate([first, first + size]), np.concatenate([other, opposite])
    _, label = grouped(*ends, 2 * size)
    sided = label[:size] != label[size:]
    piece = np.unique(np.minimum(label[:size], label[size:]), return_inverse=True)[1]
    turn = (label[:size] > label[size:]) & sided
    area = _areas(mesh)
    whole = np.bincount(piece, area)
    over = np.bincount(piece, area * turn) > whole / 2
    turn = (turn ^ over[piece]) & sided
    if not turn.any():
        return Step(mesh)
    count, share = int(turn.sum()), float(area[turn].sum() / max(area.sum(), 1e-30))
    words = f"turned {times(count, 'triangle')} the same way round as their neighbours"
    change = Change("turned", words, {"triangles": count, "share": share})
    return Step(Mesh(mesh.vertices, flipped(mesh.faces, turn)), (change,))


def inside_out(mesh: Mesh) -> Step:
    """Pieces of the surface that face inwards are turned; hollows inside a solid stay hollows.

    The larger pieces are judged first: the largest by its own volume, every other one by what
    the larger ones make of it.
    """
    found = edges_of(mesh)
    if (found.count > 2).any():
        count, label = patches(found, len(mesh.faces))
        six = _volumes(mesh, found, label, count)
    else:  # the pieces are the shells, whose volumes are asked for anyway
        known = survey(mesh)
        count, label, six = known.count, known.label, _closed(mesh, found, known)
    loose = _loose(found, label, count)
    suspects = np.flatnonzero((six < 0) | (loose & (count > 1)))
    if not len(suspects):
        return Step(mesh)
    turn = _wrong(mesh, label, six, suspects, loose)
    if not turn.any():
        return Step(mesh)
    which, pieces = turn[label], int(turn.sum())
    words = f"turned {times(pieces, 'piece')} of the surface to face outwards"
    values = {"pieces": pieces, "triangles": int(which.sum())}
    change = Change("inside_out", words, values)
    return Step(Mesh(mesh.vertices, flipped(mesh.faces, which)), (change,))


def _volumes(mesh: Mesh, found: Edges, label: Ints, count: int) -> Floats:
    """(c,) six times the volume of each piece, as closed from the middle of its open edges."""
    points = mesh.vertices.astype(np.float64)
    a, b, c = (points.take(mesh.faces[:, i], axis=0) for i in range(3))
    rim = np.flatnonzero(np.repeat(found.count != 2, found.count))
    piece, ends = label[found.owner[rim]], points[found.tail[rim]]
    held = np.bincount(piece, minlength=count)
    sums = np.stack([np.bincount(piece, ends[:, k], count) for k in range(3)], axis=1)
    middles = np.zeros((count, 3))
    middles[label] = a  # of a closed piece any corner
    middles = np.where(held[:, None] > 0, sums / np.maximum(held, 1)[:, None], middles)
    off = middles.take(label, axis=0)
    six = np.einsum("ij,ij->i", a - off, cross(b - off, c - off))
    return np.asarray(np.bincount(label, six, count), np.float64)


def _closed(mesh: Mesh, found: Edges, known: Survey) -> Floats:
    """The same for shells: what is known of them, seen from the middle of their open edges.

    From another point a volume differs by that way times the summed normals, which the open
    edges alone give (G. Stokes).
    """
    six = 6 * known.volumes
    odd = np.repeat((found.count != 2) | (found.balance != 0), found.count)
    if not odd.any():
        return six
    shell = known.label[found.owner[odd]]
    tail, head = (mesh.vertices[end[odd]].astype(np.float64) for end in (found.tail, found.head))
    first = mesh.vertices[mesh.faces[known.order[known.start], 0]].astype(np.float64)
    tail, head = tail - first[shell], head - first[shell]
    rim = np.repeat(found.count != 2, found.count)[odd]
    held = np.maximum(np.bincount(shell[rim], minlength=known.count), 1)
    for axis, turns in enumerate(cross(tail, head).T):
        middle = np.bincount(shell[rim], tail[rim, axis], known.count) / held
        six = six - middle * np.bincount(shell, turns, known.count)
    return six


def _loose(found: Edges, label: Ints, count: int) -> Flags:
    """(c,) pieces with an edge that is open or crowded."""
    loose = np.zeros(count, np.bool_)
    odd = np.repeat(found.count != 2, found.count)
    loose[label[found.owner[odd]]] = True
    return loose


def _wrong(mesh: Mesh, label: Ints, six: Floats, asked: Ints, loose: Flags) -> Flags:
    """(c,) pieces that face the wrong way."""
    turn = np.zeros(len(six), np.bool_)
    rank = np.argsort(np.argsort(-np.abs(six), kind="stable"), kind="stable")
    sides = Sides.of(mesh)
    for piece in asked[np.argsort(rank[asked], kind="stable")][:LOOKED_AT]:
        if not rank[piece]:
            turn[piece] = six[piece] < 0
            continue
        signs = np.where(rank < rank[piece], np.where(turn, -1, 1), 0)[label]
        own = mesh.vertices[mesh.faces[label == piece]].astype(np.float64)
        if loose[piece]:
            turn[piece] = _backwards(own, sides, signs)
        else:
            turn[piece] = sides.depth(own[0].mean(axis=0), signs) < 1
    return turn


def _backwards(own: Floats, sides: Sides, signs: Ints) -> bool:
    """Whether an open piece looks into the solid that it makes together with the others.

    A line through a triangle that looks outwards leaves the solid once behind it, never before.
    """
    cross = np.cross(own[:, 1] - own[:, 0], own[:, 2] - own[:, 0])
    steepest = np.abs(cross).max(axis=1)
    vote = 0
    for i in np.argsort(-steepest, kind="stable")[:SAMPLES]:
        axis = int(np.abs(cross[i]).argmax())
        above, below = sides.along(own[i].mean(axis=0), axis, signs)
        vote += (above - below) * int(np.sign(cross[i, axis]))
    return vote > 0


def _areas(mesh: Mesh) -> Floats:
    a, b, c = (mesh.vertices[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    return np.asarray(np.linalg.norm(cross(b - a, c - a), axis=1) / 2)


def flipped(faces: Faces, which: Flags) -> Faces:
    """The triangles, those of `which` (m,) the other way round."""
    return np.ascontiguousarray(np.where(which[:, None], faces[:, [0, 2, 1]], faces))
