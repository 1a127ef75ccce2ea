"""A new pedestal and inscription under a finished figure, for the eyes, at once."""

from __future__ import annotations

import numpy as np

from memoreez.artifacts import Figurine
from memoreez.figurines.carrying import Load, load_of
from memoreez.figurines.finish import SINK_MM, Wish, stand
from memoreez.prints import preview


def light_figure(figurine: Figurine, model: bytes | None = None) -> bytes:
    """What `quick_glb` needs of a finished figurine, as an npz of 2 to 4 MB.

    Hand in `model`, the figurine's GLB, when it is written already: then this is nearly free.
    Raises OutputError for a figurine without its bodies.
    """
    return preview.light_figure(figurine, model, SINK_MM, _load(figurine))


def _load(figurine: Figurine) -> tuple[float, float, float, float] | None:
    """Volume in mm³ and centre of mass of the figure, seen from the middle of the pedestal's top.

    Only that of a solid: a figurine that is only to be looked at weighs nothing.
    """
    figure, pedestal = figurine.bodies.get("figure"), figurine.bodies.get("pedestal")
    if figure is None or pedestal is None:
        return None
    top = float(pedestal.vertices[:, 2].max())
    found = load_of((figure.vertices.astype(np.float64) - (0, 0, top))[figure.faces])
    return None if found is None else (found.volume_mm3, *found.centre_mm)


def quick_glb(light: bytes, wish: Wish, title: str) -> bytes:
    """The figure of `light_figure` as `wish` would have it, as a GLB to look at, not to print.

    Raises what `finish` would: BadInput, UnknownName and InscriptionError.
    """
    figure = preview.read(light)
    load = None if figure.load is None else Load(figure.load[0], figure.load[1:])
    below = stand(figure.feet, wish, load)
    return preview.encode(figure, below.solid, below.letters, room_mm=below.room_mm, title=title)
