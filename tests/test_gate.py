"""The print gate as a whole: each check passes on one side of its limit and not on the other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from print_shapes import ball, box, flipped, joined, line, mesh_of, rod, turned

from memoreez.artifacts import Mesh
from memoreez.figurines.gate import inspect, needs_supports
from memoreez.figurines.limits import RULES

GOOD = mesh_of(box(30, 24, 8) + box(16, 12, 40))
DOCS = Path(__file__).parent.parent / "docs" / "printing.md"


def verdict(mesh: Mesh, name: str, **options: object) -> str:
    return line(inspect(mesh, **options), name).verdict  # type: ignore[arg-type]


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
    report = inspect(joined(foot, figure), bodies={"pedestal": foot, "figure": figure})
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


@pytest.mark.parametrize(("wall", "expected"), [(0.75, "fail"), (0.85, "warn"), (1.25, "pass")])
def test_wall_limits(wall: float, expected: str) -> None:
    """A plate on a pedestal is measured across: 0.75 mm fails, 0.85 mm warns, 1.25 mm passes."""
    found = line(inspect(mesh_of(box(30, 30, 5) + box(28, wall, 40))), "wall_thickness")
    assert found.value == pytest.approx(wall, abs=0.01)
    assert found.verdict == expected


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


def test_island_needs_supports() -> None:
    """The free end of a hook starts in mid-air: a warning, and supports."""
    solid = rod(5, 20) + rod(40, 4) + box(25, 6, 6, (10, 0, 35)) + rod(16, 3, (20, 0, 20))
    report = inspect(mesh_of(solid))
    assert (line(report, "islands").value, line(report, "islands").verdict) == (1, "warn")
    assert needs_supports(report)
    assert report.verdict == "pass"


def test_overhang_needs_supports() -> None:
    """The arms of a T hang 90° from vertical; a cone that widens by 40° does not need supports."""
    tee = inspect(mesh_of(box(20, 20, 30) + box(60, 20, 8, (0, 0, 30))))
    assert line(tee, "overhang").verdict == "warn"
    assert "90°" in line(tee, "overhang").advice
    cone = inspect(mesh_of(rod(20, 12, top=12 + 20 * np.tan(np.radians(40)))))
    assert (needs_supports(tee), needs_supports(cone)) == (True, False)


@pytest.mark.parametrize(("side", "expected"), [(219.9, "pass"), (220.2, "fail")])
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


@pytest.mark.parametrize(("stroke", "expected"), [(0.79, "fail"), (0.8, "pass")])
def test_stroke_limit(stroke: float, expected: str) -> None:
    """A stroke of two lines can be read."""
    assert verdict(GOOD, "inscription", stroke_mm=stroke) == expected


def test_no_inscription_no_line() -> None:
    """Without an inscription there is nothing to be legible."""
    assert "inscription" not in {c.name for c in inspect(GOOD).checks}


HOOK = mesh_of(
    rod(5, 20)
    + rod(40, 4)
    + box(25, 6, 6, (10, 0, 35))
    + rod(16, 3, (20, 0, 20))
    + ball(7, (0, 0, 44))
)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**31), angle=st.floats(0, 360))
def test_order_and_rotation_do_not_matter(seed: int, angle: float) -> None:
    """The order of the triangles and a turn about z change no verdict and hardly a value."""
    rng = np.random.default_rng(seed)
    moved = turned(Mesh(HOOK.vertices, rng.permutation(HOOK.faces)), angle)
    for old, new in zip(inspect(HOOK).checks, inspect(moved).checks, strict=True):
        assert (old.name, old.verdict) == (new.name, new.verdict)
        if isinstance(old.value, float):
            assert new.value == pytest.approx(old.value, rel=0.02, abs=0.02), old.name


def test_same_mesh_same_report() -> None:
    """Two inspections of one mesh are equal to the last digit."""
    assert inspect(HOOK) == inspect(HOOK)
