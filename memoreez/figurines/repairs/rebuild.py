"""A closed solid out of any triangles: the last resort, when a surface cannot be mended.

Lines along three axes vote on what is solid (`inside`), what is too thin for the grid is kept as
shells (`slender`), and marching cubes wrap it up (`skin`), closed and manifold by construction.
Detail is lost only within a cell: at sharp edges and in slits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import Facets, Floats, sixfold, unfold
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.deviation import distances
from memoreez.figurines.repairs.inside import States, fill, solid, states
from memoreez.figurines.repairs.lines import Crossings, Flags, Grid, lay, pierce
from memoreez.figurines.repairs.skin import Shell, wrap
from memoreez.figurines.repairs.slender import Spine, missed, shells, spine
from memoreez.figurines.thickness import sample

FINE_MM = 0.3  # a cell; finer than a line of plastic
CELLS = 300  # along the longest side of small objects
MOST_POINTS = 40_000_000  # of the grid
MOST_SURFACE = 800_000  # faces of cells, about, that the surface may fill
MOST_UNSURE = 5_000_000  # grid points on lines that pass a hole: these ask their neighbours
MOST_FACES = 400_000  # of cells between solid and air: half as many as the triangles to be
COARSER = 1.05  # by which a cell grows at least, where a grid was too fine
LOOKS = 20_000  # points at which the loss of detail is measured
TRUE_SHARE = 1e-4  # of the lines' crossings may be out of order in a sound solid: rounding


def rebuild(mesh: Mesh, *, cell_mm: float | None = None) -> Step:
    """`mesh` as one closed manifold solid; the very mesh where it is one already.

    The triangles may be open, turned, doubled, nested or crossed; hollows are filled. `cell_mm`
    is the grid's; without it 0.3 mm, less for what is under 90 mm, more where the grid would
    outgrow its memory. Walls down to about 1.5 cells come out as they are; thinner ones, wires and
    open sheets become 1.2 to 2 cells thick. A mesh in which nothing is solid is returned as it is.
    """
    used = _usable(mesh)
    facets = unfold(used)
    if not facets.areas.sum() > 0:
        return Step(mesh)
    low, high = facets.corners.min(axis=(0, 1)), facets.corners.max(axis=(0, 1))
    cell = max(cell_mm or _fine_mm(high - low), _coarsest_mm(facets, high - low))
    asked = _asked(used, low, high, cell)
    if used is mesh and _sound(mesh, facets, asked.said):
        return Step(mesh)
    made = _made(used, facets, asked)
    while (more := _faces(made.filled) / MOST_FACES) > 1:
        asked = _asked(used, low, high, asked.grid.cell_mm * max(float(np.sqrt(more)), COARSER))
        made = _made(used, facets, asked)
    result = wrap(asked.grid, asked.lines, made.filled, made.shell)
    if not len(result.faces):
        return Step(mesh)
    return Step(result, (_told(facets, asked.grid, made.filled, result, made.thin),))


@dataclass(frozen=True, eq=False)
class _Asked:
    """A grid, and what its lines say of the triangles."""

    grid: Grid
    lines: tuple[Crossings, ...]
    said: tuple[States, ...]


@dataclass(frozen=True, eq=False)
class _Made:
    """What is solid, with the shells round what is too thin for the grid."""

    filled: Flags
    shell: Shell
    thin: int  # points on the middles of what is too thin


def _asked(mesh: Mesh, low: Floats, high: Floats, cell_mm: float) -> _Asked:
    """Lines asked on the finest grid from `cell_mm` on that few enough points stay unsure on.

    A sheet, or a surface that is all holes, leaves whole lines without an answer.
    """
    while True:
        grid = lay(low, high, cell_mm)
        lines = tuple(pierce(mesh, grid, axis) for axis in range(3))
        said = tuple(states(found) for found in lines)
        odd = [int(state.odd.sum()) for state in said]
        more = sum(np.multiply(odd, grid.shape).tolist()) / MOST_UNSURE
        if more <= 1:
            return _Asked(grid, lines, said)
        cell_mm *= max(float(np.cbrt(more)), COARSER)


def _made(mesh: Mesh, facets: Facets, asked: _Asked) -> _Made:
    """What is solid; without the thin where that alone has too many faces."""
    filled = solid(asked.grid, asked.lines, asked.said)
    if _faces(filled) > MOST_FACES:
        return _Made(filled, (np.empty(0, np.int64), np.empty(0, np.float32)), 0)
    thin = _thin(mesh, facets, asked.grid, asked.lines, asked.said, filled)
    shell = shells(asked.grid, thin)
    if len(shell[0]):
        filled.reshape(-1)[shell[0][shell[1] < 0]] = True
        fill(filled)
    return _Made(filled, shell, len(thin.middles))


def _faces(filled: Flags) -> int:
    """Faces of cells between what is solid and air."""
    ways = (np.moveaxis(filled, axis, 0) for axis in range(3))
    return sum(int((way[1:] != way[:-1]).sum()) for way in ways)


def _usable(mesh: Mesh) -> Mesh:
    """Without the triangles whose corners are no numbers."""
    fine = np.asarray(np.isfinite(mesh.vertices).all(axis=1))
    good = fine[mesh.faces].all(axis=1)
    return mesh if good.all() else Mesh(mesh.vertices, mesh.faces[good])


def _fine_mm(size: Floats) -> float:
    return min(FINE_MM, max(float(size.max()), 1e-6) / CELLS)


def _coarsest_mm(facets: Facets, size: Floats) -> float:
    """The cell in mm below which grid or surface would outgrow their memory."""
    cell = max(float(np.sqrt(facets.areas.sum() / MOST_SURFACE)), float(size.max()) * 1e-5)
    while float(np.prod(size / cell + 5)) > MOST_POINTS:
        cell *= 1.05
    return cell


def _sound(mesh: Mesh, facets: Facets, said: tuple[States, ...]) -> bool:
    """Whether the mesh is closed, faces outwards, and nowhere goes through itself."""
    crossings = sum(len(state.inside) for state in said)
    wrong = sum(int(state.wrong.sum()) for state in said)
    if wrong > TRUE_SHARE * crossings:
        return False
    shape = topology(mesh.faces)
    if not shape.closed or shape.collapsed_faces:
        return False
    six = sixfold(facets.corners, facets.corners[0, 0])
    return bool(np.bincount(shape.shells, six).min() > 0)


def _thin(
    mesh: Mesh,
    facets: Facets,
    grid: Grid,
    lines: tuple[Crossings, ...],
    said: tuple[States, ...],
    filled: Flags,
) -> Spine:
    """What slips through the grid: seen by the lines, or by none of them."""
    seen = spine(mesh, grid, lines, said, filled)
    unseen = missed(facets, grid, filled)
    return Spine(
        np.concatenate([seen.middles, unseen.middles]), np.concatenate([seen.radii, unseen.radii])
    )


def _told(facets: Facets, grid: Grid, whole: Flags, result: Mesh, thin: int) -> Change:
    """How much detail was lost: distances from the old surface to the new one.

    What the solid swallowed (hollows, inner skins) does not count.
    """
    points = sample(facets, LOOKS)[1]
    corner = np.floor(grid.cells(points)).astype(np.int64) @ grid.strides
    steps = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)]) @ grid.strides
    outer = ~whole.reshape(-1)[corner[:, None] + steps].all(axis=1)
    far = distances(points[outer], unfold(result)) if outer.any() else np.zeros(1)
    near, worst = float(np.percentile(far, 95)), float(far.max())
    words = (
        f"rebuilt it as one closed solid on a grid of {grid.cell_mm:.2g} mm: 95 % of the surface "
        f"that was there lies within {near:.2f} mm of the new one, all of it within {worst:.2f} mm"
    )
    if thin:
        words += f"; parts thinner than {grid.cell_mm * 1.7:.2g} mm were made about that thick"
    values = {"cell_mm": grid.cell_mm, "p95_mm": near, "worst_mm": worst}
    return Change("rebuilt", words, values | {"thin_points": float(thin)})
