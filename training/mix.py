"""A point on the straight line between two weights: python -m training.mix OLD NEW SHARE OUT

A short run on new pictures costs a little of what the weights before it knew; halfway back they
know most of both (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). It holds only
for weights that one run apart lie close together, as a few hundred small steps leave them.
"""

import argparse
from pathlib import Path

import torch

from training import checkpoint
from training.network import Claynet


def mixed(old: bytes, new: bytes, share: float) -> bytes:
    """`share` of the new, the rest of the old, both as `average.f16` has them.

    Raises ValueError for a share outside 0..1, and for files of another network.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"the share of the new weights is {share}; take a number from 0 to 1")
    ends = []
    for raw in (old, new):
        numbers = checkpoint.floats(Claynet())
        checkpoint.restore(raw, numbers, torch.float16)
        ends.append(numbers)
    between = [torch.lerp(a, b, share) for a, b in zip(*ends, strict=True)]
    return checkpoint.flatten(between, torch.float16)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("share", type=float, help="of the new ones, 0 to 1")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    given.out.write_bytes(mixed(given.old.read_bytes(), given.new.read_bytes(), given.share))


if __name__ == "__main__":
    main()
