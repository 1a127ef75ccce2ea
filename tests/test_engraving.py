"""Inscriptions: exact bodies, letters that print, set where a viewer looks."""

from __future__ import annotations

import time

import numpy as np
import pytest
from manifold3d import CrossSection, Error, Manifold

from memoreez.errors import InscriptionError, UnknownName
from memoreez.figurines import engraving
from memoreez.figurines.engraving import STYLES, Inscribed, inscribe, needed_height_mm
from memoreez.figurines.pedestal import SHAPES, Pedestal, build

SIZES = {
    "round": (56.0, 56.0),
    "square": (52.0, 52.0),
    "oval": (72.0, 48.0),
    "hexagonal": (60.0, 52.0),
}
TEXTS = {
    "German": ("Großmama",),
    "Cyrillic": ("Світлана",),
    "Greek": ("Άννα ♥",),
    "two lines": ("Sophie", "24.12.2026"),
}
ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "ÄÖÜßŁąężźćńśőűğışİéèêàçñåøæœđ",
    "NguyễnĐặngThịHườngữẵằ 012",
    "0123456789 .,:;!?&+-()€ ♥★♪",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊΐ",
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ІЇЄҐіїєґЂЈЉЊЋЏђјљњћџ",
)


def stand(shape: str, height: float = 0.0, lines: tuple[str, ...] = ()) -> Pedestal:
    return build(shape, SIZES[shape], height or max(9.0, needed_height_mm(lines)))


def volume(a: Manifold, b: Manifold) -> float:
    return float((a ^ b).volume())


def front(solid: Manifold, depth_mm: float) -> CrossSection:
    """A slice parallel to the front of a square pedestal, x to the right, z up: its wall only."""
    window = CrossSection.square((44.0, 6.6)).translate((-22.0, 0.6))
    return solid.rotate((-90, 0, 0)).slice(26.0 - depth_mm) ^ window


@pytest.fixture(
    scope="module", params=[(s, t, n) for s in SHAPES for t in STYLES for n in TEXTS], ids="-".join
)
def made(request: pytest.FixtureRequest) -> tuple[Pedestal, Inscribed, str]:
    shape, style, name = request.param
    pedestal = stand(shape, lines=TEXTS[name])
    return pedestal, inscribe(pedestal, TEXTS[name], style), style


def test_solid_is_one_closed_body(made: tuple[Pedestal, Inscribed, str]) -> None:
    """No hole, no handle, no floater, on every shape, in both styles, in all scripts."""
    _, result, _ = made
    assert result.solid.status() == Error.NoError
    assert result.solid.genus() == 0
    assert len(result.solid.decompose()) == 1


def test_bodies_fill_the_solid_and_never_overlap(made: tuple[Pedestal, Inscribed, str]) -> None:
    """Pedestal and inscription share no volume, touch, and add up to the solid."""
    _, result, _ = made
    parts = result.pedestal.volume() + result.inscription.volume()
    assert result.pedestal.status() == result.inscription.status() == Error.NoError
    assert len(result.pedestal.decompose()) == 1
    assert result.solid.volume() == pytest.approx(parts, abs=1e-6)
    assert volume(result.pedestal, result.inscription) < 1e-4
    assert result.inscription.decompose()[0].min_gap(result.pedestal, 1.0) < 1e-9


def test_engraving_removes_and_embossing_adds(made: tuple[Pedestal, Inscribed, str]) -> None:
    """Engraving stays inside the bounding box; embossing stands out by its depth at most."""
    pedestal, result, style = made
    box, before = result.solid.bounding_box(), pedestal.solid.bounding_box()
    if style == "engraved":
        assert box == pytest.approx(before, abs=1e-9)
        assert result.solid.volume() < pedestal.solid.volume() - 5.0
    else:
        assert box[1] == pytest.approx(before[1] - result.depth_mm, abs=0.05)
        assert box[2] == before[2] == 0.0
        assert result.pedestal.volume() == pedestal.solid.volume()


def test_letters_print(made: tuple[Pedestal, Inscribed, str]) -> None:
    """Strokes of 0.8 mm or more, capitals of 2.4 mm or more, depth of 0.8 mm or more."""
    _, result, _ = made
    assert result.stroke_mm >= 0.8
    assert result.cap_height_mm >= 2.4
    assert result.depth_mm >= 0.8


