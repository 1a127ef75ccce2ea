"""Who is asked for a stage: options from the settings, the next in line, and who rests."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from memoreez import lineup, providers, steps
from memoreez.artifacts import Imagined
from memoreez.errors import BadInput, ProviderError, SettingsError, UnknownName
from memoreez.settings import settings
from memoreez.verdicts import RemoteError


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No settings but the test's own, and nobody who has failed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lineup, "BREAKER", lineup.Breaker())
    settings.cache_clear()
    yield
    settings.cache_clear()


def set_(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"MEMOREEZ_{name.upper()}", value)
    settings.cache_clear()


def test_options_come_from_all_three_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment wins over .env, that over the TOML; one stage's own over both stages'."""
    (tmp_path / "memoreez.toml").write_text('[openai]\nurl = "http://toml/v1"\ntemperature = 0.5\n')
    (tmp_path / ".env").write_text(
        "MEMOREEZ_OPENAI_URL=http://dot/v1\nMEMOREEZ_OPENAI_KEY=dotted\n"
    )
    set_(monkeypatch, openai_url="http://env/v1", openai_model="both", concepts_openai_model="mine")
    options = lineup.provider("concepts", "openai").options
    assert (options.url, options.model) == ("http://env/v1", "mine")
    assert (options.key, options.temperature) == ("dotted", 0.5)
    assert options.exact is True


def test_keys_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the settings nor by a complaint about them; helper processes get them."""
    set_(monkeypatch, openai_key="sk-secret", openai_seconds="sk-secret")
    assert "sk-secret" not in repr(settings())
    assert pickle.loads(pickle.dumps(settings())).options_of("concepts", "openai")["key"]
    with pytest.raises(SettingsError, match="MEMOREEZ_OPENAI_SECONDS") as caught:
        lineup.provider("concepts", "openai")
    assert "sk-secret" not in str(caught.value)


def test_an_unknown_option_names_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typo is not silently ignored."""
    set_(monkeypatch, openai_ulr="http://x/v1")
    with pytest.raises(SettingsError, match="no option 'ulr'; it has url, model, key"):
        lineup.provider("concepts", "openai")


@pytest.mark.parametrize("line", ["", "motifs,", "motifs,motifs", "../x"])
def test_a_line_that_is_none_is_refused(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, parted by commas, each once."""
    set_(monkeypatch, concepts=line)
    with pytest.raises(SettingsError, match="MEMOREEZ_CONCEPTS"):
        settings()


def test_an_unknown_name_in_line_is_found_before_anybody_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not first when the others have failed."""
    set_(monkeypatch, concepts="motifs,motivs")
    with pytest.raises(UnknownName, match="motivs"):
        lineup.ask("concepts", lambda one: pytest.fail("asked"))


class Line:
    """Three providers that do what they are told, and the order in which they were asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **told: Exception | None) -> None:
        self.told: dict[str, Exception | None] = dict(told)
        self.asked: list[str] = []
        self.now = 0.0
        self.breaker = lineup.Breaker(clock=lambda: self.now)
        set_(monkeypatch, concepts=",".join(told))
        monkeypatch.setattr(providers, "load", lambda stage, name, given: name)

    def ask(self) -> tuple[str, lineup.Asked]:
        return lineup.ask("concepts", self.work, breaker=self.breaker)

    def work(self, name: Any) -> str:
        self.asked.append(name)
        error = self.told[name]
        if error is not None:
            raise error
        return f"by {name}"


def test_the_next_is_asked_when_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the failed one said is kept."""
    line = Line(monkeypatch, one=ProviderError("One is down."), two=None, three=None)
    done, asked = line.ask()
    assert done == "by two" and asked == lineup.Asked("two", (("one", "One is down."),))
    assert line.asked == ["one", "two"]


def test_when_all_fail_all_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it may be tried again where one of them says so."""
    line = Line(
        monkeypatch, one=ProviderError("One is down.", retryable=True), two=ProviderError("No.")
    )
    with pytest.raises(ProviderError, match=r"one: One is down\. two: No\.") as caught:
        line.ask()
    assert caught.value.retryable


def test_the_only_one_speaks_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own error, kind and all."""
    error = ProviderError("One is down.", retryable=True)
    line = Line(monkeypatch, one=error)
    for _ in range(2 * lineup.FAILURES):  # the last in line never rests
        with pytest.raises(ProviderError) as caught:
            line.ask()
        assert caught.value is error


def test_bad_input_is_nobodys_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is not asked to make sense of nonsense."""
    line = Line(monkeypatch, one=BadInput("No hobby."), two=None)
    with pytest.raises(BadInput):
        line.ask()
    assert line.asked == ["one"] and not line.breaker.failures


def test_a_refusal_of_words_rests_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next person may ask for something else."""
    no = RemoteError("It will not draw this.", fault="content", sent="answered")
    line = Line(monkeypatch, one=no, two=None)
    for _ in range(lineup.FAILURES + 2):
        line.ask()
    assert line.asked.count("one") == lineup.FAILURES + 2


def test_who_lacks_something_is_in_good_health(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the atelier with a concept that has no design: the next one may have one."""
    line = Line(monkeypatch, one=ProviderError("It needs a design."), two=None)
    for _ in range(lineup.FAILURES + 2):
        line.ask()
    assert line.asked.count("one") == lineup.FAILURES + 2


def test_what_may_be_paid_for_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even together with one that is only busy."""
    paid = RemoteError("The answer was lost.", fault="lost", sent="maybe")
    busy = RemoteError("It is busy.", fault="busy", sent="answered", retryable=True)
    line = Line(monkeypatch, one=paid, two=busy)
    with pytest.raises(ProviderError) as caught:
        line.ask()
    assert not caught.value.retryable


def test_who_fails_again_and_again_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a minute; then one try, which decides."""
    down = RemoteError("One is down.", fault="refused", sent="never", retryable=True)
    line = Line(monkeypatch, one=down, two=None)
    for _ in range(lineup.FAILURES + 2):
        line.ask()
    assert line.asked.count("one") == lineup.FAILURES
    line.now = lineup.REST_S + 1
    line.ask()
    line.ask()
    assert line.asked.count("one") == lineup.FAILURES + 1  # it failed again, and rests again
    line.now, line.told["one"] = 2 * line.now + 1, None
    assert line.ask()[1].name == line.ask()[1].name == "one"


def test_ideas_say_whose_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that cannot be reached costs nothing: our own library steps in, and it is said."""
    set_(
        monkeypatch,
        concepts="openai,motifs",
        openai_url="http://127.0.0.1:9/v1",
        openai_model="m",
        openai_seconds="2",
    )
    found: Imagined = steps.imagine(steps.Order("guitar, coffee", seed=1))
    assert found.by == "motifs" and len(found.concepts) == 4
    assert any("127.0.0.1:9" in note and "motifs did it" in note for note in found.notes)
