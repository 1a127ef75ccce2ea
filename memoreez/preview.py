"""A new pedestal and inscription under a finished figure, for the eyes, at once."""

from __future__ import annotations

from memoreez.artifacts import Figurine
from memoreez.figurines.finish import SINK_MM, Wish, stand
from memoreez.prints import preview


def light_figure(figurine: Figurine, model: bytes | None = None) -> bytes:
    """What `quick_glb` needs of a finished figurine, as an npz of 2 to 4 MB.

    Hand in `model`, the figurine's GLB, when it is written already: then this is nearly free.
    Raises OutputError for a figurine without its bodies.
    """
    return preview.light_figure(figurine, model, SINK_MM)


def quick_glb(light: bytes, wish: Wish, title: str) -> bytes:
    """The figure of `light_figure` as `wish` would have it, as a GLB to look at, not to print.

    Raises what `finish` would: BadInput, UnknownName and InscriptionError.
    """
    figure = preview.read(light)
    below = stand(figure.feet, wish)
    return preview.encode(figure, below.solid, below.letters, room_mm=below.room_mm, title=title)
