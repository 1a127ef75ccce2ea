"""A sculpture as any sculptor made it, mended before it is set on its pedestal."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput


def usable(sculpture: Mesh) -> bool:
    """Whether its coordinates are numbers and it has a height: enough to be set up."""
    vertices, faces = sculpture.vertices, sculpture.faces
    if not len(faces) or faces.min() < 0 or faces.max() >= len(vertices):
        return False
    return bool(np.isfinite(vertices).all()) and float(np.ptp(vertices[:, 2])) > 0


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


def mended(sculpture: Mesh, height_mm: float) -> tuple[Mesh, tuple[str, ...]]:
    """The sculpture repaired at the height that it will have, and what was done, in words.

    Sculptors' units and axes are theirs: standing upright, any size. Its foot is not touched,
    because the pedestal holds it. Raises BadInput where none of it can be used.
    """
    from memoreez.figurines.repairs import Wanted, repair  # slow to import, and rarely needed

    wanted = Wanted(unit="mm", up="z", height_mm=height_mm, foot=False)
    try:
        done = repair(sculpture, wanted)
    except BadInput as error:
        raise BadInput(NOTHING) from error
    if not usable(done.mesh):
        raise BadInput(NOTHING)
    told = tuple(c.words for c in done.changes if c.name not in ("scaled", "simplified"))
    return done.mesh, told


NOTHING = (
    "The sculptor made nothing that can be used: no triangle with three corners in different "
    "places. Try again, or choose another picture or another sculptor."
)
