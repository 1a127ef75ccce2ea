"""GLB: meshes as core glTF 2.0 without extensions, in metres, Y up, the front towards +Z.

Format: Khronos glTF 2.0 specification, §3 and §4.4 (GLB).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh

Floats = npt.NDArray[np.float32]

# A power of two leaves the low bytes of every float zero: gzip halves the positions. 2^-17 m is
# 0.008 mm; normals are off by at most 0.1 degree and stay within a validator's unit length.
STEP_M = 2.0**-17
_NORMAL_STEP = 2.0**-9

_FLOAT, _UBYTE, _USHORT, _UINT = 5126, 5121, 5123, 5125
_VERTICES, _INDICES = 34962, 34963  # ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER


@dataclass(frozen=True, eq=False)
class Part:
    """One mesh (mm, z up) of the scene, and its colour: `colour` times `rgba` at each vertex."""

    name: str
    mesh: Mesh
    normals: Floats | None  # (n, 3) unit; None: viewers show flat triangles
    rgba: npt.NDArray[np.uint8] | None  # (n, 4), linear
    colour: str = "#ffffff"  # sRGB
    opacity: float = 1.0
    right_mm: float = 0.0  # moved so far to the right


def pack(parts: Sequence[Part]) -> bytes:
    """The parts in one file, by name. Parts of the very same mesh share its corners."""
    views = _Views()
    places: dict[int, dict[str, int]] = {}
    indices: dict[int, int] = {}
    nodes: list[dict[str, Any]] = []
    meshes: list[dict[str, Any]] = []
    for part in parts:
        own = id(part.mesh)
        if own not in places:
            places[own] = _places(views, part)
        attributes = places[own]
        if part.rgba is not None:
            colours = views.add(part.rgba, _UBYTE, "VEC4", _VERTICES, {"normalized": True})
            attributes = {**attributes, "COLOR_0": colours}
        if own not in indices:
            indices[own] = _indices(views, part.mesh)
        moved = {"translation": [part.right_mm / 1000, 0.0, 0.0]} if part.right_mm else {}
        nodes.append({"mesh": len(meshes), "name": part.name, **moved})
        drawn = {
            "attributes": attributes,
            "indices": indices[own],
            "material": len(meshes),
            "mode": 4,
        }
        meshes.append({"name": part.name, "primitives": [drawn]})
    scene = {
        "asset": {"version": "2.0", "generator": "memoreez"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [_material(part) for part in parts],
        "accessors": views.accessors,
        "bufferViews": views.views,
        "buffers": [{"byteLength": len(views.blob)}],
    }
    return _glb(scene, bytes(views.blob))


def linear(colour: str) -> list[float]:
    """ "#rrggbb" in sRGB as linear red, green, blue (IEC 61966-2-1)."""
    levels = [int(colour.lstrip("#")[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    return [round(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4, 5) for c in levels]


class _Views:
    """The binary chunk as it grows: one buffer view and one accessor per array."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.views: list[dict[str, Any]] = []
        self.accessors: list[dict[str, Any]] = []

    def add(
        self, values: npt.NDArray[Any], component: int, kind: str, target: int, more: dict[str, Any]
    ) -> int:
        self.blob += b"\0" * (-len(self.blob) % 4)
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": values.nbytes}
        self.blob += values.tobytes()
        self.views.append({**view, "target": target})
        self.accessors.append(
            {
                "bufferView": len(self.views) - 1,
                "componentType": component,
                "type": kind,
                "count": len(values),
                **more,
            }
        )
        return len(self.accessors) - 1


def _places(views: _Views, part: Part) -> dict[str, int]:
    """Accessors of where the corners are, and which way they face."""
    position = (np.round(_upright(part.mesh.vertices) / 1000 / STEP_M) * STEP_M).astype("<f4")
    extent = {"min": position.min(0).tolist(), "max": position.max(0).tolist()}
    attributes = {"POSITION": views.add(position, _FLOAT, "VEC3", _VERTICES, extent)}
    if part.normals is not None:
        normal = (np.round(_upright(part.normals) / _NORMAL_STEP) * _NORMAL_STEP).astype("<f4")
        attributes["NORMAL"] = views.add(normal, _FLOAT, "VEC3", _VERTICES, {})
    return attributes


def _indices(views: _Views, mesh: Mesh) -> int:
    short = len(mesh.vertices) <= 0xFFFF  # 65535 itself restarts a strip and may not be used
    indices = mesh.faces.astype("<u2" if short else "<u4").ravel()
    return views.add(indices, _USHORT if short else _UINT, "SCALAR", _INDICES, {})


def _upright(vectors: Floats) -> npt.NDArray[np.float64]:
    """From z up with the front at −y to Y up with the front at +Z: a quarter turn round x."""
    x, y, z = vectors.astype(np.float64).T
    return np.stack([x, z, -y], 1) + 0.0  # +0.0 turns -0.0 into 0.0


def _material(part: Part) -> dict[str, Any]:
    surface = {
        "baseColorFactor": [*linear(part.colour), part.opacity],
        "metallicFactor": 0.0,
        "roughnessFactor": 0.85,
    }
    seen_through = {"alphaMode": "BLEND"} if part.opacity < 1 else {}
    return {"name": "filament", "pbrMetallicRoughness": surface, **seen_through}


def _glb(scene: Mapping[str, Any], blob: bytes) -> bytes:
    text = json.dumps(scene, separators=(",", ":"), ensure_ascii=False).encode()
    chunks = b""
    for kind, body, pad in ((b"JSON", text, b" "), (b"BIN\0", blob, b"\0")):
        body += pad * (-len(body) % 4)
        chunks += np.uint32(len(body)).astype("<u4").tobytes() + kind + body
    head = np.array([2, 12 + len(chunks)], "<u4").tobytes()
    return b"glTF" + head + chunks
