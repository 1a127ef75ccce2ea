"""Unit and upright axis, guessed from evidence, and told with how sure the guess is.

An STL, OBJ or PLY has no unit and no upright axis. Both are read from what a keepsake is like: as
large as one, and standing on a flat side with its weight above it.
"""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines import limits
from memoreez.figurines.facets import Facets, centre_of_mass, unfold
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.foot import margin_mm
from memoreez.figurines.slab import slabs
from memoreez.figurines.stability import area_mm2, hull

MM_PER = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "inch": 25.4}
WORDS = {"mm": "millimetres", "cm": "centimetres", "m": "metres", "inch": "inches"}
PLAIN_MM = 10.0  # from here on millimetres are taken without asking, as the gate does
USUAL_MM, SPREAD = 90.0, 0.6  # a keepsake's largest side and the spread of its logarithm
WITHOUT = (0.5, 2.1)  # sides of objects that a network made to fill a cube of 1 or 2: no unit
SURE = 0.6  # a guess below this is told and not followed
PLAIN = 0.4  # of the outline that is flat on one side alone: it lies, whichever axis that is

# rows of the rotation that brings the axis upright
TURNS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "z": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "-z": ((1, 0, 0), (0, -1, 0), (0, 0, -1)),
    "y": ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    "-y": ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
    "x": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
    "-x": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
}
UNEVEN = 0.002  # of the size: a side is flat when it is no more uneven
FACING = 0.9  # a face of it looks straight down
STANDS, FIRM = limits.CONTACT_SHARE, 0.2  # share of the outline that is flat: a foot, a pedestal
LEANS_DEG = 5.0  # before it falls


def units(mesh: Mesh, unit: str | None = None) -> Step:
    """`mesh` in millimetres: `unit` is what its numbers are in, or None to guess.

    From 10 on the largest side is taken as millimetres. Below, each unit is weighed by how usual
    a keepsake of that size would be (log-normal round 90 mm); a guess under 60 % is told and the
    mesh left as it is: as it stands it is too small to print, so a likely guess beats none.
    Raises BadInput for an unknown unit.
    """
    if unit is not None:
        if unit not in MM_PER:
            raise BadInput(f"The unit {unit!r} is not known; choose one of {', '.join(MM_PER)}.")
        return _measured(mesh, unit, f"read it in {WORDS[unit]}, as asked", 1.0)
    largest = _largest(mesh)
    if not 0 < largest < PLAIN_MM:
        return Step(mesh)
    guessed, sure = _likely(largest)
    readings = {u: largest * f for u, f in MM_PER.items() if u != "mm"}
    told = ", ".join(f"{size:.3g} mm if in {WORDS[u]}" for u, size in readings.items())
    if guessed and sure >= SURE:
        words = f"read it in {WORDS[guessed]}: its largest side is {largest:.3g}"
        if sure < 0.99:
            others = ", ".join(
                f"{readings[u]:.3g} mm in {WORDS[u]}" for u in readings if u != guessed
            )
            words += f" (probably, {100 * sure:.0f} % sure; else set the unit: {others})"
        return _measured(mesh, guessed, words, sure)
    perhaps = f", perhaps {WORDS[guessed]}" if guessed else ""
    sure = sure if guessed else 0.0
    words = (
        f"left it as millimetres: the unit is not clear{perhaps}. Its largest side is "
        f"{largest:.3g}: {told}. Set the unit or a height"
    )
    return Step(mesh, (Change("units", words, {"factor": 1.0, **_sizes(readings)}, sure),))


def _sizes(readings: dict[str, float]) -> dict[str, float]:
    return {f"if_{unit}_mm": size for unit, size in readings.items()}


def _measured(mesh: Mesh, unit: str, words: str, sure: float) -> Step:
    factor = MM_PER[unit]
    if factor == 1.0:
        return Step(mesh)
    points = (mesh.vertices.astype(np.float64) * factor).astype(np.float32)
    words += f", and made it {factor:g} times as large for millimetres"
    made = Mesh(points, mesh.faces)
    return Step(made, (Change("units", words, {"factor": factor}, sure),))


def _largest(mesh: Mesh) -> float:
    """The largest side of the box round the used corners; 0 without any."""
    if not len(mesh.faces):
        return 0.0
    points = mesh.vertices[np.unique(mesh.faces)].astype(np.float64)
    points = points[np.isfinite(points).all(axis=1)]
    return float(np.ptp(points, axis=0).max()) if len(points) else 0.0


