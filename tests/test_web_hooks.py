"""RunPod's webhooks: an address that only it knows, and nothing in them that is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from web_client import Web, opened_web

from memoreez import claims
from memoreez.claims import HOOK, Claim

KEY, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    with opened_web(tmp_path_factory.mktemp("hooks"), public_url="https://gifts.example") as one:
        yield one


def claim(one: Web, key: str = KEY) -> Claim:
    return claims.book(one.studio.settings)(key)


def post(one: Web, url: str, told: Any) -> int:
    return one.http.post(url.removeprefix("https://gifts.example"), json=told).status_code


def test_ours_wakes_whoever_waits(shop: Web) -> None:
    """Once for each webhook, late and doubled ones included; its job is a hint, its size none."""
    waiting = claim(shop, OTHER)
    assert waiting.hook.startswith(f"https://gifts.example{HOOK}?") and not waiting.woken()
    told = {"delayTime": 3, "id": "abc-u1", "status": "COMPLETED", "output": "x" * 100_000}
    for _ in range(2):
        assert post(shop, waiting.hook, told) == 200
        assert (waiting.woken(), waiting.woken()) == ("abc-u1", "")
    for odd in ([], {"id": 7}, {"id": "../../etc"}, {"output": "y" * 100_000, "id": "late-u1"}):
        assert post(shop, waiting.hook, odd) == 200 and waiting.woken() == "-"
    assert waiting.tries == ()  # and nothing is written down for it


def test_forged_ones_change_nothing(shop: Web) -> None:
    """Another order's seal, none, a key that leaves the folder: 404, as where nothing is."""
    waiting, other = claim(shop), claim(shop, OTHER)
    seal = other.hook.partition("&seal=")[2]
    for query in (f"key={KEY}&seal={seal}", f"key={KEY}", "", f"key=../{KEY}&seal={seal}"):
        assert post(shop, f"{HOOK}?{query}", {"id": "abc-u1"}) == 404
    assert shop.http.get(f"{HOOK}?key={KEY}").status_code in (404, 405)
    assert not waiting.woken() and shop.studio.store.keys(f"{claims.PREFIX}/{KEY}") == []
