"""Cut what a picture's background left behind: walls behind the figure and plates under it.

What is found is what the gate's check `slab` finds. A slab that is a shell of its own is taken
away whole; one that has grown together with the figure is cut along its inner face, so that what
stands before it stays. Where the figure reaches through a wall, and where a wall stands on a
pedestal, both stay too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manifold3d import CrossSection, Manifold, OpType

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import Facets, Floats, unfold
from memoreez.figurines.limits import SLAB_SURE
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.edges import kept
from memoreez.figurines.repairs.shells import united, voids
from memoreez.figurines.repairs.survey import edges_of, mesh_of, solid_of, survey, without
from memoreez.figurines.sheets import Bools, Cloud, Grid, cloud, grid, terms
from memoreez.figurines.slab import Slab, slabs

ROUNDS = 3
EXACT_MM = 0.05  # a cut goes this much deeper than the inner face lies
HELD = 0.95  # of a shell's corners in the slab: it is the slab
REMAINS = 0.12  # of the slab's area
NEAR_MM = 12.0  # how far from a wall the top of its pedestal is looked for
UPPER = 0.7  # of the points on the most even level lie on a higher one: then that is the floor
BENT_MM = 0.02  # less is flat
STEP_MM = 2.0  # along a bent sheet


def cut_backdrop(mesh: Mesh) -> Step:
    """`mesh` (mm, z up, welded) without background walls and ground plates.

    Only slabs that are sure by the gate's own limit are cut. A closed mesh stays closed; an open
    one is cut triangle by triangle, and what was closed by the slab is open then. Each change
    tells the slab's size, how sure it is, and its share of the volume (of an open mesh: area).
    """
    changes: list[Change] = []
    for _ in range(ROUNDS):
        found = [one for one in slabs(unfold(mesh)) if one.sure >= SLAB_SURE]
        before = mesh
        for one in found:
            step = _without(mesh, one)
            if len(step.mesh.faces) and step.mesh is not mesh:
                changes += step.changes
                mesh = step.mesh
        if mesh is before:
            break
    return Step(mesh, tuple(changes))


def _told(one: Slab, before: Mesh, after: Mesh) -> Change:
    closed = edges_of(before).closed
    old, new = (survey(mesh).volumes if closed else survey(mesh).areas for mesh in (before, after))
    share = 1 - float(new.sum() / old.sum())
    width, height = one.size_mm
    what = "a ground plate under" if one.ground else "a wall behind"
    words = (
        f"cut {what} the figure, {width:.0f} × {height:.0f} mm and {one.thick_mm:.1f} mm thick, "
        f"{100 * share:.0f} % of the {'volume' if closed else 'surface'}"
    )
    if one.sure < 1:
        words += f" (probably a backdrop: {100 * one.sure:.0f} % sure)"
    values = {
        "width_mm": width,
        "height_mm": height,
        "thick_mm": one.thick_mm,
        "share": share,
        "facing_deg": one.facing_deg,
    }
    return Change("ground" if one.ground else "backdrop", words, values, one.sure)


def _without(mesh: Mesh, one: Slab) -> Step:
    """The mesh without that slab; the very mesh where it cannot be cut."""
    seen = cloud(unfold(mesh))
    apart = _apart(mesh, one, seen.cell_mm)
    if not len(apart.faces):
        return Step(mesh)
    if not _shows(unfold(apart), one):
        return Step(mesh) if apart is mesh else Step(apart, (_told(one, mesh, apart),))
    hollows = voids(apart)
    whole = united(hollows.mesh)  # a cut through skins in one another would join them
    changes = (*hollows.changes, *whole.changes)
    if whole.mesh is not mesh:
        seen = cloud(unfold(whole.mesh))
    left = _cut(whole.mesh, _region(seen, one), seen.cell_mm)
    if left is None:
        return Step(mesh)
    return Step(left, (*changes, _told(one, whole.mesh if changes else mesh, left)))


def _cut(mesh: Mesh, cut: Region, cell_mm: float) -> Mesh | None:
    """The mesh without that region and crumbs of the slab; None where nothing is left."""
    solid = solid_of(mesh)
    if solid is None or solid.volume() <= 0:
        return _picked(mesh, cut)
    left = solid - _cutter(cut)
    pieces = left.decompose()
    parts = [part for part in pieces if not _crumb(part, cut.slab, cell_mm)]
    if not parts:
        return None
    return mesh_of(left if len(parts) == len(pieces) else Manifold.batch_boolean(parts, OpType.Add))


def _apart(mesh: Mesh, one: Slab, cell_mm: float) -> Mesh:
    """Without the shells that lie in the slab and nowhere else."""
    names = survey(mesh).label
    held = one.holds(mesh.vertices.astype(np.float64), cell_mm + one.uneven_mm)
    corners = held[mesh.faces].sum(axis=1)
    count = np.bincount(names) * 3.0
    inside = np.bincount(names, corners) >= HELD * np.maximum(count, 1)
    if not inside.any():
        return mesh
    return without(mesh, inside) if not inside.all() else kept(mesh, ~inside[names])


def _shows(facets: Facets, one: Slab) -> bool:
    """Whether enough of the slab is there to be worth a cut; of an open one, its inner face."""
    there = one.holds(facets.centroids, one.uneven_mm + EXACT_MM)
    there &= np.abs(facets.normals @ one.frame.out) > 0.5
    return float(facets.areas[there].sum()) > REMAINS * float(np.prod(one.size_mm))


@dataclass(frozen=True, eq=False)
class Region:
    """What is cut, in the frame of the slab: rectangles of its plane, through its thickness."""

    slab: Slab
    cut: tuple[tuple[float, float, float, float], ...]  # x, y from; x, y to: mm
    kept: tuple[tuple[float, float, float, float], ...]
    outer_mm: float  # depths from and to
    inner_mm: float


def _region(seen: Cloud, one: Slab) -> Region:
    place, depth = one.frame.flat(seen.points)
    cell, fine = seen.cell_mm, one.uneven_mm + EXACT_MM
    outer, inner = -(cell / 4 + 2 * fine), one.thick_mm + fine
    left, low = (one.low - cell - fine).tolist()
    right, high = (one.high + cell + fine).tolist()
    whole = (left, low, right, high)
    if one.ground:
        return Region(one, (whole,), (), outer, inner)
    beside = (place[:, 0] > left) & (place[:, 0] < right)
    sheet = beside & (np.abs(depth) < -outer) & (seen.normals @ one.frame.out > 0.75)
    sheet &= _first(place, depth, cell) > depth - 2 * fine  # not an inner skin of what it stands on
    floor = _floor(seen, one, place, depth)
    lowest = floor[0] + 2 * cell if floor else -np.inf
    kept = _through(place[place[:, 1] > lowest], depth[place[:, 1] > lowest], one, cell, outer)
    if floor is None:
        bottom = float(np.quantile(place[sheet, 1], 0.001)) - cell if sheet.any() else low
        bottom = min(low, bottom)
        return Region(one, ((left, bottom, right, high),), kept, outer, inner)
    level, columns = floor[0] - EXACT_MM, floor[1]  # or a film of the wall stays
    cuts = [(left, level, right, high)]
    for start in np.arange(left, right, cell).tolist():
        there = sheet & (place[:, 0] >= start) & (place[:, 0] < start + cell)
        below = place[there & (place[:, 1] < level - 0.3 * cell), 1]
        stands = (np.abs(columns - start - cell / 2) < 1.2 * cell).any()
        if (below < level - cell).sum() > 1 or (len(below) and not stands):  # past its pedestal
            bottom = float(below.min()) - cell
            cuts.append((start, bottom, min(start + cell, right) + fine, level + fine))
    return Region(one, tuple(cuts), kept, outer, inner)


def _first(place: Floats, depth: Floats, cell_mm: float) -> Floats:
    """(n,) of points: the least depth in the cell of each."""
    cells = grid(place, cell_mm)
    at = cells.cells(place)
    return cells.nearest(at, depth)[at]


def _floor(seen: Cloud, one: Slab, place: Floats, depth: Floats) -> tuple[float, Floats] | None:
    """The level that the wall stands on, in its frame, and where along it; None without one."""
    fine = one.uneven_mm + EXACT_MM
    height = one.high[1] - one.low[1]
    near = (seen.normals[:, 2] > 0.9) & (place[:, 0] > one.low[0]) & (place[:, 0] < one.high[0])
    near &= (depth > -NEAR_MM) & (depth < one.thick_mm + NEAR_MM)
    near &= (depth < -2 * fine) | (depth > one.thick_mm + 2 * fine)
    near &= (place[:, 1] > one.low[1] - 0.3 * height) & (place[:, 1] < one.low[1] + 0.15 * height)
    # a leaning wall sees a level floor rise: measure it where the wall's own plane meets it
    rise = place[:, 1] - depth * one.frame.out[2] / max(float(one.frame.up[2]), 0.5)
    if near.sum() < 15:
        return None
    levels = np.sort(rise[near])
    count = np.searchsorted(levels, levels + 2 * fine) - np.arange(len(levels))
    best = int(np.argmax(count))
    if count[best] < max(15, 0.3 * len(levels)):
        return None
    upper = int(np.flatnonzero(count > UPPER * count[best])[-1])  # below may lie its inner skin
    best = int(np.argmax(np.where(levels >= levels[upper] - 2 * fine, count, 0)))
    level = float(np.median(levels[best : best + count[best]]))
    on = near & (np.abs(rise - level) < 2 * fine)
    return level, place[on, 0]


def _through(
    place: Floats, depth: Floats, one: Slab, cell: float, outer: float
) -> tuple[tuple[float, float, float, float], ...]:
    """Cells of the wall behind which there is something: the figure reaches through it there."""
    low = one.low - 2 * cell
    shape = tuple((np.floor((one.high - low) / cell).astype(int) + 3).tolist())
    cells = Grid(low, cell, (shape[0], shape[1]))
    inside = ((place > low) & (place < low + cell * np.array(shape))).all(axis=1)
    inside &= depth < 2 * outer
    numbers, count = np.unique(cells.cells(place[inside]), return_counts=True)
    middles = cells.middles(numbers[count > 1])
    half = 0.8 * cell
    return tuple((x - half, y - half, x + half, y + half) for x, y in middles.tolist())


def _cutter(cut: Region) -> Manifold:
    """The region as a solid in the object's own place, bent as the slab is."""
    flat = _rectangles(cut.cut)
    if cut.kept:
        flat = flat - _rectangles(cut.kept)
    frame = cut.slab.frame
    body = flat.extrude(cut.inner_mm - cut.outer_mm).translate((0, 0, -cut.inner_mm))
    width, height = cut.slab.size_mm
    bulge = np.abs(frame.bend[3:]) @ [width**2, width * height, height**2] / 4
    if bulge > BENT_MM:
        body = body.refine_to_length(STEP_MM)

    def placed(points: Floats) -> Floats:
        out = points[:, 2] - terms(points[:, :2]) @ frame.bend
        flat_part = points[:, :1] * frame.along + points[:, 1:2] * frame.up
        return np.asarray(frame.origin + flat_part + out[:, None] * frame.out)

    return body.warp_batch(placed)


