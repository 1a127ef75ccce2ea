"""Progress: every event in order, to everyone who watches, whatever happens to them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from keepsake_moves import imagined, sqlite_in

from memoreez import db, keepsakes
from memoreez.errors import Busy, TooMany
from memoreez.keepsakes import NewKeepsake
from memoreez.web import events
from memoreez.web.events import Channel, Fanout

LIMIT_S = 10


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    made = sqlite_in(tmp_path)
    yield made
    made.dispose()


def run(deed: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(deed, LIMIT_S))


def new(engine: sa.Engine) -> keepsakes.NewKeepsake | Any:
    with db.session(engine) as session:
        return keepsakes.create(session, NewKeepsake("chess"), None)[0]


def happen(engine: sa.Engine, row: Any, times: int) -> None:
    """So many more events."""
    for step in range(times):
        with db.session(engine) as session:
            keepsakes.begin_stage(session, row.id, row.run, "concepts", step + 1, times)


async def read(channel: Channel, after: int, until: int) -> list[int]:
    """The numbers that a watcher gets, up to `until`."""
    got: list[int] = []
    async for frame in channel.stream(after):
        got += [int(part[4:]) for part in frame.decode().splitlines() if part.startswith("id: ")]
        if got and got[-1] >= until:
            break
    return got


def test_a_watcher_gets_what_was_and_what_comes(engine: sa.Engine) -> None:
    """Events before the stream first, those during it as they happen, each once."""

    async def deed() -> None:
        row = new(engine)
        happen(engine, row, 2)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            reading = asyncio.create_task(read(channel, 0, 8))
            await asyncio.sleep(0.05)
            await asyncio.to_thread(happen, engine, row, 5)
            assert await reading == [1, 2, 3, 4, 5, 6, 7, 8]
        feeding.cancel()

    run(deed())


def test_a_stream_resumes_where_it_broke_off(engine: sa.Engine) -> None:
    """Only events after the last one seen; one that saw a newer database begins again."""

    async def deed() -> None:
        row = new(engine)
        happen(engine, row, 4)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            assert await read(channel, 3, 5) == [4, 5]
            assert await read(channel, 99, 5) == [1, 2, 3, 4, 5]
        feeding.cancel()

    run(deed())


def test_a_frame_is_an_event_as_browsers_read_it(engine: sa.Engine) -> None:
    """id, event and one line of data, even when a text has line breaks."""
    told = events.encode(7, "concept", {"state": "imagining", "title": "a\nb\r\u2028c"})
    lines = told.decode("ascii").split("\n")
    assert sorted(lines)[:3] == ["", "", 'data: {"state":"imagining","title":"a\\nb\\r\\u2028c"}']
    assert {"id: 7", "event: concept"} < set(lines)


def test_one_slow_reader_holds_nobody_up(engine: sa.Engine) -> None:
    """Who does not read lags behind alone, and still misses nothing."""

    async def deed() -> None:
        row = new(engine)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "slow") as slow, fanout.joined(row.id, "c") as channel:
            stuck = slow.stream(0)
            await anext(stuck)
            await asyncio.to_thread(happen, engine, row, 20)
            assert await read(channel, 0, 21) == list(range(1, 22))
            await stuck.aclose()
            assert await read(slow, 0, 21) == list(range(1, 22))
        feeding.cancel()

    run(deed())


def test_a_deleted_keepsake_ends_its_streams(engine: sa.Engine) -> None:
    """`deleted` is the last event, and the stream is over."""

    async def deed() -> None:
        row = new(engine)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            frames: list[bytes] = []
            async for frame in channel.stream(0):
                frames.append(frame)
                if b"created" in frame:
                    with db.session(engine) as session:
                        keepsakes.delete(session, row.id)
        assert b"event: deleted" in frames[-1] and b"id: 2" in frames[-1]
        feeding.cancel()

    run(deed())


def test_a_quiet_stream_says_that_it_lives(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment now and then keeps proxies from hanging up."""
    monkeypatch.setattr(events, "QUIET_S", 0.05)

    async def deed() -> None:
        row = new(engine)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            frames = [frame async for frame, _ in _first(channel.stream(1), 3)]
        assert frames == [events.BEGINNING, events.QUIET, events.QUIET]
        feeding.cancel()

    run(deed())


