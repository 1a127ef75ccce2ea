"""Kills a studio at every point of its workflows and looks at what is left.

A point is a step and a phase of it; `visitor.deadly` says which there are. They are found by one
journey that nobody disturbs, so no new step is forgotten.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import nest
import sqlalchemy as sa

from memoreez import db
from memoreez.rows import Event, Keepsake, Upload
from memoreez.settings import Settings

TESTS = Path(__file__).parent
LIMIT_S = 60.0  # for a journey, once its studio is up


@dataclass(frozen=True)
class Outcome:
    """What a journey left behind."""

    deaths: int
    missed: frozenset[str]  # points of death that it never came to
    keepsakes: tuple[tuple[str, int], ...]  # state and version of each
    events: tuple[tuple[int, ...], ...]  # numbers of each one's events
    kinds: Counter[str]  # of all events
    meshes: tuple[tuple[str, int, int], ...]  # state, changes and files of each
    work: Counter[tuple[str, str]]  # how often each thing was made: (keepsake, key)
    lives: str  # what the studios said

    def repeated(self) -> dict[str, int]:
        """What was made more than once: how often too much."""
        return {key: count - 1 for (_, key), count in self.work.items() if count > 1}


def journey(
    folder: Path, database: str = "", deaths: Sequence[str] = (), wanted: int = 1
) -> Outcome:
    """All the way, with a death at each of these points, each followed by a new start."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deaths").write_text("\n".join(deaths))
    died, said = 0, ""
    while True:
        code, words = live(folder, database, wanted)
        said += words
        if code != -9:
            break
        died += 1
        assert died <= len(deaths), f"killed by something else, too:\n{said}"
    assert code == 0, f"not content in time (exit {code}):\n{said}"
    return outcome(folder, database, died, said)


def live(folder: Path, database: str, wanted: int) -> tuple[int, str]:
    """One studio, until all are content or it dies: its exit code, and what it said."""
    said = folder / "stderr"
    said.write_text("")
    code = nest.life([str(folder), database, str(wanted), str(LIMIT_S)], said, LIMIT_S * 3)
    return code, said.read_text("utf-8", "replace")


def points(folder: Path) -> list[str]:
    """Every point that a journey in that folder came by, in order, once each."""
    lines = (folder / "points").read_text().splitlines()
    return list(dict.fromkeys(json.loads(line) for line in lines))


def outcome(folder: Path, database: str, deaths: int, said: str = "") -> Outcome:
    """What is in the database and the ledger."""
    engine = db.connect(Settings(data_dir=folder, database_url=database).database)
    with db.session(engine, reading=True) as session:
        rows = session.scalars(sa.select(Keepsake).order_by(Keepsake.created_at)).all()
        events = session.scalars(sa.select(Event).order_by(Event.seq)).all()
        meshes = session.scalars(sa.select(Upload)).all()
    engine.dispose()
    wanted = set((folder / "deaths").read_text().split())
    ledger = [json.loads(line) for line in (folder / "ledger").read_text().splitlines()]
    return Outcome(
        deaths,
        frozenset(point for point in wanted if not (folder / f"died-at-{point}").exists()),
        tuple((row.state, row.version) for row in rows),
        tuple(tuple(e.seq for e in events if e.keepsake_id == row.id) for row in rows),
        Counter(event.kind for event in events),
        tuple((row.state, row.events, len(row.files)) for row in meshes),
        Counter((line["keepsake"], line["key"]) for line in ledger),
        said,
    )


def faults(found: Outcome, undisturbed: Outcome) -> list[str]:
    """What must not be: lost or stuck keepsakes, events twice, work done again without need."""
    wrong = [f"it never came to {point}" for point in sorted(found.missed)]
    wrong += [f"a keepsake is {state} {n}" for state, n in found.keepsakes if (state, n) != DONE]
    wrong += [f"a mesh is {mesh}" for mesh in found.meshes if mesh != MENDED]
    for numbers in found.events:
        if numbers != tuple(range(1, len(numbers) + 1)):
            wrong.append(f"events are numbered {numbers}")
    many = len(found.keepsakes)
    usual = Counter({kind: n * many for kind, n in undisturbed.kinds.items() if kind != "concept"})
    kinds = Counter(found.kinds)
    if not 4 * many <= kinds.pop("concept", 0) <= 5 * many:  # a draft may come after its picture
        wrong.append(f"{found.kinds['concept']} pictures of {many} keepsakes landed")
    if kinds != usual:
        wrong.append(f"events: {kinds - usual} too many, {usual - kinds} missing")
    if sum(found.repeated().values()) > found.deaths:
        wrong.append(f"{found.deaths} deaths cost more: {found.repeated()}")
    return wrong


DONE = ("ready", 2)
MENDED = ("done", 2, 1)  # begun and ended, once each, with its file
