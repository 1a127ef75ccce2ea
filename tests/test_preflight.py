"""What cannot be sculpted is refused before anything is drawn or paid for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from memoreez import cli, lineup, preflight, serving, steps
from memoreez.errors import MemoreezError, ProviderError, SettingsError, UnknownName
from memoreez.settings import Settings, settings
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
    silent, behind = line(None, BLIND)
    preflight.passes("sculptures")
    assert (silent.asked, behind.asked) == (0, 0)


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


def test_an_option_of_anybody_in_line_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that cannot be stops everybody at their first figure, so it is told now."""
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", "atelier,remote")
    for option in ("MOST_MB", "PRICE"):
        monkeypatch.setenv(f"MEMOREEZ_REMOTE_{option}", "many")
        settings.cache_clear()
        with pytest.raises(SettingsError, match=f"REMOTE_{option}"):
            preflight.passes("sculptures")
        monkeypatch.delenv(f"MEMOREEZ_REMOTE_{option}")
    settings.cache_clear()


LINE = "atelier,hunyuan3d,triposg,remote,runpod"
LACKS = {
    "hunyuan3d": "MEMOREEZ_HUNYUAN3D_TERRITORY to the two",
    "triposg": "There are no weights",
    "remote": "needs the option url",
    "runpod": "needs the option endpoint",
}


def lacking(said: str) -> list[str]:
    """Of the lines, which are one for each."""
    found = [line for line in said.splitlines() if "is in line for sculptures" in line]
    return [name for name, line in zip(LACKS, found, strict=True) if LACKS[name] in line]


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four in line behind the atelier of whom none is set up."""
    monkeypatch.setenv("MEMOREEZ_SCULPTURES", LINE)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("bare")
def test_make_says_at_once_who_lacks_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each, before anything is drawn, and it goes on: the first one may be enough."""
    monkeypatch.setattr(steps, "imagine", _full)
    assert cli.main(["make", "chess", "--no-input", "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert lacking(said) == list(LACKS) and said.splitlines()[-1] == "✗ No ideas."
    assert said.count("\n! ") == len(LACKS) - 1 and said.startswith("! hunyuan3d is in line")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("run", "lines"),
    [
        (lambda told: serving.serve(told, "127.0.0.1", 0, _never), 4),
        (lambda told: serving.work(told, None, _never), 4),
        (lambda told: serving.work(told, ("imagine",), _never), 0),
    ],
    ids=["serve", "worker", "no sculptor"],
)
def test_the_log_says_who_lacks_something(
    run: Callable[[Settings], None],
    lines: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As the studio opens; a worker that sculpts nothing needs no sculptor."""
    monkeypatch.setattr(serving, "opened", _full)
    monkeypatch.setattr(serving.logs, "configure", lambda _: None)  # caplog listens instead
    with pytest.raises(ProviderError, match="No ideas"):
        run(settings())
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert len(lacking(said) if lines else said.splitlines()) == lines


def _full(*_: Any) -> Any:
    raise ProviderError("No ideas.")


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
