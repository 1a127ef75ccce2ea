"""Rows of `hunyuan3d.py` beside its stages: the card itself, batches, small cards, shortcuts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
import torch
from hunyuan3d_figure import picture
from hunyuan3d_table import Table

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import fast
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.variants import Variant


def batches(variant: Variant, engine: Engine, table: Table, sizes: list[int], octree: int) -> None:
    """Several keepsakes at once: milliseconds for each."""
    for size in sizes:
        pictures: list[npt.NDArray[np.uint8]] = [picture(768)] * size
        work = partial(engine.sculpt_all, pictures, seeds=range(size), octree=octree)
        replace(table, runs=min(table.runs, 2)).time(variant.name, f"{size} at once", work)
        table.rows[-1]["ms_each"] = round(table.rows[-1]["ms"] / size, 1)
        print(table.rows[-1]["ms_each"], "ms each", flush=True)


def cards(
    variant: Variant, engine: Engine, table: Table, gib: float, offloads: list[str], octree: int
) -> None:
    """The same on a card of `gib`: no more of this one's memory is given than that has.

    What CUDA itself takes (about 0.5 GiB) is not in it. `ended` is how far the weights had to
    leave the card, `reserved_gib` the most that was taken from it. The engine is left so.
    """
    runs = replace(table, runs=1)
    engine.sculpt(picture(768), octree=octree)  # while there is room for the figure's field
    share = gib * 2**30 / torch.cuda.get_device_properties(0).total_memory
    for offload in offloads:
        if offload != "none":
            engine._retreat(offload)
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


def ceilings(table: Table) -> None:
    """What the card can do at best: a product of 8192 a side, a copy of 4 GiB."""
    a, b = (torch.randn(8192, 8192, dtype=torch.float16, device="cuda") for _ in range(2))
    table.time("card", "fp16 product", lambda: [a @ b for _ in range(20)])
    table.rows[-1]["tflops"] = round(20 * 2 * 8192**3 / table.rows[-1]["ms"] / 1e9)
    source, target = (torch.zeros(2**31, dtype=torch.uint8, device="cuda") for _ in range(2))
    table.time("card", "copy", lambda: [target.copy_(source) for _ in range(10)])
    table.rows[-1]["tb_s"] = round(10 * 2 * 2**31 / table.rows[-1]["ms"] / 1e9, 2)
    print(table.rows[-2:], flush=True)


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


def profile(engine: Engine, octree: int) -> list[tuple[str, float, int]]:
    """The kernels that take the most of a whole run: name, milliseconds, launches."""
    activity = torch.profiler.ProfilerActivity
    with torch.profiler.profile(activities=[activity.CUDA, activity.CPU]) as seen:
        engine.sculpt(picture(768), octree=octree)
        torch.cuda.synchronize()
    kernels = [e for e in seen.key_averages() if e.self_device_time_total > 0]
    kernels.sort(key=lambda event: -event.self_device_time_total)
    return [(e.key[:90], e.self_device_time_total / 1000, e.count) for e in kernels[:40]]
