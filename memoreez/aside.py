"""Standing aside: a helper process that only waits for another machine lends its place to others.

    with aside():
        mesh = engine.sculpture(order)  # takes minutes, and no work of ours

Whoever keeps the helpers (`bench.py`) hears of it over the pipe and lets another process work
meanwhile; the block ends when there is a place again. When the work is given up, the block gets a
KeyboardInterrupt, as from Ctrl-C, so that it can cancel what it has ordered. In any other process
nothing of this happens.
"""

from __future__ import annotations

import pickle
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

# Not SIGTERM: who stops a service sends that to all of its processes, and an order lives on then.
GIVE_UP: int | None = getattr(signal, "SIGUSR1", None)  # Windows has none: there a helper just ends
AWAY, BACK = "away", "back"


@dataclass
class _Line:
    """The pipes to whoever keeps this helper."""

    calls: BinaryIO
    answers: BinaryIO
    away: bool = False

    def tell(self, word: str) -> None:
        pickle.dump((None, word), self.answers, protocol=5)
        self.answers.flush()

    def wait(self) -> None:
        """Until there is a place. Raises EOFError where there will be none."""
        pickle.load(self.calls)


_lines: list[_Line] = []


def connect(calls: BinaryIO, answers: BinaryIO) -> None:
    """This process is a helper with these pipes."""
    _lines[:] = [_Line(calls, answers)]


@contextmanager
def aside() -> Iterator[None]:
    """The block only waits for another machine. Raises KeyboardInterrupt when it is given up."""
    line = _lines[0] if _lines else None
    alone = threading.current_thread() is not threading.main_thread()
    if line is None or line.away or alone:  # a thread's pause is not the process's
        yield
        return
    before = _listen(signal.default_int_handler)
    line.away = True
    line.tell(AWAY)
    try:
        yield
    except KeyboardInterrupt:
        raise  # given up: nobody keeps a place
    except BaseException:
        _back(line)
        raise
    else:
        _back(line)
    finally:
        line.away = False
        _listen(before)


def _back(line: _Line) -> None:
    line.tell(BACK)
    with suppress(EOFError):  # our parent is gone, and soon we are
        line.wait()


def _listen(handler: Any) -> Any:
    return None if GIVE_UP is None else signal.signal(GIVE_UP, handler)
