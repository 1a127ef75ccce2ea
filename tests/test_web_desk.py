"""What routes share: whoever writes has the database to themselves, and waits in a line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from fake_studio import opened
from keepsake_moves import sqlite_in

from memoreez import db
from memoreez.errors import Busy
from memoreez.web.desk import Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Of a studio with a real SQLite file."""
    with opened(tmp_path, engine=sqlite_in(tmp_path)) as studio:
        yield open_desk(studio)


def most_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many of eight writers were inside `db.session` together."""
    inside, most = 0, 0

    def entered(*_: Any) -> MagicMock:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.02)
        inside -= 1
        return MagicMock()

    def write(_: int) -> None:
        with desk.writing():
            pass

    monkeypatch.setattr(db, "session", entered)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    return most


def test_writers_of_sqlite_come_one_by_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """They queue before its lock, where nobody is passed by."""
    assert most_at_once(desk, monkeypatch) == 1


def test_writers_of_a_server_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Postgres has its own order."""
    studio = MagicMock()
    studio.engine.dialect.name = "postgresql"
    studio.settings.creations_per_hour = 60
    assert most_at_once(open_desk(studio), monkeypatch) > 1


def test_nobody_waits_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that does not move is a busy database."""
    monkeypatch.setattr(db, "WAIT_S", 0.05)
    with desk.writing(), pytest.raises(Busy, match="busy"), desk.writing():
        pass


def test_an_error_frees_the_place(desk: Desk) -> None:
    """The next writer gets in."""
    with pytest.raises(RuntimeError), desk.writing():
        raise RuntimeError
    with desk.writing():
        pass
