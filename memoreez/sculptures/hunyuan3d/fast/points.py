"""The two ends of the decoder's way, each in one pass: a node's query, and its value."""

# mypy: allow-untyped-defs, allow-incomplete-defs
from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor, nn


def query(
    nodes: Tensor, side: int, rows: Tensor, shared: Tensor, norm: nn.LayerNorm | None,
    x: Tensor, q: Tensor, eps: float,
) -> None:  # fmt: skip
    """Writes what `geometry.Field.queries` gives: x and q, each [n, width]; q's heads are normed.

    `nodes` int32 [n]; `rows` fp32 [3 * side, 2 * width] and `shared` [width] are the tables.
    """
    count, width = x.shape
    weight, bias = (norm.weight, norm.bias) if norm else (shared, shared)
    block = 4
    _query[(triton.cdiv(count, block),)](
        nodes, rows, shared, weight, bias, x, q, count, side, eps, norm.eps if norm else 0.0,
        NORMED=norm is not None, ROWS=block, HEADS=width // 64, HEAD=64, num_warps=4,
    )  # fmt: skip


@triton.jit
def _query(
    nodes, rows, shared, weight, bias, x, q, count, side, eps, eps_head,
    NORMED: tl.constexpr, ROWS: tl.constexpr, HEADS: tl.constexpr, HEAD: tl.constexpr,
):  # fmt: skip
    width: tl.constexpr = HEADS * HEAD
    index = tl.program_id(0) * ROWS + tl.arange(0, ROWS)
    node = tl.load(nodes + index, mask=index < count, other=0)
    i, j, k = node // (side * side), node // side % side, node % side
    head = tl.arange(0, HEADS)[None, :, None]
    channel = tl.arange(0, HEAD)[None, None, :]
    column = head * HEAD + channel
    at_i = i[:, None, None] * (2 * width) + column
    at_j = (j + side)[:, None, None] * (2 * width) + column
    at_k = (k + 2 * side)[:, None, None] * (2 * width) + column
    v = tl.load(rows + at_i) + tl.load(rows + at_j) + tl.load(rows + at_k)
    to = index.to(tl.int64)[:, None, None] * width + column
    inside = (index < count)[:, None, None]
    tl.store(x + to, v.to(x.dtype.element_ty), mask=inside)
    v -= (tl.sum(tl.sum(v, 2), 1) / width)[:, None, None]
    deviation = tl.sqrt(tl.sum(tl.sum(v * v, 2), 1) / width + eps)[:, None, None]
    u = tl.load(rows + at_i + width) + tl.load(rows + at_j + width) + tl.load(rows + at_k + width)
    u = u / deviation + tl.load(shared + column)
    if NORMED:
        u -= (tl.sum(u, 2) / HEAD)[:, :, None]
        u *= tl.rsqrt(tl.sum(u * u, 2) / HEAD + eps_head)[:, :, None]
        u = u * tl.load(weight + channel).to(tl.float32) + tl.load(bias + channel).to(tl.float32)
    tl.store(q + to, u.to(q.dtype.element_ty), mask=inside)


def judge(x: Tensor, y: Tensor, norm: nn.LayerNorm, out: nn.Linear, values: Tensor) -> None:
    """values [n] fp32 = out(norm(x + y)), of x and y [n, width]."""
    count, width = x.shape
    block = 4
    _judge[(triton.cdiv(count, block),)](
        x, y, norm.weight, norm.bias, out.weight, out.bias, values, count, norm.eps,
        ROWS=block, WIDTH=width, num_warps=4,
    )  # fmt: skip


@triton.jit
def _judge(
    x, y, scale, shift, weight, bias, values, count, eps, ROWS: tl.constexpr, WIDTH: tl.constexpr
):
    row = tl.program_id(0) * ROWS + tl.arange(0, ROWS)
    column = tl.arange(0, WIDTH)[None, :]
    at = row.to(tl.int64)[:, None] * WIDTH + column
    inside = (row < count)[:, None]
    v = tl.load(x + at, mask=inside, other=0.0).to(tl.float32)
    v += tl.load(y + at, mask=inside, other=0.0).to(tl.float32)
    v -= (tl.sum(v, 1) / WIDTH)[:, None]
    v *= tl.rsqrt(tl.sum(v * v, 1) / WIDTH + eps)[:, None]
    v = v * tl.load(scale + column).to(tl.float32) + tl.load(shift + column).to(tl.float32)
    value = tl.sum(v * tl.load(weight + column).to(tl.float32), 1)
    tl.store(values + row, value + tl.load(bias).to(tl.float32), mask=row < count)


def sum_up(
    x: Tensor, inner: Tensor, weight: Tensor, folded: Tensor, bias: Tensor, values: Tensor
) -> None:
    """values [n] fp32 = weight·x + folded·gelu(inner) + bias: the small decoder's last products.

    `x` [n, width], `inner` [n, wide]; `weight`, `folded` and `bias` fp32.
    """
    count, width = x.shape
    block = 4
    _sum_up[(triton.cdiv(count, block),)](
        x, inner, weight, folded, bias, values, count,
        ROWS=block, WIDTH=width, WIDE=inner.shape[1], num_warps=4,
    )  # fmt: skip


@triton.jit
def _sum_up(
    x, inner, weight, folded, bias, values, count,
    ROWS: tl.constexpr, WIDTH: tl.constexpr, WIDE: tl.constexpr,
):  # fmt: skip
    row = tl.program_id(0) * ROWS + tl.arange(0, ROWS)
    inside = (row < count)[:, None]
    column = tl.arange(0, WIDTH)[None, :]
    at = row.to(tl.int64)[:, None]
    v = tl.load(x + at * WIDTH + column, mask=inside, other=0.0).to(tl.float32)
    value = tl.sum(v * tl.load(weight + column), 1)
    column = tl.arange(0, WIDE)[None, :]
    g = tl.load(inner + at * WIDE + column, mask=inside, other=0.0).to(tl.float32)
    g = 0.5 * g * (1 + tl.math.erf(g * 0.7071067811865476))
    value += tl.sum(g * tl.load(folded + column), 1)
    tl.store(values + row, value + tl.load(bias), mask=row < count)
