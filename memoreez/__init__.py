"""memoreez: hobbies in, a printable figurine out.

    import memoreez

    keepsake = memoreez.make("guitar, hiking with the dog", name="Sophie", out="keepsake")
    print(keepsake.concept.title, keepsake.files["figurine.stl"])

Names are imported when they are first used, so that `memoreez --help` does not wait for geometry.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Client",
    "Imagined",
    "MemoreezError",
    "Print",
    "Report",
    "__version__",
    "check",
    "concepts",
    "fix",
    "make",
]

_HOMES = {
    "Client": "memoreez.client",
    "Imagined": "memoreez.artifacts",
    "MemoreezError": "memoreez.errors",
    "Print": "memoreez.artifacts",
    "Report": "memoreez.artifacts",
    "check": "memoreez.api",
    "fix": "memoreez.api",
    "make": "memoreez.api",
}

if TYPE_CHECKING:
    from memoreez.api import check, fix, make
    from memoreez.artifacts import Imagined, Print, Report
    from memoreez.client import Client
    from memoreez.errors import MemoreezError

    def concepts(text: str, *, seed: int = 0, round: int = 1, name: str = "") -> Imagined:
        """What was understood of `text`, and the four concepts of a round; draws nothing."""

else:  # a type checker that saw this would take any name for a public one

    def __getattr__(name: str) -> Any:
        """The public names on first use; `concepts` is a folder that can be called."""
        if name == "concepts":
            return import_module("memoreez.concepts")
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module 'memoreez' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
