"""One keepsake from hobbies to files: seconds per stage and peak memory, medians of some runs.

    python benchmarks/make.py [--runs 3] [--json] ["guitar, hiking with the dog, black coffee"]

Each run is a process of its own, as for a person at the command line; imports are counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile

ONE = """
import json, resource, sys, time
start = time.perf_counter()
import memoreez
seen = {}
def watch(stage, done, of):
    seen.setdefault(f"{stage} {done}/{of}", time.perf_counter() - start)
made = memoreez.make(sys.argv[1], name="Sophie", date="24.12.2026", out=sys.argv[2],
                     pick=int(sys.argv[3]), watch=watch)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"first picture": seen["pictures 1/4"], "four pictures": seen["pictures 4/4"],
    "choice to sculpture": made.seconds["sculpture"], "gate and files": made.seconds["files"],
    "choice to all files": made.seconds["sculpture"] + made.seconds["files"],
    "peak MB, main process": own, "peak MB, worker": worker}))
"""
TARGETS = {"four pictures": 7.0, "choice to all files": 6.0}


def once(text: str, pick: int) -> dict[str, float]:
    """One run in a fresh process."""
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [sys.executable, "-c", ONE, text, out, str(pick)],
            check=True,
            capture_output=True,
            text=True,
        )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", nargs="?", default="guitar, hiking with the dog, black coffee")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pick", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    runs = [once(options.text, options.pick) for _ in range(options.runs)]
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    if options.json:
        print(json.dumps(medians))
        return
    for name, value in medians.items():
        target = f"   (target {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name:<24}{value:8.2f}{target}")


if __name__ == "__main__":
    main()
