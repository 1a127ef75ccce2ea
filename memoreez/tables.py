"""What memoreez shows in a terminal, as tables and panels that fit 80 columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from memoreez.console import MARKS, plain
from memoreez.prints.headline import PROPPED, headline, retold

if TYPE_CHECKING:
    from rich.console import RenderableType

    from memoreez.artifacts import Check, Concept, Hobby, Imagined, Report
    from memoreez.doctor import Finding
    from memoreez.listings import Checkup
    from memoreez.motifs import Motif
    from memoreez.prints.headline import Headline
    from memoreez.providers import Entry

LANGUAGES = ("en", "de", "fr", "es")
SUPPORTS = ("islands", "overhang")  # told as "supports: yes"
USES = {
    "figurine.3mf": "for your slicer",
    "figurine.stl": "works everywhere",
    "figurine.glb": "for screens and AR",
    "figurine.png": "its picture",
    "concepts.png": "all the ideas on one sheet",
    "report.html": "what was measured, for reading",
    "maps.glb": "where to take care, to turn around",
}
# The gate advises those who model; who made a keepsake needs other words, and some of them not.
WARNINGS = {
    "wall_thickness": "Some parts are thin: print slowly, or make it larger with --height.",
    "thin_parts": "Some parts are thin: print slowly, or make it larger with --height.",
    "voids": "There is a closed hollow inside; it prints as it is.",
    "contact": "It stands on little: print it with a brim.",
    "degenerate_faces": "",
    "self_intersection": "",
    "floaters": "",
}


def grid(*columns: str) -> Table:
    """A table without lines; a column is named by its style."""
    table = Table.grid(padding=(0, 2))
    for style in columns:
        table.add_column(style=style, overflow="fold")
    return table


def _headed() -> Table:
    """A table with headings and no lines."""
    return Table(box=None, header_style="dim", padding=(0, 2, 0, 0), show_edge=False)


def indented(*lines: RenderableType) -> Padding:
    """Set in from the edge, with an empty line before."""
    return Padding(Group(*lines), (1, 1, 0, 1))


def understood(hobbies: Iterable[Hobby], notes: Iterable[str]) -> Padding:
    """Each hobby and the motif that stands for it."""
    table = grid("", "dim", "cyan")
    for hobby in hobbies:
        motif = hobby.motif.replace("_", " ") if hobby.motif else Text("see below", style="yellow")
        table.add_row(plain(hobby.text), "→", motif)
    told = [Text.assemble(("! ", "yellow"), plain(note)) for note in notes]
    return indented(Text("Understood", style="bold"), table, *told)


def ideas(concepts: Sequence[Concept]) -> Padding:
    """Number, title, kind and story of each concept."""
    table = grid("bold cyan", "")
    for position, concept in enumerate(concepts):
        title = Text.assemble((plain(concept.title), "bold"), (f"  {concept.kind}", "dim"))
        last = position + 1 == len(concepts)
        story = Text(plain(concept.story) + ("" if last else "\n"))
        table.add_row(str(concept.id), Group(title, story))
    return indented(table)


def imagined(found: Imagined) -> Group:
    """All that is known before anything is drawn."""
    return Group(understood(found.hobbies, found.notes), ideas(found.concepts))


def checks(report: Report) -> Group:
    """Every line of the gate, then what to do about those that do not pass, then the verdict."""
    table = _headed()
    table.add_column("")
    table.add_column("Check", no_wrap=True)
    table.add_column("Measured", overflow="fold", max_width=24)
    table.add_column("Limit", style="dim", overflow="fold")
    for check in report.checks:
        table.add_row(_mark(check.verdict), check.title, measured(check), plain(check.limit))
    return Group(Padding(table, (1, 0)), *advice(report.checks), _last(report))


def advice(found: Iterable[Check]) -> list[RenderableType]:
    """What to do, in plain words, for each check that is no plain pass."""
    table = grid("", "")
    for check in found:
        if check.verdict != "pass" and check.advice:
            words = Text.assemble((f"{check.title}. ", "bold"), plain(check.advice))
            table.add_row(_mark(check.verdict), words)
    return [Padding(table, (0, 1, 1, 1))] if table.row_count else []


def _last(report: Report) -> Padding:
    """The gate's last word."""
    return Padding(verdict(headline(report)), (0, 1))


def verdict(line: Headline) -> Text:
    """Whether it prints, in the colour of that."""
    meant, mark, words = line
    return Text(f"{mark} {words}", style=f"bold {MARKS[meant][1]}")


def measured(check: Check) -> str:
    """A value as a person writes it."""
    value = check.value
    if isinstance(value, str):
        return plain(f"{value} {check.unit}")
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if not math.isfinite(value):
        return "beyond measure"
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    number = f"{value:,.{digits}f}"
    number = number.rstrip("0").rstrip(".") if digits else number
    unit = check.unit if len(check.unit) <= 3 else ""  # "One body: 1" needs no "bodies"
    return f"{number}{'' if unit == '°' else ' '}{unit}".strip()