def _rectangles(boxes: tuple[tuple[float, float, float, float], ...]) -> CrossSection:
    squares = [
        CrossSection.square((right - left, high - low)).translate((left, low))
        for left, low, right, high in boxes
    ]
    return CrossSection.batch_boolean(squares, OpType.Add)


def _crumb(part: Manifold, one: Slab, cell_mm: float) -> bool:
    """Whether a piece is left over from the slab itself."""
    points = np.array(part.to_mesh().vert_properties[:, :3], np.float64)
    return bool(one.holds(points, cell_mm + 2 * one.uneven_mm).all())


def _picked(mesh: Mesh, cut: Region) -> Mesh:
    """Without the triangles in the region; those that reach out of the slab stay."""
    points = mesh.vertices.astype(np.float64)
    middle, _ = cut.slab.frame.flat(points[mesh.faces].mean(axis=1))
    _, depth = cut.slab.frame.flat(points)
    inside = ((depth > cut.outer_mm) & (depth < cut.inner_mm))[mesh.faces].all(axis=1)
    gone: Bools = inside & _within(middle, cut.cut) & ~_within(middle, cut.kept)
    return kept(mesh, ~gone)


def _within(place: Floats, boxes: tuple[tuple[float, float, float, float], ...]) -> Bools:
    found = np.zeros(len(place), dtype=np.bool_)
    for left, low, right, high in boxes:
        x, y = place[:, 0], place[:, 1]
        found |= (x >= left) & (x <= right) & (y >= low) & (y <= high)
    return found
