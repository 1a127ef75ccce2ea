"""Keepsakes in every situation, for the tests of their rows. Nothing is made: files are names."""

from __future__ import annotations

import functools
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from postgres_server import server
from sqlalchemy import event
from sqlalchemy.orm import Session

from memoreez import db, keepsakes
from memoreez.artifacts import Concept, Design, Element, Hobby, Imagined
from memoreez.errors import MemoreezError
from memoreez.keepsakes import Change, Choice, NewKeepsake, Stored
from memoreez.records import complaint

HOBBIES = "plays guitar, two cats"
OOPS = complaint("provider", "The sculptor did not answer.", "Try again.", retryable=True)
CHECK = {"name": "closed", "title": "Closed", "value": True, "unit": "", "limit": "yes"}
FIGURINE = {
    "size_mm": [48.0, 44.0, 90.0],
    "weight_g": 61.0,
    "print_s": None,
    "verdict": "pass",
    "checks": [CHECK | {"verdict": "pass", "advice": "", "source": "memoreez"}],
    "repairs": [],
}


@functools.cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="mz-db-"))
    engine = db.connect(f"sqlite:///{folder / 'empty.sqlite'}")
    db.migrate(engine)
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return folder / "empty.sqlite"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty database of the newest schema, in a file."""
    made = sqlite_in(tmp_path)
    yield made
    made.dispose()


def sqlite_in(folder: Path) -> sa.Engine:
    """The same, in that folder; it does not wait for the disk."""
    shutil.copy(_template(), folder / "memoreez.sqlite")
    made = db.connect(f"sqlite:///{folder / 'memoreez.sqlite'}")
    event.listen(made, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
    return made


def concept(number: int) -> Concept:
    """An idea for a guitarist."""
    design = Design("character", (Element("guitar"), Element("cat", "Mo")), 7)
    return Concept(number, f"Idea {number}", "A story.", "character", "a guitarist", design)


def imagined(*numbers: int) -> Imagined:
    """A round of such ideas."""
    hobbies = (Hobby("plays guitar", "guitar"), Hobby("stamps", None))
    return Imagined(tuple(map(concept, numbers)), hobbies, ("I left out stamps.",), "en")


def stored(keepsake_id: str, name: str) -> Stored:
    """A file that might be in the store."""
    return Stored(name, f"keepsakes/{keepsake_id}/{name}", "image/png", 3, "0" * 64)


class Driver:
    """Each method is one transaction; `run` is the keepsake's run when nothing else is said."""

    def __init__(self, engine: sa.Engine, **order: Any) -> None:
        self.engine = engine
        self._session: Session | None = None
        self.id = self("create", NewKeepsake(**{"hobbies": HOBBIES} | order), None)[0].id

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Call that function of `keepsakes` in a transaction of its own."""
        operation: Callable[..., Any] = getattr(keepsakes, name)
        if self._session is not None:
            self._session.expire_all()  # as if each call had a session of its own
            return operation(self._session, *arguments)
        with db.session(self.engine) as session:
            return operation(session, *arguments)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """All that happens within is one transaction, and undone at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            self._session = session
            try:
                yield
            finally:
                self._session = None

    @property
    def row(self) -> db.Keepsake:
        """The keepsake as it is now."""
        found: db.Keepsake = self.read(lambda s: keepsakes.find(s, self.id))
        return found

    def read(self, question: Callable[[Session], Any]) -> Any:
        """The answer of a function of a session."""
        if self._session is not None:
            return question(self._session)
        with db.session(self.engine, reading=True) as session:
            return question(session)

    def events(self) -> list[db.Event]:
        """All that happened."""
        return list(self.read(lambda s: keepsakes.events_after(s, self.id, 0)))

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that the database has of the keepsake."""
        tables = {
            "keepsakes": "id",
            **dict.fromkeys(("concepts", "events", "files"), "keepsake_id"),
        }
        found = {}
        for table, column in tables.items():
            query = sa.text(f"SELECT * FROM {table} WHERE {column} = :id")
            ask = functools.partial(Session.execute, statement=query, params={"id": self.id})
            found[table] = self.read(lambda s, ask=ask: [dict(r) for r in ask(s).mappings()])
        return found

    def drawn(self, number: int) -> db.Concept:
        """A concept as it is now."""
        found = self.read(lambda s: s.get(db.Concept, (self.id, number)))
        assert isinstance(found, db.Concept)
        return found

    def do(self, name: str, run: str | None = None) -> Any:
        """One of OPERATIONS with its usual arguments."""
        return OPERATIONS[name](self, run or self.row.run)


OPERATIONS: dict[str, Callable[[Driver, str], Any]] = {
    "more": lambda d, _: d("more", d.id),
    "choose": lambda d, _: d("choose", d.id, Choice(1, ("Ada",))),
    "choose other": lambda d, _: d("choose", d.id, Choice(1, ("Bob",))),
    "refine": lambda d, _: d("refine", d.id, Change(inscription=("Cleo",))),
    "cancel": lambda d, _: d("cancel", d.id),
    "retry": lambda d, _: d("retry", d.id),
    "delete": lambda d, _: d("delete", d.id),
    "stage": lambda d, run: d("begin_stage", d.id, run, "pictures", 2, 2),
    "concepts": lambda d, run: d("concepts_found", d.id, run, imagined(1, 2)),
    "draft 2": lambda d, _: d("picture_landed", d.id, 2, stored(d.id, "draft.jpg"), True),
    "land 1": lambda d, _: d("picture_landed", d.id, 1, stored(d.id, "concept-1"), False),
    "land 2": lambda d, _: d("picture_landed", d.id, 2, stored(d.id, "concept-2"), False),
    "spoil 2": lambda d, _: d("picture_failed", d.id, 2, OOPS),
    "done": lambda d, run: d("round_done", d.id, run),
    "publish": lambda d, run: d("published", d.id, run, FIGURINE, [stored(d.id, "figurine.stl")]),
    "fail": lambda d, run: d("failed", d.id, run, OOPS),
}

_DRAWING = ("concepts", "land 1", "draft 2")
_SPOILT = (*_DRAWING[:2], "spoil 2", "done")
_READY = (*_SPOILT, "choose", "publish")
SITUATIONS: dict[str, tuple[str, ...]] = {
    "imagining": (),
    "drawing": _DRAWING,
    "choosing": (*_DRAWING, "land 2", "done"),
    "choosing, one failed": _SPOILT,
    "sculpting": (*_SPOILT, "choose"),
    "sculpting early": (*_DRAWING, "choose"),
    "ready": _READY,
    "refining": (*_READY, "refine"),
    "failed round": ("concepts", "fail"),
    "failed make": (*_SPOILT, "choose", "fail"),
    "failed later make": (*_READY, "choose other", "fail"),
    "cancelled round": (*_DRAWING, "cancel"),
    "cancelled make": (*_SPOILT, "choose", "cancel"),
    "deleted": ("delete",),
}


def situation(engine: sa.Engine, name: str) -> Driver:
    """A keepsake that has come to be in that situation."""
    made = Driver(engine)
    for step in SITUATIONS[name]:
        made.do(step)
    return made


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def each_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty database of the newest schema: SQLite, and (marked `postgres`) Postgres."""
    if request.param == "sqlite":
        made = sqlite_in(tmp_path)
    else:
        made = db.connect(server().database())
        db.migrate(made)
    yield made
    made.dispose()


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """What each task returns or raises, all begun at the same moment, each in a thread."""
    gate = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return task()
        except MemoreezError as error:
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
