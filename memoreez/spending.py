"""The purse: what paid providers may cost, for each keepsake and each day (UTC).

    with paying(purse, "images", "openai", price) as bill:
        picture = provider.draw(concept)
    bill.cost  # 0.08: two calls

What the work may cost at most is held before it begins, in one transaction over all processes and
machines of a studio (SQLite or Postgres); afterwards what it did cost stays, and the rest is given
back. A step that died in the middle holds its money still. When it is done again it takes that
over, so nothing is counted twice, and a call that it may have made is counted however it ends now;
when nobody does it again, it counts as spent. Where there is no studio, a small database in the
data folder takes its place.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from memoreez import tally
from memoreez.errors import Busy, MemoreezError, ProviderError, StudioError
from memoreez.prices import Price
from memoreez.settings import settings
from memoreez.verdicts import RemoteError

if TYPE_CHECKING:
    import sqlalchemy as sa
    from sqlalchemy.orm import Session

FILE = "spending.sqlite"  # in the data folder: of the command line and the library
KEPT = timedelta(days=400)
TURNSTILE = 0x6D656D6F73706E64  # "memospnd": the advisory lock on Postgres
TRIES = 3  # at settling, each as long as the database makes us wait
MICRO = 1_000_000  # of a dollar: sums are whole numbers
log = logging.getLogger(__name__)
_opening = Lock()  # four pictures are paid for at once, and the file is made by the first


class OverLimit(ProviderError):
    """A paid call that would go over a limit; it was not made."""


class Uncounted(ProviderError):
    """A paid call that cannot be counted just now; it was not made."""


@dataclass(frozen=True)
class Purse:
    """Whose money is spent. `database` empty: the data folder's own file. Fit for a pipe."""

    keepsake: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    database: str = field(default="", repr=False)  # it may have a password in it
    step: str = ""

    def at(self, step: str) -> Purse:
        """The same, for one step: what it holds is found again when the step is done again."""
        return replace(self, step=step)


@dataclass
class Bill:
    """What was paid for a piece of work, once it is over, well or not."""

    calls: int = 0  # now, that worked or may have; also of a model whose price nobody knows
    cost: float = 0.0  # dollars, with a call of the time before that died in the middle


@contextmanager
def paying(purse: Purse, stage: str, name: str, price: Price) -> Iterator[Bill]:
    """Hold what the block may cost, then keep what it did cost. What is free is only counted.

    Raises OverLimit, and Uncounted where the database cannot be asked, before the block.
    """
    bill = Bill()
    step = f"{purse.keepsake}/{purse.step}/{stage}/{name}"[:160]
    died = bool(price.highest) and _hold(purse, step, round(price.highest * MICRO))
    with tally.counting() as calls:
        try:
            yield bill
        except Exception as error:  # Ctrl-C is none: what was under way then counts as spent
            bill.calls = calls.paid or int(_unsure(error))
            _settle(purse, step, bill, price, died)
            raise
    bill.calls = calls.paid or int(price.highest > 0 and not calls.told)  # it was asked once
    _settle(purse, step, bill, price, died)


def _unsure(error: Exception) -> bool:
    """Whether a call may have been paid for. What may be asked again costs nothing."""
    return isinstance(error, RemoteError) and error.sent == "maybe" and not error.retryable


def spent(purse: Purse) -> tuple[float, float]:
    """Dollars spent and held: for the purse's keepsake, and today. Raises Busy, StoreError."""
    with _opened(purse, reading=True) as session:
        mine, today = _sums(session, purse.keepsake, _today())
    return mine / MICRO, today / MICRO


def _hold(purse: Purse, step: str, amount: int) -> bool:
    """Whether the step died in the middle, the time before. Raises OverLimit and Uncounted."""
    try:
        return _held(purse, step, amount)
    except StudioError as error:
        again = isinstance(error, Busy)
        raise Uncounted(f"What it costs cannot be counted. {error}", retryable=again) from error


