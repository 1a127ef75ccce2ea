"""What stands on the print sheet: plain words and numbers in the keepsake's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from markupsafe import Markup

from memoreez.shapes import CheckView, FigurineView, KeepsakeView
from memoreez.web import qr
from memoreez.web.paper import words


def told(view: KeepsakeView, lang: str, link: str) -> dict[str, Any]:
    """Everything for `sheet.html`; the keepsake must have a figurine."""
    figurine = view.figurine
    assert figurine is not None
    files = {file.name: file.url for file in view.files}
    return {
        "figurine": figurine,
        "made": date(view.updated_at, lang),
        "picture": files.get("figurine.png", ""),
        "settings": slicing(figurine, lang),
        "checks": [check(one, lang) for one in figurine.checks],
        "address": link,
        "code": Markup(qr.svg(link)),  # our own SVG; the link in it is drawn, not written
    }


def slicing(figurine: FigurineView, lang: str) -> list[tuple[str, str]]:
    """What to set in the slicer, and what to expect."""
    said = words(lang)
    size = " × ".join(number(round(side, 1), lang) for side in figurine.size_mm)
    rows = [
        ("file", "figurine.3mf"),
        ("size", f"{size} mm"),
        ("pedestal", said.get(f"sheet.pedestal.{figurine.pedestal}", figurine.pedestal)),
        ("material", "PLA"),
        ("layer", said["sheet.layer.value"]),
        ("infill", said["sheet.infill.value"]),
        ("supports", said["sheet.supports.value"]),
        ("weight", f"{number(round(figurine.weight_g), lang)} g"),
    ]
    if figurine.print_s:
        hours, minutes = divmod(round(figurine.print_s / 60), 60)
        rows.append(("time", f"{hours} h {minutes:02d} min"))
    return [(said[f"sheet.{name}"], value) for name, value in rows]


def check(one: CheckView, lang: str) -> dict[str, str]:
    """One line of the gate with its value as a person reads it."""
    title = words(lang).get(f"keep.check.{one.name}", one.title)
    if isinstance(one.value, bool):
        value = words(lang)["sheet.yes" if one.value else "sheet.no"]
    elif isinstance(one.value, float):
        value = f"{number(round(one.value, 2), lang)} {one.unit}".strip()
    else:
        value = f"{'' if one.value is None else one.value} {one.unit}".strip()
    return {"title": title, "value": value, "limit": one.limit, "verdict": one.verdict}


def number(value: float, lang: str) -> str:
    """3.50 → "3.5", in German "3,5"."""
    text = f"{value:g}"
    return text.replace(".", ",") if lang == "de" else text


def date(moment: datetime, lang: str) -> str:
    """22 November 2026."""
    said = words(lang)
    month = said["sheet.months"].split()[moment.month - 1]
    parts = {"day": str(moment.day), "month": month, "year": str(moment.year)}
    return said["sheet.date"].format(**parts)
