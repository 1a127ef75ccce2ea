"""The price of a print: exact decimals, every line shown, sheets checked key by key."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoreez.errors import SettingsError, UnknownName
from memoreez.prints import price

WORKSHOP = """
name = "Werkstatt"
currency = "CHF"
rounding = 0.05
margin_percent = 25
tax_percent = 8.1
[material]
name = "PETG"
per_gram = 0.033
waste_percent = 5
[electricity]
watts = 100
per_kwh = 0.31
[machine]
per_hour = 1.5
[labour]
minutes = 12
per_hour = 45
[shipping]
CH = 7
EU = 19.90
"""


def lines(quoted: price.Price) -> dict[str, str]:
    return {line.kind: str(line.amount) for line in quoted.lines}


def test_our_own_sheet_is_material_and_electricity() -> None:
    """34.7 g at 0.022 with 3 % waste, 3.6 h at 85 W and 0.32 a kWh; nothing else."""
    quoted = price.quote(price.load(), 34.7, 12960)
    assert lines(quoted) == {"material": "0.79", "electricity": "0.10"}
    assert (quoted.total, quoted.currency, quoted.sheet) == (
        Decimal("0.89"),
        "EUR",
        "my own printer",
    )


def test_a_workshops_price_by_hand() -> None:
    """Margin on costs but not on shipping, tax on all, total in steps of 5 Rappen."""
    quoted = price.quote(price.parse(WORKSHOP), 100, 7200, "EU")
    assert lines(quoted) == {
        "material": "3.47",  # 100 * 1.05 * 0.033 = 3.465
        "electricity": "0.06",
        "machine": "3.00",
        "labour": "9.00",
        "margin": "3.88",  # 15.53 * 0.25
        "shipping": "19.90",
        "tax": "3.18",  # 39.31 * 0.081
        "rounding": "0.01",
    }
    assert quoted.total == Decimal("42.50")


def test_labels_say_how_much() -> None:
    """A person sees grams, hours, minutes, region and tax rate."""
    labels = [line.label for line in price.quote(price.parse(WORKSHOP), 99.6, 7170, "CH").lines]
    assert labels[:5] == [
        "Material: 100 g PETG",
        "Electricity: 2 h 00 min",
        "Machine: 2 h 00 min",
        "Labour: 12 min",
        "Margin",
    ]
    assert labels[5:7] == ["Shipping: CH", "Tax: 8.1 %"]


@given(
    st.floats(0, 5000, allow_nan=False),
    st.floats(0, 1e6, allow_nan=False),
    st.sampled_from(["0.01", "0.05", "1", "0.25", "10"]),
    st.sampled_from([None, "CH", "EU"]),
)
def test_the_lines_add_up(grams: float, seconds: float, step: str, region: str | None) -> None:
    """Their sum is the total to the last digit, and the total a multiple of the rounding."""
    sheet = price.parse(WORKSHOP.replace("rounding = 0.05", f"rounding = {step}"))
    quoted = price.quote(sheet, grams, seconds, region)
    assert sum(line.amount for line in quoted.lines) == quoted.total
    assert quoted.total % Decimal(step) == 0


def test_whole_currencies_have_no_cents() -> None:
    """Rounding to 1 rounds every line to whole units."""
    sheet = price.parse('currency = "JPY"\nrounding = 1\n[material]\nper_gram = 3.5')
    told = price.as_json(price.quote(sheet, 11, 60))
    assert told["lines"] == [{"kind": "material", "label": "Material: 11 g PLA", "amount": "39"}]
    assert told["total"] == "39"


def test_halves_are_rounded_up() -> None:
    """2.5 cents are 3, as people expect, not 2 as floats would have it."""
    sheet = price.parse('currency = "EUR"\n[material]\nper_gram = 0.025')
    assert price.quote(sheet, 1, 0).total == Decimal("0.03")


def test_what_costs_nothing_is_not_shown() -> None:
    """A sheet without rates has no lines and a total of nothing."""
    quoted = price.quote(price.parse('currency = "EUR"'), 10, 100)
    assert (quoted.lines, quoted.total) == ((), Decimal("0.00"))


def test_the_page_gets_exact_text() -> None:
    """JSON holds amounts as text: no 0.30000000000000004."""
    told = json.loads(json.dumps(price.as_json(price.quote(price.load(), 34.7, 12960))))
    assert told["total"] == "0.89"
    assert told["lines"][0] == {
        "kind": "material",
        "label": "Material: 35 g PLA",
        "amount": "0.79",
    }


def test_a_region_without_shipping_is_refused() -> None:
    """The error offers the regions that there are."""
    with pytest.raises(UnknownName, match=r"region called 'Mars'.*CH, EU"):
        price.quote(price.parse(WORKSHOP), 1, 1, "Mars")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("currency = = 1", "line 1"),
        ('currency = "EUR"\n[material]\nper_gram = ', "line 3"),
        ("rounding = 1", "no currency"),
        ('currency = "euro"', "currency = 'euro'.*three capitals"),
        ("currency = 3", "currency = 3"),
        ('currency = "EUR"\nroundin = 1', "'roundin'.*did you mean 'rounding'"),
        ('currency = "EUR"\n[materials]', "'materials'.*did you mean 'material'"),
        ('currency = "EUR"\n[material]\nper_gramm = 1', "material.per_gramm"),
        ('currency = "EUR"\n[machine]\nname = "x"', "machine.name"),
        ('currency = "EUR"\n[material]\nper_gram = "a"', "material.per_gram = 'a'"),
        ('currency = "EUR"\n[material]\nper_gram = true', "material.per_gram = True"),
        ('currency = "EUR"\n[material]\nper_gram = -1', "material.per_gram = -1"),
        ('currency = "EUR"\n[material]\nper_gram = nan', "material.per_gram = NaN"),
        ('currency = "EUR"\n[labour]\nper_hour = inf', "labour.per_hour = Infinity"),
        ('currency = "EUR"\n[machine]\nper_hour = 1e10', "machine.per_hour"),
        ('currency = "EUR"\nrounding = 0', "rounding = 0"),
        ('currency = "EUR"\nrounding = 1e-30', "rounding = 1E-30"),
        ('currency = "EUR"\nmaterial = 3', "material = 3.*a table"),
        ('currency = "EUR"\n[material]\nname = ""', "material.name"),
        ('currency = "EUR"\n[shipping]\nDE = "4"', "shipping.DE"),
        ('currency = "EUR"\n[shipping.DE]\nx = 1', "shipping.DE"),
        ("currency = " + "[" * 5000, "no TOML"),
    ],
)
def test_a_malformed_sheet_names_line_or_key(text: str, words: str) -> None:
    """A person can put it right from the message alone."""
    with pytest.raises(SettingsError, match=f"(?s)price sheet mine.toml.*{words}"):
        price.parse(text, "mine.toml")


def test_a_sheet_is_read_from_a_file(tmp_path: Path) -> None:
    """UTF-8, and its own name on the price."""
    path = tmp_path / "sheet.toml"
    path.write_text(WORKSHOP.replace("Werkstatt", "Gießerei"), "utf-8")
    assert price.load(path).name == "Gießerei"


def test_unreadable_sheets_say_why(tmp_path: Path) -> None:
    """No file, a folder, and bytes that are no text."""
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b'name = "\xff"')
    for path, words in (
        (tmp_path / "none.toml", "none.toml cannot be read: No such file"),
        (tmp_path, "cannot be read"),
        (bad, "bad.toml is not UTF-8"),
    ):
        with pytest.raises(SettingsError, match=words):
            price.load(path)