def test_inscription_is_centred_at_the_front(made: tuple[Pedestal, Inscribed, str]) -> None:
    """Its box is symmetric about x = 0, it lies in the front half, within the wall."""
    pedestal, result, _ = made
    left, _, low, right, back, high = result.inscription.bounding_box()
    assert left == pytest.approx(-right, abs=0.25)
    assert back < 2.0
    assert pedestal.wall.low_mm < low
    assert high < pedestal.wall.high_mm


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", SHAPES)
def test_text_reads_from_left_to_right(shape: str, style: str) -> None:
    """An L has its stem at the left (-x) and its foot at the bottom, seen from the front."""
    letter = inscribe(stand(shape, 9.0), ("L",), style).inscription
    left, _, low, right, _, high = letter.bounding_box()
    west = letter.trim_by_plane((-1, 0, 0), -(left + right) / 2).volume()
    south = letter.trim_by_plane((0, 0, -1), -(low + high) / 2).volume()
    assert west > 0.6 * letter.volume()
    assert south > 0.55 * letter.volume()


def test_groove_is_as_deep_as_said() -> None:
    """Slices before and behind the groove's floor: open letters, then solid wall."""
    result = inscribe(stand("square", 9.0), ("HELENE",))
    wall = front(result.solid, 5.0).area()
    cut = [wall - front(result.solid, d).area() for d in (0.1, 0.4, 0.79, 0.81)]
    assert cut[0] > 15.0
    assert cut[:3] == pytest.approx([cut[0]] * 3, rel=1e-6)
    assert cut[3] == pytest.approx(0.0, abs=1e-6)


def test_inlay_lies_under_the_groove() -> None:
    """From 0.8 to 1.2 mm deep the inlay has the letters' shape; elsewhere there is none."""
    result = inscribe(stand("square", 9.0), ("HELENE",))
    groove = front(result.solid, 5.0).area() - front(result.solid, 0.4).area()
    inlay = [front(result.inscription, d).area() for d in (0.79, 0.81, 1.19, 1.21)]
    assert inlay[0] == inlay[3] == 0.0
    assert inlay[1] == pytest.approx(groove, rel=0.08)
    assert inlay[2] == pytest.approx(inlay[1], rel=1e-6)


def test_groove_on_a_curve_keeps_its_depth() -> None:
    """On a round pedestal each point of the inlay lies 0.8 to 1.2 mm under the wall."""
    result = inscribe(stand("round", 9.0), ("Sophie",))
    points = result.inscription.to_mesh().vert_properties
    radius = np.hypot(points[:, 0], points[:, 1])
    assert 28.0 - radius.max() == pytest.approx(0.8, abs=0.05)
    assert 28.0 - radius.min() == pytest.approx(1.2, abs=0.05)


def test_counters_stay_as_islands() -> None:
    """The eyes of an 8 stand in the groove, attached at its floor."""
    result = inscribe(stand("square", 9.0), ("8",))
    assert front(result.solid, 0.4).num_contour() == 1 + 1 + 2
    assert len(result.solid.decompose()) == 1


def test_strokes_and_gaps_are_real() -> None:
    """A 0.8 mm disc fits into each groove over half its area, and 0.4 mm lies between letters."""
    result = inscribe(stand("square", 9.0), ("Ελενη Αγγα",))
    groove = front(result.solid, 5.0) - front(result.solid, 0.4)
    for letter in groove.decompose():
        opened = letter.offset(-0.4).offset(0.4)
        assert opened.area() >= 0.48 * letter.area()
    assert len(groove.offset(0.19).decompose()) == 9


@pytest.mark.parametrize("text", ALPHABETS)
def test_every_letter_of_all_scripts_engraves(text: str) -> None:
    """Each character used becomes grooves in one closed solid."""
    result = inscribe(build("round", (120.0, 120.0), 14.0), (text,))
    assert result.solid.genus() == 0
    assert len(result.solid.decompose()) == 1
    assert len(result.inscription.decompose()) >= len(text.replace(" ", ""))


def test_short_text_is_larger_than_long_text() -> None:
    """Letters fill the space there is."""
    sizes = [inscribe(stand("round", 9.0), (t,)).cap_height_mm for t in ("Max", "Max " * 5)]
    assert sizes[0] > sizes[1]


def test_two_lines_are_stacked_where_high_enough() -> None:
    """The name stands above the smaller date."""
    lines = ("Sophie", "24.12.2026")
    result = inscribe(stand("round", needed_height_mm(lines)), lines)
    assert result.lines == lines
    assert 2.4 <= result.cap_height_mm < engraving.GOOD_CAP_MM


