"""Each kernel of the fast stages does what a few lines of torch do.

They run where Triton can run them: on a CUDA card, or anywhere by TRITON_INTERPRET=1, which has to
be set before Triton is imported. Sizes fill no block; what must be written is NaN before.
"""

from __future__ import annotations

import importlib.util
import math
import os
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the engine's kernels need PyTorch")
CARD = torch.cuda.is_available()
if importlib.util.find_spec("triton") is None or not (CARD or os.environ.get("TRITON_INTERPRET")):
    pytest.skip("needs Triton, and a CUDA card or TRITON_INTERPRET=1", allow_module_level=True)

import kernels_in_torch as played  # noqa: E402

from memoreez.sculptures.hunyuan3d.fast import attention, narrow, norms, points  # noqa: E402
from memoreez.sculptures.hunyuan3d.fast.attention import Heads, Sequence, Tiles  # noqa: E402

pytestmark = pytest.mark.training
DEVICE, DTYPE = ("cuda", torch.float16) if CARD else ("cpu", torch.float32)
WITHIN = 2e-2 if CARD else 2e-5


def drawn(*shape: int, dtype: Any = DTYPE) -> Any:
    generator = torch.Generator().manual_seed(sum(shape))
    return torch.randn(shape, generator=generator).to(DEVICE, dtype)


def blank(*shape: int, dtype: Any = DTYPE) -> Any:
    return torch.full(shape, math.nan, device=DEVICE, dtype=dtype)


def near(ours: Any, theirs: Any, within: float = WITHIN) -> bool:
    """The error's norm as a share of what is compared with."""
    assert ours.isfinite().all()
    return bool((ours.double() - theirs.double()).norm() <= within * theirs.double().norm())


def vectors(width: int) -> tuple[Any, Any]:
    """Those of the rows before the split, and of the rows from it on."""
    return drawn(width), drawn(width + 1)[1:].clone()


@pytest.mark.parametrize("split", [-1, 8, 7])
@pytest.mark.parametrize(
    "parts", ["y gate norm", "y norm", "norm", "y gate"], ids=lambda parts: parts.replace(" ", "+")
)
def test_settle(split: int, parts: str) -> None:
    """A sum, a gated sum, a norm, and all of it at once; both kinds of rows."""
    x, y, width = drawn(13, 96), drawn(96, 13).T.contiguous(), 96
    how: dict[str, Any] = {"split": split, "eps": 1e-3}
    how |= {"y": y} if "y" in parts else {}
    how |= {"gate": vectors(width)} if "gate" in parts else {}
    norm = (vectors(width), vectors(width)[::-1]) if "norm" in parts else ()
    found = []
    for settle in (norms.settle, played.settle):
        total, normed = x.clone(), blank(13, 96) if norm else None
        settle(total, normed, *norm, **how, plus_one="gate" in parts)
        found.append((total, normed))
    assert near(found[0][0], found[1][0])
    assert not norm or near(found[0][1], found[1][1])


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("split", [-1, 8, 3])
def test_balance(split: int, centred: bool) -> None:
    """Queries and keys where they lie, side by side or head by head; values are left alone."""
    for places, stride in (((0, 128), 64), ((0, 64), 192)):
        scales = vectors(64), vectors(64)[::-1]
        shifts = scales[::-1]
        rows = drawn(11, 384)
        ours, theirs = rows.clone(), rows.clone()
        for balance, changed in ((norms.balance, ours), (played.balance, theirs)):
            balance(changed, places, stride, 2, scales, shifts if centred else None, split=split)
        assert near(ours, theirs) and not near(ours, rows, 0.1)
        kept = [at for at in range(384) if theirs[:, at].equal(rows[:, at])]
        assert len(kept) == 128 and ours[:, kept].equal(rows[:, kept])


def test_swish() -> None:
    """Of more channels than one program takes."""
    both, out = drawn(3, 2 * 1030), blank(3, 1030)
    wanted = torch.empty_like(out)
    norms.swish(both, out)
    played.swish(both, wanted)
    assert near(out, wanted)


