"""Resin: millilitres and hours by measure, and when to hollow."""

from pathlib import Path

import numpy as np
import pytest
from mesh_files import binary_stl
from print_shapes import ball, box, mesh_of

from memoreez import cli, fixing
from memoreez.artifacts import Check, Mesh
from memoreez.errors import BadInput
from memoreez.figurines.repairs import Wanted
from memoreez.maps import Drawn
from memoreez.prints.resin import resin


def checked(folder: Path, mesh: Mesh, *, in_resin: bool) -> dict[str, Check]:
    """The gate's lines by name."""
    (folder / "a.stl").write_bytes(binary_stl(mesh))
    report = fixing.inspect(folder / "a.stl", Wanted(), in_resin=in_resin)
    return {check.name: check for check in report.checks}


def test_resin_is_the_volume_and_time_is_the_height() -> None:
    """20 x 30 x 40 mm: 24 ml, 800 layers of 8.5 s, the first five of 27.5 s more light."""
    found = resin(mesh_of(box(20, 30, 40, (7, 0, 3))))
    assert found.solid_ml == pytest.approx(24)
    assert found.ml == pytest.approx(26.4)
    assert found.grams == pytest.approx(29.04)
    assert found.layers == 800
    assert found.seconds == pytest.approx(800 * 8.5 + 5 * 27.5)
    assert resin(mesh_of(box(20, 30, 40)), layer_mm=0.1).layers == 400


def test_what_is_large_is_hollowed_and_drained() -> None:
    """A ball of 60 mm as a shell of 2 mm; a small block stays solid."""
    found = resin(mesh_of(ball(30, segments=128)))
    assert found.hollow_ml == pytest.approx(4 * np.pi * 900 * 2 / 1000, rel=0.01)
    assert "23 ml instead of 113 ml" in found.advice[0]
    assert "drain holes of at least 3.5 mm" in found.advice[0]
    assert resin(mesh_of(box(20, 30, 40))).advice[0].startswith("Print it solid")


def test_nothing_is_refused() -> None:
    """A mesh without volume is no print."""
    with pytest.raises(BadInput, match="no volume"):
        resin(Mesh(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]], np.int32)))


def test_resin_holds_thinner_walls(tmp_path: Path) -> None:
    """A fin of 0.7 mm fails for a nozzle and not in resin; the line says whose limit that is."""
    fin = mesh_of(box(20, 20, 10) + box(20, 0.7, 20, (0, 0, 9)))
    nozzle, printed = (checked(tmp_path, fin, in_resin=way) for way in (False, True))
    assert nozzle["wall_thickness"].verdict == "fail"
    assert printed["wall_thickness"].verdict == "warn"  # below three lines, as for a nozzle
    assert printed["wall_thickness"].limit.startswith("≥ 0.6 mm")
    assert "Addema" in printed["wall_thickness"].source
    assert "resin" not in nozzle
    told = printed["resin"]
    assert (told.value, told.unit, told.verdict) == (pytest.approx(4.7, abs=0.1), "ml", "pass")


def test_what_is_too_large_for_resin_printers_is_told(tmp_path: Path) -> None:
    """Upright on its plate, turned as suits; a warning, since there are larger ones. And hollow."""
    printed = checked(tmp_path, mesh_of(box(40, 40, 25)), in_resin=True)
    assert printed["build_volume"].verdict == "pass"
    assert printed["resin"].verdict == "warn" and "drain holes" in printed["resin"].advice
    larger = checked(tmp_path, mesh_of(box(6, 140, 25)), in_resin=True)["build_volume"]
    assert (larger.verdict, larger.limit) == ("warn", "≤ 132 × 80 × 165")
    assert "Photon" in larger.source


def test_a_repair_for_resin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it was made for; weight and time are resin's, and no filament has a price."""
    monkeypatch.setattr("memoreez.maps.draw", lambda *_, **__: Drawn({}, b"glTF"))  # slow
    monkeypatch.setattr("memoreez.prints.portrait.draw", lambda *_, **__: b"png")
    path = tmp_path / "block.stl"
    path.write_bytes(binary_stl(mesh_of(box(20, 16, 30))))
    mended = fixing.mend(path, Wanted(), in_resin=True)
    cost = fixing.cost(mended)
    assert (mended.made_for, mended.after.verdict) == ("a resin printer", "pass")
    assert (cost["material"], cost["weight_g"], cost["layers"]) == ("resin", 10.6, 600)
    assert "price" not in cost and cost["advice"][0].startswith("Print it solid")
    page = fixing.reports(mended, {})["report.html"].decode()
    assert "for a resin printer" in page and "Weight, resin" in page and "Addema" in page
    assert "nozzle" not in page.split("Will it print?")[0] and "PLA" not in page
    with pytest.raises(BadInput, match="not both"):
        fixing.inspect(path, Wanted(nozzle_mm=0.6), in_resin=True)


def test_the_commands_take_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --resin` fails by resin's limits and leads to `fix --resin`; a nozzle is no resin."""
    path = tmp_path / "fin.stl"
    path.write_bytes(binary_stl(mesh_of(box(20, 20, 10) + box(20, 0.5, 20, (0, 0, 9)))))
    assert cli.main(["check", str(path), "--resin"]) == 3
    told = " ".join(capsys.readouterr().out.split())
    assert "≥ 0.6 mm" in told and "Resin it takes" in told and "fin.stl --resin" in told
    assert cli.main(["fix", str(path), "--resin", "--nozzle", "0.6"]) == 2
    assert "no nozzle" in capsys.readouterr().err
