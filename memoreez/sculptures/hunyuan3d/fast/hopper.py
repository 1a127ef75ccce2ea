"""The attention of `attention.py` for Hopper cards, where the tensor cores wait for the softmax.

One warp fetches keys and values; three groups of four warps take 64 queries each and share what it
fetched. While a group works out the weights of one block of keys, its product of the block before
runs, and so do the other groups'. Each multiprocessor has one program, which takes one item (192
queries of one head) after the other, the long ones first. Written in Gluon, Triton's lower level.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs
from __future__ import annotations

import torch
from torch import Tensor
from triton.experimental import gluon
from triton.experimental.gluon import language as gl
from triton.experimental.gluon.language.nvidia.hopper import (
    fence_async_shared,
    mbarrier,
    tma,
    warpgroup_mma,
    warpgroup_mma_wait,
)
from triton.experimental.gluon.nvidia.hopper import TensorDescriptor

KEYS = 128  # keys of a block
STAGES = 2  # blocks on their way
REGISTERS, REGISTERS_FETCH = 160, 24  # a thread; together what a multiprocessor has


def attend(
    rows: list[Tensor],
    out: Tensor,
    places: Tensor,
    biases: Tensor,
    columns: list[int],
    heads: int,
    scale: float,
) -> None:
    """As `attention.attend`: the rows of queries, keys and values; their heads' places, strides."""
    kind = {torch.float16: gl.float16, torch.bfloat16: gl.bfloat16}[out.dtype]
    parts = [
        TensorDescriptor.from_tensor(
            part, [height, 64], gl.NVMMASharedLayout.get_default_for([height, 64], kind)
        )
        for part, height in zip(rows, (64, KEYS, KEYS), strict=True)
    ]
    items = len(places) * heads
    programs = torch.cuda.get_device_properties(out.device).multi_processor_count
    _attend[(min(items, programs),)](
        *parts, out, places, biases, *columns, out.stride(0), scale, items, heads,
        KEYS=KEYS, HEAD=64, STAGES=STAGES, REGISTERS=REGISTERS, FETCH=REGISTERS_FETCH, num_warps=4,
    )  # fmt: skip


@gluon.jit
def _attend(
    queries, keys, values, out, places, biases,
    q_at, q_stride, k_at, k_stride, v_at, v_stride, out_stride, scale, items, heads,
    KEYS: gl.constexpr, HEAD: gl.constexpr, STAGES: gl.constexpr,
    REGISTERS: gl.constexpr, FETCH: gl.constexpr,
):  # fmt: skip
    dtype: gl.constexpr = queries.dtype
    q = gl.allocate_shared_memory(dtype, [3, 64, HEAD], queries.layout)
    k = gl.allocate_shared_memory(dtype, [STAGES, KEYS, HEAD], keys.layout)
    v = gl.allocate_shared_memory(dtype, [STAGES, KEYS, HEAD], values.layout)
    q_full = gl.allocate_shared_memory(gl.int64, [1], mbarrier.MBarrierLayout())
    q_empty = gl.allocate_shared_memory(gl.int64, [1], mbarrier.MBarrierLayout())
    k_full = gl.allocate_shared_memory(gl.int64, [STAGES, 1], mbarrier.MBarrierLayout())
    k_empty = gl.allocate_shared_memory(gl.int64, [STAGES, 1], mbarrier.MBarrierLayout())
    v_full = gl.allocate_shared_memory(gl.int64, [STAGES, 1], mbarrier.MBarrierLayout())
    v_empty = gl.allocate_shared_memory(gl.int64, [STAGES, 1], mbarrier.MBarrierLayout())
    mbarrier.init(q_full, count=1)
    mbarrier.init(q_empty, count=3)
    for stage in gl.static_range(STAGES):
        mbarrier.init(k_full.index(stage), count=1)
        mbarrier.init(k_empty.index(stage), count=3)
        mbarrier.init(v_full.index(stage), count=1)
        mbarrier.init(v_empty.index(stage), count=3)
    fence_async_shared()
    work = (places, items, heads)
    full, empty = (q_full, k_full, v_full), (q_empty, k_empty, v_empty)
    columns = (q_at, q_stride, k_at, k_stride, v_at, v_stride)
    gl.warp_specialize(
        [
            (_group, (0, q, k, v, full, empty, out, out_stride, biases, scale, work)),
            (_group, (1, q, k, v, full, empty, out, out_stride, biases, scale, work)),
            (_group, (2, q, k, v, full, empty, out, out_stride, biases, scale, work)),
            (_fetch, (queries, keys, values, q, k, v, full, empty, columns, work)),
        ],
        [4, 4, 1],
        [REGISTERS, REGISTERS, FETCH],
    )


