"""Times the stages of a training step on the device at hand, in pictures per second.

python -m training.measure [--side 320] [--batch 64] [--step] [--kernels] [--compiled]
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor

from training.augment import develop, lessons
from training.batches import SIDE, TRAINED, Batch, Studio
from training.losses import total
from training.train import Options, Trainer, join, stream


def speed(work: Callable[[int], object], n: int, rounds: int, cuda: bool) -> float:
    """Pictures per second of `work`, called twice to warm up and then `rounds` times."""
    begin = 0.0
    for i in range(rounds + 2):
        if i == 2:
            begin = _now(cuda)
        work(i)
    return rounds * n / (_now(cuda) - begin)


def _now(cuda: bool) -> float:
    if cuda:
        torch.cuda.synchronize()
    return time.perf_counter()


def generator(stage: Studio, n: int) -> dict[str, Callable[[int], object]]:
    """What makes a batch, piece by piece."""
    random = torch.Generator(stage.device).manual_seed(0)
    batch = stage.batch(torch.arange(n))
    prims, scene = stage.write(torch.arange(n))
    return {
        "written": lambda i: stage.write(torch.arange(i * n, (i + 1) * n)),
        "silhouettes": lambda _: stage.silhouettes(prims, scene),
        "traced": lambda i: stage.batch(torch.arange(i * n, (i + 1) * n)),
        "developed": lambda _: develop(batch, random),
        "lessons": lambda _: lessons(batch, random),
        "mirrored": lambda _: batch.mirrored(),
    }


def network(trainer: Trainer, batch: Batch) -> dict[str, Callable[[int], object]]:
    """What learns from a batch: each case does all that the case before it does, and more."""
    picture, shown = develop(batch, trainer.random)
    if picture.is_cuda:
        picture = picture.contiguous(memory_format=torch.channels_last)

    def loss() -> Tensor:
        return total(trainer.losses(trainer.answer(picture), batch, shown))

    def silent(_: int) -> None:
        with torch.no_grad():
            trainer.answer(picture)

    return {
        "forward": silent,
        "forward_kept": lambda _: trainer.answer(picture),
        "with_losses": lambda _: loss(),
        "with_backward": lambda _: torch.autograd.backward(loss()),
        "with_step": lambda _: trainer.step(batch, 1e-5),
    }


def kernels(work: Callable[[int], object]) -> str:
    """The kernels that take longest."""
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]) as profile:
        for i in range(3):
            work(i)
        torch.cuda.synchronize()
    table: str = profile.key_averages().table(
        sort_by="self_cuda_time_total", row_limit=40, max_name_column_width=70
    )
    columns = [line[:71] + line[-75:] for line in table.splitlines()]
    return "\n".join(columns)


def main() -> None:
    """Prints one JSON line of pictures per second; the numbers belong in the log of runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=int, default=SIDE)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--step", action="store_true", help="the network and a whole step too")
    parser.add_argument("--kernels", action="store_true", help="and which kernels it spends on")
    parser.add_argument("--compiled", action="store_true", help="compile the network")
    given = parser.parse_args()
    cuda, n = torch.cuda.is_available(), given.batch
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.benchmark = True
    stage = Studio(cuda, given.side)
    cases = generator(stage, n)
    if given.step:
        batch = stage.batch(torch.arange(n), TRAINED)
        options = Options(1, Path("nowhere"), batch=n, side=given.side, compiled=given.compiled)
        trainer = Trainer(options, join())
        batches = stream(stage, options, trainer.place, 0)
        cases |= network(trainer, batch)
        cases["whole_step"] = lambda _: trainer.step(next(batches), 1e-5)
    rounds = 6 if cuda else 1
    rates = {name: round(speed(work, n, rounds, cuda), 1) for name, work in cases.items()}
    print(json.dumps({**rates, "tracer_status": stage.lib.failure()}), flush=True)
    if given.kernels:
        print(kernels(cases["whole_step" if given.step else "traced"]), flush=True)


if __name__ == "__main__":
    main()
