"""How memoreez speaks in a terminal: safe text, few colours, stages that move while they work.

Strings given to these consoles are shown as they are: no markup is read from them.
"""

from __future__ import annotations

import codecs
import io
import json
import logging
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.progress import Progress, ProgressColumn, Task
from rich.spinner import Spinner
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

WIDEST = 88  # columns; longer lines are hard to read
MARKS = {"pass": ("✓", "green"), "warn": ("!", "yellow"), "fail": ("✗", "red")}
STAGES = {
    "concepts": "Having ideas",
    "pictures": "Drawing them",
    "sculpture": "Sculpting",
    "gate": "Checking that it prints",
    "files": "Checking, writing files",
}

_NEAREST = str.maketrans("✓✗→…“”„’‘–—·×●○≥≤│─╭╮╰╯━°³²", '+x>."""\'\'--.x*.><|-++++-o32')
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Text that cannot move the cursor, colour the screen, break the line or turn it round."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return "".join(
        "�" if unicodedata.category(c) == "Cs" else c for c in kept if c not in _BIDI
    ).strip()


def tolerate(*streams: TextIO) -> None:
    """Let streams of an old encoding show the nearest character instead of failing."""
    codecs.register_error("memoreez", _nearest)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="memoreez")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(map(_ascii, lost)), error.end


def _ascii(char: str) -> str:
    """One column for one column, so that tables stay straight."""
    near = unicodedata.normalize("NFKD", char.translate(_NEAREST))[0]
    return near if near.isascii() else "?"


def out() -> Console:
    """For what was asked."""
    return _console(sys.stdout)


def err() -> Console:
    """For what went wrong, and for progress when the output is for a program."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if console.width > WIDEST:
        console.width = WIDEST
    return console


def sentence(words: str, *, failed: bool = True) -> None:
    """One sentence on stderr; a single line wherever it is not read on a screen."""
    console = err()
    mark, colour = MARKS["fail" if failed else "warn"]
    text = Text.assemble((f"{mark} ", f"bold {colour}"), plain(words))
    console.print(text, soft_wrap=not console.is_terminal)


def as_json(value: Any) -> None:
    """One JSON object on stdout."""
    readable = (sys.stdout.encoding or "").lower().startswith("utf")
    text = json.dumps(value, ensure_ascii=not readable, indent=2, allow_nan=False)
    sys.stdout.write(text + "\n")


class _Sentences(logging.Handler):
    """A warning of the log as one line on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sentence(record.getMessage(), failed=False)
        except OSError:  # nobody reads it any more: no work ends for that
            self.handleError(record)


@contextmanager
def told() -> Iterator[None]:
    """Whoever types sees warnings of ours as sentences: there is no log that they would read."""
    logger, handler = logging.getLogger("memoreez"), _Sentences(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


class Stages:
    """Shows how far each stage is: moving in a terminal, line by line elsewhere.

    Use as a `Watch` inside `with`; `pause()` ends the moving part, so that other lines can follow.
    """

    def __init__(self, console: Console, *, silent: bool = False) -> None:
        self.console = console
        self.silent = silent
        self.seconds: dict[str, float] = {}
        self._moves = console.is_interactive
        self._progress: Progress | None = None
        self._start = 0.0
        self._over = False

    def __call__(self, stage: str, done: int, of: int) -> None:
        """A stage begins (done = 0), goes on, or ends (done = of)."""
        if done == 0:
            self._start = perf_counter()
        self.seconds[stage] = round(perf_counter() - self._start, 3)
        if self.silent or self._over:  # a late word from another thread
            return
        if self._moves:
            self._move(stage, done, of)
        elif done:
            self._line(stage, done, of)

    def _move(self, stage: str, done: int, of: int) -> None:
        if self._progress is None:
            columns = (_Mark(self.console), _Label(), _Dots(), _Seconds())
            self._progress = Progress(*columns, console=self.console, refresh_per_second=10)
            self._progress.start()
        if done == 0:
            self._progress.add_task(_label(stage), total=of, state="")
        else:
            self._progress.update(self._progress.task_ids[-1], completed=done)

    def _line(self, stage: str, done: int, of: int) -> None:
        count = f" {done} of {of}" if of > 1 else ""
        self.console.print(f"{_label(stage)}:{count} ({self.seconds[stage]:.1f} s)")
        self.console.file.flush()

    def pause(self, *, failed: bool = False) -> None:
        """Leave the stages so far on the screen as they are."""
        if self._progress is None:
            return
        if failed:
            self._progress.update(self._progress.task_ids[-1], state="stopped")
        self._progress.stop()
        self._progress = None

    def __enter__(self) -> Stages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over = True
        self.pause(failed=kind is not None)


def _label(stage: str) -> str:
    return STAGES.get(stage, plain(stage).capitalize())


class _Mark(ProgressColumn):
    """Turns while a stage works."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        unicode = not console.options.ascii_only
        self._spinner = Spinner("dots" if unicode else "line", style="cyan")

    def render(self, task: Task) -> RenderableType:
        if task.finished:
            return Text(" ✓", style="green")
        if task.fields["state"] == "stopped":
            return Text(" ✗", style="red")
        return Text.assemble(" ", self._spinner.render(task.get_time()))  # type: ignore[arg-type]


class _Label(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.description:<24}", style="" if task.finished else "bold")


class _Dots(ProgressColumn):
    """One dot for each piece of a stage that has several."""

    def render(self, task: Task) -> Text:
        of, done = int(task.total or 1), int(task.completed)
        if of == 1:
            return Text(" " * 12)
        left = of - done
        return Text.assemble(("● " * done, "cyan"), ("○ " * left, "dim"), "  " * max(6 - of, 0))


class _Seconds(ProgressColumn):
    def render(self, task: Task) -> Text:
        seconds = task.finished_time if task.finished else task.elapsed
        return Text(f"{seconds or 0:6.1f} s", style="dim")


@contextmanager
def working(words: str) -> Iterator[None]:
    """A turning sign for a single piece of work; nothing outside a terminal."""
    console = err()
    if not console.is_interactive:
        yield
        return
    unicode = not console.options.ascii_only
    with console.status(Text(words, style="dim"), spinner="dots" if unicode else "line"):
        yield
