"""Meshes as bytes, for the store: a raw sculpture, and a finished figurine with all its bodies;
and what type a file there has, by the end of its name.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Figurine, Mesh
from memoreez.errors import StoreError
from memoreez.figurines.finish import Finished

Arrays = dict[str, npt.NDArray[Any]]
NPZ = "application/x-npz"
TYPES = {
    "stl": "model/stl",
    "3mf": "model/3mf",
    "glb": "model/gltf-binary",
    "png": "image/png",
    "jpg": "image/jpeg",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


def pack_mesh(mesh: Mesh) -> bytes:
    """The mesh, exact to the bit."""
    return _pack(_arrays("mesh", mesh), {})


def unpack_mesh(data: bytes) -> Mesh:
    """What `pack_mesh` packed. Raises StoreError for anything else."""
    arrays, _ = _unpack(data)
    return _mesh("mesh", arrays)


def pack_finished(finished: Finished) -> bytes:
    """The figurine, its bodies and what was noted on the way."""
    figurine = finished.figurine
    arrays = _arrays("solid", figurine.solid)
    for name, body in figurine.bodies.items():
        arrays |= _arrays(f"body-{name}", body)
    words = {
        "bodies": list(figurine.bodies),
        "height_mm": figurine.height_mm,
        "inscription": list(figurine.inscription),
        "pedestal": figurine.pedestal,
        "repairs": list(finished.repairs),
        "stroke_mm": finished.stroke_mm,
        "sculptor": finished.sculptor,
    }
    return _pack(arrays, words)


def unpack_finished(data: bytes) -> Finished:
    """What `pack_finished` packed. Raises StoreError for anything else."""
    arrays, words = _unpack(data)
    figurine = Figurine(
        solid=_mesh("solid", arrays),
        bodies={name: _mesh(f"body-{name}", arrays) for name in words["bodies"]},
        height_mm=words["height_mm"],
        inscription=tuple(words["inscription"]),
        pedestal=words["pedestal"],
    )
    repairs, sculptor = tuple(words["repairs"]), words.get("sculptor", "")
    return Finished(figurine, repairs, words["stroke_mm"], sculptor)


def _arrays(name: str, mesh: Mesh) -> Arrays:
    return {f"{name}.vertices": mesh.vertices, f"{name}.faces": mesh.faces}


def _mesh(name: str, arrays: Arrays) -> Mesh:
    return Mesh(arrays[f"{name}.vertices"], arrays[f"{name}.faces"])


def _pack(arrays: Arrays, words: dict[str, Any]) -> bytes:
    """Uncompressed: a second of zlib would save a few megabytes for a while."""
    file = io.BytesIO()
    told = np.frombuffer(json.dumps(words).encode(), np.uint8)
    np.savez(file, allow_pickle=False, words=told, **arrays)
    return file.getvalue()


def _unpack(data: bytes) -> tuple[Arrays, dict[str, Any]]:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        return arrays, json.loads(arrays.pop("words").tobytes())
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise StoreError(
            "A stored mesh cannot be read; make the figurine again.", retryable=False
        ) from error
