"""How far our slicer-free estimate is from PrusaSlicer, over keepsakes fitted to and not.

    python benchmarks/estimate.py [--json]            errors over the table in tests/fixtures
    python benchmarks/estimate.py --fit               constants for prints/estimate.py from it
    python benchmarks/estimate.py --measure 40 FILE   make keepsakes, slice them, write a table

The last needs PrusaSlicer and takes about a minute for each keepsake; it continues FILE.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy.optimize import least_squares, nnls

from memoreez import providers, steps
from memoreez.figurines.finish import Wish, finish
from memoreez.prints import estimate, slicing, stl
from memoreez.prints.estimate import QUALITIES, Drawn

TABLE = Path(__file__).parent.parent / "tests" / "fixtures" / "sliced.json"
GROUPS = 20  # sections are kept in so many means
TEXTS = (
    "guitar, hiking with the dog, black coffee",
    "knitting, her cat, watching the stars",
    "football, video games, pizza",
    "gardening, tea, reading books",
    "cycling, photography, mountains",
    "piano, ballet, cake",
    "fishing, camping, beer",
    "chess, science fiction, robots",
    "yoga, the sea, sailing",
    "swimming, painting, wine",
    "running, basketball, sneakers",
    "horses, drums, motorbikes",
    "cooking, travelling, planes",
    "skiing, skateboarding, music",
    "birds, trees, hiking",
    "surfing, dogs",
    "astronomy, rockets",
    "sewing, flowers, rabbits",
    "tennis, golf",
    "violin, opera, candles",
)
HEIGHTS = (90, 60, 75, 105, 120, 90, 80, 70, 100, 110)
PEDESTALS = ("round", "square", "oval", "hexagonal")
LINES = (("Sophie", "24.12.2026"), (), ("Für Opa",), ("Best Dad", "in the world"), ("MAX",))
FITTED = (0, 3)  # of every four keepsakes; the others are only tried
Row = dict[str, Any]


def keepsake(number: int) -> tuple[str, Wish, Any]:
    """Kind, wish and solid of one of the table's keepsakes."""
    style = "embossed" if number % 3 == 0 else "engraved"
    pedestal = PEDESTALS[(number // 2) % 4]
    wish = Wish(float(HEIGHTS[number % 10]), LINES[number % 5], pedestal, style=style)
    order = steps.Order(TEXTS[number % 20], seed=number, wish=wish)
    concept = steps.imagine(order).concepts[(number + number // 4) % 4]
    sculptor = providers.load("sculptures", "atelier")
    raw = sculptor.sculpt(concept, height_mm=wish.height_mm, quality="print").mesh
    done = finish(raw, wish, tolerance_mm=steps.TOLERANCE * wish.height_mm)
    return concept.kind, wish, done.figurine.solid


def row_of(number: int, kind: str, height_mm: float, sliced: slicing.Sliced, drawn: Drawn) -> Row:
    """One line of the table: the slicer's word, and what we drew, in a few means."""
    groups = np.array_split(np.arange(len(drawn.rows)), GROUPS)
    return {
        "keepsake": number,
        "kind": kind,
        "height_mm": height_mm,
        "half": "fit" if number % 4 in FITTED else "test",
        "quality": sliced.quality,
        "grams": sliced.grams,
        "seconds": sliced.seconds,
        "supports_g": round(sliced.supports_g, 2),
        "heights_mm": [round(float(drawn.heights_mm[g].sum()), 3) for g in groups],
        "rows": [[round(float(v), 1) for v in drawn.rows[g].mean(0)] for g in groups],
    }


def measure(count: int, path: Path) -> None:
    """Make and slice what is not in the file yet, in all qualities."""
    rows: list[Row] = json.loads(path.read_text("utf-8"))["prints"] if path.exists() else []
    known = {(row["keepsake"], row["quality"]) for row in rows}
    for number in range(count):
        missing = [quality for quality in QUALITIES if (number, quality) not in known]
        if not missing:
            continue
        kind, wish, solid = keepsake(number)
        for quality in missing:
            sliced = slicing.slice_stl(stl.encode(solid), quality, timeout_s=600)
            if sliced is None:
                raise SystemExit("Install PrusaSlicer to measure.")
            drawn = estimate.draw(solid, quality)
            rows.append(row_of(number, kind, wish.height_mm, sliced, drawn))
            save(path, rows)


def save(path: Path, rows: list[Row]) -> None:
    """One print a line, so that a change can be read."""
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    path.write_text(f'{{"slicer":"PrusaSlicer 2.5.0","prints":[\n{lines}\n]}}\n', "utf-8")


def drawn_of(row: Row) -> Drawn:
    return Drawn(np.array(row["rows"], float), np.array(row["heights_mm"], float))


def fit(rows: list[Row]) -> None:
    """Prints the constants that suit the half to fit to, relative errors squared."""
    chosen = [row for row in rows if row["half"] == "fit"]
    grams, supports, whole = [], [], []
    for row in chosen:
        parts = estimate.volumes(drawn_of(row), row["quality"]) * estimate.G_PER_MM3
        grams.append(parts / row["grams"])
        supports.append(row["supports_g"] / row["grams"])
        whole.append(1 - supports[-1])
    table = np.array(grams)
    body, _ = nnls(table[:, :3], np.array(whole))
    props, _ = nnls(table[:, 3:], np.array(supports))

    def off(guess: np.ndarray) -> list[float]:
        each, layer, thicker = guess[:4], float(guess[4]), float(guess[5])
        return [
            estimate.duration(drawn_of(row), row["quality"], each, layer, thicker) / row["seconds"]
            - 1
            for row in chosen
        ]

    start = np.array([*estimate.SECONDS, estimate.LAYER_S, estimate.THICKER])
    found = least_squares(off, start, bounds=(0, np.inf), x_scale=start).x
    print("GRAMS", [round(float(v), 3) for v in (*body, *props)])
    print("SECONDS", [round(float(v), 4) for v in found[:4]])
    print("LAYER_S", round(float(found[4]), 2), "THICKER", round(float(found[5]), 2))


def errors(rows: list[Row]) -> list[dict[str, Any]]:
    """Median and worst relative errors, for each half and quality."""
    table = []
    for half in ("fit", "test"):
        for quality in (*QUALITIES, "all"):
            some = [r for r in rows if r["half"] == half and quality in ("all", r["quality"])]
            ours = [estimate.reckon(drawn_of(row), row["quality"]) for row in some]
            line: dict[str, Any] = {"half": half, "quality": quality, "prints": len(some)}
            for name in ("grams", "seconds"):
                off = [getattr(o, name) / r[name] - 1 for o, r in zip(ours, some, strict=True)]
                line[f"{name}_median"] = median(map(abs, off))
                line[f"{name}_worst"] = max(off, key=abs)
            table.append(line)
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=2, metavar=("COUNT", "FILE"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.measure:
        measure(int(options.measure[0]), Path(options.measure[1]))
        return
    rows = json.loads(TABLE.read_text("utf-8"))["prints"]
    if options.fit:
        fit(rows)
        return
    table = errors(rows)
    if options.json:
        print(json.dumps(table))
        return
    print(f"{'half':<6}{'quality':<10}{'prints':>7}{'grams: median':>15}{'worst':>8}", end="")
    print(f"{'time: median':>14}{'worst':>8}")
    for line in table:
        numbers = [line[k] for k in ("grams_median", "grams_worst", "seconds_median")]
        print(f"{line['half']:<6}{line['quality']:<10}{line['prints']:>7}", end="")
        print(f"{numbers[0]:>15.1%}{numbers[1]:>+8.1%}{numbers[2]:>14.1%}", end="")
        print(f"{line['seconds_worst']:>+8.1%}")
    solid, spent = keepsake(0)[2], []
    for _ in range(5):
        start = time.process_time()
        estimate.estimate(solid)
        spent.append(time.process_time() - start)
    print(f"one estimate: {median(spent):.2f} CPU seconds for {len(solid.faces)} triangles")


if __name__ == "__main__":
    main()
