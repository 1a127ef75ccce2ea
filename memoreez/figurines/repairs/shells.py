"""Shells: hollows inside are filled, overlapping ones united, dust dropped."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold, OpType

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import SPECK_MM3
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import Flags, kept, times
from memoreez.figurines.repairs.sides import Sides
from memoreez.figurines.repairs.survey import Survey, edges_of, mesh_of, solid_of, survey, without

LOOKED_AT = 60  # hollows, the largest ones
CRUMB = 1e-5  # of the whole volume: less is dust, however large the print
SMALL = 0.01  # of the whole: more is never dust, however small the print
SCRAP = 1e-3  # of the area: an open piece below this, and SCRAP_WIDE wide, is dust
SCRAP_WIDE = 0.05  # of the diagonal
SCRAPS = 0.05  # of the area: where scraps have more together, they are what the surface is made of
SAME = 1e-6  # of the volume: a union that takes less away changed nothing


def voids(mesh: Mesh) -> Step:
    """Without the closed hollows inside, such as the inner one of two skins.

    A hollow with an opening is part of the outer surface and stays. What looks inwards but
    sticks out of the others is a body the wrong way round: it is turned.
    """
    found = survey(mesh)
    inward = np.flatnonzero((found.volumes < 0) & ~found.gaping)
    if found.count < 2 or not len(inward):
        return Step(mesh)
    drop, turn = np.zeros(found.count, np.bool_), np.zeros(found.count, np.bool_)
    tiny = -found.volumes[inward] < CRUMB * np.abs(found.volumes).sum()
    drop[inward[tiny]] = True
    large = inward[~tiny]
    sides = Sides.of(mesh) if len(large) else None
    for shell in large[np.argsort(found.volumes[large], kind="stable")][:LOOKED_AT]:
        held = sides is not None and _held(mesh, found, int(shell), sides)
        drop[shell], turn[shell] = held, not held
    return _hollowed(mesh, found, drop, turn)


def _hollowed(mesh: Mesh, found: Survey, drop: Flags, turn: Flags) -> Step:
    changes = []
    if turn.any():
        faces = np.where(turn[found.label][:, None], mesh.faces[:, [0, 2, 1]], mesh.faces)
        words = f"turned {times(int(turn.sum()), 'shell')} inside out, so that it faces outwards"
        changes.append(Change("inside_out", words, {"pieces": int(turn.sum())}))
        mesh = Mesh(mesh.vertices, faces)
    if drop.any():
        lost = float(-found.volumes[drop].sum())
        words = f"filled {times(int(drop.sum()), 'closed hollow')} inside, {lost:.3g} mm³"
        changes.append(Change("voids", words, {"voids": int(drop.sum()), "mm3": lost}))
        mesh = kept(mesh, ~drop[found.label]) if turn.any() else without(mesh, drop)
    return Step(mesh, tuple(changes))


def _held(mesh: Mesh, found: Survey, shell: int, sides: Sides) -> bool:
    """Whether the other shells go round this one: asked at its outermost corners."""
    own = found.members(shell)
    points = mesh.vertices[mesh.faces[own]].reshape(-1, 3).astype(np.float64)
    ways = np.array([[1, 0.3, 0.2], [-0.3, 1, 0.2], [0.2, -0.3, 1]])
    ends = {int(i) for way in ways for i in ((points @ way).argmin(), (points @ way).argmax())}
    others = (found.label != shell).astype(np.int64)
    return all(sides.depth(points[i], others) >= 1 for i in sorted(ends))


def united(mesh: Mesh) -> Step:
    """Closed shells that overlap or touch face to face as one; others stay as they are.

    Where a surface touches itself along an edge, it is parted there into surfaces of their own.
    """
    found = edges_of(mesh)
    if found.closed and survey(mesh).count == 1:
        return Step(mesh)
    whole = solid_of(mesh)
    if whole is None:
        return Step(mesh)
    pieces = whole.decompose()
    parts = [part for part in pieces if part.volume() > 0]
    if not parts or (len(parts) < len(pieces) and not found.closed):
        return _parted(mesh, whole)  # and what faces inwards now is for others to judge
    union = Manifold.batch_boolean(parts, OpType.Add) if len(parts) > 1 else parts[0]
    made = mesh_of(union)
    before, after = sum(part.volume() for part in parts), union.volume()
    fewer = len(parts) - survey(made).count
    if fewer > 0 or before - after > SAME * before:
        words = f"united {times(len(parts), 'shell')} that overlapped or touched into "
        words += times(len(parts) - fewer, "solid")
        values = {"shells": len(parts), "solids": len(parts) - fewer, "mm3": before - after}
        return Step(made, (Change("united", words, values),))
    return Step(mesh) if found.closed else _parted(mesh, whole)


def _parted(mesh: Mesh, whole: Manifold) -> Step:
    found = edges_of(mesh)
    if found.closed:
        return Step(mesh)
    touching = int((found.count > 2).sum())
    words = f"parted the surface along {times(touching, 'edge')} where it touches itself"
    return Step(mesh_of(whole), (Change("united", words, {"edges": touching}),))


def dust(mesh: Mesh, *, share: float = CRUMB, speck_mm3: float = SPECK_MM3) -> Step:
    """Without shells of less than `speck_mm3`, or less than a `share` of the whole volume.

    For shells that stand alone: a button that sticks in a coat must be united with it before. The
    largest shell is never dust, so something is always left; neither is anything above a
    hundredth of the whole. Of open pieces, those of next to no area and width are dust.
    """
    found = survey(mesh)
    if found.count < 2:
        return Step(mesh)
    held = np.abs(found.volumes)
    total = float(held.sum())
    small = (held < speck_mm3) & (held < SMALL * total) | (held < share * total)
    wide = np.linalg.norm(found.high - found.low, axis=1)
    scrap = (found.areas < SCRAP * found.areas.sum()) & (wide < SCRAP_WIDE * found.diagonal)
    scrap &= found.gaping
    scrap &= found.areas[scrap].sum() < SCRAPS * found.areas.sum()
    small = np.where(found.gaping, scrap, small)
    if small.all():
        small[np.argmax(held)] = False
    if not small.any():
        return Step(mesh)
    lost = float(held[small & ~found.gaping].sum())
    words = f"dropped {times(int(small.sum()), 'speck')} of dust, {lost:.2g} mm³ in all"
    change = Change("dust", words, {"specks": int(small.sum()), "mm3": lost})
    return Step(without(mesh, small), (change,))
