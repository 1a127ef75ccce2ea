"""Hollows that only pinholes open are filled like closed ones: by a core, united with the solid."""

from __future__ import annotations

import numpy as np
from manifold3d import Manifold, OpType
from manifold3d import Mesh as Triangles

from memoreez.artifacts import Mesh
from memoreez.figurines.columns import Columns, fill
from memoreez.figurines.facets import unfold
from memoreez.figurines.hollows import EDGE, Hollow, grown, hollows
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import times
from memoreez.figurines.repairs.skin import blocks
from memoreez.figurines.repairs.survey import edges_of, mesh_of, solid_of
from memoreez.sdf.surface import surface

FILLED = 0.8  # of a hollow at least, or the core does not fit and all stays as it is


def filled(mesh: Mesh, *, open_mm: float) -> Step:
    """Without the hollows that no opening wider than about `open_mm` leads into.

    The outer surface stays where it is, but for the openings, which close a little below it.
    """
    if not len(mesh.faces) or edges_of(mesh).balance.any():
        return Step(mesh)
    columns = fill(unfold(mesh))
    found = hollows(columns, open_mm=open_mm)
    solid = solid_of(mesh) if found else None  # made for what needs it only
    if solid is None:
        return Step(mesh)
    made, count = solid, 0
    for hollow in found:
        core = _core(columns, hollow)
        more = made + core if core is not None else made
        if more.volume() - made.volume() > FILLED * hollow.mm3:
            made, count = more, count + 1
    if not count:
        return Step(mesh)
    parts = [part for part in made.decompose() if part.volume() > 0]  # else between skin and core
    made = Manifold.batch_boolean(parts, OpType.Add) if len(parts) > 1 else parts[0]
    held = made.volume() - solid.volume()
    words = f"filled {times(count, 'hollow')} inside that only tiny holes open, {held:.3g} mm³"
    return Step(mesh_of(made), (Change("voids", words, {"voids": count, "mm3": held}),))


def _core(columns: Columns, hollow: Hollow) -> Manifold | None:
    """The hollow as a solid that reaches into the walls round it, and never through them."""
    size = np.array([columns.layer_mm, columns.pixel_mm, columns.pixel_mm])
    solid = np.pad(columns.winding > 0, EDGE)[hollow.part]
    outside = ~solid & ~grown(hollow.cells, "plus")
    cells = (grown(hollow.cells, "box") & ~grown(outside, "box")) | hollow.cells
    vertices, faces = surface(blocks(np.pad(cells, 1)))
    if not len(faces):
        return None
    first = np.array([part.start for part in hollow.part]) - EDGE - 1
    places = (vertices.astype(np.float64) + first + 0.5) * size
    points = (places[:, ::-1] + columns.origin).astype(np.float32)
    core = Manifold(Triangles(points, np.ascontiguousarray(faces[:, ::-1].astype(np.uint32))))
    return None if core.is_empty() else core
