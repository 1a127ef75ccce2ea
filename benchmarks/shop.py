"""Keepsakes a minute of one graphics card: several processes on it, or several pictures in a pass.

    python benchmarks/shop.py [--variants 2.0,2.0-turbo] [--each 1,2,3] [--passes 1,2,4] [--json]
    python benchmarks/shop.py --tiny        # on a processor: shows that it runs

A keepsake is all that `memoreez engine` does with a cutout: the engine with random weights of true
size (`hunyuan3d.py` says why that is fair), the mesh simplified and stood up, and packed. `each` is
that option of the engine, `passes` how many pictures go through the network at once.
"""

from __future__ import annotations

import argparse
import json
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import torch
from hunyuan3d_figure import look_up, picture
from hunyuan3d_models import variant_of

from memoreez import mesh_wire
from memoreez.sculptures.hunyuan3d import Hunyuan3D
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.standing import standing

HEIGHT_MM = 90.0
LIGHTER = Hunyuan3D.Options.tolerance, Hunyuan3D.Options.triangles


def work(name: str, octree: int, device: str, line: Connection) -> None:
    """A process of the engine: for each (pictures in a pass, seconds) it says what it made."""
    torch.set_num_threads(1)
    engine = Engine.untrained(variant_of(name), device=device, fast=True)
    look_up(engine)
    keepsakes(engine, octree, 1)  # kernels are built, graphs captured
    line.send("ready")
    while (order := line.recv()) is not None:
        size, seconds = order
        keepsakes(engine, octree, size)
        line.send("go")
        line.recv()
        made, began = 0, time.monotonic()
        while time.monotonic() < began + seconds:
            keepsakes(engine, octree, size)
            made += size
        line.send((made, time.monotonic() - began, memory(device)))


def keepsakes(engine: Engine, octree: int, size: int) -> None:
    """As the provider makes them, from pictures to bytes."""
    meshes = engine.sculpt_all([picture(768)] * size, seeds=range(size), octree=octree)
    for mesh in meshes:
        mesh_wire.pack(standing(mesh.vertices, mesh.faces, HEIGHT_MM, *LIGHTER))


def memory(device: str) -> float:
    """GiB of the card that were reserved at most."""
    return torch.cuda.max_memory_reserved() / 2**30 if device != "cpu" else 0.0


def measured(lines: list[Connection], size: int, seconds: float) -> dict[str, Any]:
    """All these processes at work at the same time."""
    for line in lines:
        line.send((size, seconds))
    for line in lines:
        line.recv()
    for line in lines:
        line.send("go")
    answers = [line.recv() for line in lines]
    rate = sum(made / spent for made, spent, _ in answers)
    return {
        "each": len(lines),
        "in_a_pass": size,
        "a_minute": round(60 * rate, 1),
        "seconds_each": round(1 / rate, 3),
        "reserved_gib": round(sum(held for _, _, held in answers), 1),
    }


def rows(name: str, arguments: argparse.Namespace, device: str) -> list[dict[str, Any]]:
    """A variant with each number of processes, then with each number of pictures in a pass."""
    spawning, lines, processes = get_context("spawn"), [], []
    octree = 24 if name == "tiny" else arguments.octree
    for _ in range(max(arguments.each)):
        ours, theirs = spawning.Pipe()
        process = spawning.Process(target=work, args=(name, octree, device, theirs))
        process.start()
        lines.append(ours)
        processes.append(process)
    for line in lines:
        line.recv()
    found = []
    ways = [(count, 1) for count in arguments.each]
    ways += [(1, size) for size in arguments.passes if size > 1]
    for count, size in ways:
        row = {"variant": name} | measured(lines[:count], size, arguments.seconds)
        print(" | ".join(f"{key} {value}" for key, value in row.items()), flush=True)
        found.append(row)
    for line, process in zip(lines, processes, strict=True):
        line.send(None)
        process.join(30)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--variants", default="2.0,2.0-turbo")
    for name, usual in (("each", "1,2,3"), ("passes", "1,2,4")):
        parser.add_argument(
            f"--{name}", default=usual, type=lambda text: [int(n) for n in text.split(",")]
        )
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--octree", type=int, default=256)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    names = ["tiny"] if arguments.tiny else arguments.variants.split(",")
    found = [row for name in names for row in rows(name, arguments, device)]
    if arguments.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
