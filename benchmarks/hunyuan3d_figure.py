"""A figure for the engine's benchmark: its picture, and its field on any lattice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.fields import Lattice, Sample

SATURATES = 0.05  # from the surface: there the field is tanh(1) of what it is far away
BALLS = (  # x, y, z, radius: body, head, ears, arms, feet, something held
    (0, -0.1, 0, 0.55), (0, 0.5, 0.05, 0.36), (-0.28, 0.8, 0.05, 0.15), (0.28, 0.8, 0.05, 0.15),
    (-0.62, 0.05, 0.25, 0.24), (0.62, 0.05, 0.25, 0.24), (-0.3, -0.6, 0.15, 0.3),
    (0.3, -0.6, 0.15, 0.3), (0.75, 0.35, 0.3, 0.1), (0.77, 0.6, 0.33, 0.08),
)  # fmt: skip
RIPPLE, DEPTH = 62.0, 0.042  # a skin of small waves: hair, knitting


@torch.inference_mode()
def figure(lattice: Lattice, device: torch.device) -> Tensor:
    """The figure's value at every node, float32 (side³,): positive inside, near ±1 away from it."""
    axis = lattice.axis(device)
    x, y, z = axis[:, None, None], axis[None, :, None], axis[None, None, :]
    near = torch.full((lattice.side,) * 3, 9.0, device=device)
    for a, b, c, radius in BALLS:
        near = torch.minimum(near, ((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2).sqrt() - radius)
    near += DEPTH * (x * RIPPLE).sin() * (y * RIPPLE).sin() * (z * RIPPLE).sin()
    slab = torch.maximum((x**2 + z**2).sqrt() - 0.75, (y + 0.86).abs() - 0.08)
    return torch.tanh(-torch.minimum(near, slab) / SATURATES).flatten()


def picture(size: int) -> npt.NDArray[np.uint8]:
    """The figure from the front as a cutout, (size, size, 4)."""
    places = np.linspace(-1, 1, size)
    x, y = places[None, :], -places[:, None]
    depth = np.full((size, size), -9.0)
    for a, b, c, radius in BALLS:
        inside = radius**2 - (x - a) ** 2 - (y - b) ** 2
        depth = np.maximum(depth, np.where(inside > 0, c + np.sqrt(np.maximum(inside, 0)), -9.0))
    seen = depth > -9
    light = np.where(seen, 120 + 100 * np.clip(depth, 0, 1), 0)
    return np.dstack([light, light, light * 0.9, np.where(seen, 255, 0)]).astype(np.uint8)


class LookedUp:
    """A stage `field` whose decoder works, and whose answer is the figure's."""

    def __init__(
        self, decode: Callable[[Tensor, Lattice], Sample], figures: dict[int, Tensor]
    ) -> None:
        self.decode, self.figures = decode, figures

    def __call__(self, tokens: Tensor, lattice: Lattice) -> Sample:
        if lattice.resolution not in self.figures:
            self.figures[lattice.resolution] = figure(lattice, tokens.device)
        values, sample = self.figures[lattice.resolution], self.decode(tokens, lattice)

        def look(nodes: Tensor) -> Tensor:
            sample(nodes)
            return values[nodes]

        return look


def look_up(engine: Engine) -> None:
    """From now on the engine's field is the figure's, also when it falls back to plain stages."""
    slacken, figures = engine.slacken, dict[int, Tensor]()  # which a small card could not make

    def wrap() -> None:
        engine.stages = replace(engine.stages, field=LookedUp(engine.stages.field, figures))

    def wrapped() -> None:
        slacken()
        wrap()

    wrap()
    engine.slacken = wrapped  # type: ignore[method-assign]
