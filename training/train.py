"""Trains Claynet for a number of seconds, from a checkpoint folder or from nothing.

    python -m training.train --seconds 60 --state DIR                        one GPU, or the CPU
    torchrun --nproc_per_node 4 -m training.train --seconds 500 --state DIR  four GPUs

The learning rate falls in a straight line over the whole schedule; a run covers its part of it from
where the checkpoint stands (or from `--part`) to `--until`, both 0..1, by the clock, so that a run
ends when it should on any machine.
"""

import argparse
import json
import os
import time
from argparse import BooleanOptionalAction
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from training import checkpoint
from training.augment import lessons
from training.batches import SIDE, WIDER, Batch, Studio
from training.losses import losses, total
from training.network import Answer, Claynet, parameters

FIRST_SEED = 1_000_000  # seeds below belong to tests and pictures
AVERAGE = 0.999  # decay of the averaged weights per step
LATER = 5  # fresh batches until a scene is shown again


@dataclass(frozen=True)
class Options:
    """One run."""

    seconds: float
    state: Path
    until: float = 1.0
    part: float | None = None  # begin here in the schedule, not where the checkpoint stands
    batch: int = 64
    rate: float = 2e-3
    steps: int = 10**9
    side: int = SIDE
    compiled: bool = True
    every: int = 100  # steps between log lines
    shows: int = 2  # times that each scene is shown, every second time mirrored
    half: bool = torch.cuda.is_available()  # bfloat16; few processors are faster with it
    average: float = AVERAGE


@dataclass(frozen=True)
class Place:
    """This process among those that train together."""

    rank: int
    world: int
    device: torch.device


def join() -> Place:
    """Takes this process's place, as torchrun set it up; alone without torchrun."""
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)) if cuda else 0)
    device = device if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if world > 1:
        dist.init_process_group("nccl" if cuda else "gloo")
    return Place(rank, world, device)


def fresh(studio: Studio, options: Options, place: Place, images: int) -> Iterator[Batch]:
    """Fresh scenes for ever; `images` have been seen before, no scene of theirs comes again."""
    at = FIRST_SEED + images + place.rank * options.batch
    while True:
        yield studio.batch(torch.arange(at, at + options.batch), WIDER)
        at += place.world * options.batch


def ahead(batches: Iterator[Batch], place: Place) -> Iterator[Batch]:
    """The same batches, each traced on a stream of its own while the one before it is learned."""
    if place.device.type != "cuda":
        yield from batches
        return
    side = torch.cuda.Stream()  # type: ignore[no-untyped-call]

    def draw() -> tuple[Batch, torch.cuda.Event]:
        with torch.cuda.stream(side):
            return next(batches), side.record_event()

    coming = draw()
    while True:
        (batch, traced), coming = coming, draw()
        here = torch.cuda.current_stream()
        here.wait_event(traced)
        for part in vars(batch).values():
            if part.is_cuda:
                part.record_stream(here)
        yield batch


def stream(studio: Studio, options: Options, place: Place, images: int) -> Iterator[Batch]:
    """Fresh scenes, each shown again some steps later, every other time mirrored."""
    kept: deque[Batch] = deque(maxlen=LATER * (options.shows - 1) + 1)
    for batch in ahead(fresh(studio, options, place, images), place):
        kept.append(batch)
        for again in range(options.shows):
            shown = kept[-min(LATER * again + 1, len(kept))]
            yield shown.mirrored() if again % 2 else shown


def rate_at(options: Options, part: float, steps: int, since: int) -> float:
    """A straight line down to a hundredth, with a rise at the start of training and each run."""
    rise = min(1.0, (steps + 1) / 500, (since + 1) / 60)
    return options.rate * rise * max(0.01, 1 - part)


class Trainer:
    """The network, its average and its optimizer, on this process's device."""

    def __init__(self, options: Options, place: Place) -> None:
        torch.manual_seed(0)
        self.options, self.place = options, place
        self.network = Claynet().to(place.device)
        cuda = place.device.type == "cuda"
        if options.half:
            self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = [t.clone() for t in checkpoint.floats(self.network)]
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), options.rate, (0.9, 0.99), weight_decay=0.02, fused=cuda
        )
        self.progress = checkpoint.load(options.state, self.network, self.average, self.optimizer)
        self.model: nn.Module = self.network
        self.losses = losses
        if options.compiled:
            self.model = torch.compile(self.network)  # type: ignore[assignment]
            self.losses = torch.compile(losses)
        if place.world > 1:
            self.model = DistributedDataParallel(self.model, broadcast_buffers=False)
        self.random = torch.Generator(place.device)
        self.random.manual_seed(self.progress.steps * place.world + place.rank)

    def answer(self, picture: Tensor) -> Answer:
        """What the network says, in single precision, one plane after the other."""
        with torch.autocast(self.place.device.type, torch.bfloat16, enabled=self.options.half):
            parts = self.model(picture)
        plane = torch.contiguous_format
        return Answer(*(part.to(torch.float32, memory_format=plane) for part in parts))

    def step(self, batch: Batch, rate: float) -> dict[str, Tensor]:
        """One descent; returns the parts of the loss."""
        with torch.no_grad():
            picture, shown = lessons(batch, self.random)
            if self.options.half:
                picture = picture.contiguous(memory_format=torch.channels_last)
        parts = self.losses(self.answer(picture), batch, shown)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(total(parts))
        for p in self.network.parameters():
            if p.grad is not None:
                p.grad.nan_to_num_(0.0, 0.0, 0.0)
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.step()
        self.progress.steps += 1
        self.progress.images += len(picture) * self.place.world
        self._follow()
        return parts

    def _follow(self) -> None:
        steps = self.progress.steps
        decay = min(self.options.average, steps / (steps + 20.0))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, checkpoint.floats(self.network), 1 - decay)

    def save(self) -> None:
        """Writes the checkpoint, from the first process only."""
        if self.place.rank == 0:
            state = self.options.state
            checkpoint.save(state, self.network, self.average, self.optimizer, self.progress)


