"""The commands for a mesh from anywhere: check and fix. `cli` puts them beside the others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from memoreez.cli_paths import folder

app = typer.Typer()


def _option(help: str, metavar: str) -> Any:
    return typer.Option(metavar=metavar, help=help, show_default=False)


def _flag(name: str, help: str) -> Any:
    return typer.Option(name, help=help)


File = Annotated[Path, typer.Argument(metavar="FILE", help="STL, 3MF, OBJ, PLY or GLB.")]
Unit = Annotated[str | None, _option("mm, cm, m or inch: what its numbers are.", "UNIT")]
Up = Annotated[str | None, _option("x, -x, y, -y, z or -z: which way is up.", "AXIS")]
Height = Annotated[float | None, _option("At this height, 20 to 300 mm.", "MM")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", parser=folder, help="Folder for the files (beside FILE)."),
]
Nozzle = Annotated[float, _option("The nozzle's width, 0.1 to 2 mm (0.4).", "MM")]
Resin = Annotated[bool, _flag("--resin", "By the limits of resin printers.")]
Json = Annotated[bool, _flag("--json", "One JSON object, for programs.")]


@app.command(epilog="Example: memoreez check figurine.stl --height 90")
def check(
    file: File,
    unit: Unit = None,
    up: Up = None,
    height: Height = None,
    resin: Resin = False,
    json: Json = False,
) -> int:
    """Tell whether a file prints, and what to do if not. Exit code 3 if not."""
    from memoreez import api, console, facts, tables

    with console.working("Checking"):
        report = api.check(file, unit=unit, up=up, height_mm=height, resin=resin)
    if json:
        console.as_json({"file": str(file), **facts.report(report)})
    else:
        console.out().print(tables.checks(report))
        if report.verdict == "fail":
            again = " --resin" if resin else ""
            console.out().print(f" Try: memoreez fix {console.plain(str(file))}{again}\n")
    return 3 if report.verdict == "fail" else 0


@app.command(epilog="Example: memoreez fix figurine.stl --height 90 --out ready")
def fix(
    file: File,
    out: Out = None,
    unit: Unit = None,
    up: Up = None,
    height: Height = None,
    nozzle: Nozzle = 0.4,
    resin: Resin = False,
    no_thicken: Annotated[bool, _flag("--no-thicken", "Leave thin walls thin.")] = False,
    no_foot: Annotated[bool, _flag("--no-foot", "Cut no flat bottom, level nothing.")] = False,
    keep_backdrop: Annotated[
        bool, _flag("--keep-backdrop", "Cut no walls and ground plates off.")
    ] = False,
    supportless: Annotated[
        bool, _flag("--supportless", "Turn it to print without supports.")
    ] = False,
    keep_failed: Annotated[
        bool, _flag("--keep-failed", "Keep an attempt that still fails.")
    ] = False,
    json: Json = False,
) -> int:
    """Repair a file until it prints. Exit code 3 if it still does not.

    FILE stays as it is: the result is FILE-fixed.stl, .3mf and .glb with a report.
    """
    from memoreez import api, console, mesh_tables

    with console.working("Repairing"):
        fixed = api.fix(
            file,
            out=out,
            unit=unit,
            up=up,
            height_mm=height,
            nozzle_mm=nozzle,
            resin=resin,
            backdrop=not keep_backdrop,
            thicken=not no_thicken,
            foot=not no_foot,
            supportless=supportless,
            keep_failed=keep_failed,
        )
    if json:
        console.as_json({"file": str(file), **mesh_tables.facts(fixed)})
    else:
        console.out().print(mesh_tables.fixed(fixed, file))
    return 3 if fixed.verdict == "fail" else 0
