"""What a visitor of a studio is told when nobody could do the work: no host, no setting, no sum.

Whoever runs the studio finds those in its log, where `lineup` writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from memoreez.errors import ProviderError
from memoreez.lineup import NobodyLeft
from memoreez.spending import OverLimit
from memoreez.verdicts import RemoteError

WHO = {
    "concepts": "Whoever has the ideas",
    "images": "Whoever draws",
    "sculptures": "Whoever sculpts",
}
REFUSED = "will not work on this; choose another idea, or write it differently."
AWAY = "is busy or away just now; try again in a while."
MISSET = "is not set up as it should be; whoever runs this studio finds the reason in its log."
SPENT = "may not cost more for now; try again tomorrow, or ask whoever runs this studio."
_MISSET = ("address", "key", "quota", "model", "request", "redirect", "tls")


@contextmanager
def kindly(stage: str) -> Iterator[None]:
    """Says it so; errors that tell nothing of other machines stay as they are."""
    try:
        yield
    except ProviderError as error:
        told = list(dict.fromkeys(_words(one) for one in _each(error)))
        if told == [str(error)]:
            raise
        words = " ".join(f"{WHO[stage]} {one}" if one in _OURS else one for one in told)
        raise ProviderError(words, retryable=error.retryable) from error


_OURS = (REFUSED, AWAY, MISSET, SPENT)


def _each(error: ProviderError) -> tuple[ProviderError, ...]:
    return error.errors if isinstance(error, NobodyLeft) else (error,)


def _words(error: ProviderError) -> str:
    if isinstance(error, OverLimit):
        return SPENT
    if not isinstance(error, RemoteError):
        return str(error)
    if error.fault == "content":
        return REFUSED
    return MISSET if error.fault in _MISSET else AWAY
