"""What is counted as paid: calls that worked, or may have, of those that may not be repeated."""

from __future__ import annotations

import pytest
from fault_acts import half, hang, page, reset
from model_server import Act, ModelServer, failing, model_server

from memoreez import tally
from memoreez.remote import Patience, Remote
from memoreez.verdicts import RemoteError

QUICK = Patience(connect_s=1, read_s=0.2, total_s=1, tries=2, wait_s=0.01)
CASES: list[tuple[str, Act, bool, int]] = [
    ("it worked", lambda x: x.answer({"a": 1}), False, 1),
    ("it may be repeated", lambda x: x.answer({"a": 1}), True, 0),
    ("it was turned away", failing(429), False, 0),
    ("its key was wrong", failing(401), False, 0),
    ("its answer was lost", reset, False, 1),
    ("its answer was cut off", half, False, 1),
    ("it took too long", hang, False, 1),
    ("its answer made no sense", page, False, 1),
    ("it gave up half-way", failing(200, {"error": {"code": 503}}), False, 1),
    ("it gave up half-way, for nothing", failing(200, {"error": {"code": 503}}), True, 0),
]


@pytest.mark.parametrize(
    ("act", "repeat", "paid"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_call(act: Act, repeat: bool, paid: int) -> None:
    """Over real HTTP; whoever counts around it counts it, too."""
    with model_server(act) as server, tally.counting() as outer, tally.counting() as calls:
        ask(server, repeat)
    assert (calls.paid, outer.paid) == (paid, paid)


def ask(server: ModelServer, repeat: bool) -> None:
    remote = Remote("It", server.native, private=True, patience=QUICK, sleep=lambda _: None)
    try:
        remote.json("POST", "/work", {}, repeat=repeat)
    except RemoteError:
        return


@pytest.mark.parametrize(("detail", "paid"), [("", 1), ("input", 0)])
def test_a_refusal_after_the_work_costs(detail: str, paid: int) -> None:
    """One of the words alone does not."""
    refused = RemoteError("No.", fault="content", sent="answered", detail=detail)
    with tally.counting() as calls, pytest.raises(RemoteError), tally.costing(True):
        raise refused
    assert calls.paid == paid