def keepsake(facts: Mapping[str, Any], folder: Path, files: Mapping[str, Path]) -> Group:
    """The end of `make`: what it is, whether it prints, and where it lies."""
    table = grid("dim", "")
    size = facts["size_mm"]
    table.add_row("Size", "{width:.0f} × {depth:.0f} × {height:.0f} mm".format(**size))
    table.add_row("Weight", _weight(facts))
    if facts.get("minutes") is not None:
        table.add_row("Print time", f"about {duration(facts['minutes'])}")
    if facts.get("price"):
        table.add_row("Cost", _cost(facts["price"]))
    table.add_row("Supports", PROPPED if facts["supports"] else "none")
    if facts["inscription"]:
        table.add_row("Inscription", plain(" · ".join(facts["inscription"])))
    note(table, facts["checks"])
    heading = verdict(retold(facts))
    story = Text(plain(facts["story"]), style="italic")
    panel = Panel(
        Group(story, Text(), heading, table),
        title=Text(plain(facts["title"]), style="bold"),
        title_align="left",
        border_style="cyan" if facts["verdict"] != "fail" else "red",
        padding=(1, 2),
    )
    return Group(Text(), panel, listing(folder, files))


def _weight(facts: Mapping[str, Any]) -> str:
    extra = facts.get("supports_g") or 0
    supports = f", and {extra:.0f} g for supports" if facts["supports"] and extra >= 0.5 else ""
    return f"about {facts['weight_g']:.0f} g of PLA{supports}"


def duration(minutes: float) -> str:
    """3 h 05 min, or 45 min."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} min"


def _cost(price: Mapping[str, Any]) -> Text:
    """The total, and by which price sheet."""
    total = f"about {plain(price['total'])} {plain(price['currency'])}"
    return Text.assemble(total, (f"  {plain(price['sheet'])}", "dim"))


def note(table: Table, checks: Iterable[Mapping[str, Any]]) -> None:
    """Rows with what a person should know before printing, each once."""
    for words in _warnings(checks):
        table.add_row(Text("! Note", style="yellow"), words)


def _warnings(checks: Iterable[Mapping[str, Any]]) -> list[str]:
    warned = (c for c in checks if c["verdict"] == "warn" and c["name"] not in SUPPORTS)
    words = (WARNINGS.get(c["name"], plain(c["advice"])) for c in warned)
    return list(dict.fromkeys(filter(None, words)))


def listing(folder: Path, files: Mapping[str, Path]) -> Padding:
    """The files that a person opens, with what each is for."""
    table = grid("", "dim", "dim")
    table.columns[2].justify = "right"
    for name, use in USES.items():
        if name in files:
            path = files[name]
            table.add_row(Text(name, style=link(path)), use, _bytes(path.stat().st_size))
    heading = Text.assemble("In ", (plain(str(folder)), f"bold {link(folder)}"))
    return indented(heading, Padding(table, (0, 0, 1, 0)))


def link(path: Path) -> str:
    """A style that opens the path from a terminal which can."""
    return f"link {path.resolve().as_uri()}"


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.0f} kB"


def motifs(all_of_them: Iterable[Motif]) -> Table:
    """Every motif with its first word in each language, grouped by kind."""
    table = _headed()
    table.add_column("Motif", no_wrap=True)
    table.add_column("English · German · French · Spanish", overflow="fold")
    table.add_column("Poses", style="dim", no_wrap=True)
    ordered = sorted(all_of_them, key=lambda motif: (motif.kind, motif.name))
    for kind, members in groupby(ordered, key=lambda motif: motif.kind):
        table.add_row()
        table.add_row(Text(kind, style="bold cyan"))
        for motif in members:
            words = " · ".join(motif.noun(language) for language in LANGUAGES)
            table.add_row(motif.name, words, ", ".join(motif.poses))
    return table


def providers(entries: Iterable[Entry], chosen: Mapping[str, tuple[str, ...]]) -> Table:
    """Every provider of each stage; the chosen ones have a mark, or their place in line."""
    table = _headed()
    for heading in ("", "Stage", "Name", "Title", "Licence", "Territory"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        line = chosen.get(entry.stage, ())
        mark = _mark("pass") if entry.name in line else Text()
        if len(line) > 1 and entry.name in line:
            mark = Text(str(line.index(entry.name) + 1), style="green")
        words = (entry.stage, entry.name, entry.title, entry.licence, entry.territory)
        table.add_row(mark, *map(plain, words))
    return table


def checkups(found: Iterable[Checkup]) -> Table:
    """Who is in line, what they answered, and what a call costs."""
    table = _headed()
    table.add_column("")
    table.add_column("Stage", no_wrap=True)
    table.add_column("Name", overflow="fold", max_width=14)
    table.add_column("Answer", overflow="fold")
    table.add_column("Price", style="dim", overflow="fold", max_width=10)
    for one in found:
        price = f"${one.price_usd:.4g} {one.priced_by}" if one.price_usd else "free"
        mark, colour = MARKS[one.verdict]
        words = Text(plain(one.found), style="" if one.verdict == "pass" else colour)
        table.add_row(Text(mark, style=colour), one.stage, plain(one.name), words, price)
    return table


def findings(lines: Iterable[Finding]) -> Table:
    """Lines of the doctor: verdict, what was looked at, what was found, what to do."""
    table = grid("", "", "")
    for line in lines:
        mark, colour = MARKS[line.verdict]
        told = Text(plain(line.found), style="dim" if line.verdict == "pass" else "")
        if line.advice:
            told.append(f"\n{plain(line.advice)}", style=colour)
        table.add_row(Text(f" {mark}", style=colour), line.title, told)
    return table


def _mark(word: str) -> Text:
    mark, colour = MARKS[word]
    return Text(mark, style=colour)
