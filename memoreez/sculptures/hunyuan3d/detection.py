"""Which member of the family a checkpoint is: sizes from its tensors, the rest from its words.

Words are its `config.yaml` where it has one, and the name of its file and folder. Without torch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from memoreez.errors import ProviderError
from memoreez.sculptures.hunyuan3d import configuration as words
from memoreez.sculptures.hunyuan3d.archive import Archive
from memoreez.sculptures.hunyuan3d.variants import (
    VARIANTS,
    AutoencoderConfig,
    DinoConfig,
    GeometryConfig,
    TransformerConfig,
    UViTConfig,
    Variant,
)

TRANSFORMER = "model."
AUTOENCODER = "vae."
CONDITIONER = "conditioner.main_image_encoder.model."

V21 = "2.1"  # the name in `VARIANTS`
MOST_EXPERTS = 64  # of a layer
DEEPEST = 128  # blocks: none of the family has more than 40
NO_SMALL_ONE = "Hunyuan3D-2.1 has no small decoder; leave the option decoder empty."
FINEST = 128  # squares to a side that a picture is seen in: none has more than 73


def variant(model: Archive, decoder: Archive, name: str, config: Mapping[str, str]) -> Variant:
    """The model of two archives, which may be one and the same.

    `name` is of its file or folder. Raises ProviderError that names the first tensor that is
    missing or odd.
    """
    transformer = _transformer(model)
    base = VARIANTS[_family(transformer, name, config)]
    picture_px = words.number(config, "image_processor", "size", base.picture_px, 16, 4096)
    encoder_px = words.number(config, "conditioner", "image_size", base.encoder_px, 14, 4096)
    found = replace(
        base,
        dino=_dino(model, words.number(config, "conditioner", "num_attention_heads", 0, 0, 256)),
        transformer=transformer,
        autoencoder=_autoencoder(decoder),
        geometry=_geometry(decoder),
        latents=int(words.number(config, "vae", "num_latents", base.latents, 1, 1 << 16)),
        scale=words.number(config, "vae", "scale_factor", base.scale, 1e-3, 1e3),
        picture_px=int(picture_px),
        encoder_px=int(encoder_px),
    )
    _agree(found, decoder)
    squares = found.encoder_px // found.dino.patch
    if not 1 <= squares <= FINEST or not found.dino.grid:
        raise ProviderError(
            f"{model.path} sees a picture in {squares} x {squares} squares and knows the places of "
            f"{found.dino.grid} x {found.dino.grid}; both are 1 to {FINEST}: download it again."
        )
    return found


def prefix(archive: Archive, part: str) -> str:
    """How the names of a part begin: a file with that part alone has them without the prefix."""
    return part if any(key.startswith(part) for key in archive.entries) else ""


def _family(
    transformer: TransformerConfig | UViTConfig, name: str, config: Mapping[str, str]
) -> str:
    """The name in `VARIANTS`. Multi-view and turbo models cannot be told by tensors at all."""
    if isinstance(transformer, UViTConfig):
        return V21
    said = name.lower()
    named_so = re.search(r"[-_]mv(?![a-z0-9])", said)
    if named_so or words.value(config, "conditioner", "type").endswith("MV"):
        family = "mv"
    else:
        family = "2.0" if transformer.single_blocks > 16 else "mini"
    if not transformer.guided:
        return family
    scheduler = words.value(config, "scheduler", "target").lower()
    turbo = "consistency" in scheduler if scheduler else "turbo" in said
    return f"{family}-turbo" if turbo else f"{family}-fast"


def _agree(found: Variant, decoder: Archive) -> None:
    """What one network gives has the width that the next one takes. Raises ProviderError."""
    if found.name == V21 and not found.geometry.ln_post:
        raise ProviderError(f"{decoder.path} is of another family. {NO_SMALL_ONE}")
    walk, unfold = found.transformer, found.autoencoder
    for gives, takes in (
        (found.dino.width, walk.context_width),
        (walk.latent_width, unfold.latent_width),
        (unfold.width, found.geometry.context_width),
    ):
        if gives != takes:
            raise ProviderError(
                f"{decoder.path} does not go with the model: {gives} channels go where "
                f"{takes} are taken; choose the decoder of the same family."
            )


def _transformer(archive: Archive) -> TransformerConfig | UViTConfig:
    start = prefix(archive, TRANSFORMER)
    if is_uvit(archive):
        return _uvit(archive, start)
    first = f"{start}double_blocks.0."
    width = _size(archive, f"{start}latent_in.weight", 0)
    return TransformerConfig(
        latent_width=_size(archive, f"{start}latent_in.weight", 1),
        context_width=_size(archive, f"{start}cond_in.weight", 1),
        width=width,
        heads=_heads(archive, width, f"{first}img_attn.norm.query_norm.scale"),
        mlp_width=_size(archive, f"{first}img_mlp.0.weight", 0),
        double_blocks=_count(archive, f"{start}double_blocks."),
        single_blocks=_count(archive, f"{start}single_blocks."),
        guided=f"{start}guidance_in.in_layer.weight" in archive.entries,
    )


def _uvit(archive: Archive, start: str) -> UViTConfig:
    """That of Hunyuan3D-2.1. How many experts a token is given is in no tensor."""
    first = f"{start}blocks.0."
    width = _size(archive, f"{start}x_embedder.weight", 0)
    pattern = re.compile(re.escape(f"{start}blocks.") + r"\d+\.moe\.gate\.weight")
    gates = [key for key in archive.entries if pattern.fullmatch(key)]
    found = UViTConfig(
        latent_width=_size(archive, f"{start}x_embedder.weight", 1),
        context_width=_size(archive, f"{first}attn2.to_k.weight", 1),
        width=width,
        heads=_heads(archive, width, f"{first}attn1.q_norm.weight"),
        mlp_width=_size(archive, f"{first}mlp.fc1.weight", 0),
        layers=_count(archive, f"{start}blocks."),
        mixed=len(gates),
        experts=_size(archive, gates[0], 0) if gates else 0,
    )
    few, many = found.chosen, MOST_EXPERTS
    if width % 2 or (gates and not few <= found.experts <= many):  # waves, in pairs, tell the time
        raise ProviderError(
            f"{archive.path} is {width} wide and has {found.experts} experts; the width must be "
            f"even, and the experts {few} to {many}: download it again."
        )
    return found


def _dino(archive: Archive, heads: float) -> DinoConfig:
    start = f"{CONDITIONER}embeddings."
    first = f"{CONDITIONER}encoder.layer.0.mlp."
    width = _size(archive, f"{start}cls_token", 2)
    gated = f"{first}weights_in.weight" in archive.entries
    inner = _size(archive, f"{first}{'weights_out' if gated else 'fc2'}.weight", 1)
    table = _size(archive, f"{start}position_embeddings", 1)
    return DinoConfig(
        width=width,
        heads=_divided(archive, width, width // int(heads) if heads >= 1 else 64),
        layers=_count(archive, f"{CONDITIONER}encoder.layer."),
        patch=_size(archive, f"{start}patch_embeddings.projection.weight", 3),
        mlp_width=inner,
        gated=gated,
        grid=round((table - 1) ** 0.5),
    )


def _autoencoder(archive: Archive) -> AutoencoderConfig:
    start = prefix(archive, AUTOENCODER)
    first = f"{start}transformer.resblocks.0."
    width = _size(archive, f"{start}post_kl.weight", 0)
    return AutoencoderConfig(
        latent_width=_size(archive, f"{start}post_kl.weight", 1),
        width=width,
        heads=_heads(archive, width, f"{first}attn.attention.q_norm.weight"),
        layers=_count(archive, f"{start}transformer.resblocks."),
        mlp_width=_size(archive, f"{first}mlp.c_fc.weight", 0),
        qk_norm=f"{first}attn.attention.q_norm.weight" in archive.entries,
    )


def _geometry(archive: Archive) -> GeometryConfig:
    whole = prefix(archive, AUTOENCODER)
    start = f"{whole}geo_decoder."
    block = f"{start}cross_attn_decoder."
    width = _size(archive, f"{start}output_proj.weight", 1)
    narrowed = f"{start}latents_proj.weight"
    norm = f"{block}attn.attention.k_norm.weight"
    # a decoder without norms has heads as wide as its autoencoder's
    wide = f"{whole}transformer.resblocks.0.attn.attention.k_norm.weight"
    inputs = _size(archive, f"{start}query_proj.weight", 1)
    return GeometryConfig(
        width=width,
        heads=_heads(archive, width, norm if norm in archive.entries else wide),
        context_width=_size(archive, narrowed, 1) if narrowed in archive.entries else width,
        mlp_width=_size(archive, f"{block}mlp.c_fc.weight", 0),
        qk_norm=norm in archive.entries,
        ln_post=f"{start}ln_post.weight" in archive.entries,
        frequencies=max(0, (inputs // 3 - 1) // 2),
    )


def _size(archive: Archive, key: str, axis: int) -> int:
    """How long a tensor is along an axis. Raises ProviderError."""
    if key not in archive.entries:
        raise ProviderError(
            f"{archive.path} has no tensor {key}, so it is no Hunyuan3D checkpoint, or only a "
            "part of one; take a published file whole."
        )
    shape = archive.entries[key].shape
    if len(shape) <= axis or not 0 < shape[axis] < 1 << 16:
        raise ProviderError(
            f"{archive.path} has a tensor {key} of the shape {list(shape)}, which none of the "
            "family has; download it again."
        )
    return shape[axis]


def _count(archive: Archive, start: str) -> int:
    """How many blocks there are. `filling.fill` finds it out if one within is missing."""
    pattern = re.compile(re.escape(start) + r"(\d+)\.")
    count = len({match[1] for match in map(pattern.match, archive.entries) if match})
    if not 0 < count <= DEEPEST:
        raise ProviderError(
            f"{archive.path} has {count} blocks called {start}0 and so on; published models have "
            f"1 to {DEEPEST}: download it again."
        )
    return count


def _heads(archive: Archive, width: int, norm: str) -> int:
    """As many as a norm over one head goes into the width; of 64 where there is no norm."""
    return _divided(archive, width, _size(archive, norm, 0) if norm in archive.entries else 64)


def _divided(archive: Archive, width: int, size: int) -> int:
    if not size or width % size:
        raise ProviderError(
            f"{archive.path} has networks {width} wide whose heads are {size} wide; take the file "
            "model.fp16.safetensors of a published folder, with its config.yaml."
        )
    return width // size


def is_uvit(archive: Archive) -> bool:
    """Whether its transformer is of the kind that Hunyuan3D-2.1 has."""
    start = f"{prefix(archive, TRANSFORMER)}blocks."
    return any(key.startswith(start) for key in archive.entries)


def called_v21(model: str) -> bool:
    """Whether a model, its file or its folder is called as those of Hunyuan3D-2.1 are."""
    return re.search(r"(?<![0-9.])2[.-]1(?![0-9])", model) is not None


def named(path: Path) -> str:
    """What a file is called: its own name, and that of its folder if its own says little."""
    return path.parent.name if path.stem.startswith("model") else path.stem
