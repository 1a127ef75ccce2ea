"""Several studios on one database: whoever dies or sleeps, the others go on with its work."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import kill_matrix
import pytest
import visitor
from fleet import DEAD_S, fleet, freeze, harried, wait_for
from kill_matrix import Outcome
from postgres_server import postgres_url

__all__ = ["postgres_url"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A journey that nobody disturbs."""
    return kill_matrix.journey(tmp_path_factory.mktemp("quiet"))


def harries(folder: Path, database: str, quiet: Outcome) -> None:
    """Three studios, each start under a new name, up to six deaths; 12 keepsakes and 4 meshes."""
    with fleet(folder, 3, database, renamed=True) as (made, studio):
        assert harried(made, studio, keepsakes=12, kills=6, every_s=3.0, limit_s=420)
        assert made.kills >= 2  # a quick machine is done before the sixth
    found = kill_matrix.outcome(folder, database, made.kills)
    assert kill_matrix.faults(found, quiet) == []
    assert len(found.meshes) == 4


def test_three_studios_on_one_file(tmp_path: Path, quiet: Outcome) -> None:
    """On SQLite, with random deaths."""
    harries(tmp_path / "studio", "", quiet)


@pytest.mark.postgres
def test_three_studios_on_one_server(tmp_path: Path, postgres_url: str, quiet: Outcome) -> None:
    """On Postgres, with random deaths."""
    harries(tmp_path / "studio", postgres_url, quiet)


def test_a_sleeper_that_wakes_up_changes_nothing(tmp_path: Path, quiet: Outcome) -> None:
    """Frozen until another has done its work, it finds that nobody listens any more."""
    folder = tmp_path / "studio"
    with fleet(folder, 1, renamed=True, pace_s=0.5) as (made, studio):
        visitor.visit(studio)
        visitor.send(studio)
        wait_for(folder / "ledger")
        sleeper = made.studios[0]
        freeze(sleeper, folder)
        made.start()
        assert visitor.stay(studio, 1, 120 + DEAD_S)
        assert visitor.stay_for_meshes(studio, 1, 60)
        sleeper.send_signal(signal.SIGCONT)
        time.sleep(3)
    found = kill_matrix.outcome(folder, "", 2)  # what it had in hand is made twice at most
    assert kill_matrix.faults(found, quiet) == []


def test_a_studio_that_closes_leaves_its_work_to_the_next(tmp_path: Path, quiet: Outcome) -> None:
    """SIGTERM: gone within seconds, and whoever comes then goes on at once."""
    folder = tmp_path / "studio"
    with fleet(folder, 1, renamed=True, pace_s=1.0) as (made, studio):
        visitor.visit(studio)
        wait_for(folder / "points")
        time.sleep(0.5)
        first, start = made.studios[0], time.monotonic()
        first.terminate()
        assert first.wait(10) == 0
        assert time.monotonic() - start < 5
        (folder / "pace").write_text("0.01")
        made.start()
        start = time.monotonic()
        assert visitor.stay(studio, 1, 60)
        assert time.monotonic() - start < DEAD_S + 60
    found = kill_matrix.outcome(folder, "", 2)
    assert kill_matrix.faults(found, quiet) == []
