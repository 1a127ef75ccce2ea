"""Servers of pictures that break in every way: what memoreez makes of it, over real HTTP."""

from __future__ import annotations

import pytest
from fault_runs import WHO, Outcomes
from model_server import ACCOUNT, KEY
from picture_faults import FAULTS, PAGE, every, run, table

from memoreez.artifacts import Picture

PATIENCE_S = 12  # of a busy machine; the slowest fault takes less than 2 s on a free one


@pytest.fixture(scope="module")
def lasting() -> Outcomes:
    """Every fault, as long as it lasts."""
    return every()


def test_every_fault_gets_its_name(lasting: Outcomes) -> None:
    """No fault ends in a picture, in nothing, or in another error than one with its name; soon."""
    named = {f.title: f.fault for f in FAULTS}
    found = {key: out.error.fault if out.error else "none" for key, out in lasting.items()}
    assert found == {key: named[key[0]] for key in lasting}
    assert {key: out.seconds for key, out in lasting.items() if out.seconds > PATIENCE_S} == {}


def test_nothing_is_paid_twice(lasting: Outcomes) -> None:
    """With a key at most one picture is made, and asked for once where its fate is unknown."""
    paid = {key: out for key, out in lasting.items() if key[1] != "own"}
    assert {key for key, out in paid.items() if out.worked > 1} == set()
    made = [out for out in paid.values() if out.worked]
    assert {out.verdict for out in made} == {"next"} and {out.asked for out in made} == {1}
    unsure = {key: out for key, out in lasting.items() if out.error and out.error.sent == "maybe"}
    assert {(out.verdict, out.asked) for key, out in unsure.items() if key[1] != "own"} == {
        ("next", 1)
    }
    assert {out.verdict for key, out in unsure.items() if key[1] == "own"} == {"retry"}


def test_no_secret_is_told(lasting: Outcomes) -> None:
    """One clear line each, who, what and what to do; without a key or an account."""
    for (_, who), out in lasting.items():
        text = f"{out.error!s}"
        assert text.startswith(("The image model at 1", "Workers AI at 1", "The picture's server"))
        assert text.isprintable() and 40 < len(text) < 360
        shown = f"{text} {out.error!r} {vars(out.error)}"
        assert who == "own" or not (KEY in shown or ACCOUNT in shown)


@pytest.mark.parametrize("who", WHO)
def test_a_fault_that_passes_is_no_fault(who: str) -> None:
    """What can be asked again is, and brings a picture that is made once."""
    titles = ("429 without Retry-After", "500", "529, overloaded")
    titles += ("refusal of the words (NSFW), twice",) if who == "cloudflare" else ()
    for fault in (f for f in FAULTS if f.title in titles):
        out = run(fault, who, once=True)
        assert isinstance(out.found, Picture) and out.worked == 1, fault.title


def test_the_table_is_up_to_date(lasting: Outcomes) -> None:
    """docs/providers/images-faults.md is what `python tests/picture_faults.py` writes."""
    assert PAGE.read_text("utf-8") == table(lasting)
    assert len(lasting) == sum(len(WHO) - f.foreign for f in FAULTS)
