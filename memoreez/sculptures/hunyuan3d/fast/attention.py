"""Attention over rows that lie anywhere in one buffer: one launch for all sequences and heads.

The two branches of guidance, and several keepsakes at once, are sequences of different lengths.
Their pictures' rows lie together and their contexts' rows lie together, so that every product of
a layer is one product; a sequence is then two stretches of rows, which `Tiles` names. Nothing is
copied or padded, and one row may stand for many equal ones: its logits get + ln(repeats).
"""

# mypy: allow-untyped-defs, allow-incomplete-defs
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
import triton
import triton.language as tl
from torch import Tensor
from triton.tools.tensor_descriptor import TensorDescriptor

HEAD = 64  # channels of a head, in all networks of the family
ROWS = 64  # queries of a program: three programs of four warps on a Hopper multiprocessor
WARPS, STAGES = 4, 2
KEYS = {9: 128}  # keys read at a time, by the card's major number; more spill elsewhere
KEYS_ELSEWHERE = 64
GLUON = ("3.6.",)  # versions of Triton whose Gluon was tried; it is young
WASTE = 1.1  # how much longer than its share the last round of large programs may make it


@dataclass(frozen=True)
class Heads:
    """Where a head's channels begin in a row: `at` + head * `stride`."""

    rows: Tensor  # [rows, columns] fp16 or bf16
    at: int
    stride: int


@dataclass(frozen=True)
class Sequence:
    """One sequence: `latents` rows from `first`, then `context` rows from `second`."""

    first: int
    latents: int
    second: int = 0
    context: int = 0
    repeats: int = 1  # each context row stands for that many equal ones
    answers: bool = True  # False: nobody asks what the context's rows attend to


@dataclass(frozen=True)
class Tiles:
    """Where each program finds its queries and its keys."""

    heads: int
    rows: int  # queries of a program
    places: Tensor  # int32 [tiles, 6]: first query, how many, and the two stretches of keys
    biases: Tensor  # fp32 [tiles]: what is added to the logits (base 2) of the second stretch

    @classmethod
    def of(cls, sequences: list[Sequence], heads: int, device: torch.device) -> Tiles:
        """Each sequence looks at itself."""
        large, small = (_places(sequences, rows) for rows in (_large(device), ROWS))
        places = large if large and _fits(len(large) * heads, device) else small
        return cls(
            heads,
            ROWS if places is small else _large(device),
            torch.tensor([place for place, _ in places], dtype=torch.int32, device=device),
            torch.tensor([bias for _, bias in places], dtype=torch.float32, device=device),
        )

    @classmethod
    def looking(cls, queries: int, keys: int, heads: int, device: torch.device) -> Tiles:
        """All queries look at all keys."""
        height = _large(device) or ROWS
        rows = torch.arange(0, queries, height, dtype=torch.int32, device=device)
        places = rows.new_zeros(len(rows), 6)
        places[:, 0] = rows
        places[:, 1] = (queries - rows).clamp(max=height)
        places[:, 3] = keys
        return cls(heads, height, places, torch.zeros(len(rows), device=device))


def _places(sequences: list[Sequence], height: int) -> list[tuple[tuple[int, ...], float]]:
    """Tiles of `height` queries, the ones with many keys first."""
    found: list[tuple[tuple[int, ...], float]] = []
    for one in sorted(sequences, key=lambda s: -s.latents - s.context) if height else []:
        stretches = [(one.first, one.latents)]
        if one.answers:
            stretches.append((one.second, one.context))
        for start, count in stretches:
            for row in range(0, count, height):
                keys = (one.first, one.latents, one.second, one.context)
                place = (start + row, min(height, count - row), *keys)
                found.append((place, math.log2(one.repeats)))
    return found


def _fits(items: int, device: torch.device) -> bool:
    """Whether large programs, one to a multiprocessor, are all busy to the end, nearly."""
    rounds = items / torch.cuda.get_device_properties(device).multi_processor_count
    return math.ceil(rounds) <= WASTE * rounds


def _large(device: torch.device) -> int:
    """How many queries a program of `hopper.attend` takes; 0 where it cannot run."""
    if device.type != "cuda" or torch.cuda.get_device_capability(device) != (9, 0):
        return 0
    return 192 if triton.__version__.startswith(GLUON) else 0


