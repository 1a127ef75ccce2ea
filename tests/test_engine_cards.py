"""An engine with several graphics cards: a process each, one queue, and cards that fail."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from engine_room import MESH, PATIENCE_S, box

from memoreez import cli, mesh_wire
from memoreez.engine import cards, serving
from memoreez.engine import sculptor as module
from memoreez.engine.app import Engine
from memoreez.engine.cards import Card
from memoreez.engine.devices import Device
from memoreez.engine.metrics import page
from memoreez.engine.records import Job
from memoreez.errors import BadInput, CardError, ProviderError, SettingsError
from memoreez.settings import Settings

CARDS = (Card("H200", 139.8), Card("H200", 139.8), Card("RTX 5060", 7.5))
NAME = "hunyuan3d"


@dataclass
class House:
    """Stands in for processes on cards: `on` maps a device to what its sculptor does there."""

    monkeypatch: pytest.MonkeyPatch
    loads: dict[str, Callable[[], None]] = field(default_factory=dict)
    works: dict[str, Callable[[str], None]] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    hired: int = 0

    def __post_init__(self) -> None:
        self.monkeypatch.setattr(cards, "seen", lambda: CARDS)
        self.monkeypatch.setattr(module, "warm", self.warm)
        self.monkeypatch.setattr(module, "sculpt", self.sculpt)
        self.monkeypatch.setattr(serving, "Device", partial(Device, pause_s=0.005))
        self.monkeypatch.setattr("memoreez.engine.devices.LONGEST_REST_S", 0.02)

    def hire(self) -> House:
        self.hired += 1
        return self

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    def stop(self) -> None:
        self.hired -= 1

    def warm(self, settings: Settings, name: str) -> dict[str, str]:
        where = settings.options_of("sculptures", name).get("device", "")
        self.log.append(("load", where))
        self.loads.get(where, lambda: None)()
        return {"card": f"card of {where}", "model": "tiny"}

    def sculpt(self, settings: Settings, name: str, *rest: Any) -> int:
        where, folder = settings.options_of("sculptures", name).get("device", ""), str(rest[-1])
        self.works.get(where, lambda _: None)(folder)
        (Path(folder) / MESH).write_bytes(mesh_wire.pack(box()))
        self.log.append(("work", where))
        return 12

    def opened(self, folder: Path, **more: Any) -> Any:
        wanted = serving.Wanted(sculptor=NAME, **more)
        return serving.opened(Settings(data_dir=folder), wanted, folder, hire=self.hire)

    def worked(self) -> list[str]:
        return [where for did, where in self.log if did == "work"]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    return House(monkeypatch)


def submit(engine: Engine, count: int) -> list[Job]:
    return [engine.jobs.submit(Job(f"{n:032x}", "d", {}), {})[0] for n in range(count)]


def until(happened: Callable[[], object]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < ends
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("gpus", "numbers"), [("all", (0, 1, 2)), (" ALL", (0, 1, 2)), ("2", (2,)), ("2, 0", (2, 0))]
)
def test_which_cards(gpus: str, numbers: tuple[int, ...]) -> None:
    """All of them, or some by their numbers."""
    assert cards.chosen(gpus, CARDS) == numbers


@pytest.mark.parametrize(
    ("gpus", "found", "said"),
    [("all", (), "No graphics card"), ("3", CARDS, "no card 3; the cards here are 0 to 2"),
     ("-1", CARDS, "no card -1"), ("0,0", CARDS, "named twice.*--each"),
     ("one", CARDS, "'one'. Write --gpus all"), ("0,", CARDS, "Write"),
     ("1", CARDS[:1], "the only one here is card 0")],
)  # fmt: skip
def test_cards_that_are_not_there(gpus: str, found: tuple[Card, ...], said: str) -> None:
    """One sentence with what there is."""
    with pytest.raises(BadInput, match=said):
        cards.chosen(gpus, found)


def test_each_card_works_at_the_same_time(house: House, tmp_path: Path) -> None:
    """Three cards, two keepsakes each: six at once of one queue, all loaded before it opens."""
    together = Barrier(6)
    house.works = {f"cuda:{n}": lambda _: together.wait(PATIENCE_S) and None for n in range(3)}
    with house.opened(tmp_path, gpus="all", each=2) as engine:
        assert sorted(house.log) == sorted([("load", f"cuda:{n}") for n in (0, 0, 1, 1, 2, 2)])
        jobs = submit(engine, 6)
        until(lambda: all(job.state == "done" for job in jobs))
        assert sorted(house.worked()) == [f"cuda:{n}" for n in (0, 0, 1, 1, 2, 2)]
        until(lambda: {one.state for one in engine.devices} == {"idle"})
        assert b'slots{state="idle",where="cuda:0"} 2.0' in page(engine.jobs, {}, engine.devices)
        assert engine.jobs.pace.devices == 6 and engine.status == "ok"
    assert house.hired == 0


def test_a_card_that_cannot_load_takes_no_job(house: House, tmp_path: Path) -> None:
    """Its neighbour does them all; the engine says that it is degraded, and tries it again."""
    mended = Event()

    def load() -> None:
        if not mended.is_set():
            raise ProviderError("The card is away.")

    house.loads["cuda:1"] = load
    with house.opened(tmp_path, gpus="0,1") as engine:
        jobs = submit(engine, 4)
        until(lambda: all(job.state == "done" for job in jobs))
        assert house.worked() == ["cuda:0"] * 4
        until(lambda: engine.status == "degraded")
        mended.set()
        until(lambda: engine.devices[1].state == "idle")
        assert engine.status == "ok"
        assert engine.devices[1].equipment["card"] == "card of cuda:1"


def test_a_card_that_fails_in_the_middle(house: House, tmp_path: Path) -> None:
    """Its process goes, the job is done by whoever is next, and it loads before it works again."""
    first = [CardError("The card failed (CUDA error); start again.")]

    def work(folder: str) -> None:
        if first:
            raise first.pop()

    house.works = {"cuda:0": work, "cuda:1": work}
    with house.opened(tmp_path, gpus="0,1") as engine:
        (job,) = submit(engine, 1)
        until(lambda: job.state == "done" and engine.status == "ok")
        assert job.tries == 2
        until(lambda: sum(did == "load" for did, _ in house.log) == 3)


def test_when_no_card_works_nobody_waits_for_ever(house: House, tmp_path: Path) -> None:
    """Whoever waits is told so after a few tries, in a way that may pass."""
    house.works["cuda:0"] = lambda _: (_ for _ in ()).throw(CardError("The card failed."))

    def load() -> None:
        if len(house.log) > 1:
            raise ProviderError("The card is gone.")

    house.loads["cuda:0"] = load
    with house.opened(tmp_path, gpus="0") as engine:
        jobs = submit(engine, 2)
        until(lambda: all(job.state == "failed" for job in jobs))
        assert engine.status == "down" and all(job.retryable for job in jobs)
        assert jobs[0].words == (
            "The engine cannot work at the moment: The card is gone; try again later."
        )


def test_an_engine_that_cannot_start_says_why(house: House, tmp_path: Path) -> None:
    """No card loads, a setting is missing, a sculptor without cards: no engine, no process."""

    def gone() -> None:
        raise ProviderError("The weights are gone.")

    def unset() -> None:
        raise SettingsError("The licence.")

    for load, kind in ((gone, ProviderError), (unset, SettingsError)):
        house.loads = {f"cuda:{n}": load for n in range(3)}
        with pytest.raises(kind), house.opened(tmp_path, gpus="all"):
            pass
    house.loads = {"cuda:1": unset}  # what one of them says of a setting is true of all
    with pytest.raises(SettingsError), house.opened(tmp_path, gpus="all"):
        pass
    wanted = serving.Wanted(sculptor="atelier", gpus="all")
    with (
        pytest.raises(BadInput, match="atelier uses no graphics card"),
        serving.opened(Settings(data_dir=tmp_path), wanted, tmp_path, hire=house.hire),
    ):
        pass
    assert house.hired == 0


def test_the_card_wins_over_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever device is set, in both ways, each process has its own; the rest stays."""
    for name in ("", "SCULPTURES_"):
        monkeypatch.setenv(f"MEMOREEZ_{name}HUNYUAN3D_DEVICE", "cpu")
    monkeypatch.setenv("MEMOREEZ_HUNYUAN3D_TERRITORY", "US")
    told = cards.given(Settings(), NAME, 1).options_of("sculptures", NAME)
    assert told == {"device": "cuda:1", "territory": "US"}
    made = serving.maker(Settings(), NAME)
    assert made.territory.endswith("outputs included; made in US")


def test_the_command_line_passes_them_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each option arrives where it belongs; nonsense is refused before anything starts."""
    heard: list[serving.Wanted] = []
    monkeypatch.setattr("memoreez.logs.configure", lambda _: None)
    monkeypatch.setattr(serving, "serve", lambda _, wanted, ready: heard.append(wanted))
    words = ["engine", "--gpus", "0,1", "--each", "3", "--data-dir", str(tmp_path), "--queue", "5"]
    assert cli.main(words) == 0 and cli.main([*words, "--each", "17"]) == 2
    (wanted,) = heard
    assert (wanted.gpus, wanted.each, wanted.folder, wanted.queue) == ("0,1", 3, tmp_path, 5)
