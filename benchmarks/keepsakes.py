"""Random hobby lists through the whole geometry: does every keepsake pass the gate?

    python benchmarks/keepsakes.py [--count 200] [--quality print|final] [--json] [--jobs 2]

Hobby lists of one to six motifs, every motif and every kind; each becomes a finished figurine on an
inscribed pedestal and goes through the print gate.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing import get_context
from typing import Any

import numpy as np

from memoreez import motifs, steps
from memoreez.artifacts import Concept, Design, Element
from memoreez.designs import KINDS
from memoreez.figurines import gate
from memoreez.figurines.finish import Wish, finish
from memoreez.figurines.pedestal import SHAPES
from memoreez.sculptures.atelier import Atelier

# The library until 2026-11-23: tables of Claynet compare over the days by these.
FIRST = (
    "basketball", "beer_mug", "bicycle", "bird", "book", "boxing_glove", "cake", "camera", "car",
    "cat", "chef_hat", "chess_knight", "coffee_cup", "dance_shoe", "dog", "drum", "dumbbell",
    "fish", "flower", "football", "game_controller", "globe", "golf", "guitar", "headphones",
    "heart", "hiking_boot", "horse", "laptop", "microphone", "motorcycle", "mountain", "palette",
    "piano", "plane", "rabbit", "rocket", "running_shoe", "sailboat", "scroll", "skis", "star",
    "surfboard", "tennis_racket", "tent", "tree", "turtle", "violin", "watering_can",
    "wine_glass", "wrench", "yarn", "yoga",
)  # fmt: skip
NAMES = ("Sophie", "Max & Luna", "Дмитрий", "Ελένη", "Anne-Sophie Müller")


def orders(
    count: int, names: Sequence[str] | None = None
) -> list[tuple[int, str, tuple[str, ...], str]]:
    """(seed, kind, motif names, pedestal): all motifs, or those, in turn; all kinds in turn."""
    random = np.random.default_rng(2026)
    pool: list[str] = []
    out = []
    for seed in range(count):
        wanted = int(random.integers(1, 7))
        chosen: list[str] = []
        while len(chosen) < wanted:
            if not pool:
                pool = [str(n) for n in random.permutation(names or motifs.names())]
            name = pool.pop()
            if name not in chosen:
                chosen.append(name)
        shape = SHAPES[seed % len(SHAPES)] if seed % 3 == 0 else "round"
        out.append((seed, KINDS[seed % len(KINDS)], tuple(chosen), shape))
    return out


def element(name: str) -> Element:
    return Element(name, "Philosophy" if motifs.load(name).labelled else "")


def run(job: tuple[tuple[int, str, tuple[str, ...], str], str]) -> dict[str, Any]:
    """One keepsake: its verdict, what failed or was repaired, and how long it took."""
    (seed, kind, chosen, shape), quality = job
    design = Design(kind, tuple(map(element, chosen)), seed)
    concept = Concept(1, "", "", kind, "", design)
    name = NAMES[seed % len(NAMES)] if seed % 4 else ""
    wish = Wish(inscription=(name,) if name else (), pedestal=shape)
    start = time.process_time()
    raw = Atelier().sculpt(concept, height_mm=wish.height_mm, quality=quality)
    done = finish(raw.mesh, wish, tolerance_mm=steps.TOLERANCE * wish.height_mm)
    made = done.figurine
    report = gate.inspect(
        made.solid, stroke_mm=done.stroke_mm, bodies=made.bodies, repairs=done.repairs
    )
    low, high = made.solid.vertices.min(axis=0), made.solid.vertices.max(axis=0)
    return {
        "seed": seed,
        "kind": kind,
        "motifs": chosen,
        "pedestal": shape,
        "verdict": report.verdict,
        "failed": [f"{c.name}={c.value}" for c in report.checks if c.verdict == "fail"],
        "warned": [c.name for c in report.checks if c.verdict == "warn"],
        "repairs": report.repairs,
        "size_mm": [round(float(v), 1) for v in high - low],
        "triangles": len(made.solid.faces),
        "cpu_s": round(time.process_time() - start, 2),
    }


def table(rows: list[dict[str, Any]]) -> str:
    lines = [f"{'kind':<12}{'made':>6}{'pass':>6}{'repaired':>10}{'fail':>6}{'slowest s':>11}"]
    for kind in (*KINDS, "all"):
        some = [r for r in rows if kind in ("all", r["kind"])]
        if some:
            verdicts = Counter(r["verdict"] for r in some)
            slowest = max(r["cpu_s"] for r in some)
            lines.append(
                f"{kind:<12}{len(some):>6}{verdicts['pass']:>6}{verdicts['repaired']:>10}"
                f"{verdicts['fail']:>6}{slowest:>11.1f}"
            )
    used = {name for row in rows for name in row["motifs"]}
    lines.append(f"motifs used: {len(used)} of {len(motifs.names())}")
    failed = [row for row in rows if row["failed"]]
    lines += [f"FAIL {r['seed']} {r['kind']} {r['motifs']}: {r['failed']}" for r in failed]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--quality", default="print", choices=("print", "final", "draft"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    jobs = [(order, options.quality) for order in orders(options.count)]
    with get_context("spawn").Pool(options.jobs, maxtasksperchild=40) as pool:
        rows = list(pool.imap_unordered(run, jobs))
    rows.sort(key=lambda row: row["seed"])
    print(json.dumps(rows, default=list) if options.json else table(rows))


if __name__ == "__main__":
    main()
