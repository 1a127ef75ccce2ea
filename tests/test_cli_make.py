"""`memoreez make`: what it shows, asks and leaves on disk."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from memoreez import cli, dialogue

pytestmark = pytest.mark.usefixtures("here")


def test_make_leaves_all_files_and_says_where(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stages, what was understood, four ideas, the verdict and the folder are shown."""
    assert cli.main(["make", "guitar, philosophy", "--name", "Sophie"]) == 0
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
