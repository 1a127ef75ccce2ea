"""What a published `config.yaml` says, as flat names: "conditioner.params.image_size" -> "518".

Only as much YAML as these files have: nested names with plain values, one of which may stand for
another (`&size 4096`, `*size`). Lists and all else are passed over, since every size can be read
from the tensors.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from memoreez.errors import ProviderError

LONGEST = 1 << 18  # bytes; published ones have 2 kB


def read(path: Path | None) -> dict[str, str]:
    """The names and values of a file; none where there is no file. Raises ProviderError."""
    if path is None:
        return {}
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST + 1)
        lines = text.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ProviderError(f"{path} cannot be read as a configuration; download it again.") from (
            error
        )
    if len(text) > LONGEST:
        raise ProviderError(f"{path} is too long for a configuration; download it again.")
    return dict(_flat(lines))


def _flat(lines: list[str]) -> Iterator[tuple[str, str]]:
    above: list[tuple[int, str]] = []  # the names that hold this line, and how far they are in
    anchors: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.split(" #")[0].partition(":")
        if not colon or name.strip().startswith(("#", "-")):
            continue
        depth = len(name) - len(name.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        above.append((depth, name.strip().strip("'\"")))
        value = value.strip()
        if value.startswith("&"):
            anchor, _, value = value[1:].partition(" ")
            anchors[anchor] = value = value.strip()
        elif value.startswith("*"):
            value = anchors.get(value[1:], "")
        if value:
            yield ".".join(part for _, part in above), value.strip("'\"")


def value(config: Mapping[str, str], part: str, name: str) -> str:
    """A `name` within a part ("vae"), the outermost of several; "" where there is none."""
    found = [key for key in config if key.startswith(f"{part}.") and key.endswith(f".{name}")]
    return config[min(found, key=lambda key: key.count("."))] if found else ""


def number(
    config: Mapping[str, str], part: str, name: str, usual: float, least: float, most: float
) -> float:
    """The same as a number, `usual` where there is none. Raises ProviderError outside the range."""
    told = value(config, part, name)
    try:
        found = float(told) if told else float(usual)
    except ValueError:
        found = math.nan
    if not least <= found <= most:
        raise ProviderError(
            f"The configuration of the model says {name}: {told[:40]}, which is none from "
            f"{least:g} to {most:g}; download it again."
        )
    return found
