"""`memoreez.fix` and `memoreez fix`: any mesh repaired, told, and never a file that would fail."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mesh_files import binary_stl, bytes_of, glb, gltf_axes, scene
from print_shapes import box, mesh_of

import memoreez
from memoreez import api, cli, fixing
from memoreez.api import Fixed
from memoreez.artifacts import Check, Mesh, Report
from memoreez.errors import BadInput, SettingsError
from memoreez.figurines.repairs import Change, Repaired, Wanted
from memoreez.maps import Drawn
from memoreez.meshes import read
from memoreez.settings import settings

GOOD = Report((), ())
FIGURE = mesh_of(box(20, 16, 30))
OPEN = Mesh(FIGURE.vertices, FIGURE.faces[2:])
SHEET = Mesh(np.array([[0, 0, 0], [40, 0, 0], [0, 40, 0]], "f4"), np.array([[0, 1, 2]], "i4"))


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    path = tmp_path / "block.stl"
    path.write_bytes(binary_stl(OPEN))
    return path


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Fixed:
    """The open block, repaired once for all."""
    path = tmp_path_factory.mktemp("fixed") / "block.stl"
    path.write_bytes(binary_stl(OPEN))
    return memoreez.fix(path)


def test_a_hole_is_closed_and_told(fixed: Fixed) -> None:
    """An open block becomes a solid beside the file, which stays; the report says what was done."""
    folder = fixed.files["block-fixed.stl"].parent
    assert (fixed.before.verdict, fixed.verdict) == ("fail", "repaired")
    assert any(change.name == "holes" for change in fixed.changes)
    assert (folder / "block.stl").read_bytes() == binary_stl(OPEN)
    assert set(fixed.files) == {
        f"block-{name}"
        for name in (
            "fixed.stl", "fixed.3mf", "fixed.glb", "report.html", "report.json", "maps.glb"
        )
    }  # fmt: skip
    again = memoreez.check(folder / "block-fixed.stl")
    assert again.verdict == "pass"
    told = json.loads(fixed.files["block-report.json"].read_bytes())
    assert (told["before"]["verdict"], told["verdict"]) == ("fail", "repaired")
    assert told["weight_g"] > 0
    page = fixed.files["block-report.html"].read_text("utf-8")
    assert "Ready to print, after small repairs" in page and "<script" not in page


def test_what_is_good_stays_as_it_is(tmp_path: Path) -> None:
    """A good solid comes out triangle by triangle, and nothing is claimed to be repaired."""
    (tmp_path / "good.stl").write_bytes(binary_stl(FIGURE))
    fixed = memoreez.fix(tmp_path / "good.stl", out=tmp_path / "out")
    assert (fixed.verdict, fixed.changes, fixed.deviation_mm) == ("pass", (), 0)
    old, new = read(tmp_path / "good.stl"), read(tmp_path / "out" / "good-fixed.stl")
    assert np.array_equal(old.vertices, new.vertices)


@pytest.fixture
def hopeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that reaches nothing."""
    words = Change("backdrop", "cut off a wall, probably", {"mm": 1.0}, sure=0.7)
    monkeypatch.setattr(fixing, "repair", lambda *_: Repaired(OPEN, (words,), 0.1))
    monkeypatch.setattr("memoreez.maps.draw", lambda *_, **__: Drawn({}, b"glTF"))  # slow


@pytest.mark.usefixtures("hopeless")
def test_what_still_fails_is_not_written(opened: Path) -> None:
    """Of a mesh that still fails there is a report, and no file to print."""
    fixed = memoreez.fix(opened, out=opened.parent / "out")
    assert fixed.verdict == "fail"
    assert {path.suffix for path in (opened.parent / "out").iterdir()} == {".html", ".json", ".glb"}
    assert not list((opened.parent / "out").glob("*fixed*"))
    with pytest.raises(memoreez.MemoreezError, match="would not print"):
        fixing.printable(fixing.mend(opened, Wanted()))
    kept = memoreez.fix(opened, out=opened.parent / "out", keep_failed=True)
    assert "block-NOT-PRINTABLE.stl" in kept.files


