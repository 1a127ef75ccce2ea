"""The atelier rebuilds a design's exact solid at any resolution."""

from __future__ import annotations

from dataclasses import dataclass

from memoreez import designs
from memoreez.artifacts import Concept, Mesh, Sculpture
from memoreez.errors import ProviderError
from memoreez.sdf import mesh

FINEST_MM, COARSEST_MM = 0.1, 1.0


class Atelier:
    """Sculpts concepts that carry a design; needs no picture, GPU, key or download."""

    title = "Atelier"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Voxels per height of the sculpture: 450 gives 0.2 mm at 90 mm."""

        final: int = 450
        draft: int = 170

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def sculpt(self, concept: Concept, *, height_mm: float, quality: str = "final") -> Sculpture:
        """The design's surface for a keepsake of `height_mm`, in mm, standing on z = 0.

        Raises ProviderError for a concept without a design.
        """
        if concept.design is None:
            raise ProviderError(
                f"The atelier cannot sculpt {concept.title!r}: it has no design, only a picture."
            )
        share = self.options.final if quality == "final" else self.options.draft
        voxel = min(max(height_mm / share, FINEST_MM), COARSEST_MM)
        vertices, faces = mesh(designs.build(concept.design, 0.9 * height_mm), voxel)
        return Sculpture(Mesh(vertices, faces))
