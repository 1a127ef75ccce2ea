"""Any mesh file checked, repaired and checked again: what `memoreez fix` and the studio do.

What still fails after its repair is never written as a file to print: `printable` refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from memoreez.artifacts import Figurine, Mesh, Report
from memoreez.errors import BadInput, Unprintable
from memoreez.figurines import gate
from memoreez.figurines.maps import Measured
from memoreez.figurines.repairs import Change, Wanted, repair
from memoreez.figurines.repairs.repair import scaled
from memoreez.figurines.repairs.units import axes, units
from memoreez.meshes import READERS, UNITLESS, read_parts
from memoreez.prints import bundle, costs, glb, price, resin, stl, threemf
from memoreez.settings import settings

NOZZLE_MM, IN_RESIN = 0.4, "a resin printer"
NOZZLES_MM = (0.1, 2.0)  # that are sold


@dataclass(frozen=True, eq=False)
class Mended:
    """A mesh before and after its repair."""

    title: str
    mesh: Mesh
    parts: Mapping[str, Mesh]  # named ones of a 3MF that needed nothing
    before: Report
    after: Report  # its `repairs` are the changes in words
    changes: tuple[Change, ...]
    deviation_mm: float
    measured: Measured | None = field(default=None, repr=False)
    made_for: str = f"a {NOZZLE_MM:g} mm nozzle"  # the printer that was thought of


def inspect(path: Path, wanted: Wanted, *, in_resin: bool = False) -> Report:
    """The gate's report on the file as it is, in the unit, standing and at the height wanted.

    `in_resin`: by the limits of resin printers. Raises BadInput.
    """
    wanted = _grained(_known(path, wanted), in_resin)
    mesh, parts = read_parts(path)
    placed = _placed(mesh, wanted)
    bodies = parts if placed is mesh else _moved(parts, mesh, placed)
    return _survey(placed, wanted, in_resin, bodies)[0]


def mend(path: Path, wanted: Wanted, *, in_resin: bool = False) -> Mended:
    """The file's mesh, repaired as far as that goes.

    Raises BadInput, and SettingsError for a price sheet that cannot be read: before the work, not
    after it.
    """
    if not in_resin:
        _prices()
    asked = (wanted.unit or wanted.up or wanted.height_mm) is not None or wanted.supportless
    wanted = _grained(_known(path, wanted), in_resin)
    mesh, parts = read_parts(path, tolerant=True)
    before, measured = _survey(mesh, wanted, in_resin, parts)
    made_for = IN_RESIN if in_resin else f"a {wanted.nozzle_mm:g} mm nozzle"
    as_it_was = Mended(path.stem, mesh, parts, before, before, (), 0.0, measured, made_for)
    if parts and before.verdict != "fail" and not asked:  # a keepsake with its parts, as it was
        return as_it_was
    done = repair(mesh, wanted)
    if done.mesh is mesh:
        return replace(as_it_was, changes=done.changes)
    words = tuple(change.words for change in done.changes)
    after, measured = _survey(done.mesh, wanted, in_resin, None, words)
    return replace(
        as_it_was,
        mesh=done.mesh,
        parts={},
        after=after,
        changes=done.changes,
        deviation_mm=done.deviation_mm,
        measured=measured,
    )


def printable(mended: Mended) -> dict[str, bytes]:
    """`fixed.stl`, `fixed.3mf` and `fixed.glb`. Raises Unprintable for what would not print."""
    if mended.after.verdict == "fail":
        raise Unprintable(mended.after)
    size = bundle.size_mm(mended.mesh)
    whole = Figurine(mended.mesh, mended.parts, size[2], (), "none")
    return {
        "fixed.stl": stl.encode(mended.mesh),
        "fixed.3mf": threemf.encode(whole, title=mended.title, metadata={}),
        "fixed.glb": glb.encode(mended.mesh, title=mended.title),
    }


def attempt(mended: Mended) -> dict[str, bytes]:
    """What was reached of a mesh that still fails, to look at: never to print."""
    return {"NOT-PRINTABLE.stl": stl.encode(mended.mesh)} if drawable(mended.mesh) else {}


def reports(mended: Mended, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """`report.html` and `report.json`, and `maps.glb` where there is something to show."""
    from memoreez import mesh_papers  # it has pictures for the page too, and knows what is mended

    told = mesh_papers.after(mended, cost(mended), written)
    return {name: data for name, data in told.items() if not name.endswith(".png")}


def size_mm(mended: Mended) -> tuple[float, float, float] | None:
    """Width, depth and height; None where the coordinates are no numbers."""
    return bundle.size_mm(mended.mesh) if drawable(mended.mesh) else None


def cost(mended: Mended) -> dict[str, Any]:
    """Weight, print time and price of what prints; nothing of what does not.

    Raises SettingsError for a price sheet that cannot be read.
    """
    if mended.after.verdict == "fail":
        return {}
    if mended.made_for == IN_RESIN:
        return resin.facts(mended.mesh)
    return costs.facts(mended.mesh, _prices())


def _prices() -> price.Sheet:
    """The price sheet that is set. Raises SettingsError for one that cannot be read."""
    return price.load(settings().price_sheet)


def _grained(wanted: Wanted, in_resin: bool) -> Wanted:
    """Wanted with what a resin printer has in place of a nozzle."""
    least, most = NOZZLES_MM
    if not least <= wanted.nozzle_mm <= most:  # nan, too
        raise BadInput(
            f"There is no nozzle of {wanted.nozzle_mm:g} mm; give {least:g} to {most:g} mm."
        )
    if not in_resin:
        return wanted
    if wanted.nozzle_mm != NOZZLE_MM:
        raise BadInput("A resin printer has no nozzle: give --nozzle or --resin, not both.")
    return replace(wanted, nozzle_mm=resin.GRAIN_MM)


def _survey(
    mesh: Mesh,
    wanted: Wanted,
    in_resin: bool,
    bodies: Mapping[str, Mesh] | None,
    repairs: tuple[str, ...] = (),
) -> tuple[Report, Measured | None]:
    """The gate's, by the limits of that printer."""
    report, measured = gate.survey(
        mesh,
        bodies=bodies,
        assembled=bodies is not None,
        nozzle_mm=wanted.nozzle_mm,
        build_volume_mm=resin.PRINTER_MM if in_resin else None,
        repairs=repairs,
    )
    return (resin.judged(report, mesh) if in_resin else report), measured


