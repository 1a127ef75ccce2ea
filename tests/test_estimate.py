"""The slicer-free estimate: exact sections, known shapes, and PrusaSlicer's word on keepsakes."""

from __future__ import annotations

import json
import tracemalloc
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import manifold3d as m3
import numpy as np
import pytest
from keepsakes import keepsake, mesh_of

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput, UnknownName
from memoreez.prints import estimate, price, sections, slicing, supports
from memoreez.prints.costs import facts
from memoreez.prints.estimate import Drawn, Estimate

FIXTURE = Path(__file__).parent / "fixtures" / "sliced.json"


@cache
def ring() -> Mesh:
    """A ring of 20 mm with a hole of 10 mm, 12 mm high, off the origin."""
    hole = m3.Manifold.cylinder(14, 5, 5, 128).translate((0, 0, -1))
    return mesh_of((m3.Manifold.cylinder(12, 10, 10, 256) - hole).translate((31.3, -7.7, 4.2)))


@cache
def measured() -> list[dict[str, Any]]:
    """What PrusaSlicer said of keepsakes, and what we had drawn for them."""
    table: dict[str, list[dict[str, Any]]] = json.loads(FIXTURE.read_text("utf-8"))
    return table["prints"]


def ours(row: dict[str, Any]) -> Estimate:
    drawn = Drawn(np.array(row["rows"], float), np.array(row["heights_mm"], float))
    return estimate.reckon(drawn, row["quality"])


def off(half: str, name: str) -> list[float]:
    """Relative errors over one half of the table."""
    rows = [row for row in measured() if row["half"] == half]
    return [abs(getattr(ours(row), name) / row[name] - 1) for row in rows]


def test_sections_are_exact() -> None:
    """Area and outline of a ring with a hole, at every level, and where its pixels are."""
    cuts = sections.cut(ring(), 0.5, 0.4)
    assert cuts.inside.shape[0] == 24
    sides = 128 / np.pi * np.sin(np.pi / 128), 256 / np.pi * np.sin(np.pi / 256)
    assert cuts.outline_mm == pytest.approx(2 * np.pi * (5 * sides[0] + 10 * sides[1]), rel=1e-5)
    assert cuts.area_mm2 == pytest.approx(np.pi * 75, rel=1e-3)
    assert cuts.inside.sum((1, 2)) * 0.16 == pytest.approx(np.pi * 75, rel=0.02)
    rows, columns = np.nonzero(cuts.inside[5])
    middle = np.array([columns.mean(), rows.mean()]) * 0.4 + 0.2 + cuts.corner[:2]
    assert middle == pytest.approx([31.3, -7.7], abs=0.03)


def test_sections_agree_with_an_exact_kernel() -> None:
    """manifold3d cuts the same areas of a keepsake with letters."""
    mesh = keepsake().solid
    cuts = sections.cut(mesh, 0.7, 0.5)
    solid = m3.Manifold(m3.Mesh(np.array(mesh.vertices), np.array(mesh.faces, np.uint32)))
    for k in (1, 9, 30, 60):
        area = solid.slice(float(cuts.corner[2]) + (k + 0.5) * 0.7).area()
        assert cuts.area_mm2[k] == pytest.approx(area, rel=1e-6)
        assert cuts.inside[k].sum() * 0.25 == pytest.approx(area, rel=0.02)


def test_levels_through_vertices_are_whole() -> None:
    """Cubes stacked with faces and edges right on the levels still fill their squares."""
    lower = m3.Manifold.cube((10, 10, 1))
    both = lower + m3.Manifold.cube((6, 6, 1)).translate((0, 0, 1))
    cuts = sections.cut(mesh_of(both.refine(2)), 1.0, 0.5)
    assert cuts.area_mm2 == pytest.approx([100, 36])
    assert cuts.inside.sum((1, 2)).tolist() == [400, 144]


def test_bodies_that_overlap_count_once() -> None:
    """The masks are of what is inside anything, by winding."""
    cube = mesh_of(m3.Manifold.cube((10, 10, 4)))
    moved = cube.vertices + np.array([5, 0, 0], np.float32)
    both = Mesh(
        np.concatenate([cube.vertices, moved]), np.concatenate([cube.faces, cube.faces + 8])
    )
    assert sections.cut(both, 1, 0.5).inside.sum((1, 2)) * 0.25 == pytest.approx(150)


