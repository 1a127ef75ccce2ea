"""Who is asked for a stage: the next in line, who rests, and who draws for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from memoreez import lineup, providers, steps
from memoreez.artifacts import Concept, Design, Element, Imagined, Picture
from memoreez.errors import BadInput, ProviderError, SettingsError, UnknownName
from memoreez.settings import Settings, settings
from memoreez.verdicts import RemoteError
from memoreez.workflow.journey import DEADLINE_S, deadline_s


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
        monkeypatch.setattr(providers, "load", lambda stage, name, *_: name)

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


def test_ideas_say_whose_they_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A model that cannot be reached costs nothing: our own library steps in, and it is said.

    Which machine it was, and why, is in the log.
    """
    set_(
        monkeypatch,
        concepts="openai,motifs",
        openai_url="http://127.0.0.1:9/v1",
        openai_model="m",
        openai_seconds="2",
    )
    found: Imagined = steps.imagine(steps.Order("guitar, coffee", seed=1))
    assert found.by == "motifs" and len(found.concepts) == 4
    assert "“Language model” was not available; “Motif library” did the work." in found.notes
    assert not any("127.0.0.1" in note for note in found.notes)
    assert "127.0.0.1:9 refuses the connection" in caplog.text
    assert found.maker is not None and found.maker.licence == "MIT"


DRAWN = Concept(1, "A pear", "", "planet", "a pear")
DESIGNED = Concept(2, "A guitar", "", "planet", "", Design("planet", (Element("guitar"),), 1))


class Painter:
    """A model that draws only when four are asked at once."""

    from_solid = False
    title = licence = "Painter"

    def __init__(self) -> None:
        self.four = Barrier(4)

    def draw(self, concept: Concept, *, quality: str) -> Picture:
        self.four.wait(5)
        return Picture(b"", concept.id, 1)


def test_a_model_is_asked_for_four_pictures_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come in the order of the concepts, and say who drew them."""
    painter = Painter()
    monkeypatch.setattr(providers, "load", lambda *_: painter)
    four = [replace(DRAWN, id=number) for number in (1, 2, 3, 4)]
    ticks: list[Picture] = []
    drawn = steps.draw_all(four, steps.Order("a"), lambda *_: pytest.fail("spread"), ticks.append)
    assert [one.width for one in drawn] == [1, 2, 3, 4] and ticks == drawn
    assert all(one.by is not None and one.by.title == "Painter" for one in drawn)


@pytest.mark.parametrize(
    ("line", "seconds", "waits"),
    [
        ("atelier,relief", "", 0),
        ("remote,atelier", "", 1800),
        ("remote,runpod,atelier", "60", 1860),
    ],
)
def test_a_step_waits_as_long_as_its_sculptors_may(
    line: str, seconds: str, waits: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cold GPU elsewhere is no hang; what is made here has our own limit."""
    set_(monkeypatch, SCULPTURES=line, **({"REMOTE_SECONDS": seconds} if seconds else {}))
    assert lineup.patience_s(settings()) == waits
    assert deadline_s("sculpture", settings()) == DEADLINE_S["sculpture"] + waits
    assert deadline_s("figurine", settings()) == DEADLINE_S["figurine"]


@pytest.mark.parametrize(
    ("line", "many"), [("clay", 1), ("openai,clay", 4), ("cloudflare", 4), ("diffusers", 1)]
)
def test_a_studio_has_hands_for_a_round(line: str, many: int) -> None:
    """Where another machine draws; where this one does, its cores decide."""
    assert lineup.at_once(Settings(images=line)) == many


@pytest.mark.parametrize("line", ["openai", "clay,openai", "openai,clay"])
def test_a_sketch_never_pays(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an idea without a design there is no early picture; nobody is asked for one."""
    set_(monkeypatch, images=line, openai_url="http://127.0.0.1:9/v1", openai_model="m")
    monkeypatch.setattr(steps, "draw", lambda *_: pytest.fail("somebody was asked"))
    assert steps.sketches(DESIGNED, steps.Order("a")) == (line == "clay,openai")
    with pytest.raises(ProviderError, match="no drafts"):
        steps.sketch(DRAWN, steps.Order("a"))


def test_a_sketch_is_asked_of_the_renderer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where that fails there is none, rather than one that costs something."""
    set_(monkeypatch, images="clay,openai", openai_url="http://127.0.0.1:9/v1", openai_model="m")
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(lineup, "ask", lambda stage, work, names, **_: asked.append(names))
    with pytest.raises(TypeError):  # nothing comes back here
        steps.sketch(DESIGNED, steps.Order("a"))
    assert asked == [("clay",)]


def test_nobody_is_paid_to_sculpt_for_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A renderer that wants to see what has no design gets it for nothing, or not at all."""
    set_(
        monkeypatch, images="clay", sculptures="remote", remote_price="0.02", remote_url="http://h"
    )
    with pytest.raises(ProviderError, match="for a picture only"):
        steps.draw(DRAWN, steps.Order("a"))
