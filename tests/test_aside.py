"""Who only waits for another machine holds no process, and can still be told to give it up."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from model_server import Exchange, model_server
from quick_studio import gone
from waiting_room import ask, fail, fall, order

from memoreez import bench as bench_module
from memoreez.aside import aside
from memoreez.bench import Bench
from memoreez.errors import ProviderError

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no signal to give up by")


@pytest.fixture
def bench() -> Iterator[Bench]:
    """One process."""
    made = Bench(1)
    yield made
    made.close()


async def ordered(folder: Path, name: str = "a") -> int:
    """The process that waits."""
    path = folder / f"{name}.ordered"
    while not path.exists() or not path.read_text():
        await asyncio.sleep(0.01)
    return int(path.read_text())


async def lent(bench: Bench, places: int) -> None:
    """As soon as so many places are: a process says that it stands aside before it does."""
    end = time.monotonic() + 20
    while bench._aside < places and time.monotonic() < end:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)  # whoever would be hired for it, is being hired
    assert bench._aside == places


async def settled(bench: Bench, most: int) -> None:
    """As soon as there are no more processes than that."""
    end = time.monotonic() + 20
    while len(bench.pids()) != most and time.monotonic() < end:
        await asyncio.sleep(0.01)
    assert len(bench.pids()) == most


def test_others_work_while_one_waits(bench: Bench, tmp_path: Path) -> None:
    """Of one place; who comes back goes on when the place is free again, and no process is lost."""

    async def both() -> tuple[int, int]:
        waiting = asyncio.create_task(bench.call(order, str(tmp_path), "a", urgency=5))
        await lent(bench, 1)
        assert len(bench.pids()) == 1 and not bench._coming  # nobody has come yet
        other = await asyncio.wait_for(bench.call(os.getpid), 20)  # who comes has one started
        busy = asyncio.create_task(bench.call(time.sleep, 0.15))
        await asyncio.sleep(0.01)
        (tmp_path / "a.done").touch()
        await asyncio.sleep(0.1)
        assert not waiting.done() and not busy.done()
        done = await waiting
        assert busy.done()
        assert await bench.call(os.getpid) == done
        return done, other

    one, other = asyncio.run(both())
    assert one != other and sorted(bench.pids()) == sorted([one, other])  # a spare one


def test_a_vendor_is_waited_for_aside(bench: Bench) -> None:
    """Whoever makes ideas or pictures elsewhere: one place is enough for all other work."""
    asked, gate = Event(), Event()

    def slow(exchange: Exchange) -> None:
        asked.set()
        gate.wait(20)
        exchange.answer(7)

    async def both(port: int) -> int:
        waiting = asyncio.create_task(bench.call(ask, f"http://127.0.0.1:{port}"))
        await asyncio.to_thread(asked.wait, 20)
        assert await asyncio.wait_for(bench.call(abs, -3), 20) == 3
        assert not waiting.done()
        gate.set()
        return await waiting

    with model_server(slow) as server:
        assert asyncio.run(both(server.port)) == 7


@POSIX
def test_who_is_cancelled_cancels_elsewhere(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order is cancelled, and the place is there for others."""
    monkeypatch.setattr(bench_module, "GRACE_S", 20.0)  # of a machine that is busy with tests

    async def cancel() -> int:
        call = asyncio.create_task(bench.call(order, str(tmp_path), "a"))
        pid = await ordered(tmp_path)
        while not bench._aside:  # it has been said, and not heard yet
            await asyncio.sleep(0.01)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        assert await bench.call(abs, -3) == 3
        return pid

    pid = asyncio.run(cancel())
    assert gone(pid, 20) and (tmp_path / "a.cancelled").exists()
    asyncio.run(settled(bench, 1))


