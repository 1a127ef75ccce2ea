"""The rows as a table by damage, and what was wrong before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Row = dict[str, Any]
FAR_MM = 0.5
HEAD = ["files", "pass before", "pass", "repaired", "fail", "off", "p95 mm", "worst p95"]
HEAD += ["CPU s", "most CPU s", "most MB", "false"]


def lies(rows: Iterable[Row]) -> list[str]:
    """What must never happen: a pass that is none, a crash, a hang, a memory bomb, dark words."""
    told = []
    for row in rows:
        if row["ended"] != "done" or row.get("after") == "unclear":
            told.append(f"{row.get('ended', '').upper()} {row['name']}: {row.get('words', '')}")
        elif row.get("false"):
            told.append(f"FALSE PASS {row['name']}: {'; '.join(row['false'])}")
        elif row.get("untouched") is False:
            told.append(f"TOUCHED {row['name']}: {row.get('changes')}")
    return told


def far(rows: Iterable[Row]) -> list[str]:
    """Repaired, but the surface is elsewhere; and honest fails, with the reason."""
    told = []
    for row in rows:
        if row.get("off"):
            told.append(f"OFF {row['name']}: {', '.join(row['off'])}; {row['changes']}")
        if row.get("after") in ("fail", "refused") and row.get("before") and "asked" in row:
            said = row.get("after_failed") or row.get("words")
            told.append(f"FAIL {row['name']}: {said}; {list(row.get('changes', ()))}")
    return told


def summary(rows: Sequence[Row]) -> str:
    """One line for each damage, and one for all."""
    damaged = [row for row in rows if "asked" in row or row.get("kind") == "damaged"]
    groups = list(dict.fromkeys(row["group"] for row in damaged))
    lines = [" | ".join(("damage", *HEAD)), "|".join(["---"] * (len(HEAD) + 1))]
    for group in groups:
        lines.append(_line(group, [row for row in damaged if row["group"] == group]))
    broken = [row for row in damaged if row["group"] != "undamaged"]
    if broken:
        lines.append(_line("all damaged", broken))
    return "\n".join(f"| {line} |" for line in lines)


def _line(name: str, rows: Sequence[Row]) -> str:
    def count(key: str, *values: str) -> int:
        return sum(row.get(key) in values for row in rows)

    made = [row for row in rows if row.get("after") in ("pass", "repaired")]
    off = [row["p95_mm"] for row in made] or [float("nan")]
    spent = [row["cpu_s"] for row in rows if "cpu_s" in row] or [float("nan")]
    cells = [
        len(rows),
        count("before", "pass"),
        count("after", "pass"),
        count("after", "repaired"),
        count("after", "fail", "refused") + sum(row["ended"] != "done" for row in rows),
        sum(bool(row.get("off")) for row in rows),
        f"{np.median(off):.2f}",
        f"{max(off):.2f}",
        f"{np.median(spent):.1f}",
        f"{max(spent):.1f}",
        f"{max((row.get('peak_mb', 0) for row in rows), default=0):.0f}",
        len(lies(rows)),
    ]
    return " | ".join([name, *map(str, cells)])


def others(rows: Sequence[Row]) -> str:
    """Awkward solids and hostile files, one line each."""
    lines = ["| what | triangles | end | words | CPU s | MB |", "|---|---|---|---|---|---|"]
    for row in rows:
        if "asked" in row or row.get("kind") == "damaged":
            continue
        end = row.get("after") or row["ended"]
        words = row.get("words") or "; ".join(row.get("after_failed", ())) or "—"
        spent = f"{row['cpu_s']:.1f}" if "cpu_s" in row else "—"
        peak = f"{row['peak_mb']:.0f}" if "peak_mb" in row else "—"
        cells = (row["name"], row.get("triangles", "—"), end, words.replace("|", "/"), spent, peak)
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)
