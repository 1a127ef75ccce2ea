"""Depths that follow their normals: fine relief from these, the large shape from those."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

PULL = 0.02  # towards the given depth, against 1 towards a slope
JUMP = 0.05  # half frame widths from pixel to pixel: more is another surface
GRAZING = 0.2  # a surface seen at a lower cosine has no slope to trust
ROUNDS = 60  # of conjugate gradients; PULL leaves them little to do
ENOUGH = 1e-3  # of the first residual


def followed(depth: Floats, normal: Floats, inside: Bools, half: float) -> Floats:
    """The depth (h, w) that is near the given one and whose slopes are those of `normal` (3, h, w).

    A screened Poisson equation (Nehab et al. 2005, "Efficiently combining positions and normals for
    precise 3D geometry"), in a camera whose frame is `half` wide as a tangent.
    """
    across, down, sure = slopes(depth, normal, half)
    links = tuple(
        _links(depth, slope, inside & sure, axis) for axis, slope in ((1, across), (0, down))
    )
    wanted = PULL * depth
    for axis, (kept, step) in zip((1, 0), links, strict=True):
        wanted += _back(kept * step, axis)
    start = depth.astype(np.float32)
    solved = _solved(start, wanted.astype(np.float32), tuple(kept for kept, _ in links))
    return np.where(inside, solved, depth).astype(np.float32)


def slopes(depth: Floats, normal: Floats, half: float) -> tuple[Floats, Floats, Bools]:
    """Change of depth per pixel to the right and down (h, w), and where it can be trusted."""
    side = depth.shape[0]
    line = (np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1
    x, y = line[None, :], line[:, None]
    right, up, near = normal
    facing = near - half * (right * x - up * y)
    scale = (1 + depth * half) * (2 / side) / np.maximum(facing, GRAZING)
    return right * scale, -up * scale, facing > GRAZING


def _links(depth: Floats, slope: Floats, good: Bools, axis: int) -> tuple[Floats, Floats]:
    """Which neighbours along an axis lie on one surface (1 or 0), and the step between them."""
    here, there = (np.take(slope, _range(slope, axis, i), axis) for i in (0, 1))
    step = (here + there) / 2
    own = np.diff(depth, axis=axis)
    both = np.take(good, _range(good, axis, 0), axis) & np.take(good, _range(good, axis, 1), axis)
    kept = both & (np.abs(own - step) < JUMP)
    return kept.astype(np.float32), step.astype(np.float32)


def _range(field: npt.NDArray[np.generic], axis: int, first: int) -> npt.NDArray[np.int64]:
    return np.arange(field.shape[axis] - 1) + first


def _back(step: Floats, axis: int) -> Floats:
    """The transposed difference: what each pixel is asked for by its links."""
    zero = np.zeros_like(np.take(step, [0], axis))
    return np.asarray(np.concatenate([zero, step], axis) - np.concatenate([step, zero], axis))


def _solved(start: Floats, wanted: Floats, kept: tuple[Floats, ...]) -> Floats:
    """Conjugate gradients on (PULL + DᵀKD) z = wanted."""

    def applied(z: Floats) -> Floats:
        out = PULL * z
        for axis, links in zip((1, 0), kept, strict=True):
            out = out + _back(links * np.diff(z, axis=axis), axis)
        return out

    z = start.copy()
    rest = wanted - applied(z)
    way = rest.copy()
    size = float((rest * rest).sum())
    first = size
    for _ in range(ROUNDS):
        if size <= ENOUGH**2 * first or size == 0:
            break
        pushed = applied(way)
        share = size / float((way * pushed).sum())
        z += share * way
        rest -= share * pushed
        last, size = size, float((rest * rest).sum())
        way = rest + (size / last) * way
    return z
