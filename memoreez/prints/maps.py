"""Maps of where a solid is hard to print: pictures for the report, and a GLB to turn around.

The body is grey and the spots are red-orange or amber, which colour-blind eyes tell apart
(M. Okabe, K. Ito, "Color Universal Design", 2008). What colours mean is said in words beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Maps, Mesh, Report
from memoreez.errors import OutputError
from memoreez.prints import gltf, lighter, scaffold

Floats = npt.NDArray[np.float32]

BODY, SPOT, CARE, PROP, RING = "#cfc9c0", "#d55e00", "#eda81c", "#56b4e9", "#0b4f7d"
KINDS = ("walls", "overhangs", "islands")
CHECKS: Mapping[str, frozenset[str]] = {
    "walls": frozenset(("wall_thickness", "thin_parts")),
    "overhangs": frozenset(("overhang",)),
    "islands": frozenset(("islands",)),
}
TRIANGLES = 14_000

_CREASE_DEG = 30.0
_SPARED_DEG = 1.5  # the canvas is lighter than the solid, and a chamfer of 45° a little off
_SPANS = 20  # no edge is longer than the largest side divided by this
_BESIDE = 1.15  # widths from one map to the next in the GLB
_STEPS = 45  # layers of a GLB's supports


@dataclass(frozen=True, eq=False)
class Canvas:
    """A light copy of a solid (mm, standing as printed), and what stands under it."""

    solid: Mesh  # not split: closed where the original is
    mesh: Mesh  # the same triangles, split along creases
    normals: Floats  # (n, 3) unit, of its vertices


def canvas(mesh: Mesh, triangles: int = TRIANGLES) -> Canvas:
    """What maps are measured and drawn on. Raises OutputError for a mesh without triangles."""
    if not len(mesh.faces):
        raise OutputError("There is nothing to draw: the mesh has no triangles.")
    span = float(np.ptp(mesh.vertices, axis=0).max()) / _SPANS
    solid = lighter.sketch(mesh, triangles, max(span, 1e-3))
    split, normals = lighter.crease(solid, _CREASE_DEG)
    return Canvas(solid, split, normals)


def wanted(report: Report) -> tuple[str, ...]:
    """The kinds of map that have something to show: their checks are not plain passes."""
    open_ = {check.name for check in report.checks if check.verdict != "pass"}
    return tuple(kind for kind in KINDS if open_ & CHECKS[kind])


def spots(kind: str, maps: Maps) -> tuple[Floats, Floats]:
    """How red and how amber each place is, (n,) each in 0..1: red breaks or hangs, amber may."""
    if kind == "walls":
        wall = np.where(np.isfinite(maps.wall_mm), maps.wall_mm, 99).astype(np.float32)
        return _below(wall, maps.thin_mm, 0.06), _below(wall, maps.stout_mm, 0.08)
    if kind == "overhangs":
        steep = _below(-maps.lean_deg, -maps.steep_deg - _SPARED_DEG, 1.5)
        return steep, np.zeros_like(steep)
    island = maps.island.astype(np.float32)
    return island, np.zeros_like(island)


def _below(values: Floats, limit: float, soft: float) -> Floats:
    """1 below the limit, 0 above, and a short way between."""
    return np.clip((limit - values) / soft + 0.5, 0, 1).astype(np.float32)


def paint(red: Floats, amber: Floats) -> Floats:
    """sRGB in 0..1, (..., 3)."""
    body, care, spot = (rgb(colour) for colour in (BODY, CARE, SPOT))
    paler = body + amber[..., None] * (care - body)
    return np.asarray(paler + red[..., None] * (spot - paler), np.float32)


def rgb(colour: str) -> Floats:
    """ "#rrggbb" as three numbers in 0..1."""
    return np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)], np.float32)


def encode(sketch: Canvas, maps: Maps) -> bytes:
    """A GLB: the three maps side by side as meshes of those names, and the supports.

    Under 1 MB where it is a solid. Core glTF 2.0 with COLOR_0; metres, Y up, fronts towards +Z.
    """
    width = float(np.ptp(sketch.mesh.vertices[:, 0])) * _BESIDE
    parts = [
        gltf.Part(kind, sketch.mesh, sketch.normals, _rgba(kind, maps), right_mm=k * width)
        for k, kind in enumerate(KINDS)
    ]
    props = scaffold.mesh(sketch.solid, _STEPS)
    if props is not None:
        place = (len(KINDS) - 1) * width
        parts.append(gltf.Part("supports", props, None, None, PROP, opacity=0.45, right_mm=place))
    return gltf.pack(parts)


def _rgba(kind: str, maps: Maps) -> npt.NDArray[np.uint8]:
    srgb = paint(*spots(kind, maps)).astype(np.float64)
    light = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    shades = np.round(light * 255).astype(np.uint8)
    return np.concatenate([shades, np.full((len(shades), 1), 255, np.uint8)], 1)
