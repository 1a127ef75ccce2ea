"""The command line but for `make`: what each command shows, on any terminal."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command_line import CUBE, ROOT, python

import memoreez
from memoreez import __version__, cli, console, listings, tables
from memoreez.artifacts import Check, Mesh
from memoreez.cli_paths import folder
from memoreez.images import clay
from memoreez.prints import stl

pytestmark = pytest.mark.usefixtures("here")


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the name and the version."""
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"memoreez {__version__}\n"


def test_help_waits_for_no_geometry() -> None:
    """Importing the command line imports neither numpy nor a mesh library."""
    code = (
        "import sys, memoreez.cli; print({'numpy', 'scipy', 'manifold3d', 'cv2'} & {*sys.modules})"
    )
    assert python("-c", code).stdout.strip() == b"set()"


def test_library_names_are_there_on_first_use() -> None:
    """`memoreez.make`, `check`, `concepts` and the types need no import of their own."""
    assert memoreez.make.__module__ == memoreez.check.__module__ == "memoreez.api"
    assert memoreez.concepts("cat").hobbies[0].motif == "cat"
    assert {"make", "Print", "concepts"} <= set(dir(memoreez))
    with pytest.raises(AttributeError, match="bake"):
        memoreez.bake  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("command", ["make", "concepts", "motifs", "check", "providers", "doctor"])
def test_each_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help ends with an example and fits 80 columns."""
    assert cli.main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"memoreez {command}" in shown.splitlines()[-1]
    assert max(map(len, shown.splitlines())) <= 80


def test_words_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    """`memoreez concepts black coffee` is read as one text."""
    assert cli.main(["concepts", "black", "coffee", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["understood"] == [
        {"text": "black coffee", "motif": "coffee_cup"}
    ]


def test_a_tilde_is_ones_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also where the shell leaves it as it is; a user whom nobody knows is a plain name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert folder("~/gifts") == tmp_path / "gifts"
    assert folder("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_a_warning_that_nobody_reads_ends_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal may be closed by now; an error in our own words is another matter."""

    tried: list[str] = []

    def gone(words: str, **_: object) -> None:
        tried.append(words)
        raise BrokenPipeError

    monkeypatch.setattr(console, "sentence", gone)
    monkeypatch.setattr(logging, "raiseExceptions", False)
    log = logging.getLogger("memoreez.lineup")
    with console.told():
        log.warning("The first one failed.")
        log.warning("The second one, too.")
    assert tried == ["The first one failed.", "The second one, too."]


def test_text_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Markup is shown as typed; escape sequences and bidi overrides are gone."""
    report = tables.advice(
        [Check("x", "[bold]T[/]", 1.0, "", "", "", "warn", "\x1b[2J\u202e[red]")]
    )
    for line in report:
        console.out().print(line)
    shown = capsys.readouterr().out
    assert "[bold]T[/]" in shown and "[2J[red]" in shown
    assert "\x1b" not in shown and "\u202e" not in shown


def test_plain_keeps_every_script() -> None:
    """Accents, Hebrew, CJK and emoji stay; controls become spaces."""
    assert console.plain("é שלום 漢字 🎸\n\tx") == "é שלום 漢字 🎸  x"


def test_concepts_shows_four(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has what DESIGN promises; nothing is drawn or written."""
    assert cli.main(["concepts", "cat, glockenspielology", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["understood"][0] == {"text": "cat", "motif": "cat"}
    assert None in [one["motif"] for one in found["understood"]]
    assert [one["id"] for one in found["concepts"]] == [1, 2, 3, 4]
    assert all(one["motifs"] for one in found["concepts"])
    assert found.keys() == {"understood", "concepts", "notes", "language"}
    assert list(here.iterdir()) == []


def test_motifs_fit_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Every motif is listed by its name."""
    assert cli.main(["motifs"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert {one.name for one in listings.all_motifs()} <= {line.split(" ")[0] for line in lines}


def test_a_motif_is_drawn_beside_what_is_there(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`motifs heart` writes heart.png, and heart-2.png when that is taken."""
    monkeypatch.setattr(listings, "VOXEL_MM", 2.0)
    monkeypatch.setattr(clay, "render", lambda mesh: np.zeros((64, 64, 3), np.uint8))
    assert cli.main(["motifs", "Heart"]) == 0
    assert cli.main(["motifs", "heart"]) == 0
    assert "heart-2.png" in capsys.readouterr().out
    assert (here / "heart.png").read_bytes().startswith(b"\x89PNG")


def test_check_passes_a_solid(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and a verdict for a cube."""
    (here / "cube.stl").write_bytes(stl.encode(CUBE))
    assert cli.main(["check", "cube.stl"]) == 0
    shown = capsys.readouterr().out
    assert "Ready to print" in shown and "Closed surface" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_check_refuses_an_open_mesh(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3 and a failing check in the JSON."""
    (here / "open.stl").write_bytes(stl.encode(Mesh(CUBE.vertices, CUBE.faces[1:])))
    assert cli.main(["check", "open.stl", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "fail"
    assert {one["name"]: one["verdict"] for one in found["checks"]}["closed"] == "fail"


def test_providers_shows_the_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """Each stage's providers, those in line marked, with their licences."""
    assert cli.main(["providers", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["providers"]
    chosen = {(one["stage"], one["place"]): one["name"] for one in listed if one["chosen"]}
    assert chosen == {
        ("concepts", 1): "motifs",
        ("images", 1): "clay",
        ("cutouts", 1): "alpha",
        ("cutouts", 2): "studio",
        ("cutouts", 3): "claynet",
        ("sculptures", 1): "atelier",
        ("sculptures", 2): "claynet",
        ("sculptures", 3): "relief",
    }
    assert all(one["licence"] for one in listed)


def test_an_old_console_gets_the_nearest_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fails where ✓ cannot be encoded; a tick becomes a plus."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "cp1252", write_through=True))
    assert cli.main(["providers"]) == 0
    assert [one for one in raw.getvalue().splitlines() if one.startswith(b"+  images      clay")]


def test_a_closed_pipe_is_no_error() -> None:
    """`memoreez motifs | head -0` says nothing on stderr."""
    command = [sys.executable, "-m", "memoreez", "motifs"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=-1, stderr=-1) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    """Exit code 1 and the reason, where the answer itself cannot be written."""
    command = [sys.executable, "-m", "memoreez", "--help"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr and done.stderr.count(b"\n") == 1
