"""A print in resin, from the solid's measures alone: resin slicers are bound to their printers.

The profile is a common printer with an LCD: layers of 0.05 mm, 2.5 s of light and 6 s of lifting
for each, resin of 1.1 g/ml. Only the height decides how long it takes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from memoreez.artifacts import Check, Mesh, Report
from memoreez.errors import BadInput

LAYER_MM = 0.05
G_PER_ML = 1.1
# Walls joined on two sides or more, and standing alone: Addema, SLA guide (0.4 and 0.6 mm).
WALL_MM, LONE_WALL_MM = 0.4, 0.6
GRAIN_MM = LONE_WALL_MM / 2  # the gate asks for walls of two nozzles: it is told that this is one
# What an Anycubic Photon Mono 4K has room for: xyzdims.com, Photon Mono 4K.
PRINTER_MM = (132.0, 80.0, 165.0)
DRAIN_MM = 3.5  # All3DP after Formlabs: narrower drain holes hold the resin back
HOLLOW_ML = 30.0  # our choice: below, hollowing saves less resin than its holes cost trouble
SHELL_MM = 2.0  # walls of a hollow print; i.materialise asks for 2 mm at 200 to 400 mm in all

_FIRST_LAYERS, _FIRST_S = 5, 30.0  # these cure longer, to hold on to the plate
_LIGHT_S, _LIFT_S = 2.5, 6.0
_WALLS = ("wall_thickness", "thin_parts", "necks")
_GUIDE = f"Addema, SLA guide: {LONE_WALL_MM:g} mm where a wall stands alone"
_PRINTER = "Anycubic Photon Mono 4K, a common resin printer, as xyzdims.com has it"
_HOLLOW = "All3DP after Formlabs, on drain holes; the volume is our choice"
_SUPPORTS = 0.1  # of the volume: what lifting a figure off the plate takes


@dataclass(frozen=True)
class Resin:
    """What a print in resin takes."""

    ml: float  # of resin, with supports
    solid_ml: float  # the keepsake alone
    grams: float
    seconds: float
    layers: int
    hollow_ml: float  # the keepsake with walls of `SHELL_MM`, empty inside; without supports
    advice: tuple[str, ...]


def resin(solid: Mesh, *, layer_mm: float = LAYER_MM) -> Resin:
    """Resin, time and advice for `solid` (closed, mm, standing as printed).

    Raises BadInput for a mesh without volume.
    """
    corners = solid.vertices.astype(np.float64)[solid.faces]
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    ml = float((corners[:, 0] * cross).sum() / 6000) if len(corners) else 0.0
    if not (math.isfinite(ml) and ml > 0):
        raise BadInput("Nothing to print: the solid has no volume; make the figurine again.")
    skin_ml = float(np.linalg.norm(cross, axis=1).sum() / 2) * SHELL_MM / 1000
    layers = max(math.ceil(float(np.ptp(solid.vertices[:, 2])) / layer_mm - 1e-3), 1)
    used = ml * (1 + _SUPPORTS)
    return Resin(
        ml=used,
        solid_ml=ml,
        grams=used * G_PER_ML,
        seconds=layers * (_LIGHT_S + _LIFT_S) + min(layers, _FIRST_LAYERS) * (_FIRST_S - _LIGHT_S),
        layers=layers,
        hollow_ml=min(ml, skin_ml),
        advice=_advice(ml, min(ml, skin_ml)),
    )


def facts(solid: Mesh) -> dict[str, Any]:
    """As `costs.facts`, for resin. Price sheets are for filament, so there is no price.

    Raises BadInput for a mesh without volume.
    """
    found = resin(solid)
    return {
        "material": "resin",
        "weight_g": round(found.solid_ml * G_PER_ML, 1),
        "print_s": round(found.seconds / 60) * 60,
        "layer_mm": LAYER_MM,
        "layers": found.layers,
        "supports_g": round((found.ml - found.solid_ml) * G_PER_ML, 1),
        "resin_ml": round(found.ml, 1),
        "estimated": True,
        "advice": list(found.advice),
    }


def judged(report: Report, solid: Mesh) -> Report:
    """The gate's report on `solid`, made for GRAIN_MM and PRINTER_MM, as it reads for resin.

    Its limits name their sources, a larger printer is no failure, and one line more says how much
    resin it takes.
    """
    return replace(report, checks=tuple(_read(report, solid)))


def _read(report: Report, solid: Mesh) -> Iterator[Check]:
    for check in report.checks:
        if check.name in _WALLS:
            yield replace(check, source=_GUIDE)
        elif check.name == "build_volume":
            verdict = "warn" if check.verdict == "fail" else check.verdict
            yield replace(check, source=_PRINTER, verdict=verdict)
        else:
            yield check
    try:
        found = resin(solid)
    except BadInput:  # it is told already that this is no solid
        return
    solidly = found.advice[0].startswith("Print it solid")
    yield Check(
        "resin",
        "Resin it takes",
        round(found.ml, 1),
        "ml",
        f"solid below {HOLLOW_ML:g} ml",
        _HOLLOW,
        "pass" if solidly else "warn",
        "" if solidly else found.advice[0],
    )


def _advice(ml: float, hollow_ml: float) -> tuple[str, ...]:
    walls = (
        f"Walls hold from {WALL_MM:g} mm where they join others, from {LONE_WALL_MM:g} mm alone."
    )
    if ml < HOLLOW_ML or hollow_ml > 0.8 * ml:
        return ("Print it solid: hollowing would save little.", walls)
    return (
        f"Hollow it in your slicer with walls of {SHELL_MM:g} mm, which takes about "
        f"{hollow_ml:.0f} ml instead of {ml:.0f} ml, and give it two drain holes of at least "
        f"{DRAIN_MM:g} mm under the pedestal: resin that is shut in leaks out later.",
        walls,
    )
