"""Progress to many watchers: one task asks the database for all, each watcher reads at its pace.

Everything a watcher gets is a stored event, so any process can go on where another stopped; what
is kept here is only a copy of the events of the keepsakes that are being watched.
"""

from __future__ import annotations

import asyncio
import json
import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import sqlalchemy as sa
from anyio import CapacityLimiter, to_thread
from fastapi.sse import format_sse_event
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from memoreez import db, keepsakes
from memoreez.errors import Busy, StudioError, TooMany

log = logging.getLogger(__name__)

POLL_S = 0.1
QUIET_S = 15.0  # a comment after so long without an event keeps proxies from hanging up
AWAY_S = 1.0  # between looks while the database is away
PER_CLIENT, IN_ALL = 50, 2000
BEGINNING = b"retry: 1000\n\n"  # ms until a browser comes back after a break
QUIET = b": still here\n\n"

Frame = tuple[int, bytes]  # an event's number, and the event as it goes over the wire


class Channel:
    """The events of one watched keepsake, encoded once for all its watchers."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.frames: list[bytes] = []
        self.watchers = 0
        self.read = False  # whether the database has been asked at all
        self.over = False
        self._bell = asyncio.Event()

    @property
    def last(self) -> int:
        """The number of the last event that is here."""
        return self.numbers[-1] if self.numbers else 0

    def add(self, frames: Sequence[Frame], *, over: bool = False) -> None:
        """Events that come after those here, in order; wakes whoever waits for one."""
        for number, frame in frames:
            self.numbers.append(number)
            self.frames.append(frame)
        self.read = True
        self.over = self.over or over
        self._bell.set()
        self._bell = asyncio.Event()

    async def after(self, number: int, quiet_s: float) -> list[Frame]:
        """The events after that number; none when it stays quiet, or at the end."""
        if not self.over and self.last <= number:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), quiet_s)
        start = bisect_right(self.numbers, number)
        return list(zip(self.numbers[start:], self.frames[start:], strict=True))

    async def stream(self, after: int) -> AsyncIterator[bytes]:
        """What one watcher gets, from the event after `after` on."""
        yield BEGINNING
        while not self.read and not self.over:
            if not await self.after(self.last, QUIET_S) and not self.read:
                yield QUIET
        if after > self.last:  # the database is older than what this watcher has seen
            after = 0
        while True:
            frames = await self.after(after, QUIET_S)
            for number, frame in frames:
                yield frame
                after = number
            if self.over and self.last <= after:
                return
            if not frames:
                yield QUIET


class Fanout:
    """The channels of this process; `run` feeds them."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.channels: dict[str, Channel] = {}
        self.clients: Counter[str] = Counter()
        self._closed = False
        self._wake = asyncio.Event()
        self._thread = CapacityLimiter(1)  # own: busy endpoints must not hold up progress

    def admit(self, client: str) -> None:
        """Raises TooMany or Busy when there is no room for one more stream."""
        if self.clients[client] >= PER_CLIENT:
            raise TooMany(
                f"{PER_CLIENT} streams are open from your address; close some.", retry_after=10
            )
        if self.clients.total() >= IN_ALL:
            raise Busy("Too many are watching at once; try again in a moment.", retry_after=10)

    @contextmanager
    def joined(self, keepsake_id: str, client: str) -> Iterator[Channel]:
        """The channel of a keepsake, for as long as this watcher is there."""
        channel = self.channels.setdefault(keepsake_id, Channel())
        channel.watchers += 1
        self.clients[client] += 1
        if self._closed:
            channel.add((), over=True)
        self._wake.set()
        try:
            yield channel
        finally:
            channel.watchers -= 1
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]
            if not channel.watchers:
                self._drop(keepsake_id, channel)

    async def run(self) -> None:
        """Feed the channels until cancelled; a database that is away for a while does no harm."""
        away = False
        try:
            while True:
                if not self.channels:
                    await self._wake.wait()
                self._wake.clear()
                try:
                    await self._feed()
                    away = False
                except (StudioError, SQLAlchemyError) as error:
                    if not away:
                        log.warning("Progress waits for the database: %s", type(error).__name__)
                    away = True
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), AWAY_S if away else POLL_S)
        finally:
            self.close()

    def close(self) -> None:
        """End every stream, now and later, so that a server that stops need not wait for them."""
        self._closed = True
        for channel in self.channels.values():
            channel.add((), over=True)

    async def _feed(self) -> None:
        wanted = {name: channel.last for name, channel in self.channels.items()}
        found = await to_thread.run_sync(self._look, wanted, limiter=self._thread)
        for name, frames in found.items():
            channel = self.channels.get(name)
            if channel is None or channel.last != wanted[name]:
                continue  # everyone left meanwhile, and somebody came anew
            if frames is None:
                gone = channel.last + 1
                channel.add([(gone, encode(gone, "deleted", {"state": "deleted"}))], over=True)
                self._drop(name, channel)
            elif frames or not channel.read:
                channel.add(frames)

    def _look(self, wanted: Mapping[str, int]) -> dict[str, list[Frame] | None]:
        """The events after those that are here; None for a keepsake that is gone."""
        found: dict[str, list[Frame] | None] = {}
        with db.session(self.engine, reading=True) as session:
            counts = keepsakes.counters(session, list(wanted))
            for name, last in wanted.items():
                if name not in counts:
                    found[name] = None
                elif counts[name] > last:
                    events = keepsakes.events_after(session, name, last)
                    found[name] = [(e.seq, encode(e.seq, e.kind, e.data)) for e in events]
                else:
                    found[name] = []
        return found

    def _drop(self, name: str, channel: Channel) -> None:
        if self.channels.get(name) is channel:
            del self.channels[name]


class EventStream(StreamingResponse):
    """A stream that is in its channel exactly as long as its connection is open."""

    media_type = "text/event-stream"

    def __init__(self, fanout: Fanout, keepsake_id: str, after: int, client: str) -> None:
        super().__init__(iter(()), headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})
        self._joined = fanout.joined(keepsake_id, client)
        self._after = after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the keepsake is gone, the client has left or the server stops."""
        with self._joined as channel:
            self.body_iterator = channel.stream(self._after)
            await super().__call__(scope, receive, send)


def encode(number: int, kind: str, data: Mapping[str, object]) -> bytes:
    """One event as it goes over the wire."""
    text = json.dumps(data, separators=(",", ":"))
    return format_sse_event(id=str(number), event=kind, data_str=text)