def test_a_solid_cube_is_skins_walls_and_infill() -> None:
    """Of 30 mm: two walls around, 0.8 mm of skin on top and 0.6 mm below, 15 % within."""
    drawn = estimate.draw(mesh_of(m3.Manifold.cube((30, 30, 30))))
    walls, skins, infill, rim, roof = (drawn.rows * drawn.heights_mm[:, None]).sum(0)
    within = (30 - 2 * 0.75) ** 2
    assert walls == pytest.approx((900 - within) * 30, rel=0.12)
    assert skins == pytest.approx(within * 1.4, rel=0.03)
    assert infill == pytest.approx(within * 28.6, rel=0.03)
    assert rim == roof == 0


def test_thin_things_are_printed_solid() -> None:
    """A column of 8 mm has less than 70 mm² inside: no sparse infill."""
    drawn = estimate.draw(mesh_of(m3.Manifold.cube((8, 8, 30))))
    assert drawn.rows[:, 2].sum() == pytest.approx(0, abs=1e-3)
    assert drawn.rows[30, 1] == pytest.approx(6.5**2, rel=0.1)


def test_supports_stand_under_what_leans_out() -> None:
    """A table's top is carried from the floor, as far as it overhangs, and nothing else."""
    leg = m3.Manifold.cube((6, 6, 20)).translate((-3, -3, 0))
    top = m3.Manifold.cube((30, 30, 3)).translate((-15, -15, 20))
    cuts = sections.cut(mesh_of(leg + top), 0.5, 0.4)
    found = supports.columns(mesh_of(leg + top), cuts)
    assert found.roof_mm2.sum() == pytest.approx(30 * 30 - 36, rel=0.03)
    assert found.rim_mm[:39] == pytest.approx(4 * 30 + 4 * 6, rel=0.05)
    assert found.rim_mm[41:].sum() == 0


def test_supports_end_on_what_is_below() -> None:
    """Under a shelf they stand on the foot, not in it."""
    foot = m3.Manifold.cube((30, 10, 8))
    wall = m3.Manifold.cube((5, 10, 30))
    shelf = m3.Manifold.cube((30, 10, 2)).translate((0, 0, 28))
    mesh = mesh_of(foot + wall + shelf)
    found = supports.columns(mesh, sections.cut(mesh, 0.5, 0.4))
    assert found.rim_mm[:15].sum() == 0
    assert found.rim_mm[18:54] == pytest.approx(70, rel=0.06)


@pytest.mark.parametrize(("slope_deg", "carried"), [(30, True), (50, False)])
def test_slopes_up_to_forty_degrees_are_carried(slope_deg: float, carried: bool) -> None:
    """Measured from level, as slicers do."""
    high = 10 * float(np.tan(np.radians(slope_deg)))
    funnel = m3.Manifold.cylinder(high, 4, 14, 128).translate((0, 0, 5))
    mesh = mesh_of(funnel + m3.Manifold.cylinder(5.1, 4, 4, 128))
    roof = supports.columns(mesh, sections.cut(mesh, 0.4, 0.4)).roof_mm2.sum()
    assert roof == pytest.approx(np.pi * (14**2 - 4**2) if carried else 0, rel=0.05)


def test_the_table_is_large_enough() -> None:
    """At least 30 keepsakes of all kinds, in all qualities, half of them never fitted to."""
    rows = measured()
    assert len({row["keepsake"] for row in rows}) >= 30
    assert {row["quality"] for row in rows} == set(estimate.QUALITIES)
    assert len({row["kind"] for row in rows}) == 6
    halves = [{r["keepsake"] for r in rows if r["half"] == half} for half in ("fit", "test")]
    assert not halves[0] & halves[1] and min(map(len, halves)) >= 15
    assert min(r["height_mm"] for r in rows) == 60 and max(r["height_mm"] for r in rows) == 120


@pytest.mark.parametrize("half", ["fit", "test"])
def test_grams_agree_with_prusaslicer(half: str) -> None:
    """Median error under 5 % on keepsakes seen and unseen; none is far off."""
    errors = off(half, "grams")
    assert median(errors) < 0.03 and max(errors) < 0.12


@pytest.mark.parametrize("half", ["fit", "test"])
def test_seconds_agree_with_prusaslicer(half: str) -> None:
    """Median error under 10 % on keepsakes seen and unseen; none is far off."""
    errors = off(half, "seconds")
    assert median(errors) < 0.05 and max(errors) < 0.17


