"""Measures the averaged weights on fixed unseen scenes, of families kept out and of trained ones.

python -m training.evaluate --state DIR --out DIR [--count 768] [--aside]
"""

import argparse
import json
import math
from collections import defaultdict
from pathlib import Path
from statistics import median

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import checkpoint
from training.augment import develop, studio
from training.batches import AT, HELD_OUT, HIGH, LOW, SIDE, SLICES, TRAINED, Batch, Studio
from training.network import Answer, Claynet
from training.sheets import sheet

FIRST_SEED = 10**12  # no training comes this far
Scores = dict[str, list[float]]


def extent(mask: Tensor) -> Tensor:
    """The larger side of each silhouette's box in half frame widths, (n,)."""
    sides = mask.shape[-1]
    return 2 * torch.maximum(mask.any(1).sum(1), mask.any(2).sum(1)) / sides


def overlap(a: Tensor, b: Tensor) -> Tensor:
    """Intersection over union of bool tensors (n, ...), (n,)."""
    return (a & b).flatten(1).sum(1) / (a | b).flatten(1).sum(1).clamp(min=1)


def slab(front: Tensor, back: Tensor, near: Tensor) -> Tensor:
    """What two depth maps alone fill of the volume, (n, SLICES, side / 2, side / 2) bool."""
    centres = LOW + (torch.arange(SLICES, device=front.device) + 0.5) * (HIGH - LOW) / SLICES
    halves = (F.interpolate(depth[:, None], scale_factor=0.5) for depth in (front, back))
    low, high = halves
    depths = centres[None, :, None, None]
    return (depths >= low) & (depths <= high) & near


def fitted(given: Tensor, truth: Tensor, mask: Tensor, tilt: bool = False) -> Tensor:
    """`given` with each picture's best scale and shift (and slope, if `tilt`), least squares."""
    side = mask.shape[-1]
    terms = [given, torch.ones_like(given)]
    if tilt:
        line = torch.linspace(-1, 1, side, device=mask.device)
        terms += [line[None, :, None].expand_as(given), line[None, None].expand_as(given)]
    known = torch.stack(terms, -1).flatten(1, 2).double()
    weighed = known * mask.flatten(1)[..., None]
    square = weighed.transpose(1, 2) @ known
    square = square + 1e-6 * torch.eye(len(terms), dtype=torch.double, device=mask.device)
    wanted = weighed.transpose(1, 2) @ truth.flatten(1)[..., None].double()
    best: Tensor = (known @ torch.linalg.solve(square, wanted)).float().view_as(given)
    return best


def measure(answer: Answer, batch: Batch) -> dict[str, Tensor]:
    """Figures of each scene, (n,): depths in per cent of the larger extent, angles in degrees."""
    mask = batch.mask.float()
    count = mask.sum((1, 2)).clamp(min=1)
    percent = 100 / extent(batch.mask).clamp(min=1e-3)

    def mean(values: Tensor) -> Tensor:
        return (values * mask).sum((1, 2)) / count

    def apart(a: Tensor, b: Tensor) -> Tensor:
        return torch.rad2deg(torch.acos((a * b).sum(1).clamp(-1, 1)))

    def off(name: str, tilt: bool) -> Tensor:
        """Error of a depth after the best fit to the truth."""
        truth = getattr(batch, name)
        return mean((fitted(getattr(answer, name), truth, mask, tilt) - truth).abs()) * percent

    near = F.max_pool2d(mask[:, None], 2) > 0
    truth = (batch.volume < 0) & near
    lens = (answer.camera[:, 1] - batch.get("half").log()).abs()
    return {
        "front": mean((answer.front - batch.front).abs()) * percent,
        "back": mean((answer.back - batch.back).abs()) * percent,
        "front_fit": off("front", False),
        "back_fit": off("back", False),
        "front_tilt": off("front", True),
        "back_tilt": off("back", True),
        "flat": mean(batch.front.abs()) * percent,
        "normal": mean(apart(answer.front_normal, batch.front_normal)),
        "back_normal": mean(apart(answer.back_normal, batch.back_normal)),
        "iou": overlap((answer.volume < 0) & near, truth),
        "iou_slab": overlap(slab(answer.front, answer.back, near), truth),
        "iou_true_slab": overlap(slab(batch.front, batch.back, near), truth),
        "cutout": overlap(answer.alpha > 0, batch.mask),
        "elevation": torch.rad2deg((answer.camera[:, 0] - batch.get("elevation")).abs()),
        "lens": 100 * (lens.exp() - 1),
    }


