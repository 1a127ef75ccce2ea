"""What a studio works with goes away for ten seconds while it makes something, and comes back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import mesh_life
import pytest
import visitor
from quick_studio import act, until
from s3_server import Server, _s3, s3_server

from memoreez import keepsakes
from memoreez.studio import open_studio

AWAY_S = 10.0
TESTS = Path(__file__).parent
__all__ = ["_s3", "s3_server"]


@pytest.mark.slow
@pytest.mark.s3
@pytest.mark.parametrize("how", ["stop", "freeze"])
def test_the_store_is_gone_while_a_figurine_is_made(
    tmp_path: Path, s3_server: Server, how: str
) -> None:
    """Keepsake and mesh get ready by themselves; at most the steps in flight were made again."""
    (tmp_path / "pace").write_text("0.5")
    studio = open_studio(s3_server.settings(tmp_path, workers="2"), workshop="quick_workshop")
    try:
        name = visitor.visit(studio)
        until(studio, name, "choosing")
        act(studio, keepsakes.choose, name, keepsakes.Choice(1, ("Ada",)))
        mesh = visitor.send(studio)
        until(studio, name, "sculpting")
        getattr(s3_server, how)()
        time.sleep(AWAY_S)
        s3_server.stop()
        s3_server.start()
        end = time.monotonic() + 60
        while (row := until(studio, name, "sculpting", "ready", "failed")).state == "sculpting":
            assert time.monotonic() < end
            time.sleep(0.1)
        mended = mesh_life.ended(studio, mesh, 60)
    finally:
        studio.close()
    assert row.state == "ready", row.error
    assert (mended.state, mended.events) == ("done", 2), mended.error
    made = [json.loads(line)["key"] for line in (tmp_path / "ledger").read_text().splitlines()]
    twice = sorted(Counter(made).values())
    assert twice[:-2] == [1] * (len(twice) - 2)  # all but the two that could not be put away


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a mount of its own (Linux)")
def test_the_disk_is_full_while_a_figurine_is_made(tmp_path: Path) -> None:
    """Others are told so, nothing is lost, and the work goes on when there is room again."""
    alone = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "-mr"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this system gives no mounts to its users")
    program = [sys.executable, str(TESTS / "full_disk.py"), str(tmp_path), str(AWAY_S)]
    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    done = subprocess.run(
        [*alone, *program],
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert "full" in found["told"]
    assert found["meanwhile"] in ("sculpting", "failed")
    assert found["state"].endswith("ready")
    assert found["mesh"] == "done"
    assert max(Counter(found["made"]).values()) <= 5  # tries of one step, with pauses
