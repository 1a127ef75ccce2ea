"""The print gate on volume, bodies, parts, floaters, voids and backdrops."""

from __future__ import annotations

import pytest
from print_shapes import GOOD, ball, box, flipped, joined, line, mesh_of, rod, turned, verdict

from memoreez.artifacts import Mesh
from memoreez.figurines.gate import inspect


def test_inside_out_fails() -> None:
    """A closed mesh with all normals inwards has a negative volume."""
    report = inspect(flipped(GOOD))
    assert line(report, "volume").verdict == "fail"
    assert float(line(report, "volume").value) < 0


def test_volume_is_exact() -> None:
    """The volume of a 30 x 24 x 8 pedestal with a 16 x 12 block, 32 mm above it."""
    assert line(inspect(GOOD), "volume").value == pytest.approx(
        30 * 24 * 8 + 16 * 12 * 32, rel=1e-6
    )


def test_overlapping_shells_warn() -> None:
    """Two shells through one another print as one body, with a warning for each of both facts."""
    report = inspect(joined(mesh_of(box(30, 30, 20)), mesh_of(box(12, 12, 40))))
    assert line(report, "self_intersection").verdict == "warn"
    assert (line(report, "bodies").value, line(report, "bodies").verdict) == (1, "warn")


def test_touching_parts_are_one_body() -> None:
    """Named parts that share a face are one body, and together the whole."""
    foot, figure = mesh_of(box(30, 30, 10)), mesh_of(box(12, 12, 30, (0, 0, 10)))
    report = inspect(
        joined(foot, figure), bodies={"pedestal": foot, "figure": figure}, assembled=True
    )
    assert [line(report, n).verdict for n in ("bodies", "floaters", "parts")] == ["pass"] * 3


def test_overlapping_parts_warn() -> None:
    """Parts that hold more together than the whole overlap."""
    foot, figure = box(30, 30, 10), box(12, 12, 40)
    parts = {"pedestal": mesh_of(foot), "figure": mesh_of(figure)}
    assert verdict(mesh_of(foot + figure), "parts", bodies=parts) == "warn"


def test_open_part_fails() -> None:
    """A named part with a hole is named in the advice."""
    parts = {"figure": Mesh(GOOD.vertices, GOOD.faces[1:])}
    found = line(inspect(GOOD, bodies=parts), "parts")
    assert found.verdict == "fail"
    assert "figure" in found.advice


def test_two_bodies_fail() -> None:
    """Two blocks side by side on the bed are two bodies but no floater."""
    report = inspect(joined(mesh_of(box(20, 20, 30)), mesh_of(box(20, 20, 30, (25, 0, 0)))))
    assert (line(report, "bodies").value, line(report, "bodies").verdict) == (2, "fail")
    assert line(report, "floaters").verdict == "pass"


def test_speck_warns() -> None:
    """A crumb of 0.004 mm³ is too small to print: no body, no floater, a warning."""
    report = inspect(joined(GOOD, mesh_of(ball(0.1, (0, 0, 52)))))
    assert (line(report, "bodies").value, line(report, "floaters").value) == (1, 0)
    assert line(report, "floaters").verdict == "warn"
    assert "1 speck " in line(report, "floaters").advice


@pytest.mark.parametrize("radius", [0.21, 5.0])
def test_floating_ball_fails(radius: float) -> None:
    """A ball in mid-air is a floater, be it so small that it falls between the columns."""
    report = inspect(joined(GOOD, mesh_of(ball(radius, (0, 0, 52)))))
    assert (line(report, "floaters").value, line(report, "floaters").verdict) == (1, "fail")


def test_void_fails() -> None:
    """A ball-shaped hollow of 524 mm³ inside a block fails."""
    report = inspect(mesh_of(box(30, 30, 30) - ball(5, (0, 0, 15), 128)))
    assert line(report, "voids").verdict == "fail"
    assert line(report, "voids").value == pytest.approx(523.6, rel=0.01)
    assert line(report, "volume").verdict == "pass"


def test_tiny_void_warns() -> None:
    """A hollow of half a cubic millimetre closes in print."""
    assert verdict(mesh_of(box(30, 30, 30) - ball(0.5, (0, 0, 15))), "voids") == "warn"


def test_slab_behind_a_sphere_fails() -> None:
    """A 2 mm sheet behind a ball is taken for a backdrop, however the object is turned."""
    solid = mesh_of(ball(20, (0, 0, 20)) + box(44, 2, 42, (0, 20, 0)))
    assert {verdict(turned(solid, a), "slab") for a in (0, 30, 90, 200)} == {"fail"}


@pytest.mark.parametrize(
    "mesh",
    [
        mesh_of(s)
        for s in (
            box(50, 25, 8) + rod(6, 30).rotate((90, 0, 0)).translate((0, 3, 36)),
            rod(10, 30) + ball(15, (0, 0, 22)),
            box(60, 40, 6) + box(44, 3, 50, (0, 0, 5)),
            box(40, 30, 3) + box(40, 1.5, 28, (0, 14.25, 0)),
            box(30, 30, 30),
        )
    ],
    ids=["medallion", "round pedestal", "plaque in a foot", "open laptop", "cube"],
)
def test_no_slab_on_honest_shapes(mesh: Mesh) -> None:
    """Medallions, pedestals, plaques, an open laptop and a cube are no backdrop."""
    assert line(inspect(mesh), "slab").value == 0
