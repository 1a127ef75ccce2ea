"""TripoSG's networks: their recorded answers, and the savings that must not change a number.

The answers were recorded once the same code had agreed with the published modules, at every stage,
within 1.2e-6 (`docs/providers/triposg.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_triposg as tiny  # noqa: E402

from memoreez.sculptures.hunyuan3d.networks import blank, untrained  # noqa: E402
from memoreez.sculptures.hunyuan3d.sampler import UViTSampler  # noqa: E402
from memoreez.sculptures.hunyuan3d.schedule import advance, guide, times  # noqa: E402
from memoreez.sculptures.hunyuan3d.uvit import waves  # noqa: E402
from memoreez.sculptures.triposg import networks  # noqa: E402
from memoreez.sculptures.triposg.checkpoints import KNOWN  # noqa: E402
from memoreez.sculptures.triposg.keys import PARTS, published  # noqa: E402
from memoreez.sculptures.triposg.variants import Variant  # noqa: E402

pytestmark = pytest.mark.training
BOUND = 1e-4  # relative to the largest value


@pytest.fixture(autouse=True)
def _no_gradients() -> Iterator[None]:
    with torch.no_grad():
        yield


@pytest.fixture
def net() -> torch.nn.Module:
    """A transformer with weights that are not tame."""
    made = untrained(tiny.TINY, "cpu", torch.float32).transformer
    for block in made.blocks:
        block.attn2.to_out.bias.normal_(0, 1)
    return made


def near(found: torch.Tensor, wanted: torch.Tensor, bound: float = 2e-6) -> bool:
    return bool((found - wanted).abs().max() <= bound * wanted.abs().max())


def test_every_stage_says_what_was_recorded(tmp_path: Path) -> None:
    """Picture, condition, velocity with and without it, latents, tokens and field."""
    recorded = np.load(tiny.ANSWERS)
    found = tiny.answers(tmp_path)
    assert found.keys() == set(recorded.files)
    assert (found.pop("picture") == recorded["picture"]).all()
    for stage, value in found.items():
        wanted = recorded[stage]
        assert value.shape == wanted.shape
        assert np.abs(value - wanted).max() <= BOUND * np.abs(wanted).max(), stage


def test_a_picture_of_nothing_is_a_vector_for_each_layer(net: torch.nn.Module) -> None:
    """Exactly what attention to tokens of zeros gives, in full; and not what a picture gives."""
    noise, time, picture = torch.randn(2, 40, 8), torch.tensor([0.2, 0.9]), torch.randn(2, 17, 48)
    whole = net(noise, time, torch.zeros_like(picture))
    assert net(noise, time, None).equal(whole)
    assert not near(net(noise, time, picture), whole, 1e-2)
    for each in net.nothing(noise.device):
        assert each.shape == (1, 1, 64) and each.abs().max() > 0.5


def test_the_sampler_does_what_the_definition_says(net: torch.nn.Module) -> None:
    """`forward` for both branches at every time, the one without a picture in full."""
    noise, context, way = torch.randn(2, 24, 8), torch.randn(2, 17, 48), times("rectified", 4)
    latents = noise
    for now, then in pairwise(way):
        time = torch.full((2,), now)
        without = net(latents, time, torch.zeros_like(context))
        latents = advance(latents, guide(net(latents, time, context), without, 7.0), now, then)
    shares: list[float] = []
    assert near(UViTSampler(net)(noise, context, way, 7.0, shares.append), latents, 1e-5)
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_guidance_of_one_asks_for_the_picture_alone(
    net: torch.nn.Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half the work."""
    asked, step = [], net.step
    monkeypatch.setattr(net, "step", lambda *a: (asked.append(type(a[2][0])), step(*a))[1])
    UViTSampler(net)(torch.randn(1, 9, 8), torch.randn(1, 17, 48), times("rectified", 2), 1.0)
    assert asked == [tuple, tuple]


def test_latents_in_another_order_are_the_same_shape(net: torch.nn.Module) -> None:
    """There are no positions: the transformer knows a latent by its content alone."""
    noise, context, order = torch.randn(1, 24, 8), torch.randn(1, 17, 48), torch.randperm(24)
    time = torch.tensor([0.7])
    assert near(net(noise[:, order], time, context), net(noise, time, context)[:, order])


