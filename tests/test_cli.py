"""Tests of the command line: what is shown, the exit codes, and what is left on disk."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manifold3d import Manifold
from rich.console import Console

import memoreez
from memoreez import (
    __version__,
    cli,
    console,
    dialogue,
    listings,
    pipeline,
    providers,
    tables,
)
from memoreez.artifacts import Check, Mesh, Picture, Report, Sculpture
from memoreez.crew import Crew
from memoreez.errors import OutputError
from memoreez.figurines import gate
from memoreez.figurines.finish import mesh
from memoreez.images import clay
from memoreez.prints import stl

ROOT = Path(__file__).parents[1]
CUBE = mesh(Manifold.cube((20, 20, 30), True).translate((0, 0, 15)))
PNG = clay.picture(np.full((64, 64, 3), 200, np.uint8))


class Images:
    """Draws a grey square."""

    def draw(self, *_: Any, **__: Any) -> Picture:
        return PNG

    def sheet(self, *_: Any) -> Picture:
        return PNG


class Sculptures:
    """Sculpts a cube."""

    def sculpt(self, *_: Any, **__: Any) -> Sculpture:
        return Sculpture(CUBE)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, quick providers, no helper processes, a screen of 80 columns."""
    load = providers.load
    fakes = {"images": Images, "sculptures": Sculptures}
    monkeypatch.setattr(
        providers,
        "load",
        lambda stage, name: fakes[stage]() if stage in fakes else load(stage, name),
    )
    monkeypatch.setattr(pipeline, "Crew", lambda: Crew(0))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate lets nothing pass."""
    bad = Check("closed", "Closed surface", 3.0, "", "0", "us", "fail", "Repair the mesh.")
    monkeypatch.setattr(gate, "inspect", lambda *_, **__: Report((bad,)))


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """A fresh Python that sees this project."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run([sys.executable, *arguments], env=env, capture_output=True, timeout=60)


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


