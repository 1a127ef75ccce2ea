"""What `make` says at the end: grams, hours and price, in 80 columns."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from memoreez import tables

FACTS: dict[str, Any] = {
    "title": "Pup in a cup",
    "story": "Small, warm, and gone if you look away.",
    "verdict": "pass",
    "size_mm": {"width": 80.4, "depth": 79.6, "height": 90.0},
    "weight_g": 53.6,
    "supports": True,
    "supports_g": 5.7,
    "minutes": 340.0,
    "price": {"total": "1.49", "currency": "EUR", "sheet": "my own printer", "lines": []},
    "inscription": ["Sophie", "24.12.2026"],
    "checks": [],
}


def told(**changes: Any) -> str:
    out = Console(file=StringIO(), width=80)
    out.print(tables.keepsake({**FACTS, **changes}, Path("keepsake"), {}))
    assert isinstance(out.file, StringIO)
    lines = out.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 80
    return " ".join(" ".join(lines).replace("│", " ").split())


def test_grams_hours_and_price() -> None:
    """Each with its unit, and the supports apart."""
    words = told()
    assert "Size 80 × 80 × 90 mm" in words
    assert "Weight about 54 g of PLA, and 6 g for supports" in words
    assert "Print time about 5 h 40 min" in words
    assert "Cost about 1.49 EUR my own printer" in words


def test_what_is_not_known_is_not_said() -> None:
    """No price sheet, no cost; no supports, no grams of them; no time, no line."""
    words = told(price=None, supports=False, minutes=None)
    assert "Cost" not in words
    assert "Print time" not in words
    assert "g of PLA Supports none" in words


@pytest.mark.parametrize(
    ("minutes", "words"), [(45.2, "45 min"), (65, "1 h 05 min"), (59.7, "1 h 00 min")]
)
def test_durations(minutes: float, words: str) -> None:
    """Rounded to minutes first."""
    assert tables.duration(minutes) == words


def test_a_sheet_with_brackets_is_text() -> None:
    """Rich's markup in a price sheet's name is shown as it is written."""
    price = {**FACTS["price"], "sheet": "[bold]shop[/bold]"}
    assert "[bold]shop[/bold]" in told(price=price)
