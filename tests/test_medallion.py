"""Medallions: in the relief all that is seen from the front is seen still."""

from __future__ import annotations

import numpy as np
import pytest

from memoreez.artifacts import Element
from memoreez.designs.medallion_relief import LOWEST, look, relief
from memoreez.designs.pieces import Piece, within

DEPTH = 6.0


def _piece(name: str) -> Piece:
    return within(Element(name), 40, 40, "held")


@pytest.mark.parametrize(
    "name", ["palette", *(pytest.param(n, marks=pytest.mark.slow) for n in ("yoga", "flower"))]
)
def test_nothing_that_is_seen_sinks_into_the_ground(name: str) -> None:
    """Deep things and thin ones: every place of their front stands out, and none too far."""
    one = _piece(name)
    seen, solid = look(one), relief(one, DEPTH)
    i, k = np.nonzero(np.isfinite(seen.near))
    x, z = seen.low[0] + i * seen.cell_mm, seen.low[1] + k * seen.cell_mm
    low, high = (solid(np.stack([x, np.full_like(x, -y), z], 1)) for y in (0.8, 1.3 * DEPTH))
    assert (low < 0).mean() > 0.97 and (high > 0).all()
    raised = solid(np.stack([x, np.full_like(x, -(LOWEST + 0.2) * DEPTH), z], 1)) < 0
    assert 0.03 < raised.mean() < 0.99  # it has hills and valleys


def test_its_field_keeps_what_the_kernel_relies_on() -> None:
    """No steeper than it says, and growing away from its box."""
    solid = relief(_piece("star"), DEPTH)
    random = np.random.default_rng(0)
    low, high = solid.bounds
    a = random.uniform(low - 8, high + 8, (4000, 3))
    b = a + random.normal(0, 0.7, a.shape)
    apart = np.linalg.norm(a - b, axis=1)
    assert (np.abs(solid(a) - solid(b)) <= solid.slope * apart + 1e-3).all()
    far = np.linalg.norm(np.maximum(np.maximum(low - a, a - high), 0), axis=1)
    assert (solid(a) >= solid.rise * far - 1e-3)[far > 0].all()
