"""What of a cutout a network may see: one that is sure, and has its backdrop taken away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.artifacts import Concept, Cutout
from memoreez.errors import ProviderError

OPAQUE = 250  # alpha, of 255: where nothing is less, no backdrop was taken away


def seen(
    concept: Concept, cutout: Cutout | None, sure: float, most_px: int, who: str
) -> npt.NDArray[np.uint8]:
    """The cutout as (h, w, 4) RGBA, its longer side at most `most_px`.

    `sure` is the least confidence, `who` the sculptor's name. Raises ProviderError for none that
    will do.
    """
    if cutout is None:
        raise ProviderError(
            f"{who} cannot sculpt {concept.title!r}: it needs a picture with its backdrop cut "
            "out; choose an image model, or the atelier."
        )
    if cutout.confidence < sure:
        raise ProviderError(
            f"{who} needs a surer cutout than this one ({cutout.confidence:.0%}): "
            f"{cutout.words} Take a picture before a plain wall, or choose the relief."
        )
    rgba = pixels.read(cutout.png, most_px).copy()
    rgba[rgba[..., 3] < pixels.SEEN] = 0  # haze far off makes the object small
    if rgba[..., 3].min() >= OPAQUE:  # the backdrop would become a slab
        raise ProviderError(
            f"The picture of {concept.title!r} has no transparent backdrop; cut it out first, "
            "or choose the relief."
        )
    return rgba
