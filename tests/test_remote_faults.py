"""Model servers that break in every way: what memoreez makes of it, over real HTTP."""

from __future__ import annotations

import pytest
from fault_matrix import FAULTS, PAGE, every, table
from fault_runs import WHO, Outcomes
from model_server import ACCOUNT, KEY

PATIENCE_S = 12  # of a busy machine; the slowest fault takes less than 2 s on a free one


@pytest.fixture(scope="module")
def lasting() -> Outcomes:
    """Every fault, as long as it lasts."""
    return every()


def test_every_fault_gets_its_name(lasting: Outcomes) -> None:
    """No fault ends in ideas, in nothing, or in another error than a RemoteError with its name."""
    named = {f.title: f.fault for f in FAULTS}
    found = {key: out.error.fault if out.error else "none" for key, out in lasting.items()}
    assert found == {key: named[key[0]] for key in lasting}


def test_none_takes_for_ever(lasting: Outcomes) -> None:
    """Silence, drips and junk end by our clock, not by the server's."""
    assert {key: out.seconds for key, out in lasting.items() if out.seconds > PATIENCE_S} == {}


def test_nothing_is_paid_twice(lasting: Outcomes) -> None:
    """With a key a model works once at most; twice only where its first ideas were no use."""
    twice = {key[0] for key, out in lasting.items() if out.worked > 1 and key[1] != "own"}
    assert twice == {f.title for f in FAULTS if f.fault == "answer"}


def test_what_may_be_paid_for_is_not_asked_again(lasting: Outcomes) -> None:
    """Where the model may have worked, the verdict is the next provider; at home, another try."""
    unsure = {key: out for key, out in lasting.items() if out.error and out.error.sent == "maybe"}
    assert {out.verdict for key, out in unsure.items() if key[1] != "own"} == {"next"}
    assert {out.verdict for key, out in unsure.items() if key[1] == "own"} == {"retry"}
    assert {out.asked for key, out in unsure.items() if key[1] != "own"} == {1}


def test_the_other_side_says_when(lasting: Outcomes) -> None:
    """Retry-After is kept to; one that is too long to wait for is handed on."""
    for who in WHO:
        assert lasting["429 with Retry-After: 2", who].waits == [2.0, 2.0]
        far = lasting["429 with Retry-After: 300", who]
        assert far.waits == [] and far.error is not None and far.error.retry_after == 300


def test_waits_grow(lasting: Outcomes) -> None:
    """Without advice the second wait is about twice the first, and no two are alike."""
    waits = [lasting["500", who].waits for who in WHO]
    assert all(0.5 <= first <= 1.5 and 1 <= second <= 3 for first, second in waits)
    assert len({first for first, _ in waits}) == len(waits)


def test_no_secret_is_told(lasting: Outcomes) -> None:
    """No error shows a key or an account, not even where the server repeats it."""
    shown = [
        f"{out.error!s} {out.error!r} {vars(out.error)}"
        for (_, who), out in lasting.items()
        if who != "own"
    ]
    assert [text for text in shown if KEY in text or ACCOUNT in text] == []


def test_each_is_one_clear_line(lasting: Outcomes) -> None:
    """Each message says who, what, and what to do, on one line, and quotes at most a line."""
    for out in lasting.values():
        text = str(out.error)
        assert text.startswith(("The language model at 127", "Workers AI at 127"))
        assert text.isprintable() and 40 < len(text) < 360


def test_a_fault_that_passes_is_no_fault() -> None:
    """What can be asked again is, and brings ideas, paid once; nothing is lost on the way."""
    passing = tuple(f for f in FAULTS if f.fault in ("busy", "broken", "gateway", "answer"))
    found = every(passing, once=True)
    came = {key[0] for key, out in found.items() if out.found and key[1] != "own"}
    begun = ("502", "504", "200 with an error inside")
    again = {f.title for f in passing if not f.title.startswith(begun)}
    assert came == again - {"429 with Retry-After: 300"}
    paid = {key[0]: out.worked for key, out in found.items() if out.found and key[1] != "own"}
    assert {title for title, times in paid.items() if times > 1} == {
        f.title for f in passing if f.fault == "answer"
    }
    assert all(out.found or out.error for out in found.values())


def test_the_table_is_up_to_date(lasting: Outcomes) -> None:
    """docs/providers/faults.md is what `python tests/fault_matrix.py` writes."""
    assert PAGE.read_text("utf-8") == table(lasting)
