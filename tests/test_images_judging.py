"""Judging pictures of models: a plain backdrop, one object, all of it."""

from __future__ import annotations

from typing import Any

import cv2
import drawn_pictures as drawn
import numpy as np
import pytest

from memoreez import pixels
from memoreez.images._judging import ENOUGH, judge

WHITE = 250


def shown(backdrop: str = "white") -> Any:
    return pixels.read(drawn.picture(backdrop).png)


def pair() -> Any:
    """The object twice, side by side."""
    small = cv2.resize(shown(), (160, 160), interpolation=cv2.INTER_AREA)
    return np.vstack([np.hstack([small, small]), np.full((160, 320, 4), WHITE, np.uint8)])


def flat(value: int) -> Any:
    return np.full((200, 300, 4), (value, value, value, 255), np.uint8)


def noise() -> Any:
    rgba = np.random.default_rng(1).integers(0, 255, (200, 200, 4), np.uint8)
    rgba[..., 3] = 255
    return rgba


@pytest.mark.parametrize("backdrop", ["white", "gradient", "shadow"])
def test_one_whole_object_before_a_plain_backdrop(backdrop: str) -> None:
    """Gradients and soft shadows belong to the backdrop; every size and shape is looked at."""
    for picture in (shown(backdrop), np.ascontiguousarray(shown(backdrop)[:, 40:300])):
        found = judge(picture)
        assert found.enough and found.score > 0.8, (found, picture.shape)
        assert found.words == "One whole object stands before a plain backdrop."


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (lambda: shown("busy"), "not plain"),
        (noise, "not plain"),
        (lambda: flat(WHITE), "stands out"),
        (lambda: flat(0), "stands out"),
        (pair, "more than one object"),
        (lambda: shown()[:, :225], "cut by the border"),
        (lambda: shown()[90:], "cut by the border"),
        (lambda: shown()[150:250, 130:190], "fills the whole|cut by the border|stands out"),
    ],
)
def test_what_is_wrong_is_said(picture: Any, words: str) -> None:
    """The weakest of the reasons decides, and is told in a sentence."""
    found = judge(np.ascontiguousarray(picture()))
    assert not found.enough and found.score < ENOUGH
    assert any(each in found.words for each in words.split("|")), found.words
    assert found.words.endswith(".")


def test_transparency_is_a_plain_backdrop() -> None:
    """Whatever colours lie under it; an object cut by the border is cut all the same."""
    rgba = pixels.read(drawn.cutout().png).copy()
    rgba[rgba[..., 3] < 128, :3] = noise()[0, 0, :3]
    assert judge(rgba).score == 1.0
    assert not judge(np.ascontiguousarray(rgba[:, :160])).enough
    rgba[..., 3] = 0
    assert "stands out" in judge(rgba).words
