"""The report of a keepsake: `report.html`, which a person likes to read, and `report.json`."""

from __future__ import annotations

import base64
import html
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from string import Template
from typing import Any

from memoreez.artifacts import Check, Hobby, Maker, Report, Verdict
from memoreez.prints import origin, report_maps
from memoreez.prints.headline import headline

SCHEMA = 1
_MARKS: Mapping[Verdict, tuple[str, str]] = {
    "pass": ("✓", "good"),
    "warn": ("!", "look here"),
    "fail": ("✗", "does not print"),
}
_COSTS = ("supports_g", "layers", "layer_mm", "quality", "estimated", "price")
_NO_MOTIF = "<em>no shape of its own yet, so the word itself is on the figurine</em>"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Sketch:
    """A concept as the report shows it."""

    title: str
    story: str
    png: bytes = field(repr=False)
    chosen: bool = False


@dataclass(frozen=True)
class Summary:
    """All that a report tells. The pipeline fills it; nothing here is looked up elsewhere."""

    title: str
    story: str
    typed: str  # what the person wrote
    hobbies: tuple[Hobby, ...]  # what was understood of it
    sketches: tuple[Sketch, ...]
    png: bytes = field(repr=False)  # picture of the figurine
    size_mm: tuple[float, float, float]  # width, depth, height
    weight_g: float
    report: Report
    provenance: Mapping[str, str]  # "seed": "7", "memoreez": "0.1.0"…, shown as they are
    name: str = ""
    date: str = ""
    inscription: tuple[str, ...] = ()
    minutes: float | None = None
    files: Mapping[str, int] = field(default_factory=dict)  # file name → bytes; links beside it
    maps: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # as `prints.pictures`
    cost: Mapping[str, Any] = field(default_factory=dict)  # as `prints.costs.facts`
    makers: tuple[Maker, ...] = ()  # who made what, each once


def supports(report: Report) -> bool:
    """Whether to print with supports: some check of overhangs or islands is not a plain pass."""
    return any(
        check.verdict != "pass" and ("overhang" in check.name or "island" in check.name)
        for check in report.checks
    )


