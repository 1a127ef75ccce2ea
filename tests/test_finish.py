"""Finishing: size, pedestal, inscription, one closed solid; and what it refuses."""

from __future__ import annotations

from importlib import import_module

import manifold3d as m3
import numpy as np
import pytest
import trimesh

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput, InscriptionError, UnknownName
from memoreez.figurines.finish import Wish, finish, mesh, preview, rehearse
from memoreez.figurines.repairs.change import Step


def blob(*parts: m3.Manifold) -> Mesh:
    solid = m3.Manifold.cylinder(30, 9, 6).refine_to_length(2.0)
    for part in parts:
        solid += part
    return mesh(solid)


def solid_of(figurine_mesh: Mesh) -> trimesh.Trimesh:
    return trimesh.Trimesh(figurine_mesh.vertices, figurine_mesh.faces, process=True)


PEDESTALS, HEIGHTS = ("round", "square", "oval", "hexagonal"), (25.0, 90.0, 300.0)
USUAL = (("round", 25.0), ("square", 90.0), ("oval", 300.0), ("hexagonal", 90.0))


@pytest.mark.parametrize(
    ("pedestal", "height"),
    [pytest.param(p, h, marks=() if (p, h) in USUAL else pytest.mark.slow)
     for h in HEIGHTS for p in PEDESTALS],
)  # fmt: skip
def test_the_keepsake_is_exactly_as_high_as_asked(pedestal: str, height: float) -> None:
    """Closed, one body, its height right to a hundredth, standing on z = 0."""
    done = finish(blob(), Wish(height, ("Ada",), pedestal), tolerance_mm=0.02)
    solid = solid_of(done.figurine.solid)
    assert solid.is_volume
    assert solid.body_count == 1
    assert solid.bounds[0][2] == pytest.approx(0, abs=1e-4)
    assert solid.extents[2] == pytest.approx(height, abs=0.02)


def test_the_bodies_make_up_the_solid() -> None:
    """Figure, pedestal and inscription are closed and their volumes add up to the whole."""
    done = finish(blob(), Wish(90, ("Ada", "1815")), tolerance_mm=0.02)
    assert set(done.figurine.bodies) == {"figure", "pedestal", "inscription"}
    parts = [solid_of(body) for body in done.figurine.bodies.values()]
    assert all(part.is_volume for part in parts)
    whole = solid_of(done.figurine.solid).volume
    assert sum(part.volume for part in parts) == pytest.approx(whole, rel=2e-3)


def test_specks_and_voids_go_but_a_held_ball_stays() -> None:
    """A dust grain and a bubble are dropped and named; a loose ball of 500 mm³ is kept."""
    ball = m3.Manifold.sphere(5).translate((20, 0, 5))
    grain = m3.Manifold.sphere(0.3).translate((0, 15, 20))
    hollow = m3.Manifold.cylinder(30, 9, 6) - m3.Manifold.sphere(2).translate((0, 0, 15))
    done = finish(mesh(hollow + ball + grain), Wish(60), tolerance_mm=0.02)
    assert any("void" in repair for repair in done.repairs)
    assert any("speck" in repair for repair in done.repairs)
    right = done.figurine.solid.vertices[:, 0].max()
    assert right > 15


def test_a_preview_shows_the_same_outline() -> None:
    """The preview's box is the finished figurine's box, and so is that of its letters."""
    wish = Wish(90, ("Ada",))
    quick, exact = preview(blob(), wish), finish(blob(), wish, tolerance_mm=0.02).figurine
    boxes = (quick.solid, exact.solid), (quick.bodies["inscription"], exact.bodies["inscription"])
    for mine, true in boxes:
        assert mine.vertices.min(axis=0) == pytest.approx(true.vertices.min(axis=0), abs=0.05)
        assert mine.vertices.max(axis=0) == pytest.approx(true.vertices.max(axis=0), abs=0.05)


def test_a_long_inscription_widens_the_pedestal() -> None:
    """What does not fit the feet's pedestal gets a wider one before it is refused."""
    short = finish(blob(), Wish(60, ("Ada",)), tolerance_mm=0.02).figurine.solid
    long = finish(blob(), Wish(60, ("Ada Lovelace, Countess",)), tolerance_mm=0.02).figurine.solid
    assert np.ptp(long.vertices[:, 0]) >= np.ptp(short.vertices[:, 0])


@pytest.mark.parametrize(
    ("wish", "error", "words"),
    [
        (Wish(10), BadInput, "10 mm"),
        (Wish(90, pedestal="throne"), UnknownName, "throne"),
        (Wish(90, ("x" * 500,)), InscriptionError, "500"),
        (Wish(90, ("犬",)), InscriptionError, "犬"),
        (Wish(90, ("a", "b", "c")), InscriptionError, "one or two lines"),
    ],
)
def test_what_cannot_be_made_is_refused_at_once(wish: Wish, error: type, words: str) -> None:
    """One clear error before any sculpture is looked at."""
    with pytest.raises(error, match=words):
        rehearse(wish)


def test_what_no_repair_closes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sculpture that stays open is named, not written."""
    monkeypatch.setattr(import_module("memoreez.figurines.repairs.repair"), "rebuild", Step)
    sheet = Mesh(np.eye(3, dtype=np.float32) * 30, np.array([[0, 1, 2]], np.int32))
    with pytest.raises(BadInput, match="no closed solid"):
        finish(sheet, Wish(90), tolerance_mm=0.02)
