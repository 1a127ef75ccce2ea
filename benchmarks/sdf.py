"""Meshing speed of the SDF kernel: motifs at 90 mm and several voxel sizes.

python benchmarks/sdf.py [--runs 3] [--json] [MOTIF …]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time

from memoreez import motifs
from memoreez.sdf import Sdf, evaluate_blocks, extent, surface
from memoreez.sdf.program import Program

VOXELS_MM = (0.45, 0.3, 0.2)


def sized(name: str) -> Sdf:
    """The motif 90 mm high."""
    solid = motifs.load(name).build()
    low, high = extent(solid)
    return solid.scale(90 / float(high[2] - low[2]))


def measure(solid: Sdf, voxel_mm: float, runs: int) -> dict[str, float]:
    """Medians of evaluation and surface, in seconds."""
    evaluated, meshed, faces = [], [], 0
    for _ in range(runs):
        start = time.perf_counter()
        blocks = evaluate_blocks(solid, voxel_mm)
        middle = time.perf_counter()
        faces = len(surface(blocks)[1])
        evaluated.append(middle - start)
        meshed.append(time.perf_counter() - middle)
    both = statistics.median(evaluated) + statistics.median(meshed)
    return {
        "voxel_mm": voxel_mm,
        "evaluate_s": statistics.median(evaluated),
        "surface_s": statistics.median(meshed),
        "total_s": both,
        "triangles": faces,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("motifs", nargs="*", default=["cat", "guitar", "dog", "mountain"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for name in options.motifs:
        solid = sized(name)
        steps = len(Program.of(solid).steps)
        for voxel in VOXELS_MM:
            rows.append({"motif": name, "steps": steps, **measure(solid, voxel, options.runs)})
    if options.json:
        print(json.dumps(rows))
        return
    print(
        f"{'motif':<14}{'steps':>6}{'voxel':>7}{'evaluate':>10}{'surface':>9}{'total':>7}{'tris':>10}"
    )
    for r in rows:
        print(
            f"{r['motif']:<14}{r['steps']:>6}{r['voxel_mm']:>7}{r['evaluate_s']:>10.2f}"
            f"{r['surface_s']:>9.2f}{r['total_s']:>7.2f}{r['triangles']:>10}"
        )


if __name__ == "__main__":
    main()
