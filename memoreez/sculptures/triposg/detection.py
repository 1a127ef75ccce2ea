"""What a checkpoint says of itself: the sizes in its `config.json` files.

`networks.load` sees whether its tensors have them. Without torch.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import configuration as words
from memoreez.sculptures.triposg import variants
from memoreez.sculptures.triposg.checkpoints import FETCH, Files
from memoreez.sculptures.triposg.keys import PARTS
from memoreez.sculptures.triposg.variants import Variant

SCHEDULER = "scheduler/scheduler_config.json"
PICTURES = "feature_extractor_dinov2/preprocessor_config.json"

WIDEST, MOST_HEADS, DEEPEST = 1 << 15, 256, 128
MOST_SQUARES = 48  # of a picture's side: 16 here, 37 as DINOv2 was trained
FIXED = {  # what this engine knows in one way only, and how that is told
    ("vae", "embedding_type"): "frequency",
    ("vae", "embed_include_pi"): "False",
    ("vae", "in_channels"): "3",
    ("image_encoder_dinov2", "use_swiglu_ffn"): "False",
    ("image_encoder_dinov2", "hidden_act"): "gelu",
    ("scheduler", "use_dynamic_shifting"): "False",
}
Config = Mapping[str, str]


def detect(files: Files) -> Variant:
    """The model's sizes. Raises ProviderError that names what is missing or cannot be."""
    config: dict[str, str] = {}
    for part in PARTS:
        config |= told(files.folder / part / "config.json", needed=True)
    for name in (SCHEDULER, PICTURES):
        config |= told(files.folder / name)
    for (part, name), known in FIXED.items():
        found = words.value(config, part, name)
        if found and found != known:
            raise ProviderError(
                f"{files.folder / part} says {name}: {found[:40]}, and this engine knows {known} "
                "only; it is of another model."
            )
    return _agreeing(variant(config), files)


def variant(config: Config) -> Variant:
    """The model of these configurations; what they leave out is as published.

    Raises ProviderError for a number that cannot be.
    """
    eye, walk = "image_encoder_dinov2", "transformer"
    wide = whole(config, eye, "hidden_size", 1024, WIDEST)
    patch = whole(config, eye, "patch_size", 14, 256)
    short = whole(config, "feature_extractor_dinov2", "size.shortest_edge", 256, 4096)
    width = whole(config, walk, "width", 2048, WIDEST)
    unfold = _autoencoder(config)
    return Variant(
        dino=variants.dino(
            width=wide,
            heads=_heads(config, eye, 16, wide),
            layers=whole(config, eye, "num_hidden_layers", 24, DEEPEST),
            patch=patch,
            mlp_width=wide * whole(config, eye, "mlp_ratio", 4, 64),
            grid=whole(config, eye, "image_size", 518, 4096) // patch,
        ),
        transformer=variants.transformer(
            latent_width=whole(config, walk, "in_channels", 64, WIDEST),
            context_width=whole(config, walk, "cross_attention_dim", 1024, WIDEST),
            width=width,
            heads=_heads(config, walk, 16, width),
            mlp_width=4 * width,
            layers=whole(config, walk, "num_layers", 21, DEEPEST),
        ),
        autoencoder=variants.autoencoder(**unfold),
        geometry=variants.geometry(
            width=unfold["width"],
            heads=unfold["heads"],
            context_width=unfold["width"],
            mlp_width=unfold["mlp_width"],
            frequencies=whole(config, "vae", "embed_frequency", 8, 24),
        ),
        picture_px=short,
        encoder_px=whole(config, "feature_extractor_dinov2", "crop_size.height", 224, short),
        shift=words.number(config, "scheduler", "shift", 1, 0.01, 100),
    )


def _autoencoder(config: Config) -> dict[str, int]:
    width = whole(config, "vae", "width_decoder", 1024, WIDEST)
    return {
        "latent_width": whole(config, "vae", "latent_channels", 64, WIDEST),
        "width": width,
        "heads": _heads(config, "vae", 8, width),
        "layers": whole(config, "vae", "num_layers_decoder", 16, DEEPEST),
        "mlp_width": 4 * width,
    }


def whole(config: Config, part: str, name: str, usual: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises ProviderError."""
    found = words.number(config, part, name, usual, 1, most)
    if not found.is_integer():
        raise ProviderError(
            f"The configuration of the model says {name}: {found:g}, which is no whole number; "
            "download it again."
        )
    return int(found)


def _heads(config: Config, part: str, usual: int, width: int) -> int:
    heads = whole(config, part, "num_attention_heads", usual, MOST_HEADS)
    if width % heads:
        raise ProviderError(
            f"The configuration of the model says {heads} heads in a width of {width}, which they "
            "do not divide; download it again."
        )
    return heads


def _agreeing(found: Variant, files: Files) -> Variant:
    """The model, if what one network gives has the width that the next one takes."""
    for gives, takes, which in (
        (found.dino.width, found.transformer.context_width, "transformer"),
        (found.transformer.latent_width, found.autoencoder.latent_width, "vae"),
    ):
        if gives != takes:
            raise ProviderError(
                f"{files.folder / which} takes {takes} channels where {gives} are given; its parts "
                "are of different models."
            )
    squares, left = divmod(found.encoder_px, found.dino.patch)
    if left or squares > MOST_SQUARES or not found.dino.grid:
        raise ProviderError(
            f"{files.folder} shows pictures of {found.encoder_px} pixels in squares of "
            f"{found.dino.patch}, which do not fill them or are too many; download it again."
        )
    if found.transformer.width % 2:  # a time is told in pairs of waves
        raise ProviderError(
            f"{files.folder / 'transformer'} is {found.transformer.width} channels wide, and must "
            "be of an even width; download it again."
        )
    return found


def told(path: Path, *, needed: bool = False) -> dict[str, str]:
    """A JSON file's words as flat names: "vae.width_decoder" -> "1024"; lists are passed over.

    None where there is no file, if it is not needed. Raises ProviderError.
    """
    try:
        with path.open("rb") as file:
            text = file.read(words.LONGEST + 1)
        found = json.loads(text) if len(text) <= words.LONGEST else None
    except FileNotFoundError as error:
        if not needed:
            return {}
        raise ProviderError(f"{path} is missing; {FETCH}.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ProviderError(f"{path} cannot be read as a configuration; {FETCH}.") from error
    if not isinstance(found, dict):
        raise ProviderError(f"{path} is no configuration; {FETCH}.")
    return dict(_flat(found, path.parent.name))


def _flat(found: Mapping[str, Any], start: str, deep: int = 4) -> Iterator[tuple[str, str]]:
    for name, value in found.items():
        if isinstance(value, dict) and deep:
            yield from _flat(value, f"{start}.{name}", deep - 1)
        elif isinstance(value, str | bool | int | float):
            yield f"{start}.{name}", str(value)
