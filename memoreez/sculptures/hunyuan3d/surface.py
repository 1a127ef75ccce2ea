"""Marching cubes in torch: the same few lines on the processor and on the card.

Vertices are shared: there is one on each edge of the lattice that the surface crosses, and it is
found by that edge's number. A sample that equals the level counts as outside, as if the level were
a shade higher, and no vertex lies on a node: so no triangle is degenerate, and none is missing.
"""

from __future__ import annotations

import torch
from torch import Tensor

from memoreez.sculptures.hunyuan3d import cases
from memoreez.sculptures.hunyuan3d.fields import FieldError, Volume

_NEAREST = 1 / 1024  # of a cell: how near to a node a vertex may lie


@torch.inference_mode()
def surface(volume: Volume, level: float = 0.0, *, compat: bool = False) -> tuple[Tensor, Tensor]:
    """The surface at `level`: vertices (v, 3) float32 in the lattice's units, faces (f, 3) int32.

    Closed: the lattice's outermost nodes count as outside. Faces are anticlockwise as seen from
    outside. `compat` gives the reference's mesh instead: open at the bounds, and scaled by
    R / (R + 1) towards the lowest corner. Raises FieldError where there is no surface, or a
    part of it is not known.
    """
    inside = volume.values > level
    if not compat:
        _shut(inside)
    edges, ends = _crossings(inside)
    if not len(edges):
        raise FieldError(
            f"The field never crosses the level {level:g}, so there is no surface; "
            "sculpt with another seed, or look whether the cutout is empty."
        )
    return _vertices(volume, edges, ends, level, compat), _faces(inside, edges)


def _shut(inside: Tensor) -> None:
    for axis in range(3):
        inside.select(axis, 0).fill_(False)
        inside.select(axis, -1).fill_(False)


def _crossings(inside: Tensor) -> tuple[Tensor, Tensor]:
    """Where the surface crosses: edges' numbers (v,), ascending, and their two nodes (v, 2).

    The edge from a node along axis a has the number a * (count of nodes) + node.
    """
    numbers, ends = [], []
    for axis in range(3):
        last = inside.shape[axis] - 1
        crossed = torch.zeros_like(inside)
        torch.logical_xor(
            inside.narrow(axis, 0, last),
            inside.narrow(axis, 1, last),
            out=crossed.narrow(axis, 0, last),
        )
        nodes = crossed.view(-1).nonzero().squeeze(1)
        numbers.append(nodes + axis * inside.numel())
        ends.append(torch.stack([nodes, nodes + inside.stride(axis)], 1))
    return torch.cat(numbers), torch.cat(ends)


def _vertices(volume: Volume, edges: Tensor, ends: Tensor, level: float, compat: bool) -> Tensor:
    """Where the field equals the level along each crossed edge, (v, 3) float32.

    That is half way where the lattice ends inside the solid.
    """
    lattice = volume.lattice
    low, high = volume.values.reshape(-1)[ends].unbind(1)
    crosses = (low > level) != (high > level)
    if bool((crosses & ~(high - low).isfinite()).any()):
        raise FieldError(
            f"The field is not known where it crosses the level {level:g}; "
            "sample it for the level at which its surface is made."
        )
    share = torch.where(crosses, (level - low) / (high - low), 0.5)
    if not compat:
        share = share.clamp(_NEAREST, 1 - _NEAREST)
    places = torch.stack(lattice.split(ends[:, 0]), 1).to(torch.float32)
    axes = (edges // lattice.side**3)[:, None]
    places.scatter_add_(1, axes, share[:, None])
    cells = lattice.resolution + 1 if compat else lattice.resolution
    return places * (2 * lattice.bound / cells) - lattice.bound


def _faces(inside: Tensor, edges: Tensor) -> Tensor:
    """The triangles of every cell that the surface passes, (f, 3) int32."""
    device = inside.device
    table, counts = (torch.from_numpy(part).to(device) for part in cases.triangles())
    cells, case = _passed(inside)
    slots = torch.arange(table.shape[1], device=device) < counts[case][:, None]  # (n, 5)
    cell, slot = slots.nonzero(as_tuple=True)
    local = table[case[cell], slot].long()  # (f, 3) edges 0..11
    start = torch.tensor(_offsets(inside), device=device)
    return torch.searchsorted(edges, start[local] + cells[cell, None]).to(torch.int32)


def _passed(inside: Tensor) -> tuple[Tensor, Tensor]:
    """The cells that have corners on both sides: their lowest nodes (n,) and their cases (n,)."""
    last = len(inside) - 1
    case = torch.zeros_like(inside, dtype=torch.uint8)
    corner_of = case[:last, :last, :last]
    for corner in range(8):
        x, y, z = corner >> 2, corner >> 1 & 1, corner & 1
        part = inside[x : x + last, y : y + last, z : z + last]
        corner_of |= part.to(torch.uint8) << corner
    flat = case.view(-1)
    cells = ((flat > 0) & (flat < 255)).nonzero().squeeze(1)
    return cells, flat[cells].long()


def _offsets(inside: Tensor) -> list[int]:
    """What to add to a cell's lowest node for the number of each of its twelve edges."""
    steps = inside.stride()
    return [
        edge // 4 * inside.numel()
        + sum(step for step, bit in zip(steps, cases.STEPS, strict=True) if low & bit)
        for edge, (low, _) in enumerate(cases.EDGES)
    ]
