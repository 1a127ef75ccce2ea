"""Looks at a picture: the whole of it, then the frame round its figure, and that once mirrored."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.claynet.network import SIDE, Answer, Floats, network

Bytes = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]

MOST_PX = 1536
FILL = 0.90  # of the frame: the longer side of the figure's box
TIGHT = (0.80, 0.965)  # a figure that fills this much of its frame needs no other one
LOOKS = 3  # frames that are tried
BEHIND = 236  # grey that is put behind what is transparent
OPAQUE = 250  # alpha, of 255, from which on nothing shines through
BLUR = 0.42  # of a pixel of the frame, in its own pixels: warping alone would skip some
LOST = 0.4  # of a figure's width that the border cuts: nobody knows what shape it has
SMALL = 0.02  # of the largest piece: smaller ones do not decide on the frame
LIT = 0.45  # of a picture's light and dark that lamps from afar explain: more leaves no doubt


@dataclass(frozen=True)
class Frame:
    """A square part of a picture, in its pixels; it may reach over the border."""

    x: float  # of its middle
    y: float
    half: float  # of its width
    width: int  # of the picture
    height: int

    @property
    def scale(self) -> float:
        """Pixels of the picture for one of the frame's."""
        return 2 * self.half / SIDE


@dataclass(frozen=True, eq=False)
class Seen:
    """What the network sees in the frame round the figure."""

    frame: Frame
    answer: Answer
    alpha: Floats  # (SIDE, SIDE) 0..1, within what the picture itself leaves opaque
    grey: Floats  # (SIDE, SIDE) 0..1, the picture without its colours
    apart: float  # of the figure: how much the cutouts as it is and mirrored differ
    negative: float = 0.0  # times that its depth is doubted more than its negative's; 0: not asked


def look(png: bytes) -> Seen:
    """What a PNG, JPEG or WebP shows; the last picture is remembered. Raises BadInput."""
    return _look(_Picture(png, hashlib.sha256(png).digest()))


@dataclass(frozen=True, eq=False)
class _Picture:
    png: bytes
    digest: bytes

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Picture) and other.digest == self.digest


@lru_cache(maxsize=1)  # the cutout and the sculptor look at the same one
def _look(picture: _Picture) -> Seen:
    rgba = pixels.read(picture.png, MOST_PX)
    height, width = rgba.shape[:2]
    frame = Frame(width / 2, height / 2, max(width, height) / 2, width, height)
    for more in reversed(range(LOOKS)):
        shown = cropped(rgba, frame)
        answer = network().ask(shown)
        if cut(frame, answer.alpha > 0) > LOST:
            return _seen(rgba, frame, shown, answer, answer)  # not worth another look
        nearer = closer(frame, answer.alpha > 0)
        if nearer is None or not more:
            break
        frame = nearer
    other = _mirrored(network().ask(np.ascontiguousarray(shown[:, ::-1])))
    seen = _seen(rgba, frame, shown, answer, other)
    return seen if lit(seen) > LIT else replace(seen, negative=_negative(seen, shown))


def _seen(rgba: Bytes, frame: Frame, shown: Floats, answer: Answer, other: Answer) -> Seen:
    """`other` is the answer to the mirrored frame, turned back."""
    both = _mean(answer, other)
    one, two = answer.alpha > 0, other.alpha > 0
    apart = float((one != two).sum() / max((one | two).sum(), 1))
    grey = np.asarray(shown.mean(axis=2), np.float32)
    alpha = np.minimum(sigmoid(both.alpha), opaque(rgba, frame))
    return Seen(frame, both, alpha, grey, apart)


