"""Resin: millilitres and hours by measure, and when to hollow."""

import numpy as np
import pytest
from print_shapes import ball, box, mesh_of

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.prints.resin import resin


def test_resin_is_the_volume_and_time_is_the_height() -> None:
    """20 x 30 x 40 mm: 24 ml, 800 layers of 8.5 s, the first five of 27.5 s more light."""
    found = resin(mesh_of(box(20, 30, 40, (7, 0, 3))))
    assert found.solid_ml == pytest.approx(24)
    assert found.ml == pytest.approx(26.4)
    assert found.grams == pytest.approx(29.04)
    assert found.layers == 800
    assert found.seconds == pytest.approx(800 * 8.5 + 5 * 27.5)
    assert resin(mesh_of(box(20, 30, 40)), layer_mm=0.1).layers == 400


def test_what_is_large_is_hollowed_and_drained() -> None:
    """A ball of 60 mm as a shell of 2 mm; a small block stays solid."""
    found = resin(mesh_of(ball(30, segments=128)))
    assert found.hollow_ml == pytest.approx(4 * np.pi * 900 * 2 / 1000, rel=0.01)
    assert "23 ml instead of 113 ml" in found.advice[0]
    assert "drain holes of at least 3.5 mm" in found.advice[0]
    assert resin(mesh_of(box(20, 30, 40))).advice[0].startswith("Print it solid")


def test_nothing_is_refused() -> None:
    """A mesh without volume is no print."""
    with pytest.raises(BadInput, match="no volume"):
        resin(Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]], np.int32)))
