"""Relief makes a framed plaque from any picture: a low relief in a moulding, and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.artifacts import Concept, Cutout, Picture, Sculpture
from memoreez.errors import ProviderError
from memoreez.sculptures._gradients import flattened
from memoreez.sculptures._plaque import fitted, inscribed, plan, plaque


class Relief:
    """Sculpts a framed plaque from any picture, whatever its backdrop."""

    title = "Relief plaque"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Pixels per height for each quality; a cutout of `sure` or more stands out."""

        print: int = 440
        final: int = 240
        draft: int = 140
        sure: float = 0.65
        font: str = "sans"

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def sculpt(
        self,
        concept: Concept,
        *,
        height_mm: float,
        quality: str = "print",
        spread: Callable[..., Any] = map,
        picture: Picture | None = None,
        cutout: Cutout | None = None,
        inscription: tuple[str, ...] = (),
    ) -> Sculpture:
        """A plaque 0.9 `height_mm` high of the picture, or of the cutout where there is no picture.

        One or two lines of `inscription` are raised on the frame. Raises ProviderError without
        any picture, BadInput for one that cannot be read, InscriptionError for lines that do not
        fit.
        """
        source = picture or cutout
        if source is None:
            raise ProviderError(
                f"The relief cannot sculpt {concept.title!r}: it needs a picture; give a photo, or "
                "choose the atelier."
            )
        lines = tuple(line.strip() for line in inscription if line.strip())[:2]
        rows = getattr(self.options, quality)
        rgba = pixels.read(source.png, 3 * rows)
        made = plan((rgba.shape[0], rgba.shape[1]), 0.9 * height_mm, rows, len(lines))
        shown = fitted(rgba, made.opening)
        figure: npt.NDArray[np.float32] | None = None
        if cutout is not None and cutout.confidence >= self.options.sure:
            own = rgba if picture is None else pixels.read(cutout.png, 3 * rows)
            figure = fitted(own, made.opening)[..., 3].astype(np.float32)
            figure /= 255
        grey = cv2.cvtColor(shown, cv2.COLOR_RGBA2GRAY).astype(np.uint8)
        mesh = plaque(made, flattened(grey, figure))
        if lines:
            mesh = inscribed(mesh, made, lines, self.options.font)
        return Sculpture(mesh)
