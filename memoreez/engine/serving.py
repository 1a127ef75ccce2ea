"""Running an engine: its jobs, its devices and its door, until a signal ends it."""

from __future__ import annotations

import hashlib
import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from memoreez import __version__, listening, makers, providers
from memoreez.crew import Lost, Task, Worker
from memoreez.engine import cards, sculptor
from memoreez.engine.alone import only
from memoreez.engine.app import Engine, create_app
from memoreez.engine.courier import Courier
from memoreez.engine.devices import HERE, Device, Hands
from memoreez.engine.jobs import Jobs
from memoreez.engine.records import Maker
from memoreez.errors import BadInput, ProviderError, SettingsError
from memoreez.settings import Settings

ELSEWHERE = ("remote", "runpod")  # sculptors that only pass the work on
LEAST_TOKEN = 16  # characters; shorter ones can be guessed
SWEEP_S = 300.0
FAREWELL_S = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """How an engine is to be run."""

    host: str = "127.0.0.1"
    port: int = 8787
    sculptor: str = ""  # empty: the first of the setting MEMOREEZ_SCULPTURES that is not elsewhere
    queue: int = 16
    token: str = ""
    private: bool = False  # whether pictures and webhooks may be in private networks
    longest_s: float = 1800.0
    folder: Path | None = None
    gpus: str = ""  # "all" or "0,1"; empty: one device, whatever the sculptor takes
    each: int = 1  # keepsakes at once on each of them


def serve(chosen: Settings, wanted: Wanted, ready: Callable[[str, str], None]) -> None:
    """Serve until a signal; unfinished jobs go on at the next start. Raises BadInput.

    `ready` hears the address and the sculptor's name once the engine answers there.
    """
    _safe(wanted)
    folder = (wanted.folder or chosen.data_dir / "engine").expanduser()
    with (
        listening.listening(wanted.host, wanted.port) as door,
        opened(chosen, wanted, folder) as one,
    ):
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # what it accepts is like it
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(one, wanted.token),
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=FAREWELL_S,
            )
        )
        address = listening.address(wanted.host, door)
        listening.announce(server, partial(ready, address, one.maker.sculptor))
        with listening.leaving():
            server.run(sockets=[door])


@contextmanager
def opened(
    chosen: Settings,
    wanted: Wanted,
    folder: Path,
    *,
    hire: Callable[[], Hands] = Worker,
    alone: bool = False,
) -> Iterator[Engine]:
    """An engine at work, without its door. Raises BadInput, SettingsError, ProviderError."""
    name = wanted.sculptor or _first(chosen)
    if name in ELSEWHERE:
        raise BadInput(
            f"The sculptor {name} only passes work on; an engine needs one that works itself, such "
            "as --sculptor atelier."
        )
    made_by = maker(chosen, name)
    lock = only(folder)
    try:
        places = _places(chosen, wanted, name, hire)
        jobs = Jobs(folder / "jobs", wanted.queue, maker=made_by, devices=len(places))
        devices = []
        for where, told in places:
            work = partial(sculptor.sculpt, told, name, wanted.private, alone)
            devices.append(Device(jobs, work, longest_s=wanted.longest_s, hire=hire, where=where))
        _prepare(devices, name, [told for _, told in places])
        engine = Engine(jobs, tuple(devices), Courier(jobs, wanted.private))
        over = threading.Event()
        engine.start()
        threading.Thread(target=_tidy, args=(jobs, over), daemon=True).start()
        try:
            yield engine
        finally:
            over.set()
            engine.close()
    finally:
        lock.close()


def _places(
    chosen: Settings, wanted: Wanted, name: str, hire: Callable[[], Hands]
) -> list[tuple[str, Settings]]:
    """Where each device works, and the settings that make it work there. Raises BadInput."""
    if not wanted.gpus:
        return [(HERE, chosen)] * wanted.each
    numbers = cards.chosen(wanted.gpus, cards.asked(hire))
    told = [(f"cuda:{number}", cards.given(chosen, name, number)) for number in numbers]
    return [place for place in told for _ in range(wanted.each)]


def _prepare(devices: list[Device], name: str, told: list[Settings]) -> None:
    """Load the weights everywhere, before anybody is let in: all cards at the same time.

    A card that cannot is left to try again, unless none can: then its error is raised.
    """
    line: dict[str, list[tuple[Device, Settings]]] = {}
    for device, settings in zip(devices, told, strict=True):
        device.team = devices
        line.setdefault(device.where, []).append((device, settings))
    # on one card they measure its free memory, so they come one after the other
    loading = [Task(partial(_loaded, one, name)) for one in line.values()]
    try:
        errors = [error for task in loading for error in task.result()]
        if len(errors) == len(devices):
            raise errors[0]
    except BaseException:
        for device in devices:
            device.close()
        raise
    for error in errors:
        log.error("A card cannot work: %s", error)


def _loaded(line: list[tuple[Device, Settings]], name: str) -> list[ProviderError]:
    """What kept those of one card from being ready."""
    errors = []
    for device, settings in line:
        try:
            device.prepare(sculptor.warm, settings, name)
        except ProviderError as error:
            errors.append(error)
        except Lost:
            words = "The sculptor's process ended while it loaded; look at the memory it has."
            errors.append(ProviderError(words))
    return errors


def maker(chosen: Settings, name: str) -> Maker:
    """Who makes this engine's meshes: the sculptor, whoever cuts out for it, and this version."""
    told = providers.entry("sculptures", name)
    line = [("sculptures", name), *(("cutouts", one) for one in chosen.lineup("cutouts"))]
    given = [(stage, one, sorted(chosen.options_of(stage, one).items())) for stage, one in line]
    options = hashlib.sha256(json.dumps(given).encode()).hexdigest()
    country = chosen.options_of("sculptures", name).get("territory", "").strip().upper()[:2]
    where = f"{told.territory}; made in {country}" if country else told.territory
    return Maker(name, _licence(chosen, name, told.licence), where, __version__, options)


def _licence(chosen: Settings, name: str, usual: str) -> str:
    """That of the model which is set: another one may have another."""
    with suppress(SettingsError):  # whoever loads it says what is wrong with an option
        one = providers.load("sculptures", name, chosen.options_of("sculptures", name))
        return makers.of("sculptures", name, one).licence
    return usual


def _first(chosen: Settings) -> str:
    for name in chosen.lineup("sculptures"):
        if name not in ELSEWHERE:
            return name
    raise SettingsError(
        "No sculptor is set that works on this computer; give one with --sculptor NAME."
    )


def _safe(wanted: Wanted) -> None:
    """Nobody opens an engine to strangers by mistake."""
    if wanted.token and (
        len(wanted.token) < LEAST_TOKEN or not all("!" <= c <= "~" for c in wanted.token)
    ):
        raise BadInput(
            f"The token is too short or has a space in it; take {LEAST_TOKEN} letters and digits "
            "or more."
        )
    if not wanted.token and not _here(wanted.host):
        raise BadInput(
            f"Others could use this engine at {wanted.host[:60]}; protect it with --token TEXT, or "
            "leave out --host."
        )


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _tidy(jobs: Jobs, over: threading.Event) -> None:
    while not over.wait(SWEEP_S):
        try:
            jobs.sweep()
        except OSError as error:  # there is another time
            log.warning("Nothing was tidied: %s", error.strerror)
