"""`kill -9` of an engine, and of who asked it, in the middle of a job: nothing is made twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import httpx
import pytest
from engine_room import Sculptor, room
from layout_rules import ROOT

from memoreez.artifacts import Concept, Design, Element
from memoreez.sculptures.remote import Remote

pytestmark = pytest.mark.slow
PATIENCE_S = 90
GUITAR = Concept(1, "A guitar", "", "companions", "", Design("companions", (Element("guitar"),), 1))
ASKING = """
import sys
sys.path.insert(0, "tests")
from test_engine_killed import GUITAR, Remote
Remote(Remote.Options(url=sys.argv[1])).sculpt(GUITAR, height_mm=60, quality="draft")
"""


def until(happened: object) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < ends
        time.sleep(0.02)


@contextmanager
def engine(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`memoreez engine` in a process of its own; its address, once it answers."""
    command = [sys.executable, "-m", "memoreez", "engine", "--port", str(port)]
    command += ["--data-dir", str(folder), "--sculptor", "atelier"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    try:
        assert running.stdout
        said = running.stdout.readline()
        yield running, said.split()[4].rstrip(",")
    finally:
        running.kill()
        running.wait()
        running.stdout.close() if running.stdout else None


def test_the_engine_is_killed(tmp_path: Path) -> None:
    """Its next start goes on with the job, and who waits for it notices nothing."""
    with ThreadPoolExecutor(1) as pool:
        with engine(tmp_path, 0) as (first, url):
            waiting = pool.submit(
                Remote(Remote.Options(url=url)).sculpt, GUITAR, height_mm=90, quality="print"
            )
            until(lambda: httpx.get(f"{url}/health").json()["working"])
            first.send_signal(signal.SIGKILL)
            first.wait()
        assert not waiting.done()
        with engine(tmp_path, int(url.rsplit(":", 1)[1])):
            mesh = waiting.result(PATIENCE_S).mesh
    (job,) = (tmp_path / "jobs").glob("*/job.json")
    told = json.loads(job.read_text("utf-8"))
    assert (told["state"], told["tries"], told["triangles"]) == ("done", 2, len(mesh.faces))


def test_who_asked_is_killed(tmp_path: Path) -> None:
    """Whoever asks the same again gets the mesh of the job that was accepted before."""
    gate = Event()
    with room(tmp_path, Sculptor(gate=gate)) as one:
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        asking = subprocess.Popen([sys.executable, "-c", ASKING, one.url], cwd=ROOT, env=env)
        until(lambda: one.sculptor.made)
        asking.kill()
        asking.wait()
        gate.set()
        again = Remote(Remote.Options(url=one.url))
        assert len(again.sculpt(GUITAR, height_mm=60, quality="draft").mesh.faces) == 12
        assert len(one.sculptor.made) == 1


def test_the_engine_is_closed_in_the_middle(tmp_path: Path) -> None:
    """SIGTERM puts the job aside at once, with exit code 0, and leaves no process behind."""
    with engine(tmp_path, 0) as (running, url):
        told = {"concept": {"design": {"kind": "companions", "elements": [{"motif": "cat"}],
                                       "seed": 1}}}  # fmt: skip
        assert httpx.post(f"{url}/v1/jobs", json=told).status_code == 202
        until(lambda: httpx.get(f"{url}/health").json()["working"])
        began = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE_S) == 0 and time.monotonic() - began < 15
    (job,) = (tmp_path / "jobs").glob("*/job.json")
    kept = json.loads(job.read_text("utf-8"))
    assert (kept["state"], kept["tries"]) == ("waiting", 0)
