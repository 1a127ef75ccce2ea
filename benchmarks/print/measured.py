"""What is done in the watched process: the way of one file, measured and judged."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.print import awkward, corpus, judges
from benchmarks.print.table import FAR_MM
from memoreez.artifacts import Mesh, Report
from memoreez.errors import MemoreezError
from memoreez.figurines import gate
from memoreez.figurines.repairs.repair import Repaired, repair
from memoreez.meshes import read
from memoreez.prints import stl

Row = dict[str, Any]


def damaged(order: corpus.Order, folder: Path, keep: Path | None) -> Row:
    """One damaged keepsake: the gate's word before and after its repair, and the judges'."""
    piece = corpus.build(order, folder)
    row: Row = {"triangles": len(piece.mesh.faces), "asked": len(piece.truth)}
    before = gate.inspect(piece.mesh)
    row |= {"before": before.verdict, "before_failed": failed(before)}
    _save(keep, f"{order.name} before", piece.mesh)
    outcome = _mended(piece.mesh, row)
    if outcome is None:
        return row
    made, after = outcome
    _save(keep, f"{order.name} after", made.mesh)
    told = judges.judge(piece, made.mesh)
    row |= {name: getattr(told, name) for name in told.__dataclass_fields__}
    row["false"] = list(told.wrong) if after.verdict != "fail" else []
    if after.verdict != "fail":
        row["off"] = [
            *([f"p95 {told.p95_mm:.2f} mm"] if told.p95_mm > FAR_MM else []),
            *([] if told.size_right else ["another size"]),
            *([] if told.upright else ["not upright"]),
        ]
    if not order.damages:
        row["untouched"] = made.mesh is piece.mesh or same(made.mesh, piece.mesh)
    return row


def _mended(mesh: Mesh, row: Row) -> tuple[Repaired, Report] | None:
    """Repair and gate, with time and memory in `row`; None for a refusal in words."""
    reset_peak()
    clock, spent = time.perf_counter(), time.process_time()
    try:
        made = repair(mesh)
    except MemoreezError as error:
        row |= {"after": "refused", "words": str(error), "seconds": time.perf_counter() - clock}
        row["cpu_s"] = time.process_time() - spent
        return None
    row |= {"seconds": time.perf_counter() - clock, "cpu_s": time.process_time() - spent}
    row["changes"] = {change.name: change.words for change in made.changes}
    after = gate.inspect(made.mesh, repairs=tuple(c.words for c in made.changes))
    row["all_s"] = time.perf_counter() - clock
    row |= {"after": after.verdict, "after_failed": failed(after), "peak_mb": peak_mb()}
    row |= {"said_mm": made.deviation_mm, "triangles_after": len(made.mesh.faces)}
    return made, after


def solid(name: str) -> Row:
    """One awkward solid: any honest end in bounded time and memory is right."""
    mesh = awkward.SOLIDS[name]()
    row: Row = {"triangles": len(mesh.faces)}
    row["before"] = gate.inspect(mesh).verdict
    outcome = _mended(mesh, row)
    if outcome and outcome[1].verdict != "fail":
        row["false"] = judges.unsound(outcome[0].mesh)
    return row


def hostile(file: Path) -> Row:
    """One hostile file, read, then treated like any other."""
    reset_peak()
    clock, spent = time.perf_counter(), time.process_time()
    row: Row = {}
    try:
        mesh = read(file)
    except MemoreezError as error:
        words = str(error)
        clear = words.endswith((".", ".)")) and len(words) < 400
        row |= {"after": "refused" if clear else "unclear", "words": words}
        row |= {"seconds": time.perf_counter() - clock, "cpu_s": time.process_time() - spent}
        return row | {"peak_mb": peak_mb()}
    row |= {"triangles": len(mesh.faces), "read_s": time.perf_counter() - clock}
    row["before"] = gate.inspect(mesh).verdict
    outcome = _mended(mesh, row)
    if outcome and outcome[1].verdict != "fail":
        row["false"] = judges.unsound(outcome[0].mesh)
    row["peak_mb"] = peak_mb()
    return row


def failed(report: Report) -> list[str]:
    """The gate's lines that failed, with their values."""
    return [f"{c.name} {c.value} {c.unit}".strip() for c in report.checks if c.verdict == "fail"]


def same(one: Mesh, two: Mesh) -> bool:
    """Whether two meshes are the same numbers."""
    return np.array_equal(one.vertices, two.vertices) and np.array_equal(one.faces, two.faces)


def reset_peak() -> None:
    """Forget the most memory so far, where the system can."""
    file = Path("/proc/self/clear_refs")
    if file.exists() and os.access(file, os.W_OK):
        file.write_text("5")


def peak_mb() -> float:
    """The most memory since the last `reset_peak`, MB, everything that was imported included."""
    file = Path("/proc/self/status")
    if file.exists():
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _save(keep: Path | None, name: str, mesh: Mesh) -> None:
    if keep is not None:
        (keep / f"{name.replace(':', ' -')}.stl").write_bytes(stl.encode(mesh))
