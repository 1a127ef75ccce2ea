"""Contact sheets: what the grammar draws, and what the network makes of it beside the truth.

python -m training.sheets --out sheet.png [--count 60] [--side 160]
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from training.augment import PATTERNED, develop, studio
from training.batches import SIDE, WIDER, Batch, Studio
from training.network import Answer


def image(rows: list[list[Tensor]]) -> Image.Image:
    """Tiles (3, side, side) in 0..1 as one picture."""
    whole = torch.cat([torch.cat(row, 2) for row in rows], 1).clamp(0, 1)
    return Image.fromarray((whole * 255).byte().permute(1, 2, 0).cpu().numpy())


def grey(values: Tensor, mask: Tensor) -> Tensor:
    """(side, side) as a tile, white outside the mask."""
    return torch.where(mask, values, torch.ones_like(values))[None].expand(3, -1, -1)


def depth(values: Tensor, mask: Tensor, low: float, high: float) -> Tensor:
    """Depth as a tile, the nearest light."""
    return grey(0.9 - 0.8 * (values - low) / max(high - low, 1e-3), mask)


def normal(values: Tensor, mask: Tensor) -> Tensor:
    """Normals (3, side, side) as colours."""
    return torch.where(mask, values * 0.5 + 0.5, torch.ones_like(values))


def row(picture: Tensor, answer: Answer, batch: Batch, i: int) -> list[Tensor]:
    """Picture, alpha, then given and true: normals, depth seen, depth behind, normals behind."""
    mask = batch.mask[i]
    low, high = float(batch.front[i].min()), float(batch.back[i].max())
    alpha = torch.sigmoid(answer.alpha[i])
    tiles = [picture[i], alpha[None].expand(3, -1, -1)]
    for given, true in (
        (answer.front_normal, batch.front_normal),
        (answer.back_normal, batch.back_normal),
    ):
        tiles += [normal(given[i], alpha > 0.5), normal(true[i], mask)]
    for given, true in ((answer.front, batch.front), (answer.back, batch.back)):
        tiles += [depth(given[i], alpha > 0.5, low, high), depth(true[i], mask, low, high)]
    return tiles


@torch.no_grad()
def sheet(
    network: nn.Module, stage: Studio, share: int, seed: int, count: int = 10, cell: int = 112
) -> Image.Image:
    """Rows of given beside true, for `count` scenes."""
    network.eval()
    batch = stage.batch(torch.arange(seed, seed + count), share)
    picture = develop(batch, torch.Generator(stage.device).manual_seed(seed))[0]
    answer = network(picture)
    rows = [row(picture, answer, batch, i) for i in range(count)]
    small = [[F.interpolate(t[None], size=(cell, cell), mode="area")[0] for t in r] for r in rows]
    return image(small)


def scenes(stage: Studio, count: int, seed: int, columns: int = 12) -> Image.Image:
    """Pictures of `count` scenes; each third in the plain look, the rest as training sees them."""
    tiles: list[Tensor] = []
    random = torch.Generator(stage.device).manual_seed(seed)
    for at in range(0, count, columns):
        batch = stage.batch(torch.arange(seed + at, seed + at + columns), WIDER)
        plain = at // columns % 3 == 0
        tiles += list(studio(batch) if plain else develop(batch, random, PATTERNED)[0])
    return image([tiles[at : at + columns] for at in range(0, len(tiles), columns)])


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--side", type=int, default=SIDE // 2)
    given = parser.parse_args()
    stage = Studio(torch.cuda.is_available(), given.side, tight=1.0)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    scenes(stage, given.count, given.seed).save(given.out)


if __name__ == "__main__":
    main()
