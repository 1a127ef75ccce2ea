"""The print gate on standing, supports and size."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, line, mesh_of, rod, turned, verdict

from memoreez.figurines.gate import inspect, needs_supports


@pytest.mark.parametrize(
    ("radius", "expected"), [(2.45, "fail"), (2.6, "warn"), (3.9, "warn"), (4.1, "pass")]
)
def test_contact_limits(radius: float, expected: str) -> None:
    """Under 20 mm² of contact fails, under 50 mm² wants a brim."""
    assert verdict(mesh_of(rod(20, radius)), "contact") == expected


def test_sphere_has_no_foot() -> None:
    """A ball on the bed touches it in a point: no contact, no stability."""
    report = inspect(mesh_of(ball(20)))
    assert line(report, "contact").verdict == line(report, "stability").verdict == "fail"


@pytest.mark.parametrize(("height", "expected"), [(73.0, "pass"), (76.0, "fail")])
def test_tip_angle_limit(height: float, expected: str) -> None:
    """A square rod of 20 mm tips at atan(10 / half its height): 15.3° passes, 14.7° fails."""
    found = line(inspect(mesh_of(box(20, 20, height))), "stability")
    assert found.value == pytest.approx(np.degrees(np.arctan(20 / height)), abs=1e-3)
    assert found.verdict == expected


def test_island_needs_supports() -> None:
    """The free end of a hook starts in mid-air: a warning, and supports."""
    solid = rod(5, 20) + rod(40, 4) + box(25, 6, 6, (10, 0, 35)) + rod(16, 3, (20, 0, 20))
    report = inspect(mesh_of(solid))
    assert (line(report, "islands").value, line(report, "islands").verdict) == (1, "warn")
    assert "1 part starts" in line(report, "islands").advice
    assert needs_supports(report)
    assert report.verdict == "pass"


def test_overhang_needs_supports() -> None:
    """The arms of a T hang 90° from vertical; a cone that widens by 40° does not need supports."""
    tee = inspect(mesh_of(box(20, 20, 30) + box(60, 20, 8, (0, 0, 30))))
    assert line(tee, "overhang").verdict == "warn"
    assert "90°" in line(tee, "overhang").advice
    cone = inspect(mesh_of(rod(20, 12, top=12 + 20 * np.tan(np.radians(40)))))
    assert (needs_supports(tee), needs_supports(cone)) == (True, False)


@pytest.mark.parametrize(("side", "expected"), [(219.9, "pass"), (220.2, "warn")])
def test_build_volume_limit(side: float, expected: str) -> None:
    """220 mm fit on a 220 mm bed, also when the object lies askew; more does not."""
    assert verdict(turned(mesh_of(box(side, 50, 30)), 17), "build_volume") == expected


def test_bed_may_be_used_either_way_round() -> None:
    """A long object is turned by 90° when the bed is longer the other way."""
    solid = mesh_of(box(200, 40, 30))
    assert verdict(solid, "build_volume", build_volume_mm=(100, 210, 50)) == "pass"
    assert verdict(solid, "build_volume", build_volume_mm=(100, 210, 29)) == "fail"


@pytest.mark.parametrize(("height", "expected"), [(19.9, "warn"), (20.0, "pass"), (300.1, "warn")])
def test_height_limits(height: float, expected: str) -> None:
    """Keepsakes are 20 to 300 mm high."""
    assert verdict(mesh_of(box(30, 30, height)), "height") == expected


@pytest.mark.parametrize(
    ("size", "expected"), [(0.09, "metres"), (3.5, "inches"), (10.0, ""), (90.0, "")]
)
def test_unit_is_guessed_never_changed(size: float, expected: str) -> None:
    """A largest side under 1 looks like metres, under 10 like inches; the mesh is not scaled."""
    found = line(inspect(mesh_of(box(size / 2, size / 2, size))), "units")
    assert found.verdict == ("warn" if expected else "pass")
    assert expected in found.advice
    assert found.value == pytest.approx(size, rel=1e-3)
