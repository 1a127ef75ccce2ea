"""How far float16, and the fast stages, are from float32 at true size, with random weights.

    python benchmarks/hunyuan3d_parity.py [--variants 2.0,mini-turbo] [--octree 96] [--json]
    python benchmarks/hunyuan3d_parity.py --tiny        # on a processor: shows that it runs

Each stage is asked twice: with what float32 gave before it (its own error), and with what its own
kind gave (the error that has gathered). Errors are the largest and the root mean square, in shares
of the range of float32's answer. The same weights in all kinds: float16 ones.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import torch
from hunyuan3d_figure import picture
from hunyuan3d_models import TINY, variant_of
from torch import Tensor

from memoreez.sculptures.hunyuan3d import networks
from memoreez.sculptures.hunyuan3d.engine import Engine
from memoreez.sculptures.hunyuan3d.networks import Networks
from memoreez.sculptures.hunyuan3d.variants import Variant

STAGES = ("condition", "latents", "tokens", "field")


def answers(engine: Engine, octree: int, given: dict[str, Tensor]) -> dict[str, Tensor]:
    """What each stage says; from `given` where it has the stage before, else from its own."""
    kind, said = engine.dtype, {}

    def before(stage: str) -> Tensor:
        return given.get(stage, said.get(stage))

    said["condition"] = engine.encode(picture(768))
    said["latents"] = engine.diffuse(before("condition").to(kind), [0])
    said["tokens"] = engine.unfold(before("latents"))
    volume = engine.volume(before("tokens").to(kind), octree, exhaustive=True)
    said["field"] = volume.values
    return {stage: value.float() for stage, value in said.items()}


def widened(variant: Variant, half: Networks) -> Networks:
    """The same weights as float32."""
    full = networks.blank(variant)
    for name, network in full.named().items():
        weights = half.named()[name].state_dict()
        network.load_state_dict({key: w.float() for key, w in weights.items()}, assign=True)
        network.requires_grad_(False).eval()
    return full


def compare(variant: Variant, octree: int, device: torch.device) -> list[dict[str, Any]]:
    """A row for each kind and stage."""
    number = torch.float16 if device.type == "cuda" else torch.bfloat16
    half = networks.untrained(variant, device, number)
    engine = Engine(variant, widened(variant, half), device)
    with torch.no_grad():
        right = answers(engine, octree, {})
    del engine  # twice as large as the others
    rows = []
    for kind in ("plain", "fast"):
        engine = Engine(variant, half, device)
        if kind == "fast" and (reason := engine.hasten()):
            print(f"no fast stages: {reason}", flush=True)
            continue
        with torch.no_grad():
            alone, gathered = answers(engine, octree, right), answers(engine, octree, {})
        for stage in STAGES:
            row = {"variant": variant.name, "kind": f"{kind} {number}", "stage": stage}
            row |= dict(zip(("own_max", "own_rms"), off(alone, right, stage), strict=True))
            row |= dict(zip(("all_max", "all_rms"), off(gathered, right, stage), strict=True))
            print(*(f"{v:.2e}" if isinstance(v, float) else v for v in row.values()), flush=True)
            rows.append(row)
    return rows


def off(found: dict[str, Tensor], right: dict[str, Tensor], stage: str) -> tuple[float, float]:
    """The largest and the mean error, in shares of the range."""
    error = found[stage] - right[stage]
    span = float(right[stage].max() - right[stage].min())
    return float(error.abs().max()) / span, float(error.square().mean().sqrt()) / span


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--variants", default="2.0,mini-turbo")
    parser.add_argument("--octree", type=int, default=96)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    torch.backends.cudnn.allow_tf32 = False
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    rows = []
    for name in [TINY.name] if arguments.tiny else arguments.variants.split(","):
        rows += compare(variant_of(name), 16 if arguments.tiny else arguments.octree, device)
    if arguments.json:
        print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
