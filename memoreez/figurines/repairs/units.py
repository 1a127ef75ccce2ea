"""Unit and upright axis, guessed from evidence, and told with how sure the guess is.

An STL, OBJ or PLY has no unit and no upright axis. Both are read from what a keepsake is like: as
large as one, and standing on a flat side with its weight above it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import unfold
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.lying import TURNS, WIDE, down, firm, on_sheet, sides
from memoreez.figurines.repairs.upright import Side, enough, leaning, level, righted, stance, stands

MM_PER = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "inch": 25.4}
WORDS = {"mm": "millimetres", "cm": "centimetres", "m": "metres", "inch": "inches"}
PLAIN_MM = 14.0  # from here on millimetres are taken without asking: what is lower than 20 mm
# is no keepsake, and one of 14 cm is a usual one
USUAL_MM, SPREAD = 90.0, 0.6  # a keepsake's largest side and the spread of its logarithm
OFTEN = {"cm": 1.5}  # times as often as other units: inches are rare in files without one
WITHOUT = (0.5, 2.1)  # sides of objects that a network made to fill a cube of 1 or 2: no unit
SURE = 0.6  # a guess below this is told and not followed
PLAIN = 0.4  # of the outline that is flat on one side alone: it lies, whichever axis that is


def units(mesh: Mesh, unit: str | None = None) -> Step:
    """`mesh` in millimetres: `unit` is what its numbers are in, or None to guess.

    From 14 on the largest side is taken as millimetres. Below, each unit is weighed by how usual
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
                f"{largest * factor:.3g} mm in {WORDS[u]}"
                for u, factor in MM_PER.items()
                if u != guessed and 10 <= largest * factor < 1000
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
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[mesh.faces] = True
    points = mesh.vertices if used.all() else mesh.vertices[used]
    finite = np.isfinite(points).all(axis=1)
    points = points if finite.all() else points[finite]
    if not len(points):
        return 0.0
    return float((points.max(axis=0).astype(np.float64) - points.min(axis=0)).max())


def _likely(largest: float) -> tuple[str, float]:
    """The likeliest unit and how sure it is; empty where the numbers may have none at all."""
    weight = {
        unit: OFTEN.get(unit, 1.0)
        * float(np.exp(-(np.log(largest * factor / USUAL_MM) ** 2) / (2 * SPREAD**2)))
        for unit, factor in MM_PER.items()
    }
    weight[""] = 1.0 if WITHOUT[0] <= largest <= WITHOUT[1] else 0.0
    best = max(weight, key=lambda unit: weight[unit])
    return best, weight[best] / max(sum(weight.values()), 1e-300)


def axes(mesh: Mesh, up: str | None = None, *, flat: bool = True) -> Step:
    """`mesh` turned so that its axis `up` points along z; None: guessed.

    What leans by up to 15° is set upright on its own (see `upright.level`), whether the axis is
    guessed or given; unless it need not be `flat` below, then there are quarter turns only.

    What stands on a flat side as it is stays as it is. Else, where it would stand firmly with y
    upright, as many programs export, and on no other side, it is turned; so it is where it plainly
    lies on its side (40 % of the outline flat, or feet that span so much). Any other side that it
    could stand on is told. A flat wall that may be a backdrop counts as no such side.
    Raises BadInput for an unknown axis.
    """
    if up is not None:
        if up not in TURNS:
            raise BadInput(f"The axis {up!r} is not known; choose one of {', '.join(TURNS)}.")
        turned = _upright(mesh, up, f"turned it so that {up} points up, as asked", 1.0)
        levelled = level(turned.mesh) if flat else Step(turned.mesh)
        return Step(levelled.mesh, (*turned.changes, *levelled.changes))
    largest = _largest(mesh)
    if largest <= 0 or not np.isfinite(mesh.vertices).all():
        return Step(mesh)
    facets = unfold(mesh)
    below = stance(facets, down("z"))
    firmly = below is not None and stands(below)
    if not firmly:
        leans = leaning(facets, down("z"))
        below = leans if leans and enough(leans, largest) else None
    meant = below is not None and (firmly or firm(below))
    if below and meant and not on_sheet(facets, below):
        return righted(mesh, below) if flat else Step(mesh)
    able = sides(facets, below if meant else None)
    guess = Step(mesh) if "z" in able else _guessed(mesh, able, flat)
    return righted(mesh, below) if flat and below and guess.mesh is mesh else guess


def _guessed(mesh: Mesh, able: dict[str, Side], flat: bool) -> Step:
    """Turned onto one of the sides on which it would stand, or told why not."""
    if not able:
        return Step(mesh)
    best = max(able, key=lambda axis: able[axis].share)
    side, alone = able[best], len(able) == 1
    sure = 0.9 if alone and best == "y" else 0.7 if alone and _lies(best, side) else 0.5
    share = 100 * side.share
    if sure < SURE:
        words = (
            f"left it as it stands: it has no flat side below, but {share:.0f} % of its outline "
            f"would be flat with {best} pointing up. Set the axis if it lies"
        )
        return Step(mesh, (Change("axes", words, {"flat_share": side.share}, sure),))
    words = (
        f"turned it so that {best} points up (probably, {100 * sure:.0f} % sure): as it was it "
        f"had no flat side below, now {share:.0f} % of its outline are flat"
    )
    turned = _upright(mesh, best, words, sure)
    if not flat:
        return turned
    side = replace(side, down=np.array(TURNS[best], float) @ side.down)
    made = righted(turned.mesh, side)
    return Step(made.mesh, (*turned.changes, *made.changes))


def _lies(up: str, side: Side) -> bool:
    """Whether it plainly lies on its side; what may be upside down may also have a flat top."""
    return up != "-z" and (side.share >= PLAIN or side.spread >= WIDE)


def _upright(mesh: Mesh, up: str, words: str, sure: float) -> Step:
    if up == "z":
        return Step(mesh)
    turn = np.array(TURNS[up], dtype=np.float32)
    made = Mesh(np.ascontiguousarray(mesh.vertices @ turn.T) + np.float32(0), mesh.faces)
    return Step(made, (Change("axes", words, {}, sure),))