def lit(seen: Seen) -> float:
    """How much of the figure's light and dark lamps from afar explain, 0 to 1, by its normals."""
    inner = cv2.erode((seen.alpha > 0.5).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    light = seen.grey[inner].astype(np.float64)
    if len(light) < 50 or float(np.ptp(light)) < 1e-3:
        return 0.0
    sides = np.stack([*seen.answer.front_normal[:, inner], np.ones(len(light))], 1)
    found = np.linalg.lstsq(sides, light, rcond=None)[0]
    return 1 - float((light - sides @ found).var() / light.var())


def _negative(seen: Seen, shown: Floats) -> float:
    """How many times more a picture is doubted than its negative: over 1, it is one itself."""
    mask = seen.alpha > 0.5
    if not mask.any():
        return 0.0
    other = network().ask(1 - shown)
    return float(seen.answer.doubt[mask].mean() / max(float(other.doubt[mask].mean()), 1e-6))


def cut(frame: Frame, mask: Bools) -> float:
    """How much of a figure's width or height the border of the picture cuts, as a share of it."""
    near = np.zeros((SIDE, SIDE), np.bool_)
    for axis, middle, size in ((1, frame.x, frame.width), (0, frame.y, frame.height)):
        ends = (np.array([0, size]) - middle + frame.half) / frame.scale
        for end, inward in zip(ends, (1, -1), strict=True):
            at = round(float(end)) if inward > 0 else round(float(end)) - 1
            if 0 <= at < SIDE:
                line = np.clip([at, at + 2 * inward], 0, SIDE - 1)
                near[(slice(None), line) if axis else (line, slice(None))] = True
    longest = max(int(mask.any(axis=axis).sum()) for axis in (0, 1))
    return int((mask & near).sum() / 2) / max(longest, 1)


def sigmoid(logit: Floats) -> Floats:
    """0..1 of a logit."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), np.float32)


def cropped(rgba: Bytes, frame: Frame) -> Floats:
    """The frame (SIDE, SIDE, 3) of a picture (h, w, 4), RGB 0..1; its border goes on outside."""
    alpha = rgba[..., 3:].astype(np.float32) / 255
    solid = rgba[..., :3]
    if rgba[..., 3].min() < OPAQUE:
        solid = np.rint(solid * alpha + BEHIND * (1 - alpha)).astype(np.uint8)
    return _warped(solid, frame, cv2.BORDER_REPLICATE) / np.float32(255)


def opaque(rgba: Bytes, frame: Frame) -> Floats:
    """How opaque the picture itself is in the frame, (SIDE, SIDE) 0..1."""
    if rgba[..., 3].min() >= OPAQUE:
        return np.ones((SIDE, SIDE), np.float32)
    return _warped(rgba[..., 3], frame, cv2.BORDER_CONSTANT) / np.float32(255)


def _warped(picture: Bytes, frame: Frame, border: int) -> Floats:
    scale = frame.scale
    source = picture.astype(np.float32)
    if scale > 1.2:
        source = cv2.GaussianBlur(source, (0, 0), BLUR * scale).astype(np.float32)
    left, top = frame.x - frame.half + scale / 2 - 0.5, frame.y - frame.half + scale / 2 - 0.5
    matrix = np.array([[scale, 0, left], [0, scale, top]])
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    made = cv2.warpAffine(source, matrix, (SIDE, SIDE), flags=way, borderMode=border)
    return np.asarray(np.clip(made, 0, 255), np.float32)


def returned(seen: Seen, width: int, height: int) -> Floats:
    """The cutout (height, width) 0..1 back in its picture, which may have another size now."""
    frame, share = seen.frame, seen.frame.width / width
    ratio = share / frame.scale  # pixels of the frame for one of the picture's
    left, top = frame.x / share - frame.half / share, frame.y / share - frame.half / share
    matrix = np.array(
        [
            [ratio, 0, ratio * (0.5 - left) - 0.5],
            [0, ratio, ratio * (0.5 - top) - 0.5],
        ]
    )
    way = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    made = cv2.warpAffine(seen.alpha, matrix, (width, height), flags=way)
    return np.asarray(np.clip(made, 0, 1), np.float32)


def closer(frame: Frame, mask: Bools) -> Frame | None:
    """The frame in which the figure of `mask` fills FILL; None where this one is good enough."""
    kept = _large(mask)
    rows, columns = np.flatnonzero(kept.any(axis=1)), np.flatnonzero(kept.any(axis=0))
    if not len(rows):
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    fill = float(max(bottom - top, right - left)) / SIDE
    margin = min(top, left, SIDE - bottom, SIDE - right)
    if TIGHT[0] <= fill <= TIGHT[1] and margin > 0:
        return None
    return replace(
        frame,
        x=frame.x + frame.scale * ((left + right) / 2 - SIDE / 2),
        y=frame.y + frame.scale * ((top + bottom) / 2 - SIDE / 2),
        half=max(frame.half * fill / FILL, 8.0),
    )


def _large(mask: Bools) -> Bools:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 3:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    return np.asarray((areas > SMALL * areas.max())[labels])


def _mirrored(answer: Answer) -> Answer:
    """The answer to a mirrored picture, as if the picture had not been mirrored."""

    def turned(normal: Floats) -> Floats:
        return normal[..., ::-1] * np.array([-1, 1, 1], np.float32)[:, None, None]

    return Answer(
        alpha=answer.alpha[:, ::-1],
        front=answer.front[:, ::-1],
        back=answer.back[:, ::-1],
        front_normal=turned(answer.front_normal),
        back_normal=turned(answer.back_normal),
        doubt=answer.doubt[:, ::-1],
        volume=answer.volume[..., ::-1],
        camera=answer.camera,
    )


def _mean(one: Answer, two: Answer) -> Answer:
    def unit(normal: Floats) -> Floats:
        length = np.sqrt((normal * normal).sum(axis=0))
        return np.asarray(normal / np.maximum(length, 1e-6), np.float32)

    def mean(first: Floats, second: Floats) -> Floats:
        return np.asarray((first + second) / 2, np.float32)

    return Answer(
        alpha=mean(one.alpha, two.alpha),
        front=mean(one.front, two.front),
        back=mean(one.back, two.back),
        front_normal=unit(one.front_normal + two.front_normal),
        back_normal=unit(one.back_normal + two.back_normal),
        doubt=mean(one.doubt, two.doubt),
        volume=mean(one.volume, two.volume),
        camera=mean(one.camera, two.camera),
    )
