"""Claynet sculpts from one picture of a clay-like figure: our own network, on the processor.

It sees depths, normals and a volume (`memoreez.claynet`); they become one closed surface
(`_fusion`), which is set down without the pedestal of the picture (`_standing`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Concept, Cutout, Mesh, Picture, Sculpture
from memoreez.claynet.looking import look
from memoreez.claynet.trusting import evidence, verdict
from memoreez.errors import ProviderError
from memoreez.sculptures._ellipse import leaning
from memoreez.sculptures._fusion import fused
from memoreez.sculptures._standing import solid_of, stood, straightened

Floats = npt.NDArray[np.float32]

SHARE = 0.9  # of the keepsake's height: the rest is its pedestal
STEEPEST = math.radians(40)  # no picture is taken from further above, whatever the network says
LOWEST = math.radians(-8)


class Claynet:
    """Sculpts from a picture, or from a cutout where there is no picture."""

    title = "Claynet"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """`sure` is the least confidence; `tolerance` simplifies, in heights of the figure."""

        sure: float = 0.5
        tolerance: float = 1.5e-4

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Reads the network. Raises ProviderError where its files are broken."""
        from memoreez.claynet.network import network

        network()

    def sculpt(
        self,
        concept: Concept,
        *,
        height_mm: float,
        quality: str = "print",
        spread: Callable[..., Any] = map,
        picture: Picture | None = None,
        cutout: Cutout | None = None,
    ) -> Sculpture:
        """The pictured figure as a closed solid 0.9 `height_mm` high, standing on z = 0.

        It looks towards the camera of the picture (-y). Raises ProviderError without any picture
        and for one in which no single figure can be made out, BadInput for an unreadable file.
        """
        source = picture or cutout
        if source is None:
            raise ProviderError(
                f"Claynet cannot sculpt {concept.title!r}: it needs a picture of the figure; "
                "choose an image model, or the atelier."
            )
        seen = look(source.png)
        sure, words, _ = verdict(evidence(seen))
        if sure < self.options.sure:
            raise ProviderError(
                f"Claynet cannot sculpt {concept.title!r} ({sure:.0%} sure). {words} Take a "
                "picture of one whole figure before a plain backdrop, or choose the relief."
            )
        points, faces = fused(seen.answer, seen.alpha, seen.grey)
        elevation, half = within(float(seen.answer.camera[0])), math.exp(seen.answer.camera[1])
        solid = solid_of(upright(points, elevation), faces, self.options.tolerance)
        figure, found = stood(solid)
        if found is not None:
            levelled = math.radians(found.lean[0])
            lean = leaning(seen.alpha, half, found.radius, elevation - levelled)
            figure = straightened(figure, lean, levelled)
        west, south, _, east, north, high = figure.bounding_box()
        scale = SHARE * height_mm / high
        made = figure.translate((-(west + east) / 2, -(south + north) / 2, 0)).to_mesh()
        vertices = np.array(made.vert_properties[:, :3], np.float32) * np.float32(scale)
        return Sculpture(Mesh(vertices, np.array(made.tri_verts, np.int32)))


def within(elevation: float) -> float:
    """An elevation, radians, from which pictures are taken."""
    return min(max(elevation, LOWEST), STEEPEST)


def upright(points: Floats, elevation: float) -> Floats:
    """Points (n, 3) right, up and away from a camera that looks down by `elevation`, z upwards."""
    sine, cosine = math.sin(elevation), math.cos(elevation)
    across, up, away = points.T
    return np.stack([across, up * sine + away * cosine, up * cosine - away * sine], axis=1)
