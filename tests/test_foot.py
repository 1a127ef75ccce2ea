"""A flat foot, standing on z = 0."""

from __future__ import annotations

import numpy as np
import pytest
from print_shapes import ball, box, line, mesh_of, rod

from memoreez.artifacts import Mesh
from memoreez.figurines.facets import unfold, volume
from memoreez.figurines.gate import inspect
from memoreez.figurines.repairs.foot import foot


def test_ball_gets_a_foot() -> None:
    """The cap that goes has the height and area of a cap of a sphere, and the ball then stands."""
    mesh = mesh_of(ball(20, (0, 0, 33), 128))
    step = foot(mesh)
    (change,) = step.changes
    cut, area = change.values["cut_mm"], change.values["contact_mm2"]
    assert area == pytest.approx(np.pi * (2 * 20 * cut - cut**2), rel=0.03)
    assert change.values["lost_share"] == pytest.approx(
        (cut**2 * (60 - cut) / 3) / (4 / 3 * 20**3), rel=0.05
    )
    assert area < 250 and f"{cut:.2g} mm" in change.words and f"{area:.0f} mm²" in change.words
    assert float(step.mesh.vertices[:, 2].min()) == 0.0
    report = inspect(step.mesh)
    assert line(report, "contact").verdict != "fail" and line(report, "stability").verdict == "pass"
    assert foot(step.mesh).mesh is step.mesh


def test_what_stands_is_left_alone() -> None:
    """A solid with enough contact that does not tip is not touched."""
    assert foot(mesh := mesh_of(box(20, 20, 50))).mesh is mesh


@pytest.mark.parametrize("off", [7.5, -3.0])
def test_it_stands_on_the_bed(off: float) -> None:
    """What stands above or below the bed is moved onto it, and nothing else happens to it."""
    step = foot(mesh_of(box(20, 20, 50, (0, 0, off))))
    assert float(step.mesh.vertices[:, 2].min()) == 0.0
    assert step.changes[0].values["moved_mm"] == pytest.approx(-off)
    assert volume(unfold(step.mesh).corners) == pytest.approx(20_000)


def test_as_little_as_possible_goes() -> None:
    """A bent bottom loses no more than brings the contact over the limit, at most 12 % anyway."""
    boot = mesh_of(box(30, 20, 40) - rod(40, 60).rotate((90, 0, 0)).translate((0, 20, -57)))
    step = foot(Mesh(boot.vertices, boot.faces))
    assert step.mesh is boot or step.changes[0].values["cut_mm"] < 1
    tip = mesh_of(rod(8, 0.0, top=8.0) + rod(90, 8, (0, 0, 8)))  # 45°: the radius is the cut
    (change,) = foot(tip).changes
    assert 20 <= change.values["contact_mm2"] < 27
    assert change.values["cut_mm"] == pytest.approx(
        (change.values["contact_mm2"] / np.pi) ** 0.5, rel=0.01
    )
    assert "pedestal" in change.words and change.values["tip_deg"] < 15


def test_open_mesh_is_only_moved() -> None:
    """Without a closed surface nothing can be cut."""
    mesh = mesh_of(ball(20, (0, 0, 25)))
    step = foot(Mesh(mesh.vertices, mesh.faces[5:]))
    assert [*step.changes[0].values] == ["moved_mm"]
