"""A pedestal that carries its figure: as wide as it must be, and no wider."""

from __future__ import annotations

import io

import numpy as np
import pytest
from print_shapes import ball, box, mesh_of

from memoreez import meshes
from memoreez.figurines import gate, limits, pedestal
from memoreez.figurines.carrying import MOST, Load, load_of, widening
from memoreez.figurines.facets import unfold
from memoreez.figurines.finish import Wish, finish
from memoreez.figurines.stability import stand
from memoreez.preview import light_figure, quick_glb

RISE_MM = 8.0


@pytest.mark.parametrize("shape", pedestal.SHAPES)
@pytest.mark.parametrize(("aside", "tall"), [(5.0, 60.0), (9.0, 60.0), (8.0, 20.0)])
def test_as_wide_as_it_must_be(shape: str, aside: float, tall: float) -> None:
    """The whole tips a little after 15° then, measured as the gate measures it."""
    size = np.array([40.0, 40.0 if shape == "round" else 34.0])
    low = pedestal.build(shape, tuple(size), RISE_MM, "chamfered")
    figure = box(10, 10, tall, (aside, 0, RISE_MM))
    load = load_of(unfold(mesh_of(figure.translate((0, 0, -RISE_MM)))).corners)
    assert load is not None and load.centre_mm == pytest.approx((aside, 0, tall / 2), abs=1e-3)
    factor = widening(load, low.solid, RISE_MM)
    wide = pedestal.build(shape, tuple(size * factor), RISE_MM, "chamfered")
    tips = [stand(unfold(mesh_of(figure + one.solid))).tip_deg for one in (low, wide)]
    if tips[0] >= limits.TIP_DEG:
        assert factor == 1.0
    else:
        assert factor > 1.0 and limits.TIP_DEG <= tips[1] < limits.TIP_DEG + 1.5


def test_what_cannot_be_carried_gets_the_widest() -> None:
    """It is the gate that refuses it."""
    solid = pedestal.build("round", (40.0, 40.0), RISE_MM, "stepped").solid
    assert widening(Load(1e6, (60.0, 0.0, 90.0)), solid, RISE_MM) == pytest.approx(MOST, abs=0.01)


def test_a_sheet_weighs_nothing() -> None:
    """What encloses nothing has no load."""
    assert load_of(np.zeros((1, 3, 3))) is None


@pytest.mark.parametrize("shape", ["round", "oval"])
def test_a_lopsided_figure_stands(shape: str) -> None:
    """On a wider pedestal than usual it passes the gate, and the preview shows that one."""
    lollipop = box(8, 8, 40) + ball(15, (9, 0, 45))
    wish = Wish(60.0, pedestal=shape)
    done = finish(mesh_of(lollipop), wish, tolerance_mm=0.01).figurine
    found = {check.name: check for check in gate.inspect(done.solid).checks}
    assert found["stability"].verdict == "pass" and found["stability"].value < 17
    quick = meshes.glb.parse(io.BytesIO(quick_glb(light_figure(done), wish, "")))
    for axis in (0, 1):
        assert np.ptp(quick.vertices[:, axis]) == pytest.approx(
            np.ptp(done.solid.vertices[:, axis]), rel=0.01
        )
