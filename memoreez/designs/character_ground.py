"""Where the other things stand: beside the person, low ones in front, tall ones behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.character_props import Prop, prop, width_of
from memoreez.motifs import load
from memoreez.sdf import Sdf, mesh
from memoreez.sdf.node import F64

# directions in plan (x, y); the camera looks from the front left, so the right side comes first
LOW_PLACES = ((1.0, -0.30), (-1.0, -0.15), (0.62, -1.0), (-0.62, -1.0), (1.0, 0.7), (-1.0, 0.7))
TALL_PLACES = ((1.0, 0.45), (-1.0, 0.6), (1.0, 0.0), (-1.0, 0.0), (0.1, 1.0))
TALL = 47.0  # higher than this a thing would hide the person
MOST_WIDE = 52.0


STOREY = 9.0  # boxes are taken this high, so that a dog finds room under a guitar


@dataclass(frozen=True, eq=False)
class Space:
    """A box that is taken, hundredths."""

    low: F64
    high: F64

    def meets(self, low: F64, high: F64) -> bool:
        return bool(np.all(low < self.high) and np.all(high > self.low))


def taken_by(solid: Sdf) -> list[Space]:
    """The room that a solid takes, as one box per storey."""
    vertices, _ = mesh(solid, 3.5)
    storey = np.floor(vertices[:, 2] / STOREY)
    boxes = (vertices[storey == s] for s in np.unique(storey))
    return [Space(b.min(axis=0) - (0, 0, 2.0), b.max(axis=0) + (0, 0, 2.0)) for b in boxes]


def around(
    elements: tuple[Element, ...], taken: list[Space], unit: float, mirrored: int
) -> list[Sdf]:
    """Each thing at the first free place, as near as it can stand."""
    crowd = 1.0 if len(elements) < 3 else 0.86
    solids, taken = [], list(taken)
    for element in elements:
        most = (MOST_WIDE * crowd, 46.0 * crowd, 62.0 * crowd)
        width = width_of(element, most, "") * (crowd if load(element.motif).to_person > 0.3 else 1)
        thing = prop(element, width, unit, "")
        where = _nearest(thing, taken, mirrored)
        shift = where - (*thing.middle[:2], thing.low[2])
        turn = -20.0 if where[0] < 0 else -6.0  # towards a viewer at the front left
        centred = thing.solid.at(*-np.array([*thing.middle[:2], thing.low[2]]))
        solids.append(centred.turn(z=turn).at(*where))
        taken.append(Space(thing.low + shift, thing.high + shift))
    return solids


def _nearest(thing: Prop, taken: list[Space], mirrored: int) -> F64:
    """The place that is nearest to the person among the first that suit."""
    tall = thing.size[2] > TALL
    best: tuple[float, F64] | None = None
    for rank, (x, y) in enumerate(TALL_PLACES if tall else LOW_PLACES):
        direction = np.array([x * mirrored, y, 0])
        direction /= np.linalg.norm(direction)
        where = _outwards(thing, taken, direction)
        cost = float(np.linalg.norm(where)) + 8.0 * rank
        if best is None or cost < best[0]:
            best = (cost, where)
    assert best is not None
    return best[1]


def _outwards(thing: Prop, taken: list[Space], direction: F64) -> F64:
    half = np.array([thing.size[0] / 2, thing.size[1] / 2, 0]) * 0.94
    for reach in np.arange(10.0, 160.0, 1.0):
        where = direction * reach
        low = where - half
        high = where + half + (0, 0, thing.size[2])
        if not any(space.meets(low, high) for space in taken):
            return where
    return direction * 160.0
