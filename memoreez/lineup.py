"""Who works for a stage: one provider, or several in line; when one fails the next is asked.

    imagined, asked = lineup.ask("concepts", lambda provider: provider.imagine(text))

A machine that failed three times in a row is not asked for a minute, so that nobody waits for what
is down; the last in line always is. What a provider says of the person's own input (BadInput) and
of its settings (SettingsError) is nobody's failure: it goes to the person at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from memoreez import providers
from memoreez.errors import ProviderError
from memoreez.settings import settings
from memoreez.verdicts import RemoteError

T = TypeVar("T")
FAILURES = 3  # in a row
REST_S = 60.0


@dataclass(frozen=True)
class Asked:
    """Who did the work, and whom it was asked of in vain, with what they said."""

    name: str
    missed: tuple[tuple[str, str], ...] = ()


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
    return providers.load(stage, name, settings().options_of(stage, name))


def first(stage: str) -> Any:
    """Who is asked first."""
    return provider(stage, settings().lineup(stage)[0])


def ask(
    stage: str,
    work: Callable[[Any], T],
    names: tuple[str, ...] = (),
    breaker: Breaker = BREAKER,
) -> tuple[T, Asked]:
    """What `work` returns for the first provider in line that does not fail.

    `names` takes the place of the line that is set.

    Raises what the only one raised, or a ProviderError that names them all; it is `retryable` when
    one of theirs is. UnknownName and SettingsError are raised before anybody is asked.
    """
    names = names or settings().lineup(stage)
    line = [(name, provider(stage, name)) for name in names]
    missed: list[tuple[str, str]] = []
    errors: list[ProviderError] = []
    for name, one in line:
        if name != names[-1] and breaker.rests(stage, name):
            missed.append((name, "It failed several times in a row and rests for a minute."))
            continue
        try:
            done = work(one)
        except ProviderError as error:
            if isinstance(error, RemoteError) and error.fault != "content":
                breaker.failed(stage, name)  # who lacks what this order has not is in good health
            missed.append((name, str(error)))
            errors.append(error)
        else:
            breaker.worked(stage, name)
            return done, Asked(name, tuple(missed))
    if len(names) == 1:
        raise errors[0]
    said = " ".join(f"{name}: {words}" for name, words in missed)
    # what may have been paid for is not asked again with the rest of the line
    paid = any(isinstance(e, RemoteError) and not e.retryable and e.sent != "never" for e in errors)
    retryable = not paid and any(error.retryable for error in errors)
    raise ProviderError(f"Nobody in line for {stage} could do it. {said}", retryable=retryable)
