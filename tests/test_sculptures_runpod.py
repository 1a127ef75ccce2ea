"""The sculptor at RunPod, against a fake of it on loopback that runs our own handler."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path

import drawn_pictures as drawn
import pytest
from engine_room import box
from runpod_fates import FATES, WAYS, Killed, Outcome, ask, crashed, die, pictures, together
from runpod_faults import FAULTS, PAGE, PAIRS, Both, every, fates, run, table
from runpod_server import ENDPOINT, Rig, rig

from memoreez import claims, warming
from memoreez.errors import ProviderError, SettingsError
from memoreez.prices import Price
from memoreez.sculptures.runpod import RunPod
from memoreez.settings import Settings
from memoreez.spending import Purse, paying, spent
from memoreez.verdicts import RemoteError

HALF = Price(0.5, 1, "set")
LOST = "connection reset after the request was accepted"
Rigs = Callable[..., AbstractContextManager[Rig]]


@pytest.fixture
def rigs(tmp_path: Path) -> Rigs:
    return partial(rig, tmp_path)


@pytest.mark.parametrize("way", ["links", "volume"])
def test_a_sculpture_comes_from_a_worker(rigs: Rigs, way: str) -> None:
    """The mesh comes back as it was made, through the store or in the answer, after a cold start;
    the same order finds it again, and the pictures do not stay."""
    with rigs(way) as one:
        one.fake.cold, client = 2, one.sculptor()
        found = ask(one, client).found
        assert (client.licence, client.territory) == ("MIT", "worldwide")  # of the worker's own
        assert found is not None
        assert (found.vertices == box().vertices).all() and (found.faces == box().faces).all()
        assert ask(one).found and (len(one.fake.jobs), one.chisel.made) == (1, 1)
        assert [key for key in one.store.keys("claims") if key.endswith(".png")] == []


def test_settings_that_are_missing_or_wrong(rigs: Rigs) -> None:
    """No endpoint, no key, an id that is a path and a wrong key are said as they are."""
    with rigs("volume") as one:
        for options, words in (
            ({"endpoint": ""}, "option endpoint"),
            ({"key": ""}, "option key"),
            ({"endpoint": "../v1"}, "is no id"),
        ):
            with pytest.raises(SettingsError, match=words):
                one.sculptor(**options).load()
        wrong = ask(one, key="another-key-than-that").error
        assert isinstance(wrong, RemoteError)
        assert (wrong.verdict, wrong.fault) == ("next", "key") and "another-key" not in str(wrong)


@pytest.mark.parametrize(("way", "jobs"), [("links", 2), ("bare", 1)])
def test_a_crash_before_the_id_is_written(rigs: Rigs, way: str, jobs: int) -> None:
    """Whoever comes back knows of the order but not of its job: no second sculpture is made, and
    where no worker could see to that, no second job either."""
    with rigs(way) as one:
        out = crashed("id")(one)
        one.fake.work(whole=True)
        assert (len(one.fake.jobs), one.chisel.made) == (jobs, 1)
        assert out.verdict == ("next" if way == "bare" else "mesh")


@pytest.mark.parametrize(("way", "sculptures"), [("links", 1), ("volume", 1), ("bare", 2)])
def test_two_workers_at_one_order(rigs: Rigs, way: str, sculptures: int) -> None:
    """The second one sees that the first is at it, wherever both can look."""
    with rigs(way) as one:
        assert together(one).found
        assert (len(one.fake.jobs), one.chisel.made) == (2, sculptures)


def test_a_webhook_wakes_and_names_a_job_that_nobody_knew(rigs: Rigs) -> None:
    """An order whose answer was lost is found by the webhook; what the webhook says is checked."""
    (fault,) = (f for f in FAULTS if f.title == LOST)
    with rigs("bare", public="https://gifts.example") as one:
        one.server.acts = [lambda exchange: fault.act and fault.act(exchange), one.fake]
        one.fake.accept({"input": {}})  # somebody else's job
        assert ask(one).verdict == "next"
        key = one.store.keys("claims")[0].split("/")[1]
        job = one.fake.accept(one.server.log.requests[-1].json)
        one.fake.work(whole=True)
        claims.wake(one.store, key, "forged-u1")
        assert job.hook == one.posts[-1][0] and one.posts[-1][1]["id"] == job.id
        claims.wake(one.store, key, job.id)
        assert ask(one).found and one.chisel.made == 1


def test_it_looks_at_once_when_a_webhook_comes(rigs: Rigs) -> None:
    """Between looks it waits for seconds; a webhook ends the wait."""
    with rigs("volume", public="https://gifts.example") as one:
        one.fake.cold = 6
        began = one.time.now
        assert ask(one).found
        alone = one.time.now - began
    with rigs("volume", public="https://gifts.example") as one:
        one.fake.cold = 6
        sleep, began = one.time.sleep, one.time.now

        def posted(seconds: float) -> None:
            sleep(seconds)
            (key,) = {key.split("/")[1] for key in one.store.keys("claims")}
            claims.wake(one.store, key, "-")

        client = one.sculptor()
        client._sleep = posted
        assert ask(one, client).found
        assert one.time.now - began < alone - 2


@pytest.fixture
def warmth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Rig], Purse]:
    """A studio of the test's own, where a sculpture costs half a dollar; whose purse that is."""

    def studio(one: Rig) -> Purse:
        chosen = Settings(data_dir=tmp_path / "home", sculptures="runpod", spend_per_keepsake=1)
        for module in ("warming", "spending"):
            monkeypatch.setattr(f"memoreez.{module}.settings", lambda: chosen)
        monkeypatch.setattr("memoreez.lineup.names", lambda stage: ("runpod",))
        monkeypatch.setattr("memoreez.lineup.first", lambda stage: one.sculptor())
        monkeypatch.setattr("memoreez.lineup.price", lambda *_: HALF)
        return Purse("k")

    return studio