def attend(query: Heads, key: Heads, value: Heads, out: Tensor, tiles: Tiles) -> None:
    """Writes softmax(q·k / 8) v of every tile into `out` [rows, heads * 64], in place."""
    scale = HEAD**-0.5 * math.log2(math.e)
    columns = [number for part in (query, key, value) for number in (part.at, part.stride)]
    rows = [part.rows for part in (query, key, value)]
    if tiles.rows != ROWS:
        from memoreez.sculptures.hunyuan3d.fast import hopper

        hopper.attend(rows, out, tiles.places, tiles.biases, columns, tiles.heads, scale)
        return
    keys = _keys(out.device)
    parts: Any = zip(rows, (ROWS, keys, keys), strict=True)
    _attend[(tiles.heads, len(tiles.places))](
        *(TensorDescriptor.from_tensor(part, [height, HEAD]) for part, height in parts),
        out, tiles.places, tiles.biases, *columns, out.stride(0), scale,
        ROWS=ROWS, KEYS=keys, HEAD=HEAD, num_warps=WARPS, num_stages=STAGES,
    )  # fmt: skip


def _keys(device: torch.device) -> int:
    if device.type != "cuda":
        return KEYS_ELSEWHERE
    return KEYS.get(torch.cuda.get_device_capability(device)[0], KEYS_ELSEWHERE)


@triton.jit
def _attend(
    queries, keys, values, out, places, biases,
    q_at, q_stride, k_at, k_stride, v_at, v_stride, out_stride, scale,
    ROWS: tl.constexpr, KEYS: tl.constexpr, HEAD: tl.constexpr,
):  # fmt: skip
    place = places + tl.program_id(1) * 6
    head = tl.program_id(0)
    row = tl.load(place)
    count = tl.load(place + 1)
    first = tl.load(place + 2)
    latents = tl.load(place + 3)
    second = tl.load(place + 4)
    context = tl.load(place + 5)
    bias = tl.load(biases + tl.program_id(1))
    k_column = k_at + head * k_stride
    v_column = v_at + head * v_stride

    q = queries.load([row, q_at + head * q_stride])
    top = tl.full([ROWS], -float("inf"), tl.float32)
    total = tl.zeros([ROWS], tl.float32)
    sums = tl.zeros([ROWS, HEAD], tl.float32)
    whole = first + latents // KEYS * KEYS
    for at in tl.range(first, whole, KEYS):
        k = keys.load([at, k_column])
        v = values.load([at, v_column])
        top, total, sums = _more(q, k, v, top, total, sums, scale, 0.0, KEYS, False, KEYS)
    if whole < first + latents:
        k = keys.load([whole, k_column])
        v = values.load([whole, v_column])
        left = first + latents - whole
        top, total, sums = _more(q, k, v, top, total, sums, scale, 0.0, left, True, KEYS)
    whole = second + context // KEYS * KEYS
    for at in tl.range(second, whole, KEYS):
        k = keys.load([at, k_column])
        v = values.load([at, v_column])
        top, total, sums = _more(q, k, v, top, total, sums, scale, bias, KEYS, False, KEYS)
    if whole < second + context:
        k = keys.load([whole, k_column])
        v = values.load([whole, v_column])
        left = second + context - whole
        top, total, sums = _more(q, k, v, top, total, sums, scale, bias, left, True, KEYS)

    answer = (sums / total[:, None]).to(out.dtype.element_ty)
    offsets = tl.arange(0, ROWS)
    to = out + (row + offsets).to(tl.int64)[:, None] * out_stride
    to += head * HEAD + tl.arange(0, HEAD)[None, :]
    tl.store(to, answer, mask=(offsets < count)[:, None])


@triton.jit
def _more(q, k, v, top, total, sums, scale, bias, left, MASKED: tl.constexpr, KEYS: tl.constexpr):
    """The running softmax with KEYS more keys, of which `left` count."""
    logits = tl.dot(q, k.T)
    if MASKED:
        logits = tl.where(tl.arange(0, KEYS)[None, :] < left, logits, -float("inf"))
    highest = tl.maximum(top, tl.max(logits, 1) * scale + bias)
    weights = tl.math.exp2(logits * scale - (highest - bias)[:, None])
    fade = tl.math.exp2(top - highest)
    total = total * fade + tl.sum(weights, 1)
    sums = tl.dot(weights.to(v.dtype), v, sums * fade[:, None])
    return highest, total, sums
