"""The studio's commands: serve, worker, backup, restore. `cli` puts them beside the others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from memoreez.cli_paths import folder

app = typer.Typer()

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="0.0.0.0 lets others in (127.0.0.1).")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0: any free one (8000).")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]
DataDir = Annotated[
    Path | None,
    typer.Option(metavar="DIR", parser=folder, help="Keep all here (~/.memoreez)."),
]
KeepDays = Annotated[
    int | None, typer.Option(metavar="N", min=0, help="Delete untouched keepsakes after N days.")
]
Queues = Annotated[str, typer.Option(metavar="A,B", help="Only these queues (all).")]
File = Annotated[Path, typer.Argument(metavar="FILE")]


@app.command(epilog="Example: memoreez serve --port 8080 --keep-days 90")
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    no_open: NoOpen = False,
    data_dir: DataDir = None,
    keep_days: KeepDays = None,
) -> int:
    """Open the studio, a page in your browser."""
    from memoreez import console, serving

    wanted = _sound(serving.chosen(data_dir=data_dir, keep_days=keep_days))

    def ready(address: str) -> None:
        console.out().print(f"The studio is open: {address}")
        console.out().print("Ctrl-C closes it; whatever is unfinished goes on next time.")
        if not no_open:
            serving.browse(address)

    serving.serve(wanted, host, port, ready)
    console.out().print("Closed.")
    return 0


@app.command(epilog="Example: memoreez worker --queues sculpt")
def worker(queues: Queues = "", data_dir: DataDir = None) -> int:
    """Work for a studio that is served elsewhere.

    Both use the same database and store: MEMOREEZ_DATABASE_URL, MEMOREEZ_STORE_URL.
    """
    from memoreez import console, serving

    named = tuple(name.strip() for name in queues.split(",") if name.strip()) or None

    def ready() -> None:
        console.out().print(
            f"Working on {', '.join(named) if named else 'everything'}. Ctrl-C ends."
        )

    serving.work(_sound(serving.chosen(data_dir=data_dir)), named, ready)
    return 0


def _sound(settings: Any) -> Any:
    """The settings, once the price sheet can be read: else each keepsake would fail at its end."""
    from memoreez.prints import price

    price.load(settings.price_sheet)
    return settings


@app.command(epilog="Example: memoreez backup memoreez-backup.zip")
def backup(file: File, data_dir: DataDir = None) -> int:
    """Put every keepsake into one file.

    The studio may run meanwhile.
    """
    from memoreez import console, serving

    with console.working("Backing up"):
        written = serving.backup(serving.chosen(data_dir=data_dir), file)
    console.out().print(f"Backed up: {console.plain(str(written))}")
    return 0


@app.command(epilog="Example: memoreez restore memoreez-backup.zip --data-dir elsewhere")
def restore(file: File, data_dir: DataDir = None) -> int:
    """Bring a backup back.

    The data folder must be empty.
    """
    from memoreez import console, serving

    chosen: Any = serving.chosen(data_dir=data_dir)
    with console.working("Restoring"):
        serving.restore(chosen, file)
    console.out().print(f"Restored into {console.plain(str(chosen.data_dir))}.")
    return 0
