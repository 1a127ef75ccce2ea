"""Seconds, memory and batches of the Hunyuan3D-2 engine, with random weights of true size.

    python benchmarks/hunyuan3d.py [--variants 2.0,2.0-turbo,mini,mini-turbo] [--runs 5] [--plain]
                                   [--batches 1,2,4] [--card 6] [--profile] [--json]
    python benchmarks/hunyuan3d.py --tiny        # on a processor: shows that it runs

Time does not depend on the weights' values. Where a surface is needed, the real decoder works on
every node that is asked and a figure's value is looked up in place of its answer. Beside ours
stand the reference's times on an H100, of ../shared/HUNYUAN3D.md, where they are known.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from hunyuan3d_figure import figure, picture
from torch import Tensor

from memoreez.artifacts import Mesh
from memoreez.errors import ProviderError
from memoreez.prints import stl
from memoreez.sculptures.hunyuan3d import fast
from memoreez.sculptures.hunyuan3d.conditioner import normalised
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.fields import Lattice, Sample, Volume
from memoreez.sculptures.hunyuan3d.preparation import prepare
from memoreez.sculptures.hunyuan3d.surface import surface
from memoreez.sculptures.hunyuan3d.variants import (
    SMALL_GEOMETRY,
    VARIANTS,
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    TransformerConfig,
    Variant,
)

# Milliseconds of the reference on one H100, fp16.
REFERENCE: dict[str, dict[str, float]] = {
    "2.0": {
        "encode": 19.5,
        "diffuse": 4436,
        "unfold": 10,
        "dense 256": 2547,
        "dense 384": 8019,
        "volume 256": 2547,
        "volume 384": 8019,
        "surface 256": 792,
        "STL file": 248,
        "cutout to mesh": 7200,
    },
    "2.0-turbo": {"diffuse": 529, "dense 256": 2153, "volume 256": 80},
    "mini": {"diffuse": 1968},
    "mini-turbo": {"diffuse": 246},
}
TINY = Variant(
    "tiny",
    DinoConfig(width=128, heads=2, layers=2, mlp_width=256, grid=4),
    TransformerConfig(context_width=128, width=128, heads=2, mlp_width=256, double_blocks=1,
                      single_blocks=1),
    AutoencoderConfig(width=128, heads=2, layers=2, mlp_width=256),
    GeometryConfig(width=128, heads=2, context_width=128, mlp_width=256),
    latents=64, steps=5, picture_px=64, encoder_px=56,
)  # fmt: skip


@dataclass
class Table:
    """Rows as they are measured: (variant, stage) -> what is known of it."""

    runs: int
    device: torch.device
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, variant: str, stage: str, **known: Any) -> None:
        ours = known.get("ms")
        theirs = REFERENCE.get(variant, {}).get(stage)
        row = {"variant": variant, "stage": stage, **known}
        if ours and theirs:
            row |= {"reference_ms": theirs, "times": round(theirs / ours, 1)}
        self.rows.append(row)
        print(" | ".join(f"{name} {value}" for name, value in row.items()), flush=True)

    def time(self, variant: str, stage: str, work: Callable[[], Any], **known: Any) -> Any:
        """Adds the median of some runs after one that is not counted; returns the last answer."""
        found = work()
        self._settle(peak=True)
        spent = []
        for _ in range(self.runs):
            began = time.perf_counter()
            found = work()
            self._settle()
            spent.append(1000 * (time.perf_counter() - began))
        known |= {"ms": round(statistics.median(spent), 2), "worst_ms": round(max(spent), 2)}
        if self.device.type == "cuda":
            known["peak_gib"] = round(torch.cuda.max_memory_allocated() / 2**30, 2)
        self.add(variant, stage, **known)
        return found

    def _settle(self, *, peak: bool = False) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize()
            if peak:
                torch.cuda.reset_peak_memory_stats()


class LookedUp:
    """A stage `field` whose decoder works, and whose answer is the figure's."""

    def __init__(self, decode: Callable[[Tensor, Lattice], Sample]) -> None:
        self.decode = decode
        self.figures: dict[int, Tensor] = {}

    def __call__(self, tokens: Tensor, lattice: Lattice) -> Sample:
        if lattice.resolution not in self.figures:
            self.figures[lattice.resolution] = figure(lattice, tokens.device)
        values, sample = self.figures[lattice.resolution], self.decode(tokens, lattice)

        def look(nodes: Tensor) -> Tensor:
            sample(nodes)
            return values[nodes]

        return look


