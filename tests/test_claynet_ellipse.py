"""The elevation that the lower outline of a pedestal tells, and figures set upright by it."""

from __future__ import annotations

from dataclasses import replace

import claynet_pictures as drawn
import cv2
import numpy as np
import numpy.typing as npt
import pytest
from manifold3d import Manifold

from memoreez.artifacts import Concept, Picture
from memoreez.claynet.network import SIDE
from memoreez.figurines import pedestal
from memoreez.sculptures._ellipse import MOST, arc, leaning
from memoreez.sculptures._standing import straightened
from memoreez.sculptures.claynet import Claynet

WIDE = 0.6  # radius of the pedestals, half frame widths
FINER = 4


def cutout(
    shape: str,
    elevation: float,
    half: float,
    turn: float = 0.0,
) -> npt.NDArray[np.float32]:
    """A post on a pedestal, whose foot is at the middle of the frame's lower half."""
    size = (40.0, 40.0) if shape in ("round", "square") else (44.0, 38.0)
    solid = pedestal.build(shape, size, 8.0).solid
    post = Manifold.cylinder(40, 6, 6, 32).translate((0, 0, 8))
    drawn = np.zeros((SIDE * FINER, SIDE * FINER), np.uint8)
    for part in (solid, post):
        points = np.asarray(part.rotate((0, 0, turn)).to_mesh().vert_properties)[:, :3]
        x, away, z = points.T * WIDE / 20 * half
        sine, cosine = np.sin(elevation), np.cos(elevation)
        up, deep = z * cosine + away * sine, 1 + away * cosine - z * sine
        at = [x / deep / half, (0.5 * half - up) / deep / half]
        pixels = (np.stack(at, axis=1) + 1) * SIDE * FINER / 2 - 0.5
        hull = cv2.convexHull(np.round(pixels * 16).astype(np.int32))
        cv2.fillConvexPoly(drawn, hull, 255, shift=4)
    small = cv2.resize(drawn, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return (small / np.float32(255)).astype(np.float32)


@pytest.mark.parametrize("degrees", [4, 18])
@pytest.mark.parametrize("half", [0.15, 0.3])
def test_a_round_pedestal_tells_the_elevation(degrees: float, half: float) -> None:
    """A tenth and half a degree too much at most, for its bevel; its size as well."""
    found = arc(cutout("round", np.radians(degrees), half), half)
    assert found is not None
    assert -0.3 < np.degrees(found.elevation) - degrees < 0.5 + 0.1 * degrees
    assert found.radius == pytest.approx(WIDE, rel=0.15)


def test_from_high_above_it_tells_nothing() -> None:
    """The bevel of its foot would be taken for the foot."""
    assert arc(cutout("round", np.radians(35), 0.21), 0.21) is None


@pytest.mark.parametrize("shape", ["square", "hexagonal"])
@pytest.mark.parametrize("turn", [0, 20, 45])
def test_straight_sides_tell_nothing(shape: str, turn: float) -> None:
    """An outline with corners is no circle's, however it is turned."""
    assert arc(cutout(shape, 0.23, 0.21, turn), 0.21) is None


def test_nor_does_a_turned_oval() -> None:
    """Seen aslant it is no circle from any elevation."""
    assert arc(cutout("oval", 0.23, 0.21, 35), 0.21) is None


@pytest.mark.parametrize("kind", ["empty", "full", "dot", "noise", "line"])
def test_what_is_no_figure_tells_nothing(kind: str) -> None:
    """Neither an error nor an elevation comes of it."""
    alpha = np.zeros((SIDE, SIDE), np.float32)
    if kind == "full":
        alpha += 1
    if kind == "dot":
        alpha[100:104, 100:104] = 1
    if kind == "noise":
        alpha = np.random.default_rng(1).random((SIDE, SIDE), np.float32)
    if kind == "line":
        alpha[100:130] = 1
    assert arc(alpha, 0.2) is None
    assert leaning(alpha, 0.2, WIDE, 0.0) == 0


def test_only_a_higher_camera_is_believed() -> None:
    """A figure leans by what the camera was told too low; not by more than depths ever do."""
    alpha = cutout("round", np.radians(13), 0.21)

    def lean(told: float, radius: float = WIDE) -> float:
        return float(np.degrees(leaning(alpha, 0.21, radius, np.radians(told))))

    assert lean(10) == pytest.approx(3, abs=0.5)
    assert lean(16) == 0
    assert lean(-20) == pytest.approx(np.degrees(MOST))
    assert lean(10, WIDE / 2) == 0  # the arc of something else


def test_a_leaning_figure_is_set_upright() -> None:
    """What leans towards the camera is moved back by its height; level things stay level."""
    box = Manifold.cube((10, 10, 60)).transform(
        np.array([[1, 0, 0, 0], [0, 1, -np.tan(0.05), 0], [0, 0, 1, 0]])
    )
    made = straightened(box, 0.05, 0.01).bounding_box()
    assert made == pytest.approx((0, 0, 0, 10, 10, 60), abs=1e-4)


@pytest.mark.parametrize("levelled", [0.05, 0.09])
def test_a_levelling_that_was_wrong_is_turned_back(levelled: float) -> None:
    """The lean that came of it is a turn, so that what was level before is level again."""
    box = Manifold.cube((10, 10, 60)).rotate((np.degrees(0.05), 0, 0)).trim_by_plane((0, 0, 1), 0.5)
    made = straightened(box.translate((0, 0, -0.5)), 0.05, levelled)
    west, south, low, east, north, high = made.bounding_box()
    assert (west, low, east) == pytest.approx((0, 0, 10), abs=1e-4)
    assert north - south == pytest.approx(10, abs=0.02)
    assert made.slice(high - 0.02).area() == pytest.approx(100, rel=0.01)


def test_what_lies_beside_it_stays_on_the_ground() -> None:
    """A ball before the feet would float when the figure is turned back."""
    post = Manifold.cube((18, 18, 60), True).translate((0, 0, 30))
    ball = Manifold.sphere(6, 32).translate((0, -27, 5.9)).trim_by_plane((0, 0, 1), 0)
    parts = straightened(post + ball, 0.05, 0.05).decompose()
    assert [part.bounding_box()[2] for part in parts] == pytest.approx([0, 0], abs=1e-4)


def test_the_sculptor_sets_it_upright(monkeypatch: pytest.MonkeyPatch) -> None:
    """A post that leans by 3 degrees, as its camera was told too low, stands straight."""
    told, high = np.radians(10), 40 * WIDE / 20
    post = Manifold.cylinder(high, 0.2, 0.2, 32).transform(
        np.array([[1, 0, 0, 0], [0, 1, -np.tan(np.radians(3)), 0], [0, 0, 1, 0.2]])
    )
    stand = Manifold.cylinder(0.25, WIDE, WIDE, 64)
    made = (stand + post).to_mesh()
    x, away, z = np.asarray(made.vert_properties)[:, :3].T
    sine, cosine = np.sin(told), np.cos(told)
    points = np.stack([x, z * cosine + away * sine, away * cosine - z * sine], axis=1)
    answer = replace(drawn.ball(), camera=np.array([told, np.log(0.21)], np.float32))
    seen = replace(drawn.seen(answer), alpha=cutout("round", np.radians(13), 0.21))
    fused = points.astype(np.float32), np.asarray(made.tri_verts, np.int64)
    monkeypatch.setattr("memoreez.sculptures.claynet.look", lambda png: seen)
    monkeypatch.setattr("memoreez.sculptures.claynet.verdict", lambda evidence: (1.0, "", {}))
    monkeypatch.setattr("memoreez.sculptures.claynet.fused", lambda *told: fused)
    concept = Concept(1, "The post", "", "character", "")
    points = Claynet().sculpt(concept, height_mm=60, picture=Picture(b"", 1, 1)).mesh.vertices
    low, top = (points[abs(points[:, 2] - at) < 0.1, 1] for at in (0, 54))
    assert np.ptp(low) > 1
    assert top.mean() - low.mean() == pytest.approx(0, abs=0.4)
