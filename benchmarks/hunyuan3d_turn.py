"""One turn on a CUDA card: all that is not measured yet, each part for so long at most.

    python benchmarks/hunyuan3d_turn.py [--out FOLDER] [--parts parity,mini,…] [--seconds 250]
    python benchmarks/hunyuan3d_turn.py --tiny     # on a processor: shows that it runs

The parts are programs of this folder, the most wanted first; what one has printed is kept when its
time is over. `turn.json` in the folder has of each its seconds, exit code, rows, and last words,
and is written anew after every part: a turn that is cut off leaves what it had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TESTS = ["-m", "pytest", "-q", "--noconftest", "-p", "no:cacheprovider", "-W", "default", "-m"]
PARTS: dict[str, tuple[float, list[str]]] = {  # seconds at most, and what runs
    "parity": (75, ["hunyuan3d_parity.py", "--variants", "2.0,mini-turbo", "--json"]),
    "mini": (35, ["hunyuan3d.py", "--variants", "mini", "--parts", "", "--card", "4.5", "--json"]),
    "blocks": (45, ["hunyuan3d.py", "--variants", "2.0", "--parts", "", "--card", "6",
                    "--offloads", "blocks", "--json"]),
    "mini-turbo": (35, ["hunyuan3d.py", "--variants", "mini-turbo", "--json"]),
    "stages": (40, ["hunyuan3d.py", "--variants", "2.0", "--parts", "stages", "--runs", "3",
                    "--json"]),
    "shop": (110, ["shop.py", "--variants", "2.0-turbo,2.0", "--each", "1,2,4", "--passes", "1",
                   "--seconds", "5", "--json"]),
    "kernels": (60, [*TESTS, "training or not training",
                     str(HERE.parent / "tests" / "test_hunyuan3d_kernels.py"),
                     str(HERE.parent / "tests" / "test_hunyuan3d_fast.py")]),
}  # fmt: skip
LAST = 4000  # characters of a part's words that are kept


def run(command: list[str], seconds: float) -> dict[str, Any]:
    """A part's rows, if it got so far; it is ended after `seconds`."""
    began, words = time.monotonic(), ""
    paths = [str(HERE.parent), str(HERE.parent / "tests"), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, *command], cwd=HERE, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        words, code = process.communicate(timeout=seconds)[0], process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)  # with all that it started
        words, code = process.communicate()[0], None
    spent = round(time.monotonic() - began, 1)
    return {"seconds": spent, "code": code, "rows": found(words), "words": words[-LAST:]}


def found(words: str) -> Any:
    """The JSON at the end of what a program printed; None where it did not come to it."""
    lines = words.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if line.strip() in ("[", "{"):
            try:
                return json.loads("".join(lines[at:]))
            except ValueError:
                continue
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=Path.cwd())
    parser.add_argument("--parts", type=lambda text: text.split(","), default=list(PARTS))
    parser.add_argument("--seconds", type=float, default=250.0)
    parser.add_argument("--tiny", action="store_true")
    arguments = parser.parse_args()
    ends, told = time.monotonic() + arguments.seconds, {}
    for name in arguments.parts:
        most, command = PARTS[name]
        left = min(most, ends - time.monotonic())
        if left <= 0:
            print(f"{name}: no time is left", flush=True)
            continue
        if arguments.tiny and command[0].endswith(".py"):
            command = [command[0], "--tiny", "--json"]
        told[name] = run(command, left)
        print(f"{name}: {told[name]['seconds']} s, code {told[name]['code']}", flush=True)
        print(told[name]["words"], flush=True)
        (arguments.out / "turn.json").write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