def usual(stage: Studio, count: int, share: int = HELD_OUT) -> Tensor:
    """Seeds of scenes as the prototype knew them, (count,) int64.

    On a pedestal, from the front (43 degrees to either side, 4 to 24 above), 18 to 30 degrees wide.
    """
    seeds = torch.arange(30 * count) + FIRST_SEED + 5 * 10**6
    _, scene = stage.write(seeds, share)
    x, y, half = (scene[:, AT[name]] for name in ("forward_x", "forward_y", "half"))
    around, above = torch.atan2(x, y), scene[:, AT["elevation"]]
    wide = torch.atan(half * 0.85 / 1.3)  # the grammar's first frame is wider than its lens
    good = (around.abs() < math.radians(43)) & (scene[:, AT["pedestal"]] > 0.05)
    good &= (above > math.radians(4)) & (above < math.radians(24)) & (scene[:, AT["shear"]] == 0)
    good &= (wide > math.radians(9)) & (wide < math.radians(15))
    return seeds[good.cpu()][:count]


@torch.no_grad()
def scores(
    network: nn.Module,
    stage: Studio,
    share: int,
    seeds: Tensor,
    clean: bool = False,
    patterned: float = 0.0,
) -> dict[str, Scores]:
    """Figures of fixed scenes by family; `clean` shows them in the plain look.

    Behind a share `patterned` of the others are wood, tiles, shelves and the like.
    """
    found: dict[str, Scores] = defaultdict(lambda: defaultdict(list))
    size = 32 if stage.cuda else 4
    random = torch.Generator(stage.device).manual_seed(1)
    for chosen in torch.split(seeds, size):
        batch = stage.batch(chosen, share)
        picture, shown = studio(batch), batch.valid
        if not clean:
            picture, shown = develop(batch, random, patterned)
        figures = {n: values.tolist() for n, values in measure(network(picture), batch).items()}
        figures["shown"] = shown.tolist()
        families, valid = batch.get("family").tolist(), batch.valid.tolist()
        for i in (i for i, good in enumerate(valid) if good):
            for name, values in figures.items():
                found[stage.names[int(families[i])]][name].append(values[i])
    return found


def summary(found: dict[str, Scores]) -> dict[str, float]:
    """Means over all scenes, the 90th percentile of the depths, and what shown figures have.

    Two pictures in a hundred are a mere backdrop (augment.EMPTY). Their depths count in the plain
    means, as they did in the first runs; `shown` leaves them out, and is the share of the others.
    """
    pooled: Scores = defaultdict(list)
    for figures in found.values():
        for name, values in figures.items():
            pooled[name] += values
    out = {name: sum(values) / len(values) for name, values in pooled.items()}
    fits = ("front_fit", "back_fit", "front_tilt", "back_tilt")
    for name in ("front", "back", "iou", "cutout", *fits):
        there = [v for v, shown in zip(pooled[name], pooled["shown"], strict=True) if shown]
        out[f"{name}_shown"] = sum(there) / max(len(there), 1)
        out[f"{name}_median"] = median(there or [0.0])
    for name in ("front", "back"):
        values = sorted(pooled[name])
        out[f"{name}_p90"] = values[int(0.9 * (len(values) - 1))]
    return {"scenes": len(pooled["front"]), **{k: round(v, 3) for k, v in out.items()}}


def evaluate(
    network: nn.Module, cuda: bool, count: int, side: int = SIDE, aimed: bool = True
) -> dict[str, object]:
    """All groups, each with its mean, and each family's.

    Weights until run 14 learned depths and elevations of cameras that look past the frame's
    middle: theirs are `aimed` false.
    """
    stage = Studio(cuda, side, tight=1.0, aimed=aimed)
    network.eval()
    seeds = torch.arange(count) + FIRST_SEED
    half = seeds[: count // 2]
    found = {
        "held_out": scores(network, stage, HELD_OUT, seeds),
        "trained": scores(network, stage, TRAINED, seeds),
    }
    for group, share in (("held_out", HELD_OUT), ("trained", TRAINED)):
        easy = usual(stage, count // 2, share)
        found[f"{group}_plain_look"] = scores(network, stage, share, half, clean=True)
        found[f"{group}_usual_view"] = scores(network, stage, share, easy, clean=True)
        found[f"{group}_patterned"] = scores(network, stage, share, half, patterned=1.0)
    named = sorted({**found["trained"], **found["held_out"]}.items())
    families = {name: summary({name: figures}) for name, figures in named}
    return {**{group: summary(figures) for group, figures in found.items()}, "families": families}


def main() -> None:
    """Reads the command line, writes evaluation.json and two sheets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=768)
    parser.add_argument("--aside", action="store_true", help="for weights until run 14")
    given = parser.parse_args()
    cuda = torch.cuda.is_available()
    network = Claynet().to("cuda" if cuda else "cpu")
    checkpoint.load_average(given.state, network)
    result = evaluate(network, cuda, given.count, aimed=not given.aside)
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "evaluation.json").write_text(json.dumps(result, indent=1))
    stage = Studio(cuda, tight=1.0, aimed=not given.aside)
    for name, share in (("held_out", HELD_OUT), ("trained", TRAINED)):
        sheet(network, stage, share, FIRST_SEED + 10**6).save(given.out / f"{name}.png")
    for name in (name for name in result if name != "families"):
        print(name, json.dumps(result[name]), flush=True)


if __name__ == "__main__":
    main()
