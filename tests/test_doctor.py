"""Tests of `memoreez doctor`: each thing that can be amiss is found and named."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from memoreez import cli, doctor, motifs
from memoreez.settings import settings


def lose(monkeypatch: pytest.MonkeyPatch, *lost: str) -> None:
    """These modules cannot be imported."""
    real = importlib.import_module

    def without(name: str, package: str | None = None) -> ModuleType:
        if name in lost:
            raise ImportError(f"No module named {name!r}")
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", without)


@pytest.fixture
def fresh() -> Iterator[None]:
    """Settings are read anew, before and after."""
    settings.cache_clear()
    yield
    settings.cache_clear()


def found() -> dict[str, doctor.Finding]:
    return {one.name: one for one in doctor.examine()}


def test_a_good_computer_has_nothing_failing(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0; every look has a line, in JSON too."""
    assert cli.main(["doctor", "--json"]) == 0
    lines = json.loads(capsys.readouterr().out)["findings"]
    names = [line["name"] for line in lines]
    assert {"python", "packages", "fonts", "disk", "memory", "settings", "motifs"} <= set(names)
    assert all(line["verdict"] != "fail" for line in lines)


def test_the_table_fits_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long paths are folded, not cut."""
    monkeypatch.setenv("COLUMNS", "80")
    cli.main(["doctor"])
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "✓" in shown and "…" not in shown


def test_a_broken_package_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and the command that repairs it."""
    lose(monkeypatch, "trimesh")
    assert cli.main(["doctor"]) == 1
    assert "pip install --force-reinstall trimesh" in capsys.readouterr().out


def test_embreex_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it there is a warning, no failure; without lib3mf not even that."""
    lose(monkeypatch, "embreex", "lib3mf")
    seen = found()
    assert seen["embreex"].verdict == "warn"
    assert seen["lib3mf"].verdict == "pass"


@pytest.mark.usefixtures("fresh")
def test_a_wrong_provider_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that names no provider fails, with the nearest name."""
    monkeypatch.setenv("MEMOREEZ_IMAGES", "clayy")
    seen = found()["settings"]
    assert seen.verdict == "fail" and "clay" in seen.found


def test_a_broken_motif_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are counted all the same."""
    real = motifs.load

    def load(name: str) -> motifs.Motif:
        if name == "cat":
            raise SyntaxError("oh")
        return real(name)

    monkeypatch.setattr(motifs, "load", load)
    seen = found()
    assert seen["motif cat"].verdict == "fail"
    assert seen["motifs"].found.startswith(f"{len(motifs.names()) - 1} ")


def test_a_look_that_fails_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception becomes a line."""

    def _broken() -> Iterator[doctor.Finding]:
        raise RuntimeError("no such thing")
        yield

    monkeypatch.setattr(doctor, "LOOKS", (_broken, *doctor.LOOKS[:1]))
    seen = found()
    assert seen["broken"].verdict == "fail" and seen["python"].verdict == "pass"


def test_little_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less than 1 GB warns, less than 50 MB fails."""

    class Usage:
        free = 6e8

    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage)
    assert found()["disk"].verdict == "warn"
    Usage.free = 1e7
    assert found()["disk"].verdict == "fail"


def test_a_container_limits_the_memory(tmp_path: Path) -> None:
    """The limit of the container counts where it is less; "max" is none."""
    limit = tmp_path / "memory.max"
    limit.write_text("500000000\n")
    assert doctor.memory_mb(limit) == 500
    limit.write_text("max\n")
    assert (doctor.memory_mb(limit) or 1e9) > 500


def test_a_folder_without_rights_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be made, the folder fails with the reason."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    seen = found()["folder"]
    assert seen.verdict == "fail" and "permission" in seen.advice
