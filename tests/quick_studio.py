"""A studio whose work is quick, and what tests do with it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import visitor
from dbos import DBOS

from memoreez import db, keepsakes
from memoreez.rows import Keepsake
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio
from memoreez.workflow import journey

WAIT_S = 20.0
T = TypeVar("T")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio whose work is quick; one for all tests, as one process has one."""
    folder = tmp_path_factory.mktemp("studio")
    made = open_studio(Settings(data_dir=folder, workers=2), workshop="quick_workshop")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def calm(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Quick pauses before another try, and no trick of a test before."""
    monkeypatch.setattr(journey, "PAUSES_S", (0.02, 0.02, 0.02))
    yield
    (studio.settings.data_dir / "tricks.json").write_text("{}")


def trick(studio: Studio, **tricks: str) -> None:
    """From now on the workshop misbehaves so."""
    (studio.settings.data_dir / "tricks.json").write_text(json.dumps(tricks))


def until(studio: Studio, keepsake: str, *states: str) -> Keepsake:
    """The row, as soon as it is in one of these states."""
    return waited(
        lambda: next((row for row in [look(studio, keepsake)] if row.state in states), None),
        f"{keepsake} is not {states} in time",
    )


def waited(look: Callable[[], T | None], trouble: str = "") -> T:
    """What it returns once that is something."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(trouble)


def look(studio: Studio, keepsake: str) -> Keepsake:
    """The row as it is now."""
    with db.session(studio.engine, reading=True) as session:
        return keepsakes.find(session, keepsake)


def kinds(studio: Studio, keepsake: str) -> list[str]:
    """What has happened to it."""
    with db.session(studio.engine, reading=True) as session:
        return [event.kind for event in keepsakes.events_after(session, keepsake, 0)]


def act(studio: Studio, change: Callable[..., Keepsake], *args: object) -> Keepsake:
    """A change of a person, with what it begins."""
    with db.session(studio.engine) as session:
        before = keepsakes.find(session, str(args[0])).run
        row = change(session, *args)
        if row.run != before:
            studio.flow.enqueue(session, row)
    if change is keepsakes.cancel:
        studio.flow.stop(row.run)
    return row


def chosen(studio: Studio) -> str:
    """A keepsake with pictures, whose first concept is chosen."""
    name = visitor.visit(studio)
    until(studio, name, "choosing")
    act(studio, keepsakes.choose, name, keepsakes.Choice(1, ("Ada",)))
    return name


def status(run: str) -> str:
    """How DBOS sees that workflow."""
    found = DBOS.list_workflows(workflow_ids=[run])
    return found[0].status if found else ""


def hanging(studio: Studio) -> int:
    """The process of a helper that hangs."""
    path = studio.settings.data_dir / "hanging"
    path.unlink(missing_ok=True)
    waited(path.exists)
    time.sleep(0.05)
    return int(json.loads(path.read_text().splitlines()[-1])["pid"])


def gone(pid: int, within_s: float = 2.0) -> bool:
    """Whether the process ends soon; a zombie of ours counts as ended."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False
