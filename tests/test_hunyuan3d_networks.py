"""The networks: their recorded answers, and the savings that must not change a number.

The answers were recorded once the same code had agreed with the reference's, at every stage, within
7e-6 (`docs/providers/hunyuan3d.md`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.sculptures.hunyuan3d import networks  # noqa: E402
from memoreez.sculptures.hunyuan3d.conditioner import view_embedding  # noqa: E402
from memoreez.sculptures.hunyuan3d.sampler import Sampler  # noqa: E402
from memoreez.sculptures.hunyuan3d.schedule import advance, guide, times  # noqa: E402
from memoreez.sculptures.hunyuan3d.transformer import waves  # noqa: E402

pytestmark = pytest.mark.training
BOUND = 1e-4  # relative to the largest value


@pytest.fixture(autouse=True)
def _no_gradients() -> Iterator[None]:
    with torch.no_grad():
        yield


def near(found: torch.Tensor, wanted: torch.Tensor, bound: float = 2e-6) -> bool:
    return bool((found - wanted).abs().max() <= bound * wanted.abs().max())


@pytest.fixture(params=["mini", "mini-turbo"])
def net(request: pytest.FixtureRequest) -> torch.nn.Module:
    """A transformer with weights that are not tame."""
    return networks.untrained(tiny.VARIETY[request.param], "cpu", torch.float32).transformer


@pytest.mark.parametrize("name", tiny.VARIETY)
def test_every_stage_says_what_was_recorded(tmp_path: Path, name: str) -> None:
    """Picture to condition, velocity, latents, tokens and field, of three kinds of model."""
    recorded = np.load(tiny.ANSWERS)
    for stage, found in tiny.answers(tmp_path, name).items():
        wanted = recorded[f"{name}.{stage}"]
        assert found.shape == wanted.shape
        assert np.abs(found - wanted).max() <= BOUND * np.abs(wanted).max(), stage


def test_one_token_stands_for_many_equal_ones(net: torch.nn.Module) -> None:
    """Exactly: its logit is raised by the logarithm of their number."""
    noise = torch.randn(2, 40, 8)
    one = net.enter(torch.randn(2, 1, 48))
    turn = net.modulations(torch.tensor([0.4]))
    many = net.step(noise, one.expand(-1, 37, -1), turn)
    assert near(net.step(noise, one, turn, repeats=37), many)
    assert not near(net.step(noise, one, turn), many, 1e-3)


def test_modulations_of_all_times_are_those_of_each(net: torch.nn.Module) -> None:
    """One product for all steps instead of one for each."""
    way, mood = torch.linspace(0, 1, 7), torch.full((7,), 5.0) if net.config.guided else None
    together = net.modulations(way, mood)
    for step in range(7):
        alone = net.modulations(way[step : step + 1], None if mood is None else mood[:1])
        for each, one in zip(together, alone, strict=True):
            assert near(each[step : step + 1], one)


def test_the_sampler_does_what_the_definition_says(net: torch.nn.Module) -> None:
    """`forward` for both branches at every time, with the unconditional context in full."""
    sampler = "consistency" if net.config.guided else "euler"
    noise, context, way = torch.randn(2, 24, 8), torch.randn(2, 17, 48), times(sampler, 4)
    latents = noise
    for now, then in pairwise(way):
        time, mood = torch.full((2,), now), torch.full((2,), 3.0)
        if net.config.guided:
            velocity = net(latents, time, context, mood)
        else:
            without = net(latents, time, torch.zeros_like(context))
            velocity = guide(net(latents, time, context), without, 3.0)
        latents = advance(latents, velocity, now, then)
    shares: list[float] = []
    assert near(Sampler(net)(noise, context, way, 3.0, shares.append), latents, 1e-5)
    assert shares == [(step + 1) / (len(way) - 1) for step in range(len(way) - 1)]


def test_latents_in_another_order_are_the_same_shape(net: torch.nn.Module) -> None:
    """There are no positions: the transformer knows a latent by its content alone."""
    noise, context, order = torch.randn(1, 24, 8), torch.randn(1, 17, 48), torch.randperm(24)
    time = torch.tensor([0.7])
    assert near(net(noise[:, order], time, context), net(noise, time, context)[:, order])


def test_a_time_is_told_in_waves_of_a_thousand() -> None:
    """Cosines first; the slowest has a period of 1,000 and not of 10,000, as it was trained."""
    told = waves(torch.tensor([0.25]))[0].double()
    rates = torch.exp(-math.log(1000) * torch.arange(128).double() / 128)
    assert near(told[:128], (250 * rates).cos(), 1e-4)
    assert near(told[128:], (250 * rates).sin(), 1e-4)


def test_positions_of_a_larger_picture_are_between_those_of_the_table() -> None:
    """At the table's own size they are the table."""
    dino = networks.untrained(tiny.TINY, "cpu", torch.float32).dino
    place = dino.embeddings
    assert place.positions(4) is place.position_embeddings
    place.position_embeddings[:] = torch.arange(17.0)[None, :, None]
    large = place.positions(8)
    assert large.shape == (1, 65, 48) and large[0, 0, 0] == 0
    assert near(large[0, 1:, 0].mean(), torch.tensor(8.5), 1e-3)


def test_views_are_told_apart() -> None:
    """The front is as a single picture's but for the cosines of nothing: ones."""
    table = view_embedding(48, 4)
    assert table.shape == (4, 48)
    assert (table[0, :24] == 0).all() and (table[0, 24:] == 1).all()
    assert float(torch.cdist(table, table).fill_diagonal_(9).min()) > 0.5
    assert table[3, 0].item() == pytest.approx(math.sin(3))
    assert table[3, 24].item() == pytest.approx(math.cos(3))
