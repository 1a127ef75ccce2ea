"""A studio killed at any point of its work loses nothing, is stuck nowhere and repeats little."""

from __future__ import annotations

from pathlib import Path

import kill_matrix
import pytest
from kill_matrix import Outcome
from postgres_server import postgres_url

__all__ = ["postgres_url"]

PARTS = 12  # so that no workflow dies more often than a poisonous one may


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, list[str]]:
    """A journey that nobody disturbs, and the points that it came by."""
    folder = tmp_path_factory.mktemp("quiet")
    return kill_matrix.journey(folder), kill_matrix.points(folder)


def survives(folder: Path, database: str, quiet: tuple[Outcome, list[str]], part: int) -> None:
    """Die at every PARTS-th point, beginning with number `part`."""
    undisturbed, points = quiet
    deaths = points[part::PARTS]
    found = kill_matrix.journey(folder, database, deaths)
    assert kill_matrix.faults(found, undisturbed) == [], found.lives
    assert len(found.meshes) == 1
    assert len(deaths) - 2 <= found.deaths <= len(deaths)  # two helpers may kill it at once


@pytest.mark.slow
def test_the_quiet_journey_comes_by_every_step(quiet: tuple[Outcome, list[str]]) -> None:
    """The points are those of all steps of imagine, make, refine and mend, in all their phases."""
    outcome, points = quiet
    steps = {point.split(":")[0].split("-")[0] for point in points}
    assert steps == {
        "begin",
        "imagine",
        "concepts_found",
        "enqueue",
        "draft",
        "draw",
        "picture_landed",
        "round_done",
        "sculpt",
        "finish_figurine",
        "publish",
        "published",
        "mending_began",
        "mend",
        "mesh_mended",
    }
    phases = [point.rsplit(":", 1)[1] for point in points if point.startswith("mend-")]
    assert phases == ["begin", "made", "mid", "end"]
    assert len(points) > 100
    assert outcome.repeated() == {} and outcome.deaths == 0


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_killed_anywhere_on_sqlite(
    tmp_path: Path, quiet: tuple[Outcome, list[str]], part: int
) -> None:
    """Every keepsake is ready, each event is there once, only work in flight is done again."""
    survives(tmp_path / "studio", "", quiet, part)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("part", range(PARTS))
def test_killed_anywhere_on_postgres(
    tmp_path: Path, postgres_url: str, quiet: tuple[Outcome, list[str]], part: int
) -> None:
    """The same on Postgres."""
    survives(tmp_path / "studio", postgres_url, quiet, part)