@gluon.jit
def _fetch(queries, keys, values, q, k, v, full, empty, columns, work):
    """Brings an item's queries, and all its keys and values block by block."""
    STAGES: gl.constexpr = k.shape[0]
    KEYS: gl.constexpr = k.shape[1]
    places, items, heads = work
    q_full, k_full, v_full = full
    q_empty, k_empty, v_empty = empty
    q_at, q_stride, k_at, k_stride, v_at, v_stride = columns
    block, done = 0, 0  # counted by hand: no enumerate in a kernel
    for item in range(gl.program_id(0), items, gl.num_programs(0)):
        place = places + item // heads * 6
        head = item % heads
        row = gl.load(place)
        first = gl.load(place + 2)
        second = gl.load(place + 4)
        blocks = (gl.load(place + 3) + KEYS - 1) // KEYS
        count = blocks + (gl.load(place + 5) + KEYS - 1) // KEYS
        mbarrier.wait(q_empty, (done & 1) ^ 1)
        mbarrier.expect(q_full, 3 * queries.block_type.nbytes)
        for group in gl.static_range(3):
            tma.async_copy_global_to_shared(
                queries, [row + group * 64, q_at + head * q_stride], q_full, q.index(group)
            )
        for t in range(count):
            slot = block % STAGES
            phase = ((block // STAGES) & 1) ^ 1
            at = gl.where(t < blocks, first + t * KEYS, second + (t - blocks) * KEYS)
            mbarrier.wait(k_empty.index(slot), phase)
            mbarrier.expect(k_full.index(slot), keys.block_type.nbytes)
            tma.async_copy_global_to_shared(
                keys, [at, k_at + head * k_stride], k_full.index(slot), k.index(slot)
            )
            mbarrier.wait(v_empty.index(slot), phase)
            mbarrier.expect(v_full.index(slot), values.block_type.nbytes)
            tma.async_copy_global_to_shared(
                values, [at, v_at + head * v_stride], v_full.index(slot), v.index(slot)
            )
            block += 1
        done += 1  # noqa: SIM113


@gluon.jit
def _group(which: gl.constexpr, q, k, v, full, empty, out, out_stride, biases, scale, work):
    """Works out 64 queries of every item that is this program's."""
    HEAD: gl.constexpr = k.shape[2]
    layout: gl.constexpr = gl.NVMMADistributedLayout([3, 0], [4, 1], [16, HEAD, 16])
    places, items, heads = work
    mine = q.index(which)
    offsets = which * 64 + gl.arange(0, 64, gl.SliceLayout(1, layout))
    channel = gl.arange(0, HEAD, gl.SliceLayout(0, layout))
    block, done = 0, 0  # counted by hand: no enumerate in a kernel
    for item in range(gl.program_id(0), items, gl.num_programs(0)):
        place = places + item // heads * 6
        row = gl.load(place)
        rows = gl.load(place + 1)
        latents = gl.load(place + 3)
        context = gl.load(place + 5)
        bias = gl.load(biases + item // heads)
        stretches = (latents, context, bias)
        answer, block = _look(mine, k, v, full, empty, block, done, stretches, scale, layout)
        done += 1  # noqa: SIM113
        to = gl.expand_dims((row + offsets).to(gl.int64) * out_stride, 1)
        to += gl.expand_dims(item % heads * HEAD + channel, 0)
        gl.store(out + to, answer.to(q.dtype), mask=gl.expand_dims(offsets < rows, 1))


@gluon.jit
def _look(mine, k, v, full, empty, block, done, stretches, scale, layout: gl.constexpr):
    """What the queries `mine` see in all keys of an item; and the number of the next block."""
    STAGES: gl.constexpr = k.shape[0]
    KEYS: gl.constexpr = k.shape[1]
    HEAD: gl.constexpr = k.shape[2]
    logits_layout: gl.constexpr = gl.NVMMADistributedLayout([3, 0], [4, 1], [16, KEYS, 16])
    weights_layout: gl.constexpr = gl.DotOperandLayout(0, layout, 2)
    q_full, k_full, v_full = full
    q_empty, k_empty, v_empty = empty
    count = (stretches[0] + KEYS - 1) // KEYS + (stretches[1] + KEYS - 1) // KEYS
    nothing = gl.zeros([64, KEYS], gl.float32, logits_layout)
    top = gl.full([64], -float("inf"), gl.float32, gl.SliceLayout(1, logits_layout))
    total = gl.zeros([64], gl.float32, gl.SliceLayout(1, logits_layout))
    sums = gl.zeros([64, HEAD], gl.float32, layout)

    mbarrier.wait(q_full, done & 1)
    slot = block % STAGES
    mbarrier.wait(k_full.index(slot), (block // STAGES) & 1)
    logits = warpgroup_mma(mine, k.index(slot).permute((1, 0)), nothing, use_acc=False)
    mbarrier.arrive(k_empty.index(slot), count=1)
    weights, fade, top, total = _weigh(logits, top, total, scale, 0, stretches, KEYS)
    p = gl.convert_layout(weights.to(mine.dtype), weights_layout)
    for t in range(1, count):
        before = block % STAGES
        phase = (block // STAGES) & 1
        block += 1
        slot = block % STAGES
        mbarrier.wait(k_full.index(slot), (block // STAGES) & 1)
        next_keys = k.index(slot).permute((1, 0))
        coming = warpgroup_mma(mine, next_keys, nothing, use_acc=False, is_async=True)
        mbarrier.wait(v_full.index(before), phase)
        adding = warpgroup_mma(p, v.index(before), sums, is_async=True)
        logits = warpgroup_mma_wait(1, deps=(coming,))
        mbarrier.arrive(k_empty.index(slot), count=1)
        weights, fade, top, total = _weigh(logits, top, total, scale, t, stretches, KEYS)
        sums = warpgroup_mma_wait(0, deps=(adding,))
        mbarrier.arrive(v_empty.index(before), count=1)
        sums *= gl.expand_dims(gl.convert_layout(fade, gl.SliceLayout(1, layout)), 1)
        p = gl.convert_layout(weights.to(mine.dtype), weights_layout)
    mbarrier.arrive(q_empty, count=1)
    mbarrier.wait(v_full.index(block % STAGES), (block // STAGES) & 1)
    sums = warpgroup_mma(p, v.index(block % STAGES), sums)
    mbarrier.arrive(v_empty.index(block % STAGES), count=1)
    total = gl.convert_layout(total, gl.SliceLayout(1, layout))
    return sums / gl.expand_dims(total, 1), block + 1


@gluon.jit
def _weigh(logits, top, total, scale, t, stretches, KEYS: gl.constexpr):
    """The running softmax with the block of keys `t`: weights, and what earlier sums fade by."""
    latents, context, bias = stretches
    blocks = (latents + KEYS - 1) // KEYS
    left = gl.where(t < blocks, latents - t * KEYS, context - (t - blocks) * KEYS)
    if left < KEYS:
        key = gl.arange(0, KEYS, gl.SliceLayout(0, logits.type.layout))
        logits = gl.where(gl.expand_dims(key, 0) < left, logits, -float("inf"))
    bias = gl.where(t < blocks, 0.0, bias)
    highest = gl.maximum(top, gl.max(logits, 1) * scale + bias)
    weights = gl.exp2(logits * scale - gl.expand_dims(highest - bias, 1))
    fade = gl.exp2(top - highest)
    return weights, fade, highest, total * fade + gl.sum(weights, 1)
