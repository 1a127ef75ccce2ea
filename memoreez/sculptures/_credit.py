"""On what terms another machine has sculpted: those of whoever worked there, not ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LONGEST = 200


def credit(sculptor: Any, told: Mapping[str, Any]) -> None:
    """Gives the client's `licence` and `territory` as the other side tells them; reports ask."""
    for name in ("licence", "territory"):
        said = told.get(name)
        words = " ".join(said.split())[:LONGEST] if isinstance(said, str) else ""
        if words and words.isprintable():
            setattr(sculptor, name, words)
