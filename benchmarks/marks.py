"""How good a cutout becomes when a person helps: a box, then a dab on whatever is most wrong.

    python benchmarks/marks.py [--half figures|tuned] [--cache FOLDER]

The person is simulated: their box is 1 to 6 % of the picture too large on each side, and each dab
lies in the middle of the largest piece that is wrong. Limits were chosen on the keepsakes with even
numbers; the figures are of the odd ones. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import backdrop_pictures as pictures
import cv2
import numpy as np
import numpy.typing as npt

from memoreez.cutouts._marks import corrected
from memoreez.cutouts.studio import Studio
from memoreez.marks import Marks, Stroke
from memoreez.photos import SURE

Bools = npt.NDArray[np.bool_]

BACKDROPS = ("wood", "busy", "hard shadow")
DABS = 3
GOOD = 0.94  # overlap with the truth, of 1
TIMES: list[float] = []


def overlap(one: Bools, other: Bools) -> float:
    """What two masks have in common, of what they have."""
    return float((one & other).sum() / max((one | other).sum(), 1))


def box(true: Bools, random: np.random.Generator) -> tuple[float, float, float, float]:
    """A box around the object as a person draws it."""
    height, width = true.shape
    y, x = np.flatnonzero(true.any(axis=1)), np.flatnonzero(true.any(axis=0))
    off = random.uniform(0.01, 0.06, 4)
    left, top = max(x[0] / width - off[0], 0), max(y[0] / height - off[1], 0)
    right, bottom = min(x[-1] / width + off[2], 1), min(y[-1] / height + off[3], 1)
    return float(left), float(top), float(right - left), float(bottom - top)


def dab(found: Bools, true: Bools) -> Stroke | None:
    """In the middle of the largest piece that is wrong; None where nothing to speak of is."""
    wrong = cv2.erode((found ^ true).astype(np.uint8), np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(wrong)
    if len(stats) < 2:
        return None
    piece = labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    depth = cv2.distanceTransform(np.pad(piece, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    wide = float(np.clip(1.4 * depth.max() / max(depth.shape), 0.01, 0.08))
    place = (float((x + 0.5) / depth.shape[1]), float((y + 0.5) / depth.shape[0]))
    return Stroke(bool(true[piece].mean() > 0.5), wide, (place,))


def helped(number: int, backdrop: str, cache: Path) -> Iterator[tuple[float, float]]:
    """Overlap and confidence: of nothing marked, of a box, and after each dab."""
    taken = pictures.take(number, backdrop, cache)
    true = taken.alpha > 0.5
    first, sure, _, _ = Studio()._found(taken.bgr)
    yield overlap(first, true), sure
    around = box(true, np.random.default_rng([number, len(backdrop)]))
    found, dabs = first, list[Stroke]()
    for turn in range(1 + DABS):
        if turn and (more := dab(found, true)) is not None:
            dabs.append(more)
        begun = time.process_time()
        found, trust, _, _ = corrected(taken.bgr, first, sure, Marks(around, tuple(dabs)))
        TIMES.append(time.process_time() - begun)
        yield overlap(found, true), trust


def main() -> None:
    """Print the table, and how often a confidence was right."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--half", choices=("figures", "tuned"), default="figures")
    asked.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "backdrops"))
    options = asked.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    numbers = range(options.half == "figures", pictures.KEEPSAKES, 2)
    marked: list[tuple[float, float]] = []
    print("| backdrop | nothing marked | a box | and one dab | two | three |\n" + 6 * "|---" + "|")
    for backdrop in BACKDROPS:
        rows = [list(helped(number, backdrop, options.cache)) for number in numbers]
        marked += [one for row in rows for one in row[1:]]
        cells = [[row[turn][0] for row in rows] for turn in range(2 + DABS)]
        told = (f"{median(cell):.3f} ({min(cell):.2f})" for cell in cells)
        print(f"| {backdrop} | " + " | ".join(told) + " |")
    good = sum(found >= GOOD and sure >= SURE for found, sure in marked)
    bad = sum(found < GOOD and sure >= SURE for found, sure in marked)
    print(f"{len(marked)} cutouts: {good} good and sure, {bad} not good and sure")
    print(f"{median(TIMES):.2f} s of a core each, at most {max(TIMES):.2f} s")


if __name__ == "__main__":
    main()
