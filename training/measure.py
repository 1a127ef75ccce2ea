"""Times the stages of a training step on the device at hand, in pictures per second.

python -m training.measure [--side 320] [--batch 64]
"""

import argparse
import json
import time
from collections.abc import Callable

import torch

from training.augment import develop
from training.batches import SIDE, Studio


def speed(work: Callable[[int], object], n: int, rounds: int, cuda: bool) -> float:
    """Pictures per second of `work`, called once to warm up and then `rounds` times."""
    begin = 0.0
    for i in range(rounds + 1):
        if i == 1:
            begin = _now(cuda)
        work(i)
    return rounds * n / (_now(cuda) - begin)


def _now(cuda: bool) -> float:
    if cuda:
        torch.cuda.synchronize()
    return time.perf_counter()


def main() -> None:
    """Prints one JSON line; the numbers belong in the log of runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=SIDE)
    parser.add_argument("--batch", type=int, default=64)
    given = parser.parse_args()
    cuda, n = torch.cuda.is_available(), given.batch
    stage = Studio(cuda, given.side)
    random = torch.Generator(stage.device).manual_seed(0)
    batch = stage.batch(torch.arange(n))
    cases: dict[str, Callable[[int], object]] = {
        "written": lambda i: stage.write(torch.arange(i * n, (i + 1) * n)),
        "traced": lambda i: stage.batch(torch.arange(i * n, (i + 1) * n)),
        "developed": lambda _: develop(batch, random),
        "mirrored": lambda _: batch.mirrored(),
    }
    rounds = 4 if cuda else 1
    rates = {name: round(speed(work, n, rounds, cuda)) for name, work in cases.items()}
    print(json.dumps({**rates, "tracer_status": stage.lib.failure()}), flush=True)


if __name__ == "__main__":
    main()
