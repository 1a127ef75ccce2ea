"""STL, binary and ASCII (3D Systems, "StereoLithography Interface Specification", 1989)."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import points

HEADER = 84  # 80 bytes of text and the number of triangles
RECORD = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_VERTEX = re.compile(rb"vertex\s+(\S+)\s+(\S+)\s+(\S+)", re.IGNORECASE)


def parse(content: bytes) -> Mesh:
    """Triangles of an STL; binary when its size says so, whatever its first word is.

    Raises BadInput when the number of triangles in the header does not fit the size of the file.
    """
    count = int.from_bytes(content[80:HEADER], "little") if len(content) >= HEADER else -1
    if count >= 0 and len(content) == HEADER + RECORD.itemsize * count:
        return _mesh(points(np.frombuffer(content, RECORD, count, HEADER)["corners"]))
    if content.lstrip()[:5].lower() == b"solid" and b"facet" in content[:4096].lower():
        return _mesh(_ascii(content))
    if content.lstrip()[:5].lower() == b"solid" and b"endsolid" in content[-4096:].lower():
        return _mesh(np.empty((0, 3), dtype=np.float32))
    if count < 0:
        raise BadInput(
            f"An STL has at least {HEADER} bytes and this one {len(content)}: it is truncated. "
            "Export or download it again."
        )
    held = (len(content) - HEADER) / RECORD.itemsize
    raise BadInput(
        f"The STL says that it holds {count} triangles, but its size fits {held:.1f}: it is "
        "truncated or no STL. Export or download it again."
    )


def _ascii(content: bytes) -> npt.NDArray[np.float32]:
    rows = _VERTEX.findall(content)
    loops = len(re.findall(rb"endloop", content, re.IGNORECASE))
    if len(rows) % 3 or loops * 3 != len(rows) or b"endsolid" not in content[-4096:].lower():
        raise BadInput(
            f"The ASCII STL ends in the middle: {len(rows)} vertices in {loops} finished "
            "triangles. Export or download it again."
        )
    try:
        return points(np.array(rows, dtype="S").astype(np.float64))
    except ValueError as error:
        raise BadInput(
            f"The ASCII STL has a coordinate that is no number ({error}). Export it again."
        ) from error


def _mesh(vertices: npt.NDArray[np.float32]) -> Mesh:
    return Mesh(vertices, np.arange(len(vertices), dtype=np.int32).reshape(-1, 3))
