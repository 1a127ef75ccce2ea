"""The library's functions `make` and `check`; `concepts` is the folder of that name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from memoreez import pipeline
from memoreez.artifacts import Imagined, Picture, Print, Report
from memoreez.clock import Watch
from memoreez.errors import BadInput
from memoreez.figurines.finish import Wish
from memoreez.steps import Order

Choose = Callable[[Imagined, list[Picture]], int]


def make(
    text: str,
    *,
    name: str = "",
    date: str = "",
    seed: int = 0,
    pick: int | None = None,
    round: int = 1,
    out: str | Path = "keepsake",
    height_mm: float = 90.0,
    inscription: str | Sequence[str] | None = None,
    pedestal: str = "round",
    style: str = "engraved",
    choose: Choose | None = None,
    watch: Watch | None = None,
) -> Print:
    """Make a keepsake from what a person loves; the files appear in the folder `out`.

    `pick` is the number of the concept to sculpt: the first of the round (1 in round 1, 5 in
    round 2…) unless given;
    `choose` may pick instead, after the pictures are drawn. The inscription is name and date
    unless given: one string with "|" or a line break between two lines, or up to two strings.
    Raises BadInput, OutputError, and Unprintable when the gate refuses the solid.
    """
    wish = Wish(height_mm, inscribed(name, date, inscription), pedestal, style=style)
    order = Order(text, name, date, seed, round, wish)
    first = 4 * (round - 1) + 1
    if pick is not None and not first <= pick < first + 4:
        raise BadInput(f"Round {round} has no concept {pick}; pick {first} to {first + 3}.")
    picked = choose or (lambda imagined, pictures: first if pick is None else pick)
    return pipeline.make(order, Path(out), picked, watch or (lambda stage, done, of: None))


def check(path: str | Path) -> Report:
    """The print gate's report on any STL, 3MF, OBJ, PLY or GLB. Raises BadInput."""
    from memoreez.figurines import gate  # slow to import, and `make` needs it late
    from memoreez.meshes import read_parts

    mesh, parts = read_parts(path)
    return gate.inspect(mesh, bodies=parts, assembled=True)


def inscribed(name: str, date: str, inscription: str | Sequence[str] | None) -> tuple[str, ...]:
    """The lines for the pedestal: those given, else name and date."""
    if inscription is None:
        lines = [name, date]
    elif isinstance(inscription, str):
        lines = inscription.replace("|", "\n").splitlines()
    else:
        lines = list(inscription)
    return tuple(" ".join(line.split()) for line in lines if line.strip())
