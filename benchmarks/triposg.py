"""Seconds and memory of the TripoSG engine, with random weights of true size.

    python benchmarks/triposg.py [--runs 3] [--octrees 256,384] [--card 8]
                                 [--offloads none,stages,blocks] [--json]

Time does not depend on the weights' values. The real decoder works on every node that is asked,
and a figure's value is looked up in place of its answer. `--card` plays a card of so many GiB.
"""

from __future__ import annotations

import argparse
import json
from functools import partial

import torch
from hunyuan3d_extras import cards
from hunyuan3d_figure import look_up, picture
from hunyuan3d_table import Table

from memoreez.sculptures.hunyuan3d.surface import surface
from memoreez.sculptures.triposg.engine import Engine
from memoreez.sculptures.triposg.variants import Variant


def measure(engine: Engine, table: Table, octrees: list[int]) -> None:
    """The stages one by one, then all of them."""
    timed, rgba = partial(table.time, engine.variant.name), picture(768)
    with torch.inference_mode():
        context = timed("prepare and encode", partial(engine.encode, rgba))
        latents = timed("diffuse", partial(engine.diffuse, context, [0]))
        tokens = timed("unfold", partial(engine.unfold, latents))
        for octree in octrees:
            volume = timed(f"volume {octree}", partial(engine.volume, tokens, octree))
            table.rows[-1]["queries"] = volume.queries
            vertices, _ = timed(f"surface {octree}", partial(surface, volume))
            table.rows[-1]["vertices"] = len(vertices)
    timed("cutout to mesh", partial(engine.sculpt, rgba, octree=octrees[0]))


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--octrees", default="256,384")
    parser.add_argument("--card", type=float, default=0, help="GiB of a smaller card to play")
    parser.add_argument("--offloads", default="none,stages,blocks")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    octrees = [int(one) for one in given.octrees.split(",")]
    table = Table(given.runs, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    engine = Engine.untrained(Variant(), device=str(table.device))
    look_up(engine)
    measure(engine, table, octrees)
    if table.device.type == "cuda" and given.card:
        cards(engine.variant, engine, table, given.card, given.offloads.split(","), octrees[0])
    if given.json:
        print(json.dumps(table.rows, indent=1))


if __name__ == "__main__":
    main()
