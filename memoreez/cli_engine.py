"""The command that lets this computer sculpt for others. `cli` puts it beside the others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memoreez.cli_paths import folder

app = typer.Typer()

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="0.0.0.0 lets others in (127.0.0.1).")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0: any free one (8787).")]
Sculptor = Annotated[str, typer.Option(metavar="NAME", help="Who sculpts (the one that is set).")]
Queue = Annotated[int, typer.Option(metavar="N", min=1, max=10000, help="May wait (16).")]
Token = Annotated[str, typer.Option(metavar="TEXT", help="Only for who knows it.")]
TokenFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The token's file: hidden from “ps”.")
]
Private = Annotated[
    bool, typer.Option("--private", help="Pictures and webhooks may be in your own network.")
]
Seconds = Annotated[float, typer.Option(metavar="S", min=1, help="For one job at most (1800).")]
Gpus = Annotated[str, typer.Option(metavar="WHICH", help="A process a card: all, or 0,1.")]
Each = Annotated[int, typer.Option(metavar="N", min=1, max=16, help="At once on each card (1).")]
DataDir = Annotated[Path | None, typer.Option(metavar="DIR", parser=folder, help="Keep jobs here.")]


@app.command(epilog="Example: memoreez engine --host 0.0.0.0 --token-file engine.token")
def engine(
    host: Host = "127.0.0.1",
    port: Port = 8787,
    sculptor: Sculptor = "",
    queue: Queue = 16,
    token: Token = "",
    token_file: TokenFile = None,
    private: Private = False,
    seconds: Seconds = 1800.0,
    gpus: Gpus = "",
    each: Each = 1,
    data_dir: DataDir = None,
) -> int:
    """Sculpt for other computers, over HTTP."""
    from memoreez import console, logs
    from memoreez.engine import serving
    from memoreez.settings import settings

    def ready(address: str, name: str) -> None:
        console.out().print(f"The engine is open: {address}, sculptor {name}.")
        console.out().print("Ctrl-C closes it; whatever is unfinished goes on next time.")

    logs.configure("warning")
    given = token or _read(token_file)
    wanted = serving.Wanted(
        host, port, sculptor, queue, given, private, seconds, data_dir, gpus, each
    )
    serving.serve(settings(), wanted, ready)
    console.out().print("Closed.")
    return 0


def _read(file: Path | None) -> str:
    from memoreez.errors import BadInput

    if file is None:
        return ""
    try:
        found = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The token cannot be read from {str(file)!r}; check that file.") from error
    if not found:
        raise BadInput(f"There is no token in {str(file)!r}; write one into it.")
    return found
