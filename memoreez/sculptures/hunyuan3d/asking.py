"""What a provider asks of its engine on a card, whichever family's it is.

`engine` gives the engine, loading it if it is not there; `family` is as in `loading`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Sculpture
from memoreez.errors import SettingsError
from memoreez.sculptures.hunyuan3d import loading
from memoreez.sculptures.hunyuan3d.standing import standing

RANGES = {  # of the options that are numbers
    "print": (16, 512),  # cells
    "final": (16, 512),
    "draft": (16, 512),
    "steps": (0, 1000),
    "guidance": (0, 100),
    "sure": (0, 1),
    "triangles": (0, 100_000_000),
    "tolerance": (0, 0.1),
}


def within(options: Any, family: str = loading.OURS) -> None:
    """Raises SettingsError for an option that is a number and cannot be."""
    for name, (least, most) in RANGES.items():
        value = getattr(options, name)
        if not least <= value <= most:
            raise SettingsError(
                f"MEMOREEZ_{family.upper()}_{name.upper()} is {value}; set it to a number from "
                f"{least} to {most}."
            )


def figure(
    engine: Callable[[], Any],
    rgba: npt.NDArray[np.uint8],
    options: Any,
    quality: str,
    height_mm: float,
    family: str = loading.OURS,
) -> Sculpture:
    """The object of a cutout (h, w, 4) as a closed solid 0.9 `height_mm` high, on z = 0.

    Raises ProviderError for a card that is too small, CardError for one that fails.
    """
    with loading.ONE, loading.mended(family):
        made = engine().sculpt(
            rgba,
            steps=options.steps or None,
            guidance=options.guidance or None,
            seed=options.seed,
            octree=getattr(options, quality),
        )
    lighter = options.tolerance, options.triangles
    return Sculpture(standing(made.vertices, made.faces, height_mm, *lighter))


def equipment(engine: Callable[[], Any], family: str = loading.OURS) -> dict[str, str]:
    """What is loaded, and on which card."""
    with loading.ONE:
        made = engine()
    return {
        "model": str(made.variant.name),
        "precision": str(made.dtype).split(".")[-1],
        "stages": str(made.stages.kind),
        "offload": str(made.offload),
        "card": loading.card(str(made.device), family),
    }
