"""A closed solid out of any triangles: the last resort, when a surface cannot be mended.

Lines along three axes vote on what is solid (`inside`), what is too thin for the grid is kept as
shells (`slender`), and marching cubes wrap it up (`skin`), closed and manifold by construction.
Detail is lost only within a cell: at sharp edges and in slits.
"""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.figurines.bodies import topology
from memoreez.figurines.facets import Facets, Floats, sixfold, unfold
from memoreez.figurines.repairs.change import Change, Step
from memoreez.figurines.repairs.deviation import distances
from memoreez.figurines.repairs.inside import States, fill, solid, states
from memoreez.figurines.repairs.lines import Crossings, Flags, Grid, lay, pierce
from memoreez.figurines.repairs.skin import wrap
from memoreez.figurines.repairs.slender import Spine, missed, shells, spine
from memoreez.figurines.thickness import sample

FINE_MM = 0.3  # a cell; finer than a line of plastic
CELLS = 300  # along the longest side of small objects
MOST_POINTS = 40_000_000  # of the grid
MOST_SURFACE = 800_000  # faces of cells, about, that the surface may fill
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
    grid = lay(low, high, max(cell_mm or _fine_mm(high - low), _coarsest_mm(facets, high - low)))
    lines = tuple(pierce(used, grid, axis) for axis in range(3))
    said = tuple(states(found) for found in lines)
    if used is mesh and _sound(mesh, facets, said):
        return Step(mesh)
    filled = solid(grid, lines, said)
    thin = _thin(used, facets, grid, lines, said, filled)
    points, outside = shells(grid, thin)
    if len(points):
        filled.reshape(-1)[points[outside < 0]] = True
        fill(filled)
    result = wrap(grid, lines, filled, (points, outside))
    if not len(result.faces):
        return Step(mesh)
    return Step(result, (_told(facets, grid, filled, result, len(thin.middles)),))


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
