"""Slivers and needless triangles merged, corners on one spot parted: what a reader trips over."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import times
from memoreez.figurines.repairs.survey import mesh_of, solid_of
from memoreez.welding import keep_apart

SLIVER_MM = 0.01  # triangles that stand out less are merged
APART_MM = 0.002  # corners on one spot are parted, or a reload would weld them
LARGE = 100_000  # triangles: more of them slow all that follows
FINE = 1e-4  # of the diagonal: no merging and parting goes further on tiny things


def simplified(mesh: Mesh) -> Step:
    """Slivers merged, and whatever stands out less than a hundredth of a millimetre."""
    solid = solid_of(mesh)
    if solid is None:
        return Step(mesh)
    made = mesh_of(solid.simplify(min(SLIVER_MM, FINE * size_mm(mesh))))
    lost = len(mesh.faces) - len(made.faces)
    if lost <= 0:
        return Step(mesh)
    return Step(made, (_merged(lost),))


def _merged(lost: int) -> Change:
    words = f"merged {times(lost, 'triangle')} that stood out less than {SLIVER_MM:g} mm"
    return Change("simplified", words, {"triangles": lost})


def parted(mesh: Mesh) -> Step:
    """Corners on one spot parted, so that a reader that joins them finds the same solid."""
    if solid_of(mesh) is None:
        return Step(mesh)
    made = keep_apart(mesh, min(APART_MM, FINE / 5 * size_mm(mesh)))
    return Step(mesh if np.array_equal(made.vertices, mesh.vertices) else made)


def size_mm(mesh: Mesh) -> float:
    """The diagonal of the box round it."""
    return float(np.linalg.norm(np.ptp(mesh.vertices.astype(np.float64), axis=0)))


def summed(changes: list[Change]) -> tuple[Change, ...]:
    """All changes; simplifying, which is done before and after the rest, told once."""
    lost = sum(int(c.values["triangles"]) for c in changes if c.name == "simplified")
    others = [c for c in changes if c.name != "simplified"]
    return (*others, _merged(lost)) if lost else tuple(others)
