"""The studio cutout: one object before a plain backdrop, found without any weights.

Works on a picture of 512; the edge is worked out at the picture's own size. The backdrop is
whatever a smooth surface through the border explains, soft shadows included.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from memoreez import pixels
from memoreez.artifacts import Cutout, Picture
from memoreez.cutouts._backdrop import Backdrop, Bools, Floats, backdrop
from memoreez.cutouts._judge import evidence, verdict
from memoreez.cutouts._marks import corrected, painted
from memoreez.cutouts._matte import matte
from memoreez.cutouts._outline import Limits, boxed, outline, reached
from memoreez.marks import Marks

WORK_PX = 512
BUSY = 6.0  # residual of the border, in units of Lab, of what is no smooth backdrop


class Studio:
    """Cuts out one object before a plain backdrop; says so where it is not sure."""

    title = "Studio cutout"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`most_px` is the longer side of the cutout; `limits` are tuned, see benchmarks."""

        most_px: int = 1536
        limits: Limits = field(default_factory=Limits)

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def cut(self, picture: Picture) -> Cutout:
        """The object of a picture with its confidence. Raises BadInput for an unreadable file."""
        rgba = pixels.read(picture.png, self.options.most_px)
        bgr = np.ascontiguousarray(rgba[..., 2::-1])
        mask, sure, words, why = self._found(bgr)
        return _cutout(*matte(bgr, mask), sure, "studio", words, why)

    def mark(self, picture: Picture, before: Cutout, marks: Marks) -> Cutout:
        """The object of a picture as a person has marked it; `before` is what was found without.

        Raises BadInput for an unreadable file.
        """
        rgba = pixels.read(picture.png, self.options.most_px)
        bgr = np.ascontiguousarray(rgba[..., 2::-1])
        height, width = rgba.shape[:2]
        found = cv2.resize(pixels.read(before.png)[..., 3], (width, height)) > 127
        mask, sure, words, why = corrected(bgr, found, before.confidence, marks)
        alpha, colours = matte(bgr, mask)
        said = painted(marks, (height, width))
        alpha[said.keep], alpha[said.drop] = 1, 0
        colours[said.keep] = bgr[said.keep]
        return _cutout(alpha, colours, sure, "marked", words, why)

    def _found(self, bgr: npt.NDArray[np.uint8]) -> tuple[Bools, float, str, str]:
        """The object (h, w) of a picture (h, w, 3), how sure that is, and why in two ways."""
        height, width = bgr.shape[:2]
        scale = WORK_PX / max(height, width)
        size = (max(round(width * scale), 16), max(round(height * scale), 16))
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(bgr, size, interpolation=way).astype(np.uint8)
        behind = backdrop(small)
        cost = reached(behind, self.options.limits)
        mask = self._mask(small, behind, cost)
        sure, words, why = verdict(evidence(behind, cost, mask, self.options.limits))
        soft = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        return soft > 0.5, sure, words, why

    def _mask(
        self, small: npt.NDArray[np.uint8], behind: Backdrop, cost: npt.NDArray[np.float32]
    ) -> Bools:
        if behind.uneven > BUSY or behind.noise > 2 * BUSY:
            return boxed(small)
        return outline(behind, cost, self.options.limits)


def _cutout(
    alpha: Floats, colours: Floats, sure: float, method: str, words: str, why: str
) -> Cutout:
    """From coverage (h, w) and colours (h, w, 3) BGR."""
    made = np.dstack([colours[..., ::-1], 255 * alpha])
    made = np.clip(np.rint(made), 0, 255).astype(np.uint8)
    height, width = alpha.shape
    return Cutout(pixels.write(made), width, height, round(sure, 3), method, words, why)
