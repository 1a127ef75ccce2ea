"""Claim checks: what was made, and what failed for good, is not paid for again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import drawn_pictures as drawn
import pytest
from model_server import KEY, failing, model_server
from pydantic import SecretStr

from memoreez import lineup, settings, workshop
from memoreez.errands import Errand
from memoreez.errors import ProviderError
from memoreez.receipts import once
from memoreez.records import concept_to_json
from memoreez.settings import Settings
from memoreez.store import Store

ORDER = {"text": "guitar", "name": "", "date": "", "seed": 1, "round": 1, "wish": None}


def test_what_failed_for_good_is_not_tried_again(tmp_path: Path) -> None:
    """Under the same run; a person who tries again has another one, and then it may work."""
    store, asked = Store.open(Settings(data_dir=tmp_path)), []

    def work(error: ProviderError | None) -> Any:
        asked.append(error)
        if error:
            raise error
        return {"file": "there"}

    for error in (ProviderError("It is busy.", retryable=True), ProviderError("It was lost.")):
        with pytest.raises(ProviderError, match=str(error)):
            once(store, "a/picture.receipt.json", lambda e=error: work(e), "k.1.imagine")
    for _ in range(2):
        with pytest.raises(ProviderError, match="It was lost") as caught:
            once(store, "a/picture.receipt.json", lambda: work(None), "k.1.imagine")
        assert not caught.value.retryable
    assert len(asked) == 2
    made = once(store, "a/picture.receipt.json", lambda: work(None), "k.2.imagine")
    assert made["file"] == "there" and made["seconds"] is not None
    assert once(store, "a/picture.receipt.json", lambda: work(None), "k.1.imagine")["file"]
    assert len(asked) == 3


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody has failed yet, and no settings are left behind."""
    monkeypatch.setattr(lineup, "BREAKER", lineup.Breaker())
    yield
    workshop._shop.cache_clear()
    settings.settings.cache_clear()


def test_a_picture_that_was_paid_for_in_vain(tmp_path: Path, afresh: None) -> None:
    """A studio that could not write down that its step failed asks nobody again, and tells the
    visitor the same neutral words."""
    with model_server(failing(502)) as server:
        told = {"openai_url": server.url, "openai_model": "m", "openai_key": KEY}
        options = tuple((name, SecretStr(value)) for name, value in told.items())
        chosen = Settings(data_dir=tmp_path, images="openai", options=options)
        errand = Errand(chosen, "k" * 22, ORDER, concept_to_json(drawn.CONCEPT), run="k.1.imagine")
        said = set()
        for _ in range(3):
            with pytest.raises(ProviderError, match="Whoever draws") as caught:
                workshop.draw(errand, False)
            said.add(str(caught.value))
        assert len(server.log.requests) == 1 and len(said) == 1