def strayed(trainer: Trainer) -> float:
    """How far apart the processes' weights are: 0 unless something is wrong."""
    if trainer.place.world == 1:
        return 0.0
    most = torch.stack([p.detach().double().sum() for p in trainer.network.parameters()])
    least = -most
    for sums in (most, least):
        dist.all_reduce(sums, dist.ReduceOp.MAX)
    return float((most + least).max())


class Clock:
    """Seconds since the start, the same on every process: the first one's, read every ten steps."""

    def __init__(self, place: Place) -> None:
        self.place, self.start, self.elapsed = place, time.monotonic(), 0.0
        self.mark = (self.start, 0)

    def lap(self, images: int) -> float:
        """Images a second since the last lap."""
        (before, seen), now = self.mark, time.monotonic()
        self.mark = (now, images)
        return (images - seen) / (now - before) if seen else 0.0

    def read(self, since: int) -> float:
        if self.place.world == 1:
            self.elapsed = time.monotonic() - self.start
        elif since % 10 == 0:
            now = torch.tensor(time.monotonic() - self.start, device=self.place.device)
            dist.broadcast(now, 0)
            self.elapsed = float(now)
        return self.elapsed


def report(parts: dict[str, Tensor], trainer: Trainer, rate: float, speed: float) -> None:
    """One line of the log: a JSON object."""
    line = {"step": trainer.progress.steps, "images": trainer.progress.images}
    losses_now = {name: round(part.item(), 4) for name, part in parts.items()}
    numbers = {"part": round(trainer.progress.part, 4), "rate": rate, "images_s": round(speed)}
    print(json.dumps({**line, **numbers, **losses_now}), flush=True)


def run(trainer: Trainer, batches: Iterator[Batch]) -> None:
    """Learns until its time or steps are over."""
    options, place, progress = trainer.options, trainer.place, trainer.progress
    first = progress.part if options.part is None else options.part
    clock = Clock(place)
    for since, batch in enumerate(batches):
        elapsed = clock.read(since)
        if elapsed > options.seconds or since >= options.steps:
            break
        progress.part = first + (options.until - first) * min(1, elapsed / options.seconds)
        rate = rate_at(options, progress.part, progress.steps, since)
        parts = trainer.step(batch, rate)
        if place.rank == 0 and ((since + 1) % options.every == 0 or since in (0, 9)):
            report(parts, trainer, rate, clock.lap(progress.images))
    progress.part = options.until


def train(options: Options, place: Place) -> Trainer:
    """Runs until its time or steps are over and saves."""
    cuda = place.device.type == "cuda"
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    studio = Studio(cuda, options.side)
    learning = torch.cuda.Stream(priority=-1) if cuda else None  # type: ignore[no-untyped-call]
    with torch.cuda.stream(learning):  # what learns comes before what traces
        trainer = Trainer(options, place)
        run(trainer, stream(studio, options, place, trainer.progress.images))
    if cuda:
        torch.cuda.synchronize()
    trainer.save()
    return trainer


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--until", type=float, default=1.0)
    parser.add_argument("--part", type=float, default=None)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--side", type=int, default=SIDE, help="pixels; smaller ones teach faster")
    parser.add_argument("--shows", type=int, default=2, help="times that a scene is shown")
    parser.add_argument("--average", type=float, default=AVERAGE, help="less for short runs")
    parser.add_argument("--every", type=int, default=100, help="steps between lines of the log")
    parser.add_argument("--half", action=BooleanOptionalAction, default=torch.cuda.is_available())
    parser.add_argument(
        "--plain", dest="compiled", action="store_false", help="do not compile the network"
    )
    options = Options(**vars(parser.parse_args()))
    place = join()
    trainer = train(options, place)
    apart = strayed(trainer)
    if place.rank == 0:
        count = parameters(trainer.network) / 1e6
        print(f"{count:.2f} million parameters, {trainer.progress}, {apart} apart", flush=True)
    if place.world > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
