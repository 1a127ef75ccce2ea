"""A cutout that a person has corrected: what they marked is so, and the rest follows from it.

Between what is surely object and surely backdrop the line is found by GrabCut (Rother et al. 2004),
from the colours on both sides. What a cutout had right stays: of what the line changes, only
pieces that a mark touches are taken over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.cutouts._judge import SURE, WHY
from memoreez.cutouts._matte import nearest
from memoreez.cutouts._trust import ramp
from memoreez.marks import Marks, Stroke

Bools = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

WORK_PX = 320  # longer side of the picture on which the line is found
ROUNDS = 3
REACH = 9  # pixels by which a mask begins larger or smaller, to see whether it stays
STEP = 12.0  # in Lab, from one side of an outline to the other, that one can see
COLOURS, SAME = 16, 10.0  # of those under a mark; so far off in Lab one still counts as the same
MOST_RUNS = 4  # of strokes that are obeyed one after the other
STRAY, FULL = 0.04, 0.75  # a mask fills a box: share of it outside, and of the box that it spans


@dataclass(frozen=True)
class Painted:
    """Marks as pixels (h, w): what is surely object, and what is surely not."""

    keep: Bools
    drop: Bools


def painted(marks: Marks, shape: tuple[int, int]) -> Painted:
    """The marks on a picture of that height and width."""
    height, width = shape
    longer = max(shape)
    said = np.zeros(shape, np.uint8)  # 1: object, 2: not
    for stroke in marks.strokes:
        line = np.array([(x * width - 0.5, y * height - 0.5) for x, y in stroke.points])
        wide = max(round(stroke.width * longer), 1)
        ends = np.rint(line).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(said, [ends], False, 1 if stroke.keep else 2, wide)
        for x, y in np.rint(line).astype(int)[[0, -1]]:
            cv2.circle(said, (int(x), int(y)), wide // 2, 1 if stroke.keep else 2, -1)
    drop = said == 2
    if marks.box is not None:
        drop |= ~inside(marks.box, shape)
    return Painted((said == 1) & ~drop, drop)


def _runs(strokes: tuple[Stroke, ...]) -> list[tuple[Stroke, ...]]:
    """Strokes of one kind after another belong together; of many such runs the first are one."""
    runs = [tuple(run) for _, run in groupby(strokes, key=lambda stroke: stroke.keep)]
    first = tuple(stroke for run in runs[: 1 - MOST_RUNS] for stroke in run)
    return runs if len(runs) <= MOST_RUNS else [first, *runs[1 - MOST_RUNS :]]


def inside(box: tuple[float, float, float, float], shape: tuple[int, int]) -> Bools:
    """The pixels (h, w) within a box."""
    height, width = shape
    x, y, w, h = box
    found = np.zeros(shape, np.bool_)
    top, left = int(np.floor(y * height)), int(np.floor(x * width))
    bottom, right = int(np.ceil((y + h) * height)), int(np.ceil((x + w) * width))
    found[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = True
    return found


def corrected(
    bgr: Pixels, before: Bools, sure: float, marks: Marks
) -> tuple[Bools, float, str, str]:
    """The object (h, w) of a picture (h, w, 3) by its marks, how sure that is, and why in two ways.

    `before`: what was found without marks, and how `sure` that was.
    """
    shape = (bgr.shape[0], bgr.shape[1])
    scale = min(WORK_PX / max(shape), 1.0)
    size = (max(round(shape[1] * scale), 16), max(round(shape[0] * scale), 16))
    small = cv2.resize(bgr, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    first = cv2.resize(before.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5
    mask = first
    said = painted(marks, (size[1], size[0]))
    if marks.box is not None:
        mask = _boxed(small, mask, sure >= SURE, inside(marks.box, (size[1], size[0])))
    runs = [painted(Marks(None, strokes), mask.shape) for strokes in _runs(marks.strokes)]
    mask = _stroked(small, mask, said, runs)
    mask = (mask | said.keep) & ~said.drop
    trust = _trust(small, mask, said, first, sure)
    large = cv2.resize(mask.astype(np.float32), shape[::-1], interpolation=cv2.INTER_LINEAR) > 0.5
    return large, *trust


def _boxed(small: Pixels, before: Bools, sure: bool, box: Bools) -> Bools:
    """The object within a box; what was found before stays where it is sure, or fills the box."""
    own = before & box
    if (sure and own.sum() > 0.05 * box.sum()) or _fills(before, box):
        return own
    return _cut(small, np.where(box, cv2.GC_PR_FGD, cv2.GC_BGD).astype(np.uint8))


def _fills(mask: Bools, box: Bools) -> bool:
    """Whether a mask lies in a box and reaches to all its sides, or nearly."""
    own = mask & box
    if own.sum() < (1 - STRAY) * mask.sum() or not own.any():
        return False
    _, _, width, height = cv2.boundingRect(own.astype(np.uint8))
    return width * height > FULL * box.sum()


def _stroked(small: Pixels, mask: Bools, said: Painted, runs: Sequence[Painted]) -> Bools:
    """The mask with what the strokes ask for, one after the other: whole pieces that they touch."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2LAB).astype(np.float32)
    for run in runs:
        begun = (mask | _meant(lab, ~mask, run.keep)) & ~_meant(lab, mask, run.drop)
        seeds = np.where(begun, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
        seeds[said.keep], seeds[said.drop] = cv2.GC_FGD, cv2.GC_BGD
        wanted = (_cut(small, seeds) | said.keep) & ~said.drop
        mask = mask | _touched(wanted & ~mask, run.keep)
        mask = mask & ~_touched(mask & ~wanted, run.drop)
    return mask


def _meant(lab: Floats, where: Bools, mark: Bools) -> Bools:
    """What a mark probably means: the pieces `where` it lies that have the colours under it."""
    under = lab[mark & where]
    if not len(under):
        return np.zeros_like(mark)
    palette = under[:: max(len(under) // COLOURS, 1)]
    far = np.full(mark.shape, np.inf, np.float32)
    for colour in palette:
        np.minimum(far, np.linalg.norm(lab - colour, axis=-1), out=far)
    return _touched(where & (far < SAME), mark)


def _touched(change: Bools, mark: Bools) -> Bools:
    """The pieces of a change that a mark touches."""
    _, labels = cv2.connectedComponents(change.astype(np.uint8), connectivity=4)
    near = cv2.dilate(mark.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    found = np.unique(labels[near])
    return np.isin(labels, found[found > 0])


def _cut(small: Pixels, seeds: Pixels) -> Bools:
    """The line between seeds that are surely or probably object or not."""
    if not (seeds & 1).any() or (seeds & 1).all():
        return (seeds & 1) > 0
    back, fore = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(small, seeds, (0, 0, 1, 1), back, fore, ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.asarray((seeds & 1) > 0)


def _trust(
    small: Pixels, mask: Bools, said: Painted, before: Bools, sure: float
) -> tuple[float, str, str]:
    """Confidence, and what lowers it most: in a sentence and in a word."""
    if not mask.any():
        return 0.0, "Nothing is left of the picture: mark what to keep.", "nothing"
    ends = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    area = float(mask.mean())
    reasons = {
        "small": min(ramp(area, 0.004, 0.02), ramp(area, 0.97, 0.85)),
        "border": ramp(float(ends.mean()), 0.35, 0.08),
        "alike": ramp(_steady(small, mask, said), 0.90, 0.985),
        "faint": ramp(_clear(small, mask, said), 0.6, 0.97),
    }
    why = min(reasons, key=lambda name: reasons[name])
    found = reasons[why]
    if _alike(mask, before) > 1 - STRAY:
        found = max(found, sure)
    if found >= SURE:
        return found, "It was cut out as you marked it.", "marks"
    return found, f"The cutout is uncertain: {WHY[why]}.", why


def _steady(small: Pixels, mask: Bools, said: Painted) -> float:
    """How alike the mask and those are that come of it when it begins a little larger, smaller."""
    kernel = np.ones((REACH, REACH), np.uint8)
    found = []
    for change in (cv2.dilate, cv2.erode):
        begun = change(mask.astype(np.uint8), kernel) > 0
        seeds = np.where(begun, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
        seeds[said.keep], seeds[said.drop] = cv2.GC_FGD, cv2.GC_BGD
        found.append(_alike(mask, _cut(small, seeds)))
    return min(found)


def _clear(small: Pixels, mask: Bools, said: Painted) -> float:
    """The share of the outline where colours differ on its two sides, or a mark lies."""
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2LAB).astype(np.float32)
    kernel = np.ones((5, 5), np.uint8)
    whole = mask.astype(np.uint8)
    inner, outer = cv2.erode(whole, kernel) > 0, cv2.dilate(whole, kernel) == 0
    step = np.linalg.norm(nearest(lab, inner) - nearest(lab, outer), axis=-1)
    strokes = ((said.keep & mask) | (said.drop & ~mask)).astype(np.uint8)
    rim = (cv2.dilate(whole, kernel[:3, :3]) > 0) & ~mask
    if not rim.any():
        return 0.0
    return float(((step > STEP) | (cv2.dilate(strokes, kernel) > 0))[rim].mean())


def _alike(one: Bools, other: Bools) -> float:
    """What two masks have in common, of what they have."""
    return float((one & other).sum()) / max(float((one | other).sum()), 1.0)
