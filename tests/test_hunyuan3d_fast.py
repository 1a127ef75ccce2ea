"""The fast stages give what the plain networks give.

Where the rows lie, what is gated and normed with what, is checked everywhere: without a CUDA card
the kernels are played by a few lines of torch, against which `test_hunyuan3d_kernels` checks them.
"""

from __future__ import annotations

import importlib
import importlib.util
import math
import sys
import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the engine's networks need PyTorch")
import kernels_in_torch as played  # noqa: E402

from memoreez.sculptures.hunyuan3d import fast, networks, stages  # noqa: E402
from memoreez.sculptures.hunyuan3d.fields import Lattice  # noqa: E402
from memoreez.sculptures.hunyuan3d.sampler import Sampler, UViTSampler  # noqa: E402
from memoreez.sculptures.hunyuan3d.variants import (  # noqa: E402
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    TransformerConfig,
    UViTConfig,
    Variant,
)

pytestmark = pytest.mark.training

HAS_TRITON = importlib.util.find_spec("triton") is not None
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
DTYPE = torch.float16 if DEVICE == "cuda" else torch.float32  # what the kernels are made for
WITHIN = 2e-2 if DEVICE == "cuda" else 2e-5
SMALL = {
    "dino": DinoConfig(width=128, heads=2, layers=2, mlp_width=256, grid=4),
    "transformer": TransformerConfig(16, 128, 128, 2, 256, double_blocks=2, single_blocks=2),
    "autoencoder": AutoencoderConfig(16, 128, 2, layers=2, mlp_width=256),
    "geometry": GeometryConfig(128, 2, context_width=128, mlp_width=256),
}


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The modules of `fast`, whose kernels are played in torch where there is no card."""
    if not HAS_TRITON:
        for name in ("triton", "triton.language", "triton.tools", "triton.tools.tensor_descriptor"):
            stub: Any = types.ModuleType(name)
            stub.jit, stub.TensorDescriptor = (lambda kernel: kernel), None
            monkeypatch.setitem(sys.modules, name, stub)
    names = ("attention", "norms", "points", "replay", "evaluation", "narrow", "encoder", "field",
             "sampler", "unfolder")  # fmt: skip
    modules = {name: importlib.import_module(f"{fast.__name__}.{name}") for name in names}
    if DEVICE == "cpu":
        for functions in played.PLAYED.values():
            for name, function in functions.items():
                for module in modules.values():
                    if hasattr(module, name):
                        monkeypatch.setattr(module, name, function)
    yield types.SimpleNamespace(**modules)
    for name in () if HAS_TRITON else names:  # what was imported with a stub must not stay
        del sys.modules[f"{fast.__name__}.{name}"]
        delattr(fast, name)


def made(seed: int = 0, **changes: Any) -> networks.Networks:
    """Small networks with lively random weights, also where ones and zeros are usual."""
    nets = networks.untrained(Variant("small", **{**SMALL, **changes}), DEVICE, DTYPE, seed)
    dice = torch.Generator(DEVICE).manual_seed(seed)
    for network in nets.named().values():
        for weight in network.parameters():
            more = torch.randn(weight.shape, generator=dice, device=DEVICE)
            weight.add_(more.to(DTYPE), alpha=0.1)
    return nets


def drawn(*shape: int) -> Any:
    generator = torch.Generator().manual_seed(sum(shape))
    return torch.randn(shape, generator=generator).to(DEVICE, DTYPE)


def near(ours: Any, theirs: Any, within: float = WITHIN) -> bool:
    """The error's norm as a share of what is compared with."""
    return bool((ours.double() - theirs.double()).norm() <= within * theirs.double().norm())


def test_the_encoder_gives_the_same_tokens(parts: Any) -> None:
    """Two pictures at once, whose tokens fill no block of queries or keys."""
    nets, pixels = made(), drawn(2, 3, 56, 56)
    with torch.inference_mode():
        assert near(parts.encoder.Encoder(nets.dino)(pixels), nets.dino(pixels))


def test_an_encoder_without_gates_too(parts: Any) -> None:
    """DINOv2 in other sizes than the giant has a plain MLP."""
    nets = made(dino=DinoConfig(width=128, heads=2, layers=2, mlp_width=256, gated=False, grid=4))
    pixels = drawn(1, 3, 56, 56)
    with torch.inference_mode():
        assert near(parts.encoder.Encoder(nets.dino)(pixels), nets.dino(pixels))


def test_the_unfolder_gives_the_same_tokens(parts: Any) -> None:
    """Heads lie one by one in this network; the second size makes new buffers."""
    nets = made()
    unfold = parts.unfolder.Unfolder(nets.autoencoder)
    for latents in (drawn(2, 96, 16), drawn(1, 40, 16)):
        with torch.inference_mode():
            assert near(unfold(latents), nets.autoencoder(latents))


@pytest.mark.parametrize("guided", [False, True])
def test_the_sampler_walks_the_same_way(parts: Any, guided: bool) -> None:
    """One and two keepsakes, pictures of other sizes, back to the first: all as the plain one."""
    config = TransformerConfig(16, 128, 128, 2, 256, 2, 2, guided)
    nets, times, told = made(transformer=config), (0.0, 0.2, 0.7, 1.0), []
    sample, plain = parts.sampler.Sampler(nets.transformer), Sampler(nets.transformer)
    for batch, tokens in ((1, 20), (2, 20), (1, 33), (1, 20)):
        noise, context = drawn(batch, 72, 16).float(), drawn(batch, tokens, 128)
        with torch.inference_mode():
            ours = sample(noise, context, times, 5.0, told.append)
            assert near(ours, plain(noise, context, times, 5.0), 5 * WITHIN)
    assert told == pytest.approx([1 / 3, 2 / 3, 1] * 4)
    assert len(sample.loops) == 2  # no more buffers than that