def measure(variant: Variant, engine: Engine, table: Table, octrees: list[int]) -> None:
    """The stages one by one, then all of them."""
    timed, rgba = partial(table.time, variant.name), picture(768)
    slow = partial(replace(table, runs=min(table.runs, 2)).time, variant.name)  # the same rows
    engine.stages = replace(engine.stages, field=LookedUp(engine.stages.field))
    with torch.inference_mode():
        prepared = timed("prepare, on the processor", partial(prepare, rgba, variant.picture_px))
        timed("encode", partial(encode, engine, prepared.image))
        context = engine.encode(rgba)
        latents = timed("diffuse", partial(engine.diffuse, context, [0]))
        tokens = timed("unfold", partial(engine.unfold, latents))
        for octree in octrees:
            volume = timed(f"volume {octree}", partial(engine.volume, tokens, octree))
            table.rows[-1]["queries"] = volume.queries
            mesh = timed(f"surface {octree}", partial(solid, volume))
            table.rows[-1]["triangles"] = len(mesh.faces)
            if octree == octrees[0]:
                data = slow("STL file", partial(stl.encode, mesh))
                table.rows[-1]["mb"] = round(len(data) / 1e6, 1)
        for octree in octrees[:2]:
            slow(f"dense {octree}", partial(engine.volume, tokens, octree, 0.0, True))
    timed("cutout to mesh", partial(engine.sculpt, rgba, octree=octrees[0]))


def encode(engine: Engine, image: npt.NDArray[np.uint8]) -> Tensor:
    """The prepared picture's tokens."""
    images = torch.from_numpy(image[None]).to(engine.device)
    pixels = normalised(images, engine.variant.encoder_px)
    return engine.stages.encode(pixels.to(engine.dtype))


def shortcuts(variant: Variant, engine: Engine, table: Table) -> None:
    """What is faster and not the same: float8, fewer steps; `off` is how far the latents are."""
    context = engine.encode(picture(768))
    true = engine.diffuse(context, [0])
    for steps in (30, 20):
        way = partial(engine.diffuse, context, [0], steps)
        off = table.time(variant.name, f"diffuse in {steps} steps", way) - true
        table.rows[-1]["off"] = round(float(off.norm() / true.norm()), 4)
    exact = engine.stages
    engine.stages = replace(exact, sample=fast.stages(engine.networks, narrow=True).sample)
    off = (
        table.time(variant.name, "diffuse in float8", partial(engine.diffuse, context, [0])) - true
    )
    table.rows[-1]["off"] = round(float(off.norm() / true.norm()), 4)
    engine.stages = exact
    print(*table.rows[-3:], sep="\n", flush=True)


def solid(volume: Volume) -> Mesh:
    """The surface, in the computer's own memory."""
    vertices, faces = surface(volume)
    return Mesh(vertices.cpu().numpy(), faces.cpu().numpy())


def batches(variant: Variant, engine: Engine, table: Table, sizes: list[int], octree: int) -> None:
    """Several keepsakes at once: milliseconds for each."""
    for size in sizes:
        pictures: list[npt.NDArray[np.uint8]] = [picture(768)] * size
        work = partial(engine.sculpt_all, pictures, seeds=range(size), octree=octree)
        replace(table, runs=min(table.runs, 2)).time(variant.name, f"{size} at once", work)
        table.rows[-1]["ms_each"] = round(table.rows[-1]["ms"] / size, 1)
        print(table.rows[-1]["ms_each"], "ms each", flush=True)


