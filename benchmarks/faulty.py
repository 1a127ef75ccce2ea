"""A thousand keepsakes whose vendors fail in one call of ten: all must reach an end.

    python benchmarks/faulty.py [--keepsakes 1000] [--part 250] [--out parts.jsonl] [--workers 6]
                                [--seconds 900] [--database URL] [--json]

Ideas, pictures and sculptures are asked for over real HTTP, of vendors on loopback that we wrote:
they reset connections before and after the work, answer 400 to 529, half a body, HTML, a hundred
megabytes of junk, pictures that are none, or nothing in time. The studio is a real one, but its
figurines are quick stand-ins, since no other machine is asked for what comes after the sculpture.
Each vendor notes what it worked for: the same request twice would be a call paid twice.

They come in parts, each with faults of its own; with `--out` none is done that is there already.
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
SEED = 7


def measure(options: argparse.Namespace, many: int, seed: int, folder: Path) -> dict[str, Any]:
    """What came of so many keepsakes."""
    sys.path.insert(0, str(TESTS))
    import faulty_world

    found = faulty_world.live(
        folder, many, options.workers, options.seconds, options.database, seed
    )
    faults = Counter({f"{s}: {n}": c for (s, n), c in found.failed.items() if n != "none"})
    return {
        "keepsakes": many,
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
        "who did the work": dict(sorted(found.by.items())),
        "faults": dict(sorted(faults.items())),
    }


def parts(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Each part's, as soon as it is done; those that `--out` has already first."""
    out: Path | None = options.out
    kept = out.read_text("utf-8").splitlines() if out and out.exists() else []
    done = [json.loads(line) for line in kept]
    left = options.keepsakes - sum(each["keepsakes"] for each in done)
    while left > 0:
        with tempfile.TemporaryDirectory() as folder:
            many = min(left, options.part)
            done.append(measure(options, many, SEED + len(done), Path(folder)))
        left -= many
        if out:
            with out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(done[-1]) + "\n")
    return done


def summed(done: list[dict[str, Any]]) -> dict[str, Any]:
    """All parts together."""
    total: dict[str, Any] = {}
    for each in done:
        for name, value in each.items():
            if isinstance(value, dict):
                total[name] = dict(Counter(total.get(name, {})) + Counter(value))
            else:
                total[name] = total.get(name, 0) + value
    total["seconds a keepsake"] = round(total["seconds"] / total["keepsakes"], 2)
    return total


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--keepsakes", type=int, default=1000)
    parser.add_argument("--part", type=int, default=250, help="keepsakes of one studio")
    parser.add_argument("--out", type=Path, help="JSON, a line a part")
    parser.add_argument("--workers", type=int, default=6, help="helper processes")
    parser.add_argument("--seconds", type=float, default=900, help="who is not done then is stuck")
    parser.add_argument("--database", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # a thousand faults are no news here
    found = summed(parts(options))
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