def as_json(summary: Summary) -> str:
    """The report for programs, ending in a newline. Schema 1 may gain fields, never lose any."""
    width, depth, height = (_finite(value) for value in summary.size_mm)
    facts: dict[str, Any] = {
        "schema": SCHEMA,
        "verdict": summary.report.verdict,
        "title": summary.title,
        "story": summary.story,
        "name": summary.name,
        "date": summary.date,
        "inscription": list(summary.inscription),
        "typed": summary.typed,
        "understood": [{"text": one.text, "motif": one.motif} for one in summary.hobbies],
        "concepts": [
            {"title": one.title, "story": one.story, "chosen": one.chosen}
            for one in summary.sketches
        ],
        "size_mm": {"width": width, "depth": depth, "height": height},
        "weight_g": _finite(summary.weight_g),
        "minutes": _finite(summary.minutes),
        "supports": supports(summary.report),
        **{name: summary.cost[name] for name in _COSTS if name in summary.cost},
        "checks": [_check(check) for check in summary.report.checks],
        "repairs": list(summary.report.repairs),
        "files": dict(summary.files),
        "provenance": dict(summary.provenance),
        **origin.facts(summary.makers),
        "licence": origin.licence(summary.makers),
    }
    text = json.dumps(facts, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode("utf-8", "replace").decode() + "\n"


def as_html(summary: Summary) -> str:
    """The report for a person: one file without script, request or link to elsewhere.

    Everything that came from outside is escaped and set apart by direction, so that a name in
    Hebrew or a bracket in a hobby cannot change the page around it.
    """
    width, depth, height = summary.size_mm
    return Template(_packaged("report.html")).substitute(
        css=_packaged("report.css"),
        page=_plain(summary.title),
        title=_plain(summary.title),
        story=_plain(summary.story),
        picture=_picture(summary.png),
        tag=_tag(summary),
        verdict=badge(summary.report),
        size=f"{width:.0f} × {depth:.0f} × {height:.0f} mm",
        weight=f"about {summary.weight_g:.0f} g",
        time=_time(summary.minutes),
        inscription="<br>".join(map(_text, summary.inscription)) or "none",
        files=_files(summary.files),
        typed=_plain(summary.typed),
        heard=_heard(summary.hobbies),
        sketches="".join(map(_sketch, summary.sketches)),
        cost=_cost(summary.cost),
        maps=report_maps.section(
            summary.maps, summary.report, model=report_maps.GLB in summary.files
        ),
        checks="".join(map(row, summary.report.checks)),
        repairs=_repairs(summary.report.repairs),
        supports=_supports(summary.report),
        origin=origin.section(summary.provenance, summary.makers),
        licence=_plain(origin.licence(summary.makers)),
    )


def badge(report: Report) -> str:
    """Whether it prints, as a small sign."""
    meant, mark, words = headline(report)
    return f'<span class="badge {meant}">{mark} {words}</span>'


def _packaged(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _finite(value: Any) -> Any:
    """Plain numbers, and None for what JSON cannot say."""
    if value is None or isinstance(value, bool | str):
        return value
    number = float(value)
    return round(number, 6) if math.isfinite(number) else None


def _check(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "title": check.title,
        "value": bool(check.value) if _yes_or_no(check.value) else _finite(check.value),
        "unit": check.unit,
        "limit": check.limit,
        "source": check.source,
        "verdict": check.verdict,
        "advice": check.advice,
    }


def _yes_or_no(value: Any) -> bool:
    return type(value).__name__ in ("bool", "bool_")  # numpy has one of its own


def _plain(text: str) -> str:
    """Escaped for text and attributes alike, without characters that HTML does not allow."""
    return html.escape(_CONTROLS.sub("", text), quote=True)


def _text(text: str) -> str:
    return f"<bdi>{_plain(text)}</bdi>"


def _picture(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _tag(summary: Summary) -> str:
    """The gift tag on the picture."""
    if not summary.name and not summary.date:
        return ""
    name = f"<b>for {_text(summary.name)}</b>" if summary.name else ""
    date = f"<small>{_text(summary.date)}</small>" if summary.date else ""
    return f'<p class="tag">{name}{date}</p>'


def _time(minutes: float | None) -> str:
    if minutes is None:
        return "your slicer will tell"
    hours, rest = divmod(round(minutes), 60)
    return f"about {hours} h {rest:02d} min" if hours else f"about {rest} min"


def _cost(cost: Mapping[str, Any]) -> str:
    """The price as a row of the receipt, and by which sheet; its lines are in report.json."""
    if not cost.get("price"):
        return ""
    price = cost["price"]
    sheet = f"<small>{_plain(price['sheet'])}</small>"
    return f"<dt>Cost</dt><dd>about {_money(price['total'], price)}{sheet}</dd>"


def _money(amount: str, price: Mapping[str, Any]) -> str:
    return f"{_plain(amount)}&nbsp;{_plain(price['currency'])}"


def _files(sizes: Mapping[str, int]) -> str:
    uses = {
        ".3mf": ("for your slicer", "best"),
        ".stl": ("works everywhere", ""),
        ".glb": ("for screens and AR", ""),
    }
    cards = ""
    for name, size in sizes.items():
        use, style = uses.get(name[name.rfind(".") :], ("", ""))
        if use and name != report_maps.GLB:
            label = f"<b>{_plain(name)}</b><span>{use}</span><span>{_megabytes(size)}</span>"
            cards += f'<a class="{style}" href="{_plain(name)}">{label}</a>'
    return f'<div class="files">{cards}</div>' if cards else ""


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"


def _heard(hobbies: Iterable[Hobby]) -> str:
    rows = ""
    for hobby in hobbies:
        meaning = _NO_MOTIF
        if hobby.motif is not None:
            meaning = f"<b>{_plain(hobby.motif.replace('_', ' '))}</b>"
        rows += f'<li dir="auto"><q>{_text(hobby.text)}</q><span>{meaning}</span></li>'
    return rows


def _sketch(sketch: Sketch) -> str:
    ribbon = '<span class="ribbon">chosen</span>' if sketch.chosen else ""
    return (
        f'<li class="{"chosen" if sketch.chosen else ""}"><figure>{ribbon}'
        f'<img src="{_picture(sketch.png)}" alt="" width="768" height="768">'
        f'<figcaption dir="auto"><b>{_text(sketch.title)}</b>{_text(sketch.story)}</figcaption>'
        "</figure></li>"
    )


def row(check: Check) -> str:
    """A check as a line of the table."""
    mark, words = _MARKS[check.verdict]
    advice = f"<small>{_plain(check.advice)}</small>" if check.advice else ""
    return (
        f'<tr class="{check.verdict}"><th scope="row">{_plain(check.title)}{advice}</th>'
        f'<td data-label="Measured">{_measured(check)}</td>'
        f'<td data-label="Limit">{_plain(check.limit)}<small>{_plain(check.source)}</small></td>'
        f'<td data-label="Verdict"><span class="mark"><i>{mark}</i> {words}</span></td></tr>'
    )


def _measured(check: Check) -> str:
    value = check.value
    if _yes_or_no(value):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _plain(value)
    if not math.isfinite(value):
        return "beyond measure"
    number = f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:,.0f}"
    unit = check.unit.replace("bodies", "body").rstrip("s") if value == 1 else check.unit
    return f"{number}&nbsp;{_plain(unit)}" if unit else number


def _repairs(repairs: Iterable[str]) -> str:
    lines = "".join(f"<li>{_plain(repair)}</li>" for repair in repairs)
    heading = "<h3>Put right along the way</h3>"
    return f'<div class="note">{heading}<ul>{lines}</ul></div>' if lines else ""


def _supports(report: Report) -> str:
    if supports(report):
        return "<b>Supports: yes</b>, “everywhere”, best as trees. Some parts lean out too far."
    return "<b>Supports: none.</b> Every part carries the next one up."
