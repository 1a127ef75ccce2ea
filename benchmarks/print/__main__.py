"""Run the corpus and print what came of it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.print import awkward, corpus, hostility, measured, originals, table, trial

AWKWARD_MB, HOSTILE_MB = 6000, 4500  # of address space, of which imports take 1,200
AWKWARD_S, HOSTILE_S = 120, 60


def tasks(options: argparse.Namespace, place: Path) -> Iterator[trial.Task]:
    """Everything that was asked for, in order."""
    wanted = options.only.lower()
    if options.part in ("all", "damaged"):
        for order in corpus.orders(options.few):
            if wanted in order.name:
                given = (order, options.cache, options.keep)
                yield trial.Task(order.name, order.group, measured.damaged, given)
    if options.part in ("all", "awkward"):
        for name in awkward.SOLIDS:
            if wanted in name:
                yield trial.Task(
                    name, "awkward", measured.solid, (name,), AWKWARD_MB * 10**6, AWKWARD_S
                )
    if options.part in ("all", "hostile"):
        for number, name in enumerate(hostility.NAMES):
            if wanted in name.lower():
                folder = place / str(number)
                folder.mkdir()
                file = hostility.write(name, folder)
                yield trial.Task(
                    name, "hostile", measured.hostile, (file,), HOSTILE_MB * 10**6, HOSTILE_S
                )


def main() -> None:
    """Parse, run, print; exit code 1 where something must not be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print", description=__doc__)
    parser.add_argument("--few", action="store_true", help="some of each kind")
    parser.add_argument("--only", default="", metavar="WORD", help="names that hold this word")
    parser.add_argument("--part", default="all", choices=("all", "damaged", "awkward", "hostile"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="all rows go there too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="meshes before and after")
    default = Path(tempfile.gettempdir()) / "memoreez-print-corpus"
    parser.add_argument("--cache", type=Path, default=default, help="where originals are kept")
    options = parser.parse_args()
    for folder in (options.cache, options.keep):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    if options.part in ("all", "damaged"):
        for name in originals.PLANS:  # once, before the processes that need them
            originals.load(name, options.cache)
    rows = []
    with tempfile.TemporaryDirectory(prefix="memoreez-hostile-") as place:
        for row in trial.run(tasks(options, Path(place)), options.jobs):
            rows.append(row)
            end = row.get("after") or row["ended"]
            wrong = "; ".join(table.lies([row]))[:200]
            spent = f"{row['cpu_s']:.1f} s" if "cpu_s" in row else ""
            off = f"{row['p95_mm']:.2f} mm" if "p95_mm" in row else ""
            if options.json:  # after each, so that a look at it need not wait for the end
                options.json.write_text(json.dumps(rows, indent=1), "utf-8")
            print(
                f"{len(rows):>4} {end:<9} {row['name']:<60} {off} {spent} {wrong}", file=sys.stderr
            )
    lies = table.lies(rows)
    print("\n".join([*lies, "", *table.far(rows), "", table.summary(rows), "", table.others(rows)]))
    sys.exit(bool(lies))


if __name__ == "__main__":
    main()
