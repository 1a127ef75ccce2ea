"""A sculpture as any sculptor made it, mended before it is set on its pedestal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.figurines import limits
from memoreez.figurines.facets import unfold
from memoreez.figurines.necks import necks
from memoreez.figurines.slab import slabs
from memoreez.figurines.thickness import walls

NOTHING = (
    "The sculptor made nothing that can be set up: no surface, or a flat one. "
    "Try again, or choose another picture or another sculptor."
)
NOZZLE_MM = 0.4  # what a keepsake is made for
FLAT = 0.01  # of the width: what is lower stands for nothing


def usable(sculpture: Mesh) -> bool:
    """Whether its coordinates are numbers and it has some height: enough to be set up."""
    vertices, faces = sculpture.vertices, sculpture.faces
    if not len(faces) or faces.min() < 0 or faces.max() >= len(vertices):
        return False
    if not np.isfinite(vertices).all():
        return False
    wide, deep, high = np.ptp(vertices.astype(np.float64), axis=0).tolist()
    return high > FLAT * max(wide, deep)


def passable(sculpture: Mesh) -> Mesh:
    """The sculpture for a picture only: without broken points, else as it is.

    Raises BadInput where there is nothing to be seen.
    """
    if usable(sculpture):
        return sculpture
    from memoreez.figurines.repairs.soup import broken_points  # rarely needed

    found = broken_points(sculpture).mesh if len(sculpture.faces) else sculpture
    if not usable(found):
        raise BadInput(NOTHING)
    return found


@dataclass(frozen=True)
class Flaws:
    """What the gate would refuse in a closed figurine of one piece."""

    backdrop: bool  # a slab behind the figure
    thin: bool  # walls under the limit, or a heavy part on a thin neck

    def __bool__(self) -> bool:
        return self.backdrop or self.thin


def flaws(figurine: Mesh) -> Flaws:
    """Look at a whole figurine as the gate will, with the gate's own judges and limits."""
    facets = unfold(figurine)
    least = limits.WALL_LINES * NOZZLE_MM
    with ThreadPoolExecutor(1) as pool:  # rays release the GIL
        cast = pool.submit(walls, figurine, facets, limit_mm=least)
        backdrop = any(slab.sure >= limits.SLAB_SURE for slab in slabs(facets))
        hung = necks(facets, wall_mm=least)
        found = cast.result()
    heavy = hung is not None and max(hung.pieces_mm3, default=0.0) > limits.NECK_MM3
    return Flaws(backdrop, heavy or (found is not None and found.thinnest_mm < least))


def mended(
    sculpture: Mesh, height_mm: float, *, backdrop: bool = True, thicken: bool = True
) -> tuple[Mesh, tuple[str, ...]]:
    """The sculpture repaired at the height that it will have, and what was done, in words.

    Sculptors' units and axes are theirs: standing upright, any size. Its foot is not touched,
    because the pedestal holds it. Raises BadInput where none of it can be used.
    """
    from memoreez.figurines.repairs import Wanted, repair  # slow to import, and rarely needed

    wanted = Wanted("mm", "z", height_mm, NOZZLE_MM, backdrop, thicken, foot=False)
    passable(sculpture)  # else no height can be given to it
    try:
        done = repair(sculpture, wanted)
    except BadInput as error:
        raise BadInput(NOTHING) from error
    if not usable(done.mesh):
        raise BadInput(NOTHING)
    told = tuple(c.words for c in done.changes if c.name not in ("scaled", "simplified"))
    return done.mesh, told
