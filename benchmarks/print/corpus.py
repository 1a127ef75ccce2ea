"""The list of damaged files: each damage alone in three strengths, then pairs and triples."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.print import added, originals, surfaces, triangles
from benchmarks.print.damage import KINDS, Piece, begin, settle
from benchmarks.print.shapes import volume_mm3

ALONE, PAIRS, TRIPLES = 3, 48, 32  # originals for each damage and strength; mixtures
assert added and surfaces and triangles  # importing them fills KINDS


@dataclass(frozen=True)
class Order:
    """One damaged file: which original, and the damages with their strengths in order."""

    original: str
    damages: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        said = " + ".join(f"{name} {strength}" for name, strength in self.damages)
        return f"{self.original}: {said or 'undamaged'}"

    @property
    def group(self) -> str:
        """The row of the table that it belongs to."""
        many = ("undamaged", "", "two together", "three together")
        return many[len(self.damages)] or self.damages[0][0]


def orders(few: bool = False) -> list[Order]:
    """The whole corpus, or one of each in turn; the same list every time."""
    names = list(originals.PLANS)
    random = np.random.default_rng(4)
    listed = [Order(name, ()) for name in names]
    for damage in KINDS:
        for number in range(3 * ALONE):
            original = names[5 * len(listed) % len(names)]  # each damage meets others
            listed.append(Order(original, ((damage, number % 3 + 1),)))
    for count, size in ((PAIRS, 2), (TRIPLES, 3)):
        for _ in range(count):
            chosen = [str(n) for n in random.choice(sorted(KINDS), size, replace=False)]
            chosen.sort(key=lambda name: KINDS[name].rank)
            mixed = tuple((name, int(random.integers(1, 4))) for name in chosen)
            listed.append(Order(names[int(random.integers(len(names)))], mixed))
    if not few:
        return listed
    alone = listed[len(names) : -PAIRS - TRIPLES]
    return [*listed[:2], *alone[1 :: 3 * ALONE], *listed[-PAIRS - TRIPLES :: 20]]


def build(order: Order, folder: Path) -> Piece:
    """The damaged piece; originals are kept in `folder`."""
    original = originals.load(order.original, folder)
    random = np.random.default_rng(zlib.crc32(order.name.encode()))
    piece = begin(original, volume_mm3(original.mesh), random)
    for name, strength in order.damages:
        piece = KINDS[name].damage(piece, strength, random)
    return settle(piece)
