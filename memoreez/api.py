"""The library's functions `make`, `check` and `fix`; `concepts` is the folder of that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from memoreez import photos, pipeline
from memoreez.artifacts import Imagined, Picture, Print, Report
from memoreez.clock import Watch
from memoreez.errors import BadInput
from memoreez.figurines.finish import Wish
from memoreez.marks import Marks, boxed
from memoreez.prints import files
from memoreez.steps import Order

if TYPE_CHECKING:
    from memoreez.figurines.repairs import Change

Choose = Callable[[Imagined, list[Picture]], int]


@dataclass(frozen=True, eq=False)
class Fixed:
    """A mesh file after its repair: the files that were written, and what was changed."""

    files: Mapping[str, Path]  # without any to print when it still fails
    before: Report
    report: Report  # after the repair
    changes: tuple[Change, ...]
    deviation_mm: float  # 95 % of the surface that was kept lies within this of where it was
    size_mm: tuple[float, float, float] | None  # width, depth, height

    @property
    def verdict(self) -> str:
        """ "pass" (it was good as it came), "repaired", or "fail"."""
        return self.report.verdict


def make(
    text: str = "",
    *,
    photo: str | Path | None = None,
    box: str | Sequence[float] | None = None,
    sure: bool = False,
    sculptor: str = "",
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

    With `photo`, a JPEG, PNG, WebP or HEIC, it is made of that picture instead: concept 1 is a
    framed plaque, concept 2 a soft figurine where the object stands out clearly enough. `box`
    says where the object is: x, y, width and height as shares of the picture's, such as
    "0.2,0.1,0.5,0.8"; `sure` says that it will be cut out right, whatever we think of it.
    `sculptor` takes the place of those that are set: a name, or several in line, such as
    "claynet,relief"; of a photo it makes the figure.
    `pick` is the number of the concept to sculpt: the first of the round (1 in round 1, 5 in
    round 2…) unless given;
    `choose` may pick instead, after the pictures are drawn. The inscription is name and date
    unless given: one string with "|" or a line break between two lines, or up to two strings.
    Raises BadInput, OutputError, and Unprintable when the gate refuses the solid.
    """
    wish = Wish(height_mm, inscribed(name, date, inscription), pedestal, style=style)
    marks = Marks(boxed(box) if box is not None else None, sure=sure)
    if marks and photo is None:
        raise BadInput("Box and sure say what the object of a photo is; give the photo, too.")
    given = photos.marked(photos.read(photo), marks) if photo is not None else None
    line = tuple(filter(None, (one.strip() for one in sculptor.split(","))))
    order = Order(text, name, date, seed, round, wish, given, line)
    first = 4 * (round - 1) + 1
    if given is None and pick is not None and not first <= pick < first + 4:
        raise BadInput(f"Round {round} has no concept {pick}; pick {first} to {first + 3}.")
    picked = choose or (lambda imagined, pictures: first if pick is None else pick)
    return pipeline.make(order, Path(out), picked, watch or (lambda stage, done, of: None))


def check(
    path: str | Path,
    *,
    unit: str | None = None,
    up: str | None = None,
    height_mm: float | None = None,
    resin: bool = False,
) -> Report:
    """The print gate's report on any STL, 3MF, OBJ, PLY or GLB. Raises BadInput.

    As it stands, or read in `unit` ("mm", "cm", "m", "inch"), with `up` ("x", "-x", "y"…) brought
    upright, at `height_mm`; with `resin` by the limits of resin printers.
    """
    from memoreez import fixing  # slow to import, and `make` needs it late
    from memoreez.figurines.repairs import Wanted

    wanted = Wanted(unit=unit, up=up, height_mm=height_mm)
    return fixing.inspect(Path(path), wanted, in_resin=resin)


def fix(
    path: str | Path,
    *,
    out: str | Path | None = None,
    unit: str | None = None,
    up: str | None = None,
    height_mm: float | None = None,
    nozzle_mm: float = 0.4,
    resin: bool = False,
    backdrop: bool = True,
    thicken: bool = True,
    foot: bool = True,
    supportless: bool = False,
    keep_failed: bool = False,
) -> Fixed:
    """Repair any STL, 3MF, OBJ, PLY or GLB until it prints, and say what was changed.

    `NAME-fixed.stl`, `.3mf` and `.glb` and the report appear together in the folder `out`, or
    beside the file, which itself is never changed. What still fails leaves its report and no file
    to print; `keep_failed` keeps the attempt as `NAME-NOT-PRINTABLE.stl`. Unit and upright axis
    are guessed from evidence unless given as in `check`. With `resin` walls are as thick as resin
    printers need them, and weight and time are resin's. Raises BadInput, OutputError.
    """
    from memoreez import fixing
    from memoreez.figurines.repairs import Wanted

    wanted = Wanted(unit, up, height_mm, nozzle_mm, backdrop, thicken, foot, supportless)
    file = Path(path)
    mended = fixing.mend(file, wanted, in_resin=resin)
    failed = mended.after.verdict == "fail"
    kept = fixing.attempt(mended) if keep_failed and failed else {}
    solids = kept if failed else fixing.printable(mended)
    named = {f"{file.stem}-{name}": data for name, data in solids.items()}
    told = fixing.reports(mended, named)
    named |= {f"{file.stem}-{name}": data for name, data in told.items()}
    folder = Path(out) if out is not None else file.parent
    with files.staging(folder) as place:
        for name, data in named.items():
            files.write(place / name, data)
    return Fixed(
        {name: folder / name for name in named},
        mended.before,
        mended.after,
        mended.changes,
        mended.deviation_mm,
        fixing.size_mm(mended),
    )


def inscribed(name: str, date: str, inscription: str | Sequence[str] | None) -> tuple[str, ...]:
    """The lines for the pedestal: those given, else name and date."""
    if inscription is None:
        lines = [name, date]
    elif isinstance(inscription, str):
        lines = inscription.replace("|", "\n").splitlines()
    else:
        lines = list(inscription)
    return tuple(" ".join(line.split()) for line in lines if line.strip())
