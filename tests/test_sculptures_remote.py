"""The sculptor elsewhere, against a real engine on loopback and against one that breaks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import drawn_pictures as drawn
import pytest
from engine_room import BOXES, TOKEN, Room, Sculptor, box, room
from remote_faults import FAULTS, PAGE, PAIRS, Outcomes, every, run, table

from memoreez.errors import ProviderError, SettingsError
from memoreez.sculptures.remote import Remote
from memoreez.verdicts import RemoteError

ORDER: dict[str, Any] = {"height_mm": 90, "quality": "draft"}
LOST = "connection reset after the request was accepted"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("engine"), token=TOKEN) as one:
        yield one


def sculptor(one: Room, **options: Any) -> Remote:
    made = Remote(Remote.Options(**{"url": one.url, "key": TOKEN} | options))
    made._engine  # noqa: B018
    return made


def test_a_sculpture_comes_from_the_engine(here: Room) -> None:
    """Pictures go there, the mesh comes back as it was made, and it need not be kept there."""
    picture, cutout = drawn.picture(), drawn.cutout()
    one = sculptor(here)
    mesh = one.sculpt(drawn.CONCEPT, picture=picture, cutout=cutout, **ORDER).mesh
    assert (mesh.vertices == box().vertices).all() and (mesh.faces == box().faces).all()
    assert (one.licence, one.territory) == (BOXES.licence, BOXES.territory)  # for the report
    (job,) = here.engine.jobs.all()
    assert here.sculptor.given == {"picture.bin": picture.png, "cutout.bin": cutout.png}
    order = here.sculptor.order
    assert order["cutout"]["confidence"] == cutout.confidence
    assert order["concept"]["title"] == drawn.CONCEPT.title and job.fetched_at
    one.sculpt(drawn.CONCEPT, picture=picture, cutout=cutout, **ORDER)
    assert here.sculptor.made == [job.id]  # the same order: nothing is made twice


def test_settings_that_are_missing_or_wrong(here: Room) -> None:
    """No address, a wrong token and a private network that is not allowed are said as they are."""
    with pytest.raises(SettingsError, match=r"The cat.*option url"):
        Remote().sculpt(drawn.CONCEPT, **ORDER)
    with pytest.raises(RemoteError, match="option key") as wrong:
        sculptor(here, key="another-token-than-that").sculpt(drawn.CONCEPT, **ORDER)
    assert (wrong.value.verdict, wrong.value.fault) == ("next", "key")
    with pytest.raises(RemoteError, match="private network"):
        sculptor(here, private=False).sculpt(drawn.CONCEPT, **ORDER)


def test_who_is_interrupted_cancels(tmp_path: Path) -> None:
    """Ctrl-C ends the job there too, and the same order begins it anew."""
    gate = Event()
    with room(tmp_path, Sculptor(gate=gate)) as one:

        def interrupt(seconds: float) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            Remote(Remote.Options(url=one.url), sleep=interrupt).sculpt(drawn.CONCEPT, **ORDER)
        (job,) = one.engine.jobs.all()
        assert job.state == "cancelled"
        gate.set()
        assert len(sculptor(one, key="").sculpt(drawn.CONCEPT, **ORDER).mesh.faces) == 12


def test_who_is_interrupted_too_early_cancels(tmp_path: Path) -> None:
    """The order was sent, and its answer has not come: the job is found, and ends."""
    with room(tmp_path, Sculptor(gate=Event())) as one:
        client = sculptor(one, key="")
        sent = client._sent

        def interrupt(*args: Any) -> str:
            client._sent = sent  # type: ignore[method-assign]
            sent(*args)
            raise KeyboardInterrupt

        client._sent = interrupt  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            client.sculpt(drawn.CONCEPT, **ORDER)
        (job,) = one.engine.jobs.all()
        assert job.state == "cancelled"


def test_who_is_interrupted_cancels_for_nobody_else(tmp_path: Path) -> None:
    """Somebody else ordered the very same: their sculpture goes on, and is not begun anew."""
    gate = Event()

    def patient(seconds: float) -> None:
        gate.wait(15)

    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    with room(tmp_path, Sculptor(gate=gate)) as one, ThreadPoolExecutor(1) as pool:
        other = Remote(Remote.Options(url=one.url), sleep=patient)
        theirs = pool.submit(other.sculpt, drawn.CONCEPT, **ORDER)
        while not one.sculptor.made:
            time.sleep(0.005)
        with pytest.raises(KeyboardInterrupt):
            Remote(Remote.Options(url=one.url), sleep=interrupt).sculpt(drawn.CONCEPT, **ORDER)
        (job,) = one.engine.jobs.all()
        assert job.state == "working" and len(job.askers) == 1
        gate.set()
        assert len(theirs.result(15).mesh.faces) == 12 and one.sculptor.made == [job.id]


def test_what_the_engine_says_is_passed_on(tmp_path: Path) -> None:
    """Its sculptor's own words, and whether it may pass; a full queue is waited for."""
    failing = Sculptor(error=ProviderError("The card has no memory left.", retryable=True))
    with room(tmp_path, failing, queue=1) as one:
        with pytest.raises(RemoteError, match=r"could not do it: The card has no memory left\.$"):
            sculptor(one, key="").sculpt(drawn.CONCEPT, **ORDER)
        failing.error, failing.gate = None, Event()
        one.wait(one.submit("a").json()["id"], "working")
        one.submit("b")
        waits: list[float] = []

        def sleep(seconds: float) -> None:
            waits.append(seconds)
            failing.gate = failing.gate and failing.gate.set()

        options = Remote.Options(url=one.url, queue_seconds=300)
        assert Remote(options, sleep=sleep).sculpt(drawn.CONCEPT, **ORDER).mesh
        assert waits[0] >= 1  # as the engine asked