@pytest.mark.parametrize("quality", estimate.QUALITIES)
def test_no_quality_is_off_as_a_whole(quality: str) -> None:
    """Grams and seconds are neither all too high nor all too low."""
    rows = [(ours(row), row) for row in measured() if row["quality"] == quality]
    for name, most in (("grams", 0.03), ("seconds", 0.06)):
        assert abs(median(getattr(o, name) / row[name] - 1 for o, row in rows)) < most


def test_supports_agree_with_prusaslicer() -> None:
    """What supports weigh is off by less than 3 % of the whole print, in the median."""
    off_by = [abs(ours(row).supports_g - row["supports_g"]) / row["grams"] for row in measured()]
    assert median(off_by) < 0.03


def test_finer_layers_take_longer() -> None:
    """Draft, standard, fine: more layers and more hours for about the same grams."""
    draft, standard, fine = (estimate.estimate(keepsake().solid, q) for q in estimate.QUALITIES)
    assert draft.layers < standard.layers < fine.layers
    assert draft.seconds < standard.seconds < fine.seconds
    assert fine.grams == pytest.approx(standard.grams, rel=0.15)


def test_larger_is_heavier_and_slower() -> None:
    """Twice the size takes between two and eight times the plastic and the time."""
    small = keepsake().solid
    large = Mesh(small.vertices * np.float32(2), small.faces)
    one, two = estimate.estimate(small), estimate.estimate(large)
    assert 3 < two.grams / one.grams < 8
    assert 2 < two.seconds / one.seconds < 8


def test_layers_and_profiles_say_the_same() -> None:
    """The estimate's layer heights are those of the slicer's profiles."""
    assert {n: q.layer_mm for n, q in estimate.QUALITIES.items()} == slicing.QUALITIES


def test_huge_solids_take_bounded_memory() -> None:
    """300 mm in all directions is cut more coarsely; grams stay right."""
    cube = mesh_of(m3.Manifold.cube((300, 300, 300)))
    tracemalloc.start()
    drawn = estimate.draw(cube)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(drawn.rows) <= 300 and peak < 150e6
    assert (drawn.rows[:, :3].sum(1) * drawn.heights_mm).sum() == pytest.approx(2.7e7, rel=0.02)


@pytest.mark.parametrize(
    "mesh",
    [
        Mesh(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.int32)),
        Mesh(np.eye(3, dtype=np.float32)[:, [0, 1, 1]] * 0, np.array([[0, 1, 2]], np.int32)),
        Mesh(np.full((3, 3), np.nan, np.float32), np.array([[0, 1, 2]], np.int32)),
    ],
    ids=["empty", "point", "nan"],
)
def test_nothing_to_print_is_refused(mesh: Mesh) -> None:
    """A sentence, not a number made up."""
    with pytest.raises(BadInput, match="no volume"):
        estimate.estimate(mesh)


def test_an_unknown_quality_is_refused() -> None:
    """With the names that there are."""
    with pytest.raises(UnknownName, match=r"print quality called 'drft'.*draft"):
        estimate.estimate(keepsake().solid, "drft")


def test_facts_for_the_page() -> None:
    """Weight without supports, a price with them, and that it is an estimate."""
    told = facts(keepsake().solid, price.load(), quality="fine")
    guess = estimate.estimate(keepsake().solid, "fine")
    assert json.loads(json.dumps(told)) == told
    assert told["weight_g"] == round(guess.grams - guess.supports_g, 1)
    assert abs(told["print_s"] - guess.seconds) <= 30 and told["print_s"] % 60 == 0
    assert (told["estimated"], told["quality"], told["layer_mm"]) == (True, "fine", 0.12)
    assert told["supports_g"] == round(guess.supports_g, 1) > 0
    assert told["price"] == price.as_json(price.quote(price.load(), guess.grams, guess.seconds))


def test_facts_from_a_slicer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one is installed and asked, its numbers, name and warnings are told."""
    word = slicing.Sliced("PrusaSlicer 2.5", "standard", 12.3, 7240, 2.0, 99, ("thin",), b"")
    monkeypatch.setattr(slicing, "slice_stl", lambda stl, quality: word)
    told = facts(keepsake().solid, price.load(), slicer=True)
    assert (told["weight_g"], told["supports_g"], told["print_s"]) == (10.3, 2.0, 7260)
    assert (told["estimated"], told["warnings"], told["layers"]) == (
        "PrusaSlicer 2.5",
        ["thin"],
        99,
    )
    monkeypatch.setattr(slicing, "slice_stl", lambda stl, quality: None)
    assert facts(keepsake().solid, price.load(), slicer=True)["estimated"] is True
