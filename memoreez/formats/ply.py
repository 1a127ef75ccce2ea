"""PLY (G. Turk, "The PLY Polygon File Format", 1994): ASCII and binary, by trimesh."""

from __future__ import annotations

import io
import re
import struct
from typing import Any

import numpy as np
import trimesh

from memoreez.artifacts import Mesh
from memoreez.errors import BadInput
from memoreez.formats import MAX_TRIANGLES, points

_BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    MemoryError,
    NameError,
    EOFError,
    struct.error,
)
_ELEMENT = re.compile(rb"^element\s+(\S+)\s+(\S+)", re.MULTILINE)


def parse(content: bytes) -> Mesh:
    """Triangles of a PLY. Its counts are held against its size before anything is reserved."""
    head, found, body = content.partition(b"end_header")
    if not content.startswith(b"ply") or not found:
        raise BadInput("This is not a PLY: its header does not end. Export it again.")
    for name, count in _ELEMENT.findall(head):
        shown = name[:20].decode("utf-8", "replace")
        if not count.isdigit() or int(count) > min(len(body), 3 * MAX_TRIANGLES):
            raise BadInput(
                f"The PLY says that it holds {count[:20].decode('utf-8', 'replace')} of "
                f"{shown!r}, more than its {len(body)} bytes can. It is truncated: export it again."
            )
    try:
        loaded: Any = trimesh.load(io.BytesIO(content), file_type="ply", process=False)
        vertices = points(loaded.vertices)
        faces = np.array(getattr(loaded, "faces", ()), dtype=np.int32).reshape(-1, 3)
    except _BROKEN as error:
        raise BadInput(
            f"The PLY cannot be read ({type(error).__name__}): it is truncated or damaged. "
            "Export it again."
        ) from error
    return Mesh(vertices, faces)
