"""What `memoreez doctor` looks at for the sculptors that work on a graphics card.

Hunyuan3D and TripoSG: licence, weights, the card. It says nothing of one that nobody set and whose
weights do not lie about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from memoreez import lineup
from memoreez.crew import Lost, Worker
from memoreez.doctor import Finding
from memoreez.engine import cards
from memoreez.errors import ProviderError, SettingsError
from memoreez.settings import Settings

NAME, FREE = "hunyuan3d", "triposg"
LEAST_GIB = {NAME: 6, FREE: 8}  # of a card: Hunyuan3D-2 in parts; what TripoSG's makers ask for
UNSET = (
    "weights are here, and nobody sculpts with them. Their licence excludes the EU, the UK and "
    "South Korea, and what is made with them there"
)
SMALLER = {
    NAME: "The mini models want less than 6 GiB: set MEMOREEZ_HUNYUAN3D_MODEL=mini.",
    FREE: "TripoSG tries it with a part of the weights at a time, which takes longer.",
}


def examine(chosen: Settings) -> Iterator[Finding]:
    """Every finding, in the order of repair."""
    line = chosen.lineup("sculptures")
    wanted = [name for name in (NAME, FREE) if name in line]
    yield from _hunyuan(lineup.provider("sculptures", NAME), NAME in wanted)
    yield from _free(lineup.provider("sculptures", FREE), FREE in wanted)
    if wanted:
        yield _card(wanted)
        yield from _copies(chosen)


def _hunyuan(one: Any, wanted: bool) -> Iterator[Finding]:
    try:
        weights = one.weights()
    except ProviderError as error:
        if not wanted:
            return
        weights = ""
        missing = Finding(NAME, "Hunyuan3D", str(error), "fail", "See docs/providers/hunyuan3d.md.")
    if not wanted and not one.options.territory:
        yield Finding("licence", "Licence", f"Hunyuan3D’s {UNSET}")
        return
    yield _licence(one, wanted)
    yield Finding(NAME, "Hunyuan3D", f"{weights} of weights") if weights else missing


def _free(one: Any, wanted: bool) -> Iterator[Finding]:
    usual = one.options.model == type(one).Options().model
    try:
        told = f"{one.weights()} of weights" + (", MIT everywhere" if usual else "")
        yield Finding(FREE, "TripoSG", told)
    except ProviderError as error:
        if wanted:
            yield Finding(FREE, "TripoSG", str(error), "fail", "See docs/providers/triposg.md.")


def _licence(one: Any, wanted: bool) -> Finding:
    try:
        code = one.country()
    except SettingsError as error:
        advice = "Read the licence; then set the country, or choose another sculptor."
        return Finding("licence", "Licence", str(error), "fail" if wanted else "warn", advice)
    told = f"Hunyuan3D’s weights in {code}; not in the EU, the UK or South Korea"
    return Finding("licence", "Licence", f"{told}, what is made with them neither")


def _card(sculptors: list[str]) -> Finding:
    name, title = "card", "Graphics card"
    try:
        found = cards.asked(Worker)
    except (Lost, OSError) as error:
        advice = "Look with nvidia-smi, and install the torch for your card again."
        return Finding(name, title, f"cannot be asked ({type(error).__name__})", "fail", advice)
    if not found:
        advice = "It works on the processor, for minutes to hours; a torch for CUDA sees cards."
        return Finding(name, title, "none that torch can use", "warn", advice)
    told = ", ".join(f"{one.name} with {one.memory_gib:.0f} GiB" for one in found)
    most = max(one.memory_gib for one in found) + 0.5  # makers count in their own way
    advice = " ".join(SMALLER[one] for one in sculptors if most < LEAST_GIB[one])
    if advice:
        return Finding(name, title, told, "warn", advice)
    return Finding(name, title, told)


def _copies(chosen: Settings) -> Iterator[Finding]:
    """Each helper of a studio loads the weights for itself; a card holds few of them."""
    if chosen.workers == 1:
        return
    advice = (
        "For a studio, run “memoreez engine” and set the sculptor remote; or MEMOREEZ_WORKERS=1."
    )
    found = "each helper of “memoreez serve” would load the weights once more"
    yield Finding("helpers", "Helpers", found, "warn", advice)
