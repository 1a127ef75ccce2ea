"""Random keepsakes of every motif and kind through PrusaSlicer: does each slice as one object?

    python -m benchmarks.print.sliced [--count 60] [--jobs 2] [--json FILE]

Not one warning, not one layer without a line, one object in the file and in the G-code.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.keepsakes import NAMES, element, orders
from benchmarks.print.judges import prusa_info
from memoreez import motifs, steps
from memoreez.artifacts import Concept, Design
from memoreez.figurines.finish import Wish, finish
from memoreez.prints import slicing, stl
from memoreez.sculptures.atelier import Atelier

Row = dict[str, Any]
_PUSHED = re.compile(rb"\nG1 [^\n]*E\d*\.?\d")
_HEIGHT = re.compile(rb"\n;Z:([\d.]+)")


def run(order: tuple[int, str, tuple[str, ...], str], height_mm: float = 90.0) -> Row:
    """One keepsake as it is given to a person, and what PrusaSlicer has against it."""
    seed, kind, chosen, pedestal = order
    design = Design(kind, tuple(map(element, chosen)), seed)
    name = NAMES[seed % len(NAMES)]
    lines = (name if height_mm > 75 else name.split()[0],) if seed % 4 else ()
    wish = Wish(height_mm, lines, pedestal)
    raw = Atelier().sculpt(Concept(1, "", "", kind, "", design), height_mm=wish.height_mm)
    done = finish(raw.mesh, wish, tolerance_mm=steps.TOLERANCE * wish.height_mm)
    file = stl.encode(done.figurine.solid)
    start = time.perf_counter()
    row: Row = {"seed": seed, "kind": kind, "motifs": chosen, "pedestal": pedestal}
    row["wrong"] = [*_file(file), *_sliced(file, wish.height_mm)]
    return row | {"seconds": round(time.perf_counter() - start, 1)}


def _file(content: bytes) -> list[str]:
    """What PrusaSlicer says of the file before it slices."""
    with tempfile.TemporaryDirectory(prefix="memoreez-sliced-") as folder:
        solid = Path(folder) / "figurine.stl"
        solid.write_bytes(content)
        told = prusa_info(solid, Path(folder))
    good = {"manifold": "yes", "number_of_parts": "1"}
    wrong = [
        f"{name} = {told.get(name)}" for name, value in good.items() if told.get(name) != value
    ]
    mended = ("open_edges", "edges_fixed", "facets_removed", "facets_reversed", "backwards_edges")
    return wrong + [f"{name} = {told[name]}" for name in mended if told.get(name, "0") != "0"]


def _sliced(content: bytes, height_mm: float) -> list[str]:
    """What PrusaSlicer says while it slices, and what is not in its G-code."""
    found = slicing.slice_stl(content, timeout_s=600, keep_gcode=True)
    if found is None:
        return ["no slicer is installed"]
    wrong = list(found.warnings)
    layers = found.gcode.split(b";LAYER_CHANGE")[1:]
    empty = [number for number, layer in enumerate(layers, 1) if not _PUSHED.search(layer)]
    if empty:
        wrong.append(f"layers without a line: {empty[:10]}")
    levels = [float(match[1]) for layer in layers if (match := _HEIGHT.search(layer))]
    gaps = [round(b - a, 3) for a, b in pairwise(levels) if b - a > 0.21]
    if gaps or not levels or abs(levels[-1] - height_mm) > 0.3:
        wrong.append(f"layers end at {levels[-1:]} mm of {height_mm:g}, with gaps of {gaps[:5]}")
    objects = set(re.findall(rb"; printing object ([^\n]*) id:(\d+)", found.gcode))
    if len(objects) > 1:
        wrong.append(f"{len(objects)} objects")
    return wrong


def table(rows: list[Row]) -> str:
    """One line for each kind, and every keepsake that something is wrong with."""
    lines = ["| kind | sliced | clean | slowest s |", "|---|---|---|---|"]
    for kind in (*sorted({row["kind"] for row in rows}), "all"):
        some = [row for row in rows if kind in ("all", row["kind"])]
        clean = sum(not row["wrong"] for row in some)
        lines.append(f"| {kind} | {len(some)} | {clean} | {max(r['seconds'] for r in some):.0f} |")
    used = {name for row in rows for name in row["motifs"]}
    lines.append(f"motifs: {len(used)} of {len(motifs.names())}")
    lines += [
        f"WRONG {r['seed']} {r['kind']} {r['motifs']}: {r['wrong']}" for r in rows if r["wrong"]
    ]
    return "\n".join(lines)


def main() -> None:
    """Parse, run, print; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.print.sliced", description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    rows: list[Row] = []
    with get_context("spawn").Pool(options.jobs) as pool:
        for row in pool.imap(run, orders(options.count)):
            rows.append(row)
            print(f"{len(rows):>3} {row['kind']} {row['motifs']}: {row['wrong']}", file=sys.stderr)
            if options.json:
                options.json.write_text(json.dumps(rows, indent=1), "utf-8")
    print(table(rows))
    sys.exit(any(row["wrong"] for row in rows))


if __name__ == "__main__":
    main()
