"""A heavy sculpture all the way to its files: seconds per stage and peak memory, medians.

    python -m benchmarks.heavy [--runs 3] [--triangles 674000] [--json]

Figurines of 674 thousand triangles: a sound one, one with parts that are too thin, and the sound
one with a wall behind it, holes and a double skin. Each goes through `repair`, onto an inscribed
pedestal, through the gate, and is written as STL, 3MF and GLB. Each run is a process of its own;
imports are not counted, what they take of memory is.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.print.damage import KINDS, begin
from benchmarks.print.measured import peak_mb, reset_peak
from benchmarks.print.originals import Original, skin
from benchmarks.print.shapes import shells, volume_mm3
from memoreez import steps
from memoreez.artifacts import Concept, Design, Element, Mesh
from memoreez.figurines import gate
from memoreez.figurines.finish import Wish, finish, rehearse
from memoreez.figurines.repairs import Wanted, repair
from memoreez.prints import bundle, files
from memoreez.sculptures.atelier import Atelier

FIGURE = Design("character", (Element("violin"), Element("coffee_cup")), 1)
STRINGS = Design("companions", (Element("guitar"), Element("dog")), 3)  # too thin, so thickened
WISH = Wish(90.0, ("Sophie", "24.12.2026"))
DAMAGES = (("wall behind", 2), ("double skin", 2), ("holes", 2))
SKIN_MM = 1.6
PROBE = 200  # voxels per height of the sculpture that tells how many the asked one needs
TARGETS = {"wall s": 5.0, "peak MB": 1500.0}

Row = dict[str, float]


def sculpture(design: Design, triangles: int) -> Mesh:
    """A bare sculpture in one piece of about so many triangles, 81 mm high."""
    concept = Concept(1, "", "", design.kind, "", design)

    def sculpted(voxels: int) -> Mesh:
        sculptor = Atelier(Atelier.Options(final=voxels))
        return sculptor.sculpt(concept, height_mm=WISH.height_mm, quality="final").mesh

    few = len(sculpted(PROBE).faces)
    made = sculpted(round(PROBE * float(np.sqrt(triangles / few))))
    return max(shells(made), key=volume_mm3)


def damaged(mesh: Mesh) -> Mesh:
    """The same with a wall behind it, holes and a double skin."""
    random = np.random.default_rng(4)
    inner = skin(mesh, SKIN_MM)
    piece = begin(Original("heavy", mesh, (inner, inner)), volume_mm3(mesh), random)
    for name, strength in DAMAGES:
        piece = KINDS[name].damage(piece, strength, random)
    return piece.mesh


def measure(mesh: Mesh) -> Row:
    """One sculpture all the way, in this process."""
    row: Row = {"triangles": len(mesh.faces)}
    rehearse(WISH)  # as with every order, before any work is done; it also opens the font
    reset_peak()
    with _timed(row, "repair"):
        done = repair(mesh, Wanted(foot=False))  # it gets a pedestal
    with _timed(row, "pedestal"):
        finished = finish(done.mesh, WISH, tolerance_mm=steps.TOLERANCE * WISH.height_mm)
    made = finished.figurine
    with _timed(row, "gate"):
        report, _ = gate.survey(made.solid, stroke_mm=finished.stroke_mm, bodies=made.bodies)
    with _timed(row, "files"), tempfile.TemporaryDirectory() as room:
        for name, data in bundle.solids(made, bundle.Words("Heavy", "", "", b"")).items():
            files.write(Path(room, name), data)
    row["wall s"] = sum(value for name, value in row.items() if name.endswith(" wall s"))
    row["CPU s"] = sum(value for name, value in row.items() if name.endswith(" CPU s"))
    row |= {
        "peak MB": peak_mb(),
        "changes": len(done.changes),
        "triangles left": len(made.solid.faces),
    }
    row["fails"] = sum(check.verdict == "fail" for check in report.checks)
    return row


@contextmanager
def _timed(row: Row, stage: str) -> Iterator[None]:
    """Seconds of the clock and of all processors, helper processes included."""
    clock, spent = time.perf_counter(), sum(os.times()[:4])
    yield
    row[f"{stage} wall s"] = time.perf_counter() - clock
    row[f"{stage} CPU s"] = sum(os.times()[:4]) - spent


def once(file: Path) -> Row:
    """One run in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.heavy", "--one", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: Row = json.loads(done.stdout)
    return row


def rows(triangles: int, runs: int) -> dict[str, Row]:
    """The medians of some runs of each mesh."""
    told = {}
    good = sculpture(FIGURE, triangles)
    meshes = {"sound": good, "thin": sculpture(STRINGS, triangles), "damaged": damaged(good)}
    with tempfile.TemporaryDirectory() as room:
        for name, mesh in meshes.items():
            file = Path(room, f"{name}.npz")
            np.savez(file, vertices=mesh.vertices, faces=mesh.faces)
            all_runs = [once(file) for _ in range(runs)]
            told[name] = {key: statistics.median(r[key] for r in all_runs) for key in all_runs[0]}
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--triangles", type=int, default=674_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        with np.load(options.one) as kept:
            print(json.dumps(measure(Mesh(kept["vertices"], kept["faces"]))))
        return
    told = rows(options.triangles, options.runs)
    if options.json:
        print(json.dumps(told))
        return
    print(f"{'':<20}" + "".join(f"{name:>12}" for name in told))
    for key in told["sound"]:
        target = f"   (target {TARGETS[key]:g})" if key in TARGETS else ""
        digits = 2 if key.endswith(" s") else 0
        print(f"{key:<20}" + "".join(f"{row[key]:12.{digits}f}" for row in told.values()) + target)


if __name__ == "__main__":
    main()
