"""A line whose providers cost something: nobody is paid twice, and the purse has its say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_spending import limits

from memoreez import lineup, prices, providers, spending, tally
from memoreez.errors import ProviderError
from memoreez.prices import Price
from memoreez.spending import OverLimit, Purse
from memoreez.verdicts import RemoteError

__all__ = ["limits"]  # a fixture


class Painter:
    """Counts what it is asked."""

    title, licence = "Painter", "MIT"

    def __init__(self) -> None:
        self.asked = 0

    def draw(self) -> str:
        self.asked += 1
        tally.paid()
        return "a picture"


def test_the_next_in_line_goes_on_when_the_money_is_spent(
    limits: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paid one is not asked; who is alone says why."""
    limits(images="dear,cheap", spend_per_keepsake="0.05")
    made: dict[str, Any] = {"dear": Painter(), "cheap": Painter()}
    monkeypatch.setattr(providers, "load", lambda stage, name, *_: made[name])
    monkeypatch.setattr(
        prices, "of", lambda stage, name, *_: Price(0.02, 2) if name == "dear" else Price()
    )
    purse = Purse("k")
    asked = [
        lineup.ask("images", lambda one: one.draw(), purse=purse.at(f"{n}"))[1] for n in range(3)
    ]
    assert [one.name for one in asked] == ["dear", "cheap", "cheap"]
    assert made["dear"].asked == 1 and "MEMOREEZ_SPEND_PER_KEEPSAKE" in asked[1].missed[0][1]
    first = asked[0].maker
    assert first is not None and (first.calls, first.cost_usd) == (1, 0.02)
    with pytest.raises(OverLimit):
        lineup.ask("images", lambda one: one.draw(), ("dear",), purse=purse)


def test_a_second_call_that_fails_does_not_repeat_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first answer was no use, but it was paid; a model of one's own may be asked again."""
    monkeypatch.setattr(providers, "load", lambda *_: None)

    def work(paid: int) -> None:
        tally.paid(paid)
        raise RemoteError("It is busy.", fault="busy", sent="answered", retryable=True)

    for paid in (0, 1):
        with pytest.raises(RemoteError) as caught:
            lineup.ask("concepts", lambda _, paid=paid: work(paid), ("openai",))
        assert caught.value.retryable == (paid == 0)


@pytest.mark.parametrize("resumes", [False, True])
def test_a_line_is_not_asked_again_where_somebody_was_paid(
    resumes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if what failed at last was never sent; but who resumes gives what was paid for."""
    monkeypatch.setattr(providers, "load", lambda stage, name, *_: Resumer(name, resumes))

    def work(one: Resumer) -> None:
        if one.name == "cloudflare":
            raise RemoteError("It is busy.", fault="busy", sent="answered", retryable=True)
        tally.paid()
        raise RemoteError("It is gone.", fault="refused", sent="never")

    with pytest.raises(ProviderError, match=r"gone.*busy") as caught:
        lineup.ask("concepts", work, ("openai", "cloudflare"), lineup.Breaker())
    assert caught.value.retryable == resumes


class Resumer:
    """Knows what was ordered before, or not."""

    options = None

    def __init__(self, name: str, resumes: bool) -> None:
        self.name, self.resumes = name, resumes


def test_what_cannot_be_counted_does_not_repeat_what_was_paid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one's answer was lost; the database is away when the second's turn comes."""
    monkeypatch.setattr(providers, "load", lambda *_: None)
    monkeypatch.setattr(prices, "of", lambda *_: Price(0.01))

    def work(_: object) -> None:
        monkeypatch.setattr(spending, "_url", lambda *_: f"sqlite:///{tmp_path}")
        raise RemoteError("It was lost.", fault="lost", sent="maybe")

    with pytest.raises(ProviderError, match="cannot be counted") as caught:
        lineup.ask("images", work, ("openai", "cloudflare"))
    assert not caught.value.retryable
