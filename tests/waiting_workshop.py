"""The workshop whose sculptures really come from another machine; all else is quick."""

from __future__ import annotations

from quick_workshop import draw, finish_figurine, imagine, mend, preview, publish

from memoreez.settings import Settings, adopt
from memoreez.workshop import sculpt

__all__ = ["draw", "finish_figurine", "imagine", "mend", "preview", "publish", "ready", "sculpt"]


def ready(settings: Settings) -> None:
    """Nothing but the settings."""
    adopt(settings)
