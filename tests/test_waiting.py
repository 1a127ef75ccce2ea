"""A studio on one core whose sculptures come from another machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import quick_studio
import visitor
from model_server import model_server
from pydantic import SecretStr
from quick_studio import act, chosen, look, until, waited
from slow_engine import SlowEngine, SlowPod

from memoreez import bench, keepsakes
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that sculpt import much, on a machine that may have other things to do."""
    monkeypatch.setattr(quick_studio, "WAIT_S", 90.0)
    monkeypatch.setattr(bench, "GRACE_S", 10.0)


def by(machine: str, port: int) -> tuple[tuple[str, SecretStr], ...]:
    """The options of `remote` or `runpod` for a machine on loopback."""
    here = f"http://127.0.0.1:{port}"
    told = {"remote_url": here}
    if machine == "runpod":
        told = {"runpod_url": f"{here}/v2", "runpod_endpoint": "pod", "runpod_key": "a-key"}
        told["runpod_private"] = "true"
    return tuple((name, SecretStr(value)) for name, value in told.items())


@contextmanager
def opened(folder: Path, port: int, machine: str = "remote") -> Iterator[Studio]:
    """With one process for all work."""
    settings = Settings(data_dir=folder, workers=1, sculptures=machine, options=by(machine, port))
    made = open_studio(settings, workshop="waiting_workshop")
    try:
        yield made
    finally:
        made.close()


def other(studio: Studio) -> str:
    """A keepsake with another order than `chosen`: the same one would be the same job."""
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    act(studio, keepsakes.choose, name, keepsakes.Choice(2, ("Bob",)))
    return name


def test_one_waits_and_the_other_is_done(tmp_path: Path) -> None:
    """Ideas, pictures, sculpture and figurine of the second, while the first one's is awaited."""
    engine = SlowEngine()
    with model_server(engine) as server, opened(tmp_path, server.port) as studio:
        first = chosen(studio)
        waited(lambda: engine.jobs, "nothing was ordered")
        until(studio, other(studio), "ready")
        assert look(studio, first).state == "sculpting" and not engine.gate.is_set()
        assert len(studio.flow.bench.pids()) == 2  # one that waits, and one at work
        engine.gate.set()
        until(studio, first, "ready")
        assert len(engine.jobs) == 2 and engine.cancelled == []


def test_cancelling_here_cancels_there(tmp_path: Path) -> None:
    """Within seconds, and the one place is there for others at once."""
    engine = SlowEngine()
    with model_server(engine) as server, opened(tmp_path, server.port) as studio:
        first = chosen(studio)
        waited(lambda: engine.jobs, "nothing was ordered")
        time.sleep(0.5)  # it looks how the job is
        start = time.monotonic()
        act(studio, keepsakes.cancel, first)
        waited(lambda: engine.cancelled, "the job goes on")
        assert time.monotonic() - start < 5
        until(studio, other(studio), "ready")
        assert engine.cancelled == [0]


def test_cancelling_here_ends_a_worker_there(tmp_path: Path) -> None:
    """The job at RunPod is not paid for to its end; the same order begins anew."""
    pod = SlowPod()
    with model_server(pod) as server, opened(tmp_path, server.port, "runpod") as studio:
        first = chosen(studio)
        waited(lambda: pod.jobs, "nothing was ordered")
        time.sleep(0.5)
        act(studio, keepsakes.cancel, first)
        waited(lambda: pod.cancelled, "the job goes on")
        assert pod.cancelled == pod.jobs == ["job-0"]
        time.sleep(0.2)  # it is written down
        act(studio, keepsakes.retry, first)
        waited(lambda: len(pod.jobs) == 2, "nothing was ordered anew")


def test_closing_cancels_nothing(tmp_path: Path) -> None:
    """The next studio finds the same job and gets its sculpture; nothing is ordered twice."""
    engine = SlowEngine()
    with model_server(engine) as server:
        with opened(tmp_path, server.port) as studio:
            first = chosen(studio)
            waited(lambda: engine.jobs, "nothing was ordered")
            time.sleep(0.5)
        time.sleep(0.5)
        assert engine.cancelled == []
        engine.gate.set()
        with opened(tmp_path, server.port) as studio:
            until(studio, first, "ready")
        assert list(engine.jobs.values()) == [0] and engine.cancelled == []
