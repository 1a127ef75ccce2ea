"""Put many placed meshes together, with a bound on what a small file can unfold into."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import MAX_TRIANGLES

Matrix = npt.NDArray[np.float64]  # (4, 4), for column vectors
MAX_VISITS = 100_000  # nodes, components and build items
MAX_DEPTH = 64


@dataclass
class Scene:
    """Meshes as they are placed; refuses scenes that never end."""

    vertices: list[npt.NDArray[np.float32]] = field(default_factory=list)
    faces: list[npt.NDArray[np.int32]] = field(default_factory=list)
    visits: int = 0
    triangles: int = 0
    points: int = 0

    def enter(self, depth: int) -> None:
        """Count one more node, `depth` levels down."""
        self.visits += 1
        if depth > MAX_DEPTH or self.visits > MAX_VISITS:
            raise BadInput(
                f"The file nests its parts more than {MAX_DEPTH} deep or {MAX_VISITS} times, or "
                "in a circle. Export it again as one mesh."
            )

    def add(self, vertices: Matrix, faces: npt.NDArray[np.int64], place: Matrix) -> None:
        """Place one mesh; a mirrored one is turned so that it still faces outwards."""
        self.triangles += len(faces)
        if self.triangles > MAX_TRIANGLES:
            raise BadInput(
                f"The file unfolds into more than {MAX_TRIANGLES} triangles. Simplify it first."
            )
        with np.errstate(over="ignore", invalid="ignore"):  # checked as a whole after reading
            moved = (vertices @ place[:3, :3].T + place[:3, 3]).astype(np.float32)
        if len(faces) and (faces.min() < 0 or faces.max() >= len(vertices)):
            raise BadInput(
                f"A triangle names vertex {int(faces.max())} of {len(vertices)}. "
                "The file is damaged: export it again."
            )
        wound = faces[:, ::-1] if np.linalg.det(place[:3, :3]) < 0 else faces
        self.vertices.append(moved)
        self.faces.append((wound + self.points).astype(np.int32))
        self.points += len(moved)

    def mesh(self) -> Mesh:
        """Everything in one mesh."""
        empty = np.empty((0, 3))
        return Mesh(
            np.concatenate([empty.astype(np.float32), *self.vertices]),
            np.concatenate([empty.astype(np.int32), *self.faces]),
        )
