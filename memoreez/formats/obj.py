"""Wavefront OBJ: vertices and polygons only; materials and other files are never opened."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import points


def parse(content: bytes) -> Mesh:
    """Triangles of an OBJ; polygons become fans. Lines, curves and groups are passed over.

    Raises BadInput for a line that is not as the format has it.
    """
    vertices: list[tuple[float, float, float]] = []
    faces: list[tuple[int, int, int]] = []
    text = content.replace(b"\\\n", b" ").replace(b"\\\r\n", b" ")
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        try:
            if words[:1] == [b"v"]:
                vertices.append((float(words[1]), float(words[2]), float(words[3])))
            elif words[:1] == [b"f"]:
                corners = [_index(word, len(vertices)) for word in words[1:]]
                faces += [(corners[0], b, c) for b, c in pairwise(corners[1:])]
        except (ValueError, IndexError) as error:
            shown = line[:40].decode("utf-8", "replace")
            raise BadInput(
                f"Line {number} of the OBJ cannot be read: {shown!r}. Export it again."
            ) from error
    return Mesh(
        points(vertices),
        np.array(faces, dtype=np.int32).reshape(-1, 3),
    )


def _index(word: bytes, count: int) -> int:
    """Zero-based vertex of `7`, `7/1`, `7//2` or `-1` (counted from the last)."""
    index = int(word.partition(b"/")[0])
    found = index - 1 if index > 0 else count + index
    if index == 0 or not 0 <= found < count:
        raise IndexError(index)
    return found