def test_the_command_says_what_was_done(
    fixed: Fixed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 0, before and now, each change, and nothing wider than 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    asked: dict[str, object] = {}
    monkeypatch.setattr(api, "fix", lambda _, **given: asked.update(given) or fixed)
    assert cli.main(["fix", "block.stl", "--out", "o", "--no-thicken", "--up", "y"]) == 0
    assert (str(asked["out"]), asked["thicken"], asked["up"]) == ("o", False, "y")
    shown = capsys.readouterr().out
    assert "would not print" in shown and "Ready to print" in shown and "Holes" in shown
    assert "block-fixed.3mf" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_what_no_common_printer_holds_is_not_called_ready(
    fixed: Fixed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The warnings are told as `make` tells them, and no sound file is refused for its size."""
    warned = {"build_volume": "It needs 9 m.", "wall_thickness": "Thicken it.", "overhang": "Turn."}
    checks = tuple(Check(n, n, 1.0, "", "0", "", "warn", advice) for n, advice in warned.items())
    large = replace(fixed, report=Report(checks, ("made it larger",)))
    monkeypatch.setattr(api, "fix", lambda *_, **__: large)
    assert cli.main(["fix", "block.stl"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "! Ready, but too large for common printers" in shown and "Ready to print" not in shown
    assert "! Note It needs 9 m. ! Note Some parts are thin" in shown
    assert "Supports yes, everywhere" in shown and "Turn." not in shown


@pytest.mark.usefixtures("hopeless")
def test_the_command_fails_plainly(
    opened: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3, how sure each change was, what to do, and that nothing was written."""
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.main(["fix", str(opened)]) == 3
    shown = capsys.readouterr().out
    assert "70 % sure" in shown and "No file to print was written." in shown
    assert cli.main(["fix", str(opened), "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "fail" and told["changes"][0]["sure"] == 0.7
    assert not any("fixed" in name for name in told["files"])


def test_bad_input_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 for a file that is none, and for a unit that does not exist."""
    assert cli.main(["fix", str(tmp_path / "none.stl")]) == 2
    (tmp_path / "a.stl").write_bytes(binary_stl(FIGURE))
    assert cli.main(["check", str(tmp_path / "a.stl"), "--unit", "league"]) == 2
    assert "league" in capsys.readouterr().err


def test_a_glb_is_taken_at_its_word(tmp_path: Path) -> None:
    """It says unit and axis itself: nothing is guessed, and another unit is refused."""
    small = Mesh((gltf_axes(FIGURE).vertices / 4).astype(np.float32), FIGURE.faces)
    (tmp_path / "a.glb").write_bytes(glb(scene(small), bytes_of(small)))
    mended = fixing.mend(tmp_path / "a.glb", Wanted())
    assert not {change.name for change in mended.changes} & {"units", "axes"}
    with pytest.raises(BadInput, match="leave the unit out"):
        memoreez.check(tmp_path / "a.glb", unit="cm")


def test_check_can_be_told_unit_axis_and_height(tmp_path: Path) -> None:
    """A block in centimetres, lying, is measured as it is meant."""
    points = np.ascontiguousarray(FIGURE.vertices[:, [2, 0, 1]]) / 10
    lying = Mesh(points.astype(np.float32), FIGURE.faces)
    (tmp_path / "a.stl").write_bytes(binary_stl(lying))
    names = {c.name: c for c in memoreez.check(tmp_path / "a.stl").checks}
    assert names["units"].verdict == "warn"
    report = memoreez.check(tmp_path / "a.stl", unit="cm", up="x", height_mm=60)
    names = {c.name: c for c in report.checks}
    assert names["units"].value == pytest.approx(60, rel=1e-3)
    with pytest.raises(BadInput, match="sideways"):
        memoreez.check(tmp_path / "a.stl", up="sideways")


@pytest.mark.parametrize("nozzle_mm", [0.0, -0.4, float("nan"), 40.0])
def test_a_nozzle_that_nobody_sells(opened: Path, nozzle_mm: float) -> None:
    """Refused with those that there are, before anything is read or divided by it."""
    with pytest.raises(BadInput, match=r"give 0\.1 to 2 mm"):
        memoreez.fix(opened, nozzle_mm=nozzle_mm)


SHOP = """
name = "Ada's shop"
currency = "CHF"
[machine]
per_hour = 60
"""


def test_the_shops_own_sheet_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mesh is priced as a keepsake is; a sheet that is broken is told before any work."""
    sheet, model = tmp_path / "prices.toml", tmp_path / "good.stl"
    model.write_bytes(binary_stl(FIGURE))
    sheet.write_text(SHOP, "utf-8")
    monkeypatch.setenv("MEMOREEZ_PRICE_SHEET", str(sheet))
    settings.cache_clear()
    mended = fixing.Mended("good", FIGURE, {}, GOOD, GOOD, (), 0.0)
    cost = fixing.cost(mended)
    assert (cost["price"]["sheet"], cost["price"]["currency"]) == ("Ada's shop", "CHF")
    assert float(cost["price"]["total"]) == pytest.approx(cost["print_s"] / 60, abs=1)
    sheet.write_text("per_gramm = 3", "utf-8")
    monkeypatch.setattr(fixing, "read_parts", lambda *_, **__: pytest.fail("the file was read"))
    assert cli.main(["fix", str(model)]) == 2
    assert "prices.toml has a key 'per_gramm'" in capsys.readouterr().err
    with pytest.raises(SettingsError, match="nothing reads"):
        fixing.cost(mended)
    monkeypatch.undo()
    settings.cache_clear()
