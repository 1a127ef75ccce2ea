"""Every error that memoreez raises on purpose.

    MemoreezError                 exit code
    ├── BadInput                      2      what a person typed cannot be used
    │   ├── UnknownName               2      no motif, provider or pedestal of that name
    │   └── InscriptionError          2      the inscription cannot be put on this pedestal
    ├── SettingsError                 2      a setting is missing or malformed
    ├── ProviderError                 1      a provider failed; `retryable` says: try again?
    ├── OutputError                   1      a file could not be written
    └── Unprintable                   3      made, but the gate refused it; carries the report

Each message is one or two sentences: what, which value, what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rapidfuzz import process

if TYPE_CHECKING:
    from memoreez.artifacts import Report


class MemoreezError(Exception):
    """Anything that memoreez reports to a person instead of a traceback."""

    exit_code = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process borders whatever their constructors take."""
        return _revive, (type(self), self.args, self.__dict__)


def _revive(kind: type[MemoreezError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class BadInput(MemoreezError):
    """What a person typed cannot be used as it stands."""

    exit_code = 2


class UnknownName(BadInput):
    """A name that is not in a list; the message offers the nearest ones."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = [match for match, _, _ in process.extract(name, names, limit=3, score_cutoff=50)]
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Choose from: {', '.join(names)}."
        super().__init__(f"There is no {what} called {name[:60]!r}. {hint}")


class InscriptionError(BadInput):
    """The inscription does not fit the pedestal, or no font has one of its characters."""


class SettingsError(MemoreezError):
    """A setting is missing or malformed."""

    exit_code = 2


class ProviderError(MemoreezError):
    """A provider failed. `retryable` says whether the same call may succeed later."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class OutputError(MemoreezError):
    """A file could not be written; nothing half-written is left behind."""


class Unprintable(MemoreezError):
    """The figurine exists but does not pass the print gate. `report` says why."""

    exit_code = 3

    def __init__(self, report: Report) -> None:
        reasons = "; ".join(f"{c.title}: {c.advice}" for c in report.checks if c.verdict == "fail")
        super().__init__(f"The figurine would not print. {reasons}")
        self.report = report