@pytest.mark.slow
def test_who_is_back_at_once_waits_for_nobody(tmp_path: Path) -> None:
    """The process that was to take the place is not there yet; then it is one to spare."""
    bench = Bench(1, (time.sleep, (0.4,)))
    (tmp_path / "a.done").touch()

    async def quick() -> float:
        await bench.call(abs, -1)
        start = time.monotonic()
        call = asyncio.create_task(bench.call(order, str(tmp_path), "a"))
        await asyncio.sleep(0)
        await asyncio.gather(call, bench.call(abs, -2))  # who waits is who it is hired for
        return time.monotonic() - start

    try:
        assert asyncio.run(quick()) < 0.4
        asyncio.run(settled(bench, 2))
        while not bench._spares and len(bench._idle) == 1:
            time.sleep(0.01)
        assert (len(bench._spares), len(bench._idle)) == (1, 1)
    finally:
        bench.close()


@pytest.mark.slow
def test_nobody_is_hired_for_nothing(tmp_path: Path) -> None:
    """While others are idle; but there are as many places as before."""
    bench = Bench(2)

    async def three() -> None:
        while len(bench._idle) < 2:
            await asyncio.sleep(0.01)
        waiting = asyncio.create_task(bench.call(order, str(tmp_path), "a"))
        await lent(bench, 1)
        assert len(bench.pids()) == 2
        calls = [asyncio.create_task(bench.call(time.sleep, 0.3)) for _ in range(2)]
        await asyncio.sleep(0.01)
        third = asyncio.create_task(bench.call(abs, -3))
        await asyncio.gather(*calls)
        assert await third == 3 and len(bench.pids()) == 3
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await settled(bench, 2)

    try:
        asyncio.run(three())
    finally:
        bench.close()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["late", "closing"])
def test_orders_live_on(bench: Bench, tmp_path: Path, how: str) -> None:
    """Past its limit the work is tried again, and after closing it goes on: the job is kept."""

    async def end() -> int:
        call = asyncio.create_task(
            bench.call(order, str(tmp_path), "a", limit_s=1.0 if how == "late" else None)
        )
        pid = await ordered(tmp_path)
        if how == "closing":
            bench.part()
            call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        return pid

    assert gone(asyncio.run(end()), 1.0) and not (tmp_path / "a.cancelled").exists()


@pytest.mark.slow
def test_who_dies_or_fails_meanwhile(bench: Bench, tmp_path: Path) -> None:
    """Leaves as many places as there were: one process at work, and one to spare at most."""

    async def fallen(others: int) -> None:
        for _ in range(3):
            dies = asyncio.create_task(bench.call(fall, str(tmp_path)))
            await asyncio.sleep(0)
            beside = [asyncio.create_task(bench.call(abs, -1)) for _ in range(others)]
            with pytest.raises(ProviderError, match="ended by itself"):
                await dies
            with pytest.raises(LookupError, match="nobody there"):
                await bench.call(fail)
            await asyncio.gather(*beside)
        start = time.monotonic()
        await asyncio.gather(*(bench.call(time.sleep, 0.2) for _ in range(3)))
        assert time.monotonic() - start > 0.6  # one place

    asyncio.run(fallen(0))
    asyncio.run(settled(bench, 1))
    asyncio.run(fallen(1))


@pytest.mark.slow
def test_no_more_than_some(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One too many keeps its place while it waits; given up while it waits for its place, too."""
    monkeypatch.setattr(bench_module, "MOST_ASIDE", 2)

    async def three() -> None:
        names = ["a", "b", "c"]
        calls = [asyncio.create_task(bench.call(order, str(tmp_path), name)) for name in names]
        for name in names:
            await ordered(tmp_path, name)
        fourth = asyncio.create_task(bench.call(abs, -4))
        (tmp_path / "a.done").touch()
        await asyncio.sleep(0.3)
        assert not fourth.done() and not calls[0].done()  # c has the place
        calls[0].cancel()
        (tmp_path / "c.done").touch()
        assert await fourth == 4
        (tmp_path / "b.done").touch()
        await asyncio.gather(*calls, return_exceptions=True)
        assert calls[0].cancelled() and calls[1].result() != calls[2].result()
        await settled(bench, 2)

    asyncio.run(three())
    assert asyncio.run(bench.call(abs, -5)) == 5


def test_nothing_happens_in_any_other_process() -> None:
    """Nobody keeps it, so nobody hears of it."""
    with aside():
        pass
    with pytest.raises(KeyboardInterrupt), aside():
        raise KeyboardInterrupt
