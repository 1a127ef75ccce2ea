"""Where the other things stand: beside the person, large enough to be known, hiding no face."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Element
from memoreez.designs.character_props import prop, width_of
from memoreez.designs.gathering import Bands, Thing, gather
from memoreez.sdf import Sdf

MOST = (52.0, 46.0, 62.0)
# the least largest extent by how many there are: smaller, nobody knows a thing at 90 mm
LEAST = {1: 44.0, 2: 40.0, 3: 36.0, 4: 33.0, 5: 31.0, 6: 30.0}
CROWD = {1: 1.0, 2: 1.0, 3: 0.86, 4: 0.82, 5: 0.78, 6: 0.76}
TURN_DEG = -14.0  # towards a viewer at the front left
BODY: Bands = ((0.0, 0.6), (0.24, 3.0), (0.5, 8.0))  # legs, trunk, face


def around(elements: tuple[Element, ...], group: Sdf, unit: float, mirrored: int) -> list[Sdf]:
    """Each thing at its place round the person, hundredths."""
    if not elements:
        return []
    count = min(len(elements), 6)
    most = tuple(CROWD[count] * m for m in MOST)
    things = []
    for element in elements:
        width = width_of(element, (most[0], most[1], most[2]), "", LEAST[count])
        thing = prop(element, width, unit, "")
        centred = thing.solid.at(*-np.array([*thing.middle[:2], thing.low[2]]))
        half = thing.size[:2] / 2 * 1.12  # room for the turn
        low, high = np.array([*-half, 0.0]), np.array([*half, thing.size[2]])
        things.append(Thing(centred.turn(z=TURN_DEG), low, high))
    low, high = group.bounds
    person = Thing(group, np.maximum(low, -95), np.minimum(high, 190))
    solids, _ = gather(person, BODY, things, 100.0, mirrored)
    return solids
