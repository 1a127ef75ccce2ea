"""What stays on a card, which card it is, and what happens when it is full; on the processor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the engine needs PyTorch: pip install torch")

import tiny_hunyuan as tiny  # noqa: E402

from memoreez.errors import PictureError, ProviderError  # noqa: E402
from memoreez.sculptures.hunyuan3d import cards, fast, networks  # noqa: E402
from memoreez.sculptures.hunyuan3d.engine import Engine  # noqa: E402

pytestmark = pytest.mark.training
QUICK: dict[str, Any] = {"steps": 3, "octree": 16}


@pytest.mark.parametrize(("offload", "most"), [("stages", 0.7), ("blocks", 0.2)])
def test_weights_that_come_and_go_give_the_same_numbers(
    monkeypatch: pytest.MonkeyPatch, offload: str, most: float
) -> None:
    """No more than one network, or one layer, is there at a time; after an error all are home."""
    nets = networks.untrained(tiny.TINY, "cpu", torch.float32)
    wanted = Engine(tiny.TINY, nets, torch.device("cpu")).sculpt(tiny.ball(), **QUICK)
    there: list[float] = []

    def fetch(home: list[Any], place: Any, *_: Any) -> None:
        there.append(sum(kept.nbytes for _, kept in home) / sum(nets.sizes()))
        for weight, kept in home:
            weight.data = kept.clone()  # as if on another device

    monkeypatch.setattr(cards, "_fetch", fetch)
    engine = Engine(tiny.TINY, nets, torch.device("cpu"), offload)
    homes = [weight.data_ptr() for net in nets.named().values() for weight in net.parameters()]
    found = engine.sculpt(tiny.ball(), **QUICK)
    assert (found.vertices == wanted.vertices).all() and engine.offload == offload
    assert 0 < max(there) < most
    with pytest.raises(PictureError, match="Nothing can be seen"):
        engine.sculpt(np.zeros((9, 9, 4), np.uint8), **QUICK)
    with pytest.raises(RuntimeError):
        engine.diffuse(torch.zeros(1, 5, 7), [0], 3)
    now = [weight.data_ptr() for net in nets.named().values() for weight in net.parameters()]
    assert now == homes


def test_a_stage_without_room_is_tried_again_with_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer points at once; then one network at a time; then one layer; then a sentence."""
    nets = networks.untrained(tiny.TINY, "cpu", torch.float32)
    engine = Engine(tiny.TINY, nets, torch.device("cpu"))
    plain, asked = nets.geometry.field, []

    def field(tokens: Any, lattice: Any) -> Any:
        asked.append(engine.chunk)
        if engine.chunk > 4096:
            raise torch.OutOfMemoryError("no room")
        return plain(tokens, lattice)

    engine.stages = replace(engine.stages, field=field)
    engine.sculpt(tiny.ball(), **QUICK)
    assert asked == [16384, 8192, 4096]
    engine.device = torch.device("cuda")  # where less can stay on the card
    tried: list[str] = []

    def full() -> None:
        tried.append(engine.offload)
        raise torch.OutOfMemoryError("no room")

    with pytest.raises(ProviderError, match="too small for this even with one layer at a time"):
        engine._roomy(full)
    assert tried == ["none", "stages", "blocks"] and engine.chunk == 16384  # there is room again


def test_a_card_decides_how_much_stays_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its free memory, with what torch keeps of one that is gone, and the largest network."""
    card, held, sizes = torch.device("cuda"), [7], (4 << 30, 1 << 30)
    monkeypatch.setattr(torch.cuda, "empty_cache", held.clear)
    for free, wanted in ((8, "none"), (6, "stages"), (5, "blocks")):
        told = lambda _, free=free: ((free - sum(held)) << 30, 0)  # noqa: E731
        monkeypatch.setattr(torch.cuda, "mem_get_info", told)
        assert cards.offload("auto", card, sizes) == wanted
        held.append(7)
        assert cards.chunk(card, 1024) == {8: 32768, 6: 24576, 5: 20480}[free]
    assert cards.offload("blocks", card, (1,)) == "blocks"
    assert cards.offload("blocks", torch.device("cpu"), (1,)) == "none"


def test_all_work_is_on_the_engine_s_own_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which need not be torch's current one: loading, random weights, and every figure."""
    places: list[str] = []

    @contextmanager
    def current(place: torch.device) -> Iterator[None]:
        places.append(f"on {place}")
        yield
        places.append("off")

    monkeypatch.setattr(cards, "current", current)
    engine = Engine.untrained(tiny.TINY, device="cpu")
    field = engine.stages.field
    engine.stages = replace(engine.stages, field=lambda *a: (places.append("field"), field(*a))[1])
    engine.sculpt(tiny.ball(), **QUICK)
    assert places == ["on cpu", "off", "on cpu", "field", "off"]
    tiny.save(tmp_path)
    monkeypatch.setattr(Engine, "hasten", lambda *_, **__: places.append("hasten") or "")
    Engine.load(str(tmp_path), device="cpu")
    assert places[5:] == ["on cpu", "hasten", "off"]


def test_what_is_lost_with_the_fast_stages_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody believes in fp8 that it works in fp8 when it does not; a full card is a reason."""
    engine = Engine.untrained(tiny.TINY, device="cpu")
    assert engine.stages.kind == "plain" and "CUDA card" in engine.hasten()
    engine.stages = replace(engine.stages, kind="fast")
    engine.slacken()
    assert engine.stages.kind == "plain" and not caplog.messages
    engine.stages = replace(engine.stages, kind="fast, float8")
    engine.slacken()
    assert engine.stages.kind == "plain" and "no fp8: from now on it is fp16" in caplog.text

    def full(*_: Any, narrow: bool) -> None:
        raise torch.OutOfMemoryError("no room")

    engine.device = torch.device("cuda")
    monkeypatch.setattr(fast, "reason", lambda *_: "")
    monkeypatch.setattr(fast, "stages", full)
    assert engine.hasten(narrow=True) == "the card's memory is full"
    assert engine.stages.kind == "plain"


def test_a_card_is_measured_for_the_numbers_that_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file's are float16: as float32 they take twice the room."""
    tiny.save(tmp_path)
    measured: list[tuple[int, ...]] = []
    monkeypatch.setattr(cards, "offload", lambda *asked: (measured.append(asked[2]), "none")[1])
    for precision in ("fp16", "fp32"):
        engine = Engine.load(str(tmp_path), device="cpu", precision=precision)
        assert measured[-1] == engine.networks.sizes()
    assert measured[1] == tuple(2 * size for size in measured[0])


def test_a_card_that_fills_up_while_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program took the room: the weights wait in the computer's own memory."""
    tiny.save(tmp_path)
    load, places = networks.load, []

    def full(files: Any, variant: Any, place: Any, number: Any) -> Any:
        places.append(str(place))
        if len(places) == 1:
            raise torch.OutOfMemoryError("no room")
        return load(files, variant, place, number)

    monkeypatch.setattr(networks, "load", full)
    assert Engine.load(str(tmp_path), device="cpu").offload == "stages"
    assert places == ["cpu", "cpu"]
