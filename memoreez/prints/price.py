"""What a print costs: a price sheet in TOML, exact decimals, each line shown."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz import process

from memoreez.errors import SettingsError, UnknownName

NOTHING = Decimal(0)
FINEST = Decimal("0.0001")  # the least rounding
MOST = Decimal(10) ** 9  # no rate is higher; catches a slipped key

_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "": ("rounding", "margin_percent", "tax_percent"),
    "material": ("per_gram", "waste_percent"),
    "electricity": ("watts", "per_kwh"),
    "machine": ("per_hour",),
    "labour": ("minutes", "per_hour"),
}
_WORDS = {"": ("name", "currency"), "material": ("name",)}
_TABLES = ("material", "electricity", "machine", "labour", "shipping")


@dataclass(frozen=True)
class Sheet:
    """Rates in `currency`; percentages as written (19 is 19 %)."""

    name: str
    currency: str
    rounding: Decimal
    rates: Mapping[str, Decimal]  # "material.per_gram", "margin_percent"…
    material: str = "PLA"
    shipping: Mapping[str, Decimal] = field(default_factory=dict)

    def rate(self, name: str) -> Decimal:
        return self.rates.get(name, NOTHING)


@dataclass(frozen=True)
class Line:
    """One line of a price. `kind` is stable, for programs and translations."""

    kind: str
    label: str
    amount: Decimal


@dataclass(frozen=True)
class Price:
    """The lines add up to `total` exactly."""

    lines: tuple[Line, ...]
    total: Decimal
    currency: str
    sheet: str


def load(file: Path | str | None = None) -> Sheet:
    """The price sheet in that file, or our own where none is named.

    Raises SettingsError that names line or key.
    """
    if not file:
        return parse(files(__package__).joinpath("price.toml").read_text("utf-8"), "price.toml")
    path = Path(os.path.expanduser(file))
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"The price sheet {path.name} is not UTF-8 (byte {error.start}); save it as UTF-8."
        ) from error
    except OSError as error:
        raise SettingsError(
            f"The price sheet {path.name} cannot be read: {error.strerror}. Name another file."
        ) from error
    return parse(text, path.name)


def parse(text: str, name: str = "price.toml") -> Sheet:
    """The price sheet in `text`; `name` is for messages. Raises SettingsError."""
    try:
        written = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        end = f"at line {text.count(chr(10)) + 1}, the last"
        reason = str(error).replace("at end of document", end)
        raise SettingsError(f"The price sheet {name} is no TOML: {reason}.") from error
    return _Reader(name).sheet(written)


def quote(sheet: Sheet, grams: float, seconds: float, region: str | None = None) -> Price:
    """The price of a print of `grams` (supports too) that takes `seconds`.

    Each line is rounded half up to the sheet's smallest digit, the total to its rounding; what
    that changes is a line too. Raises UnknownName for a region the sheet has no shipping to.
    """
    if region is not None and region not in sheet.shipping:
        raise UnknownName("shipping region", region, sheet.shipping)
    digit = Decimal(1).scaleb(min(int(sheet.rounding.as_tuple().exponent), 0))
    lines = [
        Line(kind, label, amount.quantize(digit, ROUND_HALF_UP))
        for kind, label, amount in _costs(sheet, Decimal(str(grams)), Decimal(str(seconds)))
    ]
    margin = _share(sum((line.amount for line in lines), NOTHING), sheet.rate("margin_percent"))
    lines += _line("margin", "Margin", margin, digit)
    if region is not None:
        lines += _line("shipping", f"Shipping: {region}", sheet.shipping[region], digit)
    tax = _share(sum((line.amount for line in lines), NOTHING), sheet.rate("tax_percent"))
    lines += _line("tax", f"Tax: {sheet.rate('tax_percent').normalize():f} %", tax, digit)
    exact = sum((line.amount for line in lines), NOTHING)
    total = (exact / sheet.rounding).quantize(Decimal(1), ROUND_HALF_UP) * sheet.rounding
    lines += _line("rounding", "Rounding", total - exact, digit)
    return Price(tuple(lines), total.quantize(digit), sheet.currency, sheet.name)


def as_json(price: Price) -> dict[str, Any]:
    """For the page. Amounts are strings: a float would not be exact."""
    return {
        "lines": [
            {"kind": line.kind, "label": line.label, "amount": f"{line.amount:f}"}
            for line in price.lines
        ],
        "total": f"{price.total:f}",
        "currency": price.currency,
        "sheet": price.sheet,
    }


def _costs(sheet: Sheet, grams: Decimal, seconds: Decimal) -> list[tuple[str, str, Decimal]]:
    """Kind, label and exact amount of what the sheet has a rate for."""
    hours, rate = seconds / 3600, sheet.rate
    used = grams * (1 + rate("material.waste_percent") / 100)
    costs = [
        (
            "material",
            f"Material: {grams.quantize(Decimal(1), ROUND_HALF_UP)} g {sheet.material}",
            used * rate("material.per_gram"),
        ),
        (
            "electricity",
            f"Electricity: {_clock(seconds)}",
            hours * rate("electricity.watts") / 1000 * rate("electricity.per_kwh"),
        ),
        ("machine", f"Machine: {_clock(seconds)}", hours * rate("machine.per_hour")),
        (
            "labour",
            f"Labour: {rate('labour.minutes').normalize():f} min",
            rate("labour.minutes") / 60 * rate("labour.per_hour"),
        ),
    ]
    return [cost for cost in costs if cost[2] > 0]


def _line(kind: str, label: str, amount: Decimal, digit: Decimal) -> list[Line]:
    """The line, unless it would say nothing."""
    shown = amount.quantize(digit, ROUND_HALF_UP)
    return [Line(kind, label, shown)] if shown else []


def _share(amount: Decimal, percent: Decimal) -> Decimal:
    return amount * percent / 100


def _clock(seconds: Decimal) -> str:
    hours, minutes = divmod(int((seconds / 60).quantize(Decimal(1), ROUND_HALF_UP)), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


@dataclass(frozen=True)
class _Reader:
    """Checks what a sheet says; every complaint names its key."""

    name: str

    def sheet(self, written: Mapping[str, Any]) -> Sheet:
        self._known("", written, (*_NUMBERS[""], *_WORDS[""], *_TABLES))
        tables = {table: self._table(written, table) for table in _TABLES}
        for table in _NUMBERS.keys() - {""}:
            self._known(table, tables[table], (*_NUMBERS[table], *_WORDS.get(table, ())))
        rates = {
            self._path(table, key): self._number(table, key, tables.get(table, written)[key])
            for table, keys in _NUMBERS.items()
            for key in keys
            if key in tables.get(table, written)
        }
        rounding = rates.get("rounding", Decimal("0.01"))
        if not rounding >= FINEST:
            raise self._wrong("rounding", rounding, f"at least {FINEST}, such as 0.01")
        return Sheet(
            name=self._word("", "name", written.get("name", self.name)),
            currency=self._currency(written),
            rounding=rounding,
            rates=rates,
            material=self._word("material", "name", tables["material"].get("name", "PLA")),
            shipping={
                region: self._number("shipping", region, amount)
                for region, amount in tables["shipping"].items()
            },
        )

    def _table(self, written: Mapping[str, Any], table: str) -> Mapping[str, Any]:
        found = written.get(table, {})
        if not isinstance(found, dict):
            raise self._wrong(table, found, f"a table: [{table}] on a line of its own")
        return found

    def _known(self, table: str, found: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in found:
            if key not in known:
                near = process.extractOne(key, known, score_cutoff=60)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
                raise SettingsError(
                    f"The price sheet {self.name} has a key {self._path(table, key)!r}, which "
                    f"nothing reads; {hint}"
                )

    def _number(self, table: str, key: str, value: Any) -> Decimal:
        path = self._path(table, key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self._wrong(path, value, "a number without quotes, such as 0.022")
        number = Decimal(value)
        if not (number.is_finite() and NOTHING <= number <= MOST):
            raise self._wrong(path, value, f"a number from 0 to {MOST:g}")
        return number

    def _word(self, table: str, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > 60:
            raise self._wrong(self._path(table, key), value, "text of 1 to 60 letters in quotes")
        return value.strip()

    def _currency(self, written: Mapping[str, Any]) -> str:
        if "currency" not in written:
            raise SettingsError(
                f"The price sheet {self.name} has no currency; write "
                'currency = "EUR" above its first table.'
            )
        code = self._word("", "currency", written["currency"])
        if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise self._wrong("currency", code, 'a code of three capitals, such as "EUR"')
        return code

    def _path(self, table: str, key: str) -> str:
        return f"{table}.{key}" if table else key

    def _wrong(self, path: str, value: Any, wanted: str) -> SettingsError:
        shown = f"{value!s}" if isinstance(value, Decimal) else f"{value!r}"
        return SettingsError(
            f"The price sheet {self.name} says {path} = {shown[:40]}, which does not work; "
            f"write {wanted}."
        )
