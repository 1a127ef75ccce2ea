"""Put many placed meshes together, with a bound on what a small file can unfold into."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import MAX_POINTS, MAX_TRIANGLES

Matrix = npt.NDArray[np.float64]  # (4, 4), for column vectors
MAX_VISITS = 100_000  # nodes, components and build items
MAX_DEPTH = 64
MAX_WORK = 20 * MAX_POINTS  # numbers that are read, some of them again and again
NOWHERE = -1  # a vertex that is in no mesh


@dataclass
class Scene:
    """Meshes as they are placed; refuses scenes that never end.

    With `tolerant`, triangles that name a vertex which is not there stay, as vertex NOWHERE.
    """

    tolerant: bool = False
    vertices: list[npt.NDArray[np.float32]] = field(default_factory=list)
    faces: list[npt.NDArray[np.int32]] = field(default_factory=list)
    visits: int = 0
    work: int = 0
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

    def spend(self, numbers: int) -> None:
        """Count what is about to be read."""
        self.work += numbers
        if self.work > MAX_WORK:
            raise BadInput(
                "The file shows the same large mesh again and again. Export it as one mesh."
            )

    def add(self, vertices: Matrix, faces: npt.NDArray[np.int64], place: Matrix) -> None:
        """Place one mesh; a mirrored one is turned so that it still faces outwards."""
        self.spend(len(vertices) + 3 * len(faces))
        self.triangles += len(faces)
        if self.triangles > MAX_TRIANGLES:
            raise BadInput(
                f"The file unfolds into more than {MAX_TRIANGLES / 1e6:.0f} million triangles. "
                "Decimate it to one million in the program that made it."
            )
        vertices, faces = _used(vertices, self._sound(faces, len(vertices)))
        with np.errstate(over="ignore", invalid="ignore"):  # checked as a whole after reading
            moved = (vertices @ place[:3, :3].T + place[:3, 3]).astype(np.float32)
        wound = faces[:, ::-1] if np.linalg.det(place[:3, :3]) < 0 else faces
        self.vertices.append(moved)
        self.faces.append(np.where(wound == NOWHERE, NOWHERE, wound + self.points).astype(np.int32))
        self.points += len(moved)

    def _sound(self, faces: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
        bad = (faces < 0) | (faces >= count)
        if not bad.any():
            return faces
        if self.tolerant:
            return np.where(bad, NOWHERE, faces)
        raise BadInput(
            f"A triangle names vertex {int(faces[bad][0])} of {count}. "
            "The file is damaged: export it again."
        )

    def mesh(self) -> Mesh:
        """Everything in one mesh."""
        return Mesh(
            np.concatenate([np.empty((0, 3), np.float32), *self.vertices]),
            np.concatenate([np.empty((0, 3), np.int32), *self.faces]),
        )


def _used(vertices: Matrix, faces: npt.NDArray[np.int64]) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """Without the vertices of other meshes, where these few triangles share a large table."""
    if len(vertices) <= 3 * len(faces):
        return vertices, faces
    names, found = np.unique(faces, return_inverse=True)
    if names[:1].tolist() != [NOWHERE]:
        return vertices[names], found.reshape(-1, 3)
    return vertices[names[1:]], found.reshape(-1, 3) - 1
