"""Pictures of the very solid that will be printed, as a grey print in a photo studio.

No GPU, no key, no download: light is traced on the CPU, through embreex where it has a wheel and
through numpy and OpenCV elsewhere. The same figurine gives the same bytes on any thread count.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Concept, Figurine, Mesh, Picture
from memoreez.errors import BadInput, ProviderError
from memoreez.images._light import Effort, Stage, Tracer
from memoreez.images._paint import Painter
from memoreez.images._scene import Camera, develop, frame, grow, lamps
from memoreez.images._surface import Surface

Quality = Literal["draft", "final"]
Engine = Literal["auto", "embree", "soft"]

SIZES_PX = range(64, 2049)
SLANT_DEG = 74  # how aslant a letter may be seen and still be read
LEAST_DEG = 6  # a view from the very front is flat
EFFORTS = {
    ("embree", "draft"): Effort(2 / 3, 4, rays=(14, 3, 2), corners=4, floor_px=4, floor=(14, 8)),
    ("embree", "final"): Effort(1, 4, rays=(32, 6, 3), corners=8, floor_px=3, floor=(28, 12)),
    # The same directions for object and floor: then both share each depth map.
    ("soft", "draft"): Effort(2 / 3, 2, rays=(14, 6, 2), corners=4, floor_px=4, floor=(14, 6)),
    ("soft", "final"): Effort(1, 2, rays=(28, 24, 4), corners=4, floor_px=4, floor=(28, 24)),
}


def render(
    mesh: Mesh,
    *,
    size_px: int = 768,
    azimuth_deg: float = -28,
    elevation_deg: float = 13,
    quality: Quality = "final",
    engine: Engine = "auto",
    threads: int | None = None,
) -> npt.NDArray[np.uint8]:
    """A square picture (size_px, size_px, 3) uint8 sRGB of a solid in millimetres, z up.

    The solid stands on the floor at its lowest point, centred, its longer side 85 % of the frame.
    Azimuth 0 looks at its front (from −y); positive turns the camera to the viewer's right (+x).
    `threads` (default: two, or one on a single core) changes the speed, never a byte.
    Raises BadInput for a size outside 64 to 2048, ProviderError for a mesh that has no surface.
    """
    if size_px not in SIZES_PX:
        raise BadInput(f"A picture of {size_px} px cannot be made; choose 64 to {SIZES_PX[-1]} px.")
    _inspect(mesh)
    name = _engine(engine)
    effort = EFFORTS[name, quality]
    surface = Surface(mesh)
    camera = frame(surface.vertices, round(size_px * effort.scale), azimuth_deg, elevation_deg)
    tracer = _tracer(name, surface, camera)
    workers = threads or min(2, os.cpu_count() or 1)
    stage = Stage(surface, tracer, camera, lamps(camera), effort, workers)
    light = Painter(stage).paint()
    return grow(develop(light), size_px)


class Clay:
    """Draws concepts by rendering their figurines."""

    title = "Clay renderer"
    licence = "MIT"

    @dataclass(frozen=True)
    class Options:
        """`engine` "auto" takes embree where it is installed; `threads` 0 leaves it to us.

        `azimuth_deg` is less where a long inscription would run out of sight.
        """

        size_px: int = 768
        azimuth_deg: float = -20
        elevation_deg: float = 13
        engine: Engine = "auto"
        threads: int = 0

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Imports the engine, so that the first picture does not wait for it."""
        module = "_studio" if _engine(self.options.engine) == "embree" else "_soft"
        importlib.import_module(f"memoreez.images.{module}")

    def draw(self, concept: Concept, figurine: Figurine, *, quality: Quality = "final") -> Picture:
        """A picture of the figurine. "draft" takes a third of the time and is a little softer."""
        options = self.options
        image = render(
            figurine.solid,
            size_px=options.size_px,
            azimuth_deg=_in_sight(figurine, options.azimuth_deg),
            elevation_deg=options.elevation_deg,
            quality=quality,
            engine=options.engine,
            threads=options.threads or None,
        )
        return picture(image)

    def sheet(self, pictures: Sequence[Picture], titles: Sequence[str]) -> Picture:
        """All pictures on one contact sheet (four: two by two), each with its title beneath."""
        from memoreez.images._sheet import arrange

        return picture(arrange([_pixels(one) for one in pictures], titles))


def _in_sight(figurine: Figurine, azimuth_deg: float) -> float:
    """That azimuth, or less where the last letters of a long inscription would turn away."""
    letters = figurine.bodies.get("inscription")
    if letters is None or abs(azimuth_deg) > SLANT_DEG:  # who looks from there reads nothing
        return azimuth_deg
    x, y, _ = letters.vertices.T  # the pedestal stands on the origin, its front towards -y
    room = SLANT_DEG - float(np.degrees(np.abs(np.arctan2(x, -y))).max())
    return float(np.clip(azimuth_deg, -max(room, LEAST_DEG), max(room, LEAST_DEG)))


def picture(image: npt.NDArray[np.uint8]) -> Picture:
    """The PNG picture of pixels (h, w, 3) uint8 sRGB."""
    _, png = cv2.imencode(".png", image[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 6])
    return Picture(png.tobytes(), width=image.shape[1], height=image.shape[0])


def _pixels(one: Picture) -> npt.NDArray[np.uint8]:
    image = cv2.imdecode(np.frombuffer(one.png, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ProviderError("A picture for the contact sheet is not a readable PNG; draw it again.")
    return np.asarray(image[..., ::-1], dtype=np.uint8)


def _engine(engine: Engine) -> Literal["embree", "soft"]:
    """The engine that will work; "auto" takes embree where it can be imported."""
    if engine == "soft":
        return "soft"
    try:
        importlib.import_module("embreex")
    except ImportError as error:
        if engine == "auto":
            return "soft"
        raise ProviderError(
            'The engine "embree" needs the package embreex, which cannot be imported here; '
            'install it, or choose the engine "auto" or "soft".'
        ) from error
    return "embree"


def _tracer(name: Literal["embree", "soft"], surface: Surface, camera: Camera) -> Tracer:
    if name == "embree":
        from memoreez.images._studio import Studio

        return Studio(surface, camera)
    from memoreez.images._soft import Soft

    return Soft(surface, camera)


def _inspect(mesh: Mesh) -> None:
    """Raises ProviderError for a mesh that would give no picture."""
    if not len(mesh.faces):
        raise ProviderError("The solid to draw has no triangles; build the figurine again.")
    if not np.isfinite(mesh.vertices).all():
        raise ProviderError("The solid to draw has vertices that are no numbers; build it again.")
    if not np.ptp(mesh.vertices[mesh.faces].reshape(-1, 3), axis=0).max() > 0:
        raise ProviderError("The solid to draw is a single point; build the figurine again.")
