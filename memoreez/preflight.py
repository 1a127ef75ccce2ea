"""Whether the providers in line can work, asked before anything is drawn or paid for.

What a provider's own `check` says costs nothing: settings that are missing, weights, a card, an
engine that does not answer. Its `prepared` is quicker still: it looks at settings and files alone.
"""

from __future__ import annotations

import logging
from typing import Any

from memoreez import lineup
from memoreez.errors import ProviderError, SettingsError

log = logging.getLogger(__name__)
Line = list[tuple[str, Any]]  # names and providers


def passes(stage: str, names: tuple[str, ...] = ()) -> None:
    """The first in line that can work is found; `names` take the place of the line that is set.

    Raises what asking them would raise later: SettingsError, UnknownName, and the only one's own
    ProviderError or NobodyLeft when none of them can.
    """
    line = _line(stage, names)
    _first(stage, line)
    _told(stage, line)


def warn(stage: str, names: tuple[str, ...] = ()) -> None:
    """A line in the log for everybody in line who lacks what must be set or fetched first.

    Else who comes second is missed when the first one fails, after pictures were paid for. Raises
    SettingsError, UnknownName for a line that nobody could ask.
    """
    _told(stage, _line(stage, names))


def _line(stage: str, names: tuple[str, ...]) -> Line:
    """All of them, as asking any would make them: an option that cannot be read stops them all."""
    line = [(name, lineup.provider(stage, name)) for name in names or lineup.names(stage)]
    for name, one in line:
        lineup.price(stage, name, one)
    return line


def _first(stage: str, line: Line) -> None:
    errors: list[ProviderError] = []
    for _, one in line:
        try:
            if hasattr(one, "check"):
                one.check()
            return
        except ProviderError as error:
            errors.append(error)
    if len(line) == 1:
        raise errors[0]
    missed = [(name, str(error)) for (name, _), error in zip(line, errors, strict=True)]
    raise lineup.NobodyLeft(stage, missed, errors)


def _told(stage: str, line: Line) -> None:
    for name, one in line:
        try:
            if hasattr(one, "prepared"):
                one.prepared()
        except (ProviderError, SettingsError) as error:
            words = "%s is in line for %s and cannot work as things are. %s"
            log.warning(words, name, stage, error)
