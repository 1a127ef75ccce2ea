"""The atelier rebuilds a design's exact solid at any resolution."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from memoreez import designs
from memoreez.artifacts import Concept, Design, Mesh, Sculpture
from memoreez.errors import ProviderError
from memoreez.sdf import Blocks, evaluate_blocks, join, mesh, surface

# parts that several processes can share: the same number on every machine, so the same bytes
PARTS = {"print": 4, "final": 1, "draft": 1}
Spread = Callable[[Callable[[int], Blocks], Iterable[int]], Iterable[Blocks]]

FINEST_MM, COARSEST_MM = 0.1, 2.0


class Atelier:
    """Sculpts concepts that carry a design; needs no picture, GPU, key or download."""

    title = "Atelier"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Voxels per height of the keepsake for each quality.

        380 gives 0.24 mm at 90 mm; surfaces lie between voxels, exact to a few micrometres. Where
        a print would have more than about `most_triangles` its voxels grow: memory is bounded.
        """

        print: int = 380
        final: int = 220
        draft: int = 80
        most_triangles: int = 750_000

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
        spread: Spread = map,
    ) -> Sculpture:
        """The design's surface for a keepsake of `height_mm`, in mm, standing on z = 0.

        `spread` maps a function over parts of the work, perhaps in several processes.
        Raises ProviderError for a concept without a design.
        """
        if concept.design is None:
            raise ProviderError(
                f"The atelier cannot sculpt {concept.title!r}: it has no design, only a picture."
            )
        voxel = min(max(height_mm / getattr(self.options, quality), FINEST_MM), COARSEST_MM)
        if quality == "print":
            voxel = max(voxel, self._affordable(concept.design, height_mm))
        of = PARTS[quality]
        part = partial(_part, concept.design, 0.9 * height_mm, voxel, of)
        vertices, faces = surface(join(list(spread(part, range(of)))))
        return Sculpture(Mesh(vertices, faces))

    def _affordable(self, design: Design, height_mm: float) -> float:
        """The voxel, mm, at which the surface has `most_triangles`, judged from a coarse mesh."""
        coarse = height_mm / 50
        _, faces = mesh(designs.build(design, 0.9 * height_mm), coarse)
        return coarse * math.sqrt(len(faces) / self.options.most_triangles)


def _part(design: Design, height_mm: float, voxel_mm: float, of: int, part: int) -> Blocks:
    return evaluate_blocks(designs.build(design, height_mm), voxel_mm, part, of)
