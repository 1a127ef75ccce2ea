"""Lives of a studio that begin at once: each is forked from a process that has imported all of it.

Kill tests begin hundreds of lives, and importing takes longer than most of them last. A life shares
nothing with the one before: no thread, no connection and no file is open when it is forked. Forking
is not to be had on Windows, where the tests of processes are not run.

Use: `life(arguments, said)` lives `visitor.main()` once. As a program this is the nest itself.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).parent


def life(arguments: Sequence[str], said: Path, limit_s: float) -> int:
    """One life of `visitor`: its exit code, as `subprocess` has it. Its errors go to `said`."""
    nest = _nest()
    assert nest.stdin
    assert nest.stdout
    asked = {"arguments": [*map(str, arguments)], "said": str(said), "limit_s": limit_s}
    nest.stdin.write(json.dumps(asked) + "\n")
    nest.stdin.flush()
    return int(nest.stdout.readline())


@functools.cache
def _nest() -> subprocess.Popen[str]:
    """The nest of this test process; it ends with it."""
    started = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": f"{TESTS.parent}:{TESTS}", "PATH": "/usr/bin:/bin"},
    )
    atexit.register(_leave, started)
    return started


def _leave(nest: subprocess.Popen[str]) -> None:
    assert nest.stdin
    assert nest.stdout
    nest.stdin.close()  # it reads the end, and goes
    nest.wait()
    nest.stdout.close()


def main() -> None:
    """One life for each line that comes, until there are no more."""
    import alembic.command
    import psycopg
    import visitor

    assert alembic.command and psycopg
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _ready(**asked)
            visitor.main()
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _ready(arguments: Sequence[str], said: str, limit_s: float) -> None:
    """As a process of its own would be; one that takes too long ends with SIGALRM."""
    signal.alarm(int(limit_s))
    nowhere, file = os.open(os.devnull, os.O_RDWR), os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
    for new, old in ((nowhere, 0), (nowhere, 1), (file, 2)):
        os.dup2(new, old)
    sys.argv[1:] = arguments


if __name__ == "__main__":
    main()