def test_the_last_layers_take_up_what_the_first_made(net: torch.nn.Module) -> None:
    """The latest first: of five, the fourth that of the second, the fifth that of the first."""
    made: dict[int, torch.Tensor] = {}
    taken: dict[int, torch.Tensor] = {}
    for number, block in enumerate(net.blocks):
        block.register_forward_hook(lambda _, a, x, n=number: made.update({n: x}))
        block.register_forward_pre_hook(lambda _, a, n=number: taken.update({n: a[2]}))
    net(torch.randn(1, 9, 8), torch.tensor([0.5]), None)
    assert [n for n, early in taken.items() if early is not None] == [3, 4]
    assert taken[3] is made[1] and taken[4] is made[0]
    assert [block.late for block in blank(Variant()).transformer.blocks].index(True) == 11


def test_a_time_is_told_in_waves(net: torch.nn.Module) -> None:
    """Sines first, the quickest first; the beginning is 1,000, and the end 0."""
    told = waves(torch.tensor([250.0]), 64)[0].double()
    rates = torch.exp(-math.log(10000) * torch.arange(32).double() / 32)
    assert near(told[:32], (250 * rates).sin(), 1e-4)
    assert near(told[32:], (250 * rates).cos(), 1e-4)
    layers = net.time_proj
    begun = layers.linear_2(
        torch.nn.functional.gelu(layers.linear_1(waves(torch.tensor([1000.0]), 64)))
    )
    assert near(net.moments(torch.tensor([0.0, 1.0]))[:1, 0], begun)


def test_published_files_have_exactly_the_tensors_that_we_know() -> None:
    """Of their bytes, all that is no weight is a header of 100 to 110 bytes a tensor.

    What only training and encoding need is counted from the published sizes: eight layers, 512
    wide, of which the first looks at points.
    """
    variant, nets = Variant(), blank(Variant()).named()
    block = 3 * 512 + 4 * 512 * 512 + 2 * 512 + 8 * 512 * 512 + 5 * 512
    encoder = 54 * 512 + 512 + 9 * block + 2 * 512 + 2 * 512 + 512 * 128 + 128
    besides = {"image_encoder_dinov2": (1024, 1), "transformer": (0, 0), "vae": (encoder, 125)}
    for part, inside in PARTS.items():
        shapes: dict[str, tuple[int, ...]] = {}
        for name in inside:
            shapes |= networks.shapes(networks.plan(name, nets[name], variant), nets[name])
        more, tensors = besides[part]
        weights = 4 * (sum(map(math.prod, shapes.values())) + more)
        header = KNOWN[part][0] - weights
        assert 100 <= header / (len(shapes) + tensors) <= 111, part


@pytest.mark.parametrize(
    ("network", "key", "names"),
    [
        ("transformer", "blocks.3.attn1.qkv.weight", "to_q to_k to_v"),
        ("transformer", "blocks.20.attn2.kv.weight", "to_k to_v"),
        ("autoencoder", "transformer.resblocks.3.attn.c_qkv.weight", "to_q to_k to_v"),
        ("geometry", "cross_attn_decoder.attn.c_kv.weight", "to_k to_v"),
    ],
)
def test_ours_are_made_of_theirs(network: str, key: str, names: str) -> None:
    """Query, key and value are tensors of their own in the file."""
    found = published(network, key, 16)
    attention = "attn2" if "kv" in key and "qkv" not in key else "attn1"
    assert [name.split(".")[-2] for name in found] == names.split()
    assert all(name.split(".")[-3] == attention for name in found)


def test_the_sign_is_turned(tmp_path: Path) -> None:
    """Published values are negative inside; ours are positive, for weights and bias alike."""
    tiny.save(tmp_path)
    engine = tiny.Engine.load(str(tmp_path), device="cpu")
    told, out = tiny.weights()["vae"], engine.networks.geometry.output_proj
    assert out.weight.equal(-told["decoder.proj_out.weight"])
    assert out.bias.equal(-told["decoder.proj_out.bias"])
