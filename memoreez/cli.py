"""The command line. Each command imports what it needs, so that help and version come at once.

Exit codes: 0 done, 1 failed, 2 bad input, 3 made but does not pass the gate, 130 interrupted.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from memoreez import __version__, cli_engine, cli_mesh, cli_studio
from memoreez.cli_paths import folder
from memoreez.errors import BadInput

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _between(low: int, high: int) -> Callable[[int | None], int | None]:
    def checked(value: int | None) -> int | None:
        if value is not None and not low <= value <= high:
            raise typer.BadParameter(f"{value} is out of range; choose {low} to {high}.")
        return value

    return checked


def _option(help: str, metavar: str | None = None, low: int = 0, high: int = 0) -> Any:
    """An option whose help stays on one line; `high` limits a number."""
    checked = _between(low, high) if high else None
    return typer.Option(metavar=metavar, callback=checked, help=help, show_default=False)


Hobbies = Annotated[
    list[str],
    typer.Argument(metavar="TEXT", help="What the person loves, in your own words."),
]
Wanted = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT", help="What the person loves, in your own words."),
]
Photo = Annotated[Path | None, _option("Make it of this picture instead.", "FILE")]
Box = Annotated[str, _option("Where its object is, in parts of 1.", "X,Y,W,H")]
Sculptor = Annotated[str, _option("Who sculpts: see providers.", "NAME")]
Name = Annotated[str, _option("First line of the inscription.", "TEXT")]
Date = Annotated[str, _option("Second line of the inscription.", "TEXT")]
Inscription = Annotated[str | None, _option("Instead of both; | parts two lines.", "TEXT")]
Pick = Annotated[int | None, _option("Make this concept; asks nothing.", "N", 1, 400)]
Seed = Annotated[int, _option("Another number gives other ideas.", "N", 0, 2**63)]
Round = Annotated[int, _option("2 gives concepts 5 to 8, 3 gives 9 to 12…", "N", 1, 100)]
More = Annotated[bool, typer.Option("--more", help="The next round of concepts.")]
Height = Annotated[float, _option("Height in all, 20 to 300 mm (90).", "MM")]
Pedestal = Annotated[str, _option("round, square, oval or hexagonal.", "KIND")]
Style = Annotated[str, _option("engraved or embossed.", "STYLE")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", parser=folder, help="Folder for the files (keepsake)."),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing; make the first concept.")]
Check = Annotated[bool, typer.Option("--check", help="Try who is in line; costs nothing.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"memoreez {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Hobbies in, a printable figurine out."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(epilog='Example: memoreez make "guitar, hiking with the dog" --name Sophie')
def make(
    text: Wanted = None,
    photo: Photo = None,
    box: Box = "",
    sculptor: Sculptor = "",
    name: Name = "",
    date: Date = "",
    inscription: Inscription = None,
    pick: Pick = None,
    seed: Seed = 0,
    round: Round = 1,
    more: More = False,
    height: Height = 90.0,
    pedestal: Pedestal = "round",
    style: Style = "engraved",
    out: Out = None,
    json: Json = False,
    no_input: NoInput = False,
) -> int:
    """Make a keepsake: four ideas, one figurine, its files."""
    from memoreez import console, dialogue, facts

    if not text and photo is None:
        raise BadInput("Nothing was said; write what the person loves, or give --photo FILE.")
    typed, ideas = " ".join(text or ()), round + more
    how = seed, height, pedestal, style
    asked = dialogue.Request(
        typed, name, date, inscription, *how, ideas, pick, photo, box, sculptor
    )
    place = out or dialogue.free_folder()
    asks = not (json or no_input) and sys.stdin.isatty() and sys.stdout.isatty()
    screen = console.err() if json else console.out()
    talk = dialogue.Dialogue(asked, place, screen, asks=asks, terse=json)
    with console.told():
        outcome = talk.run()
    if json:
        console.as_json(facts.outcome(outcome))
    if outcome.refused is not None:
        raise outcome.refused
    return 0


@app.command(epilog='Example: memoreez concepts "chess and red wine" --seed 3')
def concepts(text: Hobbies, seed: Seed = 0, round: Round = 1, json: Json = False) -> int:
    """Show four ideas and what was understood; draws nothing."""
    import memoreez
    from memoreez import console, facts, tables

    found = memoreez.concepts(" ".join(text), seed=seed, round=round)
    if json:
        console.as_json(facts.imagined(found))
    else:
        console.out().print(tables.imagined(found))
    return 0


@app.command(epilog="Example: memoreez motifs cat --pose sleep --out cat.png")
def motifs(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Draw this one.")] = None,
    pose: Annotated[str | None, _option("One of its poses.", "POSE")] = None,
    out: Annotated[Path | None, _option("Where to (NAME.png).", "FILE")] = None,
    json: Json = False,
) -> int:
    """List the motifs, or draw one."""
    from memoreez import console, facts, listings, tables

    if name is None:
        if json:
            console.as_json({"motifs": list(map(facts.motif, listings.all_motifs()))})
        else:
            console.out().print(tables.motifs(listings.all_motifs()))
        return 0
    with console.working(f"Drawing {console.plain(name)}"):
        path = listings.draw_motif(name, pose, out)
    if json:
        console.as_json({"motif": name, "file": str(path.resolve())})
    else:
        console.out().print(f"Drawn: {console.plain(str(path))}")
    return 0


@app.command(epilog="Example: MEMOREEZ_IMAGES=clay memoreez providers")
def providers(check: Check = False, json: Json = False) -> int:
    """List who can do each stage, and who is chosen."""
    from memoreez import console, facts, listings, tables

    if check:
        return _checked(json)
    entries, chosen, broken = listings.all_providers()
    if json:
        console.as_json({"providers": [facts.provider(one, chosen) for one in entries]})
    else:
        console.out().print(tables.providers(entries, chosen))
    for words in broken:
        console.sentence(words, failed=False)
    return 0


def _checked(json: bool) -> int:
    """Each provider in line, tried; 1 when one of them cannot work."""
    from dataclasses import asdict

    from memoreez import console, listings, tables

    with console.working("Asking whoever is in line"):
        found = listings.checkups()
    if json:
        console.as_json({"checks": [asdict(one) for one in found]})
    else:
        console.out().print(tables.checkups(found))
    return 1 if any(one.verdict == "fail" for one in found) else 0


@app.command(epilog="Example: memoreez doctor")
def doctor(json: Json = False) -> int:
    """Look whether this computer has all that is needed."""
    from dataclasses import asdict

    from memoreez import console, tables
    from memoreez import doctor as surgery

    with console.working("Looking around"):
        found = list(surgery.examine())
    if json:
        console.as_json({"findings": [asdict(one) for one in found]})
    else:
        console.out().print(tables.findings(found))
    return 1 if any(one.verdict == "fail" for one in found) else 0


app.add_typer(cli_mesh.app)
app.add_typer(cli_studio.app)
app.add_typer(cli_engine.app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    from memoreez.console import sentence, tolerate

    tolerate(sys.stdout, sys.stderr)
    try:
        code = app(args=arguments, prog_name="memoreez", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:
        _mute()
        return 1  # who reads us has had enough
    except Exception as error:
        code = _explain(error)
        if isinstance(error, OSError):
            _mute()
        return code
    if code == 130:
        sentence("Stopped. Nothing half-written was left.", failed=False)
    return code if isinstance(code, int) else 0


def _mute() -> None:
    """What stdout still holds goes nowhere: Python would try again at its end, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _explain(error: Exception) -> int:
    """One sentence on stderr, and the exit code."""
    from memoreez.console import sentence
    from memoreez.errors import MemoreezError

    usage: Any = getattr(error, "format_message", None)  # a mistake in the options
    if usage is not None:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "memoreez"
        told = usage().rstrip(".")
        sentence(f"{told}{'' if told.endswith('?') else '.'} See: {command} --help")
        return 2
    if isinstance(error, MemoreezError):
        sentence(str(error))
        return error.exit_code
    reason = getattr(error, "strerror", None) or type(error).__name__
    sentence(f"Something went wrong that should not ({reason}). {_log(error)}")
    return 1


def _without_secrets(words: Sequence[str]) -> list[str]:
    """The command line as it can be sent to us: the file is asked for."""
    told = [re.sub(r"^(--token=).+", r"\1…", word) for word in words]
    return ["…" if before == "--token" else word for before, word in pairwise(["", *told])]


def _log(error: Exception) -> str:
    """Keep the traceback for those who can read it."""
    try:
        handle, path = tempfile.mkstemp(prefix="memoreez-", suffix=".log", text=True)
        with open(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(f"memoreez {__version__}\n{_without_secrets(sys.argv)}\n")
            traceback.print_exception(error, file=file)
    except OSError:
        return "Run “memoreez doctor” to see what may be missing."
    return f"The details are in {path}: please send them to us."
