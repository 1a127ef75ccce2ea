"""The ready cutout: a picture that comes with its backdrop transparent already."""

from __future__ import annotations

from dataclasses import dataclass

from memoreez import pixels
from memoreez.artifacts import Cutout, Picture
from memoreez.cutouts._trust import trust


class Alpha:
    """Takes a picture's own transparency; says so where it has none."""

    title = "Ready alpha"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`most_px` is the longer side of the cutout."""

        most_px: int = 1536

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def cut(self, picture: Picture) -> Cutout:
        """The picture as it is; confidence 0 without transparency. Raises BadInput."""
        rgba = pixels.read(picture.png, self.options.most_px)
        height, width = rgba.shape[:2]
        if rgba[..., 3].min() > 250:
            words = "The picture has no transparent part, so nothing is cut out yet."
            return Cutout(pixels.write(rgba), width, height, 0.0, "alpha", words, "none")
        sure, words, why = trust(rgba[..., 3])
        return Cutout(pixels.write(rgba), width, height, sure, "alpha", words, why)
