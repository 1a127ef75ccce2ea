"""The report of a mesh from elsewhere: what was wrong, what was done, and whether it prints now."""

from __future__ import annotations

import base64
import html
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from string import Template
from typing import Any

from memoreez.artifacts import Report
from memoreez.prints import report, report_maps
from memoreez.prints.headline import PROPPED, too_large

SCHEMA = 1
BEFORE = {"pass": "ready to print", "repaired": "ready to print", "fail": "would not print"}
LEDES = {
    "pass": "It prints as it is; nothing was changed.",
    "repaired": "It prints now. Below is everything that was changed to get there.",
    "fail": "It still would not print. Below is what is wrong, and what to do about it.",
}
USES = {".3mf": ("for your slicer", "best"), ".stl": ("works everywhere", "")}
CERTAIN = 0.995  # from here on it would read "100 % sure"
_CERTAINLY = re.compile(r" \((?:probably[^()]*)?\b100 % sure[^()]*\)")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Shown:
    """All that the report tells."""

    title: str
    before: Report
    after: Report
    changes: tuple[Mapping[str, Any], ...]  # name, words, values, sure
    deviation_mm: float
    size_mm: tuple[float, float, float] | None
    cost: Mapping[str, Any]  # as `prints.costs.facts`; empty for what does not print
    png: bytes = field(default=b"", repr=False)  # a picture of the mended object; empty: none
    maps: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    files: Mapping[str, int] = field(default_factory=dict)  # name → bytes
    made_for: str = "a 0.4 mm nozzle"  # the printer that was thought of


def facts(shown: Shown) -> dict[str, Any]:
    """The report for programs. Schema 1 may gain fields, never lose any."""
    size = shown.size_mm and dict(zip(("width", "depth", "height"), shown.size_mm, strict=True))
    return {
        "schema": SCHEMA,
        "title": shown.title,
        "verdict": shown.after.verdict,
        "before": {"verdict": shown.before.verdict, "checks": checks(shown.before)},
        "checks": checks(shown.after),
        "changes": [dict(change) for change in shown.changes],
        "deviation_mm": _finite(shown.deviation_mm),
        "size_mm": size and {name: _finite(value) for name, value in size.items()},
        **shown.cost,
        "files": dict(shown.files),
    }


def checks(report: Report) -> list[dict[str, Any]]:
    """Every line of the gate, in plain values."""
    return [{**vars(check), "value": _finite(check.value)} for check in report.checks]


def as_json(shown: Shown) -> str:
    """`facts` as text, ending in a newline."""
    return json.dumps(facts(shown), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_html(shown: Shown) -> str:
    """The report for a person: one file without script, request or link to elsewhere."""
    lede = (LEDES[shown.after.verdict], too_large(shown.after))
    return Template(_packaged("mended_report.html")).substitute(
        css=_packaged("report.css"),
        title=_plain(shown.title),
        lede=_plain(" ".join(filter(None, lede))),
        verdict=report.badge(shown.after),
        before=BEFORE[shown.before.verdict],
        made_for=_plain(shown.made_for),
        facts=_facts(shown),
        files=_files(shown.files),
        changes=_changes(shown),
        picture=_picture(shown.png),
        maps=report_maps.section(shown.maps, shown.after, model=bool(shown.maps)),
        checks="".join(map(report.row, shown.after.checks)),
    )


def _picture(png: bytes) -> str:
    if not png:
        return ""
    source = "data:image/png;base64," + base64.b64encode(png).decode()
    return f'<div class="photo"><img src="{source}" alt="The object as it is now, in grey"></div>'


def _facts(shown: Shown) -> str:
    rows = []
    if shown.size_mm:
        rows.append(("Size", "{:.0f} × {:.0f} × {:.0f} mm".format(*shown.size_mm)))
    if shown.after.verdict != "fail" and shown.cost.get("material") != "resin":
        needed = report.supports(shown.after)
        rows.append(("Supports", PROPPED if needed else "none"))
    if shown.cost:
        hours, minutes = divmod(round(shown.cost["print_s"] / 60), 60)
        material = shown.cost.get("material", "PLA")
        rows.append((f"Weight, {_plain(material)}", f"about {shown.cost['weight_g']:.0f} g"))
        rows.append(("Print time", f"about {hours} h {minutes:02d} min"))
        rows += [("Advice", line) for line in shown.cost.get("advice", ())]
        price = shown.cost.get("price")
        if price:
            rows.append(("Cost", f"about {price['total']} {price['currency']}"))
    return "".join(f"<dt>{name}</dt><dd>{_plain(value)}</dd>" for name, value in rows)


def _files(sizes: Mapping[str, int]) -> str:
    cards = ""
    for name, size in sizes.items():
        use, style = USES.get(name[name.rfind(".") :], ("", ""))
        if use:
            told = f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"
            label = f"<b>{_plain(name)}</b><span>{use}</span><span>{told}</span>"
            cards += f'<a class="{style}" href="{_plain(name)}">{label}</a>'
    return f'<div class="files">{cards}</div>' if cards else ""


def _changes(shown: Shown) -> str:
    if not shown.changes:
        return "<p>Nothing: the file is as it was.</p>"
    lines = "".join(
        f"<li>{_plain(sentence(change['words']))}{_sure(change)}</li>" for change in shown.changes
    )
    moved = f"{shown.deviation_mm:.2g} mm" if shown.deviation_mm >= 0.001 else "less than 0.001 mm"
    told = f"95 % of the surface that was kept lies within {moved} of where it was."
    return f'<ul>{lines}</ul><p class="muted">{told}</p>'


def _sure(change: Mapping[str, Any]) -> str:
    """How sure it is, where that is in doubt and its words do not say so themselves."""
    told = change["sure"] >= CERTAIN or "sure" in change["words"]
    return "" if told else f" <small>({100 * change['sure']:.0f} % sure)</small>"


def sentence(words: str) -> str:
    """Words with a capital and a stop; what is 100 % sure is not said to be."""
    told = _CERTAINLY.sub("", words)
    return f"{told[:1].upper()}{told[1:].rstrip('.')}."


def _finite(value: Any) -> Any:
    """Plain numbers, and None for what JSON cannot say."""
    if isinstance(value, str):
        return value
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    return round(float(value), 6) if math.isfinite(value) else None


def _packaged(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _plain(text: str) -> str:
    return html.escape(_CONTROLS.sub("", text), quote=True)
