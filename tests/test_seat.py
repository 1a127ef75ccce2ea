"""The seat: a name that no other living process has, and that comes back after a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from memoreez.workflow.seat import Seat


def test_two_processes_have_two_seats(tmp_path: Path) -> None:
    """Trap 3: with the same name they would take each other's work."""
    one, two = Seat(tmp_path), Seat(tmp_path)
    assert one.name != two.name
    name = one.name
    one.leave()
    three = Seat(tmp_path)
    assert three.name == name
    two.leave()
    three.leave()


def test_two_folders_have_two_names(tmp_path: Path) -> None:
    """Two machines may both be called localhost."""
    one, two = Seat(tmp_path / "one"), Seat(tmp_path / "two")
    assert one.name != two.name
    one.leave()
    two.leave()


HOLDER = """
import sys, time
from pathlib import Path
from memoreez.workflow.seat import Seat
seat = Seat(Path(sys.argv[1]))
print(seat.name, flush=True)
time.sleep(60)
"""


def test_a_killed_process_leaves_its_seat(tmp_path: Path) -> None:
    """kill -9 frees the lock, so a restarted studio is the same executor as before."""
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", HOLDER, tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as holder:
        assert holder.stdout
        name = holder.stdout.readline().strip()
        other = Seat(tmp_path)
        assert other.name != name
        other.leave()
        holder.kill()
    again = Seat(tmp_path)
    assert again.name == name
    again.leave()
