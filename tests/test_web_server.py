"""The server itself: what it does before its door is open, and how it sends."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import httpx
import pytest
from live_server import live

from memoreez.web import about, keepsakes, server


def test_no_answer_waits_for_an_acknowledgement(tmp_path: Path) -> None:
    """Head and body go out at once: on a kept connection the kernel would hold the body 40 ms."""
    taken = []
    with live(tmp_path) as (url, _), httpx.Client(base_url=url) as http:
        for _ in range(40):  # the first ones are acknowledged at once
            begun = time.perf_counter()
            http.get("/health/live")
            taken.append(time.perf_counter() - begun)
    assert median(taken[20:]) < 0.03


def test_fonts_and_providers_are_there_before_the_first_visitor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer needs no more work than the second."""
    tried: list[Any] = []
    monkeypatch.setattr(keepsakes, "rehearse", tried.append)
    about.letters.cache_clear()
    with live(tmp_path):
        assert about.letters.cache_info().currsize == 1 and len(tried) == 1


def test_a_studio_without_its_database_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be read yet is read later, by whoever asks."""

    def away(desk: Any) -> None:
        raise RuntimeError("away")

    monkeypatch.setattr(server.about, "studio", away)
    with live(tmp_path) as (url, _):
        assert httpx.get(f"{url}/health/live").status_code == 200
