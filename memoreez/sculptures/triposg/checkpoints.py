"""Weights on this computer: where they are. Nothing is ever downloaded here.

The model is a folder as the hub has it: three folders with weights, each with its `config.json`,
and two with a configuration alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d.checkpoints import PICKLES, places
from memoreez.sculptures.hunyuan3d.checkpoints import doubt as doubted
from memoreez.sculptures.triposg.keys import PARTS

REPOSITORY = "VAST-AI/TripoSG"
USUAL = {
    "image_encoder_dinov2": "model.safetensors",
    "transformer": "diffusion_pytorch_model.safetensors",
    "vae": "diffusion_pytorch_model.safetensors",
}
KNOWN = {  # of March 2025: bytes, and the sha256 that three programs which check it agree on
    "image_encoder_dinov2": (
        1_217_522_888,
        "399fba97a95f22c36834418bc69373364a99af3a1153da1c0fb31db567c92e23",
    ),
    "transformer": (
        5_758_280_104,
        "9192b5923f7b605b394192809aa2ceb73bf0f4009674d8e3b999b45bb97d4bf2",
    ),
    "vae": (
        970_685_468,
        "a2e667c24927a5a35e5f19fcb4c75890e9399aa966b6db8131d7df733a750c8b",
    ),
}
FETCH = f"fetch all of it with “hf download {REPOSITORY}”"


@dataclass(frozen=True)
class Files:
    """A model's folder, and the file of weights in each of its three parts."""

    folder: Path
    weights: Mapping[str, Path]

    @property
    def size(self) -> int:
        """Of all weights, in bytes. Raises ProviderError where a file is gone by now."""
        try:
            return sum(path.stat().st_size for path in self.weights.values())
        except OSError as error:
            raise ProviderError(f"{error.filename} cannot be read: {error.strerror}.") from error


def find(model: str, folder: Path | None = None, hub: Path | None = None) -> Files:
    """The files of a model: the path of its folder, or a name such as "VAST-AI/TripoSG".

    `folder` is where models lie, `hub` the hub's cache. Raises ProviderError that says where was
    looked, and what to do.
    """
    looked = list(places(model, folder, hub, whole=True))
    for place in looked:
        if _there(place):
            return Files(place, {part: _weights(place / part) for part in PARTS})
    where = ", ".join(str(place) for place in looked[:4]) or "any place"
    raise ProviderError(
        f"There are no weights for {model[:120]!r} in {where}; {FETCH}, or put the option model to "
        f"a folder with {', '.join(PARTS)}."
    )


def doubt(files: Files) -> list[str]:
    """What is odd about files as long as the published ones; others were changed on purpose.

    Reads all of those. Raises ProviderError where that cannot be.
    """
    found = []
    for part, path in files.weights.items():
        size, known = KNOWN[part]
        with suppress(OSError):  # whoever reads the weights says what is amiss
            if path.stat().st_size == size:
                found.append(doubted(path, known))
    return [words for words in found if words]


def _there(place: Path) -> bool:
    """Whether that is such a folder, or at least a part of one."""
    with suppress(OSError, ValueError):  # names that no folder can have, and those not ours
        return (place / "transformer").is_dir() and (place / "vae").is_dir()
    return False


def _weights(part: Path) -> Path:
    """The file with a part's weights. Raises ProviderError."""
    usual, found, pickled = part / USUAL[part.name], [], False
    with suppress(OSError):
        if usual.is_file():
            return usual
        found = sorted(part.glob("*.safetensors"))
        pickled = any(path.suffix in PICKLES for path in part.iterdir())
    if len(found) == 1:
        return found[0]
    if pickled and not found:
        raise ProviderError(
            f"{part} has weights as a pickle, a kind of file that can run any program; take "
            f"{usual.name}, or turn it into one by “python -m "
            "memoreez.sculptures.hunyuan3d.pickles FILE”, which reads numbers alone."
        )
    raise ProviderError(f"{part} has {len(found) or 'no'} files of weights; {FETCH}.")
