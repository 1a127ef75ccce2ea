"""Who works for a stage: one provider, or several in line; when one fails the next is asked.

    imagined, asked = lineup.ask("concepts", lambda provider: provider.imagine(text), purse=purse)

A machine that failed three times in a row is not asked for a minute, so that nobody waits for what
is down; the last in line always is. Who would go over a limit of the purse is not asked either.
What a provider says of the person's own input (BadInput) and of its settings (SettingsError) is
nobody's failure: it goes to the person at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from memoreez import makers, prices, providers, spending
from memoreez.artifacts import Maker
from memoreez.errors import ProviderError
from memoreez.settings import Settings, settings
from memoreez.spending import Bill, OverLimit, Purse, Uncounted
from memoreez.verdicts import RemoteError

T = TypeVar("T")
FAILURES = 3  # in a row
REST_S = 60.0
PICTURES = 4  # of a round
RESTS = "It failed several times in a row and rests for a minute."
log = logging.getLogger(__name__)


class NobodyLeft(ProviderError):
    """Everybody in line failed; `errors` has what each of those who were asked said."""

    def __init__(
        self,
        stage: str,
        missed: list[tuple[str, str]],
        errors: list[ProviderError],
        paid: bool = False,
    ) -> None:
        """`paid`: one of them may have been paid in vain, so the line is not asked again."""
        said = " ".join(f"{name}: {words}" for name, words in missed)
        retryable = not paid and any(error.retryable for error in errors)
        super().__init__(f"Nobody in line for {stage} could do it. {said}", retryable=retryable)
        self.errors = tuple(errors)


@dataclass(frozen=True)
class Asked:
    """Who did the work, whom it was asked of in vain, with what they said, and on what terms."""

    name: str
    missed: tuple[tuple[str, str], ...] = ()
    maker: Maker | None = field(default=None, compare=False)


@dataclass
class Breaker:
    """Remembers who failed, and lets them rest (M. Nygard, Release It!, 2007: circuit breaker)."""

    clock: Callable[[], float] = time.monotonic
    failures: dict[tuple[str, str], int] = field(default_factory=dict)
    until: dict[tuple[str, str], float] = field(default_factory=dict)

    def rests(self, stage: str, name: str) -> bool:
        """Whether it is not asked now. After its rest it gets one try."""
        return self.clock() < self.until.get((stage, name), 0.0)

    def failed(self, stage: str, name: str) -> None:
        who = stage, name
        self.failures[who] = self.failures.get(who, 0) + 1
        if self.failures[who] >= FAILURES:
            self.until[who] = self.clock() + REST_S

    def worked(self, stage: str, name: str) -> None:
        self.failures.pop((stage, name), None)
        self.until.pop((stage, name), None)


BREAKER = Breaker()  # of this process: each helper finds out for itself


def provider(stage: str, name: str) -> Any:
    """The provider with the options that were set for it. Raises UnknownName, SettingsError."""
    told = settings().options_of(stage, name)
    variables = {option: settings().variable_of(stage, name, option) for option in told}
    return providers.load(stage, name, told, variables)


def price(stage: str, name: str, one: Any) -> prices.Price:
    """What a call of that provider costs. Raises SettingsError for a price that is none."""
    told, variable = (
        settings().options_of(stage, name),
        settings().variable_of(stage, name, prices.OPTION),
    )
    return prices.of(stage, name, one, told, variable)


def names(stage: str) -> tuple[str, ...]:
    """Who is in line, in order."""
    return settings().lineup(stage)


def first(stage: str) -> Any:
    """Who is asked first."""
    return provider(stage, names(stage)[0])


def at_once(chosen: Settings) -> int:
    """How many pictures are asked of another machine at the same time: all of a round.

    One where this computer draws. Raises UnknownName.
    """
    name = chosen.lineup("images")[0]
    if name == "clay":  # not imported here: the studio's own process draws nothing
        return 1
    one = providers.load("images", name)
    here = getattr(one, "from_solid", True) or getattr(one, "alone", False)
    return 1 if here else PICTURES


def patience_s(chosen: Settings) -> float:
    """How long the sculptors in line may wait for machines elsewhere, one after another.

    It is their option `seconds`: queues and cold starts of a GPU take longer than our own work.
    """
    waits = 0.0
    for name in chosen.lineup("sculptures"):
        told = chosen.options_of("sculptures", name).get("seconds")
        try:
            waits += float(told or providers.usual("sculptures", name, "seconds") or 0.0)
        except ValueError:  # a setting that is no number is told to whoever asks the provider
            continue
    return waits


def free(stage: str, name: str) -> bool:
    """Whether that provider costs nothing, as far as we know. Raises SettingsError, UnknownName."""
    one = provider(stage, name)
    cost = price(stage, name, one)
    return not cost.highest and not prices.unknown(stage, name, one, cost)


def ask(
    stage: str,
    work: Callable[[Any], T],
    instead: tuple[str, ...] = (),
    breaker: Breaker | None = None,
    purse: Purse | None = None,
) -> tuple[T, Asked]:
    """What `work` returns for the first provider in line that does not fail.

    `instead` takes the place of the line that is set; `purse` pays those who cost something.

    Raises what the only one raised, or NobodyLeft, which names them all; it is `retryable` when one
    of theirs is and nothing was paid for that would be paid again. UnknownName and SettingsError
    are raised before anybody is asked.
    """
    asked, breaker = instead or names(stage), breaker or BREAKER
    loaded = [(name, provider(stage, name)) for name in asked]
    line = [(name, one, price(stage, name, one)) for name, one in loaded]
    missed: list[tuple[str, str]] = []
    errors: list[ProviderError] = []
    paid = False
    for name, one, each in line:
        if name != asked[-1] and breaker.rests(stage, name):
            missed.append((name, RESTS))
            continue
        bill = Bill()
        try:
            with spending.paying(purse or Purse(), stage, name, each) as bill:
                done = work(one)
        except ProviderError as error:
            # a first call that worked must not be paid again with a second one
            if bill.calls and not getattr(one, "resumes", False):
                paid, error.retryable = True, False
            if isinstance(error, RemoteError) and error.fault != "content":
                breaker.failed(stage, name)  # who lacks what this order has not is in good health
            _note(stage, name, error)
            missed.append((name, str(error)))
            errors.append(error)
        else:
            breaker.worked(stage, name)
            return done, Asked(name, tuple(missed), _billed(stage, name, one, bill))
    if len(asked) == 1:
        raise errors[0]
    raise NobodyLeft(stage, missed, errors, paid)


def _billed(stage: str, name: str, one: Any, bill: Bill) -> Maker:
    made = makers.of(stage, name, one)
    return replace(made, calls=bill.calls, cost_usd=round(bill.cost, 6))


def _note(stage: str, name: str, error: ProviderError) -> None:
    """For the operator: the first sentence says who and why, later ones may quote a person."""
    level = (
        logging.WARNING if isinstance(error, RemoteError | OverLimit | Uncounted) else logging.INFO
    )
    log.log(level, "%s by %s: %s", stage, name, str(error).split(". ")[0].rstrip("."))
