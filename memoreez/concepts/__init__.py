"""Concepts: what a person typed becomes hobbies, and hobbies become ideas for a figurine.

The folder is also the function of the library: `memoreez.concepts("guitar, dog")`.
"""

from __future__ import annotations

import sys
from types import ModuleType

from memoreez.artifacts import Imagined


class _Callable(ModuleType):
    """Python finds this folder under the very name that the library promises as a function."""

    def __call__(self, text: str, *, seed: int = 0, round: int = 1, name: str = "") -> Imagined:
        """What was understood of `text`, and the four concepts of a round; draws nothing."""
        from memoreez import steps

        return steps.imagine(steps.Order(text, name, seed=seed, round=round))


sys.modules[__name__].__class__ = _Callable