def _known(path: Path, wanted: Wanted) -> Wanted:
    """Formats that say unit and axis themselves are taken at their word, never guessed."""
    suffix = path.suffix.lower()
    if suffix in UNITLESS or suffix not in READERS:
        return wanted
    if wanted.unit not in (None, "mm"):
        raise BadInput(
            f"A {suffix[1:].upper()} says itself how large it is: leave the unit out, and give a "
            "height where it is wrong."
        )
    return replace(wanted, unit="mm", up=wanted.up or "z")


def drawable(mesh: Mesh) -> bool:
    """Whether it has triangles, of vertices that are there, at places that are numbers."""
    faces = mesh.faces
    sound = bool(len(faces)) and faces.min() >= 0 and faces.max() < len(mesh.vertices)
    return sound and bool(np.isfinite(mesh.vertices).all())


def _placed(mesh: Mesh, wanted: Wanted) -> Mesh:
    """In the unit, standing and at the height asked for; the very mesh where nothing is."""
    if wanted.unit is not None:
        mesh = units(mesh, wanted.unit).mesh
    if wanted.up is not None:
        mesh = axes(mesh, wanted.up).mesh
    if wanted.height_mm is not None:
        mesh = scaled(mesh, wanted.height_mm).mesh
    return mesh


def _moved(parts: Mapping[str, Mesh], old: Mesh, new: Mesh) -> dict[str, Mesh]:
    """The parts, moved as the whole was."""
    step = max(1, len(old.vertices) // 10_000)
    ones = np.ones((len(old.vertices[::step]), 1))
    known = np.hstack([old.vertices[::step].astype(np.float64), ones])
    place = np.linalg.lstsq(known, new.vertices[::step].astype(np.float64), rcond=None)[0]
    return {
        name: Mesh((part.vertices @ place[:3] + place[3]).astype(np.float32), part.faces)
        for name, part in parts.items()
    }
