"""What visitors are told when nobody could do the work: what to do, and nothing of the machines."""

from __future__ import annotations

import pickle

import pytest

from memoreez.apologies import AWAY, MISSET, REFUSED, SPENT, kindly
from memoreez.errors import BadInput, ProviderError
from memoreez.lineup import NobodyLeft
from memoreez.spending import OverLimit
from memoreez.verdicts import RemoteError

HOST = "The image model at 10.0.0.7:8000"
DOWN = RemoteError(f"{HOST} refuses it.", fault="refused", sent="never", retryable=True)
WRONG = RemoteError(f"{HOST} does not accept the key.", fault="key", sent="answered")
NO = RemoteError(f'{HOST} will not. It said: "x"', fault="content", sent="answered")
DEAR = OverLimit("The limit for today, $10, … raise MEMOREEZ_SPEND_PER_DAY.")
LACKS = ProviderError("“A pear” has no design.")


def told(error: ProviderError) -> ProviderError:
    with pytest.raises(ProviderError) as caught, kindly("images"):
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("error", "words"), [(DOWN, AWAY), (WRONG, MISSET), (NO, REFUSED), (DEAR, SPENT)]
)
def test_each_kind_of_failure_has_its_words(error: ProviderError, words: str) -> None:
    """And is tried again where it was worth it."""
    found = told(error)
    assert str(found) == f"Whoever draws {words}" and found.retryable == error.retryable


def test_what_tells_nothing_of_machines_stays() -> None:
    """A sculptor that lacks a design says so; what a person typed is theirs to mend."""
    assert told(LACKS) is LACKS
    with pytest.raises(BadInput, match="No hobby"), kindly("concepts"):
        raise BadInput("No hobby.")


def test_of_a_whole_line_each_reason_is_told_once() -> None:
    """Across the border of a process, too."""
    missed = [("openai", str(DOWN)), ("cloudflare", str(DOWN)), ("clay", str(LACKS))]
    nobody = NobodyLeft("images", missed, [DOWN, DOWN, LACKS])
    found = told(pickle.loads(pickle.dumps(nobody)))
    assert str(found) == f"Whoever draws {AWAY} {LACKS}" and found.retryable
    assert "10.0.0.7" in str(nobody)
