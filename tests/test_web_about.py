"""What the studio says of itself: who works in it, on what terms."""

from __future__ import annotations

import re
from pathlib import Path

from test_static import STATIC, text
from web_client import opened_web

from memoreez import providers


def test_all_in_line_are_told_with_their_terms(tmp_path: Path) -> None:
    """Not only who is asked first: the next in line may be the one who does the work."""
    with opened_web(tmp_path, concepts="openai,motifs", sculptures="remote,atelier") as web:
        answer = web.http.get("/api/studio")
    assert answer.status_code == 200
    told = [(one["stage"], one["name"]) for one in answer.json()["providers"]]
    assert told[:3] == [("concepts", "openai"), ("concepts", "motifs"), ("images", "clay")]
    assert told[-2:] == [("sculptures", "remote"), ("sculptures", "atelier")]
    assert all(one["licence"] and one["territory"] for one in answer.json()["providers"])


def test_the_page_knows_who_works_at_home() -> None:
    """Everybody who needs no key; whom it does not know, it would call a service elsewhere."""
    (listed,) = re.findall(r"AT_HOME = \[(.*?)\]", text(STATIC / "privacy.js"))
    known = [(stage, name) for stage in providers.VERBS for name in providers.names(stage)]
    home = {name for stage, name in known if "key" not in providers.options(stage, name)}
    assert set(re.findall(r"'(\w+)'", listed)) == home
