"""Hunyuan3D-2.1, whose transformer is of plain blocks with experts: what it has of its own.

Its recorded answers are in `test_hunyuan3d_networks.py`; they were recorded once the same code had
agreed with the published modules, block by block, within 6e-7 (`docs/providers/hunyuan3d.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.errors import ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import (  # noqa: E402
    Hunyuan3D,
    archive,
    checkpoints,
    detection,
    networks,
    pickles,
    territory,
)
from memoreez.sculptures.hunyuan3d.engine import Engine  # noqa: E402
from memoreez.sculptures.hunyuan3d.sampler import UViTSampler  # noqa: E402
from memoreez.sculptures.hunyuan3d.schedule import advance, guide, times  # noqa: E402
from memoreez.sculptures.hunyuan3d.uvit import Experts, UViT, waves  # noqa: E402
from memoreez.sculptures.hunyuan3d.variants import SMALL_GEOMETRY, VARIANTS  # noqa: E402

pytestmark = pytest.mark.training
NAME = "2.1"
TINY = tiny.VARIETY[NAME]


@pytest.fixture(autouse=True)
def _no_gradients() -> Iterator[None]:
    with torch.no_grad():
        yield


@pytest.fixture
def net() -> Any:
    """A transformer with weights that are not tame."""
    made = networks.untrained(TINY, "cpu", torch.float32).transformer
    for block in made.blocks:
        block.attn2.to_out.bias.normal_(0, 1)
    return made


def near(found: torch.Tensor, wanted: torch.Tensor, bound: float = 2e-6) -> bool:
    return bool((found - wanted).abs().max() <= bound * wanted.abs().max())


def test_it_has_as_many_weights_as_published() -> None:
    """Tensors and numbers of the published file, but for what only training and encoding need."""
    named = networks.blank(VARIANTS[NAME]).named()
    counted = {part: tiny.shapes(part, network) for part, network in named.items()}
    told = {part: (len(s), sum(map(math.prod, s.values()))) for part, s in counted.items()}
    assert told["transformer"] == (752, 3_050_758_720)
    mask = 1024
    assert told["dino"] == (439 - 1, 304_368_640 - mask)
    assert told["autoencoder"][0] + told["geometry"][0] == 410 - 144
    whole = sum(len(each) for each in counted.values())
    weights = 2 * (sum(count for _, count in told.values()) + mask)
    encoder = 2 * (327_746_177 - told["autoencoder"][1] - told["geometry"][1])
    assert 100 < (7_365_943_290 - weights - encoder) / (whole + 1 + 144) < 140


def test_a_token_has_the_experts_that_its_gate_likes_best() -> None:
    """Their odds are their weights as they are; one expert more is for all."""
    layer = networks.untrained(TINY, "cpu", torch.float32).transformer.blocks[6].moe
    layer.gate.weight.normal_(0, 1)
    tokens = torch.randn(2, 9, 64)
    found, used = layer(tokens), set()
    for row in range(2):
        for place in range(9):
            token = tokens[row, place]
            odds = (layer.gate.weight @ token).softmax(0)
            best = odds.argsort(descending=True)[:2].tolist()
            used |= set(best)
            wanted = layer.shared(token) + sum(odds[n] * layer.experts[n](token) for n in best)
            assert near(found[row, place], wanted, 1e-5)
    assert used == {0, 1, 2, 3}


def test_experts_are_in_the_last_layers_alone() -> None:
    """Six of 21, as published; the first that takes up what was made before is the twelfth."""
    blocks = networks.blank(VARIANTS[NAME]).transformer.blocks
    assert [n for n, block in enumerate(blocks) if block.mixed] == [15, 16, 17, 18, 19, 20]
    assert [n for n, block in enumerate(blocks) if block.late] == list(range(11, 21))
    assert all(isinstance(block.moe, Experts) for block in blocks[15:])


def test_half_as_many_digits_say_nearly_the_same(net: Any) -> None:
    """bfloat16 and float16, as on a card."""
    noise, time, context = torch.randn(1, 40, 8), torch.tensor([0.3]), torch.randn(1, 17, 48)
    for block in net.blocks[5:]:
        block.moe.gate.weight.zero_()  # a choice by a hair may fall otherwise
        block.moe.gate.weight[0], block.moe.gate.weight[1] = 0.01, 0.005
    whole = net(noise, time, context)
    for dtype, bound in ((torch.float16, 0.02), (torch.bfloat16, 0.1)):
        half = networks.untrained(TINY, "cpu", torch.float32).transformer
        half.load_state_dict(net.state_dict())
        found = half.to(dtype)(noise.to(dtype), time, context.to(dtype))
        assert found.dtype == dtype and near(found.float(), whole, bound)


def test_the_time_is_told_from_nought_to_one(net: Any) -> None:
    """Not in thousands, and not from the end; sines first."""
    layers, time = net.time_proj, torch.tensor([0.25])
    begun = torch.nn.functional.gelu(layers.linear_1(waves(time, 64)))
    assert near(net.moments(time)[:, 0], layers.linear_2(begun))
    assert near(waves(time, 64)[0, :1], torch.tensor([math.sin(0.25)]))


def test_the_sampler_does_what_the_definition_says(net: Any) -> None:
    """`forward` for both branches at every time, the one without a picture in full."""
    noise, context, way = torch.randn(2, 24, 8), torch.randn(2, 17, 48), times("euler", 4)
    latents = noise
    for now, then in pairwise(way):
        time = torch.full((2,), now)
        without = net(latents, time, torch.zeros_like(context))
        latents = advance(latents, guide(net(latents, time, context), without, 5.0), now, then)
    assert near(UViTSampler(net)(noise, context, way, 5.0), latents, 1e-5)


def pickled(folder: Path) -> Path:
    """The model as it is published: a pickle of mappings in one another."""
    tiny.save(folder, NAME)
    weights = archive.read(folder / "model.fp16.safetensors")
    parts: dict[str, dict[str, torch.Tensor]] = {"model": {}, "vae": {}, "conditioner": {}}
    for key in weights.entries:
        part, _, name = key.partition(".")
        parts[part][name] = weights.tensor(key, "cpu", torch.float16)
    parts["vae"]["encoder.ln_post.bias"] = torch.zeros(4).half()
    (folder / "model.fp16.safetensors").unlink()
    torch.save(parts, folder / "model.fp16.ckpt")
    return folder / "model.fp16.ckpt"


def test_the_published_pickle_is_refused_then_made_plain_and_sculpts(tmp_path: Path) -> None:
    """Its config names a size once and refers to it later."""
    folder = tmp_path / "hunyuan3d-dit-v2-1"
    file = pickled(folder)
    words = (folder / "config.yaml").read_text("utf-8").replace("{}", "")
    words = words.replace("  params: \nvae", "  params:\n    input_size: &latents 48\nvae")
    (folder / "config.yaml").write_text(
        words.replace("num_latents: 48", "num_latents: *latents"), "utf-8"
    )
    with pytest.raises(ProviderError, match="as a pickle"):
        checkpoints.find(str(folder))
    pickles.convert(file)
    engine = Engine.load(str(folder), device="cpu")
    assert replace(engine.variant, sampler="euler") == TINY
    assert isinstance(engine.networks.transformer, UViT)
    latents = engine.diffuse(engine.encode(tiny.ball()), [1], steps=3)
    assert latents.shape == (1, 48, 8) and latents.isfinite().all()


def test_the_small_decoder_of_2_0_is_refused(tmp_path: Path) -> None:
    """Before it is looked for, and by its tensors where it was named."""
    folder = tmp_path / "mine"
    tiny.save(folder, NAME)
    with pytest.raises(ProviderError, match="no small decoder"):
        checkpoints.find(str(folder), None, None, "turbo")
    small = replace(tiny.VARIETY["mini-turbo"], geometry=replace(SMALL_GEOMETRY, width=32, heads=2))
    other = tmp_path / "small"
    other.mkdir()
    archive.write(other / "model.fp16.safetensors", tiny.weights(small))
    with pytest.raises(ProviderError, match=r"of another family.*no small decoder"):
        checkpoints.detect(checkpoints.find(str(folder), None, None, str(other)))


@pytest.mark.parametrize("count", [1, 65, 65535])
def test_experts_that_cannot_be_are_refused(tmp_path: Path, count: int) -> None:
    """Each token is given two; and a gate of no bytes must not have thousands made."""
    tiny.save(tmp_path, NAME)
    whole = archive.read(tmp_path / "model.fp16.safetensors")
    gate = {"model.blocks.5.moe.gate.weight": archive.Entry("F16", (count, 0), 0, 0)}
    lone = archive.Archive(whole.path, whole.entries | gate)
    with pytest.raises(ProviderError, match=f"64 wide and has {count} experts"):
        detection.variant(lone, lone, "", {})


def test_a_licence_is_told_by_the_weights(tmp_path: Path) -> None:
    """Whatever the folder is called."""
    tiny.save(tmp_path / "mine", NAME)
    made = Hunyuan3D(Hunyuan3D.Options(model=str(tmp_path / "mine")))
    assert made.model_licence == territory.LICENCE_V21


def test_there_is_no_float8_of_it(tmp_path: Path) -> None:
    """It is said before the weights are read, rather than another precision taken in silence."""
    tiny.save(tmp_path, NAME)
    with pytest.raises(ProviderError, match="cannot work with fp8"):
        Engine.load(str(tmp_path), device="cpu", precision="fp8")


def test_a_model_is_not_taken_for_another_by_its_folder(tmp_path: Path) -> None:
    """The small decoder is there for a 2.0 whatever its folder is called."""
    folder = tmp_path / "torch2.1-weights"
    tiny.save(folder, "mini")
    found = checkpoints.find(str(folder), None, None, str(folder))
    assert found.decoder == found.model
    with pytest.raises(ProviderError, match="no weights for 'turbo'"):
        checkpoints.find(str(folder), None, None, "turbo")
