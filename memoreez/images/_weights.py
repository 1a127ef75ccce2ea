"""Weights of image models on this computer: which there are, how large, and what card they need.

Nothing here imports torch or touches the network but `found`, and that only where it is allowed to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from memoreez.errors import ProviderError

Offload = Literal["none", "model", "sequential"]

SPARE_GB = 2.5  # besides weights: what drawing a million pixels takes
FILES = ["*.json", "*/*.json", "*/*.txt", "*/*.model", "*/*.jinja", "*/*.safetensors"]
INSTALL = "pip install 'memoreez[flux]'"


@dataclass(frozen=True)
class Known:
    """A model that we know: what its licence is, and how much there is to download."""

    licence: str
    gigabytes: int


MODELS = {
    "black-forest-labs/FLUX.2-klein-4B": Known("Apache-2.0", 16),
    "black-forest-labs/FLUX.1-schnell": Known("Apache-2.0", 34),
}
# How each kind of pipeline is asked; both are distilled: few steps, no guidance.
PIPELINES: Mapping[str, Mapping[str, Any]] = {
    "Flux2KleinPipeline": {"guidance_scale": 1.0},
    "FluxPipeline": {"guidance_scale": 0.0, "max_sequence_length": 256},
}


def found(model: str, *, download: bool) -> Path:
    """The folder of a model: a path, or a hub's name that is in the hub's own cache.

    Only with `download` is anything fetched. Raises ProviderError that says what to do.
    """
    folder = Path(model).expanduser()
    if (folder / "model_index.json").is_file():
        return folder
    if folder.is_dir() or model.count("/") != 1 or model.startswith((".", "/", "~")):
        raise ProviderError(
            f"There is no model in {model[:120]!r}: a folder with model_index.json, as diffusers "
            "saves it, or a name such as black-forest-labs/FLUX.2-klein-4B."
        )
    try:
        hub = import_module("huggingface_hub")
    except ImportError as error:
        raise uninstalled() from error
    try:
        place = hub.snapshot_download(model, local_files_only=not download, allow_patterns=FILES)
        return Path(place)
    except Exception as error:  # the hub has errors of its own, and those of its network client
        known = MODELS.get(model, Known("its licence is on its page", 0))
        size = f", about {known.gigabytes} GB" if known.gigabytes else ""
        about = f"{model[:120]} ({known.licence}{size})"
        if download:
            raise ProviderError(
                f"{about} could not be downloaded ({type(error).__name__}); check the network, "
                "and whether its page wants you to agree to its terms first."
            ) from error
        raise ProviderError(
            f"{about} is not on this computer; set the option download to true to fetch it, or "
            "put the path of its folder into the option model."
        ) from error


def kind(folder: Path) -> str:
    """The kind of pipeline in a folder, one of `PIPELINES`. Raises ProviderError."""
    try:
        index = json.loads((folder / "model_index.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProviderError(f"{folder / 'model_index.json'} cannot be read; fetch it again.") from (
            error
        )
    name = index.get("_class_name") if isinstance(index, dict) else None
    if name not in PIPELINES:
        raise ProviderError(
            f"The model in {folder} is a {str(name)[:60]}; pictures by diffusers are drawn with "
            f"{' or '.join(PIPELINES)} only."
        )
    return str(name)


def gigabytes(folder: Path) -> tuple[float, float]:
    """The weights of a model, all of them and those of its largest part, in GB as they lie there.

    Raises ProviderError for a model without weights.
    """
    parts: dict[str, int] = {}
    for path in folder.glob("*/*.safetensors"):
        parts[path.parent.name] = parts.get(path.parent.name, 0) + path.stat().st_size
    if not parts:
        raise ProviderError(
            f"The model in {folder} has no weights as .safetensors; fetch it again."
        )
    return sum(parts.values()) / 1e9, max(parts.values()) / 1e9


def offload(card_gb: float, whole_gb: float, largest_gb: float) -> Offload:
    """How much of a model has to wait in the computer's own memory on a card with `card_gb` free.

    "model": one part at a time is on the card; "sequential": one layer at a time, which is slow.
    """
    if card_gb >= whole_gb + SPARE_GB:
        return "none"
    return "model" if card_gb >= largest_gb + SPARE_GB else "sequential"


def packages() -> tuple[Any, Any]:
    """torch and diffusers, which is told to draw no bars. Raises ProviderError."""
    try:
        torch, diffusers = import_module("torch"), import_module("diffusers")
        for name in ("diffusers", "transformers"):
            import_module(f"{name}.utils.logging").disable_progress_bar()
    except ImportError as error:
        raise uninstalled() from error
    return torch, diffusers


def uninstalled() -> ProviderError:
    """The error of whoever lacks one of the packages."""
    return ProviderError(
        f"Pictures by diffusers need packages that are not installed: {INSTALL}; or choose clay."
    )
