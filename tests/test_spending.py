"""The purse: what paid calls may cost, held before and settled after, counted once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from keepsake_moves import sqlite_in
from postgres_server import postgres_url

from memoreez import db, spending, tally
from memoreez.errors import ProviderError
from memoreez.prices import Price
from memoreez.settings import settings
from memoreez.spending import OverLimit, Purse, Uncounted, paying, spent
from memoreez.verdicts import RemoteError

__all__ = ["postgres_url"]

CENTS = Price(0.04, 2, "set")  # a picture, perhaps asked for twice


@pytest.fixture(autouse=True)
def limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A data folder of the test's own; sets the limits, $1 and $10 as they are by default."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEMOREEZ_DATA_DIR", str(tmp_path / "home"))

    def chosen(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"MEMOREEZ_{name.upper()}", str(value))
        settings.cache_clear()

    chosen()
    yield chosen
    settings.cache_clear()
    spending._engine.cache_clear()


def shared(folder: Path) -> str:
    """The address of a studio's database."""
    engine = sqlite_in(folder)
    engine.dispose()
    return str(engine.url)


def pay(purse: Purse, calls: int = 1, price: Price = CENTS) -> float:
    """A piece of work that is asked for so often; what it did cost."""
    with paying(purse, "images", "openai", price) as bill:
        tally.paid(calls)
    return bill.cost


def test_what_was_paid_stays_and_the_rest_comes_back() -> None:
    """Held is what it may cost at most; who counts nothing was asked once."""
    purse = Purse("k").at("picture-1")
    with paying(purse, "images", "openai", CENTS):
        assert spent(purse) == (0.08, 0.08)
    assert spent(purse) == (0.04, 0.04)
    assert pay(purse.at("picture-2"), 2) == 0.08
    assert spent(Purse("k")) == (0.12, 0.12) and spent(Purse("other")) == (0.0, 0.12)


def test_what_is_free_is_kept_nowhere(tmp_path: Path) -> None:
    """No file, no database, no time."""
    assert pay(Purse("k"), price=Price()) == 0.0
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("error", "paid"),
    [
        (RemoteError("It is busy.", fault="busy", sent="answered", retryable=True), 0.0),
        (RemoteError("It was lost.", fault="lost", sent="maybe"), 0.04),
        (ProviderError("It has no design."), 0.0),
    ],
)
def test_a_failure_costs_what_it_may_have_cost(error: ProviderError, paid: float) -> None:
    """Nothing where it was turned away; a call whose answer was lost may have been paid for."""
    with pytest.raises(ProviderError), paying(Purse("k"), "images", "openai", CENTS):
        raise error
    assert spent(Purse("k"))[0] == paid


def test_a_failure_after_a_paid_call_costs_that_call() -> None:
    """The first answer was no use, and the second was refused: one was worked for."""
    busy = RemoteError("It is busy.", fault="busy", sent="answered", retryable=True)

    def work() -> None:
        with paying(Purse("k"), "concepts", "openai", CENTS):
            tally.paid()
            raise busy

    with pytest.raises(ProviderError):
        work()
    assert spent(Purse("k"))[0] == 0.04


def test_a_step_that_died_is_not_counted_twice() -> None:
    """Its money is held until it is done again, and then once, even on the next day."""
    purse = Purse("k").at("picture-1")
    with pytest.raises(KeyboardInterrupt), paying(purse, "images", "openai", CENTS):
        raise KeyboardInterrupt
    assert spent(purse)[0] == 0.08  # it may have been paid for
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spending, "_today", lambda: "2199-01-01")
        assert pay(purse) == 0.04
        assert spent(purse) == (0.04, 0.04)


def test_a_step_that_died_and_fails_now_is_counted() -> None:
    """The call of the time before may have been paid, though nobody counted it; and only once."""
    purse = Purse("k").at("sculpture-1")
    with pytest.raises(KeyboardInterrupt), paying(purse, "images", "openai", CENTS):
        raise KeyboardInterrupt
    for _ in range(2):
        with pytest.raises(ProviderError), paying(purse, "images", "openai", CENTS):
            raise ProviderError("It failed.")
        assert spent(purse) == (0.04, 0.04)


