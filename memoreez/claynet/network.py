"""Asks the network, through OpenCV, which every installation has.

onnxruntime takes half the time, but is 79 MB more and no help where it has no wheel; measured in
docs/claynet.md.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, fields
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from memoreez.claynet import numbers
from memoreez.errors import ProviderError

Floats = npt.NDArray[np.float32]

SIDE = 320  # pixels of a picture
SLICES = 96  # depths of a volume
LOW, HIGH = -1.2, 1.8  # first and last depth of a volume, half frame widths
REACH = 0.10  # where the signed distance is cut off, half frame widths


@dataclass(frozen=True, eq=False)
class Answer:
    """What the network says of one picture. Depths in half frame widths about their mean."""

    alpha: Floats  # (SIDE, SIDE) logit of the cutout
    front: Floats  # (SIDE, SIDE) depth seen
    back: Floats  # (SIDE, SIDE) depth behind
    front_normal: Floats  # (3, SIDE, SIDE) unit, camera axes: right, up, towards the camera
    back_normal: Floats  # (3, SIDE, SIDE)
    doubt: Floats  # (SIDE, SIDE) expected error of `front`
    volume: Floats  # (SLICES, SIDE / 2, SIDE / 2) signed distance in REACHes, -1..1
    camera: Floats  # (2,) elevation in radians, logarithm of the frame's half width as a tangent


class Network:
    """The network, loaded; asked by one thread at a time."""

    def __init__(self) -> None:
        try:
            self._net = cv2.dnn.readNetFromONNX(np.frombuffer(numbers.model(), np.uint8))
        except (OSError, ValueError, cv2.error) as error:
            raise ProviderError(
                f"Claynet's network cannot be read ({error}); install memoreez again."
            ) from error
        line = np.linspace(-1, 1, SIDE, dtype=np.float32)
        self._grid = np.stack(np.meshgrid(line, line))[None].astype(np.float32)
        self._lock = threading.Lock()

    def ask(self, picture: Floats) -> Answer:
        """The answer to a picture (SIDE, SIDE, 3), RGB from 0 to 1."""
        names = [field.name for field in fields(Answer)]
        blob = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)
        with self._lock:
            self._net.setInput(blob, "picture")
            self._net.setInput(self._grid, "grid")
            told = self._net.forward(names)
            found = {n: np.array(one[0], np.float32) for n, one in zip(names, told, strict=True)}
        return Answer(**found)


@cache
def network() -> Network:
    """The network of this process. Raises ProviderError."""
    return Network()
