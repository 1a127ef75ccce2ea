"""Every error that memoreez raises on purpose.

    MemoreezError                 exit code
    ├── BadInput                      2      what a person typed cannot be used
    │   ├── UnknownName               2      no motif, provider or pedestal of that name
    │   ├── InscriptionError          2      the inscription cannot be put on this pedestal
    │   └── PictureError              2      a picture that cannot be used; `code` says why
    ├── SettingsError                 2      a setting is missing or malformed
    ├── ProviderError                 1      a provider failed; `retryable` says: try again?
    │   ├── RemoteError               1      another machine failed; `fault`, `sent` (verdicts.py)
    │   ├── CardError                 1      a graphics card failed: its process must end
    │   └── FieldError                1      a network's field has no surface (hunyuan3d/fields.py)
    ├── OutputError                   1      a file could not be written
    ├── Unprintable                   3      made, but the gate refused it; carries the report
    └── StudioError                   1      the studio cannot do that; `status` is HTTP's
        ├── NotFound                         404 no such keepsake, picture or file
        ├── Conflict                         409 not in the state that it is in
        ├── TooLarge                         413 more bytes than are taken
        ├── TooMany                          429 asked too often; `retry_after` in seconds
        ├── StoreError                       503 the store of files failed; `retryable`
        ├── Busy                             503 a part is away for a moment; try again
        └── Superseded                       a workflow whose keepsake has moved on; ends quietly

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


class PictureError(BadInput):
    """A picture cannot be used: its `code` is "unreadable", "pixels", "small" or "heic"."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class SettingsError(MemoreezError):
    """A setting is missing or malformed."""

    exit_code = 2


class ProviderError(MemoreezError):
    """A provider failed. `retryable` says whether the same call may succeed later."""

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        super().__init__(message)
        self.retryable = retryable


class CardError(ProviderError):
    """A graphics card failed in a way that only a new process recovers from."""

    def __init__(self, message: str) -> None:
        super().__init__(message, retryable=True)


class OutputError(MemoreezError):
    """A file could not be written; nothing half-written is left behind."""


class Unprintable(MemoreezError):
    """The figurine exists but does not pass the print gate. `report` says why."""

    exit_code = 3

    def __init__(self, report: Report) -> None:
        reasons = "; ".join(f"{c.title}: {c.advice}" for c in report.checks if c.verdict == "fail")
        super().__init__(f"The figurine would not print. {reasons}")
        self.report = report


class StudioError(MemoreezError):
    """The studio cannot do what was asked. `code` is stable, for programs."""

    status = 500
    code = "studio"


class NotFound(StudioError):
    """No such keepsake, concept or file, or the link has expired."""

    status = 404
    code = "not-found"


class Conflict(StudioError):
    """The keepsake is not in a state in which that can be done."""

    status = 409
    code = "conflict"


class TooLarge(StudioError):
    """A file has more bytes than are taken."""

    status = 413
    code = "too-large"


class TooMany(StudioError):
    """Asked too often; may be asked again after `retry_after` seconds."""

    status = 429
    code = "too-many"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class StoreError(StudioError):
    """The store of files failed. `retryable` says whether the same call may succeed later."""

    status = 503
    code = "store"

    def __init__(self, message: str, *, retryable: bool = True) -> None:
        super().__init__(message)
        self.retryable = retryable


class Busy(StudioError):
    """A part of the studio is away for a moment."""

    status = 503
    code = "busy"

    def __init__(self, message: str, *, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Superseded(StudioError):
    """A workflow finds that its keepsake has moved on, was cancelled or deleted."""

    status = 409
    code = "superseded"
