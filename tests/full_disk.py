"""A studio whose disk fills up while it works: `full_disk.py folder seconds`, in its own mount.

The folder becomes a small file system in memory. What happens is printed as one JSON object.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import mesh_life
import visitor

from memoreez import db, keepsakes
from memoreez.errors import MemoreezError
from memoreez.settings import Settings
from memoreez.studio import Studio, open_studio

SIZE = "24m"
PATIENCE_S = 90.0


def main() -> None:
    """All of it."""
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", folder], check=True)
    (folder / "pace").write_text("0.5")
    studio = open_studio(Settings(data_dir=folder, workers=2), workshop="quick_workshop")
    name = visitor.visit(studio)
    _until(studio, name, "choosing")
    visitor.act(studio, keepsakes.choose, name, keepsakes.Choice(1, ("Ada",)))
    mesh = visitor.send(studio)
    _until(studio, name, "sculpting")
    _fill(folder / "ballast")
    told = _refused(studio)
    time.sleep(seconds)
    meanwhile = _state(studio, name)
    (folder / "ballast").unlink()
    state = _until(studio, name, "ready", "failed")
    if state == "failed":
        with db.session(studio.engine) as session:
            studio.flow.enqueue(session, keepsakes.retry(session, name))
        state = "failed, then " + _until(studio, name, "ready", "failed")
    mended = mesh_life.ended(studio, mesh, PATIENCE_S).state
    if mended == "failed":  # its person sends it again
        mended = mesh_life.ended(studio, visitor.send(studio), PATIENCE_S).state
    studio.close()
    made = [json.loads(line)["key"] for line in (folder / "ledger").read_text().splitlines()]
    found = {"told": told, "meanwhile": meanwhile, "state": state, "mesh": mended, "made": made}
    sys.stdout.write(json.dumps(found) + "\n")


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        block = b"\0" * 4096
        while True:
            try:
                file.write(block)
            except OSError:
                return


def _refused(studio: Studio) -> str:
    """What another person is told meanwhile."""
    for _ in range(200):  # what is written already has room left for a while
        try:
            visitor.visit(studio)
        except MemoreezError as error:
            return f"{type(error).__name__}: {error}"
    return ""


def _state(studio: Studio, name: str) -> str:
    with db.session(studio.engine, reading=True) as session:
        return keepsakes.find(session, name).state


def _until(studio: Studio, name: str, *states: str) -> str:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        state = _state(studio, name)
        if state in states:
            return state
        time.sleep(0.05)
    raise AssertionError(f"{state}, and not {states} in time")


if __name__ == "__main__":
    main()
