"""`kill -9` of a studio in every step of a keepsake from a photo: nothing is lost or made twice."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from layout_rules import ROOT
from photos_drawn import pear
from small_studio import reopened

from memoreez import db, keepsakes, retention
from memoreez.store import home

DEATHS = (
    "kept",
    "lent",
    "imagine-imagine-imagine:mid",
    "draw-imagine-2-False:mid",
    "sculpt-make-make:mid",
    "finish_figurine-make-make:mid",
    "publish-make-make:mid",
)


def life(folder: Path) -> int:
    """One studio, until the keepsake is there or it dies: its exit code."""
    command = [sys.executable, str(ROOT / "tests/photo_life.py"), str(folder)]
    env = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, env=env, timeout=300, check=False).returncode


@pytest.mark.slow
def test_killed_in_every_step(tmp_path: Path) -> None:
    """The plaque is there with its words, every event once, and nothing is left over."""
    (tmp_path / "photo.png").write_bytes(pear(alpha=True))
    (tmp_path / "deaths").write_text("\n".join(DEATHS))
    codes = [life(tmp_path)]
    while codes[-1] == -9 and len(codes) <= len(DEATHS):
        codes.append(life(tmp_path))
    points = [json.loads(line) for line in (tmp_path / "points").read_text().splitlines()]
    missed = [one for one in DEATHS if not (tmp_path / f"died-at-{one}").exists()]
    assert missed == [], sorted(set(points))
    assert codes == [-9] * len(DEATHS) + [0]
    studio = reopened(tmp_path)
    with db.session(studio.engine, reading=True) as session:
        (row,), _ = keepsakes.recent(session)
        numbers = [event.seq for event in keepsakes.events_after(session, row.id, 0)]
    assert (row.state, row.version) == ("ready", 1) and row.photo
    assert row.figurine and row.figurine["inscription"] == ["Ada"]
    assert numbers == list(range(1, len(numbers) + 1))
    retention.sweep(studio.engine, studio.store, 0, now=datetime.now(UTC) + timedelta(days=2))
    homes = {"/".join(key.split("/")[:2]) for key in studio.store.keys("keepsakes")}
    assert homes == {home(row.id)}
    studio.engine.dispose()
