"""Readers of mesh files, one module per format: an open file in, a `Mesh` in millimetres out.

Each reads in pieces, so that a file of 500 MB needs little more memory than its mesh. With
`tolerant`, triangles that name no vertex stay (as vertex -1 or one past the end), for a repair to
drop; without, they are refused.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez.errors import BadInput

MAX_BYTES = 500 * 2**20
MAX_TRIANGLES = 5_000_000
MAX_POINTS = 3 * MAX_TRIANGLES


def points(values: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Coordinates (n, 3) as float32; what is too large becomes infinite, for `read` to refuse."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(values, dtype=np.float64).astype(np.float32).reshape(-1, 3)


def bounded(triangles: int, vertices: int = 0) -> None:
    """Refuse, before anything is reserved for it, what no printer could show anyway."""
    if triangles > MAX_TRIANGLES:
        raise BadInput(
            f"The file holds {triangles / 1e6:.1f} million triangles; at most "
            f"{MAX_TRIANGLES / 1e6:.0f} million are read. Decimate it to one million in the "
            "program that made it: finer than that nothing prints."
        )
    if vertices > MAX_POINTS:
        raise BadInput(
            f"The file holds {vertices / 1e6:.1f} million points; at most "
            f"{MAX_POINTS / 1e6:.0f} million are read. Export it as a mesh, not as a scan's points."
        )
