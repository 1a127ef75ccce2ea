"""What a call costs in US dollars: as it was set, or as the vendor's page had it on a day.

`MEMOREEZ_OPENAI_PRICE=0.04` sets it for a provider, `MEMOREEZ_IMAGES_OPENAI_PRICE` for one stage.
What runs on your own computer costs nothing here, and neither does a model that we do not know.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from memoreez.errors import SettingsError

OPTION = "price"  # of every provider
SEEN = "2026-11"  # when the vendors' pages were read
# A model's first answer may be no use, or its first picture poor: then it is asked once more.
MOST_CALLS = {"concepts": 2, "images": 2}
OWN = {("sculptures", "remote")}  # whose key is no account: an engine of one's own
TOKENS = (2500, 1000)  # that a round of ideas takes, sent and received

# Dollars for a million tokens, sent and received.
_CLOUDFLARE_WORDS = {"@cf/meta/llama-3.3-70b-instruct-fp8-fast": (0.29, 2.25)}
_OPENAI_WORDS = {
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4o": (2.50, 10.00),
}
# Dollars for a picture of 1024 × 1024. Left to its own choice a model takes the best quality.
_OPENAI_PICTURES = {
    "gpt-image-1.5": {"low": 0.009, "medium": 0.034, "high": 0.133},
    "gpt-image-1-mini": {"low": 0.003, "medium": 0.009, "high": 0.034},
    "gpt-image-1": {"low": 0.011, "medium": 0.042, "high": 0.167},
    "dall-e-3": {"standard": 0.04, "hd": 0.08},
    "dall-e-2": {"standard": 0.02},
}
_FLUX_TILE, _FLUX_STEP, _FLUX_STEPS = 0.000053, 0.00011, 4  # of FLUX.1 schnell, 512 px a tile


@dataclass(frozen=True)
class Price:
    """Dollars for one call, how many calls a piece of work may take, and who says so."""

    each: float = 0.0
    most: int = 1
    source: str = ""  # "set", "list of 2026-11", or empty: it is held to be free

    @property
    def highest(self) -> float:
        """What one piece of work may cost."""
        return self.each * self.most


def of(stage: str, name: str, provider: Any, told: Mapping[str, str], variable: str) -> Price:
    """The price of a provider with the options that were `told` for it.

    A third party's class may have a `price` of its own. Raises SettingsError, which names the
    `variable`, for a price that is none.
    """
    most = MOST_CALLS.get(stage, 1)
    if OPTION in told:
        return Price(_read(told[OPTION], variable), most, "set")
    each = _listed(stage, name, getattr(provider, "options", None))
    source = f"list of {SEEN}" if each else ""
    if not each:
        each = float(getattr(provider, "price", 0.0))
        source = "its own" if each else ""
    return Price(each, most, source)


def unknown(stage: str, name: str, provider: Any, price: Price) -> bool:
    """Whether somebody is paid for it, by its key, and nobody has said how much."""
    key = getattr(getattr(provider, "options", None), "key", "")
    return bool(key) and (stage, name) not in OWN and not price.source


def _read(text: str, variable: str) -> float:
    try:
        price = float(text)
    except ValueError:
        price = math.nan
    if not 0 <= price < 1000:
        raise SettingsError(
            f"The setting {variable} is no price; write dollars for one call, such as 0.04."
        )
    return price


def _listed(stage: str, name: str, options: Any) -> float:
    """By the vendors' own lists; 0 for what is not on them."""
    model = str(getattr(options, "model", ""))
    if (stage, name) == ("concepts", "cloudflare"):
        return _words(_CLOUDFLARE_WORDS.get(model))
    if (stage, name) == ("images", "cloudflare") and model.endswith("/flux-1-schnell"):
        return 4 * _FLUX_TILE + (int(options.steps) or _FLUX_STEPS) * _FLUX_STEP
    if name == "openai" and _host(options) == "api.openai.com":
        if stage == "concepts":
            return _words(_of_family(_OPENAI_WORDS, model))
        qualities = _of_family(_OPENAI_PICTURES, model) or {}
        return qualities.get(str(options.quality), max(qualities.values(), default=0.0))
    return 0.0


def _host(options: Any) -> str | None:
    try:
        return urlsplit(str(getattr(options, "url", ""))).hostname
    except ValueError:  # whoever calls it will say so
        return None


def _of_family(known: Mapping[str, Any], model: str) -> Any:
    """A model's dated versions cost what it costs."""
    names = [name for name in known if model == name or model.startswith(f"{name}-20")]
    return known[max(names, key=len)] if names else None


def _words(price: tuple[float, float] | None) -> float:
    sent, received = price or (0.0, 0.0)
    return (TOKENS[0] * sent + TOKENS[1] * received) / 1e6
