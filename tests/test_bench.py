"""The bench: quick answers, deaths and cancellations survived, nothing left behind."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from quick_studio import gone

from memoreez.bench import Bench
from memoreez.errors import BadInput, Busy, ProviderError
from memoreez.motifs import load

ROOT = Path(__file__).parents[1]


@pytest.fixture
def bench() -> Iterator[Bench]:
    """Two processes."""
    made = Bench(2)
    yield made
    made.close()


def test_calls_run_in_other_processes(bench: Bench) -> None:
    """Two calls at once have two processes, and neither is ours."""

    async def both() -> list[int]:
        async def one() -> int:
            await bench.call(time.sleep, 0.1)
            return await bench.call(os.getpid)

        return list(await asyncio.gather(one(), one(), bench.call(os.getpid)))

    assert os.getpid() not in asyncio.run(both())


def test_an_error_there_is_raised_here(bench: Bench) -> None:
    """With its type and words; the process goes on."""

    async def wrong() -> int:
        pid = await bench.call(os.getpid)
        with pytest.raises(BadInput, match="no motif"):
            await bench.call(load, "guitarr")
        return pid

    assert asyncio.run(wrong()) in bench.pids()


def test_the_event_loop_is_free_meanwhile(bench: Bench) -> None:
    """Ten calls wait for two processes while the loop ticks."""

    async def ticks() -> int:
        done = asyncio.gather(*(bench.call(time.sleep, 0.05) for _ in range(10)))
        count = 0
        while not done.done():
            await asyncio.sleep(0.005)
            count += 1
        return count

    assert asyncio.run(ticks()) > 20


def test_cancelling_kills_the_process(bench: Bench) -> None:
    """Whatever it does, it is over within a second, and the next call finds a fresh one."""

    async def cancel() -> tuple[int, float]:
        pid = await bench.call(os.getpid)
        calls = [asyncio.create_task(bench.call(time.sleep, 60)) for _ in range(2)]
        await asyncio.sleep(0.1)
        start = time.monotonic()
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert gone(pid, 1.0)
        assert await bench.call(abs, -3) == 3
        return pid, time.monotonic() - start

    pid, seconds = asyncio.run(cancel())
    assert pid not in bench.pids()
    assert seconds < 5


def test_a_call_past_its_limit_is_killed(bench: Bench) -> None:
    """A hanging call raises TimeoutError, and the time it waited for a process is not counted."""

    async def late() -> None:
        first = [asyncio.create_task(bench.call(time.sleep, 0.6)) for _ in range(2)]
        await asyncio.sleep(0)
        waiting = asyncio.create_task(bench.call(time.sleep, 0.1, limit_s=0.4))
        with pytest.raises(TimeoutError):
            await bench.call(time.sleep, 60, limit_s=0.2)
        await asyncio.gather(*first, waiting)

    asyncio.run(late())


def test_a_dead_process_is_an_error_to_try_again(bench: Bench) -> None:
    """A helper that dies by itself costs a retry, and another takes its place."""

    async def dies() -> int:
        with pytest.raises(ProviderError) as caught:
            await bench.call(os._exit, 3)
        assert caught.value.retryable
        return await bench.call(abs, -4)

    assert asyncio.run(dies()) == 4


def test_the_urgent_go_first() -> None:
    """With one process, a waiting call of lower number overtakes."""
    bench, order = Bench(1), []

    async def call(name: str, urgency: int) -> None:
        await bench.call(time.sleep, 0.02, urgency=urgency)
        order.append(name)

    async def race() -> None:
        tasks = []
        for name, urgency in (("first", 5), ("late", 4), ("later", 4), ("urgent", 0)):
            tasks.append(asyncio.create_task(call(name, urgency)))
            await asyncio.sleep(0.001)
        await asyncio.gather(*tasks)

    asyncio.run(bench.call(abs, -1))
    asyncio.run(race())
    bench.close()
    assert order == ["first", "urgent", "late", "later"]


def test_who_stops_waiting_takes_no_place(bench: Bench) -> None:
    """A call cancelled in the line leaves both processes to others."""

    async def leave() -> list[int]:
        busy = [asyncio.create_task(bench.call(time.sleep, 0.2)) for _ in range(2)]
        await asyncio.sleep(0.05)
        waiting = asyncio.create_task(bench.call(abs, -9))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.gather(*busy, waiting, return_exceptions=True)
        return list(await asyncio.gather(*(bench.call(abs, -n) for n in range(4))))

    assert asyncio.run(leave()) == [0, 1, 2, 3]


def test_a_place_given_to_who_just_left_goes_on(bench: Bench) -> None:
    """Cancelled in the moment between its turn and its start, a call loses no process."""

    async def leave() -> list[int]:
        held = [await bench._seat(5) for _ in range(2)]
        waiting = asyncio.create_task(bench.call(abs, -9))
        await asyncio.sleep(0.01)
        bench._offer(held[0])
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return [await asyncio.wait_for(bench.call(abs, -n), 5) for n in range(3)]

    assert asyncio.run(leave()) == [0, 1, 2]


def test_an_empty_bench_can_grow() -> None:
    """Once, to the size that was asked for."""
    bench = Bench(0)
    bench.grow(1)
    bench.grow(1)
    assert asyncio.run(bench.call(abs, -3)) == 3
    assert bench.size == len(bench.pids()) == 1
    bench.close()


def test_closing_ends_every_process_and_every_wait() -> None:
    """Running and waiting calls raise Busy; no process is left."""
    bench = Bench(1)

    async def close() -> list[BaseException | None]:
        await bench.call(abs, -1)
        calls = [asyncio.create_task(bench.call(time.sleep, 60)) for _ in range(3)]
        await asyncio.sleep(0.05)
        await asyncio.to_thread(bench.close)
        return list(await asyncio.gather(*calls, return_exceptions=True))

    pids = bench.pids()
    assert all(isinstance(error, Busy) for error in asyncio.run(close()))
    assert all(gone(pid) for pid in pids)
    with pytest.raises(Busy):
        asyncio.run(bench.call(abs, -1))


PARENT = """
import asyncio, os, sys
from memoreez.bench import Bench
bench = Bench(1)
async def main():
    print(await bench.call(os.getpid), flush=True)
    await bench.call(eval, "[None for _ in iter(int, 1)]")
asyncio.run(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL and no parent to watch")
def test_a_busy_process_dies_with_its_parent() -> None:
    """After kill -9 of the studio no helper computes on."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert parent.stdout
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    assert not gone(pid, 0.05)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid, 3.0)


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system knows no niceness")
def test_heavy_work_gives_way(bench: Bench) -> None:
    """Helpers are nicer than the server."""
    assert asyncio.run(bench.call(os.nice, 0)) == os.nice(0) + 5
