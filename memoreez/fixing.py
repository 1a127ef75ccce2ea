"""Any mesh file checked, repaired and checked again: what `memoreez fix` and the studio do.

What still fails after its repair is never written as a file to print: `printable` refuses it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from memoreez import maps
from memoreez.artifacts import Figurine, Mesh, Report
from memoreez.errors import BadInput, Unprintable
from memoreez.figurines import gate
from memoreez.figurines.maps import Measured
from memoreez.figurines.repairs import Change, Wanted, repair
from memoreez.figurines.repairs.repair import scaled
from memoreez.figurines.repairs.units import axes, units
from memoreez.meshes import READERS, UNITLESS, read_parts
from memoreez.prints import bundle, costs, glb, mended_report, portrait, price, stl, threemf


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


def inspect(path: Path, wanted: Wanted) -> Report:
    """The gate's report on the file as it is, in the unit, standing and at the height wanted."""
    wanted = _known(path, wanted)
    mesh, parts = read_parts(path)
    placed = _placed(mesh, wanted)
    bodies = parts if placed is mesh else _moved(parts, mesh, placed)
    return gate.inspect(placed, bodies=bodies, assembled=True, nozzle_mm=wanted.nozzle_mm)


def mend(path: Path, wanted: Wanted) -> Mended:
    """The file's mesh, repaired as far as that goes. Raises BadInput."""
    asked = (wanted.unit or wanted.up or wanted.height_mm) is not None or wanted.supportless
    wanted = _known(path, wanted)
    mesh, parts = read_parts(path, tolerant=True)
    nozzle_mm, title = wanted.nozzle_mm, path.stem
    before, measured = gate.survey(mesh, bodies=parts, assembled=True, nozzle_mm=nozzle_mm)
    if parts and before.verdict != "fail" and not asked:  # a keepsake with its parts, as it was
        return Mended(title, mesh, parts, before, before, (), 0.0, measured)
    done = repair(mesh, wanted)
    if done.mesh is mesh:
        return Mended(title, mesh, parts, before, before, done.changes, 0.0, measured)
    words = tuple(change.words for change in done.changes)
    after, measured = gate.survey(done.mesh, nozzle_mm=nozzle_mm, repairs=words)
    return Mended(title, done.mesh, {}, before, after, done.changes, done.deviation_mm, measured)


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
    return {"NOT-PRINTABLE.stl": stl.encode(mended.mesh)} if _drawable(mended.mesh) else {}


def reports(mended: Mended, written: Mapping[str, bytes]) -> dict[str, bytes]:
    """`report.html` and `report.json`, and `maps.glb` where there is something to show."""
    drawn = (
        maps.draw(mended.mesh, mended.after, measured=mended.measured)
        if (_drawable(mended.mesh))
        else None
    )
    shown = mended_report.Shown(
        title=mended.title,
        before=mended.before,
        after=mended.after,
        changes=tuple(asdict(change) for change in mended.changes),
        deviation_mm=mended.deviation_mm,
        size_mm=size_mm(mended),
        cost=cost(mended),
        png=portrait.draw(mended.mesh) if drawn else b"",
        maps=drawn.pictures if drawn else {},
        files={name: len(data) for name, data in written.items()},
    )
    told = {
        "report.html": mended_report.as_html(shown).encode("utf-8", "replace"),
        "report.json": mended_report.as_json(shown).encode("utf-8", "replace"),
    }
    return {**told, "maps.glb": drawn.glb} if drawn else told


def size_mm(mended: Mended) -> tuple[float, float, float] | None:
    """Width, depth and height; None where the coordinates are no numbers."""
    return bundle.size_mm(mended.mesh) if _drawable(mended.mesh) else None


def cost(mended: Mended) -> dict[str, Any]:
    """Weight, print time and price of what prints; nothing of what does not."""
    if mended.after.verdict == "fail":
        return {}
    return costs.facts(mended.mesh, price.load(None))


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


def _drawable(mesh: Mesh) -> bool:
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
