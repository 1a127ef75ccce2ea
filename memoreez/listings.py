"""What `memoreez motifs` and `memoreez providers` look up and draw."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memoreez import lineup, motifs, prices, providers
from memoreez.artifacts import Mesh, Verdict
from memoreez.errors import BadInput, MemoreezError
from memoreez.images import clay
from memoreez.prints import files
from memoreez.providers import Entry
from memoreez.sdf import mesh
from memoreez.settings import settings

VOXEL_MM = 0.22  # a motif is about 60 mm: eyelids and whiskers stay sharp in its picture


def all_motifs() -> tuple[motifs.Motif, ...]:
    """Every motif, by name."""
    return tuple(map(motifs.load, motifs.names()))


def draw_motif(name: str, pose: str | None = None, out: Path | None = None) -> Path:
    """A picture of a motif; returns where it lies: `out`, or the first free NAME.png here.

    Raises UnknownName, BadInput for a file that is no .png, OutputError.
    """
    found = motifs.load(name.strip().lower().replace(" ", "_").replace("-", "_"))
    target = out or free(f"{found.name}.png")
    if target.suffix.lower() != ".png":
        raise BadInput(f"The picture is a PNG: name it {target.stem}.png, not {target.name[:60]}.")
    solid = found.build(pose=pose, label=found.noun("en") if found.labelled else "")
    files.folder(target.parent)
    vertices, faces = mesh(solid, VOXEL_MM)
    files.write(target, clay.picture(clay.render(Mesh(vertices, faces))).png)
    return target


def free(name: str, folder: Path = Path()) -> Path:
    """`name` in the folder, or with -2 and so on where that is taken."""
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path


def all_providers() -> tuple[list[Entry], dict[str, tuple[str, ...]], list[str]]:
    """Every provider that can be loaded, those in line for each stage, and what is amiss."""
    entries, amiss = [], []
    told = settings()
    chosen = {s: told.lineup(s) if hasattr(told, s) else () for s in providers.VERBS}
    for stage in providers.VERBS:
        names = providers.names(stage)
        for name in names:
            try:
                entries.append(providers.entry(stage, name))
            except Exception as error:  # of third parties, which may raise anything
                amiss.append(f"The provider {name!r} of {stage} cannot be loaded: {error}")
        amiss += [_amiss(stage, name) for name in chosen[stage]]
    return entries, chosen, [words for words in amiss if words]


@dataclass(frozen=True)
class Checkup:
    """What a provider in line answered when it was asked whether it can work."""

    stage: str
    name: str
    verdict: Verdict
    found: str
    price_usd: float  # of a call
    priced_by: str  # "set", "list of 2026-11", "its own"; empty: it is held to be free


def checkups() -> list[Checkup]:
    """Every provider in line for a stage, tried with the cheapest call, all at once."""
    told = settings()
    line = [(s, n) for s in providers.VERBS if hasattr(told, s) for n in told.lineup(s)]
    with ThreadPoolExecutor(len(line)) as pool:
        return list(pool.map(lambda who: _checkup(*who), line))


def _checkup(stage: str, name: str) -> Checkup:
    price = prices.Price()
    try:
        one = lineup.provider(stage, name)
        price = lineup.price(stage, name, one)
        found = _found(one)
    except MemoreezError as error:
        return Checkup(stage, name, "fail", str(error), price.each, price.source)
    except Exception as error:  # a third party's; what it says may have a key in it
        words = f"It broke with {type(error).__name__}; ask whoever wrote it."
        return Checkup(stage, name, "fail", words, price.each, price.source)
    if prices.unknown(stage, name, one, price):
        found += f"; no price is set, so no limit counts it: set {_variable(stage, name)}"
        return Checkup(stage, name, "warn", found, price.each, price.source)
    return Checkup(stage, name, "pass", found, price.each, price.source)


def _found(one: Any) -> str:
    """A provider without a check of its own is loaded."""
    if not hasattr(one, "check"):
        one.load()
        return "is ready"
    said: str = one.check()
    return said


def _variable(stage: str, name: str) -> str:
    return settings().variable_of(stage, name, prices.OPTION)


def _amiss(stage: str, name: str) -> str:
    try:
        lineup.free(stage, name)  # reads its options, and its price
    except MemoreezError as error:
        return f"MEMOREEZ_{stage.upper()} cannot be used. {error}"
    return ""
