"""Drawing by a model: asked once, judged, and asked once more with another seed where that helps.

A second picture is asked for when the first is no good to work with, or when the words were
refused before any work was done. Whatever becomes of it, a picture that came is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

import cv2
import numpy as np

from memoreez import pixels
from memoreez.artifacts import Concept, Picture
from memoreez.errors import ProviderError
from memoreez.images._decoded import Unusable, decoded
from memoreez.images._judging import Judged, judge
from memoreez.images._suffix import dressed
from memoreez.verdicts import RemoteError

Quality = Literal["draft", "final"]
Ask = Callable[[str, int], bytes]  # prompt and seed → a picture file; raises ProviderError

BEFORE_WORK = "input"  # detail of a refusal that came before any work, and may not come again
SEEDS = 2**31


@dataclass(frozen=True)
class Drawn:
    """A picture, how good it is to work with, and how it came about."""

    picture: Picture
    judged: Judged
    seed: int
    asked: int  # how often the model was asked


def drawn(ask: Ask, concept: Concept, quality: Quality, who: str) -> Drawn:
    """The picture of a concept. A draft is neither better nor worse, but never asked for twice.

    Raises what `ask` raises, and RemoteError "answer" for what is no picture; `who` begins it.
    """
    prompt = dressed(concept.prompt or concept.title)
    first, second = seeds(concept)
    last = quality == "draft"
    try:
        one = _once(ask, prompt, first, who, 1)
    except RemoteError as error:
        if last or (error.fault, error.detail) != ("content", BEFORE_WORK):
            raise
        return _once(ask, prompt, second, who, 2)
    if last or one.judged.enough:
        return one
    try:
        other = _once(ask, prompt, second, who, 2)
    except ProviderError:
        return Drawn(one.picture, one.judged, one.seed, 2)
    better = max(one, other, key=lambda each: each.judged.score)
    return Drawn(better.picture, better.judged, better.seed, 2)


def seeds(concept: Concept) -> tuple[int, int]:
    """Two seeds from 1, the same for the same concept each time."""
    design = concept.design.seed if concept.design else 0
    said = f"{concept.id}\0{concept.title}\0{concept.prompt}\0{design}"
    digest = sha256(said.encode("utf-8", "replace")).digest()
    one = int.from_bytes(digest[:4]) % (SEEDS - 2)
    return one + 1, (one + 1 + int.from_bytes(digest[4:7])) % (SEEDS - 2) + 1


def _once(ask: Ask, prompt: str, seed: int, who: str, asked: int) -> Drawn:
    data = ask(prompt, seed)
    try:
        picture, rgba = decoded(data)
    except Unusable as reason:
        raise unusable(who, reason) from None
    judged = judge(rgba)
    return Drawn(replace(picture, score=judged.score, words=judged.words), judged, seed, asked)


def unusable(who: str, reason: Unusable) -> RemoteError:
    """The error for an answer that is no picture; it may be paid for, so it is not asked again."""
    text = f"{who} {reason}; choose another model, or other pictures."
    return RemoteError(text, fault="answer", sent="answered")


def sheet(pictures: Sequence[Picture], titles: Sequence[str]) -> Picture:
    """All pictures on one contact sheet (four: two by two), each with its title beneath."""
    from memoreez.images._sheet import arrange  # fonts: not needed for a picture

    made = arrange([_on_white(one) for one in pictures], titles)
    return Picture(pixels.write(made), made.shape[1], made.shape[0])


def _on_white(picture: Picture) -> pixels.Bytes:
    """The picture (h, w, 3) as paper shows it."""
    rgba = pixels.read(picture.png)
    alpha = rgba[..., 3:].astype(np.float32) / 255
    mixed = rgba[..., :3] * alpha + 255 * (1 - alpha)
    return np.asarray(cv2.convertScaleAbs(mixed), np.uint8)
