"""Whether a provider in line can work, asked before anything is drawn or paid for.

What a provider's own `check` says costs nothing: settings that are missing, weights, a card, an
engine that does not answer.
"""

from __future__ import annotations

from memoreez import lineup
from memoreez.errors import ProviderError


def passes(stage: str, names: tuple[str, ...] = ()) -> None:
    """The first in line that can work is found; `names` take the place of the line that is set.

    Raises what asking them would raise later: SettingsError, UnknownName, and the only one's own
    ProviderError or NobodyLeft when none of them can.
    """
    line = names or lineup.names(stage)
    errors: list[ProviderError] = []
    for name in line:
        one = lineup.provider(stage, name)
        try:
            if hasattr(one, "check"):
                one.check()
            return
        except ProviderError as error:
            errors.append(error)
    if len(line) == 1:
        raise errors[0]
    missed = [(name, str(error)) for name, error in zip(line, errors, strict=True)]
    raise lineup.NobodyLeft(stage, missed, errors)
