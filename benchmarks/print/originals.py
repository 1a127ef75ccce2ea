"""The good keepsakes that get damaged: several kinds and motifs, with and without a pedestal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage

from benchmarks.print.shapes import joined, shells, volume_mm3
from memoreez import motifs
from memoreez.artifacts import Concept, Design, Element, Mesh
from memoreez.figurines.columns import fill
from memoreez.figurines.facets import unfold
from memoreez.figurines.finish import Wish, finish
from memoreez.sculptures.atelier import Atelier
from memoreez.sdf import Blocks, surface
from memoreez.sdf import mesh as meshed

HEIGHT_MM = 90.0
FINE = 200  # voxels per height: 70 k to 200 k triangles, real but quick
CELL_MM = 0.8  # of the grid in which inner skins are found
SKINS_MM = (2.5, 1.6)  # how deep below the surface an inner skin lies
KEPT = 8  # the version of what is cached


@dataclass(frozen=True, eq=False)
class Original:
    """An undamaged solid, and the inner skins that a hollow one of its shape would have."""

    name: str
    mesh: Mesh
    skins: tuple[Mesh, ...]  # one for each of SKINS_MM, wound outwards


@dataclass(frozen=True)
class _Plan:
    kind: str
    elements: tuple[str, ...]
    seed: int
    pedestal: str = ""  # empty: the bare sculpture
    lines: tuple[str, ...] = ()


PLANS = {
    "guitar and dog": _Plan("companions", ("guitar", "dog"), 3, "round", ("Sophie",)),
    "violinist": _Plan("character", ("violin", "coffee_cup"), 1, "square", ("Für Opa", "2026")),
    "camera cat": _Plan("hybrid", ("camera", "cat"), 2, "oval", ("MAX",)),
    "camping": _Plan("planet", ("tent", "rocket", "tree"), 5, "hexagonal", ("Anna & Tom",)),
    "book tower": _Plan("totem", ("book", "yarn", "fish"), 4, "round"),
    "horse medal": _Plan("medallion", ("horse",), 7, "round", ("Best Mum",)),
    "bare hybrid": _Plan("hybrid", ("mountain", "rabbit"), 11),
    "bare planet": _Plan("planet", ("mountain", "sailboat"), 6),
    "bare tower": _Plan("totem", ("football", "cake", "turtle"), 8),
    "bare mountain": _Plan("", ("mountain",), 0),
    "bare dog": _Plan("", ("dog",), 0),
    "bare can": _Plan("", ("watering_can",), 0),
}


@lru_cache(maxsize=2)
def load(name: str, folder: Path) -> Original:
    """The original of that name, made at the first call and kept in `folder`."""
    file = folder / f"{name.replace(' ', '-')}.{KEPT}.npz"
    if not file.is_file():
        made = _make(name, PLANS[name])
        arrays: dict[str, Any] = {}
        for number, mesh in enumerate((made.mesh, *made.skins)):
            arrays |= {f"v{number}": mesh.vertices, f"f{number}": mesh.faces}
        part = file.with_suffix(".part.npz")
        np.savez(part, **arrays)
        part.replace(file)
    with np.load(file) as kept:
        found = [Mesh(kept[f"v{n}"], kept[f"f{n}"]) for n in range(len(kept.files) // 2)]
    return Original(name, found[0], tuple(found[1:]))


def _make(name: str, plan: _Plan) -> Original:
    mesh = joined(_large(_sculpted(plan)))  # specks of sampling would be a damage
    if plan.pedestal:
        wish = Wish(HEIGHT_MM, plan.lines, plan.pedestal)
        mesh = finish(mesh, wish, tolerance_mm=0.01).figurine.solid
    return Original(name, mesh, tuple(skin(mesh, deep) for deep in SKINS_MM))


def _sculpted(plan: _Plan) -> Mesh:
    if not plan.kind:
        motif = motifs.load(plan.elements[0])
        return Mesh(*meshed(motif.build(wall=1.6), 0.4))
    elements = tuple(Element(n, "Tea" if motifs.load(n).labelled else "") for n in plan.elements)
    concept = Concept(1, "", "", plan.kind, "", Design(plan.kind, elements, plan.seed))
    sculptor = Atelier(Atelier.Options(final=FINE))
    return sculptor.sculpt(concept, height_mm=HEIGHT_MM, quality="final").mesh


def skin(mesh: Mesh, deep_mm: float) -> Mesh:
    """The surface `deep_mm` below that of `mesh`, as a mesh of its own, wound outwards."""
    grid = fill(unfold(mesh), pixel_mm=CELL_MM, layer_mm=CELL_MM)
    solid = np.pad(grid.winding > 0, 1).transpose(2, 1, 0)  # x, y, z
    deep = ndimage.distance_transform_edt(solid) * grid.pixel_mm
    value = (deep_mm - ndimage.gaussian_filter(deep, 0.7)).astype(np.float32)
    value = np.pad(value, [(0, 8 - n % 8 + 8) for n in value.shape], constant_values=deep_mm)
    x, y, z = (n // 8 for n in value.shape)
    blocks = value.reshape(x, 8, y, 8, z, 8).transpose(0, 2, 4, 1, 3, 5).reshape(-1, 8, 8, 8)
    index = np.stack(np.unravel_index(np.arange(x * y * z), (x, y, z)), 1).astype(np.int32)
    origin = grid.origin - grid.pixel_mm / 2
    found = surface(Blocks(origin, grid.pixel_mm, index, np.ascontiguousarray(blocks)))
    return joined(_large(Mesh(*found)))


def _large(mesh: Mesh) -> list[Mesh]:
    """The shells of more than 5 mm³."""
    return [part for part in shells(mesh) if volume_mm3(part) > 5]
