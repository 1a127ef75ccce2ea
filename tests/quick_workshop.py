"""A workshop that makes next to nothing, quickly, and keeps a ledger of what it made.

Runs in helper processes in place of `memoreez.workshop`. A file `tricks.json` in the data folder
tells it to misbehave: {"draw-2": "hang"}.
"""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from memoreez.errands import Errand
from memoreez.errors import ProviderError
from memoreez.receipts import once
from memoreez.settings import Settings
from memoreez.store import Store

Json = dict[str, Any]


def ready(settings: Settings) -> None:
    """Nothing to warm up."""


def imagine(errand: Errand) -> Json:
    """Four concepts of the round."""
    first = 4 * (errand.order["round"] - 1) + 1
    concepts = [_concept(number) for number in range(first, first + 4)]
    found = {"concepts": concepts, "hobbies": [], "notes": [], "language": "en"}
    return _made(errand, "imagine", f"round-{errand.order['round']}", {"imagined": found})


def draw(errand: Errand, draft: bool) -> Json:
    """A picture that is none."""
    number = (errand.concept or {})["id"]
    name = f"{'draft' if draft else 'draw'}-{number}"
    return _made(errand, name, f"concept-{number}/{name}", {}, f"concept-{number}.png")


def sculpt(errand: Errand) -> Json:
    """A mesh that is none."""
    number, height = (errand.concept or {})["id"], errand.order["wish"]["height_mm"]
    key = f"concept-{number}/sculpture-{height:g}"
    return _made(errand, "sculpt", key, {"key": key})


def finish_figurine(errand: Errand, sculpture: Json) -> Json:
    """A figurine that is none."""
    return _made(errand, "finish_figurine", f"version-{errand.version}/finished", sculpture)


def publish(errand: Errand, finished: Json) -> Json:
    """A figurine's JSON, and one file."""
    figurine = {
        "size_mm": [1.0, 1.0, 1.0],
        "weight_g": 1.0,
        "print_s": None,
        "verdict": "pass",
        "checks": [],
        "repairs": [],
    }
    key = f"version-{errand.version}/figurine.glb"
    made = _made(errand, "publish", key, {"figurine": figurine}, "figurine.glb")
    return made | {"files": [made["file"]]}


def mend(errand: Errand) -> Json:
    """A mesh that needed nothing."""
    checked = {"verdict": "pass", "checks": []}
    result = {**checked, "before": checked, "changes": [], "deviation_mm": 0.0, "size_mm": None}
    made = _made(errand, "mend", "mended", {"result": result | {"triangles": 12}}, "fixed.stl")
    return made | {"files": [made["file"]]}


def preview(settings: Settings, light: str, wish: Json, title: str) -> bytes:
    """What was asked for."""
    return json.dumps([light, wish, title]).encode()


def _concept(number: int) -> Json:
    return {
        "id": number,
        "title": f"Concept {number}",
        "story": "Once.",
        "kind": "totem",
        "prompt": "",
        "design": None,
    }


def _made(errand: Errand, verb: str, key: str, answer: Json, known_as: str = "") -> Json:
    store, folder = Store.open(errand.settings), errand.settings.data_dir
    place = f"keepsakes/{errand.keepsake}/{key}"

    def work() -> Json:
        _trick(folder, verb, errand.keepsake)
        time.sleep(_pace_s(folder))
        write(folder / "ledger", {"verb": verb, "keepsake": errand.keepsake, "key": key})
        die(folder, os.getppid(), f"{verb}-{errand.version}:made")
        blob = store.put(f"{place}.bin", f"{verb} {key}".encode(), "image/png")
        if known_as:
            answer["file"] = {"name": known_as, **vars(blob)}
        return answer

    return once(store, f"{place}.receipt.json", work, errand.run)


def write(path: Path, entry: Any) -> None:
    """One line, whole whatever happens."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, (json.dumps(entry) + "\n").encode())
    os.close(descriptor)


def die(folder: Path, studio: int, point: str) -> None:
    """Kill the studio here, and this process too, if the list of deaths says so; once."""
    write(folder / "points", point)
    deaths = folder / "deaths"
    if not deaths.exists() or point not in deaths.read_text().split():
        return
    try:
        (folder / f"died-at-{point}").touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(studio, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _pace_s(folder: Path) -> float:
    path = folder / "pace"
    return float(path.read_text()) if path.exists() else 0.01


def _trick(folder: Path, verb: str, keepsake: str) -> None:
    path = folder / "tricks.json"
    tricks: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    trick = tricks.get(verb, "")
    if trick == "hang":
        write(folder / "hanging", {"pid": os.getpid()})
        while True:
            time.sleep(0.01)
    if trick == "die":
        os._exit(9)
    if trick == "fail":
        raise ProviderError(f"The {verb} did not work.")
    if trick == "busy":
        raise ProviderError(f"The {verb} is busy.", retryable=True)
    if trick == "bug":
        raise ValueError(f"secret words of {keepsake}")