def test_who_tells_of_none_was_not_asked() -> None:
    """As who finds what was ordered, and counted, before."""
    purse = Purse("k").at("sculpture-1")
    assert pay(purse, 0) == 0.0 and spent(purse) == (0.0, 0.0)


def test_the_limits_hold(limits: Callable[..., None]) -> None:
    """Of a keepsake, and of a day over all keepsakes; the sentence says what to do."""
    limits(spend_per_keepsake="0.2", spend_per_day="0.3")
    pay(Purse("a").at("1"), 2)
    pay(Purse("a").at("2"), 2)
    with pytest.raises(OverLimit, match=r"keepsake, \$0\.2, .* \$0\.16 .*SPEND_PER_KEEPSAKE"):
        pay(Purse("a").at("3"))
    pay(Purse("b").at("1"), 2)
    with pytest.raises(OverLimit, match=r"today, \$0\.3, .*MEMOREEZ_SPEND_PER_DAY"):
        pay(Purse("c").at("1"))
    limits(spend_per_keepsake="0", spend_per_day="0")  # none
    assert pay(Purse("a").at("3"), 2) == 0.08


def test_tomorrow_is_another_day(limits: Callable[..., None]) -> None:
    """In UTC."""
    limits(spend_per_day="0.1")
    pay(Purse("a"), 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spending, "_today", lambda: "2199-01-01")
        assert pay(Purse("b"), 2) == 0.08


def test_accounts_are_kept_for_a_year_and_a_month() -> None:
    """Not for ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spending, "_today", lambda: "2020-01-01")
        pay(Purse("k"))
    assert spent(Purse("k"))[0] == 0.04
    pay(Purse("k").at("2"))
    assert spent(Purse("k"))[0] == 0.04


def test_an_account_that_cannot_be_kept_loses_no_picture(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It counts too much instead. Nothing is begun that cannot be counted."""
    purse = Purse("k", shared(tmp_path))
    with pytest.MonkeyPatch.context() as patch:
        with paying(purse, "images", "openai", CENTS):
            patch.setattr(spending, "_url", lambda *_: f"sqlite:///{tmp_path}")
        assert "counts as spent" in caplog.text
        with pytest.raises(Uncounted), paying(purse, "images", "openai", CENTS):
            pytest.fail("paid")
    assert spent(purse)[0] == 0.08


def rush(url: str, many: int) -> list[float | None]:
    """So many at once: what each has paid."""

    def one(number: int) -> float | None:
        try:
            return pay(Purse(f"k{number}", url).at("picture"), 2)
        except OverLimit:
            return None

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_many_at_once_stay_below_the_limit(tmp_path: Path, limits: Callable[..., None]) -> None:
    """Each looks and holds in one transaction."""
    limits(spend_per_day="0.2")
    made = rush(shared(tmp_path), 5)
    assert made.count(0.08) == 2 and made.count(None) == 3


@pytest.mark.slow
@pytest.mark.postgres
def test_many_at_once_on_postgres(postgres_url: str, limits: Callable[..., None]) -> None:
    """The same, where nobody waits for another by itself."""
    limits(spend_per_day="1")
    engine = db.connect(postgres_url)
    db.migrate(engine)
    engine.dispose()
    made = rush(postgres_url, 20)
    assert made.count(0.08) == 12 and made.count(None) == 8


@pytest.mark.slow
def test_processes_share_the_data_folder_s_file(
    tmp_path: Path, limits: Callable[..., None]
) -> None:
    """Four command lines that begin at once, with no file there yet."""
    limits(spend_per_day="0.2")
    code = (
        "from memoreez.spending import Purse, paying, OverLimit\n"
        "from memoreez.prices import Price\n"
        "try:\n"
        "    with paying(Purse().at('x'), 'images', 'openai', Price(0.08)): print('paid')\n"
        "except OverLimit: print('not')\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env, text=True)
        for _ in range(4)
    ]
    said = sorted(one.communicate(timeout=90)[0].strip() for one in started)
    assert said == ["not", "not", "paid", "paid"]
