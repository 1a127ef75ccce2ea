"""A field on the nodes of a cube: all of them, or only those that the surface needs.

The field is positive inside. Asking the network for all 257^3 nodes takes a second on an H100, and
the surface touches one node in forty. So `coarse_to_fine` asks every fourth or eighth node first,
and then of the nodes between only those whose sign the known ones leave open: with L the field's
steepest slope nearby, a node at distance d of one with a value beyond L d has that one's sign.
Last, wherever the signs say that the surface passes, it asks every corner of the cell, until there
are no more such cells. The surface is then the dense one's, piece by piece: one that was met
anywhere is followed to its end, however thin. Only a piece that hangs free, and changes the sign
between the first nodes more steeply than any slope seen around it, can be missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from math import inf, nan, sqrt
from operator import and_, or_

import torch
from torch import Tensor
from torch.nn import functional

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d.variants import BOUND

CHUNK = 16384
_COARSEST = 48  # cells a side of the first look
_SLACK = 1.1  # how much steeper than between its nodes the field may be
_HASTE = 3  # cells that a surface is followed ahead, once it had to be

Sample = Callable[[Tensor], Tensor]  # nodes (n,) int32, at most a chunk -> values (n,)


class FieldError(ProviderError):
    """The network's field has no surface that can be made: it is not finite, or has one sign."""


