"""The crew: same results with and without workers, errors and deaths survived."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from memoreez.crew import Crew
from memoreez.errors import BadInput
from memoreez.motifs import load


def test_a_map_is_in_order_with_and_without_workers() -> None:
    """Two workers, one and none give the same list, and `done` hears of each."""
    for size in (0, 1, 2):
        heard: list[int] = []

        def note(result: int, heard: list[int] = heard) -> int:
            heard.append(result)
            return result

        with Crew(size) as crew:
            assert crew.map(abs, range(-9, 0), note) == list(range(9, 0, -1))
        assert sorted(heard) == list(range(1, 10))


def test_a_workers_error_is_ours() -> None:
    """An exception crosses the pipe with its type and words."""
    with Crew(1) as crew, pytest.raises(BadInput, match="no motif"):
        crew.beside(load, "guitarr").result()


def test_a_dead_worker_costs_no_result() -> None:
    """Killed in the middle, its calls are made here."""
    with Crew(1) as crew:
        assert crew.beside(abs, -3).result() == 3
        crew.workers[0].process.kill()
        crew.workers[0].process.wait()
        assert crew.beside(abs, -4).result() == 4
        assert crew.map(abs, range(-5, 0)) == [5, 4, 3, 2, 1]


def _threads() -> int:
    return max(one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas")


def test_blas_leaves_the_cores_to_the_crew() -> None:
    """Waiting threads of BLAS cost a third of the time; afterwards they are as they were."""
    before = _threads()
    with Crew(1, ready=("numpy",)) as crew:
        assert _threads() == crew.beside(_threads).result() == 1
    assert _threads() == before


def test_no_worker_outlives_its_crew() -> None:
    """Left by an error, too, every process is gone."""
    with pytest.raises(KeyboardInterrupt), Crew(2) as crew:
        raise KeyboardInterrupt
    assert all(worker.process.poll() is not None for worker in crew.workers)


def test_a_script_without_main_guard_may_use_it(tmp_path: Path) -> None:
    """The worker never runs the caller's script again."""
    script = tmp_path / "once.py"
    script.write_text(
        "from memoreez.crew import Crew\n"
        "print('started')\n"
        "with Crew(1) as crew:\n"
        "    print(crew.beside(abs, -7).result())\n"
    )
    root = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert done.stdout.split() == ["started", "7"]
