"""What a person sees of a mesh that was mended: its report, its maps, it before and after."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import cv2

from memoreez import maps
from memoreez.artifacts import Mesh
from memoreez.errors import MemoreezError
from memoreez.fixing import Mended, drawable, size_mm
from memoreez.meshes import read_parts
from memoreez.prints import mended_report, portrait

BEFORE, AFTER = "before.png", "after.png"  # the object as it came, and as it is now


# whatever a broken mesh makes numpy, OpenCV and the ray tracer say
_BROKEN = (
    MemoreezError,
    ArithmeticError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    cv2.error,
)


def before(path: Path) -> dict[str, bytes]:
    """A picture of the file's mesh as it came, where it can be drawn. Raises BadInput."""
    mesh, _ = read_parts(path, tolerant=True)
    png = _drawn(mesh)
    return {BEFORE: png} if png else {}


def _drawn(mesh: Mesh) -> bytes:
    """A picture, or none: it is worth no failure."""
    if drawable(mesh):
        with suppress(*_BROKEN):
            return portrait.draw(mesh)
    return b""


def after(
    mended: Mended, cost: Mapping[str, Any], written: Mapping[str, bytes]
) -> dict[str, bytes]:
    """`report.html`, `report.json`, and where there is something to see, `maps.glb` and pictures.

    The pictures are `after.png` and one of each map: `walls.png`, `overhangs.png`, `islands.png`.
    `cost` is as `fixing.cost`, `written` are the files to print.
    """
    size = size_mm(mended)
    drawn = maps.draw(mended.mesh, mended.after, measured=mended.measured) if size else None
    png = _drawn(mended.mesh)
    shown = mended_report.Shown(
        title=mended.title,
        before=mended.before,
        after=mended.after,
        changes=tuple(asdict(change) for change in mended.changes),
        deviation_mm=mended.deviation_mm,
        size_mm=size,
        cost=cost,
        png=png,
        maps=drawn.pictures if drawn else {},
        files={name: len(data) for name, data in written.items()},
        made_for=mended.made_for,
    )
    told = {
        "report.html": mended_report.as_html(shown).encode("utf-8", "replace"),
        "report.json": mended_report.as_json(shown).encode("utf-8", "replace"),
    }
    if drawn is None:
        return told
    pictures = {f"{kind}.png": data for kind, data in drawn.pictures.items()}
    pictures |= {AFTER: png} if png else {}
    return {**told, "maps.glb": drawn.glb, **pictures}
