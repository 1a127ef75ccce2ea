"""What `memoreez doctor` looks at for sculptures by Hunyuan3D: its licence, its weights, the card.

It says nothing where nobody set it and no weights lie about.
"""

from __future__ import annotations

from collections.abc import Iterator

from memoreez import lineup
from memoreez.crew import Lost, Worker
from memoreez.doctor import Finding
from memoreez.engine import cards
from memoreez.errors import ProviderError, SettingsError
from memoreez.settings import Settings

NAME = "hunyuan3d"
LEAST_GIB = 6  # of a card: Hunyuan3D-2 in parts
UNSET = (
    "weights are here, and nobody sculpts with them. Their licence excludes the EU, the UK and "
    "South Korea, and what is made with them there"
)
MINI = f"On less than {LEAST_GIB} GiB take a mini model: MEMOREEZ_HUNYUAN3D_MODEL=mini-turbo."
COPIES = "For a studio run “memoreez engine” with the sculptor remote, or set MEMOREEZ_WORKERS=1."


def examine(chosen: Settings) -> Iterator[Finding]:
    """Every finding, in the order of repair."""
    one = lineup.provider("sculptures", NAME)
    wanted = NAME in chosen.lineup("sculptures")
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
    if wanted:
        yield _card()
        yield from _copies(chosen)


def _licence(one: object, wanted: bool) -> Finding:
    try:
        code = one.country()  # type: ignore[attr-defined]
    except SettingsError as error:
        advice = "Read the licence; then set the country, or choose another sculptor."
        verdict = "fail" if wanted else "warn"
        return Finding("licence", "Licence", str(error), verdict, advice)  # type: ignore[arg-type]
    told = f"Hunyuan3D’s weights in {code}; not in the EU, the UK or South Korea"
    return Finding("licence", "Licence", f"{told}, what is made with them neither")


def _card() -> Finding:
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
    if max(one.memory_gib for one in found) < LEAST_GIB - 0.5:  # makers count in their own way
        advice = (
            f"The mini models want less than {LEAST_GIB} GiB: set MEMOREEZ_HUNYUAN3D_MODEL=mini."
        )
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
