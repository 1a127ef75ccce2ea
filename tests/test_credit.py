"""Reports name the terms of whoever sculpted elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from memoreez.sculptures._credit import LONGEST, credit
from memoreez.sculptures.remote import Remote


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({"licence": " Tencent\n Community ", "territory": "not the EU"}, "Tencent Community"),
        ({"licence": ""}, Remote.licence),
        ({"licence": ["MIT"]}, Remote.licence),
        ({"licence": "MIT\x1b[2J"}, Remote.licence),
        ({"licence": "x" * 1000}, "x" * LONGEST),
        ({}, Remote.licence),
    ],
)
def test_what_the_other_side_says(told: dict[str, Any], licence: str) -> None:
    """One plain line of theirs, or ours; never for another client."""
    one = Remote()
    credit(one, told)
    assert (one.licence, Remote().licence) == (licence, Remote.licence)
    assert (one.territory != Remote.territory) == ("territory" in told)
