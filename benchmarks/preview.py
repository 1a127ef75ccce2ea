"""A new inscription to a new preview: CPU seconds of the full way and the quick one, medians.

    python benchmarks/preview.py [--runs 5] [--json] ["guitar, hiking with the dog, black coffee"]

The full way is `finish` and `glb.encode` on the sculpture at hand, the quick one `quick_glb` on the
light figure that was kept. Also: what keeping it costs when the GLB is written, and by how much
the bounds of the two differ.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from memoreez import providers, steps
from memoreez.figurines.finish import Wish, finish
from memoreez.formats.glb import parse
from memoreez.preview import light_figure, quick_glb
from memoreez.prints import glb

FIRST = Wish(90.0, ("Sophie", "24.12.2026"))
WISHES = {
    "other words": replace(FIRST, inscription=("Anna-Lena", "1. Mai 2027")),
    "no words": replace(FIRST, inscription=()),
    "embossed": replace(FIRST, style="embossed"),
    "hexagonal": replace(FIRST, pedestal="hexagonal"),
    "120 mm": replace(FIRST, height_mm=120.0),
    "60 mm": replace(FIRST, height_mm=60.0),
}


def timed(work: Callable[[], Any], runs: int) -> tuple[float, Any]:
    """Median CPU seconds, and what came out last."""
    spent, made = [], None
    for _ in range(runs):
        start = time.process_time()
        made = work()
        spent.append(time.process_time() - start)
    return statistics.median(spent), made


def apart(one: bytes, two: bytes) -> float:
    """The largest difference of the bounds of two GLBs, mm."""
    bounds = [
        np.concatenate([mesh.vertices.min(0), mesh.vertices.max(0)])
        for mesh in (parse(io.BytesIO(one)), parse(io.BytesIO(two)))
    ]
    return float(np.abs(bounds[0] - bounds[1]).max())


def measure(text: str, runs: int) -> list[dict[str, float | str]]:
    order = steps.Order(text, wish=FIRST)
    sculptor = providers.load("sculptures", "atelier")
    raw = sculptor.sculpt(steps.imagine(order).concepts[0], height_mm=90.0, quality="print").mesh

    def full(wish: Wish) -> bytes:
        tolerance = steps.TOLERANCE * wish.height_mm
        return glb.encode(finish(raw, wish, tolerance_mm=tolerance).figurine)

    figurine = finish(raw, FIRST, tolerance_mm=steps.TOLERANCE * 90).figurine
    model = glb.encode(figurine)
    kept, light = timed(lambda: light_figure(figurine, model), runs)
    quick_glb(light, FIRST, "")  # imports and fonts
    rows: list[dict[str, float | str]] = [{"wish": "(keeping the light figure)", "quick_s": kept}]
    for name, wish in WISHES.items():
        slow, one = timed(partial(full, wish), 1)
        fast, two = timed(partial(quick_glb, light, wish, ""), runs)
        rows.append({"wish": name, "full_s": slow, "quick_s": fast, "apart_mm": apart(one, two)})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", nargs="?", default="guitar, hiking with the dog, black coffee")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measure(options.text, options.runs)
    if options.json:
        print(json.dumps(rows))
        return
    print(f"{'wish':<28}{'full s':>8}{'quick s':>9}{'apart mm':>10}")
    for row in rows:
        cells = [row.get(key) for key in ("full_s", "quick_s", "apart_mm")]
        print(f"{row['wish']:<28}" + "".join(" " * 9 if v is None else f"{v:9.3f}" for v in cells))


if __name__ == "__main__":
    main()
