"""How many pictures of image models would be judged right: 60 that we made, of which 20 are good.

    python benchmarks/judged.py [--half figures|tuned] [--cache FOLDER] [--sheet FILE.jpg]

Good ones have one keepsake before a plain backdrop. The others have wood, clutter or a hard shadow,
an object that the border cuts, two objects, nothing, or noise. Limits were tuned on the keepsakes
with even numbers; the figures are of the odd ones.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import backdrop_pictures as pictures
import cv2
import numpy as np
import numpy.typing as npt
from backdrop_pictures import PLAIN, SIZE_PX, Bare, Floats, bare, shot, take

from memoreez.images._judging import judge

Bytes = npt.NDArray[np.uint8]
SEEDS = {"figures": 77, "tuned": 11}
CENTRE = 0.5  # of the picture's width
TILE_PX = 160


@dataclass(frozen=True, eq=False)
class Case:
    """A picture, and whether it is good to work with."""

    kind: str
    good: bool
    bgr: Bytes  # (h, w, 3)


def cases(half: str, cache: Path) -> Iterator[Case]:
    """The 60; the same bytes every time."""
    random = np.random.default_rng(SEEDS[half])
    odd = int(half == "figures")
    whole = [n for n in range(odd, pictures.KEEPSAKES, 2) if _in_one_piece(bare(n, cache))]

    def keepsake(number: int) -> int:
        return whole[number % len(whole)]

    for i in range(20):
        yield Case(f"{PLAIN[i % 5]}, good", True, take(keepsake(i), PLAIN[i % 5], cache).bgr)
    for i in range(8):
        kind = ("wood", "busy")[i % 2]
        yield Case(kind, False, take(keepsake(i), kind, cache).bgr)
    for i in range(4):
        yield Case("hard shadow", False, take(keepsake(2 * i), "hard shadow", cache).bgr)
    for i in range(10):
        one = _cut(bare(keepsake(i), cache), random)
        yield Case("cut by the border", False, shot(one, PLAIN[i % 5], random))
    for i in range(10):
        one = _two(bare(keepsake(i), cache), bare(keepsake(i + 3), cache), random)
        yield Case("two objects", False, shot(one, PLAIN[i % 5], random))
    for i in range(4):
        yield Case("nothing", False, _blank(i, random))
    for i in range(4):
        yield Case("noise", False, _noise(i, random))


def _in_one_piece(one: Bare) -> bool:
    """Whether a picture of it shows one thing, up to crumbs."""
    shown = cv2.dilate((one.cover > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(shown)
    areas = np.sort(stats[1:, cv2.CC_STAT_AREA])
    return count == 2 or bool(areas[-2] < 0.03 * areas[-1])


def _placed(one: Bare, scale: float, x: float, y: float) -> Bare:
    """The middle of its picture at (x, y) of this one's width, so many times as large."""
    half = scale * SIZE_PX / 2
    matrix = np.array([[scale, 0, x * SIZE_PX - half], [0, scale, y * SIZE_PX - half]])

    def warped(field: Floats, outside: float) -> Floats:
        size = (SIZE_PX, SIZE_PX)
        moved = cv2.warpAffine(field, matrix, size, flags=cv2.INTER_AREA, borderValue=outside)
        return np.asarray(moved, np.float32)

    return Bare(warped(one.light, 0.4), warped(one.cover, 0.0), warped(one.shade, 1.0))


def _two(one: Bare, other: Bare, random: np.random.Generator) -> Bare:
    """Side by side, apart."""
    scale = random.uniform(0.42, 0.5)
    left = _placed(one, scale, 0.25, random.uniform(0.4, 0.6))
    right = _placed(other, scale * random.uniform(0.6, 1), 0.75, random.uniform(0.4, 0.6))
    light = np.where(right.cover > left.cover, right.light, left.light)
    return Bare(light, np.maximum(left.cover, right.cover), np.minimum(left.shade, right.shade))


def _cut(one: Bare, random: np.random.Generator) -> Bare:
    """6 to 30 % of it are outside one side of the picture."""
    ys, xs = np.nonzero(one.cover > 0.5)
    side, share, scale = random.integers(4), random.uniform(0.06, 0.3), random.uniform(0.9, 1.05)
    middle, out = [], []
    for places in (xs, ys):
        size = (places.max() - places.min()) / SIZE_PX * scale
        middle.append(CENTRE - ((places.max() + places.min()) / 2 / SIZE_PX - CENTRE) * scale)
        out.append(CENTRE - size / 2 + share * size)
    axis, sign = ((0, 1), (0, -1), (1, -1), (1, 1))[side]
    middle[axis] += sign * out[axis]
    return _placed(one, scale, *middle)


def _blank(number: int, random: np.random.Generator) -> Bytes:
    """A backdrop without anything before it; the last one is black."""
    if number == 3:
        return np.zeros((SIZE_PX, SIZE_PX, 3), np.uint8)
    flat = np.zeros((SIZE_PX, SIZE_PX), np.float32)
    kind = ("white", "gradient", "vignette")[number]
    return shot(Bare(flat + 0.5, flat, flat + 1), kind, random)


def _noise(number: int, random: np.random.Generator) -> Bytes:
    """Grains of one pixel, or of eight."""
    side = SIZE_PX if number % 2 else 80
    grains = random.uniform(0, 255, (side, side, 3))
    return np.asarray(cv2.resize(grains, (SIZE_PX, SIZE_PX)), np.uint8)


def _tile(case: Case, score: float, right: bool) -> Bytes:
    small = cv2.resize(case.bgr, (TILE_PX, TILE_PX), interpolation=cv2.INTER_AREA)
    colour = (0, 120, 0) if right else (0, 0, 255)
    text = f"{score:.2f}{'' if right else ' wrong'}"
    cv2.putText(small, text, (4, TILE_PX - 10), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, 1)
    return np.asarray(small, np.uint8)


def main() -> None:
    """Prints the table, and those that were judged wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=tuple(SEEDS), default="figures")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "backdrops"))
    parser.add_argument("--sheet", type=Path)
    wish = parser.parse_args()
    wish.cache.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[bool]] = {}
    tiles, seconds = [], 0.0
    for case in cases(wish.half, wish.cache):
        rgba = np.dstack([case.bgr[..., ::-1], np.full(case.bgr.shape[:2], 255, np.uint8)])
        began = time.process_time()
        found = judge(rgba)
        seconds += time.process_time() - began
        right = found.enough == case.good
        rows.setdefault(case.kind, []).append(right)
        tiles.append(_tile(case, found.score, right))
        if not right:
            print(f"wrong: {case.kind}, {found.score:.2f}, {found.words or 'nothing said'}")
    print("\n| picture | judged right |\n|---|---|")
    for kind, right_ones in rows.items():
        print(f"| {kind} | {sum(right_ones)} of {len(right_ones)} |")
    total = sum(sum(right_ones) for right_ones in rows.values())
    print(f"\n{total} of {len(tiles)}; {1000 * seconds / len(tiles):.1f} ms of CPU each")
    if wish.sheet:
        sheet = np.vstack([np.hstack(tiles[i : i + 10]) for i in range(0, len(tiles), 10)])
        cv2.imwrite(str(wish.sheet), sheet)


if __name__ == "__main__":
    main()
