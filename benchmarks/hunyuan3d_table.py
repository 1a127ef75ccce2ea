"""The table of the engine's benchmark: medians, the card's memory, the reference beside them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch

# Milliseconds of the reference on one H100, fp16.
REFERENCE: dict[str, dict[str, float]] = {
    "2.0": {
        "encode": 19.5,
        "diffuse": 4436,
        "unfold": 10,
        "dense 256": 2547,
        "dense 384": 8019,
        "volume 256": 2547,
        "volume 384": 8019,
        "surface 256": 792,
        "STL file": 248,
        "cutout to mesh": 7200,
    },
    "2.0-turbo": {"diffuse": 529, "dense 256": 2153, "volume 256": 80},
    "mini": {"diffuse": 1968},
    "mini-turbo": {"diffuse": 246},
}


@dataclass
class Table:
    """Rows as they are measured: (variant, stage) -> what is known of it."""

    runs: int
    device: torch.device
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, variant: str, stage: str, **known: Any) -> None:
        ours = known.get("ms")
        theirs = REFERENCE.get(variant, {}).get(stage)
        row = {"variant": variant, "stage": stage, **known}
        if ours and theirs:
            row |= {"reference_ms": theirs, "times": round(theirs / ours, 1)}
        self.rows.append(row)
        print(" | ".join(f"{name} {value}" for name, value in row.items()), flush=True)

    def time(self, variant: str, stage: str, work: Callable[[], Any], **known: Any) -> Any:
        """Adds the median of some runs after one that is not counted; returns the last answer."""
        found = work()
        self._settle(peak=True)
        spent = []
        for _ in range(self.runs):
            began = time.perf_counter()
            found = work()
            self._settle()
            spent.append(1000 * (time.perf_counter() - began))
        known |= {"ms": round(statistics.median(spent), 2), "worst_ms": round(max(spent), 2)}
        if self.device.type == "cuda":
            known["peak_gib"] = round(torch.cuda.max_memory_allocated() / 2**30, 2)
        self.add(variant, stage, **known)
        return found

    def _settle(self, *, peak: bool = False) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize()
            if peak:
                torch.cuda.reset_peak_memory_stats()
