"""All repairs in their order: any triangles in, a solid that prints out, and what was done to it.

A solid that needs nothing passes through untouched, bit for bit. What can not be made a solid
comes out as far as it got: the gate then says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines.facets import apart
from memoreez.figurines.hollows import PINHOLE_MM, TORN_MM
from memoreez.figurines.repairs.backdrop import cut_backdrop
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.deviation import deviation
from memoreez.figurines.repairs.edges import kept, proper
from memoreez.figurines.repairs.foot import foot
from memoreez.figurines.repairs.holes import holes
from memoreez.figurines.repairs.joints import joined
from memoreez.figurines.repairs.laying import lay
from memoreez.figurines.repairs.pinholes import filled
from memoreez.figurines.repairs.rebuild import rebuild
from memoreez.figurines.repairs.seams import inner_walls
from memoreez.figurines.repairs.shells import dust, united, voids
from memoreez.figurines.repairs.slivers import (
    FINE,
    LARGE,
    SLIVER_MM,
    parted,
    simplified,
    size_mm,
    summed,
)
from memoreez.figurines.repairs.soup import LOST, broken_points, duplicates, fit, loose, welded
from memoreez.figurines.repairs.survey import edges_of, forget, mesh_of, solid_of, survey
from memoreez.figurines.repairs.thicken import thicken
from memoreez.figurines.repairs.units import SURE, axes, units
from memoreez.figurines.repairs.upright import level
from memoreez.figurines.repairs.winding import inside_out, turned

CELL_MM, CELLS = 0.3, 300  # of the grid on which a part is rebuilt: size, and most on a side
SAME = 1e-4  # of the height: scaling by less is none


@dataclass(frozen=True)
class Wanted:
    """What a person may ask for besides a sound solid."""

    unit: str | None = None  # "mm", "cm", "m", "inch"; None: guessed from evidence
    up: str | None = None  # "x", "-x", "y", "-y", "z", "-z"; None: guessed
    height_mm: float | None = None  # scaled to this height; None: as it is
    nozzle_mm: float = 0.4
    backdrop: bool = True  # cut slabs and ground plates
    thicken: bool = True
    foot: bool = True  # turned onto its flat side where it leans, cut flat where contact is small
    supportless: bool = False  # turn it so that it prints without supports, as far as that goes


@dataclass(frozen=True, eq=False)
class Repaired:
    """A mesh after all repairs."""

    mesh: Mesh
    changes: tuple[Change, ...]
    deviation_mm: float  # 95 % of the surface that was kept lies within this of the new one


class _Bench:
    """The mesh in work and what was done to it so far."""

    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.changes: list[Change] = []
        self.rough = False  # whether a cut or a patch may have left slivers
        self.light = False  # whether needless triangles are gone

    def do(self, repair: Callable[..., Step], *wanted: Any, **options: Any) -> bool:
        """Whether the repair changed the mesh."""
        step = repair(self.mesh, *wanted, **options)
        changed = step.mesh is not self.mesh
        self.mesh = step.mesh
        self.changes += step.changes
        return changed

    def cut(self, repair: Callable[..., Step], **options: Any) -> bool:
        """The same for repairs that cut and join."""
        told = len(self.changes)
        changed = self.do(repair, **options)
        self.rough |= changed and len(self.changes) > told
        return changed


def repair(mesh: Mesh, wanted: Wanted = Wanted()) -> Repaired:
    """`mesh` (any triangles) as one solid that prints, and every change that took.

    A solid that needs nothing comes back as the very mesh that went in. Raises BadInput where no
    triangle can be used at all, or a wish makes no sense.
    """
    bench = _Bench(mesh)
    try:
        return _repaired(bench, wanted)
    finally:
        forget(mesh, bench.mesh)


def _repaired(bench: _Bench, wanted: Wanted) -> Repaired:
    mesh = bench.mesh
    fine = sound(mesh)
    if not fine:
        _gathered(bench)
    fine = _placed(bench, wanted, fine)
    if not fine:
        _closed(bench, wanted)
        bench.cut(joined, nozzle_mm=wanted.nozzle_mm)
    bench.cut(filled, open_mm=PINHOLE_MM if fine else TORN_MM)
    if wanted.supportless:
        bench.do(lay)
    elif wanted.foot and (bench.rough or not fine):
        leaned = bench.do(level)  # what was cut or joined may show a leaning bottom
        if leaned and wanted.height_mm is not None:
            bench.do(scaled, wanted.height_mm)
    solid = bench.mesh  # with every surface where it was, unless it was rebuilt
    solid = _stood(bench, wanted, solid)
    stood = bench.mesh
    if bench.rough:
        for step in (simplified, voids, dust):  # what cutting and joining left
            bench.do(step)
    if bench.mesh is not mesh and not closed(bench.mesh):
        bench.do(parted)
    lost = sum(c.values.get("p95_mm", 0.0) for c in bench.changes if c.name == "rebuilt")
    off = _deviation(solid, stood, bench.mesh)
    return Repaired(bench.mesh, summed(bench.changes), lost + off)


def _placed(bench: _Bench, wanted: Wanted, fine: bool) -> bool:
    """In millimetres, upright, at its size, without backdrop; whether it is sound then.

    Holes are filled before: a figure without a bottom does not show how it stood.
    """
    bench.do(units, wanted.unit)
    if not fine:
        for step in (inner_walls, turned, inside_out):
            bench.do(step)
        bench.do(dust, share=0.0, speck_mm3=0.0)
        bench.cut(holes)
    bench.do(axes, wanted.up, flat=wanted.foot)
    if wanted.height_mm is not None:
        bench.do(scaled, wanted.height_mm)
    if wanted.backdrop and bench.cut(cut_backdrop):
        fine = sound(bench.mesh)
        if wanted.height_mm is not None:
            bench.do(scaled, wanted.height_mm)
    return fine


def _lightened(bench: _Bench) -> None:
    """Without the needless triangles of a large mesh, once: all that follows takes less time."""
    if bench.light or len(bench.mesh.faces) <= LARGE:
        return
    if bench.rough or survey(bench.mesh).count > 1:
        bench.light = bench.do(simplified)
        bench.rough &= not bench.light


def sound(mesh: Mesh) -> bool:
    """Whether `mesh` is one closed solid the right way round, also for a reader that joins corners.

    Then there is nothing to gather, turn, close or join.
    """
    faces = mesh.faces
    if not len(faces) or faces.min() < 0 or faces.max() >= len(mesh.vertices):
        return False
    if not fit(mesh) or not closed(mesh):
        return False
    found = survey(mesh)
    return found.count == 1 and float(found.volumes[0]) > 0


def closed(mesh: Mesh) -> bool:
    """Whether each edge has two triangles, wound alike, and no two corners share a place."""
    if not proper(mesh.faces).all() or not edges_of(mesh).closed:
        return False
    used = np.zeros(len(mesh.vertices), np.bool_)
    used[mesh.faces] = True
    return apart(mesh.vertices if used.all() else mesh.vertices[used])


def _gathered(bench: _Bench) -> None:
    """Usable triangles that know their neighbours."""
    count = len(bench.mesh.faces)
    if count:
        bench.do(broken_points)
    if len(bench.mesh.faces) and not _fitting(bench.mesh):
        bench.do(welded)
    if len(bench.mesh.faces):
        bench.do(duplicates)
    if not len(bench.mesh.faces):
        raise BadInput(
            f"Nothing can be made of this mesh: none of its {count} triangles has three corners "
            "in different places. Export it again from the program that made it."
        )
    if loose(bench.mesh):
        raise BadInput(
            f"Nothing can be made of this mesh: its {count} triangles are loose, hardly any two "
            "share an edge, so they are no surface. Export it again as one mesh."
        )
    bench.mesh = kept(bench.mesh, np.ones(len(bench.mesh.faces), np.bool_))


def _fitting(mesh: Mesh) -> bool:
    """Whether the triangles know all their neighbours: then none is looked for."""
    return bool(proper(mesh.faces).all()) and edges_of(mesh).closed


def _closed(bench: _Bench, wanted: Wanted) -> None:
    """One or several closed solids, mended where that goes, else rebuilt."""
    bench.cut(holes)  # that cutting a backdrop left
    bench.do(dust, share=0.0)
    bench.do(voids)
    _lightened(bench)
    if bench.cut(united):  # what was parted may face inwards
        bench.do(inside_out)
        bench.do(voids)
        bench.cut(united)
    if solid_of(bench.mesh) is None:
        bench.cut(_rebuilt)
        bench.do(simplified)
        bench.do(voids)
        if wanted.backdrop:
            bench.cut(cut_backdrop)
    bench.do(dust)


def _rebuilt(mesh: Mesh) -> Step:
    """What does not close rebuilt; shells that are closed by themselves keep their surface."""
    gaping = survey(mesh).gaping[survey(mesh).label]
    if gaping.all() or not gaping.any():
        return rebuild(mesh)
    low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
    cell = min(CELL_MM, float((high - low).max()) / CELLS)  # as fine as for all of it
    step = rebuild(kept(mesh, gaping), cell_mm=cell)
    rest, made = solid_of(kept(mesh, ~gaping)), solid_of(step.mesh)
    if rest is None or made is None or made.volume() <= 0:
        return rebuild(mesh)
    return Step(mesh_of(rest + made), step.changes)


def _stood(bench: _Bench, wanted: Wanted, solid: Mesh) -> Mesh:
    """On a flat foot and thick enough, as far as that is wanted; and `solid` moved along."""
    unclear = {"axes"} if wanted.height_mm else {"axes", "units"}
    if any(c.name in unclear and c.sure < SURE for c in bench.changes):
        return solid  # at a wrong size or on its side: no cut helps
    before, told = bench.mesh, len(bench.changes)
    if wanted.foot and bench.cut(foot):
        cut = sum(c.values.get("cut_mm", 0.0) for c in bench.changes[told:] if c.name == "foot")
        down = _lowest(before) + cut
        points = solid.vertices.astype(np.float64) - [0.0, 0.0, down]
        rigid = bench.mesh.faces is before.faces
        solid = bench.mesh if rigid else Mesh(points.astype(np.float32), solid.faces)
    if wanted.thicken:
        bench.cut(thicken, nozzle_mm=wanted.nozzle_mm)
    return solid


def _lowest(mesh: Mesh) -> float:
    return float(mesh.vertices[mesh.faces.reshape(-1), 2].min())


def scaled(mesh: Mesh, height_mm: float) -> Step:
    """The mesh at a height of `height_mm`, all sides in proportion, standing where it stood."""
    if not 0 < height_mm < LOST:
        raise BadInput(f"A height of {height_mm:g} mm cannot be made; choose 20 to 300 mm.")
    low, high = mesh.vertices.min(axis=0), mesh.vertices.max(axis=0)
    tall = float(high[2]) - float(low[2])
    if tall <= 0 or abs(height_mm / tall - 1) < SAME:
        return Step(mesh)
    factor = height_mm / tall
    vertices = (mesh.vertices.astype(np.float64) * factor).astype(np.float32)
    words = f"scaled it by {factor:.4g} to a height of {height_mm:g} mm"
    return Step(Mesh(vertices, mesh.faces), (Change("scaled", words, {"factor": factor}),))


def _deviation(solid: Mesh, stood: Mesh, new: Mesh) -> float:
    """How far the surface of `solid` was moved: measured, or known where only slivers went."""
    if new is solid:
        return 0.0
    if stood is solid:
        return min(SLIVER_MM, FINE * size_mm(new))
    return float(np.percentile(deviation(solid, new), 95))