@pytest.mark.parametrize("stage", ["submit", "look", "fetch"])
def test_a_lost_answer_costs_nothing(stage: str) -> None:
    """The order was accepted and its answer lost: it is asked again, and one job was made."""
    (fault,) = (f for f in FAULTS if f.title == LOST)
    out = run(fault, stage, times=1)
    assert out.found is not None and (out.jobs, out.asked) == (1, 2)


@pytest.fixture(scope="module")
def lasting() -> Outcomes:
    return every()


@pytest.mark.slow
def test_every_fault_ends(lasting: Outcomes) -> None:
    """In an error of one clear sentence, never with two jobs, and never with the token in it."""
    assert set(lasting) == {(fault.title, stage) for fault, stage in PAIRS}
    for key, out in lasting.items():
        text = str(out.error)
        assert out.found is None and out.jobs <= 1, key
        assert text.startswith("The engine at 127.0.0.1") and text.isprintable(), key
        assert "secret-of-the-tests" not in f"{text} {out.error!r} {vars(out.error)}", key


@pytest.mark.slow
def test_a_fault_that_passes_is_no_fault() -> None:
    """Whatever may be asked again is, and brings the mesh of the one job."""
    found = every(times=1)
    lost = {key for key, out in found.items() if out.found is None}
    assert {key[0] for key in lost if key[1] != "submit"} <= {
        "400", "401, wrong token", "403", "410", "redirect to another machine",
        "the sculptor fails, which may pass", "the sculptor cannot do it", "somebody cancels it",
        "a state that is not known here",
        "429 with Retry-After: 300",  # longer than an engine may be away in these tests
    }  # fmt: skip
    assert {out.jobs for key, out in found.items() if key not in lost} == {1}


@pytest.mark.slow
def test_the_table_is_up_to_date(lasting: Outcomes) -> None:
    """docs/providers/remote-faults.md is what `python tests/remote_faults.py` writes."""
    assert PAGE.read_text("utf-8") == table(lasting)
