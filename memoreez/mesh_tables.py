"""What `memoreez fix` shows: the verdict before and after, what was done, and the files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from memoreez import facts as plain_facts
from memoreez.console import plain
from memoreez.prints.headline import PROPPED, headline
from memoreez.tables import SUPPORTS, advice, grid, link, note, verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from memoreez.api import Fixed
    from memoreez.artifacts import Report

RESIN = "resin"  # a check that only prints in resin have
BEFORE = {
    "pass": ("prints as it is", "green"),
    "repaired": ("prints as it is", "green"),
    "fail": ("would not print", "red"),
}
NAMES = {
    "units": "Unit",
    "axes": "Upright",
    "scaled": "Size",
    "broken_points": "Broken points",
    "duplicates": "Copies",
    "slivers": "Slivers",
    "welded": "Joined edges",
    "turned": "Winding",
    "inside_out": "Inside out",
    "backdrop": "Backdrop",
    "ground": "Ground plate",
    "voids": "Hollows",
    "united": "Overlaps",
    "holes": "Holes",
    "dust": "Dust",
    "joined": "Loose parts",
    "rebuilt": "Rebuilt",
    "foot": "Foot",
    "laid": "Turned",
    "thickened": "Thin walls",
    "simplified": "Simplified",
}
USES = {
    "fixed.3mf": "for your slicer",
    "fixed.stl": "works everywhere",
    "fixed.glb": "for screens and AR",
    "report.html": "what was done and measured, for reading",
    "maps.glb": "where to look, in 3D",
    "NOT-PRINTABLE.stl": "the attempt, to look at",
}


def fixed(found: Fixed, file: Path) -> Group:
    """All of it, within 80 columns."""
    was, colour = BEFORE[found.before.verdict]
    head = grid("dim", "")
    head.add_row("Before", Text(was, style=colour))
    if found.before.verdict == "fail":
        head.add_row("", Text(_failures(found), style="dim"))
    head.add_row("Now", verdict(headline(found.report)))
    if found.size_mm:
        head.add_row("Size", "{:.0f} × {:.0f} × {:.0f} mm".format(*found.size_mm))
    if found.changes and found.deviation_mm >= 0.005:
        head.add_row("Moved", f"95 % of the surface by less than {found.deviation_mm:.2g} mm")
    if found.verdict != "fail":
        _know(head, found.report)
    parts: list[RenderableType] = [Padding(head, (1, 1)), *_done(found)]
    if found.verdict == "fail":
        parts.append(Text())
        parts += advice(check for check in found.report.checks if check.verdict == "fail")
        parts.append(Padding(Text("No file to print was written.", style="bold"), (0, 1)))
    return Group(*parts, *_listing(found))


def _know(table: Table, report: Report) -> None:
    """Rows with what a person should know before printing, as at the end of `make`."""
    warned = {check.name for check in report.checks if check.verdict == "warn"}
    if RESIN not in {check.name for check in report.checks}:  # it always hangs from its plate
        table.add_row("Supports", PROPPED if warned.intersection(SUPPORTS) else "none")
    note(table, plain_facts.report(report)["checks"])


def _failures(found: Fixed) -> str:
    titles = [check.title for check in found.before.checks if check.verdict == "fail"]
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def _done(found: Fixed) -> list[RenderableType]:
    if not found.changes:
        return [Padding(Text("Nothing had to be changed.", style="dim"), (0, 1))]
    table = grid("cyan", "", "dim")
    table.columns[0].no_wrap = table.columns[2].no_wrap = True
    for change in found.changes:
        words = change.words[:1].upper() + change.words[1:]
        sure = f"{100 * change.sure:.0f} % sure" if change.sure < 0.995 else ""
        table.add_row(NAMES.get(change.name, change.name), plain(words), sure)
    return [Padding(table, (0, 1))]


def _listing(found: Fixed) -> list[RenderableType]:
    table = grid("", "dim")
    for end, use in USES.items():
        for name, path in found.files.items():
            if name.endswith(f"-{end}"):
                table.add_row(Text(name, style=link(path)), use)
    if not table.row_count:
        return []
    folder = next(iter(found.files.values())).parent
    heading = Text.assemble("In ", (plain(str(folder)), f"bold {link(folder)}"))
    return [Padding(Group(heading, table), (1, 1))]


def facts(found: Fixed) -> dict[str, Any]:
    """The same for programs. Names stay; new ones may come."""
    size = found.size_mm and dict(zip(("width", "depth", "height"), found.size_mm, strict=True))
    return {
        **plain_facts.report(found.report),
        "before": plain_facts.report(found.before),
        "changes": [asdict(change) for change in found.changes],
        "deviation_mm": found.deviation_mm,
        "size_mm": size,
        "files": {name: str(path.resolve()) for name, path in sorted(found.files.items())},
    }