def cards(variant: Variant, engine: Engine, table: Table, gib: float, octree: int) -> None:
    """The same on a card of `gib`: no more of this one's memory is given than that has.

    What CUDA itself takes (about 0.5 GiB) is not in it. `ended` is how far the weights had to
    leave the card, `reserved_gib` the most that was taken from it.
    """
    field, runs = engine.stages.field, replace(table, runs=1)
    share = gib * 2**30 / torch.cuda.get_device_properties(0).total_memory
    for offload in ("none", "stages", "blocks"):
        if offload != "none":
            engine._retreat(offload)
            engine.stages = replace(engine.stages, field=LookedUp(engine.stages.field))
        torch.cuda.empty_cache()
        torch.cuda.set_per_process_memory_fraction(share)
        stage = f"on {gib:g} GiB, offload {offload}"
        try:
            runs.time(variant.name, stage, partial(engine.sculpt, picture(768), octree=octree))
            reserved = round(torch.cuda.max_memory_reserved() / 2**30, 2)
            table.rows[-1] |= {"ended": engine.offload, "reserved_gib": reserved}
            print(table.rows[-1], flush=True)
        except (ProviderError, torch.OutOfMemoryError) as error:
            table.add(variant.name, stage, failed=f"{type(error).__name__}: {error}"[:120])
        torch.cuda.set_per_process_memory_fraction(1.0)
    engine.stages = replace(engine.stages, field=field)


def ceilings(table: Table) -> None:
    """What the card can do at best: a product of 8192 a side, a copy of 4 GiB."""
    a, b = (torch.randn(8192, 8192, dtype=torch.float16, device="cuda") for _ in range(2))
    table.time("card", "fp16 product", lambda: [a @ b for _ in range(20)])
    table.rows[-1]["tflops"] = round(20 * 2 * 8192**3 / table.rows[-1]["ms"] / 1e9)
    source, target = (torch.zeros(2**31, dtype=torch.uint8, device="cuda") for _ in range(2))
    table.time("card", "copy", lambda: [target.copy_(source) for _ in range(10)])
    table.rows[-1]["tb_s"] = round(10 * 2 * 2**31 / table.rows[-1]["ms"] / 1e9, 2)
    print(table.rows[-2:], flush=True)


def profile(engine: Engine, octree: int) -> list[tuple[str, float, int]]:
    """The kernels that take the most of a whole run: name, milliseconds, launches."""
    activity = torch.profiler.ProfilerActivity
    with torch.profiler.profile(activities=[activity.CUDA, activity.CPU]) as seen:
        engine.sculpt(picture(768), octree=octree)
        torch.cuda.synchronize()
    kernels = [e for e in seen.key_averages() if e.self_device_time_total > 0]
    kernels.sort(key=lambda event: -event.self_device_time_total)
    return [(e.key[:90], e.self_device_time_total / 1000, e.count) for e in kernels[:40]]


def main() -> None:
    arguments = read()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    table = Table(arguments.runs, device)
    if device.type == "cuda":
        print(torch.cuda.get_device_name(), torch.__version__, flush=True)
        ceilings(table)
    octrees = [24] if arguments.tiny else [256, 384, 512]
    names = ["tiny"] if arguments.tiny else arguments.variants.split(",")
    profiles = {}
    for name in names:
        variant = TINY if arguments.tiny else VARIANTS[name]
        if name.endswith("-turbo"):
            variant = replace(variant, geometry=SMALL_GEOMETRY)
        engine = Engine.untrained(variant, device=str(device), fast=not arguments.plain)
        if arguments.chunk:
            engine.chunk = arguments.chunk
        measure(variant, engine, table, octrees if name in ("2.0", "tiny") else octrees[:2])
        if arguments.profile and device.type == "cuda":
            profiles[name] = profile(engine, octrees[0])
            print(*(f"{ms:9.2f} ms {count:6} {key}" for key, ms, count in profiles[name]), sep="\n")
        batches(variant, engine, table, arguments.batches, octrees[0])
        narrow = not fast.reason(engine.device, engine.dtype, True)
        if narrow and variant.sampler == "euler":
            shortcuts(variant, engine, table)
        if device.type == "cuda" and arguments.card:
            cards(variant, engine, table, arguments.card, octrees[0])
    if arguments.json:
        print(json.dumps({"rows": table.rows, "profiles": profiles}, indent=1))


def read() -> argparse.Namespace:
    def numbers(kind: type) -> Callable[[str], list[Any]]:
        return lambda text: [kind(part) for part in text.split(",") if part]

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--variants", default="2.0,2.0-turbo,mini,mini-turbo")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--plain", action="store_true", help="the networks as they are written")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--chunk", type=int, default=0)
    parser.add_argument("--batches", type=numbers(int), default=[])
    parser.add_argument("--card", type=float, default=0, help="GiB of a smaller card to play")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