async def _first(stream: Any, count: int) -> Any:
    async for frame in stream:
        count -= 1
        yield frame, count
        if not count:
            return


def test_streams_outlive_a_database_that_is_away(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stay open, and go on when it is back."""
    monkeypatch.setattr(events, "AWAY_S", 0.02)
    looks = 0

    async def deed() -> None:
        nonlocal looks
        row = new(engine)
        fanout = Fanout(engine)
        whole = fanout._look

        def away(wanted: Any) -> Any:
            nonlocal looks
            looks += 1
            if looks < 5:
                raise Busy("away")
            return whole(wanted)

        monkeypatch.setattr(fanout, "_look", away)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            assert await read(channel, 0, 1) == [1]
        feeding.cancel()

    run(deed())
    assert looks >= 5


def test_a_server_that_stops_ends_its_streams(engine: sa.Engine) -> None:
    """Nobody has to wait for them, and nobody new is kept waiting."""

    async def deed() -> None:
        row = new(engine)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            await read(channel, 0, 1)
            feeding.cancel()
            await asyncio.gather(feeding, return_exceptions=True)
            assert [frame async for frame in channel.stream(1)] == [events.BEGINNING]
        with fanout.joined(row.id, "c") as late:
            assert [frame async for frame in late.stream(0)] == [events.BEGINNING]

    run(deed())


def test_one_look_serves_everybody(engine: sa.Engine) -> None:
    """200 watchers of 20 keepsakes cost one transaction for each look, and each gets its own."""
    looks: list[int] = []

    async def deed() -> None:
        rows = [new(engine) for _ in range(20)]
        fanout = Fanout(engine)
        whole = fanout._look
        fanout._look = lambda wanted: looks.append(len(wanted)) or whole(wanted)  # type: ignore
        with_all = [fanout.joined(rows[i % 20].id, f"c{i}") for i in range(200)]
        channels = [one.__enter__() for one in with_all]
        feeding = asyncio.create_task(fanout.run())
        got = await asyncio.gather(*(read(channel, 0, 1) for channel in channels))
        assert got == [[1]] * 200 and looks[0] == 20 and len(looks) <= 3
        for one in with_all:
            one.__exit__(None, None, None)
        assert fanout.channels == {} and not fanout.clients
        feeding.cancel()

    run(deed())


def test_nobody_asks_while_nobody_watches(engine: sa.Engine) -> None:
    """An idle studio leaves the database alone."""

    async def deed() -> None:
        fanout = Fanout(engine)
        fanout._look = lambda wanted: pytest.fail("asked")  # type: ignore[method-assign]
        feeding = asyncio.create_task(fanout.run())
        await asyncio.sleep(0.25)
        assert not feeding.done()
        feeding.cancel()

    run(deed())


def test_one_client_cannot_take_all_streams(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many for each client, so many in all."""
    monkeypatch.setattr(events, "PER_CLIENT", 2)
    monkeypatch.setattr(events, "IN_ALL", 3)
    fanout = Fanout(engine)
    with fanout.joined("a", "greedy"), fanout.joined("b", "greedy"):
        with pytest.raises(TooMany):
            fanout.admit("greedy")
        fanout.admit("modest")
        with fanout.joined("c", "modest"), pytest.raises(Busy):
            fanout.admit("third")
    fanout.admit("greedy")


def test_events_come_within_a_moment(engine: sa.Engine) -> None:
    """From the commit to the watcher in less than a second, on a busy machine too."""

    async def deed() -> None:
        row = new(engine)
        fanout = Fanout(engine)
        feeding = asyncio.create_task(fanout.run())
        with fanout.joined(row.id, "c") as channel:
            await read(channel, 0, 1)
            with db.session(engine) as session:
                keepsakes.concepts_found(session, row.id, row.run, imagined(1))
            begun = time.perf_counter()
            assert await read(channel, 1, 2) == [2]
            assert time.perf_counter() - begun < 1.0
        feeding.cancel()

    run(deed())
