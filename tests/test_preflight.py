"""What cannot be sculpted is refused before anything is drawn or paid for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memoreez import cli, lineup, preflight, steps
from memoreez.errors import MemoreezError, ProviderError, SettingsError, UnknownName
from memoreez.settings import settings
from memoreez.verdicts import RemoteError


class Sculptor:
    """One whose check says this, or raises it; None: it has no check."""

    def __init__(self, said: Exception | str | None) -> None:
        if said is not None:
            self.check = self._answer
        self.said, self.asked = said, 0

    def _answer(self) -> str:
        self.asked += 1
        if isinstance(self.said, Exception):
            raise self.said
        return str(self.said)


BLIND = ProviderError("There are no weights.")
AWAY = RemoteError("The engine is away.", fault="connection", sent="never")
UNSET = SettingsError("Set the territory.")


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Sculptor]]:
    """Sets who is in line."""

    def put(*said: Exception | str | None) -> list[Sculptor]:
        found = {f"sculptor-{n}": Sculptor(one) for n, one in enumerate(said)}
        monkeypatch.setattr(lineup, "names", lambda stage: tuple(found))
        monkeypatch.setattr(lineup, "provider", lambda stage, name: found[name])
        return list(found.values())

    return put


def test_the_first_that_can_work_is_enough(line: Callable[..., list[Sculptor]]) -> None:
    """Those behind are not asked: one of them may be a machine that nobody has switched on."""
    first, second, third = line(BLIND, "is ready", AWAY)
    preflight.passes("sculptures")
    assert (first.asked, second.asked, third.asked) == (1, 1, 0)


def test_who_cannot_say_is_believed(line: Callable[..., list[Sculptor]]) -> None:
    """A provider without a check may load for minutes, so it is not tried now."""
    line(None)
    preflight.passes("sculptures")


@pytest.mark.parametrize("said", [UNSET, BLIND, AWAY])
def test_the_only_one_says_why(line: Callable[..., list[Sculptor]], said: MemoreezError) -> None:
    """In its own words."""
    line(said)
    with pytest.raises(type(said), match=str(said)):
        preflight.passes("sculptures")


def test_none_of_several(line: Callable[..., list[Sculptor]]) -> None:
    """All are named with what they said."""
    line(BLIND, AWAY)
    with pytest.raises(lineup.NobodyLeft, match=r"no weights.*is away"):
        preflight.passes("sculptures")


def test_an_unknown_name() -> None:
    """The nearest ones are offered."""
    with pytest.raises(UnknownName, match="atelier"):
        preflight.passes("sculptures", ("ateljer",))


@pytest.mark.parametrize("option", [True, False])
@pytest.mark.parametrize(
    ("name", "words"),
    [("hunyuan3d", "TERRITORY"), ("remote", "option url"), ("runpod", "option endpoint")],
)
def test_make_draws_nothing_in_vain(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    words: str,
    option: bool,
) -> None:
    """Every sculptor that must be set up first, chosen by option or by setting: exit code 2."""
    monkeypatch.setattr(steps, "imagine", _never)
    settings.cache_clear()
    if not option:
        monkeypatch.setenv("MEMOREEZ_SCULPTURES", name)
    out = tmp_path / "out"
    chosen = ["--sculptor", name] if option else []
    assert cli.main(["make", "chess", "--no-input", "--out", str(out), *chosen]) == 2
    settings.cache_clear()
    assert words in " ".join(capsys.readouterr().err.split()) and not out.exists()


def test_a_price_sheet_is_read_before_anything_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else one that is broken would be told when all the work is done."""
    monkeypatch.setattr(steps, "imagine", _never)
    monkeypatch.setenv("MEMOREEZ_PRICE_SHEET", str(tmp_path / "none.toml"))
    settings.cache_clear()
    assert cli.main(["make", "chess", "--no-input", "--out", str(tmp_path / "out")]) == 2
    settings.cache_clear()
    assert "none.toml cannot be read" in " ".join(capsys.readouterr().err.split())


def _never(order: steps.Order) -> Any:
    raise AssertionError("ideas were had")