def test_two_lines_are_joined_on_a_low_pedestal() -> None:
    """A middle dot keeps name and date apart on one line."""
    result = inscribe(stand("round", 8.0), ("Sophie", "24.12.2026"))
    assert result.lines == ("Sophie · 24.12.2026",)


def test_blank_lines_are_dropped() -> None:
    """A name without a date is one line."""
    assert inscribe(stand("round", 9.0), ("Sophie", " ")).lines == ("Sophie",)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("profile", ["chamfered", "stepped"])
@pytest.mark.parametrize("lines", [("Sophie",), ("Ågot", "Ặj"), ("Łukasz & Żaneta", "2026")])
def test_needed_height_suffices(shape: str, profile: str, lines: tuple[str, ...]) -> None:
    """On a pedestal of the needed height every line stands by itself, in good letters."""
    pedestal = build(shape, (110.0, 110.0), needed_height_mm(lines, profile), profile)
    for style in STYLES:
        result = inscribe(pedestal, lines, style)
        assert result.lines == lines
        assert result.cap_height_mm >= 2.4


@pytest.mark.parametrize(("radius", "height"), [(6.0, 6.5), (100.0, 30.0)])
def test_smallest_and_largest_keepsakes_can_be_inscribed(radius: float, height: float) -> None:
    """20 mm and 300 mm keepsakes: closed, and the strokes still print."""
    result = inscribe(build("round", (2 * radius, 2 * radius), height), ("Max",))
    assert result.solid.genus() == 0
    assert result.stroke_mm >= 0.8
    assert result.depth_mm <= 2.0


@pytest.mark.parametrize("shape", SHAPES)
def test_too_long_says_what_would_fit(shape: str) -> None:
    """The text that the error offers fits indeed, and is a start of the asked one."""
    text = "Für die allerbeste Großmutter auf der ganzen weiten Welt von uns allen"
    with pytest.raises(InscriptionError, match=f"too long for this {shape} pedestal") as caught:
        inscribe(stand(shape, 9.0), (text,))
    part = str(caught.value).split("('")[1].split("')")[0]
    assert text.startswith(part)
    assert inscribe(stand(shape, 9.0), (part,)).lines == (part,)


def test_too_low_says_the_height() -> None:
    """The height that the error offers is enough."""
    with pytest.raises(InscriptionError, match="is too low for letters") as caught:
        inscribe(stand("round", 4.0), ("Ågot",))
    height = float(str(caught.value).split("make it ")[1].split(" mm")[0])
    assert inscribe(stand("round", height), ("Ågot",)).lines == ("Ågot",)


@pytest.mark.parametrize("lines", [(), ("", " "), ("a", "b", "c")])
def test_one_or_two_lines_are_needed(lines: tuple[str, ...]) -> None:
    """Nothing, or three lines, is refused."""
    with pytest.raises(InscriptionError, match="one or two lines"):
        inscribe(stand("round", 9.0), lines)


def test_endless_text_is_refused_at_once() -> None:
    """Ten thousand letters are counted, not set."""
    with pytest.raises(InscriptionError, match="has 10000 letters"):
        inscribe(stand("round", 9.0), ("x" * 10_000,))


def test_unengravable_character_is_named() -> None:
    """The person reads which character no font has."""
    with pytest.raises(InscriptionError, match="'犬'"):
        inscribe(stand("round", 9.0), ("犬",))


def test_unknown_style_is_named() -> None:
    """A misspelt style names its neighbour."""
    with pytest.raises(UnknownName, match="Did you mean engraved"):
        inscribe(stand("round", 9.0), ("Max",), "engrave")


def test_same_input_gives_the_same_bytes() -> None:
    """Vertices and triangles are repeated exactly."""
    meshes = [inscribe(stand("round", 9.0), ("Max ♥",)).solid.to_mesh64() for _ in range(2)]
    assert meshes[0].vert_properties.tobytes() == meshes[1].vert_properties.tobytes()
    assert meshes[0].tri_verts.tobytes() == meshes[1].tri_verts.tobytes()


def test_inscribing_is_fast() -> None:
    """A new inscription of 20 known letters takes a fraction of a second (60 ms when idle)."""
    pedestal = stand("round", 9.0)
    inscribe(pedestal, ("Für die beste Oma 26",)).solid.num_tri()
    start = time.perf_counter()
    inscribe(pedestal, ("Für die beste Oma 26",)).solid.num_tri()
    assert time.perf_counter() - start < 0.5
