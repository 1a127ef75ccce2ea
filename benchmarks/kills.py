"""Random kill -9 of working studios while a hundred keepsakes go all the way.

    python benchmarks/kills.py [--keepsakes 100] [--kills 50] [--studios 2] [--every 2.0]
                               [--database URL] [--json]

Each keepsake is imagined, drawn, made and refined by quick stand-ins for the providers, so that
it is the bookkeeping that is tried. Afterwards nothing may be lost, stuck or written twice; what
was made more than once is counted. Without --database a SQLite file is used.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1] / "tests"


def measure(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What came of it."""
    sys.path.insert(0, str(TESTS))
    import kill_matrix
    from fleet import fleet, harried

    quiet = kill_matrix.journey(folder / "quiet")
    place, start = folder / "harried", time.monotonic()
    with fleet(place, options.studios, options.database) as (made, studio):
        limit_s = 120 + 5 * options.keepsakes + 3 * options.every * options.kills
        content = harried(made, studio, options.keepsakes, options.kills, options.every, limit_s)
    found = kill_matrix.outcome(place, options.database, made.kills)
    done = sum(state == kill_matrix.DONE for state in found.keepsakes)
    return {
        "keepsakes": len(found.keepsakes),
        "kills": made.kills,
        "all content": content,
        "lost or stuck": len(found.keepsakes) - done,
        "faults": kill_matrix.faults(found, quiet),
        "pieces of work": sum(found.work.values()),
        "done again": sum(found.repeated().values()),
        "seconds": round(time.monotonic() - start, 1),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keepsakes", type=int, default=100)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--studios", type=int, default=2)
    parser.add_argument("--every", type=float, default=2.0, help="seconds between kills")
    parser.add_argument("--database", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options, Path(folder))
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            print(f"{name:>16}  {value}")
    sys.exit(bool(found["faults"]) or not found["all content"])


if __name__ == "__main__":
    main()
