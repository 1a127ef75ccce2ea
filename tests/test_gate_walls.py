"""The print gate on walls and strokes."""

from __future__ import annotations

import pytest
from print_shapes import GOOD, box, line, mesh_of, rod, verdict

from memoreez.figurines.gate import inspect


@pytest.mark.parametrize(("wall", "expected"), [(0.75, "fail"), (0.85, "warn"), (1.25, "pass")])
def test_wall_limits(wall: float, expected: str) -> None:
    """A plate on a pedestal is measured across: 0.75 mm fails, 0.85 mm warns, 1.25 mm passes."""
    found = line(inspect(mesh_of(box(30, 30, 5) + box(28, wall, 40))), "wall_thickness")
    assert found.value == pytest.approx(wall, abs=0.01)
    assert found.verdict == expected


def test_nothing_grows_by_1_times() -> None:
    """How much larger is rounded up: 1.19 mm for 1.2 mm is 1.05 times, never 1."""
    found = line(inspect(mesh_of(box(30, 30, 5) + box(28, 1.19, 40))), "wall_thickness")
    assert "1.05 times its size" in found.advice


def test_wider_nozzle_wants_thicker_walls() -> None:
    """1.25 mm is two lines of a 0.6 mm nozzle, but not three."""
    solid = mesh_of(box(30, 30, 5) + box(28, 1.25, 40))
    assert verdict(solid, "wall_thickness", nozzle_mm=0.6) == "warn"


def test_thin_whiskers_warn() -> None:
    """Two 0.5 mm whiskers are too little surface for the percentile, but are not passed over."""
    whiskers = rod(11, 0.25, (8, 0, 39)) + rod(11, 0.25, (-8, 0, 39))
    solid = mesh_of(box(60, 60, 20) + box(40, 40, 40) + whiskers)
    report = inspect(solid)
    assert line(report, "wall_thickness").verdict == "pass"
    assert line(report, "thin_parts").verdict == "warn"


@pytest.mark.parametrize(("stroke", "expected"), [(0.79, "fail"), (0.8, "pass")])
def test_stroke_limit(stroke: float, expected: str) -> None:
    """A stroke of two lines can be read."""
    assert verdict(GOOD, "inscription", stroke_mm=stroke) == expected


def test_no_inscription_no_line() -> None:
    """Without an inscription there is nothing to be legible."""
    assert "inscription" not in {c.name for c in inspect(GOOD).checks}
