"""What goes wrong on the command line: exit codes, one sentence, nothing left behind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import Images, Sculptures, refuse

from memoreez import cli, serving
from memoreez.artifacts import Picture
from memoreez.errors import OutputError

pytestmark = pytest.mark.usefixtures("here")
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
    "folder": ["make", "cat", "--out", ""],
    "data folder": ["serve", "--data-dir", " "],
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
    cli.main(["mkae"])
    assert "Did you mean 'make'? See: memoreez --help" in capsys.readouterr().err


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
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is said in words, before ideas are had, which may be paid for."""
    monkeypatch.setattr("memoreez.steps.imagine", lambda _: pytest.fail("ideas were had"))
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


@pytest.mark.parametrize("words", [["engine", "--token", "s3cret"], ["engine", "--token=s3cret"]])
def test_what_people_send_us_has_no_token(words: list[str]) -> None:
    """The command line is in the file of details; its secret is not."""
    assert "s3cret" not in repr(cli._without_secrets(words)) and len(words) > 1


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_price_sheet_that_cannot_be_read_is_told_at_the_start(
    command: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not at the end of each keepsake, after all its work."""
    (here / "prices.toml").write_text('curency = "EUR"')
    monkeypatch.setenv("MEMOREEZ_PRICE_SHEET", str(here / "prices.toml"))
    monkeypatch.setattr(serving, "serve", lambda *_: pytest.fail("opened"))
    monkeypatch.setattr(serving, "work", lambda *_: pytest.fail("opened"))
    serving.settings.cache_clear()
    code = cli.main([command, "--data-dir", str(here / "data")])
    serving.settings.cache_clear()
    assert code == 2
    assert "did you mean 'currency'?" in capsys.readouterr().err
