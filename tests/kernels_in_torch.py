"""What the kernels of the fast stages do, in a few lines of torch each, to compare with."""

from __future__ import annotations

import itertools
import math
from typing import Any

import torch
from torch.nn import functional as F


def settle(x, normed, scale=None, shift=None, *, y=None, gate=None, split=-1, plus_one=False, eps=1e-6):  # fmt: skip # noqa: E501
    """norms.settle in torch."""
    second = torch.arange(len(x), device=x.device)[:, None] >= (len(x) if split < 0 else split)

    def of(pair):
        return torch.where(second, pair[1].float(), pair[0].float())

    if y is not None:
        x.copy_(x.float() + (of(gate) if gate else 1) * y.float())
    if normed is not None:
        factor = of(scale) + (1 if plus_one else 0)
        normed.copy_(F.layer_norm(x.float(), x.shape[1:], eps=eps) * factor + of(shift))


def balance(rows, places, stride, heads, scales, shifts=None, *, split=-1, eps=1e-6):
    """norms.balance in torch."""
    second = torch.arange(len(rows), device=rows.device)[:, None] >= (
        len(rows) if split < 0 else split
    )
    for kind, head in itertools.product((0, 1), range(heads)):
        part = rows[:, places[kind] + head * stride :][:, :64]
        v = part.float()
        v = F.layer_norm(v, (64,), eps=eps) if shifts else F.rms_norm(v, (64,), eps=eps)
        v = v * torch.where(second, scales[kind][1].float(), scales[kind][0].float())
        if shifts:
            v = v + torch.where(second, shifts[kind][1].float(), shifts[kind][0].float())
        part.copy_(v)


def swish(both, out):
    """norms.swish in torch."""
    a, b = both.float().chunk(2, dim=1)
    out.copy_(F.silu(a) * b)


def attend(query, key, value, out, tiles):
    """attention.attend in torch: tile by tile, as the kernel reads them."""
    for place, bias in zip(tiles.places.tolist(), tiles.biases.tolist(), strict=True):
        row, count, first, latents, second, context = place
        stretches = (range(first, first + latents), range(second, second + context))
        keys = torch.tensor([*stretches[0], *stretches[1]], device=out.device)
        weight = torch.tensor([0.0] * latents + [bias * math.log(2)] * context, device=out.device)
        for head in range(tiles.heads):
            q, k, v = (
                part.rows[:, part.at + head * part.stride :][:, :64].float()
                for part in (query, key, value)
            )
            logits = q[row : row + count] @ k[keys].T / 8 + weight
            out[row : row + count, head * 64 : head * 64 + 64] = logits.softmax(1) @ v[keys]


def query(nodes, side, rows, shared, norm, x, q, eps):
    """points.query in torch."""
    nodes = nodes.long()
    i, j, k = nodes // side**2, nodes // side % side, nodes % side
    both = rows[i] + rows[side + j] + rows[2 * side + k]
    plain, looks = both.chunk(2, dim=1)
    looks = looks / (plain.var(1, correction=0, keepdim=True) + eps).sqrt() + shared
    if norm is not None:
        looks = looks.unflatten(1, (-1, 64))
        weight, bias = norm.weight.float(), norm.bias.float()
        looks = F.layer_norm(looks, (64,), weight, bias, norm.eps).flatten(1)
    x.copy_(plain)
    q.copy_(looks)


def judge(x, y, norm, out, values):
    """points.judge in torch."""
    shape, weight, bias = x.shape[1:], norm.weight.float(), norm.bias.float()
    normed = F.layer_norm(x.float() + y.float(), shape, weight, bias, norm.eps)
    values.copy_(F.linear(normed, out.weight.float(), out.bias.float())[:, 0])


def sum_up(x, inner, weight, folded, bias, values):
    """points.sum_up in torch."""
    values.copy_(x.float() @ weight + F.gelu(inner.float()) @ folded + bias)


def take(self: Any, plain: Any, bent: Any = None) -> Any:
    """NarrowEvaluation._take in torch."""
    wide = [] if plain is None else [plain.float()]
    wide += [] if bent is None else [F.gelu(bent.float(), approximate="tanh")]
    both = torch.cat(wide, dim=1)
    scales = both.abs().amax(1, keepdim=True) / 448
    self.scales[: len(both)] = scales
    return (both / scales).to(torch.float8_e4m3fn)


def multiply(self: Any, taken: Any, rows: slice, layer: Any, out: Any) -> None:
    """NarrowEvaluation._times in torch."""
    a, b = taken[rows].float() * self.scales[rows], layer.weight.float() * layer.scale.T
    out[rows] = a @ b.T + layer.bias


PLAYED = {
    "norms": {"settle": settle, "balance": balance, "swish": swish},
    "attention": {"attend": attend},
    "points": {"query": query, "judge": judge, "sum_up": sum_up},
}
