"""The gate on the printer's size, and on how many shells a solid may have."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import GOOD, ball, box, joined, line, mesh_of, turned, verdict

from memoreez.artifacts import Mesh
from memoreez.figurines.gate import inspect

LARGE = mesh_of(box(60, 50, 280))


def test_too_large_for_a_common_printer_warns() -> None:
    """280 mm are no fault of the solid: it warns and says which printer it needs."""
    report = inspect(LARGE)
    found = line(report, "build_volume")
    assert found.verdict == "warn"
    assert "at least 60 × 50 × 280 mm" in found.advice
    assert "89 %" in found.advice
    assert found.limit == "≤ 220 × 220 × 250"


def test_too_large_for_the_given_printer_fails() -> None:
    """The very same limits fail when they are those of the person's own printer."""
    assert verdict(LARGE, "build_volume", build_volume_mm=(220, 220, 250)) == "fail"
    assert verdict(LARGE, "build_volume", build_volume_mm=(100, 100, 280)) == "pass"


@pytest.mark.parametrize(("side", "expected"), [(219.9, "pass"), (220.2, "warn")])
def test_common_bed_limit(side: float, expected: str) -> None:
    """220 mm fit on a common bed, also when the object lies askew; more does not."""
    assert verdict(turned(mesh_of(box(side, 50, 30)), 17), "build_volume") == expected


def test_highest_keepsake_can_pass() -> None:
    """A sound solid of 300 mm, the most that is promised, has no failing check."""
    assert inspect(mesh_of(box(90, 90, 300))).verdict == "pass"


FOOT, FIGURE = mesh_of(box(30, 30, 10)), mesh_of(box(12, 12, 30, (0, 0, 10.02)))
PARTS = {"pedestal": FOOT, "figure": FIGURE}


def test_solid_in_two_shells_fails() -> None:
    """A figure 0.02 mm above its pedestal counts as one body; but our own solid is one shell."""
    found = line(inspect(joined(FOOT, FIGURE), bodies=PARTS), "bodies")
    assert (found.value, found.verdict) == (2, "fail")
    assert "unite" in found.advice


def test_parts_of_a_file_may_touch() -> None:
    """The same shells as a 3MF's parts pass, and in a file without names they warn."""
    shells = joined(FOOT, FIGURE)
    assert line(inspect(shells, bodies=PARTS, assembled=True), "bodies").verdict == "pass"
    assert line(inspect(shells), "bodies").verdict == "warn"


def test_joined_solid_with_parts_passes() -> None:
    """One shell, also when the triangles share no vertices, is what named parts want."""
    soup = Mesh(GOOD.vertices[GOOD.faces].reshape(-1, 3), _loose(len(GOOD.faces)))
    found = line(inspect(soup, bodies={"figure": GOOD}), "bodies")
    assert (found.value, found.verdict) == (1, "pass")


def test_void_is_no_second_shell() -> None:
    """A hollow inside is told by `voids`, not by `bodies`."""
    solid = mesh_of(box(30, 30, 30) - ball(5, (0, 0, 15)))
    report = inspect(solid, bodies={"figure": solid})
    assert [line(report, name).verdict for name in ("bodies", "voids")] == ["pass", "fail"]


def _loose(faces: int) -> np.ndarray:
    return np.arange(3 * faces, dtype=np.int32).reshape(-1, 3)