def test_make_leaves_all_files_and_says_where(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stages, what was understood, four ideas, the verdict and the folder are shown."""
    assert cli.main(["make", "guitar, beekeeping", "--name", "Sophie"]) == 0
    shown = capsys.readouterr().out
    for words in (
        "Sculpting",
        "Understood",
        "see below",
        "Ready to print",
        "In keepsake",
        "Sophie",
    ):
        assert words in shown
    names = {path.name for path in (here / "keepsake").iterdir()}
    assert {"figurine.stl", "figurine.3mf", "figurine.glb", "figurine.png", "report.html"} <= names
    assert max(map(len, shown.splitlines())) <= 80


def test_words_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    """`memoreez concepts black coffee` is read as one text."""
    assert cli.main(["concepts", "black", "coffee", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["understood"] == [
        {"text": "black coffee", "motif": "coffee_cup"}
    ]


def test_json_is_one_object_with_stable_names(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make --json` writes one JSON object to stdout and nothing else, nothing to stderr."""
    assert cli.main(["make", "guitar, cat", "--pick", "2", "--out", "k", "--json"]) == 0
    out, err = capsys.readouterr()
    made = json.loads(out)
    assert err == ""
    assert made["folder"] == str(here / "k")
    assert Path(made["files"]["figurine.stl"]).stat().st_size > 84
    assert made["concept"] == made["concepts"][1]
    assert made["concept"].keys() >= {"id", "title", "story", "kind"}
    assert made["understood"][1] == {"text": "cat", "motif": "cat"}
    assert made["verdict"] in ("pass", "repaired")
    assert made["size_mm"]["height"] == pytest.approx(90, abs=0.5)
    assert made.keys() >= {"notes", "checks", "weight_g", "seconds", "supports", "repairs"}


def test_a_folder_in_use_is_left_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --out an empty `keepsake` is used, one that holds something never."""
    (here / "keepsake").mkdir()
    assert str(dialogue.free_folder()) == "keepsake"
    (here / "keepsake" / "letter.txt").write_text("mine")
    (here / "keepsake-2").write_text("a file")
    assert cli.main(["make", "guitar", "--no-input"]) == 0
    assert "In keepsake-3" in capsys.readouterr().out
    assert [path.name for path in (here / "keepsake").iterdir()] == ["letter.txt"]


def test_a_pick_of_the_second_round_draws_it(capsys: pytest.CaptureFixture[str]) -> None:
    """--pick 6 needs no --round 2, and --more starts with the fifth concept."""
    assert cli.main(["make", "guitar, cat", "--pick", "6", "--out", "k", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["concept"]["id"] == 6
    assert cli.main(["make", "guitar, cat", "--more", "--out", "k", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["concept"]["id"] == 5


BAD = {
    "empty": ["make", ""],
    "long": ["make", "x" * 10_000],
    "emoji only": ["make", "🫥🫥"],
    "controls only": ["make", "\x07\x1b"],
    "height": ["make", "cat", "--height", "9000"],
    "no number": ["make", "cat", "--height", "nan"],
    "pedestal": ["make", "cat", "--pedestal", "rond"],
    "style": ["make", "cat", "--style", "gilded"],
    "inscription": ["make", "cat", "--inscription", "long " * 60],
    "font": ["make", "cat", "--name", "漢字"],
    "pick": ["make", "cat", "--pick", "0"],
    "pick and round": ["make", "cat", "--pick", "2", "--round", "3"],
    "seed": ["concepts", "cat", "--seed", "-1"],
    "round": ["concepts", "cat", "--round", "1000000000"],
    "option": ["make", "cat", "--colour", "red"],
    "command": ["bake"],
    "nothing": ["make"],
    "motif": ["motifs", "guitr"],
    "pose": ["motifs", "cat", "--pose", "fly"],
    "picture": ["motifs", "cat", "--out", "cat.jpg"],
    "file": ["check", "nowhere.stl"],
    "format": ["check", "letter.txt"],
}


@pytest.mark.parametrize("arguments", BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_sentence(
    arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line on stderr, nothing on disk."""
    assert cli.main(arguments) == 2
    words = capsys.readouterr().err
    assert words.startswith("✗ ") and words.count("\n") == 1
    assert "Traceback" not in words and "\x1b" not in words
    assert list(here.iterdir()) == []


def test_unknown_names_come_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt motif gets a suggestion."""
    cli.main(["motifs", "guitr"])
    assert "Did you mean guitar" in capsys.readouterr().err


def test_what_does_not_pass_is_exit_code_3(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refused figurine has a report, says why, and nothing to print."""
    refuse(monkeypatch)
    assert cli.main(["make", "guitar", "--out", "k"]) == 3
    out, err = capsys.readouterr()
    assert "Not ready to print" in out
    assert "Closed surface: Repair the mesh." in err
    assert (here / "k" / "report.html").exists()
    assert not (here / "k" / "figurine.stl").exists()


def test_json_tells_a_refusal_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3 still gives the object, with the files that are there."""
    refuse(monkeypatch)
    assert cli.main(["make", "guitar", "--out", "k", "--json"]) == 3
    made = json.loads(capsys.readouterr().out)
    assert made["verdict"] == "fail"
    assert "report.html" in made["files"] and "figurine.stl" not in made["files"]


def test_ctrl_c_leaves_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 130, a calm sentence, no folder that was made for nothing."""

    def interrupted(*_: Any, **__: Any) -> Picture:
        raise KeyboardInterrupt

    monkeypatch.setattr(Images, "draw", interrupted)
    assert cli.main(["make", "guitar", "--out", "deep/k"]) == 130
    assert capsys.readouterr().err == "! Stopped. Nothing half-written was left.\n"
    assert list(here.iterdir()) == []


def test_the_unexpected_is_kept_in_a_log(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback on the screen; a log with it, named in the sentence."""
    monkeypatch.setattr("tempfile.tempdir", str(here))
    monkeypatch.setattr(Sculptures, "sculpt", lambda *_, **__: 1 / 0)
    assert cli.main(["make", "guitar", "--out", "k"]) == 1
    words = capsys.readouterr().err
    (log,) = here.glob("memoreez-*.log")
    assert "Traceback" not in words and str(log) in words and words.count("\n") == 1
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_exit_code_1(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is said in words."""
    (here / "k").write_text("a file")
    assert cli.main(["make", "guitar", "--out", "k"]) == 1
    assert "Cannot write" in capsys.readouterr().err


def test_a_full_disk_is_exit_code_1(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An OutputError half-way leaves no folder."""

    def full(*_: Any) -> None:
        raise OutputError("Cannot write 'k': the disk is full.")

    monkeypatch.setattr("memoreez.prints.files.write", full)
    assert cli.main(["make", "guitar", "--out", "k"]) == 1
    assert "disk is full" in capsys.readouterr().err
    assert list(here.iterdir()) == []


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


class Answers:
    """A dialogue in a terminal whose person types these lines."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
        waiting = iter(lines)
        monkeypatch.setattr("builtins.input", lambda *_: next(waiting))
        self.screen = io.StringIO()
        asked = dialogue.Request("guitar, cat", "", "", None, 0, 90, "round", "engraved", 1, None)
        shown = Console(file=self.screen, width=80, markup=False, highlight=False)
        self.talk = dialogue.Dialogue(asked, Path("k"), shown, asks=True)


def test_enter_takes_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer is the first concept."""
    assert Answers(monkeypatch, "").talk.run().concept.id == 1


def test_nonsense_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and numbers that were not shown get a hint, then another chance."""
    answers = Answers(monkeypatch, "frog", "9", "3")
    assert answers.talk.run().concept.id == 3
    assert answers.screen.getvalue().count("Type a number up to 4") == 2


def test_more_shows_the_next_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """After `more`, 5 to 8 can be chosen; what was understood is told once."""
    answers = Answers(monkeypatch, "more", "7")
    assert answers.talk.run().concept.id == 7
    assert answers.screen.getvalue().count("Understood") == 1


def test_an_earlier_idea_can_still_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """After `more`, 2 makes the second idea of the first round, without asking again."""
    assert Answers(monkeypatch, "m", "2").talk.run().concept.id == 2


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
    """Each stage has one chosen provider, with its licence."""
    assert cli.main(["providers", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["providers"]
    chosen = {one["stage"]: one["name"] for one in listed if one["chosen"]}
    assert chosen == {"concepts": "motifs", "images": "clay", "sculptures": "atelier"}
    assert all(one["licence"] for one in listed)


def test_an_old_console_gets_the_nearest_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fails where ✓ cannot be encoded; a tick becomes a plus."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "cp1252", write_through=True))
    assert cli.main(["providers"]) == 0
    assert raw.getvalue().splitlines()[-1].startswith(b"+  sculptures")


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