def test_a_worker_is_warmed_up(rigs: Rigs, warmth: Callable[[Rig], Purse]) -> None:
    """When none is awake, once a minute, without waiting; a failure is nobody's."""
    with rigs("volume") as one:
        purse = warmth(one)
        assert one.sculptor().check() == "answers; workers awake: 0, jobs waiting: 0"
        assert not one.sculptor(warm_up=False).warm()
        thread = warming.begin(purse)
        assert thread is not None
        assert warming.begin(purse) is None and warming.begin(purse, False) is None
        thread.join(10)
        one.fake.work(whole=True)
        (job,) = one.fake.jobs.values()
        assert job.output["warm"] is True and job.output["version"] and one.chisel.made == 0
        assert not one.sculptor().warm()  # it is awake
        assert one.sculptor().check() == "answers; workers awake: 1, jobs waiting: 0"
        assert spent(purse)[0] == HALF.each


def test_a_worker_is_warmed_up_within_the_limits(
    rigs: Rigs, warmth: Callable[[Rig], Purse], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where the sculpture can still be paid afterwards; one that is awake costs nothing."""
    monkeypatch.setattr(claims, "due", lambda *_: True)
    with rigs("volume") as one:
        purse = warmth(one)
        with paying(purse.at("picture-1"), "images", "openai", Price(0.01)):
            pass
        warmed(purse)
        assert not one.fake.jobs
        rich = Purse("l")
        warmed(rich)
        one.fake.work(whole=True)
        warmed(Purse("m"))
        assert len(one.fake.jobs) == 1
        assert (spent(rich)[0], spent(Purse("m"))[0]) == (HALF.each, 0.0)
        with paying(rich.at("sculpture-1"), "sculptures", "runpod", HALF):
            assert ask(one).found


def warmed(purse: Purse) -> None:
    thread = warming.begin(purse)
    assert thread is not None
    thread.join(10)


@pytest.mark.slow
@pytest.mark.parametrize("fails", [False, True])
def test_a_job_is_counted_once(rigs: Rigs, warmth: Callable[[Rig], Purse], fails: bool) -> None:
    """Whoever ordered it died, and it brings a mesh, or fails; or it was given up, and found."""
    with rigs("links") as one:
        purse = warmth(one).at("sculpture-1")
        client = one.sculptor()
        client._sleep = die
        with pytest.raises(Killed), paying(purse, "sculptures", "runpod", HALF):
            client.sculpt(drawn.CONCEPT, height_mm=90, **pictures())
        assert spent(purse)[0] == HALF.each
        one.chisel.errors = [RuntimeError("CUDA error")] if fails else []
        for _ in range(2):
            with suppress(ProviderError), paying(purse, "sculptures", "runpod", HALF):
                found = one.sculptor(seconds=600 if fails else 3)
                found.sculpt(drawn.CONCEPT, height_mm=90, **pictures())
            one.fake.work(whole=True)
        assert len(one.fake.jobs) == 1 + fails
        assert spent(purse)[0] == HALF.each * len(one.fake.jobs)


def test_claims_go_after_a_day(rigs: Rigs) -> None:
    """With all that lies in them, when nobody has touched them since."""
    with rigs("volume") as one:
        assert ask(one).found
        assert claims.sweep(one.store, time.time() + claims.KEPT_S - 60) == 0
        assert claims.sweep(one.store, time.time() + claims.KEPT_S + 60) == 2
        assert one.store.keys("claims") == []


def test_settings_reach_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The studio's store keeps the claims, and its address takes the webhooks."""
    monkeypatch.setattr(
        "memoreez.sculptures.runpod.settings",
        lambda: Settings(data_dir=tmp_path, public_url="https://gifts.example/"),
    )
    claim = RunPod(RunPod.Options(endpoint=ENDPOINT, key="k"))._book("ab" * 32)
    assert claim.hook.startswith("https://gifts.example/hooks/runpod?key=abab")
    assert not claim.linked


@pytest.fixture(scope="module")
def lasting() -> dict[tuple[str, str], Both]:
    return every()


@pytest.fixture(scope="module")
def ends() -> dict[tuple[str, str], Outcome]:
    return fates()


@pytest.mark.slow
def test_nothing_is_made_twice_by_broken_http(lasting: dict[tuple[str, str], Both]) -> None:
    """Whatever breaks, and however often it is asked, one sculpture is made, or none; each error is
    one clear sentence without the key."""
    assert set(lasting) == {(fault.title, stage) for fault, stage in PAIRS}
    for key, out in lasting.items():
        text = f"{out.first.error!s} {out.first.error!r} {vars(out.first.error or 0)}"
        assert out.made <= 1 and out.first.found is None, key
        assert str(out.first.error).isprintable() and "secret-of-the-tests" not in text, key
        if key[1] != "bare":
            assert out.then.found is not None, key  # nothing is lost


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["order", "look"])
def test_a_fault_that_passes_is_no_fault(stage: str) -> None:
    """A lost answer is asked for again at once, and brings the mesh of the one sculpture."""
    (fault,) = (f for f in FAULTS if f.title == LOST)
    out = run(fault, stage, times=1)
    assert out.first.found is not None and out.made == 1


@pytest.mark.slow
def test_what_is_made_twice(ends: dict[tuple[str, str], Outcome]) -> None:
    """Only what failed while a worker was at it, and, where nobody checks, what RunPod doubles."""
    again = {title for title, _ in FATES if title.startswith(("the worker dies", "the sculptor"))}
    twice = {key for key, out in ends.items() if out.made > 1 and key[0] not in again}
    assert {way for _, way in twice} == {"bare"}
    titles = {title for title, _ in twice}
    starts = ("RunPod makes two", "the same, and", "RunPod gives the same", "two workers get")
    assert len(titles) == len(starts) and all(title.startswith(starts) for title in titles)
    assert set(WAYS) == {way for _, way in ends}


@pytest.mark.slow
def test_the_tables_are_up_to_date(
    lasting: dict[tuple[str, str], Both], ends: dict[tuple[str, str], Outcome]
) -> None:
    """docs/providers/runpod-faults.md is what `python tests/runpod_faults.py` writes."""
    assert PAGE.read_text("utf-8") == table(lasting, ends)
