"""Seconds and memory for one clay picture of a solid of about 200,000 triangles.

    python benchmarks/render.py [--json] [--size 768] [--mesh solid.stl]

Each row runs in a process of its own, so that its peak memory is its own; the picture is made
three times and the fastest is shown. `embree` builds its hierarchy anew each time.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import manifold3d
import numpy as np
import numpy.typing as npt

from memoreez.artifacts import Mesh
from memoreez.images import clay

CASES = [(engine, quality) for engine in ("embree", "soft") for quality in ("draft", "final")]
COLUMNS = ("engine", "quality", "triangles", "wall_s", "cpu_s", "peak_mb", "over_start_mb")


def sample() -> Mesh:
    """A smooth, wavy figure on a round pedestal with 24 engraved bars."""
    figure = manifold3d.Manifold.sphere(1, 632).warp_batch(_figure)
    pedestal = manifold3d.Manifold.cylinder(9, 33, 33, 220)
    bar = manifold3d.Manifold.cube([1, 3, 5], True).translate([0, -32.6, 4.5])
    bars = [bar.rotate([0, 0, 4 * turn]) for turn in range(-12, 12)]
    engraved = pedestal - manifold3d.Manifold.batch_boolean(bars, manifold3d.OpType.Add)
    made = (figure + engraved).to_mesh()
    vertices = np.ascontiguousarray(np.asarray(made.vert_properties)[:, :3], np.float32)
    return Mesh(vertices, np.asarray(made.tri_verts, np.int32))


def _figure(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Moves a unit sphere (n, 3) onto a body with a neck, a head and a wavy skin, in mm."""
    height = points[:, 2:]
    width = 15 + 7 * np.cos(height * 4.2 + 1.1) + 0.4 * np.sin(points @ np.full((3, 1), 14.0))
    return np.concatenate([points[:, :2] * width, 46 + 40 * height], axis=1)


def measure(path: Path, engine: str, quality: str, size_px: int) -> dict[str, object]:
    """One row of the table."""
    stored = np.load(path)
    mesh = Mesh(stored["vertices"], stored["faces"])
    start = _peak_mb()
    times = []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.process_time()
        clay.render(mesh, size_px=size_px, engine=engine, quality=quality)  # type: ignore[arg-type]
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    wall, cpu = min(times)
    peak = _peak_mb()
    row = (engine, quality, len(mesh.faces), round(wall, 2), round(cpu, 2), peak, peak - start)
    return dict(zip(COLUMNS, row, strict=True))


def _peak_mb() -> int:
    """Peak memory of this process; getrusage would count the parent's from before exec, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def _stored(source: str | None, folder: Path) -> Path:
    """The solid as a file that every process can load quickly."""
    if source:
        import trimesh

        loaded = trimesh.load_mesh(source)
        mesh = Mesh(np.asarray(loaded.vertices, np.float32), np.asarray(loaded.faces, np.int32))
    else:
        mesh = sample()
    path = folder / "solid.npz"
    np.savez(path, vertices=mesh.vertices, faces=mesh.faces)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="print rows as JSON")
    parser.add_argument("--size", type=int, default=768, help="pixels of the picture's side")
    parser.add_argument("--mesh", help="a mesh file to draw instead of the sample")
    parser.add_argument("--case", nargs=3, metavar=("FILE", "ENGINE", "QUALITY"))
    asked = parser.parse_args()
    if asked.case:
        file, engine, quality = asked.case
        print(json.dumps(measure(Path(file), engine, quality, asked.size)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = _stored(asked.mesh, Path(folder))
        again = [sys.executable, __file__, "--size", str(asked.size), "--case", str(path)]
        rows = [json.loads(subprocess.check_output([*again, *case])) for case in CASES]
    if asked.json:
        print(json.dumps(rows))
        return
    for line in [COLUMNS, *(tuple(row.values()) for row in rows)]:
        print("".join(f"{cell!s:>14}" for cell in line))


if __name__ == "__main__":
    main()