def _likely(largest: float) -> tuple[str, float]:
    """The likeliest unit and how sure it is; empty where the numbers may have none at all."""
    weight = {
        unit: float(np.exp(-(np.log(largest * factor / USUAL_MM) ** 2) / (2 * SPREAD**2)))
        for unit, factor in MM_PER.items()
    }
    weight[""] = 1.0 if WITHOUT[0] <= largest <= WITHOUT[1] else 0.0
    best = max(weight, key=lambda unit: weight[unit])
    return best, weight[best] / max(sum(weight.values()), 1e-300)


def axes(mesh: Mesh, up: str | None = None) -> Step:
    """`mesh` turned so that its axis `up` points along z; None: guessed.

    What stands on a flat side as it is stays as it is. Else, where it would stand firmly with y
    upright, as many programs export, and on no other side, it is turned; so it is where it plainly
    lies on its side (40 % of the outline flat). Any other side that it could stand on is told. A
    flat wall that may be a backdrop counts as no such side.
    Raises BadInput for an unknown axis.
    """
    if up is not None:
        if up not in TURNS:
            raise BadInput(f"The axis {up!r} is not known; choose one of {', '.join(TURNS)}.")
        return _upright(mesh, up, f"turned it so that {up} points up, as asked", 1.0)
    if not len(mesh.faces) or not np.isfinite(mesh.vertices).all() or _largest(mesh) <= 0:
        return Step(mesh)
    facets = unfold(mesh)
    if _stance(facets, "z") >= STANDS:
        return Step(mesh)
    stances = {axis: _stance(facets, axis) for axis in TURNS if axis != "z"}
    firm = {axis: share for axis, share in stances.items() if share >= FIRM}
    walls = [one.frame.out for one in slabs(facets)] if firm else []
    for axis in list(firm):
        down = -np.array(TURNS[axis][2], float)
        if any(float(out @ down) > 0.9 for out in walls):
            del firm[axis]
    if not firm:
        return Step(mesh)
    best = max(firm, key=lambda axis: firm[axis])
    alone = len(firm) == 1
    sure = 0.9 if alone and best == "y" else 0.7 if alone and _lies(best, firm[best]) else 0.5
    share = 100 * firm[best]
    if sure >= SURE:
        words = (
            f"turned it so that {best} points up (probably, {100 * sure:.0f} % sure): as it was it "
            f"had no flat side below, now {share:.0f} % of its outline are flat"
        )
        return _upright(mesh, best, words, sure)
    words = (
        f"left it as it stands: it has no flat side below, but {share:.0f} % of its outline would "
        f"be flat with {best} pointing up. Set the axis if it lies"
    )
    return Step(mesh, (Change("axes", words, {"flat_share": firm[best]}, sure),))


def _lies(up: str, share: float) -> bool:
    """Whether it plainly lies on its side; what may be upside down may also have a flat top."""
    return up != "-z" and share >= PLAIN


def _upright(mesh: Mesh, up: str, words: str, sure: float) -> Step:
    if up == "z":
        return Step(mesh)
    turn = np.array(TURNS[up], dtype=np.float32)
    made = Mesh(np.ascontiguousarray(mesh.vertices @ turn.T) + np.float32(0), mesh.faces)
    return Step(made, (Change("axes", words, {}, sure),))


def _stance(facets: Facets, up: str) -> float:
    """Share of the outline from above that is flat below, with `up` upright; 0 where it falls."""
    turn = np.array(TURNS[up], dtype=np.float64)
    corners = facets.corners @ turn.T
    heights = corners[:, :, 2]
    low, size = heights.min(), float(np.ptp(facets.points, axis=0).max())
    flat = (heights.max(axis=1) < low + UNEVEN * size) & (facets.normals @ turn[2] < -FACING)
    if not flat.any():
        return 0.0
    below = hull(corners[flat].reshape(-1, 3)[:, :2])
    outline = hull(facets.points @ turn[:2].T)
    if below is None or outline is None:
        return 0.0
    centre = centre_of_mass(corners)
    margin = margin_mm(below, centre[:2])
    if margin < np.tan(np.radians(LEANS_DEG)) * (centre[2] - low):
        return 0.0
    return float(facets.areas[flat].sum()) / area_mm2(outline)
