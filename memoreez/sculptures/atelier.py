"""The atelier rebuilds a design's exact solid at any resolution."""

from __future__ import annotations

from dataclasses import dataclass

from memoreez import designs
from memoreez.artifacts import Concept, Mesh, Sculpture
from memoreez.errors import ProviderError
from memoreez.sdf import mesh

FINEST_MM, COARSEST_MM = 0.1, 2.0


class Atelier:
    """Sculpts concepts that carry a design; needs no picture, GPU, key or download."""

    title = "Atelier"
    licence = "MIT"
    territory = "worldwide"

    @dataclass(frozen=True)
    class Options:
        """Voxels per height of the keepsake for each quality.

        380 gives 0.24 mm at 90 mm: surfaces lie between voxels, exact to a few micrometres, and a
        large companions group stays under a million triangles and 700 MB.
        """

        print: int = 380
        final: int = 170
        draft: int = 110

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or self.Options()

    def load(self) -> None:
        """Nothing to load."""

    def sculpt(self, concept: Concept, *, height_mm: float, quality: str = "print") -> Sculpture:
        """The design's surface for a keepsake of `height_mm`, in mm, standing on z = 0.

        Raises ProviderError for a concept without a design.
        """
        if concept.design is None:
            raise ProviderError(
                f"The atelier cannot sculpt {concept.title!r}: it has no design, only a picture."
            )
        voxels = getattr(self.options, quality)
        voxel = min(max(height_mm / voxels, FINEST_MM), COARSEST_MM)
        vertices, faces = mesh(designs.build(concept.design, 0.9 * height_mm), voxel)
        return Sculpture(Mesh(vertices, faces))