@pytest.mark.parametrize("guided", [False, True])
def test_float8_walks_nearly_the_same_way(
    parts: Any, guided: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every layer has its own narrow weights, and its rows their own scales."""
    config = TransformerConfig(16, 128, 128, 2, 256, 2, 2, guided)
    nets, times = made(transformer=config), (0.0, 0.2, 0.7, 1.0)
    noise, context = drawn(2, 72, 16).float(), drawn(2, 20, 128)
    narrow = parts.narrow
    if DEVICE == "cpu":  # what the card does, in torch
        monkeypatch.setattr(narrow.NarrowEvaluation, "_take", played.take)
        monkeypatch.setattr(narrow.NarrowEvaluation, "_times", played.multiply)
    with torch.inference_mode():
        ours = parts.sampler.Sampler(nets.transformer, narrow=True)(noise, context, times, 5.0)
        plain = Sampler(nets.transformer)(noise, context, times, 5.0)
    assert near(ours - noise, plain - noise, 0.3) and not near(ours, plain, 1e-4)


@pytest.mark.parametrize(
    "change", [{}, {"context_width": 256, "mlp_width": 128, "qk_norm": False, "ln_post": False}]
)
def test_the_field_has_the_same_values(parts: Any, change: dict[str, Any]) -> None:
    """Both decoders, at nodes in any order and number."""
    config = GeometryConfig(**{**vars(SMALL["geometry"]), **change})
    decoder, lattice = made(geometry=config).geometry, Lattice(16)
    tokens = drawn(1, 40, config.context_width)
    nodes = torch.randperm(lattice.side**3, generator=torch.Generator().manual_seed(1))[:150]
    nodes = nodes.to(torch.int32).to(DEVICE)
    field = parts.field.Field(decoder, tokens, lattice)
    with torch.inference_mode():
        found = field(nodes)
        assert near(found, decoder(lattice.points(nodes), tokens[0]))
        found[0] = field(nodes[:1])  # other blocks, other last digits
        assert near(found, field(nodes))


def test_a_row_that_stands_for_many_counts_as_many(parts: Any) -> None:
    """Attention to one row with `repeats` is attention to that many equal rows."""
    rows = drawn(9, 3 * 128)
    many = torch.cat([rows, rows[8:].expand(6, -1)])
    answers = []
    for each, sequence in (
        (rows, parts.attention.Sequence(0, 8, 8, 1, repeats=7)),
        (many, parts.attention.Sequence(0, 15)),
    ):
        out = each.new_full((len(each), 128), math.nan)
        tiles = parts.attention.Tiles.of([sequence], 2, each.device)
        heads = [parts.attention.Heads(each, part * 128, 64) for part in range(3)]
        parts.attention.attend(*heads, out, tiles)
        answers.append(out[:9])
    assert near(answers[0], answers[1])


def test_reasons_are_given_where_it_cannot_run() -> None:
    """A processor has none of it; neither has float32."""
    assert fast.reason(torch.device("cpu"), torch.float16) == "there is no CUDA card"


def test_kernels_are_tried_before_they_are_trusted(
    parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ones that cannot be built, and ones that compute something else, are not used."""
    place = torch.device(DEVICE)
    assert fast._trial(place, DTYPE) == ""

    def failing(error: Exception) -> Any:
        def attend(*_: Any) -> None:
            raise error

        return attend

    monkeypatch.setattr(parts.attention, "attend", failing(RuntimeError("no C compiler")))
    assert "cannot make its kernels for this card (RuntimeError)" in fast._trial(place, DTYPE)
    monkeypatch.setattr(parts.attention, "attend", failing(torch.OutOfMemoryError("no room")))
    with pytest.raises(torch.OutOfMemoryError):  # which may pass
        fast._trial(place, DTYPE)
    monkeypatch.setattr(parts.attention, "attend", lambda q, k, v, out, tiles: out.fill_(9))
    assert "is off by" in fast._trial(place, DTYPE)


def test_toy_models_keep_the_plain_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads that are not 64 wide are none of the family's: the networks work as they are."""
    pytest.importorskip("triton", reason="the fast stages need Triton")
    nets = made(transformer=TransformerConfig(16, 128, 128, 4, 256, 1, 1))
    assert fast.stages(nets).encode is nets.dino and fast.stages(nets, narrow=True).kind == "plain"


def test_a_u_vit_walks_as_it_is_and_the_rest_is_fast(parts: Any) -> None:
    """Hunyuan3D-2.1: the eye, the decoder and the field have kernels, its transformer has none."""
    walk = UViTConfig(16, 128, 128, 2, 256, layers=3, mixed=1, experts=4)
    nets = made(dino=replace(SMALL["dino"], gated=False), transformer=walk)
    quick, slow = fast.stages(nets), stages.plain(nets)
    assert isinstance(quick.sample, UViTSampler) and quick.kind == "fast, plain walk"
    seen = drawn(1, 3, 56, 56)
    assert quick.encode is not nets.dino and near(quick.encode(seen), slow.encode(seen))
    toy = made(autoencoder=AutoencoderConfig(16, 96, 3, 1, 128), transformer=walk)
    assert fast.stages(toy).kind == "plain"


def test_stages_say_what_they_are() -> None:
    """For whoever watches an engine."""
    pytest.importorskip("triton", reason="the fast stages need Triton")
    assert fast.stages(made()).kind == "fast"
    assert fast.stages(made(), narrow=True).kind == "fast, float8"
