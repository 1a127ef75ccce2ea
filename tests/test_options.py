"""What is set for providers: their options, from where and for which stage, and their prices."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from memoreez import lineup, prices
from memoreez import settings as module
from memoreez.errors import SettingsError
from memoreez.settings import settings


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No settings but the test's own."""
    monkeypatch.chdir(tmp_path)
    settings.cache_clear()
    yield
    settings.cache_clear()


def set_(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"MEMOREEZ_{name.upper()}", value)
    settings.cache_clear()


def test_options_come_from_all_three_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment wins over .env, that over the TOML; one stage's own over both stages'."""
    (tmp_path / "memoreez.toml").write_text('[openai]\nurl = "http://toml/v1"\ntemperature = 0.5\n')
    (tmp_path / ".env").write_text(
        "MEMOREEZ_OPENAI_URL=http://dot/v1\nMEMOREEZ_OPENAI_KEY=dotted\n"
    )
    set_(monkeypatch, openai_url="http://env/v1", openai_model="both", concepts_openai_model="mine")
    options = lineup.provider("concepts", "openai").options
    assert (options.url, options.model) == ("http://env/v1", "mine")
    assert (options.key, options.temperature) == ("dotted", 0.5)
    assert options.exact is True


def test_keys_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the settings nor by a complaint about them; helper processes get them."""
    set_(monkeypatch, openai_key="sk-secret", openai_seconds="sk-secret")
    assert "sk-secret" not in repr(settings())
    assert pickle.loads(pickle.dumps(settings())).options_of("concepts", "openai")["key"]
    with pytest.raises(SettingsError, match="MEMOREEZ_OPENAI_SECONDS") as caught:
        lineup.provider("concepts", "openai")
    assert "sk-secret" not in str(caught.value)


def test_an_option_of_one_stage_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever set it looks for that variable."""
    set_(monkeypatch, concepts_openai_seconds="soon", openai_seconds="3")
    with pytest.raises(SettingsError, match="MEMOREEZ_CONCEPTS_OPENAI_SECONDS"):
        lineup.provider("concepts", "openai")


def test_a_third_party_s_longer_name_has_its_own_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """`openai` is not told what is meant for `openai_azure`."""
    starts = ("openai_", "images_openai_", "openai_azure_", "images_openai_azure_")
    monkeypatch.setattr(module, "_starts", lambda: starts)
    set_(monkeypatch, openai_azure_url="http://azure/v1", openai_url="http://own/v1")
    assert settings().options_of("images", "openai") == {"url": "http://own/v1"}
    assert settings().options_of("images", "openai_azure") == {"url": "http://azure/v1"}
    assert lineup.provider("images", "openai").options.url == "http://own/v1"


def test_prices_are_set_or_the_vendor_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs here is free; a price that is none is refused by its variable's name."""
    set_(monkeypatch, openai_url="https://api.openai.com/v1", openai_model="gpt-4o-mini-2024-07-18")

    def price(stage: str, name: str) -> prices.Price:
        return lineup.price(stage, name, lineup.provider(stage, name))

    assert price("images", "clay").highest == 0.0
    assert price("concepts", "cloudflare").each == pytest.approx(0.003, abs=2e-4)
    assert price("images", "cloudflare").highest == pytest.approx(2 * 0.00065, abs=1e-5)
    assert price("concepts", "openai").each == pytest.approx(0.000975)
    set_(monkeypatch, images_openai_model="gpt-image-1", images_openai_quality="low")
    assert price("images", "openai").each == 0.011
    set_(monkeypatch, images_openai_price="0.5")
    assert price("images", "openai") == prices.Price(0.5, 2, "set")
    for wrong in ("-1", "nan", "cheap", "1e9"):
        set_(monkeypatch, images_openai_price=wrong)
        with pytest.raises(SettingsError, match="MEMOREEZ_IMAGES_OPENAI_PRICE"):
            price("images", "openai")


def test_an_unknown_option_names_those_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typo is not silently ignored."""
    set_(monkeypatch, openai_ulr="http://x/v1")
    with pytest.raises(SettingsError, match="no option 'ulr'; it has url, model, key"):
        lineup.provider("concepts", "openai")
