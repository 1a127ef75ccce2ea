"""Seconds, memory and batches of the Hunyuan3D-2 engine, with random weights of true size.

    python benchmarks/hunyuan3d.py [--variants 2.0,2.0-turbo,mini,mini-turbo] [--runs 5] [--plain]
                                   [--parts ceilings,stages,dense,shortcuts] [--octrees 256,384]
                                   [--batches 1,2,4] [--card 6] [--offloads none,stages,blocks]
                                   [--profile] [--json]
    python benchmarks/hunyuan3d.py --tiny        # on a processor: shows that it runs

Time does not depend on the weights' values. Where a surface is needed, the real decoder works on
every node that is asked and a figure's value is looked up in place of its answer. Beside ours
stand the reference's times on an H100, of ../shared/HUNYUAN3D.md, where they are known.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from hunyuan3d_extras import batches, cards, ceilings, profile, shortcuts
from hunyuan3d_figure import look_up, picture
from hunyuan3d_models import TINY, variant_of
from hunyuan3d_table import Table
from torch import Tensor

from memoreez.artifacts import Mesh
from memoreez.prints import stl
from memoreez.sculptures.hunyuan3d import fast
from memoreez.sculptures.hunyuan3d.conditioner import normalised
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.fields import Volume
from memoreez.sculptures.hunyuan3d.preparation import prepare
from memoreez.sculptures.hunyuan3d.surface import surface
from memoreez.sculptures.hunyuan3d.variants import UViTConfig, Variant


def measure(
    variant: Variant, engine: Engine, table: Table, octrees: list[int], dense: bool
) -> None:
    """The stages one by one, then all of them; `dense`: with the field at every node too."""
    timed, rgba = partial(table.time, variant.name), picture(768)
    slow = partial(replace(table, runs=min(table.runs, 2)).time, variant.name)  # the same rows
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
        for octree in octrees[:2] if dense else ():
            slow(f"dense {octree}", partial(engine.volume, tokens, octree, 0.0, True))
    timed("cutout to mesh", partial(engine.sculpt, rgba, octree=octrees[0]))


def encode(engine: Engine, image: npt.NDArray[np.uint8]) -> Tensor:
    """The prepared picture's tokens."""
    images = torch.from_numpy(image[None]).to(engine.device)
    pixels = normalised(images, engine.variant.encoder_px)
    return engine.stages.encode(pixels.to(engine.dtype))


def solid(volume: Volume) -> Mesh:
    """The surface, in the computer's own memory."""
    vertices, faces = surface(volume)
    return Mesh(vertices.cpu().numpy(), faces.cpu().numpy())


def rows(name: str, arguments: argparse.Namespace, table: Table) -> list[tuple[str, float, int]]:
    """Adds all that is asked of a model; its profile, if that is asked."""
    variant, seen = variant_of(name), []
    octrees = arguments.octrees[:3] if name in ("2.0", TINY.name) else arguments.octrees[:2]
    engine = Engine.untrained(variant, device=str(table.device), fast=not arguments.plain)
    engine.chunk = arguments.chunk or engine.chunk
    look_up(engine)
    if "stages" in arguments.parts:
        measure(variant, engine, table, octrees, "dense" in arguments.parts)
    if arguments.profile and table.device.type == "cuda":
        seen = profile(engine, octrees[0])
        print(*(f"{ms:9.2f} ms {count:6} {key}" for key, ms, count in seen), sep="\n")
    batches(variant, engine, table, arguments.batches, octrees[0])
    experts = isinstance(variant.transformer, UViTConfig)  # of which there is no float8
    narrow = not experts and not fast.reason(engine.device, engine.dtype, True)
    if narrow and variant.sampler == "euler" and "shortcuts" in arguments.parts:
        shortcuts(variant, engine, table)
    if table.device.type == "cuda" and arguments.card:
        cards(variant, engine, table, arguments.card, arguments.offloads, octrees[0])
    return seen


def main() -> None:
    arguments = read()
    table = Table(arguments.runs, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    if table.device.type == "cuda":
        print(torch.cuda.get_device_name(), torch.__version__, flush=True)
        if "ceilings" in arguments.parts:
            ceilings(table)
    names = arguments.variants.split(",")
    if arguments.tiny:
        names, arguments.octrees = [TINY.name], [24]
    profiles = {name: rows(name, arguments, table) for name in names}
    if arguments.json:
        print(json.dumps({"rows": table.rows, "profiles": profiles}, indent=1))


def read() -> argparse.Namespace:
    def several(kind: type) -> Callable[[str], list[Any]]:
        return lambda text: [kind(part) for part in text.split(",") if part]

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--variants", default="2.0,2.0-turbo,mini,mini-turbo")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--plain", action="store_true", help="the networks as they are written")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--parts", type=several(str), default="ceilings,stages,dense,shortcuts")
    parser.add_argument("--octrees", type=several(int), default="256,384,512")
    parser.add_argument("--chunk", type=int, default=0)
    parser.add_argument("--batches", type=several(int), default=[])
    parser.add_argument("--card", type=float, default=0, help="GiB of a smaller card to play")
    parser.add_argument("--offloads", type=several(str), default="none,stages,blocks")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
