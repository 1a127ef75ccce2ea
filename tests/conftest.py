"""Fixtures that several test files use."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Images, Sculptures

from memoreez import pipeline, providers
from memoreez.crew import Crew


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, quick providers, no helper processes, a screen of 80 columns."""
    load = providers.load
    fakes = {"images": Images, "sculptures": Sculptures}
    monkeypatch.setattr(
        providers,
        "load",
        lambda stage, name, *_: fakes[stage]() if stage in fakes else load(stage, name),
    )
    monkeypatch.setattr(pipeline, "Crew", lambda **_: Crew(0))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path
