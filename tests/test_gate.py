"""The print gate as a whole: its report, its surface checks, and that order changes nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from print_shapes import GOOD, ball, box, joined, line, mesh_of, rod, turned, verdict

from memoreez.artifacts import Mesh, Report
from memoreez.figurines.gate import inspect
from memoreez.figurines.limits import RULES

DOCS = Path(__file__).parent.parent / "docs" / "printing.md"


def test_good_solid_passes_every_check() -> None:
    """A block on a pedestal passes each check of the gate, without advice."""
    report = inspect(GOOD, stroke_mm=0.9)
    assert [c.name for c in report.checks if c.verdict != "pass" or c.advice] == []
    assert report.verdict == "pass"
    assert {c.name for c in report.checks} == set(RULES) - {"parts"}


def test_every_check_names_limit_and_source() -> None:
    """No line of the report is without a title, a limit and a source."""
    assert all(c.title and c.limit and c.source for c in inspect(GOOD, stroke_mm=0.9).checks)


def test_every_rule_is_explained() -> None:
    """docs/printing.md has a section for each check, by its name."""
    text = DOCS.read_text(encoding="utf-8")
    assert [name for name in RULES if f"`{name}`" not in text] == []


def test_failing_check_has_advice() -> None:
    """Each line that does not pass says what a person can do."""
    report = inspect(joined(GOOD, mesh_of(ball(4, (0, 0, 70)))))
    poor = [c for c in report.checks if c.verdict != "pass"]
    assert poor
    assert all(c.advice.endswith(".") for c in poor)


def test_repairs_make_the_verdict_repaired() -> None:
    """What was changed before is passed on, and the verdict says so."""
    report = inspect(GOOD, repairs=("filled 2 holes",))
    assert (report.verdict, report.repairs) == ("repaired", ("filled 2 holes",))


@pytest.mark.parametrize(
    "mesh",
    [
        Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)),
        Mesh(np.full((3, 3), np.nan, np.float32), np.array([[0, 1, 2]], np.int32)),
        Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 3]], np.int32)),
        Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, -1]], np.int32)),
        Mesh(np.full((3, 3), 1e30, np.float32), np.array([[0, 1, 2]], np.int32)),
    ],
)
def test_unusable_coordinates_fail_at_once(mesh: Mesh) -> None:
    """No triangles, NaN, indices out of range and absurd sizes end the inspection."""
    report = inspect(mesh)
    assert [(c.name, c.verdict) for c in report.checks] == [("coordinates", "fail")]


def test_single_point_does_not_crash() -> None:
    """Triangles that all lie in one point fail, in words."""
    report = inspect(Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]], np.int32)))
    assert report.verdict == "fail"


def test_lone_triangle_fails() -> None:
    """One upright triangle is no solid: open, and it cannot stand."""
    corners = np.array([[0, 0, 0], [30, 0, 0], [0, 0, 30]], np.float32)
    report = inspect(Mesh(corners, np.array([[0, 1, 2]], np.int32)))
    assert line(report, "closed").verdict == line(report, "stability").verdict == "fail"


def test_open_surface_fails() -> None:
    """A block without one triangle has three open edges; what needs a solid is not measured."""
    report = inspect(Mesh(GOOD.vertices, GOOD.faces[1:]))
    assert (line(report, "closed").value, line(report, "closed").verdict) == (3, "fail")
    assert line(report, "bodies").value == "not measured"
    assert line(report, "manifold").verdict == "fail"


def test_flipped_triangle_fails() -> None:
    """One triangle wound the other way is found."""
    faces = GOOD.faces.copy()
    faces[0] = faces[0, ::-1]
    assert verdict(Mesh(GOOD.vertices, faces), "closed") == "fail"


def test_degenerate_face_warns() -> None:
    """A triangle that uses a vertex twice has no area; the rest stays closed."""
    faces = np.vstack([GOOD.faces, [[0, 0, 1]]]).astype(np.int32)
    report = inspect(Mesh(GOOD.vertices, faces))
    assert line(report, "degenerate_faces").verdict == "warn"
    assert line(report, "closed").verdict == "pass"


HOOK = mesh_of(
    rod(5, 20)
    + rod(40, 4)
    + box(25, 6, 6, (10, 0, 35))
    + rod(16, 3, (20, 0, 20))
    + ball(7, (0, 0, 44))
)


@cache
def hooked() -> Report:
    """The hook as it is, inspected once."""
    return inspect(HOOK)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**31), angle=st.floats(0, 360))
def test_order_and_rotation_do_not_matter(seed: int, angle: float) -> None:
    """The order of the triangles and a turn about z change no verdict and hardly a value."""
    rng = np.random.default_rng(seed)
    moved = turned(Mesh(HOOK.vertices, rng.permutation(HOOK.faces)), angle)
    for old, new in zip(hooked().checks, inspect(moved).checks, strict=True):
        assert (old.name, old.verdict) == (new.name, new.verdict)
        if isinstance(old.value, float):
            assert new.value == pytest.approx(old.value, rel=0.02, abs=0.02), old.name


def test_same_mesh_same_report() -> None:
    """Two inspections of one mesh are equal to the last digit."""
    assert inspect(HOOK) == inspect(HOOK)
