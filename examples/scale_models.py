"""Writes the things that stand beside a figurine to show its size: a coin and a bank card, as GLB.

python examples/scale_models.py [FOLDER]
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FOLDER = Path(__file__).parents[1] / "memoreez/web/static/scale"
# 1 euro: 23.25 mm across, 2.33 mm thick (ECB, "Common sides"); the core's size is measured
COIN_MM, COIN_THICK_MM, CORE_MM = 23.25, 2.33, 16.9
GOLD, SILVER = (0.55, 0.36, 0.10), (0.50, 0.49, 0.46)  # linear
# ISO/IEC 7810 ID-1: 85.60 × 53.98 × 0.76 mm, corners of 3.18 mm
CARD_MM, CARD_THICK_MM, CORNER_MM = (85.60, 53.98), 0.76, 3.18
SAGE, BAND, CHIP = (0.105, 0.16, 0.085), (0.03, 0.035, 0.025), (0.60, 0.40, 0.14)
LEAN_DEG = 12.0  # both lean back a little, as against a wall
SEGMENTS = 48


class Solid:
    """Triangles with a normal and a colour at each corner, as they are added."""

    def __init__(self) -> None:
        self.corners: list[Floats] = []
        self.colours: list[Floats] = []

    def fan(self, outline: Floats, colour: tuple[float, float, float]) -> None:
        """A flat convex outline (n, 3), counter-clockwise seen from where it faces."""
        middle = np.broadcast_to(outline.mean(0), outline.shape)
        self._add(np.stack([middle, outline, np.roll(outline, -1, 0)], 1), colour)

    def band(self, low: Floats, high: Floats, colour: tuple[float, float, float]) -> None:
        """The strip between two outlines of the same number of points."""
        after, above = np.roll(low, -1, 0), np.roll(high, -1, 0)
        self._add(
            np.concatenate([np.stack([low, after, above], 1), np.stack([low, above, high], 1)]),
            colour,
        )

    def _add(self, triangles: Floats, colour: tuple[float, float, float]) -> None:
        self.corners.append(triangles.reshape(-1, 3))
        self.colours.append(np.tile(colour, (len(triangles) * 3, 1)))


def coin() -> Solid:
    """Upright on its edge, its face towards +z: a raised rim, a ring, and a core of silver."""
    made, half = Solid(), COIN_THICK_MM / 2
    edge = COIN_MM / 2
    profile = (  # radius, how far out the face is, colour of the strip that ends there
        (edge, half - 0.25, GOLD),
        (edge - 0.25, half, GOLD),
        (edge - 1.0, half, GOLD),
        (edge - 1.25, half - 0.25, GOLD),
        (CORE_MM / 2 + 0.1, half - 0.25, GOLD),
        (CORE_MM / 2, half - 0.4, GOLD),
        (CORE_MM / 2 - 0.1, half - 0.25, SILVER),
    )
    for side in (1, -1):
        rings = [ring(radius, side * out, side) for radius, out, _ in profile]
        for k in range(1, len(rings)):
            made.band(rings[k - 1], rings[k], profile[k][2])
        made.fan(rings[-1], SILVER)
    made.band(ring(edge, half - 0.25, 1)[::-1], ring(edge, 0.25 - half, 1)[::-1], GOLD)
    return made


def ring(radius: float, z: float, side: int) -> Floats:
    """A circle that stands on y = 0, counter-clockwise seen from +z (`side` 1) or -z."""
    turn = np.arange(SEGMENTS) * side * 2 * np.pi / SEGMENTS
    return np.stack(
        [radius * np.cos(turn), radius * np.sin(turn) + COIN_MM / 2, np.full(SEGMENTS, z)], 1
    )


def card() -> Solid:
    """Upright on its long edge, its face towards +z, with a chip and a stripe."""
    made, half = Solid(), CARD_THICK_MM / 2
    front = rounded(*CARD_MM, CORNER_MM, half)
    back = rounded(*CARD_MM, CORNER_MM, -half)
    made.fan(front, SAGE)
    made.fan(back[::-1], SAGE)
    made.band(back, front, SAGE)
    width, height = CARD_MM
    chip = rounded(11.5, 9.0, 1.5, half + 0.05) + [-width / 2 + 10 + 5.75, height * 0.56 - 4.5, 0]
    made.fan(chip, CHIP)
    stripe = rounded(width, 10.5, 0.01, -half - 0.05)[::-1] + [0, height - 15.5, 0]
    made.fan(stripe, BAND)
    return made


def rounded(width: float, height: float, corner: float, z: float) -> Floats:
    """A rectangle with round corners, standing on y = 0, counter-clockwise seen from +z."""
    turn = np.linspace(0, np.pi / 2, 9)
    centres = ((1, 1, 0), (-1, 1, 1), (-1, -1, 2), (1, -1, 3))
    points = []
    for right, up, quarter in centres:
        angle = turn + quarter * np.pi / 2
        x = right * (width / 2 - corner) + corner * np.cos(angle)
        y = height / 2 + up * (height / 2 - corner) + corner * np.sin(angle)
        points.append(np.stack([x, y, np.full_like(x, z)], 1))
    return np.concatenate(points)


def encode(solid: Solid, name: str) -> bytes:
    """Core glTF 2.0 in metres, standing on y = 0 and leaning back."""
    position = lean(np.concatenate(solid.corners))
    triangles = position.reshape(-1, 3, 3)
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normal = across / np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-12)
    colour = np.concatenate(solid.colours)
    arrays = [
        (position / 1000).astype("<f4"),
        np.repeat(normal, 3, 0).astype("<f4"),
        np.round(np.pad(colour, ((0, 0), (0, 1)), constant_values=1) * 255).astype(np.uint8),
    ]
    return pack(arrays, name)


def lean(points: Floats) -> Floats:
    """Turned back round the x axis and set down on y = 0 again."""
    c, s = np.cos(np.radians(LEAN_DEG)), np.sin(np.radians(LEAN_DEG))
    x, y, z = points.T
    turned = np.stack([x, c * y + s * z, c * z - s * y], 1)
    return turned - [0, turned[:, 1].min(), 0]


def pack(arrays: list[npt.NDArray[Any]], name: str) -> bytes:
    """Positions (n, 3), normals (n, 3) and colours (n, 4) as one binary file."""
    names, kinds = (
        ("POSITION", "NORMAL", "COLOR_0"),
        ((5126, "VEC3"), (5126, "VEC3"), (5121, "VEC4")),
    )
    accessors: list[dict[str, Any]] = [
        {"bufferView": k, "componentType": component, "type": kind, "count": len(arrays[k])}
        for k, (component, kind) in enumerate(kinds)
    ]
    accessors[0] |= {"min": arrays[0].min(0).tolist(), "max": arrays[0].max(0).tolist()}
    accessors[2]["normalized"] = True
    starts = np.cumsum([0, *(array.nbytes for array in arrays)]).tolist()
    primitive = {"attributes": {n: k for k, n in enumerate(names)}, "material": 0}
    surface = {"metallicFactor": 0.0, "roughnessFactor": 0.45}
    document = {
        "asset": {"version": "2.0", "generator": "memoreez"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": name}],
        "meshes": [{"primitives": [primitive]}],
        "materials": [{"name": name, "pbrMetallicRoughness": surface}],
        "accessors": accessors,
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": array.nbytes, "target": 34962}
            for start, array in zip(starts, arrays, strict=False)
        ],
        "buffers": [{"byteLength": starts[-1]}],
    }
    return binary(document, b"".join(array.tobytes() for array in arrays))


def binary(document: dict[str, Any], body: bytes) -> bytes:
    """The two chunks of a GLB."""
    text = json.dumps(document, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 28 + len(text) + len(body))
    chunks = ((b"JSON", text), (b"BIN\0", body))
    return head + b"".join(struct.pack("<I4s", len(data), kind) + data for kind, data in chunks)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, solid in (("coin", coin()), ("card", card())):
        file = folder / f"{name}.glb"
        file.write_bytes(encode(solid, name))
        print(f"{file}: {file.stat().st_size} bytes")