@pytest.mark.parametrize("sequences", [
    [Sequence(0, 70)],
    [Sequence(0, 66, 132, 5), Sequence(66, 66, 137, 1, repeats=70)],
    [Sequence(0, 64, 64, 67, answers=False)],
], ids=["one", "two", "unanswered"])  # fmt: skip
def test_attend(sequences: list[Sequence]) -> None:
    """Two stretches of keys, one of which counts many times; rows that nobody asks about stay."""
    rows, tiles = drawn(138, 3 * 128), Tiles.of(sequences, 2, torch.device(DEVICE))
    heads = [Heads(rows, part * 128, 64) for part in range(3)]
    ours, theirs = (torch.full((138, 128), 7.0, device=DEVICE, dtype=DTYPE) for _ in range(2))
    attention.attend(*heads, ours, tiles)
    played.attend(*heads, theirs, tiles)
    assert near(ours, theirs)
    asked = sum(one.latents + one.context * one.answers for one in sequences)
    assert int((ours != 7).any(1).sum()) == asked


def test_points_look_at_all_tokens() -> None:
    """Queries of one buffer, keys and values of another."""
    heads = [Heads(drawn(count, 128), 0, 64) for count in (65, 70, 71)]
    heads[2] = Heads(drawn(70, 129)[:, :128].contiguous(), 0, 64)
    tiles, ours, theirs = (
        Tiles.looking(65, 70, 2, torch.device(DEVICE)),
        blank(65, 128),
        blank(65, 128),
    )
    attention.attend(*heads, ours, tiles)
    played.attend(*heads, theirs, tiles)
    assert near(ours, theirs)


@pytest.mark.parametrize("normed", [False, True])
def test_query(normed: bool) -> None:
    """Nodes in any order, the first and the last among them."""
    side, width = 9, 128
    nodes = torch.randperm(side**3, generator=torch.Generator().manual_seed(1))[:29]
    nodes[:2] = torch.tensor([0, side**3 - 1])
    nodes = nodes.to(torch.int32).to(DEVICE)
    rows, shared = (
        drawn(3 * side, 2 * width, dtype=torch.float32),
        drawn(width, dtype=torch.float32),
    )
    norm = torch.nn.LayerNorm(64, 1e-3, device=DEVICE, dtype=DTYPE) if normed else None
    for weight in norm.parameters() if norm else ():
        weight.data.normal_()
    found = [(blank(29, width), blank(29, width)) for _ in range(2)]
    with torch.inference_mode():
        for query, (x, q) in zip((points.query, played.query), found, strict=True):
            query(nodes, side, rows, shared, norm, x, q, 1e-3)
    assert near(found[0][0], found[1][0]) and near(found[0][1], found[1][1])


def test_values() -> None:
    """The large decoder's last norm and product, and the small one's last two products."""
    x, y, inner = drawn(13, 128), drawn(14, 128)[1:].clone(), drawn(13, 64)
    norm = torch.nn.LayerNorm(128, 1e-3, device=DEVICE, dtype=DTYPE)
    out = torch.nn.Linear(128, 1, device=DEVICE, dtype=DTYPE)
    norm.weight.data.normal_()
    weight, folded, bias = (drawn(size, dtype=torch.float32) for size in (128, 64, 1))
    for name, given in (("judge", (x, y, norm, out)), ("sum_up", (x, inner, weight, folded, bias))):
        ours, theirs = blank(13, dtype=torch.float32), blank(13, dtype=torch.float32)
        with torch.inference_mode():
            getattr(points, name)(*given, ours)
            getattr(played, name)(*given, theirs)
        assert near(ours, theirs), name


@pytest.mark.parametrize("parts", ["plain", "bent", "both"])
def test_float8(parts: str) -> None:
    """What is multiplied in float8, and its scale: a row of zeros too."""
    plain = drawn(5, 64) if parts != "bent" else None
    bent = drawn(5, 128) if parts != "plain" else None
    for part in (plain, bent):
        if part is not None:
            part[3] = 0
    found = []
    for take in (narrow.NarrowEvaluation._take, played.take):
        kept: Any = type("Kept", (), {})()
        kept.scales = blank(5, 1, dtype=torch.float32)
        kept.narrow = torch.zeros(5 * 192, device=DEVICE, dtype=torch.uint8).view(
            torch.float8_e4m3fn
        )
        found.append((take(kept, plain, bent).float(), kept.scales))
    (ours, scales), (theirs, wanted) = found
    there = wanted[:, 0] > 0  # of a row of zeros the scale is tiny, and not none
    assert near(scales[there], wanted[there]) and bool((scales > 0).all())
    assert not ours[~there].any()
    if not CARD:  # played on a processor, 127 is rounded to 64 instead of 128
        ours = torch.where(theirs.abs().log2() % 1 == 0, theirs, ours)
    assert near(ours[there], theirs[there], 0.01)
