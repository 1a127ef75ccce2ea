"""Writes memoreez/designs/sizes.py: the measured box of every motif and pose, in its own mm.

    python examples/measure_motifs.py

Run it after changing a motif; a test compares the file with the motifs.
"""

from __future__ import annotations

from pathlib import Path

from memoreez import motifs
from memoreez.designs import pieces

HEAD = '''"""The box (low, high) of every motif and pose in its own mm: nobody waits for measuring.

Written by examples/measure_motifs.py.
"""

Box = tuple[tuple[float, float, float], tuple[float, float, float]]

SIZES: dict[tuple[str, str], Box] = {
'''


def main() -> None:
    lines = []
    for name in motifs.names():
        for pose in motifs.load(name).poses:
            low, high = (
                tuple(round(float(v), 1) + 0.0 for v in end) for end in pieces.measure(name, pose)
            )
            lines.append(f'    ("{name}", "{pose}"): ({low}, {high}),\n')
    target = Path(pieces.__file__).with_name("sizes.py")
    target.write_text(HEAD + "".join(lines) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
