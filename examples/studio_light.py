"""Writes the light in which the page's 3D view shows a figurine: a small Radiance HDR picture.

python examples/studio_light.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FILE = Path(__file__).parents[1] / "memoreez/web/static/studio.hdr"
WIDTH, HEIGHT = 192, 96  # pixels of the whole sphere around the figurine
LEVELS = 32  # steps of a colour's mantissa: fewer make longer runs and a smaller file
FLOOR, CEILING = (0.20, 0.155, 0.115), (0.34, 0.335, 0.33)  # cream table, pale room
# towards (x right, y up, z to the viewer), half-width in degrees, softness, colour
LAMPS = (
    ((-0.80, 0.90, 0.70), 25, 7, (14.0, 12.4, 10.4)),  # key: a warm softbox, high on the left
    ((1.00, 0.35, 0.45), 30, 22, (1.05, 1.15, 1.30)),  # fill: a cool window on the right
    ((0.55, 0.60, -1.00), 20, 8, (6.4, 5.0, 3.8)),  # rim: warm, from behind
    ((-1.00, 0.15, -0.55), 22, 14, (1.5, 1.15, 0.9)),  # the shop behind
)


def light() -> Floats:
    """Radiance towards every direction, (HEIGHT, WIDTH, 3)."""
    row, column = np.mgrid[0:HEIGHT, 0:WIDTH]
    turn = (column + 0.5) / WIDTH * 2 * np.pi - np.pi
    rise = np.pi / 2 - (row + 0.5) / HEIGHT * np.pi
    ways = np.stack([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)], -1)
    up = (ways[..., 1:2] + 1) / 2
    seen = np.array(FLOOR) * (1 - up) + np.array(CEILING) * up
    for towards, half, soft, colour in LAMPS:
        aim = np.array(towards) / np.linalg.norm(towards)
        off = np.degrees(np.arccos(np.clip(ways @ aim, -1, 1)))
        seen = seen + np.clip((half - off) / soft, 0, 1)[..., None] * np.array(colour)
    return seen


def encode(picture: Floats) -> bytes:
    """Radiance RGBE with run lengths (G. Ward, "Real pixels", Graphics Gems II)."""
    height, width, _ = picture.shape
    exponent = np.ceil(np.log2(np.maximum(picture.max(-1), 1e-9)))
    step = 256 // LEVELS
    mantissa = np.round(picture / 2.0 ** exponent[..., None] * LEVELS) * step
    rgbe = np.empty((height, width, 4), np.uint8)
    rgbe[..., :3] = np.clip(mantissa, 0, 255)
    rgbe[..., 3] = exponent + 128
    head = f"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y {height} +X {width}\n"
    return head.encode() + b"".join(scanline(row) for row in rgbe)


def scanline(row: npt.NDArray[np.uint8]) -> bytes:
    """One line: a mark, the width, then red, green, blue and exponent, each in runs."""
    width = len(row)
    return bytes([2, 2, width >> 8, width & 255]) + b"".join(
        runs(row[:, k].tobytes()) for k in range(4)
    )


def runs(values: bytes) -> bytes:
    """Equal neighbours as (128 + count, value), all others as (count, values…)."""
    out, plain, at = bytearray(), bytearray(), 0
    while at < len(values):
        end = at
        while end < len(values) and end - at < 127 and values[end] == values[at]:
            end += 1
        if end - at >= 3:
            out += _plain(plain) + bytes([128 + end - at, values[at]])
            plain = bytearray()
        else:
            plain += values[at:end]
        at = end
    return bytes(out + _plain(plain))


def _plain(values: bytearray) -> bytes:
    parts = [values[k : k + 128] for k in range(0, len(values), 128)]
    return b"".join(bytes([len(part)]) + bytes(part) for part in parts)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.write_bytes(encode(light()))
    print(f"{target}: {target.stat().st_size} bytes")
