"""Readers of mesh files, one module per format: bytes in, a `Mesh` in millimetres out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MAX_TRIANGLES = 20_000_000


def points(values: npt.ArrayLike) -> npt.NDArray[np.float32]:
    """Coordinates (n, 3) as float32; what is too large becomes infinite, for `read` to refuse."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array(values, dtype=np.float64).astype(np.float32).reshape(-1, 3)
