"""What the studio says of itself: who works in it, on what terms."""

from __future__ import annotations

from pathlib import Path

from web_client import opened_web


def test_all_in_line_are_told_with_their_terms(tmp_path: Path) -> None:
    """Not only who is asked first: the next in line may be the one who does the work."""
    with opened_web(tmp_path, concepts="openai,motifs", sculptures="remote,atelier") as web:
        answer = web.http.get("/api/studio")
    assert answer.status_code == 200
    told = [(one["stage"], one["name"]) for one in answer.json()["providers"]]
    assert told[:3] == [("concepts", "openai"), ("concepts", "motifs"), ("images", "clay")]
    assert told[-2:] == [("sculptures", "remote"), ("sculptures", "atelier")]
    assert all(one["licence"] and one["territory"] for one in answer.json()["providers"])
