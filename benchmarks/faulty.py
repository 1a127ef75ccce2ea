"""A thousand keepsakes whose vendors fail in one call of ten: all must reach an end.

    python benchmarks/faulty.py [--keepsakes 1000] [--workers 6] [--seconds 900] [--database URL]
                                [--json]

Ideas, pictures and sculptures are asked for over real HTTP, of vendors on loopback that we wrote:
they reset connections before and after the work, answer 400 to 529, half a body, HTML, a hundred
megabytes of junk, pictures that are none, or nothing in time. The studio is a real one, but its
figurines are quick stand-ins, since no other machine is asked for what comes after the sculpture.
Each vendor notes what it worked for: the same request twice would be a call paid twice.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1] / "tests"


def measure(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """What came of it."""
    sys.path.insert(0, str(TESTS))
    import faulty_world

    found = faulty_world.live(
        folder, options.keepsakes, options.workers, options.seconds, options.database
    )
    faults = Counter({f"{s}: {n}": c for (s, n), c in found.failed.items() if n != "none"})
    return {
        "keepsakes": options.keepsakes,
        "ready": found.ends["ready"],
        "failed": found.ends["failed"],
        "stuck": found.stuck,
        "calls": found.calls.total(),
        "calls that failed": faults.total(),
        "paid twice": found.paid_twice.total(),
        "how": dict.fromkeys(found.repeated, 2),
        "paid, by the vendors": sum(n for s, n in found.worked.items() if s != "sculptures"),
        "paid, by our books": found.booked,
        "pictures not drawn": found.undrawn,
        "seconds": round(found.seconds, 1),
        "seconds a keepsake": round(found.seconds / options.keepsakes, 2),
        "who did the work": dict(sorted(found.by.items())),
        "faults": dict(sorted(faults.items())),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keepsakes", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=6, help="helper processes")
    parser.add_argument("--seconds", type=float, default=900, help="who is not done then is stuck")
    parser.add_argument("--database", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # a thousand faults are no news here
    with tempfile.TemporaryDirectory() as folder:
        found = measure(options, Path(folder))
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            told = value if isinstance(value, dict) else {}
            print(f"{name:>22}  {'' if told else value}")
            for what, count in told.items():
                print(f"{count:>30}  {what}")
    sys.exit(bool(found["stuck"] or found["paid twice"]))


if __name__ == "__main__":
    main()
