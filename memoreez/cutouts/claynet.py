"""The learned cutout: what our own network takes for the figure; no shadow is part of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from memoreez import pixels
from memoreez.artifacts import Cutout, Picture
from memoreez.claynet import looking
from memoreez.claynet.trusting import evidence, outlined
from memoreez.cutouts._matte import matte

OPAQUE = 250  # alpha, of 255, from which on nothing shines through


class Claynet:
    """Cuts out one clay-like figure before any backdrop; says so where it is not sure."""

    title = "Claynet's cutout"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`most_px` is the longer side of the cutout."""

        most_px: int = 1536

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Reads the network. Raises ProviderError where its files are broken."""
        from memoreez.claynet.network import network

        network()

    def cut(self, picture: Picture) -> Cutout:
        """The figure of a picture with its confidence. Raises BadInput for an unreadable file."""
        rgba = pixels.read(picture.png, self.options.most_px)
        seen = looking.look(picture.png)
        sure, words, why = outlined(evidence(seen))
        height, width = rgba.shape[:2]
        found = looking.returned(seen, width, height)
        bgr = np.ascontiguousarray(rgba[..., 2::-1])
        alpha, colours = matte(bgr, found > 0.5)
        if rgba[..., 3].min() < OPAQUE:
            alpha = np.minimum(alpha, rgba[..., 3:].reshape(alpha.shape) / np.float32(255))
        made = np.dstack([colours[..., ::-1], 255 * alpha])
        png = pixels.write(cv2.convertScaleAbs(np.clip(made, 0, 255)).astype(np.uint8))
        return Cutout(png, width, height, sure, "claynet", words, why)
