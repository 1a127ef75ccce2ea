"""A print in resin, from the solid's measures alone: resin slicers are bound to their printers.

The profile is a common printer with an LCD: layers of 0.05 mm, 2.5 s of light and 6 s of lifting
for each, resin of 1.1 g/ml. Only the height decides how long it takes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput

LAYER_MM = 0.05
G_PER_ML = 1.1
# Walls joined on two sides or more, and standing alone: Addema, SLA guide (0.4 and 0.6 mm).
WALL_MM, LONE_WALL_MM = 0.4, 0.6
DRAIN_MM = 3.5  # All3DP after Formlabs: narrower drain holes hold the resin back
HOLLOW_ML = 30.0  # our choice: below, hollowing saves less resin than its holes cost trouble
SHELL_MM = 2.0  # walls of a hollow print; i.materialise asks for 2 mm at 200 to 400 mm in all

_FIRST_LAYERS, _FIRST_S = 5, 30.0  # these cure longer, to hold on to the plate
_LIGHT_S, _LIFT_S = 2.5, 6.0
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