def _held(purse: Purse, step: str, amount: int) -> bool:
    import sqlalchemy as sa

    from memoreez.rows import Spent

    now = datetime.now(UTC)
    with _opened(purse) as session:
        _alone(session)
        oldest = f"{now - KEPT:%Y-%m-%d}"
        session.execute(sa.delete(Spent).where(Spent.day < oldest))
        mine = sa.update(Spent).where(Spent.step == step, Spent.held > 0)
        died = bool(session.execute(mine.values(held=0).returning(Spent.step)).all())
        _allow(purse, amount, _sums(session, purse.keepsake, _today()))
        row = session.get(Spent, (_today(), step), populate_existing=True)
        if row is None:
            row = Spent(day=_today(), step=step, keepsake=purse.keepsake, paid=0, calls=0)
            session.add(row)
        row.held, row.at = amount, now
    return died


def _allow(purse: Purse, amount: int, so_far: tuple[int, int]) -> None:
    """Raises OverLimit for an amount that goes over the keepsake's or the day's limit."""
    chosen = settings()
    limits = (
        ("this keepsake", chosen.spend_per_keepsake, "PER_KEEPSAKE"),
        ("today", chosen.spend_per_day, "PER_DAY"),
    )
    for (what, limit, setting), sum_ in zip(limits, so_far, strict=True):
        if limit and sum_ + amount > round(limit * MICRO):
            raise OverLimit(
                f"The limit for {what}, ${limit:g}, leaves no room for this: ${sum_ / MICRO:.4g} "
                f"is spent, and it may cost ${amount / MICRO:.4g}. Put a free provider in line "
                f"behind it, or raise MEMOREEZ_SPEND_{setting}."
            )


def _settle(purse: Purse, step: str, bill: Bill, price: Price, died: bool) -> None:
    """Never fails: what was made is worth more than its account, which is too high then."""
    if not price.highest:
        return
    import sqlalchemy as sa
    from sqlalchemy.exc import SQLAlchemyError

    from memoreez.rows import Spent

    calls = bill.calls or int(died)
    bill.cost = calls * price.each
    for left in reversed(range(TRIES)):
        try:
            with _opened(purse) as session:
                days = sa.select(sa.func.max(Spent.day)).where(Spent.step == step)
                mine = sa.update(Spent).where(
                    Spent.step == step, Spent.day == days.scalar_subquery()
                )
                paid = {"paid": Spent.paid + round(bill.cost * MICRO), "held": 0}
                session.execute(mine.values(**paid, calls=Spent.calls + calls))
            return
        except (MemoreezError, SQLAlchemyError) as error:
            if not left or not isinstance(error, Busy):
                log.warning("What %s held counts as spent: %s", step, type(error).__name__)
                return


def _sums(session: Session, keepsake: str, day: str) -> tuple[int, int]:
    import sqlalchemy as sa

    from memoreez.rows import Spent

    total = sa.select(sa.func.coalesce(sa.func.sum(Spent.held + Spent.paid), 0))
    mine = session.scalar(total.where(Spent.keepsake == keepsake))
    return int(mine or 0), int(session.scalar(total.where(Spent.day == day)) or 0)


def _alone(session: Session) -> None:
    """Two that look at the sums at once would both find room. SQLite has one writer anyway."""
    import sqlalchemy as sa

    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(TURNSTILE)))


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


def _url(purse: Purse) -> str:
    return purse.database or f"sqlite:///{(settings().data_dir / FILE).as_posix()}"


@contextmanager
def _opened(purse: Purse, *, reading: bool = False) -> Iterator[Session]:
    """A transaction; its connection ends with it, because the next one may be minutes away."""
    from memoreez import db

    with _opening:
        engine = _engine(_url(purse))
    with db.session(engine, reading=reading) as session:
        yield session


@lru_cache(maxsize=4)
def _engine(url: str) -> sa.Engine:
    """Of the database; the file of those without a studio gets its table."""
    from sqlalchemy.schema import CreateIndex, CreateTable

    from memoreez import db

    made = db.connect(url, pooled=False)
    if url.endswith(f"/{FILE}"):
        table = db.Row.metadata.tables["spending"]
        with db.session(made) as session:
            session.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                session.execute(CreateIndex(index, if_not_exists=True))
    return made
