"""Opening and closing the studio's processes, as at the command line."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from memoreez import cli, serving

START_S = 60


@pytest.fixture
def port() -> int:
    """One that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def started(*arguments: str) -> subprocess.Popen[str]:
    """A memoreez process whose first line of output has come."""
    process = subprocess.Popen(
        [sys.executable, "-m", "memoreez", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    return process


def test_given_wins_over_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command line says replaces the setting; what it leaves out does not."""
    monkeypatch.setenv("MEMOREEZ_KEEP_DAYS", "7")
    serving.settings.cache_clear()
    chosen = serving.chosen(data_dir=tmp_path, keep_days=None)
    serving.settings.cache_clear()
    assert (chosen.data_dir, chosen.keep_days) == (tmp_path, 7)
    assert str(tmp_path) in chosen.database


def test_an_unknown_queue_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The worker names the queues there are."""
    code = cli.main(["worker", "--queues", "paint", "--data-dir", str(tmp_path)])
    assert code == 2
    assert "paint" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize(
    "how", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
def test_serve_opens_and_closes(tmp_path: Path, port: int, how: signal.Signals) -> None:
    """It says its address, is ready, and a signal ends it within seconds, with code 0."""
    process = started("serve", "--no-open", "--port", str(port), "--data-dir", str(tmp_path))
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert re.search(rf"http://127\.0\.0\.1:{port}", line), process.stderr
        assert httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
        before = time.monotonic()
        process.send_signal(how)
        process.wait(START_S)
        assert process.returncode == 0
        assert time.monotonic() - before < 20
        assert "Closed." in process.stdout.read()
    finally:
        process.kill()
        process.communicate()