@dataclass(frozen=True)
class Lattice:
    """The (R + 1)^3 nodes of the cube [-bound, bound]^3, numbered in C order: z runs fastest."""

    resolution: int
    bound: float = BOUND

    def __post_init__(self) -> None:
        if not 8 <= self.resolution <= 1024:
            raise FieldError(
                f"A field cannot be sampled in {self.resolution} cells a side; "
                "set octree to a number from 8 to 1024, 256 as a rule."
            )

    @property
    def side(self) -> int:
        """Nodes a side."""
        return self.resolution + 1

    def axis(self, device: torch.device | str = "cpu") -> Tensor:
        """Where the nodes lie along an axis, (side,) float32."""
        places = torch.arange(self.side, dtype=torch.float64) * (2 / self.resolution) - 1
        return (places * self.bound).to(torch.float32).to(device)

    def split(self, nodes: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The nodes' indices along x, y and z."""
        rows = nodes // self.side
        return rows // self.side, rows % self.side, nodes % self.side

    def points(self, nodes: Tensor) -> Tensor:
        """Where nodes lie, (n, 3) float32."""
        axis = self.axis(nodes.device)
        return torch.stack([axis[index] for index in self.split(nodes)], 1)


@dataclass(frozen=True, eq=False)
class Volume:
    """A field's values at the nodes of a lattice.

    values: (side, side, side) float32; +inf or -inf at nodes that were not asked because their
    cells lie all inside or all outside. queries: how many were. rounds: how often it was asked.
    """

    lattice: Lattice
    values: Tensor
    queries: int
    rounds: int


@torch.inference_mode()
def dense(
    lattice: Lattice, sample: Sample, *, device: torch.device | str, chunk: int = CHUNK
) -> Volume:
    """Every node's value. Raises FieldError where one is not finite."""
    count = lattice.side**3
    values = torch.empty(count, dtype=torch.float32, device=device)
    for start in range(0, count, chunk):
        stop = min(start + chunk, count)
        values[start:stop] = sample(torch.arange(start, stop, dtype=torch.int32, device=device))
    _check(values)
    return Volume(lattice, values.view((lattice.side,) * 3), count, 1)


@torch.inference_mode()
def coarse_to_fine(
    lattice: Lattice,
    sample: Sample,
    *,
    device: torch.device | str,
    level: float = 0.0,
    chunk: int = CHUNK,
) -> Volume:
    """The values of all nodes that the surface at `level` touches, and of few others.

    A resolution that is odd, or under 96, is sampled whole. Raises FieldError where a value is not
    finite.
    """
    stride = _stride(lattice.resolution)
    if stride == 1:
        return dense(lattice, sample, device=device, chunk=chunk)
    values = torch.full((lattice.resolution // stride + 1,) * 3, nan, device=device)
    queries, rounds = _ask(values, lattice, sample, chunk), 1
    while stride > 1:
        values, stride = _finer(values, stride, level), stride // 2
        queries, rounds = queries + _ask(values, lattice, sample, chunk), rounds + 1
    while asked := _ask(_open(values, level, rounds), lattice, sample, chunk):
        queries, rounds = queries + asked, rounds + 1
    return Volume(lattice, values, queries, rounds)


def _stride(resolution: int) -> int:
    """How many cells lie between the nodes of the first look."""
    fitting = [n for n in (2, 4, 8) if resolution % n == 0 and resolution // n >= _COARSEST]
    return max(fitting, default=1)


def _ask(values: Tensor, lattice: Lattice, sample: Sample, chunk: int) -> int:
    """Puts the field's value wherever NaN asks for it; returns how many were asked."""
    flat = values.view(-1)
    places = flat.isnan().nonzero().squeeze(1)
    if not len(places):
        return 0
    nodes = _nodes(places, len(values), lattice).to(torch.int32)
    found = torch.empty(len(nodes), dtype=torch.float32, device=nodes.device)
    for start in range(0, len(nodes), chunk):
        part = slice(start, start + chunk)
        found[part] = sample(nodes[part])
    _check(found)
    flat[places] = found
    return len(places)


def _nodes(places: Tensor, side: int, lattice: Lattice) -> Tensor:
    """The lattice's numbers of places in a grid of every second or fourth of its nodes."""
    stride = lattice.resolution // (side - 1)
    if stride == 1:
        return places
    i, j, k = Lattice(side - 1).split(places)
    return ((i * lattice.side + j) * lattice.side + k) * stride


def _check(values: Tensor) -> None:
    wrong = len(values) - int(values.isfinite().sum())
    if wrong:
        raise FieldError(
            f"{wrong} of {len(values)} values of the field are not finite numbers; "
            "the weights are damaged or overflow: load them anew, or set precision to fp32."
        )


def _finer(values: Tensor, stride: int, level: float) -> Tensor:
    """The grid with twice the cells a side: NaN asks for a value, +-inf is a sure sign.

    `certainty` is a value's distance from the level in steps of the slope: the sign holds that far
    around, in cells. A node between 2, 4 or 8 others is sqrt(1, 2 or 3) / 2 cells from each; if the
    grid is refined again, the nodes on its way there must be sure as well.
    """
    certainty = torch.nan_to_num(
        (values - level) / _slope(values), nan=0.0, posinf=inf, neginf=-inf
    )
    margin = sqrt(3) * (0.5 - 1 / stride)
    fine = values.new_empty((2 * len(values) - 1,) * 3)
    for odd in product((0, 1), repeat=3):
        part = fine[odd[0] :: 2, odd[1] :: 2, odd[2] :: 2]
        if not any(odd):
            part.copy_(values)
            continue
        strongest = _strongest(certainty, odd)
        sure = strongest.abs() > _SLACK * (sqrt(sum(odd)) / 2 + margin)
        part.copy_(torch.where(sure, torch.copysign(values.new_tensor(inf), strongest), nan))
    return fine


def _slope(values: Tensor) -> Tensor:
    """The steepest change over one cell, known around each node."""
    square = torch.zeros_like(values)
    for axis in range(3):
        step = torch.nan_to_num(values.diff(dim=axis).abs(), nan=0.0, posinf=0.0)
        pad = [0, 0, 0, 0, 0, 0]
        pad[4 - 2 * axis] = pad[5 - 2 * axis] = 1
        padded = functional.pad(step, pad)
        last = padded.shape[axis] - 1
        square += torch.maximum(padded.narrow(axis, 0, last), padded.narrow(axis, 1, last)) ** 2
    return functional.max_pool3d(square.sqrt()[None, None], 3, stride=1, padding=1)[0, 0]


def _strongest(certainty: Tensor, odd: tuple[int, ...]) -> Tensor:
    """Of the nodes that another lies between, the farthest from the level; with its sign."""
    for axis, between in enumerate(odd):
        if between:
            last = certainty.shape[axis] - 1
            one, other = certainty.narrow(axis, 0, last), certainty.narrow(axis, 1, last)
            certainty = torch.where(one.abs() > other.abs(), one, other)
    return certainty


def _open(values: Tensor, level: float, rounds: int) -> Tensor:
    """Makes NaN of what was never asked at the corners of cells that the surface passes."""
    inside, unknown = values > level, values.isinf()
    passed = _corners(inside, or_) & ~_corners(inside, and_)
    wanted = _around(passed) & unknown
    for _ in range(_HASTE if rounds > 4 else 0):
        wanted = _around(_corners(wanted, or_))
    return values.masked_fill_(wanted & unknown, nan)


def _corners(nodes: Tensor, join: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    """For each cell, its eight corners' truth values joined."""
    for axis in range(3):
        last = nodes.shape[axis] - 1
        nodes = join(nodes.narrow(axis, 0, last), nodes.narrow(axis, 1, last))
    return nodes


def _around(cells: Tensor) -> Tensor:
    """The nodes that are a corner of one of the cells."""
    for axis in range(3):
        size = list(cells.shape)
        size[axis] += 1
        nodes = cells.new_zeros(size)
        nodes.narrow(axis, 0, size[axis] - 1).copy_(cells)
        nodes.narrow(axis, 1, size[axis] - 1).logical_or_(cells)
        cells = nodes
    return cells
