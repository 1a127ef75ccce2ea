"""The workshop against faulty machines: ideas, pictures and sculptures as they really come about.

What follows needs no other machine, and is over at once.
"""

from __future__ import annotations

import logging

from quick_workshop import finish_figurine, mend, preview, publish

from memoreez.settings import Settings, adopt
from memoreez.workshop import draw, imagine, sculpt

__all__ = ["draw", "finish_figurine", "imagine", "mend", "preview", "publish", "ready", "sculpt"]


def ready(settings: Settings) -> None:
    """Nothing but the settings; a thousand faults are no news here."""
    logging.disable(logging.WARNING)
    adopt(settings)
