"""The small steps between matrix products, each fused into one pass over memory.

`settle` ends a sublayer and begins the next: x += gate * y, then the norm of x that the next one
reads. `balance` norms queries and keys where they lie. `swish` is DINOv2's gated unit. Sums are
in fp32; rows are of one width; two kinds of rows (pictures', contexts') may have vectors of
their own. Everything is written in place or into a given buffer, so that it can be replayed.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs
from __future__ import annotations

import triton
import triton.language as tl
from torch import Tensor, nn

Vectors = tuple[Tensor, Tensor]  # those of rows before the split, those of rows from it on


def both(norm: nn.LayerNorm) -> tuple[Vectors, Vectors]:
    """A norm's scale and shift, the same for all rows."""
    return (norm.weight, norm.weight), (norm.bias, norm.bias)


def settle(
    x: Tensor,
    normed: Tensor | None,
    scale: Vectors | None = None,
    shift: Vectors | None = None,
    *,
    y: Tensor | None = None,
    gate: Vectors | None = None,
    split: int = -1,
    plus_one: bool = False,
    eps: float = 1e-6,
) -> None:
    """x += gate * y (no gate: x += y), then normed = LayerNorm(x) * scale + shift.

    `x`, `y`, `normed`: [rows, width], contiguous. `plus_one`: scale is 1 + what is given. Rows
    from `split` on take the second vectors. Without `normed`, only the sum is made.
    """
    rows, width = x.shape
    some = scale or gate or (x, x)
    scale, shift, gates = scale or some, shift or some, gate or some
    block = 4 if split % 4 == 0 or split < 0 else 1  # a program's rows are all of one kind
    _settle[(triton.cdiv(rows, block),)](
        x, x if y is None else y, x if normed is None else normed, *gates, *scale, *shift,
        rows, width, rows if split < 0 else split, eps,
        ADDS=y is not None, GATED=gate is not None, NORMS=normed is not None, PLUS_ONE=plus_one,
        ROWS=block, WIDTH=triton.next_power_of_2(width), num_warps=4,
    )  # fmt: skip


@triton.jit
def _settle(
    x, y, normed, gate_a, gate_b, scale_a, scale_b, shift_a, shift_b, rows, width, split, eps,
    ADDS: tl.constexpr, GATED: tl.constexpr, NORMS: tl.constexpr, PLUS_ONE: tl.constexpr,
    ROWS: tl.constexpr, WIDTH: tl.constexpr,
):  # fmt: skip
    start = tl.program_id(0) * ROWS
    row = start + tl.arange(0, ROWS)[:, None]
    column = tl.arange(0, WIDTH)[None, :]
    there = column < width
    inside = (row < rows) & there
    at = row.to(tl.int64) * width + column
    if start >= split:
        gate_a, scale_a, shift_a = gate_b, scale_b, shift_b
    v = tl.load(x + at, mask=inside, other=0.0).to(tl.float32)
    if ADDS:
        more = tl.load(y + at, mask=inside, other=0.0).to(tl.float32)
        if GATED:
            more *= tl.load(gate_a + column, mask=there, other=0.0).to(tl.float32)
        v = (v + more).to(x.dtype.element_ty)
        tl.store(x + at, v, mask=inside)
        v = v.to(tl.float32)
    if NORMS:
        v = tl.where(inside, v - (tl.sum(v, 1) / width)[:, None], 0.0)
        v *= tl.rsqrt(tl.sum(v * v, 1) / width + eps)[:, None]
        scale = tl.load(scale_a + column, mask=there, other=0.0).to(tl.float32)
        shift = tl.load(shift_a + column, mask=there, other=0.0).to(tl.float32)
        if PLUS_ONE:
            scale += 1.0
        tl.store(normed + at, (v * scale + shift).to(normed.dtype.element_ty), mask=inside)


def balance(
    rows: Tensor,
    places: tuple[int, int],
    stride: int,
    heads: int,
    scales: tuple[Vectors, Vectors],
    shifts: tuple[Vectors, Vectors] | None = None,
    *,
    split: int = -1,
    eps: float = 1e-6,
) -> None:
    """Norms each head's 64 channels in place: RMS by `scales`; with `shifts`, a LayerNorm.

    `rows` [count, columns]; queries' head h at column `places[0]` + h * `stride`, keys' at
    `places[1]` + the same; `scales` and `shifts` are the queries', then the keys'.
    """
    count = rows.shape[0]
    block = 8
    _balance[(triton.cdiv(count, block), 2)](
        rows, *scales[0], *scales[1], *(shifts or scales)[0], *(shifts or scales)[1],
        count, rows.stride(0), *places, stride, count if split < 0 else split, eps,
        CENTRED=shifts is not None, ROWS=block, HEADS=heads, HEAD=64, num_warps=4,
    )  # fmt: skip


@triton.jit
def _balance(
    rows, q_scale_a, q_scale_b, k_scale_a, k_scale_b, q_shift_a, q_shift_b, k_shift_a, k_shift_b,
    count, row_stride, q_at, k_at, stride, split, eps,
    CENTRED: tl.constexpr, ROWS: tl.constexpr, HEADS: tl.constexpr, HEAD: tl.constexpr,
):  # fmt: skip
    if tl.program_id(1) == 1:
        q_scale_a, q_scale_b, q_shift_a, q_shift_b = k_scale_a, k_scale_b, k_shift_a, k_shift_b
        q_at = k_at
    row = tl.program_id(0) * ROWS + tl.arange(0, ROWS)[:, None, None]
    head = tl.arange(0, HEADS)[None, :, None]
    channel = tl.arange(0, HEAD)[None, None, :]
    inside = row < count
    second = row >= split
    place = rows + row.to(tl.int64) * row_stride + q_at + head * stride + channel
    v = tl.load(place, mask=inside, other=0.0).to(tl.float32)
    if CENTRED:
        v -= (tl.sum(v, 2) / HEAD)[:, :, None]
    v *= tl.rsqrt(tl.sum(v * v, 2) / HEAD + eps)[:, :, None]
    v *= tl.load(tl.where(second, q_scale_b, q_scale_a) + channel).to(tl.float32)
    if CENTRED:
        v += tl.load(tl.where(second, q_shift_b, q_shift_a) + channel).to(tl.float32)
    tl.store(place, v.to(rows.dtype.element_ty), mask=inside)


def swish(both: Tensor, out: Tensor) -> None:
    """out [n, w] = silu(first half) * second half of `both` [n, 2w]."""
    block = 1024
    _swish[(both.shape[0], triton.cdiv(out.shape[1], block))](
        both, out, out.shape[1], BLOCK=block, num_warps=4
    )


@triton.jit
def _swish(both, out, width, BLOCK: tl.constexpr):
    row = tl.program_id(0).to(tl.int64)
    column = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    inside = column < width
    a = tl.load(both + row * 2 * width + column, mask=inside, other=0.0).to(tl.float32)
    b = tl.load(both + (row * 2 + 1) * width + column, mask=inside, other=0.0).to(tl.float32)
    a = (a * tl.sigmoid(a)).to(out.dtype.element_ty).to(tl.float32)
    tl.store(out + row * width + column, (a * b).to(out.dtype.element_ty), mask=inside)
